//! The organization says no, with a coded reason. A no closes the loop; it is data, not a failure.

use super::accept::count_answer;
use super::make_move;
use crate::letters;
use crate::model::task::TaskKind;
use crate::model::{Reason, Side, Source, Verb};
use crate::store;
use tandem_access::{Error, Tx, Uuid};

/// Says no.
///
/// # Errors
/// [`Error::Invalid`] for a reason that is none, or "other" without words; [`Error::Conflict`] when it was answered or
/// cancelled first.
pub fn decline(tx: &mut Tx<'_, '_>, id: Uuid, reason: Reason, words: &str) -> Result<(), Error> {
    let moved = make_move(tx, id, Side::Receiver, Verb::Decline(reason), words)?;
    count_answer(tx, &moved)?;
    if moved.after.source == Source::Member {
        // A no is an answer: what to do next is one question, not two.
        let asked = [TaskKind::AskPersonNext, TaskKind::AskPersonConsent, TaskKind::AnswerQuestion];
        store::task::done(tx, id, &asked)?;
        let due = moved.clock.due(tx.now());
        store::task::open(tx, id, moved.after.owner_org, TaskKind::AfterDecline, due)?;
    }
    letters::answered(tx, &moved.after)
}
