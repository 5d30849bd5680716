//! Jobs: work for later in the caller's transaction, and work that comes round.

use crate::batch::{self, Work};
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

/// Runs the jobs that are due; how many. Jobs share a transaction, but a failing one keeps no other back: it alone waits
/// longer each time and stays in the table with its error.
///
/// # Errors
/// The database's.
pub async fn run_due(store: &Store, handlers: &[JobHandler]) -> Result<usize, Error> {
    let system = Viewer::system("jobs.run");
    let handlers = handlers.to_vec();
    let due: Vec<Due> = store
        .read(&system, move |tx| {
            tx.query(
                "SELECT id, kind, payload, attempts FROM job WHERE run_at <= ?1 ORDER BY run_at, id LIMIT 200",
                params![tx.now()],
                |r| {
                    let kind: String = r.get(1)?;
                    let handler = handlers.iter().find(|h| h.kind == kind).copied();
                    Ok(Due { id: r.get(0)?, kind, payload: r.get(2)?, attempts: r.get(3)?, handler })
                },
            )
        })
        .await?;
    batch::carry_out(store, &system, due).await
}

/// A job whose time has come.
#[derive(Clone)]
struct Due {
    id: Uuid,
    kind: String,
    payload: String,
    attempts: i64,
    handler: Option<JobHandler>,
}

impl Work for Due {
    fn carry_out(&self, tx: &mut Tx<'_, '_>) -> Result<bool, Error> {
        if tx.execute("DELETE FROM job WHERE id = ?1", params![self.id])? == 0 {
            return Ok(false);
        }
        let handler =
            self.handler.ok_or_else(|| Error::Internal(format!("no handler for job `{}`", self.kind)))?;
        let value = serde_json::from_str(&self.payload).map_err(|e| Error::Internal(e.to_string()))?;
        (handler.run)(tx, &value)?;
        Ok(true)
    }

    fn put_back(&self, tx: &mut Tx<'_, '_>, why: &str) -> Result<(), Error> {
        tx.execute(
            "UPDATE job SET attempts = attempts + 1, run_at = ?2, last_error = ?3 WHERE id = ?1",
            params![self.id, after(tx.now(), self.attempts), why],
        )?;
        Ok(())
    }

    fn complain(&self, why: &Error) {
        tracing::warn!(target: "tandem::jobs", kind = self.kind, id = %self.id, "job failed: {why}");
    }
}

/// Runs what has come round; how many. Several servers share the table, so each turn is run by one of them.
///
/// # Errors
/// The database's.
pub async fn run_every(store: &Store, works: &[Every]) -> Result<usize, Error> {
    // A look first: most rounds find nothing to do, and write nothing.
    let (now, ran): (Timestamp, Vec<(String, Timestamp)>) = store
        .read(&Viewer::system("jobs.every"), |tx| {
            let ran =
                tx.query("SELECT name, last_run FROM job_every", params![], |r| Ok((r.get(0)?, r.get(1)?)))?;
            Ok((tx.now(), ran))
        })
        .await?;
    let rests = |work: &&Every| {
        ran.iter().any(|(name, last)| name == work.name && now.duration_since(*last) < work.every)
    };
    let mut done = 0;
    for work in works.iter().filter(|work| !rests(work)) {
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
