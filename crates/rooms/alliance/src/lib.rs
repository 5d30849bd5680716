//! The alliance room: what partners give and get, who offers what where, and where that leaves a gap or a duplicate.
//!
//! Process room. It owns the ledger; talks with partners lie in the partners room, services in the directory.

pub mod actions;
pub mod model;
mod pages;
pub mod policy;
mod store;

use tandem_access::{Migration, migrations};
use tandem_web::{Messages, Room};

/// The room's tables.
pub const MIGRATIONS: &[Migration] = migrations!("alliance", "0001_alliance");

/// What this room brings to the house.
pub fn room() -> Room {
    Room {
        migrations: MIGRATIONS,
        routes: pages::routes(),
        nav: pages::nav(),
        panels: vec![pages::NETWORK],
        messages: Messages { en: include_str!("../messages/en.ftl"), es: include_str!("../messages/es.ftl") },
        ..Room::named("alliance")
    }
}
