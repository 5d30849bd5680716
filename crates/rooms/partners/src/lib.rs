//! The partners room: organizations, the people who act for them, and how the partnership is set up.

pub mod actions;
pub mod model;
pub mod policy;
mod store;

pub use actions::{is_empty, shown_on_every_page};

use tandem_access::{Migration, migrations};
use tandem_web::Room;

/// The room's tables.
pub const MIGRATIONS: &[Migration] = migrations!("partners", "0001_partners");

/// What the room brings to the house.
pub fn room() -> Room {
    Room { migrations: MIGRATIONS, ..Room::named("partners") }
}
