//! The directory's own rows in the form in which an import brings them, their references our ids as text: for exports, and
//! to see whether a row of an export that comes back says anything new. Of a confidential place nothing is read.

use tandem_access::{Error, Row, Tx, Uuid, Value, json_ids, params};

use crate::actions::import::SourceRow;
use crate::actions::rows::Listed;
use crate::model::ages;
use crate::model::confidential::redact_addresses;
use crate::model::item::{
    AccessibilityItem, AddressItem, AttributeItem, CostOptionItem, Eligibility, Item, Kind, LanguageItem,
    LastModified, LocationItem, OrganizationItem, Parents, PhoneItem, Point, ServiceAreaItem,
    ServiceAtLocationItem, ServiceItem, ServiceStatus,
};
use crate::model::schedule::Schedule;
use crate::model::text::{line, paragraphs};

/// The two ways in which rows of a kind are read.
struct Statements {
    /// By id.
    some: &'static str,
    /// The next ones after an id.
    page: &'static str,
}

macro_rules! statements {
    ($columns:literal, $from:literal, $only:literal) => {
        Statements {
            some: concat!(
                "SELECT t.id, ",
                $columns,
                " FROM ",
                $from,
                " WHERE ",
                $only,
                " AND t.id IN_IDS(?1) ORDER BY t.id"
            ),
            page: concat!(
                "SELECT t.id, ",
                $columns,
                " FROM ",
                $from,
                " WHERE ",
                $only,
                " AND t.id > ?1 ORDER BY t.id LIMIT ?2"
            ),
        }
    };
}

fn statements(kind: Kind) -> Statements {
    match kind {
        // Organizations of the directory: those that offer something, look after a place or came from a directory.
        Kind::Organization => statements!(
            "t.name, t.description, t.email, t.url, CASE WHEN t.confidential = 1
               OR EXISTS (SELECT 1 FROM service s WHERE s.organization_id = t.id AND s.confidential = 1) THEN 1 ELSE 0 END",
            "organization t",
            "(t.source IS NOT NULL OR EXISTS (SELECT 1 FROM service s WHERE s.organization_id = t.id)
               OR EXISTS (SELECT 1 FROM location l WHERE l.organization_id = t.id))"
        ),
        Kind::Location => statements!(
            "t.organization_id, t.location_type, t.name, t.alternate_name, t.description, t.transportation, t.url, t.latitude,
               t.longitude, t.confidential",
            "location t",
            "1 = 1"
        ),
        Kind::Address => statements!(
            "t.location_id, t.address_1, t.address_2, t.city, t.state_province, t.postal_code, t.country, t.address_type",
            "address t JOIN location l ON l.id = t.location_id",
            "l.confidential = 0"
        ),
        Kind::Accessibility => statements!(
            "t.location_id, t.description, t.details",
            "accessibility t JOIN location l ON l.id = t.location_id",
            "l.confidential = 0"
        ),
        Kind::Service => statements!(
            "t.organization_id, t.name, t.alternate_name, t.description, t.url, t.email, t.status, t.interpretation_services,
               t.application_process, t.fees_description, t.wait_time, t.eligibility_description, t.minimum_age, t.maximum_age,
               t.alert, t.keywords, t.assured_date, t.assured_by, t.confidential, t.updated_at",
            "service t",
            "1 = 1"
        ),
        Kind::ServiceAtLocation => statements!(
            "t.service_id, t.location_id, CASE l.confidential WHEN 1 THEN '' ELSE t.description END",
            "service_at_location t JOIN location l ON l.id = t.location_id",
            "1 = 1"
        ),
        Kind::Attribute => {
            statements!(
                "t.service_id, t.taxonomy, t.term_code, t.term, t.domains, t.audience",
                "attribute t",
                "1 = 1"
            )
        }
        // The one number that an organization has in Settings is a row of its own under the organization's id.
        Kind::Phone => statements!(
            "t.organization_id, t.location_id, t.service_id, t.service_at_location_id, t.number, t.extension, t.phone_type,
               t.description",
            "(SELECT p.id, p.organization_id, p.location_id, p.service_id, p.service_at_location_id, p.number, p.extension,
                p.phone_type, p.description FROM phone p
              UNION ALL
              SELECT o.id, o.id, NULL, NULL, NULL, o.phone, '', 'voice', '' FROM organization o
              WHERE o.phone <> '' AND NOT EXISTS (SELECT 1 FROM phone q WHERE q.id = o.id)
                AND (o.source IS NOT NULL OR EXISTS (SELECT 1 FROM service s WHERE s.organization_id = o.id)
                  OR EXISTS (SELECT 1 FROM location l WHERE l.organization_id = o.id))) t",
            "1 = 1"
        ),
        Kind::Schedule => statements!(
            "t.kind, t.freq, t.interval_count, t.byday, t.bymonthday, t.dtstart, t.until, t.valid_from, t.valid_to, t.yearly,
               t.opens_at, t.closes_at, t.utc_offset, t.description, t.location_id, t.service_id, t.service_at_location_id",
            "schedule t",
            "1 = 1"
        ),
        Kind::Language => {
            statements!("t.location_id, t.service_id, t.code, t.name, t.note", "language t", "1 = 1")
        }
        Kind::RequiredDocument => statements!("t.service_id, t.document", "required_document t", "1 = 1"),
        Kind::CostOption => statements!(
            "t.service_id, t.option_text, t.currency, t.amount_cents, t.amount_description",
            "cost_option t",
            "1 = 1"
        ),
        Kind::ServiceArea => statements!("t.service_id, t.name, t.description", "service_area t", "1 = 1"),
    }
}

