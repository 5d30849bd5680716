//! Which seats sit together now.

use tandem_access::{Error, Tx, Uuid, params};

/// Writes who sits in a meeting, in the place of what was there.
pub fn set(tx: &mut Tx, body: Uuid, meeting: Uuid, seats: &[Uuid]) -> Result<(), Error> {
    let now = tx.now();
    tx.execute("DELETE FROM body_presence WHERE body_id = ?1 AND meeting_id = ?2", params![body, meeting])?;
    for seat in seats {
        tx.execute(
            "INSERT INTO body_presence (seat_id, body_id, meeting_id, since) VALUES (?1, ?2, ?3, ?4) \
             ON CONFLICT (seat_id) DO UPDATE SET meeting_id = ?3, since = ?4",
            params![seat, body, meeting, now],
        )?;
    }
    Ok(())
}

/// The meeting that a body sits in, and the seats that are there: where there are two, the one with more.
pub fn of_body(tx: &mut Tx, body: Uuid) -> Result<Vec<(Uuid, Uuid)>, Error> {
    tx.query(
        "SELECT meeting_id, seat_id FROM body_presence WHERE body_id = ?1 ORDER BY meeting_id, seat_id",
        params![body],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}
