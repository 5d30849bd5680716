//! Decisions: a proposal goes propose, clarify, react, consent, and round again with what objections teach, until it is adopted or
//! withdrawn. Anyone affected can read why.
//!
//! The guards are `tandem_deliberation::rules::decision`; who sits where, and what the charter asks, is `tandem_bodies`.

pub mod actions;
mod jobs;
pub mod model;
mod pages;
pub mod policy;
mod store;

use tandem_access::{Migration, migrations};
use tandem_web::{Messages, Room};

/// The room's tables.
pub const MIGRATIONS: &[Migration] = migrations!(
    "decisions",
    "0001_decisions",
    "0002_polls",
    "0003_told",
    "0004_waits",
    "0005_called",
    "0006_topic"
);

/// What this room brings to the house.
pub fn room() -> Room {
    Room {
        migrations: MIGRATIONS,
        routes: pages::routes(),
        nav: pages::nav(),
        panels: pages::panels(),
        every: jobs::every(),
        messages: Messages { en: include_str!("../messages/en.ftl"), es: include_str!("../messages/es.ftl") },
        ..Room::named("decisions")
    }
}
