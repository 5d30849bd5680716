//! The measures of a line: each with its name, its numerator and its denominator in words.

use super::{count, days_text, range, share_sentence, share_text};
use crate::model::figure::{Share, Shown};
use crate::model::report::{Line, Point};
use crate::model::request::Outcome;
use maud::{Markup, html};
use tandem_web::Cx;
use tandem_web::Sheet;
use tandem_web::chart::{LineChart, Series, Unit};
use tandem_web::ui::{self, Col, Table};

/// A measure that is a share: its word in message keys and files, and how a line gives it.
type Measure = (&'static str, fn(&Line) -> Share);

/// The shares, in the order of the page. The three facts of a referral stand apart, each with its own measure.
const SHARES: [Measure; 5] = [
    ("answered", Line::answered_share),
    ("in-time", Line::in_time_share),
    ("closed", Line::closed_share),
    ("received", Line::received_share),
    ("resolved", Line::resolved_share),
];

/// Reasons with words of their own; another one is shown as "another reason".
const REASONS: [&str; 9] = [
    "no_capacity",
    "not_eligible",
    "out_of_area",
    "does_not_offer",
    "cannot_reach_person",
    "person_declined",
    "duplicate",
    "language",
    "other",
];

/// The name of a coded reason.
pub fn reason_name(cx: &Cx, code: &str) -> String {
    let code = if REASONS.contains(&code) { code } else { "other" };
    cx.t(&format!("insight-reason-{}", code.replace('_', "-")))
}

/// The key figures of a line. `people` is how many different people stand behind it, where that is known.
pub fn stats(cx: &Cx, line: &Line, people: Option<Shown>) -> Markup {
    let asked = match people.and_then(Shown::count) {
        Some(people) => cx.ta("insight-asked-people", &[("n", people.into())]),
        None if line.asked == Shown::Suppressed => cx.t("insight-hidden"),
        None => cx.t("insight-asked-text"),
    };
    let median = match line.answered {
        Shown::Count(n) => cx.ta("insight-median-of", &[("n", n.into())]),
        Shown::Suppressed => cx.t("insight-hidden"),
    };
    html! {
        div.stats {
            ul.grid.g4 {
                (ui::stat(&cx.t("insight-asked"), &super::count_text(cx, line.asked), &asked, None))
                @for (word, share) in &SHARES[..2] { (share_stat(cx, word, share(line))) }
                (ui::stat(&cx.t("insight-median"), &days_text(cx, line.days), &median, None))
                @for (word, share) in &SHARES[2..] { (share_stat(cx, word, share(line))) }
            }
        }
    }
}

fn share_stat(cx: &Cx, word: &str, share: Share) -> Markup {
    let sentence = share_sentence(cx, share, &format!("insight-m-{word}-of"));
    ui::stat(&cx.t(&format!("insight-m-{word}")), &share_text(cx, share), &sentence, None)
}

/// What became of the requests: each outcome with its count and share; they add up to those who asked.
pub fn outcomes(cx: &Cx, line: &Line) -> Markup {
    let cols = [
        Col::text(cx.t("insight-outcome")),
        Col::number(cx.t("insight-requests")),
        Col::number(cx.t("insight-share")),
        Col::text(cx.t("insight-interval")),
    ];
    let mut table = Table::new(cx.t("insight-outcomes"), cols).hide_caption();
    for outcome in Outcome::ALL {
        let (n, share) = (line.of(outcome), Share::new(line.of(outcome), line.asked));
        let between = match share {
            Share::Of { interval, .. } => range(cx, interval),
            _ => String::new(),
        };
        table.push([
            html! { (cx.t(&format!("insight-outcome-{}", outcome.word()))) },
            count(cx, n),
            html! { (share_text(cx, share)) },
            html! { (between) },
        ]);
    }
    let table = table.foot([html! { (cx.t("insight-asked")) }, count(cx, line.asked), html! {}, html! {}]);
    html! { (table) }
}

/// Why organizations said no.
pub fn reasons(cx: &Cx, line: &Line) -> Markup {
    if line.reasons.is_empty() {
        return html! { p { (cx.t("insight-reasons-none")) } };
    }
    let cols = [Col::text(cx.t("insight-reason")), Col::number(cx.t("insight-requests"))];
    let mut table = Table::new(cx.t("insight-reasons"), cols).hide_caption().no_cards();
    for (reason, n) in &line.reasons {
        table.push([html! { (reason_name(cx, reason)) }, count(cx, *n)]);
    }
    html! { (table) p.m { (cx.t("insight-reasons-of")) } }
}

/// The trend: how many asked, how many of them have an answer. It says what changed and claims no cause.
pub fn trend(cx: &Cx, points: &[Point]) -> Markup {
    let known = |p: &&Point| p.asked.count().is_some_and(|n| n > 0) && p.answered.count().is_some();
    let words = |p: &Point| {
        let name = super::span_name(cx, p.from, p.to);
        let (asked, answered) = (p.asked.count().unwrap_or(0), p.answered.count().unwrap_or(0));
        cx.ta("insight-trend-point", &[("when", name.into()), ("n", answered.into()), ("of", asked.into())])
    };
    let (first, last) = (points.iter().find(known), points.iter().rev().find(known));
    let sentence = match (first, last) {
        (Some(first), Some(last)) if first != last => {
            format!("{} {} {}", words(first), words(last), cx.t("insight-trend-caveat"))
        }
        _ => cx.t("insight-trend-none"),
    };
    LineChart {
        id: "trend".into(),
        title: cx.t("insight-trend-title"),
        sentence,
        axis: cx.t("insight-when"),
        labels: points.iter().map(|p| super::span_name(cx, p.from, p.to)).collect(),
        series: vec![
            Series {
                name: cx.t("insight-asked-short"),
                values: points.iter().map(|p| super::value(p.asked)).collect(),
            },
            Series {
                name: cx.t("insight-answered-short"),
                values: points.iter().map(|p| super::value(p.answered)).collect(),
            },
        ],
        unit: Unit::Count,
        goal: None,
    }
    .render(cx.app.catalogue(), cx.lang)
}

/// The head of a file of figures.
pub fn sheet() -> Sheet {
    Sheet::new([
        "kind_of_help",
        "area",
        "figure",
        "numerator",
        "denominator",
        "percent",
        "interval_low",
        "interval_high",
        "note",
        "source",
        "as_of",
    ])
}

/// A line's figures as rows of a file. A hidden number is empty with the note `suppressed`; a denominator of nobody is
/// noted `nobody`.
pub fn rows(sheet: &mut Sheet, domain: &str, area: &str, line: &Line, as_of: &str) {
    let mut put = |figure: &str, n: Shown, of: Option<Shown>, share: Option<Share>| {
        let text = |n: Option<Shown>| n.and_then(Shown::count).map(|n| n.to_string()).unwrap_or_default();
        let (mut percent, mut low, mut high) = (String::new(), String::new(), String::new());
        if let Some(Share::Of { n, of, interval }) = share {
            #[allow(clippy::cast_precision_loss)]
            let share = n as f64 / of as f64;
            percent = format!("{:.1}", share * 100.0);
            (low, high) = (format!("{:.1}", interval.0 * 100.0), format!("{:.1}", interval.1 * 100.0));
        }
        let note = match share {
            Some(Share::NotAsked) => "nobody",
            Some(Share::Suppressed) => "suppressed",
            Some(Share::TooFew { .. }) => "too few for a percentage",
            _ if n == Shown::Suppressed => "suppressed",
            _ => "",
        };
        // A suppressed figure hides both sides, whichever of them is small.
        let hide = share == Some(Share::Suppressed);
        let (n, of) = if hide { (String::new(), String::new()) } else { (text(Some(n)), text(of)) };
        let cells = [domain, area, figure, &n, &of, &percent, &low, &high, note, "tandem", as_of];
        sheet.row(cells.map(str::to_owned));
    };
    put("asked", line.asked, None, None);
    for outcome in Outcome::ALL {
        let n = line.of(outcome);
        put(outcome.word(), n, Some(line.asked), Some(Share::new(n, line.asked)));
    }
    put("unmet", line.unmet, Some(line.asked), Some(line.unmet_share()));
    let due = Shown::sum([line.answered, line.of(Outcome::Late)]);
    let sides = [
        (line.answered, line.asked),
        (line.in_time, due),
        (line.closed, line.asked),
        (line.received[0], line.asked),
        (line.resolved[0], line.asked),
    ];
    for ((word, share), (n, of)) in SHARES.iter().zip(sides) {
        put(word, n, Some(of), Some(share(line)));
    }
    for (reason, n) in &line.reasons {
        put(&format!("no: {reason}"), *n, None, None);
    }
}
