//! The spine: the chain from a gap to what came of it. Each room that makes a thing of the chain puts it here under its own id and
//! says what it grew out of; every page of such a thing then shows the way back and the way on.
//!
//! Ground room. It holds nothing about a person, so it has no fence: what is not public is a title that members read.

pub mod actions;
pub mod model;
mod pages;
mod store;

pub use pages::chain;

use tandem_access::{Migration, migrations};
use tandem_web::{Messages, Room};

/// The room's tables.
pub const MIGRATIONS: &[Migration] =
    migrations!("spine", "0001_spine", "0002_conversation", "0003_gaps_are_public");

/// What this room brings to the house.
pub fn room() -> Room {
    Room {
        migrations: MIGRATIONS,
        messages: Messages { en: include_str!("../messages/en.ftl"), es: include_str!("../messages/es.ftl") },
        ..Room::named("spine")
    }
}
