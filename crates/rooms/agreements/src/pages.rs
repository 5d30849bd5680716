//! The room's pages, and the words they share.

mod act;
mod agreement;
mod agreements;
mod commitment;
mod commitments;
mod form;
mod glossary;
mod paper;
mod training;

pub(crate) use commitments::{DECISION, VOTE};
pub(crate) use training::{HOME, TODAY};

use crate::model::agreement::{Agreement, State};
use crate::model::commitment::Commitment;
use maud::Markup;
use tandem_access::{Action, Kind, Timestamp};
use tandem_web::messages::dates;
use tandem_web::ui::{self, Tone};
use tandem_web::{Cx, Lang, NavItem, NavPlace, Route, Who};

/// The room's part of the routes table.
pub(crate) fn routes() -> Vec<Route> {
    let write = Who::May(Kind::Agreement, Action::Write);
    let decide = Who::May(Kind::Agreement, Action::Decide);
    let manage = Who::May(Kind::Agreement, Action::Manage);
    let setting = Who::May(Kind::Setting, Action::Write);
    let keep = Who::May(Kind::Governance, Action::Write);
    vec![
        Route::get("/agreements", "agreements.list", Who::Anyone, agreements::show),
        Route::post("/agreements/rule", "agreements.rule", setting, agreements::set_rule),
        Route::get("/agreements/new", "agreements.new", write, form::new),
        Route::post("/agreements/new", "agreements.draft", write, form::create),
        Route::get("/agreements/{id}", "agreements.view", Who::Anyone, agreement::show),
        Route::get("/agreements/{id}/edit", "agreements.edit", write, form::edit),
        Route::post("/agreements/{id}/edit", "agreements.save", write, form::save),
        Route::post("/agreements/{id}/send", "agreements.send", write, act::send),
        Route::post("/agreements/{id}/recall", "agreements.recall", write, act::recall),
        Route::post("/agreements/{id}/stop", "agreements.stop", write, act::stop),
        Route::post("/agreements/{id}/renew", "agreements.renew", write, act::renew),
        Route::post("/agreements/{id}/spanish", "agreements.spanish", write, act::spanish),
        Route::post("/agreements/{id}/sign", "agreements.sign", decide, act::sign),
        Route::post("/agreements/{id}/withdraw", "agreements.withdraw", decide, act::withdraw),
        Route::post("/agreements/{id}/paper", "agreements.paper", manage, paper::note),
        // Who may is told by the party and by who noted it: a keeper of agreements, or who signs for an organization.
        Route::post("/agreements/{id}/paper/confirm", "agreements.paper_confirm", write, paper::confirm),
        Route::post("/agreements/{id}/paper/strike", "agreements.paper_strike", write, paper::strike),
        Route::get("/commitments", "agreements.commitments", Who::Anyone, commitments::show),
        Route::get("/commitments.csv", "agreements.commitments_csv", Who::Anyone, commitments::csv),
        Route::get("/commitments/new", "agreements.promise", write, commitment::new),
        Route::post("/commitments/new", "agreements.promise_save", write, commitment::create),
        Route::get("/commitments/{id}", "agreements.commitment", Who::Anyone, commitment::show),
        Route::post("/commitments/{id}/close", "agreements.commitment_close", Who::Member, commitment::close),
        Route::get("/glossary", "agreements.glossary", Who::Anyone, glossary::list),
        Route::get("/glossary/new", "agreements.term_new", keep, glossary::new),
        Route::post("/glossary/new", "agreements.term_create", keep, glossary::create),
        Route::get("/glossary/{slug}", "agreements.term", Who::Anyone, glossary::show),
        Route::get("/glossary/{slug}/edit", "agreements.term_edit", keep, glossary::edit),
        Route::post("/glossary/{slug}/edit", "agreements.term_save", keep, glossary::update),
        Route::get("/training", "agreements.training", Who::Member, training::list),
        Route::get("/training/new", "agreements.training_new", keep, training::new),
        Route::post("/training/new", "agreements.training_create", keep, training::create),
        Route::get("/training/{id}", "agreements.module", Who::Member, training::show),
        Route::post("/training/{id}/complete", "agreements.module_complete", Who::Member, training::complete),
        Route::get("/training/{id}/edit", "agreements.module_edit", keep, training::edit),
        Route::post("/training/{id}/edit", "agreements.module_save", keep, training::update),
        Route::post("/training/{id}/retire", "agreements.module_retire", keep, training::retire),
    ]
}

/// The room's part of the navigation.
pub(crate) fn nav() -> Vec<NavItem> {
    vec![
        NavItem::new(
            "agreements",
            "/agreements",
            "agreements-nav",
            "heart-handshake",
            Who::Anyone,
            NavPlace::Public,
            90,
        ),
        NavItem::new(
            "commitments",
            "/commitments",
            "agreements-nav-commitments",
            "list-check",
            Who::Anyone,
            NavPlace::Public,
            91,
        ),
        NavItem::new(
            "glossary",
            "/glossary",
            "agreements-nav-glossary",
            "book",
            Who::Anyone,
            NavPlace::Public,
            92,
        ),
        NavItem::new(
            "training",
            "/training",
            "agreements-nav-training",
            "school",
            Who::Member,
            NavPlace::Staff,
            85,
        ),
    ]
}

/// The day of a moment, in the partnership's time zone and the reader's language.
fn day(cx: &Cx, at: Timestamp) -> String {
    dates::date_year(cx.lang, at.to_zoned(cx.zone()).date())
}

/// The last day before a moment that ends something.
fn day_before(cx: &Cx, at: Timestamp) -> String {
    let last = at.to_zoned(cx.zone()).date();
    dates::date_year(cx.lang, last.yesterday().unwrap_or(last))
}

fn kind_name(cx: &Cx, kind: crate::model::agreement::Kind) -> String {
    cx.t(&format!("agreements-kind-{}", kind.code().replace('_', "-")))
}

/// Where an agreement stands: icon, word and colour.
fn state_chip(cx: &Cx, a: &Agreement) -> Markup {
    let state = a.state(cx.now);
    let tone = match state {
        State::InForce => Tone::Ok,
        State::Out | State::Signed => Tone::Soon,
        State::Draft | State::Stopped => Tone::Info,
        State::Expired | State::Ended => Tone::Late,
    };
    ui::chip(tone, &cx.t(&format!("agreements-state-{}", state.code().replace('_', "-"))))
}

/// What was promised, in the reader's language where there is one.
pub(crate) fn words(c: &Commitment, lang: Lang) -> &str {
    c.promise.words_es.as_deref().filter(|_| lang == Lang::Es).unwrap_or(&c.promise.words)
}
