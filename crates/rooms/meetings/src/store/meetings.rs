//! Plans, meetings, invitations and answers.

use crate::model::{Answer, Answered, Arranged, Meeting, Need, NeedState, Place, Plan, State, Way};
use jiff::civil::DateTime;
use tandem_access::{Error, Row, Timestamp, Tx, Uuid, json_ids, params};

/// A word of the database that the code does not know.
pub(super) fn odd(column: &str, word: &str) -> Error {
    Error::Internal(format!("{column} holds `{word}`"))
}

fn civil(row: &Row<'_>, n: usize) -> Result<DateTime, Error> {
    let text: String = row.get(n)?;
    text.parse().map_err(|_| odd("a local time", &text))
}

macro_rules! select_plan {
    ($rest:literal) => {
        concat!(
            "SELECT id, body_id, title, title_es, room, online, phone, first_start, minutes, zone, rule, public, sequence, organizer, \
             created_at, cancelled_at FROM meeting_plan ",
            $rest
        )
    };
}

fn plan(row: &Row<'_>) -> Result<Plan, Error> {
    Ok(Plan {
        id: row.get(0)?,
        body: row.get(1)?,
        title: row.get(2)?,
        title_es: row.get(3)?,
        place: Place { room: row.get(4)?, online: row.get(5)?, phone: row.get(6)? },
        start: civil(row, 7)?,
        minutes: row.get(8)?,
        zone: row.get(9)?,
        rule: row.get(10)?,
        public: row.get(11)?,
        sequence: row.get(12)?,
        organizer: row.get(13)?,
        created_at: row.get(14)?,
        cancelled: row.get::<Option<Timestamp>>(15)?.is_some(),
    })
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, plan_id, body_id, recurrence, title, title_es, room, online, phone, starts_local, ends_local, starts_at, ends_at, \
             public, moved, state, cancelled_why, opened_at, closed_at, published_at, summary, revision, summary_es, seats FROM meeting ",
            $rest
        )
    };
}

fn meeting(row: &Row<'_>) -> Result<Meeting, Error> {
    let state: String = row.get(15)?;
    Ok(Meeting {
        id: row.get(0)?,
        plan: row.get(1)?,
        body: row.get(2)?,
        recurrence: civil(row, 3)?,
        title: row.get(4)?,
        title_es: row.get(5)?,
        place: Place { room: row.get(6)?, online: row.get(7)?, phone: row.get(8)? },
        start: civil(row, 9)?,
        end: civil(row, 10)?,
        starts_at: row.get(11)?,
        ends_at: row.get(12)?,
        public: row.get(13)?,
        moved: row.get(14)?,
        state: State::from_code(&state).ok_or_else(|| odd("meeting.state", &state))?,
        why: row.get(16)?,
        opened_at: row.get(17)?,
        closed_at: row.get(18)?,
        published_at: row.get(19)?,
        summary: row.get(20)?,
        revision: row.get(21)?,
        summary_es: row.get(22)?,
        seats: row.get(23)?,
    })
}

/// One plan.
pub fn plan_by_id(tx: &mut Tx, id: Uuid) -> Result<Option<Plan>, Error> {
    tx.query_opt(select_plan!("WHERE id = ?1"), params![id], plan)
}

/// Plans of these meetings.
pub fn plans(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<Plan>, Error> {
    tx.query(select_plan!("WHERE id IN_IDS(?1) ORDER BY created_at, id"), params![json_ids(ids)], plan)
}

/// Plans that go on: those with a rule, and those whose meeting is ahead.
pub fn live_plans(tx: &mut Tx) -> Result<Vec<Plan>, Error> {
    let now = tx.now();
    tx.query(
        select_plan!(
            "WHERE cancelled_at IS NULL AND (rule IS NOT NULL OR EXISTS (SELECT 1 FROM meeting m WHERE m.plan_id = meeting_plan.id \
             AND m.starts_at > ?1)) ORDER BY created_at, id"
        ),
        params![now],
        plan,
    )
}

/// Keeps a new plan.
pub fn insert_plan(tx: &mut Tx, p: &Plan) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO meeting_plan (id, body_id, title, title_es, room, online, phone, first_start, minutes, zone, rule, public, sequence, \
         organizer, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        params![
            p.id, p.body, &p.title, &p.title_es, &p.place.room, &p.place.online, &p.place.phone, p.start.to_string(), p.minutes, &p.zone,
            &p.rule, i64::from(p.public), p.sequence, p.organizer, p.created_at,
        ],
    )?;
    Ok(())
}

