//! Cells and values as directories write them, brought into one form. Nothing is guessed: what cannot be read is said.

use jiff::civil::{Date, Time};
pub use tandem_directory::model::ages::stated as ages;
use tandem_directory::model::domain::{TermMeaning, map_term};
use tandem_directory::model::geo;
use tandem_directory::model::item::{AttributeItem, LanguageItem, LastModified, Parents, Point};
use tandem_directory::model::language;
pub use tandem_directory::model::text::{line, paragraphs as text};

/// An e-mail address, if it can be one.
pub fn email(raw: &str) -> Option<String> {
    let raw = raw.trim().trim_start_matches("mailto:").trim_end_matches(['.', ',', ';']);
    let (local, domain) = raw.rsplit_once('@')?;
    let fits = !local.is_empty()
        && local.len() <= 64
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && raw.len() <= 254
        && !raw.contains(|c: char| {
            c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';' | '"' | '(' | ')')
        });
    (fits && !local.contains('@')).then(|| raw.to_owned())
}

/// A web address; a missing `http://` is added, anything but `http` and `https` is refused.
pub fn url(raw: &str) -> Option<String> {
    let raw = raw.trim();
    let full = if raw.contains("://") { raw.to_owned() } else { format!("http://{raw}") };
    let rest = full.strip_prefix("https://").or_else(|| full.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let fits = host.contains('.')
        && !host.starts_with('.')
        && full.len() <= 2_000
        && !full
            .contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\'));
    fits.then_some(full)
}

/// A telephone number as people read it, or `None` when fewer than three digits stand in it.
pub fn phone(raw: &str) -> Option<String> {
    let number = line(raw.trim().trim_matches('"'));
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    (3..=20).contains(&digits).then(|| number.chars().take(60).collect())
}

/// HSDS's type of a phone, from the words of other layouts too.
pub fn phone_type(raw: &str) -> &'static str {
    match raw.trim().to_ascii_lowercase().as_str() {
        "fax" => "fax",
        "tty" | "tdd" | "textphone" => "textphone",
        "sms" | "text" => "text",
        "cell" | "mobile" => "cell",
        "video" => "video",
        "pager" => "pager",
        _ => "voice",
    }
}

/// Words of a phone's department that say what the line is for. Other words are often a person's name and are left out.
pub fn phone_purpose(raw: &str) -> Option<String> {
    const PURPOSES: &[&str] = &[
        "tty",
        "tdd",
        "toll",
        "intake",
        "hotline",
        "line",
        "fax",
        "main",
        "office",
        "admin",
        "information",
        "info",
        "referral",
        "referrals",
        "appointment",
        "appointments",
        "volunteer",
        "volunteers",
        "volunteering",
        "donations",
        "emergency",
        "crisis",
        "after",
        "hours",
        "program",
        "programs",
        "center",
        "centre",
        "clinic",
        "services",
        "service",
        "department",
        "school",
        "church",
        "hospital",
        "pantry",
        "kitchen",
        "shelter",
        "housing",
        "health",
        "dental",
        "pharmacy",
        "registration",
        "enrollment",
        "applications",
        "reservations",
        "operations",
        "circulation",
        "spanish",
        "english",
        "headquarters",
        "county",
        "city",
        "state",
        "police",
        "rental",
        "assistance",
        "helpline",
        "warmline",
        "desk",
        "reception",
        "support",
        "group",
        "photos",
        "passport",
        "help",
        "tape",
        "recorded",
        "daytime",
        "evening",
        "weekend",
        "cell",
        "voicemail",
        "operator",
        "customer",
        "legal",
        "billing",
        "sms",
        "text",
        "calfresh",
    ];
    let said = line(raw);
    let known =
        said.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| PURPOSES.contains(&word));
    known.then_some(said)
}

