//! What a seat asks its holder to learn: the modules stand in the room of agreements, who sits is known here.

use super::standing::{my_seats, standing, today};
use crate::model::SeatRole;
use std::collections::BTreeMap;
use tandem_access::{Error, Tx, Uuid};
use tandem_agreements::actions::due_in_seats;
use tandem_agreements::model::training::Module;

/// What the viewer still has to complete for the seats that they hold.
///
/// # Errors
/// The database's.
pub fn my_due_training(tx: &mut Tx<'_, '_>) -> Result<Vec<Module>, Error> {
    let Some(me) = tx.viewer().member_id() else { return Ok(vec![]) };
    let today = today(tx)?;
    let mine = my_seats(tx)?.into_iter().filter(|(body, seat)| {
        seat.member == me && !body.ended && seat.ended_on.is_none() && seat.term_end >= today
    });
    let leads: Vec<bool> = mine.map(|(_, seat)| seat.role == SeatRole::CoLead).collect();
    if leads.is_empty() {
        return Ok(vec![]);
    }
    let due = due_in_seats(tx, &[(me, leads.contains(&true))])?;
    Ok(due.into_iter().map(|(_, module)| module).collect())
}

/// How many of those who sit in a body have not completed each module that their seat asks for. Who it is, the page of nobody else says.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn due_training_in(tx: &mut Tx<'_, '_>, body: Uuid) -> Result<Vec<(Module, usize)>, Error> {
    let standing = standing(tx, body)?;
    let mut holders: BTreeMap<Uuid, bool> = BTreeMap::new();
    for (seat, _) in standing.active() {
        *holders.entry(seat.member).or_default() |= seat.role == SeatRole::CoLead;
    }
    let holders: Vec<(Uuid, bool)> = holders.into_iter().collect();
    let mut out: Vec<(Module, usize)> = vec![];
    for (_, module) in due_in_seats(tx, &holders)? {
        match out.iter_mut().find(|(known, _)| known.id == module.id) {
            Some((_, n)) => *n += 1,
            None => out.push((module, 1)),
        }
    }
    Ok(out)
}
