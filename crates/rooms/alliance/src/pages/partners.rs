//! The partners, for everybody: the quilt, what each offers and since when; filters stand in the address.

use super::{domain_name, place_of};
use crate::actions::{self, Mapped};
use maud::{Markup, html};
use std::collections::{BTreeSet, HashMap};
use tandem_access::{Timestamp, Uuid};
use tandem_directory::model::domain::{self, Tile};
use tandem_partners::model::{Organization, Sector};
use tandem_web::messages::dates;
use tandem_web::ui::{self, Button, Choice, Col, Select, Table};
use tandem_web::{Answer, Cx, Form, Lang, Page};

struct Shown {
    mapped: Mapped,
    since: HashMap<Uuid, Timestamp>,
    zone: jiff::tz::TimeZone,
}

impl Shown {
    /// The tiles that an organization has something under.
    fn tiles(&self, id: Uuid) -> Vec<&'static Tile> {
        let offered = self.mapped.offers.get(&id);
        let under = |tile: &&Tile| {
            let of = |code: &String| domain::domain(code).is_some_and(|d| d.tile == tile.code);
            offered.is_some_and(|all| all.iter().any(of))
        };
        domain::tiles().iter().filter(under).collect()
    }

    fn fits(&self, o: &Organization, form: &Form) -> bool {
        let sector = form.text("sector");
        let (help, place) = (form.text("help"), form.text("place"));
        (sector.is_empty() || o.sector.code() == sector)
            && (help.is_empty() || self.tiles(o.id).iter().any(|t| t.code == help))
            && (place.is_empty() || self.mapped.reach.get(&o.id).is_some_and(|r| r.contains(place)))
    }
}

/// The page.
pub async fn show(cx: Cx, form: Form) -> Answer {
    let shown = cx
        .store
        .read(&cx.viewer, |tx| {
            let zone = tandem_partners::actions::partnership(tx)?.zone().clone();
            Ok(Shown { mapped: actions::map(tx)?, since: actions::joined(tx)?, zone })
        })
        .await?;
    let all = &shown.mapped.members;
    let found: Vec<&Organization> = all.iter().filter(|o| shown.fits(o, &form)).collect();
    let sectors: BTreeSet<Sector> = all.iter().map(|o| o.sector).collect();
    let body = html! {
        h1 { (cx.t("partners-title")) }
        @if all.is_empty() {
            (ui::empty_state("users-group", &cx.t("partners-none"), &cx.t("partners-none-hint"), None))
        } @else {
            (ui::key_sentence(&cx.ta("partners-key", &[("n", all.len().into()), ("sectors", sectors.len().into())])))
            p { (cx.t("partners-quilt")) }
            (filters(&cx, &shown, &form))
            p role="status" { (cx.ta("alliance-found", &[("n", found.len().into())])) }
            @if found.is_empty() {
                (ui::empty_state("users-group", &cx.t("alliance-none-fit"), &cx.t("alliance-none-fit-hint"),
                    Some(("/partners", cx.t("web-clear-filters").as_str()))))
            }
            @for sector in Sector::ALL { (group(&cx, &shown, *sector, &found)) }
            @if !found.is_empty() { (ui::details(&cx.t("alliance-as-table"), table(&cx, &shown, &found))) }
        }
    };
    Ok(Page::new(&cx, cx.t("partners-title")).nav("partners").public().body(body))
}

fn filters(cx: &Cx, shown: &Shown, form: &Form) -> Markup {
    let any = |key: &str| std::iter::once(Choice::new("", cx.t(key)));
    let present: BTreeSet<Sector> = shown.mapped.members.iter().map(|o| o.sector).collect();
    let sectors = any("partners-any-sector").chain(present.iter().map(|s| {
        Choice::new(s.code(), tandem_partners::sector_name(cx, *s)).chosen(form.text("sector") == s.code())
    }));
    let help = any("alliance-any-help").chain(
        domain::tiles()
            .iter()
            .filter(|t| t.code != "safety")
            .map(|t| Choice::new(&t.code, t.name(cx.lang == Lang::Es)).chosen(form.text("help") == t.code)),
    );
    let places = any("alliance-any-place")
        .chain(shown.mapped.map.places().map(|p| Choice::new(p, p).chosen(form.text("place") == p)));
    let set = ["sector", "help", "place"].iter().any(|n| form.opt(n).is_some());
    html! {
        search { details open[set] { summary { (cx.t("partners-filter")) }
            form.form method="get" action="/partners" aria-label=(cx.t("partners-filter")) {
                (Select::new("sector", cx.t("partners-sector"), sectors))
                (Select::new("help", cx.t("alliance-help"), help))
                (Select::new("place", cx.t("alliance-place"), places))
                (ui::button(Button::Secondary, "filter", &cx.t("partners-filter")))
            }
        } }
    }
}

fn group(cx: &Cx, shown: &Shown, sector: Sector, found: &[&Organization]) -> Markup {
    let members: Vec<&&Organization> = found.iter().filter(|o| o.sector == sector).collect();
    if members.is_empty() {
        return html! {};
    }
    let id = format!("sector-{}", ui::slug(sector.code()));
    html! {
        section.stack aria-labelledby=(id) {
            h2 id=(id) { (ui::patch(sector.code())) " " (tandem_partners::sector_name(cx, sector)) " (" (members.len()) ")" }
            ul.grid.g3 { @for o in members { li { (partner(cx, shown, o)) } } }
        }
    }
}

fn since(cx: &Cx, shown: &Shown, id: Uuid) -> Option<String> {
    let day = shown.since.get(&id)?.to_zoned(shown.zone.clone()).date();
    Some(dates::month_year(cx.lang, day))
}

fn offers(cx: &Cx, shown: &Shown, id: Uuid) -> String {
    let spanish = cx.lang == Lang::Es;
    shown.tiles(id).iter().map(|t| t.name(spanish).to_owned()).collect::<Vec<_>>().join(", ")
}

fn partner(cx: &Cx, shown: &Shown, o: &Organization) -> Markup {
    let mut facts: Vec<(&str, Markup)> = vec![];
    let offers = offers(cx, shown, o.id);
    if !offers.is_empty() {
        facts.push(("heart-handshake", html! { (cx.t("alliance-offers")) " " (offers) }));
    }
    if let Some(place) = place_of(o) {
        facts.push(("map-pin", html! { (place) }));
    }
    if let Some(since) = since(cx, shown, o.id) {
        facts.push(("calendar", html! { (cx.ta("alliance-since", &[("month", since.into())])) }));
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

fn table(cx: &Cx, shown: &Shown, found: &[&Organization]) -> Markup {
    let cols = [
        "partners-organization",
        "partners-sector",
        "alliance-help",
        "alliance-place",
        "alliance-since-short",
    ];
    let mut table = Table::new(cx.t("partners-title"), cols.map(|k| Col::text(cx.t(k)))).hide_caption();
    for o in found {
        let help: Vec<String> =
            shown.mapped.offers.get(&o.id).into_iter().flatten().map(|d| domain_name(cx, d)).collect();
        let places: Vec<&str> =
            shown.mapped.reach.get(&o.id).into_iter().flatten().map(String::as_str).collect();
        let everywhere = places.len() > 1 && places.len() == shown.mapped.map.places().count();
        table.push([
            html! { (o.name) },
            html! { (tandem_partners::sector_name(cx, o.sector)) },
            html! { (help.join(", ")) },
            html! { @if everywhere { (cx.t("alliance-everywhere")) } @else { (places.join(", ")) } },
            html! { (since(cx, shown, o.id).unwrap_or_default()) },
        ]);
    }
    html! { (table) }
}
