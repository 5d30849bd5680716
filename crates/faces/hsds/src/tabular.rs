//! The HSDS 3 tabular CSV package: one file for each object, foreign keys between them, `datapackage.json` beside them.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use jiff::civil::Date;
use tandem_directory::actions::import::row_key;
use tandem_directory::model::item::{
    AccessibilityItem, CostOptionItem, Eligibility, Item, Kind, LanguageItem, LocationItem, Parents,
    ServiceAreaItem, ServiceAtLocationItem, ServiceItem,
};
use tandem_directory::model::language;

use crate::clean;
use crate::hours;
use crate::report::Place;
use crate::rows::{self, Halt, each, id_of, need, optional, past_date};
use crate::sink::{Repeats, Sink, refusal};
use crate::terms::Term;
use tandem_intake::table::{FileFault, Record, Table};

const ONE: Repeats = Repeats::Refused;

/// Reads the whole package.
pub fn read(folder: &Path, today: Date, sink: &mut Sink<'_>) -> Result<(), Halt> {
    if !folder.join("services.csv").exists() {
        return Err(Halt::Fault(FileFault::new(
            "services.csv",
            None,
            "the folder has no `services.csv`, so it is not an HSDS package",
            "Give the folder that holds organizations.csv, services.csv and so on; or choose --format ohana-csv or hsds-json.",
        )));
    }
    if !folder.join("datapackage.json").exists() {
        sink.warn(
            &Place::file("datapackage.json"),
            "",
            "the package has no descriptor; the standard file and column names were used",
        );
    }
    let terms = terms(folder, sink)?;
    organizations(folder, sink)?;
    locations(folder, sink)?;
    addresses(folder, sink)?;
    accessibility(folder, sink)?;
    services(folder, today, sink)?;
    at_locations(folder, sink)?;
    let placed = attributes(folder, &terms, sink)?;
    needs_from_names(folder, &placed, sink)?;
    let phone_columns = [
        "location_id",
        "service_id",
        "organization_id",
        "contact_id",
        "service_at_location_id",
        "extension",
        "type",
        "description",
    ];
    each(
        folder,
        "phones.csv",
        Some(Kind::Phone),
        &["id", "number"],
        &phone_columns,
        sink,
        |record, sink| rows::phone(record, "type", clean::line(record.get("description")), sink),
    )?;
    schedules(folder, sink)?;
    languages(folder, sink)?;
    details(folder, sink)?;
    rows::count_contacts(folder, "contacts.csv", sink)?;
    for name in [
        "programs.csv",
        "funding.csv",
        "organization_identifiers.csv",
        "metadata.csv",
        "meta_table_descriptions.csv",
        "url.csv",
        "units.csv",
        "service_capacity.csv",
    ] {
        if folder.join(name).exists() {
            sink.warn(&Place::file(name), "", "this part of HSDS is not imported");
        }
    }
    Ok(())
}

fn organizations(folder: &Path, sink: &mut Sink<'_>) -> Result<(), Halt> {
    const KNOWN: &[&str] = &[
        "alternate_name",
        "description",
        "email",
        "website",
        "url",
        "tax_status",
        "tax_id",
        "year_incorporated",
        "legal_status",
        "logo",
        "uri",
        "parent_organization_id",
    ];
    rows::organizations(folder, KNOWN, &["website", "url"], sink)
}

