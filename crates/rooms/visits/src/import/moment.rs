//! Moments as files write them: ISO 8601, or the digits of HL7 v2. What has no offset is in the partnership's zone.

use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// `2026-03-04T12:30:00-05:00`, `2026-03-04 12:30`, `2026-03-04`.
pub fn iso(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(at);
    }
    let civil = match text.parse::<Date>() {
        // A longer text reads as a date too and would lose its time.
        Ok(day) if text.len() <= 10 => day.to_datetime(jiff::civil::Time::midnight()),
        _ => text.parse::<DateTime>().ok()?,
    };
    Some(civil.to_zoned(zone.clone()).ok()?.timestamp())
}

/// `YYYYMMDD[HH[MM[SS[.S..]]]][+/-ZZZZ]`, the TS and DTM of HL7 v2. At least a day is needed.
pub fn hl7(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let text = text.trim();
    let (digits, offset) = match text.find(['+', '-']) {
        Some(at) => (&text[..at], Some(&text[at..])),
        None => (text, None),
    };
    let whole = digits.split('.').next().unwrap_or_default();
    if !matches!(whole.len(), 8 | 10 | 12 | 14) || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let part =
        |from: usize, len: usize| whole.get(from..from + len).map_or(Some(0), |t| t.parse::<i16>().ok());
    let small = |from: usize| part(from, 2).and_then(|n| i8::try_from(n).ok());
    let civil =
        DateTime::new(part(0, 4)?, small(4)?, small(6)?, small(8)?, small(10)?, small(12)?, 0).ok()?;
    match offset {
        None => Some(civil.to_zoned(zone.clone()).ok()?.timestamp()),
        Some(offset) => Some(self::offset(offset)?.to_timestamp(civil).ok()?),
    }
}

fn offset(text: &str) -> Option<Offset> {
    let (sign, digits) = text.split_at_checked(1)?;
    if digits.len() != 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes): (i64, i64) = (digits[..2].parse().ok()?, digits[2..].parse().ok()?);
    let ahead = SignedDuration::from_mins(60 * hours + minutes);
    Offset::try_from(if sign == "-" { -ahead } else { ahead }).ok()
}

/// The day of an HL7 date or time, as ISO; empty when it is none.
pub fn hl7_day(text: &str) -> String {
    let digits = text.trim();
    match (digits.get(..4), digits.get(4..6), digits.get(6..8)) {
        (Some(year), Some(month), Some(day)) if digits[..8].bytes().all(|b| b.is_ascii_digit()) => {
            format!("{year}-{month}-{day}")
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn zone() -> TimeZone {
        TimeZone::get("America/New_York").expect("the zone is known")
    }

    fn said(at: Option<Timestamp>) -> String {
        at.map_or("none".into(), |at| at.to_string())
    }

    #[test]
    fn tables_write_iso_with_or_without_an_offset() {
        for (text, want) in [
            ("2026-03-04T12:30:00-05:00", "2026-03-04T17:30:00Z"),
            ("2026-03-04T17:30Z", "2026-03-04T17:30:00Z"),
            ("2026-03-04 12:30", "2026-03-04T17:30:00Z"),
            ("2026-07-04T12:30", "2026-07-04T16:30:00Z"),
            ("2026-03-04", "2026-03-04T05:00:00Z"),
            ("03/04/2026", "none"),
            ("2026-02-30", "none"),
            ("", "none"),
        ] {
            assert_eq!(said(iso(text, &zone())), want, "{text}");
        }
    }

    #[test]
    fn messages_write_digits() {
        for (text, want) in [
            ("20260304123015.1234-0500", "2026-03-04T17:30:15Z"),
            ("202603041230", "2026-03-04T17:30:00Z"),
            ("20260304", "2026-03-04T05:00:00Z"),
            ("2026030412+0000", "2026-03-04T12:00:00Z"),
            ("20260230", "none"),
            ("202603", "none"),
            ("20260304123015+05", "none"),
            ("\"\"", "none"),
        ] {
            assert_eq!(said(hl7(text, &zone())), want, "{text}");
        }
        assert_eq!(hl7_day("19840702"), "1984-07-02");
        assert_eq!(hl7_day("1984"), "");
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_readers(text in "\\PC{0,24}") {
            let _ = (iso(&text, &zone()), hl7(&text, &zone()), hl7_day(&text));
        }
    }
}
