//! Partnership health: what became of the wishes for help, each figure with its denominator.

use super::view::{View, areas};
use super::{made, measures};
use crate::actions::{self, Scope};
use crate::model::overlap::Overlap;
use crate::model::report::{Line, Report};
use axum::response::Response;
use maud::{Markup, html};
use tandem_access::{Action, Kind};
use tandem_web::chart::{Bar, BarChart, Unit};
use tandem_web::ui;
use tandem_web::{Answer, Cx, Form, Page};

/// The page.
pub async fn show(cx: Cx, form: Form) -> Answer {
    let view = View::read(&cx, &form);
    let clock = actions::clock(&cx.store, &cx.viewer).await?;
    let report = actions::report(&cx.store, &cx.viewer, &clock, view.scope, &view.slice).await?;
    let line = view.line(&report);
    let several = actions::overlap(&cx.store, &cx.viewer).await?;
    let body = html! {
        div.stack {
            h1 { (cx.t("insight-health-title")) }
            p.lede { (cx.t("insight-health-lede")) }
        }
        (view.filters(&cx, "/health", &areas(&report)))
        @if line.asked.count() == Some(0) {
            (ui::empty_state("heartbeat", &cx.t("insight-health-empty"), &cx.t("insight-health-empty-text"), Some(("/gaps", &cx.t("insight-gaps-title")))))
        } @else {
            section.stack aria-labelledby="h-figures" {
                h2 #h-figures { (view.about(&cx)) }
                (ui::key_sentence(&sentence(&cx, &line)))
                (measures::stats(&cx, &line, view.whole().then_some(report.people)))
            }
            (ui::section(&cx.t("insight-outcomes"), measures::outcomes(&cx, &line)))
            (ui::section(&cx.t("insight-reasons"), measures::reasons(&cx, &line)))
            @if view.whole() || view.scope == Scope::Own {
                (ui::section(&cx.t("insight-trend"), measures::trend(&cx, &report.trend)))
            } @else {
                p.m { (cx.t("insight-trend-whole-only")) }
            }
        }
        @if view.whole() {
            (ui::section(&cx.t("insight-several"), several_part(&cx, &several)))
        }
        @if cx.viewer.may(Kind::Measure, Action::Export) || view.scope == Scope::Own {
            p.formats { a href={ "/health.csv?" (query(&form)) } { (ui::icon("download")) (cx.t("insight-csv")) } }
        }
        (made(&cx, clock.calendar.zone(), report.published))
    };
    Ok(Page::new(&cx, cx.t("insight-health-title")).nav("health").body(body))
}

/// How many people are known to several partners: numbers, and no names to anybody.
fn several_part(cx: &Cx, several: &Overlap) -> Markup {
    let keys = ["insight-several-1", "insight-several-2", "insight-several-3", "insight-several-4"];
    let bars = keys
        .iter()
        .zip(several.by_partners)
        .map(|(key, count)| Bar { label: cx.t(key), value: super::value(count) });
    let sentence = match (several.several.count(), several.people.count()) {
        (Some(0), _) => cx.t("insight-several-none"),
        (Some(n), Some(of)) => cx.ta("insight-several-key", &[("n", n.into()), ("of", of.into())]),
        (Some(n), None) => cx.ta("insight-several-key-alone", &[("n", n.into())]),
        _ => cx.t("insight-several-hidden"),
    };
    let chart = BarChart {
        id: "several".into(),
        title: cx.t("insight-several-chart"),
        sentence,
        columns: (cx.t("insight-several-partners"), cx.t("insight-several-people")),
        bars: bars.collect(),
        unit: Unit::Count,
    };
    html! {
        p { (cx.t("insight-several-text")) }
        (chart.render(cx.app.catalogue(), cx.lang))
    }
}

/// The answer of the page in one sentence.
pub(super) fn sentence(cx: &Cx, line: &Line) -> String {
    match (line.asked.count(), line.answered_share().percent(), line.answered.count()) {
        (Some(asked), Some(percent), Some(_)) => {
            cx.ta("insight-health-key", &[("asked", asked.into()), ("percent", percent.into())])
        }
        (Some(asked), ..) => cx.ta("insight-health-key-few", &[("asked", asked.into())]),
        _ => cx.t("insight-health-key-hidden"),
    }
}

/// The filters once more, for the link to the file.
fn query(form: &Form) -> String {
    Form::of(form.pairs().filter(|(k, _)| ["scope", "months", "domain", "area"].contains(k))).with("page", "")
}

/// The same figures as a file; for the whole with a row for each kind of help and area.
pub async fn csv(cx: Cx, form: Form) -> Answer {
    let view = View::read(&cx, &form);
    if view.scope == Scope::Partnership && !cx.viewer.may(Kind::Measure, Action::Export) {
        return Err(tandem_access::Error::Forbidden.into());
    }
    let clock = actions::clock(&cx.store, &cx.viewer).await?;
    let report = actions::report(&cx.store, &cx.viewer, &clock, view.scope, &view.slice).await?;
    let as_of = cx.now.to_zoned(clock.calendar.zone().clone()).date().to_string();
    Ok(file(&view, &report, &as_of))
}

fn file(view: &View, report: &Report, as_of: &str) -> Response {
    let mut sheet = measures::sheet();
    let all = "all";
    let (domain, area) =
        (view.slice.domain.as_deref().unwrap_or(all), view.slice.area.as_deref().unwrap_or(all));
    measures::rows(&mut sheet, domain, area, &view.line(report), as_of);
    if view.whole() {
        for (domain, line) in &report.domains {
            measures::rows(&mut sheet, domain, all, line, as_of);
        }
        for ((domain, area), line) in &report.cells {
            measures::rows(&mut sheet, domain, if area.is_empty() { "not known" } else { area }, line, as_of);
        }
    }
    sheet.download(&format!("partnership-health-{as_of}"))
}
