//! Change an organization's listing.

use super::refuse;
use crate::model::{Membership, OrganizationDraft};
use crate::{letters, policy, store};
use tandem_access::accounts::members::{self, Status};
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid, permits};

/// Writes the listing as `draft` says. What did not change leaves no trace; what did is kept in the history. Another address for
/// letters is told to the old one and to the organization's account managers.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`] for a viewer of another organization, and for a control link or an
/// unveiling that is not the viewer's to write; [`Error::Invalid`] field by field.
pub fn edit(tx: &mut Tx<'_, '_>, id: Uuid, draft: &OrganizationDraft) -> Result<(), Error> {
    if !policy::may_edit(tx.viewer(), id) {
        return Err(Error::Forbidden);
    }
    let draft = draft.clone().tidy();
    refuse(&draft.problems())?;
    let organization = store::by_id(tx, id)?.ok_or(Error::NotFound)?;
    let before = organization.draft();
    if draft == before {
        return Ok(());
    }
    let placed = draft.controlled_by != before.controlled_by || draft.sector != before.sector;
    if placed && !policy::may_place(tx.viewer()) {
        return Err(Error::Forbidden);
    }
    if before.confidential && !draft.confidential && !policy::may_unveil(tx.viewer(), id) {
        return Err(Error::Forbidden);
    }
    let redirected = draft.email != before.email || draft.phone != before.phone;
    if redirected && !may_redirect(tx, id)? {
        return Err(FieldErrors::one(
            if draft.email == before.email { "phone" } else { "email" },
            "partners-error-contact-theirs",
        ));
    }
    if draft.controlled_by != before.controlled_by {
        refuse_ring(tx, id, draft.controlled_by)?;
    }
    super::rewrite(tx, id, (&before, &draft), &organization.content_hash, "edited")?;
    if draft.email != before.email {
        letters::redirected(tx, &organization, before.email.as_deref())?;
    }
    tx.audit(Action::Write, Kind::Organization, Some(id), None, "edited")
}

/// Whether the viewer may change where letters and calls to an organization go. While somebody at a partner has an account that may
/// change its listing, that partner does it; elsewhere who runs the partnership may, so that an old address is no dead end. At a
/// confidential organization any account is enough: where nobody who works there may change the listing, somebody is appointed first.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn may_redirect(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<bool, Error> {
    let organization = store::by_id(tx, id)?.ok_or(Error::NotFound)?;
    let kept = organization.membership != Membership::Left
        && members::of_organization(tx, id)?.iter().any(|(member, roles)| {
            let may_edit = || roles.iter().any(|a| permits(a.role, Kind::Organization, Action::Write));
            member.status == Status::Active && (organization.confidential || may_edit())
        });
    Ok(policy::may_redirect(tx.viewer(), id, kept))
}

/// Tells an organization that letters which went to `old` go elsewhere: for what has an address of its own, as a service has.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn tell_redirected(tx: &mut Tx<'_, '_>, id: Uuid, old: &str) -> Result<(), Error> {
    let organization = store::by_id(tx, id)?.ok_or(Error::NotFound)?;
    letters::redirected(tx, &organization, Some(old))
}

/// Refuses a control link that leads back to its start: such a ring would count as nobody where power is counted.
fn refuse_ring(tx: &mut Tx<'_, '_>, id: Uuid, parent: Option<Uuid>) -> Result<(), Error> {
    let mut above = parent;
    let mut steps = 0;
    while let Some(next) = above {
        steps += 1;
        if next == id || steps > 32 {
            return Err(FieldErrors::one("controlled_by", "partners-error-control-ring"));
        }
        let Some(organization) = store::by_id(tx, next)? else {
            return Err(FieldErrors::one("controlled_by", "partners-error-no-such-organization"));
        };
        above = organization.controlled_by;
    }
    Ok(())
}
