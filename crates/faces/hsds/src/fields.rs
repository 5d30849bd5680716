//! The columns of HSDS 3 and what a row of the directory writes into each: one list for the CSV package and for JSON.
//!
//! Names are HSDS's own. Two columns of services are ours (`keywords`, `assured_by`): HSDS 3.0 has no place for the words that
//! a directory adds for search, nor for who checked an entry but a person's e-mail address, which we do not keep.

use serde_json::{Map, Number, Value};
use sha2::{Digest, Sha256};
use tandem_directory::actions::import::SourceRow;
use tandem_directory::model::item::{AttributeItem, Item, Kind, Parents, ServiceItem};
use tandem_directory::model::schedule::{Frequency, Schedule, format_byday};

use crate::hours;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words; empty says nothing.
    Text(String),
    /// Words that HSDS requires, even if there are none.
    Required(String),
    /// A whole number.
    Whole(i64),
    /// A number of degrees or hours.
    Decimal(f64),
    /// An amount of money in cents.
    Cents(i64),
}

impl Cell {
    /// As text of a CSV cell, not yet quoted.
    pub fn plain(&self) -> String {
        match self {
            Cell::Text(text) | Cell::Required(text) => text.clone(),
            Cell::Whole(number) => number.to_string(),
            Cell::Decimal(number) => number.to_string(),
            Cell::Cents(cents) => format!("{}.{:02}", cents / 100, cents % 100),
        }
    }

    /// As JSON; `None` says nothing.
    fn json(&self) -> Option<Value> {
        match self {
            Cell::Text(text) => Some(text).filter(|t| !t.is_empty()).map(|t| Value::from(t.as_str())),
            Cell::Required(text) => Some(Value::from(text.as_str())),
            Cell::Whole(number) => Some(Value::from(*number)),
            Cell::Decimal(number) => Number::from_f64(*number).map(Value::Number),
            Cell::Cents(_) => self.plain().parse().ok().and_then(Number::from_f64).map(Value::Number),
        }
    }
}

/// A table of the CSV package.
#[derive(Debug)]
pub struct Layout {
    /// Its name in the descriptor.
    pub name: &'static str,
    /// Its file.
    pub file: &'static str,
    /// The rows in it; `None` for the terms of taxonomies, which are told from the attributes.
    pub kind: Option<Kind>,
    /// Its columns in order.
    pub columns: &'static [&'static str],
}

/// The tables that are written, parents before what points at them.
pub const LAYOUTS: [Layout; 14] = [
    Layout {
        name: "organization",
        file: "organizations.csv",
        kind: Some(Kind::Organization),
        columns: &["id", "name", "alternate_name", "description", "email", "website"],
    },
    Layout {
        name: "location",
        file: "locations.csv",
        kind: Some(Kind::Location),
        columns: &[
            "id",
            "location_type",
            "url",
            "organization_id",
            "name",
            "alternate_name",
            "description",
            "transportation",
            "latitude",
            "longitude",
        ],
    },
    Layout {
        name: "address",
        file: "addresses.csv",
        kind: Some(Kind::Address),
        columns: &[
            "id",
            "location_id",
            "address_1",
            "address_2",
            "city",
            "state_province",
            "postal_code",
            "country",
            "address_type",
        ],
    },
    Layout {
        name: "accessibility",
        file: "accessibility.csv",
        kind: Some(Kind::Accessibility),
        columns: &["id", "location_id", "description", "details"],
    },
    Layout {
        name: "service",
        file: "services.csv",
        kind: Some(Kind::Service),
        columns: &[
            "id",
            "organization_id",
            "name",
            "alternate_name",
            "description",
            "url",
            "email",
            "status",
            "interpretation_services",
            "application_process",
            "fees_description",
            "wait_time",
            "eligibility_description",
            "minimum_age",
            "maximum_age",
            "assured_date",
            "alert",
            "last_modified",
            "keywords",
            "assured_by",
        ],
    },
    Layout {
        name: "service_at_location",
        file: "service_at_location.csv",
        kind: Some(Kind::ServiceAtLocation),
        columns: &["id", "service_id", "location_id", "description"],
    },
    Layout {
        name: "taxonomy_term",
        file: "taxonomy_terms.csv",
        kind: None,
        columns: &["id", "code", "name", "description", "taxonomy"],
    },
    Layout {
        name: "attribute",
        file: "attributes.csv",
        kind: Some(Kind::Attribute),
        columns: &["id", "link_id", "taxonomy_term_id", "link_type", "link_entity", "value"],
    },
    Layout {
        name: "phone",
        file: "phones.csv",
        kind: Some(Kind::Phone),
        columns: &[
            "id",
            "location_id",
            "service_id",
            "organization_id",
            "service_at_location_id",
            "number",
            "extension",
            "type",
            "description",
        ],
    },
    Layout {
        name: "schedule",
        file: "schedules.csv",
        kind: Some(Kind::Schedule),
        columns: &[
            "id",
            "service_id",
            "location_id",
            "service_at_location_id",
            "valid_from",
            "valid_to",
            "dtstart",
            "timezone",
            "until",
            "freq",
            "interval",
            "byday",
            "bymonthday",
            "description",
            "opens_at",
            "closes_at",
            "notes",
        ],
    },
    Layout {
        name: "language",
        file: "languages.csv",
        kind: Some(Kind::Language),
        columns: &["id", "service_id", "location_id", "name", "code", "note"],
    },
    Layout {
        name: "required_document",
        file: "required_documents.csv",
        kind: Some(Kind::RequiredDocument),
        columns: &["id", "service_id", "document"],
    },
    Layout {
        name: "cost_option",
        file: "cost_options.csv",
        kind: Some(Kind::CostOption),
        columns: &["id", "service_id", "option", "currency", "amount", "amount_description"],
    },
    Layout {
        name: "service_area",
        file: "service_areas.csv",
        kind: Some(Kind::ServiceArea),
        columns: &["id", "service_id", "name", "description"],
    },
];

