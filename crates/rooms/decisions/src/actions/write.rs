//! The text is written anew: while it is clarified, and when objections are integrated. Every version stays.

use super::{leads, load, touch};
use crate::model::{Promise, Proposal, Stage, Text};
use crate::policy;
use crate::store::{proposals as store, talk};
use jiff::civil::Date;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};

/// Lets pass who may write the text now.
fn writer(tx: &mut Tx<'_, '_>, proposal: &Proposal) -> Result<(), Error> {
    let leads = match proposal.body_id {
        Some(body) => {
            let standing = tandem_bodies::actions::standing(tx, body)?;
            leads(tx, &standing)
        }
        None => false,
    };
    if policy::may_write(tx.viewer(), proposal, leads) { Ok(()) } else { Err(Error::Forbidden) }
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
    touch(tx, &mut proposal)?;
    store::add_version(tx, proposal.id, proposal.version, text, changed)?;
    super::propose::put(tx, &proposal)?;
    tx.audit(Action::Write, Kind::Governance, Some(proposal.id), None, "proposal rewritten")?;
    Ok(proposal.version)
}

/// Adds what the decision will ask of an organization, by a day.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`]; [`Error::Conflict`] when the text stands.
pub fn add_promise(
    tx: &mut Tx<'_, '_>,
    id: Uuid,
    organization: Uuid,
    what: &str,
    due_on: Date,
) -> Result<(), Error> {
    let mut proposal = load(tx, id)?;
    writer(tx, &proposal)?;
    if !proposal.stage.writable() {
        return Err(Error::Conflict { code: "decisions-conflict-changed" });
    }
    let mut errors = FieldErrors::new();
    if what.is_empty() {
        errors.add("what", "error-required");
    } else if what.chars().count() > 300 {
        errors.add("what", "decisions-error-long");
    }
    if due_on <= tandem_bodies::actions::today(tx)? {
        errors.add("due_on", "decisions-error-past");
    }
    errors.into_result()?;
    tandem_partners::actions::find(tx, organization)?;
    touch(tx, &mut proposal)?;
    let promise = Promise { id: tx.new_id(), organization, what: what.to_owned(), due_on };
    store::add_promise(tx, id, &promise)?;
    tx.audit(Action::Write, Kind::Governance, Some(id), None, "proposal promise added")
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
