//! The alliance room: what partners give and get, who offers what where, and where that leaves a gap or a duplicate.
//!
//! Process room. It owns the ledger; talks with partners lie in the partners room, services in the directory.

pub mod actions;
mod letters;
pub mod model;
mod pages;
pub mod policy;
mod store;

use jiff::SignedDuration;
use tandem_access::{Migration, migrations};
use tandem_events::Every;
use tandem_web::{Messages, Room};

/// The room's tables.
pub const MIGRATIONS: &[Migration] = migrations!("alliance", "0001_alliance", "0002_survey_letters");

/// The room's words.
pub(crate) const MESSAGES: Messages =
    Messages { en: include_str!("../messages/en.ftl"), es: include_str!("../messages/es.ftl") };

/// What this room brings to the house.
pub fn room() -> Room {
    Room {
        migrations: MIGRATIONS,
        routes: pages::routes(),
        nav: pages::nav(),
        panels: vec![pages::NETWORK],
        messages: MESSAGES,
        every: vec![Every {
            name: "alliance.survey_reminders",
            every: SignedDuration::from_hours(6),
            run: actions::remind,
        }],
        ..Room::named("alliance")
    }
}
