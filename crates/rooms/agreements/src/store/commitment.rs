//! Promises.

use super::known;
use crate::model::commitment::{Commitment, NewCommitment, State};
use jiff::civil::Date;
use tandem_access::{Error, Row, Tx, Uuid, params};

macro_rules! select_commitment {
    ($tail:literal) => {
        concat!(
            "SELECT c.id, c.words, c.words_es, c.owner_org, c.owner_member, c.due_on, c.source, o.name, c.state, c.outcome, \
             c.closed_on, c.closed_org, c.created_at FROM commitment c JOIN organization o ON o.id = c.owner_org ",
            $tail
        )
    };
}

fn read(row: &Row) -> Result<Commitment, Error> {
    Ok(Commitment {
        id: row.get(0)?,
        promise: NewCommitment {
            words: row.get(1)?,
            words_es: row.get(2)?,
            owner_org: row.get(3)?,
            owner_member: row.get(4)?,
            due_on: row.get(5)?,
            source: row.get(6)?,
        },
        owner_name: row.get(7)?,
        state: known(&row.get::<String>(8)?, State::from_code)?,
        outcome: row.get(9)?,
        closed_on: row.get(10)?,
        closed_org: row.get(11)?,
        created_at: row.get(12)?,
    })
}

/// Keeps a promise.
pub fn insert(tx: &mut Tx, id: Uuid, c: &NewCommitment) -> Result<(), Error> {
    let (now, member) = (tx.now(), tx.viewer().member_id());
    tx.execute(
        "INSERT INTO commitment (id, words, words_es, owner_org, owner_member, due_on, state, source, created_by, created_at, \
         updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'open', ?7, ?8, ?9, ?9)",
        params![id, &c.words, &c.words_es, c.owner_org, c.owner_member, c.due_on, c.source, member, now],
    )?;
    Ok(())
}

/// One promise.
pub fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Commitment>, Error> {
    tx.query_opt(select_commitment!("WHERE c.id = ?1"), params![id], read)
}

/// All of them, what is due first coming first.
pub fn list(tx: &mut Tx) -> Result<Vec<Commitment>, Error> {
    tx.query(select_commitment!("ORDER BY c.due_on, c.created_at, c.id"), params![], read)
}

/// Those that grew out of a thing of the chain.
pub fn of_source(tx: &mut Tx, source: Uuid) -> Result<Vec<Commitment>, Error> {
    tx.query(
        select_commitment!("WHERE c.source = ?1 ORDER BY c.due_on, c.created_at, c.id"),
        params![source],
        read,
    )
}

/// Open ones that are due by a day.
pub fn open_until(tx: &mut Tx, day: Date) -> Result<Vec<Commitment>, Error> {
    tx.query(
        select_commitment!("WHERE c.state = 'open' AND c.due_on <= ?1 ORDER BY c.due_on, c.created_at, c.id"),
        params![day],
        read,
    )
}

/// Says what became of an open promise; `false` when somebody has said so already.
pub fn close(tx: &mut Tx, id: Uuid, state: State, outcome: &str, on: Date) -> Result<bool, Error> {
    let (now, member, org) = (tx.now(), tx.viewer().member_id(), tx.viewer().org());
    let changed = tx.execute(
        "UPDATE commitment SET state = ?2, outcome = ?3, closed_on = ?4, closed_by = ?5, closed_org = ?6, updated_at = ?7 \
         WHERE id = ?1 AND state = 'open'",
        params![id, state.code(), outcome, on, member, org, now],
    )?;
    Ok(changed == 1)
}
