//! Whoever has a seat proposes what a meeting is about; a co-lead or coordinator puts it in order.

use crate::model::{Item, NewItem, State};
use crate::store::agenda as store;
use tandem_access::{Action, Error, Tx, Uuid};

/// The agenda in its order.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn agenda(tx: &mut Tx<'_, '_>, meeting: Uuid) -> Result<Vec<Item>, Error> {
    super::meeting(tx, meeting)?;
    store::of_meeting(tx, meeting)
}

/// Proposes a point, for the sector of the viewer's seat.
///
/// # Errors
/// [`Error::Forbidden`] without a seat; [`Error::NotFound`], also for nothing of the chain; [`Error::Invalid`] field by field;
/// [`Error::Conflict`] when the meeting is over.
pub fn propose(tx: &mut Tx<'_, '_>, meeting: Uuid, new: &NewItem) -> Result<Uuid, Error> {
    let (found, standing, part) = super::with_part(tx, meeting)?;
    if !part.takes_part() {
        return Err(Error::Forbidden);
    }
    if !matches!(found.state, State::Planned | State::Running) {
        return Err(Error::Conflict { code: "meetings-conflict-over" });
    }
    new.check()?;
    if let Some(about) = new.about {
        let item = tandem_spine::actions::item(tx, about)?.ok_or(Error::NotFound)?;
        super::into_chain(tx, &found)?;
        match tandem_spine::actions::link(tx, item.id, found.id) {
            // What came out of this meeting is spoken of again: the chain keeps the direction that it has.
            Ok(()) | Err(Error::Conflict { .. } | Error::NotFound) => {}
            Err(e) => return Err(e),
        }
    }
    let seat = part.seat.map(|seat| seat.id);
    let sector = standing.active().find(|(s, _)| Some(s.id) == seat).map(|(_, holding)| holding.counted());
    let id = store::insert(tx, meeting, new, seat, sector)?;
    super::note(tx, meeting, Action::Write, "agenda proposed")?;
    Ok(id)
}

/// Moves a point up or down by one.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] when the meeting is over.
pub fn order(tx: &mut Tx<'_, '_>, meeting: Uuid, item: Uuid, up: bool) -> Result<(), Error> {
    let (found, _) = super::organizer(tx, meeting)?;
    if !matches!(found.state, State::Planned | State::Running) {
        return Err(Error::Conflict { code: "meetings-conflict-over" });
    }
    let mut all: Vec<Uuid> = store::of_meeting(tx, meeting)?.iter().map(|i| i.id).collect();
    let at = all.iter().position(|id| *id == item).ok_or(Error::NotFound)?;
    let to = if up { at.saturating_sub(1) } else { (at + 1).min(all.len() - 1) };
    all.swap(at, to);
    for (position, id) in (1_i64..).zip(all) {
        store::set_position(tx, id, position)?;
    }
    super::note(tx, meeting, Action::Write, "agenda ordered")
}

/// Takes a point off the agenda: whoever organizes, or who proposed it while the meeting is ahead.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] when the meeting is over, or something was written about the point.
pub fn drop_item(tx: &mut Tx<'_, '_>, meeting: Uuid, item: Uuid) -> Result<(), Error> {
    let (found, _, part) = super::with_part(tx, meeting)?;
    let point = store::by_id(tx, meeting, item)?.ok_or(Error::NotFound)?;
    let own = point.by.is_some() && point.by == tx.viewer().member_id() && found.is_ahead();
    if !part.organizes && !own {
        return Err(Error::Forbidden);
    }
    let written = !point.notes.is_empty()
        || crate::store::live::agreed(tx, meeting)?.iter().any(|d| d.item == Some(item))
        || crate::store::live::tasks(tx, meeting)?.iter().any(|t| t.item == Some(item));
    if written || !matches!(found.state, State::Planned | State::Running) {
        return Err(Error::Conflict { code: "meetings-conflict-written" });
    }
    store::drop_item(tx, meeting, item)?;
    super::note(tx, meeting, Action::Write, "agenda point dropped")
}
