//! The tables with sealed rows, and what is done to all of them: keys renewed, destroyed, proved.
//!
//! Such a table has the columns `owner_org`, `key_id` and `sealed`; both of the last are NULL where nothing is sealed or
//! where it is gone. Rooms list theirs with [`crate::sealed_table!`].

use crate::keyring::{DESTROYED, KeyKind, about};
use crate::{Action, Error, Kind, Store, Tx, Viewer, params};
use jiff::Timestamp;
use std::collections::HashMap;
use tandem_keys::{KeyFile, NONCE, Place, Secret};
use uuid::Uuid;

mod ends;
mod proof;

pub use ends::{due, end_later};
pub use proof::{Opener, Proof, prove};

/// A table with sealed rows. The statements are written by [`crate::sealed_table!`].
#[derive(Debug, Clone, Copy)]
pub struct SealedTable {
    /// The table.
    pub table: &'static str,
    /// The column of a row's key.
    pub id: &'static str,
    /// Rows of an organization after one, in order.
    pub rows: &'static str,
    /// Writes a row that was closed anew.
    pub reseal: &'static str,
    /// Empties what is sealed of an organization, and deletes its tokens.
    pub wipe: &'static [&'static str],
}

/// Names a table with sealed rows: the table, the column of its rows' key, and the statements that empty it for an
/// organization (`?1`).
#[macro_export]
macro_rules! sealed_table {
    ($table:literal, $id:literal, $($wipe:literal),+ $(,)?) => {
        $crate::SealedTable {
            table: $table,
            id: $id,
            rows: concat!(
                "SELECT t.", $id, ", t.key_id, t.sealed FROM ", $table, " t WHERE t.owner_org = ?1 AND t.", $id,
                " > ?2 AND t.sealed IS NOT NULL ORDER BY t.", $id, " LIMIT ?3"
            ),
            reseal: concat!("UPDATE ", $table, " SET key_id = ?2, sealed = ?3 WHERE ", $id, " = ?1 AND key_id = ?4"),
            wipe: &[$($wipe),+],
        }
    };
}

/// One version of an organization's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyLine {
    /// The key.
    pub id: Uuid,
    /// Whose.
    pub org: Uuid,
    /// For what.
    pub kind: KeyKind,
    /// Which.
    pub version: i64,
    /// Since when.
    pub created_at: Timestamp,
    /// Since when it closes nothing and nothing is left that it closed.
    pub retired_at: Option<Timestamp>,
    /// Since when nothing that it closed can be read.
    pub destroyed_at: Option<Timestamp>,
}

/// Every key, by organization, kind and version.
///
/// # Errors
/// The database's.
pub fn list(tx: &mut Tx<'_, '_>) -> Result<Vec<KeyLine>, Error> {
    tx.query(
        "SELECT k.id, k.org, k.kind, k.version, k.created_at, k.retired_at, k.destroyed_at FROM organization_key k \
         ORDER BY k.org, k.kind, k.version",
        params![],
        |row| {
            Ok(KeyLine {
                id: row.get(0)?,
                org: row.get(1)?,
                kind: KeyKind::from_word(&row.get::<String>(2)?)?,
                version: row.get(3)?,
                created_at: row.get(4)?,
                retired_at: row.get(5)?,
                destroyed_at: row.get(6)?,
            })
        },
    )
}

fn lines_of(tx: &mut Tx<'_, '_>, org: Uuid) -> Result<Vec<KeyLine>, Error> {
    Ok(list(tx)?.into_iter().filter(|line| line.org == org).collect())
}

/// Rows closed anew in one transaction.
const BATCH: usize = 500;

struct SealedRow {
    id: Uuid,
    key: Uuid,
    sealed: Vec<u8>,
}

fn rows(tx: &mut Tx<'_, '_>, of: &SealedTable, org: Uuid, after: Uuid) -> Result<Vec<SealedRow>, Error> {
    tx.query(of.rows, params![org, after, BATCH], |row| {
        Ok(SealedRow { id: row.get(0)?, key: row.get(1)?, sealed: row.get(2)? })
    })
}

