//! Reads services with all their details: for pages (a few by id) and for the search index (all, streamed).

use std::collections::HashMap;

use tandem_access::{Error, Row, Tx, Uuid, json_ids, params};

use crate::model::capacity::{Capacity, CapacityStatus};
use crate::model::item::{Point, ServiceStatus};
use crate::model::listing::{Address, Cost, Listing, Phone, Place, Term};
use crate::model::schedule::{Frequency, Schedule, ScheduleKind, parse_byday};

/// Services by id, in the order asked for; those that do not exist are left out.
pub(crate) fn listings(tx: &mut Tx<'_, '_>, ids: &[Uuid]) -> Result<Vec<Listing>, Error> {
    let list = json_ids(ids);
    let mut found: HashMap<Uuid, Listing> = HashMap::new();
    tx.for_each(
        "SELECT s.id, s.organization_id, o.name, o.email, o.phone, s.name, s.alternate_name, s.description, s.url, s.email,
           s.status, s.interpretation_services, s.application_process, s.fees_description, s.wait_time,
           s.eligibility_description, s.minimum_age, s.maximum_age, s.alert, s.keywords, s.assured_date, s.assured_by,
           s.confidential, s.source, s.updated_at
         FROM service s JOIN organization o ON o.id = s.organization_id WHERE s.id IN_IDS(?1)",
        std::slice::from_ref(&list),
        |row| {
            let listing = bare(row)?;
            found.insert(listing.id, listing);
            Ok(())
        },
    )?;
    places(tx, &list, &mut found)?;
    phones(tx, &list, &mut found)?;
    details(tx, &list, &mut found)?;
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

fn bare(row: &Row<'_>) -> Result<Listing, Error> {
    Ok(Listing {
        id: row.get(0)?,
        organization: row.get(1)?,
        organization_name: row.get(2)?,
        organization_email: row.get(3)?,
        organization_phone: row.get(4)?,
        name: row.get(5)?,
        alternate_name: row.get(6)?,
        description: row.get(7)?,
        url: row.get(8)?,
        email: row.get(9)?,
        status: ServiceStatus::from_code(&row.get::<String>(10)?).unwrap_or_default(),
        interpretation_services: row.get(11)?,
        application_process: row.get(12)?,
        fees_description: row.get(13)?,
        wait_time: row.get(14)?,
        eligibility_description: row.get(15)?,
        minimum_age: row.get(16)?,
        maximum_age: row.get(17)?,
        alert: row.get(18)?,
        keywords: row.get(19)?,
        assured_date: row.get(20)?,
        assured_by: row.get(21)?,
        confidential: row.get(22)?,
        source: row.get(23)?,
        updated_at: row.get(24)?,
        places: Vec::new(),
        phones: Vec::new(),
        schedules: Vec::new(),
        languages: Vec::new(),
        documents: Vec::new(),
        costs: Vec::new(),
        areas: Vec::new(),
        terms: Vec::new(),
        capacity: None,
    })
}

type List = tandem_access::Value;

fn places(tx: &mut Tx<'_, '_>, list: &List, found: &mut HashMap<Uuid, Listing>) -> Result<(), Error> {
    tx.for_each(
        "SELECT a.service_id, a.id, l.id, l.name, a.description, l.transportation, l.latitude, l.longitude, l.confidential
         FROM service_at_location a JOIN location l ON l.id = a.location_id WHERE a.service_id IN_IDS(?1) ORDER BY l.name, a.id",
        std::slice::from_ref(list),
        |row| {
            let (latitude, longitude): (Option<f64>, Option<f64>) = (row.get(6)?, row.get(7)?);
            let confidential: bool = row.get(8)?;
            let point = latitude.zip(longitude).map(|(latitude, longitude)| Point { latitude, longitude });
            let place = Place {
                at_location: row.get(1)?,
                location: row.get(2)?,
                name: if confidential { String::new() } else { row.get(3)? },
                description: if confidential { String::new() } else { row.get(4)? },
                transportation: if confidential { String::new() } else { row.get(5)? },
                point: point.filter(|_| !confidential),
                confidential,
                address: Address::default(),
                accessibility: Vec::new(),
                schedules: Vec::new(),
            };
            if let Some(listing) = found.get_mut(&row.get(0)?) {
                listing.places.push(place);
            }
            Ok(())
        },
    )?;
    // The physical address wins over a postal one; of a confidential place nothing is read at all.
    tx.for_each(
        "SELECT l.id, d.address_1, d.address_2, d.city, d.state_province, d.postal_code FROM address d
         JOIN location l ON l.id = d.location_id
         WHERE l.confidential = 0 AND d.address_type = 'physical'
           AND l.id IN (SELECT location_id FROM service_at_location WHERE service_id IN_IDS(?1)) ORDER BY d.id",
        std::slice::from_ref(list),
        |row| {
            let location: Uuid = row.get(0)?;
            let address = Address {
                address_1: row.get(1)?,
                address_2: row.get(2)?,
                city: row.get(3)?,
                state_province: row.get(4)?,
                postal_code: row.get(5)?,
            };
            for place in found.values_mut().flat_map(|l| &mut l.places).filter(|p| p.location == location) {
                if place.address == Address::default() {
                    place.address = address.clone();
                }
            }
            Ok(())
        },
    )?;
    tx.for_each(
        "SELECT location_id, description FROM accessibility
         WHERE location_id IN (SELECT location_id FROM service_at_location WHERE service_id IN_IDS(?1)) ORDER BY description",
        std::slice::from_ref(list),
        |row| {
            let (location, words): (Uuid, String) = (row.get(0)?, row.get(1)?);
            for place in found.values_mut().flat_map(|l| &mut l.places).filter(|p| p.location == location && !p.confidential) {
                place.accessibility.push(words.clone());
            }
            Ok(())
        },
    )
}

fn phones(tx: &mut Tx<'_, '_>, list: &List, found: &mut HashMap<Uuid, Listing>) -> Result<(), Error> {
    // 0: the service's own, 1: its place's, 2: the organization's.
    let mut all: Vec<(Uuid, i64, Phone)> = Vec::new();
    tx.for_each(
        "SELECT p.service_id, 0, p.number, p.extension, p.phone_type, p.description, p.id FROM phone p WHERE p.service_id IN_IDS(?1)
         UNION ALL SELECT a.service_id, 0, p.number, p.extension, p.phone_type, p.description, p.id
           FROM service_at_location a JOIN phone p ON p.service_at_location_id = a.id WHERE a.service_id IN_IDS(?1)
         UNION ALL SELECT a.service_id, 1, p.number, p.extension, p.phone_type, p.description, p.id
           FROM service_at_location a JOIN phone p ON p.location_id = a.location_id
           WHERE a.service_id IN_IDS(?1) AND p.service_id IS NULL AND p.service_at_location_id IS NULL
         UNION ALL SELECT s.id, 2, p.number, p.extension, p.phone_type, p.description, p.id
           FROM service s JOIN phone p ON p.organization_id = s.organization_id
           WHERE s.id IN_IDS(?1) AND p.service_id IS NULL AND p.location_id IS NULL AND p.service_at_location_id IS NULL
         ORDER BY 2, 7",
        std::slice::from_ref(list),
        |row| {
            let phone = Phone {
                number: row.get(2)?,
                extension: row.get(3)?,
                phone_type: row.get(4)?,
                description: row.get(5)?,
            };
            all.push((row.get(0)?, row.get(1)?, phone));
            Ok(())
        },
    )?;
    for (service, level, phone) in all {
        let Some(listing) = found.get_mut(&service) else { continue };
        let known =
            listing.phones.iter().any(|p| p.dial() == phone.dial() && p.phone_type == phone.phone_type);
        // The organization's general number is a help only where there is no nearer one.
        if !known && (level < 2 || listing.main_phone().is_none()) {
            listing.phones.push(phone);
        }
    }
    for listing in found.values_mut() {
        // Numbers to speak to somebody come first, a fax last; the sort keeps the order otherwise.
        listing.phones.sort_by_key(|p| !p.is_voice());
        if let (None, Some(number)) = (listing.main_phone(), listing.organization_phone.clone()) {
            let (extension, description) = (String::new(), String::new());
            listing.phones.insert(0, Phone { number, extension, phone_type: "voice".into(), description });
        }
    }
    Ok(())
}

fn details(tx: &mut Tx<'_, '_>, list: &List, found: &mut HashMap<Uuid, Listing>) -> Result<(), Error> {
    let own = [list.clone()];
    tx.for_each(
        "SELECT kind, freq, interval_count, byday, bymonthday, dtstart, until, valid_from, valid_to, yearly, opens_at, closes_at,\n               utc_offset, description, service_id, service_at_location_id, location_id FROM schedule\n             WHERE service_id IN_IDS(?1)\n               OR service_at_location_id IN (SELECT id FROM service_at_location WHERE service_id IN_IDS(?1))\n               OR location_id IN (SELECT location_id FROM service_at_location WHERE service_id IN_IDS(?1)) ORDER BY id",
        &own,
        |row| {
            let schedule = schedule(row, 0)?;
            let (service, at, location): (Option<Uuid>, Option<Uuid>, Option<Uuid>) = (row.get(14)?, row.get(15)?, row.get(16)?);
            match (at, service) {
                (Some(at), _) => {
                    for place in found.values_mut().flat_map(|l| &mut l.places).filter(|p| p.at_location == at) {
                        place.schedules.push(schedule.clone());
                    }
                }
                (None, Some(service)) => {
                    if let Some(listing) = found.get_mut(&service) {
                        listing.schedules.push(schedule);
                    }
                }
                (None, None) => {
                    // A location's hours hold for a service that has none of its own; sorted out below.
                    for listing in found.values_mut() {
                        for place in listing.places.iter_mut().filter(|p| Some(p.location) == location) {
                            place.schedules.push(Schedule { interval: 0, ..schedule.clone() });
                        }
                    }
                }
            }
            Ok(())
        },
    )?;
    for listing in found.values_mut() {
        let own_hours = !listing.schedules.is_empty();
        for place in &mut listing.places {
            narrowest(&mut place.schedules, own_hours);
        }
    }
    tx.for_each(
        "SELECT service_id, code, name FROM language WHERE service_id IN_IDS(?1)
         UNION SELECT a.service_id, g.code, g.name FROM language g JOIN service_at_location a ON a.location_id = g.location_id
           WHERE a.service_id IN_IDS(?1) ORDER BY 2, 3",
        &own,
        |row| {
            let pair: (String, String) = (row.get(1)?, row.get(2)?);
            if let Some(listing) = found.get_mut(&row.get(0)?)
                && !listing.languages.contains(&pair)
            {
                listing.languages.push(pair);
            }
            Ok(())
        },
    )?;
    tx.for_each(
        "SELECT service_id, document FROM required_document WHERE service_id IN_IDS(?1) ORDER BY id",
        &own,
        |row| {
            if let Some(listing) = found.get_mut(&row.get(0)?) {
                listing.documents.push(row.get(1)?);
            }
            Ok(())
        },
    )?;
    tx.for_each(
        "SELECT service_id, option_text, currency, amount_cents, amount_description FROM cost_option WHERE service_id IN_IDS(?1) ORDER BY id",
        &own,
        |row| {
            let cost = Cost { option: row.get(1)?, currency: row.get(2)?, amount_cents: row.get(3)?, amount_description: row.get(4)? };
            if let Some(listing) = found.get_mut(&row.get(0)?) {
                listing.costs.push(cost);
            }
            Ok(())
        },
    )?;
    tx.for_each(
        "SELECT service_id, name FROM service_area WHERE service_id IN_IDS(?1) AND name <> '' ORDER BY name",
        &own,
        |row| {
            if let Some(listing) = found.get_mut(&row.get(0)?) {
                listing.areas.push(row.get(1)?);
            }
            Ok(())
        },
    )?;
    tx.for_each(
        "SELECT service_id, term, term_code, taxonomy, domains, audience FROM attribute WHERE service_id IN_IDS(?1) ORDER BY term, id",
        &own,
        |row| {
            let term = Term {
                term: row.get(1)?,
                code: row.get(2)?,
                taxonomy: row.get(3)?,
                domains: row.get::<String>(4)?.split('|').filter(|d| !d.is_empty()).map(str::to_owned).collect(),
                audience: row.get(5)?,
            };
            if let Some(listing) = found.get_mut(&row.get(0)?) {
                listing.terms.push(term);
            }
            Ok(())
        },
    )?;
    tx.for_each(
        "SELECT service_id, status, funded_units, free_units, updated_at, updated_by_name FROM service_capacity WHERE service_id IN_IDS(?1)",
        &own,
        |row| {
            let capacity = capacity(row)?;
            if let Some(listing) = found.get_mut(&row.get(0)?) {
                listing.capacity = capacity;
            }
            Ok(())
        },
    )
}

/// Keeps the hours of the service at the place; a place's general hours (marked by interval 0) only where the service has none.
fn narrowest(schedules: &mut Vec<Schedule>, service_has_hours: bool) {
    let specific = schedules.iter().any(|s| s.interval > 0);
    if specific || service_has_hours {
        schedules.retain(|s| s.interval > 0);
    }
    for schedule in schedules {
        schedule.interval = schedule.interval.max(1);
    }
}

/// A schedule from fourteen columns, the first of them at `from`.
pub(crate) fn schedule(row: &Row<'_>, from: usize) -> Result<Schedule, Error> {
    let time = |text: Option<String>| text.and_then(|t| t.parse().ok());
    let count: i64 = row.get(from + 2)?;
    let offset: Option<i64> = row.get(from + 12)?;
    Ok(Schedule {
        kind: match row.get::<String>(from)?.as_str() {
            "holiday_closed" => ScheduleKind::HolidayClosed,
            "holiday_hours" => ScheduleKind::HolidayHours,
            _ => ScheduleKind::Regular,
        },
        freq: if row.get::<String>(from + 1)? == "MONTHLY" { Frequency::Monthly } else { Frequency::Weekly },
        interval: u16::try_from(count).unwrap_or(1).max(1),
        byday: parse_byday(&row.get::<String>(from + 3)?).unwrap_or_default(),
        bymonthday: row.get::<String>(from + 4)?.split(',').filter_map(|d| d.parse().ok()).collect(),
        dtstart: row.get(from + 5)?,
        until: row.get(from + 6)?,
        valid_from: row.get(from + 7)?,
        valid_to: row.get(from + 8)?,
        yearly: row.get(from + 9)?,
        opens_at: time(row.get(from + 10)?),
        closes_at: time(row.get(from + 11)?),
        utc_offset: offset.and_then(|o| i16::try_from(o).ok()),
        description: row.get(from + 13)?,
    })
}

fn capacity(row: &Row<'_>) -> Result<Option<Capacity>, Error> {
    let Some(status) = CapacityStatus::from_code(&row.get::<String>(1)?) else { return Ok(None) };
    Ok(Some(Capacity {
        status,
        funded_units: row.get(2)?,
        free_units: row.get(3)?,
        updated_at: row.get(4)?,
        updated_by: row.get(5)?,
    }))
}

/// Ids of an organization's services, by name.
pub(crate) fn of_organization(tx: &mut Tx<'_, '_>, organization: Uuid) -> Result<Vec<Uuid>, Error> {
    tx.query(
        "SELECT id FROM service WHERE organization_id = ?1 AND status <> 'defunct' ORDER BY name, id",
        params![organization],
        |row| Ok(row.get(0)?),
    )
}

/// The organizations that offer services.
pub(crate) fn organizations_of(tx: &mut Tx<'_, '_>, services: &[Uuid]) -> Result<Vec<Uuid>, Error> {
    tx.query(
        "SELECT DISTINCT organization_id FROM service WHERE id IN_IDS(?1)",
        &[json_ids(services)],
        |row| Ok(row.get(0)?),
    )
}
