//! What is written down while a meeting runs: notes to each point, what was agreed, and what people take on. What was
//! decided is not written here: it comes from the proposals that were adopted.

use super::attend::quorum_now;
use crate::model::meeting::long;
use crate::model::{Agreed, Decided, Task};
use crate::policy;
use crate::store::{agenda, live, meetings};
use jiff::civil::Date;
use tandem_access::{Action, Error, FieldErrors, Tx, Uuid};

/// Something to take on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTask {
    /// About which point.
    pub item: Option<Uuid>,
    /// What.
    pub what: String,
    /// Who: somebody with a seat in the body, or a deputy.
    pub owner: Option<Uuid>,
    /// By when.
    pub due: Option<Date>,
}

/// Writes the notes to a point, or what the minutes begin with, over the revision that was read; `spanish` is the same in Spanish, or empty.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] when it is too long; [`Error::Conflict`] when the meeting is not open or
/// somebody else has written meanwhile: nothing of theirs is lost, and the page keeps what was typed.
pub fn save_notes(
    tx: &mut Tx<'_, '_>,
    meeting: Uuid,
    item: Option<Uuid>,
    revision: i64,
    text: &str,
    spanish: &str,
) -> Result<(), Error> {
    super::writer(tx, meeting)?;
    let mut errors = FieldErrors::new();
    long(&mut errors, "notes", text, 20_000);
    long(&mut errors, "notes_es", spanish, 20_000);
    errors.into_result()?;
    let spanish = (!spanish.is_empty()).then_some(spanish);
    let kept = match item {
        Some(item) => {
            agenda::by_id(tx, meeting, item)?.ok_or(Error::NotFound)?;
            agenda::set_notes(tx, meeting, item, revision, text, spanish)?
        }
        None => meetings::set_summary(tx, meeting, revision, text, spanish)?,
    };
    if !kept {
        return Err(Error::Conflict { code: "meetings-conflict-changed" });
    }
    super::note(tx, meeting, Action::Write, "minutes written")
}

/// What was agreed in the meeting: ways to work, and no decisions.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn agreed(tx: &mut Tx<'_, '_>, meeting: Uuid) -> Result<Vec<Agreed>, Error> {
    super::meeting(tx, meeting)?;
    live::agreed(tx, meeting)
}

/// What was decided: decisions that proposals adopted while the body sat in this meeting, and those from before that a point is about.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn decided(tx: &mut Tx<'_, '_>, meeting: Uuid) -> Result<Vec<Decided>, Error> {
    use tandem_spine::actions as spine;
    use tandem_spine::model::Kind;
    super::meeting(tx, meeting)?;
    let points = agenda::of_meeting(tx, meeting)?;
    let point =
        |of: &[Uuid]| points.iter().find(|p| p.about.is_some_and(|id| of.contains(&id))).map(|p| p.id);
    let mut out: Vec<Decided> = vec![];
    for link in spine::chain(tx, meeting)?.after {
        if link.item.kind != Kind::Decision || link.steps != 1 {
            continue;
        }
        // A point is about the decision, or about the proposal that became it.
        let mut of = vec![link.item.id];
        of.extend(spine::chain(tx, link.item.id)?.before.iter().filter(|l| l.steps == 1).map(|l| l.item.id));
        out.push(Decided { point: point(&of), item: link.item, here: true });
    }
    for p in &points {
        let Some(about) = p.about.filter(|id| out.iter().all(|d| d.item.id != *id)) else { continue };
        if let Some(item) = spine::item(tx, about)?.filter(|item| item.kind == Kind::Decision) {
            out.push(Decided { item, point: Some(p.id), here: false });
        }
    }
    Ok(out)
}

/// Writes down what the meeting agreed on, with the quorum of this moment: a way to work, no decision, which a proposal alone makes.
/// Without a quorum nothing is agreed, and neither is it in a body that may not adopt.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] without words; [`Error::Conflict`] when the meeting does not sit, there
/// is no quorum, or the body may not adopt.
pub fn agree(tx: &mut Tx<'_, '_>, meeting: Uuid, item: Option<Uuid>, text: &str) -> Result<(), Error> {
    let (_, standing) = super::sitting(tx, meeting)?;
    point(tx, meeting, item)?;
    let mut errors = FieldErrors::new();
    if text.is_empty() {
        errors.add("agreed", "error-required");
    }
    long(&mut errors, "agreed", text, 2000);
    errors.into_result()?;
    let quorum = quorum_now(tx, meeting, &standing)?;
    if !quorum.met {
        return Err(Error::Conflict { code: "meetings-conflict-quorum" });
    }
    if !standing.may_adopt() {
        return Err(Error::Conflict { code: "meetings-conflict-adopt" });
    }
    live::add_agreed(tx, meeting, item, text, quorum.present)?;
    super::note(tx, meeting, Action::Decide, "agreement written down")
}

