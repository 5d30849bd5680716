//! A meeting begins, ends, and its minutes are published; each step can be taken back.

use crate::model::{Meeting, News, State};
use crate::store::{agenda, live, meetings as store};
use jiff::SignedDuration;
use tandem_access::{Action, Error, FieldErrors, Tx, Uuid};
use tandem_events::Event;

/// A meeting in which nothing was noted for so long after its time has ended.
const FORGOTTEN_HOURS: i64 = 3;

/// Opens a meeting: from here on it is written down who comes.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] when it is not ahead, or its start is more than two hours away.
pub fn open(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    let (meeting, _) = super::organizer(tx, id)?;
    if meeting.state == State::Planned && tx.now() < meeting.opens_at() {
        return Err(Error::Conflict { code: "meetings-conflict-early" });
    }
    step(tx, &meeting, State::Planned, State::Running)?;
    super::into_chain(tx, &meeting)?;
    recount(tx, id)?;
    super::note(tx, id, Action::Decide, "meeting opened")
}

/// Ends it: nobody is there any more, and nothing is decided any more. The minutes stay open.
///
/// # Errors
/// As [`open`].
pub fn close(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    let (meeting, _) = super::organizer(tx, id)?;
    end(tx, &meeting)?;
    super::note(tx, id, Action::Decide, "meeting closed")
}

/// Ends the meetings that nobody closed, some hours after their time: else who sat there once would count as present for good, in
/// every decision of the group. Whoever organizes it can go on with it.
///
/// # Errors
/// The database's.
pub(crate) fn end_forgotten(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
    let now = tx.now();
    let before = now.checked_sub(SignedDuration::from_hours(FORGOTTEN_HOURS)).unwrap_or(now);
    for id in store::forgotten(tx, before)? {
        let meeting = super::meeting(tx, id)?;
        end(tx, &meeting)?;
        super::note(tx, id, Action::Decide, "meeting closed by itself")?;
    }
    Ok(())
}

fn end(tx: &mut Tx<'_, '_>, meeting: &Meeting) -> Result<(), Error> {
    step(tx, meeting, State::Running, State::Closed)?;
    live::end_turn(tx, meeting.id)?;
    live::leave_all(tx, meeting.id)?;
    recount(tx, meeting.id)
}

/// Goes on with a meeting that was closed by mistake: who was there at the end is there again.
///
/// # Errors
/// As [`open`].
pub fn reopen(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    let (meeting, _) = super::organizer(tx, id)?;
    if let Some(closed) = meeting.closed_at {
        live::come_back(tx, id, closed)?;
    }
    step(tx, &meeting, State::Closed, State::Running)?;
    recount(tx, id)?;
    super::note(tx, id, Action::Decide, "meeting reopened")
}

/// Publishes the minutes, and tells those who are to be told.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] when nothing was written; [`Error::Conflict`] when it is not closed.
pub fn publish(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    let (meeting, _) = super::organizer(tx, id)?;
    let points = agenda::of_meeting(tx, id)?;
    let written = !meeting.summary.is_empty()
        || points.iter().any(|point| !point.notes.is_empty())
        || !live::agreed(tx, id)?.is_empty()
        || !live::tasks(tx, id)?.is_empty();
    if !written {
        return Err(FieldErrors::one("summary", "meetings-error-nothing-written"));
    }
    step(tx, &meeting, State::Closed, State::Published)?;
    super::into_chain(tx, &meeting)?;
    super::tell(tx, &meeting, News::Minutes)?;
    tandem_events::publish(tx, &Event::MinutesPublished { meeting: id, body: meeting.body })?;
    super::note(tx, id, Action::Decide, "minutes published")
}

/// Takes published minutes back to mend them.
///
/// # Errors
/// As [`open`].
pub fn take_back(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    let (meeting, _) = super::organizer(tx, id)?;
    step(tx, &meeting, State::Published, State::Closed)?;
    super::note(tx, id, Action::Decide, "minutes taken back")
}

fn step(tx: &mut Tx<'_, '_>, meeting: &Meeting, from: State, to: State) -> Result<(), Error> {
    if store::set_state(tx, meeting.id, from, to)? {
        Ok(())
    } else {
        Err(Error::Conflict { code: "meetings-conflict-state" })
    }
}

fn recount(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    let (meeting, standing, _) = super::with_part(tx, id)?;
    super::attend::recount(tx, &meeting, &standing)
}
