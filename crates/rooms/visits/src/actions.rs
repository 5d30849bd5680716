//! What can be done with visits. One verb, one file; each runs in the caller's transaction, but for
//! [`import_visits`], which opens one for each batch.

mod import_visits;
mod record_visit;
mod subject;
mod visits_of;

pub use import_visits::{ImportFailure, Options, import_visits};
pub use record_visit::{Recorded, record_visit};
pub use visits_of::{MOST, sees_visit, visits_of};
