//! The organization begins to help.

use super::make_move;
use crate::model::{Side, Verb};
use tandem_access::{Error, Tx, Uuid};

/// Begins to help.
///
/// # Errors
/// [`Error::Conflict`] when the referral is not accepted.
pub fn start(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    make_move(tx, id, Side::Receiver, Verb::Start, "").map(|_| ())
}
