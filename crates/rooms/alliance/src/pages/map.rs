//! Where help runs out and where it stands twice: tables and files, from the directory as it is.

use super::{domain_name, tabs};
use crate::actions::{self, Mapped, kinds};
use crate::model::{Cover, Duplicate, Gap};
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};
use tandem_access::Uuid;
use tandem_web::ui::{self, Button, Choice, Col, Select, Table, Tone};
use tandem_web::{Answer, Cx, Form, Page, PageError, Sheet};

/// So many pairs without an agreement are named; of more the page tells how many, and the file names them.
const NAMED: usize = 3;

async fn load(cx: &Cx) -> Result<Mapped, PageError> {
    Ok(cx.store.read(&cx.viewer, actions::map).await?)
}

fn gaps(mapped: &Mapped, form: &Form) -> Vec<Gap> {
    let (help, place) = (form.text("help"), form.text("place"));
    let mut found = mapped.map.gaps(kinds());
    found.retain(|g| (help.is_empty() || g.domain == help) && (place.is_empty() || g.place == place));
    found
}

fn duplicates(mapped: &Mapped, form: &Form) -> Vec<Duplicate> {
    let (help, place) = (form.text("help"), form.text("place"));
    let mut found = mapped.duplicates();
    found.retain(|d| (help.is_empty() || d.domain == help) && (place.is_empty() || d.places.contains(place)));
    found
}

/// The page.
pub async fn show(cx: Cx, form: Form) -> Answer {
    let mapped = load(&cx).await?;
    let (gaps, duplicates) = (gaps(&mapped, &form), duplicates(&mapped, &form));
    let places = mapped.map.places().count();
    let body = html! {
        h1 { (cx.t("alliance-map-title")) }
        (tabs(&cx, "/alliance/map"))
        p.lead { (cx.t("alliance-map-lead")) }
        (ui::key_sentence(&cx.ta("alliance-map-key",
            &[("gaps", gaps.len().into()), ("twice", duplicates.len().into()), ("places", places.into())])))
        (filters(&cx, &mapped, &form))
        (ui::section(&cx.t("alliance-gaps"), html! {
            p.m { (cx.t("alliance-gaps-how")) }
            @if gaps.is_empty() { p { (cx.t("alliance-gaps-none")) } } @else { (gap_table(&cx, &mapped, &gaps)) }
            (download(&cx, "/alliance/gaps.csv", &form))
        }))
        (ui::section(&cx.t("alliance-duplicates"), html! {
            p.m { (cx.t("alliance-duplicates-how")) }
            @if duplicates.is_empty() { p { (cx.t("alliance-duplicates-none")) } } @else { (duplicate_table(&cx, &mapped, &duplicates)) }
            p { a href="/agreements" { (cx.t("alliance-to-agreements")) } }
            (download(&cx, "/alliance/duplicates.csv", &form))
        }))
    };
    Ok(Page::new(&cx, cx.t("alliance-map-title")).nav("alliance").body(body))
}

fn download(cx: &Cx, path: &str, form: &Form) -> Markup {
    let kept = form.with("", "");
    let href = if kept.is_empty() { path.to_owned() } else { format!("{path}?{kept}") };
    html! { @if cx.allowed(super::EXPORT) {
        p { (ui::link_button(Button::Secondary, "download", &href, &cx.t("alliance-csv"), "")) }
    } }
}

fn filters(cx: &Cx, mapped: &Mapped, form: &Form) -> Markup {
    let any = |key: &str| std::iter::once(Choice::new("", cx.t(key)));
    let help = any("alliance-any-help").chain(kinds().map(|code| Choice::new(code, domain_name(cx, code))));
    let places = any("alliance-any-place").chain(mapped.map.places().map(|p| Choice::new(p, p)));
    let set = ["help", "place"].iter().any(|n| form.opt(n).is_some());
    html! {
        search { details open[set] { summary { (cx.t("partners-filter")) }
            form.form method="get" action="/alliance/map" aria-label=(cx.t("partners-filter")) {
                (Select::new("help", cx.t("alliance-help"), help).choose(form.text("help")))
                (Select::new("place", cx.t("alliance-place"), places).choose(form.text("place")))
                (ui::button(Button::Secondary, "filter", &cx.t("partners-filter")))
            }
        } }
    }
}

fn named<'i>(mapped: &Mapped, ids: impl IntoIterator<Item = &'i Uuid>) -> String {
    let names: Vec<&str> =
        ids.into_iter().filter_map(|id| mapped.names.get(id)).map(String::as_str).collect();
    names.join(", ")
}

/// A row for each kind of help: where nobody offers it, and where those who do are full.
fn gap_table(cx: &Cx, mapped: &Mapped, gaps: &[Gap]) -> Markup {
    let cols = [
        Col::text(cx.t("alliance-help")),
        Col::text(cx.t("alliance-nobody")),
        Col::text(cx.t("alliance-full")),
        Col::text(cx.t("alliance-who-is-full")),
    ];
    let mut table = Table::new(cx.t("alliance-gaps"), cols).hide_caption();
    let all = mapped.map.places().count();
    let mut by_kind: BTreeMap<&str, Vec<&Gap>> = BTreeMap::new();
    for gap in gaps {
        by_kind.entry(&gap.domain).or_default().push(gap);
    }
    let places = |gaps: &[&Gap], cover: Cover| {
        let found: Vec<&str> = gaps.iter().filter(|g| g.cover == cover).map(|g| g.place.as_str()).collect();
        match found.len() {
            0 => String::new(),
            n if n == all && all > 1 => cx.t("alliance-everywhere"),
            _ => found.join(", "),
        }
    };
    for code in kinds() {
        let Some(gaps) = by_kind.get(code) else { continue };
        let full: BTreeSet<Uuid> = gaps
            .iter()
            .filter(|g| g.cover == Cover::Full)
            .flat_map(|g| g.organizations.iter().copied())
            .collect();
        table.push([
            html! { (domain_name(cx, code)) },
            html! { (places(gaps, Cover::None)) },
            html! { (places(gaps, Cover::Full)) },
            html! { (named(mapped, &full)) },
        ]);
    }
    html! { (table) }
}

