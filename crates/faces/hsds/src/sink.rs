//! Where the readers put what they find. The same reading runs twice: first to check, then to write.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use tandem_directory::actions::import::{SourceRow, row_key};
use tandem_directory::model::confidential::{Signals, redact_addresses};
use tandem_directory::model::geo::zip5;
use tandem_directory::model::item::{Item, Kind, Parents};
use tandem_directory::model::text::fold;

use crate::report::{Place, Rejection, Report};
use tandem_intake::report::ReadAs;

/// Reading was stopped from outside: the writer is gone.
#[derive(Debug)]
pub struct Stopped;

/// A row on its way to the writer.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Where it stood.
    pub place: Place,
    /// The row.
    pub row: SourceRow,
}

/// How sure a reader is that a second row with the same id is a mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeats {
    /// A table row: an id stands once.
    Refused,
    /// A nested object: organizations and locations stand under each of their services, often shortened.
    Expected,
}

/// Takes what a reader finds.
pub struct Sink<'a> {
    /// The report of this import.
    pub report: &'a mut Report,
    secrets: &'a mut Secrets,
    seen: HashMap<u64, u64>,
    pass: Pass<'a>,
}

enum Pass<'a> {
    Check,
    Write { deliver: &'a mut dyn FnMut(Placed) -> Result<(), Stopped> },
}

impl<'a> Sink<'a> {
    /// The first pass: looks for damage and for places that must stay secret.
    pub fn check(report: &'a mut Report, secrets: &'a mut Secrets) -> Sink<'a> {
        Sink { report, secrets, seen: HashMap::new(), pass: Pass::Check }
    }

    /// The second pass: hands rows on.
    pub fn write(
        report: &'a mut Report,
        secrets: &'a mut Secrets,
        deliver: &'a mut dyn FnMut(Placed) -> Result<(), Stopped>,
    ) -> Sink<'a> {
        Sink { report, secrets, seen: HashMap::new(), pass: Pass::Write { deliver } }
    }

    /// Whether, as far as the first pass saw, a row stands before the organization or location that it belongs to.
    pub fn parents_stand_behind(&self) -> bool {
        self.secrets.parents_behind
    }

    /// Ends the pass: the keys of all rows that were said.
    pub fn said(self) -> HashSet<u64> {
        self.seen.into_keys().collect()
    }

    /// Takes a row.
    pub fn row(&mut self, place: &Place, id: &str, item: Item, repeats: Repeats) -> Result<(), Stopped> {
        match &mut self.pass {
            Pass::Check => {
                self.secrets.look_at(id, &item);
                Ok(())
            }
            Pass::Write { deliver } => {
                let (key, content) = (row_key(item.kind(), id), fingerprint(&item));
                match self.seen.insert(key, content) {
                    None => {}
                    Some(before) if before == content => return Ok(()),
                    Some(before) => {
                        self.seen.insert(key, before);
                        return self.repeated(place, id, &item, repeats);
                    }
                }
                let Some(item) = self.secrets.keep(id, item) else { return Ok(()) };
                deliver(Placed { place: place.clone(), row: SourceRow { id: id.to_owned(), item } })
            }
        }
    }

    /// Whether a row with this id was said before, with other content.
    pub fn said_otherwise(&self, id: &str, item: &Item) -> bool {
        self.seen.get(&row_key(item.kind(), id)).is_some_and(|before| *before != fingerprint(item))
    }

    fn repeated(&mut self, place: &Place, id: &str, item: &Item, repeats: Repeats) -> Result<(), Stopped> {
        let kind = item.kind();
        if repeats == Repeats::Expected {
            let message = format!("{} repeated with other content; the first one was kept", kind.plural());
            self.report.warn(place, "id", &message);
            return Ok(());
        }
        self.refuse(Rejection {
            place: place.clone(),
            kind: Some(kind),
            id: id.to_owned(),
            column: "id".into(),
            reason: format!("the id `{id}` stands twice with different content; the first row was taken"),
            mend: "Give each row its own id, or delete the row that is out of date.".into(),
        })
    }

    /// Refuses a row (reported once, in the writing pass).
    pub fn refuse(&mut self, rejection: Rejection) -> Result<(), Stopped> {
        if matches!(self.pass, Pass::Write { .. }) {
            self.report.reject(rejection);
        }
        Ok(())
    }

    /// Notes how a file was read (reported once).
    pub fn read(&mut self, file: ReadAs) {
        if matches!(self.pass, Pass::Write { .. }) {
            self.report.read(file);
        }
    }

    /// Notes something that was read past or in another way (reported once).
    pub fn warn(&mut self, place: &Place, column: &str, message: &str) {
        if matches!(self.pass, Pass::Write { .. }) {
            self.report.warn(place, column, message);
        }
    }
}

