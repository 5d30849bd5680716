//! Batches of papers, what was keyed of them, and their scans.

use super::known;
use crate::model::vote::{Batch, BatchState, Keyed, KeyedCode, Paper};
use tandem_access::{Error, KeyKind, Place, Row, SealedTable, Tx, Uuid, params, sealed_table};

/// The tables of this room with sealed columns.
pub const SEALED: &[SealedTable] = &[sealed_table!(
    "vote_scan",
    "id",
    "UPDATE vote_scan SET key_id = NULL, sealed = NULL WHERE owner_org = ?1 AND sealed IS NOT NULL"
)];

/// Bytes of a piece of a scan.
const PIECE: usize = 512 * 1024;

macro_rules! select_batch {
    ($tail:literal) => {
        concat!(
            "SELECT b.id, b.vote_id, b.owner_org, b.name, b.papers, b.state, b.first_by, b.second_by, b.outcome \
             FROM vote_batch b ",
            $tail
        )
    };
}

fn read(row: &Row) -> Result<Batch, Error> {
    Ok(Batch {
        id: row.get(0)?,
        vote: row.get(1)?,
        owner_org: row.get(2)?,
        name: row.get(3)?,
        papers: u32::try_from(row.get::<i64>(4)?).unwrap_or_default(),
        state: known(&row.get::<String>(5)?, BatchState::from_code)?,
        first_by: row.get(6)?,
        second_by: row.get(7)?,
        outcome: row.get(8)?,
    })
}

/// One batch.
pub fn find(tx: &mut Tx, id: Uuid) -> Result<Option<Batch>, Error> {
    tx.query_opt(select_batch!("WHERE b.id = ?1"), params![id], read)
}

/// The batches of a vote, in the order in which they were begun.
pub fn of(tx: &mut Tx, vote: Uuid) -> Result<Vec<Batch>, Error> {
    tx.query(select_batch!("WHERE b.vote_id = ?1 ORDER BY b.created_at, b.id"), params![vote], read)
}

/// Keeps a new batch.
pub fn insert(tx: &mut Tx, batch: &Batch) -> Result<(), Error> {
    let now = tx.now();
    tx.execute(
        "INSERT INTO vote_batch (id, vote_id, owner_org, name, papers, state, first_by, second_by, settled_by, outcome, \
         created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, 'first', NULL, NULL, NULL, NULL, ?6, ?6)",
        params![batch.id, batch.vote, batch.owner_org, &batch.name, i64::from(batch.papers), now],
    )?;
    Ok(())
}

/// Moves a batch on from the state it was read in; `false` when somebody else has.
pub fn advance(tx: &mut Tx, batch: &Batch, to: BatchState, settled_by: Option<Uuid>) -> Result<bool, Error> {
    let now = tx.now();
    let changed = tx.execute(
        "UPDATE vote_batch SET state = ?3, first_by = ?4, second_by = ?5, settled_by = coalesce(?6, settled_by), \
         outcome = ?7, updated_at = ?8 WHERE id = ?1 AND state = ?2",
        params![
            batch.id,
            batch.state.code(),
            to.code(),
            batch.first_by,
            batch.second_by,
            settled_by,
            &batch.outcome,
            now
        ],
    )?;
    Ok(changed == 1)
}

fn keyed(code: Option<String>, marks: Option<String>) -> Option<Keyed> {
    Some(Keyed { code: KeyedCode::read(&code?), marks: marks? })
}

/// What was keyed of a batch.
pub fn papers(tx: &mut Tx, batch: Uuid) -> Result<Vec<Paper>, Error> {
    tx.query(
        "SELECT p.number, p.first_code, p.first_marks, p.second_code, p.second_marks, p.third_code, p.third_marks \
         FROM vote_paper p WHERE p.batch_id = ?1 ORDER BY p.number",
        params![batch],
        |row| {
            Ok(Paper {
                number: u32::try_from(row.get::<i64>(0)?).unwrap_or_default(),
                first: keyed(row.get(1)?, row.get(2)?),
                second: keyed(row.get(3)?, row.get(4)?),
                third: keyed(row.get(5)?, row.get(6)?),
            })
        },
    )
}

