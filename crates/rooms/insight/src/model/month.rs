//! Calendar months in the partnership's time zone.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A calendar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    /// The month that a moment lies in.
    pub fn of(at: Timestamp, zone: &TimeZone) -> Month {
        Month::of_date(at.to_zoned(zone.clone()).date())
    }
    /// The month that a day lies in.
    pub fn of_date(date: Date) -> Month {
        Month(i32::from(date.year()) * 12 + i32::from(date.month()) - 1)
    }
    /// Its first day.
    pub fn first_day(self) -> Date {
        let (year, month) = (self.0.div_euclid(12), self.0.rem_euclid(12) + 1);
        let year = i16::try_from(year.clamp(-9999, 9999)).unwrap_or(1);
        Date::new(year, i8::try_from(month).unwrap_or(1), 1).unwrap_or(Date::ZERO)
    }
    /// When it begins.
    pub fn start(self, zone: &TimeZone) -> Timestamp {
        self.first_day().to_zoned(zone.clone()).map_or(Timestamp::UNIX_EPOCH, |z| z.timestamp())
    }
    /// The month so many months earlier.
    #[must_use]
    pub fn back(self, months: u16) -> Month {
        Month(self.0 - i32::from(months))
    }
    /// The next one.
    #[must_use]
    pub fn next(self) -> Month {
        Month(self.0 + 1)
    }
    /// `count` months up to and with this one, oldest first.
    pub fn last(self, count: u16) -> impl DoubleEndedIterator<Item = Month> + Clone {
        (0..count).rev().map(move |n| self.back(n))
    }
    /// Reads `2026-11`.
    pub fn parse(text: &str) -> Option<Month> {
        let (year, month) = text.split_once('-')?;
        if year.len() != 4 || month.len() != 2 {
            return None;
        }
        Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok().map(Month::of_date)
    }
}

/// `2026-11`.
impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let day = self.first_day();
        write!(f, "{:04}-{:02}", day.year(), day.month())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_follow_the_zone_and_read_back() {
        let zone = TimeZone::get("America/New_York").expect("a zone");
        let at: Timestamp = "2026-12-01T03:00Z".parse().expect("a time");
        assert_eq!(Month::of(at, &zone).to_string(), "2026-11");
        assert_eq!(Month::parse("2026-11"), Some(Month::of(at, &zone)));
        assert_eq!(
            Month::parse("2026-11").map(|m| m.start(&zone).to_string()),
            Some("2026-11-01T04:00:00Z".into())
        );
        for wrong in ["", "2026", "2026-13", "26-01", "2026-1", "x-y"] {
            assert_eq!(Month::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_row_of_months_crosses_the_year() {
        let january = Month::parse("2026-01").expect("a month");
        let last: Vec<String> = january.last(3).map(|m| m.to_string()).collect();
        assert_eq!(last, ["2025-11", "2025-12", "2026-01"]);
        assert_eq!(january.back(1).next(), january);
    }
}
