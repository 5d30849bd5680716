//! Sealed hand-offs to a domestic-violence service: what its own vault keeps.

use super::{known, known_opt};
use crate::model::{Reason, Status};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use tandem_access::{Error, KeyKind, Place, Row, Sealed, Timestamp, Tx, Uuid, params};

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

/// What is sealed of it, with the key of the receiver's vault.
#[derive(Serialize, Deserialize)]
struct Said<'a> {
    code: Cow<'a, str>,
    words: Cow<'a, str>,
}

fn place(referral: Uuid, owner: Uuid) -> Place {
    Place { table: "sealed_handoff", row: referral, org: owner }
}

fn close(tx: &mut Tx<'_, '_>, h: &Handoff) -> Result<Sealed, Error> {
    let said = Said { code: Cow::Borrowed(&h.code), words: Cow::Borrowed(&h.words) };
    tx.seal_json(KeyKind::Vault, &place(h.referral_id, h.owner_org), &said)
}

type Closed = (Handoff, Option<Uuid>, Option<Vec<u8>>);

fn read(row: &Row<'_>) -> Result<Closed, Error> {
    let status: String = row.get(6)?;
    let handoff = Handoff {
        referral_id: row.get(0)?,
        owner_org: row.get(1)?,
        code: String::new(),
        language: row.get(3)?,
        received_at: row.get(4)?,
        due_at: row.get(5)?,
        status: known("status", &status, Status::from_code)?,
        ended_at: row.get(7)?,
        reason: known_opt("reason", row.get(8)?, Reason::from_code)?,
        words: String::new(),
    };
    Ok((handoff, row.get(2)?, row.get(9)?))
}

fn open(tx: &mut Tx<'_, '_>, (h, key, sealed): Closed) -> Result<Handoff, Error> {
    let said = tx.unseal_json::<Said<'_>>(&place(h.referral_id, h.owner_org), key, sealed.as_deref())?;
    Ok(match said {
        Some(said) => Handoff { code: said.code.into_owned(), words: said.words.into_owned(), ..h },
        None => h,
    })
}

/// Puts a hand-off into the receiver's vault.
pub fn insert(tx: &mut Tx<'_, '_>, h: &Handoff) -> Result<(), Error> {
    let sealed = close(tx, h)?;
    tx.execute(
        "INSERT INTO sealed_handoff (referral_id, owner_org, label, key_id, sealed, language, received_at, due_at, \
         status, ended_at, reason) VALUES (?1, ?2, 'domestic_violence', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            h.referral_id, h.owner_org, sealed.key, sealed.bytes, &h.language, h.received_at, h.due_at,
            h.status.code(), h.ended_at, h.reason.map(Reason::code),
        ],
    )?;
    Ok(())
}

/// Writes where it stands.
pub fn update(tx: &mut Tx<'_, '_>, h: &Handoff, was: Status) -> Result<(), Error> {
    let sealed = close(tx, h)?;
    let n = tx.execute(
        "UPDATE sealed_handoff SET status = ?2, ended_at = ?3, reason = ?4, key_id = ?5, sealed = ?6 WHERE \
         referral_id = ?1 AND status = ?7",
        params![
            h.referral_id,
            h.status.code(),
            h.ended_at,
            h.reason.map(Reason::code),
            sealed.key,
            sealed.bytes,
            was.code(),
        ],
    )?;
    if n == 1 { Ok(()) } else { Err(Error::Conflict { code: "referrals-error-moved-on" }) }
}

/// One hand-off, in the viewer's own vault.
pub fn get(tx: &mut Tx<'_, '_>, referral: Uuid) -> Result<Option<Handoff>, Error> {
    let found = tx.query_opt(
        "SELECT h.referral_id, h.owner_org, h.key_id, h.language, h.received_at, h.due_at, h.status, h.ended_at, \
         h.reason, h.sealed FROM sealed_handoff h WHERE h.referral_id = ?1",
        params![referral],
        read,
    )?;
    found.map(|closed| open(tx, closed)).transpose()
}

/// The hand-offs of the viewer's vault that are not over, the longest wait first.
pub fn open_of(tx: &mut Tx<'_, '_>, org: Uuid) -> Result<Vec<Handoff>, Error> {
    let found = tx.query(
        "SELECT h.referral_id, h.owner_org, h.key_id, h.language, h.received_at, h.due_at, h.status, h.ended_at, \
         h.reason, h.sealed FROM sealed_handoff h WHERE h.owner_org = ?1 AND h.ended_at IS NULL ORDER BY \
         h.received_at, h.referral_id",
        params![org],
        read,
    )?;
    found.into_iter().map(|closed| open(tx, closed)).collect()
}
