//! What was said of terms and standings.

use super::bodies::seat_by_id;
use crate::model::Seat;
use jiff::civil::Date;
use tandem_access::{Error, Tx, Uuid, params};

/// Seats of bodies that work whose term ends between two days, nobody following, with what was said of it; those of a body together.
pub fn terms_between(tx: &mut Tx, first: Date, last: Date) -> Result<Vec<(Seat, String)>, Error> {
    let found: Vec<(Uuid, String)> = tx.query(
        "SELECT s.id, s.told FROM seat s JOIN body b ON b.id = s.body_id \
         WHERE s.ended_on IS NULL AND b.ended_at IS NULL AND s.term_end >= ?1 AND s.term_end <= ?2 \
         AND NOT EXISTS (SELECT 1 FROM seat f WHERE f.follows = s.id) ORDER BY s.body_id, s.term_end, s.id",
        params![first, last],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let mut out = vec![];
    for (id, told) in found {
        out.extend(seat_by_id(tx, id)?.map(|seat| (seat, told)));
    }
    Ok(out)
}

/// Notes what was said of a term.
pub fn set_seat_told(tx: &mut Tx, id: Uuid, told: &str) -> Result<(), Error> {
    tx.execute("UPDATE seat SET told = ?2 WHERE id = ?1", params![id, told])?;
    Ok(())
}

/// How every body stood when that was last looked at; empty where it never was.
pub fn standings(tx: &mut Tx) -> Result<Vec<(Uuid, String)>, Error> {
    tx.query("SELECT id, told FROM body ORDER BY id", params![], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Notes how a body stands.
pub fn set_body_told(tx: &mut Tx, id: Uuid, told: &str) -> Result<(), Error> {
    tx.execute("UPDATE body SET told = ?2 WHERE id = ?1", params![id, told])?;
    Ok(())
}
