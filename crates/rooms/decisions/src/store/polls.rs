//! Polls, their options and answers.

use crate::model::poll::{NewPoll, Poll, PollOption};
use jiff::civil::Date;
use tandem_access::{Error, Row, Timestamp, Tx, Uuid, params};

macro_rules! select_poll {
    ($tail:literal) => {
        concat!(
            "SELECT id, question, question_es, closes_on, by_member, by_organization, created_at, closed_at FROM poll ",
            $tail
        )
    };
}

fn read(row: &Row) -> Result<Poll, Error> {
    Ok(Poll {
        id: row.get(0)?,
        question: row.get(1)?,
        question_es: row.get(2)?,
        closes_on: row.get(3)?,
        by_member: row.get(4)?,
        by_organization: row.get(5)?,
        created_at: row.get(6)?,
        closed_at: row.get(7)?,
        options: vec![],
    })
}

/// Keeps a new one.
pub fn insert(tx: &mut Tx, id: Uuid, new: &NewPoll, closes_on: Date, by: (Uuid, Uuid)) -> Result<(), Error> {
    let now = tx.now();
    tx.execute(
        "INSERT INTO poll (id, question, question_es, closes_on, by_member, by_organization, created_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![id, &new.question, new.question_es.as_deref(), closes_on, by.0, by.1, now],
    )?;
    for (n, words) in new.options.iter().enumerate() {
        let number = i64::try_from(n + 1).unwrap_or(i64::MAX);
        let words_es = new.options_es.get(n).map(String::as_str);
        tx.execute(
            "INSERT INTO poll_option (poll_id, number, words, words_es) VALUES (?1, ?2, ?3, ?4)",
            params![id, number, words, words_es],
        )?;
    }
    Ok(())
}

fn with_options(tx: &mut Tx, mut poll: Poll) -> Result<Poll, Error> {
    poll.options = tx.query(
        "SELECT o.number, o.words, o.words_es, (SELECT COUNT(*) FROM poll_answer a WHERE a.poll_id = o.poll_id AND a.number = o.number) \
         FROM poll_option o WHERE o.poll_id = ?1 ORDER BY o.number",
        params![poll.id],
        |row| {
            Ok(PollOption {
                number: row.get(0)?,
                words: row.get(1)?,
                words_es: row.get(2)?,
                chosen: u64::try_from(row.get::<i64>(3)?).unwrap_or(0),
            })
        },
    )?;
    Ok(poll)
}

/// One poll with its options and counts.
pub fn by_id(tx: &mut Tx, id: Uuid) -> Result<Option<Poll>, Error> {
    let found = tx.query_opt(select_poll!("WHERE id = ?1"), params![id], read)?;
    found.map(|poll| with_options(tx, poll)).transpose()
}

/// Every poll, the one that closes last first.
pub fn all(tx: &mut Tx) -> Result<Vec<Poll>, Error> {
    let found = tx.query(select_poll!("ORDER BY closes_on DESC, created_at DESC, id"), params![], read)?;
    found.into_iter().map(|poll| with_options(tx, poll)).collect()
}

/// What a member answered.
pub fn answer_of(tx: &mut Tx, poll: Uuid, member: Uuid) -> Result<Option<i64>, Error> {
    tx.query_opt(
        "SELECT number FROM poll_answer WHERE poll_id = ?1 AND member_id = ?2",
        params![poll, member],
        |row| Ok(row.get(0)?),
    )
}

/// Keeps a member's answer, in the place of the one before.
pub fn answer(tx: &mut Tx, poll: Uuid, member: Uuid, number: i64) -> Result<(), Error> {
    let now = tx.now();
    tx.execute(
        "INSERT INTO poll_answer (poll_id, member_id, number, at) VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT (poll_id, member_id) DO UPDATE SET number = excluded.number, at = excluded.at",
        params![poll, member, number, now],
    )?;
    Ok(())
}

/// Closes it before its day.
pub fn close(tx: &mut Tx, poll: Uuid, at: Timestamp) -> Result<bool, Error> {
    let changed =
        tx.execute("UPDATE poll SET closed_at = ?2 WHERE id = ?1 AND closed_at IS NULL", params![poll, at])?;
    Ok(changed == 1)
}
