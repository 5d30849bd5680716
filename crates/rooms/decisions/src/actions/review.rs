//! A look back at a decision, and organizations that stand aside from a policy ask.

use super::stage::rules;
use crate::model::Decision;
use crate::policy;
use crate::store::{decisions as store, proposals};
use jiff::civil::Date;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};

fn reviewer(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Decision, Error> {
    let decision = store::by_id(tx, id)?.ok_or(Error::NotFound)?;
    let standing = tandem_bodies::actions::standing(tx, decision.body_id)?;
    let leads = super::leads(tx, &standing);
    if !policy::may_lead(tx.viewer(), leads) {
        return Err(Error::Forbidden);
    }
    if decision.ended_on.is_some() {
        return Err(Error::Conflict { code: "decisions-conflict-over" });
    }
    Ok(decision)
}

/// The body looks back and confirms a decision until another date.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] without words or with a date that is past or too far;
/// [`Error::Conflict`] when it has ended.
pub fn review(tx: &mut Tx<'_, '_>, id: Uuid, words: &str, next: Date) -> Result<(), Error> {
    let decision = reviewer(tx, id)?;
    let today = tandem_bodies::actions::today(tx)?;
    let months = i32::try_from(rules(tx)?.review_months).unwrap_or(24);
    let latest = today.checked_add(jiff::Span::new().months(months)).unwrap_or(Date::MAX);
    let mut errors = FieldErrors::new();
    if words.is_empty() {
        errors.add("words", "error-required");
    }
    if next <= today || next > latest {
        errors.add("next_on", "decisions-error-review");
    }
    errors.into_result()?;
    store::review(tx, &decision, words, Some(next), today)?;
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, "decision confirmed")
}

/// The body ends a decision.
///
/// # Errors
/// As [`review`].
pub fn end(tx: &mut Tx<'_, '_>, id: Uuid, words: &str) -> Result<(), Error> {
    let decision = reviewer(tx, id)?;
    if words.is_empty() {
        return Err(FieldErrors::one("words", "error-required"));
    }
    let today = tandem_bodies::actions::today(tx)?;
    store::review(tx, &decision, words, None, today)?;
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, "decision ended")
}

fn signer(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Uuid, Error> {
    let organization = policy::signs_for(tx.viewer()).ok_or(Error::Forbidden)?;
    let decision = store::by_id(tx, id)?.ok_or(Error::NotFound)?;
    let proposal = proposals::by_id(tx, decision.proposal_id)?.ok_or(Error::NotFound)?;
    if proposal.policy_ask {
        Ok(organization)
    } else {
        Err(Error::Conflict { code: "decisions-conflict-no-ask" })
    }
}

/// The viewer's organization does not put its name under a policy ask.
///
/// # Errors
/// [`Error::Forbidden`] for who does not sign; [`Error::NotFound`]; [`Error::Conflict`] for a decision that asks for no policy.
pub fn stand_aside(tx: &mut Tx<'_, '_>, id: Uuid, why: &str) -> Result<(), Error> {
    let organization = signer(tx, id)?;
    store::stand_aside(tx, id, organization, why)?;
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, "stands aside")
}

/// It joins after all.
///
/// # Errors
/// As [`stand_aside`].
pub fn join(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    let organization = signer(tx, id)?;
    store::join(tx, id, organization)?;
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, "joins")
}