fn locations(folder: &Path, sink: &mut Sink<'_>) -> Result<(), Halt> {
    const KNOWN: &[&str] = &[
        "location_type",
        "url",
        "organization_id",
        "name",
        "alternate_name",
        "description",
        "transportation",
        "latitude",
        "longitude",
        "external_identifier",
        "external_identifier_type",
    ];
    each(folder, "locations.csv", Some(Kind::Location), &["id"], KNOWN, sink, |record, sink| {
        let Some(id) = id_of(record, Kind::Location, sink)? else { return Ok(()) };
        let point = rows::point(record, sink);
        let location_type = match record.get("location_type") {
            known @ ("physical" | "postal" | "virtual") => known,
            "" => "physical",
            _ => {
                sink.warn(
                    &record.place,
                    "location_type",
                    "not physical, postal or virtual; read as physical",
                );
                "physical"
            }
        };
        let item = LocationItem {
            organization: record.some("organization_id").map(str::to_owned),
            location_type: location_type.to_owned(),
            name: clean::line(record.get("name")),
            alternate_name: clean::line(record.get("alternate_name")),
            description: clean::text(record.get("description")),
            transportation: clean::text(record.get("transportation")),
            url: optional(record, "url", "a web address", sink, clean::url).unwrap_or_default(),
            point,
            confidential: false,
        };
        Ok(sink.row(&record.place, id, Item::Location(item), ONE)?)
    })?;
    Ok(())
}

fn addresses(folder: &Path, sink: &mut Sink<'_>) -> Result<(), Halt> {
    const KNOWN: &[&str] = &[
        "location_id",
        "attention",
        "address_1",
        "address_2",
        "city",
        "region",
        "state_province",
        "postal_code",
        "country",
        "address_type",
    ];
    each(folder, "addresses.csv", Some(Kind::Address), &["id"], KNOWN, sink, |record, sink| {
        let kind = Kind::Address;
        let Some(id) = id_of(record, kind, sink)? else { return Ok(()) };
        let Some(location) = need(record, kind, id, "location_id", sink)? else { return Ok(()) };
        let address_type = match record.get("address_type") {
            known @ ("postal" | "virtual") => known,
            _ => "physical",
        };
        let item = rows::address(record, location, address_type);
        Ok(sink.row(&record.place, id, Item::Address(item), ONE)?)
    })?;
    Ok(())
}

fn accessibility(folder: &Path, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let known = ["location_id", "description", "details", "url"];
    each(folder, "accessibility.csv", Some(Kind::Accessibility), &["id"], &known, sink, |record, sink| {
        let kind = Kind::Accessibility;
        let Some(id) = id_of(record, kind, sink)? else { return Ok(()) };
        let Some(location) = need(record, kind, id, "location_id", sink)? else { return Ok(()) };
        let item = AccessibilityItem {
            location: location.to_owned(),
            description: clean::text(record.get("description")),
            details: clean::text(record.get("details")),
        };
        Ok(sink.row(&record.place, id, Item::Accessibility(item), ONE)?)
    })?;
    Ok(())
}

/// The columns of services.csv, beside `id` and `name`.
const SERVICE_COLUMNS: &[&str] = &[
    "organization_id",
    "program_id",
    "alternate_name",
    "description",
    "url",
    "email",
    "status",
    "interpretation_services",
    "application_process",
    "fees_description",
    "wait_time",
    "fees",
    "accreditations",
    "eligibility_description",
    "minimum_age",
    "maximum_age",
    "assured_date",
    "assurer_email",
    "licenses",
    "alert",
    "last_modified",
    "keywords",
    "assured_by",
];

