//! What the partnership could be to one organization, made of what it said, what partners of its sector give and get, and
//! where help runs out. It is made to be printed and handed over.

use super::{domain_name, kind_name, place_of, standing};
use crate::actions;
use crate::model::{Balance, Benefit, BenefitKind, Cover};
use axum::extract::Path;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};
use tandem_access::Uuid;
use tandem_partners::actions::Filter;
use tandem_partners::model::{Interview, Membership, Organization};
use tandem_web::ui::{self, Button, Col, Table};
use tandem_web::{Answer, Cx, Page, path_id};

/// Examples of a kind that are quoted.
const EXAMPLES: usize = 2;

/// The page.
pub async fn show(cx: Cx, Path(id): Path<String>) -> Answer {
    let id = path_id(&id)?;
    let (o, talk, alike, ledger, mapped, focus) = cx
        .store
        .read(&cx.viewer, move |tx| {
            let o = tandem_partners::actions::find(tx, id)?;
            let talk = tandem_partners::actions::interviews(tx, &[id])?.into_iter().next();
            let of_sector = Filter {
                sector: Some(o.sector),
                membership: Some(Membership::Member),
                limit: 2_000,
                ..Filter::default()
            };
            let alike: Vec<Uuid> = tandem_partners::actions::list(tx, &of_sector)?
                .iter()
                .map(|o| o.id)
                .filter(|a| *a != id)
                .collect();
            let ledger = actions::ledger_of(tx, &alike)?;
            let focus = tandem_partners::actions::partnership(tx)?.focus;
            Ok((o, talk, alike, ledger, actions::map(tx)?, focus))
        })
        .await?;
    let panels = cx.panels("value", id).await?;
    let title = cx.ta("alliance-value-title", &[("name", o.name.as_str().into())]);
    let own = format!("/alliance/{id}");
    let none = BTreeSet::new();
    let offered = mapped.offers.get(&id).unwrap_or(&none);
    let body = html! {
        (ui::breadcrumbs(&cx.t("web-breadcrumbs"),
            &[("/alliance", cx.t("alliance-title").as_str()), (own.as_str(), o.name.as_str())], &cx.t("alliance-value")))
        h1 { (title) }
        p { (tandem_partners::sector_name(&cx, o.sector)) " " (standing(&cx, o.membership)) @if let Some(place) = place_of(&o) { " " (place) } }
        @if !focus.is_empty() { (ui::key_sentence(&cx.ta("partners-listening-focus", &[("focus", focus.as_str().into())]))) }
        (ui::section(&cx.t("alliance-value-heard"), heard(&cx, &o, talk.as_ref())))
        (ui::section(&cx.t("alliance-value-alike"), like_you(&cx, &o, &alike, &ledger)))
        @if !offered.is_empty() { (ui::section(&cx.t("alliance-value-offers"), offers(&cx, offered, &mapped))) }
        (panels)
        p.m { (cx.t("alliance-value-print")) }
    };
    Ok(Page::new(&cx, title.clone()).nav("alliance").body(body))
}

/// Their own words come first.
fn heard(cx: &Cx, o: &Organization, talk: Option<&Interview>) -> Markup {
    let may = tandem_partners::policy::may_hear(&cx.viewer, o.id);
    match talk {
        Some(talk) => html! {
            p.m { (cx.ta("partners-listening-on", &[("day", cx.day(talk.held_on).into())])) }
            (ui::definition_list([
                ("partners-listening-does", &talk.does),
                ("partners-listening-would-help", &talk.would_help),
                ("partners-listening-needs", &talk.needs),
                ("partners-listening-serves", &talk.serves),
            ].into_iter().filter(|(_, words)| !words.is_empty()).map(|(key, words)| (cx.t(key), html! { q { (words) } }))))
        },
        None if may => html! {
            p { (cx.t("alliance-value-not-heard")) }
            @if tandem_partners::policy::may_edit(&cx.viewer, o.id) {
                p { (ui::link_button(Button::Primary, "message-2", &format!("/settings/organizations/{}/listening", o.id),
                    &cx.t("partners-listening-new"), "")) }
            }
        },
        None => html! { p { (cx.t("alliance-value-heard-private")) } },
    }
}

/// What partners of the same sector give and get, by kind, with a few of their words. Nobody is named: the page leaves
/// the house.
fn like_you(cx: &Cx, o: &Organization, alike: &[Uuid], ledger: &[Benefit]) -> Markup {
    let sector = tandem_partners::sector_name(cx, o.sector);
    let mut sides: [BTreeMap<BenefitKind, BTreeSet<Uuid>>; 2] = Default::default();
    for id in alike {
        let balance = Balance::of(*id, ledger);
        for (side, kinds) in sides.iter_mut().zip([balance.gives, balance.gets]) {
            for kind in kinds.into_keys() {
                side.entry(kind).or_default().insert(*id);
            }
        }
    }
    if sides.iter().all(BTreeMap::is_empty) {
        return html! { p { (cx.ta("alliance-value-alike-none", &[("sector", sector.into()), ("n", alike.len().into())])) } };
    }
    let examples = |kind: BenefitKind, gets: bool| -> Vec<&str> {
        let fits = |b: &&Benefit| {
            let side = if gets { b.to } else { b.from };
            b.kind == kind && b.reversal.is_none() && side.is_some_and(|s| alike.contains(&s))
        };
        ledger.iter().filter(fits).map(|b| b.words.as_str()).take(EXAMPLES).collect()
    };
    let [gives, gets] = &sides;
    let part = |title: &str, kinds: &BTreeMap<BenefitKind, BTreeSet<Uuid>>, is_get: bool| {
        html! {
            div.stack {
                h3 { (cx.t(title)) }
                @if kinds.is_empty() { p { (cx.t("alliance-nothing-yet")) } }
                ul.list { @for (kind, who) in kinds { li { div.stack {
                    p { strong { (kind_name(cx, *kind)) } " (" (cx.ta("alliance-partners-n", &[("n", who.len().into())])) ")" }
                    @for words in examples(*kind, is_get) { p.m { q { (words) } } }
                } } } }
            }
        }
    };
    html! {
        p { (cx.ta("alliance-value-alike-lead", &[("sector", sector.into()), ("n", alike.len().into())])) }
        div.grid.g2 {
            (part("alliance-they-get", gets, true))
            (part("alliance-they-give", gives, false))
        }
    }
}

/// What they offer already, and where that help is missing.
fn offers(cx: &Cx, offered: &BTreeSet<String>, mapped: &actions::Mapped) -> Markup {
    let cols = [Col::text(cx.t("alliance-help")), Col::text(cx.t("alliance-value-missing"))];
    let mut table = Table::new(cx.t("alliance-value-offers"), cols).hide_caption();
    for code in offered {
        let gaps = mapped.map.gaps([code.as_str()]);
        let missing: Vec<String> = gaps
            .iter()
            .map(|g| match g.cover {
                Cover::Full => cx.ta("alliance-place-full", &[("place", g.place.as_str().into())]),
                _ => g.place.clone(),
            })
            .collect();
        table.push([
            html! { (domain_name(cx, code)) },
            html! { @if missing.is_empty() { (cx.t("alliance-value-covered")) } @else { (missing.join(", ")) } },
        ]);
    }
    html! { (table) }
}
