//! Reads votes.

use super::load;
use crate::model::state::State;
use crate::model::vote::{Batch, Paper, Roll, Vote};
use crate::store;
use tandem_access::{Action, Error, Kind, Tx, Uuid};

/// The most votes in a list.
const MOST: usize = 200;

/// Every vote, for members.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn list(tx: &mut Tx) -> Result<Vec<Vote>, Error> {
    tx.require(Kind::Vote, Action::Read)?;
    store::votes::list(tx, MOST)
}

/// Votes that anybody may read of: all but drafts.
///
/// # Errors
/// The database's.
pub fn list_public(tx: &mut Tx) -> Result<Vec<Vote>, Error> {
    Ok(store::votes::list(tx, MOST)?.into_iter().filter(|v| v.state != State::Draft).collect())
}

/// A vote, for members.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`]; the database's.
pub fn find(tx: &mut Tx, id: Uuid) -> Result<Vote, Error> {
    tx.require(Kind::Vote, Action::Read)?;
    load(tx, id)
}

/// A vote that anybody may read of.
///
/// # Errors
/// [`Error::NotFound`] for a draft too; the database's.
pub fn find_public(tx: &mut Tx, id: Uuid) -> Result<Vote, Error> {
    Some(load(tx, id)?).filter(|v| v.state != State::Draft).ok_or(Error::NotFound)
}

/// Counts of the roll. While votes are taken they are for members: how many came in, never what they say.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn roll(tx: &mut Tx, id: Uuid) -> Result<Roll, Error> {
    tx.require(Kind::Vote, Action::Read)?;
    store::ballots::roll(tx, id)
}

/// The batches of a vote.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn batches(tx: &mut Tx, id: Uuid) -> Result<Vec<Batch>, Error> {
    tx.require(Kind::Vote, Action::Read)?;
    store::papers::of(tx, id)
}

/// A batch with its vote.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`]; the database's.
pub fn show_batch(tx: &mut Tx, id: Uuid) -> Result<(Batch, Vote), Error> {
    tx.require(Kind::Vote, Action::Write)?;
    let batch = store::papers::find(tx, id)?.ok_or(Error::NotFound)?;
    let vote = load(tx, batch.vote)?;
    Ok((batch, vote))
}

/// What was keyed of a batch, once it has been keyed twice: before, the second must not see the first.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`]; the database's.
pub fn papers_of(tx: &mut Tx, id: Uuid) -> Result<Vec<Paper>, Error> {
    use crate::model::vote::BatchState;
    let (batch, _) = show_batch(tx, id)?;
    if batch.state == BatchState::Compare { store::papers::papers(tx, id) } else { Ok(vec![]) }
}
