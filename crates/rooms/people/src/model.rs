//! The room's words and rules, pure: no database, no clock, no randomness.
//!
//! * [`label`] says how sensitive a row is, and which labels a consent may name.
//! * [`names`] folds names, phones and postal codes so that they compare.
//! * [`person`], [`need`] and [`consent`] hold the three nouns of this room.

pub mod consent;
pub mod label;
pub mod names;
pub mod need;
pub mod person;
