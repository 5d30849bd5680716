//! Bodies, seats, hand-overs, declared conflicts.

use crate::model::{Body, BodyKind, NewBody, Seat, SeatRole};
use jiff::civil::Date;
use tandem_access::{Error, Row, Timestamp, Tx, Uuid, json_ids, params};
use tandem_partners::model::Sector;

fn known<T>(code: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Error> {
    read(code).ok_or_else(|| Error::Internal(format!("a body or seat holds an unknown word: {code}")))
}

macro_rules! select_body {
    ($tail:literal) => {
        concat!("SELECT id, kind, name, name_es, purpose, purpose_es, adopted_on, ended_at FROM body ", $tail)
    };
}

fn body(row: &Row) -> Result<Body, Error> {
    Ok(Body {
        id: row.get(0)?,
        kind: known(&row.get::<String>(1)?, BodyKind::from_code)?,
        name: row.get(2)?,
        name_es: row.get(3)?,
        purpose: row.get(4)?,
        purpose_es: row.get(5)?,
        adopted_on: row.get(6)?,
        ended: row.get::<Option<Timestamp>>(7)?.is_some(),
    })
}

/// Every body: the council first, those that ended last.
pub fn all(tx: &mut Tx) -> Result<Vec<Body>, Error> {
    tx.query(
        select_body!("ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, kind, lower(name), id"),
        params![],
        body,
    )
}

/// The council that works, if there is one.
pub fn council(tx: &mut Tx) -> Result<Option<Body>, Error> {
    let all = tx.query(
        select_body!("WHERE kind = 'council' AND ended_at IS NULL ORDER BY created_at, id"),
        params![],
        body,
    )?;
    Ok(all.into_iter().next())
}

/// One body.
pub fn by_id(tx: &mut Tx, id: Uuid) -> Result<Option<Body>, Error> {
    tx.query_opt(select_body!("WHERE id = ?1"), params![id], body)
}

/// Whether another body has this name.
pub fn name_taken(tx: &mut Tx, name: &str, besides: Option<Uuid>) -> Result<bool, Error> {
    let found: Vec<Uuid> =
        tx.query("SELECT id FROM body WHERE lower(name) = lower(?1)", params![name], |row| Ok(row.get(0)?))?;
    Ok(found.into_iter().any(|id| Some(id) != besides))
}

/// Keeps a new body.
pub fn insert(tx: &mut Tx, id: Uuid, new: &NewBody) -> Result<(), Error> {
    let (now, by) = (tx.now(), tx.viewer().member_id());
    tx.execute(
        "INSERT INTO body (id, kind, name, name_es, purpose, purpose_es, adopted_on, created_at, created_by) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            id,
            new.kind.code(),
            &new.name,
            new.name_es.as_deref(),
            &new.purpose,
            new.purpose_es.as_deref(),
            new.adopted_on,
            now,
            by,
        ],
    )?;
    Ok(())
}

/// Writes what can change of a body.
pub fn update(tx: &mut Tx, id: Uuid, new: &NewBody) -> Result<(), Error> {
    let changed = tx.execute(
        "UPDATE body SET name = ?2, name_es = ?3, purpose = ?4, purpose_es = ?5 WHERE id = ?1",
        params![id, &new.name, new.name_es.as_deref(), &new.purpose, new.purpose_es.as_deref()],
    )?;
    if changed == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// Ends a body; `false` when it has ended before.
pub fn end(tx: &mut Tx, id: Uuid, why: &str) -> Result<bool, Error> {
    let now = tx.now();
    let changed = tx.execute(
        "UPDATE body SET ended_at = ?2, ended_why = ?3 WHERE id = ?1 AND ended_at IS NULL",
        params![id, now, why],
    )?;
    Ok(changed == 1)
}

macro_rules! select_seat {
    ($tail:literal) => {
        concat!(
            "SELECT id, body_id, role, sector, organization_id, member_id, deputy_id, deputy_organization, term_start, \
             term_end, terms, follows, ended_on, ended_why FROM seat ",
            $tail
        )
    };
}

fn seat(row: &Row) -> Result<Seat, Error> {
    Ok(Seat {
        id: row.get(0)?,
        body_id: row.get(1)?,
        role: known(&row.get::<String>(2)?, SeatRole::from_code)?,
        sector: known(&row.get::<String>(3)?, Sector::from_code)?,
        organization: row.get(4)?,
        member: row.get(5)?,
        deputy: row.get(6)?,
        deputy_organization: row.get(7)?,
        term_start: row.get(8)?,
        term_end: row.get(9)?,
        terms: row.get(10)?,
        follows: row.get(11)?,
        ended_on: row.get(12)?,
        ended_why: row.get(13)?,
    })
}

/// The seats of these bodies that nobody follows by a day, held or vacant, in the order they were given. Until a successor begins,
/// the seat before it still counts.
pub fn seats(tx: &mut Tx, bodies: &[Uuid], on: Date) -> Result<Vec<Seat>, Error> {
    tx.query(
        select_seat!(
            "WHERE body_id IN_IDS(?1) AND NOT EXISTS (SELECT 1 FROM seat f WHERE f.follows = seat.id AND f.term_start <= ?2) \
             ORDER BY role, sector, created_at, id"
        ),
        params![json_ids(bodies), on],
        seat,
    )
}

/// Every seat of a body, past ones too, newest first.
pub fn history(tx: &mut Tx, body: Uuid) -> Result<Vec<Seat>, Error> {
    tx.query(select_seat!("WHERE body_id = ?1 ORDER BY term_start DESC, id"), params![body], seat)
}

/// The seats of a member, as holder or deputy, that have not ended.
pub fn seats_of(tx: &mut Tx, member: Uuid) -> Result<Vec<Seat>, Error> {
    tx.query(
        select_seat!("WHERE (member_id = ?1 OR deputy_id = ?1) AND ended_on IS NULL ORDER BY created_at, id"),
        params![member],
        seat,
    )
}

/// One seat.
pub fn seat_by_id(tx: &mut Tx, id: Uuid) -> Result<Option<Seat>, Error> {
    tx.query_opt(select_seat!("WHERE id = ?1"), params![id], seat)
}

/// Keeps a new seat.
pub fn insert_seat(tx: &mut Tx, s: &Seat) -> Result<(), Error> {
    let (now, by) = (tx.now(), tx.viewer().member_id());
    tx.execute(
        "INSERT INTO seat (id, body_id, role, sector, organization_id, member_id, deputy_id, deputy_organization, \
         term_start, term_end, terms, follows, created_at, created_by) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        params![
            s.id, s.body_id, s.role.code(), s.sector.code(), s.organization, s.member, s.deputy, s.deputy_organization,
            s.term_start, s.term_end, s.terms, s.follows, now, by,
        ],
    )?;
    Ok(())
}

