//! Bodies are made, seats given, renewed, ended and handed over.

use super::charter::in_force;
use super::keeper;
use super::standing::{control, jobs, standing, today};
use crate::model::{BodyKind, NewBody, NewSeat, Rules, Seat, terms_in_a_row};
use crate::store::bodies as store;
use jiff::civil::Date;
use tandem_access::accounts::members;
use tandem_access::{Action, Error, FieldErrors, Kind, Role, Tx, Uuid};
use tandem_partners::model::Sector;

/// Makes a body. The charter seats one council: there is one at a time.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`] field by field, with the name of the council that is there.
pub fn create_body(tx: &mut Tx<'_, '_>, new: &NewBody) -> Result<Uuid, Error> {
    keeper(tx)?;
    new.check(today(tx)?)?;
    if new.kind == BodyKind::Council
        && let Some(there) = store::council(tx)?
    {
        let mut errors = FieldErrors::new();
        errors.add_with("kind", "bodies-error-council", vec![("name", there.name)]);
        return Err(Error::Invalid(errors));
    }
    if store::name_taken(tx, &new.name, None)? {
        return Err(FieldErrors::one("name", "bodies-error-name-taken"));
    }
    let id = tx.new_public_id();
    store::insert(tx, id, new)?;
    tx.audit(Action::Write, Kind::Governance, Some(id), None, "group made")?;
    Ok(id)
}

/// Changes a body's names and what it is for.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] field by field; [`Error::Conflict`] when it has ended.
pub fn edit_body(tx: &mut Tx<'_, '_>, id: Uuid, new: &NewBody) -> Result<(), Error> {
    keeper(tx)?;
    if store::by_id(tx, id)?.ok_or(Error::NotFound)?.ended {
        return Err(Error::Conflict { code: "bodies-conflict-ended" });
    }
    new.check(today(tx)?)?;
    if store::name_taken(tx, &new.name, Some(id))? {
        return Err(FieldErrors::one("name", "bodies-error-name-taken"));
    }
    store::update(tx, id, new)?;
    tx.audit(Action::Write, Kind::Governance, Some(id), None, "group changed")
}

/// Ends a body's work. Its history stays.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] when it has ended before.
pub fn end_body(tx: &mut Tx<'_, '_>, id: Uuid, why: &str) -> Result<(), Error> {
    keeper(tx)?;
    store::by_id(tx, id)?.ok_or(Error::NotFound)?;
    if !store::end(tx, id, why)? {
        return Err(Error::Conflict { code: "bodies-conflict-ended" });
    }
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, "group ended")
}

/// The sector and employer somebody sits for: their organization's, or the community's for residents.
fn sits_for(tx: &mut Tx<'_, '_>, member: Uuid, field: &str) -> Result<(Sector, Option<Uuid>), Error> {
    let live = jobs(tx, &[member])?.remove(&member).unwrap_or_default();
    if let Some(job) = live.iter().find(|job| job.ended.is_none()) {
        return Ok((job.sector, Some(job.organization)));
    }
    let resident = members::affiliations(tx, member)?.iter().any(|a| a.role == Role::Resident);
    if resident {
        Ok((Sector::Community, None))
    } else {
        Err(FieldErrors::one(field, "bodies-error-no-account"))
    }
}

/// Gives a seat. Its sector is that of whoever employs the holder, or the community's: nobody sits for somebody else.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`]: no account, a seat here already, deputy or term not as the rules
/// and the charter want them, a council whose seats of that sector are all held.
pub fn give_seat(tx: &mut Tx<'_, '_>, new: &NewSeat) -> Result<Uuid, Error> {
    keeper(tx)?;
    let body = store::by_id(tx, new.body_id)?.ok_or(Error::NotFound)?;
    if body.ended {
        return Err(Error::Conflict { code: "bodies-conflict-ended" });
    }
    let (sector, organization) = sits_for(tx, new.member, "member")?;
    let deputy_organization = match new.deputy {
        Some(deputy) => sits_for(tx, deputy, "deputy")?.1,
        None => None,
    };
    let before = match new.follows {
        Some(id) => {
            Some(store::seat_by_id(tx, id)?.filter(|s| s.body_id == new.body_id).ok_or(Error::NotFound)?)
        }
        None => None,
    };
    let terms = terms(tx, new)?;
    let seat = Seat {
        id: tx.new_id(),
        body_id: new.body_id,
        role: new.role,
        sector,
        organization,
        member: new.member,
        deputy: new.deputy,
        deputy_organization,
        term_start: new.term_start,
        term_end: new.term_end,
        terms,
        follows: new.follows,
        ended_on: None,
        ended_why: None,
    };
    check(tx, &seat)?;
    if body.kind == BodyKind::Council {
        room_for(tx, &seat)?;
    }
    let held = store::seats(tx, &[new.body_id], new.term_start)?;
    if held.iter().any(|s| s.member == new.member && s.ended_on.is_none() && Some(s.id) != new.follows) {
        return Err(FieldErrors::one("member", "bodies-error-seated"));
    }
    if let Some(before) = before
        && before.ended_on.is_none()
    {
        let last = new.term_start.yesterday().unwrap_or(new.term_start);
        store::end_seat(tx, before.id, last.min(before.term_end), "followed")?;
    }
    store::insert_seat(tx, &seat)?;
    tx.audit(Action::Write, Kind::Governance, Some(seat.id), None, "seat given")?;
    Ok(seat.id)
}

