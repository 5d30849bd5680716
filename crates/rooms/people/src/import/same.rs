//! Whether a row with a number that is known here can be about whoever has it.
//!
//! Two programs of one organization may both count 1, 2, 3: a number alone proves nothing. People marry and dates are corrected, so
//! one of the two may differ; where both do, the number belongs to somebody else.

use crate::model::names::words;
use crate::model::person::{PersonDetails, PersonInput};
use jiff::civil::Date;
use std::collections::BTreeSet;
use tandem_intake::fault::Fault;

/// Whether a row is about somebody else than the record. Names are compared folded, whatever their order; one that says less than
/// the other is the same. Where either has no birth date, the given name has to speak for it.
pub fn is_somebody_else(record: &PersonDetails, said: &PersonInput) -> bool {
    let known = set(&record.name_words());
    let all = format!("{} {} {}", said.given_name, said.family_name, said.preferred_name);
    let said_words = set(&words(&all));
    if said_words.is_empty() {
        return false;
    }
    let dates = (record.birth_date, said.birth_date.trim().parse::<Date>().ok());
    match dates {
        (Some(known_date), Some(date)) => {
            let name_holds = known.is_subset(&said_words) || said_words.is_subset(&known);
            known_date != date && !name_holds
        }
        _ => {
            let given = set(&words(&format!("{} {}", said.given_name, said.preferred_name)));
            let first = if given.is_empty() { said_words } else { given };
            first.is_disjoint(&known)
        }
    }
}

fn set(words: &[String]) -> BTreeSet<String> {
    words.iter().cloned().collect()
}

/// What the report says of such a row, and the way out.
pub fn refusal(path: &str, number: &str) -> Fault {
    Fault::new(
        path,
        format!("number {number:?} belongs to somebody with another name and birth date here"),
        "if the file is of another program that counts for itself, import it with --source and a name for that program; if it is \
         the same person, correct name or birth date of the record first",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::label::Label;

    fn said(given: &str, family: &str, birth_date: &str) -> PersonInput {
        PersonInput {
            given_name: given.into(),
            family_name: family.into(),
            birth_date: birth_date.into(),
            ..PersonInput::default()
        }
    }

    #[test]
    fn both_have_to_differ() {
        let record = |given, family, date| {
            let mut details = said(given, family, date).check("2026-01-01".parse().unwrap()).unwrap();
            details.label = Label::General;
            details
        };
        let maria = record("María Elena", "García López", "1984-07-02");
        let nameless = record("María", "García", "");
        for (record, given, family, date, other) in [
            (&maria, "Maria", "Garcia Lopez", "1984-07-02", false),
            // Married; corrected; the order of names; said less.
            (&maria, "María Elena", "Vega", "1984-07-02", false),
            (&maria, "Maria Elena", "García López", "1984-02-07", false),
            (&maria, "García López", "María Elena", "1984-02-07", false),
            (&maria, "María", "García", "1984-02-07", false),
            (&maria, "", "", "1999-01-01", false),
            // Another name on the same day is a name that was changed.
            (&maria, "Ngozi", "Okonkwo", "1984-07-02", false),
            (&maria, "Ngozi", "Okonkwo", "1990-12-25", true),
            // A sister; a namesake's surname.
            (&maria, "Ana", "García López", "1986-01-05", true),
            (&maria, "María Elena", "Vega", "1990-12-25", true),
            // Without a birth date the given name decides.
            (&maria, "Ngozi", "Okonkwo", "", true),
            (&maria, "Ana", "García López", "", true),
            (&maria, "María", "Vega", "", false),
            (&maria, "", "García", "", false),
            (&nameless, "María", "Vega", "1990-12-25", false),
            (&nameless, "Ngozi", "García", "1990-12-25", true),
        ] {
            let row = said(given, family, date);
            assert_eq!(is_somebody_else(record, &row), other, "{given} {family} {date}");
        }
    }
}
