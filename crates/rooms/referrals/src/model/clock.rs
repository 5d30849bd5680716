//! The clock: business days in which an answer is due, on both sides.

use jiff::Timestamp;
use tandem_partners::model::{BusinessCalendar, Partnership};

/// The partnership's clock. One for every sector: nobody is asked to be faster than anybody else.
#[derive(Debug, Clone, PartialEq)]
pub struct Clock {
    calendar: BusinessCalendar,
    response_days: u32,
}

/// Business days between "late" and "offered to the next one the person named": both sides see it first.
pub const GRACE_DAYS: u32 = 1;

impl Clock {
    /// A clock of this calendar and this many days.
    pub fn new(calendar: BusinessCalendar, response_days: u32) -> Clock {
        Clock { calendar, response_days }
    }

    /// When an answer to something that starts at `from` is due. The sender is held to the same days.
    pub fn due(&self, from: Timestamp) -> Timestamp {
        self.calendar.due(from, self.response_days)
    }

    /// When a late referral goes to the next organization.
    pub fn grace_over(&self, late_at: Timestamp) -> Timestamp {
        self.calendar.due(late_at, GRACE_DAYS)
    }

    /// Business days from `from` to `now`, as people count a wait.
    pub fn waited(&self, from: Timestamp, now: Timestamp) -> u32 {
        self.calendar.days_between(from, now)
    }

    /// The partnership's calendar.
    pub fn calendar(&self) -> &BusinessCalendar {
        &self.calendar
    }
}

impl From<&Partnership> for Clock {
    fn from(p: &Partnership) -> Clock {
        Clock::new(p.calendar.clone(), p.response_days)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use jiff::ToSpan;
    use proptest::prelude::*;

    pub(crate) fn clock() -> Clock {
        Clock::from(&Partnership::default())
    }

    fn at(minutes: i64) -> Timestamp {
        "2026-01-05T15:00Z".parse::<Timestamp>().expect("a time") + minutes.minutes()
    }

    #[test]
    fn a_friday_request_is_due_on_tuesday_and_passed_on_on_wednesday() {
        let friday: Timestamp = "2026-11-20T16:00Z".parse().expect("a time");
        let due = clock().due(friday);
        assert_eq!(due.to_string(), "2026-11-24T16:00:00Z");
        assert_eq!(clock().grace_over(due).to_string(), "2026-11-25T16:00:00Z");
        assert_eq!(clock().waited(friday, due), 2);
    }

    proptest! {
        /// The clock never runs backwards: what was sent later is due no earlier, and always after it was sent.
        #[test]
        fn the_clock_is_monotone(a in 0i64..600_000, b in 0i64..600_000, days in 1u32..10) {
            let c = Clock::new(Partnership::default().calendar, days);
            let (first, second) = (at(a.min(b)), at(a.max(b)));
            prop_assert!(c.due(first) <= c.due(second));
            prop_assert!(c.due(first) > first);
            prop_assert!(c.grace_over(c.due(first)) > c.due(first));
        }
    }
}
