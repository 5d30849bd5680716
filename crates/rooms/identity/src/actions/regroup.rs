//! Makes identities follow from links: after every change of links or of pairs apart.

use crate::model::grouping::{groups, heirs};
use crate::store;
use crate::store::event::Happened;
use std::collections::BTreeSet;
use tandem_access::{Error, Tx, Uuid};

/// Groups the records around `seeds` anew and writes down what moved. Records that no link and no identity joins with a seed are
/// not looked at.
pub(crate) fn regroup(tx: &mut Tx, seeds: &[Uuid], by: Option<(Uuid, Uuid)>) -> Result<(), Error> {
    let mut now = store::group::together_with(tx, seeds)?;
    // A link may lead to an identity that no seed belongs to, and that one to others.
    let links = loop {
        let known: Vec<Uuid> = now.keys().copied().collect();
        let links = store::group::links_of(tx, &known)?;
        let beyond: Vec<Uuid> = links
            .iter()
            .flat_map(|link| [link.pair.0, link.pair.1])
            .filter(|id| !now.contains_key(id))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        if beyond.is_empty() {
            break links;
        }
        now.extend(store::group::together_with(tx, &beyond)?);
        // A record that is on its way out has a link and no identity.
        if beyond.iter().all(|id| !now.contains_key(id)) {
            break links;
        }
    };
    let records: BTreeSet<Uuid> = now.keys().copied().collect();
    let apart = store::group::apart_of(tx, &records.iter().copied().collect::<Vec<_>>())?;
    let groups = groups(&records, &links, &apart);
    for (group, heir) in groups.iter().zip(heirs(&groups, &now)) {
        let identity = heir.unwrap_or_else(|| tx.new_public_id());
        for record in group {
            let before = now.get(record).copied().unwrap_or(identity);
            if before != identity {
                store::group::move_record(tx, *record, identity)?;
                store::event::append(tx, Happened::Grouped(*record, before, identity), by)?;
            }
        }
    }
    Ok(())
}
