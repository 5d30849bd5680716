//! The room's words and rules, pure: no database, no clock, no randomness.
//!
//! * [`label`] says how sensitive a row is, and which labels a consent may name.
//! * [`data_class`] says what kind of fact a row is, which a consent names too.
//! * [`exceptional`] names the looks that no consent opens.
//! * [`names`] folds names, phones and postal codes so that they compare.
//! * [`person`], [`need`] and [`consent`] hold the three nouns of this room.
//! * [`part2`] is the notice that goes with records of treatment for substance use.
//! * [`proof`] is what proves an answer: the text shown, a drawn signature, a scan.
//! * [`guardian`] is who may consent for a person, [`minor`] what a minor decides alone.
//! * [`correction`] is what a person says is wrong.

pub mod consent;
pub mod correction;
pub mod data_class;
pub mod erasure;
pub mod exceptional;
pub mod guardian;
pub mod label;
pub mod minor;
pub mod names;
pub mod need;
pub mod part2;
pub mod person;
pub mod proof;