fn point(tx: &mut Tx<'_, '_>, meeting: Uuid, item: Option<Uuid>) -> Result<(), Error> {
    match item {
        Some(item) => agenda::by_id(tx, meeting, item)?.map(|_| ()).ok_or(Error::NotFound),
        None => Ok(()),
    }
}

/// What was taken on at a meeting.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn tasks(tx: &mut Tx<'_, '_>, meeting: Uuid) -> Result<Vec<Task>, Error> {
    super::meeting(tx, meeting)?;
    live::tasks(tx, meeting)
}

/// What is still to be done from all meetings, the earliest first: for members.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn open_tasks(tx: &mut Tx<'_, '_>) -> Result<Vec<Task>, Error> {
    if !policy::may_read(tx.viewer()) {
        return Err(Error::Forbidden);
    }
    live::open_tasks(tx)
}

/// What a member, or an organization, has taken on and not done yet, the earliest first: for members.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn open_tasks_of(tx: &mut Tx<'_, '_>, owner: Uuid) -> Result<Vec<Task>, Error> {
    if !policy::may_read(tx.viewer()) {
        return Err(Error::Forbidden);
    }
    live::open_tasks_of(tx, owner)
}

/// Writes down what somebody takes on. It counts for the organization that their seat counts for.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] field by field; [`Error::Conflict`] when the meeting is not open.
pub fn add_task(tx: &mut Tx<'_, '_>, meeting: Uuid, new: &NewTask) -> Result<(), Error> {
    let (_, standing) = super::writer(tx, meeting)?;
    point(tx, meeting, new.item)?;
    let today = tandem_bodies::actions::today(tx)?;
    let mut errors = FieldErrors::new();
    if new.what.is_empty() {
        errors.add("what", "error-required");
    }
    long(&mut errors, "what", &new.what, 300);
    let found = new.owner.and_then(|owner| {
        standing.active().find_map(|(seat, holding)| {
            if seat.member == owner {
                Some((owner, holding.organization))
            } else {
                (seat.deputy == Some(owner)).then_some((owner, seat.deputy_organization))
            }
        })
    });
    if found.is_none() {
        errors.add("owner", "meetings-error-owner");
    }
    if new.due.is_none_or(|due| due < today) {
        errors.add("due", "meetings-error-due");
    }
    errors.into_result()?;
    let (Some((owner, organization)), Some(due)) = (found, new.due) else { return Err(Error::NotFound) };
    let task = Task {
        id: tx.new_id(),
        meeting,
        item: new.item,
        what: new.what.clone(),
        owner: Some(owner),
        organization,
        due,
        done: None,
    };
    live::add_task(tx, &task)?;
    super::note(tx, meeting, Action::Write, "action written down")
}

/// Marks something taken on as done, or not yet; the meeting it is from.
///
/// # Errors
/// [`Error::Forbidden`] for whose it is not; [`Error::NotFound`].
pub fn finish(tx: &mut Tx<'_, '_>, task: Uuid, done: bool) -> Result<Uuid, Error> {
    let found = live::task_by_id(tx, task)?.ok_or(Error::NotFound)?;
    let (_, _, part) = super::with_part(tx, found.meeting)?;
    if !policy::may_finish(tx.viewer(), found.owner, found.organization, part.organizes) {
        return Err(Error::Forbidden);
    }
    live::set_done(tx, task, done)?;
    super::note(tx, found.meeting, Action::Write, if done { "action done" } else { "action not done" })?;
    Ok(found.meeting)
}

/// Takes something back that was written down by mistake: `presence`, `floor`, `agreed`, `action`.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] when the meeting is not open.
pub fn undo(tx: &mut Tx<'_, '_>, meeting: Uuid, what: &str, id: Uuid) -> Result<(), Error> {
    let (found, standing) = super::writer(tx, meeting)?;
    if !live::undo(tx, what, meeting, id)? {
        return Err(Error::NotFound);
    }
    if what == "presence" {
        super::attend::recount(tx, &found, &standing)?;
    }
    super::note(tx, meeting, Action::Write, "undone")
}