/// Counts a change of a plan; the new number.
pub fn next_sequence(tx: &mut Tx, plan: Uuid) -> Result<(), Error> {
    tx.execute("UPDATE meeting_plan SET sequence = sequence + 1 WHERE id = ?1", params![plan])?;
    Ok(())
}

/// Says otherwise what a plan is called and where it is.
pub fn update_plan(
    tx: &mut Tx,
    id: Uuid,
    title: &str,
    title_es: Option<&str>,
    place: &Place,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE meeting_plan SET title = ?2, title_es = ?3, room = ?4, online = ?5, phone = ?6 WHERE id = ?1",
        params![id, title, title_es, &place.room, &place.online, &place.phone],
    )?;
    Ok(())
}

/// Calls a plan off; `false` when it was before.
pub fn cancel_plan(tx: &mut Tx, id: Uuid, why: &str) -> Result<bool, Error> {
    let now = tx.now();
    let changed = tx.execute(
        "UPDATE meeting_plan SET cancelled_at = ?2, cancelled_why = ?3 WHERE id = ?1 AND cancelled_at IS NULL",
        params![id, now, why],
    )?;
    Ok(changed == 1)
}

/// Keeps a new meeting, unless its plan has one for that start.
pub fn insert(tx: &mut Tx, m: &Meeting, reminded_week: Option<Timestamp>) -> Result<bool, Error> {
    let made = tx.execute(
        "INSERT INTO meeting (id, plan_id, body_id, recurrence, title, title_es, room, online, phone, starts_local, ends_local, starts_at, \
         ends_at, public, moved, state, summary, revision, reminded_week) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19) \
         ON CONFLICT (plan_id, recurrence) DO NOTHING",
        params![
            m.id, m.plan, m.body, m.recurrence.to_string(), &m.title, &m.title_es, &m.place.room, &m.place.online, &m.place.phone,
            m.start.to_string(), m.end.to_string(), m.starts_at, m.ends_at, i64::from(m.public), i64::from(m.moved), m.state.code(),
            &m.summary, m.revision, reminded_week,
        ],
    )?;
    Ok(made == 1)
}

/// One meeting.
pub fn by_id(tx: &mut Tx, id: Uuid) -> Result<Option<Meeting>, Error> {
    tx.query_opt(select!("WHERE id = ?1"), params![id], meeting)
}

/// Meetings of a plan, in order.
pub fn of_plan(tx: &mut Tx, plan: Uuid) -> Result<Vec<Meeting>, Error> {
    tx.query(select!("WHERE plan_id = ?1 ORDER BY recurrence, id"), params![plan], meeting)
}

/// Meetings that are not over, the next first; `all` takes those in that are not public.
pub fn ahead(tx: &mut Tx, body: Option<Uuid>, all: bool, most: i64) -> Result<Vec<Meeting>, Error> {
    let now = tx.now();
    tx.query(
        select!(
            "WHERE (state = 'running' OR (state IN ('planned', 'cancelled') AND ends_at > ?1)) \
             AND (?2 = 1 OR public = 1) AND (CAST(?5 AS TEXT) IS NULL OR body_id = ?3) ORDER BY starts_at, id LIMIT ?4"
        ),
        params![now, i64::from(all), body, most, body.map(|_| "one")],
        meeting,
    )
}

/// Meetings that are over, the last first.
pub fn past(tx: &mut Tx, body: Option<Uuid>, all: bool, most: i64) -> Result<Vec<Meeting>, Error> {
    let now = tx.now();
    tx.query(
        select!(
            "WHERE (state IN ('closed', 'published') OR (state = 'planned' AND ends_at <= ?1)) \
             AND (?2 = 1 OR public = 1) AND (CAST(?5 AS TEXT) IS NULL OR body_id = ?3) ORDER BY starts_at DESC, id LIMIT ?4"
        ),
        params![now, i64::from(all), body, most, body.map(|_| "one")],
        meeting,
    )
}

/// Public meetings from a moment on, for the feed.
pub fn public_since(tx: &mut Tx, since: Timestamp) -> Result<Vec<Meeting>, Error> {
    tx.query(
        select!("WHERE public = 1 AND ends_at > ?1 ORDER BY starts_at, id LIMIT 500"),
        params![since],
        meeting,
    )
}

