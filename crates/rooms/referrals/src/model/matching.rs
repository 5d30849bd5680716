//! Which service first, and why: a rank that can be said in words.
//!
//! Nothing here predicts a person. A service gets points for facts that anybody can check, each with its reason, and
//! the reasons are what the page shows. The order is total, so two people who ask the same see the same.

use tandem_access::Uuid;

tandem_access::coded! {
    /// Whether a service has room.
    Room {
        /// It has.
        Open = "open",
        /// A little.
        Limited = "limited",
        /// There is a waiting list.
        Waitlist = "waitlist",
        /// None.
        Closed = "closed",
    }
}

tandem_access::coded! {
    /// What the directory says about eligibility.
    Eligible {
        /// Open to all, or the person fits.
        Yes = "yes",
        /// There are rules; staff and person check them together.
        Maybe = "maybe",
        /// A rule speaks against it.
        No = "no",
    }
}

/// How an organization answered before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Past {
    /// Referrals whose clock has run out or that were answered.
    pub asked: u32,
    /// Answered in time.
    pub in_time: u32,
}

/// How many referrals of average behaviour a newcomer starts with, so that one slow day does not bury it.
const PRIOR: f64 = 4.0;

impl Past {
    /// Share answered in time, drawn towards the partnership's mean while there is little to go by.
    pub fn rate(self, mean: f64) -> f64 {
        (f64::from(self.in_time.min(self.asked)) + PRIOR * mean) / (f64::from(self.asked) + PRIOR)
    }
}

/// A service that may fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The service.
    pub service_id: Uuid,
    /// Whose it is.
    pub org_id: Uuid,
    /// Its name.
    pub name: String,
    /// Whether it serves the person's area; `None` = it does not say.
    pub in_area: Option<bool>,
    /// Eligibility.
    pub eligible: Eligible,
    /// Whether it speaks the person's language; `None` = no language known.
    pub speaks: Option<bool>,
    /// Room; `None` = nobody said.
    pub room: Option<Room>,
    /// Distance.
    pub miles: Option<f64>,
    /// Past answers of the organization.
    pub past: Past,
    /// Whether a live consent names the organization for this label.
    pub consent: bool,
    /// Whether it can be reached by a referral (an e-mail address or accounts).
    pub reachable: bool,
}

/// A reason for or against, with what it says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Why {
    /// It has room.
    HasRoom,
    /// It has a little room.
    SomeRoom,
    /// It has a waiting list.
    WaitingList,
    /// It says it is full.
    Full,
    /// Nobody said whether it has room.
    RoomUnknown,
    /// It serves the person's area.
    ServesArea,
    /// It does not serve the person's area.
    OutsideArea,
    /// It is open to all or the person fits.
    Fits,
    /// There are rules to check together.
    CheckRules,
    /// A rule speaks against it.
    DoesNotFit,
    /// It speaks the person's language.
    SpeaksLanguage,
    /// It does not list the person's language.
    OtherLanguage,
    /// So far away.
    Miles(f64),
    /// Answered this many of so many in time.
    Answers(u32, u32),
    /// Nothing is known yet about its answers.
    NewHere,
    /// Cannot be reached by a referral: call instead.
    CallInstead,
}

impl Why {
    /// Message key; `Miles` takes `miles`, `Answers` takes `in_time` and `asked`.
    pub fn message_key(self) -> &'static str {
        match self {
            Why::HasRoom => "referrals-why-has-room",
            Why::SomeRoom => "referrals-why-some-room",
            Why::WaitingList => "referrals-why-waiting-list",
            Why::Full => "referrals-why-full",
            Why::RoomUnknown => "referrals-why-room-unknown",
            Why::ServesArea => "referrals-why-serves-area",
            Why::OutsideArea => "referrals-why-outside-area",
            Why::Fits => "referrals-why-fits",
            Why::CheckRules => "referrals-why-check-rules",
            Why::DoesNotFit => "referrals-why-does-not-fit",
            Why::SpeaksLanguage => "referrals-why-speaks-language",
            Why::OtherLanguage => "referrals-why-other-language",
            Why::Miles(_) => "referrals-why-miles",
            Why::Answers(..) => "referrals-why-answers",
            Why::NewHere => "referrals-why-new-here",
            Why::CallInstead => "referrals-why-call-instead",
        }
    }

    /// Whether it speaks for the service (`true`), against it (`false`), or is only said.
    pub fn speaks_for(self) -> Option<bool> {
        match self {
            Why::HasRoom | Why::SomeRoom | Why::ServesArea | Why::Fits | Why::SpeaksLanguage => Some(true),
            Why::Full
            | Why::OutsideArea
            | Why::DoesNotFit
            | Why::OtherLanguage
            | Why::WaitingList
            | Why::CallInstead => Some(false),
            Why::RoomUnknown | Why::CheckRules | Why::Miles(_) | Why::Answers(..) | Why::NewHere => None,
        }
    }
}

