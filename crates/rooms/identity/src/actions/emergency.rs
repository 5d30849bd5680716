//! Break-glass: in a medical emergency a clinician opens what other organizations know of a person they serve.

use crate::store;
use std::collections::BTreeSet;
use tandem_access::{Action, Error, Kind, Store, Tx, Uuid, Viewer};
use tandem_events::{Event, publish};
use tandem_people::actions::{
    alike_elsewhere, check_reason, close_emergency, comparable, open_in_emergency, view_person,
};

/// Opens every record of the person at other organizations to the member who asks; how many there are. The member's own
/// organization has to serve the person: nobody is looked up here. Records linked by the index and records with the same name, birth
/// date and one more identifier open; domestic-violence records and those of confidential organizations do not, and are not told of.
///
/// # Errors
/// [`Error::Forbidden`] without the role; [`Error::NotFound`] for a person whom the member's organization does not serve;
/// [`Error::Invalid`] for a reason that says nothing; the database's.
pub async fn break_glass(store: &Store, viewer: &Viewer, person: Uuid, reason: &str) -> Result<usize, Error> {
    let reason = check_reason(reason)?.to_owned();
    store.write(viewer, move |tx| own_record(tx, person)).await?;
    let others = found(store, person).await?;
    let opened = others.len();
    store
        .write(viewer, move |tx| {
            let by = own_record(tx, person)?;
            for (record, owner) in &others {
                open_in_emergency(tx, *record, *owner, person, &reason)?;
                publish(tx, &Event::OpenedInEmergency { person: *record, owner: *owner, by })?;
            }
            // That somebody looked in vain is noted with the own record.
            tx.audit(Action::Decide, Kind::Person, Some(person), Some(person), "asked for in an emergency")
        })
        .await?;
    Ok(opened)
}

/// Ends what [`break_glass`] opened to the viewer for this person: what was opened then, whatever is known of the records now.
///
/// # Errors
/// As [`break_glass`].
pub async fn end_emergency(store: &Store, viewer: &Viewer, person: Uuid) -> Result<(), Error> {
    store
        .write(viewer, move |tx| {
            own_record(tx, person)?;
            close_emergency(tx, person)
        })
        .await
}

/// The records that an emergency opens, as the system finds them.
async fn found(store: &Store, person: Uuid) -> Result<Vec<(Uuid, Uuid)>, Error> {
    store.read(&Viewer::system("identity.break_glass"), move |tx| elsewhere(tx, person)).await
}

/// The viewer's organization, if the record is its own.
fn own_record(tx: &mut Tx, person: Uuid) -> Result<Uuid, Error> {
    tx.require(Kind::Person, Action::Decide)?;
    let org = tx.viewer().org().ok_or(Error::Forbidden)?;
    let own = view_person(tx, person)?.person.owner_org == org;
    if own { Ok(org) } else { Err(Error::NotFound) }
}

fn elsewhere(tx: &mut Tx, person: Uuid) -> Result<Vec<(Uuid, Uuid)>, Error> {
    // A record that takes no part in linkage opens nothing either.
    let Some(record) = comparable(tx, person)? else { return Ok(vec![]) };
    let mut records: BTreeSet<(Uuid, Uuid)> = alike_elsewhere(tx, &record)?.into_iter().collect();
    let linked = store::group::others(tx, person)?;
    records.extend(linked.into_iter().filter(|(_, owner)| *owner != record.owner_org));
    // Somebody has said that these are two people.
    let apart: BTreeSet<Uuid> =
        store::group::apart_of(tx, &[person])?.into_iter().flat_map(|(a, b)| [a, b]).collect();
    Ok(records.into_iter().filter(|(id, _)| !apart.contains(id)).collect())
}
