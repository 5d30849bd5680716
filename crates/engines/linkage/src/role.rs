//! What a column holds. Roles come from a configuration, or are recognised from the names of the columns and a look at
//! their values; what was recognised is printed as a configuration to keep.

use serde::{Deserialize, Serialize};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// First name.
    GivenName,
    /// Middle name or its initial.
    MiddleName,
    /// Last name.
    FamilyName,
    /// Whole name in one cell: taken apart into given, middle and family name.
    FullName,
    /// Date of birth.
    BirthDate,
    /// Sex or gender.
    Sex,
    /// Telephone number.
    Phone,
    /// E-mail address.
    Email,
    /// A number that was given to one person: social security number or its end, medical record number.
    Identifier,
    /// Whole address in one cell: taken apart into house number, street, unit and postcode.
    Address,
    /// House number.
    HouseNumber,
    /// Street, with or without the house number.
    Street,
    /// Apartment or unit.
    Unit,
    /// City, town or suburb.
    City,
    /// Postcode or ZIP code.
    Postcode,
    /// State or region.
    State,
    /// Latitude and longitude in degrees, in one cell: `39.29,-76.61`.
    Position,
    /// Any other text that says something of a person: occupation, place of birth.
    Text,
    /// The row's own identifier.
    Id,
    /// Not looked at.
    Ignore,
}

/// Words that column names are known by, in the order they are tried: the first that is in the name wins. Names are
/// folded first (`dateOfBirth`, `DATE_OF_BIRTH` and `date of birth` are `date of birth`).
const NAMES: [(&str, Role); 76] = [
    ("rec id", Role::Id),
    ("record id", Role::Id),
    ("client id", Role::Id),
    ("patient id", Role::Id),
    ("person id", Role::Id),
    ("member id", Role::Id),
    // A medical record number is one system's name for a row: a duplicate has another.
    ("mrn", Role::Id),
    ("date of birth", Role::BirthDate),
    ("birth date", Role::BirthDate),
    ("birthdate", Role::BirthDate),
    ("dob", Role::BirthDate),
    ("born", Role::BirthDate),
    ("fecha de nacimiento", Role::BirthDate),
    ("nacimiento", Role::BirthDate),
    ("birth place", Role::Text),
    ("place of birth", Role::Text),
    ("birth", Role::BirthDate),
    ("middle", Role::MiddleName),
    ("mi", Role::MiddleName),
    ("minit", Role::MiddleName),
    ("segundo nombre", Role::MiddleName),
    ("first and", Role::FullName),
    ("full name", Role::FullName),
    ("fullname", Role::FullName),
    ("nombre completo", Role::FullName),
    ("client name", Role::FullName),
    ("patient name", Role::FullName),
    ("first", Role::GivenName),
    ("given", Role::GivenName),
    ("forename", Role::GivenName),
    ("fname", Role::GivenName),
    ("firstname", Role::GivenName),
    ("last", Role::FamilyName),
    ("family", Role::FamilyName),
    ("surname", Role::FamilyName),
    ("lname", Role::FamilyName),
    ("lastname", Role::FamilyName),
    ("apellido", Role::FamilyName),
    ("apellidos", Role::FamilyName),
    ("nombre", Role::GivenName),
    ("sex", Role::Sex),
    ("gender", Role::Sex),
    ("sexo", Role::Sex),
    ("e mail", Role::Email),
    ("email", Role::Email),
    ("correo", Role::Email),
    ("phone", Role::Phone),
    ("mobile", Role::Phone),
    ("cell", Role::Phone),
    ("telephone", Role::Phone),
    ("tel", Role::Phone),
    ("telefono", Role::Phone),
    ("ssn", Role::Identifier),
    ("soc sec", Role::Identifier),
    ("social security", Role::Identifier),
    ("medicaid", Role::Identifier),
    ("identifier", Role::Identifier),
    ("house", Role::HouseNumber),
    ("street number", Role::HouseNumber),
    ("unit", Role::Unit),
    ("apt", Role::Unit),
    ("apartment", Role::Unit),
    ("zip", Role::Postcode),
    ("postcode", Role::Postcode),
    ("postal", Role::Postcode),
    ("city", Role::City),
    ("town", Role::City),
    ("suburb", Role::City),
    ("ciudad", Role::City),
    ("state", Role::State),
    ("province", Role::State),
    ("street", Role::Street),
    ("address 1", Role::Street),
    ("address 2", Role::Text),
    ("address", Role::Address),
    ("direccion", Role::Address),
];

