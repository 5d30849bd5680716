//! People: the persons a partnership serves, their needs, what they consent to, and who looks after them.
//!
//! Other rooms use [`actions`] (every one runs in the caller's transaction) and the types of [`model`].

pub mod actions;
mod fences;
pub mod model;
pub mod policy;
mod store;

pub use fences::fences;
pub use store::team::TeamMember;

use tandem_access::{Migration, migrations};

/// The room's tables.
pub const MIGRATIONS: &[Migration] = migrations!("people", "0001_people");
