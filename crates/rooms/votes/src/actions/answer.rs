//! A result that binds: before the opening the vote says which body answers for which topic of the charter; after the publication that body
//! adopts the result unchanged, or returns it once and the community is asked again.

use super::{CHANGED, load, save};
use crate::model::answer::{Answer, AnswerKind, may_return};
use crate::model::state::State;
use crate::model::vote::{Binding, Vote};
use crate::store;
use jiff::ToSpan as _;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};
use tandem_bodies::model::SeatRole;

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

/// Whether the viewer answers for the body that a result binds: who leads it, as holder or deputy.
///
/// # Errors
/// The database's.
pub fn may_answer(tx: &mut Tx<'_, '_>, vote: &Vote) -> Result<bool, Error> {
    let Some(binding) = &vote.binding else { return Ok(false) };
    let seat = tandem_bodies::actions::seat_of(tx, binding.body)?;
    Ok(seat.is_some_and(|(seat, _)| seat.role == SeatRole::CoLead))
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

/// The body adopts the result as it is (`Adopted`), or returns it with `reasons` that everybody reads.
///
/// # Errors
/// [`Error::Forbidden`] for who does not lead the body; [`Error::Conflict`] when nothing binds, the body answered already, is not
/// valid, or may not return it (once, within 30 days); [`Error::Invalid`] without reasons.
pub fn answer(tx: &mut Tx<'_, '_>, id: Uuid, kind: AnswerKind, reasons: &str) -> Result<(), Error> {
    let vote = super::find_public(tx, id)?;
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    if !may_answer(tx, &vote)? {
        return Err(Error::Forbidden);
    }
    let Some(binding) = vote.binding.as_ref().filter(|_| vote.state == State::Published) else {
        return Err(Error::Conflict { code: "votes-conflict-not-over" });
    };
    if !tandem_bodies::actions::standing(tx, binding.body)?.may_adopt() {
        return Err(Error::Conflict { code: "votes-conflict-body" });
    }
    let reasons = if kind == AnswerKind::Returned { reasons.trim() } else { "" };
    if kind == AnswerKind::Returned {
        if reasons.chars().count() < 10 {
            return Err(FieldErrors::one("reasons", "votes-error-reason"));
        }
        let winners = super::winners_of(tx, id)?;
        let before = returns(tx, &vote)?;
        match may_return(&vote, &winners, reasons, before, tx.now()) {
            None => {}
            Some("RETURNED_TWICE") => return Err(Error::Conflict { code: "votes-conflict-returned" }),
            Some(_) => return Err(Error::Conflict { code: "votes-conflict-return-late" }),
        }
    }
    let reasons: String = reasons.chars().take(4_000).collect();
    let answer = Answer { kind, reasons, by_member: member, at: tx.now() };
    if !store::answers::insert(tx, id, &answer)? {
        return Err(CHANGED);
    }
    let did = if kind == AnswerKind::Adopted { "vote-result-adopted" } else { "vote-result-returned" };
    tx.audit(Action::Decide, Kind::Vote, Some(id), None, did)
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
