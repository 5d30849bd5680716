//! Without consent a need is offered without the person: kind of help and area. An organization claims it, the person
//! says yes or no, and identity follows only the yes. A claim without it lapses after the response clock.

use super::clock::Clock;
use jiff::Timestamp;
use tandem_access::Uuid;
use tandem_people::model::need::Domain;

tandem_access::coded! {
    /// Where an offer stands.
    OfferState {
        /// Anybody who offers such help may claim it.
        Open = "open",
        /// One organization holds it; the person is asked.
        Claimed = "claimed",
        /// The person said yes: the organization has the referral.
        Settled = "settled",
        /// Taken back, or given up.
        Closed = "closed",
    }
}

/// A need offered without saying whose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Random id.
    pub id: Uuid,
    /// The referral behind it, which the claimer cannot see.
    pub referral_id: Uuid,
    /// Who offers.
    pub owner_org: Uuid,
    /// Kind of help.
    pub domain: Domain,
    /// Area, as coarse as the directory's.
    pub area: Option<String>,
    /// Language the help is needed in.
    pub language: Option<String>,
    /// Since when.
    pub offered_at: Timestamp,
    /// Where it stands.
    pub state: OfferState,
    /// Who claimed it.
    pub claimed_by: Option<Uuid>,
    /// When.
    pub claimed_at: Option<Timestamp>,
    /// Until when the person's yes must come.
    pub lapses_at: Option<Timestamp>,
}

/// Why a claim is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClaimRefusal {
    /// Somebody else was faster.
    #[error("another organization was faster")]
    Taken,
    /// Not on offer any more.
    #[error("not on offer any more")]
    Closed,
    /// The organization that offers it.
    #[error("an organization does not claim its own offer")]
    Own,
}

impl Offer {
    /// An organization claims it. The same organization claiming twice changes nothing.
    ///
    /// # Errors
    /// Why not.
    pub fn claim(&mut self, org: Uuid, now: Timestamp, clock: &Clock) -> Result<(), ClaimRefusal> {
        if org == self.owner_org {
            return Err(ClaimRefusal::Own);
        }
        match self.state {
            OfferState::Open => {
                self.state = OfferState::Claimed;
                self.claimed_by = Some(org);
                self.claimed_at = Some(now);
                self.lapses_at = Some(clock.due(now));
                Ok(())
            }
            OfferState::Claimed if self.claimed_by == Some(org) => Ok(()),
            OfferState::Claimed => Err(ClaimRefusal::Taken),
            OfferState::Settled | OfferState::Closed => Err(ClaimRefusal::Closed),
        }
    }

    /// The person said yes; `false` when no claim waits for it.
    pub fn settle(&mut self) -> bool {
        let waits = self.state == OfferState::Claimed;
        if waits {
            self.state = OfferState::Settled;
            self.lapses_at = None;
        }
        waits
    }

    /// Opens the offer again: the person said no to this organization, or the time for the yes ran out.
    pub fn reopen(&mut self) -> bool {
        let claimed = self.state == OfferState::Claimed;
        if claimed {
            self.state = OfferState::Open;
            (self.claimed_by, self.claimed_at, self.lapses_at) = (None, None, None);
        }
        claimed
    }

    /// Takes the offer away; nobody may claim it any more.
    pub fn close(&mut self) {
        self.state = OfferState::Closed;
        (self.claimed_by, self.claimed_at, self.lapses_at) = (None, None, None);
    }

    /// Whether a claim has run out at `now`.
    pub fn has_lapsed(&self, now: Timestamp) -> bool {
        self.state == OfferState::Claimed && self.lapses_at.is_some_and(|at| at <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::clock::tests::clock;
    use jiff::ToSpan;
    use proptest::prelude::*;

    fn now() -> Timestamp {
        "2026-03-02T15:00Z".parse().expect("a time")
    }

    fn offer() -> Offer {
        Offer {
            id: Uuid::from_u128(1),
            referral_id: Uuid::from_u128(2),
            owner_org: Uuid::from_u128(10),
            domain: Domain::from_code("food-insecurity").expect("a domain"),
            area: Some("north".into()),
            language: None,
            offered_at: now(),
            state: OfferState::Open,
            claimed_by: None,
            claimed_at: None,
            lapses_at: None,
        }
    }

    #[test]
    fn the_first_claim_holds_until_it_lapses() {
        let (a, b) = (Uuid::from_u128(20), Uuid::from_u128(21));
        let mut o = offer();
        assert_eq!(o.claim(o.owner_org, now(), &clock()), Err(ClaimRefusal::Own));
        o.claim(a, now(), &clock()).expect("claimed");
        assert_eq!(o.claim(b, now(), &clock()), Err(ClaimRefusal::Taken));
        assert_eq!(o.claim(a, now() + 1.hour(), &clock()), Ok(()), "twice is once");
        let lapses = o.lapses_at.expect("a time");
        assert_eq!(lapses, clock().due(now()));
        assert!(!o.has_lapsed(lapses - 1.second()) && o.has_lapsed(lapses));
        assert!(o.reopen());
        o.claim(b, lapses, &clock()).expect("open again");
        assert!(o.settle() && !o.settle());
        assert_eq!(o.claim(a, lapses, &clock()), Err(ClaimRefusal::Closed));
    }

    proptest! {
        /// At any moment at most one organization holds a claim, and only a claim can be settled.
        #[test]
        fn one_claim_at_a_time(steps in proptest::collection::vec((0u8..4, 20u128..24), 0..30)) {
            let mut o = offer();
            for (what, org) in steps {
                let before = o.clone();
                match what {
                    0 => { let _ = o.claim(Uuid::from_u128(org), now(), &clock()); }
                    1 => { o.reopen(); }
                    2 => { prop_assert_eq!(o.settle(), before.state == OfferState::Claimed); }
                    _ => { prop_assert_eq!(o.has_lapsed(Timestamp::MAX), o.state == OfferState::Claimed); }
                }
                let held = matches!(o.state, OfferState::Claimed | OfferState::Settled);
                prop_assert_eq!(o.claimed_by.is_some(), held);
                if before.state == OfferState::Claimed && o.state == OfferState::Claimed {
                    prop_assert_eq!(o.claimed_by, before.claimed_by, "a claim is never taken over");
                }
            }
        }
    }
}
