//! Where help runs out and where it stands twice: tables and files, from the directory as it is.

use super::{domain_name, tabs};
use crate::actions::{self, Mapped, kinds};
use crate::model::{Cover, Duplicate, Gap, often};
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};
use tandem_access::Uuid;
use tandem_partners::model::Sector;
use tandem_web::ui::{self, Button, Choice, Col, Select, Table, Tone};
use tandem_web::{Answer, Cx, Form, Page, PageError, Sheet};

/// So many pairs without an agreement are named; of more the page tells how many, and the file names them.
const NAMED: usize = 3;
/// More partners than this write no agreement at once: they begin two by two, or bring it before a body.
const TOGETHER: usize = 4;
/// So many pairs that do most alike are named.
const OFTEN: usize = 10;
/// What the map is filtered by; all of it stays in the address.
const FILTERS: [&str; 4] = ["help", "place", "sector", "population"];

async fn load(cx: &Cx) -> Result<Mapped, PageError> {
    Ok(cx.store.read(&cx.viewer, actions::map).await?)
}

/// Whether a kind of help, and a place, are those that the address names, if it names any. A sector's are those that it gives anywhere: it
/// could give them there too.
fn fits(mapped: &Mapped, form: &Form, domain: &str, place: impl Fn(&str) -> bool) -> bool {
    let (help, there) = (form.text("help"), form.text("place"));
    let given = sector(form).is_none_or(|s| mapped.helps_of(s).contains(domain));
    (help.is_empty() || domain == help) && (there.is_empty() || place(there)) && given
}

fn sector(form: &Form) -> Option<Sector> {
    Sector::from_code(form.text("sector"))
}

/// What nobody has room for, and what somebody has room for that is for some people only; for one population, what they have none of.
fn gaps(mapped: &Mapped, form: &Form) -> Vec<Gap> {
    let mut found = match form.opt("population") {
        Some(people) => mapped.map.open_to(people).gaps(kinds()),
        None => mapped.map.gaps(kinds()).into_iter().chain(mapped.map.partly(kinds())).collect(),
    };
    found.retain(|g| fits(mapped, form, &g.domain, |place| g.place == place));
    found
}

fn duplicates(mapped: &Mapped, form: &Form) -> Vec<Duplicate> {
    let takes_part = |d: &Duplicate| {
        sector(form).is_none_or(|s| d.organizations.iter().any(|id| mapped.sectors.get(id) == Some(&s)))
    };
    let mut found = mapped.duplicates();
    found.retain(|d| {
        fits(mapped, form, &d.domain, |place| d.places.contains(place))
            && takes_part(d)
            && form.opt("population").is_none_or(|people| d.population == people)
    });
    found
}

