//! What bodies did with results that bind them.

use super::known;
use crate::model::answer::{Answer, AnswerKind};
use tandem_access::{Error, Tx, Uuid, params};

/// What was done with a result.
pub fn of(tx: &mut Tx, vote: Uuid) -> Result<Option<Answer>, Error> {
    tx.query_opt(
        "SELECT answer, reasons, by_member, at FROM vote_answer WHERE vote_id = ?1",
        params![vote],
        |row| {
            Ok(Answer {
                kind: known(&row.get::<String>(0)?, AnswerKind::from_code)?,
                reasons: row.get(1)?,
                by_member: row.get(2)?,
                at: row.get(3)?,
            })
        },
    )
}

/// Keeps it; `false` when the body has answered already.
pub fn insert(tx: &mut Tx, vote: Uuid, answer: &Answer) -> Result<bool, Error> {
    let kept = tx.execute(
        "INSERT INTO vote_answer (vote_id, answer, reasons, by_member, at) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT (vote_id) DO NOTHING",
        params![vote, answer.kind.code(), &answer.reasons, answer.by_member, answer.at],
    )?;
    Ok(kept == 1)
}

/// The vote that asks again after this one.
pub fn asked_again(tx: &mut Tx, vote: Uuid) -> Result<Option<Uuid>, Error> {
    tx.query_opt("SELECT id FROM vote WHERE asks_again = ?1 AND state <> 'cancelled'", params![vote], |row| {
        Ok(row.get(0)?)
    })
}
