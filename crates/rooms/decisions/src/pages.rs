//! The room's pages. Handlers read a form, call an action and show what came of it; rules live below.

mod act;
mod decision;
mod flag;
mod list;
mod new;
mod panel;
mod poll;
mod proposal;
mod wait;
mod words;

use tandem_access::{Action, Kind};
use tandem_web::{NavItem, NavPlace, Panel, Route, Who};

/// Signs for an organization.
const SIGN: Who = Who::May(Kind::Agreement, Action::Decide);

/// The routes table of the room.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/decisions", "decisions.list", Who::Anyone, list::show),
        Route::get("/decisions.csv", "decisions.csv", Who::Anyone, list::csv),
        Route::get("/decisions/{id}", "decisions.decision", Who::Anyone, decision::show),
        Route::post("/decisions/{id}/review", "decisions.review", Who::Member, decision::review),
        Route::post("/decisions/{id}/aside", "decisions.aside", SIGN, decision::aside),
        Route::get("/polls", "decisions.polls", Who::Anyone, poll::list),
        Route::get("/polls/new", "decisions.poll_new", Who::Member, poll::new),
        Route::post("/polls/new", "decisions.poll_ask", Who::Member, poll::ask),
        Route::get("/polls/{id}", "decisions.poll", Who::Anyone, poll::show),
        Route::post("/polls/{id}", "decisions.poll_answer", Who::Member, poll::answer),
        Route::post("/polls/{id}/close", "decisions.poll_close", Who::Member, poll::close),
        Route::get("/proposals/new", "decisions.new", Who::Anyone, new::show),
        Route::post("/proposals/new", "decisions.propose", Who::Anyone, new::send),
        Route::get("/proposals/{id}", "decisions.proposal", Who::Anyone, proposal::show),
        Route::post("/proposals/{id}/about", "decisions.about", Who::Member, act::about),
        Route::post("/proposals/{id}/topic", "decisions.topic", Who::Member, act::topic),
        Route::post("/proposals/{id}/take-up", "decisions.take_up", Who::Member, act::take_up),
        Route::get("/proposals/{id}/text", "decisions.text", Who::Member, act::text),
        Route::post("/proposals/{id}/text", "decisions.rewrite", Who::Member, act::rewrite),
        Route::post("/proposals/{id}/promises", "decisions.promise", Who::Member, act::promise),
        Route::post("/proposals/{id}/remark", "decisions.remark", Who::Member, act::remark),
        Route::post("/proposals/{id}/answer", "decisions.answer", Who::Member, act::answer),
        Route::post("/proposals/{id}/stance", "decisions.stance", Who::Member, act::stance),
        Route::post("/proposals/{id}/call", "decisions.call", Who::Member, act::call),
        Route::post("/proposals/{id}/objection", "decisions.objection", Who::Member, act::objection),
        Route::post("/proposals/{id}/stage", "decisions.stage", Who::Member, act::stage),
        Route::post("/proposals/{id}/adopt", "decisions.adopt", Who::Member, act::adopt),
        Route::post("/proposals/{id}/decide", "decisions.decide", Who::Member, act::decide),
        Route::post("/proposals/{id}/withdraw", "decisions.withdraw", Who::Member, act::withdraw),
    ]
}

/// Navigation this room adds.
pub(crate) fn nav() -> Vec<NavItem> {
    vec![NavItem::new("decisions", "/decisions", "decisions-nav", "gavel", Who::Anyone, NavPlace::Public, 65)]
}

/// What it shows on other rooms' pages.
pub(crate) fn panels() -> Vec<Panel> {
    vec![panel::WORKGROUP, panel::SEATS, panel::HOME, panel::TODAY, panel::POWER]
}
