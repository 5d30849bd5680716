//! Votes as they are written, announced and published.

use super::known;
use crate::model::state::State;
use crate::model::vote::{Binding, Vote};
use tandem_access::{Error, Row, Timestamp, Tx, Uuid, params};

macro_rules! select_vote {
    ($tail:literal) => {
        concat!(
            "SELECT v.id, v.owner_org, v.state, v.definition, v.version, v.opens_at, v.closes_at, v.reason, \
             v.published_at, v.grew_from, v.topic, v.body_id, v.asks_again FROM vote v ",
            $tail
        )
    };
}

fn read(row: &Row) -> Result<Vote, Error> {
    let definition: String = row.get(3)?;
    Ok(Vote {
        id: row.get(0)?,
        owner_org: row.get(1)?,
        state: known(&row.get::<String>(2)?, State::from_code)?,
        definition: serde_json::from_str(&definition)
            .map_err(|e| Error::Internal(format!("the definition of a vote: {e}")))?,
        version: row.get(4)?,
        opens_at: row.get(5)?,
        closes_at: row.get(6)?,
        reason: row.get(7)?,
        published_at: row.get(8)?,
        grew_from: row.get(9)?,
        binding: row
            .get::<Option<String>>(10)?
            .zip(row.get::<Option<Uuid>>(11)?)
            .map(|(topic, body)| Binding { topic, body }),
        asks_again: row.get(12)?,
    })
}

fn json(vote: &Vote) -> Result<String, Error> {
    serde_json::to_string(&vote.definition).map_err(|e| Error::Internal(format!("a vote: {e}")))
}

/// One vote.
pub fn find(tx: &mut Tx, id: Uuid) -> Result<Option<Vote>, Error> {
    tx.query_opt(select_vote!("WHERE v.id = ?1"), params![id], read)
}

/// All votes, those that close last first.
pub fn list(tx: &mut Tx, limit: usize) -> Result<Vec<Vote>, Error> {
    tx.query(select_vote!("ORDER BY v.closes_at DESC, v.id LIMIT ?1"), params![limit], read)
}

/// Votes that were opened and are not published, those that close first first.
pub fn unpublished(tx: &mut Tx) -> Result<Vec<Vote>, Error> {
    tx.query(select_vote!("WHERE v.state IN ('open', 'closed') ORDER BY v.closes_at, v.id"), params![], read)
}

/// Open votes whose time is over.
pub fn due(tx: &mut Tx, now: Timestamp) -> Result<Vec<Vote>, Error> {
    tx.query(select_vote!("WHERE v.state = 'open' AND v.closes_at <= ?1 ORDER BY v.id"), params![now], read)
}

/// Open votes that are taken now, each with what was said of it.
pub fn taking(tx: &mut Tx, now: Timestamp) -> Result<Vec<(Vote, String)>, Error> {
    let open = tx.query(
        select_vote!("WHERE v.state = 'open' AND v.opens_at <= ?1 AND v.closes_at > ?1 ORDER BY v.id"),
        params![now],
        read,
    )?;
    let mut out = vec![];
    for vote in open {
        let told = tx.query_one("SELECT v.told FROM vote v WHERE v.id = ?1", params![vote.id], |row| {
            Ok(row.get(0)?)
        })?;
        out.push((vote, told));
    }
    Ok(out)
}

/// Notes what was said of it. It is no change of the vote.
pub fn set_told(tx: &mut Tx, id: Uuid, told: &str) -> Result<(), Error> {
    tx.execute("UPDATE vote SET told = ?2 WHERE id = ?1", params![id, told])?;
    Ok(())
}

/// Published votes that were answered from one moment until another, or published then and not answered.
pub fn settled(tx: &mut Tx, from: Timestamp, until: Timestamp) -> Result<Vec<Vote>, Error> {
    tx.query(
        select_vote!(
            "LEFT JOIN vote_answer a ON a.vote_id = v.id WHERE v.state = 'published' \
             AND COALESCE(a.at, v.published_at) >= ?1 AND COALESCE(a.at, v.published_at) < ?2 ORDER BY v.published_at, v.id"
        ),
        params![from, until],
        read,
    )
}

/// Keeps a new one.
pub fn insert(tx: &mut Tx, vote: &Vote) -> Result<(), Error> {
    let now = tx.now();
    tx.execute(
        "INSERT INTO vote (id, owner_org, state, definition, version, opens_at, closes_at, grew_from, reason, bundle, \
         created_at, updated_at, published_at) VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, NULL, NULL, ?8, ?8, NULL)",
        params![
            vote.id,
            vote.owner_org,
            vote.state.code(),
            json(vote)?,
            vote.opens_at,
            vote.closes_at,
            vote.grew_from,
            now
        ],
    )?;
    Ok(())
}

/// Writes what changed, if nobody else changed it since it was read; `false` when somebody did.
pub fn update(tx: &mut Tx, vote: &Vote) -> Result<bool, Error> {
    let now = tx.now();
    let (topic, body) =
        (vote.binding.as_ref().map(|b| b.topic.as_str()), vote.binding.as_ref().map(|b| b.body));
    let changed = tx.execute(
        "UPDATE vote SET state = ?3, definition = ?4, opens_at = ?5, closes_at = ?6, reason = ?7, published_at = ?8, \
         version = version + 1, updated_at = ?9, topic = ?10, body_id = ?11, asks_again = ?12 WHERE id = ?1 AND version = ?2",
        params![
            vote.id,
            vote.version,
            vote.state.code(),
            json(vote)?,
            vote.opens_at,
            vote.closes_at,
            &vote.reason,
            vote.published_at,
            now,
            topic,
            body,
            vote.asks_again
        ],
    )?;
    Ok(changed == 1)
}

/// Keeps the bundle.
pub fn put_bundle(tx: &mut Tx, id: Uuid, bundle: &str) -> Result<(), Error> {
    tx.execute("UPDATE vote SET bundle = ?2 WHERE id = ?1", params![id, bundle])?;
    Ok(())
}

/// The bundle, once there is one.
pub fn bundle(tx: &mut Tx, id: Uuid) -> Result<Option<String>, Error> {
    let found = tx.query_opt("SELECT v.bundle FROM vote v WHERE v.id = ?1", params![id], |row| {
        Ok(row.get::<Option<String>>(0)?)
    })?;
    Ok(found.flatten())
}