/// A date: ISO, `12/24/2015`, `12/24/15`, `January 01, 2015`. Year 1 (`January 01, 0001`) is how Ohana writes "every year".
pub fn date(raw: &str) -> Option<Date> {
    let raw = raw.trim();
    if let Ok(date) = raw.get(..10).unwrap_or(raw).parse::<Date>() {
        return Some(date);
    }
    if let [month, day, year] = raw.split('/').collect::<Vec<_>>()[..] {
        let year: i16 = year.trim().parse().ok()?;
        let year = if year < 100 { 2000 + year } else { year };
        return Date::new(year, month.trim().parse().ok()?, day.trim().parse().ok()?).ok();
    }
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let mut words = raw.split([' ', ',']).filter(|w| !w.is_empty());
    let name = words.next()?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|m| name.len() >= 3 && m.starts_with(&name))? + 1;
    let day = words.next()?.parse().ok()?;
    let year = words.next()?.parse().ok()?;
    Date::new(year, i8::try_from(month).ok()?, day).ok()
}

/// When a source changed a row, from a date and time with an offset; anything else says nothing.
pub fn last_modified(raw: &str) -> LastModified {
    LastModified(raw.trim().parse().ok())
}

/// Who checked an entry: in words, or the organization of an e-mail address. Of a person nothing is kept.
pub fn assured_by(words: &str, email: &str) -> String {
    if words.is_empty() {
        email.rsplit_once('@').map_or(String::new(), |(_, host)| line(host))
    } else {
        line(words)
    }
}

/// A time of day with the offset it carries, in minutes: `10:00:00`, `10:00Z`, `10:00+01:00`, `9am`, `4:00 PM`.
pub fn time(raw: &str) -> Option<(Time, Option<i16>)> {
    let raw = raw.trim();
    let lower = raw.to_ascii_lowercase().replace([' ', '.'], "");
    for (suffix, half) in [("am", 0), ("pm", 12)] {
        if let Some(clock) = lower.strip_suffix(suffix) {
            let (hour, minute) = clock.split_once(':').unwrap_or((clock, "0"));
            let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok()?);
            if !(1..=12).contains(&hour) {
                return None;
            }
            return Some((Time::new(hour % 12 + half, minute, 0, 0).ok()?, None));
        }
    }
    let (clock, offset) = match raw.find(['Z', 'z', '+']).or_else(|| raw.rfind('-')) {
        None => (raw, None),
        Some(at) if raw[at..].eq_ignore_ascii_case("z") => (&raw[..at], Some(0)),
        Some(at) => (&raw[..at], Some(minutes_of_offset(&raw[at..])?)),
    };
    let mut parts = clock.trim().split(':');
    let hour: i8 = parts.next()?.trim().parse().ok()?;
    let minute: i8 = parts.next()?.trim().parse().ok()?;
    let second = parts.next().map_or(Some(0), |s| s.split('.').next().and_then(|s| s.parse::<i8>().ok()))?;
    if hour == 24 && minute == 0 {
        return Some((Time::midnight(), offset));
    }
    let time = Time::new(hour, minute, 0, 0).ok()?;
    (0..=60).contains(&second).then_some((time, offset))
}

fn minutes_of_offset(raw: &str) -> Option<i16> {
    let sign = if raw.starts_with('-') { -1 } else { 1 };
    let digits: String = raw[1..].chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.parse::<i16>().ok()?, 0),
        4 => (digits[..2].parse().ok()?, digits[2..].parse::<i16>().ok()?),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

/// A point from two cells: `Ok(None)` when both are empty, `Err` when they are no place on Earth.
pub fn point(latitude: &str, longitude: &str) -> Result<Option<Point>, ()> {
    match (latitude.trim(), longitude.trim()) {
        ("", "") => Ok(None),
        (latitude, longitude) => {
            let (latitude, longitude) =
                (latitude.parse().map_err(|_| ())?, longitude.parse().map_err(|_| ())?);
            geo::point(latitude, longitude).map(Some).ok_or(())
        }
    }
}

