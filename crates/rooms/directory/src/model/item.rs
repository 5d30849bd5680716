//! One row of a directory in HSDS 3 terms, as an import or an editor brings it: plain values, and references by the
//! source's own ids. The store turns references into ours.

use std::hash::{Hash, Hasher};

use jiff::Timestamp;
use jiff::civil::Date;

use super::confidential::redact_addresses;
use super::schedule::Schedule;

/// A kind of row; the name is HSDS's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Who offers services.
    Organization,
    /// Where services are offered.
    Location,
    /// The address of a location.
    Address,
    /// How accessible a location is.
    Accessibility,
    /// What is offered.
    Service,
    /// A service at one of its locations.
    ServiceAtLocation,
    /// A term of a taxonomy on a service (HSDS `attribute`).
    Attribute,
    /// A phone number.
    Phone,
    /// Opening hours.
    Schedule,
    /// A language spoken.
    Language,
    /// A paper to bring.
    RequiredDocument,
    /// A price.
    CostOption,
    /// Where people must live.
    ServiceArea,
}

impl Kind {
    /// All kinds, parents before children: the order in which an import writes.
    pub const ALL: [Kind; 13] = [
        Kind::Organization,
        Kind::Location,
        Kind::Address,
        Kind::Accessibility,
        Kind::Service,
        Kind::ServiceAtLocation,
        Kind::Attribute,
        Kind::Phone,
        Kind::Schedule,
        Kind::Language,
        Kind::RequiredDocument,
        Kind::CostOption,
        Kind::ServiceArea,
    ];

    /// HSDS's table name, singular; the stored value.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Organization => "organization",
            Kind::Location => "location",
            Kind::Address => "address",
            Kind::Accessibility => "accessibility",
            Kind::Service => "service",
            Kind::ServiceAtLocation => "service_at_location",
            Kind::Attribute => "attribute",
            Kind::Phone => "phone",
            Kind::Schedule => "schedule",
            Kind::Language => "language",
            Kind::RequiredDocument => "required_document",
            Kind::CostOption => "cost_option",
            Kind::ServiceArea => "service_area",
        }
    }

    /// The name in a report: plural, as the files are called.
    pub fn plural(self) -> &'static str {
        match self {
            Kind::Organization => "organizations",
            Kind::Location => "locations",
            Kind::Address => "addresses",
            Kind::Accessibility => "accessibility",
            Kind::Service => "services",
            Kind::ServiceAtLocation => "service_at_locations",
            Kind::Attribute => "attributes",
            Kind::Phone => "phones",
            Kind::Schedule => "schedules",
            Kind::Language => "languages",
            Kind::RequiredDocument => "required_documents",
            Kind::CostOption => "cost_options",
            Kind::ServiceArea => "service_areas",
        }
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Item {
    /// See [`OrganizationItem`].
    Organization(OrganizationItem),
    /// See [`LocationItem`].
    Location(LocationItem),
    /// See [`AddressItem`].
    Address(AddressItem),
    /// See [`AccessibilityItem`].
    Accessibility(AccessibilityItem),
    /// See [`ServiceItem`].
    Service(Box<ServiceItem>),
    /// See [`ServiceAtLocationItem`].
    ServiceAtLocation(ServiceAtLocationItem),
    /// See [`AttributeItem`].
    Attribute(AttributeItem),
    /// See [`PhoneItem`].
    Phone(PhoneItem),
    /// A [`Schedule`] and what it belongs to.
    Schedule(Parents, Box<Schedule>),
    /// See [`LanguageItem`].
    Language(LanguageItem),
    /// A paper to bring to a service.
    RequiredDocument {
        /// The service.
        service: String,
        /// What to bring, in words.
        document: String,
    },
    /// See [`CostOptionItem`].
    CostOption(CostOptionItem),
    /// See [`ServiceAreaItem`].
    ServiceArea(ServiceAreaItem),
}