/// Names who stands in.
pub fn set_deputy(tx: &mut Tx, id: Uuid, deputy: Uuid, organization: Option<Uuid>) -> Result<(), Error> {
    tx.execute(
        "UPDATE seat SET deputy_id = ?2, deputy_organization = ?3 WHERE id = ?1",
        params![id, deputy, organization],
    )?;
    Ok(())
}

/// Ends a seat; `false` when it has ended before.
pub fn end_seat(tx: &mut Tx, id: Uuid, on: Date, why: &str) -> Result<bool, Error> {
    let changed = tx.execute(
        "UPDATE seat SET ended_on = ?2, ended_why = ?3 WHERE id = ?1 AND ended_on IS NULL",
        params![id, on, why],
    )?;
    Ok(changed == 1)
}

/// What has to be handed over: `(id, what, done)`.
pub fn handover(tx: &mut Tx, seat: Uuid) -> Result<Vec<(Uuid, String, bool)>, Error> {
    tx.query(
        "SELECT id, what, done_at FROM handover_item WHERE seat_id = ?1 ORDER BY position, id",
        params![seat],
        |row| Ok((row.get(0)?, row.get(1)?, row.get::<Option<Timestamp>>(2)?.is_some())),
    )
}

/// Adds something to hand over.
pub fn add_handover(tx: &mut Tx, seat: Uuid, what: &str) -> Result<(), Error> {
    let id = tx.new_id();
    tx.execute(
        "INSERT INTO handover_item (id, seat_id, what, position) VALUES (?1, ?2, ?3, \
         (SELECT coalesce(max(h.position), 0) + 1 FROM handover_item h WHERE h.seat_id = ?2))",
        params![id, seat, what],
    )?;
    Ok(())
}

/// Marks something as handed over, or not yet.
pub fn set_handed_over(tx: &mut Tx, seat: Uuid, item: Uuid, done: bool) -> Result<(), Error> {
    let (at, by) = (done.then(|| tx.now()), tx.viewer().member_id());
    let changed = tx.execute(
        "UPDATE handover_item SET done_at = ?3, done_by = ?4 WHERE id = ?1 AND seat_id = ?2",
        params![item, seat, at, by],
    )?;
    if changed == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// Declares an interest; again is nothing new.
pub fn declare(tx: &mut Tx, member: Uuid, organization: Uuid, why: &str) -> Result<(), Error> {
    let (id, now) = (tx.new_id(), tx.now());
    let known: Vec<Uuid> = declared(tx, &[member])?.into_iter().map(|(_, about, _)| about).collect();
    if !known.contains(&organization) {
        tx.execute(
            "INSERT INTO declared_conflict (id, member_id, organization_id, why, declared_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![id, member, organization, why, now],
        )?;
    }
    Ok(())
}

/// Ends a declared interest.
pub fn undeclare(tx: &mut Tx, member: Uuid, organization: Uuid) -> Result<(), Error> {
    let now = tx.now();
    tx.execute(
        "UPDATE declared_conflict SET ended_at = ?3 WHERE member_id = ?1 AND organization_id = ?2 AND ended_at IS NULL",
        params![member, organization, now],
    )?;
    Ok(())
}

/// The live interests of members: `(member, organization, why)`.
pub fn declared(tx: &mut Tx, members: &[Uuid]) -> Result<Vec<(Uuid, Uuid, String)>, Error> {
    tx.query(
        "SELECT member_id, organization_id, why FROM declared_conflict \
         WHERE member_id IN_IDS(?1) AND ended_at IS NULL ORDER BY declared_at, id",
        params![json_ids(members)],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}

/// Everybody with a live role, each once for every organization: `(id, name, organization)`.
pub fn people(tx: &mut Tx) -> Result<Vec<(Uuid, String, String)>, Error> {
    let now = tx.now();
    tx.query(
        "SELECT DISTINCT m.id, m.name, o.name FROM member m JOIN affiliation a ON a.member_id = m.id \
         JOIN organization o ON o.id = a.organization_id \
         WHERE m.status <> 'ended' AND a.since <= ?1 AND (a.until IS NULL OR a.until > ?1) ORDER BY m.name, o.name, m.id",
        params![now],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}

/// Which organization is controlled by which.
pub fn control(tx: &mut Tx) -> Result<Vec<(Uuid, Uuid)>, Error> {
    tx.query("SELECT id, controlled_by FROM organization WHERE controlled_by IS NOT NULL", params![], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}
