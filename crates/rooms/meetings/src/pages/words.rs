//! What the pages share: times, states, sectors and persons in the reader's words.

use crate::model::{Meeting, Place, Plan, State, Way};
use jiff::civil::DateTime;
use maud::{Markup, html};
use std::collections::HashMap;
use tandem_access::{Error, Tx, Uuid};
use tandem_agreements::glossary::Glossary;
use tandem_bodies::model::Standing;
use tandem_partners::model::Sector;
use tandem_web::messages::dates;
use tandem_web::ui::{self, Choice, Tone};
use tandem_web::{Cx, Lang};

/// "Tuesday, November 24, from 6 pm to 7:30 pm": on the clock of the place, with the year where it is another.
pub(super) fn when(cx: &Cx, m: &Meeting) -> String {
    cx.ta(
        "meetings-when",
        &[
            ("day", dates::weekday_date_from(cx.lang, m.start.date(), cx.today()).into()),
            ("from", dates::hour(cx.lang, m.start.time()).into()),
            ("to", dates::hour(cx.lang, m.end.time()).into()),
        ],
    )
}

/// A clock time of the day of the meeting.
pub(super) fn clock(cx: &Cx, at: tandem_access::Timestamp) -> String {
    dates::hour(cx.lang, at.to_zoned(cx.zone()).time())
}

/// The same where it stands alone.
pub(super) fn time(cx: &Cx, at: tandem_access::Timestamp) -> String {
    dates::time(cx.lang, at.to_zoned(cx.zone()).time())
}

pub(super) fn state_chip(cx: &Cx, m: &Meeting) -> Markup {
    let (tone, key) = match m.state {
        State::Planned if m.ends_at <= cx.now => (Tone::Info, "meetings-state-not-opened"),
        State::Planned => (Tone::Ok, "meetings-state-planned"),
        State::Running => (Tone::Soon, "meetings-state-running"),
        State::Closed => (Tone::Info, "meetings-state-closed"),
        State::Published => (Tone::Ok, "meetings-state-published"),
        State::Cancelled => (Tone::Late, "meetings-state-cancelled"),
    };
    ui::chip(tone, &cx.t(key))
}

/// Where: each way on a line of its own, with its icon.
pub(super) fn place(cx: &Cx, place: &Place) -> Markup {
    let mut lines: Vec<(&str, Markup)> = vec![];
    if !place.room.is_empty() {
        lines.push(("map-pin", html! { (place.room) }));
    }
    if !place.online.is_empty() {
        lines.push((
            "world",
            html! { a href=(place.online) rel="noreferrer" { (cx.t("meetings-join-online")) } },
        ));
    }
    if !place.phone.is_empty() {
        lines.push(("phone", html! { (cx.t("meetings-join-phone")) ": " (place.phone) }));
    }
    ui::facts(lines)
}

pub(super) fn way(cx: &Cx, way: Way) -> String {
    cx.t(&format!("meetings-way-{}", way.code()))
}

pub(super) fn ways(cx: &Cx, of: impl IntoIterator<Item = Way>) -> Vec<Choice> {
    of.into_iter().map(|w| Choice::new(w.code(), way(cx, w))).collect()
}

/// A sector's plain name.
pub(super) fn sector(cx: &Cx, sector: Sector) -> String {
    cx.t(&format!("meetings-sector-{}", sector.code().replace('_', "-")))
}

pub(super) fn sectors(cx: &Cx) -> Vec<Choice> {
    Sector::ALL.iter().map(|s| Choice::new(s.code(), sector(cx, *s))).collect()
}

/// Lines of a text as paragraphs.
pub(super) fn paragraphs(text: &str) -> Markup {
    html! { @for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) { p { (line) } } }
}

