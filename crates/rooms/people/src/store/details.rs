//! What is sealed of a person, and the tokens by which statements find it.

use crate::model::person::{Identifiers, PersonDetails};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;
use tandem_access::{Error, KeyKind, Place, SealedTable, Tx, Uuid, sealed_table};

/// The tables of this room with sealed columns.
pub const SEALED: &[SealedTable] = &[
    sealed_table!(
        "person",
        "id",
        "UPDATE person SET key_id = NULL, sealed = NULL, match_token = NULL WHERE owner_org = ?1 AND (sealed IS NOT NULL \
         OR match_token IS NOT NULL)",
        "DELETE FROM person_name_token WHERE owner_org = ?1"
    ),
    sealed_table!(
        "person_identifier",
        "id",
        "UPDATE person_identifier SET key_id = NULL, sealed = NULL, value_token = NULL WHERE owner_org = ?1 AND \
         (sealed IS NOT NULL OR value_token IS NOT NULL)"
    ),
    sealed_table!(
        "consent",
        "id",
        "UPDATE consent SET key_id = NULL, sealed = NULL WHERE owner_org = ?1 AND sealed IS NOT NULL"
    ),
    sealed_table!(
        "consent_scan",
        "id",
        "UPDATE consent_scan SET key_id = NULL, sealed = NULL WHERE owner_org = ?1 AND sealed IS NOT NULL"
    ),
    sealed_table!(
        "guardian",
        "id",
        "UPDATE guardian SET key_id = NULL, sealed = NULL WHERE owner_org = ?1 AND sealed IS NOT NULL"
    ),
];

/// The place of a person's details.
pub fn person(row: Uuid, org: Uuid) -> Place {
    Place { table: "person", row, org }
}

/// The place of an identifier.
pub fn identifier(row: Uuid, org: Uuid) -> Place {
    Place { table: "person_identifier", row, org }
}

/// The place of a guardian's name.
pub fn guardian(row: Uuid, org: Uuid) -> Place {
    Place { table: "guardian", row, org }
}

/// The place of a piece of a scan.
pub fn scan(row: Uuid, org: Uuid) -> Place {
    Place { table: "consent_scan", row, org }
}

/// The place of what proves a consent.
pub fn consent(row: Uuid, org: Uuid) -> Place {
    Place { table: "consent", row, org }
}

/// Who somebody is and how to reach them. The names are those of the export.
#[derive(Serialize, Deserialize)]
#[serde(default)]
pub struct Sealed<'a> {
    given_name: Cow<'a, str>,
    family_name: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    preferred_name: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    birth_date: Option<jiff::civil::Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address_line1: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address_line2: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    city: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    postal_code: Option<Cow<'a, str>>,
}

impl Default for Sealed<'_> {
    fn default() -> Self {
        let none = || None;
        Sealed {
            given_name: Cow::Borrowed(""),
            family_name: Cow::Borrowed(""),
            preferred_name: none(),
            birth_date: None,
            phone: none(),
            email: none(),
            address_line1: none(),
            address_line2: none(),
            city: none(),
            region: none(),
            postal_code: none(),
        }
    }
}

impl<'a> From<&'a PersonDetails> for Sealed<'a> {
    fn from(d: &'a PersonDetails) -> Self {
        let text = |value: &'a Option<String>| value.as_deref().map(Cow::Borrowed);
        Sealed {
            given_name: Cow::Borrowed(&d.given_name),
            family_name: Cow::Borrowed(&d.family_name),
            preferred_name: text(&d.preferred_name),
            birth_date: d.birth_date,
            phone: text(&d.phone),
            email: text(&d.email),
            address_line1: text(&d.address_line1),
            address_line2: text(&d.address_line2),
            city: text(&d.city),
            region: text(&d.region),
            postal_code: text(&d.postal_code),
        }
    }
}