fn services(folder: &Path, today: Date, sink: &mut Sink<'_>) -> Result<(), Halt> {
    each(
        folder,
        "services.csv",
        Some(Kind::Service),
        &["id", "name"],
        SERVICE_COLUMNS,
        sink,
        |record, sink| {
            let kind = Kind::Service;
            let Some(id) = id_of(record, kind, sink)? else { return Ok(()) };
            let Some(name) = need(record, kind, id, "name", sink)? else { return Ok(()) };
            let Some(organization) = need(record, kind, id, "organization_id", sink)? else { return Ok(()) };
            let status = rows::status(record, sink);
            let description = clean::text(record.get("eligibility_description"));
            let stated = clean::ages(&description);
            let age = |column: &str, sink: &mut Sink<'_>| {
                optional(record, column, "an age in years", sink, |cell| {
                    cell.parse::<f64>().ok().filter(|n| (0.0..=130.0).contains(n))
                })
            };
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let years = |age: Option<f64>| age.map(|n| n as u8);
            let (low, high) = (years(age("minimum_age", sink)), years(age("maximum_age", sink)));
            let (minimum_age, maximum_age) = (low.or(stated.0), high.or(stated.1));
            let item = ServiceItem {
                organization: organization.to_owned(),
                name: clean::line(name),
                alternate_name: clean::line(record.get("alternate_name")),
                description: clean::text(record.get("description")),
                url: optional(record, "url", "a web address", sink, clean::url).unwrap_or_default(),
                email: optional(record, "email", "an e-mail address", sink, clean::email).unwrap_or_default(),
                status,
                interpretation_services: clean::text(record.get("interpretation_services")),
                application_process: clean::text(record.get("application_process")),
                fees_description: clean::text(
                    record.some("fees_description").unwrap_or_else(|| record.get("fees")),
                ),
                wait_time: clean::line(record.get("wait_time")),
                eligibility: Eligibility { description, minimum_age, maximum_age },
                alert: clean::text(record.get("alert")),
                keywords: clean::line(record.get("keywords")),
                assured_date: past_date(record, "assured_date", today, sink),
                assured_by: clean::assured_by(record.get("assured_by"), record.get("assurer_email")),
                confidential: false,
                last_modified: clean::last_modified(record.get("last_modified")),
            };
            Ok(sink.row(&record.place, id, Item::Service(Box::new(item)), ONE)?)
        },
    )?;
    Ok(())
}

fn at_locations(folder: &Path, sink: &mut Sink<'_>) -> Result<(), Halt> {
    for name in ["service_at_location.csv", "service_at_locations.csv"] {
        let known = ["service_id", "location_id", "description"];
        each(folder, name, Some(Kind::ServiceAtLocation), &["id"], &known, sink, |record, sink| {
            let kind = Kind::ServiceAtLocation;
            let Some(id) = id_of(record, kind, sink)? else { return Ok(()) };
            let Some(service) = need(record, kind, id, "service_id", sink)? else { return Ok(()) };
            let Some(location) = need(record, kind, id, "location_id", sink)? else { return Ok(()) };
            let item = ServiceAtLocationItem {
                service: service.to_owned(),
                location: location.to_owned(),
                description: clean::text(record.get("description")),
            };
            Ok(sink.row(&record.place, id, Item::ServiceAtLocation(item), ONE)?)
        })?;
    }
    Ok(())
}

/// A term and the id of the one above it.
type Placed = (Term, String);

fn terms(folder: &Path, sink: &mut Sink<'_>) -> Result<HashMap<String, Placed>, Halt> {
    let known = ["code", "description", "parent_id", "taxonomy", "language", "taxonomy_id", "term_uri"];
    let mut terms = HashMap::new();
    each(folder, "taxonomy_terms.csv", None, &["id", "name"], &known, sink, |record, _| {
        let term = Term {
            taxonomy: clean::line(record.get("taxonomy")),
            code: clean::line(record.get("code")),
            name: clean::line(record.get("name")),
        };
        terms.insert(record.get("id").to_owned(), (term, record.get("parent_id").to_owned()));
        Ok(())
    })?;
    Ok(terms)
}

