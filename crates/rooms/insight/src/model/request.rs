//! A request: one person's wish for help in one domain. Measures count requests, so that a person whose referral was
//! declined and sent again is one person who wanted help, not two.

use super::month::Month;
use jiff::Timestamp;
use tandem_access::Uuid;
use tandem_partners::model::{BusinessCalendar, Partnership};

/// How a request stands. Exactly one applies, so the parts add up to those who asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// An organization said yes.
    Yes,
    /// The last organization asked said no, for lack of room.
    NoRoom,
    /// It said no for another reason.
    OtherNo,
    /// Nobody has answered, and the clock has run out.
    Late,
    /// The clock still runs.
    Waiting,
    /// No organization was asked: none was found.
    NoMatch,
    /// Taken back, or no longer followed, before an answer.
    TakenBack,
}

impl Outcome {
    /// Every outcome, in the order of the tables.
    pub const ALL: [Outcome; 7] = [
        Outcome::Yes,
        Outcome::NoRoom,
        Outcome::OtherNo,
        Outcome::Late,
        Outcome::Waiting,
        Outcome::NoMatch,
        Outcome::TakenBack,
    ];
    /// The word in CSV files and message keys.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Yes => "yes",
            Outcome::NoRoom => "no-room",
            Outcome::OtherNo => "other-no",
            Outcome::Late => "late",
            Outcome::Waiting => "waiting",
            Outcome::NoMatch => "no-match",
            Outcome::TakenBack => "taken-back",
        }
    }
    /// Its place in [`Outcome::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
    /// Somebody answered.
    pub fn answered(self) -> bool {
        matches!(self, Outcome::Yes | Outcome::NoRoom | Outcome::OtherNo)
    }
    /// Demand that was not met: what a gap is made of.
    pub fn unmet(self) -> bool {
        matches!(self, Outcome::NoRoom | Outcome::OtherNo | Outcome::Late | Outcome::NoMatch)
    }
}

/// What the person says about the need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved {
    /// It is met.
    Yes,
    /// A part of it is.
    Partly,
    /// It is not.
    No,
}

impl Resolved {
    /// Reads the stored word.
    pub fn from_word(word: &str) -> Option<Resolved> {
        match word {
            "yes" => Some(Resolved::Yes),
            "partly" => Some(Resolved::Partly),
            "no" => Some(Resolved::No),
            _ => None,
        }
    }
}

/// Who asked for what, where and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The person, or the request itself where no person is recorded; only ever counted.
    pub person: Uuid,
    /// Domain code.
    pub domain: String,
    /// Area; empty when not known.
    pub area: String,
    /// When the need was found, or the person asked.
    pub at: Timestamp,
    /// `open`, `addressed` or `closed`.
    pub need_status: String,
}

/// One referral of a request. Status and reason are the stored words (FHIR R4 Task, coded reason).
#[derive(Debug, Clone, PartialEq)]
pub struct Sent {
    /// Task status.
    pub status: String,
    /// Coded reason of its end.
    pub reason: Option<String>,
    /// When it went out.
    pub sent_at: Timestamp,
    /// When an answer is due.
    pub due_at: Option<Timestamp>,
    /// When the organization answered.
    pub answered_at: Option<Timestamp>,
    /// When it said yes.
    pub accepted_at: Option<Timestamp>,
    /// The organization says whether the person got the service.
    pub received: Option<bool>,
    /// The person says whether the need is resolved.
    pub resolved: Option<Resolved>,
}

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// Within the response clock.
    pub in_time: bool,
    /// Business days from sending to answer.
    pub days: u32,
}

/// A request, read from its referrals.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Month in which the person asked.
    pub month: Month,
    /// How it stands.
    pub outcome: Outcome,
    /// The first answer.
    pub answer: Option<Answer>,
    /// Answered, and ended with a reason: the loop is closed.
    pub closed: bool,
    /// The organization says so.
    pub received: Option<bool>,
    /// The person says so.
    pub resolved: Option<Resolved>,
    /// Where the outcome is a no: the coded reason of the last organization asked.
    pub refusal: Option<String>,
}

