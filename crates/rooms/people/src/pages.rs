//! The room's pages. Handlers read a form, call an action, and show what came of it; rules live below.

mod asked;
mod consent;
pub(crate) mod corrections;
mod erasure;
mod for_them;
mod form;
mod given;
mod guardians;
pub(crate) mod log;
mod my;
mod my_open;
mod my_share;
mod needs;
mod people;
mod person;
mod sharing;
mod sign;
mod team;
mod unattended;

use crate::model::consent::State;
use crate::model::proof::LARGEST_SCAN;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler as _;
use axum::response::Response;
use maud::{Markup, html};
use std::collections::HashMap;
use tandem_access::{Action, Error, Kind, Timestamp, Tx, Uuid};
use tandem_web::messages::dates;
use tandem_web::ui::{self, Tone};
use tandem_web::{Cx, Form, Panel, Route, Who};

/// The routes table of the room.
pub fn routes() -> Vec<Route> {
    let read = Who::May(Kind::Person, Action::Read);
    let write = Who::May(Kind::Person, Action::Write);
    let need = Who::May(Kind::Need, Action::Write);
    let consent = Who::May(Kind::Consent, Action::Write);
    let consents = Who::May(Kind::Consent, Action::Read);
    let gives_access = Who::May(Kind::Member, Action::Manage);
    vec![
        Route::get("/people", "people.list", read, people::show),
        // Names and birth dates travel in a body, never in an address that histories and proxies keep.
        Route::post("/people/search", "people.search", read, people::search),
        Route::post("/people/find", "people.find", read, people::find),
        Route::get("/people/new", "people.new", write, form::new),
        Route::post("/people/new", "people.create", write, form::create),
        Route::get("/people/{id}", "people.person", read, person::show),
        Route::get("/people/{id}/edit", "people.edit", write, form::edit),
        Route::post("/people/{id}/edit", "people.save", write, form::save),
        Route::post("/people/{id}/needs", "people.need_add", need, needs::add),
        Route::post("/people/needs/{id}/wants", "people.need_wants", need, needs::wants),
        Route::post("/people/needs/{id}/end", "people.need_end", need, needs::end),
        Route::get("/people/{id}/consent", "people.consent_ask", consent, consent::ask),
        Route::post("/people/{id}/consent", "people.consent_record", consent, consent::record),
        Route::post(
            "/people/{id}/consent/paper",
            "people.consent_paper",
            consent,
            consent::record_paper.layer(DefaultBodyLimit::max(LARGEST_SCAN + 64 * 1024)),
        ),
        Route::post("/people/{id}/consent/code", "people.consent_code", consent, consent::send_code),
        Route::get("/people/consents/{id}", "people.consent", consents, given::show),
        Route::get("/people/consents/{id}/scan", "people.consent_scan", consents, given::scan),
        Route::get("/people/{id}/guardians", "people.guardians", consents, guardians::show),
        Route::post("/people/{id}/guardians", "people.guardian_add", consent, guardians::add),
        Route::post("/people/{id}/emancipation", "people.emancipate", consent, guardians::emancipate),
        Route::post("/people/guardians/{id}/end", "people.guardian_end", consent, guardians::end),
        Route::post("/people/guardians/{id}/link", "people.guardian_link", consent, guardians::link),
        Route::get("/people/{id}/sharing", "people.sharing", consents, sharing::show),
        Route::post("/people/consents/{id}/withdraw", "people.consent_withdraw", consent, sharing::withdraw),
        Route::post("/people/consents/{id}/undo", "people.consent_undo", consent, sharing::undo),
        Route::post("/people/{id}/team", "people.team_assign", read, team::assign),
        Route::post("/people/{id}/team/end", "people.team_end", read, team::end),
        Route::get("/people/asked", "people.asked", read, asked::show),
        Route::get("/people/unattended", "people.unattended", gives_access, unattended::show),
        Route::post("/people/unattended/{id}", "people.appoint", gives_access, unattended::appoint),
        Route::post("/people/corrections/{id}", "people.correction_answer", write, corrections::answer),
        Route::post("/people/{id}/link", "people.link_issue", consent, sharing::issue_link),
        Route::post("/people/{id}/link/end", "people.link_end", consent, sharing::end_links),
        Route::post("/people/{id}/erasure", "people.erasure_ask", write, erasure::ask),
        Route::post("/people/{id}/erasure/answer", "people.erasure_answer", read, erasure::answer),
        Route::get("/people/{id}/log", "people.log", Who::May(Kind::Audit, Action::Read), log::show),
        Route::get("/my/{token}", "people.my_code", Who::Link, my_open::code),
        Route::post("/my/{token}", "people.my_open", Who::Link, my_open::open),
        Route::get("/my", "people.my", Who::Link, my::show),
        Route::get("/my/consents/{id}", "people.my_consent", Who::Link, given::show_own),
        Route::get("/my/consents/{id}/scan", "people.my_consent_scan", Who::Link, given::scan_own),
        Route::post("/my/consents/{id}/withdraw", "people.my_withdraw", Who::Link, my::withdraw),
        Route::post("/my/consents/{id}/undo", "people.my_undo", Who::Link, my::undo),
        Route::post("/my/pages/{n}", "people.my_page", Who::Link, my_open::show_first),
        Route::get("/my/share", "people.my_share", Who::Link, my_share::show),
        Route::post("/my/share", "people.my_share_save", Who::Link, my_share::save),
        Route::post("/my/erasure", "people.my_erasure", Who::Link, erasure::ask_own),
        Route::get("/for/{token}", "people.for_code", Who::Link, for_them::code),
        Route::post("/for/{token}", "people.for_open", Who::Link, for_them::open),
        Route::get("/for", "people.for", Who::Link, for_them::show),
        Route::get("/for/consents/{id}", "people.for_consent", Who::Link, for_them::consent),
        Route::post("/for/consents/{id}/withdraw", "people.for_withdraw", Who::Link, for_them::withdraw),
        Route::post("/for/close", "people.for_close", Who::Link, for_them::close),
        Route::post("/my/close", "people.my_close", Who::Link, my_open::close),
    ]
}

