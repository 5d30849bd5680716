//! Working days of the demo: when somebody is at a desk.

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Span, Timestamp};
use tandem_partners::model::BusinessCalendar;

use super::chance::Chance;

/// The partnership's calendar, with times in it.
#[derive(Debug, Clone)]
pub(super) struct Days(pub(super) BusinessCalendar);

impl Days {
    /// The local date of a moment.
    pub(super) fn date(&self, at: Timestamp) -> Date {
        at.to_zoned(self.0.zone().clone()).date()
    }

    /// A moment of a local day, so many minutes after midnight.
    pub(super) fn at(&self, day: Date, minutes: i64) -> Timestamp {
        let midnight = day.to_zoned(self.0.zone().clone()).map_or(Timestamp::UNIX_EPOCH, |z| z.timestamp());
        // Nobody in the demo works in the hour that daylight saving moves.
        midnight + SignedDuration::from_mins(minutes)
    }

    /// A moment in office hours of a day, or of the next business day.
    pub(super) fn at_work(&self, chance: &mut Chance, day: Date) -> Timestamp {
        let seconds = SignedDuration::from_secs(chance.between(0, 59));
        self.at(self.open(day), chance.between(8 * 60 + 30, 16 * 60 + 45)) + seconds
    }

    /// The day itself, or the next business day.
    pub(super) fn open(&self, mut day: Date) -> Date {
        while !self.0.is_business_day(day) {
            day = day.tomorrow().unwrap_or(Date::MAX);
        }
        day
    }

    /// In office hours so many business days after a moment, and always after it.
    pub(super) fn later(&self, chance: &mut Chance, from: Timestamp, days: i64) -> Timestamp {
        let mut day = self.date(from);
        for _ in 0..days.max(0) {
            day = self.open(day.tomorrow().unwrap_or(Date::MAX));
        }
        let then = self.at_work(chance, day);
        if then > from { then } else { from + SignedDuration::from_mins(chance.between(20, 150)) }
    }

    /// So many business days before a moment, at its time of day.
    pub(super) fn before(&self, from: Timestamp, days: u32) -> Timestamp {
        let mut day = self.date(from);
        for _ in 0..days {
            day = day.yesterday().unwrap_or(Date::MIN);
            while !self.0.is_business_day(day) {
                day = day.yesterday().unwrap_or(Date::MIN);
            }
        }
        // In the morning, so that whatever is due in whole days is due by the same time today.
        self.at(day, 9 * 60)
    }
}

/// The days off of the years around a day, as the settings hold them.
pub(super) fn holidays(today: Date) -> String {
    let mut all: Vec<String> = Vec::new();
    for year in today.year() - 2..=today.year() + 1 {
        let mut day = date(year, 1, 1);
        while day.year() == year {
            if tandem_directory::model::hours::federal_holiday(day).is_some() {
                all.push(day.to_string());
            }
            day = day.saturating_add(Span::new().days(1));
        }
    }
    all.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days() -> Days {
        let off = holidays(date(2026, 11, 20));
        Days(BusinessCalendar::parse("mon,tue,wed,thu,fri", &off, "America/New_York").unwrap())
    }

    #[test]
    fn work_is_done_on_working_days_in_office_hours() {
        let days = days();
        let mut chance = Chance::new(7, "days");
        let mut at: Timestamp = "2025-12-24T20:00:00Z".parse().unwrap();
        for step in 0..200 {
            let next = days.later(&mut chance, at, step % 4);
            assert!(next > at);
            if step % 4 > 0 {
                assert!(days.0.is_business_day(days.date(next)), "{next}");
                let hour = next.to_zoned(days.0.zone().clone()).hour();
                assert!((8..17).contains(&hour), "{next}");
            }
            at = next;
        }
    }

    #[test]
    fn holidays_are_days_off() {
        let days = days();
        assert_eq!(days.open(date(2026, 11, 26)), date(2026, 11, 27));
        let before = days.before("2026-11-30T15:00:00Z".parse().unwrap(), 2);
        assert_eq!(days.date(before), date(2026, 11, 25));
    }
}
