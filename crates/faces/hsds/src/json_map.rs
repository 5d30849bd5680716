//! From HSDS 3 JSON objects, nested as the specification nests them, to directory rows.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde_json::{Map, Value};
use tandem_directory::actions::import::row_key;
use tandem_directory::model::item::{
    AccessibilityItem, AddressItem, CostOptionItem, Eligibility, Item, Kind, LocationItem, OrganizationItem,
    Parents, PhoneItem, ServiceAreaItem, ServiceAtLocationItem, ServiceItem, ServiceStatus,
};

use crate::json_scan::Records;
use crate::report::Place;
use crate::rows::Halt;
use crate::sink::{Repeats, Sink, Stopped, refusal};
use crate::terms::Term;
use crate::{clean, hours, tabular};
use tandem_intake::table::FileFault;

const NESTED: Repeats = Repeats::Expected;

/// Which rows a reading is for. Parents are written before anything that points at them; a file where one stands behind is
/// read twice for that.
#[derive(Clone, Copy, PartialEq)]
enum Sweep {
    All,
    Parents,
    Rest,
}

/// Reads a file, or every `.json`, `.ndjson` and `.jsonl` file of a folder.
pub fn read(path: &Path, today: Date, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let files = files(path)?;
    let sweeps: &[Sweep] =
        if sink.parents_stand_behind() { &[Sweep::Parents, Sweep::Rest] } else { &[Sweep::All] };
    for &sweep in sweeps {
        let mut tops = HashSet::new();
        for file in &files {
            let mut records = Records::open(file)?;
            while let Some(found) = records.next()? {
                let mut walk = Walk { place: found.place, sweep, today, sink: &mut *sink, tops: &mut tops };
                match found.value {
                    Ok(Value::Object(object)) => walk.top(&object)?,
                    Ok(_) => {}
                    Err(reason) if sweep != Sweep::Parents => {
                        let mut bad = refusal(
                            &walk.place,
                            Kind::Service,
                            "",
                            "",
                            format!("no valid JSON: {reason}"),
                            "Mend the record with a JSON checker.",
                        );
                        bad.kind = None;
                        walk.sink.refuse(bad)?;
                    }
                    Err(_) => {}
                }
            }
            if records.latin_records > 0 && sweep != Sweep::Parents {
                let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
                let message = format!(
                    "{} records are not UTF-8, as JSON must be, and were read as Windows-1252 (Latin-1); check names with accents",
                    records.latin_records
                );
                sink.warn(&Place::file(&name), "", &message);
            }
        }
    }
    Ok(())
}

fn files(path: &Path) -> Result<Vec<PathBuf>, FileFault> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let name = path.display().to_string();
    let fault = |reason: String| {
        FileFault::new(&name, None, reason, "Give a JSON file, or a folder that holds some.")
    };
    let entries = std::fs::read_dir(path).map_err(|e| fault(format!("cannot be read: {e}")))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|p| {
            p.extension().and_then(|e| e.to_str()).is_some_and(|e| matches!(e, "json" | "ndjson" | "jsonl"))
        })
        .filter(|p| p.file_name().is_none_or(|n| n != "datapackage.json"))
        .collect();
    files.sort();
    if files.is_empty() { Err(fault("the folder holds no JSON file".into())) } else { Ok(files) }
}

type Object = Map<String, Value>;

struct Walk<'w, 's> {
    place: Place,
    sweep: Sweep,
    today: Date,
    sink: &'w mut Sink<'s>,
    /// Services that were records of their own: each may stand for itself once.
    tops: &'w mut HashSet<u64>,
}

