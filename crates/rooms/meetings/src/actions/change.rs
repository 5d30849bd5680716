//! A meeting is moved, called something else, or called off; and so are all that follow in its series.

use super::schedule::times;
use crate::jobs::{self, Letters};
use crate::model::{Change, Meeting, News};
use crate::store::meetings as store;
use tandem_access::{Action, Error, FieldErrors, Tx, Uuid};
use tandem_events::Event;

/// Gives one meeting another time, place or title. Who was invited gets the new one.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] field by field; [`Error::Conflict`] when it has begun or was called off.
pub fn change(tx: &mut Tx<'_, '_>, id: Uuid, to: &Change) -> Result<(), Error> {
    let (mut meeting, _) = super::organizer(tx, id)?;
    let plan = store::plan_by_id(tx, meeting.plan)?.ok_or(Error::NotFound)?;
    to.check(plan.zone().to_datetime(tx.now()))?;
    let (starts_at, end, ends_at) = times(&plan, to.start, to.minutes)?;
    meeting.title.clone_from(&to.title);
    meeting.title_es.clone_from(&to.title_es);
    meeting.place = to.place.clone();
    (meeting.start, meeting.end, meeting.starts_at, meeting.ends_at) = (to.start, end, starts_at, ends_at);
    meeting.moved = true;
    if !store::set_apart(tx, &meeting)? {
        return Err(Error::Conflict { code: "meetings-conflict-begun" });
    }
    told(tx, &meeting, News::Changed, Letters::request(plan.id, News::Changed).about(id))?;
    super::note(tx, id, Action::Write, "meeting changed")
}

/// Says otherwise what all meetings of a series that are still to come are called and where they are. Those that were set apart keep
/// their own.
///
/// # Errors
/// As [`change`].
pub fn change_series(tx: &mut Tx<'_, '_>, id: Uuid, to: &Change) -> Result<(), Error> {
    let (meeting, _) = super::organizer(tx, id)?;
    let plan = store::plan_by_id(tx, meeting.plan)?.filter(|p| !p.cancelled).ok_or(Error::NotFound)?;
    to.check(plan.zone().to_datetime(tx.now()))?;
    store::update_plan(tx, plan.id, &to.title, to.title_es.as_deref(), &to.place)?;
    let now = tx.now();
    for mut one in store::of_plan(tx, plan.id)? {
        if one.is_ahead() && !one.moved && one.starts_at > now {
            one.title.clone_from(&to.title);
            one.title_es.clone_from(&to.title_es);
            one.place = to.place.clone();
            store::set_apart(tx, &one)?;
        }
    }
    told(tx, &meeting, News::Changed, Letters::request(plan.id, News::Changed).about(id))?;
    super::note(tx, id, Action::Write, "series changed")
}

/// Calls one meeting off.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] without a reason; [`Error::Conflict`] when it has begun or was called off.
pub fn cancel(tx: &mut Tx<'_, '_>, id: Uuid, why: &str) -> Result<(), Error> {
    let (meeting, _) = super::organizer(tx, id)?;
    reason(why)?;
    if !store::cancel(tx, id, why)? {
        return Err(Error::Conflict { code: "meetings-conflict-begun" });
    }
    let plan = store::plan_by_id(tx, meeting.plan)?.ok_or(Error::NotFound)?;
    if plan.rule.is_none() {
        store::cancel_plan(tx, plan.id, why)?;
    }
    told(tx, &meeting, News::Cancelled, Letters::cancel(plan.id).about(id))?;
    super::note(tx, id, Action::Decide, "meeting called off")
}

/// Calls off this meeting and all that follow in its series. Those before stay as they are.
///
/// # Errors
/// As [`cancel`].
pub fn cancel_series(tx: &mut Tx<'_, '_>, id: Uuid, why: &str) -> Result<(), Error> {
    let (meeting, _) = super::organizer(tx, id)?;
    reason(why)?;
    if !store::cancel_plan(tx, meeting.plan, why)? {
        return Err(Error::Conflict { code: "meetings-conflict-begun" });
    }
    let now = tx.now();
    for one in store::of_plan(tx, meeting.plan)? {
        if one.is_ahead() && one.starts_at > now {
            store::cancel(tx, one.id, why)?;
        }
    }
    told(tx, &meeting, News::Cancelled, Letters::cancel(meeting.plan))?;
    super::note(tx, id, Action::Decide, "series called off")
}

fn reason(why: &str) -> Result<(), Error> {
    if why.is_empty() || why.chars().count() > 300 {
        return Err(FieldErrors::one("why", "meetings-error-why"));
    }
    Ok(())
}

fn told(tx: &mut Tx<'_, '_>, meeting: &Meeting, news: News, letters: Letters) -> Result<(), Error> {
    store::next_sequence(tx, meeting.plan)?;
    jobs::letters(tx, &letters)?;
    super::tell(tx, meeting, news)?;
    tandem_events::publish(
        tx,
        &Event::MeetingChanged { meeting: meeting.id, body: meeting.body, what: news.code().to_owned() },
    )
}
