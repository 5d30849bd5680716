//! Screening: instruments, completed screenings, and the needs they find.
//!
//! The import of files is [`actions::import_screenings`]; other rooms find needs in the people room.

pub mod actions;
mod fences;
pub mod import;
pub mod instruments;
pub mod model;
mod pages;
pub mod policy;
mod store;

pub use fences::fences;
pub use pages::answers_in_words;

use tandem_access::{Action, Kind, Migration, migrations};
use tandem_web::{Messages, NavItem, NavPlace, Room, Who};

/// The room's tables.
pub const MIGRATIONS: &[Migration] = migrations!("screening", "0001_screening");

/// What this room brings to the house.
pub fn room() -> Room {
    Room {
        migrations: MIGRATIONS,
        fences: fences(),
        routes: pages::routes(),
        nav: vec![NavItem::new(
            "instruments",
            "/settings/instruments",
            "screening-nav-instruments",
            "clipboard-list",
            Who::May(Kind::Instrument, Action::Write),
            NavPlace::Settings,
            60,
        )],
        messages: Messages { en: include_str!("../messages/en.ftl"), es: include_str!("../messages/es.ftl") },
        panels: vec![pages::PANEL],
        ..Room::named("screening")
    }
}
