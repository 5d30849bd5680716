//! Writes rows of the directory. Every statement inserts or replaces.

use std::collections::{BTreeMap, HashSet};

use tandem_access::{Error, Timestamp, Tx, Uuid, Value, params};

use crate::model::item::{
    AccessibilityItem, AddressItem, AttributeItem, CostOptionItem, Item, Kind, LanguageItem, LocationItem,
    PhoneItem, ServiceAreaItem, ServiceAtLocationItem, ServiceItem,
};
use crate::model::schedule::{Frequency, Schedule, ScheduleKind, format_byday};

/// The ids that an item's references stand for.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Refs {
    pub(crate) organization: Option<Uuid>,
    pub(crate) location: Option<Uuid>,
    pub(crate) service: Option<Uuid>,
    pub(crate) service_at_location: Option<Uuid>,
}

/// A statement and one row for it.
type Row = (&'static str, Vec<Value>);

/// The statement that writes an item under an id; `None` for an organization, which the partners room writes.
pub(crate) fn row(id: Uuid, item: &Item, refs: Refs, source: &str, now: Timestamp) -> Option<Row> {
    Some(match item {
        Item::Organization(_) => return None,
        Item::Location(item) => location(id, item, refs),
        Item::Address(item) => address(id, item, refs),
        Item::Accessibility(item) => accessibility(id, item, refs),
        Item::Service(item) => service(id, item, refs, source, now),
        Item::ServiceAtLocation(item) => service_at_location(id, item, refs),
        Item::Attribute(item) => attribute(id, item, refs),
        Item::Phone(item) => phone(id, item, refs),
        Item::Schedule(_, item) => schedule(id, item, refs),
        Item::Language(item) => language(id, item, refs),
        Item::RequiredDocument { document, .. } => required_document(id, document, refs),
        Item::CostOption(item) => cost_option(id, item, refs),
        Item::ServiceArea(item) => service_area(id, item, refs),
    })
}

/// Rows that wait, so that those of one kind are written together: a round trip for each kind, not for each row.
#[derive(Debug, Default)]
pub(crate) struct Waiting {
    rows: BTreeMap<Kind, (&'static str, Vec<Vec<Value>>)>,
    ids: HashSet<Uuid>,
}

impl Waiting {
    /// Puts a row in. One whose id waits already makes the others be written first.
    pub(crate) fn put(
        &mut self,
        tx: &mut Tx<'_, '_>,
        kind: Kind,
        id: Uuid,
        (sql, values): Row,
    ) -> Result<(), Error> {
        if !self.ids.insert(id) {
            self.write(tx)?;
            self.ids.insert(id);
        }
        self.rows.entry(kind).or_insert((sql, Vec::new())).1.push(values);
        Ok(())
    }

    /// Writes all that waits, parents before what hangs on them.
    pub(crate) fn write(&mut self, tx: &mut Tx<'_, '_>) -> Result<(), Error> {
        self.ids.clear();
        for (_, (sql, rows)) in std::mem::take(&mut self.rows) {
            tx.execute_each(sql, &rows)?;
        }
        Ok(())
    }
}

fn location(id: Uuid, l: &LocationItem, refs: Refs) -> Row {
    let kept = |text: &str| if l.confidential { String::new() } else { text.to_owned() };
    let point = l.point.filter(|_| !l.confidential);
    // A place once confidential stays so: only a person who works there may say otherwise, never an import.
    (
        "INSERT INTO location (id, organization_id, location_type, name, alternate_name, description, transportation, url,
           latitude, longitude, confidential) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         ON CONFLICT (id) DO UPDATE SET organization_id = excluded.organization_id, location_type = excluded.location_type,
           name = CASE location.confidential WHEN 1 THEN '' ELSE excluded.name END,
           alternate_name = CASE location.confidential WHEN 1 THEN '' ELSE excluded.alternate_name END,
           description = CASE location.confidential WHEN 1 THEN '' ELSE excluded.description END,
           transportation = CASE location.confidential WHEN 1 THEN '' ELSE excluded.transportation END,
           url = excluded.url,
           latitude = CASE location.confidential WHEN 1 THEN NULL ELSE excluded.latitude END,
           longitude = CASE location.confidential WHEN 1 THEN NULL ELSE excluded.longitude END,
           confidential = CASE location.confidential WHEN 1 THEN 1 ELSE excluded.confidential END",
        params![
            id,
            refs.organization,
            l.location_type.as_str(),
            kept(&l.name),
            kept(&l.alternate_name),
            kept(&l.description),
            kept(&l.transportation),
            l.url.as_str(),
            point.map(|p| p.latitude),
            point.map(|p| p.longitude),
            l.confidential
        ].to_vec(),
    )
}

fn address(id: Uuid, a: &AddressItem, refs: Refs) -> Row {
    (
        "INSERT INTO address (id, location_id, address_1, address_2, city, state_province, postal_code, country, address_type)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (id) DO UPDATE SET location_id = excluded.location_id, address_1 = excluded.address_1,
           address_2 = excluded.address_2, city = excluded.city, state_province = excluded.state_province,
           postal_code = excluded.postal_code, country = excluded.country, address_type = excluded.address_type",
        params![
            id,
            refs.location,
            a.address_1.as_str(),
            a.address_2.as_str(),
            a.city.as_str(),
            a.state_province.as_str(),
            a.postal_code.as_str(),
            a.country.as_str(),
            a.address_type.as_str()
        ].to_vec(),
    )
}

fn accessibility(id: Uuid, a: &AccessibilityItem, refs: Refs) -> Row {
    (
        "INSERT INTO accessibility (id, location_id, description, details) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET location_id = excluded.location_id, description = excluded.description,
           details = excluded.details",
        params![id, refs.location, a.description.as_str(), a.details.as_str()].to_vec(),
    )
}

fn service(id: Uuid, s: &ServiceItem, refs: Refs, source: &str, now: Timestamp) -> Row {
    (
        "INSERT INTO service (id, organization_id, name, alternate_name, description, url, email, status,
           interpretation_services, application_process, fees_description, wait_time, eligibility_description, minimum_age,
           maximum_age, alert, keywords, assured_date, assured_by, confidential, source, edited_at, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, NULL, ?22, ?23)
         ON CONFLICT (id) DO UPDATE SET organization_id = excluded.organization_id, name = excluded.name,
           alternate_name = excluded.alternate_name, description = excluded.description, url = excluded.url,
           email = excluded.email, status = excluded.status, interpretation_services = excluded.interpretation_services,
           application_process = excluded.application_process, fees_description = excluded.fees_description,
           wait_time = excluded.wait_time, eligibility_description = excluded.eligibility_description,
           minimum_age = excluded.minimum_age, maximum_age = excluded.maximum_age, alert = excluded.alert,
           keywords = excluded.keywords, assured_date = excluded.assured_date, assured_by = excluded.assured_by,
           confidential = CASE service.confidential WHEN 1 THEN 1 ELSE excluded.confidential END,
           updated_at = excluded.created_at",
        params![
            id,
            refs.organization,
            s.name.as_str(),
            s.alternate_name.as_str(),
            s.description.as_str(),
            s.url.as_str(),
            s.email.as_str(),
            s.status.code(),
            s.interpretation_services.as_str(),
            s.application_process.as_str(),
            s.fees_description.as_str(),
            s.wait_time.as_str(),
            s.eligibility.description.as_str(),
            s.eligibility.minimum_age,
            s.eligibility.maximum_age,
            s.alert.as_str(),
            s.keywords.as_str(),
            s.assured_date,
            s.assured_by.as_str(),
            s.confidential,
            source,
            now,
            // A new one changed when its source says so; a known one changes now.
            s.last_modified.0.filter(|said| *said <= now).unwrap_or(now)
        ].to_vec(),
    )
}