/// Sets a meeting apart from its plan.
pub fn set_apart(tx: &mut Tx, m: &Meeting) -> Result<bool, Error> {
    let changed = tx.execute(
        "UPDATE meeting SET title = ?2, title_es = ?3, room = ?4, online = ?5, phone = ?6, starts_local = ?7, ends_local = ?8, \
         starts_at = ?9, ends_at = ?10, moved = ?11, reminded_week = NULL, reminded_day = NULL WHERE id = ?1 AND state = 'planned'",
        params![
            m.id, &m.title, &m.title_es, &m.place.room, &m.place.online, &m.place.phone, m.start.to_string(), m.end.to_string(),
            m.starts_at, m.ends_at, i64::from(m.moved),
        ],
    )?;
    Ok(changed == 1)
}

/// Moves a meeting on from one state; `false` when it is in another.
pub fn set_state(tx: &mut Tx, id: Uuid, from: State, to: State) -> Result<bool, Error> {
    let now = tx.now();
    let changed = tx.execute(
        "UPDATE meeting SET state = ?3, \
         opened_at = CASE WHEN ?3 = 'running' AND opened_at IS NULL THEN ?4 ELSE opened_at END, \
         closed_at = CASE WHEN ?3 = 'closed' AND ?2 = 'running' THEN ?4 WHEN ?3 = 'running' THEN NULL ELSE closed_at END, \
         resumed_at = CASE WHEN ?2 = 'closed' AND ?3 = 'running' THEN ?4 ELSE resumed_at END, \
         published_at = CASE WHEN ?3 = 'published' THEN ?4 ELSE NULL END WHERE id = ?1 AND state = ?2",
        params![id, from.code(), to.code(), now],
    )?;
    Ok(changed == 1)
}

/// Notes how many seats count while it sits.
pub fn set_seats(tx: &mut Tx, id: Uuid, seats: i64) -> Result<(), Error> {
    tx.execute("UPDATE meeting SET seats = ?2 WHERE id = ?1", params![id, seats])?;
    Ok(())
}

/// Meetings that sit though their time is long over, and in which nobody came, left, spoke or agreed on anything after `before`.
pub fn forgotten(tx: &mut Tx, before: Timestamp) -> Result<Vec<Uuid>, Error> {
    tx.query(
        "SELECT id FROM meeting WHERE state = 'running' AND ends_at <= ?1 AND COALESCE(resumed_at, opened_at, ends_at) <= ?1 \
         AND NOT EXISTS (SELECT 1 FROM meeting_presence p WHERE p.meeting_id = meeting.id AND p.undone_at IS NULL \
             AND (p.came_at > ?1 OR p.left_at > ?1)) \
         AND NOT EXISTS (SELECT 1 FROM floor_time f WHERE f.meeting_id = meeting.id AND f.started_at > ?1) \
         AND NOT EXISTS (SELECT 1 FROM meeting_decision d WHERE d.meeting_id = meeting.id AND d.at > ?1) ORDER BY id",
        params![before],
        |row| Ok(row.get(0)?),
    )
}

/// Calls a planned meeting off.
pub fn cancel(tx: &mut Tx, id: Uuid, why: &str) -> Result<bool, Error> {
    let changed = tx.execute(
        "UPDATE meeting SET state = 'cancelled', cancelled_why = ?2 WHERE id = ?1 AND state = 'planned'",
        params![id, why],
    )?;
    Ok(changed == 1)
}

/// Writes what the minutes begin with, over the revision that was read.
pub fn set_summary(
    tx: &mut Tx,
    id: Uuid,
    revision: i64,
    text: &str,
    spanish: Option<&str>,
) -> Result<bool, Error> {
    let changed = tx.execute(
        "UPDATE meeting SET summary = ?3, summary_es = ?4, revision = revision + 1 WHERE id = ?1 AND revision = ?2 \
         AND state IN ('running', 'closed')",
        params![id, revision, text, spanish],
    )?;
    Ok(changed == 1)
}

/// Planned meetings that begin before `until` and for which nobody was reminded yet: a day before, else a week before.
pub fn to_remind(tx: &mut Tx, until: Timestamp, day: bool) -> Result<Vec<Uuid>, Error> {
    let now = tx.now();
    let id = |row: &Row<'_>| -> Result<Uuid, Error> { Ok(row.get(0)?) };
    if day {
        tx.query(
            "SELECT id FROM meeting WHERE state = 'planned' AND starts_at > ?1 AND starts_at <= ?2 AND reminded_day IS NULL",
            params![now, until],
            id,
        )
    } else {
        tx.query(
            "SELECT id FROM meeting WHERE state = 'planned' AND starts_at > ?1 AND starts_at <= ?2 AND reminded_week IS NULL \
             AND reminded_day IS NULL",
            params![now, until],
            id,
        )
    }
}

