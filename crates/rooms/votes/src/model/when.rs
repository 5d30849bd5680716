//! When a vote opens and closes: local date and time in the partnership's zone, and the moment that each of them is.
//!
//! Where clocks are changed, an hour comes twice or not at all. Nobody is shut out by it: a vote opens at the earlier of the
//! moments that its opening could mean, and closes at the later of those that its closing could.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

/// What is wrong with the times of a vote: the field and the message.
pub type Fault = (&'static str, &'static str);

/// A local date and time as a form sends it.
pub fn read(text: &str) -> Option<DateTime> {
    text.trim().parse().ok()
}

/// The moment a vote opens at.
pub fn opening(at: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    Some(zone.to_ambiguous_zoned(at).earlier().ok()?.timestamp())
}

/// The moment a vote closes at: from it on no vote is taken.
pub fn closing(at: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    Some(zone.to_ambiguous_zoned(at).later().ok()?.timestamp())
}

/// Whether the local time comes twice, or not at all, because clocks are changed.
pub fn is_ambiguous(at: DateTime, zone: &TimeZone) -> bool {
    zone.to_ambiguous_timestamp(at).is_ambiguous()
}

/// Both moments.
///
/// # Errors
/// Which of the two is wrong, and how.
pub fn moments(opens: &str, closes: &str, zone: &TimeZone) -> Result<(Timestamp, Timestamp), Fault> {
    let from = read(opens).and_then(|at| opening(at, zone)).ok_or(("opens", "votes-error-moment"))?;
    let until = read(closes).and_then(|at| closing(at, zone)).ok_or(("closes", "votes-error-moment"))?;
    if until < from + 1.hour() {
        return Err(("closes", "votes-error-closes-early"));
    }
    Ok((from, until))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone() -> TimeZone {
        TimeZone::get("America/New_York").expect("a zone")
    }

    fn utc(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    #[test]
    fn closing_in_the_hour_that_comes_twice_is_its_second_time() {
        let (from, until) = moments("2026-10-20T08:00", "2026-11-01T01:30", &zone()).expect("times");
        assert_eq!(from, utc("2026-10-20T12:00:00Z"));
        assert_eq!(until, utc("2026-11-01T06:30:00Z"), "half past one, winter time");
        let (from, _) = moments("2026-11-01T01:30", "2026-11-02T01:30", &zone()).expect("times");
        assert_eq!(from, utc("2026-11-01T05:30:00Z"), "half past one, summer time");
        assert!(is_ambiguous(read("2026-11-01T01:30").expect("a time"), &zone()));
    }

    #[test]
    fn closing_in_the_hour_that_is_left_out_is_after_it() {
        let (_, until) = moments("2027-03-01T08:00", "2027-03-14T02:30", &zone()).expect("times");
        assert_eq!(until, utc("2027-03-14T07:30:00Z"), "half past three, summer time");
        let (from, _) = moments("2027-03-14T02:30", "2027-03-20T02:30", &zone()).expect("times");
        assert_eq!(from, utc("2027-03-14T06:30:00Z"), "half past one, winter time");
    }

    #[test]
    fn an_end_before_the_beginning_is_refused() {
        assert_eq!(moments("2026-10-20T08:00", "2026-10-20T08:30", &zone()).unwrap_err().0, "closes");
        assert_eq!(moments("soon", "2026-10-20T08:30", &zone()).unwrap_err().0, "opens");
        assert_eq!(moments("2026-10-20T08:00", "2026-13-20T08:30", &zone()).unwrap_err().0, "closes");
        // Half an hour on the clock, an hour and a half in truth.
        assert!(moments("2026-11-01T01:00", "2026-11-01T01:30", &zone()).is_ok());
    }
}
