//! Put members on a person's care team, or take them off.

use crate::model::person::TeamRole;
use crate::{policy, store};
use tandem_access::accounts::members;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};

/// Puts a member of the record's organization on the team, or changes their role on it.
///
/// # Errors
/// [`Error::NotFound`] for a person the viewer may not see; [`Error::Forbidden`] (see [`policy::may_staff_team`]);
/// [`Error::Invalid`] for somebody who does not work at the organization; the database's.
pub fn assign_care_team(tx: &mut Tx, person: Uuid, member: Uuid, role: TeamRole) -> Result<(), Error> {
    let owner_org = staffing(tx, person)?;
    let roles = members::affiliations(tx, member)?;
    if !roles.iter().any(|role| role.organization == owner_org) {
        return Err(FieldErrors::one("member", "people-error-team-member"));
    }
    store::team::assign(tx, person, owner_org, member, role)?;
    tx.audit(Action::Manage, Kind::Person, Some(member), Some(person), "care team: assigned")
}

/// Takes a member off the team. Doing it twice changes nothing.
///
/// # Errors
/// As [`assign_care_team`]; [`Error::Conflict`] for the last one on the team of a record that only its team may see.
pub fn end_care_team(tx: &mut Tx, person: Uuid, member: Uuid) -> Result<(), Error> {
    staffing(tx, person)?;
    let record = store::person::get(tx, person)?.ok_or(Error::NotFound)?;
    let label = record.details.label;
    let others = store::team::of_person(tx, person)?.iter().any(|m| m.member_id != member);
    if !others && (label.needs_care_team() || !label.is_shareable()) {
        return Err(Error::Conflict { code: "people-conflict-last-of-team" });
    }
    if store::team::end(tx, person, member)? {
        tx.audit(Action::Manage, Kind::Person, Some(member), Some(person), "care team: ended")?;
    }
    Ok(())
}

fn staffing(tx: &mut Tx, person: Uuid) -> Result<Uuid, Error> {
    let record = store::person::get(tx, person)?.ok_or(Error::NotFound)?;
    policy::records_for(tx.viewer(), record.owner_org)?;
    let team: Vec<Uuid> = store::team::of_person(tx, person)?.into_iter().map(|m| m.member_id).collect();
    if policy::may_staff_team(tx.viewer(), &team) { Ok(record.owner_org) } else { Err(Error::Forbidden) }
}
