//! Withdraws an option after the vote has been opened: with its reason in public, and marks for it left out of the count.

use super::{load, save};
use crate::model::state::State;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};

/// Withdraws it. What voters chose besides it counts; what they chose of it goes to nobody.
///
/// # Errors
/// [`Error::Invalid`] without a reason; [`Error::Conflict`] once the result stands, or in a draft (take it out instead);
/// [`Error::NotFound`]; [`Error::Forbidden`]; the database's.
pub fn withdraw_option(tx: &mut Tx, id: Uuid, number: u32, reason: &str) -> Result<(), Error> {
    tx.require(Kind::Vote, Action::Manage)?;
    let mut vote = load(tx, id)?;
    if !matches!(vote.state, State::Open | State::Closed) {
        return Err(Error::Conflict { code: "votes-conflict-state" });
    }
    if reason.trim().chars().count() < 10 {
        return Err(FieldErrors::one("reason", "votes-error-reason"));
    }
    let option = vote.definition.options.iter_mut().find(|o| o.number == number).ok_or(Error::NotFound)?;
    if option.withdrawn.is_some() {
        return Err(Error::Conflict { code: "votes-conflict-withdrawn" });
    }
    option.withdrawn = Some(reason.trim().chars().take(1_000).collect());
    save(tx, &vote)?;
    tx.audit(Action::Manage, Kind::Vote, Some(id), None, "vote-option-withdrawn")
}
