//! What the map reads of the ground rooms.

use std::collections::{BTreeSet, HashMap};
use tandem_access::{Error, Timestamp, Tx, Uuid, params};

/// A running service whose place is no secret.
#[derive(Debug, Clone)]
pub(crate) struct ServiceRow {
    pub(crate) id: Uuid,
    pub(crate) organization: Uuid,
    pub(crate) partner: bool,
    pub(crate) capacity: Option<String>,
}

/// Every running service. Where a safe house works is no gap and no duplicate of anybody: it is left out.
pub(crate) fn services(tx: &mut Tx<'_, '_>) -> Result<Vec<ServiceRow>, Error> {
    tx.query(
        "SELECT s.id, s.organization_id, o.membership, c.status
         FROM service s JOIN organization o ON o.id = s.organization_id
         LEFT JOIN service_capacity c ON c.service_id = s.id
         WHERE s.status = 'active' AND s.confidential = 0 AND o.confidential = 0 AND o.membership <> 'left'
         ORDER BY s.id",
        params![],
        |row| {
            Ok(ServiceRow {
                id: row.get(0)?,
                organization: row.get(1)?,
                partner: row.get::<String>(2)? == "member",
                capacity: row.get(3)?,
            })
        },
    )
}

/// What a service is about: kinds of help, or (`true`) a word for people.
pub(crate) type Term = (Uuid, String, Vec<String>, bool);

pub(crate) fn terms(tx: &mut Tx<'_, '_>) -> Result<Vec<Term>, Error> {
    tx.query(
        "SELECT service_id, term, domains, audience FROM attribute ORDER BY service_id, term",
        params![],
        |row| {
            let domains: String = row.get(2)?;
            let domains = domains.split('|').filter(|d| !d.is_empty()).map(str::to_owned).collect();
            Ok((row.get(0)?, row.get(1)?, domains, row.get(3)?))
        },
    )
}

/// Areas by service: name, and the ZIP codes in name and description.
pub(crate) type Areas = HashMap<Uuid, Vec<(String, BTreeSet<String>)>>;

pub(crate) fn areas(tx: &mut Tx<'_, '_>) -> Result<Areas, Error> {
    let mut found = Areas::new();
    tx.for_each(
        "SELECT service_id, name, description FROM service_area WHERE name <> '' ORDER BY service_id, name, id",
        params![],
        |row| {
            let (name, description): (String, String) = (row.get(1)?, row.get(2)?);
            let zips = [name.as_str(), description.as_str()]
                .into_iter()
                .flat_map(|text| text.split(|c: char| !c.is_ascii_digit()))
                .filter(|word| word.len() == 5)
                .map(str::to_owned)
                .collect();
            found.entry(row.get(0)?).or_default().push((name, zips));
            Ok(())
        },
    )?;
    Ok(found)
}

/// Who controls whom.
pub(crate) fn control(tx: &mut Tx<'_, '_>) -> Result<HashMap<Uuid, Uuid>, Error> {
    let pairs = tx.query(
        "SELECT id, controlled_by FROM organization WHERE controlled_by IS NOT NULL",
        params![],
        |row| Ok((row.get::<Uuid>(0)?, row.get::<Uuid>(1)?)),
    )?;
    Ok(pairs.into_iter().collect())
}

/// When each organization first became a member.
pub(crate) fn joined(tx: &mut Tx<'_, '_>) -> Result<HashMap<Uuid, Timestamp>, Error> {
    let rows = tx.query(
        "SELECT organization_id, min(at) FROM organization_history
         WHERE changes LIKE '%\"membership\":[%,\"member\"]%' GROUP BY organization_id",
        params![],
        |row| Ok((row.get::<Uuid>(0)?, row.get::<Timestamp>(1)?)),
    )?;
    Ok(rows.into_iter().collect())
}
