//! An organization leaves, and what was shared with it and by it ends; or it becomes confidential.

use super::only_system;
use super::withdraw_consent::end_consent;
use crate::model::consent::{EventKind, ORGANIZATION_LEFT};
use crate::store;
use tandem_access::{Error, Tx, Uuid};
use tandem_events::{Event, publish};

/// Closes every open consent from or to `organization`, so that from the next read on it sees nothing of others and
/// nobody sees anything of its. Returns how many. System work; twice is once.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn close_for_departure(tx: &mut Tx, organization: Uuid) -> Result<u64, Error> {
    only_system(tx)?;
    let mut closed = 0;
    for id in store::consent::open_with(tx, organization)? {
        let Some(consent) = store::consent::get(tx, id)? else { continue };
        let why = "closed: the organization left";
        end_consent(tx, &consent, EventKind::Closed, Some(ORGANIZATION_LEFT), why)?;
        closed += 1;
    }
    Ok(closed)
}

/// That somebody shares with a confidential organization tells where they go for help: what says so is kept from colleagues and from
/// the person's own page, for an organization that became confidential as for one that always was. System work; twice is once.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub(crate) fn hide_choices(tx: &mut Tx, organization: Uuid) -> Result<(), Error> {
    only_system(tx)?;
    if !super::confidential_among(tx, [organization].into_iter())?.is_empty() {
        store::consent::hide_naming(tx, organization)?;
    }
    Ok(())
}

/// Tells other rooms of every record of an organization that has left, or became confidential: they take part in nothing any more.
/// System work.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub(crate) fn tell_records(tx: &mut Tx, organization: Uuid) -> Result<(), Error> {
    let mut after = None;
    loop {
        after = tell_names_gone(tx, organization, after)?;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// Tells other rooms that the records of an organization have lost their names, some at a time: what they derived from
/// names goes too. Returns where to go on. System work.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn tell_names_gone(tx: &mut Tx, organization: Uuid, after: Option<Uuid>) -> Result<Option<Uuid>, Error> {
    only_system(tx)?;
    let ids = store::person::ids_of(tx, organization, after)?;
    for person in &ids {
        publish(tx, &Event::PersonKept { person: *person })?;
    }
    Ok(ids.last().copied())
}
