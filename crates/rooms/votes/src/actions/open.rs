//! Opens a vote: from then on its words and rules stand. Its clock closes it; only reasons in public can stop it before.

use super::{become_, load};
use crate::model::definition::{Definition, VoteOption};
use crate::model::state::{Phase, State};
use crate::store;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};
use tandem_bodies::model::Ties;

/// Settles and announces a draft.
///
/// # Errors
/// [`Error::Invalid`] with what is missing; [`Error::Conflict`]; [`Error::Forbidden`]; the database's.
pub fn open(tx: &mut Tx, id: Uuid) -> Result<(), Error> {
    tx.require(Kind::Vote, Action::Manage)?;
    let mut vote = load(tx, id)?;
    vote.definition.hindrances().into_result()?;
    if let Some(binding) = &vote.binding {
        super::answer::faults(tx, binding)?.into_result()?;
    }
    if vote.closes_at <= tx.now() {
        return Err(FieldErrors::one("closes", "votes-error-closes-past"));
    }
    if vote.definition.tie_order.is_empty() {
        vote.definition.tie_order = by_charter(tx, &vote.definition)?;
    }
    become_(tx, &mut vote, State::Open)?;
    tx.audit(Action::Manage, Kind::Vote, Some(id), None, "vote-opened")
}

/// The order for ties that the charter in force sets; none without a charter (then ids decide, as strings).
fn by_charter(tx: &mut Tx, d: &Definition) -> Result<Vec<String>, Error> {
    let Some(charter) = tandem_bodies::actions::in_force(tx)? else { return Ok(vec![]) };
    let mut options: Vec<&VoteOption> = d.options.iter().collect();
    match charter.rules.ties {
        Ties::Oldest => options.sort_by_key(|o| o.number),
        Ties::Cheapest => options.sort_by_key(|o| (o.cost_cents, o.number)),
    }
    Ok(options.into_iter().map(VoteOption::id).collect())
}

/// Calls a vote off. The reason is public.
///
/// # Errors
/// [`Error::Invalid`] without a reason; [`Error::Conflict`] once the result stands; [`Error::Forbidden`]; the database's.
pub fn cancel(tx: &mut Tx, id: Uuid, reason: &str) -> Result<(), Error> {
    tx.require(Kind::Vote, Action::Manage)?;
    let mut vote = load(tx, id)?;
    if reason.trim().chars().count() < 10 {
        return Err(FieldErrors::one("reason", "votes-error-reason"));
    }
    vote.reason = Some(reason.trim().chars().take(2_000).collect());
    become_(tx, &mut vote, State::Cancelled)?;
    tx.audit(Action::Manage, Kind::Vote, Some(id), None, "vote-cancelled")
}

/// Notes of every vote whose time is over that it is closed, and writes its ballots anew in an order that tells nothing.
/// Casting asks the clock itself, so nothing is taken in between.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the system; the database's.
pub fn close_due(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
    if !tx.viewer().is_system() {
        return Err(Error::Forbidden);
    }
    let now = tx.now();
    for mut vote in store::votes::due(tx, now)? {
        debug_assert_eq!(vote.phase(now), Phase::Closed);
        become_(tx, &mut vote, State::Closed)?;
        store::ballots::shuffle(tx, vote.id)?;
        tx.audit(Action::Manage, Kind::Vote, Some(vote.id), None, "vote-closed")?;
    }
    Ok(())
}
