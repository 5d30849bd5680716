//! Find help: tiles, a search box, results as a list or on a map. For anybody, without an account.

use maud::{Markup, html};
use tandem_access::Uuid;
use tandem_web::map::{Pin, PointsMap};
use tandem_web::ui::{
    Button, Choice, Choices, Field, Search, Select, Tab, Tone, empty_state, facts, link_button, notice,
    pagination, tabs,
};
use tandem_web::{Answer, Cx, Form, Page};

use super::words::{self};
use crate::actions::candidates::listings;
use crate::model::domain::{domain, mask_of, tile, tiles};
use crate::model::geo::zip5;
use crate::model::item::Point;
use crate::model::language::known_languages;
use crate::model::listing::Listing;
use crate::search::{self, Found, Hit, Query};

const PER_PAGE: usize = 20;
const DISTANCES: [&str; 5] = ["1", "3", "5", "10", "25"];

/// What the address of the page asks for.
struct Asked {
    words: String,
    need: String,
    near: String,
    language: String,
    open_now: bool,
    has_room: bool,
    within: String,
    map: bool,
    page: usize,
}

impl Asked {
    fn read(form: &Form) -> Asked {
        let on = |name: &str| matches!(form.text(name), "1" | "on" | "true" | "yes" | "has");
        Asked {
            words: form.text("q").chars().take(200).collect(),
            need: form.text("need").to_owned(),
            near: form.text("near").chars().take(20).collect(),
            language: form.text("lang").to_owned(),
            open_now: on("open_now"),
            has_room: on("capacity"),
            within: form.text("within").to_owned(),
            map: form.text("view") == "map",
            page: form.text("page").parse().unwrap_or(1).clamp(1, 5_000),
        }
    }

    fn anything(&self) -> bool {
        !(self.words.is_empty() && self.need.is_empty() && self.near.is_empty() && self.language.is_empty())
            || self.open_now
            || self.has_room
    }
}

/// `GET /find`.
pub async fn show(cx: Cx, form: Form) -> Answer {
    let asked = Asked::read(&form);
    let title = cx.t("directory-find-title");
    let results = if asked.anything() { Some(look_up(&cx, &asked).await?) } else { None };
    let main = html! {
        div.stack {
            h1 { (title) }
            p.lede { (cx.t("directory-find-lede")) }
            @let again = html! { (tile_list(&cx, &asked, &form)) (search_box(&cx, &asked)) };
            // With an answer on the page the question folds up: on a telephone it would push it below the second screen.
            @match &results {
                Some(results) if results.found.total > 0 => {
                    (tandem_web::ui::details(&cx.t("directory-change"), html! { div.stack { (again) } }))
                    (results_section(&cx, &asked, &form, results))
                    (talk(&cx))
                }
                // The way to a person stands in what says that nothing was found.
                Some(results) => { (results_section(&cx, &asked, &form, results)) (again) }
                None => { (again) (talk(&cx)) }
            }
        }
    };
    Ok(Page::new(&cx, title).nav("find").public().body(main))
}

struct Results {
    found: Found,
    listings: Vec<Listing>,
    near: Option<Point>,
    near_unknown: bool,
}

async fn look_up(cx: &Cx, asked: &Asked) -> Result<Results, tandem_access::Error> {
    let index = cx.app.service::<search::Live>().current().await?;
    let near = near(&index, &asked.near);
    let query = Query {
        words: asked.words.clone(),
        domains: mask_of(&asked.need).unwrap_or(0),
        near,
        within_miles: asked.within.parse().ok().filter(|_| near.is_some()),
        open_at: asked.open_now.then(|| (cx.now, cx.zone())),
        language: Some(asked.language.clone()).filter(|l| !l.is_empty()),
        has_room: asked.has_room,
        today: Some(cx.today()),
        limit: PER_PAGE,
        offset: (asked.page - 1) * PER_PAGE,
        ..Query::default()
    };
    let found = tokio::task::spawn_blocking(move || index.search(&query))
        .await
        .map_err(|e| tandem_access::Error::Internal(format!("search: {e}")))?;
    let ids: Vec<Uuid> = found.hits.iter().map(|hit| hit.service).collect();
    let listings = cx.store.read(&cx.viewer, move |tx| listings(tx, &ids)).await?;
    Ok(Results { found, listings, near, near_unknown: near.is_none() && !asked.near.is_empty() })
}

/// A ZIP code, or `latitude,longitude`.
fn near(index: &search::Index, text: &str) -> Option<Point> {
    if let Some((latitude, longitude)) = text.split_once(',') {
        return crate::model::geo::point(latitude.trim().parse().ok()?, longitude.trim().parse().ok()?);
    }
    index.centroids.get(zip5(text)?)
}

