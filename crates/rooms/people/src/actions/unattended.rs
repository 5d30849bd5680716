//! Records that only their care team opens and whose team has nobody left: whoever gives access in the organization appoints
//! somebody, without seeing who the person is.

use crate::model::person::TeamRole;
use crate::policy;
use crate::store::{self, team::Unattended};
use tandem_access::accounts::members::{self, Member, Status};
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid, permits};

/// The records of an organization that nobody there may open, the latest to lose its team first, with the name of who was the last
/// on it (an account that is gone has none). System work: the row fence keeps such records from everybody.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn unattended(tx: &mut Tx, organization: Uuid) -> Result<Vec<(Unattended, Option<String>)>, Error> {
    super::only_system(tx)?;
    let mut found = store::team::without_team(tx, organization)?;
    found.retain(|record| record.label.is_for_care_team());
    let last: Vec<Uuid> = found.iter().map(|record| record.last).collect();
    let names = members::names(tx, &last)?;
    Ok(found.into_iter().map(|record| (record, names.get(&record.last).cloned())).collect())
}

/// Who may be appointed by the viewer: the members of their organization who work with people. Whoever gives access appoints
/// themselves only where nobody else is.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn may_be_appointed(tx: &mut Tx) -> Result<Vec<Member>, Error> {
    tx.require(Kind::Member, Action::Manage)?;
    let org = policy::own_org(tx.viewer())?;
    let (me, mut all) = (tx.viewer().member_id(), members::of_organization(tx, org)?);
    all.retain(|(member, roles)| {
        member.status == Status::Active
            && roles.iter().any(|held| permits(held.role, Kind::Person, Action::Write))
    });
    if all.iter().any(|(member, _)| Some(member.id) != me) {
        all.retain(|(member, _)| Some(member.id) != me);
    }
    Ok(all.into_iter().map(|(member, _)| member).collect())
}

/// Puts somebody in charge of a record of the viewer's organization that nobody opens. The line stands in the person's log.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a record that is another's or never had a team of its own; [`Error::Conflict`]
/// when somebody looks after it meanwhile; [`Error::Invalid`] for somebody who may not be appointed; the database's.
pub fn appoint(tx: &mut Tx, person: Uuid, member: Uuid) -> Result<(), Error> {
    if !may_be_appointed(tx)?.iter().any(|may| may.id == member) {
        return Err(FieldErrors::one("member", "people-error-team-appoint"));
    }
    let org = policy::own_org(tx.viewer())?;
    let record = store::team::record_of(tx, person, org)?.filter(|of| of.label.is_for_care_team());
    let record = record.ok_or(Error::NotFound)?;
    if !super::team_of(tx, person)?.is_empty() {
        return Err(Error::Conflict { code: "people-conflict-attended" });
    }
    store::team::assign(tx, record, member, TeamRole::Lead)?;
    tx.audit(Action::Manage, Kind::Person, Some(member), Some(person), "care team: appointed")
}
