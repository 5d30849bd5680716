//! The partners, for everybody: the quilt and the list by sector. Where a confidential organization is, nobody learns.

use super::sector_name;
use crate::actions::{self, Filter};
use crate::model::{Membership, Organization, Sector};
use maud::{Markup, html};
use tandem_web::ui;
use tandem_web::{Answer, Cx, Page};

/// The page.
pub async fn show(cx: Cx) -> Answer {
    let all = cx
        .store
        .read(&cx.viewer, |tx| {
            actions::list(
                tx,
                &Filter { membership: Some(Membership::Member), limit: 1000, ..Filter::default() },
            )
        })
        .await?;
    let sectors = Sector::ALL.iter().filter(|s| all.iter().any(|o| o.sector == **s)).count();
    let body = html! {
        h1 { (cx.t("partners-title")) }
        @if all.is_empty() {
            (ui::empty_state("users-group", &cx.t("partners-none"), &cx.t("partners-none-hint"), None))
        } @else {
            (ui::key_sentence(&cx.ta("partners-key", &[("n", all.len().into()), ("sectors", sectors.into())])))
            p { (cx.t("partners-quilt")) }
            @for sector in Sector::ALL { (group(&cx, *sector, &all)) }
        }
    };
    Ok(Page::new(&cx, cx.t("partners-title")).nav("partners").public().body(body))
}

fn group(cx: &Cx, sector: Sector, all: &[Organization]) -> Markup {
    let members: Vec<&Organization> = all.iter().filter(|o| o.sector == sector).collect();
    if members.is_empty() {
        return html! {};
    }
    let id = format!("sector-{}", ui::slug(sector.code()));
    html! {
        section.stack aria-labelledby=(id) {
            h2 id=(id) { (ui::patch(sector.code())) " " (sector_name(cx, sector)) " (" (members.len()) ")" }
            ul.grid.g3 { @for o in members { li { (partner(cx, o)) } } }
        }
    }
}

fn partner(cx: &Cx, o: &Organization) -> Markup {
    let mut facts: Vec<(&str, Markup)> = vec![];
    if let Some(place) = o.listed_place() {
        facts.push(("map-pin", html! { (place) }));
    }
    if let Some(phone) = &o.phone {
        let dial: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        facts.push(("phone", html! { a href={ "tel:" (dial) } { (phone) } }));
    }
    if let Some(url) = &o.url {
        facts.push(("world", html! { a href=(url) rel="noopener noreferrer" { (cx.t("partners-website")) span.vh { " " (o.name) } } }));
    }
    html! {
        div.card.stack {
            h3 { (o.name) }
            @if !o.description.is_empty() { p { (o.description) } }
            @if !facts.is_empty() { (ui::facts(facts)) }
        }
    }
}
