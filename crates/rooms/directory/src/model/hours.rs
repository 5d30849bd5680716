//! Is it open? Pure answers from schedules, a time zone and an instant.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Span, Timestamp};

use super::schedule::{Schedule, ScheduleKind};

/// Whether a place is open at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenState {
    /// Open; `until` is `None` when it does not close within a week.
    Open {
        /// Local closing time.
        until: Option<DateTime>,
    },
    /// Closed; `opens` is the next opening within four weeks.
    Closed {
        /// Local opening time.
        opens: Option<DateTime>,
    },
    /// The hours are not known (none given, or words only).
    Unknown,
}

/// How far ahead the next opening is searched.
const LOOK_AHEAD_DAYS: i64 = 28;
/// Open longer than this without a break is "always open".
const ALWAYS_OPEN_DAYS: i64 = 8;

/// The spans that begin on one day, as local times; the end may lie on the next day. An exception replaces the usual hours.
pub fn spans_on(schedules: &[Schedule], day: Date) -> Vec<(DateTime, DateTime)> {
    let exception = |s: &&Schedule| s.kind != ScheduleKind::Regular && s.has_hours() && s.applies_on(day);
    let mut spans: Vec<_> = if schedules.iter().any(|s| exception(&s)) {
        let closed = schedules.iter().any(|s| s.kind == ScheduleKind::HolidayClosed && s.applies_on(day));
        let open = schedules.iter().filter(exception).filter(|s| s.kind == ScheduleKind::HolidayHours);
        if closed { Vec::new() } else { open.filter_map(|s| span_of(s, day)).collect() }
    } else {
        let usual = |s: &&Schedule| s.kind == ScheduleKind::Regular && s.applies_on(day);
        schedules.iter().filter(usual).filter_map(|s| span_of(s, day)).collect()
    };
    spans.sort_unstable();
    spans
}

fn span_of(schedule: &Schedule, day: Date) -> Option<(DateTime, DateTime)> {
    let (opens, closes) = (schedule.opens_at?, schedule.closes_at?);
    let end_day = if closes <= opens { day.tomorrow().ok()? } else { day };
    // 23:59 is how many systems write "the end of the day".
    let (end_day, closes) = if closes == Time::constant(23, 59, 0, 0) && opens != closes {
        (end_day.tomorrow().ok()?, Time::midnight())
    } else {
        (end_day, closes)
    };
    Some((day.to_datetime(opens), end_day.to_datetime(closes)))
}

/// The time zone of a schedule list: a fixed offset if its rules carry one, else the partnership's.
pub fn zone_of(schedules: &[Schedule], partnership: &TimeZone) -> TimeZone {
    schedules
        .iter()
        .find_map(|s| s.utc_offset)
        .and_then(|minutes| Offset::from_seconds(i32::from(minutes) * 60).ok())
        .map_or_else(|| partnership.clone(), TimeZone::fixed)
}

/// Whether a place with these schedules is open at an instant. Daylight saving is respected: spans become instants in the zone.
pub fn open_at(schedules: &[Schedule], zone: &TimeZone, at: Timestamp) -> OpenState {
    if !schedules.iter().any(|s| s.has_hours() && s.kind != ScheduleKind::HolidayClosed) {
        return OpenState::Unknown;
    }
    let zone = zone_of(schedules, zone);
    let today = zone.to_datetime(at).date();
    let instant = |local: DateTime| zone.to_ambiguous_timestamp(local).compatible().ok();
    let day = |offset: i64| today.checked_add(Span::new().days(offset)).ok();
    let on = |offset: i64| day(offset).map(|d| spans_on(schedules, d)).unwrap_or_default();

    let begun = on(-1).into_iter().chain(on(0));
    let covers = |(from, to): &(DateTime, DateTime)| {
        instant(*from).is_some_and(|from| from <= at) && instant(*to).is_some_and(|to| at < to)
    };
    if let Some(end) = begun.filter(covers).map(|(_, to)| to).max() {
        return OpenState::Open { until: run_to_the_end(end, today, &on) };
    }
    for offset in 0..=LOOK_AHEAD_DAYS {
        let next = on(offset).into_iter().find(|(from, _)| instant(*from).is_some_and(|from| from > at));
        if let Some((from, _)) = next {
            return OpenState::Closed { opens: Some(from) };
        }
    }
    OpenState::Closed { opens: None }
}