impl Role {
    /// The role that a column's name tells, if it tells one.
    pub fn of_name(name: &str) -> Option<Role> {
        let words = words_of(name);
        if words == "id" || words == "name" || words == "client" || words == "patient" {
            return Some(if words == "id" { Role::Id } else { Role::FullName });
        }
        NAMES.iter().find(|(known, _)| holds(&words, known)).map(|(_, role)| *role)
    }

    /// The role of a column from its name, then from a sample of its values. A column of which nothing is known is
    /// text where its values repeat (an occupation), and not looked at where each row has its own or all the same.
    pub fn recognise(name: &str, sample: &[String]) -> Role {
        let filled: Vec<&String> = sample.iter().filter(|v| !v.trim().is_empty()).collect();
        let share = |test: fn(&str) -> bool| {
            filled.iter().filter(|v| test(v)).count() as f64 / filled.len().max(1) as f64
        };
        let mut digits = String::new();
        let dates = share(|v| v.len() >= 8 && crate::text::date(v, false).is_some());
        let emails = share(|v| v.contains('@'));
        let phones = filled
            .iter()
            .filter(|v| matches!(crate::text::digits(v, &mut digits).len(), 10 | 11))
            .filter(|v| v.chars().all(|c| !c.is_alphabetic()))
            .count() as f64
            / filled.len().max(1) as f64;
        match Role::of_name(name) {
            // A street that begins with the house number is a whole line of an address.
            Some(Role::Street) if share(|v| v.starts_with(|c: char| c.is_ascii_digit())) > 0.5 => {
                Role::Address
            }
            Some(role) => role,
            None if filled.is_empty() => Role::Ignore,
            None if emails > 0.8 => Role::Email,
            None if dates > 0.8 => Role::BirthDate,
            None if phones > 0.8 => Role::Phone,
            None => {
                let mut distinct: Vec<&str> = filled.iter().map(|v| v.as_str()).collect();
                distinct.sort_unstable();
                distinct.dedup();
                let all = filled.len().max(1);
                if distinct.len() < 2 || distinct.len() * 20 > all * 19 { Role::Ignore } else { Role::Text }
            }
        }
    }
}

/// Is `known` in `words` at the borders of words?
fn holds(words: &str, known: &str) -> bool {
    words.match_indices(known).any(|(at, _)| {
        let (before, after) = (&words[..at], &words[at + known.len()..]);
        let border = |c: Option<char>| c.is_none_or(|c| c == ' ' || c.is_ascii_digit());
        border(before.chars().next_back()) && border(after.chars().next())
    })
}

/// `dateOfBirth`, `DATE_OF_BIRTH`: `date of birth`.
fn words_of(name: &str) -> String {
    let mut parted = String::new();
    let mut small = false;
    for c in name.chars() {
        if c.is_uppercase() && small {
            parted.push(' ');
        }
        small = c.is_lowercase();
        parted.push(c);
    }
    let mut out = String::new();
    crate::text::fold(&parted, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns() {
        for (name, role) in [
            ("first_name", Role::GivenName),
            ("givenName", Role::GivenName),
            ("LastName", Role::FamilyName),
            ("date_of_birth", Role::BirthDate),
            ("birth_place", Role::Text),
            ("dob", Role::BirthDate),
            ("middle_initial", Role::MiddleName),
            ("street_number", Role::HouseNumber),
            ("street_name", Role::Street),
            ("address_1", Role::Street),
            ("soc_sec_id", Role::Identifier),
            ("ssn4", Role::Identifier),
            ("postcode_fake", Role::Postcode),
            ("suburb", Role::City),
            ("Cell Phone", Role::Phone),
            ("rec_id", Role::Id),
            ("Apellido", Role::FamilyName),
        ] {
            assert_eq!(Role::of_name(name), Some(role), "{name}");
        }
        assert_eq!(Role::of_name("minutes"), None);
    }

    #[test]
    fn values_of_columns() {
        let of = |values: &[&str]| {
            Role::recognise("x7", &values.iter().map(|v| (*v).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(of(&["1990-01-02", "1985-12-31", ""]), Role::BirthDate);
        assert_eq!(of(&["a@b.example", "c@d.example"]), Role::Email);
        assert_eq!(of(&["(206) 555-0100", "2065550101"]), Role::Phone);
        assert_eq!(of(&["cook", "cook", "nurse", "nurse"]), Role::Text);
        assert_eq!(of(&["q1", "q2", "q3"]), Role::Ignore);
        assert_eq!(of(&[]), Role::Ignore);
    }
}
