//! What the room does when nobody asks: it enters records that were kept, and carries out decisions.

use crate::actions::{ENTER, calibrate, enter, release_left_lying, run_apply, run_doubt, run_enter};
use crate::letters::opened_in_emergency;
use jiff::SignedDuration;
use tandem_events::{Event, Every, JobHandler, Listener};

pub(crate) fn listeners() -> Vec<Listener> {
    vec![Listener {
        name: "identity: record kept or opened",
        on: |tx, event| match event {
            // One that was erased takes no part any more: entering it takes it out.
            Event::PersonKept { person } | Event::PersonErased { person } => enter(tx, *person),
            Event::OpenedInEmergency { person, owner, by } => opened_in_emergency(tx, *person, *owner, *by),
            _ => Ok(()),
        },
    }]
}

pub(crate) fn handlers() -> Vec<JobHandler> {
    vec![
        JobHandler { kind: "identity.apply", run: run_apply },
        JobHandler { kind: "identity.doubt", run: run_doubt },
        JobHandler { kind: ENTER, run: run_enter },
    ]
}

pub(crate) fn every() -> Vec<Every> {
    vec![
        Every {
            name: "identity.release_left_lying",
            every: SignedDuration::from_mins(5),
            run: release_left_lying,
        },
        Every { name: "identity.calibrate", every: SignedDuration::from_mins(30), run: calibrate },
    ]
}
