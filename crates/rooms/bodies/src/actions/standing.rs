//! How bodies stand today: who is in office, for whom, and whether the body may adopt.

use super::charter::in_force;
use crate::model::{Body, Holding, Job, Measure, Seat, Standing};
use crate::store::bodies as store;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::HashMap;
use tandem_access::accounts::members;
use tandem_access::{Error, Tx, Uuid};
use tandem_deliberation::rules::Control;
use tandem_partners::model::Sector;

/// The partnership's time zone and the date there now.
///
/// # Errors
/// The database's.
pub fn today(tx: &mut Tx<'_, '_>) -> Result<Date, Error> {
    Ok(tx.now().to_zoned(zone(tx)?).date())
}

fn zone(tx: &mut Tx<'_, '_>) -> Result<TimeZone, Error> {
    Ok(tandem_partners::actions::partnership(tx)?.calendar.zone().clone())
}

/// Who controls whom, for the rules that count organizations.
///
/// # Errors
/// The database's.
pub fn control(tx: &mut Tx<'_, '_>) -> Result<Control, Error> {
    let links = store::control(tx)?;
    Ok(Control(links.into_iter().map(|(a, b)| (a.to_string(), b.to_string())).collect()))
}

/// Every body as it stands today.
///
/// # Errors
/// The database's.
pub fn bodies(tx: &mut Tx<'_, '_>) -> Result<Vec<Standing>, Error> {
    let all = store::all(tx)?;
    stand(tx, all)
}

/// One body as it stands today.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn standing(tx: &mut Tx<'_, '_>, body: Uuid) -> Result<Standing, Error> {
    let body = store::by_id(tx, body)?.ok_or(Error::NotFound)?;
    stand(tx, vec![body])?.pop().ok_or(Error::NotFound)
}

/// The seat in which the viewer may act in a body today, and whether as its deputy.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn seat_of(tx: &mut Tx<'_, '_>, body: Uuid) -> Result<Option<(Seat, bool)>, Error> {
    let Some(member) = tx.viewer().member_id() else { return Ok(None) };
    let standing = standing(tx, body)?;
    Ok(standing.seat_of(member).map(|(seat, deputy)| (seat.clone(), deputy)))
}

/// The viewer's own seats, as holder or deputy, each with its body.
///
/// # Errors
/// The database's.
pub fn my_seats(tx: &mut Tx<'_, '_>) -> Result<Vec<(Body, Seat)>, Error> {
    let Some(member) = tx.viewer().member_id() else { return Ok(vec![]) };
    let mut out = vec![];
    for seat in store::seats_of(tx, member)? {
        if let Some(body) = store::by_id(tx, seat.body_id)? {
            out.push((body, seat));
        }
    }
    Ok(out)
}

/// One seat with its body, as it counts today.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn seat(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(Body, Seat, Holding), Error> {
    let seat = store::seat_by_id(tx, id)?.ok_or(Error::NotFound)?;
    let body = store::by_id(tx, seat.body_id)?.ok_or(Error::NotFound)?;
    let jobs = jobs(tx, &[seat.member])?;
    let holding = seat.holding(jobs.get(&seat.member).map_or(&[], Vec::as_slice));
    Ok((body, seat, holding))
}

/// Everybody with an account: `(id, name, organization)`, by name.
///
/// # Errors
/// The database's.
pub fn people(tx: &mut Tx<'_, '_>) -> Result<Vec<(Uuid, String, String)>, Error> {
    store::people(tx)
}

/// Every seat of a body, past ones too, newest first.
///
/// # Errors
/// The database's.
pub fn past_seats(tx: &mut Tx<'_, '_>, body: Uuid) -> Result<Vec<Seat>, Error> {
    store::history(tx, body)
}

/// Where members work or worked, by member; `zone` says on which day a job ended.
pub(super) fn jobs(tx: &mut Tx<'_, '_>, members: &[Uuid]) -> Result<HashMap<Uuid, Vec<Job>>, Error> {
    let zone = zone(tx)?;
    let rows = members::employments(tx, members)?;
    let organizations: Vec<Uuid> = rows.iter().map(|(_, organization, _)| *organization).collect();
    let sectors: HashMap<Uuid, Sector> = tandem_partners::actions::find_many(tx, &organizations)?
        .into_iter()
        .map(|organization| (organization.id, organization.sector))
        .collect();
    let mut out: HashMap<Uuid, Vec<Job>> = HashMap::new();
    for (member, organization, ended) in rows {
        let Some(&sector) = sectors.get(&organization) else { continue };
        let ended = ended.map(|at| at.to_zoned(zone.clone()).date());
        out.entry(member).or_default().push(Job { organization, sector, ended });
    }
    Ok(out)
}

/// What bodies are held against: the seats of the charter in force, and since when they are asked for.
pub(super) fn measure(tx: &mut Tx<'_, '_>) -> Result<Option<Measure>, Error> {
    let Some(charter) = in_force(tx)? else { return Ok(None) };
    let zone = zone(tx)?;
    let since = charter.in_force_at.map_or(Date::MIN, |at| at.to_zoned(zone).date());
    Ok(Some(Measure { seats: charter.by_sector(), since, quorum: charter.rules.quorum() }))
}

fn stand(tx: &mut Tx<'_, '_>, bodies: Vec<Body>) -> Result<Vec<Standing>, Error> {
    let on = today(tx)?;
    let control = control(tx)?;
    let charter = measure(tx)?;
    let ids: Vec<Uuid> = bodies.iter().map(|body| body.id).collect();
    let seats = store::seats(tx, &ids, on)?;
    let holders: Vec<Uuid> = seats.iter().map(|seat| seat.member).collect();
    let jobs = jobs(tx, &holders)?;
    let mut by_body: HashMap<Uuid, Vec<(Seat, Holding)>> = HashMap::new();
    for seat in seats {
        let holding = seat.holding(jobs.get(&seat.member).map_or(&[], Vec::as_slice));
        by_body.entry(seat.body_id).or_default().push((seat, holding));
    }
    let stand = |body: Body| {
        let seats = by_body.remove(&body.id).unwrap_or_default();
        Standing::of(body, on, seats, &control, charter.clone())
    };
    Ok(bodies.into_iter().map(stand).collect())
}
