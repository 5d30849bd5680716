//! Domain events: what happened, for rooms that may not know each other.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use tandem_access::{Error, Store, Timestamp, Tx, Uuid, Viewer, params};

/// What happened. Ids only: a listener reads what it may see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// A questionnaire was completed.
    ScreeningCompleted {
        /// The screening.
        screening: Uuid,
        /// About whom.
        person: Uuid,
        /// Who recorded it.
        organization: Uuid,
    },
    /// A person let an organization see something.
    ConsentRecorded {
        /// The consent.
        consent: Uuid,
        /// Whose.
        person: Uuid,
        /// For whom.
        recipient: Uuid,
    },
    /// A person took a consent back.
    ConsentWithdrawn {
        /// The consent.
        consent: Uuid,
        /// Whose.
        person: Uuid,
        /// From whom.
        recipient: Uuid,
    },
    /// A referral changed its state.
    ReferralChanged {
        /// The referral.
        referral: Uuid,
        /// FHIR Task status before; empty for a new one.
        from: String,
        /// FHIR Task status now.
        to: String,
    },
    /// A person said whether the need is resolved.
    NeedConfirmed {
        /// The need.
        need: Uuid,
        /// `yes`, `partly` or `no`.
        resolved: String,
    },
    /// A service's capacity changed.
    CapacityChanged {
        /// The service.
        service: Uuid,
    },
    /// Services, locations or organizations of the directory changed.
    DirectoryChanged {
        /// How many.
        count: u64,
    },
}

/// A room that wants to know.
#[derive(Clone, Copy)]
pub struct Listener {
    /// Room and purpose, for the log.
    pub name: &'static str,
    /// Called in a system transaction, at least once for each event: it must not mind a second time.
    pub on: fn(&mut Tx<'_, '_>, &Event) -> Result<(), Error>,
}

/// Notes an event in the caller's transaction.
///
/// # Errors
/// The database's.
pub fn publish(tx: &mut Tx<'_, '_>, event: &Event) -> Result<(), Error> {
    let payload = serde_json::to_string(event).map_err(|e| Error::Internal(e.to_string()))?;
    tx.execute(
        "INSERT INTO event_outbox (id, at, payload, attempts, next_at, last_error) VALUES (?1, ?2, ?3, 0, ?2, NULL)",
        params![tx.new_id(), tx.now(), payload],
    )?;
    Ok(())
}

/// Carries due events to every listener; how many. An event whose listener fails waits (1 s, 2 s, 4 s ... one hour) and
/// is tried again; the others go on.
///
/// # Errors
/// The database's.
pub async fn dispatch(store: &Store, listeners: &[Listener]) -> Result<usize, Error> {
    let system = Viewer::system("events.dispatch");
    let due: Vec<(Uuid, String, i64)> = store
        .read(&system, |tx| {
            tx.query(
                "SELECT id, payload, attempts FROM event_outbox WHERE next_at <= ?1 ORDER BY at, id LIMIT 500",
                params![tx.now()],
                |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
            )
        })
        .await?;
    let mut done = 0;
    for (id, payload, attempts) in due {
        let listeners = listeners.to_vec();
        let text = payload.clone();
        let result = store
            .write(&system, move |tx| {
                // The delete is the claim: a second dispatcher finds nothing to do.
                if tx.execute("DELETE FROM event_outbox WHERE id = ?1", params![id])? == 0 {
                    return Ok(false);
                }
                let event = serde_json::from_str(&text).map_err(|e| Error::Internal(e.to_string()))?;
                for l in &listeners {
                    (l.on)(tx, &event)?;
                }
                Ok(true)
            })
            .await;
        match result {
            Ok(true) => done += 1,
            Ok(false) => {}
            Err(e) => {
                tracing::warn!(target: "tandem::events", %id, "listener failed: {e}");
                let words = e.to_string();
                store
                    .write(&system, move |tx| {
                        tx.execute(
                            "UPDATE event_outbox SET attempts = attempts + 1, next_at = ?2, last_error = ?3 WHERE id = ?1",
                            params![id, after(tx.now(), attempts), words.as_str()],
                        )
                    })
                    .await?;
            }
        }
    }
    Ok(done)
}

/// Exponential back-off: 1 s doubled by each attempt, an hour at most.
pub(crate) fn after(now: Timestamp, attempts: i64) -> Timestamp {
    let seconds = 1_i64 << attempts.clamp(0, 12);
    now + SignedDuration::from_secs(seconds.min(3600))
}
