//! What a body does with a result that binds it; pure. The rule is the product's: it adopts the result unchanged, or returns it once, with
//! public reasons, within 30 days.

use super::vote::Vote;
use jiff::{SignedDuration, Timestamp};
use tandem_access::Uuid;
use tandem_deliberation::rules::duty;

/// Days after the publication within which a result may be returned.
pub const RETURN_DAYS: i64 = 30;

tandem_access::coded! {
    /// What it did.
    AnswerKind {
        /// It adopted the result as it is.
        Adopted = "adopted",
        /// It returned it.
        Returned = "returned",
    }
}

/// What a body did, for everybody to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What.
    pub kind: AnswerKind,
    /// Why; of a returned result.
    pub reasons: String,
    /// Who wrote it down for the body.
    pub by_member: Uuid,
    /// The co-lead of another sector who agreed; of a returned result.
    pub agreed_by: Option<Uuid>,
    /// When.
    pub at: Timestamp,
}

/// A return that one co-lead proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    /// The seat that proposes it.
    pub seat: Uuid,
    /// Why.
    pub reasons: String,
    /// Who wrote it.
    pub by_member: Uuid,
    /// When.
    pub at: Timestamp,
}

/// The last moment at which the result may be returned. `None` before it is published, or where it binds nobody.
pub fn return_by(vote: &Vote) -> Option<Timestamp> {
    vote.binding.as_ref()?;
    vote.published_at?.checked_add(SignedDuration::from_hours(24 * RETURN_DAYS)).ok()
}

/// Why the result may not be returned now: a reason of the rules. `returns` counts how often this question came back already.
pub fn may_return(vote: &Vote, reasons: &str, returns: u64, now: Timestamp) -> Option<&'static str> {
    // A begun day counts: the thirty-first begins when thirty are over.
    let late = return_by(vote).is_none_or(|last| now > last);
    let days = vote.published_at.map_or(0, |at| now.duration_since(at).as_hours().max(0) / 24);
    let answer = duty::Answer::Return {
        reasons_public: !reasons.trim().is_empty(),
        within_days: u64::try_from(days + i64::from(late)).unwrap_or(u64::MAX),
        returns_so_far: returns,
    };
    // What won plays no part in a return.
    duty::binding(&[], &answer).code
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::state::State;
    use crate::model::vote::Binding;

    fn vote() -> Vote {
        let mut vote = Vote {
            id: Uuid::from_u128(9),
            owner_org: Uuid::from_u128(2),
            state: State::Published,
            definition: crate::model::count::tests::vote(crate::model::definition::Method::Approval, 2),
            version: 3,
            opens_at: Timestamp::UNIX_EPOCH,
            closes_at: Timestamp::UNIX_EPOCH,
            grew_from: None,
            reason: None,
            published_at: None,
            binding: None,
            asks_again: None,
        };
        vote.published_at = Some("2026-03-01T12:00:00Z".parse().expect("a time"));
        vote.binding = Some(Binding { topic: "The shared fund".into(), body: Uuid::from_u128(1) });
        vote
    }

    #[test]
    fn it_comes_back_once_with_reasons_within_thirty_days() {
        let (vote, at) = (vote(), |t: &str| t.parse::<Timestamp>().expect("a time"));
        let why = |reasons: &str, returns, now: &str| may_return(&vote, reasons, returns, at(now));
        assert_eq!(return_by(&vote), Some(at("2026-03-31T12:00:00Z")));
        assert_eq!(why("It costs twice that", 0, "2026-03-31T12:00:00Z"), None, "the last moment");
        assert_eq!(why("It costs twice that", 0, "2026-03-31T12:00:01Z"), Some("RETURN_OVER_30_DAYS"));
        assert_eq!(why("It costs twice that", 1, "2026-03-02T12:00:00Z"), Some("RETURNED_TWICE"));
        assert_eq!(why("  ", 0, "2026-03-02T12:00:00Z"), Some("NO_PUBLIC_REASONS"));
    }
}
