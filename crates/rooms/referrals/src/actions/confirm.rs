//! The person says whether the need is resolved. One fact of three, and theirs alone; staff may write down what the
//! person told them, and the story says that they did.

use super::{changed, check_words, load, noted};
use crate::model::task::TaskKind;
use crate::model::{Resolved, Side};
use crate::{policy, store};
use tandem_access::{Error, Tx, Uuid};
use tandem_events::{Event, publish};

/// Notes what the person says.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the person and the sender; [`Error::Conflict`] before it was sent.
pub fn confirm(tx: &mut Tx<'_, '_>, id: Uuid, resolved: Resolved, words: &str) -> Result<(), Error> {
    let mut r = load(tx, id)?;
    let actor = policy::on_side(tx.viewer(), &r, Side::Person)
        .or_else(|_| policy::on_side(tx.viewer(), &r, Side::Sender))?;
    check_words("words", words)?;
    let status = r.status;
    r.confirm(resolved, tx.now())?;
    store::referral::update(tx, &r, status)?;
    let verb = match resolved {
        Resolved::Yes => "resolved_yes",
        Resolved::Partly => "resolved_partly",
        Resolved::No => "resolved_no",
    };
    store::story::note(tx, &r, actor, verb, None, words)?;
    if resolved == Resolved::Yes {
        store::task::done(tx, id, &[TaskKind::NotResolved])?;
    } else if r.source == crate::model::Source::Member && r.status.is_end() {
        let due = super::clock(tx)?.due(tx.now());
        store::task::open(tx, id, r.owner_org, TaskKind::NotResolved, due)?;
    }
    noted(tx, &r, verb)?;
    if let Some(need) = r.need_id {
        publish(tx, &Event::NeedConfirmed { need, resolved: resolved.code().to_owned() })?;
    }
    changed(tx, &r, status.code())
}