/// Whether the charter has a seat left for the sector that somebody would count for, on every day of the term.
fn room_for(tx: &mut Tx<'_, '_>, new: &Seat) -> Result<(), Error> {
    let standing = standing(tx, new.body_id)?;
    let Some(asked) = standing.asked() else { return Ok(()) };
    let sector = new.holding(&[]).counted();
    let seats = asked.get(sector.code()).copied().unwrap_or(0);
    if seats == 0 {
        return Err(FieldErrors::one("member", "bodies-error-no-charter-seat"));
    }
    let beside: Vec<(Date, Date)> = standing
        .seats
        .iter()
        .filter(|(seat, holding)| holding.counted() == sector && Some(seat.id) != new.follows)
        .map(|(seat, holding)| (seat.term_start, holding.until))
        .filter(|(first, last)| *first <= new.term_end && *last >= new.term_start)
        .collect();
    // The most at once is on a day on which one begins.
    let begins = beside.iter().map(|(first, _)| (*first).max(new.term_start));
    let most =
        begins.map(|day| beside.iter().filter(|(first, last)| *first <= day && *last >= day).count()).max();
    if most.is_some_and(|most| most as u64 >= seats) {
        let mut errors = FieldErrors::new();
        errors.add_with("member", "bodies-error-charter-seats-held", vec![("n", seats.to_string())]);
        return Err(Error::Invalid(errors));
    }
    Ok(())
}

/// Which term in a row this is for its holder, in the same role of the same body, whatever button gives it.
fn terms(tx: &mut Tx<'_, '_>, new: &NewSeat) -> Result<i64, Error> {
    let full = in_force(tx)?.map_or(Rules::default().term_months, |charter| charter.rules.term_months);
    let before: Vec<(Date, Date)> = store::history(tx, new.body_id)?
        .into_iter()
        .filter(|seat| seat.member == new.member && seat.role == new.role)
        .map(|seat| seat.days())
        .collect();
    Ok(terms_in_a_row(new.term_start, new.term_end, &before, full))
}

/// Deputy and term as product and charter want them. A seat may be given without a deputy; it is said on every page until there is one.
fn check(tx: &mut Tx<'_, '_>, seat: &Seat) -> Result<(), Error> {
    let control = control(tx)?;
    let mut verdict = seat.duty(&control);
    if verdict.code == Some("NO_DEPUTY") {
        // The rules name the first fault only: what else would be wrong, had it a deputy?
        let nobody_else = Seat { deputy: Some(Uuid::nil()), deputy_organization: None, ..seat.clone() };
        verdict = nobody_else.duty(&control);
    }
    let fault = match verdict.code {
        None => None,
        Some("DEPUTY_IS_HOLDER" | "DEPUTY_SAME_ORG") => Some(("deputy", "bodies-error-deputy")),
        Some("TERM_ENDS_BEFORE_START") => Some(("term_end", "bodies-error-term-order")),
        Some("TERMS_OVER_2") => Some(("member", "bodies-error-terms")),
        Some(_) => Some(("term_end", "bodies-error-term-long")),
    };
    if let Some((field, key)) = fault {
        return Err(FieldErrors::one(field, key));
    }
    let Some(rules) = in_force(tx)?.map(|charter| charter.rules) else { return Ok(()) };
    let months = i64::try_from(rules.term_months).unwrap_or(24);
    let longest = seat.term_start.checked_add(jiff::Span::new().months(months)).unwrap_or(Date::MAX);
    if seat.term_end > longest {
        return Err(FieldErrors::one("term_end", "bodies-error-term-charter"));
    }
    if u64::try_from(seat.terms).is_ok_and(|terms| terms > rules.terms) {
        return Err(FieldErrors::one("member", "bodies-error-terms"));
    }
    Ok(())
}

