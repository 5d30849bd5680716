//! What the row fence reads: who is bound by a data use agreement, for which class, from when until when.

use crate::model::agreement::Agreement;
use crate::model::data_class::DataClass;
use tandem_access::{Error, Timestamp, Tx, Uuid, params};

/// Writes anew what an agreement in force covers.
pub fn write(tx: &mut Tx, a: &Agreement) -> Result<(), Error> {
    tx.execute("DELETE FROM data_use WHERE agreement_id = ?1", params![a.id])?;
    let (Some(from), Some(until)) = (a.valid_from, a.stops_at()) else { return Ok(()) };
    for party in &a.parties {
        let until = party.withdraws_at.map_or(until, |end| end.min(until));
        for class in &a.draft.classes {
            tx.execute(
                "INSERT INTO data_use (agreement_id, org, class, valid_from, valid_until) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![a.id, party.org, class.code(), from, until],
            )?;
        }
    }
    Ok(())
}

/// The classes for which two organizations are bound by one agreement at a moment.
pub fn between(tx: &mut Tx, owner: Uuid, recipient: Uuid, at: Timestamp) -> Result<Vec<DataClass>, Error> {
    let codes: Vec<String> = tx.query(
        "SELECT DISTINCT a.class FROM data_use a JOIN data_use b ON b.agreement_id = a.agreement_id AND b.class = a.class \
         WHERE a.org = ?1 AND b.org = ?2 AND a.valid_from <= ?3 AND ?3 < a.valid_until AND b.valid_from <= ?3 \
         AND ?3 < b.valid_until",
        params![owner, recipient, at],
        |row| Ok(row.get(0)?),
    )?;
    codes.iter().map(|code| super::known(code, DataClass::from_code)).collect()
}

/// From which day a data use agreement is asked, and the moment it begins; `None`: always.
pub fn rule(tx: &mut Tx) -> Result<Option<(jiff::civil::Date, Timestamp)>, Error> {
    tx.query_opt("SELECT required_on, required_from FROM agreement_rule WHERE id = 1", params![], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}

/// Sets that day; `None` takes it away.
pub fn set_rule(tx: &mut Tx, rule: Option<(jiff::civil::Date, Timestamp)>) -> Result<(), Error> {
    let (now, member) = (tx.now(), tx.viewer().member_id());
    match rule {
        None => tx.execute("DELETE FROM agreement_rule WHERE id = 1", params![])?,
        Some((on, from)) => tx.execute(
            "INSERT INTO agreement_rule (id, required_on, required_from, updated_by, updated_at) VALUES (1, ?1, ?2, ?3, ?4) \
             ON CONFLICT (id) DO UPDATE SET required_on = excluded.required_on, required_from = excluded.required_from, \
             updated_by = excluded.updated_by, updated_at = excluded.updated_at",
            params![on, from, member, now],
        )?,
    };
    Ok(())
}
