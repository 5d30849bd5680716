//! The Ohana CSV layout (Code for America's Ohana API): a folder with organizations, locations, services and their details.

use std::collections::HashMap;
use std::path::Path;

use jiff::civil::Date;
use tandem_directory::model::hours_text::parse_hours;
use tandem_directory::model::item::{
    AccessibilityItem, AttributeItem, Eligibility, Item, Kind, LocationItem, Parents, ServiceAreaItem,
    ServiceAtLocationItem, ServiceItem,
};
use tandem_directory::model::schedule::{Schedule, ScheduleKind};

use crate::clean;
use crate::report::Place;
use crate::rows::{self, Halt, each, id_of, need, optional};
use crate::sink::{Repeats, Sink, refusal};
use crate::terms::Term;
use tandem_intake::table::{FileFault, Record};

const ONE: Repeats = Repeats::Refused;

/// Reads the whole folder.
pub fn read(folder: &Path, today: Date, sink: &mut Sink<'_>) -> Result<(), Halt> {
    for required in ["organizations.csv", "services.csv"] {
        if !folder.join(required).exists() {
            return Err(Halt::Fault(FileFault::new(
                required,
                None,
                format!("the folder has no `{required}`, so it is not an Ohana CSV export"),
                "Give the folder that holds organizations.csv, locations.csv, services.csv and so on; or choose --format hsds-csv or hsds-json.",
            )));
        }
    }
    let _ = today;
    let terms = Terms::read(folder, sink)?;
    organizations(folder, sink)?;
    let owners = locations(folder, sink)?;
    addresses(folder, "addresses.csv", "physical", sink)?;
    addresses(folder, "mail_addresses.csv", "postal", sink)?;
    services(folder, &terms, &owners, sink)?;
    each(folder, "phones.csv", Some(Kind::Phone), &["id", "number"], PHONE_COLUMNS, sink, |record, sink| {
        let department = record.get("department");
        let purpose = clean::phone_purpose(department).unwrap_or_default();
        if !department.is_empty() && purpose.is_empty() {
            let message = "words that do not say what the line is for (often a name) were left out";
            sink.warn(&Place::file(&record.place.file), "department", message);
        }
        rows::phone(record, "number_type", purpose, sink)
    })?;
    regular_schedules(folder, sink)?;
    holiday_schedules(folder, sink)?;
    rows::count_contacts(folder, "contacts.csv", sink)?;
    for (name, why) in [
        ("programs.csv", "programs are not imported"),
        ("service_icarol_categories.json", "licensed taxonomy codes are never imported"),
        ("taxonomy_mapping.csv", "licensed taxonomy codes are never imported"),
    ] {
        if folder.join(name).exists() {
            sink.warn(&Place::file(name), "", why);
        }
    }
    Ok(())
}

const PHONE_COLUMNS: &[&str] = &[
    "contact_id",
    "location_id",
    "organization_id",
    "service_id",
    "extension",
    "department",
    "number_type",
    "vanity_number",
    "country_prefix",
];

/// The taxonomy of the folder, and the sidecar that links services to it.
struct Terms {
    by_code: HashMap<String, Placed>,
    code_of_row: HashMap<String, String>,
    of_service: HashMap<String, Vec<String>>,
}

/// A term, the code of the one above it, and whether it describes people.
struct Placed {
    term: Term,
    parent: String,
    audience: bool,
}

impl Terms {
    fn read(folder: &Path, sink: &mut Sink<'_>) -> Result<Terms, Halt> {
        let (mut by_code, mut code_of_row) = (HashMap::new(), HashMap::new());
        let known =
            ["id", "bom", "parent_id", "parent_name", "type", "filter", "filter_parent", "filter_priority"];
        each(folder, "taxonomy.csv", None, &["taxonomy_id", "name"], &known, sink, |record, _| {
            let code = record.get("taxonomy_id").to_owned();
            if let Some(id) = record.some("id") {
                code_of_row.insert(id.to_owned(), code.clone());
            }
            let term = Term { name: clean::line(record.get("name")), ..open_eligibility(&code) };
            let parent = record.get("parent_id").to_owned();
            by_code.insert(code, Placed { term, parent, audience: record.get("type") == "situation" });
            Ok(())
        })?;
        let sidecar = folder.join("service_categories.json");
        let mut of_service = HashMap::new();
        if sidecar.exists() {
            let fault = |reason: String| {
                FileFault::new(
                    "service_categories.json",
                    None,
                    reason,
                    "It must hold {\"service id\": [\"taxonomy row id\", ...]}; export it again or take it out.",
                )
            };
            let size = std::fs::metadata(&sidecar).map(|m| m.len()).unwrap_or_default();
            if size > 32 * 1024 * 1024 {
                return Err(Halt::Fault(fault("the file is larger than 32 MB".into())));
            }
            let text = std::fs::read(&sidecar).map_err(|e| fault(format!("cannot be read: {e}")))?;
            of_service =
                serde_json::from_slice(&text).map_err(|e| fault(format!("is not the expected JSON: {e}")))?;
        }
        Ok(Terms { by_code, code_of_row, of_service })
    }