/// A ranked service.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// The service.
    pub candidate: Candidate,
    /// Its points, 0 to 100.
    pub points: f64,
    /// Why, in the order they weigh.
    pub why: Vec<Why>,
}

/// What each fact is worth. They add up to 100.
const AREA: f64 = 25.0;
const ELIGIBLE: f64 = 20.0;
const ROOM: f64 = 20.0;
const LANGUAGE: f64 = 15.0;
const NEAR: f64 = 10.0;
const ANSWERS: f64 = 10.0;
/// A distance at which nearness is worth half.
const HALF_MILES: f64 = 5.0;

/// Ranks services, best first. `mean` is the partnership's share of answers in time.
pub fn rank(candidates: Vec<Candidate>, mean: f64) -> Vec<Match> {
    let mut ranked: Vec<Match> = candidates.into_iter().map(|c| weigh(c, mean)).collect();
    ranked.sort_by(|a, b| {
        b.points
            .total_cmp(&a.points)
            .then_with(|| miles(a).total_cmp(&miles(b)))
            .then_with(|| a.candidate.name.cmp(&b.candidate.name))
            .then_with(|| a.candidate.service_id.cmp(&b.candidate.service_id))
    });
    ranked
}

fn miles(m: &Match) -> f64 {
    m.candidate.miles.unwrap_or(f64::MAX)
}

fn weigh(candidate: Candidate, mean: f64) -> Match {
    let c = &candidate;
    let mut parts: Vec<(f64, Option<Why>)> = vec![
        match c.in_area {
            Some(true) => (AREA, Some(Why::ServesArea)),
            // A service that does not say is likelier to serve the area than one that says it does not.
            None => (AREA * 0.6, None),
            Some(false) => (0.0, Some(Why::OutsideArea)),
        },
        match c.eligible {
            Eligible::Yes => (ELIGIBLE, Some(Why::Fits)),
            Eligible::Maybe => (ELIGIBLE * 0.6, Some(Why::CheckRules)),
            Eligible::No => (0.0, Some(Why::DoesNotFit)),
        },
        match c.room {
            Some(Room::Open) => (ROOM, Some(Why::HasRoom)),
            Some(Room::Limited) => (ROOM * 0.7, Some(Why::SomeRoom)),
            None => (ROOM * 0.5, Some(Why::RoomUnknown)),
            Some(Room::Waitlist) => (ROOM * 0.25, Some(Why::WaitingList)),
            Some(Room::Closed) => (0.0, Some(Why::Full)),
        },
        match c.speaks {
            Some(true) => (LANGUAGE, Some(Why::SpeaksLanguage)),
            None => (LANGUAGE * 0.5, None),
            Some(false) => (0.0, Some(Why::OtherLanguage)),
        },
        match c.miles.filter(|m| m.is_finite() && *m >= 0.0) {
            Some(m) => (NEAR * HALF_MILES / (HALF_MILES + m), Some(Why::Miles(m))),
            None => (NEAR * 0.5, None),
        },
        (
            ANSWERS * c.past.rate(mean.clamp(0.0, 1.0)),
            Some(if c.past.asked == 0 { Why::NewHere } else { Why::Answers(c.past.in_time, c.past.asked) }),
        ),
    ];
    if !c.reachable {
        parts.push((0.0, Some(Why::CallInstead)));
    }
    let points = parts.iter().map(|(p, _)| p).sum();
    // What speaks against it is never at the end of a long list.
    let mut why: Vec<Why> = parts.into_iter().filter_map(|(_, why)| why).collect();
    why.sort_by_key(|w| order(*w));
    Match { points, why, candidate }
}