impl Walk<'_, '_> {
    fn top(&mut self, o: &Object) -> Result<(), Halt> {
        let has = |key: &str| o.contains_key(key);
        if has("service") && has("location") && !has("name") {
            self.service_at_location(o, None)?;
        } else if has("location_type") || (has("addresses") && !has("status")) {
            self.location(o, None)?;
        } else if has("status")
            || has("organization")
            || has("service_at_locations")
            || has("eligibility_description")
        {
            self.top_service(o)?;
        } else if [
            "website",
            "year_incorporated",
            "legal_status",
            "organization_identifiers",
            "programs",
            "locations",
            "tax_status",
        ]
        .iter()
        .any(|k| has(k))
            && has("name")
        {
            self.organization(o)?;
        } else if has("openapi_url") || has("taxonomy") || has("term_uri") || (has("uri") && has("version")) {
            self.warn("", "not a service, organization or location; read past");
        } else if let Some(list) =
            ["services", "organizations", "locations"].iter().find_map(|k| o.get(*k)?.as_array())
        {
            let outer = self.place.clone();
            for (index, value) in list.iter().enumerate() {
                self.place.path =
                    Some(format!("{}[{index}]", outer.path.clone().unwrap_or_else(|| "$".into())));
                if let Value::Object(inner) = value {
                    self.top(inner)?;
                }
            }
            self.place = outer;
        } else if has("name") && has("organization_id") {
            self.top_service(o)?;
        } else if has("name") && has("description") && has("id") {
            self.organization(o)?;
        } else {
            let keys = o.keys().take(8).cloned().collect::<Vec<_>>().join(", ");
            let mut unknown = refusal(
                &self.place,
                Kind::Service,
                &text(o, "id"),
                "",
                format!("neither a service, an organization nor a location (its keys: {keys})"),
                "Give HSDS 3 objects; a service has `name`, `status` and `organization`.",
            );
            unknown.kind = None;
            if self.sweep != Sweep::Parents {
                self.sink.refuse(unknown)?;
            }
        }
        Ok(())
    }

    fn warn(&mut self, column: &str, message: &str) {
        if self.sweep != Sweep::Parents {
            self.sink.warn(&self.place, column, message);
        }
    }

    fn put(&mut self, id: &str, item: Item) -> Result<(), Stopped> {
        let parent = item.kind() <= Kind::Accessibility;
        if self.sweep == Sweep::All || parent == (self.sweep == Sweep::Parents) {
            self.sink.row(&self.place, id, item, NESTED)
        } else {
            Ok(())
        }
    }

    fn refuse(
        &mut self,
        kind: Kind,
        id: &str,
        column: &str,
        reason: &str,
        mend: &str,
    ) -> Result<(), Stopped> {
        if self.sweep != Sweep::Parents {
            self.sink.refuse(refusal(&self.place, kind, id, column, reason, mend))?;
        }
        Ok(())
    }

    /// The id and name of an object; without them it is refused.
    fn identity(&mut self, o: &Object, kind: Kind, named: bool) -> Result<Option<(String, String)>, Stopped> {
        let (id, name) = (text(o, "id"), clean::line(&text(o, "name")));
        let reason = if id.is_empty() || id.len() > 200 {
            ("id", "`id` is missing, empty or longer than 200 letters")
        } else if named && name.is_empty() {
            ("name", "`name` is missing or empty")
        } else {
            return Ok(Some((id, name)));
        };
        self.refuse(kind, &id, reason.0, reason.1, "HSDS requires it; add it to the record.")?;
        Ok(None)
    }

    fn cleaned(&mut self, o: &Object, key: &str, what: &str, read: fn(&str) -> Option<String>) -> String {
        let raw = text(o, key);
        let value = read(&raw).unwrap_or_default();
        if value.is_empty() && !raw.trim().is_empty() {
            self.warn(key, &format!("not {what}; left out"));
        }
        value
    }

    fn organization(&mut self, o: &Object) -> Result<Option<String>, Halt> {
        let Some((id, name)) = self.identity(o, Kind::Organization, true)? else { return Ok(None) };
        let item = OrganizationItem {
            name,
            alternate_name: clean::line(&text(o, "alternate_name")),
            description: clean::text(&text(o, "description")),
            email: self.cleaned(o, "email", "an e-mail address", clean::email),
            website: self.cleaned(o, "website", "a web address", clean::url),
        };
        self.put(&id, Item::Organization(item))?;
        self.phones(o, &id, &Parents::organization(&id))?;
        self.contacts(o);
        for location in objects(o, "locations") {
            self.location(location, Some(&id))?;
        }
        for service in objects(o, "services") {
            self.service(service, Some(&id))?;
        }
        Ok(Some(id))
    }

