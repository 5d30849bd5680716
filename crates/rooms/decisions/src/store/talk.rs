//! Remarks, stances, objections.

use super::known;
use crate::model::{Objection, ObjectionState, Proposal, Remark, RemarkKind, Stage, Stance, StanceKind};
use tandem_access::{Error, Tx, Uuid, json_ids, params};
use tandem_partners::model::Sector;

/// Keeps a remark.
pub fn add_remark(
    tx: &mut Tx,
    p: &Proposal,
    kind: RemarkKind,
    body: &str,
    organization: Option<Uuid>,
    sector: Sector,
) -> Result<(), Error> {
    let (id, now, by) = (tx.new_id(), tx.now(), tx.viewer().member_id());
    tx.execute(
        "INSERT INTO proposal_remark (id, proposal_id, version, kind, body, organization_id, sector, by_member, at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![id, p.id, p.version, kind.code(), body, organization, sector.code(), by, now],
    )?;
    Ok(())
}

/// Answers a question; `false` when there is none or it was answered.
pub fn answer(tx: &mut Tx, proposal: Uuid, remark: Uuid, words: &str) -> Result<bool, Error> {
    let (now, by) = (tx.now(), tx.viewer().member_id());
    let changed = tx.execute(
        "UPDATE proposal_remark SET answer = ?3, answered_at = ?4, answered_by = ?5 \
         WHERE id = ?1 AND proposal_id = ?2 AND kind = 'question' AND answer IS NULL",
        params![remark, proposal, words, now, by],
    )?;
    Ok(changed == 1)
}

/// Everything that was said, oldest first.
pub fn remarks(tx: &mut Tx, proposal: Uuid) -> Result<Vec<Remark>, Error> {
    tx.query(
        "SELECT id, version, kind, body, sector, organization_id, at, answer FROM proposal_remark \
         WHERE proposal_id = ?1 ORDER BY at, id",
        params![proposal],
        |row| {
            Ok(Remark {
                id: row.get(0)?,
                version: row.get(1)?,
                kind: known(&row.get::<String>(2)?, RemarkKind::from_code)?,
                body: row.get(3)?,
                sector: known(&row.get::<String>(4)?, Sector::from_code)?,
                organization: row.get(5)?,
                at: row.get(6)?,
                answer: row.get(7)?,
            })
        },
    )
}

/// Keeps what a seat said in this round; what it said before in the round gives way.
pub fn set_stance(tx: &mut Tx, proposal: Uuid, s: &Stance) -> Result<(), Error> {
    let (now, by) = (tx.now(), tx.viewer().member_id());
    tx.execute(
        "INSERT INTO stance (proposal_id, round, stage, seat_id, version, kind, words, sector, by_member, as_deputy, at, called) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) \
         ON CONFLICT (proposal_id, round, stage, seat_id) DO UPDATE SET version = excluded.version, kind = excluded.kind, \
         words = excluded.words, by_member = excluded.by_member, as_deputy = excluded.as_deputy, at = excluded.at, \
         called = excluded.called",
        params![
            proposal, s.round, s.stage.code(), s.seat_id, s.version, s.kind.code(), &s.words, s.sector.code(), by,
            i64::from(s.as_deputy), now, i64::from(s.called),
        ],
    )?;
    Ok(())
}

/// What seats said, in every round.
pub fn stances(tx: &mut Tx, proposal: Uuid) -> Result<Vec<Stance>, Error> {
    tx.query(
        "SELECT round, stage, seat_id, version, kind, words, sector, as_deputy, by_member, called FROM stance \
         WHERE proposal_id = ?1 ORDER BY round, at, seat_id",
        params![proposal],
        |row| {
            Ok(Stance {
                round: row.get(0)?,
                stage: known(&row.get::<String>(1)?, Stage::from_code)?,
                seat_id: row.get(2)?,
                version: row.get(3)?,
                kind: known(&row.get::<String>(4)?, StanceKind::from_code)?,
                words: row.get(5)?,
                sector: known(&row.get::<String>(6)?, Sector::from_code)?,
                as_deputy: row.get::<i64>(7)? == 1,
                by_member: row.get(8)?,
                called: row.get::<i64>(9)? == 1,
            })
        },
    )
}

/// Keeps an objection.
pub fn object(tx: &mut Tx, p: &Proposal, seat: Uuid, sector: Sector, reason: &str) -> Result<Uuid, Error> {
    let (id, now, by) = (tx.new_id(), tx.now(), tx.viewer().member_id());
    tx.execute(
        "INSERT INTO objection (id, proposal_id, round, version, seat_id, by_member, sector, reason, state, at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'open', ?9)",
        params![id, p.id, p.round, p.version, seat, by, sector.code(), reason, now],
    )?;
    Ok(id)
}

/// Objections, oldest first.
pub fn objections(tx: &mut Tx, proposal: Uuid) -> Result<Vec<Objection>, Error> {
    tx.query(
        "SELECT id, round, version, seat_id, by_member, sector, reason, state, in_version FROM objection \
         WHERE proposal_id = ?1 ORDER BY at, id",
        params![proposal],
        |row| {
            Ok(Objection {
                id: row.get(0)?,
                round: row.get(1)?,
                version: row.get(2)?,
                seat_id: row.get(3)?,
                by_member: row.get(4)?,
                sector: known(&row.get::<String>(5)?, Sector::from_code)?,
                reason: row.get(6)?,
                state: known(&row.get::<String>(7)?, ObjectionState::from_code)?,
                in_version: row.get(8)?,
            })
        },
    )
}

/// Takes an open objection back; `false` when it is none.
pub fn withdraw_objection(tx: &mut Tx, proposal: Uuid, id: Uuid) -> Result<bool, Error> {
    let now = tx.now();
    let changed = tx.execute(
        "UPDATE objection SET state = 'withdrawn', ended_at = ?3 WHERE id = ?1 AND proposal_id = ?2 AND state = 'open'",
        params![id, proposal, now],
    )?;
    Ok(changed == 1)
}

/// Says into which version these open objections went; how many did.
pub fn integrate(tx: &mut Tx, proposal: Uuid, ids: &[Uuid], version: i64) -> Result<u64, Error> {
    let now = tx.now();
    tx.execute(
        "UPDATE objection SET state = 'integrated', in_version = ?3, ended_at = ?4 \
         WHERE id IN_IDS(?2) AND proposal_id = ?1 AND state = 'open'",
        params![proposal, json_ids(ids), version, now],
    )
}