fn order(why: Why) -> u8 {
    match why.speaks_for() {
        Some(false) => 0,
        Some(true) => 1,
        None => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn candidate(n: u128) -> Candidate {
        Candidate {
            service_id: Uuid::from_u128(n),
            org_id: Uuid::from_u128(n + 1000),
            name: format!("Service {n}"),
            in_area: Some(true),
            eligible: Eligible::Yes,
            speaks: Some(true),
            room: Some(Room::Open),
            miles: Some(1.0),
            past: Past { asked: 10, in_time: 9 },
            consent: false,
            reachable: true,
        }
    }

    #[test]
    fn each_fact_moves_the_rank_the_way_people_expect() {
        let good = candidate(1);
        let worse: Vec<(&str, Candidate)> = vec![
            ("area", Candidate { in_area: Some(false), ..candidate(2) }),
            ("eligible", Candidate { eligible: Eligible::No, ..candidate(2) }),
            ("room", Candidate { room: Some(Room::Closed), ..candidate(2) }),
            ("language", Candidate { speaks: Some(false), ..candidate(2) }),
            ("far", Candidate { miles: Some(30.0), ..candidate(2) }),
            ("answers", Candidate { past: Past { asked: 10, in_time: 1 }, ..candidate(2) }),
        ];
        for (what, bad) in worse {
            let ranked = rank(vec![bad, good.clone()], 0.7);
            assert_eq!(ranked[0].candidate.service_id, good.service_id, "{what}");
        }
    }

    #[test]
    fn the_reasons_are_said_and_those_against_come_first() {
        let ranked = rank(vec![Candidate { room: Some(Room::Closed), ..candidate(1) }], 0.7);
        assert_eq!(ranked[0].why[0], Why::Full);
        assert!(ranked[0].why.contains(&Why::Answers(9, 10)));
    }

    #[test]
    fn one_slow_answer_does_not_bury_a_newcomer() {
        let mean = 0.7;
        let newcomer = Past { asked: 1, in_time: 0 };
        let slow = Past { asked: 40, in_time: 8 };
        assert!(newcomer.rate(mean) > slow.rate(mean));
        assert!((Past::default().rate(mean) - mean).abs() < 1e-9, "nothing known is the mean");
        let many = Past { asked: 100_000, in_time: 90_000 };
        assert!((many.rate(mean) - 0.9).abs() < 0.001, "much known is itself");
    }

    fn any_candidate() -> impl Strategy<Value = Candidate> {
        (
            (
                1u128..50,
                proptest::option::of(any::<bool>()),
                proptest::sample::select(Eligible::ALL.to_vec()),
            ),
            (
                proptest::option::of(any::<bool>()),
                proptest::option::of(proptest::sample::select(Room::ALL.to_vec())),
            ),
            (proptest::option::of(0.0f64..200.0), 0u32..50, 0u32..60),
        )
            .prop_map(|((n, in_area, eligible), (speaks, room), (miles, asked, in_time))| {
                Candidate {
                    in_area,
                    eligible,
                    speaks,
                    room,
                    miles,
                    past: Past { asked, in_time },
                    ..candidate(n)
                }
            })
    }

    proptest! {
        #[test]
        fn the_rank_is_total_bounded_and_does_not_depend_on_the_order_of_input(
            list in proptest::collection::vec(any_candidate(), 0..12), mean in 0.0f64..1.0
        ) {
            let mut list = list;
            list.dedup_by_key(|c| c.service_id);
            let once = rank(list.clone(), mean);
            prop_assert_eq!(once.len(), list.len(), "nothing is hidden");
            list.reverse();
            let ids = |r: &[Match]| r.iter().map(|m| m.points.to_bits()).collect::<Vec<_>>();
            prop_assert_eq!(ids(&once), ids(&rank(list, mean)));
            for m in &once {
                prop_assert!((0.0..=100.0 + 1e-9).contains(&m.points), "{}", m.points);
                prop_assert!(!m.why.is_empty());
            }
        }

        #[test]
        fn more_answers_in_time_never_hurt(asked in 1u32..60, a in 0u32..60, b in 0u32..60, mean in 0.0f64..1.0) {
            let rate = |n: u32| Past { asked, in_time: n.min(asked) }.rate(mean);
            prop_assert!(rate(a.min(b)) <= rate(a.max(b)) + 1e-12);
            prop_assert!((0.0..=1.0).contains(&rate(a)));
        }
    }
}
