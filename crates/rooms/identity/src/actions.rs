//! What can be done with identities. One verb, one file.

mod apply_review;
mod calibrate;
mod count;
mod emergency;
mod enter;
mod linked_records;
mod overlap;
mod rebuild;
mod regroup;
mod review;

pub use apply_review::{doubt, run_apply, run_doubt};
pub(crate) use calibrate::ENTER;
pub use calibrate::{State, calibrate, calibration, run_enter, state};
pub use count::{count, count_if_due};
pub use emergency::{break_glass, by_own_hand, end_emergency};
pub use enter::{enter, find, record_keys};
pub use linked_records::{linked_records, others};
pub use overlap::{Overlap, overlap, quality};
pub use rebuild::rebuild;
pub use review::{
    Comparison, Decision, decide, decisions, drop_review, queue, release_left_lying, take, taken, undo,
    view_review,
};
