//! What happens in a meeting: who is there, quorum, floor time, what was agreed, actions.

use super::meetings::odd;
use crate::model::{Agreed, Presence, Quorum, Task, Turn, Way};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use tandem_access::{Error, Row, Timestamp, Tx, Uuid, params};
use tandem_partners::model::Sector;

fn sector(code: &str) -> Result<Sector, Error> {
    Sector::from_code(code).ok_or_else(|| odd("a sector", code))
}

/// Every stay, in order; those taken back are left out.
pub fn presence(tx: &mut Tx, meeting: Uuid) -> Result<Vec<Presence>, Error> {
    tx.query(
        "SELECT id, seat_id, deputy, sector, guest, way, came_at, left_at FROM meeting_presence \
         WHERE meeting_id = ?1 AND undone_at IS NULL ORDER BY came_at, id",
        params![meeting],
        |row| {
            let way: String = row.get(5)?;
            Ok(Presence {
                id: row.get(0)?,
                seat: row.get(1)?,
                deputy: row.get(2)?,
                sector: sector(&row.get::<String>(3)?)?,
                guest: row.get(4)?,
                way: Way::from_code(&way).ok_or_else(|| odd("meeting_presence.way", &way))?,
                came: row.get(6)?,
                left: row.get(7)?,
            })
        },
    )
}

/// Notes that somebody came; `false` when the seat is there already.
pub fn come(tx: &mut Tx, meeting: Uuid, p: &Presence) -> Result<bool, Error> {
    let made = tx.execute(
        "INSERT INTO meeting_presence (id, meeting_id, seat_id, deputy, sector, guest, way, came_at) \
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM meeting WHERE id = ?2 AND NOT EXISTS \
         (SELECT 1 FROM meeting_presence WHERE meeting_id = ?2 AND seat_id = ?3 AND left_at IS NULL AND undone_at IS NULL)",
        params![p.id, meeting, p.seat, i64::from(p.deputy), p.sector.code(), &p.guest, p.way.code(), p.came],
    )?;
    Ok(made == 1)
}

/// Notes that somebody left.
pub fn leave(tx: &mut Tx, meeting: Uuid, id: Uuid) -> Result<bool, Error> {
    let now = tx.now();
    let changed = tx.execute(
        "UPDATE meeting_presence SET left_at = ?3 WHERE id = ?2 AND meeting_id = ?1 AND left_at IS NULL AND undone_at IS NULL",
        params![meeting, id, now],
    )?;
    Ok(changed == 1)
}

/// Everybody who is still there leaves.
pub fn leave_all(tx: &mut Tx, meeting: Uuid) -> Result<(), Error> {
    let now = tx.now();
    tx.execute(
        "UPDATE meeting_presence SET left_at = ?2 WHERE meeting_id = ?1 AND left_at IS NULL AND undone_at IS NULL",
        params![meeting, now],
    )?;
    Ok(())
}

/// Those who left with the end come back in: the meeting goes on.
pub fn come_back(tx: &mut Tx, meeting: Uuid, closed: Timestamp) -> Result<(), Error> {
    tx.execute(
        "UPDATE meeting_presence SET left_at = NULL WHERE meeting_id = ?1 AND left_at = ?2 AND undone_at IS NULL",
        params![meeting, closed],
    )?;
    Ok(())
}

/// When a quorum was met and lost, in order.
pub fn quorums(tx: &mut Tx, meeting: Uuid) -> Result<Vec<Quorum>, Error> {
    tx.query(
        "SELECT met, code, present, at FROM meeting_quorum WHERE meeting_id = ?1 ORDER BY position",
        params![meeting],
        |row| Ok(Quorum { met: row.get(0)?, code: row.get(1)?, present: row.get(2)?, at: row.get(3)? }),
    )
}

/// Notes how it stands from now on.
pub fn add_quorum(tx: &mut Tx, meeting: Uuid, q: &Quorum) -> Result<(), Error> {
    let id = tx.new_id();
    tx.execute(
        "INSERT INTO meeting_quorum (id, meeting_id, position, met, code, present, at) \
         SELECT ?1, ?2, COALESCE(MAX(position), 0) + 1, ?3, ?4, ?5, ?6 FROM meeting_quorum WHERE meeting_id = ?2",
        params![id, meeting, i64::from(q.met), &q.code, q.present, q.at],
    )?;
    Ok(())
}

/// Turns, in order.
pub fn turns(tx: &mut Tx, meeting: Uuid) -> Result<Vec<Turn>, Error> {
    tx.query(
        "SELECT id, item_id, sector, started_at, ended_at FROM floor_time WHERE meeting_id = ?1 AND undone_at IS NULL \
         ORDER BY started_at, id",
        params![meeting],
        |row| {
            Ok(Turn {
                id: row.get(0)?,
                item: row.get(1)?,
                sector: sector(&row.get::<String>(2)?)?,
                from: row.get(3)?,
                to: row.get(4)?,
            })
        },
    )
}