fn service_at_location(id: Uuid, s: &ServiceAtLocationItem, refs: Refs) -> Row {
    (
        "INSERT INTO service_at_location (id, service_id, location_id, description) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET service_id = excluded.service_id, location_id = excluded.location_id,
           description = excluded.description",
        params![id, refs.service, refs.location, s.description.as_str()].to_vec(),
    )
}

fn attribute(id: Uuid, a: &AttributeItem, refs: Refs) -> Row {
    (
        "INSERT INTO attribute (id, service_id, taxonomy, term_code, term, domains, audience) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (id) DO UPDATE SET service_id = excluded.service_id, taxonomy = excluded.taxonomy,
           term_code = excluded.term_code, term = excluded.term, domains = excluded.domains, audience = excluded.audience",
        params![
            id,
            refs.service,
            a.taxonomy.as_str(),
            a.term_code.as_str(),
            a.term.as_str(),
            a.domains.join("|"),
            a.audience
        ].to_vec(),
    )
}

fn phone(id: Uuid, p: &PhoneItem, refs: Refs) -> Row {
    (
        "INSERT INTO phone (id, organization_id, location_id, service_id, service_at_location_id, number, extension, phone_type, description)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (id) DO UPDATE SET organization_id = excluded.organization_id, location_id = excluded.location_id,
           service_id = excluded.service_id, service_at_location_id = excluded.service_at_location_id,
           number = excluded.number, extension = excluded.extension, phone_type = excluded.phone_type,
           description = excluded.description",
        params![
            id,
            refs.organization,
            refs.location,
            refs.service,
            refs.service_at_location,
            p.number.as_str(),
            p.extension.as_str(),
            p.phone_type.as_str(),
            p.description.as_str()
        ].to_vec(),
    )
}

