//! Simple polls: a member asks, each member answers once, and when it closes everybody reads how many said what. It decides nothing.

use crate::model::poll::{NewPoll, Poll};
use crate::policy;
use crate::store::polls as store;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};

/// Asks the members something.
///
/// # Errors
/// [`Error::Forbidden`] without an account; [`Error::Invalid`] field by field.
pub fn ask(tx: &mut Tx<'_, '_>, new: &NewPoll) -> Result<Uuid, Error> {
    let by = tx.viewer().member_id().zip(tx.viewer().org()).ok_or(Error::Forbidden)?;
    let today = tandem_bodies::actions::today(tx)?;
    new.faults(today).into_result()?;
    let id = tx.new_public_id();
    store::insert(tx, id, new, new.closes_on.unwrap_or(today), by)?;
    tx.audit(Action::Write, Kind::Governance, Some(id), None, "poll asked")?;
    Ok(id)
}

/// Every poll, the one that closes last first.
///
/// # Errors
/// The database's.
pub fn polls(tx: &mut Tx<'_, '_>) -> Result<Vec<Poll>, Error> {
    store::all(tx)
}

/// One poll, and what the viewer answered.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn poll(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(Poll, Option<i64>), Error> {
    let found = store::by_id(tx, id)?.ok_or(Error::NotFound)?;
    let own = match tx.viewer().member_id() {
        Some(member) => store::answer_of(tx, id, member)?,
        None => None,
    };
    Ok((found, own))
}

/// A member answers, or answers anew. Who said what stands in no log.
///
/// # Errors
/// [`Error::Forbidden`] without an account; [`Error::NotFound`]; [`Error::Invalid`] for none of the options; [`Error::Conflict`] once it
/// is closed.
pub fn answer_poll(tx: &mut Tx<'_, '_>, id: Uuid, number: i64) -> Result<(), Error> {
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    let (poll, _) = poll(tx, id)?;
    if !poll.is_open(tandem_bodies::actions::today(tx)?) {
        return Err(Error::Conflict { code: "decisions-conflict-poll-closed" });
    }
    if !poll.options.iter().any(|o| o.number == number) {
        return Err(FieldErrors::one("option", "decisions-error-poll-choose"));
    }
    store::answer(tx, id, member, number)
}

/// Whether the viewer may close a poll before its day: who asked, and who keeps proposals.
pub fn may_close_poll(tx: &Tx<'_, '_>, poll: &Poll) -> bool {
    tx.viewer().member_id() == Some(poll.by_member) || policy::may_keep(tx.viewer())
}

/// Closes it before its day.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] when it is closed.
pub fn close_poll(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    let (poll, _) = poll(tx, id)?;
    if !may_close_poll(tx, &poll) {
        return Err(Error::Forbidden);
    }
    let now = tx.now();
    if !poll.is_open(tandem_bodies::actions::today(tx)?) || !store::close(tx, id, now)? {
        return Err(Error::Conflict { code: "decisions-conflict-poll-closed" });
    }
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, "poll closed")
}
