//! Reads the whole directory for the search index, table by table, as a stream.

use std::collections::HashMap;

use tandem_access::{Error, Timestamp, Tx, Uuid, params};

use crate::model::capacity::CapacityStatus;
use crate::model::domain::index_of;
use crate::model::geo::{Centroids, zip5};
use crate::model::item::Point;
use crate::model::schedule::Schedule;
use crate::search::Entry;

/// Every service that is listed, and the middles of ZIP codes.
pub(crate) fn everything(tx: &mut Tx<'_, '_>) -> Result<(Vec<Entry>, Centroids), Error> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut number: HashMap<Uuid, usize> = HashMap::new();
    tx.for_each(
        "SELECT s.id, s.organization_id, s.name, s.alternate_name, o.name, s.description, s.keywords, s.eligibility_description,
           s.minimum_age, s.maximum_age, s.assured_date
         FROM service s JOIN organization o ON o.id = s.organization_id WHERE s.status IN ('active', 'temporarily closed')",
        params![],
        |row| {
            let age = |value: Option<i64>| value.and_then(|n| u8::try_from(n).ok());
            let entry = Entry {
                service: row.get(0)?,
                organization: row.get(1)?,
                name: row.get(2)?,
                alternate_name: row.get(3)?,
                organization_name: row.get(4)?,
                description: row.get(5)?,
                keywords: row.get(6)?,
                eligibility: row.get(7)?,
                minimum_age: age(row.get(8)?),
                maximum_age: age(row.get(9)?),
                assured: row.get(10)?,
                ..Entry::default()
            };
            number.insert(entry.service, entries.len());
            entries.push(entry);
            Ok(())
        },
    )?;
    tx.for_each("SELECT service_id, term, domains FROM attribute", params![], |row| {
        if let Some(&n) = number.get(&row.get(0)?) {
            let domains: String = row.get(2)?;
            for index in domains.split('|').filter_map(index_of) {
                entries[n].domains |= 1 << index;
            }
            entries[n].terms.push(row.get(1)?);
        }
        Ok(())
    })?;
    tx.for_each(
        "SELECT service_id, code FROM language WHERE service_id IS NOT NULL AND code <> ''
         UNION SELECT a.service_id, g.code FROM language g JOIN service_at_location a ON a.location_id = g.location_id WHERE g.code <> ''",
        params![],
        |row| {
            if let Some(&n) = number.get(&row.get(0)?) {
                entries[n].languages.push(row.get(1)?);
            }
            Ok(())
        },
    )?;
    tx.for_each("SELECT service_id, name FROM service_area", params![], |row| {
        if let Some(&n) = number.get(&row.get(0)?) {
            let name: String = row.get(1)?;
            let zips = name
                .split(|c: char| !c.is_ascii_digit() && c != '-')
                .filter_map(zip5)
                .filter_map(|z| z.parse::<u32>().ok());
            entries[n].zips.extend(zips);
        }
        Ok(())
    })?;
    tx.for_each("SELECT service_id, status FROM service_capacity", params![], |row| {
        if let Some(&n) = number.get(&row.get(0)?) {
            entries[n].capacity = CapacityStatus::from_code(&row.get::<String>(1)?);
        }
        Ok(())
    })?;
    places(tx, &mut entries, &number)?;
    Ok((entries, centroids(tx)?))
}

fn places(tx: &mut Tx<'_, '_>, entries: &mut [Entry], number: &HashMap<Uuid, usize>) -> Result<(), Error> {
    let (mut of_service, mut of_place, mut of_location) = (hours(), hours(), hours());
    tx.for_each(
        "SELECT kind, freq, interval_count, byday, bymonthday, dtstart, until, valid_from, valid_to, yearly, opens_at, closes_at,
           utc_offset, description, service_id, service_at_location_id, location_id FROM schedule",
        params![],
        |row| {
            let schedule = Schedule { description: String::new(), ..super::read::schedule(row)? };
            let (service, at, location): (Option<Uuid>, Option<Uuid>, Option<Uuid>) = (row.get(14)?, row.get(15)?, row.get(16)?);
            let (map, key) = match (at, service, location) {
                (Some(at), _, _) => (&mut of_place, at),
                (_, Some(service), _) => (&mut of_service, service),
                (_, _, Some(location)) => (&mut of_location, location),
                _ => return Ok(()),
            };
            map.entry(key).or_default().push(schedule);
            Ok(())
        },
    )?;
    tx.for_each(
        "SELECT a.service_id, a.id, a.location_id, l.latitude, l.longitude, l.confidential
         FROM service_at_location a JOIN location l ON l.id = a.location_id",
        params![],
        |row| {
            let service: Uuid = row.get(0)?;
            let Some(&n) = number.get(&service) else { return Ok(()) };
            let (latitude, longitude): (Option<f64>, Option<f64>) = (row.get(3)?, row.get(4)?);
            let confidential: bool = row.get(5)?;
            let point = latitude
                .zip(longitude)
                .filter(|_| !confidential)
                .map(|(latitude, longitude)| Point { latitude, longitude });
            let hours = of_place
                .get(&row.get(1)?)
                .or_else(|| of_service.get(&service))
                .or_else(|| of_location.get(&row.get(2).ok()?));
            entries[n].places.push((point, hours.cloned().unwrap_or_default()));
            Ok(())
        },
    )?;
    for entry in entries.iter_mut().filter(|e| e.places.is_empty()) {
        if let Some(hours) = of_service.remove(&entry.service) {
            entry.places.push((None, hours));
        }
    }
    Ok(())
}

fn hours() -> HashMap<Uuid, Vec<Schedule>> {
    HashMap::new()
}

fn centroids(tx: &mut Tx<'_, '_>) -> Result<Centroids, Error> {
    let mut found: Vec<(String, Point)> = Vec::new();
    tx.for_each(
        "SELECT d.postal_code, l.latitude, l.longitude FROM address d JOIN location l ON l.id = d.location_id
         WHERE d.address_type = 'physical' AND d.postal_code <> '' AND l.latitude IS NOT NULL AND l.confidential = 0",
        params![],
        |row| {
            found.push((row.get(0)?, Point { latitude: row.get(1)?, longitude: row.get(2)? }));
            Ok(())
        },
    )?;
    let mut centroids = Centroids::from_addresses(found.iter().map(|(zip, point)| (zip.as_str(), *point)));
    tx.for_each("SELECT postal_code, latitude, longitude FROM zip_centroid", params![], |row| {
        centroids.set(&row.get::<String>(0)?, Point { latitude: row.get(1)?, longitude: row.get(2)? });
        Ok(())
    })?;
    Ok(centroids)
}

/// Capacities set at or after a moment.
pub(crate) fn capacities_since(
    tx: &mut Tx<'_, '_>,
    since: Timestamp,
) -> Result<Vec<(Uuid, Option<CapacityStatus>)>, Error> {
    tx.query(
        "SELECT service_id, status FROM service_capacity WHERE updated_at >= ?1",
        params![since],
        |row| Ok((row.get(0)?, CapacityStatus::from_code(&row.get::<String>(1)?))),
    )
}