/// What the room shows on the pages of others.
pub fn panels() -> Vec<Panel> {
    vec![unattended::HOME, unattended::TODAY, unattended::MEMBERS, asked::HOME, asked::TODAY, asked::AUDIT]
}

/// A day in the partnership's time zone and the reader's language.
fn day(cx: &Cx, at: Timestamp) -> String {
    dates::date_year(cx.lang, at.to_zoned(cx.zone()).date())
}

/// Names of organizations by id.
fn org_names(tx: &mut Tx, ids: &[Uuid]) -> Result<HashMap<Uuid, String>, Error> {
    let found = tandem_partners::actions::find_many(tx, ids)?;
    Ok(found.into_iter().map(|org| (org.id, org.name)).collect())
}

/// The name of an organization from [`org_names`]; one that is gone has no name left.
fn name_of(names: &HashMap<Uuid, String>, id: Uuid) -> &str {
    names.get(&id).map_or("", String::as_str)
}

/// Where a consent stands: icon, word and colour.
fn state_chip(cx: &Cx, state: State) -> Markup {
    let (tone, key) = match state {
        State::Live => (Tone::Ok, "people-state-live"),
        State::Later => (Tone::Soon, "people-state-later"),
        State::Expired => (Tone::Info, "people-state-expired"),
        State::Withdrawn => (Tone::Late, "people-state-withdrawn"),
        State::Refused => (Tone::Late, "people-state-refused"),
        State::Replaced => (Tone::Info, "people-state-replaced"),
        State::Closed => (Tone::Late, "people-state-closed"),
        State::Left => (Tone::Late, "people-state-left"),
        State::GuardianEnded => (Tone::Late, "people-state-guardian-ended"),
    };
    ui::chip(tone, &cx.t(key))
}

/// The classes of data of a consent, in words.
fn data_words(cx: &Cx, consent: &crate::model::consent::Consent) -> Markup {
    let topics = consent
        .labels
        .iter()
        .filter(|label| consent.labels.len() > 1 || **label != crate::model::label::Label::General);
    html! {
        ul {
            @for class in &consent.classes { li { (cx.t(&format!("people-class-{class}"))) } }
            @for label in topics { li { (cx.t(&format!("people-data-{label}"))) } }
        }
    }
}

/// A button that changes something, as a form of its own. `about` says what it is about, for screen readers.
pub(crate) fn action_button(
    class: &str,
    icon: &str,
    action: &str,
    hidden: &[(&str, &str)],
    text: &str,
    about: &str,
) -> Markup {
    html! {
        form method="post" action=(action) {
            @for (name, value) in hidden { input type="hidden" name=(name) value=(value); }
            button class=(class) type="submit" {
                (ui::icon(icon))
                span { (text) @if !about.is_empty() { span.vh { ": " (about) } } }
            }
        }
    }
}

/// Where a private page leads that was closed.
fn out(cx: &Cx, form: &Form) -> Response {
    if form.text("fast") == "1" { cx.redirect("/") } else { cx.redirect_flash("/", "people-my-closed") }
}

/// The look of an [`action_button`].
pub(crate) const SECONDARY: &str = "btn q2nd";
const DANGER: &str = "btn danger";
