//! The directory room: who offers what, where, when and for whom, in HSDS 3 terms; search over it; capacity; listings.

pub mod actions;
pub mod model;
pub mod search;
mod store;

use tandem_access::{Migration, migrations};

/// The room's tables.
pub const MIGRATIONS: &[Migration] = migrations!("directory", "0001_directory");