/// Rows of a kind by their ids; those that do not exist, or must not be shown, are left out.
pub(crate) fn some(tx: &mut Tx<'_, '_>, kind: Kind, ids: &[Uuid]) -> Result<Vec<(Uuid, Item)>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.query(statements(kind).some, &[json_ids(ids)], |row| read(kind, row))
}

/// The next rows of a kind in the order of ids.
pub(crate) fn page(tx: &mut Tx<'_, '_>, kind: Kind, after: Uuid, most: i64) -> Result<Vec<SourceRow>, Error> {
    let rows = tx.query(statements(kind).page, params![after, most], |row| read(kind, row))?;
    Ok(rows.into_iter().map(|(id, item)| SourceRow { id: id.to_string(), item }).collect())
}

/// The first columns are the id and what [`statements`] lists.
fn read(kind: Kind, row: &Row<'_>) -> Result<(Uuid, Item), Error> {
    let item = match kind {
        Kind::Organization => organization(row)?,
        Kind::Location => location(row)?,
        Kind::Address => address(row)?,
        Kind::Accessibility => Item::Accessibility(AccessibilityItem {
            location: id(row, 1)?,
            description: text(row, 2)?,
            details: text(row, 3)?,
        }),
        Kind::Service => Item::Service(Box::new(service(row)?)),
        Kind::ServiceAtLocation => Item::ServiceAtLocation(ServiceAtLocationItem {
            service: id(row, 1)?,
            location: id(row, 2)?,
            description: text(row, 3)?,
        }),
        Kind::Attribute => Item::Attribute(AttributeItem {
            service: id(row, 1)?,
            taxonomy: short(row, 2)?,
            term_code: short(row, 3)?,
            term: short(row, 4)?,
            domains: row.get::<String>(5)?.split('|').filter(|d| !d.is_empty()).map(str::to_owned).collect(),
            audience: row.get(6)?,
        }),
        Kind::Phone => Item::Phone(PhoneItem {
            parents: Parents {
                organization: some_id(row, 1)?,
                location: some_id(row, 2)?,
                service: some_id(row, 3)?,
                service_at_location: some_id(row, 4)?,
            },
            number: short(row, 5)?,
            extension: short(row, 6)?,
            phone_type: row.get(7)?,
            description: short(row, 8)?,
        }),
        Kind::Schedule => schedule(row)?,
        Kind::Language => Item::Language(LanguageItem {
            parents: Parents { location: some_id(row, 1)?, service: some_id(row, 2)?, ..Parents::default() },
            code: row.get(3)?,
            name: short(row, 4)?,
            note: short(row, 5)?,
        }),
        Kind::RequiredDocument => Item::RequiredDocument { service: id(row, 1)?, document: text(row, 2)? },
        Kind::CostOption => Item::CostOption(CostOptionItem {
            service: id(row, 1)?,
            option: text(row, 2)?,
            currency: short(row, 3)?,
            amount_cents: row.get(4)?,
            amount_description: short(row, 5)?,
        }),
        Kind::ServiceArea => Item::ServiceArea(ServiceAreaItem {
            service: id(row, 1)?,
            name: text(row, 2)?,
            description: text(row, 3)?,
        }),
    };
    Ok((row.get(0)?, item))
}

