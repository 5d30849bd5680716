//! Looks at a record that no consent opens: granted to one member, for a while, with a reason.

use crate::model::data_class::DataClass;
use crate::model::exceptional::{ExceptionalAccess, ExceptionalPurpose};
use tandem_access::{Error, Timestamp, Tx, Uuid, params};

/// Grants one for each class of data. `opened_for` is the member's own record of the person, in an emergency.
pub fn insert(
    tx: &mut Tx,
    (person, owner_org): (Uuid, Uuid),
    opened_for: Option<Uuid>,
    (member, org): (Uuid, Uuid),
    why: (ExceptionalPurpose, &str),
    classes: &[DataClass],
    until: Timestamp,
) -> Result<(), Error> {
    let now = tx.now();
    for class in classes {
        tx.execute(
            "INSERT INTO exceptional_access (id, person_id, owner_org, member_id, org, purpose, class, reason, \
             granted_at, valid_until, ended_at, opened_for) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, NULL, ?11)",
            params![
                tx.new_id(), person, owner_org, member, org, why.0.code(), class.code(), why.1, now, until, opened_for
            ],
        )?;
    }
    Ok(())
}

/// Ends what `member` may look at of a person for this purpose.
pub fn end(tx: &mut Tx, person: Uuid, member: Uuid, purpose: ExceptionalPurpose) -> Result<u64, Error> {
    let now = tx.now();
    tx.execute(
        "UPDATE exceptional_access SET ended_at = ?4 WHERE person_id = ?1 AND member_id = ?2 AND purpose = ?3 AND \
         ended_at IS NULL",
        params![person, member, purpose.code(), now],
    )
}

/// Ends what `member` opened in an emergency for the person of `opened_for`.
pub fn end_opened_for(tx: &mut Tx, opened_for: Uuid, member: Uuid) -> Result<u64, Error> {
    let now = tx.now();
    tx.execute(
        "UPDATE exceptional_access SET ended_at = ?3 WHERE opened_for = ?1 AND member_id = ?2 AND purpose = 'emergency' AND \
         ended_at IS NULL",
        params![opened_for, member, now],
    )
}

/// Ends every look in an emergency at `person` that was opened for the person of `opened_for`.
pub fn end_pair(tx: &mut Tx, person: Uuid, opened_for: Uuid) -> Result<u64, Error> {
    let now = tx.now();
    tx.execute(
        "UPDATE exceptional_access SET ended_at = ?3 WHERE person_id = ?1 AND opened_for = ?2 AND purpose = 'emergency' AND \
         ended_at IS NULL AND valid_until > ?3",
        params![person, opened_for, now],
    )
}

/// Whether `member` may look at a person now for this purpose.
pub fn is_live(tx: &mut Tx, person: Uuid, member: Uuid, purpose: ExceptionalPurpose) -> Result<bool, Error> {
    let now = tx.now();
    let rows = tx.query(
        "SELECT x.id FROM exceptional_access x WHERE x.person_id = ?1 AND x.member_id = ?2 AND x.purpose = ?3 AND \
         x.ended_at IS NULL AND x.valid_until > ?4 LIMIT 1",
        params![person, member, purpose.code(), now],
        |row| Ok(row.get::<Uuid>(0)?),
    )?;
    Ok(!rows.is_empty())
}

/// Every such look at a person, newest first, one line for each grant.
pub fn of_person(tx: &mut Tx, person: Uuid) -> Result<Vec<ExceptionalAccess>, Error> {
    tx.query(
        "SELECT x.member_id, x.org, x.purpose, x.reason, x.granted_at, MAX(x.valid_until), MAX(x.ended_at) \
         FROM exceptional_access x WHERE x.person_id = ?1 \
         GROUP BY x.member_id, x.org, x.purpose, x.reason, x.granted_at ORDER BY x.granted_at DESC",
        params![person],
        |row| {
            let purpose: String = row.get(2)?;
            Ok(ExceptionalAccess {
                member: row.get(0)?,
                org: row.get(1)?,
                purpose: ExceptionalPurpose::from_code(&purpose)
                    .ok_or_else(|| Error::Internal(format!("`{purpose}` is no exceptional purpose")))?,
                reason: row.get(3)?,
                granted_at: row.get(4)?,
                valid_until: row.get(5)?,
                ended_at: row.get(6)?,
            })
        },
    )
}
