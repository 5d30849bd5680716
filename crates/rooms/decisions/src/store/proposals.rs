//! Proposals, their versions, stages, organizations they are about, and what they will ask.

use super::known;
use crate::model::{Promise, Proposal, Stage, Step, Text, Topic, Version, text_hash};
use tandem_access::{Error, Row, Timestamp, Tx, Uuid, params};

macro_rules! select_proposal {
    ($tail:literal) => {
        concat!(
            "SELECT id, title, body_id, stage, stage_at, round, version, revision, policy_ask, by_member, by_organization, \
             by_name, created_at, title_es, advice, topic, topic_by FROM proposal ",
            $tail
        )
    };
}

fn proposal(row: &Row) -> Result<Proposal, Error> {
    Ok(Proposal {
        id: row.get(0)?,
        title: row.get(1)?,
        body_id: row.get(2)?,
        stage: known(&row.get::<String>(3)?, Stage::from_code)?,
        stage_at: row.get(4)?,
        round: row.get(5)?,
        version: row.get(6)?,
        revision: row.get(7)?,
        policy_ask: row.get::<i64>(8)? == 1,
        by_member: row.get(9)?,
        by_organization: row.get(10)?,
        by_name: row.get(11)?,
        created_at: row.get(12)?,
        title_es: row.get(13)?,
        advice: row.get::<i64>(14)? == 1,
        topic: row
            .get::<Option<String>>(15)?
            .zip(row.get(16)?)
            .map(|(words, by_member)| Topic { words, by_member }),
    })
}

/// One proposal.
pub fn by_id(tx: &mut Tx, id: Uuid) -> Result<Option<Proposal>, Error> {
    tx.query_opt(select_proposal!("WHERE id = ?1"), params![id], proposal)
}

/// Proposals in a round: seats are asked where they stand.
pub fn in_round(tx: &mut Tx) -> Result<Vec<Proposal>, Error> {
    tx.query(
        select_proposal!("WHERE stage IN ('consent', 'vote') ORDER BY stage_at DESC, id"),
        params![],
        proposal,
    )
}

/// Every proposal, the one that moved last first.
pub fn all(tx: &mut Tx) -> Result<Vec<Proposal>, Error> {
    tx.query(select_proposal!("ORDER BY stage_at DESC, id"), params![], proposal)
}

/// What residents sent by a moment, that still waits and was not spoken of again.
pub fn waiting_since(tx: &mut Tx, moment: Timestamp) -> Result<Vec<Uuid>, Error> {
    tx.query(
        "SELECT id FROM proposal WHERE stage = 'received' AND waits_told_at IS NULL AND created_at <= ?1 ORDER BY created_at, id",
        params![moment],
        |row| Ok(row.get(0)?),
    )
}

/// Notes that it was spoken of again.
pub fn set_waits_told(tx: &mut Tx, id: Uuid) -> Result<(), Error> {
    let now = tx.now();
    tx.execute("UPDATE proposal SET waits_told_at = ?2 WHERE id = ?1", params![id, now])?;
    Ok(())
}

/// Keeps a new proposal with its first version.
pub fn insert(tx: &mut Tx, p: &Proposal, text: &Text) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO proposal (id, title, body_id, stage, stage_at, round, version, revision, policy_ask, by_member, \
         by_organization, by_name, created_at, title_es, advice) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        params![
            p.id, &p.title, p.body_id, p.stage.code(), p.stage_at, p.round, p.version, p.revision,
            i64::from(p.policy_ask), p.by_member, p.by_organization, p.by_name.as_deref(), p.created_at,
            p.title_es.as_deref(),
            i64::from(p.advice),
        ],
    )?;
    add_version(tx, p.id, 1, text, "")?;
    add_step(tx, p, "")
}

/// Notes a change on the row itself: whoever changed it since it was read at this revision, wins. `false` then.
///
/// Every verb on a proposal passes here, so two of them at the same moment are put one after the other by either database.
pub fn touch(tx: &mut Tx, p: &Proposal) -> Result<bool, Error> {
    let changed = tx.execute(
        "UPDATE proposal SET revision = revision + 1, title = ?3, body_id = ?4, stage = ?5, stage_at = ?6, round = ?7, \
         version = ?8, title_es = ?9, topic = ?10, topic_by = ?11 WHERE id = ?1 AND revision = ?2",
        params![
            p.id, p.revision, &p.title, p.body_id, p.stage.code(), p.stage_at, p.round, p.version, p.title_es.as_deref(),
            p.topic.as_ref().map(|topic| topic.words.as_str()), p.topic.as_ref().map(|topic| topic.by_member),
        ],
    )?;
    Ok(changed == 1)
}

