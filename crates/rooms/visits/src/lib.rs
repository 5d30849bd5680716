//! Visits: who was seen where, from when to when. FHIR's Encounter, brought in from files: a plain table, or HL7 v2
//! ADT messages.
//!
//! Other rooms use [`actions`] (every one runs in the caller's transaction, but for the import) and the types of
//! [`model`].

pub mod actions;
mod fences;
pub mod import;
pub mod model;
mod pages;
mod store;

pub use fences::fences;

use tandem_access::{Migration, migrations};
use tandem_web::{Messages, Room};

/// The room's table.
pub const MIGRATIONS: &[Migration] = migrations!("visits", "0001_visits");

/// What this room brings to the house.
pub fn room() -> Room {
    Room {
        migrations: MIGRATIONS,
        fences: fences(),
        messages: Messages { en: include_str!("../messages/en.ftl"), es: include_str!("../messages/es.ftl") },
        panels: vec![pages::PERSON],
        ..Room::named("visits")
    }
}
