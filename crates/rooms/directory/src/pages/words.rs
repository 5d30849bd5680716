//! Facts of a service in the reader's words: hours, room, who checked, numbers to call.

use jiff::civil::{Date, DateTime};
use maud::{Markup, html};
use tandem_web::Cx;
use tandem_web::messages::dates;
use tandem_web::ui::{Button, Tone, chip, link_button};

use crate::model::capacity::{Capacity, CapacityStatus};
use crate::model::hours::{OpenState, federal_holiday, open_at};
use crate::model::language;
use crate::model::listing::{Listing, Phone, Place};
use crate::model::schedule::{Frequency, Schedule, ScheduleKind};

/// "Open now, until 6 pm", "Opens Tuesday at 10 am"; `None` when the hours are not known.
pub(super) fn open_line(cx: &Cx, schedules: &[Schedule]) -> Option<String> {
    let zone = cx.zone();
    let today = cx.today();
    let line = match open_at(schedules, &zone, cx.now) {
        OpenState::Unknown => return None,
        OpenState::Open { until: None } => cx.t("directory-open-always"),
        OpenState::Open { until: Some(until) } => {
            let time = dates::hour(cx.lang, until.time());
            cx.ta("directory-open-until", &[("time", time.as_str().into())])
        }
        OpenState::Closed { opens: None } => cx.t("directory-closed"),
        OpenState::Closed { opens: Some(opens) } => opens_line(cx, today, opens),
    };
    // Most places keep other hours on a holiday, and few directories say so.
    let doubt =
        federal_holiday(today).is_some() && !schedules.iter().any(|s| s.kind != ScheduleKind::Regular);
    Some(if doubt { format!("{line} {}", cx.t("directory-holiday-doubt")) } else { line })
}

fn opens_line(cx: &Cx, today: Date, opens: DateTime) -> String {
    let time = dates::hour(cx.lang, opens.time());
    let days = (opens.date() - today).get_days();
    if days <= 1 {
        let key = if days == 0 { "directory-opens-today" } else { "directory-opens-tomorrow" };
        return cx.ta(key, &[("time", time.as_str().into())]);
    }
    let day = if days < 7 {
        dates::weekday_name(cx.lang, opens.weekday()).to_owned()
    } else {
        dates::weekday_date(cx.lang, opens.date())
    };
    cx.ta("directory-opens-day", &[("day", day.as_str().into()), ("time", time.as_str().into())])
}

/// The hours of a week, one line for each rule, and the words that could not be read as hours. What differs on single
/// days comes after the week.
pub(super) fn hours_list(cx: &Cx, schedules: &[Schedule]) -> Markup {
    let (week, other): (Vec<_>, Vec<_>) = schedules.iter().partition(|s| s.kind == ScheduleKind::Regular);
    html! {
        @if !week.is_empty() { ul { @for schedule in week { li { (capital(&hours_rule(cx, schedule))) } } } }
        @if !other.is_empty() { ul { @for schedule in other { li { (capital(&hours_rule(cx, schedule))) } } } }
    }
}