/// The stored word of a schedule's kind.
pub(crate) fn schedule_kind(kind: ScheduleKind) -> &'static str {
    match kind {
        ScheduleKind::Regular => "regular",
        ScheduleKind::HolidayClosed => "holiday_closed",
        ScheduleKind::HolidayHours => "holiday_hours",
    }
}

fn schedule(id: Uuid, s: &Schedule, refs: Refs) -> Row {
    let clock = |time: Option<jiff::civil::Time>| time.map(|t| t.strftime("%H:%M").to_string());
    let monthdays: Vec<String> = s.bymonthday.iter().map(ToString::to_string).collect();
    let values: &[Value] = params![
        id,
        refs.location,
        refs.service,
        refs.service_at_location,
        schedule_kind(s.kind),
        match s.freq {
            Frequency::Weekly => "WEEKLY",
            Frequency::Monthly => "MONTHLY",
        },
        s.interval,
        format_byday(&s.byday),
        monthdays.join(","),
        s.dtstart,
        s.until,
        s.valid_from,
        s.valid_to,
        s.yearly,
        clock(s.opens_at),
        clock(s.closes_at),
        s.utc_offset,
        s.description.as_str()
    ];
    (
        "INSERT INTO schedule (id, location_id, service_id, service_at_location_id, kind, freq, interval_count, byday, bymonthday,
           dtstart, until, valid_from, valid_to, yearly, opens_at, closes_at, utc_offset, description)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
         ON CONFLICT (id) DO UPDATE SET location_id = excluded.location_id, service_id = excluded.service_id,
           service_at_location_id = excluded.service_at_location_id, kind = excluded.kind, freq = excluded.freq,
           interval_count = excluded.interval_count, byday = excluded.byday, bymonthday = excluded.bymonthday,
           dtstart = excluded.dtstart, until = excluded.until, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
           yearly = excluded.yearly, opens_at = excluded.opens_at, closes_at = excluded.closes_at,
           utc_offset = excluded.utc_offset, description = excluded.description",
        values.to_vec(),
    )
}

fn language(id: Uuid, l: &LanguageItem, refs: Refs) -> Row {
    (
        "INSERT INTO language (id, location_id, service_id, code, name, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET location_id = excluded.location_id, service_id = excluded.service_id,
           code = excluded.code, name = excluded.name, note = excluded.note",
        params![id, refs.location, refs.service, l.code.as_str(), l.name.as_str(), l.note.as_str()].to_vec(),
    )
}

fn required_document(id: Uuid, document: &str, refs: Refs) -> Row {
    (
        "INSERT INTO required_document (id, service_id, document) VALUES (?1, ?2, ?3)
         ON CONFLICT (id) DO UPDATE SET service_id = excluded.service_id, document = excluded.document",
        params![id, refs.service, document].to_vec(),
    )
}

fn cost_option(id: Uuid, c: &CostOptionItem, refs: Refs) -> Row {
    (
        "INSERT INTO cost_option (id, service_id, option_text, currency, amount_cents, amount_description)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET service_id = excluded.service_id, option_text = excluded.option_text,
           currency = excluded.currency, amount_cents = excluded.amount_cents, amount_description = excluded.amount_description",
        params![
            id,
            refs.service,
            c.option.as_str(),
            c.currency.as_str(),
            c.amount_cents,
            c.amount_description.as_str()
        ].to_vec(),
    )
}

fn service_area(id: Uuid, a: &ServiceAreaItem, refs: Refs) -> Row {
    (
        "INSERT INTO service_area (id, service_id, name, description) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET service_id = excluded.service_id, name = excluded.name, description = excluded.description",
        params![id, refs.service, a.name.as_str(), a.description.as_str()].to_vec(),
    )
}

/// Whether a service was edited here, so that an import must leave it.
pub(crate) fn edited_here(tx: &mut Tx<'_, '_>, service: Uuid) -> Result<bool, Error> {
    let edited = tx.query_opt(
        "SELECT 1 FROM service WHERE id = ?1 AND edited_at IS NOT NULL",
        params![service],
        |row| Ok(row.get::<i64>(0)?),
    )?;
    Ok(edited.is_some())
}
