//! Keys that end on a day: an organization has left, and somebody may still want to look at its export.

use crate::{Action, Error, Kind, Tx, params};
use jiff::Timestamp;
use uuid::Uuid;

/// Notes that an organization's keys are to be destroyed at `at`. The last word counts.
///
/// # Errors
/// The database's.
pub fn end_later(tx: &mut Tx<'_, '_>, org: Uuid, at: Timestamp, because: &str) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO key_end (org, due_at, because) VALUES (?1, ?2, ?3) ON CONFLICT (org) DO UPDATE SET due_at = \
         excluded.due_at, because = excluded.because",
        params![org, at, because],
    )?;
    tx.audit_for(org, Action::Manage, Kind::Organization, Some(org), None, "keys: end on a day")
}

/// Whose keys are due, and why: those that were not destroyed yet.
///
/// # Errors
/// The database's.
pub fn due(tx: &mut Tx<'_, '_>) -> Result<Vec<(Uuid, String)>, Error> {
    let now = tx.now();
    tx.query(
        "SELECT e.org, e.because FROM key_end e WHERE e.due_at <= ?1 AND NOT EXISTS (SELECT 1 FROM organization_key k \
         WHERE k.org = e.org AND k.destroyed_at IS NOT NULL) ORDER BY e.due_at, e.org",
        params![now],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}