/// The page.
pub async fn show(cx: Cx, form: Form) -> Answer {
    let mapped = load(&cx).await?;
    let (gaps, duplicates) = (gaps(&mapped, &form), duplicates(&mapped, &form));
    let places = mapped.map.places().count();
    let nowhere = gaps.iter().filter(|g| g.only_for.is_empty()).count();
    let body = html! {
        h1 { (cx.t("alliance-map-title")) }
        (tabs(&cx, "/alliance/map"))
        p.lead { (cx.t("alliance-map-lead")) }
        (ui::key_sentence(&cx.ta("alliance-map-key",
            &[("gaps", nowhere.into()), ("twice", duplicates.len().into()), ("places", places.into())])))
        (filters(&cx, &mapped, &form))
        (ui::section(&cx.t("alliance-gaps"), html! {
            p.m { (cx.t("alliance-gaps-how")) }
            @if gaps.is_empty() { p { (cx.t("alliance-gaps-none")) } } @else { (gap_table(&cx, &mapped, &gaps)) }
            p.m { (cx.t("alliance-gaps-some")) }
            (download(&cx, "/alliance/gaps.csv", &form))
        }))
        (ui::section(&cx.t("alliance-duplicates"), html! {
            p.m { (cx.t("alliance-duplicates-how")) }
            @if duplicates.is_empty() { p { (cx.t("alliance-duplicates-none")) } } @else { (duplicate_table(&cx, &mapped, &duplicates)) }
            (begin(&cx, &mapped, &duplicates))
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
    let sectors = any("alliance-any-sector")
        .chain(Sector::ALL.iter().map(|s| Choice::new(s.code(), tandem_partners::sector_name(cx, *s))));
    let people: BTreeSet<&str> = mapped.map.populations();
    let known = !people.is_empty();
    let people = any("alliance-any-population").chain(people.into_iter().map(|p| Choice::new(p, p)));
    let set = FILTERS.iter().any(|n| form.opt(n).is_some());
    html! {
        search { details open[set] { summary { (cx.t("partners-filter")) }
            form.form method="get" action="/alliance/map" aria-label=(cx.t("partners-filter")) {
                (Select::new("help", cx.t("alliance-help"), help).choose(form.text("help")))
                (Select::new("place", cx.t("alliance-place"), places).choose(form.text("place")))
                (Select::new("sector", cx.t("partners-sector"), sectors).hint(cx.t("alliance-sector-hint")).choose(form.text("sector")))
                @if known {
                    (Select::new("population", cx.t("alliance-population"), people).hint(cx.t("alliance-population-hint")).choose(form.text("population")))
                }
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
        Col::text(cx.t("alliance-only-some")),
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
            only_some(cx, gaps, all),
        ]);
    }
    html! { (table) }
}

/// Places where there is room for some people only: for whom, and where. Places for the same people stand together.
fn only_some(cx: &Cx, gaps: &[&Gap], all: usize) -> Markup {
    let mut by_people: BTreeMap<Vec<&str>, Vec<&str>> = BTreeMap::new();
    for gap in gaps.iter().filter(|g| !g.only_for.is_empty()) {
        by_people.entry(gap.only_for.iter().map(String::as_str).collect()).or_default().push(&gap.place);
    }
    html! { @if !by_people.is_empty() { ul { @for (people, places) in by_people {
        li { (people.join(", ")) ": "
            @if places.len() == all && all > 1 { (cx.t("alliance-everywhere")) } @else { (places.join(", ")) } }
    } } } }
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
            html! {
                @if d.organizations.len() <= TOGETHER { (d.organizations.len()) ": " (named(mapped, &d.organizations)) }
                @else {
                    (ui::details(&cx.ta("alliance-double-partners", &[("n", d.organizations.len().into())]),
                        html! { ul { @for id in &d.organizations { li { (named(mapped, [id])) } } } }))
                }
            },
            html! {
                @if d.organizations.len() > TOGETHER { (many(cx, d)) }
                @else if d.all_apart() { (ui::chip(Tone::Soon, &cx.t("alliance-no-agreement"))) (draft_all(cx, mapped, d)) }
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

/// A double of many: nobody writes one agreement between all of them at once. A body talks about who does what; the pairs below begin.
fn many(cx: &Cx, d: &Duplicate) -> Markup {
    let help = domain_name(cx, &d.domain);
    let title = cx.ta("alliance-propose-title", &[("help", help.as_str().into())]);
    let href = Form::default().with("title", &title);
    html! {
        p { (cx.ta("alliance-agreement-missing-n", &[("n", d.apart.len().into()), ("all", d.pairs().into())])) }
        (ui::link_button(Button::Plain, "message-circle", &format!("/proposals/new?{href}"), &cx.t("alliance-propose"), &help))
    }
}

/// Where to begin: the two that do most alike.
fn begin(cx: &Cx, mapped: &Mapped, found: &[Duplicate]) -> Markup {
    if found.iter().all(|d| d.organizations.len() <= TOGETHER) {
        return html! {};
    }
    let cols = [
        Col::text(cx.t("alliance-partners")),
        Col::number(cx.t("alliance-doubles")),
        Col::text(cx.t("alliance-agreement")),
    ];
    let mut table = Table::new(cx.t("alliance-begin"), cols);
    for ((a, b), n) in often(found).into_iter().take(OFTEN) {
        let pair = pair(cx, mapped, a, b);
        table.push([html! { (pair.0) }, html! { (n) }, draft(cx, &pair.1, &pair.0)]);
    }
    html! { p { (cx.t("alliance-begin-how")) } (table) }
}

/// Every two that have no agreement, in the order of their names.
fn apart(cx: &Cx, mapped: &Mapped, d: &Duplicate) -> Vec<(String, BTreeSet<Uuid>)> {
    let mut pairs: Vec<_> = d.apart.iter().map(|(a, b)| pair(cx, mapped, *a, *b)).collect();
    pairs.sort_unstable();
    pairs
}

/// Two by name, the first by the alphabet first.
fn pair(cx: &Cx, mapped: &Mapped, a: Uuid, b: Uuid) -> (String, BTreeSet<Uuid>) {
    let name = |id: Uuid| mapped.names.get(&id).map(String::as_str).unwrap_or_default();
    let mut both = [name(a), name(b)];
    both.sort_unstable();
    let words = cx.ta("alliance-two", &[("one", both[0].into()), ("other", both[1].into())]);
    (words, BTreeSet::from([a, b]))
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
    let mut sheet = Sheet::new(["domain", "help", "place", "standing", "organizations", "only_for"]);
    for g in gaps(&mapped, &form) {
        let cover = match g.cover {
            Cover::None => "nobody",
            Cover::Open => "some people only",
            _ => "full",
        };
        sheet.row([
            g.domain.clone(),
            domain_name(&cx, &g.domain),
            g.place.clone(),
            cover.into(),
            named(&mapped, &g.organizations),
            g.only_for.iter().cloned().collect::<Vec<_>>().join("; "),
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
