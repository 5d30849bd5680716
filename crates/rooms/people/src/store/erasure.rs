//! Requests to be erased, and the erasing.

use crate::model::erasure::{ErasureRequest, ErasureState, Refusal};
use crate::model::person::Person;
use tandem_access::{Error, Row, Tx, Uuid, params};

fn read(row: &Row) -> Result<ErasureRequest, Error> {
    let (status, reason): (String, Option<String>) = (row.get(4)?, row.get(5)?);
    let state = match (status.as_str(), reason.as_deref().and_then(Refusal::from_code)) {
        ("open", _) => ErasureState::Open,
        ("done", _) => ErasureState::Done,
        ("refused", Some(reason)) => ErasureState::Refused(reason),
        _ => return Err(Error::Internal(format!("an erasure request holds an unknown code: {status}"))),
    };
    Ok(ErasureRequest {
        id: row.get(0)?,
        person_id: row.get(1)?,
        asked_at: row.get(2)?,
        by_person: row.get(3)?,
        state,
        answered_at: row.get(6)?,
        asked_by: row.get(7)?,
    })
}

/// The request about a person that counts: one that waits, the one that was carried out, else the newest.
pub fn newest(tx: &mut Tx, person: Uuid) -> Result<Option<ErasureRequest>, Error> {
    tx.query_opt(
        "SELECT e.id, e.person_id, e.asked_at, e.by_person, e.status, e.reason, e.answered_at, e.asked_by FROM erasure_request e \
         WHERE e.person_id = ?1 ORDER BY CASE e.status WHEN 'open' THEN 0 WHEN 'done' THEN 1 ELSE 2 END, e.asked_at DESC, e.id \
         DESC LIMIT 1",
        params![person],
        read,
    )
}

/// Keeps a request.
pub fn insert(tx: &mut Tx, person: &Person) -> Result<Uuid, Error> {
    let (id, now, by_person) = (tx.new_id(), tx.now(), tx.viewer().person().is_some());
    let by = tx.viewer().member_id();
    tx.execute(
        "INSERT INTO erasure_request (id, person_id, owner_org, label, asked_at, by_person, status, asked_by) VALUES (?1, ?2, ?3, \
         ?4, ?5, ?6, 'open', ?7)",
        params![id, person.id, person.owner_org, person.details.label.code(), now, by_person, by],
    )?;
    Ok(id)
}

/// Answers an open request; `false` when somebody has answered it.
pub fn answer(tx: &mut Tx, request: Uuid, refusal: Option<Refusal>) -> Result<bool, Error> {
    let (now, member) = (tx.now(), tx.viewer().member_id());
    let status = if refusal.is_some() { "refused" } else { "done" };
    let n = tx.execute(
        "UPDATE erasure_request SET status = ?2, reason = ?3, answered_at = ?4, answered_by = ?5 WHERE id = ?1 AND \
         status = 'open'",
        params![request, status, refusal.map(Refusal::code), now, member],
    )?;
    Ok(n == 1)
}

/// Everybody who was erased.
pub fn done(tx: &mut Tx) -> Result<Vec<Uuid>, Error> {
    tx.query(
        "SELECT DISTINCT e.person_id FROM erasure_request e WHERE e.status = 'done' ORDER BY e.person_id",
        params![],
        |row| Ok(row.get(0)?),
    )
}

/// Overwrites everything in this room that names or reaches a person. What happened stays, without who.
pub fn wipe(tx: &mut Tx, person: Uuid) -> Result<(), Error> {
    let now = tx.now();
    tx.execute(
        "UPDATE person SET key_id = NULL, sealed = NULL, match_token = NULL, language = NULL, area = NULL, safe_call = 0, \
         safe_text = 0, safe_email = 0, safe_message = 0, updated_at = ?2 WHERE id = ?1",
        params![person, now],
    )?;
    tx.execute("DELETE FROM person_name_token WHERE person_id = ?1", params![person])?;
    tx.execute("DELETE FROM person_identifier WHERE person_id = ?1", params![person])?;
    tx.execute("UPDATE consent SET key_id = NULL, sealed = NULL WHERE person_id = ?1", params![person])?;
    tx.execute("DELETE FROM consent_scan WHERE person_id = ?1", params![person])?;
    tx.execute("UPDATE guardian SET key_id = NULL, sealed = NULL WHERE person_id = ?1", params![person])?;
    tx.execute("DELETE FROM consent_code WHERE person_id = ?1", params![person])?;
    tx.execute("UPDATE correction SET title = '', words = '' WHERE person_id = ?1", params![person])?;
    tx.execute("UPDATE consent_event SET note = NULL WHERE person_id = ?1", params![person])?;
    Ok(())
}
