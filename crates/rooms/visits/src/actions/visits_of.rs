//! A person's visits.

use crate::model::Visit;
use crate::store;
use tandem_access::{Action, Error, Kind, Tx, Uuid};

/// The most visits of one person that are read at once, the newest first.
pub const MOST: usize = 500;

/// The visits of a person that the viewer may see, newest first. The person themselves needs no role.
///
/// # Errors
/// [`Error::Forbidden`] for a role that does not handle visits; the database's.
pub fn visits_of(tx: &mut Tx, person: Uuid) -> Result<Vec<Visit>, Error> {
    if tx.viewer().person() != Some(person) {
        tx.require(Kind::Visit, Action::Read)?;
    }
    let visits = store::of_person(tx, person, MOST)?;
    for visit in &visits {
        tx.audit_for(visit.owner_org, Action::Read, Kind::Visit, Some(visit.id), Some(person), "visit")?;
    }
    Ok(visits)
}

/// Whose visit it is, if the viewer may see it; nothing of it is opened.
///
/// # Errors
/// The database's.
pub fn sees_visit(tx: &mut Tx, id: Uuid) -> Result<Option<Uuid>, Error> {
    if !tx.viewer().may(Kind::Visit, Action::Read) {
        return Ok(None);
    }
    store::person_of(tx, id)
}
