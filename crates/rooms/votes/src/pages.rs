//! The room's pages. Handlers read a form, call an action and show what came of it.

mod answer;
mod ballot_form;
mod batch;
mod bundle_file;
mod draft;
mod manage;
mod results;
mod roll;
mod say;
mod texts;
mod why;
mod words;

use crate::actions::LARGEST_SCAN;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler as _;
use tandem_access::{Action, Kind};
use tandem_web::{NavItem, NavPlace, Route, Who};

/// Makes, opens and publishes votes.
const MANAGE: Who = Who::May(Kind::Vote, Action::Manage);
/// Keys papers and texts.
const KEY: Who = Who::May(Kind::Vote, Action::Write);
/// Follows votes.
const READ: Who = Who::May(Kind::Vote, Action::Read);

/// The routes table of the room.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/say", "votes.say", Who::Anyone, say::list),
        Route::get("/say/{id}", "votes.read", Who::Anyone, say::show),
        Route::post("/say/{id}", "votes.cast", Who::Anyone, say::vote),
        Route::get("/say/{id}/results", "votes.results", Who::Anyone, results::show),
        Route::post("/say/{id}/results", "votes.receipt", Who::Anyone, results::receipt),
        Route::get("/say/{id}/bundle", "votes.bundle", Who::Anyone, bundle_file::download),
        Route::post("/say/{id}/answer", "votes.answer", Who::Member, answer::answer),
        // A gateway's own door: the handler asks for its token.
        Route::post("/texts", "votes.text_in", Who::Anyone, texts::handed_in),
        Route::get("/votes", "votes.list", READ, manage::list),
        Route::get("/votes/new", "votes.new", MANAGE, draft::new),
        Route::post("/votes/new", "votes.make", MANAGE, draft::make),
        Route::get("/votes/{id}", "votes.manage", READ, manage::show),
        Route::get("/votes/{id}/edit", "votes.edit", MANAGE, draft::edit),
        Route::post("/votes/{id}/edit", "votes.save", MANAGE, draft::save),
        Route::post("/votes/{id}/open", "votes.open", MANAGE, manage::open),
        Route::post("/votes/{id}/cancel", "votes.cancel", MANAGE, manage::cancel),
        Route::post("/votes/{id}/withdraw", "votes.withdraw", MANAGE, manage::withdraw),
        Route::post("/votes/{id}/publish", "votes.publish", MANAGE, manage::publish),
        Route::post("/votes/{id}/again", "votes.again", MANAGE, answer::again),
        Route::post("/votes/{id}/slips", "votes.slips", MANAGE, roll::slips),
        Route::post("/votes/{id}/text", "votes.text_code", MANAGE, roll::text),
        Route::post("/votes/{id}/revoke", "votes.revoke", MANAGE, roll::revoke),
        Route::post("/votes/{id}/texts", "votes.texts", KEY, texts::pasted),
        Route::post("/votes/{id}/papers", "votes.batch_begin", KEY, batch::begin),
        Route::get("/votes/papers/{id}", "votes.batch", KEY, batch::show),
        Route::post("/votes/papers/{id}", "votes.batch_key", KEY, batch::key),
        Route::post("/votes/papers/{id}/settle", "votes.batch_settle", KEY, batch::settle),
        Route::post("/votes/papers/{id}/count", "votes.batch_count", KEY, batch::count),
        Route::post("/votes/papers/{id}/drop", "votes.batch_drop", KEY, batch::give_up),
        Route::get("/votes/papers/{id}/scan", "votes.batch_scan", KEY, batch::scan),
        Route::post(
            "/votes/papers/{id}/scan",
            "votes.batch_scan_keep",
            KEY,
            batch::keep_scan.layer(DefaultBodyLimit::max(LARGEST_SCAN + 64 * 1024)),
        ),
    ]
}

/// Navigation this room adds.
pub(crate) fn nav() -> Vec<NavItem> {
    vec![
        NavItem::new("say", "/say", "votes-nav-say", "speakerphone", Who::Anyone, NavPlace::Public, 30),
        NavItem::new("votes", "/votes", "votes-nav", "list-check", READ, NavPlace::Staff, 72),
    ]
}