/// Languages from a list in words. Where some words name no known language the whole cell is kept once as text, unless it
/// names a person ("ask for Ms. ..."); the second value says that there were such words.
pub fn languages(raw: &str, parents: &Parents) -> (Vec<LanguageItem>, bool) {
    let (found, unknown) = language::parse_list(raw);
    let item = |code: &str, name: String| LanguageItem {
        parents: parents.clone(),
        code: code.to_owned(),
        name,
        note: String::new(),
    };
    let mut items: Vec<LanguageItem> = found.into_iter().map(|l| item(&l.code, l.name_en.clone())).collect();
    let words = line(raw);
    let names_person = words
        .split_whitespace()
        .any(|w| matches!(w.trim_matches(','), "Ms." | "Mr." | "Mrs." | "Dr." | "Ms" | "Mr" | "Mrs"));
    if !unknown.is_empty() && !names_person {
        items.push(item("", words));
    }
    (items, !unknown.is_empty())
}

/// The need that a service's own name states ("Food Pantry"), for a service that no taxonomy term places.
pub fn need_from_name(service: &str, name: &str) -> Option<AttributeItem> {
    let TermMeaning::Domains(domains) = map_term(name, &[], false) else { return None };
    Some(AttributeItem {
        service: service.to_owned(),
        taxonomy: "Words in the name".into(),
        term_code: String::new(),
        term: line(name),
        domains: domains.into_iter().map(str::to_owned).collect(),
        audience: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date as d, time as t};
    use proptest::prelude::*;

    #[test]
    fn dates_and_times_of_every_layout() {
        assert_eq!(date("2023-03-15T10:30:45.123Z"), Some(d(2023, 3, 15)));
        assert_eq!(date("12/24/15"), Some(d(2015, 12, 24)));
        assert_eq!(date("January 01, 0001"), Some(d(1, 1, 1)));
        assert_eq!(date("13/13/2015"), None);
        assert_eq!(time("10:00:00"), Some((t(10, 0, 0, 0), None)));
        assert_eq!(time("10:00Z"), Some((t(10, 0, 0, 0), Some(0))));
        assert_eq!(time("10:00-05:00"), Some((t(10, 0, 0, 0), Some(-300))));
        assert_eq!(time("4:00 PM"), Some((t(16, 0, 0, 0), None)));
        assert_eq!(time("9am"), Some((t(9, 0, 0, 0), None)));
        assert_eq!(time("25:00"), None);
        assert_eq!(time("noonish"), None);
    }

    #[test]
    fn contacts_are_cleaned_not_guessed() {
        assert_eq!(url("www.example.org"), Some("http://www.example.org".into()));
        assert_eq!(url("javascript://x.y/%0aalert(1)"), None);
        assert_eq!(url("none"), None);
        assert_eq!(email("help@example.org."), Some("help@example.org".into()));
        assert_eq!(email("call us"), None);
        assert_eq!(phone("\"+44 1234 234567\""), Some("+44 1234 234567".into()));
        assert_eq!(phone("call"), None);
        assert_eq!(phone_purpose("Sam Sample"), None);
        assert_eq!(phone_purpose("Toll Free"), Some("Toll Free".into()));
    }

    proptest! {
        #[test]
        fn cleaning_never_panics(raw in "\\PC{0,40}") {
            let _ = (date(&raw), time(&raw), url(&raw), email(&raw), phone(&raw), ages(&raw), point(&raw, &raw));
        }

        #[test]
        fn what_is_clean_stays_as_it_is(raw in "\\PC{0,60}") {
            for clean in [url, email, phone] {
                if let Some(once) = clean(&raw) {
                    prop_assert_eq!(clean(&once), Some(once.clone()));
                }
            }
        }

        #[test]
        fn odd_clocks_never_panic(raw in "[0-9:apmz +-]{0,12}") {
            let _ = (time(&raw), date(&raw));
        }
    }
}
