//! What people ask of an organization and nobody has answered.

use tandem_access::{Error, Timestamp, Tx, Uuid, params};

/// What a person asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// That something be corrected.
    Correction,
    /// That they be erased.
    Erasure,
}

/// One thing that a person asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Who.
    pub person: Uuid,
    /// What.
    pub what: What,
    /// Since when.
    pub at: Timestamp,
}

/// What waits for an answer of an organization, as far as the viewer may see it, the oldest first.
pub fn waiting(tx: &mut Tx, organization: Uuid, limit: u32) -> Result<Vec<Asked>, Error> {
    let read =
        |what: What| move |row: &tandem_access::Row| Ok(Asked { person: row.get(0)?, what, at: row.get(1)? });
    let mut found = tx.query(
        "SELECT k.person_id, k.asked_at FROM correction k WHERE k.owner_org = ?1 AND k.answer IS NULL ORDER BY k.asked_at, k.id \
         LIMIT ?2",
        params![organization, limit],
        read(What::Correction),
    )?;
    found.extend(tx.query(
        "SELECT e.person_id, e.asked_at FROM erasure_request e WHERE e.owner_org = ?1 AND e.status = 'open' ORDER BY e.asked_at, \
         e.id LIMIT ?2",
        params![organization, limit],
        read(What::Erasure),
    )?);
    found.sort_by_key(|asked| (asked.at, asked.person));
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}
