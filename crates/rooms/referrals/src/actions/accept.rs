//! The organization says yes, and gets its own record of what was shared.

use super::{make_move, noted};
use crate::letters;
use crate::model::{Side, Source, Verb};
use crate::store::shared::Shared;
use crate::{policy, store};
use tandem_access::{Error, Tx, Uuid};

/// Says yes. From here on the organization has its own record: a later withdrawal stops the sender's data, not the
/// help under way.
///
/// # Errors
/// [`Error::NotFound`] without a live consent; [`Error::Conflict`] when it was answered, cancelled or withdrawn first.
pub fn accept(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    let r = super::load(tx, id)?;
    // Read before the move: what may be copied is what the consent opens now.
    let shared = store::shared::shared(tx, id)?;
    let moved = make_move(tx, id, Side::Receiver, Verb::Accept, "")?;
    let receiver = moved.after.receiver_org.ok_or(Error::NotFound)?;
    // What was said on the telephone leaves no record in a place that keeps none here.
    let theirs = policy::on_side(tx.viewer(), &moved.before, Side::Receiver).is_ok();
    if !theirs {
        // Its yes makes the request its own to see: that takes the consent it took to ask.
        let person = r.person_id.ok_or(Error::NotFound)?;
        if !store::shared::consented(tx, r.owner_org, person, receiver, r.label)? {
            return Err(Error::Conflict { code: "referrals-error-consent-gone" });
        }
    } else if r.source == Source::Member {
        let shared = shared.ok_or(Error::Conflict { code: "referrals-error-consent-gone" })?;
        let now = tx.now();
        store::shared::keep(tx, &Shared { owner_org: receiver, at: now, ..shared })?;
        noted(tx, &moved.after, "copied to the receiver")?;
    }
    count_answer(tx, &moved)?;
    letters::answered(tx, &moved.after)
}

/// Counts the answer for the organization's share of answers in time.
pub(super) fn count_answer(tx: &mut Tx<'_, '_>, moved: &super::Moved) -> Result<(), Error> {
    let (Some(receiver), now) = (moved.after.receiver_org, tx.now()) else { return Ok(()) };
    let in_time = moved.before.due_at.is_some_and(|due| now <= due);
    store::tally::count(tx, receiver, in_time, 1)
}