/// Ends the turn that lasts, if one does.
pub fn end_turn(tx: &mut Tx, meeting: Uuid) -> Result<(), Error> {
    let now = tx.now();
    tx.execute(
        "UPDATE floor_time SET ended_at = ?2 WHERE meeting_id = ?1 AND ended_at IS NULL AND undone_at IS NULL",
        params![meeting, now],
    )?;
    Ok(())
}

/// Begins a turn.
pub fn begin_turn(tx: &mut Tx, meeting: Uuid, item: Option<Uuid>, of: Sector) -> Result<(), Error> {
    let (id, now) = (tx.new_id(), tx.now());
    tx.execute(
        "INSERT INTO floor_time (id, meeting_id, item_id, sector, started_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![id, meeting, item, of.code(), now],
    )?;
    Ok(())
}

/// What was agreed, in order. The table bears the name of older minutes, which called it decided.
pub fn agreed(tx: &mut Tx, meeting: Uuid) -> Result<Vec<Agreed>, Error> {
    tx.query(
        "SELECT id, item_id, text, present, at FROM meeting_decision WHERE meeting_id = ?1 AND undone_at IS NULL ORDER BY at, id",
        params![meeting],
        |row| {
            Ok(Agreed {
                id: row.get(0)?,
                item: row.get(1)?,
                text: row.get(2)?,
                present: row.get(3)?,
                at: row.get(4)?,
            })
        },
    )
}

/// Writes down what was agreed.
pub fn add_agreed(
    tx: &mut Tx,
    meeting: Uuid,
    item: Option<Uuid>,
    text: &str,
    present: i64,
) -> Result<(), Error> {
    let (id, now, by) = (tx.new_id(), tx.now(), tx.viewer().member_id());
    tx.execute(
        "INSERT INTO meeting_decision (id, meeting_id, item_id, text, present, at, by_member) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![id, meeting, item, text, present, now, by],
    )?;
    Ok(())
}

macro_rules! select_task {
    ($rest:literal) => {
        concat!("SELECT id, meeting_id, item_id, what, owner_id, organization_id, due, done_at FROM meeting_action ", $rest)
    };
}

fn task(row: &Row<'_>) -> Result<Task, Error> {
    Ok(Task {
        id: row.get(0)?,
        meeting: row.get(1)?,
        item: row.get(2)?,
        what: row.get(3)?,
        owner: row.get(4)?,
        organization: row.get(5)?,
        due: row.get(6)?,
        done: row.get(7)?,
    })
}

/// What was taken on at a meeting.
pub fn tasks(tx: &mut Tx, meeting: Uuid) -> Result<Vec<Task>, Error> {
    tx.query(
        select_task!("WHERE meeting_id = ?1 AND undone_at IS NULL ORDER BY at, id"),
        params![meeting],
        task,
    )
}

/// One of them.
pub fn task_by_id(tx: &mut Tx, id: Uuid) -> Result<Option<Task>, Error> {
    tx.query_opt(select_task!("WHERE id = ?1 AND undone_at IS NULL"), params![id], task)
}

/// What is still to be done, the earliest first.
pub fn open_tasks(tx: &mut Tx) -> Result<Vec<Task>, Error> {
    tx.query(
        select_task!("WHERE done_at IS NULL AND undone_at IS NULL ORDER BY due, at, id LIMIT 300"),
        params![],
        task,
    )
}

/// The same of one member or one organization: an id is never both.
pub fn open_tasks_of(tx: &mut Tx, owner: Uuid) -> Result<Vec<Task>, Error> {
    tx.query(
        select_task!(
            "WHERE done_at IS NULL AND undone_at IS NULL AND (owner_id = ?1 OR organization_id = ?1) ORDER BY due, at, id"
        ),
        params![owner],
        task,
    )
}

/// What is still to be done, due between two days and taken on before a moment, of which nobody was reminded in this way yet.
pub fn tasks_to_remind(
    tx: &mut Tx,
    from: Date,
    to: Date,
    before: Timestamp,
    late: bool,
) -> Result<Vec<Task>, Error> {
    let args = params![from, to, before];
    if late {
        tx.query(
            select_task!(
                "WHERE done_at IS NULL AND undone_at IS NULL AND due >= ?1 AND due <= ?2 AND at <= ?3 AND reminded_late IS NULL \
                 ORDER BY due, at, id"
            ),
            args,
            task,
        )
    } else {
        tx.query(
            select_task!(
                "WHERE done_at IS NULL AND undone_at IS NULL AND due >= ?1 AND due <= ?2 AND at <= ?3 AND reminded_soon IS NULL \
                 ORDER BY due, at, id"
            ),
            args,
            task,
        )
    }
}

/// Notes that somebody was reminded of it.
pub fn set_task_reminded(tx: &mut Tx, id: Uuid, late: bool) -> Result<(), Error> {
    let now = tx.now();
    if late {
        tx.execute("UPDATE meeting_action SET reminded_late = ?2 WHERE id = ?1", params![id, now])?;
    } else {
        tx.execute("UPDATE meeting_action SET reminded_soon = ?2 WHERE id = ?1", params![id, now])?;
    }
    Ok(())
}

