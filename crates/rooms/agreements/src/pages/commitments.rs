//! Promises in public: kept, late, open.

use crate::actions;
use crate::model::commitment::{Commitment, Standing, Tally};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::BTreeMap;
use tandem_access::{Action, Kind, Uuid};
use tandem_web::messages::dates;
use tandem_web::ui::{self, Button, Choice, Col, Select, Table, Tone};
use tandem_web::{Answer, Cx, Form, Page, Panel, PanelFuture, Who, csv as sheet};

/// The day it is.
pub(super) fn today(cx: &Cx) -> Date {
    cx.now.to_zoned(cx.zone()).date()
}

/// How a promise stands: icon, word and colour.
pub(super) fn chip(cx: &Cx, c: &Commitment) -> Markup {
    let standing = c.standing(today(cx));
    let tone = match standing {
        Standing::Kept | Standing::KeptLate => Tone::Ok,
        Standing::Open => Tone::Soon,
        Standing::Late | Standing::Broken => Tone::Late,
        Standing::Dropped => Tone::Info,
    };
    ui::chip(tone, &name(cx, standing))
}

fn name(cx: &Cx, standing: Standing) -> String {
    cx.t(&format!("agreements-standing-{}", standing.code().replace('_', "-")))
}

/// What the address asks for.
fn chosen<'a>(all: &'a [Commitment], form: &Form, today: Date) -> Vec<&'a Commitment> {
    let owner = form.id("owner");
    let standing = Standing::from_code(form.text("state"));
    all.iter()
        .filter(|c| owner.is_none_or(|org| c.promise.owner_org == org))
        .filter(|c| standing.is_none_or(|s| c.standing(today) == s))
        .collect()
}

/// The list with its filters, which stand in the address.
pub async fn show(cx: Cx, form: Form) -> Answer {
    let all = cx.store.read(&cx.viewer, actions::commitments).await?;
    let found = chosen(&all, &form, today(&cx));
    let tally = Tally::of(&all, today(&cx));
    let counts = [("kept", tally.kept.into()), ("late", tally.late.into()), ("open", tally.open.into())];
    let body = html! {
        h1 { (cx.t("agreements-commitments")) }
        (ui::key_sentence(&cx.ta("agreements-commitments-key", &counts)))
        p { (cx.t("agreements-commitments-lead")) }
        @if cx.allowed(Who::May(Kind::Agreement, Action::Write)) {
            p { (ui::link_button(Button::Primary, "plus", "/commitments/new", &cx.t("agreements-promise-new"), "")) }
        }
        (filters(&cx, &all, &form))
        p role="status" { (cx.ta("agreements-commitments-count", &[("n", found.len().into())])) }
        @if found.is_empty() {
            (ui::empty_state("list-check", &cx.t("agreements-commitments-none"), &cx.t("agreements-commitments-none-hint"),
                (!all.is_empty()).then_some(("/commitments", cx.t("web-clear-filters").as_str()))))
        } @else {
            (table(&cx, &found))
            p.formats { a href={ "/commitments.csv?" (form.with("page", "")) } { (ui::icon("download")) (cx.t("agreements-csv")) } }
        }
    };
    Ok(Page::new(&cx, cx.t("agreements-commitments")).nav("commitments").public().body(body))
}

fn filters(cx: &Cx, all: &[Commitment], form: &Form) -> Markup {
    let names: BTreeMap<&str, Uuid> =
        all.iter().map(|c| (c.owner_name.as_str(), c.promise.owner_org)).collect();
    let any = || std::iter::once(Choice::new("", cx.t("agreements-any")));
    let owners = any().chain(names.iter().map(|(name, id)| Choice::new(id.to_string(), *name)));
    let states = any().chain(Standing::ALL.iter().map(|s| Choice::new(s.code(), name(cx, *s))));
    let set = ["owner", "state"].iter().any(|n| form.opt(n).is_some());
    html! {
        search { details open[set] { summary { (cx.t("agreements-filter")) }
            form.form method="get" action="/commitments" aria-label=(cx.t("agreements-filter")) {
                (Select::new("owner", cx.t("agreements-owner"), owners).choose(form.text("owner")))
                (Select::new("state", cx.t("agreements-state"), states).choose(form.text("state")))
                (ui::button(Button::Secondary, "filter", &cx.t("agreements-filter")))
            }
        } }
    }
}

fn table(cx: &Cx, found: &[&Commitment]) -> Markup {
    let columns = ["agreements-promise", "agreements-owner", "agreements-due", "agreements-state"];
    let mut table =
        Table::new(cx.t("agreements-commitments"), columns.map(|k| Col::text(cx.t(k)))).hide_caption();
    for c in found {
        table.push([
            html! { a href={ "/commitments/" (c.id) } { (super::words(c, cx.lang)) } },
            html! { (c.owner_name) },
            html! { (dates::date_year(cx.lang, c.promise.due_on)) },
            chip(cx, c),
        ]);
    }
    html! { (table) }
}

/// What was promised out of one thing, for its page; `add` is the thing when the viewer may note more.
pub(super) fn of(cx: &Cx, promises: &[Commitment], add: Option<Uuid>) -> Markup {
    if promises.is_empty() && add.is_none() {
        return html! {};
    }
    let found: Vec<&Commitment> = promises.iter().collect();
    ui::section(
        &cx.t("agreements-commitments"),
        html! {
            @if promises.is_empty() { p { (cx.t("agreements-commitments-none")) } } @else { (table(cx, &found)) }
            @if let Some(source) = add {
                (ui::link_button(Button::Secondary, "plus", &format!("/commitments/new?source={source}"), &cx.t("agreements-promise-new"), ""))
            }
        },
    )
}

/// On the page of a decision and of a vote: what was promised out of it.
pub(crate) const DECISION: Panel = Panel { slot: "decision", order: 10, render: panel };
/// See [`DECISION`].
pub(crate) const VOTE: Panel = Panel { slot: "vote", order: 20, render: panel };

fn panel(cx: Cx, source: Uuid) -> PanelFuture {
    Box::pin(async move {
        let promises = cx.store.read(&cx.viewer, move |tx| actions::commitments_of(tx, source)).await?;
        let adds = cx.allowed(Who::May(Kind::Agreement, Action::Manage));
        Ok(of(&cx, &promises, adds.then_some(source)))
    })
}

/// The same list as a file.
pub async fn csv(cx: Cx, form: Form) -> Result<Response, tandem_web::PageError> {
    let all = cx.store.read(&cx.viewer, actions::commitments).await?;
    let mut text = "promise,owner,due,standing,said_on,in_words,id\r\n".to_owned();
    for c in chosen(&all, &form, today(&cx)) {
        let said = c.closed_on.map(|day| day.to_string()).unwrap_or_default();
        let cells = [
            super::words(c, cx.lang).to_owned(),
            c.owner_name.clone(),
            c.promise.due_on.to_string(),
            c.standing(today(&cx)).code().to_owned(),
            said,
            c.outcome.clone().unwrap_or_default(),
            c.id.to_string(),
        ];
        text += &cells.map(|cell| sheet::cell(&cell)).join(",");
        text += "\r\n";
    }
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    let name = HeaderValue::from_static("attachment; filename=\"commitments.csv\"");
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], text).into_response())
}
