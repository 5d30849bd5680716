//! What the columns of a table of people hold: recognised by the linkage engine from names and values, with the few that only a
//! record has.

use super::births::Reading;
use crate::model::names;
use crate::model::person::PersonInput;
use std::collections::BTreeMap;
use tandem_intake::table::Record;
use tandem_linkage::dates;
use tandem_linkage::names::as_written;
use tandem_linkage::role::{Role, guess};
use tandem_linkage::text;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Holds {
    /// What linkage reads too.
    Role(Role),
    /// What a person's mother is called, after the first family name: `García López`.
    SecondFamilyName,
    PreferredName,
    Language,
    Label,
    SafeCall,
    SafeText,
    SafeEmail,
    SafeMessage,
}

/// Names that linkage does not read. Names are in small letters with `_` for a space.
const OWN: [(&str, Holds); 21] = [
    ("apellido_materno", Holds::SecondFamilyName),
    ("segundo_apellido", Holds::SecondFamilyName),
    ("maternal_surname", Holds::SecondFamilyName),
    ("second_surname", Holds::SecondFamilyName),
    ("preferred_name", Holds::PreferredName),
    ("nickname", Holds::PreferredName),
    ("nombre_preferido", Holds::PreferredName),
    ("language", Holds::Language),
    ("preferred_language", Holds::Language),
    ("idioma", Holds::Language),
    ("label", Holds::Label),
    ("sensitivity", Holds::Label),
    ("safe_call", Holds::SafeCall),
    ("safe_to_call", Holds::SafeCall),
    ("safe_text", Holds::SafeText),
    ("safe_to_text", Holds::SafeText),
    ("safe_email", Holds::SafeEmail),
    ("safe_to_email", Holds::SafeEmail),
    ("safe_message", Holds::SafeMessage),
    ("safe_to_leave_a_message", Holds::SafeMessage),
    ("ok_to_leave_message", Holds::SafeMessage),
];

/// What each column of a table holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    holds: BTreeMap<String, Holds>,
    ignored: Vec<String>,
    /// How dates of birth are written; nothing is read of them before that is known.
    dates: Option<Reading>,
    /// Day, month and year of birth, where they stand in three columns.
    three: Option<[String; 3]>,
}

/// A person of a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Read {
    /// What the row says of them.
    pub person: PersonInput,
    /// The numbers it gives them: system and value.
    pub numbers: Vec<(String, String)>,
    /// A telephone number that cannot be one, and was left out.
    pub odd_phone: Option<String>,
}

impl Columns {
    /// From the header and a sample of rows; the first column of a kind counts, of telephones, e-mails and numbers all.
    pub fn recognise(header: &[String], sample: &[Vec<String>]) -> Columns {
        let values = |place: usize| -> Vec<String> {
            sample.iter().map(|row| row.get(place).cloned().unwrap_or_default()).collect()
        };
        let own = |name: &String| OWN.iter().find(|(known, _)| known == name).map(|(_, holds)| *holds);
        // A column that only a record has takes part in no other's place.
        let others: Vec<String> =
            header.iter().map(|name| own(name).map_or_else(|| name.clone(), |_| String::new())).collect();
        let samples: Vec<Vec<String>> = (0..header.len()).map(values).collect();
        let roles = guess(&others, &samples).roles;
        let mut holds: BTreeMap<String, Holds> = BTreeMap::new();
        let mut ignored = vec![];
        for (name, role) in header.iter().zip(roles) {
            let found = own(name).unwrap_or(Holds::Role(role));
            let read = !matches!(found, Holds::Role(Role::Ignore | Role::Text | Role::Sex | Role::Position));
            let again = !matches!(found, Holds::Role(Role::Identifier | Role::Phone | Role::Email))
                && holds.values().any(|h| *h == found);
            if name.is_empty() || !read || again {
                ignored.push(name.clone());
            } else {
                holds.insert(name.clone(), found);
            }
        }
        let three = dates::in_three(header).map(|three| three.map(|place| header[place].clone()));
        ignored.retain(|name| three.as_ref().is_none_or(|three| !three.contains(name)));
        Columns { holds, ignored, dates: None, three }
    }

    /// Whether a column is called so, as far as names tell.
    pub fn is_name(column: &str) -> bool {
        OWN.iter().any(|(own, _)| *own == column) || Role::of_name(column).is_some()
    }