/// Gives the holder another term, where the charter allows one.
///
/// # Errors
/// As [`give_seat`].
pub fn renew(tx: &mut Tx<'_, '_>, seat: Uuid, term_end: Date) -> Result<Uuid, Error> {
    let before = store::seat_by_id(tx, seat)?.ok_or(Error::NotFound)?;
    let start = before.term_end.tomorrow().map_err(|_| Error::NotFound)?;
    let today = today(tx)?;
    let new = NewSeat {
        body_id: before.body_id,
        role: before.role,
        member: before.member,
        deputy: before.deputy,
        term_start: start.min(today),
        term_end,
        follows: Some(seat),
    };
    give_seat(tx, &new)
}

/// Names who stands in for a holder.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] for somebody of the same organization or under common control.
pub fn set_deputy(tx: &mut Tx<'_, '_>, seat: Uuid, deputy: Uuid) -> Result<(), Error> {
    keeper(tx)?;
    let mut seat = store::seat_by_id(tx, seat)?.filter(|s| s.ended_on.is_none()).ok_or(Error::NotFound)?;
    seat.deputy = Some(deputy);
    seat.deputy_organization = sits_for(tx, deputy, "deputy")?.1;
    check(tx, &seat)?;
    store::set_deputy(tx, seat.id, deputy, seat.deputy_organization)?;
    tx.audit(Action::Write, Kind::Governance, Some(seat.id), None, "deputy named")
}

/// Ends a seat today: its holder steps down, or the body takes it back. The holder may do so themself.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] when it has ended before.
pub fn end_seat(tx: &mut Tx<'_, '_>, seat: Uuid, why: &str) -> Result<(), Error> {
    let found = store::seat_by_id(tx, seat)?.ok_or(Error::NotFound)?;
    if tx.viewer().member_id() != Some(found.member) {
        keeper(tx)?;
    }
    let today = today(tx)?;
    // Whoever steps down today does not decide today.
    let last = today.yesterday().unwrap_or(today);
    if !store::end_seat(tx, seat, last, why)? {
        return Err(Error::Conflict { code: "bodies-conflict-ended" });
    }
    tx.audit(Action::Decide, Kind::Governance, Some(seat), None, "seat ended")
}

/// What the next holder of a seat has to be given: `(id, what, done)`.
///
/// # Errors
/// The database's.
pub fn handover(tx: &mut Tx<'_, '_>, seat: Uuid) -> Result<Vec<(Uuid, String, bool)>, Error> {
    store::handover(tx, seat)
}

/// Whether the viewer keeps a seat's hand-over list: its holder, deputy, or who keeps the bodies.
fn hands_over(tx: &mut Tx<'_, '_>, seat: Uuid) -> Result<(), Error> {
    let found = store::seat_by_id(tx, seat)?.ok_or(Error::NotFound)?;
    let me = tx.viewer().member_id();
    if me.is_some() && (me == Some(found.member) || me == found.deputy) { Ok(()) } else { keeper(tx) }
}

/// Adds something to hand over.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] without words.
pub fn add_handover(tx: &mut Tx<'_, '_>, seat: Uuid, what: &str) -> Result<(), Error> {
    hands_over(tx, seat)?;
    if what.is_empty() || what.chars().count() > 300 {
        return Err(FieldErrors::one("what", "error-required"));
    }
    store::add_handover(tx, seat, what)?;
    tx.audit(Action::Write, Kind::Governance, Some(seat), None, "hand-over")
}

/// Begins an empty hand-over list with what every holder of a seat should think of, in the words of who begins it.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] when something is listed already.
pub fn begin_handover(tx: &mut Tx<'_, '_>, seat: Uuid, words: &[String]) -> Result<(), Error> {
    hands_over(tx, seat)?;
    if !store::handover(tx, seat)?.is_empty() {
        return Err(Error::Conflict { code: "bodies-conflict-changed" });
    }
    words.iter().try_for_each(|what| store::add_handover(tx, seat, what))?;
    tx.audit(Action::Write, Kind::Governance, Some(seat), None, "hand-over")
}

/// Marks something as handed over, or not yet.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn hand_over(tx: &mut Tx<'_, '_>, seat: Uuid, item: Uuid, done: bool) -> Result<(), Error> {
    hands_over(tx, seat)?;
    store::set_handed_over(tx, seat, item, done)?;
    tx.audit(Action::Write, Kind::Governance, Some(seat), None, "hand-over")
}