/// Gives an organization new keys and closes its rows with them, some at a time, while others work. Broken off, it goes
/// on where it was. Returns how many rows were closed anew.
///
/// # Errors
/// [`Error::Conflict`] when the keys were destroyed; the database's.
pub async fn rotate(store: &Store, tables: &[SealedTable], org: Uuid) -> Result<u64, Error> {
    let viewer = Viewer::system("keys.rotate");
    let begun = store
        .write(&viewer, move |tx| {
            let lines = lines_of(tx, org)?;
            if lines.is_empty() {
                return Ok(false);
            }
            let newest = |kind| lines.iter().filter(|l| l.kind == kind).map(|l| l.version).max();
            // A former version that is not retired: an earlier rotation was broken off.
            let unfinished =
                lines.iter().any(|l| l.retired_at.is_none() && Some(l.version) != newest(l.kind));
            if !unfinished {
                for kind in KeyKind::ALL {
                    tx.renew_key(org, kind)?;
                }
                tx.audit_for(org, Action::Manage, Kind::Organization, Some(org), None, "keys: new version")?;
            }
            Ok(true)
        })
        .await?;
    if !begun {
        return Ok(0);
    }
    let mut all = 0;
    loop {
        // Until a whole round finds nothing: somebody may have written with the former key in between.
        let mut changed = 0;
        for of in tables {
            let of = *of;
            let mut after = Uuid::nil();
            loop {
                let (last, n) = store.write(&viewer, move |tx| reseal_some(tx, &of, org, after)).await?;
                changed += n;
                match last {
                    Some(last) => after = last,
                    None => break,
                }
            }
        }
        all += changed;
        if changed == 0 {
            break;
        }
    }
    store
        .write(&viewer, move |tx| {
            let now = tx.now();
            tx.execute(
                "UPDATE organization_key SET retired_at = ?2 WHERE org = ?1 AND retired_at IS NULL AND EXISTS (SELECT 1 \
                 FROM organization_key n WHERE n.org = organization_key.org AND n.kind = organization_key.kind AND \
                 n.version > organization_key.version)",
                params![org, now],
            )?;
            tx.audit_for(org, Action::Manage, Kind::Organization, Some(org), None, "keys: former version retired")
        })
        .await?;
    Ok(all)
}

/// Closes the next rows anew; the last row looked at, unless that was the end, and how many were changed.
fn reseal_some(
    tx: &mut Tx<'_, '_>,
    of: &SealedTable,
    org: Uuid,
    after: Uuid,
) -> Result<(Option<Uuid>, u64), Error> {
    let kinds: HashMap<Uuid, KeyKind> = lines_of(tx, org)?.into_iter().map(|l| (l.id, l.kind)).collect();
    let found = rows(tx, of, org, after)?;
    let last = if found.len() == BATCH { found.last().map(|row| row.id) } else { None };
    let mut changed = 0;
    for row in found {
        let kind = kinds.get(&row.key).copied().ok_or_else(|| {
            Error::Internal(format!("{} {}: its key {} is not there", of.table, row.id, row.key))
        })?;
        if tx.newest_key(org, kind)? == row.key {
            continue;
        }
        let place = Place { table: of.table, row: row.id, org };
        let Some(plain) = tx.unseal(&place, Some(row.key), Some(&row.sealed))? else { continue };
        let sealed = tx.seal(kind, &place, &plain)?;
        changed += tx.execute(of.reseal, params![row.id, sealed.key, sealed.bytes, row.key])?;
    }
    Ok((last, changed))
}

/// Destroys an organization's keys: nothing that they closed can be read again, in this database or in a copy of it.
///
/// The keys lose their value in the database, the key file forgets the organization (`save` writes it down), and what
/// was sealed is emptied with its tokens. Each step may be the last of a run that is broken off: run it again.
///
/// # Errors
/// `save`'s; the database's.
pub async fn destroy(
    store: &Store,
    tables: &[SealedTable],
    org: Uuid,
    because: &str,
    save: impl FnOnce(&KeyFile) -> Result<(), Error>,
) -> Result<u64, Error> {
    let viewer = Viewer::system("keys.destroy");
    let detail: String = format!("keys: destroyed, {because}").chars().take(500).collect();
    store
        .write(&viewer, move |tx| {
            let now = tx.now();
            tx.execute(
                "UPDATE organization_key SET wrapped = NULL, destroyed_at = ?2, retired_at = COALESCE(retired_at, ?2) \
                 WHERE org = ?1 AND destroyed_at IS NULL",
                params![org, now],
            )?;
            // A row says that there is none, so that none is made again.
            if lines_of(tx, org)?.is_empty() {
                let id = tx.new_public_id();
                tx.execute(
                    "INSERT INTO organization_key (id, org, kind, version, master, created_at, retired_at, \
                     destroyed_at) VALUES (?1, ?2, 'identifiers', 1, '', ?3, ?3, ?3)",
                    params![id, org, now],
                )?;
            }
            tx.audit_for(org, Action::Manage, Kind::Organization, Some(org), None, &detail)
        })
        .await?;
    let mut file = store.keys().ok_or_else(no_file)?;
    file.forget(org);
    save(&file)?;
    store.replace_keys(file);
    let tables = tables.to_vec();
    store
        .write(&viewer, move |tx| {
            let mut wiped = 0;
            for sql in tables.iter().flat_map(|of| of.wipe) {
                wiped += tx.execute(sql, params![org])?;
            }
            Ok(wiped)
        })
        .await
}