/// Notes that people were reminded.
pub fn set_reminded(tx: &mut Tx, id: Uuid, day: bool) -> Result<(), Error> {
    let now = tx.now();
    if day {
        tx.execute("UPDATE meeting SET reminded_day = ?2 WHERE id = ?1", params![id, now])?;
    } else {
        tx.execute("UPDATE meeting SET reminded_week = ?2 WHERE id = ?1", params![id, now])?;
    }
    Ok(())
}

/// Who has an invitation to a plan, and its last number.
pub fn invited(tx: &mut Tx, plan: Uuid) -> Result<Vec<(Uuid, i64)>, Error> {
    tx.query(
        "SELECT member_id, sequence FROM meeting_invitation WHERE plan_id = ?1 ORDER BY member_id",
        params![plan],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Notes an invitation.
pub fn set_invited(tx: &mut Tx, plan: Uuid, member: Uuid, sequence: i64) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO meeting_invitation (plan_id, member_id, sequence) VALUES (?1, ?2, ?3) \
         ON CONFLICT (plan_id, member_id) DO UPDATE SET sequence = ?3",
        params![plan, member, sequence],
    )?;
    Ok(())
}

/// Takes an invitation off the list.
pub fn uninvite(tx: &mut Tx, plan: Uuid, member: Uuid) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM meeting_invitation WHERE plan_id = ?1 AND member_id = ?2",
        params![plan, member],
    )?;
    Ok(())
}

/// Answers to a meeting's invitation.
pub fn answers(tx: &mut Tx, meeting: Uuid) -> Result<Vec<Answered>, Error> {
    tx.query(
        "SELECT member_id, answer, way, needs, needs_text FROM meeting_answer WHERE meeting_id = ?1 ORDER BY at, member_id",
        params![meeting],
        |row| {
            let answer: String = row.get(1)?;
            let way: Option<String> = row.get(2)?;
            Ok(Answered {
                member: row.get(0)?,
                answer: Answer::from_code(&answer).ok_or_else(|| odd("meeting_answer.answer", &answer))?,
                way: way.as_deref().and_then(Way::from_code),
                needs: row.get::<String>(3)?.split(',').filter_map(Need::from_code).collect(),
                needs_text: row.get(4)?,
            })
        },
    )
}

/// What came of what people need at a meeting, of those who need something.
pub fn arranged(tx: &mut Tx, meeting: Uuid) -> Result<Vec<Arranged>, Error> {
    tx.query(
        "SELECT member_id, needs_state, needs_reply FROM meeting_answer \
         WHERE meeting_id = ?1 AND (needs <> '' OR needs_text <> '') ORDER BY at, member_id",
        params![meeting],
        |row| {
            let state: String = row.get(1)?;
            let state =
                NeedState::from_code(&state).ok_or_else(|| odd("meeting_answer.needs_state", &state))?;
            Ok(Arranged { member: row.get(0)?, state, reply: row.get(2)? })
        },
    )
}

/// Says what came of it; `false` when nothing is asked for.
pub fn set_arranged(tx: &mut Tx, meeting: Uuid, a: &Arranged) -> Result<bool, Error> {
    let changed = tx.execute(
        "UPDATE meeting_answer SET needs_state = ?3, needs_reply = ?4 \
         WHERE meeting_id = ?1 AND member_id = ?2 AND (needs <> '' OR needs_text <> '')",
        params![meeting, a.member, a.state.code(), &a.reply],
    )?;
    Ok(changed == 1)
}

/// Keeps an answer in the place of the one before. Who needs something else than before asks anew.
pub fn set_answer(tx: &mut Tx, meeting: Uuid, a: &Answered) -> Result<(), Error> {
    let now = tx.now();
    let needs: Vec<&str> = a.needs.iter().map(|n| n.code()).collect();
    tx.execute(
        "INSERT INTO meeting_answer (meeting_id, member_id, answer, way, needs, needs_text, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
         ON CONFLICT (meeting_id, member_id) DO UPDATE SET answer = ?3, way = ?4, needs = ?5, needs_text = ?6, at = ?7, \
         needs_state = CASE WHEN meeting_answer.needs = ?5 AND meeting_answer.needs_text = ?6 THEN meeting_answer.needs_state ELSE 'asked' END, \
         needs_reply = CASE WHEN meeting_answer.needs = ?5 AND meeting_answer.needs_text = ?6 THEN meeting_answer.needs_reply ELSE '' END",
        params![meeting, a.member, a.answer.code(), a.way.map(Way::code), needs.join(","), &a.needs_text, now],
    )?;
    Ok(())
}