fn tile_list(cx: &Cx, asked: &Asked, form: &Form) -> Markup {
    // A tile is a new question: it keeps where and in which language, not the words and not the page.
    let kept: Vec<(&str, &str)> =
        form.pairs().filter(|(name, _)| matches!(*name, "near" | "lang" | "within")).collect();
    let base = Form::of(kept);
    html! {
        nav aria-label=(cx.t("directory-tiles")) {
            ul.tiles {
                @for t in tiles() {
                    @let here = domain(&asked.need).map_or(asked.need.as_str(), |d| d.tile.as_str()) == t.code;
                    li { a href={ "/find?" (base.with("need", &t.code)) } aria-current=[here.then_some("true")] {
                        (tandem_web::icons::icon(&t.icon)) (t.name(cx.spanish()))
                    } }
                }
            }
        }
    }
}

fn search_box(cx: &Cx, asked: &Asked) -> Markup {
    let languages = known_languages().iter().map(|l| Choice::new(l.code.clone(), l.name_own.clone()));
    let any = Choice::new("", cx.t("directory-any-language"));
    let distances =
        DISTANCES.iter().map(|n| Choice::new(*n, cx.ta("directory-within", &[("n", (*n).into())])));
    let far = Choice::new("", cx.t("directory-any-distance"));
    let checks = [Choice::new("1", cx.t("directory-open-now")).chosen(asked.open_now)];
    let room = [Choice::new("1", cx.t("directory-has-room")).chosen(asked.has_room)];
    let more = html! {
        (Choices::checkboxes("open_now", cx.t("directory-filter-hours"), checks).small())
        (Choices::checkboxes("capacity", cx.t("directory-filter-room"), room).small())
        (Select::new("lang", cx.t("directory-filter-language"), std::iter::once(any).chain(languages)).choose(&asked.language))
        (Select::new("within", cx.t("directory-filter-distance"), std::iter::once(far).chain(distances)).choose(&asked.within))
    };
    let mut keep = Vec::new();
    if !asked.need.is_empty() {
        keep.push(("need", asked.need.clone()));
    }
    if asked.map {
        keep.push(("view", "map".to_owned()));
    }
    let search = Search {
        action: "/find",
        name: &cx.t("directory-search-name"),
        fields: vec![
            Field::search("q", cx.t("directory-q")).hint(cx.t("directory-q-hint")).value(asked.words.clone()),
            Field::zip("near", cx.t("directory-near"))
                .hint(cx.t("directory-near-hint"))
                .value(asked.near.clone()),
        ],
        submit: &cx.t("directory-search-submit"),
        swap: Some("results"),
        keep,
        more: tandem_web::ui::details(&cx.t("directory-more-filters"), more),
    };
    html! { (search) }
}

fn results_section(cx: &Cx, asked: &Asked, form: &Form, results: &Results) -> Markup {
    let found = &results.found;
    html! {
        section #results.stack aria-labelledby="h-results" {
            div.row.between {
                h2 #h-results aria-live="polite" { (heading(cx, asked, found.total)) }
                @if found.total > 0 { (views(cx, asked, form)) }
            }
            @if results.near_unknown { (notice(Tone::Soon, html! { p { (cx.ta("directory-near-unknown", &[("zip", asked.near.as_str().into())])) } })) }
            @for (typed, read) in &found.read_as {
                p { (cx.ta("directory-read-as", &[("typed", typed.as_str().into()), ("read", read.as_str().into())])) }
            }
            @if found.total == 0 { (nothing(cx, asked, form)) }
            @else {
                @if asked.map { (map(cx, asked, results)) }
                @let start = (asked.page - 1) * PER_PAGE + 1;
                ol.stack role="list" start=(start) {
                    @for (n, listing) in results.listings.iter().enumerate() {
                        @let hit = found.hits.iter().find(|h| h.service == listing.id);
                        li.card.res.cq { (result(cx, listing, hit, asked.map.then_some(start + n))) }
                    }
                }
                (pagination(
                    [&cx.t("web-pages"), &cx.t("web-previous"), &cx.t("web-next"), &cx.t("directory-page")],
                    asked.page, found.total.div_ceil(PER_PAGE), Some("results"),
                    |n| format!("/find?{}", form.with("page", &n.to_string())),
                ))
            }
        }
    }
}

fn heading(cx: &Cx, asked: &Asked, total: usize) -> String {
    let count = i64::try_from(total).unwrap_or(i64::MAX);
    let need = tile(&asked.need)
        .map(|t| t.name(cx.spanish()))
        .or_else(|| domain(&asked.need).map(|d| d.name(cx.spanish())))
        .unwrap_or_default();
    let what =
        if asked.words.is_empty() { need.to_owned() } else { format!("\u{201c}{}\u{201d}", asked.words) };
    let near = zip5(&asked.near).unwrap_or_default();
    let args = [("n", count.into()), ("what", what.as_str().into()), ("near", near.into())];
    let key = match (what.is_empty(), near.is_empty()) {
        (false, false) => "directory-count-what-near",
        (false, true) => "directory-count-what",
        (true, false) => "directory-count-near",
        (true, true) => "directory-count",
    };
    cx.ta(key, &args)
}

fn views(cx: &Cx, asked: &Asked, form: &Form) -> Markup {
    let list = format!("/find?{}", form.with("view", ""));
    let map = format!("/find?{}", form.with("view", "map"));
    let labels = (cx.t("directory-view-list"), cx.t("directory-view-map"));
    tabs(
        &cx.t("directory-views"),
        &[
            Tab { href: &list, label: &labels.0, icon: "list", current: !asked.map },
            Tab { href: &map, label: &labels.1, icon: "map-2", current: asked.map },
        ],
    )
}

