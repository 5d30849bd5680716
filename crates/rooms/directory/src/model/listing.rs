//! A service with everything that a page shows of it.

use jiff::Timestamp;
use jiff::civil::Date;
use tandem_access::Uuid;

use super::capacity::Capacity;
use super::item::{Point, ServiceStatus};
use super::schedule::Schedule;

/// A service, read for a page, an export or a match.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Its id.
    pub id: Uuid,
    /// Who offers it.
    pub organization: Uuid,
    /// Their name.
    pub organization_name: String,
    /// Their e-mail address.
    pub organization_email: Option<String>,
    /// Their telephone number.
    pub organization_phone: Option<String>,
    /// Name.
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
    /// Help with languages.
    pub interpretation_services: String,
    /// How to apply.
    pub application_process: String,
    /// What it costs, in words.
    pub fees_description: String,
    /// How long people wait.
    pub wait_time: String,
    /// Who may use it, in words.
    pub eligibility_description: String,
    /// Youngest age.
    pub minimum_age: Option<i64>,
    /// Oldest age.
    pub maximum_age: Option<i64>,
    /// A notice for now.
    pub alert: String,
    /// The source's search words.
    pub keywords: String,
    /// When somebody last checked it.
    pub assured_date: Option<Date>,
    /// Who did.
    pub assured_by: String,
    /// Its place must not be known.
    pub confidential: bool,
    /// Which directory it came from; `tandem` for one written here.
    pub source: String,
    /// When it last changed here.
    pub updated_at: Timestamp,
    /// Where it is offered.
    pub places: Vec<Place>,
    /// Numbers of the service itself, then of its places.
    pub phones: Vec<Phone>,
    /// Hours that hold wherever it is offered.
    pub schedules: Vec<Schedule>,
    /// Languages: (ISO code or empty, name or words).
    pub languages: Vec<(String, String)>,
    /// Papers to bring.
    pub documents: Vec<String>,
    /// Prices.
    pub costs: Vec<Cost>,
    /// Where people must live.
    pub areas: Vec<String>,
    /// Taxonomy terms.
    pub terms: Vec<Term>,
    /// Whether it has room, if somebody said so.
    pub capacity: Option<Capacity>,
}

/// A place of a service.
#[derive(Clone, Debug)]
pub struct Place {
    /// The location.
    pub location: Uuid,
    /// The service at this location.
    pub at_location: Uuid,
    /// Its name.
    pub name: String,
    /// What is special for this service there.
    pub description: String,
    /// How to get there.
    pub transportation: String,
    /// Where on the map; never for a confidential place.
    pub point: Option<Point>,
    /// The place must not be known.
    pub confidential: bool,
    /// Street, floor, city, state, ZIP code; empty for a confidential place.
    pub address: Address,
    /// Help for people with disabilities.
    pub accessibility: Vec<String>,
    /// Hours there.
    pub schedules: Vec<Schedule>,
}

/// A street address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
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
}

impl Address {
    /// On one line; empty when nothing is known.
    pub fn line(&self) -> String {
        let state = format!("{} {}", self.state_province, self.postal_code);
        let parts = [self.address_1.as_str(), &self.address_2, &self.city, state.trim()];
        parts.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// A telephone number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// As people read it.
    pub number: String,
    /// Extension.
    pub extension: String,
    /// `voice`, `fax`, `text`, `textphone` ...
    pub phone_type: String,
    /// What it is for.
    pub description: String,
}

impl Phone {
    /// For a `tel:` link: digits, with `+1` before ten of them, and the extension after a pause.
    pub fn dial(&self) -> String {
        let plus = self.number.trim_start().starts_with('+');
        let digits: String = self.number.chars().filter(char::is_ascii_digit).collect();
        let extension: String = self.extension.chars().filter(char::is_ascii_digit).collect();
        let number = match digits.len() {
            _ if plus => format!("+{digits}"),
            10 => format!("+1{digits}"),
            11 if digits.starts_with('1') => format!("+{digits}"),
            _ => digits,
        };
        if extension.is_empty() { number } else { format!("{number},{extension}") }
    }

    /// Whether a person can call and speak.
    pub fn is_voice(&self) -> bool {
        !matches!(self.phone_type.as_str(), "fax" | "text" | "pager" | "textphone")
    }
}

/// A price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    /// For whom or when.
    pub option: String,
    /// Three-letter currency.
    pub currency: String,
    /// Cents.
    pub amount_cents: Option<i64>,
    /// Such as "per session".
    pub amount_description: String,
}

/// A taxonomy term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The term.
    pub term: String,
    /// Its code in its taxonomy.
    pub code: String,
    /// The taxonomy.
    pub taxonomy: String,
    /// The need domains that it stands for.
    pub domains: Vec<String>,
    /// It describes people.
    pub audience: bool,
}

impl Listing {
    /// The need domains, each once.
    pub fn domains(&self) -> Vec<&str> {
        let mut all: Vec<&str> =
            self.terms.iter().flat_map(|t| t.domains.iter().map(String::as_str)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The number to call first.
    pub fn main_phone(&self) -> Option<&Phone> {
        self.phones.iter().find(|p| p.is_voice())
    }

    /// The hours at a place: its own, else those of the service.
    pub fn hours_at<'a>(&'a self, place: Option<&'a Place>) -> &'a [Schedule] {
        match place {
            Some(place) if !place.schedules.is_empty() => &place.schedules,
            _ => &self.schedules,
        }
    }

    /// The need that decides which label a referral to this service carries.
    pub fn is_safety(&self) -> bool {
        self.confidential
            || self.domains().iter().any(|d| matches!(*d, "intimate-partner-violence" | "elder-abuse"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_can_be_dialled() {
        let phone = |number: &str, extension: &str| Phone {
            number: number.into(),
            extension: extension.into(),
            phone_type: "voice".into(),
            description: String::new(),
        };
        assert_eq!(phone("(410) 555-0100", "").dial(), "+14105550100");
        assert_eq!(phone("1-800-555-0100", "12").dial(), "+18005550100,12");
        assert_eq!(phone("211", "").dial(), "211");
        assert_eq!(phone("+44 1234 234567", "").dial(), "+441234234567");
    }
}
