//! One organization's referrals, month by month: what came in and how it answered, what went out and what came of it.

use super::cube::TREND_MONTHS;
use super::figure::{Share, Shown};
use super::month::Month;
use super::request::{Clock, Resolved, Sent};
use std::collections::{BTreeMap, HashSet};
use tandem_access::Uuid;
use tandem_stats::median;

/// One direction in one month.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Way {
    /// Referrals sent in the month.
    pub sent: u64,
    /// Those with an answer by now.
    pub answered: u64,
    /// Those answered within the response clock.
    pub in_time: u64,
    /// Those without an answer whose clock has run out.
    pub late: u64,
    /// Those that got a yes.
    pub yes: u64,
    /// Those that got a no.
    pub no: u64,
    /// Those whose loop is closed.
    pub closed: u64,
    /// Those where the service was received, says the organization that gave it.
    pub received: u64,
    /// Those where the person says that the need is resolved.
    pub resolved: u64,
    /// Business days to the answer, and how often.
    pub days: BTreeMap<u32, u64>,
    /// Reasons of a no.
    pub reasons: BTreeMap<String, u64>,
}

impl Way {
    /// Median business days to the answer.
    pub fn median_days(&self) -> Option<f64> {
        median(self.days.iter().map(|(d, n)| (*d, *n)))
    }
    /// Answered in time, of those whose clock has run out or who have an answer.
    pub fn in_time_share(&self) -> Share {
        Share::new(Shown::Count(self.in_time), Shown::Count(self.answered + self.late))
    }

    fn add(&mut self, s: &Sent, clock: &Clock) {
        self.sent += 1;
        if let Some(answer) = s.answer(clock) {
            self.answered += 1;
            self.in_time += u64::from(answer.in_time);
            *self.days.entry(answer.days).or_default() += 1;
            self.closed += u64::from(s.ended() && s.reason.is_some());
        } else if s.late(clock) && s.status != "cancelled" {
            self.late += 1;
        }
        self.yes += u64::from(s.accepted_at.is_some());
        if s.status == "rejected" {
            self.no += 1;
            *self.reasons.entry(s.reason.clone().unwrap_or_else(|| "other".to_owned())).or_default() += 1;
        }
        self.received += u64::from(s.received == Some(true));
        self.resolved += u64::from(s.resolved == Some(Resolved::Yes));
    }
}

/// A month of an organization.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MonthCounts {
    /// What others (and people themselves) sent to it.
    pub incoming: Way,
    /// What it sent.
    pub outgoing: Way,
    /// Different people who got its service, by the month in which the help ended.
    pub helped: u64,
}

/// All months.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Traffic(pub BTreeMap<Month, MonthCounts>);

impl Traffic {
    /// A month; nothing when nothing happened in it.
    pub fn month(&self, month: Month) -> MonthCounts {
        self.0.get(&month).cloned().unwrap_or_default()
    }
}

/// Which way a referral went, seen from the organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To it.
    In,
    /// From it.
    Out,
}

/// Takes referrals in one by one.
pub struct Builder {
    clock: Clock,
    traffic: Traffic,
    helped: HashSet<(Month, Uuid)>,
}

impl Builder {
    /// An empty one.
    pub fn new(clock: Clock) -> Builder {
        Builder { clock, traffic: Traffic::default(), helped: HashSet::new() }
    }

    /// Adds a referral. `person` is only ever counted; `ended` is when it ended.
    pub fn add(&mut self, direction: Direction, sent: &Sent, person: Uuid, ended: Option<jiff::Timestamp>) {
        let month = self.clock.month(sent.sent_at);
        if month <= self.clock.this_month().back(TREND_MONTHS) {
            return;
        }
        let counts = self.traffic.0.entry(month).or_default();
        match direction {
            Direction::In => counts.incoming.add(sent, &self.clock),
            Direction::Out => counts.outgoing.add(sent, &self.clock),
        }
        if let (Direction::In, Some(true), Some(ended)) = (direction, sent.received, ended) {
            self.helped.insert((self.clock.month(ended), person));
        }
    }

    /// The sums; who they were is forgotten here.
    pub fn finish(mut self) -> Traffic {
        for (month, _) in self.helped {
            self.traffic.0.entry(month).or_default().helped += 1;
        }
        self.traffic
    }
}

#[cfg(test)]
mod tests {
    use super::super::request::tests::{at, clock, refused, sent};
    use super::*;

    #[test]
    fn months_hold_both_ways_and_people_once() {
        let mut b = Builder::new(clock());
        let person = Uuid::from_u128(7);
        let done = Sent {
            answered_at: Some(at("2026-02-03T10:00")),
            accepted_at: Some(at("2026-02-03T10:00")),
            received: Some(true),
            resolved: Some(Resolved::Yes),
            reason: Some("help_given".into()),
            ..sent("2026-02-02T10:00", "completed")
        };
        b.add(Direction::In, &done, person, Some(at("2026-03-02T10:00")));
        b.add(Direction::In, &done, person, Some(at("2026-03-03T10:00")));
        b.add(
            Direction::In,
            &refused("2026-02-02T10:00", "no_capacity"),
            person,
            Some(at("2026-02-02T10:00")),
        );
        b.add(Direction::Out, &sent("2026-02-02T10:00", "requested"), person, None);
        b.add(Direction::Out, &sent("2024-02-02T10:00", "requested"), person, None);
        let t = b.finish();
        let february = t.month(Month::parse("2026-02").expect("a month"));
        let i = &february.incoming;
        assert_eq!((i.sent, i.answered, i.in_time, i.yes, i.no, i.closed, i.received), (3, 3, 3, 2, 1, 3, 2));
        assert_eq!(i.median_days(), Some(1.0));
        assert_eq!((february.outgoing.sent, february.outgoing.late), (1, 1));
        assert_eq!(t.month(Month::parse("2026-03").expect("a month")).helped, 1, "one person, helped twice");
        assert_eq!(t.0.len(), 2, "what is older than the trend is left out");
    }
}
