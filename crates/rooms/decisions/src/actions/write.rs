//! The text is written anew: while it is clarified, and when objections are integrated. Every version stays.

use super::{led, load, recuse, touch};
use crate::model::{Promise, Proposal, Stage, Text, text_hash};
use crate::policy;
use crate::store::{proposals as store, talk};
use jiff::civil::Date;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};
use tandem_agreements::model::commitment::NewCommitment;

/// Lets pass who may write the text now.
fn writer(tx: &mut Tx<'_, '_>, proposal: &Proposal) -> Result<(), Error> {
    let (standing, leads) = led(tx, proposal)?;
    if !policy::may_write(tx.viewer(), proposal, leads) {
        return Err(Error::Forbidden);
    }
    // What somebody asks for their own organization they may word; what objections teach about it is written by others.
    let early = proposal.round == 0 && matches!(proposal.stage, Stage::Proposed | Stage::Clarify);
    if early { Ok(()) } else { recuse::refuse(tx, proposal, standing.as_ref()) }
}

/// Writes a version on top of the one that was read; `revision` says which.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] field by field; [`Error::Conflict`] when somebody else has changed the
/// proposal meanwhile, or its stage lets nobody write: in reaction, consent and vote the text stands.
pub fn rewrite(
    tx: &mut Tx<'_, '_>,
    id: Uuid,
    revision: i64,
    text: &Text,
    changed: &str,
) -> Result<(), Error> {
    let proposal = load(tx, id)?;
    if proposal.stage == Stage::Integrate {
        return integrate(tx, id, revision, text, changed, &[]);
    }
    new_version(tx, proposal, revision, text, changed).map(|_| ())
}

/// Writes a version that takes objections up; they are settled with it, and may be raised again in the next round.
///
/// # Errors
/// As [`rewrite`]; [`Error::Conflict`] outside the integrate stage.
pub fn integrate(
    tx: &mut Tx<'_, '_>,
    id: Uuid,
    revision: i64,
    text: &Text,
    changed: &str,
    objections: &[Uuid],
) -> Result<(), Error> {
    let proposal = load(tx, id)?;
    if proposal.stage != Stage::Integrate {
        return Err(Error::Conflict { code: "decisions-conflict-changed" });
    }
    let began = store::steps(tx, id)?.into_iter().rev().find(|step| step.stage == Stage::Integrate);
    let hash = text_hash(&text.title, &text.problem, &text.body);
    if !objections.is_empty() && began.is_some_and(|step| step.text_hash == hash) {
        return Err(FieldErrors::one("body", "decisions-error-same"));
    }
    let version = new_version(tx, proposal, revision, text, changed)?;
    if talk::integrate(tx, id, objections, version)? != objections.len() as u64 {
        return Err(Error::NotFound);
    }
    Ok(())
}

fn new_version(
    tx: &mut Tx<'_, '_>,
    mut proposal: Proposal,
    revision: i64,
    text: &Text,
    changed: &str,
) -> Result<i64, Error> {
    writer(tx, &proposal)?;
    let mut errors = FieldErrors::new();
    text.check(&mut errors);
    if changed.is_empty() {
        errors.add("changed", "error-required");
    }
    errors.into_result()?;
    if !proposal.stage.writable() || proposal.revision != revision {
        return Err(Error::Conflict { code: "decisions-conflict-changed" });
    }
    proposal.version += 1;
    proposal.title.clone_from(&text.title);
    proposal.title_es.clone_from(&text.title_es);
    touch(tx, &mut proposal)?;
    store::add_version(tx, proposal.id, proposal.version, text, changed)?;
    super::propose::put(tx, &proposal)?;
    tx.audit(Action::Write, Kind::Governance, Some(proposal.id), None, "proposal rewritten")?;
    Ok(proposal.version)
}

/// What the decision will ask of an organization, as somebody typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPromise {
    /// Of whom.
    pub organization: Uuid,
    /// What.
    pub what: String,
    /// The same in Spanish.
    pub what_es: Option<String>,
    /// By when.
    pub due_on: Date,
}

/// Adds what the decision will ask of an organization, by a day. At the adoption it becomes a commitment.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`]; [`Error::Conflict`] when the text stands.
pub fn add_promise(tx: &mut Tx<'_, '_>, id: Uuid, new: &NewPromise) -> Result<(), Error> {
    let mut proposal = load(tx, id)?;
    writer(tx, &proposal)?;
    if !proposal.stage.writable() {
        return Err(Error::Conflict { code: "decisions-conflict-changed" });
    }
    // The same rules that the commitment will have to pass: nothing is asked that could not be adopted.
    let becomes = as_commitment(new, None).tidy();
    let mut errors = FieldErrors::new();
    for (field, wrong) in becomes.faults().iter() {
        errors.add(if field == "words" { "what" } else { "what_es" }, wrong.key);
    }
    if new.due_on <= tandem_bodies::actions::today(tx)? {
        errors.add("due_on", "decisions-error-past");
    }
    errors.into_result()?;
    tandem_partners::actions::find(tx, new.organization)?;
    touch(tx, &mut proposal)?;
    let promise = Promise {
        id: tx.new_id(),
        organization: new.organization,
        what: becomes.words,
        what_es: becomes.words_es,
        due_on: new.due_on,
    };
    store::add_promise(tx, id, &promise)?;
    tx.audit(Action::Write, Kind::Governance, Some(id), None, "proposal promise added")
}

fn as_commitment(new: &NewPromise, source: Option<Uuid>) -> NewCommitment {
    NewCommitment {
        words: new.what.clone(),
        words_es: new.what_es.clone(),
        owner_org: new.organization,
        owner_member: None,
        due_on: new.due_on,
        source,
    }
}

/// Makes commitments of what an adopted proposal asks, each tied to its decision.
pub(super) fn promise_all(
    tx: &mut Tx<'_, '_>,
    proposal: Uuid,
    decision: Uuid,
    on: Date,
) -> Result<(), Error> {
    for promise in store::promises(tx, proposal)? {
        // Consent took longer than who wrote the day had thought: nobody is late with what was asked only today.
        let new = NewPromise {
            organization: promise.organization,
            what: promise.what,
            what_es: promise.what_es,
            due_on: promise.due_on.max(on),
        };
        tandem_agreements::actions::commit(tx, &as_commitment(&new, Some(decision)))?;
    }
    Ok(())
}

/// Takes one out.
///
/// # Errors
/// As [`add_promise`].
pub fn drop_promise(tx: &mut Tx<'_, '_>, id: Uuid, promise: Uuid) -> Result<(), Error> {
    let mut proposal = load(tx, id)?;
    writer(tx, &proposal)?;
    if !proposal.stage.writable() {
        return Err(Error::Conflict { code: "decisions-conflict-changed" });
    }
    touch(tx, &mut proposal)?;
    store::drop_promise(tx, id, promise)?;
    tx.audit(Action::Write, Kind::Governance, Some(id), None, "proposal promise removed")
}