fn id(row: &Row<'_>, at: usize) -> Result<String, Error> {
    Ok(row.get::<Uuid>(at)?.to_string())
}

fn some_id(row: &Row<'_>, at: usize) -> Result<Option<String>, Error> {
    Ok(row.get::<Option<Uuid>>(at)?.map(|id| id.to_string()))
}

/// A text as an import keeps it: somebody may have typed this one here.
fn text(row: &Row<'_>, at: usize) -> Result<String, Error> {
    Ok(paragraphs(&row.get::<String>(at)?))
}

fn short(row: &Row<'_>, at: usize) -> Result<String, Error> {
    Ok(line(&row.get::<String>(at)?))
}

fn organization(row: &Row<'_>) -> Result<Item, Error> {
    let mut item = OrganizationItem {
        name: short(row, 1)?,
        alternate_name: String::new(),
        description: text(row, 2)?,
        email: row.get::<Option<String>>(3)?.unwrap_or_default(),
        website: row.get::<Option<String>>(4)?.unwrap_or_default(),
    };
    // Who runs a shelter often writes its address into the words about itself.
    if row.get(5)? {
        item.description = redact_addresses(&item.description);
    }
    Ok(Item::Organization(item))
}

fn location(row: &Row<'_>) -> Result<Item, Error> {
    let (latitude, longitude): (Option<f64>, Option<f64>) = (row.get(8)?, row.get(9)?);
    let mut item = LocationItem {
        organization: some_id(row, 1)?,
        location_type: row.get(2)?,
        name: short(row, 3)?,
        alternate_name: short(row, 4)?,
        description: text(row, 5)?,
        transportation: text(row, 6)?,
        url: row.get(7)?,
        point: latitude.zip(longitude).map(|(latitude, longitude)| Point { latitude, longitude }),
        confidential: false,
    };
    if row.get(10)? {
        item.keep_private();
    }
    Ok(Item::Location(item))
}

fn address(row: &Row<'_>) -> Result<Item, Error> {
    let country = short(row, 7)?;
    Ok(Item::Address(AddressItem {
        location: id(row, 1)?,
        address_1: short(row, 2)?,
        address_2: short(row, 3)?,
        city: short(row, 4)?,
        state_province: short(row, 5)?,
        postal_code: short(row, 6)?,
        // HSDS wants one; the directories that leave it out are American.
        country: if country.is_empty() { "US".into() } else { country },
        address_type: row.get(8)?,
    }))
}

fn service(row: &Row<'_>) -> Result<ServiceItem, Error> {
    let description = text(row, 12)?;
    let stated = ages::stated(&description);
    let age = |value: Option<i64>| value.and_then(|n| u8::try_from(n).ok());
    let mut item = ServiceItem {
        organization: id(row, 1)?,
        name: short(row, 2)?,
        alternate_name: short(row, 3)?,
        description: text(row, 4)?,
        url: row.get(5)?,
        email: row.get(6)?,
        status: ServiceStatus::from_code(&row.get::<String>(7)?).unwrap_or_default(),
        interpretation_services: text(row, 8)?,
        application_process: text(row, 9)?,
        fees_description: text(row, 10)?,
        wait_time: short(row, 11)?,
        // Ages that the words state are said in numbers too, as every reader of the words would.
        eligibility: Eligibility {
            description,
            minimum_age: age(row.get(13)?).or(stated.0),
            maximum_age: age(row.get(14)?).or(stated.1),
        },
        alert: text(row, 15)?,
        keywords: short(row, 16)?,
        assured_date: row.get(17)?,
        assured_by: short(row, 18)?,
        confidential: false,
        last_modified: LastModified(Some(row.get(20)?)),
    };
    if row.get(19)? {
        item.keep_private();
    }
    Ok(item)
}

