//! Sideways talk between rooms: domain events and jobs, written in the caller's transaction, carried out at least once.

mod batch;
mod event;
mod jobs;

pub use event::{Event, Listener, dispatch, publish};
pub use jobs::{Every, JobHandler, enqueue, run_due, run_every};

use tandem_access::{Migration, migrations};

/// This crate's migrations.
pub const MIGRATIONS: &[Migration] = migrations!("events", "0001_events");
