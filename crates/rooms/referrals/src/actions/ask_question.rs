//! The organization asks the sender something before or after its answer.

use super::{load, noted, require_words};
use crate::letters;
use crate::model::task::TaskKind;
use crate::model::{Side, Source};
use crate::{policy, store};
use tandem_access::{Error, Tx, Uuid};

/// Asks. The clock of the answer runs on; the sender's own clock starts.
///
/// # Errors
/// [`Error::Invalid`] without words; [`Error::Conflict`] when the referral is over.
pub fn ask_question(tx: &mut Tx<'_, '_>, id: Uuid, words: &str) -> Result<(), Error> {
    let r = load(tx, id)?;
    let actor = policy::on_side(tx.viewer(), &r, Side::Receiver)?;
    require_words("words", words)?;
    if r.status.is_end() || r.source == Source::Person {
        return Err(Error::Conflict { code: "referrals-error-moved-on" });
    }
    store::story::say(tx, id, actor, true, words)?;
    store::story::note(tx, &r, actor, "question", None, "")?;
    let due = super::clock(tx)?.due(tx.now());
    store::task::open(tx, id, r.owner_org, TaskKind::AnswerQuestion, due)?;
    noted(tx, &r, "question")?;
    letters::asked(tx, &r)
}
