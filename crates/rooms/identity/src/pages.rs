//! The room's pages. Handlers read a form, call an action, and show what came of it; rules live below.

mod emergency;
mod panel;
mod queue;
mod review;

pub use panel::PANEL;

use tandem_access::{Action, Kind, Timestamp};
use tandem_web::messages::dates;
use tandem_web::{Cx, Route, Who};

/// The routes table of the room.
pub fn routes() -> Vec<Route> {
    let decide = Who::May(Kind::Identity, Action::Decide);
    let people = Who::May(Kind::Person, Action::Write);
    let emergency = Who::May(Kind::Person, Action::Decide);
    vec![
        Route::get("/identity", "identity.queue", decide, queue::show),
        Route::post("/identity/take", "identity.take", decide, queue::take),
        Route::get("/identity/reviews/{id}", "identity.review", decide, review::show),
        Route::post("/identity/reviews/{id}", "identity.decide", decide, review::decide),
        Route::post("/identity/reviews/{id}/undo", "identity.undo", decide, queue::undo),
        Route::post("/people/{id}/not-the-same", "identity.doubt", people, panel::doubt),
        Route::get("/people/{id}/emergency", "identity.emergency", emergency, emergency::show),
        Route::post("/people/{id}/emergency", "identity.break_glass", emergency, emergency::open),
        Route::post("/people/{id}/emergency/end", "identity.end_emergency", emergency, emergency::end),
    ]
}

/// A day in the viewer's language.
fn day(cx: &Cx, at: Timestamp) -> String {
    dates::date_year(cx.lang, at.to_zoned(jiff::tz::TimeZone::UTC).date())
}

/// A probability in words that do not claim more than it knows: 99.5 %, never 100 %.
fn percent(probability: f64) -> String {
    let percent = (probability * 1000.0).floor() / 10.0;
    format!("{:.1}%", percent.clamp(0.1, 99.9))
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn no_pair_is_a_hundred_per_cent() {
        assert_eq!(percent(0.999_999), "99.9%");
        assert_eq!(percent(0.876), "87.6%");
        assert_eq!(percent(0.0), "0.1%");
    }
}
