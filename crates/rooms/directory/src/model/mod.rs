//! The words and rules of a directory: pure, no I/O, no clock.

pub mod ages;
pub mod capacity;
pub mod confidential;
pub mod domain;
pub mod geo;
pub mod hours;
pub mod hours_text;
pub mod item;
pub mod language;
pub mod listing;
pub mod schedule;
pub mod sector;
pub(crate) mod table;
pub mod text;
