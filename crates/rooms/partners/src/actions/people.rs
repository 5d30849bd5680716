//! Give and take access: members and their roles by organization.

use super::find;
use crate::letters::{self, Letter};
use crate::{policy, store};
use tandem_access::accounts::members::{self, Status};
use tandem_access::accounts::sign_in;
use tandem_access::{Error, FieldErrors, Role, Tx, Uuid};
use tandem_events::{Event, publish};

/// Somebody to be invited.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// Where they will act.
    pub organization: Uuid,
    /// E-mail address.
    pub email: String,
    /// Name.
    pub name: String,
    /// Language of their letters.
    pub language: String,
    /// What they will do.
    pub roles: Vec<Role>,
}

/// Invites somebody to act for an organization. Who has an account keeps it and gets the roles; the page says the same
/// either way.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`] field by field; [`Error::Conflict`] when the organization has left, and for whoever
/// invites themselves.
pub fn invite(tx: &mut Tx<'_, '_>, i: &Invitation, base_url: &str) -> Result<Uuid, Error> {
    check_roles(tx, i.organization, &i.roles)?;
    if !find(tx, i.organization)?.membership.may_act() {
        return Err(Error::Conflict { code: "partners-conflict-not-a-member" });
    }
    let known = members::by_email(tx, &i.email)?;
    if let Some(member) = &known {
        refuse_own(tx, member.id)?;
    }
    let member = match &known {
        Some(m) => {
            members::invite_again(tx, m.id)?;
            m.id
        }
        None => members::create(tx, &i.email, &i.name, &i.language, Status::Invited)?,
    };
    for role in &i.roles {
        members::grant(tx, member, i.organization, *role)?;
    }
    if known.is_some_and(|m| m.status == Status::Active) {
        let member = members::find(tx, member)?;
        letters::write(tx, Letter::Access, &member, &format!("{base_url}/sign-in"))?;
    } else {
        let invitation = sign_in::invitation(tx, member)?;
        let url = format!("{base_url}/welcome/{}", invitation.token);
        letters::write(tx, Letter::Invite, &invitation.member, &url)?;
    }
    Ok(member)
}

/// Sends the invitation of somebody who has not accepted yet once more; the old link ends.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] when it was accepted.
pub fn invite_again(
    tx: &mut Tx<'_, '_>,
    member: Uuid,
    organization: Uuid,
    base_url: &str,
) -> Result<(), Error> {
    must_manage(tx, organization)?;
    must_belong(tx, member, organization)?;
    if members::find(tx, member)?.status != Status::Invited {
        return Err(Error::Conflict { code: "partners-conflict-accepted" });
    }
    let invitation = sign_in::invitation(tx, member)?;
    let url = format!("{base_url}/welcome/{}", invitation.token);
    letters::write(tx, Letter::Invite, &invitation.member, &url)
}

/// Sets the roles that a member holds at an organization to exactly these. Their sessions end.
///
/// # Errors
/// As [`invite`]; [`Error::Conflict`] for the viewer's own, and when nobody would be left to run the install.
pub fn set_roles(tx: &mut Tx<'_, '_>, member: Uuid, organization: Uuid, roles: &[Role]) -> Result<(), Error> {
    must_manage(tx, organization)?;
    let held: Vec<Role> = must_belong(tx, member, organization)?;
    refuse_own(tx, member)?;
    let given: Vec<Role> = roles.iter().copied().filter(|r| !held.contains(r)).collect();
    let taken: Vec<Role> = held.iter().copied().filter(|r| !roles.contains(r)).collect();
    if roles.is_empty() {
        return Err(FieldErrors::one("roles", "partners-error-roles-missing"));
    }
    let may = policy::grantable(tx.viewer());
    if given.iter().chain(&taken).any(|r| !may.contains(r)) {
        return Err(Error::Forbidden);
    }
    if taken.contains(&Role::Administrator) {
        refuse_last_administrator(tx, member)?;
    }
    for role in given {
        members::grant(tx, member, organization, role)?;
    }
    if taken.is_empty() {
        return Ok(());
    }
    for role in taken {
        members::withdraw(tx, member, organization, role)?;
    }
    publish(tx, &Event::RolesEnded { member, organization })
}

/// Ends all that a member may do at an organization, at once: roles, sessions, letters.
///
/// # Errors
/// As [`set_roles`].
pub fn end_access(tx: &mut Tx<'_, '_>, member: Uuid, organization: Uuid) -> Result<(), Error> {
    must_manage(tx, organization)?;
    let held = must_belong(tx, member, organization)?;
    let may = policy::grantable(tx.viewer());
    if held.iter().any(|r| !may.contains(r)) {
        return Err(Error::Forbidden);
    }
    if held.contains(&Role::Administrator) {
        refuse_last_administrator(tx, member)?;
    }
    members::end_access(tx, member, organization)?;
    publish(tx, &Event::RolesEnded { member, organization })
}

/// The roles a member holds at an organization; somebody of another organization is not found.
fn must_belong(tx: &mut Tx<'_, '_>, member: Uuid, organization: Uuid) -> Result<Vec<Role>, Error> {
    let held: Vec<Role> = members::affiliations(tx, member)?
        .iter()
        .filter(|a| a.organization == organization)
        .map(|a| a.role)
        .collect();
    if held.is_empty() { Err(Error::NotFound) } else { Ok(held) }
}

fn must_manage(tx: &Tx<'_, '_>, organization: Uuid) -> Result<(), Error> {
    if policy::may_manage_people(tx.viewer(), organization) { Ok(()) } else { Err(Error::Forbidden) }
}

fn check_roles(tx: &Tx<'_, '_>, organization: Uuid, roles: &[Role]) -> Result<(), Error> {
    must_manage(tx, organization)?;
    if roles.is_empty() {
        return Err(FieldErrors::one("roles", "partners-error-roles-missing"));
    }
    let may = policy::grantable(tx.viewer());
    if roles.iter().any(|r| !may.contains(r)) {
        return Err(Error::Forbidden);
    }
    Ok(())
}

/// Nobody changes what they themselves may do: who manages accounts could open everything that any role opens.
fn refuse_own(tx: &Tx<'_, '_>, member: Uuid) -> Result<(), Error> {
    if tx.viewer().member_id() == Some(member) {
        return Err(Error::Conflict { code: "partners-conflict-own-roles" });
    }
    Ok(())
}

/// Somebody has to be able to run the install. An administrator who has not accepted yet does not count.
fn refuse_last_administrator(tx: &mut Tx<'_, '_>, member: Uuid) -> Result<(), Error> {
    let others = store::administrators(tx, Some(member))?;
    if others == 0 { Err(Error::Conflict { code: "partners-conflict-last-administrator" }) } else { Ok(()) }
}
