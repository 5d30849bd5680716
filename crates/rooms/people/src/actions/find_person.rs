//! Find a person: by name in one's own organization, by exact identifiers beyond it. Nobody browses.

use crate::model::names;
use crate::model::person::{Identifiers, Person};
use crate::{policy, store};
use tandem_access::{Action, Error, FieldErrors, Kind, Tx};

/// The most a search shows: a longer list is a reason to say more of the name.
pub const SHOWN: usize = 20;

/// The words of a name that a search uses.
const WORDS: usize = 4;

/// People of one's own organization whose names hold words that start with these: `gar mar` finds María García.
/// Accents and case do not matter. Domestic-violence records are absent; the care team has them in [`my_people`].
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`] below two letters or digits; the database's.
pub fn find_person(tx: &mut Tx, text: &str) -> Result<Vec<Person>, Error> {
    tx.require(Kind::Person, Action::Read)?;
    let org = policy::own_org(tx.viewer())?;
    let mut words = names::words(text);
    words.truncate(WORDS);
    if words.iter().map(|word| word.chars().count()).sum::<usize>() < 2 {
        return Err(FieldErrors::one("q", "people-error-search-short"));
    }
    let found = store::person::search(tx, org, &words, SHOWN)?;
    audit_found(tx, &found, "found by name")?;
    Ok(found)
}

/// People who equal every given identifier, of one's own organization and of others where a live consent opens the
/// record to one's own. Beyond one's own organization a postal code is no identifier. Somebody hidden and somebody unknown give the
/// same empty answer.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`] with fewer than three identifiers; the database's.
pub fn find_exact(tx: &mut Tx, wanted: &Identifiers) -> Result<Vec<Person>, Error> {
    tx.require(Kind::Person, Action::Read)?;
    policy::reading_org(tx.viewer())?;
    if !wanted.is_enough() {
        return Err(FieldErrors::one("q", "people-error-search-three"));
    }
    let mut found = store::person::match_exact(tx, wanted, SHOWN)?;
    // A county has a few dozen postal codes: who knows name and birth date could try them all, and learn where somebody lives now.
    let own = tx.viewer().org();
    let by_more = Identifiers { postal_code: None, ..wanted.clone() }.is_enough();
    found.retain(|person| by_more || Some(person.owner_org) == own);
    audit_found(tx, &found, "found by exact match")?;
    Ok(found)
}

/// The people whose care team the member is on, newest first.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn my_people(tx: &mut Tx, limit: usize) -> Result<Vec<Person>, Error> {
    tx.require(Kind::Person, Action::Read)?;
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    let found = store::person::of_member(tx, member, limit)?;
    audit_found(tx, &found, "listed to the care team")?;
    Ok(found)
}

fn audit_found(tx: &mut Tx, found: &[Person], how: &str) -> Result<(), Error> {
    if found.is_empty() {
        return tx.audit(Action::Read, Kind::Person, None, None, "searched, found nobody");
    }
    for person in found {
        tx.audit_for(person.owner_org, Action::Read, Kind::Person, Some(person.id), Some(person.id), how)?;
    }
    Ok(())
}

/// A record of one's own organization with the same full name and birth date, before a second one is made. Without
/// both there is none; domestic-violence records take no part.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn find_twin(tx: &mut Tx, input: &crate::model::person::PersonInput) -> Result<Option<Person>, Error> {
    tx.require(Kind::Person, Action::Write)?;
    let org = policy::own_org(tx.viewer())?;
    let wanted = Identifiers {
        name_key: Some(names::fold(&format!("{} {}", input.given_name, input.family_name))),
        birth_date: input.birth_date.trim().parse().ok(),
        ..Identifiers::default()
    };
    if wanted.birth_date.is_none() || wanted.name_key.as_deref() == Some("") {
        return Ok(None);
    }
    let Some(id) = store::person::match_in_org(tx, org, &wanted)?.first().copied() else { return Ok(None) };
    let twin = store::person::get(tx, id)?;
    audit_found(tx, twin.as_slice(), "found as a possible duplicate")?;
    Ok(twin)
}