/// Destroys again, in a restored copy, the keys that the key file has forgotten since: their tokens and closed rows are of
/// no use to anybody. Returns whose they were.
///
/// # Errors
/// The database's.
pub async fn destroy_forgotten(store: &Store, tables: &[SealedTable]) -> Result<Vec<Uuid>, Error> {
    let file = store.keys().ok_or_else(no_file)?;
    let lines = store.read(&Viewer::system("keys.restore"), list).await?;
    let mut gone: Vec<Uuid> = lines
        .iter()
        .filter(|l| l.destroyed_at.is_none() && file.has_forgotten(l.org))
        .map(|l| l.org)
        .collect();
    gone.dedup();
    for org in &gone {
        destroy(store, tables, *org, "they were destroyed since this copy was made", |_| Ok(())).await?;
    }
    Ok(gone)
}

/// Gives the install a new master key and wraps every data key with it. `save` writes the key file down before the
/// database changes, so that neither is ever without the other. Returns how many keys were wrapped anew.
///
/// # Errors
/// `save`'s; the database's.
pub async fn rotate_master(
    store: &Store,
    drop_former: bool,
    save: impl Fn(&KeyFile) -> Result<(), Error>,
) -> Result<u64, Error> {
    let viewer = Viewer::system("keys.rotate_master");
    let mut file = store.keys().ok_or_else(no_file)?;
    let lines = store.read(&viewer, list).await?;
    let forgotten: Vec<Uuid> = lines
        .iter()
        .filter(|l| l.destroyed_at.is_some() || file.has_forgotten(l.org))
        .map(|l| l.org)
        .collect();
    file.renew(&store.around().bytes(), &forgotten);
    save(&file)?;
    store.replace_keys(file.clone());
    let with = file.clone();
    let n = store
        .write(&viewer, move |tx| {
            let mut n = 0;
            for key in wrapped_keys(tx)? {
                let Some(secret) = open_key(&with, &key)? else { continue };
                let wrapped = with.wrap(key.org, &key.about, &tx.around.bytes::<NONCE>(), &secret);
                let wrapped = wrapped.ok_or(DESTROYED)?;
                n += tx.execute(
                    "UPDATE organization_key SET master = ?2, wrapped = ?3 WHERE id = ?1 AND destroyed_at IS NULL",
                    params![key.id, with.master(), wrapped],
                )?;
            }
            tx.audit(Action::Manage, Kind::Setting, None, None, "keys: new master key")?;
            Ok(n)
        })
        .await?;
    if drop_former {
        file.drop_former();
        save(&file)?;
        store.replace_keys(file);
    }
    Ok(n)
}

struct WrappedKey {
    id: Uuid,
    org: Uuid,
    about: Vec<u8>,
    master: String,
    wrapped: Vec<u8>,
}

fn wrapped_keys(tx: &mut Tx<'_, '_>) -> Result<Vec<WrappedKey>, Error> {
    tx.query(
        "SELECT k.id, k.org, k.kind, k.version, k.master, k.wrapped FROM organization_key k WHERE k.wrapped IS NOT NULL",
        params![],
        |row| {
            let (id, org, kind): (Uuid, Uuid, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let about = about(id, org, KeyKind::from_word(&kind)?, row.get(3)?);
            Ok(WrappedKey { id, org, about, master: row.get(4)?, wrapped: row.get(5)? })
        },
    )
}

fn open_key(file: &KeyFile, key: &WrappedKey) -> Result<Option<Secret>, Error> {
    let opened = file.unwrap(&key.master, key.org, &key.about, &key.wrapped);
    opened.map_err(|e| Error::Internal(e.to_string()))
}

fn no_file() -> Error {
    Error::Internal("there is no key file".into())
}