    fn location(&mut self, o: &Object, organization: Option<&str>) -> Result<Option<String>, Halt> {
        let Some((id, name)) = self.identity(o, Kind::Location, false)? else { return Ok(None) };
        let point = clean::point(&text(o, "latitude"), &text(o, "longitude")).unwrap_or_else(|()| {
            self.warn("latitude", "latitude and longitude are no place on Earth; left out");
            None
        });
        let location_type = match text(o, "location_type").as_str() {
            known @ ("postal" | "virtual") => known.to_owned(),
            _ => "physical".to_owned(),
        };
        let own = Some(text(o, "organization_id")).filter(|t| !t.is_empty());
        let item = LocationItem {
            organization: organization.map(str::to_owned).or(own),
            location_type,
            name,
            alternate_name: clean::line(&text(o, "alternate_name")),
            description: clean::text(&text(o, "description")),
            transportation: clean::text(&text(o, "transportation")),
            url: self.cleaned(o, "url", "a web address", clean::url),
            point,
            confidential: false,
        };
        self.put(&id, Item::Location(item))?;
        for (index, a) in objects(o, "addresses").enumerate() {
            let address_type = match text(a, "address_type").as_str() {
                known @ ("postal" | "virtual") => known.to_owned(),
                _ => "physical".to_owned(),
            };
            let item = AddressItem {
                location: id.clone(),
                address_1: clean::line(&text(a, "address_1")),
                address_2: clean::line(&text(a, "address_2")),
                city: clean::line(&text(a, "city")),
                state_province: clean::line(&text(a, "state_province")),
                postal_code: clean::line(&text(a, "postal_code")),
                country: clean::line(&text(a, "country")).to_uppercase(),
                address_type,
            };
            self.put(&child_id(a, &id, "addresses", index), Item::Address(item))?;
        }
        for (index, a) in objects(o, "accessibility").enumerate() {
            let item = AccessibilityItem {
                location: id.clone(),
                description: clean::text(&text(a, "description")),
                details: clean::text(&text(a, "details")),
            };
            self.put(&child_id(a, &id, "accessibility", index), Item::Accessibility(item))?;
        }
        let parents = Parents::location(&id);
        self.phones(o, &id, &parents)?;
        self.schedules(o, &id, &parents)?;
        self.languages(o, &id, &parents)?;
        self.contacts(o);
        Ok(Some(id))
    }

    fn top_service(&mut self, o: &Object) -> Result<(), Halt> {
        let again = !self.tops.insert(row_key(Kind::Service, &text(o, "id")));
        self.service_once(o, None, again).map(drop)
    }

    fn service(&mut self, o: &Object, organization: Option<&str>) -> Result<Option<String>, Halt> {
        self.service_once(o, organization, false)
    }

    /// `again`: it was a record of its own before, so other content is a mistake, with all that hangs on it.
    fn service_once(
        &mut self,
        o: &Object,
        organization: Option<&str>,
        again: bool,
    ) -> Result<Option<String>, Halt> {
        let Some((id, name)) = self.identity(o, Kind::Service, true)? else { return Ok(None) };
        let nested = match o.get("organization") {
            Some(Value::Object(inner)) => self.organization(inner)?,
            _ => None,
        };
        let own = Some(text(o, "organization_id")).filter(|t| !t.is_empty());
        let Some(organization) = nested.or(own).or_else(|| organization.map(str::to_owned)) else {
            let reason = "it names no organization";
            self.refuse(
                Kind::Service,
                &id,
                "organization",
                reason,
                "Add `organization` (an object) or `organization_id`.",
            )?;
            return Ok(None);
        };
        let status = text(o, "status");
        let status = ServiceStatus::from_code(if status.is_empty() { "active" } else { &status })
            .unwrap_or_else(|| {
                self.warn("status", "unknown status; read as inactive");
                ServiceStatus::Inactive
            });
        let eligibility = clean::text(&text(o, "eligibility_description"));
        let stated = clean::ages(&eligibility);
        let fees =
            Some(text(o, "fees_description")).filter(|t| !t.is_empty()).unwrap_or_else(|| text(o, "fees"));
        let item = ServiceItem {
            organization,
            name,
            alternate_name: clean::line(&text(o, "alternate_name")),
            description: clean::text(&text(o, "description")),
            url: self.cleaned(o, "url", "a web address", clean::url),
            email: self.cleaned(o, "email", "an e-mail address", clean::email),
            status,
            interpretation_services: clean::text(&text(o, "interpretation_services")),
            application_process: clean::text(&text(o, "application_process")),
            fees_description: clean::text(&fees),
            wait_time: clean::line(&text(o, "wait_time")),
            eligibility: Eligibility {
                description: eligibility,
                minimum_age: self.age(o, "minimum_age").or(stated.0),
                maximum_age: self.age(o, "maximum_age").or(stated.1),
            },
            alert: clean::text(&text(o, "alert")),
            keywords: clean::line(&text(o, "keywords")),
            assured_date: self.past_date(o, "assured_date"),
            assured_by: clean::assured_by(&text(o, "assured_by"), &text(o, "assurer_email")),
            confidential: false,
            last_modified: clean::last_modified(&text(o, "last_modified")),
        };
        let item = Item::Service(Box::new(item));
        if again && self.sink.said_otherwise(&id, &item) {
            self.sink.row(&self.place, &id, item, Repeats::Refused)?;
            return Ok(Some(id));
        }
        self.put(&id, item)?;
        for s in objects(o, "service_at_locations") {
            self.service_at_location(s, Some(&id))?;
        }
        self.service_details(o, &id)?;
        self.contacts(o);
        Ok(Some(id))
    }

