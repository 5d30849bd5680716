//! The room's rules, pure: no database, no clock, no randomness.
//!
//! * [`grouping`] says which records make one identity, from links and from pairs that are two people.
//! * [`review`] says what a pair comes to, and which one a person should look at first.
//! * [`quality`] estimates from reviewed samples how good the links are.
//! * [`common`] knows values that say little of a person: a shelter's telephone, a birth date that stands for none.
//! * [`values`] gives a record to the linkage engine.

pub mod calibration;
pub mod common;
pub mod grouping;
pub mod quality;
pub mod review;
pub mod values;
