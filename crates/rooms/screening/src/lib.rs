//! Screening: instruments, completed screenings, and the needs they find.

pub mod actions;
mod fences;
pub mod import;
pub mod instruments;
pub mod model;
pub mod policy;
mod store;

pub use fences::fences;

use tandem_access::{Migration, migrations};

/// The room's tables.
pub const MIGRATIONS: &[Migration] = migrations!("screening", "0001_screening");
