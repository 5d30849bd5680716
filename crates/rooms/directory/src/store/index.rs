//! Reads the whole directory for the search index, some thousand services at a time, so that the texts of a large directory
//! are never in memory together.

use std::collections::HashMap;

use tandem_access::{Error, Row, Timestamp, Tx, Uuid, params};

use crate::model::capacity::CapacityStatus;
use crate::model::domain::index_of;
use crate::model::geo::{Centroids, zip5};
use crate::model::item::Point;
use crate::model::schedule::Schedule;
use crate::search::{Builder, Entry};

/// Services read together.
const CHUNK: i64 = 4_000;

/// Every service that is listed, and the middles of ZIP codes.
pub(crate) fn everything(tx: &mut Tx<'_, '_>) -> Result<(Builder, Centroids), Error> {
    let mut builder = Builder::default();
    let mut after = Uuid::nil();
    loop {
        let mut chunk = Chunk { entries: Vec::new(), number: HashMap::new(), from: after, to: after };
        chunk.services(tx)?;
        if chunk.entries.is_empty() {
            break;
        }
        after = chunk.to;
        chunk.words_and_filters(tx)?;
        chunk.places(tx)?;
        chunk.entries.iter().for_each(|entry| builder.add(entry));
    }
    Ok((builder, centroids(tx)?))
}

/// Services whose ids lie after `from` and up to `to`.
struct Chunk {
    entries: Vec<Entry>,
    number: HashMap<Uuid, usize>,
    from: Uuid,
    to: Uuid,
}

impl Chunk {
    fn entry(&mut self, service: Uuid) -> Option<&mut Entry> {
        self.number.get(&service).and_then(|&n| self.entries.get_mut(n))
    }

