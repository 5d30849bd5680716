//! Who has the floor: one sector at a time, never a person.

use crate::model::Turn;
use crate::store::live as store;
use std::collections::BTreeMap;
use tandem_access::{Action, Error, Timestamp, Tx, Uuid};
use tandem_partners::model::Sector;

/// Every turn, in order: for those who take part.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn turns(tx: &mut Tx<'_, '_>, meeting: Uuid) -> Result<Vec<Turn>, Error> {
    let (_, _, part) = super::with_part(tx, meeting)?;
    if !part.takes_part() {
        return Err(Error::Forbidden);
    }
    store::turns(tx, meeting)
}

/// Gives a sector the floor; whoever had it has it no longer.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] when the meeting does not sit.
pub fn start_floor(
    tx: &mut Tx<'_, '_>,
    meeting: Uuid,
    item: Option<Uuid>,
    sector: Sector,
) -> Result<(), Error> {
    super::sitting(tx, meeting)?;
    if let Some(item) = item {
        crate::store::agenda::by_id(tx, meeting, item)?.ok_or(Error::NotFound)?;
    }
    store::end_turn(tx, meeting)?;
    store::begin_turn(tx, meeting, item, sector)?;
    super::note(tx, meeting, Action::Write, "floor given")
}

/// Ends the turn.
///
/// # Errors
/// As [`start_floor`].
pub fn stop_floor(tx: &mut Tx<'_, '_>, meeting: Uuid) -> Result<(), Error> {
    super::sitting(tx, meeting)?;
    store::end_turn(tx, meeting)?;
    super::note(tx, meeting, Action::Write, "floor taken")
}

/// Seconds of turns by sector; one that lasts counts until `now`.
pub fn floor_by_sector(turns: &[Turn], now: Timestamp) -> BTreeMap<Sector, i64> {
    let mut out = BTreeMap::new();
    for turn in turns {
        let seconds = turn.to.unwrap_or(now).duration_since(turn.from).as_secs().max(0);
        *out.entry(turn.sector).or_insert(0) += seconds;
    }
    out
}

/// A sector's voice in meetings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Voice {
    /// Points it put on agendas.
    pub items: i64,
    /// Seconds for which it had the floor.
    pub seconds: i64,
    /// Stays of its people: how many the seconds are spread over.
    pub people: i64,
}

/// Each sector's voice in meetings that began in a span, for the report on the balance of power.
///
/// # Errors
/// The database's.
pub fn voices(
    tx: &mut Tx<'_, '_>,
    from: Timestamp,
    until: Timestamp,
) -> Result<BTreeMap<Sector, Voice>, Error> {
    store::voices(tx, from, until)
}

/// Seconds by sector, for minutes: what of it is shown, [`crate::model::floor::published`] says.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn floor_of(tx: &mut Tx<'_, '_>, meeting: Uuid) -> Result<BTreeMap<Sector, i64>, Error> {
    super::meeting(tx, meeting)?;
    let turns = store::turns(tx, meeting)?;
    Ok(floor_by_sector(&turns, tx.now()))
}
