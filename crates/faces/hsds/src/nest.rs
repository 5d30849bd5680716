//! Rows of the directory nested into each other as HSDS 3 JSON nests them.

use std::collections::HashMap;

use serde_json::{Map, Value};
use tandem_directory::actions::import::SourceRow;
use tandem_directory::actions::rows::Rows;
use tandem_directory::model::item::{Item, Kind, Parents};

use crate::fields::object;

/// Rows, found by their id and by what they hang on.
pub struct Nest<'r> {
    by_id: HashMap<(Kind, &'r str), &'r SourceRow>,
    hanging: HashMap<(Kind, &'r str, Kind), Vec<&'r SourceRow>>,
}

impl<'r> Nest<'r> {
    /// Sorts the rows.
    pub fn new(rows: &'r Rows) -> Nest<'r> {
        let mut nest = Nest { by_id: HashMap::new(), hanging: HashMap::new() };
        for row in rows.values().flatten() {
            let kind = row.item.kind();
            nest.by_id.insert((kind, &row.id), row);
            if let Some((of, id)) = owner(&row.item) {
                nest.hanging.entry((of, id, kind)).or_default().push(row);
            }
        }
        nest
    }

    /// A service with its organization, places and details.
    pub fn service(&self, id: &str) -> Option<Value> {
        let mut out = self.service_itself(id)?;
        let places = self.hanging.get(&(Kind::Service, id, Kind::ServiceAtLocation)).into_iter().flatten();
        let places: Vec<Value> = places.filter_map(|row| self.at_location(&row.id, false)).collect();
        out.insert("service_at_locations".to_owned(), Value::Array(places));
        Some(Value::Object(out))
    }

    /// A service with its organization and details, without its places.
    fn service_itself(&self, id: &str) -> Option<Map<String, Value>> {
        let (row, mut out) = self.bare(Kind::Service, id)?;
        self.organization_of(row, &mut out);
        for (key, kind) in [
            ("phones", Kind::Phone),
            ("schedules", Kind::Schedule),
            ("service_areas", Kind::ServiceArea),
            ("languages", Kind::Language),
            ("cost_options", Kind::CostOption),
            ("required_documents", Kind::RequiredDocument),
            ("attributes", Kind::Attribute),
        ] {
            self.put(&mut out, key, Kind::Service, id, kind);
        }
        Some(out)
    }

    /// A service with its organization, without lists.
    pub fn flat_service(&self, id: &str) -> Option<Value> {
        let (row, mut out) = self.bare(Kind::Service, id)?;
        if let Item::Service(s) = &row.item
            && let Some((_, organization)) = self.bare(Kind::Organization, &s.organization)
        {
            out.insert("organization".to_owned(), Value::Object(organization));
        }
        Some(Value::Object(out))
    }

    /// An organization with its phones; `whole` with the places that it looks after.
    pub fn organization(&self, id: &str, whole: bool) -> Option<Value> {
        let (_, mut out) = self.bare(Kind::Organization, id)?;
        self.put(&mut out, "phones", Kind::Organization, id, Kind::Phone);
        if whole {
            let owned = self.hanging.get(&(Kind::Organization, id, Kind::Location)).into_iter().flatten();
            let locations: Vec<Value> = owned.filter_map(|row| self.location(&row.id)).collect();
            out.insert("locations".to_owned(), Value::Array(locations));
        }
        Some(Value::Object(out))
    }

    /// An organization without lists.
    pub fn flat_organization(&self, id: &str) -> Option<Value> {
        Some(Value::Object(self.bare(Kind::Organization, id)?.1))
    }

    /// A location with its addresses, hours and so on.
    pub fn location(&self, id: &str) -> Option<Value> {
        let (_, mut out) = self.bare(Kind::Location, id)?;
        for (key, kind) in [
            ("languages", Kind::Language),
            ("addresses", Kind::Address),
            ("accessibility", Kind::Accessibility),
            ("phones", Kind::Phone),
            ("schedules", Kind::Schedule),
        ] {
            self.put(&mut out, key, Kind::Location, id, kind);
        }
        Some(Value::Object(out))
    }

    /// A service at a location with the location; `whole` with the service too.
    pub fn at_location(&self, id: &str, whole: bool) -> Option<Value> {
        let (row, mut out) = self.bare(Kind::ServiceAtLocation, id)?;
        let Item::ServiceAtLocation(at) = &row.item else { return None };
        self.put(&mut out, "phones", Kind::ServiceAtLocation, id, Kind::Phone);
        self.put(&mut out, "schedules", Kind::ServiceAtLocation, id, Kind::Schedule);
        out.insert("location".to_owned(), self.location(&at.location)?);
        if whole {
            out.insert("service".to_owned(), Value::Object(self.service_itself(&at.service)?));
        }
        Some(Value::Object(out))
    }

    /// A service at a location with both, without lists.
    pub fn flat_at_location(&self, id: &str) -> Option<Value> {
        let (row, mut out) = self.bare(Kind::ServiceAtLocation, id)?;
        let Item::ServiceAtLocation(at) = &row.item else { return None };
        out.insert("location".to_owned(), Value::Object(self.bare(Kind::Location, &at.location)?.1));
        out.insert("service".to_owned(), self.flat_service(&at.service)?);
        Some(Value::Object(out))
    }

    fn bare(&self, kind: Kind, id: &str) -> Option<(&'r SourceRow, Map<String, Value>)> {
        self.by_id.get(&(kind, id)).map(|row| (*row, object(row)))
    }

    fn organization_of(&self, service: &SourceRow, out: &mut Map<String, Value>) {
        if let Item::Service(s) = &service.item
            && let Some(organization) = self.organization(&s.organization, false)
        {
            out.insert("organization".to_owned(), organization);
        }
    }

    fn put(&self, out: &mut Map<String, Value>, key: &str, of: Kind, id: &str, kind: Kind) {
        let mut found = self.hanging.get(&(of, id, kind)).cloned().unwrap_or_default();
        // Who takes the first address means the one to go to.
        found.sort_by_key(|row| matches!(&row.item, Item::Address(a) if a.address_type != "physical"));
        let list: Vec<Value> = found.into_iter().map(|row| Value::Object(object(row))).collect();
        if !list.is_empty() {
            out.insert(key.to_owned(), Value::Array(list));
        }
    }
}

/// What a row hangs on: the narrowest of what it names.
fn owner(item: &Item) -> Option<(Kind, &str)> {
    Some(match item {
        Item::Organization(_) | Item::Service(_) => return None,
        Item::Location(l) => (Kind::Organization, l.organization.as_deref()?),
        Item::Address(a) => (Kind::Location, &a.location),
        Item::Accessibility(a) => (Kind::Location, &a.location),
        Item::ServiceAtLocation(a) => (Kind::Service, &a.service),
        Item::Attribute(a) => (Kind::Service, &a.service),
        Item::Phone(p) => narrowest(&p.parents)?,
        Item::Schedule(parents, _) => narrowest(parents)?,
        Item::Language(l) => narrowest(&l.parents)?,
        Item::RequiredDocument { service, .. } => (Kind::Service, service),
        Item::CostOption(c) => (Kind::Service, &c.service),
        Item::ServiceArea(a) => (Kind::Service, &a.service),
    })
}

fn narrowest(parents: &Parents) -> Option<(Kind, &str)> {
    let by_width = [
        (Kind::ServiceAtLocation, &parents.service_at_location),
        (Kind::Service, &parents.service),
        (Kind::Location, &parents.location),
        (Kind::Organization, &parents.organization),
    ];
    by_width.into_iter().find_map(|(kind, id)| Some((kind, id.as_deref()?)))
}
