//! The help ended as it should. The person is asked whether the need is resolved: that is theirs to say.

use super::make_move;
use crate::letters;
use crate::model::{Reason, Side, Verb};
use tandem_access::{Error, Tx, Uuid};

/// Ends the help. Final.
///
/// # Errors
/// [`Error::Invalid`] for a reason that is none; [`Error::Conflict`] when help is not under way.
pub fn complete(tx: &mut Tx<'_, '_>, id: Uuid, reason: Reason, words: &str) -> Result<(), Error> {
    let moved = make_move(tx, id, Side::Receiver, Verb::Complete(reason), words)?;
    letters::ask_person(tx, &moved.after)?;
    letters::answered(tx, &moved.after)
}
