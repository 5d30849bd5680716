//! The room's pages. Handlers read a form, call an action and show what came of it; rules live below.

mod answers;
mod list;
mod moderate;
mod new;
mod panel;
mod results;
mod sheet;
mod speak;
mod take_part;
mod words;

use tandem_web::{NavItem, NavPlace, Panel, Route, Who};

/// The routes table of the room. Who leads a body the action asks, so a member may come as far as the form.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/conversations", "conversations.list", Who::Anyone, list::show),
        Route::get("/conversations/new", "conversations.new", Who::Member, new::show),
        Route::post("/conversations/new", "conversations.start", Who::Member, new::start),
        Route::get("/conversations/{id}", "conversations.show", Who::Anyone, take_part::show),
        Route::post("/conversations/{id}/answer", "conversations.answer", Who::Anyone, speak::answer),
        Route::post("/conversations/{id}/about", "conversations.about", Who::Anyone, speak::about),
        Route::post("/conversations/{id}/suggest", "conversations.suggest", Who::Anyone, speak::suggest),
        Route::post("/conversations/{id}/leave", "conversations.leave", Who::Anyone, speak::leave),
        Route::get("/conversations/{id}/answers", "conversations.answers", Who::Anyone, answers::show),
        Route::get("/conversations/{id}/results", "conversations.results", Who::Anyone, results::show),
        Route::get("/conversations/{id}/results.csv", "conversations.csv", Who::Anyone, sheet::csv),
        Route::get("/conversations/{id}/moderate", "conversations.desk", Who::Member, moderate::show),
        Route::post("/conversations/{id}/moderate", "conversations.moderate", Who::Member, moderate::decide),
        Route::post("/conversations/{id}/close", "conversations.close", Who::Member, moderate::close),
    ]
}

/// Navigation this room adds.
pub(crate) fn nav() -> Vec<NavItem> {
    let (path, key, icon) = ("/conversations", "conversations-nav", "message-circle");
    vec![NavItem::new("conversations", path, key, icon, Who::Anyone, NavPlace::Public, 66)]
}

/// What it shows on other rooms' pages.
pub(crate) fn panels() -> Vec<Panel> {
    vec![panel::WORKGROUP]
}
