//! Sealed hand-offs to a domestic-violence service. No name, no number, no need leaves: the person gets a code to say
//! when they call, the service finds the code in its own vault. The sender sees "sent" for ever; no clock of the
//! partnership runs, nothing is offered again, nothing is counted, and no other room is told.

use super::send::Sent;
use super::{check_words, noted};
use crate::model::{Clock, Reason, Referral, Side, Status, Verb, code, transition};
use crate::store::sealed::Handoff;
use crate::store::service::Target;
use crate::{letters, policy, store};
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};

/// Hands off. The referral of the sender says "sent" and nothing else.
pub(super) fn hand_off(
    tx: &mut Tx<'_, '_>,
    mut r: Referral,
    to: &Target,
    key: &str,
    clock: &Clock,
) -> Result<Sent, Error> {
    // Even kind of help, area and language stay with the sender; the code is all that goes.
    let spoken = r.language.take();
    (r.area, r.need_id) = (None, None);
    let actor = policy::on_side(tx.viewer(), &r, Side::Sender)?;
    let now = tx.now();
    let step = r.step(actor, Verb::Send, "", now, clock)?;
    if !store::referral::insert(tx, &r, Some(key))? {
        return Err(Error::Conflict { code: "referrals-error-moved-on" });
    }
    store::story::begin(tx, r.id, &step)?;
    let shown = code::new(|n| tx.random_below(n));
    let handoff = Handoff {
        referral_id: r.id,
        owner_org: to.org_id,
        code: code::normal(&shown).ok_or_else(|| Error::Internal("a new code does not read back".into()))?,
        language: spoken,
        received_at: now,
        due_at: clock.due(now),
        status: Status::Requested,
        ended_at: None,
        reason: None,
        words: String::new(),
    };
    store::sealed::insert(tx, &handoff)?;
    noted(tx, &r, "sent")?;
    letters::sealed(tx, &r)?;
    Ok(Sent { id: r.id, code: Some(shown), sealed: true, written: true })
}

/// What the service notes about a hand-off, in its vault alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealedAnswer {
    /// The person called and is being helped.
    Accept,
    /// Over.
    Complete(Reason),
    /// The service cannot help.
    Decline(Reason),
    /// Given up.
    Fail(Reason),
}

/// Notes it.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the service's advocates and the bearer of its link; [`Error::Conflict`] when
/// it is over.
pub fn answer_sealed(tx: &mut Tx<'_, '_>, id: Uuid, answer: SealedAnswer, words: &str) -> Result<(), Error> {
    let mut h = store::sealed::get(tx, id)?.ok_or(Error::NotFound)?;
    policy::opens_vault(tx.viewer(), h.owner_org)?;
    check_words("words", words)?;
    let verb = match answer {
        SealedAnswer::Accept => Verb::Accept,
        SealedAnswer::Complete(r) => Verb::Complete(r),
        SealedAnswer::Decline(r) => Verb::Decline(r),
        SealedAnswer::Fail(r) => Verb::Fail(r),
    };
    if verb.reason().is_some_and(Reason::needs_words) && words.trim().is_empty() {
        return Err(FieldErrors::one("words", "referrals-error-words"));
    }
    let was = h.status;
    h.status = transition::next(was, Side::Receiver, verb)?;
    h.ended_at = h.status.is_end().then(|| tx.now());
    h.reason = verb.reason();
    words.trim().clone_into(&mut h.words);
    store::sealed::update(tx, &h, was)?;
    tx.audit_for(h.owner_org, Action::Write, Kind::Referral, Some(id), None, "vault")
}

/// The hand-offs of the viewer's own vault that are not over.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but its advocates.
pub fn vault(tx: &mut Tx<'_, '_>) -> Result<Vec<Handoff>, Error> {
    let org = policy::own_org(tx.viewer())?;
    policy::opens_vault(tx.viewer(), org)?;
    let open = store::sealed::open_of(tx, org)?;
    tx.audit_for(org, Action::Read, Kind::Referral, None, None, "vault")?;
    Ok(open)
}
