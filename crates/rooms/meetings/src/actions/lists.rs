//! Meetings to come, meetings held, and calendars.

use crate::model::{Meeting, Plan, Task};
use crate::policy;
use crate::store::{live, meetings as store};
use jiff::SignedDuration;
use tandem_access::{Error, Tx, Uuid};

/// How many that were held a list shows.
const MOST: i64 = 60;
/// How many to come are read: a weekly series alone has more than fifty, and each plan shows one of them.
const MOST_AHEAD: i64 = 1500;
/// How far back the feed goes.
const FEED_BACK: SignedDuration = SignedDuration::from_hours(24 * 90);

/// A list of plans, each with its meetings.
pub type Listed = Vec<(Plan, Vec<Meeting>)>;

/// Meetings that are not over, the next first.
///
/// # Errors
/// The database's.
pub fn ahead(tx: &mut Tx<'_, '_>, body: Option<Uuid>) -> Result<Vec<Meeting>, Error> {
    let all = policy::may_read(tx.viewer());
    store::ahead(tx, body, all, MOST_AHEAD)
}

/// Of meetings to come, in their order, the next of each plan, with how many more like it follow. One that was moved or called off is not
/// like the others: the next such stands by itself.
pub fn collapsed(ahead: Vec<Meeting>) -> Vec<(Meeting, usize)> {
    let mut out: Vec<(Meeting, usize)> = vec![];
    let like = |m: &Meeting| (m.plan, m.moved, m.state == crate::model::State::Cancelled);
    for meeting in ahead {
        match out.iter_mut().find(|(first, _)| like(first) == like(&meeting)) {
            Some((_, more)) => *more += 1,
            None => out.push((meeting, 0)),
        }
    }
    out
}

/// Meetings that are over, the last first.
///
/// # Errors
/// The database's.
pub fn past(tx: &mut Tx<'_, '_>, body: Option<Uuid>) -> Result<Vec<Meeting>, Error> {
    let all = policy::may_read(tx.viewer());
    store::past(tx, body, all, MOST)
}

/// Every public plan with meetings since three months ago, for subscribing to.
///
/// # Errors
/// The database's.
pub fn feed(tx: &mut Tx<'_, '_>) -> Result<Listed, Error> {
    let since = tx.now().checked_sub(FEED_BACK).unwrap_or(tx.now());
    let mut ids: Vec<Uuid> = store::public_since(tx, since)?.iter().map(|m| m.plan).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut out = vec![];
    for plan in store::plans(tx, &ids)? {
        let meetings = store::of_plan(tx, plan.id)?;
        if plan.cancelled && plan.rule.is_some() {
            // Its rule would go on in calendars: what was held stands alone.
            let held = meetings.into_iter().filter(|m| m.state != crate::model::State::Cancelled);
            out.extend(held.map(|m| (alone(&plan, &m), vec![m])));
        } else {
            out.push((plan, meetings));
        }
    }
    Ok(out)
}

/// One meeting for a calendar file, alone, with what was taken on at it.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn of_calendar(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(Plan, Meeting, Vec<Task>), Error> {
    let meeting = super::meeting(tx, id)?;
    let plan = store::plan_by_id(tx, meeting.plan)?.ok_or(Error::NotFound)?;
    let published = meeting.state == crate::model::State::Published || policy::may_read(tx.viewer());
    let tasks = if published { live::tasks(tx, id)? } else { vec![] };
    Ok((alone(&plan, &meeting), meeting, tasks))
}

/// A meeting as if it were planned by itself. One of a series gets a name of its own, so that its file does not take the place of the
/// series in a calendar that holds both.
fn alone(plan: &Plan, meeting: &Meeting) -> Plan {
    let id = if plan.rule.is_some() { meeting.id } else { plan.id };
    Plan { id, rule: None, ..plan.clone() }
}

/// The plan that a meeting belongs to.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn plan_of(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Plan, Error> {
    let meeting = super::meeting(tx, id)?;
    store::plan_by_id(tx, meeting.plan)?.ok_or(Error::NotFound)
}
