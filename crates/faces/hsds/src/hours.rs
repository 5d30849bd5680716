//! HSDS schedules from their fields, shared by the JSON and the CSV package.

use jiff::civil::Date;
use tandem_directory::model::hours_text::parse_hours;
use tandem_directory::model::schedule::{Frequency, Schedule, ScheduleKind, parse_byday};

use crate::clean;

/// What HSDS has no column for, in its column `notes`: kind and whether the dates hold in every year.
const NOTES: [(&str, ScheduleKind, bool); 5] = [
    ("Closed on these days.", ScheduleKind::HolidayClosed, false),
    ("Closed on these days every year.", ScheduleKind::HolidayClosed, true),
    ("Other hours on these days.", ScheduleKind::HolidayHours, false),
    ("Other hours on these days every year.", ScheduleKind::HolidayHours, true),
    ("Every year.", ScheduleKind::Regular, true),
];

/// Notes of hours that are said in words, though the words could be read as a rule.
const IN_WORDS: &str = "In words only.";

/// The note that a schedule needs so that [`schedules`] reads it as it is.
pub fn note(schedule: &Schedule) -> &'static str {
    if !schedule.has_hours() && parse_hours(&schedule.description).is_some() {
        return IN_WORDS;
    }
    NOTES
        .iter()
        .find(|(_, kind, yearly)| (*kind, *yearly) == (schedule.kind, schedule.yearly))
        .map_or("", |(words, ..)| words)
}

/// The schedules that one HSDS schedule row says (words may say several), and what could not be read.
pub fn schedules(get: &dyn Fn(&str) -> String) -> (Vec<Schedule>, Vec<(&'static str, String)>) {
    let mut faults = Vec::new();
    let mut notes = get("notes");
    let noted = NOTES.iter().find(|(words, ..)| *words == notes);
    let in_words = notes == IN_WORDS;
    if noted.is_some() || in_words {
        notes.clear();
    }
    let words =
        [get("description"), notes].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n");
    let description = clean::text(&words);
    let mut rule = Schedule { description: description.clone(), ..Schedule::default() };
    if let Some((_, kind, yearly)) = noted {
        (rule.kind, rule.yearly) = (*kind, *yearly);
    }
    let mut date = |name: &'static str| -> Option<Date> {
        let raw = get(name);
        let read = clean::date(&raw);
        if read.is_none() && !raw.is_empty() {
            faults.push((name, format!("`{raw}` is not a date; left out")));
        }
        read
    };
    (rule.valid_from, rule.valid_to) = (date("valid_from"), date("valid_to"));
    (rule.dtstart, rule.until) = (date("dtstart"), date("until"));
    let clock = |name: &'static str, faults: &mut Vec<_>| {
        let raw = get(name);
        let read = clean::time(&raw);
        if read.is_none() && !raw.is_empty() {
            faults.push((name, format!("`{raw}` is not a time such as 09:00; left out")));
        }
        read
    };
    let (opens, closes) = (clock("opens_at", &mut faults), clock("closes_at", &mut faults));
    rule.opens_at = opens.map(|(time, _)| time);
    rule.closes_at = closes.map(|(time, _)| time);
    rule.utc_offset = opens.and_then(|(_, offset)| offset).or_else(|| offset_of(&get("timezone")));
    rule.interval = get("interval").trim().parse().unwrap_or(1).max(1);
    match parse_byday(&get("byday")) {
        Ok(days) => rule.byday = days,
        Err(part) => {
            faults.push((
                "byday",
                format!("`{part}` is not a day such as MO or 2TU; the hours are kept as words"),
            ));
            rule.opens_at = None;
        }
    }
    match get("freq").to_ascii_uppercase().as_str() {
        "MONTHLY" => {
            rule.freq = Frequency::Monthly;
            let days = get("bymonthday");
            rule.bymonthday = days
                .split(',')
                .filter_map(|d| d.trim().parse().ok())
                .filter(|d| (-31..=31).contains(d) && *d != 0)
                .collect();
        }
        "" | "WEEKLY" | "DAILY" => {}
        other => {
            faults.push((
                "freq",
                format!("`{other}` is neither WEEKLY nor MONTHLY; the hours are kept as words"),
            ));
            rule.opens_at = None;
        }
    }
    // Without days and frequency the times may belong to any day; without times the words may say all.
    let placed = !rule.byday.is_empty() || !rule.bymonthday.is_empty() || !get("freq").is_empty();
    if rule.kind == ScheduleKind::HolidayClosed {
        (rule.opens_at, rule.closes_at) = (None, None);
        return (vec![rule], faults);
    }
    if rule.opens_at.is_some() && rule.closes_at.is_some() && (placed || rule.kind != ScheduleKind::Regular) {
        return (vec![rule], faults);
    }
    if !in_words && let Some(mut read) = parse_hours(&description) {
        for schedule in &mut read {
            schedule.description.clone_from(&description);
            (schedule.valid_from, schedule.valid_to) = (rule.valid_from, rule.valid_to);
        }
        return (read, faults);
    }
    let mut said = vec![description];
    if let (Some((opens, _)), Some((closes, _))) = (opens, closes) {
        said.push(format!("{}-{}", opens.strftime("%-I:%M %P"), closes.strftime("%-I:%M %P")));
    }
    let said = said.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" ");
    if said.is_empty() {
        return (Vec::new(), faults);
    }
    let (valid_from, valid_to) = (rule.valid_from, rule.valid_to);
    (vec![Schedule { valid_from, valid_to, ..Schedule::words(&said) }], faults)
}

/// HSDS 3 gives a number of hours (`-5`) or of minutes (`-300`).
fn offset_of(raw: &str) -> Option<i16> {
    let number: f64 = raw.trim().parse().ok()?;
    let minutes = if number.abs() <= 14.0 { number * 60.0 } else { number };
    #[allow(clippy::cast_possible_truncation)]
    (minutes.abs() <= 840.0 && !raw.trim().is_empty()).then_some(minutes as i16)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    fn read(pairs: &[(&str, &str)]) -> (Vec<Schedule>, Vec<(&'static str, String)>) {
        let map: HashMap<String, String> =
            pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        schedules(&|name: &str| map.get(name).cloned().unwrap_or_default())
    }

    #[test]
    fn rules_words_and_faults() {
        let (rules, faults) = read(&[
            ("freq", "WEEKLY"),
            ("byday", "TH,FR"),
            ("opens_at", "10:00:00"),
            ("closes_at", "18:00:00"),
            ("timezone", "3"),
        ]);
        assert!(
            faults.is_empty()
                && rules.len() == 1
                && rules[0].utc_offset == Some(180)
                && rules[0].byday.len() == 2
        );
        let (rules, _) = read(&[("description", "Monday-Friday, 9-5; Saturday, 9-1")]);
        assert_eq!(rules.len(), 2);
        let (rules, _) = read(&[("description", "By appointment")]);
        assert!(!rules[0].has_hours() && rules[0].description == "By appointment");
        let (rules, faults) =
            read(&[("freq", "WEEKLY"), ("byday", "XX"), ("opens_at", "10:00"), ("closes_at", "12:00")]);
        assert_eq!(faults[0].0, "byday");
        assert!(!rules[0].has_hours(), "{rules:?}");
        assert!(read(&[]).0.is_empty());
    }
}