fn population(cx: &Cx, words: &str) -> String {
    if words.is_empty() { cx.t("alliance-everybody") } else { words.to_owned() }
}

fn duplicate_table(cx: &Cx, mapped: &Mapped, found: &[Duplicate]) -> Markup {
    let cols = [
        Col::text(cx.t("alliance-help")),
        Col::text(cx.t("alliance-population")),
        Col::text(cx.t("alliance-places")),
        Col::text(cx.t("alliance-partners")),
        Col::text(cx.t("alliance-agreement")),
    ];
    let mut table = Table::new(cx.t("alliance-duplicates"), cols).hide_caption();
    let all = mapped.map.places().count();
    for d in found {
        let places: Vec<&str> = d.places.iter().map(String::as_str).collect();
        table.push([
            html! { (domain_name(cx, &d.domain)) },
            html! { (population(cx, &d.population)) },
            html! { @if places.len() == all && all > 1 { (cx.t("alliance-everywhere")) } @else { (places.join(", ")) } },
            html! { (d.organizations.len()) ": " (named(mapped, &d.organizations)) },
            html! {
                @if d.all_apart() { (ui::chip(Tone::Soon, &cx.t("alliance-no-agreement"))) (draft_all(cx, mapped, d)) }
                @else if d.apart.len() > NAMED {
                    (cx.ta("alliance-agreement-missing-n", &[("n", d.apart.len().into()), ("all", d.pairs().into())]))
                    (draft_all(cx, mapped, d))
                } @else {
                    (cx.t("alliance-agreement-missing"))
                    ul { @for (pair, ids) in apart(cx, mapped, d) { li { (pair) (draft(cx, &ids, &pair)) } } }
                }
            },
        ]);
    }
    html! { (table) }
}

/// Every two that have no agreement, in the order of their names.
fn apart(cx: &Cx, mapped: &Mapped, d: &Duplicate) -> Vec<(String, BTreeSet<Uuid>)> {
    let name = |id: Uuid| (mapped.names.get(&id).map(String::as_str).unwrap_or_default(), id);
    let mut pairs: Vec<[(&str, Uuid); 2]> = d.apart.iter().map(|(a, b)| [name(*a), name(*b)]).collect();
    pairs.iter_mut().for_each(|pair| pair.sort_unstable());
    pairs.sort_unstable();
    let both = |[one, other]: [(&str, Uuid); 2]| {
        let words = cx.ta("alliance-two", &[("one", one.0.into()), ("other", other.0.into())]);
        (words, BTreeSet::from([one.1, other.1]))
    };
    pairs.into_iter().map(both).collect()
}

/// The way to a draft between partners, for who may write it.
fn draft(cx: &Cx, parties: &BTreeSet<Uuid>, about: &str) -> Markup {
    if !tandem_agreements::policy::may_write(&cx.viewer, parties) {
        return html! {};
    }
    let parties: String = parties.iter().map(|id| format!("&parties={id}")).collect();
    let path = format!("/agreements/new?kind=memorandum{parties}");
    ui::link_button(Button::Plain, "pencil", &path, &cx.t("alliance-draft"), about)
}

/// The same between all who do it twice, where none or too few of them have one.
fn draft_all(cx: &Cx, mapped: &Mapped, d: &Duplicate) -> Markup {
    draft(cx, &d.organizations, &named(mapped, &d.organizations))
}

/// Gaps as a file: codes beside names, a row for each kind of help and place.
pub async fn gaps_csv(cx: Cx, form: Form) -> Answer {
    let mapped = load(&cx).await?;
    let mut sheet = Sheet::new(["domain", "help", "place", "standing", "organizations"]);
    for g in gaps(&mapped, &form) {
        let cover = if g.cover == Cover::None { "nobody" } else { "full" };
        sheet.row([
            g.domain.clone(),
            domain_name(&cx, &g.domain),
            g.place.clone(),
            cover.into(),
            named(&mapped, &g.organizations),
        ]);
    }
    Ok(sheet.download("gaps"))
}

/// Duplicates as a file.
pub async fn duplicates_csv(cx: Cx, form: Form) -> Answer {
    let mapped = load(&cx).await?;
    let mut sheet =
        Sheet::new(["domain", "help", "population", "places", "organizations", "without_agreement"]);
    for d in duplicates(&mapped, &form) {
        let places = d.places.iter().cloned().collect::<Vec<_>>().join("; ");
        sheet.row([
            d.domain.clone(),
            domain_name(&cx, &d.domain),
            d.population.clone(),
            places,
            named(&mapped, &d.organizations),
            apart(&cx, &mapped, &d).into_iter().map(|(words, _)| words).collect::<Vec<_>>().join("; "),
        ]);
    }
    Ok(sheet.download("duplicates"))
}