/// A line begins with a capital letter; the names of days do not, in Spanish.
fn capital(line: &str) -> String {
    let mut letters = line.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn hours_rule(cx: &Cx, s: &Schedule) -> String {
    let (from, to) = match (s.opens_at, s.closes_at) {
        (Some(from), Some(to)) => (dates::hour(cx.lang, from), dates::hour(cx.lang, to)),
        _ if s.kind == ScheduleKind::HolidayClosed => {
            return cx.ta("directory-hours-closed-on", &[("days", period(cx, s).as_str().into())]);
        }
        _ => return s.description.clone(),
    };
    let days = match s.kind {
        ScheduleKind::Regular => days_words(cx, s),
        _ => period(cx, s),
    };
    if s.opens_at == s.closes_at {
        return cx.ta("directory-hours-all-day", &[("days", days.as_str().into())]);
    }
    cx.ta(
        "directory-hours-rule",
        &[("days", days.as_str().into()), ("from", from.as_str().into()), ("to", to.as_str().into())],
    )
}

fn period(cx: &Cx, s: &Schedule) -> String {
    let day = |d: Date| if s.yearly { dates::date(cx.lang, d) } else { dates::date_year(cx.lang, d) };
    match (s.valid_from, s.valid_to) {
        (Some(from), Some(to)) if from != to => format!("{}\u{2013}{}", day(from), day(to)),
        (Some(from), _) => day(from),
        _ => String::new(),
    }
}

fn days_words(cx: &Cx, s: &Schedule) -> String {
    let name = |weekday: u8| {
        let weekday = jiff::civil::Weekday::from_monday_one_offset(weekday as i8)
            .unwrap_or(jiff::civil::Weekday::Monday);
        dates::weekday_name(cx.lang, weekday)
    };
    let mut days: Vec<u8> = s.byday.iter().map(|d| d.weekday).collect();
    days.sort_unstable();
    days.dedup();
    let words = if days.is_empty() || days.len() == 7 {
        cx.t("directory-hours-daily")
    } else if days.len() > 2 && days.windows(2).all(|w| w[1] == w[0] + 1) {
        cx.ta(
            "directory-hours-range",
            &[("from", name(days[0]).into()), ("to", name(days[days.len() - 1]).into())],
        )
    } else {
        days.iter().map(|d| name(*d)).collect::<Vec<_>>().join(", ")
    };
    match (s.freq, s.interval) {
        (Frequency::Monthly, _) => {
            let which = s.byday.first().and_then(|d| d.nth);
            let which = which
                .map(|n| cx.ta("directory-hours-nth", &[("n", i64::from(n).into())]))
                .unwrap_or_default();
            cx.ta(
                "directory-hours-monthly",
                &[("days", words.as_str().into()), ("which", which.as_str().into())],
            )
        }
        (Frequency::Weekly, n) if n > 1 => {
            cx.ta("directory-hours-weeks", &[("days", words.as_str().into()), ("n", i64::from(n).into())])
        }
        _ => words,
    }
}

/// The room a service has, as icon, word and colour. Nothing when nobody said.
pub(super) fn capacity_chip(cx: &Cx, capacity: Option<CapacityStatus>) -> Markup {
    match capacity {
        Some(CapacityStatus::Open) => chip(Tone::Ok, &cx.t("directory-capacity-open")),
        Some(CapacityStatus::Limited) => chip(Tone::Soon, &cx.t("directory-capacity-limited")),
        Some(CapacityStatus::Waitlist) => chip(Tone::Soon, &cx.t("directory-capacity-waitlist")),
        Some(CapacityStatus::Closed) => chip(Tone::Late, &cx.t("directory-capacity-closed")),
        None => html! {},
    }
}

/// "Room was last set on November 18 by Harbor Food."
pub(super) fn capacity_line(cx: &Cx, capacity: &Capacity) -> String {
    let day = dates::date_year(cx.lang, cx.zone().to_datetime(capacity.updated_at).date());
    cx.ta(
        "directory-capacity-set",
        &[("day", day.as_str().into()), ("who", capacity.updated_by.as_str().into())],
    )
}

/// When and by whom the listing was last checked; says plainly when nobody did.
pub(super) fn checked_line(cx: &Cx, l: &Listing) -> String {
    match l.assured_date {
        Some(day) if l.assured_by.is_empty() => {
            let day = dates::date_year(cx.lang, day);
            cx.ta("directory-checked-on", &[("day", day.as_str().into())])
        }
        Some(day) => {
            let day = dates::date_year(cx.lang, day);
            cx.ta(
                "directory-checked-by",
                &[("day", day.as_str().into()), ("who", l.assured_by.as_str().into())],
            )
        }
        None => {
            let day = dates::date_year(cx.lang, cx.zone().to_datetime(l.updated_at).date());
            cx.ta(
                "directory-unchecked",
                &[("source", l.source.as_str().into()), ("day", day.as_str().into())],
            )
        }
    }
}

/// Languages by the names that their speakers read.
pub(super) fn languages(l: &Listing) -> Vec<String> {
    let name = |(code, words): &(String, String)| {
        language::by_code(code)
            .filter(|_| !code.is_empty())
            .map_or_else(|| words.clone(), |known| known.name_own.clone())
    };
    l.languages.iter().map(name).collect()
}

/// How somebody can get in who does not walk, see or hear like most: the directory's words, and for the codes that are
/// common in exports the reader's words.
pub(super) fn access(cx: &Cx, words: &str) -> String {
    let code: String = words.trim().to_lowercase().replace([' ', '-'], "_");
    let key = format!("directory-access-{}", code.replace('_', "-"));
    if ACCESS.contains(&code.as_str()) { cx.t(&key) } else { words.to_owned() }
}

/// Codes of ways to get in, as directories export them.
const ACCESS: [&str; 10] = [
    "cd",
    "deaf_interpreter",
    "disabled_parking",
    "elevator",
    "ramp",
    "restroom",
    "tape_braille",
    "tty",
    "wheelchair",
    "wheelchair_van",
];

/// A button that calls.
pub(super) fn call_button(cx: &Cx, phone: &Phone, about: &str) -> Markup {
    link_button(Button::Primary, "phone", &format!("tel:{}", phone.dial()), &cx.t("directory-call"), about)
}

/// The address on one line, or why there is none.
pub(super) fn where_line(cx: &Cx, place: &Place) -> String {
    let line = place.address.line();
    if place.confidential { cx.t("directory-address-private") } else { line }
}

/// Miles as people say them: "0.4 miles", "12 miles".
pub(super) fn miles(cx: &Cx, miles: f64) -> String {
    let number = if miles < 9.95 { format!("{:.1}", miles.max(0.1)) } else { format!("{miles:.0}") };
    cx.ta("directory-miles", &[("n", number.as_str().into())])
}

/// The first sentence or two of a description.
pub(super) fn summary(text: &str) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let flat = flat.strip_prefix("OVERVIEW: ").or_else(|| flat.strip_prefix("SERVICES: ")).unwrap_or(&flat);
    if flat.chars().count() <= 180 {
        return flat.to_owned();
    }
    let cut: String = flat.chars().take(180).collect();
    let end =
        cut.rfind(". ").map(|i| i + 1).filter(|i| *i > 60).or_else(|| cut.rfind(' ')).unwrap_or(cut.len());
    let kept = cut[..end].trim_end();
    if kept.ends_with('.') { kept.to_owned() } else { format!("{kept}\u{2026}") }
}
