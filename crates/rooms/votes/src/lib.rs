//! Community votes: a roll with one vote each over web, paper and text, counted exactly, explained, and published in a signed
//! bundle that anybody can recount.
//!
//! Other rooms use [`actions`] (each runs in the caller's transaction, but for [`actions::publish`], which opens two), the types of
//! [`model`], and [`bundle`], which proves a result without a database.

pub mod actions;
pub mod bundle;
mod fences;
mod jobs;
pub mod model;
mod pages;
mod store;
mod text_door;

pub use fences::fences;
pub use text_door::TextDoor;

use tandem_access::{Migration, migrations};
use tandem_web::{Messages, Room};

/// The room's tables.
pub const MIGRATIONS: &[Migration] = migrations!("votes", "0001_votes", "0002_return", "0003_told");

/// What this room brings to the house.
pub fn room() -> Room {
    Room {
        migrations: MIGRATIONS,
        fences: fences(),
        sealed: store::papers::SEALED,
        every: jobs::every(),
        routes: pages::routes(),
        nav: pages::nav(),
        services: |_, app| app.default_service(std::sync::Arc::new(TextDoor::default())),
        messages: Messages { en: include_str!("../messages/en.ftl"), es: include_str!("../messages/es.ftl") },
        ..Room::named("votes")
    }
}
