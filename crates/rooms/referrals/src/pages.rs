//! The room's pages. Handlers read a form, call an action and show what came of it; rules live below.

mod answer;
mod call_me;
mod confirm;
mod help;
mod inbox;
mod offers;
mod panel;
mod referral;
mod today;
mod track;
mod vault;
mod words;

pub(crate) use panel::PERSON;

use tandem_access::{Action, Kind, Role};
use tandem_web::{NavItem, NavPlace, Route, Who};

const SEND: Who = Who::May(Kind::Referral, Action::Write);
const ANSWER: Who = Who::May(Kind::Referral, Action::Decide);
/// Who meets people and writes down what they need.
const MEETS: Who = Who::May(Kind::Need, Action::Write);
/// Who opens a vault.
const ADVOCATE: Who = Who::Role(Role::Advocate);
const READ: Who = Who::May(Kind::Referral, Action::Read);

/// The routes table of the room.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/today", "referrals.today", SEND, today::show),
        Route::get("/people/{id}/needs/{need}/help", "referrals.help", SEND, help::show),
        Route::post("/people/{id}/needs/{need}/help", "referrals.send", SEND, help::send),
        Route::get("/referrals/{id}", "referrals.referral", READ, referral::show),
        Route::post("/referrals/{id}/{verb}", "referrals.act", READ, referral::act),
        Route::get("/inbox", "referrals.inbox", ANSWER, inbox::show),
        Route::get("/offers", "referrals.offers", ANSWER, offers::list),
        Route::post("/offers/{id}/claim", "referrals.claim", ANSWER, offers::claim),
        Route::get("/vault", "referrals.vault", ADVOCATE, vault::show),
        Route::post("/vault/{id}", "referrals.vault_note", ADVOCATE, vault::note),
        // Signed links: no account. What the link is good for is checked by the handler.
        Route::get("/a/{token}", "referrals.answer", Who::Link, answer::show),
        Route::get("/a/{token}/{verb}", "referrals.answer_form", Who::Link, answer::form),
        Route::post("/a/{token}/{verb}", "referrals.answer_act", Who::Link, answer::act),
        Route::get("/o/{token}", "referrals.offer_link", Who::Link, offers::by_link),
        Route::post("/o/{token}", "referrals.claim_link", Who::Link, offers::claim_by_link),
        Route::get("/c/{token}", "referrals.confirm", Who::Link, confirm::show),
        Route::post("/c/{token}", "referrals.confirm_save", Who::Link, confirm::save),
        // Anybody.
        Route::get("/services/{id}/call-me", "referrals.call_me", Who::Anyone, call_me::show),
        Route::post("/services/{id}/call-me", "referrals.call_me_send", Who::Anyone, call_me::send),
        Route::get("/track", "referrals.track", Who::Anyone, track::show),
        // The code travels in a body, never in an address that histories and proxies keep.
        Route::post("/track", "referrals.track_code", Who::Anyone, track::open),
    ]
}

/// Navigation this room adds.
pub(crate) fn nav() -> Vec<NavItem> {
    let item = NavItem::new;
    vec![
        item("vault", "/vault", "referrals-vault", "shield-lock", ADVOCATE, NavPlace::Staff, 5)
            .first_for(10, ADVOCATE),
        // Who only answers has a list of what came in; what they sent on is found from there.
        item("today", "/today", "referrals-nav-today", "checkup-list", MEETS, NavPlace::Staff, 10)
            .first_for(20, MEETS),
        item("inbox", "/inbox", "referrals-nav-inbox", "inbox", ANSWER, NavPlace::Staff, 30)
            .first_for(30, ANSWER),
        item("offers", "/offers", "referrals-nav-offers", "hand-stop", ANSWER, NavPlace::Staff, 31),
        item("track", "/track", "referrals-nav-track", "route", Who::Anyone, NavPlace::Public, 60),
    ]
}
