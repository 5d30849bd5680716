//! The work behind the pages: sealing the audit, carrying events, running jobs, sending mail.

use crate::rooms;
use std::time::Duration;
use tandem_access::{Store, audit};
use tandem_events::{Every, JobHandler, Listener};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// Runs until `stop` turns true, then ends each worker between two rounds.
pub(crate) fn start(store: &Store, stop: &watch::Receiver<bool>) -> JoinSet<()> {
    let mut set = JoinSet::new();
    let s = store.clone();
    set.spawn(round(Duration::from_millis(500), stop.clone(), "audit.seal", move || {
        let s = s.clone();
        async move {
            // A full round means that more waits.
            while audit::seal(&s).await.map_err(|e| e.to_string())? >= audit::ROUND {}
            Ok(())
        }
    }));
    let all = rooms::all();
    let listeners: Vec<Listener> = all.iter().flat_map(|r| r.listeners.iter().copied()).collect();
    let jobs: Vec<JobHandler> = all.iter().flat_map(|r| r.jobs.iter().copied()).collect();
    let every: Vec<Every> = all.iter().flat_map(|r| r.every.iter().copied()).collect();
    let s = store.clone();
    set.spawn(round(Duration::from_millis(300), stop.clone(), "events and jobs", move || {
        let (s, listeners, jobs, every) = (s.clone(), listeners.clone(), jobs.clone(), every.clone());
        async move {
            let fault = |e: tandem_access::Error| e.to_string();
            tandem_events::dispatch(&s, &listeners).await.map_err(fault)?;
            tandem_events::run_due(&s, &jobs).await.map_err(fault)?;
            tandem_events::run_every(&s, &every).await.map_err(fault)?;
            Ok(())
        }
    }));
    let s = store.clone();
    set.spawn(round(Duration::from_mins(10), stop.clone(), "identity.count", move || {
        let s = s.clone();
        async move { tandem_identity::actions::count_if_due(&s).await.map(drop).map_err(|e| e.to_string()) }
    }));
    set
}

/// Calls `work` again and again, `pause` apart; a failure is logged and the pause grows to a minute.
pub(crate) async fn round<F, W>(
    pause: Duration,
    mut stop: watch::Receiver<bool>,
    name: &'static str,
    mut work: W,
) where
    F: Future<Output = Result<(), String>>,
    W: FnMut() -> F,
{
    let mut wait = pause;
    while !*stop.borrow() {
        match work().await {
            Ok(()) => wait = pause,
            Err(e) => {
                tracing::error!(target: "tandem::workers", name, "{e}");
                wait = (wait * 2).min(Duration::from_secs(60));
            }
        }
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            _ = stop.changed() => {}
        }
    }
}
