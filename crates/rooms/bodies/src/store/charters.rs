//! Charters with clauses, seats, rules, notes and ratifications.

use crate::actions::{Note, NoteKind};
use crate::model::{Charter, CharterState, Clause, Rules};
use std::collections::BTreeMap;
use tandem_access::{Error, Tx, Uuid, params};
use tandem_partners::model::Sector;

/// `(id, version, state)` of every charter, newest first.
pub fn versions(tx: &mut Tx) -> Result<Vec<(Uuid, i64, CharterState)>, Error> {
    tx.query("SELECT id, version, state FROM charter ORDER BY version DESC", params![], |row| {
        Ok((row.get(0)?, row.get(1)?, state(&row.get::<String>(2)?)?))
    })
}

fn state(code: &str) -> Result<CharterState, Error> {
    CharterState::from_code(code).ok_or_else(|| Error::Internal(format!("charter.state holds `{code}`")))
}

/// One charter, whole.
pub fn by_id(tx: &mut Tx, id: Uuid) -> Result<Option<Charter>, Error> {
    let found = tx.query_opt(
        "SELECT id, version, state, revision, mission, goals, text_hash, opened_at, in_force_at, mission_es, goals_es \
         FROM charter WHERE id = ?1",
        params![id],
        |row| {
            Ok(Charter {
                id: row.get(0)?,
                version: row.get(1)?,
                state: state(&row.get::<String>(2)?)?,
                revision: row.get(3)?,
                mission: row.get(4)?,
                goals: row.get(5)?,
                clauses: vec![],
                seats: BTreeMap::new(),
                rules: Rules::default(),
                text_hash: row.get(6)?,
                opened_at: row.get(7)?,
                in_force_at: row.get(8)?,
                mission_es: row.get(9)?,
                goals_es: row.get(10)?,
            })
        },
    )?;
    let Some(mut charter) = found else { return Ok(None) };
    charter.clauses = tx.query(
        "SELECT id, position, title, body, title_es, body_es FROM charter_clause WHERE charter_id = ?1 ORDER BY position, id",
        params![id],
        |row| {
            Ok(Clause {
                id: row.get(0)?,
                position: row.get(1)?,
                title: row.get(2)?,
                body: row.get(3)?,
                title_es: row.get(4)?,
                body_es: row.get(5)?,
            })
        },
    )?;
    let seats =
        tx.query("SELECT sector, seats FROM charter_seats WHERE charter_id = ?1", params![id], |row| {
            let code: String = row.get(0)?;
            let sector = Sector::from_code(&code)
                .ok_or_else(|| Error::Internal(format!("charter_seats.sector holds `{code}`")))?;
            Ok((sector, u64::try_from(row.get::<i64>(1)?).unwrap_or(0)))
        })?;
    charter.seats = seats.into_iter().collect();
    let rules: Vec<(String, String)> =
        tx.query("SELECT rule, value FROM charter_rule WHERE charter_id = ?1", params![id], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    let kept: BTreeMap<String, String> = rules.into_iter().collect();
    charter.rules = Rules::from_texts(|rule| kept.get(rule).cloned())
        .map_err(|_| Error::Internal("charter_rule holds a rule below the floor".into()))?;
    Ok(Some(charter))
}

/// Keeps a new draft.
pub fn insert(tx: &mut Tx, charter: &Charter) -> Result<(), Error> {
    let (now, by) = (tx.now(), tx.viewer().member_id());
    tx.execute(
        "INSERT INTO charter (id, version, state, revision, mission, goals, created_at, created_by, mission_es, goals_es) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            charter.id,
            charter.version,
            charter.state.code(),
            charter.revision,
            &charter.mission,
            &charter.goals,
            now,
            by,
            charter.mission_es.as_deref(),
            charter.goals_es.as_deref(),
        ],
    )?;
    write_parts(tx, charter)
}

/// Writes a draft over the revision it was read at; `false` when somebody else has just changed it.
pub fn update(tx: &mut Tx, charter: &Charter) -> Result<bool, Error> {
    let changed = tx.execute(
        "UPDATE charter SET revision = revision + 1, mission = ?3, goals = ?4, mission_es = ?5, goals_es = ?6 \
         WHERE id = ?1 AND revision = ?2 AND state = 'draft'",
        params![
            charter.id, charter.revision, &charter.mission, &charter.goals, charter.mission_es.as_deref(),
            charter.goals_es.as_deref(),
        ],
    )?;
    if changed == 1 {
        write_parts(tx, charter)?;
    }
    Ok(changed == 1)
}

