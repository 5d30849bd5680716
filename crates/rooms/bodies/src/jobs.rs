//! What the clock does: terms that end and bodies that may no longer adopt are spoken of once each.

use crate::actions;
use crate::store::told as store;
use jiff::{SignedDuration, ToSpan as _};
use tandem_access::{Error, Tx, Uuid};
use tandem_events::{Event, Every, publish};

/// Days before the last day of a term on which it is spoken of: as many as a vacancy may last.
const BEFORE: i64 = 60;

/// The work that comes round.
pub(crate) fn every() -> Vec<Every> {
    let day = SignedDuration::from_hours(24);
    vec![
        Every { name: "bodies.terms", every: day, run: terms },
        Every { name: "bodies.standing", every: day, run: standings },
    ]
}

/// Says of every term that it ends within 60 days, and later that it has ended; once each, and all of one body together. What somebody
/// follows has an end that was seen to; what ended longer ago than a vacancy may last, the body's standing has told.
fn terms(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
    let today = actions::today(tx)?;
    let (long_ago, soon) = (today.saturating_sub(BEFORE.days()), today.saturating_add(BEFORE.days()));
    let mut ends: Vec<(Uuid, bool, Vec<Uuid>)> = vec![];
    for (seat, told) in store::terms_between(tx, long_ago, soon)? {
        let past = seat.term_end < today;
        let mark = format!("{} {}", seat.term_end, if past { "past" } else { "near" });
        if told == mark {
            continue;
        }
        store::set_seat_told(tx, seat.id, &mark)?;
        match ends.iter_mut().find(|(body, was, _)| (*body, *was) == (seat.body_id, past)) {
            Some((_, _, seats)) => seats.push(seat.id),
            None => ends.push((seat.body_id, past, vec![seat.id])),
        }
    }
    ends.into_iter().try_for_each(|(body, past, seats)| publish(tx, &Event::TermsEnd { body, seats, past }))
}

/// Says of every body that came into grace, is suspended or invalid; once, until it stands otherwise.
fn standings(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
    let told = store::standings(tx)?;
    for standing in actions::bodies(tx)? {
        let (body, now) = (standing.body.id, standing.verdict.verdict);
        let before = told.iter().find(|(id, _)| *id == body).map_or("", |(_, told)| told.as_str());
        if standing.body.ended || before == now {
            continue;
        }
        store::set_body_told(tx, body, now)?;
        if !standing.may_adopt() {
            publish(tx, &Event::StandingChanged { body, standing: now.to_owned() })?;
        }
    }
    Ok(())
}
