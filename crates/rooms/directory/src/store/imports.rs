//! Which source row became which object, and upkeep after a batch.

use std::collections::HashMap;

use tandem_access::{Error, Tx, Uuid, Value, json_ids, json_texts, params};

use crate::model::item::Kind;

/// What is known of a source row.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) object: Uuid,
    pub(crate) hash: String,
}

/// What is known of rows of one kind, by their ids in the source.
pub(crate) fn known(
    tx: &mut Tx<'_, '_>,
    source: &str,
    kind: Kind,
    ids: &[&str],
) -> Result<HashMap<String, Known>, Error> {
    let mut found = HashMap::with_capacity(ids.len());
    tx.for_each(
        "SELECT value,
           (SELECT object_id FROM directory_import WHERE source = ?1 AND kind = ?2 AND source_id = value),
           (SELECT hash FROM directory_import WHERE source = ?1 AND kind = ?2 AND source_id = value)
         FROM EACH_TEXT(?3)",
        params![source, kind.name(), json_texts(ids)],
        |row| {
            if let (Some(object), Some(hash)) = (row.get(1)?, row.get(2)?) {
                found.insert(row.get(0)?, Known { object, hash });
            }
            Ok(())
        },
    )?;
    Ok(found)
}

/// Notes what source rows became: (source, kind, id in the source, object, hash, run) each.
pub(crate) fn remember(tx: &mut Tx<'_, '_>, rows: &[Vec<Value>]) -> Result<(), Error> {
    tx.execute_each(
        "INSERT INTO directory_import (source, kind, source_id, object_id, hash, run) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (source, kind, source_id) DO UPDATE SET object_id = excluded.object_id, hash = excluded.hash,
           run = excluded.run",
        rows,
    )?;
    Ok(())
}

/// Calls `each` with every row that a source ever brought.
pub(crate) fn all(
    tx: &mut Tx<'_, '_>,
    source: &str,
    mut each: impl FnMut(&str, String, Uuid),
) -> Result<(), Error> {
    tx.for_each(
        "SELECT kind, source_id, object_id FROM directory_import WHERE source = ?1",
        params![source],
        |row| {
            each(&row.get::<String>(0)?, row.get(1)?, row.get(2)?);
            Ok(())
        },
    )
}

/// What a detail belongs to.
pub(crate) fn parents(tx: &mut Tx<'_, '_>, kind: Kind, id: Uuid) -> Result<Vec<Uuid>, Error> {
    let sql = match kind {
        Kind::Attribute => "SELECT service_id, NULL, NULL, NULL FROM attribute WHERE id = ?1",
        Kind::Phone => {
            "SELECT service_id, location_id, service_at_location_id, organization_id FROM phone WHERE id = ?1"
        }
        Kind::Schedule => {
            "SELECT service_id, location_id, service_at_location_id, NULL FROM schedule WHERE id = ?1"
        }
        Kind::Language => "SELECT service_id, location_id, NULL, NULL FROM language WHERE id = ?1",
        Kind::RequiredDocument => "SELECT service_id, NULL, NULL, NULL FROM required_document WHERE id = ?1",
        Kind::CostOption => "SELECT service_id, NULL, NULL, NULL FROM cost_option WHERE id = ?1",
        Kind::ServiceArea => "SELECT service_id, NULL, NULL, NULL FROM service_area WHERE id = ?1",
        Kind::Accessibility => "SELECT location_id, NULL, NULL, NULL FROM accessibility WHERE id = ?1",
        Kind::Address => "SELECT location_id, NULL, NULL, NULL FROM address WHERE id = ?1",
        Kind::ServiceAtLocation => {
            "SELECT service_id, location_id, NULL, NULL FROM service_at_location WHERE id = ?1"
        }
        Kind::Organization | Kind::Location | Kind::Service => return Ok(Vec::new()),
    };
    let found = tx.query_opt(sql, params![id], |row| {
        Ok([row.get::<Option<Uuid>>(0)?, row.get(1)?, row.get(2)?, row.get(3)?])
    })?;
    Ok(found.into_iter().flatten().flatten().collect())
}

/// Deletes a detail and forgets its row. A service at a location takes its own phones and hours with it.
pub(crate) fn delete(
    tx: &mut Tx<'_, '_>,
    source: &str,
    kind: Kind,
    source_id: &str,
    id: Uuid,
) -> Result<(), Error> {
    let sql = match kind {
        Kind::Attribute => "DELETE FROM attribute WHERE id = ?1",
        Kind::Phone => "DELETE FROM phone WHERE id = ?1",
        Kind::Schedule => "DELETE FROM schedule WHERE id = ?1",
        Kind::Language => "DELETE FROM language WHERE id = ?1",
        Kind::RequiredDocument => "DELETE FROM required_document WHERE id = ?1",
        Kind::CostOption => "DELETE FROM cost_option WHERE id = ?1",
        Kind::ServiceArea => "DELETE FROM service_area WHERE id = ?1",
        Kind::Accessibility => "DELETE FROM accessibility WHERE id = ?1",
        Kind::Address => "DELETE FROM address WHERE id = ?1",
        Kind::ServiceAtLocation => {
            tx.execute("DELETE FROM phone WHERE service_at_location_id = ?1", params![id])?;
            tx.execute("DELETE FROM schedule WHERE service_at_location_id = ?1", params![id])?;
            "DELETE FROM service_at_location WHERE id = ?1"
        }
        Kind::Organization | Kind::Location | Kind::Service => return Ok(()),
    };
    tx.execute(sql, params![id])?;
    tx.execute(
        "DELETE FROM directory_import WHERE source = ?1 AND kind = ?2 AND source_id = ?3",
        params![source, kind.name(), source_id],
    )?;
    Ok(())
}

/// Takes the place away from locations where a confidential service is offered: of `locations` and of all places of
/// `services`. A batch names what it wrote, so that the work does not grow with the directory.
pub(crate) fn seal_confidential(
    tx: &mut Tx<'_, '_>,
    mut locations: Vec<Uuid>,
    services: &[Uuid],
) -> Result<u64, Error> {
    if !services.is_empty() {
        locations.extend(tx.query(
            "SELECT location_id FROM service_at_location WHERE service_id IN_IDS(?1)",
            &[json_ids(services)],
            |row| Ok(row.get::<Uuid>(0)?),
        )?);
    }
    if locations.is_empty() {
        return Ok(0);
    }
    locations.sort_unstable();
    locations.dedup();
    let list = json_ids(&locations);
    let list = std::slice::from_ref(&list);
    let sealed = tx.execute(
        "UPDATE location SET confidential = 1, name = '', alternate_name = '', description = '', transportation = '',
                latitude = NULL, longitude = NULL
         WHERE confidential = 0 AND id IN_IDS(?1) AND EXISTS (SELECT 1 FROM service_at_location a
           JOIN service s ON s.id = a.service_id WHERE a.location_id = location.id AND s.confidential = 1)",
        list,
    )?;
    let cleared = tx.execute(
        "UPDATE address SET address_1 = '', address_2 = '', postal_code = ''
         WHERE (address_1 <> '' OR postal_code <> '') AND location_id IN_IDS(?1)
           AND EXISTS (SELECT 1 FROM location l WHERE l.id = address.location_id AND l.confidential = 1)",
        list,
    )?;
    let dropped = tx.execute(
        "DELETE FROM accessibility WHERE location_id IN_IDS(?1)
           AND EXISTS (SELECT 1 FROM location l WHERE l.id = accessibility.location_id AND l.confidential = 1)",
        list,
    )?;
    Ok(sealed + cleared + dropped)
}
