//! Meetings are planned, once or coming round, and a series is unrolled ahead.

use crate::jobs::{self, Letters};
use crate::model::{Change, Meeting, NewPlan, News, Plan, Rule, State};
use crate::policy::Part;
use crate::store::meetings as store;
use jiff::civil::DateTime;
use jiff::{SignedDuration, Span};
use tandem_access::{Action, Error, FieldErrors, Timestamp, Tx, Uuid};
use tandem_events::Event;

/// How far ahead the meetings of a series are there, for agendas and answers.
const AHEAD_DAYS: i64 = 400;
/// Who is invited later than this is reminded by the invitation itself.
const WEEK: SignedDuration = SignedDuration::from_hours(24 * 7);

/// Plans a meeting or a series; the first of its meetings. Everybody in a seat and every deputy gets an invitation.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for no such body; [`Error::Conflict`] for one whose work is over; [`Error::Invalid`] field
/// by field.
pub fn plan(tx: &mut Tx<'_, '_>, new: &NewPlan) -> Result<Uuid, Error> {
    let standing = tandem_bodies::actions::standing(tx, new.body)?;
    if !Part::of(tx.viewer(), &standing).organizes {
        return Err(Error::Forbidden);
    }
    if standing.body.ended {
        return Err(Error::Conflict { code: "meetings-conflict-body-ended" });
    }
    let zone = tandem_partners::actions::partnership(tx)?.calendar.zone().clone();
    let change = Change {
        title: new.title.clone(),
        title_es: new.title_es.clone(),
        place: new.place.clone(),
        start: new.start,
        minutes: new.minutes,
    };
    change.check(zone.to_datetime(tx.now()))?;
    let rule = Rule::new(&new.repeats, new.ends, new.start, &zone)?;
    let plan = Plan {
        id: tx.new_public_id(),
        body: new.body,
        title: new.title.clone(),
        title_es: new.title_es.clone(),
        place: new.place.clone(),
        start: new.start,
        minutes: new.minutes,
        zone: zone.iana_name().unwrap_or("UTC").to_owned(),
        rule: rule.map(|rule| rule.text().to_owned()),
        public: new.public,
        sequence: 0,
        organizer: tx.viewer().member_id(),
        created_at: tx.now(),
        cancelled: false,
    };
    store::insert_plan(tx, &plan)?;
    unroll(tx, &plan)?;
    let first = store::of_plan(tx, plan.id)?
        .into_iter()
        .next()
        .ok_or_else(|| FieldErrors::one("rule", "meetings-error-rule"))?;
    jobs::letters(tx, &Letters::request(plan.id, News::Scheduled))?;
    super::tell(tx, &first, News::Scheduled)?;
    tandem_events::publish(
        tx,
        &Event::MeetingChanged { meeting: first.id, body: new.body, what: News::Scheduled.code().to_owned() },
    )?;
    super::note(tx, first.id, Action::Write, "meeting planned")?;
    Ok(first.id)
}

/// The meeting of a plan that begins at a local time.
fn occurrence(tx: &mut Tx<'_, '_>, plan: &Plan, start: DateTime) -> Result<Meeting, Error> {
    let (starts_at, end, ends_at) = times(plan, start, plan.minutes)?;
    Ok(Meeting {
        id: tx.new_public_id(),
        plan: plan.id,
        body: plan.body,
        recurrence: start,
        title: plan.title.clone(),
        title_es: plan.title_es.clone(),
        place: plan.place.clone(),
        start,
        end,
        starts_at,
        ends_at,
        public: plan.public,
        moved: false,
        state: State::Planned,
        why: None,
        opened_at: None,
        closed_at: None,
        published_at: None,
        seats: None,
        summary: String::new(),
        summary_es: None,
        revision: 1,
    })
}

/// The moments of a local start: the length is of the clock on the wall, so that six to half past seven stays so.
pub(super) fn times(
    plan: &Plan,
    start: DateTime,
    minutes: i64,
) -> Result<(Timestamp, DateTime, Timestamp), Error> {
    let bad = |_| FieldErrors::one("start", "meetings-error-past");
    let zone = plan.zone();
    let end = start.checked_add(Span::new().minutes(minutes)).map_err(bad)?;
    let at = |local: DateTime| zone.to_ambiguous_timestamp(local).compatible().map_err(bad);
    let starts_at = at(start)?;
    // A night that leaves an hour out may not end a meeting before it begins.
    let least = starts_at.checked_add(SignedDuration::from_mins(1)).map_err(bad)?;
    Ok((starts_at, end, at(end)?.max(least)))
}

/// Makes the meetings of a plan that are not there yet, so far ahead as meetings are kept.
fn unroll(tx: &mut Tx<'_, '_>, plan: &Plan) -> Result<usize, Error> {
    let now = tx.now();
    let starts = match &plan.rule {
        None => vec![plan.start],
        Some(text) => {
            let zone = plan.zone();
            let rule = Rule::read(text, plan.start, &zone)?;
            let far = zone.to_datetime(now).checked_add(Span::new().days(AHEAD_DAYS)).unwrap_or(plan.start);
            rule.occurrences(plan.start, &zone, Some(far.max(plan.start)), crate::model::rule::MOST)?
        }
    };
    let mut made = 0;
    for start in starts {
        let one = occurrence(tx, plan, start)?;
        let soon = one.starts_at.duration_since(now) < WEEK;
        made += usize::from(store::insert(tx, &one, soon.then_some(now))?);
    }
    Ok(made)
}

/// Unrolls every series a little further, and invites who has come into a seat since. For system work, once a day.
///
/// # Errors
/// The database's.
pub fn extend(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
    for plan in store::live_plans(tx)? {
        if plan.rule.is_some() {
            unroll(tx, &plan)?;
        }
        jobs::letters(tx, &Letters::catch_up(plan.id))?;
    }
    Ok(())
}
