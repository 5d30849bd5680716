//! When a place is open, in HSDS terms (a small part of RFC 5545) plus days that differ (holidays).
//!
//! A [`Schedule`] says on which dates it applies; the functions in [`super::hours`] turn a list of them
//! into "open now until 6 pm". Everything here is civil time; a time zone comes in only at the edge.

use jiff::civil::{Date, Time, Weekday};

/// How often a rule repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Frequency {
    /// On the same days each week (or each `interval` weeks).
    Weekly,
    /// On the same days each month.
    Monthly,
}

/// A day of the week, in a month optionally the n-th (`2MO`) or the n-th from the end (`-1FR`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ByDay {
    /// The occurrence in the month; `None` is every one.
    pub nth: Option<i8>,
    /// Monday is 1, Sunday is 7.
    pub weekday: u8,
}

/// What a schedule does to the days that it applies to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum ScheduleKind {
    /// The usual hours.
    #[default]
    Regular,
    /// Closed on these dates, whatever the usual hours say.
    HolidayClosed,
    /// Other hours on these dates, instead of the usual ones.
    HolidayHours,
}

/// One rule of opening hours. Without `opens_at` and `closes_at` it holds words only.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Schedule {
    /// The usual hours, or an exception.
    pub kind: ScheduleKind,
    /// How it repeats.
    pub freq: Frequency,
    /// 2 with `Weekly` is every second week, counted from `dtstart`.
    pub interval: u16,
    /// Days of the week; empty means every day.
    pub byday: Vec<ByDay>,
    /// Days of the month (-1 is the last one), for `Monthly`.
    pub bymonthday: Vec<i8>,
    /// First day of the pattern; needed for an interval above one or a count.
    pub dtstart: Option<Date>,
    /// Last occurrence.
    pub until: Option<Date>,
    /// The rule holds from this day.
    pub valid_from: Option<Date>,
    /// The rule holds to this day, inclusive.
    pub valid_to: Option<Date>,
    /// `valid_from` and `valid_to` hold in every year (an exception such as January 1).
    pub yearly: bool,
    /// Opening time.
    pub opens_at: Option<Time>,
    /// Closing time; at or before `opens_at` it is on the next day. Midnight to midnight is all day.
    pub closes_at: Option<Time>,
    /// Minutes east of UTC when the source fixed an offset; `None` is the partnership's time zone.
    pub utc_offset: Option<i16>,
    /// The source's words, kept whether or not they could be read.
    pub description: String,
}

impl Default for Schedule {
    fn default() -> Schedule {
        Schedule {
            kind: ScheduleKind::Regular,
            freq: Frequency::Weekly,
            interval: 1,
            byday: Vec::new(),
            bymonthday: Vec::new(),
            dtstart: None,
            until: None,
            valid_from: None,
            valid_to: None,
            yearly: false,
            opens_at: None,
            closes_at: None,
            utc_offset: None,
            description: String::new(),
        }
    }
}

impl Schedule {
    /// Weekly hours on some days of the week (1 is Monday).
    pub fn weekly(weekdays: &[u8], opens: Time, closes: Time) -> Schedule {
        Schedule {
            byday: weekdays.iter().map(|&weekday| ByDay { nth: None, weekday }).collect(),
            opens_at: Some(opens),
            closes_at: Some(closes),
            ..Schedule::default()
        }
    }

    /// Words that could not be read as hours.
    pub fn words(text: &str) -> Schedule {
        Schedule { description: text.trim().to_owned(), ..Schedule::default() }
    }

    /// Closed on one day, every year if `yearly`.
    pub fn closed_on(from: Date, to: Date, yearly: bool) -> Schedule {
        Schedule {
            kind: ScheduleKind::HolidayClosed,
            valid_from: Some(from),
            valid_to: Some(to),
            yearly,
            ..Schedule::default()
        }
    }

    /// The same rule in the form in which a directory writes it: every day of the week by name where none is named.
    #[must_use]
    pub fn plain(mut self) -> Schedule {
        if self.freq == Frequency::Weekly && self.byday.is_empty() && self.opens_at.is_some() {
            self.byday = (1..=7).map(|weekday| ByDay { nth: None, weekday }).collect();
        }
        self
    }

