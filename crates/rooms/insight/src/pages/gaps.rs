//! Gaps: kinds of help and places where people asked and help ran out.

use super::view::{UNKNOWN, View, areas};
use super::{area_name, count, domain_name, made, published, share_text};
use crate::actions::{self, Scope};
use crate::model::figure::Shown;
use crate::model::report::{Line, Report};
use crate::model::request::Outcome;
use maud::{Markup, html};
use std::cmp::Reverse;
use std::sync::Arc;
use tandem_access::{Action, Kind, Uuid};
use tandem_web::chart::{Bar, BarChart, Unit};
use tandem_web::ui::{self, Button, Col, Table};
use tandem_web::{Answer, Cx, Form, Page, Panel, PanelFuture};

/// The way to the gaps, where anybody has a say.
pub(crate) const SAY: Panel = Panel { slot: "say", order: 10, render: say };

fn say(cx: Cx, _: Uuid) -> PanelFuture {
    Box::pin(async move {
        Ok(html! {
            section.card.stack aria-labelledby="say-gaps" {
                h2 #say-gaps { (cx.t("insight-say")) }
                p { (cx.t("insight-say-text")) }
                p { (ui::link_button(Button::Secondary, "flag", "/gaps", &cx.t("insight-say-go"), "")) }
            }
        })
    })
}

/// Bars of the picture.
const BARS: usize = 8;

/// The page.
pub async fn show(cx: Cx, form: Form) -> Answer {
    let view = View::read(&cx, &form);
    let clock = actions::clock(&cx.store, &cx.viewer).await?;
    let report = match view.scope {
        Scope::Partnership => published(&cx, &clock).await?,
        Scope::Own => {
            Arc::new(actions::report(&cx.store, &cx.viewer, &clock, Scope::Own, &view.slice).await?)
        }
    };
    let reads = cx.viewer.may(Kind::Measure, Action::Read);
    let cells = cells(&view, &report);
    // Rows that say nothing but "too few" would bury the ones that speak; they fold up below.
    let (known, small): (Vec<Cell<'_>>, Vec<Cell<'_>>) = cells.iter().partition(|(_, l)| speaks(l));
    let places_speak = known.iter().any(|(_, line)| shows_unmet(line));
    let domains_speak = report.domains.values().any(shows_unmet);
    let health = cx.t("insight-health-title");
    let body = html! {
        div.stack {
            h1 { (cx.t("insight-gaps-title")) }
            p.lede { (cx.t("insight-gaps-lede")) }
        }
        (view.filters(&cx, "/gaps", &areas(&report)))
        @if cells.is_empty() {
            (ui::empty_state("flag", &cx.t("insight-gaps-empty"), &cx.t("insight-gaps-empty-text"), reads.then_some(("/health", health.as_str()))))
        } @else {
            // Where no place speaks, the kinds of help do: they stand first.
            @if !places_speak { (by_domain(&cx, &report)) }
            section.stack aria-labelledby="h-gaps" {
                h2 #h-gaps { (view.about(&cx)) }
                @if places_speak || !domains_speak { (picture(&cx, &report, &cells)) }
                @if !known.is_empty() { (table(&cx, &view, &known)) }
                @if !small.is_empty() {
                    (ui::details(&cx.ta("insight-gaps-hidden", &[("n", small.len().into())]), table(&cx, &view, &small)))
                }
            }
            @if places_speak { (by_domain(&cx, &report)) }
        }
        (made(&cx, clock.calendar.zone(), report.published))
    };
    Ok(Page::new(&cx, cx.t("insight-gaps-title")).nav("gaps").body(body))
}

type Cell<'r> = ((&'r str, &'r str), &'r Line);

/// Whether the row shows how many asked, or that some of them got nothing.
fn speaks(line: &Line) -> bool {
    line.asked != Shown::Suppressed || shows_unmet(line)
}

/// Whether the row shows a gap.
fn shows_unmet(line: &Line) -> bool {
    line.unmet.count().is_some_and(|n| n > 0)
}

/// Domain and area, the greatest unmet demand first. What is hidden comes last, by name, so that its place tells
/// nothing.
fn cells<'r>(view: &View, report: &'r Report) -> Vec<Cell<'r>> {
    let wanted = |filter: &Option<String>, value: &str| filter.as_deref().is_none_or(|f| f == value);
    let mut cells: Vec<Cell<'r>> = report
        .cells
        .iter()
        .filter(|((d, a), _)| wanted(&view.slice.domain, d) && wanted(&view.slice.area, a))
        .map(|((d, a), line)| ((d.as_str(), a.as_str()), line))
        .collect();
    cells.sort_by_key(|((d, a), line)| (Reverse(line.unmet.count()), *d, *a));
    cells
}

