//! Send the organization its link again: as a reminder by the sender, or because it asked for a new one.

use super::{load, noted};
use crate::model::{Actor, Side, Status};
use crate::{letters, policy, store};
use jiff::SignedDuration;
use tandem_access::accounts::links::LinkRecord;
use tandem_access::{Error, Tx, Uuid};

/// Between two reminders: an organization is not to be pestered.
const PAUSE: SignedDuration = SignedDuration::from_hours(4);

/// Reminds the organization with a fresh link; the older one ends.
///
/// # Errors
/// [`Error::Conflict`] when it was reminded a short while ago, or there is nothing left to say.
pub fn resend_link(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    let r = load(tx, id)?;
    let actor = policy::on_side(tx.viewer(), &r, Side::Sender)?;
    if r.is_sealed() || !r.identified || !(r.status == Status::Requested || r.status.is_under_way()) {
        return Err(Error::Conflict { code: "referrals-error-moved-on" });
    }
    let now = tx.now();
    let story = store::story::of(tx, id)?;
    if story.iter().any(|s| s.verb == "reminded" && now.duration_since(s.at) < PAUSE) {
        return Err(Error::Conflict { code: "referrals-error-reminded" });
    }
    store::story::note(tx, &r, actor, "reminded", None, "")?;
    noted(tx, &r, "reminded")?;
    letters::reminder(tx, &r)
}

/// A new link for who holds an old one. It goes to the address on record and nowhere else, so holding an old link
/// gives nothing; and it answers alike whether or not there is anything to send. For the system, on the holder's
/// behalf.
///
/// # Errors
/// The database's.
pub fn send_new_link(tx: &mut Tx<'_, '_>, old: &LinkRecord) -> Result<(), Error> {
    if !tx.viewer().is_system() {
        return Err(Error::Forbidden);
    }
    let Some(r) = old.subject.map(|id| store::referral::get(tx, id)).transpose()?.flatten() else {
        return Ok(());
    };
    let theirs =
        old.organization.is_some() && old.organization == r.receiver_org && (r.identified || r.is_sealed());
    let open = r.status == Status::Requested || r.status.is_under_way() || r.status == Status::Completed;
    let now = tx.now();
    let story = store::story::of(tx, r.id)?;
    let lately = story.iter().any(|s| s.verb == "new_link" && now.duration_since(s.at) < PAUSE);
    if !theirs || !open || lately {
        return Ok(());
    }
    let actor = Actor { side: Side::System, org: old.organization, member: None };
    store::story::note(tx, &r, actor, "new_link", None, "")?;
    noted(tx, &r, "new link")?;
    if r.is_sealed() { letters::sealed(tx, &r) } else { letters::to_receiver_again(tx, &r) }
}
