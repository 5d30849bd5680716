//! The room's words, pure: no database, no clock, no randomness.

mod visit;

pub(crate) use visit::Fresh;
pub use visit::{Class, Lacking, NewVisit, Status, Visit};
