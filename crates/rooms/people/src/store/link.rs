//! The codes beside private links.

use tandem_access::{Error, Tx, Uuid, params};

/// Keeps the code of a new link.
pub fn insert(tx: &mut Tx, link: Uuid, person: Uuid, owner_org: Uuid, code_hash: &[u8]) -> Result<(), Error> {
    let (now, member) = (tx.now(), tx.viewer().member_id());
    tx.execute(
        "INSERT INTO person_link (link_id, person_id, owner_org, code_hash, failures, created_by, created_at) VALUES \
         (?1, ?2, ?3, ?4, 0, ?5, ?6)",
        params![link, person, owner_org, code_hash, member, now],
    )?;
    Ok(())
}

/// The hash of a link's code, and how often a wrong one was typed.
pub fn code(tx: &mut Tx, link: Uuid) -> Result<Option<(Vec<u8>, i64)>, Error> {
    tx.query_opt(
        "SELECT l.code_hash, l.failures FROM person_link l WHERE l.link_id = ?1",
        params![link],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Notes a wrong code, or with 0 forgets the wrong ones.
pub fn set_failures(tx: &mut Tx, link: Uuid, failures: i64) -> Result<(), Error> {
    tx.execute("UPDATE person_link SET failures = ?2 WHERE link_id = ?1", params![link, failures])?;
    Ok(())
}