/// Follows spans that touch (24 hours a day) to the real end.
fn run_to_the_end(
    mut end: DateTime,
    today: Date,
    on: &dyn Fn(i64) -> Vec<(DateTime, DateTime)>,
) -> Option<DateTime> {
    for offset in 0..=ALWAYS_OPEN_DAYS {
        for (from, to) in on(offset) {
            if from <= end && to > end {
                end = to;
            }
        }
    }
    let limit = today.checked_add(Span::new().days(ALWAYS_OPEN_DAYS)).ok()?;
    (end.date() < limit).then_some(end)
}

/// United States federal holidays, when usual hours often do not hold. Used only to say "call first".
pub fn federal_holiday(day: Date) -> Option<&'static str> {
    let nth = |n: i8| (day.day() - 1) / 7 + 1 == n;
    let weekday = day.weekday().to_monday_one_offset();
    let last = day.day() + 7 > day.days_in_month();
    match (day.month(), day.day(), weekday) {
        (1, 1, _) => Some("new-year"),
        (1, _, 1) if nth(3) => Some("mlk"),
        (2, _, 1) if nth(3) => Some("presidents"),
        (5, _, 1) if last => Some("memorial"),
        (6, 19, _) => Some("juneteenth"),
        (7, 4, _) => Some("independence"),
        (9, _, 1) if nth(1) => Some("labor"),
        (10, _, 1) if nth(2) => Some("indigenous"),
        (11, 11, _) => Some("veterans"),
        (11, _, 4) if nth(4) => Some("thanksgiving"),
        (12, 25, _) => Some("christmas"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    fn zone() -> TimeZone {
        TimeZone::get("America/New_York").unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse::<DateTime>().unwrap().to_zoned(zone()).unwrap().timestamp()
    }

    fn office() -> Vec<Schedule> {
        vec![Schedule::weekly(&[1, 2, 3, 4, 5], time(9, 0, 0, 0), time(17, 0, 0, 0))]
    }

    #[test]
    fn open_until_and_opens_next() {
        let open = open_at(&office(), &zone(), at("2026-11-18T10:00"));
        assert_eq!(open, OpenState::Open { until: Some(date(2026, 11, 18).at(17, 0, 0, 0)) });
        // Closing time itself is closed; Friday evening waits for Monday.
        let friday = open_at(&office(), &zone(), at("2026-11-20T17:00"));
        assert_eq!(friday, OpenState::Closed { opens: Some(date(2026, 11, 23).at(9, 0, 0, 0)) });
    }

    #[test]
    fn overnight_hours_reach_into_the_next_day() {
        let shelter = vec![Schedule::weekly(&[5], time(20, 0, 0, 0), time(8, 0, 0, 0))];
        let open = open_at(&shelter, &zone(), at("2026-11-21T03:00"));
        assert_eq!(open, OpenState::Open { until: Some(date(2026, 11, 21).at(8, 0, 0, 0)) });
        assert!(matches!(open_at(&shelter, &zone(), at("2026-11-20T03:00")), OpenState::Closed { .. }));
    }

    #[test]
    fn round_the_clock_never_closes() {
        let always = vec![Schedule::weekly(&[], Time::midnight(), Time::midnight())];
        assert_eq!(open_at(&always, &zone(), at("2026-11-21T03:00")), OpenState::Open { until: None });
    }

    #[test]
    fn a_holiday_closes_and_special_hours_replace() {
        let mut hours = office();
        hours.push(Schedule::closed_on(date(2026, 11, 26), date(2026, 11, 26), false));
        let closed = open_at(&hours, &zone(), at("2026-11-26T10:00"));
        assert_eq!(closed, OpenState::Closed { opens: Some(date(2026, 11, 27).at(9, 0, 0, 0)) });
        hours.push(Schedule {
            kind: ScheduleKind::HolidayHours,
            valid_from: Some(date(2026, 11, 27)),
            valid_to: Some(date(2026, 11, 27)),
            ..Schedule::weekly(&[], time(12, 0, 0, 0), time(14, 0, 0, 0))
        });
        assert!(matches!(open_at(&hours, &zone(), at("2026-11-27T10:00")), OpenState::Closed { .. }));
        let open = open_at(&hours, &zone(), at("2026-11-27T12:30"));
        assert_eq!(open, OpenState::Open { until: Some(date(2026, 11, 27).at(14, 0, 0, 0)) });
    }

    #[test]
    fn daylight_saving_moves_the_instant_not_the_clock_time() {
        // Clocks go back on 2026-11-01: 24 hours before Sunday noon is Saturday 13:00.
        let daily = vec![Schedule::weekly(&[], time(12, 0, 0, 0), time(13, 0, 0, 0))];
        let sunday = "2026-11-01T17:30:00Z".parse().unwrap();
        let saturday = "2026-10-31T16:30:00Z".parse().unwrap();
        for instant in [sunday, saturday] {
            assert!(matches!(open_at(&daily, &zone(), instant), OpenState::Open { .. }));
        }
    }

    #[test]
    fn words_alone_are_unknown() {
        assert_eq!(open_at(&[Schedule::words("Call")], &zone(), at("2026-11-18T10:00")), OpenState::Unknown);
        assert_eq!(open_at(&[], &zone(), at("2026-11-18T10:00")), OpenState::Unknown);
    }

    #[test]
    fn a_fixed_offset_wins_over_the_partnership() {
        let london = vec![Schedule { utc_offset: Some(0), ..office().remove(0) }];
        let nine_utc = "2026-11-18T09:30:00Z".parse().unwrap();
        assert!(matches!(open_at(&london, &zone(), nine_utc), OpenState::Open { .. }));
    }

    #[test]
    fn holidays_by_rule() {
        assert_eq!(federal_holiday(date(2026, 11, 26)), Some("thanksgiving"));
        assert_eq!(federal_holiday(date(2026, 5, 25)), Some("memorial"));
        assert_eq!(federal_holiday(date(2026, 5, 18)), None);
    }

    proptest! {
        /// The state found by stepping to the announced change is the opposite one.
        #[test]
        fn the_announced_change_really_changes(days in proptest::collection::vec(1u8..=7, 1..7), open in 0i8..24, close in 0i8..24, minute in 0i64..(7 * 24 * 60)) {
            let rules = vec![Schedule::weekly(&days, time(open, 0, 0, 0), time(close, 0, 0, 0))];
            let start = at("2026-06-01T00:00");
            let instant = start + Span::new().minutes(minute);
            let to_instant = |local: DateTime| local.to_zoned(zone()).unwrap().timestamp();
            match open_at(&rules, &zone(), instant) {
                OpenState::Open { until: Some(until) } => {
                    prop_assert!(to_instant(until) > instant);
                    let closed = matches!(open_at(&rules, &zone(), to_instant(until)), OpenState::Closed { .. });
                    prop_assert!(closed);
                }
                OpenState::Open { until: None } => prop_assert!(open == close),
                OpenState::Closed { opens: Some(opens) } => {
                    prop_assert!(to_instant(opens) > instant);
                    let opened = matches!(open_at(&rules, &zone(), to_instant(opens)), OpenState::Open { .. });
                    prop_assert!(opened);
                }
                other => prop_assert!(false, "{other:?}"),
            }
        }
    }
}
