//! Which source row became which object, and upkeep after a batch.

use std::collections::HashMap;

use tandem_access::{Error, Tx, Uuid, json_texts, params};

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
    run: i64,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO directory_import (source, kind, source_id, object_id, hash, run) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (source, kind, source_id) DO UPDATE SET object_id = excluded.object_id, hash = excluded.hash,
           run = excluded.run",
        params![source, kind.name(), source_id, object, hash, run],
    )?;
    Ok(())
}

/// Notes that an import saw rows again that say the same as before.
pub(crate) fn seen<'a>(
    tx: &mut Tx<'_, '_>,
    source: &str,
    kind: Kind,
    ids: impl IntoIterator<Item = &'a str>,
    run: i64,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE directory_import SET run = ?4 WHERE source = ?1 AND kind = ?2 AND source_id IN_TEXTS(?3)",
        params![source, kind.name(), json_texts(ids), run],
    )?;
    Ok(())
}

/// How many rows of a kind a source brought in earlier imports and not in this one.
pub(crate) fn missing(tx: &mut Tx<'_, '_>, source: &str, kind: Kind, run: i64) -> Result<i64, Error> {
    tx.query_one(
        "SELECT count(*) FROM directory_import WHERE source = ?1 AND kind = ?2 AND run < ?3",
        params![source, kind.name(), run],
        |row| Ok(row.get(0)?),
    )
}

/// Deletes details (phones, hours, languages ...) that the source no longer says, where it still brought every row that they
/// belong to. A service that is missing as a whole keeps its details.
pub(crate) fn remove_unsaid(tx: &mut Tx<'_, '_>, source: &str, run: i64) -> Result<Vec<(Kind, u64)>, Error> {
    macro_rules! of_service {
        () => {
            "AND (service_id IS NULL OR service_id IN (SELECT object_id FROM directory_import WHERE source = ?1 AND kind = 'service' AND run = ?2)) "
        };
    }
    macro_rules! of_location {
        () => {
            "AND (location_id IS NULL OR location_id IN (SELECT object_id FROM directory_import WHERE source = ?1 AND kind = 'location' AND run = ?2)) "
        };
    }
    macro_rules! of_at_location {
        () => {
            "AND (service_at_location_id IS NULL OR service_at_location_id IN (SELECT object_id FROM directory_import WHERE source = ?1 AND kind = 'service_at_location' AND run = ?2)) "
        };
    }
    macro_rules! of_organization {
        () => {
            "AND (organization_id IS NULL OR organization_id IN (SELECT object_id FROM directory_import WHERE source = ?1 AND kind = 'organization' AND run = ?2)) "
        };
    }
    macro_rules! delete {
        ($table:literal $(, $part:ident)*) => {
            concat!(
                "DELETE FROM ", $table, " WHERE id IN (SELECT object_id FROM directory_import WHERE source = ?1 AND kind = '",
                $table, "' AND run < ?2) " $(, $part!())*
            )
        };
    }
    let statements: [(Kind, &'static str); 8] = [
        (Kind::Attribute, delete!("attribute", of_service)),
        (Kind::Phone, delete!("phone", of_service, of_location, of_at_location, of_organization)),
        (Kind::Schedule, delete!("schedule", of_service, of_location, of_at_location)),
        (Kind::Language, delete!("language", of_service, of_location)),
        (Kind::RequiredDocument, delete!("required_document", of_service)),
        (Kind::CostOption, delete!("cost_option", of_service)),
        (Kind::ServiceArea, delete!("service_area", of_service)),
        (Kind::Accessibility, delete!("accessibility", of_location)),
    ];
    let mut removed = Vec::new();
    for (kind, sql) in statements {
        let stale = missing(tx, source, kind, run)?;
        if stale == 0 {
            continue;
        }
        let count = tx.execute(sql, params![source, run])?;
        if count > 0 {
            removed.push((kind, count));
        }
    }
    if !removed.is_empty() {
        for sql in FORGET {
            tx.execute(sql, params![source, run])?;
        }
        super::next_version(tx)?;
    }
    Ok(removed)
}

/// Forgets source rows whose object is gone.
const FORGET: [&str; 8] = [
    "DELETE FROM directory_import WHERE source = ?1 AND kind = 'attribute' AND run < ?2 AND object_id NOT IN (SELECT id FROM attribute)",
    "DELETE FROM directory_import WHERE source = ?1 AND kind = 'phone' AND run < ?2 AND object_id NOT IN (SELECT id FROM phone)",
    "DELETE FROM directory_import WHERE source = ?1 AND kind = 'schedule' AND run < ?2 AND object_id NOT IN (SELECT id FROM schedule)",
    "DELETE FROM directory_import WHERE source = ?1 AND kind = 'language' AND run < ?2 AND object_id NOT IN (SELECT id FROM language)",
    "DELETE FROM directory_import WHERE source = ?1 AND kind = 'required_document' AND run < ?2 AND object_id NOT IN (SELECT id FROM required_document)",
    "DELETE FROM directory_import WHERE source = ?1 AND kind = 'cost_option' AND run < ?2 AND object_id NOT IN (SELECT id FROM cost_option)",
    "DELETE FROM directory_import WHERE source = ?1 AND kind = 'service_area' AND run < ?2 AND object_id NOT IN (SELECT id FROM service_area)",
    "DELETE FROM directory_import WHERE source = ?1 AND kind = 'accessibility' AND run < ?2 AND object_id NOT IN (SELECT id FROM accessibility)",
];

/// Takes street, ZIP, point and description from every place at which a confidential service is offered. Driven from the
/// confidential services, of which there are few, so it is cheap after each batch.
pub(crate) fn seal_confidential(tx: &mut Tx<'_, '_>) -> Result<u64, Error> {
    let sealed = tx.execute(
        "UPDATE location SET confidential = 1, name = '', alternate_name = '', description = '', transportation = '',
                latitude = NULL, longitude = NULL
         WHERE confidential = 0 AND id IN (SELECT a.location_id FROM service_at_location a
           JOIN service s ON s.id = a.service_id WHERE s.confidential = 1)",
        params![],
    )?;
    let cleared = tx.execute(
        "UPDATE address SET address_1 = '', address_2 = '', postal_code = ''
         WHERE (address_1 <> '' OR postal_code <> '') AND location_id IN (SELECT id FROM location WHERE confidential = 1)",
        params![],
    )?;
    let dropped = tx.execute(
        "DELETE FROM accessibility WHERE location_id IN (SELECT id FROM location WHERE confidential = 1)",
        params![],
    )?;
    Ok(sealed + cleared + dropped)
}
