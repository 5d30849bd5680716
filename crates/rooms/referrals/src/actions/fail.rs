//! The organization gives up after its yes, and says why.

use super::make_move;
use crate::letters;
use crate::model::task::TaskKind;
use crate::model::{Reason, Side, Source, Verb};
use crate::store;
use tandem_access::{Error, Tx, Uuid};

/// Gives up.
///
/// # Errors
/// [`Error::Invalid`] for a reason that is none; [`Error::Conflict`] when help is not under way.
pub fn fail(tx: &mut Tx<'_, '_>, id: Uuid, reason: Reason, words: &str) -> Result<(), Error> {
    let moved = make_move(tx, id, Side::Receiver, Verb::Fail(reason), words)?;
    if moved.after.source == Source::Member {
        let due = moved.clock.due(tx.now());
        store::task::open(tx, id, moved.after.owner_org, TaskKind::AfterFailure, due)?;
    }
    letters::answered(tx, &moved.after)
}