    /// What each column was taken for, in words.
    pub fn told(&self) -> BTreeMap<String, String> {
        let word = |holds: &Holds| match holds {
            Holds::Role(role) => format!("{role:?}"),
            own => format!("{own:?}"),
        };
        let spaced = |name: String| {
            let mut out = String::new();
            for (i, c) in name.chars().enumerate() {
                if c.is_uppercase() && i > 0 {
                    out.push(' ');
                }
                out.extend(c.to_lowercase());
            }
            out
        };
        let three =
            self.three.iter().flatten().map(|name| (name.clone(), "part of the birth date".to_owned()));
        self.holds.iter().map(|(name, holds)| (name.clone(), spaced(word(holds)))).chain(three).collect()
    }

    /// Columns that are not read.
    pub fn ignored(&self) -> &[String] {
        &self.ignored
    }

    /// Whether a name is among the columns at all.
    pub fn have_a_name(&self) -> bool {
        let of = |role| self.holds.values().any(|h| *h == Holds::Role(role));
        of(Role::GivenName) || of(Role::FamilyName) || of(Role::FullName)
    }

    /// The person of a row.
    pub fn read(&self, row: &Record<'_>) -> Read {
        let mut person = PersonInput::default();
        let (mut numbers, mut odd_phone) = (vec![], None);
        let (mut house, mut middle, mut second) = (String::new(), String::new(), String::new());
        for (name, holds) in &self.holds {
            let Some(value) = row.some(name) else { continue };
            match holds {
                Holds::Role(role) => match role {
                    Role::GivenName => value.clone_into(&mut person.given_name),
                    Role::MiddleName => value.clone_into(&mut middle),
                    Role::FamilyName => value.clone_into(&mut person.family_name),
                    Role::FullName => full_name(value, &mut person),
                    Role::BirthDate => {}
                    Role::Phone => match phone(value) {
                        Some(number) => first(&mut person.phone, &number),
                        None => odd_phone = Some(value.to_owned()),
                    },
                    Role::Email => first(&mut person.email, value),
                    Role::Address => address(value, &mut person),
                    Role::HouseNumber => value.clone_into(&mut house),
                    Role::Street => value.clone_into(&mut person.address_line1),
                    Role::Unit => value.clone_into(&mut person.address_line2),
                    Role::City => value.clone_into(&mut person.city),
                    Role::State => value.clone_into(&mut person.region),
                    Role::Postcode => value.clone_into(&mut person.postal_code),
                    Role::Id => numbers.push((super::FILE_ID.to_owned(), value.to_owned())),
                    Role::Identifier => numbers.push((system_of(name), value.to_owned())),
                    Role::Sex | Role::Position | Role::Text | Role::Ignore => {}
                },
                Holds::SecondFamilyName => value.clone_into(&mut second),
                Holds::PreferredName => value.clone_into(&mut person.preferred_name),
                Holds::Language => value.clone_into(&mut person.language),
                Holds::Label => value.to_lowercase().clone_into(&mut person.label),
                Holds::SafeCall => person.safe.call = yes(value),
                Holds::SafeText => person.safe.text = yes(value),
                Holds::SafeEmail => person.safe.email = yes(value),
                Holds::SafeMessage => person.safe.message = yes(value),
            }
        }
        if !middle.is_empty() {
            person.given_name = format!("{} {middle}", person.given_name).trim().to_owned();
        }
        if !second.is_empty() {
            person.family_name = format!("{} {second}", person.family_name).trim().to_owned();
        }
        if !house.is_empty() {
            person.address_line1 = format!("{house} {}", person.address_line1).trim().to_owned();
        }
        let birth = self.birth(row);
        if !birth.is_empty() {
            person.birth_date = self.dates.map_or_else(|| birth.clone(), |dates| dates.iso(&birth));
        }
        // A number that cannot be one is left out where something else tells who this is.
        let known = [&person.birth_date, &person.email, &person.address_line1, &person.phone];
        if known.iter().all(|said| said.is_empty()) && numbers.is_empty() {
            person.phone = odd_phone.take().unwrap_or_default();
        }
        Read { person, numbers, odd_phone }
    }

