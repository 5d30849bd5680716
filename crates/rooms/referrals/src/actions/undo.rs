//! Take back one's own last move, soon after and while nothing has followed from it.

use super::{actor, load, move_as};
use crate::model::offer::OfferState;
use crate::model::task::TaskKind;
use crate::model::{Side, Status};
use crate::store;
use tandem_access::{Error, Tx, Uuid};

/// Takes the last move back.
///
/// # Errors
/// [`Error::Conflict`] when it is not the viewer's, too long ago, or something has followed from it.
pub fn undo(tx: &mut Tx<'_, '_>, id: Uuid, side: Side) -> Result<(), Error> {
    const GONE: Error = Error::Conflict { code: "referrals-error-undo" };
    let r = load(tx, id)?;
    let actor = actor(tx, &r, side)?;
    let last = store::story::last_move(tx, id)?.ok_or(GONE)?;
    let verb = r.undo(&last, side, tx.now()).ok_or(GONE)?;
    // A cancelled offer went out of sight of those it was open to; it is made again, not revived.
    if store::offer::of_referral(tx, id)?.is_some_and(|o| o.state == OfferState::Closed) {
        return Err(GONE);
    }
    let moved = move_as(tx, r, actor, verb, "")?;
    if matches!(moved.before.status, Status::Accepted | Status::Rejected) {
        if let Some(receiver) = moved.after.receiver_org {
            let in_time = moved.after.due_at.is_some_and(|due| last.at <= due);
            store::tally::count(tx, receiver, in_time, -1)?;
        }
        if moved.before.status == Status::Accepted && moved.before.source == crate::model::Source::Member {
            store::shared::forget(tx, id)?;
        }
        store::task::done(tx, id, &[TaskKind::AfterDecline])?;
    }
    Ok(())
}
