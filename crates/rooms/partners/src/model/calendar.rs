//! Business days: when an answer is due.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use std::collections::BTreeSet;

/// The days a partnership works, in its time zone.
#[derive(Debug, Clone, PartialEq)]
pub struct BusinessCalendar {
    days: Vec<Weekday>,
    holidays: BTreeSet<Date>,
    zone: TimeZone,
}

/// Why a calendar cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// No weekday is a business day.
    #[error("choose at least one business day")]
    NoBusinessDay,
    /// An unknown time zone.
    #[error("`{0}` is not a time zone; write one such as America/New_York")]
    TimeZone(String),
    /// A weekday that is none.
    #[error("`{0}` is not a weekday; write mon, tue, wed, thu, fri, sat or sun")]
    Weekday(String),
    /// A holiday that is no date.
    #[error("`{0}` is not a date; write holidays as 2026-12-25, with commas between")]
    Holiday(String),
}

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

impl BusinessCalendar {
    /// Reads `mon,tue,…`, `2026-12-25,…` and an IANA time zone, as the settings hold them.
    ///
    /// # Errors
    /// The first part that cannot be used.
    pub fn parse(days: &str, holidays: &str, zone: &str) -> Result<BusinessCalendar, CalendarError> {
        let zone = TimeZone::get(zone.trim()).map_err(|_| CalendarError::TimeZone(zone.to_owned()))?;
        let mut weekdays = Vec::new();
        for word in words(days) {
            let day =
                WEEKDAYS.iter().find(|(code, _)| *code == word.to_ascii_lowercase()).map(|(_, day)| *day);
            let day = day.ok_or_else(|| CalendarError::Weekday(word.to_owned()))?;
            if !weekdays.contains(&day) {
                weekdays.push(day);
            }
        }
        if weekdays.is_empty() {
            return Err(CalendarError::NoBusinessDay);
        }
        let holidays = words(holidays)
            .map(|word| word.parse::<Date>().map_err(|_| CalendarError::Holiday(word.to_owned())))
            .collect::<Result<_, _>>()?;
        Ok(BusinessCalendar { days: weekdays, holidays, zone })
    }

