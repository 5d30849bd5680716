//! Where an organization stands with the partnership.

use crate::model::Membership;
use crate::{policy, store};
use tandem_access::accounts::{clients, members};
use tandem_access::{Action, Error, Kind, Tx, Uuid};
use tandem_events::{Event, publish};

/// Moves an organization's membership. To `left` is [`leave`], which also ends its people's access.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] when the standing does not follow from the present
/// one, somebody else has just changed it, or an organization would be invited that nobody has listened to.
pub fn set_membership(tx: &mut Tx<'_, '_>, id: Uuid, to: Membership, note: &str) -> Result<(), Error> {
    if to == Membership::Left {
        return leave(tx, id, note);
    }
    if !policy::may_place(tx.viewer()) {
        return Err(Error::Forbidden);
    }
    place(tx, id, to, note)
}

/// Takes an organization out: its people's access, its open links and its connected systems end in this transaction, and every
/// room ends what it has open with it as soon as it hears of it: consents from and to it, referrals, listings, its records in the
/// person index. Its keys stay until `tandem leave` writes its data out and ends them.
///
/// # Errors
/// As [`set_membership`]; the organization's own administrator may do this too.
pub fn leave(tx: &mut Tx<'_, '_>, id: Uuid, note: &str) -> Result<(), Error> {
    if !policy::may_leave(tx.viewer(), id) {
        return Err(Error::Forbidden);
    }
    place(tx, id, Membership::Left, note)
}

/// The one place where a standing moves, so that no way around the listening exists. Listening comes before every ask:
/// who has left is listened to again before it is asked again.
pub(super) fn place(tx: &mut Tx<'_, '_>, id: Uuid, to: Membership, note: &str) -> Result<(), Error> {
    let from = store::by_id(tx, id)?.ok_or(Error::NotFound)?.membership;
    if to == Membership::Invited && from.may_become(to) && !store::heard(tx, id)? {
        return Err(Error::Conflict { code: "partners-conflict-not-heard" });
    }
    if !from.may_become(to) || !store::move_membership(tx, id, from, to)? {
        return Err(Error::Conflict { code: "partners-conflict-membership" });
    }
    let changes = serde_json::json!({ "membership": [from.code(), to.code()] });
    store::add_history(tx, id, "membership", &changes, note)?;
    tx.audit(Action::Decide, Kind::Organization, Some(id), None, to.code())?;
    match to {
        Membership::Left => {
            members::end_organization(tx, id)?;
            publish(tx, &Event::OrganizationLeft { organization: id })
        }
        Membership::Paused => clients::pause_organization(tx, id),
        Membership::Member => clients::resume_organization(tx, id),
        _ => Ok(()),
    }
}