    fn services(&mut self, tx: &mut Tx<'_, '_>) -> Result<(), Error> {
        tx.for_each(
            "SELECT s.id, s.organization_id, s.name, s.alternate_name, o.name, s.description, s.keywords, s.eligibility_description,
               s.minimum_age, s.maximum_age, s.assured_date
             FROM service s JOIN organization o ON o.id = s.organization_id
             WHERE s.id > ?1 AND s.status IN ('active', 'temporarily closed') ORDER BY s.id LIMIT ?2",
            params![self.from, CHUNK],
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
                self.to = entry.service;
                self.number.insert(entry.service, self.entries.len());
                self.entries.push(entry);
                Ok(())
            },
        )
    }

    fn words_and_filters(&mut self, tx: &mut Tx<'_, '_>) -> Result<(), Error> {
        let (from, to) = (self.from, self.to);
        tx.for_each(
            "SELECT service_id, term, domains FROM attribute WHERE service_id > ?1 AND service_id <= ?2",
            params![from, to],
            |row| {
                if let Some(entry) = self.entry(row.get(0)?) {
                    let domains: String = row.get(2)?;
                    for index in domains.split('|').filter_map(index_of) {
                        entry.domains |= 1 << index;
                    }
                    entry.terms.push(row.get(1)?);
                }
                Ok(())
            },
        )?;
        tx.for_each(
            "SELECT service_id, code FROM language WHERE service_id > ?1 AND service_id <= ?2 AND code <> ''
             UNION SELECT a.service_id, g.code FROM service_at_location a JOIN language g ON g.location_id = a.location_id
             WHERE a.service_id > ?1 AND a.service_id <= ?2 AND g.code <> ''",
            params![from, to],
            |row| {
                if let Some(entry) = self.entry(row.get(0)?) {
                    entry.languages.push(row.get(1)?);
                }
                Ok(())
            },
        )?;
        tx.for_each(
            "SELECT service_id, name FROM service_area WHERE service_id > ?1 AND service_id <= ?2",
            params![from, to],
            |row| {
                if let Some(entry) = self.entry(row.get(0)?) {
                    let name: String = row.get(1)?;
                    let zips = name
                        .split(|c: char| !c.is_ascii_digit() && c != '-')
                        .filter_map(zip5)
                        .filter_map(|z| z.parse::<u32>().ok());
                    entry.zips.extend(zips);
                }
                Ok(())
            },
        )?;
        tx.for_each(
            "SELECT service_id, status FROM service_capacity WHERE service_id > ?1 AND service_id <= ?2",
            params![from, to],
            |row| {
                if let Some(entry) = self.entry(row.get(0)?) {
                    entry.capacity = CapacityStatus::from_code(&row.get::<String>(1)?);
                }
                Ok(())
            },
        )
    }

    fn places(&mut self, tx: &mut Tx<'_, '_>) -> Result<(), Error> {
        let (from, to) = (self.from, self.to);
        let mut hours: HashMap<Uuid, Vec<Schedule>> = HashMap::new();
        let mut note = |row: &Row<'_>| {
            let schedule = Schedule { description: String::new(), ..super::read::schedule(row, 0)? };
            hours.entry(row.get(14)?).or_default().push(schedule);
            Ok(())
        };
        // The narrowest hours hold: those of the service at the place, else the service's, else the place's.
        tx.for_each(
            "SELECT h.kind, h.freq, h.interval_count, h.byday, h.bymonthday, h.dtstart, h.until, h.valid_from, h.valid_to, h.yearly,
               h.opens_at, h.closes_at, h.utc_offset, h.description, a.id
             FROM service_at_location a JOIN schedule h ON h.service_at_location_id = a.id
             WHERE a.service_id > ?1 AND a.service_id <= ?2",
            params![from, to],
            &mut note,
        )?;
        tx.for_each(
            "SELECT h.kind, h.freq, h.interval_count, h.byday, h.bymonthday, h.dtstart, h.until, h.valid_from, h.valid_to, h.yearly,
               h.opens_at, h.closes_at, h.utc_offset, h.description, h.service_id
             FROM schedule h WHERE h.service_id > ?1 AND h.service_id <= ?2 AND h.service_at_location_id IS NULL",
            params![from, to],
            &mut note,
        )?;
        tx.for_each(
            "SELECT h.kind, h.freq, h.interval_count, h.byday, h.bymonthday, h.dtstart, h.until, h.valid_from, h.valid_to, h.yearly,
               h.opens_at, h.closes_at, h.utc_offset, h.description, h.location_id
             FROM schedule h
             WHERE h.location_id IN (SELECT location_id FROM service_at_location WHERE service_id > ?1 AND service_id <= ?2)
               AND h.service_at_location_id IS NULL AND h.service_id IS NULL",
            params![from, to],
            &mut note,
        )?;
        tx.for_each(
            "SELECT a.service_id, a.id, a.location_id, l.latitude, l.longitude, l.confidential
             FROM service_at_location a JOIN location l ON l.id = a.location_id WHERE a.service_id > ?1 AND a.service_id <= ?2",
            params![from, to],
            |row| {
                let service: Uuid = row.get(0)?;
                let Some(entry) = self.entry(service) else { return Ok(()) };
                let (latitude, longitude): (Option<f64>, Option<f64>) = (row.get(3)?, row.get(4)?);
                let confidential: bool = row.get(5)?;
                let point = latitude
                    .zip(longitude)
                    .filter(|_| !confidential)
                    .map(|(latitude, longitude)| Point { latitude, longitude });
                let (at, location): (Uuid, Uuid) = (row.get(1)?, row.get(2)?);
                let narrowest = [at, service, location].iter().find_map(|id| hours.get(id));
                entry.places.push((point, narrowest.cloned().unwrap_or_default()));
                Ok(())
            },
        )?;
        for entry in self.entries.iter_mut().filter(|e| e.places.is_empty()) {
            if let Some(hours) = hours.remove(&entry.service) {
                entry.places.push((None, hours));
            }
        }
        Ok(())
    }
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
