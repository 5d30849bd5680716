//! The room's pages. Handlers read a form, call an action and show what came of it; rules live below.

mod changes;
mod charter;
mod draft;
mod power;
mod ratify;
mod seats;
mod training;
mod words;
mod workgroup;
mod workgroups;

pub(crate) use training::{HOME, LIST, TODAY};

use tandem_access::{Action, Kind};
use tandem_web::{NavItem, NavPlace, Route, Who};

/// Keeps the bodies: makes them, gives seats, drafts the charter.
const KEEP: Who = Who::May(Kind::Governance, Action::Write);
/// Signs for an organization.
const SIGN: Who = Who::May(Kind::Agreement, Action::Decide);

/// The routes table of the room.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/charter", "bodies.charter", Who::Anyone, charter::show),
        Route::get("/charter/{id}", "bodies.charter_version", Who::Anyone, charter::version),
        Route::get("/charter/{id}/power", "bodies.power", Who::Anyone, power::show),
        Route::post("/charter", "bodies.charter_draft", KEEP, draft::begin),
        Route::get("/charter/{id}/edit", "bodies.charter_edit", KEEP, draft::edit),
        Route::post("/charter/{id}/edit", "bodies.charter_save", KEEP, draft::save),
        Route::post("/charter/{id}/open", "bodies.charter_open", KEEP, draft::lay_open),
        Route::post("/charter/{id}/back", "bodies.charter_back", KEEP, draft::take_back),
        Route::post("/charter/{id}/drop", "bodies.charter_drop", KEEP, draft::drop_draft),
        Route::post("/charter/{id}/note", "bodies.charter_note", Who::Member, charter::note),
        Route::post("/charter/{id}/answer", "bodies.charter_answer", KEEP, charter::answer),
        Route::post("/charter/{id}/ratify", "bodies.charter_ratify", SIGN, ratify::ratify),
        Route::post("/charter/{id}/paper", "bodies.charter_paper", KEEP, ratify::paper),
        Route::post("/charter/{id}/paper/confirm", "bodies.charter_paper_confirm", SIGN, ratify::confirm),
        Route::post("/charter/{id}/paper/strike", "bodies.charter_paper_strike", KEEP, ratify::strike),
        Route::get("/workgroups", "bodies.workgroups", Who::Anyone, workgroups::show),
        Route::get("/workgroups/new", "bodies.workgroup_new", KEEP, workgroups::new),
        Route::post("/workgroups/new", "bodies.workgroup_make", KEEP, workgroups::make),
        Route::get("/workgroups/{id}", "bodies.workgroup", Who::Anyone, workgroup::show),
        Route::get("/workgroups/{id}/edit", "bodies.workgroup_edit", KEEP, workgroups::edit),
        Route::post("/workgroups/{id}/edit", "bodies.workgroup_save", KEEP, workgroups::save),
        Route::post("/workgroups/{id}/seats", "bodies.seat_give", KEEP, workgroup::give),
        Route::post("/workgroups/{id}/end", "bodies.workgroup_end", KEEP, workgroup::end),
        Route::get("/seats", "bodies.seats", Who::Member, seats::mine),
        Route::post("/seats/conflicts", "bodies.conflict", Who::Member, seats::conflict),
        Route::get("/seats/{id}", "bodies.seat", Who::Member, seats::show),
        Route::post("/seats/{id}/deputy", "bodies.seat_deputy", KEEP, seats::name_deputy),
        Route::post("/seats/{id}/renew", "bodies.seat_renew", KEEP, seats::renew),
        Route::post("/seats/{id}/end", "bodies.seat_end", Who::Member, seats::end),
        Route::post("/seats/{id}/handover", "bodies.seat_handover", Who::Member, seats::handover),
    ]
}

/// Navigation this room adds.
pub(crate) fn nav() -> Vec<NavItem> {
    vec![
        NavItem::new(
            "charter",
            "/charter",
            "bodies-nav-charter",
            "file-text",
            Who::Anyone,
            NavPlace::Public,
            70,
        ),
        NavItem::new(
            "workgroups",
            "/workgroups",
            "bodies-nav-workgroups",
            "users-group",
            Who::Anyone,
            NavPlace::Public,
            71,
        ),
        NavItem::new("seats", "/seats", "bodies-nav-seats", "user-check", Who::Member, NavPlace::Staff, 70),
    ]
}
