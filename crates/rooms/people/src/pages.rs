//! The room's pages. Handlers read a form, call an action, and show what came of it; rules live below.

mod consent;
mod form;
mod log;
mod my;
mod needs;
mod people;
mod person;
mod sharing;
mod team;

use crate::model::consent::State;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use std::collections::HashMap;
use tandem_access::{Action, Error, FieldErrors, Kind, Timestamp, Tx, Uuid};
use tandem_web::messages::dates;
use tandem_web::ui::{self, Tone};
use tandem_web::{Cx, Route, Who};

/// The routes table of the room.
pub fn routes() -> Vec<Route> {
    let read = Who::May(Kind::Person, Action::Read);
    let write = Who::May(Kind::Person, Action::Write);
    let need = Who::May(Kind::Need, Action::Write);
    let consent = Who::May(Kind::Consent, Action::Write);
    let consents = Who::May(Kind::Consent, Action::Read);
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
        Route::get("/people/{id}/sharing", "people.sharing", consents, sharing::show),
        Route::post("/people/consents/{id}/withdraw", "people.consent_withdraw", consent, sharing::withdraw),
        Route::post("/people/consents/{id}/undo", "people.consent_undo", consent, sharing::undo),
        Route::post("/people/{id}/team", "people.team_assign", read, team::assign),
        Route::post("/people/{id}/team/end", "people.team_end", read, team::end),
        Route::post("/people/{id}/link", "people.link_issue", consent, sharing::issue_link),
        Route::post("/people/{id}/link/end", "people.link_end", consent, sharing::end_links),
        Route::get("/people/{id}/log", "people.log", Who::May(Kind::Audit, Action::Read), log::show),
        Route::get("/my/{token}", "people.my_code", Who::Link, my::code),
        Route::post("/my/{token}", "people.my_open", Who::Link, my::open),
        Route::get("/my", "people.my", Who::Link, my::show),
        Route::post("/my/consents/{id}/withdraw", "people.my_withdraw", Who::Link, my::withdraw),
        Route::post("/my/consents/{id}/undo", "people.my_undo", Who::Link, my::undo),
        Route::post("/my/close", "people.my_close", Who::Link, my::close),
    ]
}

/// A day in the partnership's time zone and the reader's language.
fn day(cx: &Cx, at: Timestamp) -> String {
    dates::date_year(cx.lang, at.to_zoned(zone(cx)).date())
}

/// A moment in the partnership's time zone and the reader's language.
fn moment(cx: &Cx, at: Timestamp) -> String {
    let local = at.to_zoned(zone(cx));
    format!("{}, {}", dates::date_year(cx.lang, local.date()), dates::time(cx.lang, local.time()))
}

fn zone(cx: &Cx) -> TimeZone {
    TimeZone::get(&cx.app.partnership().timezone).unwrap_or(TimeZone::UTC)
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

/// The list of faults on top of a form.
fn summary(cx: &Cx, errors: &FieldErrors) -> Markup {
    ui::error_summary(&cx.t("web-error-title"), &cx.faults(errors))
}

/// Splits an action's answer: faults of the input come back to the form, anything else is a page of its own.
fn faults<T>(result: Result<T, Error>) -> Result<Result<T, FieldErrors>, Error> {
    match result {
        Ok(value) => Ok(Ok(value)),
        Err(Error::Invalid(errors)) => Ok(Err(errors)),
        Err(other) => Err(other),
    }
}

/// A button that changes something, as a form of its own. `about` says what it is about, for screen readers.
fn action_button(
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

/// The look of an [`action_button`].
const SECONDARY: &str = "btn q2nd";
const DANGER: &str = "btn danger";
