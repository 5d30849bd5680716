//! Jobs: work for later in the caller's transaction, and work that comes round.

use crate::event::after;
use jiff::SignedDuration;
use serde::Serialize;
use tandem_access::{Error, Store, Timestamp, Tx, Uuid, Viewer, params};

/// Carries out one kind of job.
#[derive(Clone, Copy)]
pub struct JobHandler {
    /// As given to [`enqueue`]: `room.verb`.
    pub kind: &'static str,
    /// Runs in a system transaction, which also takes the job away: exactly once for what it writes.
    pub run: fn(&mut Tx<'_, '_>, &serde_json::Value) -> Result<(), Error>,
}

/// Work that comes round.
#[derive(Clone, Copy)]
pub struct Every {
    /// `room.verb`.
    pub name: &'static str,
    /// How long between two runs.
    pub every: SignedDuration,
    /// Runs in a system transaction.
    pub run: fn(&mut Tx<'_, '_>) -> Result<(), Error>,
}

/// Puts a job down for `run_at`, in the caller's transaction.
///
/// # Errors
/// The database's.
pub fn enqueue(
    tx: &mut Tx<'_, '_>,
    kind: &'static str,
    payload: &impl Serialize,
    run_at: Timestamp,
) -> Result<Uuid, Error> {
    let payload = serde_json::to_string(payload).map_err(|e| Error::Internal(e.to_string()))?;
    let id = tx.new_id();
    tx.execute(
        "INSERT INTO job (id, kind, payload, run_at, attempts, last_error) VALUES (?1, ?2, ?3, ?4, 0, NULL)",
        params![id, kind, payload, run_at],
    )?;
    Ok(id)
}

/// Runs the jobs that are due; how many. A failing job waits longer each time and stays in the table with its error.
///
/// # Errors
/// The database's.
pub async fn run_due(store: &Store, handlers: &[JobHandler]) -> Result<usize, Error> {
    let system = Viewer::system("jobs.run");
    let due: Vec<(Uuid, String, String, i64)> = store
        .read(&system, |tx| {
            tx.query(
                "SELECT id, kind, payload, attempts FROM job WHERE run_at <= ?1 ORDER BY run_at, id LIMIT 200",
                params![tx.now()],
                |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)),
            )
        })
        .await?;
    let mut done = 0;
    for (id, kind, payload, attempts) in due {
        let handler = handlers.iter().find(|h| h.kind == kind).copied();
        let name = kind.clone();
        let result = store
            .write(&system, move |tx| {
                if tx.execute("DELETE FROM job WHERE id = ?1", params![id])? == 0 {
                    return Ok(false);
                }
                let handler =
                    handler.ok_or_else(|| Error::Internal(format!("no handler for job `{name}`")))?;
                let value = serde_json::from_str(&payload).map_err(|e| Error::Internal(e.to_string()))?;
                (handler.run)(tx, &value)?;
                Ok(true)
            })
            .await;
        match result {
            Ok(true) => done += 1,
            Ok(false) => {}
            Err(e) => {
                tracing::warn!(target: "tandem::jobs", kind, %id, "job failed: {e}");
                let words = e.to_string();
                store
                    .write(&system, move |tx| {
                        tx.execute(
                            "UPDATE job SET attempts = attempts + 1, run_at = ?2, last_error = ?3 WHERE id = ?1",
                            params![id, after(tx.now(), attempts), words.as_str()],
                        )
                    })
                    .await?;
            }
        }
    }
    Ok(done)
}

/// Runs what has come round; how many. Several servers share the table, so each turn is run by one of them.
///
/// # Errors
/// The database's.
pub async fn run_every(store: &Store, works: &[Every]) -> Result<usize, Error> {
    let mut done = 0;
    for work in works {
        let w = *work;
        let result = store
            .write(&Viewer::system(w.name), move |tx| {
                let now = tx.now();
                let claimed = tx.execute(
                    "INSERT INTO job_every (name, last_run) VALUES (?1, ?2)
                     ON CONFLICT (name) DO UPDATE SET last_run = ?2 WHERE job_every.last_run <= ?3",
                    params![w.name, now, now - w.every],
                )?;
                if claimed > 0 {
                    (w.run)(tx)?;
                }
                Ok(claimed > 0)
            })
            .await;
        match result {
            Ok(ran) => done += usize::from(ran),
            Err(e) => tracing::warn!(target: "tandem::jobs", name = w.name, "recurring work failed: {e}"),
        }
    }
    Ok(done)
}
