//! The records of one person, as far as the viewer may see them.

use crate::store;
use tandem_access::{Error, Tx, Uuid};

/// The given record first, then others of the same person that the viewer's organization keeps itself or that the person's
/// consent opens to it. Where there are none, or none may be seen, it is the given record alone: the two answer alike.
///
/// # Errors
/// The database's.
pub fn linked_records(tx: &mut Tx, person: Uuid) -> Result<Vec<Uuid>, Error> {
    let others = store::group::others(tx, person)?;
    Ok(std::iter::once(person).chain(others.into_iter().map(|(id, _)| id)).collect())
}

/// The other records and who keeps each.
///
/// # Errors
/// The database's.
pub fn others(tx: &mut Tx, person: Uuid) -> Result<Vec<(Uuid, Uuid)>, Error> {
    store::group::others(tx, person)
}
