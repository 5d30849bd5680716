//! Opening hours packed for a scan over the whole index.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::model::hours::{OpenState, open_at};
use crate::model::schedule::{Frequency, Schedule, ScheduleKind};

/// Hours of one place of a service.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Hours {
    /// None given, or words only.
    Unknown,
    /// The same every week, in the partnership's time zone.
    Weekly(Box<[Span]>),
    /// Exceptions, validity, other zones: judged in full.
    Full(Box<[Schedule]>),
}

/// Days (bit 0 is Monday) and minutes of the day; an end at or before the start is on the next day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Span {
    days: u8,
    from: u16,
    to: u16,
}

/// The moment of a search, in the partnership's zone.
#[derive(Clone)]
pub(crate) struct Moment {
    at: Timestamp,
    zone: TimeZone,
    today: u8,
    yesterday: u8,
    minute: u16,
}

impl Moment {
    pub(crate) fn new(at: Timestamp, zone: &TimeZone) -> Moment {
        let local: DateTime = zone.to_datetime(at);
        let day = local.weekday().to_monday_zero_offset();
        #[allow(clippy::cast_sign_loss)]
        let minute = local.hour() as u16 * 60 + local.minute() as u16;
        Moment { at, zone: zone.clone(), today: 1 << day, yesterday: 1 << ((day + 6) % 7), minute }
    }
}

impl Hours {
    pub(crate) fn pack(schedules: &[Schedule]) -> Hours {
        if !schedules.iter().any(|s| s.has_hours() && s.kind != ScheduleKind::HolidayClosed) {
            return Hours::Unknown;
        }
        let simple = |s: &Schedule| {
            s.kind == ScheduleKind::Regular
                && s.freq == Frequency::Weekly
                && s.interval <= 1
                && s.byday.iter().all(|d| d.nth.is_none())
                && s.dtstart.is_none()
                && s.until.is_none()
                && s.valid_from.is_none()
                && s.valid_to.is_none()
                && s.utc_offset.is_none()
        };
        if !schedules.iter().filter(|s| s.has_hours()).all(simple) {
            return Hours::Full(schedules.into());
        }
        let span = |s: &Schedule| {
            #[allow(clippy::cast_sign_loss)]
            let minutes = |t: jiff::civil::Time| t.hour() as u16 * 60 + t.minute() as u16;
            let days = if s.byday.is_empty() {
                0x7f
            } else {
                s.byday.iter().fold(0, |days, d| days | 1 << (d.weekday - 1))
            };
            let to = minutes(s.closes_at?);
            // 23:59 is how many systems write "the end of the day".
            Some(Span { days, from: minutes(s.opens_at?), to: if to == 23 * 60 + 59 { 0 } else { to } })
        };
        Hours::Weekly(schedules.iter().filter_map(span).collect())
    }

    pub(crate) fn open(&self, moment: &Moment) -> bool {
        match self {
            Hours::Unknown => false,
            Hours::Weekly(spans) => spans.iter().any(|s| {
                let overnight = s.to <= s.from;
                let today = s.days & moment.today != 0
                    && moment.minute >= s.from
                    && (overnight || moment.minute < s.to);
                today || (overnight && s.days & moment.yesterday != 0 && moment.minute < s.to)
            }),
            Hours::Full(schedules) => {
                matches!(open_at(schedules, &moment.zone, moment.at), OpenState::Open { .. })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::time;
    use proptest::prelude::*;

    proptest! {
        /// The packed form answers as the full rules do.
        #[test]
        fn packed_hours_agree_with_the_rules(rules in proptest::collection::vec((proptest::collection::vec(1u8..=7, 0..4), 0i8..24, 0i8..24), 1..4), minute in 0i64..(14 * 24 * 60)) {
            let schedules: Vec<Schedule> = rules
                .iter()
                .map(|(days, open, close)| Schedule::weekly(days, time(*open, 0, 0, 0), time(*close, 30, 0, 0)))
                .collect();
            let zone = TimeZone::get("America/New_York").unwrap();
            let start: Timestamp = "2026-06-01T04:00:00Z".parse().unwrap();
            let at = start + jiff::Span::new().minutes(minute);
            let packed = Hours::pack(&schedules);
            prop_assert!(matches!(packed, Hours::Weekly(_)));
            let full = matches!(open_at(&schedules, &zone, at), OpenState::Open { .. });
            prop_assert_eq!(packed.open(&Moment::new(at, &zone)), full);
        }
    }
}
