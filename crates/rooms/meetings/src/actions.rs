//! The verbs of the room. Each checks the policy, writes, and notes the audit, in the caller's transaction.

mod agenda;
mod answer;
mod attend;
mod change;
mod floor;
mod lists;
mod minutes;
mod protocol;
mod schedule;
mod session;
mod tell;

pub use agenda::{agenda, drop_item, order, propose};
pub use answer::{answer, answers, arrange, arranged, my_answer};
pub use attend::{Arrival, arrive, leave, presence, quorum_now, quorums, together, undo_leave};
pub use change::{cancel, cancel_series, change, change_series};
pub use floor::{Voice, floor_by_sector, floor_of, start_floor, stop_floor, turns, voices};
pub use lists::{Listed, ahead, collapsed, feed, of_calendar, past, plan_of};
pub use minutes::{
    NewTask, add_task, agree, agreed, decided, finish, open_tasks, open_tasks_of, save_notes, tasks, undo,
};
pub use protocol::{protocol, set_protocol};
pub use schedule::{extend, plan};
pub(crate) use session::end_forgotten;
pub use session::{close, open, publish, reopen, take_back};
pub(crate) use tell::{Heard, readers, tell, tell_on};

use crate::model::{Meeting, State};
use crate::policy::{self, Part};
use crate::store;
use tandem_access::{Action, Error, Kind, Tx, Uuid};
use tandem_bodies::model::Standing;
use tandem_spine::model::Item;

/// One meeting. Who is nobody here reads of public ones only.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn meeting(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Meeting, Error> {
    let found = store::meetings::by_id(tx, id)?.ok_or(Error::NotFound)?;
    if found.public || policy::may_read(tx.viewer()) { Ok(found) } else { Err(Error::NotFound) }
}

/// A meeting with its body as it stands today and the viewer's part in it.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn with_part(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(Meeting, Standing, Part), Error> {
    let meeting = meeting(tx, id)?;
    let standing = tandem_bodies::actions::standing(tx, meeting.body)?;
    let part = Part::of(tx.viewer(), &standing);
    Ok((meeting, standing, part))
}

/// The bodies whose meetings the viewer organizes.
///
/// # Errors
/// The database's.
pub fn my_bodies(tx: &mut Tx<'_, '_>) -> Result<Vec<Standing>, Error> {
    let mut all = tandem_bodies::actions::bodies(tx)?;
    all.retain(|standing| !standing.body.ended && Part::of(tx.viewer(), standing).organizes);
    Ok(all)
}

fn organizer(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(Meeting, Standing), Error> {
    let (meeting, standing, part) = with_part(tx, id)?;
    if part.organizes { Ok((meeting, standing)) } else { Err(Error::Forbidden) }
}

/// Whoever may write down what happens, in a meeting that is open for it.
fn writer(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(Meeting, Standing), Error> {
    let (meeting, standing, part) = with_part(tx, id)?;
    if !part.writes() {
        return Err(Error::Forbidden);
    }
    if !meeting.is_open() {
        return Err(Error::Conflict { code: "meetings-conflict-not-open" });
    }
    Ok((meeting, standing))
}

/// As [`writer`], while the meeting sits.
fn sitting(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(Meeting, Standing), Error> {
    let (meeting, standing) = writer(tx, id)?;
    if meeting.state == State::Running {
        Ok((meeting, standing))
    } else {
        Err(Error::Conflict { code: "meetings-conflict-not-open" })
    }
}

fn note(tx: &mut Tx<'_, '_>, meeting: Uuid, action: Action, what: &str) -> Result<(), Error> {
    tx.audit(action, Kind::Governance, Some(meeting), None, what)
}

/// Puts a meeting into the chain. Meetings of a series that have not been held and are about nothing yet are no part of any story.
fn into_chain(tx: &mut Tx<'_, '_>, m: &Meeting) -> Result<(), Error> {
    let item = Item {
        id: m.id,
        kind: tandem_spine::model::Kind::Meeting,
        title: format!("{}, {}", m.title, m.start.date()),
        title_es: m.title_es.as_ref().map(|title| format!("{title}, {}", m.start.date())),
        path: format!("/meetings/{}", m.id),
        public: m.public,
    };
    tandem_spine::actions::put(tx, &item)
}