    /// Whether the rule says any hours (or that the place is closed), not words alone.
    pub fn has_hours(&self) -> bool {
        self.kind == ScheduleKind::HolidayClosed || (self.opens_at.is_some() && self.closes_at.is_some())
    }

    /// Whether the rule applies to a day.
    pub fn applies_on(&self, day: Date) -> bool {
        if !self.within_validity(day) || self.until.is_some_and(|until| day > until) {
            return false;
        }
        if self.dtstart.is_some_and(|start| day < start) {
            return false;
        }
        match self.freq {
            Frequency::Weekly => self.weekday_matches(day) && self.week_matches(day),
            Frequency::Monthly => self.month_matches(day) && self.monthday_matches(day),
        }
    }

    fn within_validity(&self, day: Date) -> bool {
        if !self.yearly {
            return self.valid_from.is_none_or(|from| day >= from)
                && self.valid_to.is_none_or(|to| day <= to);
        }
        let (Some(from), Some(to)) = (self.valid_from, self.valid_to) else { return true };
        let key = |d: Date| (d.month(), d.day());
        let (from, to, day) = (key(from), key(to), key(day));
        if from <= to { from <= day && day <= to } else { day >= from || day <= to }
    }

    fn weekday_matches(&self, day: Date) -> bool {
        let weekday = day.weekday().to_monday_one_offset() as u8;
        self.byday.is_empty() || self.byday.iter().any(|by| by.weekday == weekday)
    }

    fn week_matches(&self, day: Date) -> bool {
        if self.interval <= 1 {
            return true;
        }
        // Without a first day an interval cannot be counted; the rule then holds for no day, and its words are shown.
        let Some(start) = self.dtstart else { return false };
        let monday = |d: Date| days_from_epoch(d) - i64::from(d.weekday().to_monday_zero_offset());
        let weeks = (monday(day) - monday(start)) / 7;
        weeks >= 0 && weeks % i64::from(self.interval) == 0
    }

    fn month_matches(&self, day: Date) -> bool {
        if self.interval <= 1 {
            return true;
        }
        let Some(start) = self.dtstart else { return false };
        let months = (i64::from(day.year()) - i64::from(start.year())) * 12 + i64::from(day.month())
            - i64::from(start.month());
        months >= 0 && months % i64::from(self.interval) == 0
    }

    fn monthday_matches(&self, day: Date) -> bool {
        let length = day.days_in_month();
        let by_monthday = self
            .bymonthday
            .iter()
            .any(|&n| if n > 0 { day.day() == n } else { n < 0 && day.day() == length + 1 + n });
        if !self.bymonthday.is_empty() && !by_monthday {
            return false;
        }
        if self.byday.is_empty() {
            // "Monthly" without a day says nothing about which one.
            return by_monthday;
        }
        let weekday = day.weekday().to_monday_one_offset() as u8;
        self.byday.iter().any(|by| {
            by.weekday == weekday
                && match by.nth {
                    None => true,
                    Some(n) if n > 0 => (day.day() - 1) / 7 + 1 == n,
                    Some(n) => (length - day.day()) / 7 + 1 == -n,
                }
        })
    }
}

/// Days since 1970-01-01, for arithmetic on weeks.
pub(crate) fn days_from_epoch(day: Date) -> i64 {
    let epoch = Date::constant(1970, 1, 1);
    i64::from((day - epoch).get_days())
}

/// Reads an RFC 5545 `BYDAY` list: `MO,TU`, `2MO`, `-1FR`. `Err` names the part that cannot be read.
pub fn parse_byday(text: &str) -> Result<Vec<ByDay>, String> {
    text.split([',', ' ', ';']).map(str::trim).filter(|part| !part.is_empty()).map(parse_one_byday).collect()
}