/// A paper as keyed first.
pub fn key_first(tx: &mut Tx, batch: Uuid, number: u32, keyed: &Keyed) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO vote_paper (batch_id, number, first_code, first_marks, second_code, second_marks, third_code, \
         third_marks) VALUES (?1, ?2, ?3, ?4, NULL, NULL, NULL, NULL)",
        params![batch, i64::from(number), keyed.code.text(), &keyed.marks],
    )?;
    Ok(())
}

/// A paper as keyed by the other member.
pub fn key_second(tx: &mut Tx, batch: Uuid, number: u32, keyed: &Keyed) -> Result<(), Error> {
    tx.execute(
        "UPDATE vote_paper SET second_code = ?3, second_marks = ?4 WHERE batch_id = ?1 AND number = ?2",
        params![batch, i64::from(number), keyed.code.text(), &keyed.marks],
    )?;
    Ok(())
}

/// A paper as settled by a third look.
pub fn settle(tx: &mut Tx, batch: Uuid, number: u32, keyed: &Keyed) -> Result<(), Error> {
    tx.execute(
        "UPDATE vote_paper SET third_code = ?3, third_marks = ?4 WHERE batch_id = ?1 AND number = ?2",
        params![batch, i64::from(number), keyed.code.text(), &keyed.marks],
    )?;
    Ok(())
}

/// Deletes what was keyed: it says which code voted how.
pub fn forget(tx: &mut Tx, batch: Uuid) -> Result<(), Error> {
    tx.execute("DELETE FROM vote_paper WHERE batch_id = ?1", params![batch])?;
    Ok(())
}

fn place(row: Uuid, org: Uuid) -> Place {
    Place { table: "vote_scan", row, org }
}

/// Keeps the scan of a batch, sealed in pieces, in the place of a former one.
pub fn put_scan(tx: &mut Tx, batch: &Batch, media: &'static str, bytes: &[u8]) -> Result<(), Error> {
    tx.execute("DELETE FROM vote_scan WHERE batch_id = ?1", params![batch.id])?;
    for (n, piece) in bytes.chunks(PIECE).enumerate() {
        let id = tx.new_public_id();
        let sealed = tx.seal(KeyKind::of_label("general"), &place(id, batch.owner_org), piece)?;
        tx.execute(
            "INSERT INTO vote_scan (id, batch_id, owner_org, media, piece, key_id, sealed) VALUES (?1, ?2, ?3, ?4, ?5, \
             ?6, ?7)",
            params![id, batch.id, batch.owner_org, media, n, sealed.key, sealed.bytes],
        )?;
    }
    Ok(())
}

/// Whether a scan of a batch is kept that the viewer may read.
pub fn has_scan(tx: &mut Tx, batch: Uuid) -> Result<bool, Error> {
    let found = tx.query_opt(
        "SELECT s.id FROM vote_scan s WHERE s.batch_id = ?1 AND s.sealed IS NOT NULL LIMIT 1",
        params![batch],
        |row| Ok(row.get::<Uuid>(0)?),
    )?;
    Ok(found.is_some())
}

/// The scan of a batch: what it is, and its bytes.
pub fn scan(tx: &mut Tx, batch: &Batch) -> Result<Option<(String, Vec<u8>)>, Error> {
    let pieces = tx.query(
        "SELECT s.id, s.media, s.key_id, s.sealed FROM vote_scan s WHERE s.batch_id = ?1 ORDER BY s.piece",
        params![batch.id],
        |row| {
            Ok((
                row.get::<Uuid>(0)?,
                row.get::<String>(1)?,
                row.get::<Option<Uuid>>(2)?,
                row.get::<Option<Vec<u8>>>(3)?,
            ))
        },
    )?;
    let (mut media, mut whole) = (None, vec![]);
    for (id, kind, key, sealed) in pieces {
        let Some(piece) = tx.unseal(&place(id, batch.owner_org), key, sealed.as_deref())? else {
            return Ok(None);
        };
        whole.extend_from_slice(&piece);
        media = Some(kind);
    }
    Ok(media.map(|media| (media, whole)))
}
