//! What the partners are to each other; pure: no I/O, no clock, no randomness.

mod asking;
mod balance;
mod benefit;
mod places;
mod survey;

pub use asking::{Asked, Progress, REMIND_AFTER_DAYS, Sent};
pub use balance::{Balance, Line};
pub(crate) use benefit::Checked;
pub use benefit::{Benefit, BenefitDraft, BenefitKind, Problem, Reversal};
pub use places::{Cover, Duplicate, Gap, Offer, PartnerMap, often};
pub use survey::{Answer, Dimension, FEWEST, Results, Score, Survey, TieKind};