    fn service_details(&mut self, o: &Object, id: &str) -> Result<(), Halt> {
        let parents = Parents::service(id);
        self.attributes(o, id)?;
        self.phones(o, id, &parents)?;
        self.schedules(o, id, &parents)?;
        self.languages(o, id, &parents)?;
        for (index, d) in objects(o, "required_documents").enumerate() {
            let document = clean::text(&text(d, "document"));
            if !document.is_empty() {
                let item = Item::RequiredDocument { service: id.to_owned(), document };
                self.put(&child_id(d, id, "required_documents", index), item)?;
            }
        }
        for (index, c) in objects(o, "cost_options").enumerate() {
            let item = CostOptionItem {
                service: id.to_owned(),
                option: clean::text(&text(c, "option")),
                currency: clean::line(&text(c, "currency")).to_uppercase().chars().take(3).collect(),
                amount_cents: tabular::cents(&text(c, "amount")),
                amount_description: clean::line(&text(c, "amount_description")),
            };
            self.put(&child_id(c, id, "cost_options", index), Item::CostOption(item))?;
        }
        for (index, a) in objects(o, "service_areas").enumerate() {
            let item = ServiceAreaItem {
                service: id.to_owned(),
                name: clean::text(&text(a, "name")),
                description: clean::text(&text(a, "description")),
            };
            self.put(&child_id(a, id, "service_areas", index), Item::ServiceArea(item))?;
        }
        Ok(())
    }

    fn service_at_location(&mut self, o: &Object, service: Option<&str>) -> Result<(), Halt> {
        let nested = match o.get("service") {
            Some(Value::Object(inner)) => self.service(inner, None)?,
            _ => None,
        };
        let place = match o.get("location") {
            Some(Value::Object(inner)) => self.location(inner, None)?,
            _ => None,
        };
        let pick =
            |given: Option<String>, key: &str| given.or_else(|| Some(text(o, key)).filter(|t| !t.is_empty()));
        let service = pick(nested.or_else(|| service.map(str::to_owned)), "service_id");
        let (Some(service), Some(location)) = (service, pick(place, "location_id")) else {
            let reason = "it lacks its service or its location";
            self.refuse(
                Kind::ServiceAtLocation,
                &text(o, "id"),
                "location",
                reason,
                "Add `service` and `location`.",
            )?;
            return Ok(());
        };
        let id =
            Some(text(o, "id")).filter(|t| !t.is_empty()).unwrap_or_else(|| format!("{service}@{location}"));
        let description = clean::text(&text(o, "description"));
        self.put(&id, Item::ServiceAtLocation(ServiceAtLocationItem { service, location, description }))?;
        let parents = Parents { service_at_location: Some(id.clone()), ..Parents::default() };
        self.phones(o, &id, &parents)?;
        self.schedules(o, &id, &parents)?;
        self.contacts(o);
        Ok(())
    }

    fn attributes(&mut self, o: &Object, service: &str) -> Result<(), Halt> {
        let mut placed = false;
        for (index, a) in objects(o, "attributes").enumerate() {
            let Some(Value::Object(term)) = a.get("taxonomy_term") else { continue };
            let term = Term {
                taxonomy: clean::line(&text(term, "taxonomy")),
                code: clean::line(&text(term, "code")),
                name: clean::line(&text(term, "name")),
            };
            let (item, known) = term.on(service, &text(a, "link_type"), &text(a, "value"), &[]);
            if !known {
                self.warn("attributes", &format!("term `{}` has no need domain; kept as text", item.term));
            }
            placed |= !item.domains.is_empty();
            self.put(&child_id(a, service, "attributes", index), Item::Attribute(item))?;
        }
        if !placed && let Some(item) = clean::need_from_name(service, &text(o, "name")) {
            self.put(&format!("{service}/name"), Item::Attribute(item))?;
        }
        Ok(())
    }

