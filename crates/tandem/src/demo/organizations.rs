//! The organizations and services of the content file, as rows of a directory.

use jiff::civil::{Date, date};
use serde::Deserialize;
use tandem_directory::actions::import::SourceRow;
use tandem_directory::model::domain::{TermMeaning, map_term};
use tandem_directory::model::hours_text::parse_hours;
use tandem_directory::model::item::{
    AccessibilityItem, AddressItem, AttributeItem, CostOptionItem, Eligibility, Item, LanguageItem,
    LocationItem, OrganizationItem, Parents, PhoneItem, ServiceAreaItem, ServiceAtLocationItem, ServiceItem,
};
use tandem_directory::model::schedule::Schedule;
use tandem_directory::model::{language, sector};
use tandem_partners::model::Sector;

use super::chance::Chance;
use super::city::{CITY, COUNTY, DISTRICTS, STATE, district};

/// An organization of the content file.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct Organization {
    /// Its id, which is also its e-mail domain.
    pub(super) id: String,
    /// Its name.
    pub(super) name: String,
    /// A sector's code.
    sector: String,
    /// The organization that controls it.
    #[serde(default)]
    pub(super) parent: Option<String>,
    /// Where it is; a confidential one says nothing.
    #[serde(default)]
    district: Option<String>,
    #[serde(default)]
    street: String,
    /// What it does.
    about: String,
    #[serde(default)]
    bus: String,
    /// A domestic-violence service.
    #[serde(default)]
    pub(super) confidential: bool,
    /// Language of its letters.
    #[serde(default = "english")]
    pub(super) language: String,
    /// What it offers.
    pub(super) services: Vec<Service>,
}

/// A service of the content file.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct Service {
    /// Its name.
    pub(super) name: String,
    /// Its name in Spanish.
    es: String,
    /// Open Eligibility terms.
    terms: Vec<String>,
    keys: String,
    hours: String,
    about: String,
    langs: String,
    #[serde(default)]
    docs: Vec<String>,
    #[serde(default)]
    who: String,
    #[serde(default)]
    pub(super) min_age: Option<u8>,
    #[serde(default)]
    pub(super) max_age: Option<u8>,
    #[serde(default)]
    cost: String,
    #[serde(default)]
    amount: Option<i64>,
    /// District ids, `county`, or nothing for the whole city.
    #[serde(default)]
    pub(super) area: Vec<String>,
    /// The capacity switch at the beginning.
    pub(super) cap: String,
    #[serde(default)]
    pub(super) funded: Option<i64>,
    #[serde(default)]
    pub(super) free: Option<i64>,
    #[serde(default)]
    wait: String,
    /// Open on holidays as on other days.
    #[serde(default)]
    open_holidays: bool,
    /// From November to March only (a garden: the rest of the year).
    #[serde(default)]
    season: bool,
    /// Its place is never shown.
    #[serde(default)]
    pub(super) confidential: bool,
}

#[derive(Deserialize)]
struct File {
    organization: Vec<Organization>,
}

fn english() -> String {
    "en".into()
}

/// The directory that the city's rows say they come from.
pub(super) const SOURCE: &str = "merrow-bend";

/// Every organization, in the order of the file.
pub(super) fn organizations() -> Vec<Organization> {
    let file: File = toml::from_str(include_str!("content/organizations.toml")).unwrap_or_else(|e| {
        unreachable!("content/organizations.toml is part of the program and tested: {e}")
    });
    file.organization
}

impl Organization {
    /// Its sector.
    pub(super) fn sector(&self) -> Sector {
        Sector::from_code(&self.sector).unwrap_or_else(|| sector::guess(&self.name))
    }

    /// Its postal code, unless it is confidential.
    pub(super) fn zip(&self) -> Option<&'static str> {
        self.district.as_deref().and_then(district).map(|d| d.zip)
    }

    /// The address of its letters.
    pub(super) fn email(&self) -> String {
        format!("help@{}.example", self.id)
    }

    /// Its main number.
    pub(super) fn phone(&self, position: usize) -> String {
        format!("(555) 555-01{position:02}")
    }

    fn location(&self) -> String {
        format!("{}/place", self.id)
    }
}