/// Returns which services have a need domain, as hashes of their ids.
fn attributes(
    folder: &Path,
    terms: &HashMap<String, Placed>,
    sink: &mut Sink<'_>,
) -> Result<HashSet<u64>, Halt> {
    let mut placed = HashSet::new();
    let known = ["link_id", "taxonomy_term_id", "link_type", "link_entity", "value", "label"];
    each(folder, "attributes.csv", Some(Kind::Attribute), &["id"], &known, sink, |record, sink| {
        let kind = Kind::Attribute;
        let Some(id) = id_of(record, kind, sink)? else { return Ok(()) };
        if !matches!(record.get("link_entity"), "service" | "services") {
            sink.warn(
                &Place::file(&record.place.file),
                "link_entity",
                "terms of other objects than services are not imported",
            );
            return Ok(());
        }
        let Some(service) = need(record, kind, id, "link_id", sink)? else { return Ok(()) };
        let Some(term_id) = need(record, kind, id, "taxonomy_term_id", sink)? else { return Ok(()) };
        let Some((term, parent)) = terms.get(term_id) else {
            let reason = format!("term `{term_id}` is not in taxonomy_terms.csv");
            let mend = "Add the term to taxonomy_terms.csv, or delete the row.";
            sink.refuse(refusal(&record.place, kind, id, "taxonomy_term_id", reason, mend))?;
            return Ok(());
        };
        let (mut above, mut parent) = (Vec::new(), parent.as_str());
        while let Some((term, next)) = terms.get(parent).filter(|_| above.len() < 8) {
            above.push(term.name.as_str());
            parent = next;
        }
        let (item, known) = term.on(service, record.get("link_type"), record.get("value"), &above);
        if !known {
            let message = format!("term `{}` has no need domain; kept as text", term.name);
            sink.warn(&record.place, "taxonomy_term_id", &message);
        }
        if !item.domains.is_empty() {
            placed.insert(row_key(Kind::Service, service));
        }
        Ok(sink.row(&record.place, id, Item::Attribute(item), ONE)?)
    })?;
    Ok(placed)
}

/// The need that a service's own name states, for services that no term places: as the other layouts do.
fn needs_from_names(folder: &Path, placed: &HashSet<u64>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let known = |column: &str| ["id", "name"].contains(&column) || SERVICE_COLUMNS.contains(&column);
    let mut table = Table::open(&folder.join("services.csv"), &known)?;
    while let Some(row) = table.next_record()? {
        let Ok(record) = row else { continue };
        let (id, name) = (record.get("id"), record.get("name"));
        let whole = !id.is_empty() && !name.is_empty() && record.some("organization_id").is_some();
        if whole
            && !placed.contains(&row_key(Kind::Service, id))
            && let Some(item) = clean::need_from_name(id, name)
        {
            sink.row(&record.place, &format!("{id}/name"), Item::Attribute(item), Repeats::Expected)?;
        }
    }
    Ok(())
}

fn parents_of(record: &Record<'_>) -> Parents {
    let some = |column: &str| record.some(column).map(str::to_owned);
    Parents {
        organization: None,
        location: some("location_id"),
        service: some("service_id"),
        service_at_location: some("service_at_location_id"),
    }
}

