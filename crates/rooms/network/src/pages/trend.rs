//! Quarter by quarter: how much of what was said and done was residents', how many sectors' worth of voices were heard, and each sector beside
//! its target. Two charts, and a table that says all of it without them.

use super::balance::{names, percent};
use crate::model::{Counts, Quarter, Report, Told};
use maud::{Markup, html};
use std::collections::BTreeSet;
use tandem_deliberation::exact::Ratio;
use tandem_stats::figure::Shown;
use tandem_web::Cx;
use tandem_web::chart::{LineChart, Series, Unit, Value};
use tandem_web::messages;
use tandem_web::ui::{self, Col, Table};

/// The whole section.
pub(super) fn show(cx: &Cx, quarters: &[(Quarter, Report)], targets: &Counts) -> Markup {
    let told: Vec<(Quarter, &Told)> = quarters.iter().map(|(q, r)| (*q, &r.voice)).collect();
    ui::section(
        &cx.t("network-balance-trend"),
        html! {
            (shares(cx, &told, targets))
            (spread(cx, &told))
            (table(cx, &told))
        },
    )
}

/// The share of a sector that has no row: nought, where there is enough to tell a share of.
fn share(told: &Told, sector: &str) -> Value {
    match (told.part(sector), told.total) {
        (_, Shown::Count(0)) => Value::Missing,
        (_, Shown::Suppressed) => Value::TooFew,
        (None, _) => Value::Known(0.0),
        (Some(part), _) => part.share.as_ref().map_or(Value::TooFew, |s| Value::Known(s.to_f64() * 100.0)),
    }
}

fn series(cx: &Cx, name: &str, told: &[(Quarter, &Told)], of: impl Fn(&Told) -> Value) -> Series {
    Series { name: cx.t(name), values: told.iter().map(|(_, t)| of(t)).collect() }
}

fn labels(told: &[(Quarter, &Told)]) -> Vec<String> {
    told.iter().map(|(q, _)| q.to_string()).collect()
}

/// Residents and whoever had most.
fn shares(cx: &Cx, told: &[(Quarter, &Told)], targets: &Counts) -> Markup {
    let community = |t: &Told| share(t, "community");
    let largest = |t: &Told| t.most().map_or_else(|| hidden(t), |most| share(t, &most.sector));
    let sentence = match told.last().and_then(|(_, t)| community(t).known()) {
        Some(share) => {
            cx.ta("network-balance-trend-key", &[("share", messages::percent(share / 100.0).into())])
        }
        None if told.last().is_some_and(|(_, t)| t.is_enough()) => cx.t("network-balance-trend-hidden"),
        None => cx.t("network-balance-trend-few"),
    };
    let target = targets.get("community").copied().unwrap_or_default();
    let seats: u64 = targets.values().sum();
    LineChart {
        id: "balance".into(),
        title: cx.t("network-balance-trend-shares"),
        sentence,
        axis: cx.t("network-balance-quarter"),
        labels: labels(told),
        series: vec![
            series(cx, "network-balance-community", told, community),
            series(cx, "network-balance-largest", told, largest),
        ],
        unit: Unit::Percent,
        goal: (target > 0).then(|| Ratio::new(target, seats).to_f64() * 100.0),
    }
    .render(cx.app.catalogue(), cx.lang)
}

/// A figure that is not told: because there is nothing, or because it would tell small counts.
fn hidden(told: &Told) -> Value {
    if told.total == Shown::Count(0) { Value::Missing } else { Value::TooFew }
}

/// Of how many sectors it is as if they had shared it evenly: one over the sum of the squared shares.
fn spread(cx: &Cx, told: &[(Quarter, &Told)]) -> Markup {
    let exact = |t: &Told| {
        t.concentration.as_ref().map_or_else(|| hidden(t), |c| Value::Known(c.effective_number.to_f64()))
    };
    let sentence = match told.last().map(|(_, t)| effective(cx, t)) {
        Some(Some(n)) => cx.ta("network-balance-spread-key", &[("n", n.into())]),
        _ => cx.t("network-balance-trend-few"),
    };
    LineChart {
        id: "spread".into(),
        title: cx.t("network-balance-effective"),
        sentence,
        axis: cx.t("network-balance-quarter"),
        labels: labels(told),
        series: vec![series(cx, "network-balance-effective", told, exact)],
        unit: Unit::Count,
        goal: None,
    }
    .render(cx.app.catalogue(), cx.lang)
}

/// A figure, or from the least to the most that it can be.
fn range(cx: &Cx, least: f64, most: f64, digits: usize) -> String {
    let [least, most] = [least, most].map(|v| format!("{v:.digits$}"));
    if least == most {
        return least;
    }
    cx.ta("network-balance-range", &[("from", least.into()), ("to", most.into())])
}

fn effective(cx: &Cx, told: &Told) -> Option<String> {
    told.hhi.as_ref().map(|(least, most)| range(cx, 1.0 / most.to_f64(), 1.0 / least.to_f64(), 1))
}

/// Each sector in each quarter, beside what the charter meant for it.
fn table(cx: &Cx, told: &[(Quarter, &Told)]) -> Markup {
    let sectors: BTreeSet<&str> =
        told.iter().flat_map(|(_, t)| t.parts.iter().map(|p| p.sector.as_str())).collect();
    if told.iter().all(|(_, t)| t.total == Shown::Count(0)) {
        return html! {};
    }
    let mut cols = vec![Col::text(cx.t("partners-sector")), Col::number(cx.t("network-balance-target"))];
    cols.extend(told.iter().map(|(q, _)| Col::number(q.to_string())));
    let mut table = Table::new(cx.t("network-balance-trend-table"), cols).scrolling();
    let none = || html! { span.none { "–" } };
    for sector in sectors {
        let target = told.iter().rev().find_map(|(_, t)| t.part(sector)?.target.as_ref());
        let cell = |t: &Told| match (share(t, sector), t.part(sector).and_then(|p| p.index.as_ref())) {
            (Value::Known(share), Some(index)) => {
                html! { (messages::percent(share / 100.0)) (format!(" ({:.1})", index.to_f64())) }
            }
            (Value::Known(share), None) => html! { (messages::percent(share / 100.0)) },
            (Value::TooFew, _) => html! { (cx.t("network-balance-hidden")) },
            (Value::Missing, _) => none(),
        };
        let first = [html! { (names(cx, sector)) }, target.map_or_else(none, |t| html! { (percent(t)) })];
        table.push(first.into_iter().chain(told.iter().map(|(_, t)| cell(t))));
    }
    let mut whole = |name: &str, of: &dyn Fn(&Told) -> Option<String>| {
        let cell = |t: &Told| match of(t) {
            Some(text) => html! { (text) },
            None if t.total == Shown::Count(0) => none(),
            None => html! { (cx.t("network-balance-hidden")) },
        };
        let first = [html! { (cx.t(name)) }, none()];
        table.push(first.into_iter().chain(told.iter().map(|(_, t)| cell(t))));
    };
    whole("network-balance-effective", &|t| effective(cx, t));
    whole("network-balance-hhi", &|t| {
        t.hhi.as_ref().map(|(least, most)| range(cx, least.to_f64(), most.to_f64(), 2))
    });
    html! { (table) p.m { (cx.t("network-balance-trend-how")) } }
}
