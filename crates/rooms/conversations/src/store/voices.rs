//! Voices and their answers.

use super::known;
use crate::model::{About, Answer, Lived, Side};
use std::collections::HashMap;
use tandem_access::{Error, Row, Tx, Uuid, params};
use tandem_partners::model::Sector;

fn about(row: &Row, at: usize) -> Result<About, Error> {
    let sector: Option<String> = row.get(at + 1)?;
    Ok(About {
        side: known(&row.get::<String>(at)?, Side::from_code)?,
        sector: sector.map(|code| known(&code, Sector::from_code)).transpose()?,
        lived: known(&row.get::<String>(at + 2)?, Lived::from_code)?,
    })
}

/// The voice of a key.
pub fn find(tx: &mut Tx, conversation: Uuid, key: &str) -> Result<Option<(Uuid, About)>, Error> {
    tx.query_opt(
        "SELECT id, side, sector, lived FROM conversation_voice WHERE conversation_id = ?1 AND voice_key = ?2",
        params![conversation, key],
        |row| Ok((row.get(0)?, about(row, 1)?)),
    )
}

/// Makes a voice. Two first answers at the same moment make one.
pub fn insert(tx: &mut Tx, conversation: Uuid, key: &str, a: About) -> Result<Uuid, Error> {
    let id = tx.new_public_id();
    tx.execute(
        "INSERT INTO conversation_voice (id, conversation_id, voice_key, side, sector, lived) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
         ON CONFLICT (conversation_id, voice_key) DO NOTHING",
        params![id, conversation, key, a.side.code(), a.sector.map(Sector::code), a.lived.code()],
    )?;
    find(tx, conversation, key)?.map(|(id, _)| id).ok_or(Error::NotFound)
}

/// Writes down what somebody declares.
pub fn declare(tx: &mut Tx, voice: Uuid, a: About) -> Result<(), Error> {
    tx.execute(
        "UPDATE conversation_voice SET side = ?2, sector = ?3, lived = ?4 WHERE id = ?1",
        params![voice, a.side.code(), a.sector.map(Sector::code), a.lived.code()],
    )?;
    Ok(())
}

/// Keeps an answer; an earlier one gives way.
pub fn answer(tx: &mut Tx, voice: Uuid, statement: Uuid, answer: Answer) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO conversation_answer (voice_id, statement_id, answer) VALUES (?1, ?2, ?3) \
         ON CONFLICT (voice_id, statement_id) DO UPDATE SET answer = excluded.answer",
        params![voice, statement, answer.code()],
    )?;
    Ok(())
}

/// What a voice answered.
pub fn answers_of(tx: &mut Tx, voice: Uuid) -> Result<HashMap<Uuid, Answer>, Error> {
    let all = tx.query(
        "SELECT statement_id, answer FROM conversation_answer WHERE voice_id = ?1",
        params![voice],
        |row| Ok((row.get::<Uuid>(0)?, known(&row.get::<String>(1)?, Answer::from_code)?)),
    )?;
    Ok(all.into_iter().collect())
}

/// Every answer in a conversation: voice, what it declared, statement, answer.
pub fn answers(tx: &mut Tx, conversation: Uuid) -> Result<Vec<(Uuid, About, Uuid, Answer)>, Error> {
    tx.query(
        "SELECT v.id, v.side, v.sector, v.lived, a.statement_id, a.answer FROM conversation_voice v \
         JOIN conversation_answer a ON a.voice_id = v.id WHERE v.conversation_id = ?1",
        params![conversation],
        |row| {
            Ok((row.get(0)?, about(row, 1)?, row.get(4)?, known(&row.get::<String>(5)?, Answer::from_code)?))
        },
    )
}

/// How many who answered anything declare what.
pub fn census(tx: &mut Tx, conversation: Uuid) -> Result<Vec<(About, u64)>, Error> {
    tx.query(
        "SELECT v.side, v.sector, v.lived, count(*) FROM conversation_voice v WHERE v.conversation_id = ?1 \
         AND EXISTS (SELECT 1 FROM conversation_answer a WHERE a.voice_id = v.id) GROUP BY v.side, v.sector, v.lived",
        params![conversation],
        |row| Ok((about(row, 0)?, u64::try_from(row.get::<i64>(3)?).unwrap_or(0))),
    )
}

/// Deletes a voice with its answers.
pub fn erase(tx: &mut Tx, voice: Uuid) -> Result<(), Error> {
    tx.execute("DELETE FROM conversation_answer WHERE voice_id = ?1", params![voice])?;
    tx.execute("DELETE FROM conversation_voice WHERE id = ?1", params![voice])?;
    Ok(())
}
