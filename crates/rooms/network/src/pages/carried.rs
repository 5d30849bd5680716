//! What somebody who leaves looks after today: promises, tasks, proposals, agreements on their way, accounts. The same tables for an
//! organization and for a member, in the order of their days.

use crate::actions::Carried;
use maud::{Markup, html};
use tandem_access::Role;
use tandem_web::ui::{self, Col, Table, Tone};
use tandem_web::{Cx, Lang};

/// One sentence: how much of it there is.
pub(super) fn sentence(cx: &Cx, carried: &Carried) -> String {
    if carried.promises.is_empty() && carried.tasks.is_empty() && carried.proposals.is_empty() {
        return cx.t("network-drill-carried-none");
    }
    cx.ta(
        "network-drill-carried-key",
        &[
            ("promises", carried.promises.len().into()),
            ("tasks", carried.tasks.len().into()),
            ("proposals", carried.proposals.len().into()),
        ],
    )
}

/// All of it.
pub(super) fn sections(cx: &Cx, carried: &Carried) -> Markup {
    html! {
        (ui::section(&cx.t("network-drill-promises"), promises(cx, carried)))
        (ui::section(&cx.t("network-drill-tasks"), tasks(cx, carried)))
        (ui::section(&cx.t("network-drill-proposals"), proposals(cx, carried)))
    }
}

fn table(cx: &Cx, caption: &str, columns: [&str; 2]) -> Table {
    Table::new(cx.t(caption), columns.map(|key| Col::text(cx.t(key)))).hide_caption()
}

fn due(cx: &Cx, day: jiff::civil::Date) -> Markup {
    html! { (cx.day(day)) @if day < cx.today() { " " (ui::chip(Tone::Late, &cx.t("network-drill-late"))) } }
}

fn promises(cx: &Cx, carried: &Carried) -> Markup {
    if carried.promises.is_empty() {
        return html! { p { (cx.t("network-drill-no-promises")) } };
    }
    let mut table = table(cx, "network-drill-promises", ["network-drill-promise", "network-drill-due"]);
    for c in &carried.promises {
        let words = c.promise.words_es.as_deref().filter(|_| cx.spanish()).unwrap_or(&c.promise.words);
        table.push([
            html! { a href={ "/commitments/" (c.id) } { (words) } " (" (c.owner_name) ")" },
            due(cx, c.promise.due_on),
        ]);
    }
    html! { (table) }
}

fn tasks(cx: &Cx, carried: &Carried) -> Markup {
    if carried.tasks.is_empty() {
        return html! { p { (cx.t("network-drill-no-tasks")) } };
    }
    let mut table = table(cx, "network-drill-tasks", ["network-drill-task", "network-drill-due"]);
    for t in &carried.tasks {
        table.push([html! { a href={ "/meetings/" (t.meeting) } { (t.what) } }, due(cx, t.due)]);
    }
    html! { (table) }
}

fn proposals(cx: &Cx, carried: &Carried) -> Markup {
    if carried.proposals.is_empty() {
        return html! { p { (cx.t("network-drill-no-proposals")) } };
    }
    let mut table = table(cx, "network-drill-proposals", ["network-drill-proposal", "decisions-stage"]);
    for p in &carried.proposals {
        table.push([
            html! { a href={ "/proposals/" (p.id) } { (p.named(cx.spanish())) } },
            html! { (cx.t(&format!("decisions-stage-{}", p.stage.code()))) },
        ]);
    }
    html! { (table) }
}

/// Agreements that a member began and that wait for words or signatures.
pub(super) fn begun(cx: &Cx, carried: &Carried) -> Markup {
    html! {
        @if carried.agreements.is_empty() { p { (cx.t("network-drill-no-begun")) } } @else {
            ul { @for a in &carried.agreements {
                li { a href={ "/agreements/" (a.id) } { (a.named(cx.lang).0) } " (" (cx.t(&format!("agreements-state-{}", a.stage.code()))) ")" }
            } }
        }
        p.m { (cx.t("network-drill-agreements-stay")) }
    }
}

/// Where nobody else could give accounts, or run the whole.
pub(super) fn accounts(cx: &Cx, carried: &Carried) -> Markup {
    html! {
        @if carried.alone_in.is_empty() { p { (cx.t("network-drill-no-accounts")) } } @else {
            ul { @for (_, name, role) in &carried.alone_in {
                li { @if *role == Role::Administrator { (cx.t("network-drill-last-administrator")) }
                    @else { (cx.ta("network-drill-last-manager", &[("organization", name.as_str().into())])) } }
            } }
        }
    }
}

/// A body or group in the reader's language.
pub(super) fn body_name(cx: &Cx, body: &tandem_bodies::model::Body) -> String {
    body.named(cx.lang == Lang::Es).to_owned()
}
