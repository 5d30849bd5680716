//! Which source row became which object, and upkeep after a batch.

use std::collections::HashMap;

use tandem_access::{Error, Tx, Uuid, json_ids, json_texts, params};

use crate::model::item::Kind;

/// What is known of a source row.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) object: Uuid,
    pub(crate) hash: String,
}

/// The rows of one kind that are known, by their source ids.
pub(crate) fn known<'a>(
    tx: &mut Tx<'_, '_>,
    source: &str,
    kind: Kind,
    ids: impl IntoIterator<Item = &'a str>,
) -> Result<HashMap<String, Known>, Error> {
    let rows = tx.query(
        "SELECT source_id, object_id, hash FROM directory_import WHERE source = ?1 AND kind = ?2 AND source_id IN_TEXTS(?3)",
        params![source, kind.name(), json_texts(ids)],
        |row| Ok((row.get(0)?, Known { object: row.get(1)?, hash: row.get(2)? })),
    )?;
    Ok(rows.into_iter().collect())
}

/// Notes what a source row became.
pub(crate) fn remember(
    tx: &mut Tx<'_, '_>,
    source: &str,
    kind: Kind,
    source_id: &str,
    object: Uuid,
    hash: &str,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO directory_import (source, kind, source_id, object_id, hash) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (source, kind, source_id) DO UPDATE SET object_id = excluded.object_id, hash = excluded.hash",
        params![source, kind.name(), source_id, object, hash],
    )?;
    Ok(())
}

/// How many rows of a kind a source has brought so far.
pub(crate) fn count(tx: &mut Tx<'_, '_>, source: &str, kind: Kind) -> Result<i64, Error> {
    tx.query_one(
        "SELECT count(*) FROM directory_import WHERE source = ?1 AND kind = ?2",
        params![source, kind.name()],
        |row| Ok(row.get(0)?),
    )
}

/// What a batch has touched.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    pub(crate) organizations: Vec<Uuid>,
    pub(crate) locations: Vec<Uuid>,
    pub(crate) services: Vec<Uuid>,
    pub(crate) at_locations: Vec<Uuid>,
}

/// Marks every service that a change reaches, so that the search index reads it again.
pub(crate) fn mark_services(tx: &mut Tx<'_, '_>, version: i64, touched: &Touched) -> Result<(), Error> {
    let mark = |tx: &mut Tx<'_, '_>, sql: &'static str, ids: &[Uuid]| {
        if ids.is_empty() { Ok(0) } else { tx.execute(sql, params![version, json_ids(ids)]) }
    };
    mark(tx, "UPDATE service SET version = ?1 WHERE id IN_IDS(?2)", &touched.services)?;
    mark(tx, "UPDATE service SET version = ?1 WHERE organization_id IN_IDS(?2)", &touched.organizations)?;
    mark(
        tx,
        "UPDATE service SET version = ?1 WHERE id IN (SELECT service_id FROM service_at_location WHERE location_id IN_IDS(?2))",
        &touched.locations,
    )?;
    mark(
        tx,
        "UPDATE service SET version = ?1 WHERE id IN (SELECT service_id FROM service_at_location WHERE id IN_IDS(?2))",
        &touched.at_locations,
    )?;
    Ok(())
}

/// Takes street, ZIP, point and description from every place at which a confidential service is offered, among those touched.
pub(crate) fn seal_confidential(tx: &mut Tx<'_, '_>, touched: &Touched) -> Result<u64, Error> {
    let mut sealed = 0;
    let mut seal = |tx: &mut Tx<'_, '_>, sql: &'static str, ids: &[Uuid]| -> Result<(), Error> {
        if !ids.is_empty() {
            sealed += tx.execute(sql, params![json_ids(ids)])?;
        }
        Ok(())
    };
    seal(
        tx,
        "UPDATE location SET confidential = 1, name = '', alternate_name = '', description = '', transportation = '',
                latitude = NULL, longitude = NULL
         WHERE confidential = 0 AND id IN (SELECT a.location_id FROM service_at_location a
           JOIN service s ON s.id = a.service_id WHERE s.confidential = 1 AND a.location_id IN_IDS(?1))",
        &touched.locations,
    )?;
    seal(
        tx,
        "UPDATE location SET confidential = 1, name = '', alternate_name = '', description = '', transportation = '',
                latitude = NULL, longitude = NULL
         WHERE confidential = 0 AND id IN (SELECT a.location_id FROM service_at_location a
           JOIN service s ON s.id = a.service_id WHERE s.confidential = 1 AND s.id IN_IDS(?1))",
        &touched.services,
    )?;
    for sql in [
        "UPDATE address SET address_1 = '', address_2 = '', postal_code = ''
         WHERE (address_1 <> '' OR postal_code <> '') AND location_id IN (SELECT id FROM location WHERE confidential = 1 AND id IN_IDS(?1))",
        "DELETE FROM accessibility WHERE location_id IN (SELECT id FROM location WHERE confidential = 1 AND id IN_IDS(?1))",
    ] {
        seal(tx, sql, &touched.locations)?;
    }
    seal(
        tx,
        "UPDATE address SET address_1 = '', address_2 = '', postal_code = ''
         WHERE (address_1 <> '' OR postal_code <> '') AND location_id IN (SELECT a.location_id FROM service_at_location a
           JOIN location l ON l.id = a.location_id WHERE l.confidential = 1 AND a.service_id IN_IDS(?1))",
        &touched.services,
    )?;
    Ok(sealed)
}
