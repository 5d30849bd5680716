//! Codes that were sent to agree to a consent.

use tandem_access::{Error, Timestamp, Tx, Uuid, params};

/// A code that waits.
#[derive(Debug, Clone)]
pub struct Code {
    /// For whom.
    pub person_id: Uuid,
    /// Its salted hash.
    pub hash: Vec<u8>,
    /// How often a wrong one was typed.
    pub failures: i64,
    /// Until when it is good.
    pub valid_until: Timestamp,
}

/// Keeps a code that is sent now; earlier ones of the person end.
pub fn insert(
    tx: &mut Tx,
    id: Uuid,
    person: Uuid,
    owner_org: Uuid,
    hash: &[u8],
    until: Timestamp,
) -> Result<(), Error> {
    let (now, member) = (tx.now(), tx.viewer().member_id());
    tx.execute(
        "UPDATE consent_code SET valid_until = ?2 WHERE person_id = ?1 AND valid_until > ?2",
        params![person, now],
    )?;
    tx.execute(
        "INSERT INTO consent_code (id, person_id, owner_org, code_hash, failures, sent_by, sent_at, valid_until) VALUES (?1, \
         ?2, ?3, ?4, 0, ?5, ?6, ?7)",
        params![id, person, owner_org, hash, member, now, until],
    )?;
    Ok(())
}

/// How many codes were sent to a person since `since`.
pub fn sent_since(tx: &mut Tx, person: Uuid, since: Timestamp) -> Result<i64, Error> {
    tx.query_one(
        "SELECT COUNT(*) FROM consent_code c WHERE c.person_id = ?1 AND c.sent_at > ?2",
        params![person, since],
        |row| Ok(row.get(0)?),
    )
}

/// A code.
pub fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Code>, Error> {
    tx.query_opt(
        "SELECT c.person_id, c.code_hash, c.failures, c.valid_until FROM consent_code c WHERE c.id = ?1",
        params![id],
        |row| {
            Ok(Code {
                person_id: row.get(0)?,
                hash: row.get(1)?,
                failures: row.get(2)?,
                valid_until: row.get(3)?,
            })
        },
    )
}

/// Notes a wrong code.
pub fn failed(tx: &mut Tx, id: Uuid) -> Result<(), Error> {
    tx.execute("UPDATE consent_code SET failures = failures + 1 WHERE id = ?1", params![id])?;
    Ok(())
}

/// Ends a code that was used.
pub fn end(tx: &mut Tx, id: Uuid) -> Result<(), Error> {
    let now = tx.now();
    tx.execute("UPDATE consent_code SET valid_until = ?2 WHERE id = ?1", params![id, now])?;
    Ok(())
}

/// Deletes the codes that ended before `before`.
pub fn forget(tx: &mut Tx, before: Timestamp) -> Result<(), Error> {
    tx.execute("DELETE FROM consent_code WHERE valid_until < ?1", params![before])?;
    Ok(())
}
