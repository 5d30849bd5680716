//! Builds the index anew from the records.

use super::enter;
use crate::store;
use tandem_access::{Error, Store, Viewer};
use tandem_people::actions::record_ids;

/// How many records share a transaction.
const TOGETHER: u32 = 100;

/// Counts values and enters every record again, which takes out whatever takes no part any more; how many are in. Decisions of reviewers stand.
/// `progress` hears how many were looked at.
///
/// # Errors
/// The database's.
pub async fn rebuild(store: &Store, mut progress: impl FnMut(u64)) -> Result<u64, Error> {
    let system = Viewer::system("identity.rebuild");
    super::count(store).await?;
    let (mut after, mut done) = (None, 0);
    loop {
        let ids = store.read(&system, move |tx| record_ids(tx, after, TOGETHER)).await?;
        let Some(last) = ids.last().copied() else { break };
        done += ids.len() as u64;
        store.write(&system, move |tx| ids.iter().try_for_each(|id| enter(tx, *id))).await?;
        after = Some(last);
        progress(done);
    }
    store.read(&system, store::group::size).await
}
