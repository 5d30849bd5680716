//! Promises: made out of decisions and agreements, kept or not in public.

use crate::model::commitment::{Commitment, NewCommitment, State};
use crate::{policy, store};
use tandem_access::accounts::members;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};
use tandem_spine::model::{Item, Kind as Thing};

/// Notes a promise that somebody writes by hand.
///
/// # Errors
/// [`Error::Forbidden`] for who may neither manage agreements nor write them for the organization that promises; otherwise as
/// [`commit`].
pub fn promise(tx: &mut Tx, new: &NewCommitment) -> Result<Uuid, Error> {
    if policy::may_promise(tx.viewer(), new.owner_org) { commit(tx, new) } else { Err(Error::Forbidden) }
}

/// Notes what an organization promises. Other rooms call it where a promise is made: at the adoption of a decision, in the
/// minutes of a meeting. Who may make such a thing, its own room decides. It stands in the chain after its source.
///
/// # Errors
/// [`Error::Forbidden`] for who is neither a member nor the system; [`Error::Invalid`] field by field.
pub fn commit(tx: &mut Tx, new: &NewCommitment) -> Result<Uuid, Error> {
    if !tx.viewer().is_member() && !tx.viewer().is_system() {
        return Err(Error::Forbidden);
    }
    let new = new.clone().tidy();
    let mut faults = new.faults();
    if tandem_partners::actions::find_many(tx, &[new.owner_org])?.is_empty() {
        faults.add("owner_org", "agreements-error-owner");
    }
    if let Some(member) = new.owner_member
        && !members::affiliations(tx, member)?.iter().any(|a| a.organization == new.owner_org)
    {
        faults.add("owner_member", "agreements-error-owner-member");
    }
    faults.into_result()?;
    let id = tx.new_public_id();
    store::commitment::insert(tx, id, &new)?;
    let item = Item {
        id,
        kind: Thing::Commitment,
        title: new.words.clone(),
        title_es: new.words_es.clone(),
        path: format!("/commitments/{id}"),
        public: true,
    };
    tandem_spine::actions::put(tx, &item)?;
    if let Some(source) = new.source {
        tandem_spine::actions::link(tx, source, id)?;
    }
    tx.audit(Action::Write, Kind::Agreement, Some(id), None, "promise made")?;
    Ok(id)
}

/// Says what became of a promise, in words. Only once: who was wrong makes a new promise.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`] for who [`may_close`] says may not; [`Error::Conflict`] when somebody has said so
/// already; [`Error::Invalid`] without words.
pub fn close_commitment(tx: &mut Tx, id: Uuid, state: State, outcome: &str) -> Result<(), Error> {
    let promise = commitment(tx, id)?;
    if !may_close(tx, &promise) {
        return Err(Error::Forbidden);
    }
    if state == State::Open {
        return Err(FieldErrors::one("state", "agreements-error-outcome-state"));
    }
    let outcome = super::withdraw::words(outcome)
        .ok_or_else(|| FieldErrors::one("outcome", "agreements-error-outcome"))?;
    let (_, today) = super::today(tx)?;
    if !store::commitment::close(tx, id, state, &outcome, today)? {
        return Err(Error::Conflict { code: "agreements-conflict-closed" });
    }
    let did = match state {
        State::Done => "promise kept",
        State::NotDone => "promise not kept",
        State::Dropped | State::Open => "promise dropped",
    };
    tx.audit(Action::Decide, Kind::Agreement, Some(id), None, did)
}

/// Who says what became of a promise: the member who looks after it, an administrator of its owner, whoever manages agreements.
pub fn may_close(tx: &Tx, promise: &Commitment) -> bool {
    let viewer = tx.viewer();
    policy::manages(viewer)
        || (viewer.org() == Some(promise.promise.owner_org)
            && (viewer.may(Kind::Agreement, Action::Decide)
                || (viewer.member_id().is_some() && viewer.member_id() == promise.promise.owner_member)))
}

/// One promise. Promises are public.
///
/// # Errors
/// [`Error::NotFound`].
pub fn commitment(tx: &mut Tx, id: Uuid) -> Result<Commitment, Error> {
    store::commitment::get(tx, id)?.ok_or(Error::NotFound)
}

/// Every promise, what is due first coming first.
///
/// # Errors
/// The database's.
pub fn commitments(tx: &mut Tx) -> Result<Vec<Commitment>, Error> {
    store::commitment::list(tx)
}

/// The promises that grew out of a thing of the chain: for its page.
///
/// # Errors
/// The database's.
pub fn commitments_of(tx: &mut Tx, source: Uuid) -> Result<Vec<Commitment>, Error> {
    store::commitment::of_source(tx, source)
}