fn schedule(row: &Row<'_>) -> Result<Item, Error> {
    let schedule = super::read::schedule(row, 1)?;
    let parents = Parents {
        organization: None,
        location: some_id(row, 15)?,
        service: some_id(row, 16)?,
        service_at_location: some_id(row, 17)?,
    };
    Ok(Item::Schedule(
        parents,
        Box::new(Schedule { description: paragraphs(&schedule.description), ..schedule }.plain()),
    ))
}

/// The objects whose rows are wanted, with everything that hangs on them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope {
    pub(crate) organizations: Vec<Uuid>,
    pub(crate) locations: Vec<Uuid>,
    pub(crate) services: Vec<Uuid>,
    pub(crate) at_locations: Vec<Uuid>,
}

/// The ids of the rows of a kind that hang on the objects of a scope.
pub(crate) fn hanging_on(tx: &mut Tx<'_, '_>, kind: Kind, scope: &Scope) -> Result<Vec<Uuid>, Error> {
    let [organizations, locations, services, at_locations] =
        [scope.organizations.as_slice(), &scope.locations, &scope.services, &scope.at_locations]
            .map(json_ids);
    let (sql, values): (&'static str, Vec<Value>) = match kind {
        Kind::Organization => return Ok(scope.organizations.clone()),
        Kind::Location => return Ok(scope.locations.clone()),
        Kind::Service => return Ok(scope.services.clone()),
        Kind::ServiceAtLocation => return Ok(scope.at_locations.clone()),
        Kind::Address => ("SELECT id FROM address WHERE location_id IN_IDS(?1)", vec![locations]),
        Kind::Accessibility => ("SELECT id FROM accessibility WHERE location_id IN_IDS(?1)", vec![locations]),
        Kind::Attribute => ("SELECT id FROM attribute WHERE service_id IN_IDS(?1)", vec![services]),
        Kind::Phone => (
            "SELECT id FROM phone WHERE service_id IN_IDS(?1)
             UNION SELECT id FROM phone WHERE location_id IN_IDS(?2)
             UNION SELECT id FROM phone WHERE service_at_location_id IN_IDS(?3)
             UNION SELECT id FROM phone WHERE organization_id IN_IDS(?4)
             UNION SELECT id FROM organization WHERE id IN_IDS(?4)",
            vec![services, locations, at_locations, organizations],
        ),
        Kind::Schedule => (
            "SELECT id FROM schedule WHERE service_id IN_IDS(?1)
             UNION SELECT id FROM schedule WHERE location_id IN_IDS(?2)
             UNION SELECT id FROM schedule WHERE service_at_location_id IN_IDS(?3)",
            vec![services, locations, at_locations],
        ),
        Kind::Language => (
            "SELECT id FROM language WHERE service_id IN_IDS(?1) UNION SELECT id FROM language WHERE location_id IN_IDS(?2)",
            vec![services, locations],
        ),
        Kind::RequiredDocument => {
            ("SELECT id FROM required_document WHERE service_id IN_IDS(?1)", vec![services])
        }
        Kind::CostOption => ("SELECT id FROM cost_option WHERE service_id IN_IDS(?1)", vec![services]),
        Kind::ServiceArea => ("SELECT id FROM service_area WHERE service_id IN_IDS(?1)", vec![services]),
    };
    tx.query(sql, &values, |row| Ok(row.get(0)?))
}

