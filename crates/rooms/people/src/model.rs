//! The room's words and rules, pure: no database, no clock, no randomness.
//!
//! * [`label`] says how sensitive a row is, and which labels a consent may name.
//! * [`data_class`] says what kind of fact a row is, which a consent names too.
//! * [`names`] folds names, phones and postal codes so that they compare.
//! * [`person`], [`need`] and [`consent`] hold the three nouns of this room.

pub mod consent;
pub mod data_class;
pub mod label;
pub mod names;
pub mod need;
pub mod person;
