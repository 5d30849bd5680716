//! The roll, and apart from it the ballots.

use super::known;
use crate::model::state::{Channel, Refusal};
use crate::model::vote::Roll;
use tandem_access::{Error, Tx, Uuid, params};

/// A line of the roll.
pub struct Entry {
    /// Its id.
    pub id: Uuid,
    /// How its vote came in, if it has voted.
    pub voted: Option<Channel>,
    /// Whether the code was taken back.
    pub revoked: bool,
}

/// The highest number on the roll.
pub fn last_number(tx: &mut Tx, vote: Uuid) -> Result<i64, Error> {
    tx.query_one(
        "SELECT coalesce(max(r.number), 0) FROM vote_roll r WHERE r.vote_id = ?1",
        params![vote],
        |row| Ok(row.get(0)?),
    )
}

/// Puts codes on the roll: number and hash.
pub fn enrol(tx: &mut Tx, vote: Uuid, given: &'static str, codes: &[(i64, String)]) -> Result<(), Error> {
    for (number, hash) in codes {
        let id = tx.new_public_id();
        tx.execute(
            "INSERT INTO vote_roll (id, vote_id, number, code_hash, given, voted, revoked) VALUES (?1, ?2, ?3, ?4, ?5, \
             NULL, 0)",
            params![id, vote, *number, hash, given],
        )?;
    }
    Ok(())
}

/// The line of a code.
pub fn entry(tx: &mut Tx, vote: Uuid, hash: &str) -> Result<Option<Entry>, Error> {
    tx.query_opt(
        "SELECT r.id, r.voted, r.revoked FROM vote_roll r WHERE r.vote_id = ?1 AND r.code_hash = ?2",
        params![vote, hash],
        |row| {
            let voted: Option<String> = row.get(1)?;
            Ok(Entry {
                id: row.get(0)?,
                voted: voted.map(|v| known(&v, Channel::from_code)).transpose()?,
                revoked: row.get(2)?,
            })
        },
    )
}

/// Uses a code up; `false` when it was used or taken back before.
pub fn use_up(tx: &mut Tx, entry: Uuid, channel: Channel) -> Result<bool, Error> {
    let changed = tx.execute(
        "UPDATE vote_roll SET voted = ?2 WHERE id = ?1 AND voted IS NULL AND revoked = 0",
        params![entry, channel.code()],
    )?;
    Ok(changed == 1)
}

/// Takes a code back that has not voted; `false` when there is none.
pub fn revoke(tx: &mut Tx, vote: Uuid, number: i64) -> Result<bool, Error> {
    let changed = tx.execute(
        "UPDATE vote_roll SET revoked = 1 WHERE vote_id = ?1 AND number = ?2 AND voted IS NULL AND revoked = 0",
        params![vote, number],
    )?;
    Ok(changed == 1)
}

/// Keeps a ballot, and apart from it what is published of its receipt.
pub fn insert(tx: &mut Tx, vote: Uuid, marks: &str, receipt: &str) -> Result<(), Error> {
    let id = tx.new_public_id();
    tx.execute("INSERT INTO vote_ballot (id, vote_id, marks) VALUES (?1, ?2, ?3)", params![id, vote, marks])?;
    tx.execute("INSERT INTO vote_receipt (vote_id, hash) VALUES (?1, ?2)", params![vote, receipt])?;
    Ok(())
}

/// The ballots in the order of their content.
pub fn ballots(tx: &mut Tx, vote: Uuid) -> Result<Vec<String>, Error> {
    let mut all: Vec<String> =
        tx.query("SELECT b.marks FROM vote_ballot b WHERE b.vote_id = ?1", params![vote], |row| {
            Ok(row.get(0)?)
        })?;
    all.sort_unstable();
    Ok(all)
}

/// The hashes of the receipts, sorted.
pub fn receipts(tx: &mut Tx, vote: Uuid) -> Result<Vec<String>, Error> {
    let mut all: Vec<String> =
        tx.query("SELECT r.hash FROM vote_receipt r WHERE r.vote_id = ?1", params![vote], |row| {
            Ok(row.get(0)?)
        })?;
    all.sort_unstable();
    Ok(all)
}

/// Writes ballots, receipts and the roll anew, each in an order of its own, so that what the database notes of rows (when and
/// beside what they were written) tells nothing any more.
pub fn shuffle(tx: &mut Tx, vote: Uuid) -> Result<(), Error> {
    let (ballots, receipts) = (ballots(tx, vote)?, receipts(tx, vote)?);
    tx.execute("DELETE FROM vote_ballot WHERE vote_id = ?1", params![vote])?;
    tx.execute("DELETE FROM vote_receipt WHERE vote_id = ?1", params![vote])?;
    for marks in ballots {
        let id = tx.new_public_id();
        tx.execute(
            "INSERT INTO vote_ballot (id, vote_id, marks) VALUES (?1, ?2, ?3)",
            params![id, vote, marks],
        )?;
    }
    for hash in receipts {
        tx.execute("INSERT INTO vote_receipt (vote_id, hash) VALUES (?1, ?2)", params![vote, hash])?;
    }
    tx.execute("UPDATE vote_roll SET voted = voted WHERE vote_id = ?1", params![vote])?;
    Ok(())
}

/// One refused ballot more.
pub fn refuse(
    tx: &mut Tx,
    vote: Uuid,
    channel: Channel,
    reason: Refusal,
    before: Option<Channel>,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO vote_refused (vote_id, channel, reason, earlier, n) VALUES (?1, ?2, ?3, ?4, 1) \
         ON CONFLICT (vote_id, channel, reason, earlier) DO UPDATE SET n = vote_refused.n + 1",
        params![vote, channel.code(), reason.code(), before.map_or("", Channel::code)],
    )?;
    Ok(())
}

/// Counts of the roll.
pub fn roll(tx: &mut Tx, vote: Uuid) -> Result<Roll, Error> {
    let mut roll = Roll::default();
    let lines = tx.query(
        "SELECT r.voted, r.revoked, count(*) FROM vote_roll r WHERE r.vote_id = ?1 GROUP BY r.voted, r.revoked \
         ORDER BY r.voted",
        params![vote],
        |row| Ok((row.get::<Option<String>>(0)?, row.get::<bool>(1)?, row.get::<i64>(2)?)),
    )?;
    for (voted, revoked, n) in lines {
        let n = n.unsigned_abs();
        roll.issued += n;
        if revoked {
            roll.revoked += n;
        }
        if let Some(voted) = voted {
            roll.voted.push((known(&voted, Channel::from_code)?, n));
        }
    }
    roll.voted.sort_unstable();
    roll.refused = tx.query(
        "SELECT f.channel, f.reason, f.earlier, f.n FROM vote_refused f WHERE f.vote_id = ?1 \
         ORDER BY f.reason, f.channel, f.earlier",
        params![vote],
        |row| {
            Ok((
                known(&row.get::<String>(0)?, Channel::from_code)?,
                known(&row.get::<String>(1)?, Refusal::from_code)?,
                Channel::from_code(&row.get::<String>(2)?),
                row.get::<i64>(3)?.unsigned_abs(),
            ))
        },
    )?;
    Ok(roll)
}
