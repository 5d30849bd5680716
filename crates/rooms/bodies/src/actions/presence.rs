//! Which seats sit together now. Meetings say so; whoever decides asks, in the transaction of the decision.

use crate::store::presence as store;
use std::collections::{BTreeMap, BTreeSet};
use tandem_access::{Error, Tx, Uuid};

/// Says which seats of a body are at a meeting now. Called by the room of meetings after its own policy, at every coming and going;
/// an empty list ends the session.
///
/// # Errors
/// The database's.
pub fn set_present(tx: &mut Tx<'_, '_>, body: Uuid, meeting: Uuid, seats: &[Uuid]) -> Result<(), Error> {
    store::set(tx, body, meeting, seats)
}

/// The meeting that a body sits in now, and the seats that are there, for [`crate::model::Standing::quorum`]. `None` while it does
/// not sit.
///
/// # Errors
/// The database's.
pub fn present(tx: &mut Tx<'_, '_>, body: Uuid) -> Result<Option<(Uuid, BTreeSet<Uuid>)>, Error> {
    let mut meetings: BTreeMap<Uuid, BTreeSet<Uuid>> = BTreeMap::new();
    for (meeting, seat) in store::of_body(tx, body)? {
        meetings.entry(meeting).or_default().insert(seat);
    }
    Ok(meetings.into_iter().max_by_key(|(_, seats)| seats.len()))
}
