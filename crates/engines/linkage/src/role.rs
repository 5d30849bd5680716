//! What a column holds. Roles come from a configuration, or are recognised from the names of the columns and a look at
//! their values; what was recognised is printed as a configuration to keep.

mod guess;
mod household;
mod names;
mod words;

pub use guess::{Guess, guess};
pub(crate) use names::words_of;

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

impl Role {
    /// The role that a column's name tells, if it tells one.
    pub fn of_name(name: &str) -> Option<Role> {
        names::claims(name).roles.first().map(|(role, _)| *role)
    }

    /// In words, as a configuration has it.
    pub fn word(self) -> String {
        let mut out = String::new();
        for c in format!("{self:?}").chars() {
            if c.is_uppercase() && !out.is_empty() {
                out.push('_');
            }
            out.extend(c.to_lowercase());
        }
        out
    }
}
