//! Pairs that a person has to look at.

use crate::model::grouping::ordered;
use crate::model::quality::Decided;
use crate::model::review::Stratum;
use tandem_access::{Error, Row, Timestamp, Tx, Uuid, params};

/// Where a pair is in its review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Waits.
    Open,
    /// A reviewer looks at it.
    Taken,
    /// Decided: one person.
    Same,
    /// Decided: two people.
    Different,
    /// Nothing is left to decide: a record went, or changed so that the pair is no longer in doubt.
    Gone,
}

impl Status {
    /// The code kept in the database.
    pub fn code(self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::Taken => "taken",
            Status::Same => "same",
            Status::Different => "different",
            Status::Gone => "gone",
        }
    }

    fn from_code(code: &str) -> Option<Status> {
        [Status::Open, Status::Taken, Status::Same, Status::Different, Status::Gone]
            .into_iter()
            .find(|status| status.code() == code)
    }
}

/// A pair in review.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// Its id.
    pub id: Uuid,
    /// The two records, the smaller id first.
    pub pair: (Uuid, Uuid),
    /// Who keeps each: for the log, never shown to a reviewer.
    pub owners: (Uuid, Uuid),
    /// Why it waits.
    pub stratum: Stratum,
    /// What the model says of the two, log2 odds.
    pub weight: f64,
    /// The probability that the two are one person, in `0.0..=1.0`, by what decisions made of the weight.
    pub probability: f64,
    /// Where it is.
    pub status: Status,
    /// Since when it waits.
    pub created_at: Timestamp,
    /// Who looks at it, or decided.
    pub taken_by: Option<Uuid>,
    /// Since when somebody looks at it.
    pub taken_at: Option<Timestamp>,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
    /// What the reviewer noted.
    pub note: Option<String>,
}

macro_rules! select_review {
    ($tail:literal) => {
        concat!(
            "SELECT v.id, v.left_person, v.right_person, v.stratum, v.probability, v.status, v.created_at, v.taken_by, \
             v.taken_at, v.decided_at, v.note, v.left_org, v.right_org, v.weight FROM identity_review v ",
            $tail
        )
    };
}

fn read(row: &Row) -> Result<Review, Error> {
    let (stratum, status): (String, String) = (row.get(3)?, row.get(5)?);
    let fault = |code: &str| Error::Internal(format!("a review holds an unknown code: {code}"));
    Ok(Review {
        id: row.get(0)?,
        pair: (row.get(1)?, row.get(2)?),
        owners: (row.get(11)?, row.get(12)?),
        stratum: Stratum::from_code(&stratum).ok_or_else(|| fault(&stratum))?,
        weight: row.get(13)?,
        probability: row.get(4)?,
        status: Status::from_code(&status).ok_or_else(|| fault(&status))?,
        created_at: row.get(6)?,
        taken_by: row.get(7)?,
        taken_at: row.get(8)?,
        decided_at: row.get(9)?,
        note: row.get(10)?,
    })
}

/// A pair that comes up for review.
#[derive(Debug, Clone, Copy)]
pub struct Doubt {
    /// The two records.
    pub pair: (Uuid, Uuid),
    /// Why it waits.
    pub stratum: Stratum,
    /// The share of such pairs that is looked at.
    pub sampling: f64,
    /// What the model says of the two, log2 odds.
    pub weight: f64,
    /// The probability that the two are one person.
    pub probability: f64,
    /// What is expected to go wrong while nobody looks.
    pub harm: f64,
}

/// Puts a pair into the queue, or writes down what is new of one that waits. What was decided stays decided.
pub fn put(tx: &mut Tx, doubt: &Doubt) -> Result<(), Error> {
    let (left, right) = ordered(doubt.pair);
    let (id, now) = (tx.new_public_id(), tx.now());
    tx.execute(
        "INSERT INTO identity_review (id, left_person, right_person, left_org, right_org, stratum, sampling, probability, \
         harm, status, created_at, weight) VALUES (?1, ?2, ?3, (SELECT r.owner_org FROM identity_record r WHERE r.person_id = \
         ?2), (SELECT r.owner_org FROM identity_record r WHERE r.person_id = ?3), ?4, ?5, ?6, ?7, 'open', ?8, ?9) ON CONFLICT (left_person, right_person) DO \
         UPDATE SET stratum = ?4, sampling = ?5, probability = ?6, harm = ?7, status = 'open', created_at = ?8, weight = ?9 \
         WHERE identity_review.status IN ('open', 'gone')",
        params![
            id, left, right, doubt.stratum.code(), doubt.sampling, doubt.probability, doubt.harm, now, doubt.weight
        ],
    )?;
    Ok(())
}

/// Puts a pair back into the queue whatever was decided, because somebody doubts it.
pub fn reopen(tx: &mut Tx, pair: (Uuid, Uuid), harm: f64) -> Result<u64, Error> {
    let (left, right) = ordered(pair);
    tx.execute(
        "UPDATE identity_review SET status = 'open', taken_by = NULL, taken_at = NULL, decided_at = NULL, harm = ?3 \
         WHERE left_person = ?1 AND right_person = ?2",
        params![left, right, harm],
    )
}

