//! What was taken on at meetings: whoever took it on is reminded once before its day and once after it.

use crate::letters;
use crate::model::{Meeting, State, Task};
use crate::store::{live, meetings};
use jiff::{SignedDuration, ToSpan as _};
use tandem_access::{Error, Tx};
use tandem_partners::actions as partners;
use tandem_partners::model::{Addressee, Reader};

/// Days before its day.
const BEFORE: i32 = 7;
/// What is late for longer than this was spoken of, or was forgotten by all.
const MOST_LATE: i32 = 60;
/// Nobody is reminded of what they have only just taken on, and it may still be taken back.
const FRESH: SignedDuration = SignedDuration::from_hours(12);

/// Reminds of what is due within a week, and of what is late. Running it twice sends nothing twice.
pub(super) fn remind(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
    let today = tandem_bodies::actions::today(tx)?;
    let before = tx.now().checked_sub(FRESH).unwrap_or(tx.now());
    for late in [false, true] {
        let (from, to) = if late {
            (today.saturating_sub(MOST_LATE.days()), today.saturating_sub(1.days()))
        } else {
            (today, today.saturating_add(BEFORE.days()))
        };
        for task in live::tasks_to_remind(tx, from, to, before, late)? {
            live::set_task_reminded(tx, task.id, late)?;
            let Some(meeting) = meetings::by_id(tx, task.meeting)? else { continue };
            for to in owners(tx, &task, &meeting)? {
                letters::task(tx, &to, &task, &meeting, late)?;
            }
        }
    }
    Ok(())
}

/// Whoever took it on; where their account has ended, whoever is written to at their organization. An address that several read hears
/// only of what stands in public.
fn owners(tx: &mut Tx<'_, '_>, task: &Task, meeting: &Meeting) -> Result<Vec<Addressee>, Error> {
    if let Some(owner) = task.owner
        && let Some(to) = partners::addressee(tx, Reader::Member(owner))?
    {
        return Ok(vec![to]);
    }
    let Some(organization) = task.organization else { return Ok(vec![]) };
    let mut to = partners::written_to(tx, organization)?;
    let public = meeting.public && meeting.state == State::Published;
    to.retain(|to| public || to.has_account());
    Ok(to)
}