/// The response clock and the present.
#[derive(Debug, Clone, PartialEq)]
pub struct Clock {
    /// Business days and zone.
    pub calendar: BusinessCalendar,
    /// Days in which an answer is due.
    pub response_days: u32,
    /// The present.
    pub now: Timestamp,
}

impl Clock {
    /// The partnership's clock at `now`.
    pub fn new(p: &Partnership, now: Timestamp) -> Clock {
        Clock { calendar: p.calendar.clone(), response_days: p.response_days, now }
    }
    /// When an answer to something that begins at `from` is due.
    pub fn due(&self, from: Timestamp) -> Timestamp {
        self.calendar.due(from, self.response_days)
    }
    /// The month of a moment.
    pub fn month(&self, at: Timestamp) -> Month {
        Month::of(at, self.calendar.zone())
    }
    /// This month.
    pub fn this_month(&self) -> Month {
        self.month(self.now)
    }
}

impl Sent {
    /// When its answer is or was due.
    pub fn due(&self, clock: &Clock) -> Timestamp {
        self.due_at.unwrap_or_else(|| clock.due(self.sent_at))
    }
    /// Whether it is late now.
    pub fn late(&self, clock: &Clock) -> bool {
        self.answered_at.is_none() && self.due(clock) <= clock.now
    }
    /// Its answer, if there is one.
    pub fn answer(&self, clock: &Clock) -> Option<Answer> {
        self.answered_at.map(|at| Answer {
            in_time: at <= self.due(clock),
            days: clock.calendar.days_between(self.sent_at, at),
        })
    }
    /// An end.
    pub fn ended(&self) -> bool {
        matches!(self.status.as_str(), "rejected" | "completed" | "cancelled" | "failed")
    }
}

impl Request {
    /// Reads a request from its referrals, in the order in which they were sent.
    pub fn read(asked: &Asked, sent: &[Sent], clock: &Clock) -> Request {
        let outcome = outcome(asked, sent, clock);
        let refused = matches!(outcome, Outcome::NoRoom | Outcome::OtherNo);
        Request {
            month: clock.month(asked.at),
            outcome,
            answer: sent.iter().find_map(|s| s.answer(clock)),
            closed: sent.iter().any(|s| s.answered_at.is_some())
                && sent.iter().all(|s| s.ended() && s.reason.is_some()),
            received: sent.iter().filter_map(|s| s.received).max(),
            resolved: sent
                .iter()
                .rev()
                .find_map(|s| s.resolved)
                .or((asked.need_status == "addressed").then_some(Resolved::Yes)),
            refusal: sent
                .last()
                .filter(|_| refused)
                .map(|s| s.reason.clone().unwrap_or_else(|| "other".to_owned())),
        }
    }
}

