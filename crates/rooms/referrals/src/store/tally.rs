//! How organizations answer: counts only, which say nothing about anybody served.

use crate::model::matching::Past;
use std::collections::HashMap;
use tandem_access::{Error, Tx, Uuid, json_ids, params};

/// Counts one answer (or silence), or takes it back with `-1`.
pub fn count(tx: &mut Tx<'_, '_>, org: Uuid, in_time: bool, by: i64) -> Result<(), Error> {
    let in_time = if in_time { by } else { 0 };
    tx.execute(
        "INSERT INTO response_tally (org_id, asked, in_time) VALUES (?1, ?2, ?3) ON CONFLICT (org_id) DO UPDATE SET \
         asked = response_tally.asked + ?2, in_time = response_tally.in_time + ?3",
        params![org, by, in_time],
    )?;
    Ok(())
}

/// The counts of these organizations.
pub fn of(tx: &mut Tx<'_, '_>, orgs: &[Uuid]) -> Result<HashMap<Uuid, Past>, Error> {
    let rows = tx.query(
        "SELECT y.org_id, y.asked, y.in_time FROM response_tally y WHERE y.org_id IN_IDS(?1)",
        params![json_ids(orgs)],
        |row| Ok((row.get::<Uuid>(0)?, row.get::<i64>(1)?, row.get::<i64>(2)?)),
    )?;
    let small = |n: i64| u32::try_from(n.max(0)).unwrap_or(u32::MAX);
    Ok(rows
        .into_iter()
        .map(|(org, asked, in_time)| (org, Past { asked: small(asked), in_time: small(in_time) }))
        .collect())
}

/// The partnership's share of answers in time; `None` while nobody was asked.
pub fn mean(tx: &mut Tx<'_, '_>) -> Result<Option<f64>, Error> {
    let (asked, in_time): (i64, i64) = tx.query_one(
        "SELECT CAST(COALESCE(SUM(y.asked), 0) AS BIGINT), CAST(COALESCE(SUM(y.in_time), 0) AS BIGINT) FROM response_tally y",
        params![],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    #[allow(clippy::cast_precision_loss)]
    Ok((asked > 0).then(|| in_time as f64 / asked as f64))
}
