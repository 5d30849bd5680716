//! What happened to a referral: steps and messages, only ever appended. Several steps may carry the same time (one form
//! says two things); their number keeps them in order.

use super::{known, known_opt};
use crate::model::{Actor, Reason, Referral, Side, Status, Step};
use tandem_access::{Error, Row, Timestamp, Tx, Uuid, params};

/// A question or an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Who wrote.
    pub side: Side,
    /// Which member; `None` by link.
    pub member: Option<Uuid>,
    /// When.
    pub at: Timestamp,
    /// A question (`true`) or an answer.
    pub question: bool,
    /// What.
    pub words: String,
}

macro_rules! insert_step {
    ($seq:literal) => {
        concat!(
            "INSERT INTO referral_event (id, referral_id, seq, at, side, org_id, member_id, verb, from_status, \
             to_status, reason, words) VALUES (?1, ?2, ",
            $seq,
            ", ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
        )
    };
}

/// The first step of a new referral.
pub fn begin(tx: &mut Tx<'_, '_>, referral: Uuid, step: &Step) -> Result<(), Error> {
    insert(tx, insert_step!("1"), referral, step)
}

/// Appends a step.
pub fn append(tx: &mut Tx<'_, '_>, referral: Uuid, step: &Step) -> Result<(), Error> {
    let next =
        insert_step!("(SELECT COALESCE(MAX(e.seq), 0) + 1 FROM referral_event e WHERE e.referral_id = ?2)");
    insert(tx, next, referral, step)
}

fn insert(tx: &mut Tx<'_, '_>, sql: &'static str, referral: Uuid, step: &Step) -> Result<(), Error> {
    let id = tx.new_id();
    tx.execute(
        sql,
        params![
            id,
            referral,
            step.at,
            step.actor.side.code(),
            step.actor.org,
            step.actor.member,
            &step.verb,
            step.from.code(),
            step.to.code(),
            step.reason.map(Reason::code),
            &step.words,
        ],
    )?;
    Ok(())
}

/// Appends a note that changes no status: `late`, `question`, `outcome`, `confirm` ...
pub fn note(
    tx: &mut Tx<'_, '_>,
    r: &Referral,
    actor: Actor,
    verb: &str,
    reason: Option<Reason>,
    words: &str,
) -> Result<(), Error> {
    let step = Step {
        actor,
        at: tx.now(),
        verb: verb.to_owned(),
        from: r.status,
        to: r.status,
        reason,
        words: words.trim().to_owned(),
    };
    append(tx, r.id, &step)
}

fn read(row: &Row<'_>) -> Result<Step, Error> {
    let (side, from, to): (String, String, String) = (row.get(1)?, row.get(5)?, row.get(6)?);
    Ok(Step {
        at: row.get(0)?,
        actor: Actor { side: known("side", &side, Side::from_code)?, org: row.get(2)?, member: row.get(3)? },
        verb: row.get(4)?,
        from: known("status", &from, Status::from_code)?,
        to: known("status", &to, Status::from_code)?,
        reason: known_opt("reason", row.get(7)?, Reason::from_code)?,
        words: row.get(8)?,
    })
}

/// The story, oldest first.
pub fn of(tx: &mut Tx<'_, '_>, referral: Uuid) -> Result<Vec<Step>, Error> {
    tx.query(
        "SELECT e.at, e.side, e.org_id, e.member_id, e.verb, e.from_status, e.to_status, e.reason, e.words FROM \
         referral_event e WHERE e.referral_id = ?1 ORDER BY e.seq, e.id",
        params![referral],
        read,
    )
}

/// The last step that changed the status.
pub fn last_move(tx: &mut Tx<'_, '_>, referral: Uuid) -> Result<Option<Step>, Error> {
    tx.query_opt(
        "SELECT e.at, e.side, e.org_id, e.member_id, e.verb, e.from_status, e.to_status, e.reason, e.words FROM \
         referral_event e WHERE e.referral_id = ?1 AND e.from_status <> e.to_status ORDER BY e.seq DESC, e.id DESC LIMIT 1",
        params![referral],
        read,
    )
}

/// Appends a question or an answer.
pub fn say(
    tx: &mut Tx<'_, '_>,
    referral: Uuid,
    actor: Actor,
    question: bool,
    words: &str,
) -> Result<(), Error> {
    let (id, now) = (tx.new_id(), tx.now());
    let kind = if question { "question" } else { "answer" };
    tx.execute(
        "INSERT INTO referral_message (id, referral_id, seq, at, side, member_id, kind, words) VALUES (?1, ?2, (SELECT \
         COALESCE(MAX(m.seq), 0) + 1 FROM referral_message m WHERE m.referral_id = ?2), ?3, ?4, ?5, ?6, ?7)",
        params![id, referral, now, actor.side.code(), actor.member, kind, words.trim()],
    )?;
    Ok(())
}

/// Questions and answers, oldest first.
pub fn messages(tx: &mut Tx<'_, '_>, referral: Uuid) -> Result<Vec<Message>, Error> {
    tx.query(
        "SELECT m.side, m.member_id, m.at, m.kind, m.words FROM referral_message m WHERE m.referral_id = ?1 ORDER BY \
         m.seq, m.id",
        params![referral],
        |row| {
            let (side, kind): (String, String) = (row.get(0)?, row.get(3)?);
            Ok(Message {
                side: known("side", &side, Side::from_code)?,
                member: row.get(1)?,
                at: row.get(2)?,
                question: kind == "question",
                words: row.get(4)?,
            })
        },
    )
}
