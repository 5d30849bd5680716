//! Which organizations agreements in force bind to do something together. Public facts: name, kind, parties and days of an
//! agreement in force are for everybody.

use crate::model::agreement::Agreement;
use crate::store;
use std::collections::BTreeSet;
use tandem_access::{Error, Tx, Uuid};

/// Agreements in force now, with those of their parties that have not taken their word back.
///
/// # Errors
/// The database's.
pub fn in_force(tx: &mut Tx) -> Result<Vec<(Agreement, BTreeSet<Uuid>)>, Error> {
    let now = tx.now();
    let all = store::agreement::list(tx)?.into_iter().map(|a| {
        let bound = a.bound(now);
        (a, bound)
    });
    Ok(all.filter(|(_, bound)| bound.len() > 1).collect())
}

/// The same, of agreements on work alone ([`Kind::is_about_work`](crate::model::agreement::Kind::is_about_work)): one set of
/// organizations for each.
///
/// # Errors
/// The database's.
pub fn working_together(tx: &mut Tx) -> Result<Vec<BTreeSet<Uuid>>, Error> {
    let all = in_force(tx)?.into_iter();
    Ok(all.filter(|(a, _)| a.draft.kind.is_about_work()).map(|(_, bound)| bound).collect())
}

/// Every two organizations that an agreement on their work binds now, the lower id first.
///
/// # Errors
/// The database's.
pub fn agreed_pairs(tx: &mut Tx) -> Result<BTreeSet<(Uuid, Uuid)>, Error> {
    let mut pairs = BTreeSet::new();
    for bound in working_together(tx)? {
        let all: Vec<Uuid> = bound.into_iter().collect();
        for (n, a) in all.iter().enumerate() {
            pairs.extend(all[n + 1..].iter().map(|b| (*a, *b)));
        }
    }
    Ok(pairs)
}