fn map(cx: &Cx, asked: &Asked, results: &Results) -> Markup {
    let start = (asked.page - 1) * PER_PAGE + 1;
    let point = |l: &Listing| l.places.iter().find_map(|p| p.point);
    let pins: Vec<Pin> = results
        .listings
        .iter()
        .enumerate()
        .filter_map(|(n, l)| {
            point(l)
                .map(|p| Pin { number: start + n, at: tandem_web::map::Point::new(p.longitude, p.latitude) })
        })
        .collect();
    let here = results.near.map(|p| {
        let words = cx.ta("directory-map-here", &[("zip", asked.near.as_str().into())]);
        (tandem_web::map::Point::new(p.longitude, p.latitude), words)
    });
    let shown = i64::try_from(pins.len()).unwrap_or(0);
    let map = PointsMap {
        id: "places".into(),
        title: cx.t("directory-map-title"),
        sentence: cx.ta("directory-map-sentence", &[("n", shown.into())]),
        areas: Vec::new(),
        pins,
        here,
    };
    map.render(cx.app.catalogue(), cx.lang)
}

fn result(cx: &Cx, l: &Listing, hit: Option<&Hit>, number: Option<usize>) -> Markup {
    let place = l.places.first();
    let mut list: Vec<(&str, Markup)> = Vec::new();
    if let Some(open) = words::open_line(cx, l.hours_at(place)) {
        list.push(("clock", html! { (open) }));
    }
    match (hit.and_then(|h| h.miles), place) {
        (_, Some(place)) if place.confidential => {
            list.push(("lock", html! { (cx.t("directory-address-private")) }))
        }
        (miles, Some(place)) => {
            let far = miles.map(|m| words::miles(cx, m));
            let line = [far, Some(place.address.line())].into_iter().flatten().filter(|t| !t.is_empty());
            let line = line.collect::<Vec<_>>().join(", ");
            if !line.is_empty() {
                list.push(("map-pin", html! { (line) }));
            }
        }
        (_, None) => {}
    }
    let spoken = words::languages(l);
    if !spoken.is_empty() {
        list.push(("language", html! { (spoken.join(", ")) }));
    }
    html! {
        div.row.between {
            h3 { @if let Some(n) = number { span { (n) ". " } } a href={ "/services/" (l.id) } { (l.name) } }
            (words::capacity_chip(cx, l.capacity.as_ref().map(|c| c.status)))
        }
        @if l.organization_name != l.name { p.m { (l.organization_name) } }
        @if !l.alert.is_empty() { (notice(Tone::Soon, html! { p { (words::summary(&l.alert)) } })) }
        p { (words::summary(&l.description)) }
        (facts(list))
        div.acts {
            @if let Some(phone) = l.main_phone() { (words::call_button(cx, phone, &l.name)) }
            (link_button(Button::Secondary, "hand-stop", &format!("/services/{}/call-me", l.id), &cx.t("directory-call-me"), &l.name))
        }
        // Paper has no buttons.
        @if let Some(phone) = l.main_phone() { p.paper-only { (cx.t("directory-call")) ": " (phone.number) } }
        p.hint {
            (words::checked_line(cx, l)) " "
            a.no-paper href={ "/services/" (l.id) "#wrong" } { (cx.t("directory-wrong")) span.vh { " " (l.name) } }
        }
    }
}

/// Nothing found: what would find something.
fn nothing(cx: &Cx, asked: &Asked, form: &Form) -> Markup {
    let mut tips: Vec<(String, String)> = Vec::new();
    let mut tip = |changed: String, key: &str| tips.push((format!("/find?{changed}"), cx.t(key)));
    if !asked.within.is_empty() {
        tip(form.with("within", ""), "directory-tip-distance");
    }
    if asked.open_now {
        tip(form.with("open_now", ""), "directory-tip-closed");
    }
    if asked.has_room {
        tip(form.with("capacity", ""), "directory-tip-full");
    }
    if !asked.language.is_empty() {
        tip(form.with("lang", ""), "directory-tip-language");
    }
    if !asked.need.is_empty() && !asked.words.is_empty() {
        tip(form.with("need", ""), "directory-tip-need");
    }
    html! {
        (empty_state("search", &cx.t("directory-nothing-title"), &cx.t("directory-nothing-text"), None))
        @if !tips.is_empty() {
            ul { @for (href, words) in &tips { li { a href=(href) { (words) } } } }
        }
        p { (cx.t("directory-nothing-words")) }
        div.acts { (link_button(Button::Primary, "phone", "tel:211", &cx.t("directory-call-211"), "")) }
    }
}

fn talk(cx: &Cx) -> Markup {
    tandem_web::ui::section(
        &cx.t("directory-talk-title"),
        html! {
            p { (cx.t("directory-talk-text")) }
            div.acts { (link_button(Button::Secondary, "phone", "tel:211", &cx.t("directory-call-211"), "")) }
        },
    )
}