fn parse_one_byday(part: &str) -> Result<ByDay, String> {
    let upper = part.to_ascii_uppercase();
    let split = upper.find(|c: char| c.is_ascii_alphabetic()).ok_or_else(|| part.to_owned())?;
    let (number, day) = upper.split_at(split);
    // HSDS 3.0's own enumeration writes MON where RFC 5545 writes MO; both are read.
    let weekday = match day.get(..2) {
        Some("MO") => Weekday::Monday,
        Some("TU") => Weekday::Tuesday,
        Some("WE") => Weekday::Wednesday,
        Some("TH") => Weekday::Thursday,
        Some("FR") => Weekday::Friday,
        Some("SA") => Weekday::Saturday,
        Some("SU") => Weekday::Sunday,
        _ => return Err(part.to_owned()),
    };
    let nth = match number {
        "" => None,
        text => match text.parse::<i8>() {
            Ok(n) if n != 0 && (-5..=5).contains(&n) => Some(n),
            _ => return Err(part.to_owned()),
        },
    };
    Ok(ByDay { nth, weekday: weekday.to_monday_one_offset() as u8 })
}

/// Writes a `BYDAY` list.
pub fn format_byday(days: &[ByDay]) -> String {
    const NAMES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let part = |by: &ByDay| {
        let name = NAMES[usize::from(by.weekday.clamp(1, 7)) - 1];
        by.nth.map_or_else(|| name.to_owned(), |n| format!("{n}{name}"))
    };
    days.iter().map(part).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    #[test]
    fn second_and_last_weekdays_of_a_month() {
        let second_monday = Schedule {
            freq: Frequency::Monthly,
            byday: parse_byday("2MO,-1FR").unwrap(),
            opens_at: Some(time(9, 0, 0, 0)),
            closes_at: Some(time(12, 0, 0, 0)),
            ..Schedule::default()
        };
        let days: Vec<i8> = (1..=30).filter(|&d| second_monday.applies_on(date(2026, 11, d))).collect();
        assert_eq!(days, [9, 27]);
    }

    #[test]
    fn every_second_week_is_counted_from_its_first_day() {
        let rule = Schedule {
            interval: 2,
            dtstart: Some(date(2026, 11, 4)),
            byday: parse_byday("WE").unwrap(),
            ..Schedule::weekly(&[3], time(9, 0, 0, 0), time(10, 0, 0, 0))
        };
        let days: Vec<i8> = (1..=30).filter(|&d| rule.applies_on(date(2026, 11, d))).collect();
        assert_eq!(days, [4, 18]);
        let uncounted = Schedule { dtstart: None, ..rule };
        assert!(!(1..=30).any(|d| uncounted.applies_on(date(2026, 11, d))));
    }

    #[test]
    fn a_yearly_exception_may_span_new_year() {
        let closed = Schedule::closed_on(date(2015, 12, 24), date(2016, 1, 2), true);
        assert!(closed.applies_on(date(2030, 12, 31)) && closed.applies_on(date(2031, 1, 2)));
        assert!(!closed.applies_on(date(2031, 1, 3)) && !closed.applies_on(date(2030, 7, 4)));
    }

    #[test]
    fn bad_days_are_named() {
        assert_eq!(parse_byday("MO,XX"), Err("XX".to_owned()));
        assert_eq!(parse_byday("0MO"), Err("0MO".to_owned()));
        assert_eq!(parse_byday("99MO"), Err("99MO".to_owned()));
        assert_eq!(parse_byday("é"), Err("é".to_owned()));
    }

    proptest! {
        #[test]
        fn byday_text_round_trips(days in proptest::collection::vec((prop_oneof![Just(None), (1i8..=5).prop_map(Some), (-5i8..=-1).prop_map(Some)], 1u8..=7), 0..6)) {
            let days: Vec<ByDay> = days.into_iter().map(|(nth, weekday)| ByDay { nth, weekday }).collect();
            prop_assert_eq!(parse_byday(&format_byday(&days)).unwrap(), days);
        }

        #[test]
        fn byday_never_panics(text in "\\PC{0,20}") {
            let _ = parse_byday(&text);
        }
    }
}
