//! How many records have a value: tokens, and no names.

use jiff::SignedDuration;
use std::collections::HashMap;
use tandem_access::{Error, Tx, Uuid, json_ids, params};

/// How many records have each of these values; those that too few have are left out.
pub fn of(tx: &mut Tx, tokens: &[Uuid]) -> Result<HashMap<Uuid, u64>, Error> {
    let rows: Vec<(Uuid, i64)> = tx.query(
        "SELECT f.token, f.records FROM identity_frequency f WHERE f.token IN_IDS(?1)",
        params![json_ids(tokens)],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(rows.into_iter().map(|(token, n)| (token, u64::try_from(n).unwrap_or_default())).collect())
}

/// Puts new counts in the place of the former.
pub fn replace(tx: &mut Tx, counts: &[(Uuid, u64)]) -> Result<(), Error> {
    tx.execute("DELETE FROM identity_frequency WHERE records >= 0", params![])?;
    let row = |(token, n): &(Uuid, u64)| params![*token, i64::try_from(*n).unwrap_or(i64::MAX)].to_vec();
    let rows: Vec<_> = counts.iter().map(row).collect();
    tx.execute_each("INSERT INTO identity_frequency (token, records) VALUES (?1, ?2)", &rows)?;
    Ok(())
}

/// Notes that values are counted from now on, unless they were within `rest`; whether they are to be.
pub fn begin(tx: &mut Tx, rest: SignedDuration) -> Result<bool, Error> {
    let now = tx.now();
    let begun = tx.execute(
        "UPDATE identity_size SET counted_at = ?1 WHERE one = 1 AND (counted_at IS NULL OR counted_at <= ?2)",
        params![now, now - rest],
    )?;
    Ok(begun > 0)
}
