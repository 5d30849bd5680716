//! Reading every sealed row: for an export, and to prove that all of them open.

use super::{BATCH, SealedTable, list, no_file, open_key, rows, wrapped_keys};
use crate::{Error, Store, Tx, Viewer};
use std::collections::HashMap;
use tandem_keys::{Place, Secret};
use uuid::Uuid;
use zeroize::Zeroizing;

/// Every data key at once, for work that reads rows past the doors (an export).
pub struct Opener(HashMap<Uuid, (Uuid, Option<Secret>)>);

impl Opener {
    /// Opens the keys of a store.
    ///
    /// # Errors
    /// Without a key file, or with another's; the database's.
    pub async fn new(store: &Store) -> Result<Opener, Error> {
        let file = store.keys().ok_or_else(no_file)?;
        let keys = store.read(&Viewer::system("keys.open"), wrapped_keys).await?;
        let open = keys.iter().map(|key| Ok((key.id, (key.org, open_key(&file, key)?))));
        Ok(Opener(open.collect::<Result<_, Error>>()?))
    }

    /// Opens the value of a row; `None` when its key is gone.
    ///
    /// # Errors
    /// [`Error::Internal`] for a value that was changed or moved.
    pub fn open(
        &self,
        table: &'static str,
        row: Uuid,
        key: Uuid,
        sealed: &[u8],
    ) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
        let Some((org, Some(secret))) = self.0.get(&key) else { return Ok(None) };
        let place = Place { table, row, org: *org };
        let plain = tandem_keys::open(secret, &place, sealed);
        plain.map(Some).map_err(|e| Error::Internal(format!("{} {}: {e}", place.table, place.row)))
    }
}

/// What a proof of all sealed rows found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proof {
    /// Rows that opened.
    pub open: u64,
    /// Rows whose key was destroyed before they were emptied.
    pub destroyed: u64,
    /// What does not open, in words.
    pub faults: Vec<String>,
}

/// Opens every sealed row.
///
/// # Errors
/// The database's.
pub async fn prove(store: &Store, tables: &[SealedTable]) -> Result<Proof, Error> {
    let viewer = Viewer::system("keys.prove");
    let mut proof = Proof::default();
    let lines = store.read(&viewer, list).await?;
    let file = store.keys().ok_or_else(no_file)?;
    let mut orgs: Vec<Uuid> = lines.iter().map(|l| l.org).collect();
    orgs.dedup();
    for org in orgs {
        let destroyed = lines.iter().any(|l| l.org == org && l.destroyed_at.is_some());
        if destroyed && !file.has_forgotten(org) {
            proof.faults.push(format!(
                "the key file still knows the keys of {org}, which were destroyed: it is an older copy; put the newest \
                 in its place, or destroy them again"
            ));
        }
        for of in tables {
            let of = *of;
            let mut after = Uuid::nil();
            loop {
                let (last, some) = store.read(&viewer, move |tx| prove_some(tx, &of, org, after)).await?;
                proof.open += some.open;
                proof.destroyed += some.destroyed;
                proof.faults.extend(some.faults);
                match last {
                    Some(last) => after = last,
                    None => break,
                }
            }
        }
    }
    Ok(proof)
}

fn prove_some(
    tx: &mut Tx<'_, '_>,
    of: &SealedTable,
    org: Uuid,
    after: Uuid,
) -> Result<(Option<Uuid>, Proof), Error> {
    let found = rows(tx, of, org, after)?;
    let last = if found.len() == BATCH { found.last().map(|row| row.id) } else { None };
    let mut proof = Proof::default();
    for row in found {
        let place = Place { table: of.table, row: row.id, org };
        match tx.unseal(&place, Some(row.key), Some(&row.sealed)) {
            Ok(Some(_)) => proof.open += 1,
            Ok(None) => proof.destroyed += 1,
            Err(Error::Internal(why)) => proof.faults.push(why),
            Err(other) => return Err(other),
        }
    }
    Ok((last, proof))
}
