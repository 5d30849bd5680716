//! Sealed hand-offs to a domestic-violence service: what its own vault keeps.

use super::{known, known_opt};
use crate::model::{Reason, Status};
use tandem_access::{Error, Row, Timestamp, Tx, Uuid, params};

/// A hand-off without name or number: the person says the code when they call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handoff {
    /// Which referral.
    pub referral_id: Uuid,
    /// The service that keeps it.
    pub owner_org: Uuid,
    /// The code the person says.
    pub code: String,
    /// Language to answer in.
    pub language: Option<String>,
    /// When it came.
    pub received_at: Timestamp,
    /// The service's own clock.
    pub due_at: Timestamp,
    /// Where it stands, in the vault alone.
    pub status: Status,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// Why.
    pub reason: Option<Reason>,
    /// In the advocate's words.
    pub words: String,
}

fn read(row: &Row<'_>) -> Result<Handoff, Error> {
    let status: String = row.get(6)?;
    Ok(Handoff {
        referral_id: row.get(0)?,
        owner_org: row.get(1)?,
        code: row.get(2)?,
        language: row.get(3)?,
        received_at: row.get(4)?,
        due_at: row.get(5)?,
        status: known("status", &status, Status::from_code)?,
        ended_at: row.get(7)?,
        reason: known_opt("reason", row.get(8)?, Reason::from_code)?,
        words: row.get(9)?,
    })
}

/// Puts a hand-off into the receiver's vault.
pub fn insert(tx: &mut Tx<'_, '_>, h: &Handoff) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO sealed_handoff (referral_id, owner_org, label, code, language, received_at, due_at, status, \
         ended_at, reason, words) VALUES (?1, ?2, 'domestic_violence', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            h.referral_id, h.owner_org, &h.code, &h.language, h.received_at, h.due_at, h.status.code(), h.ended_at,
            h.reason.map(Reason::code), &h.words,
        ],
    )?;
    Ok(())
}

/// Writes where it stands.
pub fn update(tx: &mut Tx<'_, '_>, h: &Handoff, was: Status) -> Result<(), Error> {
    let n = tx.execute(
        "UPDATE sealed_handoff SET status = ?2, ended_at = ?3, reason = ?4, words = ?5 WHERE referral_id = ?1 AND \
         status = ?6",
        params![h.referral_id, h.status.code(), h.ended_at, h.reason.map(Reason::code), &h.words, was.code()],
    )?;
    if n == 1 { Ok(()) } else { Err(Error::Conflict { code: "referrals-error-moved-on" }) }
}

/// One hand-off, in the viewer's own vault.
pub fn get(tx: &mut Tx<'_, '_>, referral: Uuid) -> Result<Option<Handoff>, Error> {
    tx.query_opt(
        "SELECT h.referral_id, h.owner_org, h.code, h.language, h.received_at, h.due_at, h.status, h.ended_at, \
         h.reason, h.words FROM sealed_handoff h WHERE h.referral_id = ?1",
        params![referral],
        read,
    )
}

/// The hand-offs of the viewer's vault that are not over, the longest wait first.
pub fn open_of(tx: &mut Tx<'_, '_>, org: Uuid) -> Result<Vec<Handoff>, Error> {
    tx.query(
        "SELECT h.referral_id, h.owner_org, h.code, h.language, h.received_at, h.due_at, h.status, h.ended_at, \
         h.reason, h.words FROM sealed_handoff h WHERE h.owner_org = ?1 AND h.ended_at IS NULL ORDER BY h.received_at, \
         h.referral_id",
        params![org],
        read,
    )
}
