//! The room's pages.

mod calendar;
mod form;
mod list;
mod live;
mod meeting;
mod minutes;
mod needs;
mod notices;
mod tasks;
mod words;

use tandem_access::{Action, Kind};
use tandem_web::{NavItem, NavPlace, Route, Who};

/// Members whose role reads of governance.
const READS: Who = Who::May(Kind::Governance, Action::Read);

/// The routes table of the room. Who sits in a body or leads it, each action asks; the table knows roles only.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/meetings", "meetings.list", Who::Anyone, list::show),
        Route::get("/meetings.ics", "meetings.feed", Who::Anyone, calendar::feed),
        Route::get("/meetings/new", "meetings.new", READS, form::new),
        Route::post("/meetings/new", "meetings.plan", READS, form::plan),
        Route::get("/meetings/notices", "meetings.notices", READS, notices::show),
        Route::post("/meetings/notices", "meetings.set_notices", READS, notices::set),
        Route::get("/meetings/actions", "meetings.actions", READS, tasks::show),
        Route::post("/meetings/actions/{id}", "meetings.finish", READS, tasks::finish),
        Route::get("/meetings/{id}", "meetings.show", Who::Anyone, meeting::show),
        Route::get("/meetings/{id}/calendar.ics", "meetings.calendar", Who::Anyone, calendar::one),
        Route::get("/meetings/{id}/edit", "meetings.edit", READS, form::edit),
        Route::post("/meetings/{id}/edit", "meetings.change", READS, form::change),
        Route::post("/meetings/{id}/cancel", "meetings.cancel", READS, form::cancel),
        Route::post("/meetings/{id}/answer", "meetings.answer", READS, meeting::answer),
        Route::post("/meetings/{id}/needs", "meetings.arrange", READS, needs::arrange),
        Route::post("/meetings/{id}/agenda", "meetings.propose", READS, meeting::propose),
        Route::post("/meetings/{id}/agenda/order", "meetings.order", READS, meeting::order),
        Route::get("/meetings/{id}/live", "meetings.live", READS, live::show),
        Route::post("/meetings/{id}/live/{verb}", "meetings.write", READS, live::write),
    ]
}

/// Navigation this room adds.
pub(crate) fn nav() -> Vec<NavItem> {
    let item = |place, who, order| {
        NavItem::new("meetings", "/meetings", "meetings-nav", "calendar-event", who, place, order)
    };
    vec![item(NavPlace::Public, Who::Anyone, 50), item(NavPlace::Staff, READS, 75)]
}
