//! The room's pages: the partners for everybody, what they give and get, the map with its gaps and duplicates.

mod give;
mod hub;
mod map;
mod partner;
mod partners;
mod survey;
mod survey_form;
mod survey_link;
mod value;

use maud::Markup;
pub(crate) use survey::NETWORK;
use tandem_access::{Action, Kind, Uuid};
use tandem_directory::model::domain;
use tandem_partners::model::{Membership, Organization};
use tandem_web::messages::number;
use tandem_web::ui::{self, Tab, Tone};
use tandem_web::{Cx, Lang, NavItem, NavPlace, Route, Who};

use crate::model::BenefitKind;

const READ: Who = Who::May(Kind::Governance, Action::Read);
const WRITE: Who = Who::May(Kind::Organization, Action::Write);
const KEEP: Who = Who::May(Kind::Governance, Action::Write);
const EXPORT: Who = Who::May(Kind::Governance, Action::Export);

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/partners", "alliance.partners", Who::Anyone, partners::show),
        Route::get("/alliance", "alliance.hub", READ, hub::show),
        Route::get("/alliance/map", "alliance.map", READ, map::show),
        Route::get("/alliance/gaps.csv", "alliance.gaps_csv", EXPORT, map::gaps_csv),
        Route::get("/alliance/duplicates.csv", "alliance.duplicates_csv", EXPORT, map::duplicates_csv),
        Route::get("/alliance/survey", "alliance.survey", READ, survey::show),
        Route::post("/alliance/survey/open", "alliance.survey_open", KEEP, survey::open),
        Route::post("/alliance/survey/close", "alliance.survey_close", KEEP, survey::close),
        Route::post("/alliance/survey/send", "alliance.survey_send", KEEP, survey::send),
        Route::get("/survey/{token}", "alliance.survey_link", Who::Link, survey_link::show),
        Route::get("/survey/{token}/{id}", "alliance.survey_link_form", Who::Link, survey_link::ask),
        Route::post("/survey/{token}/{id}", "alliance.survey_link_answer", Who::Link, survey_link::save),
        Route::get("/alliance/survey/{id}", "alliance.survey_form", WRITE, survey::ask),
        Route::post("/alliance/survey/{id}", "alliance.survey_answer", WRITE, survey::save),
        Route::get("/alliance/{id}", "alliance.partner", READ, partner::show),
        Route::get("/alliance/{id}/value", "alliance.value", READ, value::show),
        Route::post("/alliance/{id}/value/share", "alliance.value_share", KEEP, value::share),
        Route::post("/alliance/{id}/value/end", "alliance.value_end", KEEP, value::end),
        Route::get("/value/{token}", "alliance.value_link", Who::Link, value::by_link),
        Route::get("/alliance/{id}/give", "alliance.give_form", WRITE, give::show),
        Route::post("/alliance/{id}/give", "alliance.give", WRITE, give::save),
        Route::get("/alliance/entries/{id}/back", "alliance.take_back_form", WRITE, give::ask_back),
        Route::post("/alliance/entries/{id}/back", "alliance.take_back", WRITE, give::take_back),
    ]
}

pub(crate) fn nav() -> Vec<NavItem> {
    vec![
        NavItem::new(
            "partners",
            "/partners",
            "alliance-nav-partners",
            "users-group",
            Who::Anyone,
            NavPlace::Public,
            80,
        ),
        NavItem::new("alliance", "/alliance", "alliance-nav", "heart-handshake", READ, NavPlace::Staff, 62),
    ]
}

/// The pages of the room side by side.
fn tabs(cx: &Cx, here: &str) -> Markup {
    let words = [
        ("/alliance", "alliance-tab-partners", "heart-handshake"),
        ("/alliance/map", "alliance-tab-map", "map-2"),
        ("/alliance/survey", "alliance-tab-survey", "clipboard-list"),
    ];
    let names = words.map(|(_, key, _)| cx.t(key));
    let all: Vec<Tab<'_>> = words
        .iter()
        .zip(&names)
        .map(|((href, _, icon), text)| Tab { href, label: text, icon, current: *href == here })
        .collect();
    ui::tabs(&cx.t("alliance-tabs"), &all)
}

/// A kind of help by name.
fn domain_name(cx: &Cx, code: &str) -> String {
    domain::domain(code).map_or_else(|| code.to_owned(), |d| d.name(cx.lang == Lang::Es).to_owned())
}

fn standing(cx: &Cx, membership: Membership) -> Markup {
    let tone = match membership {
        Membership::Member => Tone::Ok,
        Membership::Invited | Membership::Listening => Tone::Soon,
        Membership::Prospective => Tone::Info,
        Membership::Paused | Membership::Left => Tone::Late,
    };
    ui::chip(tone, &cx.t(&format!("partners-membership-{}", membership.code())))
}

fn kind_name(cx: &Cx, kind: BenefitKind) -> String {
    cx.t(&format!("alliance-kind-{}", kind.code()))
}

/// Dollars, with cents only where there are any.
fn dollars(cents: i64) -> String {
    let whole = number(cents / 100);
    if cents % 100 == 0 { format!("${whole}") } else { format!("${whole}.{:02}", cents % 100) }
}

/// One side of an entry; nothing is the partnership.
fn side(cx: &Cx, id: Option<Uuid>, names: &std::collections::BTreeMap<Uuid, String>) -> String {
    id.map_or_else(|| cx.app.partnership().name.clone(), |id| names.get(&id).cloned().unwrap_or_default())
}

/// Whether an organization may be named with its place: a confidential one has none here.
fn place_of(o: &Organization) -> Option<String> {
    o.listed_place()
}

#[cfg(test)]
mod tests {
    use super::dollars;

    #[test]
    fn cents_show_where_there_are_any() {
        assert_eq!((dollars(125_000).as_str(), dollars(1_205).as_str()), ("$1,250", "$12.05"));
    }
}