    /// Codes of a service: from its own cell and from the sidecar, each once.
    fn codes(&self, service: &str, cell: &str) -> Vec<String> {
        let own = cell.split([',', ';']).map(|c| c.trim().to_owned()).filter(|c| !c.is_empty());
        let sidecar = self.of_service.get(service).into_iter().flatten();
        let linked = sidecar.map(|row| self.code_of_row.get(row).unwrap_or(row).clone());
        let mut codes: Vec<String> = own.chain(linked).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    fn attribute(&self, service: &str, code: &str, place: &Place, sink: &mut Sink<'_>) -> AttributeItem {
        let Some(placed) = self.by_code.get(code) else {
            sink.warn(place, "taxonomy_ids", &format!("term `{code}` is not in taxonomy.csv; kept as text"));
            return Term { name: code.to_owned(), ..open_eligibility(code) }.as_text(service);
        };
        let mut above = Vec::new();
        let mut parent = placed.parent.as_str();
        while let Some(next) = self.by_code.get(parent).filter(|_| above.len() < 8) {
            above.push(next.term.name.as_str());
            parent = &next.parent;
        }
        let link_type = if placed.audience { "audience" } else { "" };
        let (item, known) = placed.term.on(service, link_type, "", &above);
        if !known {
            let message = format!("term `{}` has no need domain; kept as text", item.term);
            sink.warn(place, "taxonomy_ids", &message);
        }
        item
    }
}

fn open_eligibility(code: &str) -> Term {
    Term { taxonomy: "Open Eligibility".into(), code: code.to_owned(), ..Term::default() }
}

fn organizations(folder: &Path, sink: &mut Sink<'_>) -> Result<(), Halt> {
    const KNOWN: &[&str] = &[
        "accreditations",
        "alternate_name",
        "date_incorporated",
        "description",
        "email",
        "funding_sources",
        "legal_status",
        "licenses",
        "tax_id",
        "tax_status",
        "website",
    ];
    rows::organizations(folder, KNOWN, &["website"], sink)
}

/// Returns the organization of each location, which is how a service finds its own.
fn locations(folder: &Path, sink: &mut Sink<'_>) -> Result<HashMap<String, String>, Halt> {
    const KNOWN: &[&str] = &[
        "organization_id",
        "accessibility",
        "admin_emails",
        "alternate_name",
        "description",
        "email",
        "languages",
        "latitude",
        "longitude",
        "short_desc",
        "transportation",
        "virtual",
        "website",
    ];
    let mut owners = HashMap::new();
    each(folder, "locations.csv", Some(Kind::Location), &["id", "name"], KNOWN, sink, |record, sink| {
        let kind = Kind::Location;
        let Some(id) = id_of(record, kind, sink)? else { return Ok(()) };
        let Some(organization) = need(record, kind, id, "organization_id", sink)? else { return Ok(()) };
        owners.insert(id.to_owned(), organization.to_owned());
        let point = rows::point(record, sink);
        let virtual_place =
            matches!(record.get("virtual").to_ascii_lowercase().as_str(), "true" | "t" | "1" | "yes");
        let item = LocationItem {
            organization: Some(organization.to_owned()),
            location_type: if virtual_place { "virtual" } else { "physical" }.into(),
            name: clean::line(record.get("name")),
            alternate_name: clean::line(record.get("alternate_name")),
            description: clean::text(record.get("description")),
            transportation: clean::text(record.get("transportation")),
            url: optional(record, "website", "a web address", sink, clean::url).unwrap_or_default(),
            point,
            confidential: false,
        };
        sink.row(&record.place, id, Item::Location(item), ONE)?;
        for part in record.get("accessibility").split(',').map(clean::line).filter(|p| !p.is_empty()) {
            let description = part.replace('_', " ");
            let item = AccessibilityItem { location: id.to_owned(), description, details: String::new() };
            sink.row(&record.place, &format!("{id}/{part}"), Item::Accessibility(item), ONE)?;
        }
        languages(record, &Parents::location(id), id, sink)
    })?;
    Ok(owners)
}

fn languages(record: &Record<'_>, parents: &Parents, id: &str, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let Some(words) = record.some("languages") else { return Ok(()) };
    let (items, unknown) = clean::languages(words, parents);
    if unknown {
        sink.warn(&record.place, "languages", "words that name no known language were kept as text");
    }
    let owner = if parents.service.is_some() { "service" } else { "location" };
    for item in items {
        let key = if item.code.is_empty() { item.name.as_str() } else { item.code.as_str() };
        let key = format!("{owner}/{id}/{key}");
        sink.row(&record.place, &key, Item::Language(item), Repeats::Expected)?;
    }
    Ok(())
}

fn addresses(folder: &Path, name: &str, address_type: &str, sink: &mut Sink<'_>) -> Result<(), Halt> {
    // `attention` names staff and is never taken.
    const KNOWN: &[&str] =
        &["attention", "address_1", "address_2", "city", "state_province", "postal_code", "country"];
    each(folder, name, Some(Kind::Address), &["id", "location_id"], KNOWN, sink, |record, sink| {
        let kind = Kind::Address;
        let Some(id) = id_of(record, kind, sink)? else { return Ok(()) };
        let Some(location) = need(record, kind, id, "location_id", sink)? else { return Ok(()) };
        let item = rows::address(record, location, address_type);
        if item.address_1.is_empty() && item.city.is_empty() && item.postal_code.is_empty() {
            let reason = "street, city and ZIP code are all empty";
            sink.refuse(refusal(
                &record.place,
                kind,
                id,
                "address_1",
                reason,
                "Fill the address, or delete the row.",
            ))?;
            return Ok(());
        }
        Ok(sink.row(&record.place, &format!("{address_type}/{id}"), Item::Address(item), ONE)?)
    })?;
    Ok(())
}

fn services(
    folder: &Path,
    terms: &Terms,
    owners: &HashMap<String, String>,
    sink: &mut Sink<'_>,
) -> Result<(), Halt> {
    const KNOWN: &[&str] = &[
        "location_id",
        "organization_id",
        "program_id",
        "accepted_payments",
        "alternate_name",
        "application_process",
        "audience",
        "description",
        "eligibility",
        "email",
        "fees",
        "funding_sources",
        "interpretation_services",
        "keywords",
        "languages",
        "required_documents",
        "service_areas",
        "status",
        "wait_time",
        "website",
        "taxonomy_ids",
    ];
    each(folder, "services.csv", Some(Kind::Service), &["id", "name"], KNOWN, sink, |record, sink| {
        let kind = Kind::Service;
        let Some(id) = id_of(record, kind, sink)? else { return Ok(()) };
        let Some(name) = need(record, kind, id, "name", sink)? else { return Ok(()) };
        let location = record.get("location_id");
        let organization =
            record.some("organization_id").or_else(|| owners.get(location).map(String::as_str));
        let Some(organization) = organization else {
            let reason = if location.is_empty() {
                "`location_id` is empty, so the organization is not known".to_owned()
            } else {
                format!("location `{location}` is not in locations.csv")
            };
            let mend = "Give the id of a location in locations.csv.";
            sink.refuse(refusal(&record.place, kind, id, "location_id", reason, mend))?;
            return Ok(());
        };
        let status = rows::status(record, sink);
        let eligibility = clean::text(record.get("eligibility"));
        let (minimum_age, maximum_age) = clean::ages(&eligibility);
        let audience = clean::text(record.get("audience"));
        let parts = [eligibility, audience].into_iter().filter(|t| !t.is_empty());
        let item = ServiceItem {
            organization: organization.to_owned(),
            name: clean::line(name),
            alternate_name: clean::line(record.get("alternate_name")),
            description: clean::text(record.get("description")),
            url: optional(record, "website", "a web address", sink, clean::url).unwrap_or_default(),
            email: optional(record, "email", "an e-mail address", sink, clean::email).unwrap_or_default(),
            status,
            interpretation_services: clean::text(record.get("interpretation_services")),
            application_process: clean::text(record.get("application_process")),
            fees_description: clean::text(record.get("fees")),
            wait_time: clean::line(record.get("wait_time")),
            eligibility: Eligibility {
                description: parts.collect::<Vec<_>>().join("\n"),
                minimum_age,
                maximum_age,
            },
            keywords: clean::line(record.get("keywords")),
            ..ServiceItem::default()
        };
        sink.row(&record.place, id, Item::Service(Box::new(item)), ONE)?;
        if !location.is_empty() {
            let item = ServiceAtLocationItem {
                service: id.into(),
                location: location.into(),
                description: String::new(),
            };
            sink.row(&record.place, &format!("{id}@{location}"), Item::ServiceAtLocation(item), ONE)?;
        }
        let mut placed = false;
        for code in terms.codes(id, record.get("taxonomy_ids")) {
            let item = terms.attribute(id, &code, &record.place, sink);
            placed |= !item.domains.is_empty();
            sink.row(&record.place, &format!("{id}/{code}"), Item::Attribute(item), ONE)?;
        }
        if !placed && let Some(item) = clean::need_from_name(id, name) {
            sink.row(&record.place, &format!("{id}/name"), Item::Attribute(item), ONE)?;
        }
        languages(record, &Parents::service(id), id, sink)?;
        for document in
            record.get("required_documents").split([';', '\n']).map(clean::line).filter(|d| !d.is_empty())
        {
            let key = format!("{id}/{document}");
            let item = Item::RequiredDocument { service: id.to_owned(), document };
            sink.row(&record.place, &key, item, Repeats::Expected)?;
        }
        for area in record.get("service_areas").split([',', ';']).map(clean::line).filter(|a| !a.is_empty()) {
            let key = format!("{id}/{area}");
            let item = ServiceAreaItem { service: id.to_owned(), name: area, description: String::new() };
            sink.row(&record.place, &key, Item::ServiceArea(item), Repeats::Expected)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn schedule_parents(record: &Record<'_>, id: &str, sink: &mut Sink<'_>) -> Result<Option<Parents>, Halt> {
    let parents = Parents {
        location: record.some("location_id").map(str::to_owned),
        service: record.some("service_id").map(str::to_owned),
        ..Parents::default()
    };
    if parents.is_empty() {
        let reason = "it belongs to no location or service";
        sink.refuse(refusal(
            &record.place,
            Kind::Schedule,
            id,
            "location_id",
            reason,
            "Fill location_id or service_id.",
        ))?;
        return Ok(None);
    }
    Ok(Some(parents))
}

fn regular_schedules(folder: &Path, sink: &mut Sink<'_>) -> Result<(), Halt> {
    const KNOWN: &[&str] = &["location_id", "service_id", "weekday", "opens_at", "closes_at"];
    each(folder, "regular_schedules.csv", Some(Kind::Schedule), &["id"], KNOWN, sink, |record, sink| {
        let kind = Kind::Schedule;
        let Some(id) = id_of(record, kind, sink)? else { return Ok(()) };
        let Some(parents) = schedule_parents(record, id, sink)? else { return Ok(()) };
        let hours = (clean::time(record.get("opens_at")), clean::time(record.get("closes_at")));
        // The weekday is read as hours in words are: "Monday", "Mon-Fri".
        let days = parse_hours(&format!("{} 9am-5pm", record.get("weekday")));
        let (Some(days), (Some((opens, _)), Some((closes, _)))) = (days, hours) else {
            let reason = "weekday or times cannot be read";
            let mend = "Write the weekday as Monday and the times as 09:00 or 9:00 AM.";
            sink.refuse(refusal(&record.place, kind, id, "weekday", reason, mend))?;
            return Ok(());
        };
        let days: Vec<u8> = days.iter().flat_map(|s| s.byday.iter().map(|d| d.weekday)).collect();
        let item = Item::Schedule(parents, Box::new(Schedule::weekly(&days, opens, closes)));
        Ok(sink.row(&record.place, &format!("regular/{id}"), item, ONE)?)
    })?;
    Ok(())
}

fn holiday_schedules(folder: &Path, sink: &mut Sink<'_>) -> Result<(), Halt> {
    const KNOWN: &[&str] =
        &["location_id", "service_id", "start_date", "end_date", "closed", "opens_at", "closes_at"];
    each(folder, "holiday_schedules.csv", Some(Kind::Schedule), &["id"], KNOWN, sink, |record, sink| {
        let kind = Kind::Schedule;
        let Some(id) = id_of(record, kind, sink)? else { return Ok(()) };
        let Some(parents) = schedule_parents(record, id, sink)? else { return Ok(()) };
        let dates = (clean::date(record.get("start_date")), clean::date(record.get("end_date")));
        let (Some(from), Some(to)) = dates else {
            let mend = "Write dates as 2026-12-25 or 12/25/2026.";
            sink.refuse(refusal(
                &record.place,
                kind,
                id,
                "start_date",
                "start or end date cannot be read",
                mend,
            ))?;
            return Ok(());
        };
        let yearly = from.year() <= 1;
        let closed = matches!(record.get("closed").to_ascii_lowercase().as_str(), "true" | "t" | "1" | "yes");
        let mut schedule = Schedule::closed_on(from, to, yearly);
        if !closed {
            let hours = (clean::time(record.get("opens_at")), clean::time(record.get("closes_at")));
            let (Some((opens, _)), Some((closes, _))) = hours else {
                let reason = "neither closed nor with hours that can be read";
                let mend = "Set closed to true, or write the times as 09:00.";
                sink.refuse(refusal(&record.place, kind, id, "opens_at", reason, mend))?;
                return Ok(());
            };
            (schedule.kind, schedule.opens_at, schedule.closes_at) =
                (ScheduleKind::HolidayHours, Some(opens), Some(closes));
        }
        let item = Item::Schedule(parents, Box::new(schedule));
        Ok(sink.row(&record.place, &format!("holiday/{id}"), item, ONE)?)
    })?;
    Ok(())
}
