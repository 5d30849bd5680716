//! What the pages share: sums, phases, options and times in the reader's words.

use crate::model::definition::{Definition, VoteOption, Words};
use crate::model::state::Phase;
use crate::model::vote::Vote;
use crate::model::when;
use maud::{Markup, html};
use tandem_web::Cx;
use tandem_web::messages::dates;
use tandem_web::ui::{self, Tone};

/// Words in the reader's language.
pub(super) fn of<'w>(cx: &Cx, words: &'w Words) -> &'w str {
    words.of(cx.lang.code())
}

/// A sum: "$12,500" or "$12,500.50".
pub(super) fn dollars(cents: i64) -> String {
    let (whole, part) = ((cents / 100).unsigned_abs().to_string(), (cents % 100).unsigned_abs());
    let mut out = String::new();
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    let sign = if cents < 0 { "-" } else { "" };
    if part == 0 { format!("{sign}${out}") } else { format!("{sign}${out}.{part:02}") }
}

/// An option by its number and name.
pub(super) fn named(cx: &Cx, d: &Definition, id: &str) -> String {
    let option = id.parse().ok().and_then(|n| d.option(n));
    option.map_or_else(|| id.to_owned(), |o| of(cx, &o.name).to_owned())
}

/// Names as a list in a sentence: "A", "A and B", "A, B and C".
pub(super) fn listed(cx: &Cx, d: &Definition, ids: &[String]) -> String {
    let names: Vec<String> = ids.iter().map(|id| named(cx, d, id)).collect();
    match names.split_last() {
        None => cx.t("votes-nobody"),
        Some((only, [])) => only.clone(),
        Some((last, before)) => format!("{} {} {last}", before.join(", "), cx.t("votes-and")),
    }
}

/// An option as a choice is read: its name, and what it costs.
pub(super) fn label(cx: &Cx, d: &Definition, option: &VoteOption) -> String {
    let name = of(cx, &option.name);
    if d.method.is_budget() { format!("{name}: {}", dollars(option.cost_cents)) } else { name.to_owned() }
}

/// How it stands: icon, word and colour.
pub(super) fn phase_chip(cx: &Cx, phase: Phase) -> Markup {
    let tone = match phase {
        Phase::Open | Phase::Published => Tone::Ok,
        Phase::Soon | Phase::Closed => Tone::Soon,
        Phase::Cancelled => Tone::Late,
        Phase::Draft => Tone::Info,
    };
    ui::chip(tone, &cx.t(&format!("votes-phase-{}", phase.code())))
}

/// A local date and time as it was written.
fn local(cx: &Cx, text: &str) -> String {
    when::read(text).map_or_else(
        || text.to_owned(),
        |at| format!("{}, {}", dates::date_year(cx.lang, at.date()), dates::time(cx.lang, at.time())),
    )
}

/// From when to when, and what a change of clocks means for it.
pub(super) fn times(cx: &Cx, vote: &Vote) -> Markup {
    let d = &vote.definition;
    let twice = |text: &str| when::read(text).is_some_and(|at| when::is_ambiguous(at, &cx.zone()));
    html! {
        p { (cx.ta("votes-times", &[("opens", local(cx, &d.opens).into()), ("closes", local(cx, &d.closes).into())])) }
        @if twice(&d.closes) { p { (cx.ta("votes-clocks-change", &[("moment", cx.moment(vote.closes_at).into())])) } }
    }
}

/// A share of a whole as a percentage, rounded; 0 of 0 is 0.
pub(super) fn percent(part: u64, whole: u64) -> u64 {
    (part * 200 + whole).checked_div(2 * whole).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_shares() {
        assert_eq!(dollars(1_250_000), "$12,500");
        assert_eq!(dollars(105), "$1.05");
        assert_eq!(dollars(100_000_000), "$1,000,000");
        assert_eq!((percent(1, 3), percent(2, 3), percent(0, 0), percent(1, 2)), (33, 67, 0, 50));
    }
}
