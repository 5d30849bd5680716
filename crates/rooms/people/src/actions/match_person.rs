//! Match an incoming person (a screening, a file) to a record of one organization.

use crate::model::label::Label;
use crate::model::person::{Identifiers, PersonDetails};
use crate::{policy, store};
use std::collections::{BTreeMap, HashMap};
use tandem_access::{Action, Error, Kind, Tx, Uuid};

/// What a match found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// Nobody: create a record.
    Nobody,
    /// Exactly this record.
    One(Uuid),
    /// More than one: a person has to decide.
    Several(usize),
}

/// The record that `owner_org` knows by `value` in `system`.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn match_by_identifier(tx: &mut Tx, owner_org: Uuid, system: &str, value: &str) -> Result<Match, Error> {
    tx.require(Kind::Person, Action::Read)?;
    policy::records_for(tx.viewer(), owner_org)?;
    let found = store::person::by_identifier(tx, owner_org, system, value)?;
    Ok(found.map_or(Match::Nobody, |person| Match::One(person.id)))
}

/// By system and value: whom an organization knows by it, and the label of the record.
pub type KnownBy = HashMap<(String, String), (Uuid, Label)>;

/// Whom `owner_org` knows by each of these systems and values: a look-up for many at once.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn match_by_identifiers(
    tx: &mut Tx,
    owner_org: Uuid,
    wanted: impl IntoIterator<Item = (String, String)>,
) -> Result<KnownBy, Error> {
    tx.require(Kind::Person, Action::Read)?;
    policy::records_for(tx.viewer(), owner_org)?;
    let mut by_system: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (system, value) in wanted {
        by_system.entry(system).or_default().push(value);
    }
    let mut known = KnownBy::new();
    for (system, values) in by_system {
        for (value, person, label) in store::person::by_identifiers(tx, owner_org, &system, &values)? {
            known.insert((system.clone(), value), (person, label));
        }
    }
    Ok(known)
}

/// The record of `owner_org` that equals every given identifier; [`Match::Nobody`] when fewer than three are given.
/// Other organizations' records and domestic-violence records take no part, whoever asks.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn match_person(tx: &mut Tx, owner_org: Uuid, wanted: &Identifiers) -> Result<Match, Error> {
    tx.require(Kind::Person, Action::Read)?;
    policy::records_for(tx.viewer(), owner_org)?;
    if !wanted.is_enough() {
        return Ok(Match::Nobody);
    }
    Ok(Match::from(store::person::match_in_org(tx, owner_org, wanted)?.as_slice()))
}

/// The facts of a record whose number an import has met, to compare them with what the import says. For the system: nobody is
/// shown anything.
///
/// # Errors
/// [`Error::Forbidden`] for anybody else; [`Error::NotFound`]; the database's.
pub fn facts_to_compare(tx: &mut Tx, person: Uuid) -> Result<PersonDetails, Error> {
    super::only_system(tx)?;
    Ok(store::person::get(tx, person)?.ok_or(Error::NotFound)?.details)
}

impl From<&[Uuid]> for Match {
    fn from(found: &[Uuid]) -> Match {
        match found {
            [] => Match::Nobody,
            [one] => Match::One(*one),
            more => Match::Several(more.len()),
        }
    }
}
