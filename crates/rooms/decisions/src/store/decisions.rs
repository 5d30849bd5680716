//! Decisions, their reviews, and organizations that stand aside.

use crate::actions::Reviews;
use crate::model::{Decision, Way};
use jiff::civil::Date;
use tandem_access::{Error, Row, Tx, Uuid, params};

macro_rules! select_decision {
    ($tail:literal) => {
        concat!(
            "SELECT d.id, d.proposal_id, d.body_id, p.title, d.version, d.text_hash, d.way, d.adopted_on, d.review_on, \
             d.ended_on, p.title_es, d.used, d.said, d.seats FROM decision d JOIN proposal p ON p.id = d.proposal_id ",
            $tail
        )
    };
}

fn decision(row: &Row) -> Result<Decision, Error> {
    Ok(Decision {
        id: row.get(0)?,
        proposal_id: row.get(1)?,
        body_id: row.get(2)?,
        title: row.get(3)?,
        version: row.get(4)?,
        text_hash: row.get(5)?,
        way: super::known(&row.get::<String>(6)?, Way::from_code)?,
        used: row.get(11)?,
        adopted_on: row.get(7)?,
        review_on: row.get(8)?,
        ended_on: row.get(9)?,
        title_es: row.get(10)?,
        counted: row.get::<Option<i64>>(12)?.zip(row.get(13)?),
    })
}

/// Every decision, newest first.
pub fn all(tx: &mut Tx) -> Result<Vec<Decision>, Error> {
    tx.query(select_decision!("ORDER BY d.adopted_on DESC, d.id"), params![], decision)
}

/// One decision.
pub fn by_id(tx: &mut Tx, id: Uuid) -> Result<Option<Decision>, Error> {
    tx.query_opt(select_decision!("WHERE d.id = ?1"), params![id], decision)
}

/// What became of a proposal.
pub fn of_proposal(tx: &mut Tx, proposal: Uuid) -> Result<Option<Decision>, Error> {
    tx.query_opt(select_decision!("WHERE d.proposal_id = ?1"), params![proposal], decision)
}

/// Decisions that hold and are to be looked at again until a day, with what was told of that.
pub fn to_review(tx: &mut Tx, until: Date) -> Result<Vec<(Decision, String)>, Error> {
    let told: Vec<(Uuid, String)> = tx.query(
        "SELECT id, told FROM decision WHERE ended_on IS NULL AND review_on <= ?1 ORDER BY review_on, id",
        params![until],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let mut out = vec![];
    for (id, told) in told {
        out.extend(by_id(tx, id)?.map(|decision| (decision, told)));
    }
    Ok(out)
}

/// Notes what was told.
pub fn set_told(tx: &mut Tx, id: Uuid, told: &str) -> Result<(), Error> {
    tx.execute("UPDATE decision SET told = ?2 WHERE id = ?1", params![id, told])?;
    Ok(())
}

/// Keeps a decision.
pub fn insert(tx: &mut Tx, d: &Decision) -> Result<(), Error> {
    let now = tx.now();
    tx.execute(
        "INSERT INTO decision (id, proposal_id, body_id, version, text_hash, way, adopted_on, review_on, at, used, said, seats) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            d.id,
            d.proposal_id,
            d.body_id,
            d.version,
            &d.text_hash,
            d.way.code(),
            d.adopted_on,
            d.review_on,
            now,
            &d.used,
            d.counted.map(|(said, _)| said),
            d.counted.map(|(_, seats)| seats),
        ],
    )?;
    Ok(())
}

/// Writes down a look back: another date, or the end.
pub fn review(tx: &mut Tx, d: &Decision, words: &str, next: Option<Date>, today: Date) -> Result<(), Error> {
    let (id, now, by) = (tx.new_id(), tx.now(), tx.viewer().member_id());
    let result = if next.is_some() { "confirmed" } else { "ended" };
    tx.execute(
        "INSERT INTO decision_review (id, decision_id, result, words, next_on, by_member, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![id, d.id, result, words, next, by, now],
    )?;
    let ended_on = next.is_none().then_some(today);
    tx.execute(
        "UPDATE decision SET review_on = ?2, ended_on = ?3 WHERE id = ?1",
        params![d.id, next.unwrap_or(d.review_on), ended_on],
    )?;
    Ok(())
}

/// Looks back: `(when, confirmed, words, until)`, newest first.
pub fn reviews(tx: &mut Tx, id: Uuid) -> Result<Reviews, Error> {
    tx.query(
        "SELECT at, result, words, next_on FROM decision_review WHERE decision_id = ?1 ORDER BY at DESC, id",
        params![id],
        |row| Ok((row.get(0)?, row.get::<String>(1)? == "confirmed", row.get(2)?, row.get(3)?)),
    )
}

/// An organization stands aside; again changes its words.
pub fn stand_aside(tx: &mut Tx, decision: Uuid, organization: Uuid, why: &str) -> Result<(), Error> {
    let (now, by) = (tx.now(), tx.viewer().member_id());
    tx.execute(
        "INSERT INTO stood_aside (decision_id, organization_id, why, by_member, at) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT (decision_id, organization_id) DO UPDATE SET why = excluded.why, by_member = excluded.by_member",
        params![decision, organization, why, by, now],
    )?;
    Ok(())
}

/// An organization joins after all.
pub fn join(tx: &mut Tx, decision: Uuid, organization: Uuid) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM stood_aside WHERE decision_id = ?1 AND organization_id = ?2",
        params![decision, organization],
    )?;
    Ok(())
}

/// Who stands aside, and why.
pub fn aside(tx: &mut Tx, decision: Uuid) -> Result<Vec<(Uuid, String, String)>, Error> {
    tx.query(
        "SELECT s.organization_id, o.name, s.why FROM stood_aside s JOIN organization o ON o.id = s.organization_id \
         WHERE s.decision_id = ?1 ORDER BY o.name",
        params![decision],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}
