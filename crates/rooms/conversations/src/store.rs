//! The room's SQL.

pub(crate) mod voices;

use crate::model::{Conversation, Statement, StatementState};
use tandem_access::{Error, Row, Tx, Uuid, params};

/// A word as kept; an unknown one is a fault of the data.
fn known<T>(code: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Error> {
    read(code).ok_or_else(|| Error::Internal(format!("a conversation holds an unknown word: {code}")))
}

macro_rules! select_conversation {
    ($tail:literal) => {
        concat!(
            "SELECT id, owner_org, body_id, question, question_es, explanation, explanation_es, ends_on, closed_at, revision \
             FROM conversation ",
            $tail
        )
    };
}

fn conversation(row: &Row) -> Result<Conversation, Error> {
    Ok(Conversation {
        id: row.get(0)?,
        owner_org: row.get(1)?,
        body_id: row.get(2)?,
        question: row.get(3)?,
        question_es: row.get(4)?,
        explanation: row.get(5)?,
        explanation_es: row.get(6)?,
        ends_on: row.get(7)?,
        closed_at: row.get(8)?,
        revision: row.get(9)?,
    })
}

/// One conversation.
pub fn by_id(tx: &mut Tx, id: Uuid) -> Result<Option<Conversation>, Error> {
    tx.query_opt(select_conversation!("WHERE id = ?1"), params![id], conversation)
}

/// Every conversation, the one that ends first in front.
pub fn all(tx: &mut Tx) -> Result<Vec<Conversation>, Error> {
    tx.query(select_conversation!("ORDER BY ends_on, created_at, id"), params![], conversation)
}

/// Keeps a new one.
pub fn insert(tx: &mut Tx, c: &Conversation) -> Result<(), Error> {
    let (now, by) = (tx.now(), tx.viewer().member_id());
    tx.execute(
        "INSERT INTO conversation (id, owner_org, body_id, question, question_es, explanation, explanation_es, ends_on, closed_at, \
         revision, by_member, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            c.id, c.owner_org, c.body_id, &c.question, c.question_es.as_deref(), &c.explanation, c.explanation_es.as_deref(),
            c.ends_on, c.closed_at, c.revision, by, now,
        ],
    )?;
    Ok(())
}

/// Notes a change on the row itself; `false` when somebody was faster. Two changes at the same moment are put one after the other.
pub fn touch(tx: &mut Tx, c: &Conversation) -> Result<bool, Error> {
    let changed = tx.execute(
        "UPDATE conversation SET revision = revision + 1, closed_at = ?3 WHERE id = ?1 AND revision = ?2",
        params![c.id, c.revision, c.closed_at],
    )?;
    Ok(changed == 1)
}

/// The statements of a conversation, as they came.
pub fn statements(tx: &mut Tx, id: Uuid) -> Result<Vec<Statement>, Error> {
    tx.query(
        "SELECT id, position, words, words_es, seed, state, reason FROM conversation_statement WHERE conversation_id = ?1 \
         ORDER BY position",
        params![id],
        |row| {
            Ok(Statement {
                id: row.get(0)?,
                position: row.get(1)?,
                words: row.get(2)?,
                words_es: row.get(3)?,
                seed: row.get::<i64>(4)? == 1,
                state: known(&row.get::<String>(5)?, StatementState::from_code)?,
                reason: row.get(6)?,
            })
        },
    )
}

/// Keeps a new statement.
pub fn add_statement(tx: &mut Tx, conversation: Uuid, s: &Statement) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO conversation_statement (id, conversation_id, position, words, words_es, seed, state, reason) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            s.id, conversation, s.position, &s.words, s.words_es.as_deref(), i64::from(s.seed), s.state.code(),
            s.reason.as_deref(),
        ],
    )?;
    Ok(())
}

/// Writes down what became of a statement.
pub fn decide(tx: &mut Tx, s: &Statement) -> Result<(), Error> {
    let (now, by) = (tx.now(), tx.viewer().member_id());
    tx.execute(
        "UPDATE conversation_statement SET state = ?2, reason = ?3, words_es = ?4, decided_by = ?5, decided_at = ?6 WHERE id = ?1",
        params![s.id, s.state.code(), s.reason.as_deref(), s.words_es.as_deref(), by, now],
    )?;
    Ok(())
}
