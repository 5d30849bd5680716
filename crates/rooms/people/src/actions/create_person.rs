//! Create a person's record in one's own organization.

use super::today;
use crate::model::label::Label;
use crate::model::person::{Person, PersonDetails, PersonInput, TeamRole};
use crate::{policy, store};
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};
use tandem_events::{Event, publish};

/// Creates a record owned by `owner_org` and returns its id. A member who creates one leads its care team.
///
/// A confidential organization (a domestic-violence service) keeps every record local-only unless a label is set by
/// hand: that the person is known there is itself the secret.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`] with every fault of the input; the database's.
pub fn create_person(tx: &mut Tx, owner_org: Uuid, input: &PersonInput) -> Result<Uuid, Error> {
    tx.require(Kind::Person, Action::Write)?;
    policy::records_for(tx.viewer(), owner_org)?;
    let mut details = input.check(today(tx)).map_err(Error::Invalid)?;
    if input.label.trim().is_empty() && tandem_partners::actions::find(tx, owner_org)?.confidential {
        details.label = Label::DomesticViolence;
    }
    keep(tx, owner_org, details, &[])
}

/// As [`create_person`], from details that were checked and carry their label, with the systems and values by which
/// the organization knows the person.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Conflict`] when the organization uses one for somebody else; the database's.
pub fn create_known_person(
    tx: &mut Tx,
    owner_org: Uuid,
    details: PersonDetails,
    identifiers: &[(String, String)],
) -> Result<Uuid, Error> {
    tx.require(Kind::Person, Action::Write)?;
    policy::records_for(tx.viewer(), owner_org)?;
    keep(tx, owner_org, details, identifiers)
}

fn keep(
    tx: &mut Tx,
    owner_org: Uuid,
    details: PersonDetails,
    identifiers: &[(String, String)],
) -> Result<Uuid, Error> {
    let now = tx.now();
    let person = Person { id: tx.new_public_id(), owner_org, details, created_at: now, updated_at: now };
    store::person::insert(tx, &person)?;
    if let Some(member) = tx.viewer().member_id() {
        store::team::assign(tx, (&person).into(), member, TeamRole::Lead)?;
    }
    store::person::index(tx, &person)?;
    for (system, value) in identifiers {
        if !store::person::insert_identifier(tx, &person, system, value)? {
            return Err(Error::Conflict { code: "people-conflict-identifier" });
        }
    }
    publish(tx, &Event::PersonKept { person: person.id })?;
    tx.audit(Action::Write, Kind::Person, Some(person.id), Some(person.id), "created")?;
    Ok(person.id)
}

/// Notes that the owner of the record knows the person by `value` in `system` (a medical record number, say).
///
/// # Errors
/// [`Error::Invalid`] when either is empty, [`Error::Conflict`] when the organization uses it for somebody else.
pub fn add_identifier(tx: &mut Tx, person: Uuid, system: &str, value: &str) -> Result<(), Error> {
    tx.require(Kind::Person, Action::Write)?;
    let (system, value) = (system.trim(), value.trim());
    if system.is_empty() || value.is_empty() {
        return Err(FieldErrors::one("identifier", "people-error-identifier"));
    }
    let record = store::person::get(tx, person)?.ok_or(Error::NotFound)?;
    policy::records_for(tx.viewer(), record.owner_org)?;
    let known = store::person::identifiers(tx, &record)?;
    if known.iter().any(|(s, v)| s == system && v == value) {
        return Ok(());
    }
    if !store::person::insert_identifier(tx, &record, system, value)? {
        return Err(Error::Conflict { code: "people-conflict-identifier" });
    }
    publish(tx, &Event::PersonKept { person })?;
    tx.audit(Action::Write, Kind::Person, Some(person), Some(person), "identifier added")
}