/// The address of a gap.
pub(super) fn href(domain: &str, area: &str) -> String {
    let area = if area.is_empty() { UNKNOWN } else { area };
    format!("/gaps/{domain}/{}", tandem_web::path_segment(area))
}

fn table(cx: &Cx, view: &View, cells: &[Cell<'_>]) -> Markup {
    let mut cols = vec![Col::text(cx.t("insight-domain")), Col::text(cx.t("insight-area"))];
    cols.extend(
        [
            "asked",
            "answered-short",
            "outcome-no-room",
            "outcome-no-match",
            "outcome-late",
            "unmet",
            "unmet-share",
        ]
        .map(|word| Col::number(cx.t(&format!("insight-{word}")))),
    );
    cols.push(Col::text(cx.t("insight-gaps-look")));
    let mut table = Table::new(cx.t("insight-gaps-table"), cols);
    for ((domain, area), line) in cells {
        let name = format!("{}, {}", domain_name(cx, domain), area_name(cx, area));
        let own = if view.scope == Scope::Own { "?scope=own" } else { "" };
        table.push([
            html! { (domain_name(cx, domain)) },
            html! { (area_name(cx, area)) },
            count(cx, line.asked),
            count(cx, line.answered),
            count(cx, line.of(Outcome::NoRoom)),
            count(cx, line.of(Outcome::NoMatch)),
            count(cx, line.of(Outcome::Late)),
            count(cx, line.unmet),
            html! { (share_text(cx, line.unmet_share())) },
            ui::link_button(
                Button::Secondary,
                "",
                &format!("{}{own}", href(domain, area)),
                &cx.t("web-open"),
                &name,
            ),
        ]);
    }
    html! { (table) }
}

/// The picture: the largest gaps that may be shown. The sentence says what it says.
fn picture(cx: &Cx, report: &Report, cells: &[Cell<'_>]) -> Markup {
    let known: Vec<&Cell<'_>> = cells.iter().filter(|(_, line)| shows_unmet(line)).collect();
    let total = report.total.unmet.count();
    let sentence = match (known.first(), total) {
        (Some(((d, a), line)), _) => cx.ta(
            "insight-gaps-key",
            &[
                ("domain", domain_name(cx, d).into()),
                ("area", area_name(cx, a).into()),
                ("n", line.unmet.count().unwrap_or(0).into()),
            ],
        ),
        (None, Some(0)) => cx.t("insight-gaps-key-none"),
        _ => cx.t("insight-gaps-key-hidden"),
    };
    let bars = known.into_iter().take(BARS).map(|((d, a), line)| Bar {
        label: format!("{}, {}", domain_name(cx, d), area_name(cx, a)),
        value: super::value(line.unmet),
    });
    BarChart {
        id: "gaps".into(),
        title: cx.t("insight-gaps-chart"),
        sentence,
        columns: (cx.t("insight-gaps-place"), cx.t("insight-unmet")),
        bars: bars.collect(),
        unit: Unit::Count,
    }
    .render(cx.app.catalogue(), cx.lang)
}

/// Kinds of help over all areas: larger numbers, so more of them can be shown.
fn by_domain(cx: &Cx, report: &Report) -> Markup {
    let mut lines: Vec<(&String, &Line)> = report.domains.iter().collect();
    lines.sort_by_key(|(d, line)| (Reverse(line.unmet.count()), *d));
    let mut cols = vec![Col::text(cx.t("insight-domain"))];
    cols.extend(
        [
            "asked",
            "answered-short",
            "outcome-no-room",
            "outcome-no-match",
            "outcome-late",
            "unmet",
            "unmet-share",
        ]
        .map(|word| Col::number(cx.t(&format!("insight-{word}")))),
    );
    let mut table = Table::new(cx.t("insight-gaps-domains"), cols).hide_caption();
    for (domain, line) in lines {
        let href = format!("/gaps?domain={domain}");
        table.push([
            html! { a href=(href) { (domain_name(cx, domain)) } },
            count(cx, line.asked),
            count(cx, line.answered),
            count(cx, line.of(Outcome::NoRoom)),
            count(cx, line.of(Outcome::NoMatch)),
            count(cx, line.of(Outcome::Late)),
            count(cx, line.unmet),
            html! { (share_text(cx, line.unmet_share())) },
        ]);
    }
    let key = report
        .domains
        .iter()
        .filter(|(_, line)| shows_unmet(line))
        .max_by_key(|(domain, line)| (line.unmet.count(), Reverse(*domain)));
    let sentence = key.map(|(domain, line)| {
        let n = line.unmet.count().unwrap_or(0);
        cx.ta("insight-gaps-key-domain", &[("domain", domain_name(cx, domain).into()), ("n", n.into())])
    });
    ui::section(
        &cx.t("insight-gaps-domains"),
        html! { @if let Some(words) = sentence { (ui::key_sentence(&words)) } (table) },
    )
}
