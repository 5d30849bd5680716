//! What can be done with referrals. One verb, one file; each reads the same way: load, policy, model transition,
//! store, audit, event, in the caller's one transaction. Times come from `tx.now()`.

mod accept;
mod answer_question;
mod ask_question;
mod call_me;
mod cancel;
mod claim;
mod complete;
mod confirm;
mod decline;
mod end_sealed;
mod fail;
mod hand_back;
mod hold;
mod lists;
mod offer_unidentified;
mod rank_help;
mod reoffer_next;
mod report_outcome;
mod resend_link;
mod seal;
mod send;
mod settle_claim;
mod start;
mod track;
mod undo;
mod view;
mod withdraw;

pub use accept::accept;
pub use answer_question::answer_question;
pub use ask_question::ask_question;
pub use call_me::{CallMe, CallMeSent, call_me};
pub use cancel::{cancel, cancel_as_person};
pub use claim::{claim, lapse_claim};
pub use complete::complete;
pub use confirm::confirm;
pub use decline::decline;
pub use end_sealed::end_sealed;
pub use fail::fail;
pub use hand_back::hand_back;
pub use hold::{put_on_hold, resume};
pub use lists::{
    Line, Parties, Today, inbox, of_need, of_person, offer_behind_link, open_offers, sees_referral, today,
};
pub use offer_unidentified::{NewOffer, offer_unidentified};
pub use rank_help::{Choice, Help, rank_help};
pub use reoffer_next::{Passed, mark_late, reoffer_next};
pub use report_outcome::report_outcome;
pub use resend_link::{resend_link, send_new_link};
pub use seal::{SealedAnswer, answer_sealed, vault};
pub use send::{NewReferral, Sent, send};
pub use settle_claim::settle_claim;
pub use start::start;
pub use track::{Tracked, track};
pub use undo::undo;
pub use view::{Seen, view};
pub use withdraw::withdrawn;

use crate::model::referral::LONGEST_WORDS;
use crate::model::{Actor, Clock, Reason, Referral, Refusal, Side, Verb};
use crate::{letters, policy, store};
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};
use tandem_events::{Event, publish};

/// The partnership's clock.
pub(crate) fn clock(tx: &mut Tx<'_, '_>) -> Result<Clock, Error> {
    Ok(Clock::from(&tandem_partners::actions::partnership(tx)?))
}

/// The referral, if the viewer may see it.
pub(crate) fn load(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Referral, Error> {
    store::referral::get(tx, id)?.ok_or(Error::NotFound)
}

/// A refusal of the model as the one error at the edge.
impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Error {
        match refusal {
            Refusal::NotYours => Error::Forbidden,
            Refusal::NotNow(_) => Error::Conflict { code: "referrals-error-moved-on" },
            Refusal::ReasonDoesNotFit => FieldErrors::one("reason", "referrals-error-reason"),
            Refusal::WordsMissing => FieldErrors::one("words", "referrals-error-words"),
        }
    }
}

/// Refuses words that are too long to read.
pub(crate) fn check_words(field: &str, words: &str) -> Result<(), Error> {
    if words.chars().count() > LONGEST_WORDS {
        return Err(FieldErrors::one(field, "referrals-error-words-long"));
    }
    Ok(())
}

/// Refuses empty words where words are all there is.
pub(crate) fn require_words(field: &str, words: &str) -> Result<(), Error> {
    if words.trim().is_empty() {
        return Err(FieldErrors::one(field, "referrals-error-words"));
    }
    check_words(field, words)
}

/// Makes a move for the viewer on `side`: the one way in which a status ever changes.
pub(crate) fn make_move(
    tx: &mut Tx<'_, '_>,
    id: Uuid,
    side: Side,
    verb: Verb,
    words: &str,
) -> Result<Moved, Error> {
    let before = load(tx, id)?;
    let actor = actor(tx, &before, side)?;
    move_as(tx, before, actor, verb, words)
}

/// Who acts on `side` of a referral: whoever is on it, or the sender for a place that no letter reaches.
pub(crate) fn actor(tx: &mut Tx<'_, '_>, r: &Referral, side: Side) -> Result<Actor, Error> {
    match policy::on_side(tx.viewer(), r, side) {
        Err(Error::Forbidden) if side == Side::Receiver && by_telephone(tx, r)? => {
            policy::told(tx.viewer(), r)
        }
        known => known,
    }
}

/// Does no letter reach the organization that is asked? Then somebody calls.
pub(crate) fn by_telephone(tx: &mut Tx<'_, '_>, r: &Referral) -> Result<bool, Error> {
    match r.receiver_org {
        Some(org) => Ok(!letters::reaches(tx, org, r.service_id)?),
        None => Ok(false),
    }
}

/// A referral before and after a move.
pub(crate) struct Moved {
    pub(crate) before: Referral,
    pub(crate) after: Referral,
    pub(crate) clock: Clock,
}

/// As [`make_move`], for an actor that is known already.
pub(crate) fn move_as(
    tx: &mut Tx<'_, '_>,
    before: Referral,
    actor: Actor,
    verb: Verb,
    words: &str,
) -> Result<Moved, Error> {
    check_words("words", words)?;
    // A sealed referral moves in its receiver's vault alone; the sender may only take it back.
    if before.is_sealed() && !matches!(verb, Verb::Cancel(_)) {
        return Err(Error::NotFound);
    }
    let clock = clock(tx)?;
    let mut after = before.clone();
    let step = after.step(actor, verb, words, tx.now(), &clock)?;
    store::referral::update(tx, &after, before.status)?;
    store::story::append(tx, after.id, &step)?;
    noted(tx, &after, verb.code())?;
    changed(tx, &after, before.status.code())?;
    Ok(Moved { before, after, clock })
}

/// The audit of a change.
pub(crate) fn noted(tx: &mut Tx<'_, '_>, r: &Referral, what: &str) -> Result<(), Error> {
    tx.audit_for(r.owner_org, Action::Write, Kind::Referral, Some(r.id), r.person_id, what)
}

/// Tells other rooms. A sealed referral is told to nobody: it is in no count.
pub(crate) fn changed(tx: &mut Tx<'_, '_>, r: &Referral, from: &str) -> Result<(), Error> {
    if r.is_sealed() {
        return Ok(());
    }
    publish(
        tx,
        &Event::ReferralChanged { referral: r.id, from: from.to_owned(), to: r.status.code().to_owned() },
    )
}

/// Reads a coded reason from a form.
///
/// # Errors
/// [`Error::Invalid`] when there is no such reason.
pub fn reason_from(code: &str) -> Result<Reason, Error> {
    Reason::from_code(code).ok_or_else(|| FieldErrors::one("reason", "referrals-error-reason"))
}
