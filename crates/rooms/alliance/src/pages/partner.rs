//! One partner: what it gives and what it gets, side by side, and how the two stand.

use super::{dollars, kind_name, side, standing, tabs};
use crate::actions;
use crate::model::{Balance, Benefit, Line};
use crate::policy;
use axum::extract::Path;
use maud::{Markup, html};
use std::collections::BTreeMap;
use tandem_access::Uuid;
use tandem_partners::model::Organization;
use tandem_web::messages::number;
use tandem_web::ui::{self, Button, Col, Table, Tone};
use tandem_web::{Answer, Cx, Page, path_id};

/// The page.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let (o, ledger, names, talks) = cx
        .store
        .read(&cx.viewer, move |tx| {
            let o = tandem_partners::actions::find(tx, id)?;
            let ledger = actions::ledger_of(tx, &[id])?;
            let sides: Vec<Uuid> = ledger.iter().flat_map(|b| [b.from, b.to]).flatten().collect();
            let others = tandem_partners::actions::find_many(tx, &sides)?;
            let names: BTreeMap<Uuid, String> = others.into_iter().map(|o| (o.id, o.name)).collect();
            let talks = tandem_partners::actions::interviews(tx, &[id])?.len();
            Ok((o, ledger, names, talks))
        })
        .await?;
    let balance = Balance::of(id, &ledger);
    let hears = tandem_partners::policy::may_hear(&cx.viewer, id)
        && tandem_partners::policy::may_edit(&cx.viewer, id);
    let (given, gotten): (Vec<&Benefit>, Vec<&Benefit>) = ledger.iter().partition(|b| b.from == Some(id));
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"), &[("/alliance", cx.t("alliance-title").as_str())], &o.name))
        h1 { (ui::patch(o.sector.code())) " " (o.name) }
        p { (tandem_partners::sector_name(&cx, o.sector)) " " (standing(&cx, o.membership)) }
        (tabs(&cx, ""))
        (ui::key_sentence(&told(&cx, &o, &balance)))
        p {
            @if policy::may_enter(&cx.viewer, Some(id), None) {
                (ui::link_button(Button::Primary, "plus", &format!("/alliance/{id}/give"), &cx.t("alliance-write"), "")) " "
            }
            (ui::link_button(Button::Secondary, "star", &format!("/alliance/{id}/value"), &cx.t("alliance-value"), "")) " "
            @if hears {
                (ui::link_button(Button::Secondary, "message-2", &format!("/settings/organizations/{id}/listening"),
                    &cx.ta("alliance-talks", &[("n", talks.into())]), ""))
            }
        }
        div.grid.g2 {
            (column(&cx, "alliance-gives", &given, &names, id))
            (column(&cx, "alliance-gets", &gotten, &names, id))
        }
        @if !balance.kinds().is_empty() { (ui::section(&cx.t("alliance-balance"), balanced(&cx, &balance))) }
    };
    Ok(Page::new(&cx, o.name.clone()).nav("alliance").body(body))
}

/// The balance in a sentence; never one number for unlike things.
fn told(cx: &Cx, o: &Organization, balance: &Balance) -> String {
    let (gives, gets) = balance.entries();
    let key = match (gives, gets) {
        (0, 0) => "alliance-told-nothing",
        (_, 0) => "alliance-told-gives-only",
        (0, _) => "alliance-told-gets-only",
        _ => "alliance-told-both",
    };
    let kinds = [balance.gives.len(), balance.gets.len()];
    cx.ta(
        key,
        &[
            ("name", o.name.as_str().into()),
            ("gives", gives.into()),
            ("gets", gets.into()),
            ("givekinds", kinds[0].into()),
            ("getkinds", kinds[1].into()),
        ],
    )
}

fn column(cx: &Cx, title: &str, entries: &[&Benefit], names: &BTreeMap<Uuid, String>, own: Uuid) -> Markup {
    ui::section(
        &cx.t(title),
        html! {
            @if entries.is_empty() { p { (cx.t("alliance-nothing-yet")) } }
            ul.list { @for b in entries { li { (entry(cx, b, names, own)) } } }
        },
    )
}

/// One entry with everything it says of itself.
fn entry(cx: &Cx, b: &Benefit, names: &BTreeMap<Uuid, String>, own: Uuid) -> Markup {
    let other = if b.from == Some(own) {
        cx.ta("alliance-to", &[("name", side(cx, b.to, names).into())])
    } else {
        cx.ta("alliance-from", &[("name", side(cx, b.from, names).into())])
    };
    let day = |d| cx.day(d);
    let when = match b.ended_on {
        Some(end) if end != b.began_on => {
            cx.ta("alliance-span", &[("from", day(b.began_on).into()), ("to", day(end).into())])
        }
        _ => day(b.began_on),
    };
    html! {
        div.stack {
            p {
                strong { (kind_name(cx, b.kind)) } ": "
                @if b.reversal.is_some() { s { (b.words) } } @else { (b.words) }
            }
            @if let Some(back) = &b.reversal {
                p { (ui::chip(Tone::Late, &cx.t("alliance-taken-back"))) " " (back.why) }
            }
            p.m {
                (other) " · " (when)
                @if let Some(n) = b.quantity { " · " (number(n)) " " (b.unit) }
                @if let Some(cents) = b.value_cents { " · " (dollars(cents)) " (" (b.valued_how) ")" }
                " · " (cx.ta("alliance-source", &[("source", b.source.as_str().into())]))
            }
            @if b.reversal.is_none() && policy::may_enter(&cx.viewer, b.from, b.to) {
                p { (ui::link_button(Button::Plain, "arrow-back-up", &format!("/alliance/entries/{}/back?partner={own}", b.id),
                    &cx.t("alliance-take-back"), &b.words)) }
            }
        }
    }
}

/// Like beside like: a row for each kind.
fn balanced(cx: &Cx, balance: &Balance) -> Markup {
    let cols = [
        Col::text(cx.t("alliance-kind")),
        Col::text(cx.t("alliance-gives")),
        Col::text(cx.t("alliance-gets")),
    ];
    let mut table = Table::new(cx.t("alliance-balance"), cols).hide_caption();
    for kind in balance.kinds() {
        table.push([
            html! { (kind_name(cx, kind)) },
            line(cx, balance.gives.get(&kind)),
            line(cx, balance.gets.get(&kind)),
        ]);
    }
    html! { p.m { (cx.t("alliance-balance-how")) } (table) }
}

fn line(cx: &Cx, line: Option<&Line>) -> Markup {
    let Some(line) = line else { return html! { span.none { (cx.t("alliance-none-written")) } } };
    let sums: Vec<String> =
        line.quantities.iter().map(|(unit, n)| format!("{} {unit}", number(*n))).collect();
    html! {
        (cx.ta("alliance-entries", &[("n", line.entries.into())]))
        @if !sums.is_empty() { ": " (sums.join("; ")) }
        @if line.valued > 0 {
            "; " (cx.ta("alliance-valued", &[("value", dollars(line.cents).into()), ("n", line.valued.into()), ("of", line.entries.into())]))
        }
    }
}