fn outcome(asked: &Asked, sent: &[Sent], clock: &Clock) -> Outcome {
    if sent.iter().any(|s| s.accepted_at.is_some()) {
        return Outcome::Yes;
    }
    // The last one decides: a request that was declined and sent on is waiting again.
    let Some(last) = sent.last() else {
        return match asked.need_status.as_str() {
            "open" if clock.due(asked.at) > clock.now => Outcome::Waiting,
            "open" => Outcome::NoMatch,
            _ => Outcome::TakenBack,
        };
    };
    match (last.status.as_str(), last.reason.as_deref()) {
        ("rejected", Some("no_capacity")) => Outcome::NoRoom,
        ("rejected", _) => Outcome::OtherNo,
        ("failed", _) => Outcome::Late,
        ("cancelled", _) => Outcome::TakenBack,
        _ if last.late(clock) => Outcome::Late,
        _ => Outcome::Waiting,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn at(text: &str) -> Timestamp {
        format!("{text}[America/New_York]").parse::<jiff::Zoned>().expect("a time").timestamp()
    }
    pub(crate) fn clock() -> Clock {
        Clock::new(&Partnership::default(), at("2026-03-04T12:00"))
    }
    pub(crate) fn asked(day: &str) -> Asked {
        Asked {
            person: Uuid::from_u128(1),
            domain: "food-insecurity".into(),
            area: "North".into(),
            at: at(day),
            need_status: "open".into(),
        }
    }
    pub(crate) fn sent(day: &str, status: &str) -> Sent {
        Sent {
            status: status.into(),
            reason: None,
            sent_at: at(day),
            due_at: None,
            answered_at: None,
            accepted_at: None,
            received: None,
            resolved: None,
        }
    }
    pub(crate) fn refused(day: &str, reason: &str) -> Sent {
        let answered_at = Some(at(day));
        Sent { reason: Some(reason.into()), answered_at, ..sent(day, "rejected") }
    }
    fn accepted(day: &str, answered: &str) -> Sent {
        Sent { answered_at: Some(at(answered)), accepted_at: Some(at(answered)), ..sent(day, "in-progress") }
    }
    fn read(need: &Asked, sent: &[Sent]) -> Request {
        Request::read(need, sent, &clock())
    }

    #[test]
    fn each_request_has_one_outcome() {
        let old = asked("2026-02-02T10:00");
        let fresh = asked("2026-03-04T10:00");
        let day = "2026-02-02T10:00";
        let closed = Asked { need_status: "closed".into(), ..old.clone() };
        let cancelled = Sent { reason: Some("met_elsewhere".into()), ..sent(day, "cancelled") };
        let expired = Sent { reason: Some("no_answer".into()), ..sent(day, "failed") };
        for (need, referrals, expected) in [
            (&old, vec![accepted(day, "2026-02-03T10:00")], Outcome::Yes),
            (&old, vec![refused(day, "no_capacity")], Outcome::NoRoom),
            (&old, vec![refused(day, "no_capacity"), refused(day, "not_eligible")], Outcome::OtherNo),
            (
                &old,
                vec![refused(day, "no_capacity"), sent("2026-03-04T11:00", "requested")],
                Outcome::Waiting,
            ),
            (&old, vec![refused(day, "no_capacity"), accepted(day, "2026-02-03T10:00")], Outcome::Yes),
            (&old, vec![sent(day, "requested")], Outcome::Late),
            (&old, vec![expired], Outcome::Late),
            (&old, vec![cancelled], Outcome::TakenBack),
            (&old, vec![], Outcome::NoMatch),
            (&fresh, vec![], Outcome::Waiting),
            (&closed, vec![], Outcome::TakenBack),
        ] {
            assert_eq!(read(need, &referrals).outcome, expected, "{referrals:?}");
        }
    }

    #[test]
    fn an_answer_is_in_time_by_business_days() {
        let need = asked("2026-02-13T10:00");
        // Friday to Tuesday is two business days; a day later is late.
        let good = read(&need, &[accepted("2026-02-13T10:00", "2026-02-17T10:00")]);
        assert_eq!(good.answer, Some(Answer { in_time: true, days: 2 }));
        let slow = read(&need, &[accepted("2026-02-13T10:00", "2026-02-18T10:00")]);
        assert_eq!(slow.answer, Some(Answer { in_time: false, days: 3 }));
    }

    #[test]
    fn the_three_facts_stay_apart() {
        let need = asked("2026-02-02T10:00");
        let mut s = accepted("2026-02-02T10:00", "2026-02-03T10:00");
        let open = read(&need, std::slice::from_ref(&s));
        assert_eq!((open.closed, open.received, open.resolved), (false, None, None));
        s.status = "completed".into();
        s.reason = Some("help_given".into());
        s.received = Some(true);
        let done = read(&need, std::slice::from_ref(&s));
        assert_eq!(
            (done.closed, done.received, done.resolved),
            (true, Some(true), None),
            "the person has not said"
        );
        s.resolved = Some(Resolved::No);
        assert_eq!(read(&need, &[s]).resolved, Some(Resolved::No), "received is not resolved");
        let expired = Sent { reason: Some("no_answer".into()), ..sent("2026-02-02T10:00", "failed") };
        assert!(!read(&need, &[expired]).closed, "an end without an answer closes no loop");
    }
}
