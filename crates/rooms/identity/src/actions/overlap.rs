//! Numbers about identities. Sums over everybody's records; no row leaves.

use crate::model::quality::{self, Share};
use crate::store;
use tandem_access::{Action, Error, Kind, Store, Tx, Viewer};

/// How good the links are.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Overlap {
    /// Pairs that are linked.
    pub linked: u64,
    /// The share of computed links that are right.
    pub precision: Option<Share>,
    /// The share of pairs of one person that are linked.
    pub recall: Option<Share>,
}

/// How many people are known by one, two, three ... partners, as they are: the caller protects small counts before they are
/// printed.
///
/// # Errors
/// [`Error::Forbidden`] without the role; the database's.
pub async fn overlap(store: &Store, viewer: &Viewer) -> Result<Vec<(u64, u64)>, Error> {
    if !viewer.may(Kind::Measure, Action::Read) {
        return Err(Error::Forbidden);
    }
    store.read(&Viewer::system("identity.overlap"), store::group::by_partners).await
}

/// How good the links are, from what reviewers found.
///
/// # Errors
/// [`Error::Forbidden`] without the role; the database's.
pub async fn quality(store: &Store, viewer: &Viewer) -> Result<Overlap, Error> {
    if !viewer.may(Kind::Identity, Action::Read) {
        return Err(Error::Forbidden);
    }
    store.read(&Viewer::system("identity.quality"), quality_of).await
}

pub(crate) fn quality_of(tx: &mut Tx) -> Result<Overlap, Error> {
    let (decided, linked) = (store::review::tally(tx)?, store::group::link_count(tx)?);
    Ok(Overlap { linked, precision: quality::precision(&decided), recall: quality::recall(&decided, linked) })
}
