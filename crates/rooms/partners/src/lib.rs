//! The partners room: organizations, the people who act for them, and how the partnership is set up.

pub mod actions;
mod jobs;
mod letters;
pub mod model;
mod pages;
pub mod policy;
mod store;

use tandem_access::{Migration, migrations};
use tandem_web::{Messages, Room};

pub use actions::{FirstAdministrator, init, is_empty, shown_on_every_page};
pub use pages::sector_name;

/// The room's tables.
pub const MIGRATIONS: &[Migration] = migrations!("partners", "0001_partners");

/// The room's words.
pub const MESSAGES: Messages =
    Messages { en: include_str!("../messages/en.ftl"), es: include_str!("../messages/es.ftl") };

/// What the room brings to the house.
pub fn room() -> Room {
    Room {
        migrations: MIGRATIONS,
        jobs: jobs::handlers(),
        every: jobs::every(),
        routes: pages::routes(),
        nav: pages::nav(),
        messages: MESSAGES,
        ..Room::named("partners")
    }
}
