//! Working together: every organization with its standing, and how much it gives and gets.

use super::{standing, tabs};
use crate::actions;
use crate::model::Balance;
use crate::policy;
use maud::{Markup, html};
use tandem_partners::actions::Filter;
use tandem_partners::model::{Membership, Organization};
use tandem_web::ui::{self, Button, Choice, Col, Select, Table};
use tandem_web::{Answer, Cx, Form, Page};

/// The page.
pub async fn show(cx: Cx, form: Form) -> Answer {
    let (all, ledger) = cx
        .store
        .read(&cx.viewer, |tx| {
            let every = Filter { limit: 2_000, ..Filter::default() };
            Ok((tandem_partners::actions::list(tx, &every)?, actions::ledger(tx)?))
        })
        .await?;
    // A directory brings hundreds of organizations that nobody has spoken to: they show when they are asked for.
    let wanted = Membership::from_code(form.text("membership"));
    let shows = |o: &&Organization| {
        let known = o.membership != Membership::Prospective
            || ledger.iter().any(|b| b.from == Some(o.id) || b.to == Some(o.id));
        wanted.map_or(known, |m| o.membership == m)
    };
    let mut found: Vec<&Organization> = all.iter().filter(shows).collect();
    found.sort_by_key(|o| (rank(o.membership), o.name.to_lowercase()));
    let one_sided = found
        .iter()
        .filter(|o| o.membership == Membership::Member)
        .filter(|o| matches!(Balance::of(o.id, &ledger).entries(), (given, gotten) if (given == 0) != (gotten == 0)))
        .count();
    let body = html! {
        h1 { (cx.t("alliance-title")) }
        (tabs(&cx, "/alliance"))
        p.lead { (cx.t("alliance-lead")) }
        @if one_sided > 0 { (ui::key_sentence(&cx.ta("alliance-one-sided", &[("n", one_sided.into())]))) }
        (filter(&cx, &form))
        @if found.is_empty() {
            (ui::empty_state("heart-handshake", &cx.t("partners-organizations-none"), &cx.t("partners-organizations-none-hint"),
                Some(("/alliance", cx.t("web-clear-filters").as_str()))))
        } @else { (table(&cx, &found, &ledger)) }
        @if policy::may_convene(&cx.viewer) {
            p { (ui::link_button(Button::Secondary, "plus", "/settings/organizations/new", &cx.t("partners-organization-new"), "")) }
        }
    };
    Ok(Page::new(&cx, cx.t("alliance-title")).nav("alliance").body(body))
}

/// Conversations first: that is where somebody waits for an answer.
fn rank(membership: Membership) -> u8 {
    match membership {
        Membership::Listening => 0,
        Membership::Invited => 1,
        Membership::Member => 2,
        Membership::Paused => 3,
        Membership::Prospective => 4,
        Membership::Left => 5,
    }
}

fn filter(cx: &Cx, form: &Form) -> Markup {
    let choices = std::iter::once(Choice::new("", cx.t("partners-any-membership"))).chain(
        Membership::ALL.iter().map(|m| {
            Choice::new(m.code(), cx.t(&format!("partners-membership-{}", m.code())))
                .chosen(form.text("membership") == m.code())
        }),
    );
    html! {
        search { details open[form.opt("membership").is_some()] { summary { (cx.t("partners-filter")) }
            form.form method="get" action="/alliance" aria-label=(cx.t("partners-filter")) {
                (Select::new("membership", cx.t("partners-membership"), choices))
                (ui::button(Button::Secondary, "filter", &cx.t("partners-filter")))
            }
        } }
    }
}

fn table(cx: &Cx, found: &[&Organization], ledger: &[crate::model::Benefit]) -> Markup {
    let cols = [
        Col::text(cx.t("partners-organization")),
        Col::text(cx.t("partners-sector")),
        Col::text(cx.t("partners-membership")),
        Col::number(cx.t("alliance-gives")),
        Col::number(cx.t("alliance-gets")),
    ];
    let mut table = Table::new(cx.t("alliance-title"), cols).hide_caption();
    for o in found {
        let (gives, gets) = Balance::of(o.id, ledger).entries();
        table.push([
            html! { a href={ "/alliance/" (o.id) } { (o.name) } },
            html! { (tandem_partners::sector_name(cx, o.sector)) },
            standing(cx, o.membership),
            html! { (gives) },
            html! { (gets) },
        ]);
    }
    html! { (table) }
}
