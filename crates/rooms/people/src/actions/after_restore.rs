//! A restored copy must not revive a consent that was withdrawn after it was taken.

use super::only_system;
use super::withdraw_consent::end_consent;
use crate::model::consent::EventKind;
use crate::store;
use tandem_access::{Error, Tx, Uuid};

/// The consents that are withdrawn: what a restore has to know. System work.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn withdrawn_consents(tx: &mut Tx) -> Result<Vec<Uuid>, Error> {
    only_system(tx)?;
    store::consent::closed_ids(tx)
}

/// Closes, in a restored database, the consents of `withdrawn`; when nobody can tell which were withdrawn since
/// (`None`), all that are open: sharing pauses until each person is asked again. Returns how many it closed.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn close_after_restore(tx: &mut Tx, withdrawn: Option<&[Uuid]>) -> Result<u64, Error> {
    only_system(tx)?;
    let open = store::consent::open_ids(tx)?;
    let mut closed = 0;
    for id in open.into_iter().filter(|id| withdrawn.is_none_or(|list| list.contains(id))) {
        let Some(consent) = store::consent::get(tx, id)? else { continue };
        end_consent(tx, &consent, EventKind::Withdrawn, Some("restored copy"), "closed after a restore")?;
        closed += 1;
    }
    Ok(closed)
}
