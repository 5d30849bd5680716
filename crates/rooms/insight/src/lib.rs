//! Insight: what the partnership's own work comes to. Partnership health, gaps, and an organization's own month; each
//! figure with numerator, denominator, interval, source and date.
//!
//! The room reads and owns no table. Anyone without access to rows gets the published form, in which small counts are
//! hidden so that adding and subtracting brings none of them back ([`model::protect`]).

pub mod actions;
pub mod model;
mod pages;
mod store;

use tandem_access::{Action, Kind};
use tandem_web::{Messages, NavItem, NavPlace, Room, Route, Who};

/// Who may look at figures at all; how much of them, the scope decides.
const READ: Who = Who::May(Kind::Measure, Action::Read);

/// What this room brings to the house.
pub fn room() -> Room {
    let item = |id, path, key, icon, order| NavItem::new(id, path, key, icon, READ, NavPlace::Staff, order);
    Room {
        routes: vec![
            Route::get("/health", "insight.health", READ, pages::health::show),
            Route::get("/health.csv", "insight.health_csv", READ, pages::health::csv),
            Route::get("/gaps", "insight.gaps", Who::Anyone, pages::gaps::show),
            Route::get("/gaps/{domain}/{area}", "insight.gap", Who::Anyone, pages::gap::show),
            Route::get("/our-month", "insight.month", READ, pages::month::show),
            Route::get("/our-month.csv", "insight.month_csv", READ, pages::month::csv),
        ],
        nav: vec![
            item("our-month", "/our-month", "insight-nav-month", "report-analytics", 50),
            item("health", "/health", "insight-nav-health", "heartbeat", 60)
                .first_for(50, Who::May(Kind::Measure, Action::Export)),
            item("gaps", "/gaps", "insight-nav-gaps", "flag", 55),
        ],
        panels: vec![pages::value::VALUE, pages::gaps::SAY],
        services: |_, app| app.service(std::sync::Arc::new(actions::OfTheDay::default())),
        messages: Messages { en: include_str!("../messages/en.ftl"), es: include_str!("../messages/es.ftl") },
        ..Room::named("insight")
    }
}
