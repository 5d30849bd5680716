//! What of an organization may be asked, and who is written to there.

use crate::model::{Addressee, Membership, Organization, Reader};
use crate::store;
use tandem_access::accounts::members::{self, Member, Status};
use tandem_access::{Action, Error, Kind, Role, Tx, Uuid};

/// Of these organizations those that nothing may be asked of yet: they neither take part nor were listened to since they last left.
///
/// # Errors
/// The database's.
pub fn not_heard(tx: &mut Tx<'_, '_>, ids: &[Uuid]) -> Result<Vec<Organization>, Error> {
    let mut out = vec![];
    for organization in store::by_ids(tx, ids)? {
        if !organization.membership.may_act() && !store::heard(tx, organization.id)? {
            out.push(organization);
        }
    }
    Ok(out)
}

/// The account managers of an organization whose accounts are in use.
///
/// # Errors
/// The database's.
pub fn account_managers(tx: &mut Tx<'_, '_>, organization: Uuid) -> Result<Vec<Member>, Error> {
    let mut found = members::with_role(tx, organization, Role::OrganizationAdmin)?;
    found.retain(|member| member.status == Status::Active);
    Ok(found)
}

/// Who is written to at an organization about what the partners do together: its account managers; where there is none, its own address on
/// record; without one, those who were invited to manage accounts. Nobody where it has left, or was never listened to.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn written_to(tx: &mut Tx<'_, '_>, organization: Uuid) -> Result<Vec<Addressee>, Error> {
    let found = store::by_id(tx, organization)?.ok_or(Error::NotFound)?;
    if found.membership == Membership::Left || !not_heard(tx, &[organization])?.is_empty() {
        return Ok(vec![]);
    }
    let managers = account_managers(tx, organization)?;
    if !managers.is_empty() {
        return Ok(managers.into_iter().map(Addressee::from).collect());
    }
    let address = found.email.as_deref().map(str::trim).filter(|address| !address.is_empty());
    if let Some(address) = address {
        let reader = Reader::Organization(found.id);
        let email = address.to_owned();
        return Ok(vec![Addressee { reader, name: found.name, email, language: found.language }]);
    }
    let mut invited = members::with_role(tx, organization, Role::OrganizationAdmin)?;
    invited.retain(|member| member.status == Status::Invited);
    Ok(invited.into_iter().map(Addressee::from).collect())
}

/// Whoever reads a letter, as they are when it is written; `None` for an account that has ended and an organization that is written to
/// otherwise by now.
///
/// # Errors
/// The database's.
pub fn addressee(tx: &mut Tx<'_, '_>, reader: Reader) -> Result<Option<Addressee>, Error> {
    match reader {
        Reader::Member(id) => match members::find(tx, id) {
            Ok(member) => Ok((member.status != Status::Ended).then(|| member.into())),
            Err(Error::NotFound) => Ok(None),
            Err(other) => Err(other),
        },
        Reader::Organization(id) => Ok(written_to(tx, id)?.into_iter().find(|to| to.reader == reader)),
    }
}

/// Whether the viewer may be the second pair of hands over a paper that somebody noted for one organization: who signs for a member
/// organization, another one and not under common control with that. Otherwise one organization could bring any paper into force.
///
/// # Errors
/// The database's.
pub fn may_look_again(tx: &mut Tx<'_, '_>, noted_by: Uuid, noted_for: Uuid) -> Result<bool, Error> {
    let signs = tx.viewer().may(Kind::Agreement, Action::Decide);
    let Some(theirs) = tx.viewer().org().filter(|_| signs) else { return Ok(false) };
    if tx.viewer().member_id().is_none_or(|member| member == noted_by) {
        return Ok(false);
    }
    let member = store::by_id(tx, theirs)?.is_some_and(|o| o.membership == Membership::Member);
    Ok(member && controller(tx, theirs)? != controller(tx, noted_for)?)
}

/// The organization that controls this one in the end; itself where nobody does.
fn controller(tx: &mut Tx<'_, '_>, organization: Uuid) -> Result<Uuid, Error> {
    let mut top = organization;
    // No control leads back to its start; the count only keeps a fault of the data from going round for ever.
    for _ in 0..32 {
        match store::by_id(tx, top)?.and_then(|o| o.controlled_by) {
            Some(above) => top = above,
            None => break,
        }
    }
    Ok(top)
}
