//! Change an organization's listing.

use super::refuse;
use crate::model::OrganizationDraft;
use crate::{policy, store};
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};

/// Writes the listing as `draft` says. What did not change leaves no trace; what did is kept in the history.
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
    if draft.controlled_by != before.controlled_by {
        refuse_ring(tx, id, draft.controlled_by)?;
    }
    store::update(tx, id, &draft, &organization.content_hash)?;
    store::add_history(tx, id, "edited", &before.changes(&draft), "")?;
    tx.audit(Action::Write, Kind::Organization, Some(id), None, "edited")
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