    /// The date of birth as the row writes it; empty where it has none.
    pub fn birth(&self, row: &Record<'_>) -> String {
        if let Some([day, month, year]) = &self.three {
            let written = dates::together(row.get(day), row.get(month), row.get(year));
            if !written.is_empty() {
                return written;
            }
        }
        let column = self.holds.iter().find(|(_, holds)| **holds == Holds::Role(Role::BirthDate));
        column.map(|(name, _)| row.get(name).to_owned()).unwrap_or_default()
    }

    /// Whether a column holds dates of birth.
    pub fn have_a_birth(&self) -> bool {
        self.three.is_some() || self.holds.values().any(|holds| *holds == Holds::Role(Role::BirthDate))
    }

    /// Says how the dates of birth are written.
    pub fn write_dates_as(&mut self, reading: Reading) {
        self.dates = Some(reading);
    }
}

/// A telephone number as the record keeps one, without an extension and what else is written with it.
fn phone(value: &str) -> Option<String> {
    let number = text::without_extension(value).trim();
    let plain = || {
        let mut digits = String::new();
        text::phone(value, &mut digits).filter(|digits| digits.len() == 10).map(str::to_owned)
    };
    if names::phone(number).is_some() { Some(number.to_owned()) } else { plain() }
}

fn first(place: &mut String, value: &str) {
    if place.is_empty() {
        value.clone_into(place);
    }
}

fn yes(value: &str) -> bool {
    matches!(value.to_lowercase().as_str(), "1" | "y" | "yes" | "true" | "t" | "x" | "si" | "sí")
}

/// A whole name, taken apart as linkage does.
fn full_name(value: &str, person: &mut PersonInput) {
    let (given, family) = as_written(value);
    // Who has one name has it as the family name.
    let (given, family) = if family.is_empty() { (family, given) } else { (given, family) };
    first(&mut person.given_name, &given);
    first(&mut person.family_name, &family);
}

/// `12 Main St, Apt 3, Reading, PA 19601`: as far as commas part it.
fn address(value: &str, person: &mut PersonInput) {
    let mut parts: Vec<&str> = value.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    if let Some(last) = parts.last().copied() {
        let (state, zip) = last.rsplit_once(' ').unwrap_or(("", last));
        let is_zip = zip.len() >= 5 && zip.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        if is_zip && parts.len() > 1 {
            first(&mut person.postal_code, zip);
            first(&mut person.region, state);
            parts.pop();
            if parts.len() > 1
                && let Some(city) = parts.pop()
            {
                first(&mut person.city, city);
            }
        }
    }
    let mut parts = parts.into_iter();
    first(&mut person.address_line1, parts.next().unwrap_or_default());
    first(&mut person.address_line2, &parts.collect::<Vec<_>>().join(", "));
}

/// The system of a column of numbers. A social security number is the person's wherever they go; the end of one is not.
fn system_of(column: &str) -> String {
    let whole = ["ssn", "social_security_number", "social_security"].contains(&column);
    if whole { "http://hl7.org/fhir/sid/us-ssn".to_owned() } else { format!("urn:tandem:column:{column}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephones_lose_what_is_written_behind_them() {
        assert_eq!(phone("555.123.4567 ext 12").as_deref(), Some("555.123.4567"));
        assert_eq!(phone("cell 555-123-4567").as_deref(), Some("5551234567"));
        assert_eq!(phone("+52 55 1234 5678 (home)").as_deref(), Some("+52 55 1234 5678"));
        assert_eq!(phone("none"), None);
        assert_eq!(phone("123-4567"), None);
    }

    #[test]
    fn names_and_addresses_in_one_cell_are_taken_apart() {
        let mut person = PersonInput::default();
        full_name("García López, María", &mut person);
        assert_eq!((person.given_name.as_str(), person.family_name.as_str()), ("María", "García López"));
        address("12 Main St, Apt 3, Reading, PA 19601", &mut person);
        let got =
            [&person.address_line1, &person.address_line2, &person.city, &person.region, &person.postal_code];
        assert_eq!(got, ["12 Main St", "Apt 3", "Reading", "PA", "19601"]);
        let mut plain = PersonInput::default();
        address("12 Main St", &mut plain);
        assert_eq!(plain.address_line1, "12 Main St");
    }
}