/// A row with its cells by column; what it does not say is left out.
pub fn cells(row: &SourceRow) -> Vec<(&'static str, Cell)> {
    let mut out = vec![("id", Cell::Required(row.id.clone()))];
    let mut put = |column: &'static str, cell: Cell| out.push((column, cell));
    let text = |text: &str| Cell::Text(text.to_owned());
    let must = |text: &str| Cell::Required(text.to_owned());
    match &row.item {
        Item::Organization(o) => {
            put("name", must(&o.name));
            put("alternate_name", text(&o.alternate_name));
            put("description", must(&o.description));
            put("email", text(&o.email));
            put("website", text(&o.website));
        }
        Item::Location(l) => {
            put("location_type", must(&l.location_type));
            put("url", text(&l.url));
            put("organization_id", text(l.organization.as_deref().unwrap_or_default()));
            put("name", text(&l.name));
            put("alternate_name", text(&l.alternate_name));
            put("description", text(&l.description));
            put("transportation", text(&l.transportation));
            if let Some(point) = l.point.filter(|_| !l.confidential) {
                put("latitude", Cell::Decimal(point.latitude));
                put("longitude", Cell::Decimal(point.longitude));
            }
        }
        Item::Address(a) => {
            put("location_id", must(&a.location));
            put("address_1", must(&a.address_1));
            put("address_2", text(&a.address_2));
            put("city", must(&a.city));
            put("state_province", must(&a.state_province));
            put("postal_code", must(&a.postal_code));
            put("country", must(&a.country));
            put("address_type", must(&a.address_type));
        }
        Item::Accessibility(a) => {
            put("location_id", must(&a.location));
            put("description", text(&a.description));
            put("details", text(&a.details));
        }
        Item::Service(s) => service(s, &mut put),
        Item::ServiceAtLocation(s) => {
            put("service_id", must(&s.service));
            put("location_id", must(&s.location));
            put("description", text(&s.description));
        }
        Item::Attribute(a) => {
            put("link_id", must(&a.service));
            put("taxonomy_term_id", must(&term_id(a)));
            put("link_type", must(if a.audience { "service_eligibility" } else { "service_category" }));
            put("link_entity", must("service"));
            // HSDS leaves the value to the publisher: here it is the need domains that the term stands for.
            put("value", text(&a.domains.join("|")));
        }
        Item::Phone(p) => {
            parents(&p.parents, &mut put);
            put("number", must(&p.number));
            // HSDS asks for a number; one with letters or zeros in front stays as it is.
            match p.extension.parse::<i64>() {
                Ok(number) if number.to_string() == p.extension => put("extension", Cell::Whole(number)),
                _ => put("extension", text(&p.extension)),
            }
            put("type", text(&p.phone_type));
            put("description", text(&p.description));
        }
        Item::Schedule(of, s) => {
            parents(of, &mut put);
            schedule(s, &mut put);
        }
        Item::Language(l) => {
            parents(&l.parents, &mut put);
            put("name", text(&l.name));
            put("code", text(&l.code));
            put("note", text(&l.note));
        }
        Item::RequiredDocument { service, document } => {
            put("service_id", must(service));
            put("document", text(document));
        }
        Item::CostOption(c) => {
            put("service_id", must(&c.service));
            put("option", text(&c.option));
            put("currency", text(&c.currency));
            if let Some(cents) = c.amount_cents {
                put("amount", Cell::Cents(cents));
            }
            put("amount_description", text(&c.amount_description));
        }
        Item::ServiceArea(a) => {
            put("service_id", must(&a.service));
            put("name", text(&a.name));
            put("description", text(&a.description));
        }
    }
    out
}

