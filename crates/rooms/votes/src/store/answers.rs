//! What bodies did with results that bind them.

use super::known;
use crate::model::answer::{Answer, AnswerKind, Return};
use tandem_access::{Error, Tx, Uuid, params};

/// What was done with a result.
pub fn of(tx: &mut Tx, vote: Uuid) -> Result<Option<Answer>, Error> {
    tx.query_opt(
        "SELECT answer, reasons, by_member, at, agreed_by FROM vote_answer WHERE vote_id = ?1",
        params![vote],
        |row| {
            Ok(Answer {
                kind: known(&row.get::<String>(0)?, AnswerKind::from_code)?,
                reasons: row.get(1)?,
                by_member: row.get(2)?,
                at: row.get(3)?,
                agreed_by: row.get(4)?,
            })
        },
    )
}

/// Keeps it; `false` when the body has answered already.
pub fn insert(tx: &mut Tx, vote: Uuid, answer: &Answer) -> Result<bool, Error> {
    let kept = tx.execute(
        "INSERT INTO vote_answer (vote_id, answer, reasons, by_member, at, agreed_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
         ON CONFLICT (vote_id) DO NOTHING",
        params![vote, answer.kind.code(), &answer.reasons, answer.by_member, answer.at, answer.agreed_by],
    )?;
    Ok(kept == 1)
}

/// The return that is proposed.
pub fn proposed(tx: &mut Tx, vote: Uuid) -> Result<Option<Return>, Error> {
    tx.query_opt(
        "SELECT seat_id, reasons, by_member, at FROM vote_return WHERE vote_id = ?1",
        params![vote],
        |row| Ok(Return { seat: row.get(0)?, reasons: row.get(1)?, by_member: row.get(2)?, at: row.get(3)? }),
    )
}

/// Keeps a proposed return; `false` when there is one.
pub fn propose(tx: &mut Tx, vote: Uuid, proposed: &Return) -> Result<bool, Error> {
    let kept = tx.execute(
        "INSERT INTO vote_return (vote_id, seat_id, reasons, by_member, at) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT (vote_id) DO NOTHING",
        params![vote, proposed.seat, &proposed.reasons, proposed.by_member, proposed.at],
    )?;
    Ok(kept == 1)
}

/// Forgets the proposed return; `false` when there is none.
pub fn forget(tx: &mut Tx, vote: Uuid) -> Result<bool, Error> {
    Ok(tx.execute("DELETE FROM vote_return WHERE vote_id = ?1", params![vote])? == 1)
}

/// The vote that asks again after this one.
pub fn asked_again(tx: &mut Tx, vote: Uuid) -> Result<Option<Uuid>, Error> {
    tx.query_opt("SELECT id FROM vote WHERE asks_again = ?1 AND state <> 'cancelled'", params![vote], |row| {
        Ok(row.get(0)?)
    })
}