impl Service {
    /// Its id among the source's rows.
    pub(super) fn source_id(&self, organization: &Organization) -> String {
        format!("{}/{}", organization.id, self.name.to_lowercase())
    }

    /// The need domains that it helps with.
    pub(super) fn domains(&self) -> Vec<&'static str> {
        let mut all: Vec<&'static str> = Vec::new();
        for term in &self.terms {
            if let TermMeaning::Domains(domains) = map_term(term, &[], false) {
                all.extend(domains);
            }
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether it serves a district, by the district's name.
    pub(super) fn serves(&self, name: &str) -> bool {
        let here = |id: &String| id == "county" || district(id).is_some_and(|d| d.name == name);
        self.area.is_empty() || self.area.iter().any(here)
    }

    /// Whether it speaks a language.
    pub(super) fn speaks(&self, code: &str) -> bool {
        self.langs.split(' ').any(|lang| lang == code)
    }

    /// Whether it takes somebody of this age.
    pub(super) fn takes_age(&self, years: u8) -> bool {
        self.min_age.is_none_or(|min| years >= min) && self.max_age.is_none_or(|max| years <= max)
    }
}

/// The rows of the whole city, parents before children, checked on `assured`.
pub(super) fn rows(organizations: &[Organization], seed: u64, assured: Date) -> Vec<SourceRow> {
    let mut chance = Chance::new(seed, "directory");
    let mut rows = Vec::new();
    for (position, organization) in organizations.iter().enumerate() {
        push_organization(&mut rows, organization, position, &mut chance);
        for service in &organization.services {
            let days = i32::try_from(chance.between(0, 200)).unwrap_or_default();
            let checked = assured.checked_sub(jiff::Span::new().days(days)).unwrap_or(assured);
            push_service(&mut rows, organization, service, checked);
        }
    }
    rows
}

fn push(rows: &mut Vec<SourceRow>, id: impl Into<String>, item: Item) {
    rows.push(SourceRow { id: id.into(), item });
}

fn push_organization(rows: &mut Vec<SourceRow>, o: &Organization, position: usize, chance: &mut Chance) {
    let item = OrganizationItem {
        name: o.name.clone(),
        alternate_name: String::new(),
        description: o.about.clone(),
        email: o.email(),
        website: format!("https://www.{}.example", o.id),
    };
    push(rows, &o.id, Item::Organization(item));
    let phone = PhoneItem {
        parents: Parents::organization(&o.id),
        number: o.phone(position),
        phone_type: "voice".into(),
        ..PhoneItem::default()
    };
    push(rows, format!("{}/phone", o.id), Item::Phone(phone));
    let Some(district) = o.district.as_deref().and_then(district) else { return };
    let at = o.location();
    let location = LocationItem {
        organization: Some(o.id.clone()),
        location_type: "physical".into(),
        name: o.name.clone(),
        transportation: o.bus.clone(),
        point: Some(district.point(chance)),
        ..LocationItem::default()
    };
    push(rows, &at, Item::Location(location));
    let address = AddressItem {
        location: at.clone(),
        address_1: o.street.clone(),
        city: CITY.into(),
        state_province: STATE.into(),
        postal_code: district.zip.into(),
        country: "US".into(),
        address_type: "physical".into(),
        ..AddressItem::default()
    };
    push(rows, format!("{}/address", o.id), Item::Address(address));
    if chance.percent(70) {
        let details = *chance.pick(&[
            "Ramp at the side door",
            "Step-free, with a wide door",
            "Elevator and accessible toilet",
        ]);
        let item =
            AccessibilityItem { location: at, description: "wheelchair".into(), details: details.into() };
        push(rows, format!("{}/access", o.id), Item::Accessibility(item));
    }
}

fn push_service(rows: &mut Vec<SourceRow>, o: &Organization, s: &Service, checked: Date) {
    let id = s.source_id(o);
    let item = ServiceItem {
        organization: o.id.clone(),
        name: s.name.clone(),
        alternate_name: s.es.clone(),
        description: s.about.clone(),
        url: format!("https://www.{}.example", o.id),
        email: o.email(),
        application_process: if s.docs.is_empty() {
            "Call or come by.".into()
        } else {
            "Call first, then bring the papers.".into()
        },
        fees_description: s.cost.clone(),
        wait_time: s.wait.clone(),
        eligibility: Eligibility {
            description: s.who.clone(),
            minimum_age: s.min_age,
            maximum_age: s.max_age,
        },
        keywords: s.keys.clone(),
        assured_date: Some(checked),
        assured_by: o.name.clone(),
        confidential: s.confidential,
        ..ServiceItem::default()
    };
    push(rows, &id, Item::Service(Box::new(item)));
    if o.district.is_some() && !s.confidential {
        let at =
            ServiceAtLocationItem { service: id.clone(), location: o.location(), description: String::new() };
        push(rows, format!("{id}/at"), Item::ServiceAtLocation(at));
    }
    for (n, term) in s.terms.iter().enumerate() {
        let meaning = map_term(term, &[], false);
        let (domains, audience) = match meaning {
            TermMeaning::Domains(list) => (list.into_iter().map(str::to_owned).collect(), false),
            TermMeaning::Audience | TermMeaning::Unknown => (vec![], true),
        };
        let attribute = AttributeItem {
            service: id.clone(),
            taxonomy: "Open Eligibility".into(),
            term_code: String::new(),
            term: term.clone(),
            domains,
            audience,
        };
        push(rows, format!("{id}/term/{n}"), Item::Attribute(attribute));
    }
    for (n, schedule) in schedules(s).into_iter().enumerate() {
        push(rows, format!("{id}/hours/{n}"), Item::Schedule(Parents::service(&id), Box::new(schedule)));
    }
    for code in s.langs.split(' ') {
        let name = language::by_code(code).map_or_else(String::new, |l| l.name_en.clone());
        let item =
            LanguageItem { parents: Parents::service(&id), code: code.into(), name, note: String::new() };
        push(rows, format!("{id}/language/{code}"), Item::Language(item));
    }
    for (n, document) in s.docs.iter().enumerate() {
        let item = Item::RequiredDocument { service: id.clone(), document: document.clone() };
        push(rows, format!("{id}/paper/{n}"), item);
    }
    if let Some(cents) = s.amount {
        let item = CostOptionItem {
            service: id.clone(),
            option: String::new(),
            currency: "USD".into(),
            amount_cents: Some(cents),
            amount_description: s.cost.clone(),
        };
        push(rows, format!("{id}/cost"), Item::CostOption(item));
    }
    for (name, description) in areas(s) {
        let item = ServiceAreaItem { service: id.clone(), name: name.clone(), description };
        push(rows, format!("{id}/area/{name}"), Item::ServiceArea(item));
    }
}

/// Name and postal codes of the areas that a service serves.
fn areas(s: &Service) -> Vec<(String, String)> {
    let everywhere = DISTRICTS.map(|d| d.zip).join(", ");
    if s.area.is_empty() {
        return vec![(CITY.into(), everywhere)];
    }
    s.area
        .iter()
        .filter_map(|id| match id.as_str() {
            "county" => Some((COUNTY.to_owned(), everywhere.clone())),
            id => district(id).map(|d| (d.name.to_owned(), d.zip.to_owned())),
        })
        .collect()
}

/// Its hours, with the holidays on which the door stays shut.
fn schedules(s: &Service) -> Vec<Schedule> {
    let mut all = parse_hours(&s.hours).unwrap_or_else(|| vec![Schedule::words(&s.hours)]);
    for schedule in &mut all {
        schedule.description.clone_from(&s.hours);
    }
    let round_the_clock = s.hours == "24 hours";
    if s.season {
        // A warm room in winter, a garden in the other half of the year.
        let garden = s.name.contains("garden");
        let (from, to) = if garden {
            (date(2000, 11, 1), date(2000, 3, 31))
        } else {
            (date(2000, 4, 1), date(2000, 10, 31))
        };
        all.push(Schedule { description: "Out of season".into(), ..Schedule::closed_on(from, to, true) });
    }
    if !s.open_holidays && !round_the_clock {
        for (name, from, to) in [
            ("New Year's Day", date(2000, 1, 1), date(2000, 1, 1)),
            ("Independence Day", date(2000, 7, 4), date(2000, 7, 4)),
            ("Christmas", date(2000, 12, 24), date(2000, 12, 26)),
        ] {
            all.push(Schedule { description: name.into(), ..Schedule::closed_on(from, to, true) });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use tandem_directory::model::capacity::{CapacityStatus, units_fit};
    use tandem_directory::model::confidential::is_confidential;

    #[test]
    fn about_forty_organizations_of_all_ten_sectors_and_a_hundred_and_twenty_services() {
        let all = organizations();
        assert!((40..=50).contains(&all.len()), "{}", all.len());
        let sectors: HashSet<&str> = all.iter().map(|o| o.sector.as_str()).collect();
        assert_eq!(sectors.len(), Sector::ALL.len());
        assert!(all.iter().all(|o| Sector::from_code(&o.sector).is_some()));
        assert_eq!(all.iter().map(|o| o.services.len()).sum::<usize>(), 120);
        let controlled: Vec<_> = all.iter().filter(|o| o.parent.is_some()).collect();
        assert!(controlled.len() >= 2);
        for child in controlled {
            assert!(all.iter().any(|o| Some(&o.id) == child.parent.as_ref()), "{}", child.id);
        }
        let ids: HashSet<&str> = all.iter().map(|o| o.id.as_str()).collect();
        assert_eq!(ids.len(), all.len());
    }

    #[test]
    fn every_service_can_be_found_and_read() {
        for o in organizations() {
            assert!(o.district.as_deref().and_then(district).is_some() != o.confidential, "{}", o.id);
            for s in &o.services {
                let name = s.source_id(&o);
                assert!(!s.domains().is_empty(), "{name} helps with no need");
                for term in &s.terms {
                    assert_ne!(map_term(term, &[], false), TermMeaning::Unknown, "{name}: {term}");
                }
                assert!(parse_hours(&s.hours).is_some(), "{name}: hours `{}`", s.hours);
                assert!(s.langs.split(' ').all(|c| language::by_code(c).is_some()), "{name}: {}", s.langs);
                assert!(CapacityStatus::from_code(&s.cap).is_some() && units_fit(s.funded, s.free), "{name}");
                assert!(
                    s.area.iter().all(|a| a == "county" || district(a).is_some()),
                    "{name}: {:?}",
                    s.area
                );
                let terms: Vec<&str> = s.terms.iter().map(String::as_str).collect();
                let secret = is_confidential(&[&s.name, &s.es, &s.keys, &s.about], &terms);
                assert_eq!(secret, s.confidential, "{name}");
            }
        }
    }

    #[test]
    fn rides_run_out_in_far_meadow_and_nowhere_else() {
        let all = organizations();
        let rides = |area: &str| {
            all.iter()
                .flat_map(|o| &o.services)
                .filter(|s| s.domains().contains(&"transportation-insecurity"))
                .filter(|s| s.serves(area) && matches!(s.cap.as_str(), "open" | "limited"))
                .count()
        };
        for d in &DISTRICTS {
            assert_eq!(rides(d.name) == 0, d.id == "far-meadow", "{}", d.name);
        }
    }

    #[test]
    fn rows_are_the_same_for_the_same_seed_and_every_parent_comes_first() {
        let all = organizations();
        let made = rows(&all, 7, date(2026, 1, 1));
        assert_eq!(made, rows(&all, 7, date(2026, 1, 1)));
        let mut seen = HashSet::new();
        for row in &made {
            for (kind, id, _) in row.item.references() {
                assert!(seen.contains(&(kind, id.to_owned())), "{} comes before {id}", row.id);
            }
            assert!(seen.insert((row.item.kind(), row.id.clone())), "{} twice", row.id);
        }
    }
}