impl Item {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Item::Organization(_) => Kind::Organization,
            Item::Location(_) => Kind::Location,
            Item::Address(_) => Kind::Address,
            Item::Accessibility(_) => Kind::Accessibility,
            Item::Service(_) => Kind::Service,
            Item::ServiceAtLocation(_) => Kind::ServiceAtLocation,
            Item::Attribute(_) => Kind::Attribute,
            Item::Phone(_) => Kind::Phone,
            Item::Schedule(..) => Kind::Schedule,
            Item::Language(_) => Kind::Language,
            Item::RequiredDocument { .. } => Kind::RequiredDocument,
            Item::CostOption(_) => Kind::CostOption,
            Item::ServiceArea(_) => Kind::ServiceArea,
        }
    }

    /// The rows that it points at, by the source's ids. `true` marks one without which it means nothing.
    pub fn references(&self) -> Vec<(Kind, &str, bool)> {
        let mut out: Vec<(Kind, &str, bool)> = Vec::new();
        match self {
            Item::Organization(_) => {}
            Item::Location(l) => {
                out.extend(l.organization.as_deref().map(|id| (Kind::Organization, id, false)))
            }
            Item::Address(a) => out.push((Kind::Location, &a.location, true)),
            Item::Accessibility(a) => out.push((Kind::Location, &a.location, true)),
            Item::Service(s) => out.push((Kind::Organization, &s.organization, true)),
            Item::ServiceAtLocation(s) => {
                out.push((Kind::Service, &s.service, true));
                out.push((Kind::Location, &s.location, true));
            }
            Item::Attribute(a) => out.push((Kind::Service, &a.service, true)),
            Item::Phone(p) => out.extend(p.parents.references()),
            Item::Schedule(parents, _) => out.extend(parents.references()),
            Item::Language(l) => out.extend(l.parents.references()),
            Item::RequiredDocument { service, .. } => out.push((Kind::Service, service, true)),
            Item::CostOption(c) => out.push((Kind::Service, &c.service, true)),
            Item::ServiceArea(a) => out.push((Kind::Service, &a.service, true)),
        }
        out
    }
}

impl Item {
    /// The same row with every reference put as `other` says; one that it does not know stays.
    #[must_use]
    pub fn with_references(&self, other: impl Fn(Kind, &str) -> Option<String>) -> Item {
        let mut item = self.clone();
        let put = |kind: Kind, id: &mut String| {
            if let Some(new) = other(kind, id) {
                *id = new;
            }
        };
        let put_some = |kind: Kind, id: &mut Option<String>| {
            if let Some(id) = id {
                put(kind, id);
            }
        };
        let put_parents = |p: &mut Parents| {
            put_some(Kind::Organization, &mut p.organization);
            put_some(Kind::Location, &mut p.location);
            put_some(Kind::Service, &mut p.service);
            put_some(Kind::ServiceAtLocation, &mut p.service_at_location);
        };
        match &mut item {
            Item::Organization(_) => {}
            Item::Location(l) => put_some(Kind::Organization, &mut l.organization),
            Item::Address(a) => put(Kind::Location, &mut a.location),
            Item::Accessibility(a) => put(Kind::Location, &mut a.location),
            Item::Service(s) => put(Kind::Organization, &mut s.organization),
            Item::ServiceAtLocation(s) => {
                put(Kind::Service, &mut s.service);
                put(Kind::Location, &mut s.location);
            }
            Item::Attribute(a) => put(Kind::Service, &mut a.service),
            Item::Phone(p) => put_parents(&mut p.parents),
            Item::Schedule(parents, _) => put_parents(parents),
            Item::Language(l) => put_parents(&mut l.parents),
            Item::RequiredDocument { service, .. } => put(Kind::Service, service),
            Item::CostOption(c) => put(Kind::Service, &mut c.service),
            Item::ServiceArea(a) => put(Kind::Service, &mut a.service),
        }
        item
    }
}

/// When a source changed a row last, for the first import of it. It says nothing about the content: two rows that differ
/// only here are equal.
#[derive(Clone, Copy, Debug, Default)]
pub struct LastModified(pub Option<Timestamp>);

impl PartialEq for LastModified {
    fn eq(&self, _: &LastModified) -> bool {
        true
    }
}

impl Eq for LastModified {}

