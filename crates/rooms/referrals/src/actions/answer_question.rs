//! The sender answers what the organization asked.

use super::{load, noted, require_words};
use crate::letters;
use crate::model::task::TaskKind;
use crate::model::{Side, Source};
use crate::{policy, store};
use tandem_access::{Error, Tx, Uuid};

/// Answers. What the sender says about the person needs the person's live consent, also after the organization's yes:
/// a withdrawal stops the sender's data.
///
/// # Errors
/// [`Error::Invalid`] without words; [`Error::Conflict`] when the consent is gone or the referral is over.
pub fn answer_question(tx: &mut Tx<'_, '_>, id: Uuid, words: &str) -> Result<(), Error> {
    let r = load(tx, id)?;
    let actor = policy::on_side(tx.viewer(), &r, Side::Sender)?;
    require_words("words", words)?;
    if r.status.is_end() || r.source == Source::Person {
        return Err(Error::Conflict { code: "referrals-error-moved-on" });
    }
    if let (Some(person), Some(receiver)) = (r.person_id, r.receiver_org)
        && receiver != r.owner_org
        && !store::shared::consented(tx, r.owner_org, person, receiver, r.label)?
    {
        return Err(Error::Conflict { code: "referrals-error-consent-gone" });
    }
    store::story::say(tx, id, actor, false, words)?;
    store::story::note(tx, &r, actor, "answer", None, "")?;
    store::task::done(tx, id, &[TaskKind::AnswerQuestion])?;
    noted(tx, &r, "answer")?;
    letters::to_receiver_again(tx, &r)
}
