//! Which organizations said yes to a charter, here or on paper.

use crate::actions::{OnPaper, Paper, Ratification};
use tandem_access::{Error, Tx, Uuid, params};

/// Organizations that are members now, by name: id and name.
pub fn members(tx: &mut Tx) -> Result<Vec<(Uuid, String)>, Error> {
    tx.query(
        "SELECT id, name FROM organization WHERE membership = 'member' ORDER BY name",
        params![],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Keeps a yes that was said here; `false` when the organization has ratified before. It takes the place of one on paper that
/// nobody has confirmed.
pub fn ratify(
    tx: &mut Tx,
    charter: Uuid,
    organization: Uuid,
    member: Uuid,
    hash: &str,
) -> Result<bool, Error> {
    let now = tx.now();
    let made = tx.execute(
        "INSERT INTO charter_ratification (charter_id, organization_id, by_member, text_hash, at) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT (charter_id, organization_id) DO UPDATE SET by_member = excluded.by_member, \
         text_hash = excluded.text_hash, at = excluded.at, signed_by = NULL, signed_on = NULL, noted_for = NULL \
         WHERE charter_ratification.signed_on IS NOT NULL AND charter_ratification.confirmed_at IS NULL",
        params![charter, organization, member, hash, now],
    )?;
    Ok(made == 1)
}

/// Notes a yes on paper; `false` when the organization has ratified before.
pub fn note_paper(
    tx: &mut Tx,
    charter: Uuid,
    (member, noted_for): (Uuid, Uuid),
    hash: &str,
    paper: &OnPaper,
) -> Result<bool, Error> {
    let now = tx.now();
    let made = tx.execute(
        "INSERT INTO charter_ratification (charter_id, organization_id, by_member, text_hash, at, signed_by, signed_on, \
         noted_for) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (charter_id, organization_id) DO NOTHING",
        params![charter, paper.organization, member, hash, now, &paper.name, paper.signed_on, noted_for],
    )?;
    Ok(made == 1)
}

/// Confirms a yes on paper; `false` when there is none that waits.
pub fn confirm_paper(tx: &mut Tx, charter: Uuid, organization: Uuid, member: Uuid) -> Result<bool, Error> {
    let now = tx.now();
    let changed = tx.execute(
        "UPDATE charter_ratification SET confirmed_by = ?3, confirmed_at = ?4 \
         WHERE charter_id = ?1 AND organization_id = ?2 AND signed_on IS NOT NULL AND confirmed_at IS NULL",
        params![charter, organization, member, now],
    )?;
    Ok(changed == 1)
}

/// Takes a yes on paper away that nobody has confirmed; `false` when there is none.
pub fn strike_paper(tx: &mut Tx, charter: Uuid, organization: Uuid) -> Result<bool, Error> {
    let changed = tx.execute(
        "DELETE FROM charter_ratification \
         WHERE charter_id = ?1 AND organization_id = ?2 AND signed_on IS NOT NULL AND confirmed_at IS NULL",
        params![charter, organization],
    )?;
    Ok(changed == 1)
}

/// Takes back what was ratified: the text goes back to the draft.
pub fn drop_all(tx: &mut Tx, charter: Uuid) -> Result<(), Error> {
    tx.execute("DELETE FROM charter_ratification WHERE charter_id = ?1", params![charter])?;
    Ok(())
}

/// Who has ratified, in order.
pub fn list(tx: &mut Tx, charter: Uuid) -> Result<Vec<Ratification>, Error> {
    tx.query(
        "SELECT r.organization_id, o.name, r.at, r.signed_on, r.signed_by, r.by_member, r.noted_for, r.confirmed_at \
         FROM charter_ratification r \
         JOIN organization o ON o.id = r.organization_id WHERE r.charter_id = ?1 ORDER BY r.at, o.name",
        params![charter],
        |row| {
            let paper = match row.get(3)? {
                None => None,
                Some(signed_on) => Some(Paper {
                    signed_on,
                    signed_by: row.get::<Option<String>>(4)?.unwrap_or_default(),
                    noted_by: row.get(5)?,
                    noted_for: row.get(6)?,
                    confirmed_at: row.get(7)?,
                }),
            };
            Ok(Ratification { organization: row.get(0)?, name: row.get(1)?, at: row.get(2)?, paper })
        },
    )
}