/// The places of services: (service at location, location).
pub(crate) fn places_of(tx: &mut Tx<'_, '_>, services: &[Uuid]) -> Result<Vec<(Uuid, Uuid)>, Error> {
    tx.query(
        "SELECT id, location_id FROM service_at_location WHERE service_id IN_IDS(?1) ORDER BY id",
        &[json_ids(services)],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Locations that organizations look after.
pub(crate) fn locations_of(tx: &mut Tx<'_, '_>, organizations: &[Uuid]) -> Result<Vec<Uuid>, Error> {
    tx.query(
        "SELECT id FROM location WHERE organization_id IN_IDS(?1) ORDER BY id",
        &[json_ids(organizations)],
        |row| Ok(row.get(0)?),
    )
}

/// Ids of the services that are listed and fit, a page of them, and how many there are.
pub(crate) fn listed_services(
    tx: &mut Tx<'_, '_>,
    fit: &Listed,
    offset: i64,
    most: i64,
) -> Result<(Vec<Uuid>, i64), Error> {
    let total = tx.query_one(
        "SELECT count(*) FROM service s WHERE s.status IN ('active', 'temporarily closed')
           AND (?1 = 0 OR s.organization_id = ?2) AND s.updated_at >= ?3 AND (?4 = 0 OR s.id IN_IDS(?5))",
        &fit.values_and(&[]),
        |row| Ok(row.get(0)?),
    )?;
    let ids = tx.query(
        "SELECT s.id FROM service s WHERE s.status IN ('active', 'temporarily closed')
           AND (?1 = 0 OR s.organization_id = ?2) AND s.updated_at >= ?3 AND (?4 = 0 OR s.id IN_IDS(?5))
         ORDER BY s.id LIMIT ?7 OFFSET ?6",
        &fit.values_and(&[offset, most]),
        |row| Ok(row.get(0)?),
    )?;
    Ok((ids, total))
}

/// Ids of the places of services that are listed and fit, a page of them, and how many there are.
pub(crate) fn listed_at_locations(
    tx: &mut Tx<'_, '_>,
    fit: &Listed,
    offset: i64,
    most: i64,
) -> Result<(Vec<Uuid>, i64), Error> {
    let total = tx.query_one(
        "SELECT count(*) FROM service_at_location a JOIN service s ON s.id = a.service_id
         WHERE s.status IN ('active', 'temporarily closed')
           AND (?1 = 0 OR s.organization_id = ?2) AND s.updated_at >= ?3 AND (?4 = 0 OR s.id IN_IDS(?5))",
        &fit.values_and(&[]),
        |row| Ok(row.get(0)?),
    )?;
    let ids = tx.query(
        "SELECT a.id FROM service_at_location a JOIN service s ON s.id = a.service_id
         WHERE s.status IN ('active', 'temporarily closed')
           AND (?1 = 0 OR s.organization_id = ?2) AND s.updated_at >= ?3 AND (?4 = 0 OR s.id IN_IDS(?5))
         ORDER BY a.id LIMIT ?7 OFFSET ?6",
        &fit.values_and(&[offset, most]),
        |row| Ok(row.get(0)?),
    )?;
    Ok((ids, total))
}

/// Ids of the organizations that offer something listed or came from a directory, a page of them, and how many there are.
pub(crate) fn listed_organizations(
    tx: &mut Tx<'_, '_>,
    offset: i64,
    most: i64,
) -> Result<(Vec<Uuid>, i64), Error> {
    let total = tx.query_one(
        "SELECT count(*) FROM organization o WHERE o.source IS NOT NULL OR EXISTS (SELECT 1 FROM service s
           WHERE s.organization_id = o.id AND s.status IN ('active', 'temporarily closed'))",
        params![],
        |row| Ok(row.get(0)?),
    )?;
    let ids = tx.query(
        "SELECT o.id FROM organization o WHERE o.source IS NOT NULL OR EXISTS (SELECT 1 FROM service s
           WHERE s.organization_id = o.id AND s.status IN ('active', 'temporarily closed'))
         ORDER BY o.id LIMIT ?2 OFFSET ?1",
        params![offset, most],
        |row| Ok(row.get(0)?),
    )?;
    Ok((ids, total))
}

/// The service and the location of services at locations.
pub(crate) fn of_at_locations(tx: &mut Tx<'_, '_>, ids: &[Uuid]) -> Result<Vec<(Uuid, Uuid)>, Error> {
    tx.query(
        "SELECT service_id, location_id FROM service_at_location WHERE id IN_IDS(?1)",
        &[json_ids(ids)],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}