fn write_parts(tx: &mut Tx, charter: &Charter) -> Result<(), Error> {
    tx.execute("DELETE FROM charter_clause WHERE charter_id = ?1", params![charter.id])?;
    tx.execute("DELETE FROM charter_seats WHERE charter_id = ?1", params![charter.id])?;
    tx.execute("DELETE FROM charter_rule WHERE charter_id = ?1", params![charter.id])?;
    for clause in &charter.clauses {
        tx.execute(
            "INSERT INTO charter_clause (id, charter_id, position, title, body, title_es, body_es) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                clause.id,
                charter.id,
                clause.position,
                &clause.title,
                &clause.body,
                clause.title_es.as_deref(),
                clause.body_es.as_deref(),
            ],
        )?;
    }
    for (sector, seats) in &charter.seats {
        let seats = i64::try_from(*seats).unwrap_or(i64::MAX);
        tx.execute(
            "INSERT INTO charter_seats (charter_id, sector, seats) VALUES (?1, ?2, ?3)",
            params![charter.id, sector.code(), seats],
        )?;
    }
    for (rule, value) in charter.rules.to_texts() {
        tx.execute(
            "INSERT INTO charter_rule (charter_id, rule, value) VALUES (?1, ?2, ?3)",
            params![charter.id, rule, &value],
        )?;
    }
    Ok(())
}

/// Moves a charter on from one state; `false` when it is not in it.
pub fn set_state(tx: &mut Tx, id: Uuid, from: CharterState, to: CharterState) -> Result<bool, Error> {
    let now = tx.now();
    let changed = match to {
        CharterState::InForce => tx.execute(
            "UPDATE charter SET state = 'in_force', in_force_at = ?3 WHERE id = ?1 AND state = ?2",
            params![id, from.code(), now],
        )?,
        CharterState::Replaced | CharterState::Dropped => tx.execute(
            "UPDATE charter SET state = ?4, ended_at = ?3 WHERE id = ?1 AND state = ?2",
            params![id, from.code(), now, to.code()],
        )?,
        CharterState::Draft | CharterState::Open => tx.execute(
            "UPDATE charter SET state = ?3, revision = revision + 1 WHERE id = ?1 AND state = ?2",
            params![id, from.code(), to.code()],
        )?,
    };
    Ok(changed == 1)
}

/// Lays a draft open with the hash of its text.
pub fn open(tx: &mut Tx, id: Uuid, revision: i64, hash: &str) -> Result<bool, Error> {
    let now = tx.now();
    let changed = tx.execute(
        "UPDATE charter SET state = 'open', text_hash = ?3, opened_at = ?4, revision = revision + 1 \
         WHERE id = ?1 AND revision = ?2 AND state = 'draft'",
        params![id, revision, hash, now],
    )?;
    Ok(changed == 1)
}

/// What was said about a draft, oldest first.
pub fn notes(tx: &mut Tx, charter: Uuid) -> Result<Vec<Note>, Error> {
    tx.query(
        "SELECT n.id, n.clause_id, n.kind, n.body, o.name, n.at, n.answer, n.taken FROM charter_note n \
         JOIN organization o ON o.id = n.organization_id WHERE n.charter_id = ?1 ORDER BY n.at, n.id",
        params![charter],
        |row| {
            let kind: String = row.get(2)?;
            Ok(Note {
                id: row.get(0)?,
                clause: row.get(1)?,
                kind: NoteKind::from_code(&kind)
                    .ok_or_else(|| Error::Internal(format!("charter_note.kind holds `{kind}`")))?,
                body: row.get(3)?,
                organization: row.get(4)?,
                at: row.get(5)?,
                answer: row.get(6)?,
                taken: row.get::<Option<i64>>(7)?.map(|taken| taken == 1),
            })
        },
    )
}

/// Keeps a note.
pub fn add_note(
    tx: &mut Tx,
    charter: Uuid,
    clause: Option<Uuid>,
    kind: NoteKind,
    body: &str,
    organization: Uuid,
    member: Uuid,
) -> Result<Uuid, Error> {
    let (id, now) = (tx.new_id(), tx.now());
    tx.execute(
        "INSERT INTO charter_note (id, charter_id, clause_id, kind, body, organization_id, by_member, at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![id, charter, clause, kind.code(), body, organization, member, now],
    )?;
    Ok(id)
}

/// Answers a note of a charter; `false` when there is none or it was answered.
pub fn answer_note(tx: &mut Tx, charter: Uuid, note: Uuid, answer: &str, taken: bool) -> Result<bool, Error> {
    let (now, by) = (tx.now(), tx.viewer().member_id());
    let changed = tx.execute(
        "UPDATE charter_note SET answer = ?3, taken = ?4, answered_by = ?5, answered_at = ?6 \
         WHERE id = ?1 AND charter_id = ?2 AND answered_at IS NULL",
        params![note, charter, answer, i64::from(taken), by, now],
    )?;
    Ok(changed == 1)
}
