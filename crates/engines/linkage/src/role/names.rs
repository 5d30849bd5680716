//! The role that the name of a column tells.

use super::Role;
use super::words::{ALONE, OTHERS, WORDS};
use crate::text::fold;

/// What a name claims.
pub(super) struct Claims {
    /// Roles with how well the name fits them, best first, each once.
    pub(super) roles: Vec<(Role, usize)>,
    /// It is of something else than the person: of a visit, a worker, a relative.
    pub(super) others: bool,
}

/// A name that is known as a whole.
pub(super) const WHOLE: usize = 1000;

/// The roles that a column's name claims.
pub(super) fn claims(name: &str) -> Claims {
    let words = numbered(name, words_of(name));
    let mut roles: Vec<(Role, usize)> = vec![];
    let mut claim = |role: Role, fit: usize| match roles.iter_mut().find(|(known, _)| *known == role) {
        Some((_, best)) => *best = fit.max(*best),
        None => roles.push((role, fit)),
    };
    let others = OTHERS.iter().any(|known| holds(&words, known));
    for (known, role) in WORDS {
        if words == known {
            claim(role, WHOLE);
        } else if !others && holds(&words, known) {
            claim(role, known.len());
        }
    }
    // `Phone 2` as `phone`.
    let alone = words.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    for (known, role) in ALONE {
        if words == known || alone == known {
            claim(role, WHOLE - 1);
        }
    }
    if name.trim() == "#" {
        claim(Role::Id, WHOLE);
    }
    // Stable: what comes first in the list is first of two that fit as well.
    roles.sort_by_key(|(_, fit)| std::cmp::Reverse(*fit));
    let others = others && roles.is_empty();
    Claims { roles, others }
}

/// `Client #`, `Record No.`: `client number`. What follows the word says that it is no client and no record.
fn numbered(name: &str, words: String) -> String {
    let hash = name.trim().strip_suffix('#').filter(|rest| !rest.trim().is_empty());
    let stem =
        ["no", "num", "nr", "numero"].iter().find_map(|end| words.strip_suffix(end)?.strip_suffix(' '));
    match (hash, stem) {
        (Some(_), _) => format!("{words} number"),
        (None, Some(stem)) if !matches!(stem, "id" | "client") => format!("{stem} number"),
        _ => words,
    }
}

/// The name of a column in a list of children or students, without whose it is: `Child's First Name` as `first name`.
pub(super) fn of_whom(name: &str) -> String {
    let words = words_of(name);
    let known = ["child s ", "childs ", "child ", "student s ", "students ", "student "];
    known.iter().find_map(|of| words.strip_prefix(of)).map_or(name.to_owned(), str::to_owned)
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
pub(crate) fn words_of(name: &str) -> String {
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
    fold(&parted, &mut out);
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
            ("D.O.B.", Role::BirthDate),
            ("Birth Dt", Role::BirthDate),
            ("F. Nac.", Role::BirthDate),
            ("Fecha nac.", Role::BirthDate),
            ("Birth Sex", Role::Sex),
            ("Country of Birth", Role::Text),
            ("middle_initial", Role::MiddleName),
            ("street_number", Role::HouseNumber),
            ("street_name", Role::Street),
            ("address_1", Role::Street),
            ("Addr1", Role::Street),
            ("Domicilio", Role::Address),
            ("Direcci\u{f3}n", Role::Address),
            ("C\u{f3}digo postal", Role::Postcode),
            ("soc_sec_id", Role::Identifier),
            ("ssn4", Role::Identifier),
            ("postcode_fake", Role::Postcode),
            ("suburb", Role::City),
            ("Cell Phone", Role::Phone),
            ("Celular", Role::Phone),
            ("Ph", Role::Phone),
            ("Tel.", Role::Phone),
            ("Contact Phone", Role::Phone),
            ("rec_id", Role::Id),
            ("Folio", Role::Id),
            ("No.", Role::Id),
            ("Client #", Role::Id),
            ("Client#", Role::Id),
            ("Record #", Role::Id),
            ("Patient No.", Role::Id),
            ("Phone #", Role::Phone),
            ("House No.", Role::HouseNumber),
            ("Apt #", Role::Unit),
            ("SSN #", Role::Identifier),
            ("client_no", Role::Id),
            ("Apellido", Role::FamilyName),
            ("Apellido materno", Role::Text),
            ("first_and_surname", Role::FullName),
            ("Client", Role::FullName),
        ] {
            assert_eq!(Role::of_name(name), Some(role), "{name}");
        }
    }

    #[test]
    fn what_is_not_the_person_s() {
        for name in [
            "minutes",
            "First Visit",
            "Last Visit",
            "Intake Date",
            "Emergency Contact Phone",
            "Last Updated",
            "Date Created",
            "Spouse First Name",
            "Parent Phone",
            "Caseworker",
            "Provider Name",
            "Fecha de ingreso",
        ] {
            assert_eq!(Role::of_name(name), None, "{name}");
        }
        assert!(claims("Emergency Contact Phone").others && !claims("Colour").others);
    }
}
