//! Keys that records of one person are likely to share.

use tandem_access::{Error, Tx, Uuid, json_ids, params};

/// A key that more records than this share says too little to look at them all.
const CROWD: u32 = 100;

/// The most records that one is compared with.
const CANDIDATES: u32 = 400;

/// Keeps a record's keys in the place of earlier ones.
pub fn put(tx: &mut Tx, person: Uuid, owner_org: Uuid, tokens: &[Uuid]) -> Result<(), Error> {
    remove(tx, person)?;
    let rows: Vec<_> = tokens.iter().map(|token| params![*token, person, owner_org].to_vec()).collect();
    tx.execute_each("INSERT INTO identity_key (token, person_id, owner_org) VALUES (?1, ?2, ?3)", &rows)?;
    Ok(())
}

/// Forgets a record's keys.
pub fn remove(tx: &mut Tx, person: Uuid) -> Result<u64, Error> {
    tx.execute("DELETE FROM identity_key WHERE person_id = ?1", params![person])
}

/// Other records that share a key with `person`, those that share most first.
pub fn candidates(tx: &mut Tx, person: Uuid, tokens: &[Uuid]) -> Result<Vec<Uuid>, Error> {
    // Keys that many share are told apart first, and none of their records is looked at: one key may stand at every record.
    let narrow: Vec<Uuid> = tx.query(
        "SELECT t.value FROM EACH_ID(?1) t WHERE (SELECT COUNT(*) FROM (SELECT 1 AS one FROM identity_key c WHERE c.token = \
         t.value LIMIT ?2) crowd) < ?2",
        params![json_ids(tokens), CROWD],
        |row| Ok(row.get(0)?),
    )?;
    tx.query(
        "SELECT k.person_id FROM identity_key k WHERE k.token IN_IDS(?2) AND k.person_id <> ?1 GROUP BY k.person_id \
         ORDER BY COUNT(*) DESC, k.person_id LIMIT ?3",
        params![person, json_ids(&narrow), CANDIDATES],
        |row| Ok(row.get(0)?),
    )
}