fn parents(of: &Parents, put: &mut impl FnMut(&'static str, Cell)) {
    for (column, id) in [
        ("location_id", &of.location),
        ("service_id", &of.service),
        ("organization_id", &of.organization),
        ("service_at_location_id", &of.service_at_location),
    ] {
        if let Some(id) = id {
            put(column, Cell::Text(id.clone()));
        }
    }
}

fn service(s: &ServiceItem, put: &mut impl FnMut(&'static str, Cell)) {
    let text = |text: &str| Cell::Text(text.to_owned());
    put("organization_id", Cell::Required(s.organization.clone()));
    put("name", Cell::Required(s.name.clone()));
    put("alternate_name", text(&s.alternate_name));
    put("description", text(&s.description));
    put("url", text(&s.url));
    put("email", text(&s.email));
    put("status", Cell::Required(s.status.code().to_owned()));
    put("interpretation_services", text(&s.interpretation_services));
    put("application_process", text(&s.application_process));
    put("fees_description", text(&s.fees_description));
    put("wait_time", text(&s.wait_time));
    put("eligibility_description", text(&s.eligibility.description));
    for (column, age) in
        [("minimum_age", s.eligibility.minimum_age), ("maximum_age", s.eligibility.maximum_age)]
    {
        if let Some(years) = age {
            put(column, Cell::Whole(years.into()));
        }
    }
    if let Some(day) = s.assured_date {
        put("assured_date", Cell::Text(day.to_string()));
    }
    put("alert", text(&s.alert));
    if let Some(at) = s.last_modified.0 {
        put("last_modified", Cell::Text(at.to_string()));
    }
    put("keywords", text(&s.keywords));
    put("assured_by", text(&s.assured_by));
}

fn schedule(s: &Schedule, put: &mut impl FnMut(&'static str, Cell)) {
    let dates =
        [("valid_from", s.valid_from), ("valid_to", s.valid_to), ("dtstart", s.dtstart), ("until", s.until)];
    for (column, date) in dates {
        if let Some(date) = date {
            put(column, Cell::Text(date.to_string()));
        }
    }
    if let Some(minutes) = s.utc_offset {
        put("timezone", Cell::Decimal(f64::from(minutes) / 60.0));
    }
    if s.opens_at.is_some() {
        let freq = if s.freq == Frequency::Monthly { "MONTHLY" } else { "WEEKLY" };
        put("freq", Cell::Text(freq.to_owned()));
    }
    if s.interval > 1 {
        put("interval", Cell::Whole(s.interval.into()));
    }
    put("byday", Cell::Text(format_byday(&s.byday)));
    let days: Vec<String> = s.bymonthday.iter().map(ToString::to_string).collect();
    put("bymonthday", Cell::Text(days.join(",")));
    put("description", Cell::Text(s.description.clone()));
    for (column, time) in [("opens_at", s.opens_at), ("closes_at", s.closes_at)] {
        if let Some(time) = time {
            put(column, Cell::Text(time.strftime("%H:%M").to_string()));
        }
    }
    put("notes", Cell::Text(hours::note(s).to_owned()));
}

/// The row as a JSON object without what hangs on it.
pub fn object(row: &SourceRow) -> Map<String, Value> {
    let mut object: Map<String, Value> =
        cells(row).into_iter().filter_map(|(column, cell)| Some((column.to_owned(), cell.json()?))).collect();
    if let Item::Attribute(a) = &row.item {
        let term = term_cells(a).into_iter();
        let term = term.filter_map(|(column, cell)| Some((column.to_owned(), cell.json()?))).collect();
        object.insert("taxonomy_term".to_owned(), Value::Object(term));
    }
    object
}

/// The id of a term: the same for the same taxonomy, code and words, wherever it is written.
pub fn term_id(a: &AttributeItem) -> String {
    let mut hash = Sha256::new();
    for part in [&a.taxonomy, &a.term_code, &a.term] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid().to_string()
}

/// A term as a row of `taxonomy_terms.csv`.
pub fn term_cells(a: &AttributeItem) -> Vec<(&'static str, Cell)> {
    vec![
        ("id", Cell::Required(term_id(a))),
        ("code", Cell::Text(a.term_code.clone())),
        ("name", Cell::Required(a.term.clone())),
        ("description", Cell::Required(a.term.clone())),
        ("taxonomy", Cell::Text(a.taxonomy.clone())),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{Date, Time};
    use proptest::prelude::*;
    use tandem_directory::model::schedule::{ByDay, ScheduleKind};

    fn read_back(schedule: &Schedule) -> Vec<Schedule> {
        let row = SourceRow {
            id: "1".into(),
            item: Item::Schedule(Parents::service("s"), Box::new(schedule.clone())),
        };
        let cells = cells(&row);
        let get = |column: &str| {
            cells.iter().find(|(name, _)| *name == column).map(|(_, cell)| cell.plain()).unwrap_or_default()
        };
        hours::schedules(&get).0
    }

    fn some_date() -> impl Strategy<Value = Option<Date>> {
        proptest::option::of((1i16..3000, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| Date::constant(y, m, d)))
    }

    fn some_time() -> impl Strategy<Value = Time> {
        (0i8..24, 0i8..60).prop_map(|(hour, minute)| Time::constant(hour, minute, 0, 0))
    }

    fn words() -> impl Strategy<Value = String> {
        prop_oneof![
            Just(String::new()),
            Just("Monday-Friday, 9-5; Saturday, 9-1".to_owned()),
            Just("By appointment\nCall first".to_owned()),
            "[a-zA-Z0-9,:-]{1,12}( [a-z0-9]{1,4}){0,3}",
        ]
    }

    prop_compose! {
        fn rule()(
            kind in prop_oneof![Just(ScheduleKind::Regular), Just(ScheduleKind::HolidayClosed), Just(ScheduleKind::HolidayHours)],
            freq in prop_oneof![Just(Frequency::Weekly), Just(Frequency::Monthly)],
            interval in 1u16..4,
            byday in proptest::collection::vec((proptest::option::of(1i8..=5), 1u8..=7), 0..4),
            bymonthday in proptest::collection::vec(prop_oneof![-31i8..=-1, 1i8..=31], 0..3),
            dates in (some_date(), some_date(), some_date(), some_date()),
            yearly in any::<bool>(),
            times in (some_time(), some_time()),
            utc_offset in proptest::option::of(prop_oneof![Just(-300i16), Just(330), Just(0), Just(-570)]),
            description in words(),
        ) -> Schedule {
            let closed = kind == ScheduleKind::HolidayClosed;
            let monthly = freq == Frequency::Monthly && !closed;
            Schedule {
                kind,
                freq: if monthly { freq } else { Frequency::Weekly },
                interval,
                byday: byday.into_iter().map(|(nth, weekday)| ByDay { nth, weekday }).collect(),
                bymonthday: if monthly { bymonthday } else { Vec::new() },
                valid_from: dates.0,
                valid_to: dates.1,
                dtstart: dates.2,
                until: dates.3,
                yearly,
                opens_at: Some(times.0).filter(|_| !closed),
                closes_at: Some(times.1).filter(|_| !closed),
                utc_offset,
                description,
            }
        }
    }

    proptest! {
        #[test]
        fn hours_are_read_as_they_were_written(rule in rule()) {
            prop_assert_eq!(read_back(&rule), vec![rule]);
        }

        #[test]
        fn words_stay_words(description in words(), from in some_date(), to in some_date()) {
            let said = Schedule { valid_from: from, valid_to: to, ..Schedule::words(&description) };
            let expected = if said.description.is_empty() { vec![] } else { vec![said.clone()] };
            prop_assert_eq!(read_back(&said), expected);
        }

        #[test]
        fn money_is_read_as_it_was_written(cents in 0i64..100_000_000_000) {
            let text = Cell::Cents(cents).plain();
            prop_assert_eq!(crate::tabular::cents(&text), Some(cents));
            let json = Cell::Cents(cents).json().map(|v| v.to_string()).unwrap_or_default();
            prop_assert_eq!(crate::tabular::cents(&json), Some(cents));
        }
    }
}
