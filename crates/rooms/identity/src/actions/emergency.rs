//! Break-glass: in a medical emergency a clinician opens what other organizations know of a person they serve.

use crate::store;
use jiff::SignedDuration;
use std::collections::BTreeSet;
use tandem_access::audit::{self, Line, Query};
use tandem_access::{Action, Error, Kind, Store, Timestamp, Tx, Uuid, Viewer};
use tandem_events::{Event, publish};
use tandem_people::actions::{
    alike_elsewhere, check_reason, close_emergency, comparable, open_in_emergency, view_person,
};

/// How long who wrote down who a person is cannot open with it alone what others know of that person.
const OWN_HAND: SignedDuration = SignedDuration::from_hours(24);

/// Opens every record of the person at other organizations to the member who asks; how many there are. The member's own
/// organization has to serve the person: nobody is looked up here. Records linked by the index and records with the same name, birth
/// date and one more identifier open; domestic-violence records and those of confidential organizations do not, and are not told of.
///
/// That the organization serves the person is not the word of the one who asks: see [`by_own_hand`].
///
/// # Errors
/// [`Error::Forbidden`] without the role; [`Error::NotFound`] for a person whom the member's organization does not serve;
/// [`Error::Conflict`] when the member alone says who it is; [`Error::Invalid`] for a reason that says nothing; the database's.
pub async fn break_glass(store: &Store, viewer: &Viewer, person: Uuid, reason: &str) -> Result<usize, Error> {
    let reason = check_reason(reason)?.to_owned();
    store.write(viewer, move |tx| known_here(tx, person)).await?;
    let others = found(store, person).await?;
    let opened = others.len();
    store
        .write(viewer, move |tx| {
            let by = known_here(tx, person)?;
            for (record, owner) in &others {
                open_in_emergency(tx, *record, *owner, person, &reason)?;
                publish(tx, &Event::OpenedInEmergency { person: *record, owner: *owner, by })?;
            }
            if !others.is_empty() {
                // Whoever looks after privacy at home hears of it too, once.
                publish(tx, &Event::OpenedInEmergency { person, owner: by, by })?;
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

/// As [`own_record`], where somebody besides the viewer has said who it is.
fn known_here(tx: &mut Tx, person: Uuid) -> Result<Uuid, Error> {
    let org = own_record(tx, person)?;
    if by_own_hand(tx, person)? {
        return Err(Error::Conflict { code: "identity-conflict-own-hand" });
    }
    Ok(org)
}

/// Whether it is the viewer alone who says who this is: they made the record, or wrote names or numbers into it, in the last day, and
/// since then nobody else has written the record, a visit or a request of it. Such a record would open anybody's: it takes a
/// name, a birth date and a telephone. Somebody else opens it then.
///
/// # Errors
/// The database's.
pub fn by_own_hand(tx: &mut Tx, person: Uuid) -> Result<bool, Error> {
    let Some(member) = tx.viewer().member_id() else { return Ok(false) };
    let from = tx.now().checked_sub(OWN_HAND).map_err(|e| Error::Internal(e.to_string()))?;
    let since = |from: Timestamp| Query {
        person: Some(person),
        changes_only: true,
        from: Some(from),
        // Nobody pushes the line out of sight by writing many.
        limit: u32::MAX,
        ..Query::default()
    };
    let own = audit::search(tx, &Query { member: Some(member), kind: Some(Kind::Person), ..since(from) })?;
    let Some(last) = own.iter().find(|line| writes(line, Kind::Person) && line.object == Some(person)) else {
        return Ok(false);
    };
    let later = audit::search(tx, &since(last.at))?;
    Ok(!later.iter().any(|line| vouches(line, member)))
}

fn writes(line: &Line, kind: Kind) -> bool {
    line.action == Action::Write.word() && line.kind == kind.word()
}

/// Whether somebody else than `member` says by this line that the person is known. A system of the hospital writes visits without a
/// member; what else the system writes may follow from what the member did.
fn vouches(line: &Line, member: Uuid) -> bool {
    match line.member {
        Some(other) if other != member => {
            [Kind::Person, Kind::Visit, Kind::Referral].into_iter().any(|kind| writes(line, kind))
        }
        Some(_) => false,
        None => line.viewer_kind == "system" && writes(line, Kind::Visit),
    }
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
