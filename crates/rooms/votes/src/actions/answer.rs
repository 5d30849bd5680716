//! A result that binds: before the opening the vote says which body answers for which topic of the charter; after the publication that body
//! adopts the result unchanged, or returns it once and the community is asked again.

use super::{CHANGED, load, save};
use crate::model::answer::{Answer, AnswerKind, Return, may_return, return_by};
use crate::model::state::State;
use crate::model::vote::{Binding, Vote};
use crate::store;
use jiff::ToSpan as _;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};
use tandem_bodies::model::{Holding, Seat, SeatRole, Standing};

/// Topics on which the charter in force lets the community's vote bind.
///
/// # Errors
/// The database's.
pub fn topics(tx: &mut Tx<'_, '_>) -> Result<Vec<String>, Error> {
    Ok(tandem_bodies::actions::in_force(tx)?.map(|charter| charter.rules.binding_topics).unwrap_or_default())
}

/// What is wrong with a binding: the topic must stand in the charter in force, and the body must be one that works.
pub(super) fn faults(tx: &mut Tx<'_, '_>, binding: &Binding) -> Result<FieldErrors, Error> {
    let mut errors = FieldErrors::new();
    if !topics(tx)?.contains(&binding.topic) {
        errors.add("topic", "votes-error-topic");
    }
    let works =
        tandem_bodies::actions::bodies(tx)?.iter().any(|s| s.body.id == binding.body && !s.body.ended);
    if !works {
        errors.add("body_id", "votes-error-body");
    }
    Ok(errors)
}

/// Says of a draft which body its result binds, by which topic of the charter; `None`: it advises.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`]; [`Error::Conflict`] once it is opened.
pub fn bind(tx: &mut Tx<'_, '_>, id: Uuid, binding: Option<Binding>) -> Result<(), Error> {
    tx.require(Kind::Vote, Action::Manage)?;
    let mut vote = load(tx, id)?;
    if vote.state != State::Draft {
        return Err(Error::Conflict { code: "votes-conflict-settled" });
    }
    if let Some(binding) = &binding {
        faults(tx, binding)?.into_result()?;
    }
    if vote.binding == binding {
        return Ok(());
    }
    vote.definition.binding = binding.is_some();
    vote.binding = binding;
    save(tx, &vote)?;
    tx.audit(Action::Write, Kind::Vote, Some(id), None, "vote-bound")
}

