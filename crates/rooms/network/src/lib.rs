//! The network room: who works with whom, by facts that the partnership stores, and what would fail if one left;
//! and how power is shared between sectors, quarter by quarter.
//!
//! Reading room: it owns no table. Ties are counted by pairs of organizations, never by person, and individuals are never
//! ranked.

pub mod actions;
pub mod model;
mod pages;
mod store;

use tandem_access::{Action, Kind};
use tandem_web::{Messages, NavItem, NavPlace, Room, Route, Who};

const READ: Who = Who::May(Kind::Governance, Action::Read);

/// What this room brings to the house.
pub fn room() -> Room {
    Room {
        routes: vec![
            Route::get("/network", "network.network", READ, pages::network::show),
            Route::get(
                "/network.csv",
                "network.csv",
                Who::May(Kind::Governance, Action::Export),
                pages::network::csv,
            ),
            Route::get("/power-balance", "network.balance", Who::Anyone, pages::balance::show),
            Route::get("/power-balance.csv", "network.balance_csv", Who::Anyone, pages::balance::csv),
            Route::get("/network/drill", "network.drill", READ, pages::drill::show),
        ],
        nav: vec![
            NavItem::new("network", "/network", "network-nav", "share", READ, NavPlace::Staff, 63),
            NavItem::new(
                "power-balance",
                "/power-balance",
                "network-nav-balance",
                "scale",
                Who::Anyone,
                NavPlace::Public,
                85,
            ),
        ],
        messages: Messages { en: include_str!("../messages/en.ftl"), es: include_str!("../messages/es.ftl") },
        ..Room::named("network")
    }
}