impl Hash for LastModified {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// What a phone, a schedule or a language belongs to. The narrowest one given counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Parents {
    /// The organization as a whole.
    pub organization: Option<String>,
    /// A place.
    pub location: Option<String>,
    /// A service wherever it is offered.
    pub service: Option<String>,
    /// A service at one place.
    pub service_at_location: Option<String>,
}

impl Parents {
    /// Belongs to a service.
    pub fn service(id: impl Into<String>) -> Parents {
        Parents { service: Some(id.into()), ..Parents::default() }
    }

    /// Belongs to a location.
    pub fn location(id: impl Into<String>) -> Parents {
        Parents { location: Some(id.into()), ..Parents::default() }
    }

    /// Belongs to an organization.
    pub fn organization(id: impl Into<String>) -> Parents {
        Parents { organization: Some(id.into()), ..Parents::default() }
    }

    /// Belongs to nothing.
    pub fn is_empty(&self) -> bool {
        self.organization.is_none()
            && self.location.is_none()
            && self.service.is_none()
            && self.service_at_location.is_none()
    }

    fn references(&self) -> impl Iterator<Item = (Kind, &str, bool)> {
        let pairs = [
            (Kind::ServiceAtLocation, &self.service_at_location),
            (Kind::Service, &self.service),
            (Kind::Location, &self.location),
            (Kind::Organization, &self.organization),
        ];
        pairs.into_iter().filter_map(|(kind, id)| id.as_deref().map(|id| (kind, id, true)))
    }
}

/// An organization of a directory; `partners` stores it.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct OrganizationItem {
    /// Official or public name.
    pub name: String,
    /// Other name.
    pub alternate_name: String,
    /// What it does.
    pub description: String,
    /// Its general e-mail address.
    pub email: String,
    /// Its website.
    pub website: String,
}

/// A point on the map, WGS 84 degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// North, -90 to 90.
    pub latitude: f64,
    /// East, -180 to 180.
    pub longitude: f64,
}

impl Hash for Point {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.latitude.to_bits().hash(state);
        self.longitude.to_bits().hash(state);
    }
}

/// A place.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct LocationItem {
    /// The organization that looks after the entry.
    pub organization: Option<String>,
    /// `physical`, `postal` or `virtual`.
    pub location_type: String,
    /// Its name.
    pub name: String,
    /// Other name.
    pub alternate_name: String,
    /// What it is.
    pub description: String,
    /// How to get there.
    pub transportation: String,
    /// Address of a virtual place.
    pub url: String,
    /// Where it is; never kept for a confidential place.
    pub point: Option<Point>,
    /// Never shown and not stored: see `model::confidential`.
    pub confidential: bool,
}

impl LocationItem {
    /// Marks it confidential and keeps nothing that tells where it is.
    pub fn keep_private(&mut self) {
        self.confidential = true;
        self.point = None;
        for text in [
            &mut self.name,
            &mut self.alternate_name,
            &mut self.description,
            &mut self.transportation,
            &mut self.url,
        ] {
            text.clear();
        }
    }
}

/// A street or postal address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct AddressItem {
    /// Its location.
    pub location: String,
    /// Street and number.
    pub address_1: String,
    /// Floor, suite.
    pub address_2: String,
    /// City.
    pub city: String,
    /// State.
    pub state_province: String,
    /// ZIP code.
    pub postal_code: String,
    /// Two-letter country.
    pub country: String,
    /// `physical`, `postal` or `virtual`.
    pub address_type: String,
}

/// Help for people with disabilities at a location.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct AccessibilityItem {
    /// Its location.
    pub location: String,
    /// What there is.
    pub description: String,
    /// More about it.
    pub details: String,
}

/// Whether a service exists and runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ServiceStatus {
    /// Runs.
    #[default]
    Active,
    /// Does not run now.
    Inactive,
    /// Is gone.
    Defunct,
    /// Pauses.
    TemporarilyClosed,
}

