//! The referral loop: one need sent to one service, answered, ended with a reason, and confirmed by the person.

mod fences;
pub mod model;
pub mod store;

pub use fences::fences;
use tandem_access::{Migration, migrations};

/// The room's tables.
pub const MIGRATIONS: &[Migration] = migrations!("referrals", "0001_referrals");
