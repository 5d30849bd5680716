//! Who is there, in which seat and how; and whether that is a quorum, asked anew at every coming and going.

use crate::model::meeting::long;
use crate::model::{Meeting, Presence, Quorum, State, Way};
use crate::store::live as store;
use crate::store::meetings;
use std::collections::BTreeSet;
use tandem_access::{Action, Error, FieldErrors, Timestamp, Tx, Uuid};
use tandem_bodies::model::Standing;
use tandem_events::Event;
use tandem_partners::model::Sector;

/// Somebody who comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrival {
    /// In a seat: its holder, or the deputy.
    Seat {
        /// Which.
        seat: Uuid,
        /// Whether the deputy sits in it.
        deputy: bool,
    },
    /// A guest: listens and speaks, and counts for no quorum.
    Guest {
        /// As the minutes name them; may be empty.
        name: String,
        /// For whom they speak.
        sector: Sector,
    },
}

/// Every stay, in order.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn presence(tx: &mut Tx<'_, '_>, meeting: Uuid) -> Result<Vec<Presence>, Error> {
    super::meeting(tx, meeting)?;
    store::presence(tx, meeting)
}

/// When a quorum was met and lost.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn quorums(tx: &mut Tx<'_, '_>, meeting: Uuid) -> Result<Vec<Quorum>, Error> {
    super::meeting(tx, meeting)?;
    store::quorums(tx, meeting)
}

/// Organizations that were at each meeting that began in a span and is over: whose people sat there, never who. One set for each
/// meeting.
///
/// # Errors
/// [`Error::Forbidden`] for who may not read of meetings that are not public; the database's.
pub fn together(
    tx: &mut Tx<'_, '_>,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<BTreeSet<Uuid>>, Error> {
    if !crate::policy::may_read(tx.viewer()) {
        return Err(Error::Forbidden);
    }
    store::together(tx, from, until)
}

/// Notes that somebody came.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a seat that is not in office here; [`Error::Conflict`] when the meeting does not sit,
/// the seat is there already, or the person sits in another one; [`Error::Invalid`].
pub fn arrive(tx: &mut Tx<'_, '_>, meeting: Uuid, who: &Arrival, way: Way) -> Result<(), Error> {
    let (found, standing) = super::sitting(tx, meeting)?;
    let came = tx.now();
    let mut new = Presence {
        id: tx.new_id(),
        seat: None,
        deputy: false,
        sector: Sector::Community,
        guest: String::new(),
        way,
        came,
        left: None,
    };
    match who {
        Arrival::Seat { seat, deputy } => {
            let (held, holding) = standing.active().find(|(s, _)| s.id == *seat).ok_or(Error::NotFound)?;
            if *deputy && held.deputy.is_none() {
                return Err(Error::NotFound);
            }
            (new.seat, new.deputy, new.sector) = (Some(*seat), *deputy, holding.counted());
        }
        Arrival::Guest { name, sector } => {
            let mut errors = FieldErrors::new();
            long(&mut errors, "guest", name, 120);
            errors.into_result()?;
            (new.guest, new.sector) = (name.clone(), *sector);
        }
    }
    if !store::come(tx, meeting, &new)? {
        return Err(Error::Conflict { code: "meetings-conflict-here" });
    }
    one_voice(tx, meeting, &standing)?;
    recount(tx, &found, &standing)?;
    super::note(tx, meeting, Action::Write, "came")
}

/// The person who sits in a seat: its holder, or the deputy.
fn sitter(standing: &Standing, p: &Presence) -> Option<Uuid> {
    let (seat, _) = standing.active().find(|(seat, _)| Some(seat.id) == p.seat)?;
    if p.deputy { seat.deputy } else { Some(seat.member) }
}

/// Whoever has a seat and stands in for another sits in one of them: a person is one voice.
fn one_voice(tx: &mut Tx<'_, '_>, meeting: Uuid, standing: &Standing) -> Result<(), Error> {
    let mut seen = BTreeSet::new();
    let stays = store::presence(tx, meeting)?;
    let twice = stays
        .iter()
        .filter(|p| p.left.is_none())
        .filter_map(|p| sitter(standing, p))
        .any(|who| !seen.insert(who));
    if twice { Err(Error::Conflict { code: "meetings-conflict-two-seats" }) } else { Ok(()) }
}

/// Notes that somebody left.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] when the meeting does not sit.
pub fn leave(tx: &mut Tx<'_, '_>, meeting: Uuid, presence: Uuid) -> Result<(), Error> {
    let (found, standing) = super::sitting(tx, meeting)?;
    if !store::leave(tx, meeting, presence)? {
        return Err(Error::NotFound);
    }
    recount(tx, &found, &standing)?;
    super::note(tx, meeting, Action::Write, "left")
}

/// Takes back that somebody left.
///
/// # Errors
/// As [`leave`].
pub fn undo_leave(tx: &mut Tx<'_, '_>, meeting: Uuid, presence: Uuid) -> Result<(), Error> {
    let (found, standing) = super::sitting(tx, meeting)?;
    if !store::undo_leave(tx, meeting, presence)? {
        return Err(Error::Conflict { code: "meetings-conflict-here" });
    }
    one_voice(tx, meeting, &standing)?;
    recount(tx, &found, &standing)?;
    super::note(tx, meeting, Action::Write, "leaving undone")
}

/// The quorum of this moment: who is there in a seat that is in office today.
///
/// # Errors
/// The database's.
pub fn quorum_now(tx: &mut Tx<'_, '_>, meeting: Uuid, standing: &Standing) -> Result<Quorum, Error> {
    let here = here(tx, meeting, standing)?;
    let verdict = standing.quorum(&here);
    Ok(Quorum {
        met: verdict.verdict == "met",
        code: verdict.code.map(str::to_owned),
        present: i64::try_from(here.len()).unwrap_or(i64::MAX),
        at: tx.now(),
    })
}

fn here(tx: &mut Tx<'_, '_>, meeting: Uuid, standing: &Standing) -> Result<BTreeSet<Uuid>, Error> {
    let active: BTreeSet<Uuid> = standing.active().map(|(seat, _)| seat.id).collect();
    let stays = store::presence(tx, meeting)?;
    Ok(stays
        .iter()
        .filter(|p| p.left.is_none())
        .filter_map(|p| p.seat)
        .filter(|s| active.contains(s))
        .collect())
}

/// Counts anew, notes what has changed, and tells those who decide.
pub(super) fn recount(tx: &mut Tx<'_, '_>, meeting: &Meeting, standing: &Standing) -> Result<(), Error> {
    let seats: Vec<Uuid> = if meeting.state == State::Running {
        here(tx, meeting.id, standing)?.into_iter().collect()
    } else {
        vec![]
    };
    tandem_bodies::actions::set_present(tx, meeting.body, meeting.id, &seats)?;
    if meeting.state != State::Running {
        return Ok(());
    }
    let counted = standing.counted().values().sum::<u64>();
    meetings::set_seats(tx, meeting.id, i64::try_from(counted).unwrap_or(i64::MAX))?;
    let now = quorum_now(tx, meeting.id, standing)?;
    let before = store::quorums(tx, meeting.id)?.pop();
    if before.as_ref().is_some_and(|b| b.met == now.met && b.code == now.code) {
        return Ok(());
    }
    store::add_quorum(tx, meeting.id, &now)?;
    if before.is_some_and(|b| b.met) != now.met {
        tandem_events::publish(
            tx,
            &Event::QuorumChanged { meeting: meeting.id, body: meeting.body, met: now.met },
        )?;
    }
    Ok(())
}