impl ServiceStatus {
    /// HSDS's value.
    pub fn code(self) -> &'static str {
        match self {
            ServiceStatus::Active => "active",
            ServiceStatus::Inactive => "inactive",
            ServiceStatus::Defunct => "defunct",
            ServiceStatus::TemporarilyClosed => "temporarily closed",
        }
    }

    /// Reads HSDS's value.
    pub fn from_code(code: &str) -> Option<ServiceStatus> {
        let code = code.trim().to_ascii_lowercase().replace('_', " ");
        let all = [
            ServiceStatus::Active,
            ServiceStatus::Inactive,
            ServiceStatus::Defunct,
            ServiceStatus::TemporarilyClosed,
        ];
        all.into_iter().find(|status| status.code() == code)
    }
}

/// Who may use a service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Eligibility {
    /// In words.
    pub description: String,
    /// Youngest age in years.
    pub minimum_age: Option<u8>,
    /// Oldest age in years.
    pub maximum_age: Option<u8>,
}

/// A service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ServiceItem {
    /// Who offers it.
    pub organization: String,
    /// Its name.
    pub name: String,
    /// Other name.
    pub alternate_name: String,
    /// What it is.
    pub description: String,
    /// Its web page.
    pub url: String,
    /// Its e-mail address.
    pub email: String,
    /// Whether it runs.
    pub status: ServiceStatus,
    /// Help with languages, in words.
    pub interpretation_services: String,
    /// How to apply.
    pub application_process: String,
    /// What it costs, in words.
    pub fees_description: String,
    /// How long people wait, in words.
    pub wait_time: String,
    /// Who may use it.
    pub eligibility: Eligibility,
    /// A notice for now.
    pub alert: String,
    /// The source's search words.
    pub keywords: String,
    /// When somebody last checked the entry.
    pub assured_date: Option<Date>,
    /// Who checked it.
    pub assured_by: String,
    /// A service whose address must not be known: see `model::confidential`.
    pub confidential: bool,
    /// When the source changed it last.
    pub last_modified: LastModified,
}

impl ServiceItem {
    /// Marks it confidential and takes addresses out of everything that it says.
    pub fn keep_private(&mut self) {
        self.confidential = true;
        for text in [
            &mut self.name,
            &mut self.alternate_name,
            &mut self.description,
            &mut self.interpretation_services,
            &mut self.application_process,
            &mut self.fees_description,
            &mut self.wait_time,
            &mut self.eligibility.description,
            &mut self.alert,
            &mut self.keywords,
        ] {
            *text = redact_addresses(text);
        }
    }
}

/// A service at a location.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ServiceAtLocationItem {
    /// The service.
    pub service: String,
    /// The location.
    pub location: String,
    /// What is special there.
    pub description: String,
}

/// A taxonomy term on a service, with what it means to us.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct AttributeItem {
    /// The service.
    pub service: String,
    /// The taxonomy's name, if the source says one.
    pub taxonomy: String,
    /// The term's code in the source.
    pub term_code: String,
    /// The term.
    pub term: String,
    /// The need domains that it maps to.
    pub domains: Vec<String>,
    /// The term describes people, not help: an eligibility tag.
    pub audience: bool,
}

/// A phone number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PhoneItem {
    /// What it reaches.
    pub parents: Parents,
    /// The number as people read it.
    pub number: String,
    /// Extension.
    pub extension: String,
    /// `voice`, `text`, `fax`, `cell`, `video`, `pager`, `textphone`.
    pub phone_type: String,
    /// What it is for.
    pub description: String,
}

/// A language spoken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct LanguageItem {
    /// Where or for what.
    pub parents: Parents,
    /// ISO 639 code; empty when the words name no known language.
    pub code: String,
    /// Its name, or the words.
    pub name: String,
    /// What applies to it.
    pub note: String,
}

/// A price of a service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CostOptionItem {
    /// The service.
    pub service: String,
    /// For whom or when.
    pub option: String,
    /// Three-letter currency.
    pub currency: String,
    /// Cents.
    pub amount_cents: Option<i64>,
    /// Such as "per session".
    pub amount_description: String,
}

/// Where people must live for a service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ServiceAreaItem {
    /// The service.
    pub service: String,
    /// The area in words, a city, a county or a list of ZIP codes.
    pub name: String,
    /// More about it.
    pub description: String,
}
