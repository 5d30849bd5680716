//! What is being decided, what was decided, and what is past its review date; filters stand in the address.

use super::words::{Names, decision_chip, stage_chip};
use crate::actions::{self, Filter, Listed};
use crate::model::Proposal;
use axum::http::header;
use axum::response::IntoResponse as _;
use maud::{Markup, html};
use tandem_web::ui::{self, Button, Col, Field, Select, Table};
use tandem_web::{Answer, Cx, Form, Page, csv};

fn filter(form: &Form) -> Filter {
    Filter { body: form.id("body"), words: form.text("q").to_owned() }
}

async fn load(cx: &Cx, form: &Form) -> Result<(Listed, Names), tandem_access::Error> {
    let filter = filter(form);
    cx.store.read(&cx.viewer, move |tx| Ok((actions::list(tx, &filter)?, Names::load(tx, &[])?))).await
}

/// The page.
pub async fn show(cx: Cx, form: Form) -> Answer {
    let (listed, names) = load(&cx, &form).await?;
    let today = cx.today();
    let holds = listed.decisions.iter().filter(|d| d.confirmed(today)).count();
    let late = listed.decisions.iter().filter(|d| d.ended_on.is_none() && !d.confirmed(today)).count();
    let nothing = listed.moving.is_empty() && listed.decisions.is_empty() && listed.withdrawn.is_empty();
    let filtered = form.opt("body").is_some() || form.opt("q").is_some();
    let body = html! {
        h1 { (cx.t("decisions-title")) }
        p.lead { (cx.t("decisions-lead")) }
        div.acts {
            (ui::link_button(Button::Primary, "plus", "/proposals/new", &cx.t("decisions-propose"), ""))
            (ui::link_button(Button::Secondary, "list-check", "/polls", &cx.t("decisions-polls"), ""))
        }
        (filters(&cx, &names, &form))
        @if nothing {
            (ui::empty_state("gavel", &cx.t(if filtered { "decisions-none-found" } else { "decisions-none" }),
                &cx.t(if filtered { "decisions-none-found-hint" } else { "decisions-none-hint" }), None))
        } @else {
            (ui::key_sentence(&cx.ta("decisions-key", &[("moving", listed.moving.len().into()), ("holds", holds.into()), ("late", late.into())])))
        }
        @if listed.waiting + listed.set_aside > 0 {
            p { (cx.ta("decisions-wait-n", &[("n", listed.waiting.into()), ("aside", listed.set_aside.into())])) }
        }
        @if !listed.received.is_empty() { (ui::section(&cx.t("decisions-received"), proposals(&cx, &names, &listed.received, "decisions-received"))) }
        @if !listed.moving.is_empty() { (ui::section(&cx.t("decisions-moving"), proposals(&cx, &names, &listed.moving, "decisions-moving"))) }
        @if !listed.decisions.is_empty() { (ui::section(&cx.t("decisions-decided"), decided(&cx, &names, &listed))) }
        @if !listed.withdrawn.is_empty() {
            (ui::details(&cx.t("decisions-withdrawn-all"), proposals(&cx, &names, &listed.withdrawn, "decisions-withdrawn-all")))
        }
    };
    Ok(Page::new(&cx, cx.t("decisions-title")).nav("decisions").public().body(body))
}

fn filters(cx: &Cx, names: &Names, form: &Form) -> Markup {
    html! {
        form.form method="get" action="/decisions" {
            (Select::new("body", cx.t("decisions-body"), names.choices(cx, "decisions-all-bodies")).choose(form.text("body")))
            (Field::search("q", cx.t("decisions-words")).value(form.text("q")))
            (ui::button(Button::Secondary, "filter", &cx.t("decisions-filter")))
        }
    }
}

fn proposals(cx: &Cx, names: &Names, list: &[Proposal], caption: &str) -> Markup {
    let columns = ["decisions-what", "decisions-body", "decisions-stage", "decisions-since"];
    let mut table = Table::new(cx.t(caption), columns.map(|k| Col::text(cx.t(k)))).hide_caption();
    for p in list {
        table.push([
            html! { a href={ "/proposals/" (p.id) } { (p.named(cx.spanish())) } },
            html! { (names.body(cx, p.body_id)) },
            html! { (stage_chip(cx, p.stage)) },
            html! { (cx.day(p.stage_at.to_zoned(cx.zone()).date())) },
        ]);
    }
    html! { (table) }
}

fn decided(cx: &Cx, names: &Names, listed: &Listed) -> Markup {
    let columns = [
        "decisions-what",
        "decisions-body",
        "decisions-adopted-on",
        "decisions-review-on",
        "decisions-state",
    ];
    let mut table = Table::new(cx.t("decisions-decided"), columns.map(|k| Col::text(cx.t(k)))).hide_caption();
    for d in &listed.decisions {
        table.push([
            html! { a href={ "/decisions/" (d.id) } { (d.named(cx.spanish())) } },
            html! { (names.body(cx, Some(d.body_id))) },
            html! { (cx.day(d.adopted_on)) },
            html! { (cx.day(d.review_on)) },
            html! { (decision_chip(cx, d, cx.today())) },
        ]);
    }
    html! { (table) p { a href="/decisions.csv" { (cx.t("decisions-csv")) } } }
}

/// The decisions as a sheet.
pub async fn csv(cx: Cx, form: Form) -> Answer {
    let (listed, names) = load(&cx, &form).await?;
    let today = cx.today();
    let mut out = String::from("title,body,adopted_on,review_on,ended_on,confirmed,way,text_sha256\r\n");
    for d in &listed.decisions {
        let cells = [
            d.title.clone(),
            names.body(&cx, Some(d.body_id)),
            d.adopted_on.to_string(),
            d.review_on.to_string(),
            d.ended_on.map(|day| day.to_string()).unwrap_or_default(),
            d.confirmed(today).to_string(),
            d.way.code().to_owned(),
            d.text_hash.clone(),
        ];
        out.push_str(&cells.map(|cell| csv::cell(&cell)).join(","));
        out.push_str("\r\n");
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"decisions.csv\""),
    ];
    Ok((headers, out).into_response())
}