impl Sealed<'_> {
    /// Puts what was opened into a person's details.
    pub fn fill(self, d: &mut PersonDetails) {
        let text = |value: Option<Cow<'_, str>>| value.map(Cow::into_owned);
        d.given_name = self.given_name.into_owned();
        d.family_name = self.family_name.into_owned();
        d.preferred_name = text(self.preferred_name);
        d.birth_date = self.birth_date;
        d.phone = text(self.phone);
        d.email = text(self.email);
        d.address_line1 = text(self.address_line1);
        d.address_line2 = text(self.address_line2);
        d.city = text(self.city);
        d.region = text(self.region);
        d.postal_code = text(self.postal_code);
    }
}

/// The key for a record with this label.
pub fn kind(d: &PersonDetails) -> KeyKind {
    KeyKind::of_label(d.label.code())
}

/// The token of full name and birth date, which every exact match compares first; what else it compares is read from the
/// few records that are left. `None` where either is missing, and for a record that never matches.
pub fn match_token(tx: &Tx, org: Uuid, d: &PersonDetails) -> Result<Option<Uuid>, Error> {
    if d.label.is_searchable() { wanted_token(tx, org, &d.identifiers()) } else { Ok(None) }
}

/// The token that a record of `org` has when it equals what is wanted.
pub fn wanted_token(tx: &Tx, org: Uuid, wanted: &Identifiers) -> Result<Option<Uuid>, Error> {
    match (&wanted.name_key, wanted.birth_date) {
        (Some(name), Some(born)) => {
            Ok(Some(tx.token(org, "name and birth date", &format!("{name}|{born}"))?))
        }
        _ => Ok(None),
    }
}

/// Whether a record has everything else that is wanted.
pub fn equals(d: &PersonDetails, wanted: &Identifiers) -> bool {
    let same = |wanted: &Option<String>, has: &Option<String>| wanted.is_none() || wanted == has;
    let has = d.identifiers();
    has.name_key == wanted.name_key
        && has.birth_date == wanted.birth_date
        && same(&wanted.phone, &has.phone)
        && same(&wanted.email, &has.email)
        && same(&wanted.postal_code, &has.postal_code)
}

/// How many letters of a word have a token. A search takes the longest that its word covers, and reads the rest from the
/// records found: more tokens would find faster and tell a thief more of how names begin.
const BEGINNINGS: [usize; 3] = [1, 2, 4];

fn beginning(word: &str, letters: usize) -> Option<&str> {
    match word.char_indices().nth(letters) {
        Some((end, _)) => Some(&word[..end]),
        None => (word.chars().count() == letters).then_some(word),
    }
}

/// The tokens of a person's name; none for a record that no search finds.
pub fn name_tokens(tx: &Tx, org: Uuid, d: &PersonDetails) -> Result<BTreeSet<Uuid>, Error> {
    let mut tokens = BTreeSet::new();
    if d.label.is_searchable() {
        for word in d.name_words() {
            for start in BEGINNINGS.iter().filter_map(|n| beginning(&word, *n)) {
                tokens.insert(tx.token(org, "name begins", start)?);
            }
        }
    }
    Ok(tokens)
}

/// The token to search a word by, and how many letters it covers.
pub fn search_token(tx: &Tx, org: Uuid, word: &str) -> Result<(usize, Uuid), Error> {
    let covered = BEGINNINGS.iter().rev().find_map(|n| Some((*n, beginning(word, *n)?)));
    let (letters, start) = covered.unwrap_or((0, word));
    Ok((letters, tx.token(org, "name begins", start)?))
}

/// Whether each of `words` begins a word of the name.
pub fn found_by(d: &PersonDetails, words: &[String]) -> bool {
    let has = d.name_words();
    words.iter().all(|wanted| has.iter().any(|word| word.starts_with(wanted.as_str())))
}

/// The token of an identifier.
pub fn value_token(tx: &Tx, org: Uuid, system: &str, value: &str) -> Result<Uuid, Error> {
    tx.token(org, "identifier", &format!("{system}\n{value}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_are_of_letters_not_bytes() {
        assert_eq!(beginning("ñandú", 1), Some("ñ"));
        assert_eq!(beginning("ñandú", 4), Some("ñand"));
        assert_eq!(beginning("li", 2), Some("li"));
        assert_eq!(beginning("li", 4), None);
    }
}