fn fingerprint(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// What the first pass finds out for the second: services and locations whose address must not be known, and whether the
/// rows stand in an order in which they can be written. Ids are kept as 64-bit hashes, to stay small.
#[derive(Debug, Default)]
pub struct Secrets {
    parents: HashSet<u64>,
    parents_behind: bool,
    signals: HashMap<u64, Signals>,
    /// Service at a location, its service and its location.
    offered_at: Vec<(u64, u64, u64)>,
    /// Location and its organization; location and its street.
    owners: Vec<(u64, u64)>,
    streets: Vec<(u64, u64)>,
    services: HashSet<u64>,
    locations: HashSet<u64>,
    at_secret: HashSet<u64>,
}

impl Secrets {
    fn look_at(&mut self, id: &str, item: &Item) {
        let mut add = |service: &str, signals: Signals| {
            if signals.any() {
                let known = self.signals.entry(fingerprint(&service)).or_default();
                *known = known.and(signals);
            }
        };
        let is_parent = |kind: Kind| matches!(kind, Kind::Organization | Kind::Location);
        if is_parent(item.kind()) {
            self.parents.insert(row_key(item.kind(), id));
        }
        self.parents_behind = self.parents_behind
            || item
                .references()
                .into_iter()
                .any(|(kind, id, _)| is_parent(kind) && !self.parents.contains(&row_key(kind, id)));
        match item {
            Item::Service(s) => {
                for text in
                    [&s.name, &s.alternate_name, &s.description, &s.keywords, &s.eligibility.description]
                {
                    add(id, Signals::of_words(text));
                }
            }
            Item::Attribute(a) => {
                add(&a.service, Signals::of_term(&a.term));
                for domain in &a.domains {
                    add(&a.service, Signals::of_term(domain));
                }
            }
            Item::Location(l) => {
                self.owners.extend(l.organization.as_deref().map(|o| (fingerprint(&id), fingerprint(&o))));
            }
            Item::Address(a) if !a.address_1.is_empty() => {
                let street: String = fold(&a.address_1).chars().filter(|c| c.is_alphanumeric()).collect();
                self.streets
                    .push((fingerprint(&a.location.as_str()), fingerprint(&(street, zip5(&a.postal_code)))));
            }
            Item::ServiceAtLocation(s) => {
                let (service, location) = (s.service.as_str(), s.location.as_str());
                self.offered_at.push((fingerprint(&id), fingerprint(&service), fingerprint(&location)));
            }
            _ => {}
        }
    }

    /// Ends the first pass: which services and locations are secret is now known. Returns how many locations.
    pub fn settle(&mut self) -> u64 {
        self.parents = HashSet::new();
        self.services =
            self.signals.drain().filter(|(_, s)| s.confidential()).map(|(service, _)| service).collect();
        let offered_at = std::mem::take(&mut self.offered_at);
        let secret = offered_at.iter().filter(|(_, service, _)| self.services.contains(service));
        self.locations = secret.map(|(_, _, location)| *location).collect();
        self.spread_to_the_same_street();
        let at_secret = offered_at.iter().filter(|(_, _, location)| self.locations.contains(location));
        self.at_secret = at_secret.map(|(at, ..)| *at).collect();
        self.locations.len() as u64
    }

    /// A directory may list a shelter's house twice, once as an office: places of one organization on one street number are
    /// secret together.
    fn spread_to_the_same_street(&mut self) {
        let owners: HashMap<u64, u64> = std::mem::take(&mut self.owners).into_iter().collect();
        let streets = std::mem::take(&mut self.streets);
        let house = |location: &u64, street: &u64| owners.get(location).map(|owner| (*owner, *street));
        let secret: HashSet<(u64, u64)> = streets
            .iter()
            .filter(|(location, _)| self.locations.contains(location))
            .filter_map(|(location, street)| house(location, street))
            .collect();
        for (location, street) in &streets {
            if house(location, street).is_some_and(|house| secret.contains(&house)) {
                self.locations.insert(*location);
            }
        }
    }

    fn secret_location(&self, id: &str) -> bool {
        self.locations.contains(&fingerprint(&id))
    }

    fn secret(&self, parents: &Parents) -> bool {
        parents.location.as_deref().is_some_and(|id| self.secret_location(id))
            || parents.service.as_deref().is_some_and(|id| self.services.contains(&fingerprint(&id)))
            || parents
                .service_at_location
                .as_deref()
                .is_some_and(|id| self.at_secret.contains(&fingerprint(&id)))
    }

    /// The row without what must not be stored; `None` when nothing may stay.
    fn keep(&self, id: &str, mut item: Item) -> Option<Item> {
        match &mut item {
            Item::Service(service) if self.services.contains(&fingerprint(&id)) => service.keep_private(),
            Item::Location(location) if self.secret_location(id) => location.keep_private(),
            Item::Address(address) if self.secret_location(&address.location) => {
                for text in [&mut address.address_1, &mut address.address_2, &mut address.postal_code] {
                    text.clear();
                }
            }
            Item::ServiceAtLocation(at) if self.secret_location(&at.location) => at.description.clear(),
            Item::Phone(phone) if self.secret(&phone.parents) => {
                phone.description = redact_addresses(&phone.description);
            }
            Item::Schedule(parents, schedule) if self.secret(parents) => {
                schedule.description = redact_addresses(&schedule.description);
            }
            Item::Language(language) if self.secret(&language.parents) => {
                language.note = redact_addresses(&language.note);
            }
            Item::RequiredDocument { service, document }
                if self.services.contains(&fingerprint(&service.as_str())) =>
            {
                *document = redact_addresses(document);
            }
            Item::Accessibility(a) if self.secret_location(&a.location) => return None,
            _ => {}
        }
        Some(item)
    }
}

/// A refusal of one row, from its parts.
pub fn refusal(
    place: &Place,
    kind: Kind,
    id: &str,
    column: &str,
    reason: impl Into<String>,
    mend: &str,
) -> Rejection {
    Rejection {
        place: place.clone(),
        kind: Some(kind),
        id: id.to_owned(),
        column: column.to_owned(),
        reason: reason.into(),
        mend: mend.to_owned(),
    }
}
