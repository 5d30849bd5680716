//! Taken back by the sender, or by the person.

use super::make_move;
use crate::letters;
use crate::model::offer::OfferState;
use crate::model::task::TaskKind;
use crate::model::{Reason, Side, Verb};
use crate::store;
use tandem_access::{Error, Tx, Uuid};

/// Takes a referral back for the sender.
///
/// # Errors
/// [`Error::Invalid`] for a reason that is none, or "other" without words; [`Error::Conflict`] when it is over.
pub fn cancel(tx: &mut Tx<'_, '_>, id: Uuid, reason: Reason, words: &str) -> Result<(), Error> {
    take_back(tx, id, Side::Sender, reason, words)?;
    store::task::done(tx, id, TaskKind::ALL)?;
    Ok(())
}

/// Takes a referral back for the person: "I no longer need this".
///
/// # Errors
/// As [`cancel`].
pub fn cancel_as_person(tx: &mut Tx<'_, '_>, id: Uuid, words: &str) -> Result<(), Error> {
    take_back(tx, id, Side::Person, Reason::PersonDeclined, words)
}

fn take_back(tx: &mut Tx<'_, '_>, id: Uuid, side: Side, reason: Reason, words: &str) -> Result<(), Error> {
    let moved = make_move(tx, id, side, Verb::Cancel(reason), words)?;
    close_offer(tx, id)?;
    letters::taken_back(tx, &moved.after)
}

/// Nobody is asked any more whether they can help.
pub(super) fn close_offer(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    if let Some(was) = store::offer::of_referral(tx, id)?
        && was.state != OfferState::Closed
    {
        let mut offer = was.clone();
        offer.close();
        store::offer::update(tx, &offer, &was)?;
    }
    Ok(())
}
