//! Open conversations: a question with statements that anybody agrees or disagrees with, without an account. Its end tells what all
//! declared groups share, then where they differ, and only then, to explore, which groups might be found. Nothing of it binds.
//!
//! The statistics are `tandem_deliberation::opinion`; which counts may be published is `tandem_stats::protect`.

pub mod actions;
mod fences;
pub mod model;
mod pages;
pub mod policy;
mod store;

pub use fences::fences;

use tandem_access::{Migration, migrations};
use tandem_web::{Messages, Room};

/// The room's tables.
pub const MIGRATIONS: &[Migration] = migrations!("conversations", "0001_conversations");

/// What this room brings to the house.
pub fn room() -> Room {
    Room {
        migrations: MIGRATIONS,
        fences: fences(),
        routes: pages::routes(),
        nav: pages::nav(),
        panels: pages::panels(),
        messages: Messages { en: include_str!("../messages/en.ftl"), es: include_str!("../messages/es.ftl") },
        services: |_, app| app.service(std::sync::Arc::new(actions::Kept::default())),
        ..Room::named("conversations")
    }
}
