//! What the sender has to do.

use super::known;
use crate::model::task::{Task, TaskKind};
use tandem_access::{Error, Row, Timestamp, Tx, Uuid, params};

pub(super) fn read(row: &Row<'_>) -> Result<Task, Error> {
    let kind: String = row.get(2)?;
    Ok(Task {
        id: row.get(0)?,
        referral_id: row.get(1)?,
        kind: known("task", &kind, TaskKind::from_code)?,
        opened_at: row.get(3)?,
        due_at: row.get(4)?,
        done_at: row.get(5)?,
    })
}

/// Puts a task before the sender.
pub fn open(
    tx: &mut Tx<'_, '_>,
    referral: Uuid,
    owner: Uuid,
    kind: TaskKind,
    due: Timestamp,
) -> Result<(), Error> {
    let (id, now) = (tx.new_id(), tx.now());
    tx.execute(
        "INSERT INTO referral_task (id, referral_id, owner_org, kind, opened_at, due_at, done_at) VALUES (?1, ?2, ?3, \
         ?4, ?5, ?6, NULL)",
        params![id, referral, owner, kind.code(), now, due],
    )?;
    Ok(())
}

/// Marks the open tasks of a referral of these kinds as done; how many.
pub fn done(tx: &mut Tx<'_, '_>, referral: Uuid, kinds: &[TaskKind]) -> Result<u64, Error> {
    let now = tx.now();
    let codes = tandem_access::json_texts(kinds.iter().map(|k| k.code()));
    tx.execute(
        "UPDATE referral_task SET done_at = ?2 WHERE referral_id = ?1 AND done_at IS NULL AND kind IN_TEXTS(?3)",
        params![referral, now, codes],
    )
}

/// Marks the open tasks about a need as done, before the sender sends it somewhere, which is what they asked for.
pub fn done_for_need(tx: &mut Tx<'_, '_>, need: Uuid) -> Result<u64, Error> {
    let now = tx.now();
    let before: Vec<Uuid> =
        tx.query("SELECT r.id FROM referral r WHERE r.need_id = ?1", params![need], |row| Ok(row.get(0)?))?;
    if before.is_empty() {
        return Ok(0);
    }
    tx.execute(
        "UPDATE referral_task SET done_at = ?2 WHERE done_at IS NULL AND kind IN ('after_decline', 'after_failure', \
         'not_resolved', 'ask_person_next', 'ask_person_consent') AND referral_id IN_IDS(?1)",
        params![tandem_access::json_ids(&before), now],
    )
}

/// The open tasks of a referral, the oldest first.
pub fn open_of(tx: &mut Tx<'_, '_>, referral: Uuid) -> Result<Vec<Task>, Error> {
    tx.query(
        "SELECT t.id, t.referral_id, t.kind, t.opened_at, t.due_at, t.done_at FROM referral_task t WHERE \
         t.referral_id = ?1 AND t.done_at IS NULL ORDER BY t.due_at, t.id",
        params![referral],
        read,
    )
}

/// Closes tasks that somebody else's move has answered: the referral is over, was answered after all, or its no was
/// taken back. For the clock, which may touch every organization's tasks; mostly there is nothing to do, and then nothing
/// is written.
pub fn sweep(tx: &mut Tx<'_, '_>) -> Result<u64, Error> {
    let answered: Vec<Uuid> = tx.query(
        "SELECT t.id FROM referral_task t JOIN referral r ON r.id = t.referral_id LEFT JOIN need n ON n.id = r.need_id \
         WHERE t.done_at IS NULL AND ((r.status IN ('completed', 'cancelled') AND t.kind <> 'not_resolved') \
         OR (t.kind = 'after_decline' AND r.status <> 'rejected') \
         OR (t.kind IN ('ask_person_next', 'ask_person_consent', 'no_claim', 'ask_person_claim') AND r.status NOT IN \
             ('requested', 'rejected', 'failed')) \
         OR (t.kind = 'answer_question' AND r.status IN ('rejected', 'failed')) \
         OR (t.kind IN ('after_decline', 'after_failure', 'not_resolved') AND n.status <> 'open') \
         OR (t.kind IN ('ask_person_next', 'ask_person_consent') AND r.status <> 'requested' AND n.status <> 'open'))",
        params![],
        |row| Ok(row.get(0)?),
    )?;
    if answered.is_empty() {
        return Ok(0);
    }
    let now = tx.now();
    tx.execute(
        "UPDATE referral_task SET done_at = ?2 WHERE id IN_IDS(?1) AND done_at IS NULL",
        params![tandem_access::json_ids(&answered), now],
    )
}
