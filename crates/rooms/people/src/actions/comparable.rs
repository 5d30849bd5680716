//! What linkage compares of a record. Nobody reads it but the system, and a reviewer who took the pair.

use super::only_system;
use crate::model::exceptional::ExceptionalPurpose;
use crate::model::label::Label;
use crate::model::person::{Identifiers, Person, PersonDetails};
use crate::store;
use std::collections::BTreeSet;
use tandem_access::{Action, Error, Kind, Tx, Uuid};
use tandem_partners::model::{Membership, Organization};

/// The most records that are alike: more have a common placeholder, and no person.
const ALIKE: usize = 20;

/// A record as linkage compares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparable {
    /// The record.
    pub person: Uuid,
    /// Who keeps it.
    pub owner_org: Uuid,
    /// How sensitive it is that the person is known there.
    pub label: Label,
    /// Names, birth date, ways to reach, address.
    pub details: PersonDetails,
    /// System and value of numbers by which the owner knows the person.
    pub identifiers: Vec<(String, String)>,
}

/// The record, for the system; `None` where there is none that may be compared: domestic violence, and every record of a
/// confidential organization, takes no part in linkage, hashed or not; nor does one whose names are gone, or whose keeper has left.
///
/// # Errors
/// [`Error::Forbidden`] for anybody else; the database's.
pub fn comparable(tx: &mut Tx, person: Uuid) -> Result<Option<Comparable>, Error> {
    Ok(comparables(tx, &[person])?.pop())
}

/// Those of the records that may be compared, in order of id: three statements, however many they are.
///
/// # Errors
/// As [`comparable`].
pub fn comparables(tx: &mut Tx, persons: &[Uuid]) -> Result<Vec<Comparable>, Error> {
    only_system(tx)?;
    let records = store::person::whole_of(tx, persons)?;
    let owners: BTreeSet<Uuid> = records.iter().map(|record| record.owner_org).collect();
    let owners = tandem_partners::actions::find_many(tx, &Vec::from_iter(owners))?;
    let open: BTreeSet<Uuid> = owners.iter().filter(|o| takes_part_at_all(o)).map(|o| o.id).collect();
    let mut identifiers = store::person::identifiers_of(tx, persons)?;
    let takes_part = |record: &Person| open.contains(&record.owner_org) && may_be_compared(record);
    let found = records.into_iter().filter(takes_part).map(|record| {
        let known_by = identifiers.remove(&record.id).unwrap_or_default();
        of(record, known_by)
    });
    Ok(found.collect())
}

fn of(record: Person, identifiers: Vec<(String, String)>) -> Comparable {
    Comparable {
        person: record.id,
        owner_org: record.owner_org,
        label: record.details.label,
        details: record.details,
        identifiers,
    }
}

/// One that is named, and not in a vault.
fn may_be_compared(record: &Person) -> bool {
    !record.details.is_gone() && record.details.label != Label::DomesticViolence
}

/// Ids of all records, whether they take part or not, in order and after `after`: for building the index anew.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the system; the database's.
pub fn record_ids(tx: &mut Tx, after: Option<Uuid>, limit: u32) -> Result<Vec<Uuid>, Error> {
    only_system(tx)?;
    store::person::ids_after(tx, after, limit)
}

/// Records of other organizations with the same name, birth date and one more identifier, with who keeps each: for the system.
///
/// # Errors
/// [`Error::Forbidden`] for anybody else; the database's.
pub fn alike_elsewhere(tx: &mut Tx, record: &Comparable) -> Result<Vec<(Uuid, Uuid)>, Error> {
    only_system(tx)?;
    let all = record.details.identifiers();
    let mut found = vec![];
    // One more is enough; which one, organizations differ in.
    for wanted in [
        Identifiers { email: None, postal_code: None, ..all.clone() },
        Identifiers { phone: None, postal_code: None, ..all.clone() },
        Identifiers { phone: None, email: None, ..all.clone() },
    ] {
        if !wanted.is_enough() {
            continue;
        }
        for person in store::person::match_exact(tx, &wanted, ALIKE)? {
            if person.owner_org != record.owner_org && takes_part(tx, &person)? {
                found.push((person.id, person.owner_org));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The record, for a member who took a pair with it for review.
///
/// # Errors
/// [`Error::Forbidden`] without the role; [`Error::NotFound`] for a record that the member did not take, whose time is
/// over, or that no longer takes part; the database's.
pub fn compared(tx: &mut Tx, person: Uuid) -> Result<Comparable, Error> {
    tx.require(Kind::Identity, Action::Decide)?;
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    let taken = store::exceptional::is_live(tx, person, member, ExceptionalPurpose::IdentityReview)?;
    let record = store::person::whole(tx, person)?.filter(|_| taken);
    let record = record.filter(|record| !record.details.is_gone()).ok_or(Error::NotFound)?;
    tx.audit_for(record.owner_org, Action::Read, Kind::Person, Some(person), Some(person), "compared")?;
    let identifiers = store::person::all_identifiers(tx, &record)?;
    Ok(of(record, identifiers))
}

fn takes_part(tx: &mut Tx, record: &Person) -> Result<bool, Error> {
    Ok(may_be_compared(record) && takes_part_at_all(&tandem_partners::actions::find(tx, record.owner_org)?))
}

/// A confidential organization never does, one that left not any more.
fn takes_part_at_all(owner: &Organization) -> bool {
    !owner.confidential && owner.membership != Membership::Left
}