/// What the body did with a result, if it did anything yet.
///
/// # Errors
/// The database's.
pub fn answer_of(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Option<Answer>, Error> {
    store::answers::of(tx, id)
}

/// The return that a co-lead proposes, while no other has agreed. It lapses when that seat is no longer held, and after the 30 days.
///
/// # Errors
/// The database's.
pub fn proposed_return(tx: &mut Tx<'_, '_>, vote: &Vote) -> Result<Option<Return>, Error> {
    let (Some(binding), Some(proposed)) = (&vote.binding, store::answers::proposed(tx, vote.id)?) else {
        return Ok(None);
    };
    let standing = tandem_bodies::actions::standing(tx, binding.body)?;
    let stands =
        lead(&standing, proposed.seat).is_some() && return_by(vote).is_some_and(|last| tx.now() <= last);
    Ok(stands.then_some(proposed))
}

/// How the seat of a co-lead counts today; nothing for one that is not held.
fn lead(standing: &Standing, seat: Uuid) -> Option<Holding> {
    let held = standing.active().find(|(s, _)| s.id == seat && s.role == SeatRole::CoLead);
    held.map(|(_, holding)| *holding)
}

/// The seat from which the viewer answers for the body that a result binds: who leads it, as holder or deputy.
///
/// # Errors
/// The database's.
pub fn answers_from(tx: &mut Tx<'_, '_>, vote: &Vote) -> Result<Option<Seat>, Error> {
    let Some(binding) = &vote.binding else { return Ok(None) };
    let seat = tandem_bodies::actions::seat_of(tx, binding.body)?.map(|(seat, _)| seat);
    Ok(seat.filter(|seat| seat.role == SeatRole::CoLead))
}

/// Whether the viewer may agree to a proposed return: somebody else, from another co-lead's seat, for another sector, whose
/// organization is not under common control with that of the first.
///
/// # Errors
/// The database's.
pub fn may_agree(tx: &mut Tx<'_, '_>, vote: &Vote, proposed: &Return) -> Result<bool, Error> {
    let Some(own) = answers_from(tx, vote)? else { return Ok(false) };
    let standing = tandem_bodies::actions::standing(tx, own.body_id)?;
    let (Some(ours), Some(theirs)) = (lead(&standing, own.id), lead(&standing, proposed.seat)) else {
        return Ok(false);
    };
    let control = tandem_bodies::actions::control(tx)?;
    let one_hand = ours
        .organization
        .zip(theirs.organization)
        .is_some_and(|(a, b)| control.same(&a.to_string(), &b.to_string()));
    let somebody_else = tx.viewer().member_id() != Some(proposed.by_member);
    Ok(somebody_else && ours.counted() != theirs.counted() && !one_hand)
}

/// How often this question came back before.
fn returns(tx: &mut Tx<'_, '_>, vote: &Vote) -> Result<u64, Error> {
    let (mut n, mut before) = (0, vote.asks_again);
    while let Some(id) = before {
        n += 1;
        before = load(tx, id)?.asks_again;
    }
    Ok(n)
}

/// The vote, and the viewer's seat in the valid body that its published result binds.
fn answering(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(Vote, Seat, Uuid), Error> {
    let vote = super::find_public(tx, id)?;
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    let seat = answers_from(tx, &vote)?.ok_or(Error::Forbidden)?;
    if vote.state != State::Published {
        return Err(Error::Conflict { code: "votes-conflict-not-over" });
    }
    if !tandem_bodies::actions::standing(tx, seat.body_id)?.may_adopt() {
        return Err(Error::Conflict { code: "votes-conflict-body" });
    }
    Ok((vote, seat, member))
}

/// The body adopts the result as it is. That is its duty, so one co-lead notes it; a return that was proposed is gone.
///
/// # Errors
/// [`Error::Forbidden`] for who does not lead the body; [`Error::Conflict`] when the body answered already or is not valid.
pub fn adopt_result(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    let (_, _, by_member) = answering(tx, id)?;
    let answer = Answer {
        kind: AnswerKind::Adopted,
        reasons: String::new(),
        by_member,
        agreed_by: None,
        at: tx.now(),
    };
    store::answers::forget(tx, id)?;
    if !store::answers::insert(tx, id, &answer)? {
        return Err(CHANGED);
    }
    tx.audit(Action::Decide, Kind::Vote, Some(id), None, "vote-result-adopted")
}

fn refuse_return(tx: &mut Tx<'_, '_>, vote: &Vote, reasons: &str) -> Result<(), Error> {
    let before = returns(tx, vote)?;
    match may_return(vote, reasons, before, tx.now()) {
        None => Ok(()),
        Some("RETURNED_TWICE") => Err(Error::Conflict { code: "votes-conflict-returned" }),
        Some(_) => Err(Error::Conflict { code: "votes-conflict-return-late" }),
    }
}

/// A co-lead proposes to return the result, with reasons that everybody reads. It is returned when a co-lead of another sector
/// agrees ([`agree_to_return`]): to set the community's vote aside takes more than one pair of hands.
///
/// # Errors
/// [`Error::Forbidden`] for who does not lead the body; [`Error::Conflict`] when the body answered already, is not valid, a return
/// is proposed, or it may not be returned (once, within 30 days); [`Error::Invalid`] without reasons.
pub fn propose_return(tx: &mut Tx<'_, '_>, id: Uuid, reasons: &str) -> Result<(), Error> {
    let (vote, seat, by_member) = answering(tx, id)?;
    let reasons: String = reasons.trim().chars().take(4_000).collect();
    if reasons.chars().count() < 10 {
        return Err(FieldErrors::one("reasons", "votes-error-reason"));
    }
    refuse_return(tx, &vote, &reasons)?;
    let proposed = Return { seat: seat.id, reasons, by_member, at: tx.now() };
    if answer_of(tx, id)?.is_some() || proposed_return(tx, &vote)?.is_some() {
        return Err(CHANGED);
    }
    // One that has lapsed makes room.
    store::answers::forget(tx, id)?;
    if !store::answers::propose(tx, id, &proposed)? {
        return Err(CHANGED);
    }
    tx.audit(Action::Decide, Kind::Vote, Some(id), None, "vote-return-proposed")
}

/// A co-lead of another sector agrees to the proposed return: the result goes back.
///
/// # Errors
/// [`Error::Forbidden`] for who may not ([`may_agree`]); [`Error::Conflict`] when none is proposed any more, or as
/// [`propose_return`].
pub fn agree_to_return(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    let (vote, _, member) = answering(tx, id)?;
    let proposed = proposed_return(tx, &vote)?.ok_or(CHANGED)?;
    if !may_agree(tx, &vote, &proposed)? {
        return Err(Error::Forbidden);
    }
    refuse_return(tx, &vote, &proposed.reasons)?;
    let answer = Answer {
        kind: AnswerKind::Returned,
        reasons: proposed.reasons,
        by_member: proposed.by_member,
        agreed_by: Some(member),
        at: tx.now(),
    };
    if !store::answers::forget(tx, id)? || !store::answers::insert(tx, id, &answer)? {
        return Err(CHANGED);
    }
    tx.audit(Action::Decide, Kind::Vote, Some(id), None, "vote-result-returned")
}

/// Who proposed the return takes it back.
///
/// # Errors
/// [`Error::Forbidden`] for who does not hold that seat; [`Error::Conflict`] when none is proposed.
pub fn withdraw_return(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    let (vote, seat, _) = answering(tx, id)?;
    if proposed_return(tx, &vote)?.ok_or(CHANGED)?.seat != seat.id {
        return Err(Error::Forbidden);
    }
    store::answers::forget(tx, id)?;
    tx.audit(Action::Decide, Kind::Vote, Some(id), None, "vote-return-withdrawn")
}

/// Asks a question again whose result came back: a draft with the same words, a fortnight from tomorrow on. Its result cannot come back.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Conflict`] when the result did not come back, or the question is being asked again already.
pub fn ask_again(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Uuid, Error> {
    tx.require(Kind::Vote, Action::Manage)?;
    let before = load(tx, id)?;
    let came_back = answer_of(tx, id)?.is_some_and(|answer| answer.kind == AnswerKind::Returned);
    if !came_back || store::answers::asked_again(tx, id)?.is_some() {
        return Err(CHANGED);
    }
    let today = tandem_bodies::actions::today(tx)?;
    let day = |n: i32| today.saturating_add(n.days());
    let mut definition = before.definition.clone();
    definition.opens = format!("{}T08:00", day(1));
    definition.closes = format!("{}T20:00", day(15));
    let made = super::draft(tx, &definition, Some(id))?;
    let mut vote = load(tx, made)?;
    (vote.binding, vote.asks_again) = (before.binding, Some(id));
    vote.definition.binding = vote.binding.is_some();
    save(tx, &vote)?;
    Ok(made)
}

/// The vote that asks again, once there is one.
///
/// # Errors
/// The database's.
pub fn asked_again(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Option<Uuid>, Error> {
    store::answers::asked_again(tx, id)
}
