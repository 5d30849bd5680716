//! Screening: instruments, completed screenings, and the needs they find.

pub mod import;
pub mod instruments;
pub mod model;
