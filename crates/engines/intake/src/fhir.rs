//! Values of FHIR that more than one resource has.

use crate::fault::{Fault, Path, text};
use jiff::{Timestamp, civil};
use serde_json::{Map, Value};

/// A business identifier.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identifier {
    /// Who gives the value its meaning; empty when unknown.
    pub system: String,
    /// The value.
    pub value: String,
}

impl Identifier {
    /// Reads an Identifier; none when it has no value.
    pub fn read(map: &Map<String, Value>, path: Path<'_>) -> Result<Option<Identifier>, Fault> {
        let system = text(map, path, "system")?.unwrap_or("").to_owned();
        Ok(text(map, path, "value")?.map(|value| Identifier { system, value: value.to_owned() }))
    }
}

/// Checks a FHIR date: a year, a month or a day.
pub fn check_date(text: &str, at: Path<'_>) -> Result<String, Fault> {
    let full = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'-') && matches!(text.len(), 4 | 7 | 10);
    match full.parse::<civil::Date>() {
        Ok(_) if plain => Ok(text.to_owned()),
        _ => Err(Fault::new(at, format!("{text:?} is not a date"), "write YYYY-MM-DD, YYYY-MM or YYYY")),
    }
}

/// Checks a FHIR dateTime: a date, or a date with time and zone.
pub fn check_date_time(text: &str, at: Path<'_>) -> Result<String, Fault> {
    if !text.contains('T') {
        return check_date(text, at);
    }
    if instant(text).is_some() {
        return Ok(text.to_owned());
    }
    Err(Fault::new(
        at,
        format!("{text:?} is not a date and time with a zone"),
        "write it as 2026-03-01T14:30:00-05:00",
    ))
}

/// The moment of a dateTime that has a time and a zone.
pub fn instant(text: &str) -> Option<Timestamp> {
    if text.contains('T') && text.is_ascii() { text.parse().ok() } else { None }
}

/// Checks a FHIR time of day.
pub fn check_time(text: &str, at: Path<'_>) -> Result<String, Fault> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() >= 5 && bytes[2] == b':' && text.is_ascii();
    match text.parse::<civil::Time>() {
        Ok(_) if shaped => Ok(text.to_owned()),
        _ => Err(Fault::new(at, format!("{text:?} is not a time of day"), "write HH:MM:SS")),
    }
}
