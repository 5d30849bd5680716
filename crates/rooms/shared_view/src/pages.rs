//! The room's pages, and what it shows on others'.

mod already;
mod copy;
mod correct;
mod everything;
mod filter;
mod find;
mod lines;
mod metadata;
mod my;
mod panel;
mod timeline;

use tandem_access::{Action, Kind, Timestamp};
use tandem_web::messages::dates;
use tandem_web::{Cx, Panel, Route, Who};

/// Takes what they see along as a file.
const EXPORT: Who = Who::May(Kind::Person, Action::Export);

/// The routes table of the room.
pub fn routes() -> Vec<Route> {
    let read = Who::May(Kind::Person, Action::Read);
    vec![
        Route::get("/people/{id}/timeline", "shared_view.timeline", read, timeline::show),
        Route::get("/fhir/Patient/{id}/$everything", "shared_view.everything", EXPORT, everything::show)
            .for_systems(),
        Route::post("/fhir/Patient/_search", "shared_view.find", read, find::search).for_systems(),
        Route::get("/fhir/metadata", "shared_view.metadata", Who::Anyone, metadata::capabilities)
            .for_systems(),
        Route::get(
            "/fhir/.well-known/smart-configuration",
            "shared_view.smart",
            Who::Anyone,
            metadata::smart,
        )
        .for_systems(),
        Route::get("/my/timeline", "shared_view.my_timeline", Who::Link, my::timeline),
        Route::get("/my/correct", "shared_view.my_correct", Who::Link, correct::show),
        Route::post("/my/correct", "shared_view.my_correct_ask", Who::Link, correct::ask),
        Route::get("/my/copy", "shared_view.my_copy", Who::Link, copy::show),
        Route::get("/my/copy.pdf", "shared_view.my_copy_pdf", Who::Link, copy::pdf),
        Route::get("/my/copy.json", "shared_view.my_copy_json", Who::Link, copy::json),
    ]
}

/// What the room shows on other rooms' pages.
pub fn panels() -> Vec<Panel> {
    vec![panel::PERSON, panel::MY, already::HELP]
}

/// A day in the partnership's time zone and the reader's language.
fn day(cx: &Cx, at: Timestamp) -> String {
    dates::date_year(cx.lang, at.to_zoned(cx.zone()).date())
}

/// A moment, the same way.
fn moment(cx: &Cx, at: Timestamp) -> String {
    dates::date_time(cx.lang, at.to_zoned(cx.zone()).datetime())
}
