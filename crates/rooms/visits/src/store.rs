//! The room's SQL.

use crate::model::{Class, Status, Visit};
use tandem_access::{Error, Row, Tx, Uuid, json_texts, params};
use tandem_people::model::label::Label;

macro_rules! select_visit {
    ($tail:literal) => {
        concat!(
            "SELECT v.id, v.person_id, v.owner_org, v.label, v.class, v.status, v.started_at, v.ended_at, v.place, \
             v.reason, v.source_system, v.source_id, v.told_at FROM visit v ",
            $tail
        )
    };
}

/// A code as kept. An unknown one is a fault of the data; an unknown label must never read as "general".
fn known<T>(code: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Error> {
    read(code).ok_or_else(|| Error::Internal(format!("a visit holds an unknown code: {code}")))
}

fn read(row: &Row) -> Result<Visit, Error> {
    Ok(Visit {
        id: row.get(0)?,
        person_id: row.get(1)?,
        owner_org: row.get(2)?,
        label: known(&row.get::<String>(3)?, Label::from_code)?,
        class: known(&row.get::<String>(4)?, Class::from_code)?,
        status: known(&row.get::<String>(5)?, Status::from_code)?,
        started_at: row.get(6)?,
        ended_at: row.get(7)?,
        place: row.get(8)?,
        reason: row.get(9)?,
        source_system: row.get(10)?,
        source_id: row.get(11)?,
        told_at: row.get(12)?,
    })
}

/// The visits of a person that the viewer may see, newest first.
pub fn of_person(tx: &mut Tx, person: Uuid, limit: usize) -> Result<Vec<Visit>, Error> {
    tx.query(
        select_visit!("WHERE v.person_id = ?1 ORDER BY v.started_at DESC, v.id LIMIT ?2"),
        params![person, limit],
        read,
    )
}

/// The visits that an organization knows from `system` by each of these numbers.
pub fn by_sources(tx: &mut Tx, org: Uuid, system: &str, ids: &[&str]) -> Result<Vec<Visit>, Error> {
    tx.query(
        select_visit!("WHERE v.owner_org = ?1 AND v.source_system = ?2 AND v.source_id IN_TEXTS(?3)"),
        params![org, system, json_texts(ids)],
        read,
    )
}

/// Keeps a new visit.
pub fn insert(tx: &mut Tx, v: &Visit) -> Result<(), Error> {
    let now = tx.now();
    tx.execute(
        "INSERT INTO visit (id, person_id, owner_org, label, class, status, started_at, ended_at, place, reason, \
         source_system, source_id, told_at, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, \
         ?11, ?12, ?13, ?14, ?14)",
        params![
            v.id, v.person_id, v.owner_org, v.label.code(), v.class.code(), v.status.code(), v.started_at, v.ended_at,
            &v.place, &v.reason, &v.source_system, &v.source_id, v.told_at, now,
        ],
    )?;
    Ok(())
}

/// Writes what can change of a visit; person, owner and source never do.
pub fn update(tx: &mut Tx, v: &Visit) -> Result<(), Error> {
    let changed = tx.execute(
        "UPDATE visit SET label = ?2, class = ?3, status = ?4, started_at = ?5, ended_at = ?6, place = ?7, reason = ?8, \
         told_at = ?9, updated_at = ?10 WHERE id = ?1",
        params![
            v.id, v.label.code(), v.class.code(), v.status.code(), v.started_at, v.ended_at, &v.place, &v.reason,
            v.told_at, tx.now(),
        ],
    )?;
    if changed == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// Whose visit it is, if the viewer may see it.
pub fn person_of(tx: &mut Tx, id: Uuid) -> Result<Option<Uuid>, Error> {
    tx.query_opt("SELECT v.person_id FROM visit v WHERE v.id = ?1", params![id], |r| Ok(r.get(0)?))
}

/// Visits follow a record whose label is raised: `?1` the person, `?2` the label, `?3` the labels below it.
pub const RAISE: &str = "UPDATE visit SET label = ?2 WHERE person_id = ?1 AND label IN_TEXTS(?3)";