fn schedules(folder: &Path, sink: &mut Sink<'_>) -> Result<(), Halt> {
    const KNOWN: &[&str] = &[
        "service_id",
        "location_id",
        "service_at_location_id",
        "valid_from",
        "valid_to",
        "dtstart",
        "timezone",
        "until",
        "count",
        "wkst",
        "freq",
        "interval",
        "byday",
        "byweekno",
        "bymonthday",
        "byyearday",
        "description",
        "opens_at",
        "closes_at",
        "schedule_link",
        "attending_type",
        "notes",
    ];
    each(folder, "schedules.csv", Some(Kind::Schedule), &["id"], KNOWN, sink, |record, sink| {
        let kind = Kind::Schedule;
        let Some(id) = id_of(record, kind, sink)? else { return Ok(()) };
        let parents = parents_of(record);
        if parents.is_empty() {
            let reason = "it belongs to no service or location";
            sink.refuse(refusal(
                &record.place,
                kind,
                id,
                "service_id",
                reason,
                "Fill one of the id columns.",
            ))?;
            return Ok(());
        }
        let (found, faults) = hours::schedules(&|column: &str| record.get(column).to_owned());
        for (column, message) in faults {
            sink.warn(&record.place, column, &message);
        }
        for (index, schedule) in found.into_iter().enumerate() {
            let id = if index == 0 { id.to_owned() } else { format!("{id}/{index}") };
            sink.row(&record.place, &id, Item::Schedule(parents.clone(), Box::new(schedule)), ONE)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn languages(folder: &Path, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let known = ["service_id", "location_id", "phone_id", "name", "code", "note"];
    each(folder, "languages.csv", Some(Kind::Language), &["id"], &known, sink, |record, sink| {
        let kind = Kind::Language;
        let Some(id) = id_of(record, kind, sink)? else { return Ok(()) };
        let parents = parents_of(record);
        if parents.is_empty() {
            sink.warn(
                &Place::file(&record.place.file),
                "phone_id",
                "languages of a telephone line are not imported",
            );
            return Ok(());
        }
        let item = language_item(parents, record.get("code"), record.get("name"), record.get("note"));
        if item.code.is_empty() {
            sink.warn(
                &record.place,
                "name",
                &format!("`{}` names no known language; kept as text", item.name),
            );
        }
        Ok(sink.row(&record.place, id, Item::Language(item), ONE)?)
    })?;
    Ok(())
}

/// A language from its code or its name.
pub fn language_item(parents: Parents, code: &str, name: &str, note: &str) -> LanguageItem {
    let known = language::by_code(code).or_else(|| language::by_name(name));
    LanguageItem {
        parents,
        code: known.map(|l| l.code.clone()).unwrap_or_default(),
        name: known
            .map_or_else(|| clean::line(if name.is_empty() { code } else { name }), |l| l.name_en.clone()),
        note: clean::line(note),
    }
}

fn details(folder: &Path, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let kind = Kind::RequiredDocument;
    each(
        folder,
        "required_documents.csv",
        Some(kind),
        &["id"],
        &["service_id", "document", "uri"],
        sink,
        |record, sink| {
            let Some(id) = id_of(record, kind, sink)? else { return Ok(()) };
            let Some(service) = need(record, kind, id, "service_id", sink)? else { return Ok(()) };
            let Some(document) = need(record, kind, id, "document", sink)? else { return Ok(()) };
            let item =
                Item::RequiredDocument { service: service.to_owned(), document: clean::text(document) };
            Ok(sink.row(&record.place, id, item, ONE)?)
        },
    )?;
    let kind = Kind::CostOption;
    let known =
        ["service_id", "valid_from", "valid_to", "option", "currency", "amount", "amount_description"];
    each(folder, "cost_options.csv", Some(kind), &["id"], &known, sink, |record, sink| {
        let Some(id) = id_of(record, kind, sink)? else { return Ok(()) };
        let Some(service) = need(record, kind, id, "service_id", sink)? else { return Ok(()) };
        let item = CostOptionItem {
            service: service.to_owned(),
            option: clean::text(record.get("option")),
            currency: clean::line(record.get("currency")).to_uppercase().chars().take(3).collect(),
            amount_cents: optional(record, "amount", "an amount of money", sink, cents),
            amount_description: clean::line(record.get("amount_description")),
        };
        Ok(sink.row(&record.place, id, Item::CostOption(item), ONE)?)
    })?;
    let kind = Kind::ServiceArea;
    let known =
        ["service_id", "service_at_location_id", "name", "description", "extent", "extent_type", "uri"];
    each(folder, "service_areas.csv", Some(kind), &["id"], &known, sink, |record, sink| {
        let Some(id) = id_of(record, kind, sink)? else { return Ok(()) };
        let Some(service) = need(record, kind, id, "service_id", sink)? else { return Ok(()) };
        let item = ServiceAreaItem {
            service: service.to_owned(),
            name: clean::text(record.get("name")),
            description: clean::text(record.get("description")),
        };
        if record.some("extent").is_some() {
            sink.warn(
                &Place::file(&record.place.file),
                "extent",
                "shapes on the map are not imported; name and description are",
            );
        }
        Ok(sink.row(&record.place, id, Item::ServiceArea(item), ONE)?)
    })?;
    Ok(())
}

/// Cents from `35`, `35.5` or `$1,200.00`, without passing through floating point.
pub fn cents(raw: &str) -> Option<i64> {
    let plain: String = raw.trim().trim_start_matches('$').chars().filter(|c| *c != ',').collect();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let fits = !whole.is_empty() && whole.len() <= 12 && part.len() <= 4;
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !fits || !digits(whole) || !digits(part) {
        return None;
    }
    let part: String = format!("{part}00").chars().take(2).collect();
    whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(part.parse().ok()?)
}