    /// The partnership's time zone.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// Codes of the business days, Monday first.
    pub fn day_codes(&self) -> Vec<&'static str> {
        WEEKDAYS.iter().filter(|(_, day)| self.days.contains(day)).map(|(code, _)| *code).collect()
    }

    /// The holidays, in order.
    pub fn holidays(&self) -> impl Iterator<Item = Date> {
        self.holidays.iter().copied()
    }

    /// Whether somebody is at work on `date`.
    pub fn is_business_day(&self, date: Date) -> bool {
        self.days.contains(&date.weekday()) && !self.holidays.contains(&date)
    }

    /// When something that starts at `from` is due, `days` business days later.
    ///
    /// Monday 10:00 and two days is Wednesday 10:00. What starts on a day off starts when the next business day does,
    /// so Saturday and two days is the end of Tuesday.
    pub fn due(&self, from: Timestamp, days: u32) -> Timestamp {
        let local = from.to_zoned(self.zone.clone());
        let (mut date, mut time) = (local.date(), local.time());
        if !self.is_business_day(date) {
            date = self.next_business_day(date);
            time = jiff::civil::Time::midnight();
        }
        for _ in 0..days {
            date = self.next_business_day(date);
        }
        date.to_datetime(time).to_zoned(self.zone.clone()).map_or(from, |z| z.timestamp())
    }

    /// How many business days begin after `from` and no later than `until`: the wait as people count it.
    pub fn days_between(&self, from: Timestamp, until: Timestamp) -> u32 {
        let (mut date, last) =
            (from.to_zoned(self.zone.clone()).date(), until.to_zoned(self.zone.clone()).date());
        let mut count = 0;
        while date < last {
            date = self.next_business_day(date);
            if date <= last {
                count += 1;
            }
        }
        count
    }

    /// The first business day after `date`. A year of holidays in a row ends the search: the next weekday then counts,
    /// because a clock that never runs out would hide every late referral.
    fn next_business_day(&self, date: Date) -> Date {
        let mut next = date;
        for _ in 0..366 {
            next = next.checked_add(1.day()).unwrap_or(Date::MAX);
            if self.is_business_day(next) || next == Date::MAX {
                return next;
            }
        }
        date.checked_add(1.day()).unwrap_or(Date::MAX)
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ' ', '\n', '\r', '\t']).filter(|w| !w.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn calendar(holidays: &str) -> BusinessCalendar {
        BusinessCalendar::parse("mon,tue,wed,thu,fri", holidays, "America/New_York").expect("a calendar")
    }
    fn at(text: &str) -> Timestamp {
        format!("{text}[America/New_York]").parse::<jiff::Zoned>().expect("a time").timestamp()
    }

    #[test]
    fn two_business_days_over_weekends_and_holidays() {
        let c = calendar("2026-11-26");
        assert_eq!(c.due(at("2026-11-09T10:00"), 2), at("2026-11-11T10:00"));
        assert_eq!(c.due(at("2026-11-13T10:00"), 2), at("2026-11-17T10:00"));
        assert_eq!(c.due(at("2026-11-14T15:00"), 2), at("2026-11-18T00:00"));
        assert_eq!(c.due(at("2026-11-25T10:00"), 2), at("2026-11-30T10:00"));
        assert_eq!(c.due(at("2026-11-09T10:00"), 0), at("2026-11-09T10:00"));
    }

    #[test]
    fn the_clock_keeps_local_time_when_the_hour_changes() {
        // The hour moves on Sunday 8 March 2026 in New York: Friday 10:00 to Tuesday 10:00 is 95 hours, not 96.
        let c = calendar("");
        let due = c.due(at("2026-03-06T10:00"), 2);
        assert_eq!(due, at("2026-03-10T10:00"));
        assert_eq!(due.duration_since(at("2026-03-06T10:00")).as_hours(), 95);
    }

    #[test]
    fn waits_are_counted_in_business_days() {
        let c = calendar("");
        assert_eq!(c.days_between(at("2026-11-13T10:00"), at("2026-11-16T09:00")), 1);
        assert_eq!(c.days_between(at("2026-11-14T10:00"), at("2026-11-15T09:00")), 0);
        assert_eq!(c.days_between(at("2026-11-15T10:00"), at("2026-11-14T09:00")), 0);
    }

    #[test]
    fn wrong_parts_are_named() {
        let parse = BusinessCalendar::parse;
        assert_eq!(parse("", "", "UTC"), Err(CalendarError::NoBusinessDay));
        assert_eq!(parse("mon,noday", "", "UTC"), Err(CalendarError::Weekday("noday".into())));
        assert_eq!(parse("mon", "2026-02-30", "UTC"), Err(CalendarError::Holiday("2026-02-30".into())));
        assert_eq!(parse("mon", "", "Nowhere"), Err(CalendarError::TimeZone("Nowhere".into())));
    }

    #[test]
    fn a_calendar_of_holidays_still_lets_the_clock_run_out() {
        let start: Date = "2026-01-01".parse().expect("a date");
        let all: Vec<String> =
            (0..800).map(|n| start.checked_add(n.days()).expect("a date").to_string()).collect();
        let c = calendar(&all.join(","));
        assert!(c.due(at("2026-03-02T10:00"), 2) <= at("2026-03-05T10:00"));
    }

    proptest! {
        #[test]
        fn due_is_later_lands_on_a_business_day_and_grows(minutes in 0i64..1_000_000, days in 1u32..20) {
            let c = calendar("2026-07-03,2026-11-26,2026-12-25");
            let from = at("2026-01-01T00:00") + minutes.minutes();
            let due = c.due(from, days);
            prop_assert!(due > from);
            prop_assert!(c.due(from, days + 1) > due);
            prop_assert!(c.is_business_day(due.to_zoned(c.zone().clone()).date()));
        }

        #[test]
        fn who_asks_earlier_is_due_no_later(a in 0i64..1_000_000, b in 0i64..1_000_000, days in 0u32..6) {
            let c = calendar("2026-07-03,2026-11-26");
            let base = at("2026-01-01T00:00");
            let (first, second) = (a.min(b), a.max(b));
            prop_assert!(c.due(base + first.minutes(), days) <= c.due(base + second.minutes(), days));
        }
    }
}
