//! Put members on a person's care team, or take them off.

use crate::model::person::{Person, TeamRole};
use crate::store::team::TeamMember;
use crate::{policy, store};
use tandem_access::accounts::members;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};

/// Puts a member of the record's organization on the team, or changes their role on it.
///
/// # Errors
/// [`Error::NotFound`] for a person the viewer may not see; [`Error::Forbidden`] (see [`policy::may_staff_team`]);
/// [`Error::Invalid`] for somebody who does not work at the organization; the database's.
pub fn assign_care_team(tx: &mut Tx, person: Uuid, member: Uuid, role: TeamRole) -> Result<(), Error> {
    let record = staffing(tx, person)?;
    let roles = members::affiliations(tx, member)?;
    if !roles.iter().any(|role| role.organization == record.owner_org) {
        return Err(FieldErrors::one("member", "people-error-team-member"));
    }
    store::team::assign(tx, (&record).into(), member, role)?;
    tx.audit(Action::Manage, Kind::Person, Some(member), Some(person), "care team: assigned")
}

/// Takes a member off the team. Doing it twice changes nothing.
///
/// # Errors
/// As [`assign_care_team`]; [`Error::Conflict`] for the last one on the team of a record that only its team may see.
pub fn end_care_team(tx: &mut Tx, person: Uuid, member: Uuid) -> Result<(), Error> {
    let record = staffing(tx, person)?;
    let label = record.details.label;
    let others = store::team::of_person(tx, person)?.iter().any(|m| m.member_id != member);
    if !others && label.is_for_care_team() {
        return Err(Error::Conflict { code: "people-conflict-last-of-team" });
    }
    if store::team::end(tx, person, member)? {
        tx.audit(Action::Manage, Kind::Person, Some(member), Some(person), "care team: ended")?;
    }
    Ok(())
}

/// Who looks after a person now, the lead first, with their names: for the organization that keeps the record, for the
/// person, and for an organization that the person lets see who they are. Whoever may call the person should know whom
/// else to call; nothing of what the team knows is opened by it.
///
/// # Errors
/// [`Error::NotFound`] for a person the viewer may not see; [`Error::Forbidden`]; the database's.
pub fn care_team(tx: &mut Tx, person: Uuid) -> Result<Vec<(TeamMember, String)>, Error> {
    if tx.viewer().person() != Some(person) {
        tx.require(Kind::Person, Action::Read)?;
    }
    let record = store::person::get(tx, person)?.ok_or(Error::NotFound)?;
    let team = store::team::of_person(tx, person)?;
    let ids: Vec<Uuid> = team.iter().map(|m| m.member_id).collect();
    let names = members::names(tx, &ids)?;
    tx.audit_for(record.owner_org, Action::Read, Kind::Person, None, Some(person), "care team")?;
    // An account that is gone has no name left; its place on the team ended with it.
    Ok(team.into_iter().filter_map(|m| Some((m.clone(), names.get(&m.member_id)?.clone()))).collect())
}

fn staffing(tx: &mut Tx, person: Uuid) -> Result<Person, Error> {
    let record = store::person::get(tx, person)?.ok_or(Error::NotFound)?;
    policy::records_for(tx.viewer(), record.owner_org)?;
    let team: Vec<Uuid> = store::team::of_person(tx, person)?.into_iter().map(|m| m.member_id).collect();
    if policy::may_staff_team(tx.viewer(), &team) { Ok(record) } else { Err(Error::Forbidden) }
}