/// Lines that were written in English, and perhaps in Spanish, for the reader, with known words as links; those without Spanish say that
/// they are English.
pub(super) fn told(cx: &Cx, glossary: &Glossary, text: &str, spanish: Option<&str>) -> Markup {
    let marked = |text: &str, lang: Lang| {
        html! { @for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) { p { (glossary.mark_in(line, lang)) } } }
    };
    match spanish {
        Some(spanish) if cx.spanish() => marked(spanish, Lang::Es),
        _ if cx.spanish() && !text.is_empty() => html! { div lang="en" { (marked(text, Lang::En)) } },
        _ => marked(text, Lang::En),
    }
}

/// The names of everybody in a seat or standing in for one.
pub(super) fn names(tx: &mut Tx<'_, '_>, standing: &Standing) -> Result<HashMap<Uuid, String>, Error> {
    let ids: Vec<Uuid> =
        standing.active().flat_map(|(seat, _)| std::iter::once(seat.member).chain(seat.deputy)).collect();
    tandem_access::accounts::members::names(tx, &ids)
}

/// How many seats counted while the meeting sat, as it was noted; of an old meeting, how many count today.
pub(super) fn seats(standing: &Standing, noted: Option<i64>) -> i64 {
    let today = standing.counted().values().sum::<u64>();
    noted.unwrap_or_else(|| i64::try_from(today).unwrap_or(i64::MAX))
}

/// What is missing for a quorum, in plain words with its numbers.
pub(super) fn missing(
    cx: &Cx,
    standing: &Standing,
    noted: Option<i64>,
    present: i64,
    code: Option<&str>,
) -> String {
    let of = standing.counted();
    let seats = seats(standing, noted);
    let sectors = i64::try_from(of.len()).unwrap_or(i64::MAX);
    let args = |more: i64| [("present", present.into()), ("seats", seats.into()), ("more", more.into())];
    match code {
        None => cx.ta("meetings-quorum-met", &args(0)),
        Some("SEATS_NOT_OVER_HALF") => {
            cx.ta("meetings-quorum-seats", &args((seats / 2 + 1 - present).max(1)))
        }
        Some("SECTORS_NOT_HALF") => cx.ta("meetings-quorum-sectors", &args((sectors + 1) / 2)),
        Some("SECTORS_LT_3") => cx.ta("meetings-quorum-three", &args(3)),
        Some("NO_COMMUNITY") => cx.ta("meetings-quorum-community", &args(1)),
        Some(_) => cx.ta("meetings-quorum-missing", &args(0)),
    }
}

/// The rule of a series as people say it; empty for one that comes once.
pub(super) fn rhythm(cx: &Cx, plan: &Plan) -> Option<String> {
    let rule = plan.rule.as_deref()?;
    let part = |name: &str| rule.split(';').find_map(|p| p.strip_prefix(name)).map(str::to_owned);
    let every: i64 = part("INTERVAL=").and_then(|n| n.parse().ok()).unwrap_or(1);
    let day = dates::weekday_name(cx.lang, plan.start.weekday());
    let nth = |n: &str| cx.t(&format!("meetings-nth-{}", n.trim_start_matches('-')));
    let by = part("BYDAY=").unwrap_or_default();
    let digits = by.trim_end_matches(|c: char| c.is_ascii_uppercase());
    match part("FREQ=").as_deref() {
        Some("WEEKLY") if by.len() == 2 => {
            Some(cx.ta("meetings-every-weeks", &[("n", every.into()), ("day", day.into())]))
        }
        Some("MONTHLY") if matches!(digits, "1" | "2" | "3" | "4" | "-1") && !by.contains(',') => {
            let which = if digits == "-1" { cx.t("meetings-nth-last") } else { nth(digits) };
            Some(cx.ta(
                "meetings-every-months",
                &[("n", every.into()), ("nth", which.into()), ("day", day.into())],
            ))
        }
        _ => Some(cx.t("meetings-every-own")),
    }
}

/// A local date and time as the browser's own picker sends it.
pub(super) fn moment(text: &str) -> Option<DateTime> {
    text.parse::<DateTime>().ok().or_else(|| format!("{text}:00").parse().ok())
}
