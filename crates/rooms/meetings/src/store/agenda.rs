//! Points of the agenda, and what was written about them.

use super::meetings::odd;
use crate::model::{Item, ItemKind, NewItem};
use tandem_access::{Error, Row, Tx, Uuid, params};
use tandem_partners::model::Sector;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, position, kind, title, minutes, sector, by_member, item_id, notes, revision, notes_es FROM agenda_item ",
            $rest
        )
    };
}

fn item(row: &Row<'_>) -> Result<Item, Error> {
    let kind: String = row.get(2)?;
    Ok(Item {
        id: row.get(0)?,
        position: row.get(1)?,
        kind: ItemKind::from_code(&kind).ok_or_else(|| odd("agenda_item.kind", &kind))?,
        title: row.get(3)?,
        minutes: row.get(4)?,
        sector: row.get::<Option<String>>(5)?.as_deref().and_then(Sector::from_code),
        by: row.get(6)?,
        about: row.get(7)?,
        notes: row.get(8)?,
        revision: row.get(9)?,
        notes_es: row.get(10)?,
    })
}

/// The agenda in its order.
pub fn of_meeting(tx: &mut Tx, meeting: Uuid) -> Result<Vec<Item>, Error> {
    tx.query(
        select!("WHERE meeting_id = ?1 AND dropped_at IS NULL ORDER BY position, created_at, id"),
        params![meeting],
        item,
    )
}

/// One point of a meeting.
pub fn by_id(tx: &mut Tx, meeting: Uuid, id: Uuid) -> Result<Option<Item>, Error> {
    tx.query_opt(
        select!("WHERE meeting_id = ?1 AND id = ?2 AND dropped_at IS NULL"),
        params![meeting, id],
        item,
    )
}

/// Adds a point at the end.
pub fn insert(
    tx: &mut Tx,
    meeting: Uuid,
    new: &NewItem,
    seat: Option<Uuid>,
    sector: Option<Sector>,
) -> Result<Uuid, Error> {
    let (id, now, by) = (tx.new_id(), tx.now(), tx.viewer().member_id());
    tx.execute(
        "INSERT INTO agenda_item (id, meeting_id, position, kind, title, minutes, sector, seat_id, by_member, item_id, notes, revision, \
         created_at) SELECT ?1, ?2, COALESCE(MAX(position), 0) + 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, '', 1, ?10 FROM agenda_item \
         WHERE meeting_id = ?2",
        params![
            id,
            meeting,
            new.kind.code(),
            &new.title,
            new.minutes,
            sector.map(|s| s.code()),
            seat,
            by,
            new.about,
            now
        ],
    )?;
    Ok(id)
}

/// Gives a point another place.
pub fn set_position(tx: &mut Tx, id: Uuid, position: i64) -> Result<(), Error> {
    tx.execute("UPDATE agenda_item SET position = ?2 WHERE id = ?1", params![id, position])?;
    Ok(())
}

/// Takes a point off the agenda.
pub fn drop_item(tx: &mut Tx, meeting: Uuid, id: Uuid) -> Result<bool, Error> {
    let now = tx.now();
    let changed = tx.execute(
        "UPDATE agenda_item SET dropped_at = ?3 WHERE id = ?2 AND meeting_id = ?1 AND dropped_at IS NULL",
        params![meeting, id, now],
    )?;
    Ok(changed == 1)
}

/// Writes what was said about a point, over the revision that was read; `false` when somebody else has just written.
pub fn set_notes(
    tx: &mut Tx,
    meeting: Uuid,
    id: Uuid,
    revision: i64,
    notes: &str,
    spanish: Option<&str>,
) -> Result<bool, Error> {
    let changed = tx.execute(
        "UPDATE agenda_item SET notes = ?4, notes_es = ?5, revision = revision + 1 WHERE id = ?2 AND meeting_id = ?1 AND revision = ?3",
        params![meeting, id, revision, notes, spanish],
    )?;
    Ok(changed == 1)
}
