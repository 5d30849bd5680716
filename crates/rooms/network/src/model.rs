//! Ties, their picture, and what a departure would leave; pure: no I/O, no clock, no randomness.

mod balance;
mod lost;
mod picture;
mod ties;

pub use balance::{Counts, FEWEST, Measure, Part, Quarter, Told, WITH, floor};
pub use lost::{AgreementLoss, BodyLoss, agreements_without, bodies_without};
pub use picture::{Picture, Place};
pub use ties::{Band, Facts, Kinds, Partner, Source, Ties};
