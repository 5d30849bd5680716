//! How a meeting comes round: an RFC 5545 rule over local dates and times.
//!
//! The rule is unrolled on the wall clock, without a zone, and only then does each occurrence find its moment. So a meeting at six stays
//! at six when clocks change, and an hour that a spring night leaves out means the hour after it, as the format says.

use chrono::{Datelike as _, NaiveDate, TimeZone as _, Timelike as _};
use jiff::civil::{Date, DateTime, Weekday, date};
use jiff::tz::TimeZone;
use rrule::{Frequency, RRule, RRuleSet, Tz, Unvalidated};
use tandem_access::{Error, FieldErrors};

/// Most occurrences that are kept ahead at once.
pub const MOST: u16 = 120;

/// A rule that was checked against the first meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    text: String,
}

/// How often, as the form asks it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Repeats {
    /// Once.
    Never,
    /// Every so many weeks on the same weekday.
    Weeks(u16),
    /// Every so many months on the same weekday of the month: the second Tuesday, the last Friday.
    Months(u16),
    /// A rule as the format writes it.
    Own(String),
}

/// When it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// With no day set.
    Open,
    /// After so many meetings.
    After(u32),
    /// With this day.
    On(Date),
}

fn code(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

fn fault(field: &str, key: &'static str) -> Error {
    FieldErrors::one(field, key)
}

/// A wall clock's reading as the unrolling library wants it: as if it were UTC.
fn floating(at: DateTime) -> Option<chrono::DateTime<Tz>> {
    let day = NaiveDate::from_ymd_opt(
        i32::from(at.year()),
        u32::try_from(at.month()).ok()?,
        u32::try_from(at.day()).ok()?,
    )?;
    let time = day.and_hms_opt(
        u32::try_from(at.hour()).ok()?,
        u32::try_from(at.minute()).ok()?,
        u32::try_from(at.second()).ok()?,
    )?;
    Tz::UTC.from_local_datetime(&time).single()
}

fn wall(at: &chrono::DateTime<Tz>) -> Option<DateTime> {
    let day =
        date(i16::try_from(at.year()).ok()?, i8::try_from(at.month()).ok()?, i8::try_from(at.day()).ok()?);
    let (hour, minute, second) = (at.hour(), at.minute(), at.second());
    Some(day.at(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, i8::try_from(second).ok()?, 0))
}

/// `UNTIL` of a rule, which the format writes in UTC where the start has a zone, as that zone's wall clock reads it; and back.
fn until(text: &str, change: impl Fn(DateTime) -> Option<DateTime>) -> Option<String> {
    let parts = text.split(';').map(|part| match part.strip_prefix("UNTIL=") {
        None => Some(part.to_owned()),
        Some(value) => {
            let value = value.trim_end_matches('Z');
            let at = match value.len() {
                8 => jiff::civil::Date::strptime("%Y%m%d", value).ok()?.at(23, 59, 59, 0),
                _ => DateTime::strptime("%Y%m%dT%H%M%S", value).ok()?,
            };
            Some(format!("UNTIL={}", change(at)?.strftime("%Y%m%dT%H%M%SZ")))
        }
    });
    parts.collect::<Option<Vec<_>>>().map(|parts| parts.join(";"))
}

impl Rule {
    /// The rule for a first meeting; `None` for one that comes once.
    ///
    /// # Errors
    /// [`Error::Invalid`] on the fields `repeats_every`, `rule` and `ends_on`.
    pub fn new(
        repeats: &Repeats,
        ends: Ends,
        start: DateTime,
        zone: &TimeZone,
    ) -> Result<Option<Rule>, Error> {
        let every = |n: u16| {
            if (1..=12).contains(&n) { Ok(n) } else { Err(fault("repeats_every", "meetings-error-every")) }
        };
        let day = code(start.weekday());
        let mut text = match repeats {
            Repeats::Never => return Ok(None),
            Repeats::Weeks(n) => format!("FREQ=WEEKLY;INTERVAL={};BYDAY={day}", every(*n)?),
            Repeats::Months(n) => {
                // The fifth Tuesday is the last one: months without a fifth are not left out.
                let nth = (start.day() - 1) / 7 + 1;
                let nth = if nth == 5 { -1 } else { nth };
                format!("FREQ=MONTHLY;INTERVAL={};BYDAY={nth}{day}", every(*n)?)
            }
            Repeats::Own(typed) => {
                typed.trim().trim_start_matches("RRULE:").to_ascii_uppercase().replace(' ', "")
            }
        };
        match ends {
            Ends::Open => {}
            _ if text.contains("COUNT=") || text.contains("UNTIL=") => {}
            Ends::After(n) if (1..=200).contains(&n) => text += &format!(";COUNT={n}"),
            Ends::After(_) => return Err(fault("ends_after", "meetings-error-count")),
            Ends::On(day) => {
                let last = day.at(23, 59, 59, 0);
                if last < start {
                    return Err(fault("ends_on", "meetings-error-until"));
                }
                let utc = zone
                    .to_ambiguous_timestamp(last)
                    .compatible()
                    .map_err(|e| Error::Internal(e.to_string()))?;
                text += &format!(";UNTIL={}", utc.strftime("%Y%m%dT%H%M%SZ"));
            }
        }
        Rule::read(&text, start, zone).map(Some)
    }

    /// Reads a rule and holds it against the first meeting.
    ///
    /// # Errors
    /// [`Error::Invalid`] on the field `rule`.
    pub fn read(text: &str, start: DateTime, zone: &TimeZone) -> Result<Rule, Error> {
        let rule = Rule { text: text.to_owned() };
        if text.len() > 300 || text.contains(|c: char| !c.is_ascii_graphic()) {
            return Err(fault("rule", "meetings-error-rule"));
        }
        let parsed: RRule<Unvalidated> = text.parse().map_err(|_| fault("rule", "meetings-error-rule"))?;
        if matches!(parsed.get_freq(), Frequency::Hourly | Frequency::Minutely | Frequency::Secondly) {
            return Err(fault("rule", "meetings-error-rule-often"));
        }
        let first = rule.occurrences(start, zone, None, 1)?;
        // A start that is not of the rule would be a meeting more in one calendar than in another.
        if first.first() != Some(&start) {
            return Err(fault("rule", "meetings-error-rule-start"));
        }
        Ok(rule)
    }

    /// The rule as the format writes it, without `RRULE:`.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The wall-clock starts, from the first on, not after `last`.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a rule that the format does not allow with this start.
    pub fn occurrences(
        &self,
        start: DateTime,
        zone: &TimeZone,
        last: Option<DateTime>,
        most: u16,
    ) -> Result<Vec<DateTime>, Error> {
        let bad = || fault("rule", "meetings-error-rule");
        let on_the_wall = |utc: DateTime| {
            Some(zone.to_datetime(TimeZone::UTC.to_ambiguous_timestamp(utc).compatible().ok()?))
        };
        let text = until(&self.text, on_the_wall).ok_or_else(bad)?;
        let rule: RRule<Unvalidated> = text.parse().map_err(|_| bad())?;
        let mut set: RRuleSet = rule.build(floating(start).ok_or_else(bad)?).map_err(|_| bad())?;
        if let Some(last) = last {
            set = set.before(floating(last).ok_or_else(bad)?);
        }
        Ok(set.all(most).dates.iter().filter_map(wall).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn ny() -> TimeZone {
        TimeZone::get("America/New_York").unwrap()
    }

    fn days(rule: &Rule, start: DateTime, most: u16) -> Vec<String> {
        rule.occurrences(start, &ny(), None, most).unwrap().iter().map(|at| at.to_string()).collect()
    }

    #[test]
    fn local_time_is_kept_over_the_change_of_clocks() {
        let start = date(2026, 10, 20).at(18, 0, 0, 0);
        let rule = Rule::new(&Repeats::Weeks(1), Ends::After(4), start, &ny()).unwrap().unwrap();
        let all = rule.occurrences(start, &ny(), None, 50).unwrap();
        assert!(all.iter().all(|at| at.hour() == 18), "{all:?}");
        assert_eq!(all.len(), 4);
        let utc: Vec<i8> =
            all.iter().map(|at| ny().to_timestamp(*at).unwrap().to_zoned(TimeZone::UTC).hour()).collect();
        assert_eq!(utc, [22, 22, 23, 23], "clocks went back on November 1");
    }

    #[test]
    fn an_hour_that_does_not_exist_is_the_hour_after() {
        let start = date(2026, 3, 1).at(2, 30, 0, 0);
        let rule = Rule::new(&Repeats::Weeks(1), Ends::After(3), start, &ny()).unwrap().unwrap();
        let all = rule.occurrences(start, &ny(), None, 50).unwrap();
        assert_eq!(all.len(), 3, "the night of March 8 is not left out");
        let gap = ny().to_ambiguous_timestamp(all[1]).compatible().unwrap();
        assert_eq!(ny().to_datetime(gap), date(2026, 3, 8).at(3, 30, 0, 0));
    }

    #[test]
    fn the_second_tuesday_and_the_last() {
        let start = date(2026, 1, 13).at(9, 0, 0, 0);
        let rule = Rule::new(&Repeats::Months(1), Ends::Open, start, &ny()).unwrap().unwrap();
        assert_eq!(rule.text(), "FREQ=MONTHLY;INTERVAL=1;BYDAY=2TU");
        assert_eq!(
            days(&rule, start, 3),
            ["2026-01-13T09:00:00", "2026-02-10T09:00:00", "2026-03-10T09:00:00"]
        );
        let fifth = date(2026, 1, 30).at(9, 0, 0, 0);
        let rule = Rule::new(&Repeats::Months(1), Ends::Open, fifth, &ny()).unwrap().unwrap();
        assert_eq!(
            days(&rule, fifth, 3),
            ["2026-01-30T09:00:00", "2026-02-27T09:00:00", "2026-03-27T09:00:00"]
        );
    }

    #[test]
    fn a_last_day_is_the_last_day_there() {
        // 23:59 in New York is the next day in UTC: the evening of the last day counts.
        let start = date(2026, 6, 2).at(21, 0, 0, 0);
        let ends = Ends::On(date(2026, 6, 16));
        let rule = Rule::new(&Repeats::Weeks(1), ends, start, &ny()).unwrap().unwrap();
        assert!(rule.text().ends_with("UNTIL=20260617T035959Z"), "{}", rule.text());
        assert_eq!(days(&rule, start, 50).len(), 3);
    }

    #[test]
    fn rules_that_cannot_be_used_are_refused() {
        let start = date(2026, 1, 13).at(9, 0, 0, 0);
        for bad in [
            "",
            "FREQ=SOMETIMES",
            "FREQ=HOURLY",
            "FREQ=WEEKLY;BYDAY=MO",
            "FREQ=DAILY;UNTIL=x",
            "FREQ=WEEKLY\nX",
        ] {
            let made = Rule::new(&Repeats::Own(bad.into()), Ends::Open, start, &ny());
            assert!(matches!(made, Err(Error::Invalid(_))), "{bad}: {made:?}");
        }
        let good = Rule::new(
            &Repeats::Own("rrule:freq=weekly; byday=TU,TH".to_uppercase()),
            Ends::Open,
            start,
            &ny(),
        );
        assert!(good.is_ok(), "{good:?}");
        assert!(Rule::new(&Repeats::Weeks(0), Ends::Open, start, &ny()).is_err());
        assert!(Rule::new(&Repeats::Weeks(1), Ends::On(date(2026, 1, 1)), start, &ny()).is_err());
    }

    proptest::proptest! {
        #[test]
        fn every_week_keeps_weekday_and_clock(
            day in 1_i8..=28, month in 1_i8..=12, hour in 0_i8..=23, minute in 0_i8..=59, n in 1_u16..=4,
        ) {
            let start = date(2026, month, day).at(hour, minute, 0, 0);
            let rule = Rule::new(&Repeats::Weeks(n), Ends::After(20), start, &ny()).unwrap().unwrap();
            let all = rule.occurrences(start, &ny(), None, 100).unwrap();
            proptest::prop_assert_eq!(all.len(), 20);
            for pair in all.windows(2) {
                proptest::prop_assert_eq!(pair[0].time(), pair[1].time());
                let apart = pair[0].date().until(pair[1].date()).unwrap().get_days();
                proptest::prop_assert_eq!(apart, 7 * i32::from(n));
            }
        }
    }
}
