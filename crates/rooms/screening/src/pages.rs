//! The room's pages. Handlers read a form, call an action, and show what came of it; rules live below.

mod choose;
mod items;
mod panel;
mod questions;
mod result;
mod review;
mod settings;

pub use panel::PANEL;
pub use result::answers_in_words;

use crate::model::form::Values;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use tandem_access::{Action, Kind, Timestamp};
use tandem_people::model::need::Domain;
use tandem_web::messages::dates;
use tandem_web::{Cx, Form, Lang, Route, Who};

/// The routes table of the room.
pub fn routes() -> Vec<Route> {
    let read = Who::May(Kind::Screening, Action::Read);
    let write = Who::May(Kind::Screening, Action::Write);
    let instruments = Who::May(Kind::Instrument, Action::Write);
    vec![
        Route::get("/people/{id}/screenings/new", "screening.choose", write, choose::show),
        Route::post("/people/{id}/screenings", "screening.start", write, choose::start),
        Route::get("/screenings/{id}", "screening.show", read, result::show),
        Route::get("/screenings/{id}/questions", "screening.questions", write, questions::show),
        Route::post("/screenings/{id}/questions", "screening.answer", write, questions::save),
        Route::get("/screenings/{id}/review", "screening.review", write, review::show),
        Route::post("/screenings/{id}/review", "screening.complete", write, review::save),
        Route::get("/screenings/conditions.js", "screening.script", Who::Anyone, script),
        Route::get("/settings/instruments", "screening.instruments", instruments, settings::show),
        Route::post(
            "/settings/instruments/preview",
            "screening.instrument_preview",
            instruments,
            settings::preview,
        ),
        Route::post("/settings/instruments", "screening.instrument_import", instruments, settings::import),
        Route::post(
            "/settings/instruments/offer",
            "screening.instrument_offer",
            instruments,
            settings::offer,
        ),
    ]
}

/// Hides questions whose condition does not hold. Without it they are shown with a hint, and answers to them are not
/// kept.
async fn script() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
    ];
    (headers, include_str!("pages/conditions.js")).into_response()
}

/// A day in the partnership's time zone and the reader's language.
fn day(cx: &Cx, at: Timestamp) -> String {
    dates::date_year(cx.lang, at.to_zoned(cx.zone()).date())
}

/// The plain name of a topic of the review.
fn topic_name(cx: &Cx, topic: &str) -> String {
    let ours = format!("screening-topic-{topic}");
    if cx.app.catalogue().has(&ours) { cx.t(&ours) } else { domain_name(cx, topic) }
}

/// The plain name of a domain of need.
fn domain_name(cx: &Cx, domain: &str) -> String {
    Domain::from_code(domain).map_or_else(|| domain.to_owned(), |domain| cx.t(&domain.message_key()))
}

/// The language the questions are shown in: the one asked for, else that of the page.
fn words_language(cx: &Cx, form: &Form) -> &'static str {
    match form.text("words") {
        "es" => "es",
        "en" => "en",
        _ if cx.lang == Lang::Es => "es",
        _ => "en",
    }
}

/// The fields of a form by name.
fn values(form: &Form) -> Values {
    let mut values = Values::new();
    for (name, value) in form.pairs() {
        values.entry(name.to_owned()).or_default().push(value.to_owned());
    }
    values
}
