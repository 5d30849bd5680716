//! The organization pauses, for a reason, and goes on.

use super::make_move;
use crate::letters;
use crate::model::{Reason, Side, Verb};
use tandem_access::{Error, Tx, Uuid};

/// Pauses.
///
/// # Errors
/// [`Error::Invalid`] for a reason that is none; [`Error::Conflict`] when help is not under way.
pub fn put_on_hold(tx: &mut Tx<'_, '_>, id: Uuid, reason: Reason, words: &str) -> Result<(), Error> {
    let moved = make_move(tx, id, Side::Receiver, Verb::Hold(reason), words)?;
    letters::answered(tx, &moved.after)
}

/// Goes on.
///
/// # Errors
/// [`Error::Conflict`] when it is not on hold.
pub fn resume(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    make_move(tx, id, Side::Receiver, Verb::Resume, "").map(|_| ())
}