    fn phones(&mut self, o: &Object, owner: &str, parents: &Parents) -> Result<(), Halt> {
        for (index, p) in objects(o, "phones").enumerate() {
            // One number may stand under several objects with one id; under each it is a row of its own.
            let id = format!("{owner}/{}", child_id(p, owner, "phones", index));
            let raw = text(p, "number");
            let Some(number) = clean::phone(&raw) else {
                let reason = format!(
                    "`{}` is not a telephone number",
                    clean::line(&raw).chars().take(60).collect::<String>()
                );
                self.refuse(
                    Kind::Phone,
                    &id,
                    "number",
                    &reason,
                    "Write the number in digits, such as 410-555-0100.",
                )?;
                continue;
            };
            let item = PhoneItem {
                parents: parents_of(p, parents),
                number,
                extension: clean::line(&text(p, "extension")),
                phone_type: clean::phone_type(&text(p, "type")).to_owned(),
                description: clean::line(&text(p, "description")),
            };
            self.put(&id, Item::Phone(item))?;
        }
        Ok(())
    }

    fn schedules(&mut self, o: &Object, owner: &str, parents: &Parents) -> Result<(), Halt> {
        for (index, s) in objects(o, "schedules").enumerate() {
            let (found, faults) = hours::schedules(&|key: &str| text(s, key));
            for (column, message) in faults {
                self.warn(column, &message);
            }
            let own = format!("{owner}/{}", child_id(s, owner, "schedules", index));
            for (part, schedule) in found.into_iter().enumerate() {
                let id = if part == 0 { own.clone() } else { format!("{own}/{part}") };
                self.put(&id, Item::Schedule(parents_of(s, parents), Box::new(schedule)))?;
            }
        }
        Ok(())
    }

    fn languages(&mut self, o: &Object, owner: &str, parents: &Parents) -> Result<(), Halt> {
        for (index, l) in objects(o, "languages").enumerate() {
            let parents = parents_of(l, parents);
            let item = tabular::language_item(parents, &text(l, "code"), &text(l, "name"), &text(l, "note"));
            let id = format!("{owner}/{}", child_id(l, owner, "languages", index));
            self.put(&id, Item::Language(item))?;
        }
        Ok(())
    }

    fn contacts(&mut self, o: &Object) {
        for _ in objects(o, "contacts") {
            self.warn("contacts", "names, titles and e-mail addresses of staff are not imported");
        }
    }

    fn age(&mut self, o: &Object, key: &str) -> Option<u8> {
        let raw = text(o, key);
        let read = raw.parse::<f64>().ok().filter(|n| (0.0..=130.0).contains(n));
        if read.is_none() && !raw.is_empty() {
            self.warn(key, "not an age in years; left out");
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        read.map(|n| n as u8)
    }

    fn past_date(&mut self, o: &Object, key: &str) -> Option<Date> {
        let raw = text(o, key);
        let date = clean::date(&raw);
        if date.is_none() && !raw.is_empty() {
            self.warn(key, "not a date such as 2026-03-31; left out");
        }
        if date.is_some_and(|d| d > self.today) {
            self.warn(key, "a date in the future; left out");
            return None;
        }
        date
    }
}

/// A text, number or truth value as text; anything else is empty.
fn text(o: &Object, key: &str) -> String {
    match o.get(key) {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(truth)) => truth.to_string(),
        _ => String::new(),
    }
}

/// What a nested object belongs to: the object it stands in, and what it names besides.
fn parents_of(o: &Object, around: &Parents) -> Parents {
    let and = |around: &Option<String>, key: &str| {
        around.clone().or_else(|| Some(text(o, key)).filter(|id| !id.is_empty()))
    };
    Parents {
        organization: and(&around.organization, "organization_id"),
        location: and(&around.location, "location_id"),
        service: and(&around.service, "service_id"),
        service_at_location: and(&around.service_at_location, "service_at_location_id"),
    }
}

fn objects<'o>(o: &'o Object, key: &str) -> impl Iterator<Item = &'o Object> {
    o.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
}

/// The id of a nested object, or one made from where it stands.
fn child_id(o: &Object, owner: &str, list: &str, index: usize) -> String {
    let id = text(o, "id");
    if id.is_empty() { format!("{owner}/{list}/{index}") } else { id }
}
