//! The organization says whether the person got the service. One fact of three; it says nothing about the others.

use super::{actor, changed, check_words, load, noted};
use crate::model::Side;
use crate::store;
use tandem_access::{Error, Tx, Uuid};

/// Says whether the person got the service.
///
/// # Errors
/// [`Error::Conflict`] before the organization's yes or after a cancellation.
pub fn report_outcome(tx: &mut Tx<'_, '_>, id: Uuid, received: bool, words: &str) -> Result<(), Error> {
    let mut r = load(tx, id)?;
    let actor = actor(tx, &r, Side::Receiver)?;
    check_words("words", words)?;
    let status = r.status;
    r.report(received, tx.now())?;
    store::referral::update(tx, &r, status)?;
    let verb = if received { "service_received" } else { "service_not_received" };
    store::story::note(tx, &r, actor, verb, None, words)?;
    noted(tx, &r, verb)?;
    changed(tx, &r, status.code())
}
