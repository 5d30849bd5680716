//! Ties, their picture, and what a departure would leave; pure: no I/O, no clock, no randomness.

mod balance;
mod dollars;
mod lost;
mod picture;
mod ties;
mod told;

pub use balance::{Counts, Measure, Quarter, WITH, floor};
pub use dollars::{Chosen, Dollars, Given, Side};
pub use lost::{AgreementLoss, BodyLoss, agreements_without, bodies_without, bridges_without};
pub use picture::{Picture, Place};
pub use ties::{Band, Facts, Kinds, Partner, Source, Ties};
pub use told::{Part, Report, Told};