/// Writes down what somebody takes on.
pub fn add_task(tx: &mut Tx, t: &Task) -> Result<(), Error> {
    let now = tx.now();
    tx.execute(
        "INSERT INTO meeting_action (id, meeting_id, item_id, what, owner_id, organization_id, due, at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![t.id, t.meeting, t.item, &t.what, t.owner, t.organization, t.due, now],
    )?;
    Ok(())
}

/// Marks it as done, or not yet.
pub fn set_done(tx: &mut Tx, id: Uuid, done: bool) -> Result<(), Error> {
    let (at, by) = (done.then(|| tx.now()), tx.viewer().member_id());
    tx.execute("UPDATE meeting_action SET done_at = ?2, done_by = ?3 WHERE id = ?1", params![id, at, by])?;
    Ok(())
}

/// Takes something back that was written down by mistake; the row stays.
pub fn undo(tx: &mut Tx, what: &str, meeting: Uuid, id: Uuid) -> Result<bool, Error> {
    let now = tx.now();
    let sql = match what {
        "presence" => {
            "UPDATE meeting_presence SET undone_at = ?3 WHERE id = ?2 AND meeting_id = ?1 AND undone_at IS NULL"
        }
        "floor" => {
            "UPDATE floor_time SET undone_at = ?3 WHERE id = ?2 AND meeting_id = ?1 AND undone_at IS NULL"
        }
        "agreed" => {
            "UPDATE meeting_decision SET undone_at = ?3 WHERE id = ?2 AND meeting_id = ?1 AND undone_at IS NULL"
        }
        "action" => {
            "UPDATE meeting_action SET undone_at = ?3 WHERE id = ?2 AND meeting_id = ?1 AND undone_at IS NULL"
        }
        _ => return Ok(false),
    };
    Ok(tx.execute(sql, params![meeting, id, now])? == 1)
}

/// Takes back that somebody left.
pub fn undo_leave(tx: &mut Tx, meeting: Uuid, id: Uuid) -> Result<bool, Error> {
    let changed = tx.execute(
        "UPDATE meeting_presence SET left_at = NULL WHERE id = ?2 AND meeting_id = ?1 AND left_at IS NOT NULL AND undone_at IS NULL \
         AND NOT EXISTS (SELECT 1 FROM meeting_presence o WHERE o.meeting_id = ?1 AND o.seat_id = meeting_presence.seat_id \
         AND o.left_at IS NULL AND o.undone_at IS NULL)",
        params![meeting, id],
    )?;
    Ok(changed == 1)
}

/// Points proposed, seconds of floor and stays, by sector, in meetings that began in a span and are over.
pub fn voices(
    tx: &mut Tx,
    from: Timestamp,
    until: Timestamp,
) -> Result<BTreeMap<Sector, crate::actions::Voice>, Error> {
    let mut out = BTreeMap::new();
    let rows: Vec<(String, i64, i64, i64)> = tx.query(
        "SELECT v.sector, CAST(SUM(v.items) AS BIGINT), CAST(SUM(v.micros) AS BIGINT), CAST(SUM(v.people) AS BIGINT) FROM ( \
         SELECT sector, meeting_id, 1 AS items, 0 AS micros, 0 AS people FROM agenda_item WHERE dropped_at IS NULL AND sector IS NOT NULL \
         UNION ALL SELECT sector, meeting_id, 0, ended_at - started_at, 0 FROM floor_time WHERE undone_at IS NULL AND ended_at IS NOT NULL \
         UNION ALL SELECT sector, meeting_id, 0, 0, 1 FROM meeting_presence WHERE undone_at IS NULL) v \
         JOIN meeting m ON m.id = v.meeting_id WHERE m.state IN ('closed', 'published') AND m.starts_at >= ?1 AND m.starts_at < ?2 \
         GROUP BY v.sector ORDER BY v.sector",
        params![from, until],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
    )?;
    for (code, items, micros, people) in rows {
        out.insert(sector(&code)?, crate::actions::Voice { items, seconds: micros / 1_000_000, people });
    }
    Ok(out)
}

/// Organizations that were at each meeting that began in a span and is over: of whoever sat there, holder or deputy. Guests
/// come for themselves.
pub fn together(tx: &mut Tx, from: Timestamp, until: Timestamp) -> Result<Vec<BTreeSet<Uuid>>, Error> {
    let rows: Vec<(Uuid, Uuid)> = tx.query(
        "SELECT DISTINCT m.id, CASE WHEN p.deputy = 1 THEN s.deputy_organization ELSE s.organization_id END AS org \
         FROM meeting m JOIN meeting_presence p ON p.meeting_id = m.id JOIN seat s ON s.id = p.seat_id \
         WHERE m.state IN ('closed', 'published') AND m.starts_at >= ?1 AND m.starts_at < ?2 AND p.undone_at IS NULL \
           AND (CASE WHEN p.deputy = 1 THEN s.deputy_organization ELSE s.organization_id END) IS NOT NULL \
         ORDER BY m.id, org",
        params![from, until],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let mut by_meeting: BTreeMap<Uuid, BTreeSet<Uuid>> = BTreeMap::new();
    for (meeting, org) in rows {
        by_meeting.entry(meeting).or_default().insert(org);
    }
    Ok(by_meeting.into_values().collect())
}
