//! What reviewers' decisions make of the model's probabilities, version by version.

use crate::model::calibration::{Reviewed, Version};
use tandem_access::{Error, Timestamp, Tx, Uuid, params};

/// The version that holds now.
pub fn latest(tx: &mut Tx) -> Result<Option<Version>, Error> {
    let found: Option<(Version, String)> = tx.query_opt(
        "SELECT c.version, c.at, c.reviews, c.decided_until, c.curve FROM identity_calibration c ORDER BY c.version DESC \
         LIMIT 1",
        params![],
        |row| {
            let version = Version {
                version: row.get(0)?,
                at: row.get(1)?,
                reviews: u64::try_from(row.get::<i64>(2)?).unwrap_or_default(),
                decided_until: row.get(3)?,
                ..Version::default()
            };
            Ok((version, row.get(4)?))
        },
    )?;
    let Some((version, curve)) = found else { return Ok(None) };
    let curve = serde_json::from_str(&curve)
        .map_err(|e| Error::Internal(format!("calibration {}: {e}", version.version)))?;
    Ok(Some(Version { curve, ..version }))
}

/// Adds a version.
pub fn append(tx: &mut Tx, version: &Version) -> Result<(), Error> {
    let reviews = i64::try_from(version.reviews).unwrap_or(i64::MAX);
    let curve = serde_json::to_string(&version.curve)
        .map_err(|e| Error::Internal(format!("calibration {}: {e}", version.version)))?;
    tx.execute(
        "INSERT INTO identity_calibration (version, at, reviews, decided_until, curve) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![version.version, version.at, reviews, version.decided_until, curve],
    )?;
    Ok(())
}

/// Every decision that calibration learns from, in order, with when it was made. A doubt tells of a pair that somebody had reason
/// to doubt, and nothing of pairs like it.
pub fn decisions(tx: &mut Tx) -> Result<Vec<(Reviewed, Timestamp)>, Error> {
    tx.query(
        "SELECT v.left_org, v.right_org, v.weight, v.sampling, CASE WHEN v.status = 'same' THEN 1 ELSE 0 END, \
         v.decided_at FROM identity_review v WHERE v.status IN ('same', 'different') AND v.stratum <> 'doubted' AND \
         v.decided_at IS NOT NULL ORDER BY v.id",
        params![],
        |row| {
            let reviewed = Reviewed {
                owners: (row.get(0)?, row.get(1)?),
                weight: row.get(2)?,
                sampling: row.get(3)?,
                same: row.get(4)?,
            };
            Ok((reviewed, row.get(5)?))
        },
    )
}

/// A pair with what it was thought to come to: a record of it, who keeps both, the model's weight and the probability written down.
pub struct Thought {
    /// One of the two records.
    pub person: Uuid,
    /// Who keeps the two.
    pub owners: (Uuid, Uuid),
    /// What the model said.
    pub weight: f64,
    /// What was made of it then.
    pub probability: f64,
}

/// Pairs that were linked by computation, and those that wait for a look.
pub fn computed(tx: &mut Tx) -> Result<Vec<Thought>, Error> {
    tx.query(
        "SELECT l.left_person, a.owner_org, b.owner_org, l.weight, l.probability FROM identity_link l JOIN identity_record \
         a ON a.person_id = l.left_person JOIN identity_record b ON b.person_id = l.right_person WHERE l.reviewed = 0 \
         UNION ALL SELECT v.left_person, v.left_org, v.right_org, v.weight, v.probability FROM identity_review v WHERE \
         v.status = 'open' AND v.stratum = 'uncertain'",
        params![],
        |row| {
            Ok(Thought {
                person: row.get(0)?,
                owners: (row.get(1)?, row.get(2)?),
                weight: row.get(3)?,
                probability: row.get(4)?,
            })
        },
    )
}