/// Takes pairs of a record out of the queue: those that still wait, or all where the record is gone. A pair that was doubted is apart
/// and waits on, whatever is computed of it.
pub fn drop_of(tx: &mut Tx, person: Uuid, all: bool) -> Result<u64, Error> {
    tx.execute(
        "UPDATE identity_review SET status = 'gone', taken_by = NULL, taken_at = NULL, decided_at = NULL WHERE \
         (left_person = ?1 OR right_person = ?1) AND (?2 = 1 OR (status = 'open' AND NOT EXISTS (SELECT 1 FROM \
         identity_apart a WHERE a.left_person = identity_review.left_person AND a.right_person = \
         identity_review.right_person)))",
        params![person, all],
    )
}

/// The review, if the viewer may see it.
pub fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Review>, Error> {
    tx.query_opt(select_review!("WHERE v.id = ?1"), params![id], read)
}

/// What was decided about pairs of a record.
pub fn decided_of(tx: &mut Tx, person: Uuid) -> Result<Vec<Review>, Error> {
    tx.query(
        select_review!(
            "WHERE (v.left_person = ?1 OR v.right_person = ?1) AND v.status IN ('same', 'different')"
        ),
        params![person],
        read,
    )
}

/// What waits, the greatest expected harm first; what nobody could tell so far later, and what `member` could not tell last.
pub fn waiting(tx: &mut Tx, member: Option<Uuid>, limit: u32) -> Result<Vec<Review>, Error> {
    tx.query(
        select_review!(
            "WHERE v.status = 'open' ORDER BY CASE WHEN v.passed_by = ?1 THEN 1 ELSE 0 END, v.harm / (1 + v.passes) DESC, v.id \
             LIMIT ?2"
        ),
        params![member, limit],
        read,
    )
}

/// What waits of a sample that `member` could tell, in the order of ids, which were drawn: whoever looks at a part of a sample looks at
/// pairs that stand for all of it.
pub fn waiting_of(tx: &mut Tx, stratum: Stratum, member: Uuid, limit: u32) -> Result<Vec<Review>, Error> {
    tx.query(
        select_review!(
            "WHERE v.status = 'open' AND v.stratum = ?1 AND (v.passed_by IS NULL OR v.passed_by <> ?2) ORDER BY v.id LIMIT ?3"
        ),
        params![stratum.code(), member, limit],
        read,
    )
}

/// Notes that `member` could not tell.
pub fn pass(tx: &mut Tx, id: Uuid, member: Uuid) -> Result<(), Error> {
    tx.execute(
        "UPDATE identity_review SET passes = passes + 1, passed_by = ?2 WHERE id = ?1",
        params![id, member],
    )?;
    Ok(())
}

/// How many wait.
pub fn waiting_count(tx: &mut Tx) -> Result<i64, Error> {
    tx.query_one("SELECT COUNT(*) FROM identity_review WHERE status = 'open'", params![], |row| {
        Ok(row.get(0)?)
    })
}

/// What `member` looks at now.
pub fn taken_by(tx: &mut Tx, member: Uuid) -> Result<Option<Review>, Error> {
    tx.query_opt(select_review!("WHERE v.status = 'taken' AND v.taken_by = ?1"), params![member], read)
}

/// What `member` decided, newest first.
pub fn decided_by(tx: &mut Tx, member: Uuid, limit: u32) -> Result<Vec<Review>, Error> {
    tx.query(
        select_review!(
            "WHERE v.taken_by = ?1 AND v.status IN ('same', 'different') ORDER BY v.decided_at DESC, v.id LIMIT ?2"
        ),
        params![member, limit],
        read,
    )
}

/// Moves a review on, if it still stands where the caller saw it; whether it did.
pub fn set(
    tx: &mut Tx,
    id: Uuid,
    (from, to): (Status, Status),
    by: Option<Uuid>,
    note: Option<&str>,
) -> Result<bool, Error> {
    let now = tx.now();
    let decided = matches!(to, Status::Same | Status::Different).then_some(now);
    let changed = tx.execute(
        "UPDATE identity_review SET status = ?3, taken_by = ?4, taken_at = ?5, decided_at = ?6, note = ?7 \
         WHERE id = ?1 AND status = ?2",
        params![id, from.code(), to.code(), by, by.map(|_| now), decided, note],
    )?;
    Ok(changed > 0)
}

/// Reviews that were taken before `before` and never decided.
pub fn left_lying(tx: &mut Tx, before: Timestamp) -> Result<Vec<Uuid>, Error> {
    tx.query(
        "SELECT v.id FROM identity_review v WHERE v.status = 'taken' AND v.taken_at < ?1",
        params![before],
        |row| Ok(row.get(0)?),
    )
}

/// Decided pairs by stratum and share.
pub fn tally(tx: &mut Tx) -> Result<Vec<Decided>, Error> {
    tx.query(
        "SELECT v.stratum, v.sampling, SUM(CASE WHEN v.status = 'same' THEN 1 ELSE 0 END), SUM(CASE WHEN v.status = \
         'different' THEN 1 ELSE 0 END) FROM identity_review v WHERE v.status IN ('same', 'different') GROUP BY \
         v.stratum, v.sampling ORDER BY v.stratum, v.sampling",
        params![],
        |row| {
            let stratum: String = row.get(0)?;
            let n = |n: i64| u64::try_from(n).unwrap_or_default();
            Ok(Decided {
                stratum: Stratum::from_code(&stratum)
                    .ok_or_else(|| Error::Internal(format!("`{stratum}` is no stratum")))?,
                sampling: row.get(1)?,
                same: n(row.get(2)?),
                different: n(row.get(3)?),
            })
        },
    )
}