/// Keeps a version.
pub fn add_version(tx: &mut Tx, id: Uuid, version: i64, text: &Text, changed: &str) -> Result<(), Error> {
    let (now, by) = (tx.now(), tx.viewer().member_id());
    let hash = text_hash(&text.title, &text.problem, &text.body);
    tx.execute(
        "INSERT INTO proposal_version (proposal_id, version, problem, body, body_es, text_hash, changed, by_member, at, problem_es) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            id, version, &text.problem, &text.body, text.body_es.as_deref(), &hash, changed, by, now,
            text.problem_es.as_deref(),
        ],
    )?;
    Ok(())
}

/// Every version, the newest first.
pub fn versions(tx: &mut Tx, id: Uuid) -> Result<Vec<Version>, Error> {
    tx.query(
        "SELECT version, problem, body, body_es, text_hash, changed, at, problem_es FROM proposal_version \
         WHERE proposal_id = ?1 ORDER BY version DESC",
        params![id],
        |row| {
            Ok(Version {
                version: row.get(0)?,
                problem: row.get(1)?,
                body: row.get(2)?,
                body_es: row.get(3)?,
                text_hash: row.get(4)?,
                changed: row.get(5)?,
                at: row.get(6)?,
                problem_es: row.get(7)?,
            })
        },
    )
}

/// Notes that a stage begins, with the text as it stands.
pub fn add_step(tx: &mut Tx, p: &Proposal, why: &str) -> Result<(), Error> {
    let (now, by) = (tx.now(), tx.viewer().member_id());
    let position = i64::try_from(steps(tx, p.id)?.len() + 1).unwrap_or(i64::MAX);
    let hash = versions(tx, p.id)?.into_iter().next().map(|v| v.text_hash).unwrap_or_default();
    tx.execute(
        "INSERT INTO proposal_stage (proposal_id, position, stage, round, version, text_hash, why, by_member, at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![p.id, position, p.stage.code(), p.round, p.version, &hash, why, by, now],
    )?;
    Ok(())
}

/// The way it went, from the start.
pub fn steps(tx: &mut Tx, id: Uuid) -> Result<Vec<Step>, Error> {
    tx.query(
        "SELECT stage, round, version, text_hash, why, at FROM proposal_stage WHERE proposal_id = ?1 ORDER BY position",
        params![id],
        |row| {
            Ok(Step {
                stage: known(&row.get::<String>(0)?, Stage::from_code)?,
                round: row.get(1)?,
                version: row.get(2)?,
                text_hash: row.get(3)?,
                why: row.get(4)?,
                at: row.get(5)?,
            })
        },
    )
}

/// The organizations it is about.
pub fn about(tx: &mut Tx, id: Uuid) -> Result<Vec<Uuid>, Error> {
    tx.query(
        "SELECT organization_id FROM proposal_about WHERE proposal_id = ?1 ORDER BY organization_id",
        params![id],
        |row| Ok(row.get(0)?),
    )
}

/// Says which organizations it is about.
pub fn set_about(tx: &mut Tx, id: Uuid, organizations: &[Uuid]) -> Result<(), Error> {
    tx.execute("DELETE FROM proposal_about WHERE proposal_id = ?1", params![id])?;
    for organization in organizations {
        tx.execute(
            "INSERT INTO proposal_about (proposal_id, organization_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            params![id, *organization],
        )?;
    }
    Ok(())
}

/// What the decision will ask, in order of the day.
pub fn promises(tx: &mut Tx, id: Uuid) -> Result<Vec<Promise>, Error> {
    tx.query(
        "SELECT id, organization_id, what, due_on, what_es FROM proposal_promise WHERE proposal_id = ?1 ORDER BY due_on, id",
        params![id],
        |row| {
            Ok(Promise {
                id: row.get(0)?,
                organization: row.get(1)?,
                what: row.get(2)?,
                due_on: row.get(3)?,
                what_es: row.get(4)?,
            })
        },
    )
}

/// Adds something that the decision will ask.
pub fn add_promise(tx: &mut Tx, proposal: Uuid, p: &Promise) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO proposal_promise (id, proposal_id, organization_id, what, due_on, what_es) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![p.id, proposal, p.organization, &p.what, p.due_on, p.what_es.as_deref()],
    )?;
    Ok(())
}

/// Takes one out.
pub fn drop_promise(tx: &mut Tx, proposal: Uuid, id: Uuid) -> Result<(), Error> {
    tx.execute("DELETE FROM proposal_promise WHERE id = ?1 AND proposal_id = ?2", params![id, proposal])?;
    Ok(())
}
