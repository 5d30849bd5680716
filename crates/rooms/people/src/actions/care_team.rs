//! Put members on a person's care team, or take them off.

use crate::model::person::{Person, TeamRole};
use crate::store::team::TeamMember;
use crate::{policy, store};
use tandem_access::accounts::members;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid, permits};

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

/// Ends every seat of a member on the care teams of an organization, once no role of theirs there works with people. System work.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub(crate) fn end_seats(tx: &mut Tx, member: Uuid, organization: Uuid) -> Result<(), Error> {
    super::only_system(tx)?;
    let works_with_people = members::affiliations(tx, member)?
        .iter()
        .any(|held| held.organization == organization && permits(held.role, Kind::Person, Action::Write));
    if works_with_people {
        return Ok(());
    }
    for person in store::team::seats_of(tx, member, organization)? {
        store::team::end(tx, person, member)?;
        let (about, on) = (Some(person), Some(member));
        tx.audit_for(organization, Action::Manage, Kind::Person, on, about, "care team: ended")?;
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
    let team = super::team_of(tx, person)?;
    if policy::may_staff_team(tx.viewer(), &team) { Ok(record) } else { Err(Error::Forbidden) }
}
