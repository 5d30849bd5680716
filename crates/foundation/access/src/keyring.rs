//! Sealing in a transaction: which key closes a row, and how a closed one is opened.
//!
//! An organization has two chains of data keys: `identifiers` for names, contacts and signatures, `vault` for rows of
//! domestic violence. They lie wrapped in `organization_key` and are unwrapped when first needed, by the key file that
//! stands outside the database. The newest version closes; every version opens what it closed.

use crate::{Error, Store, Tx, Viewer, params};
use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};
use tandem_keys::{KeyFile, Place, Secret};
use uuid::Uuid;
use zeroize::Zeroizing;

/// Which of an organization's keys closes a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// Names, contacts, identifiers, signatures.
    Identifiers,
    /// Everything labelled domestic violence.
    Vault,
}

impl KeyKind {
    /// Both.
    pub const ALL: [KeyKind; 2] = [KeyKind::Identifiers, KeyKind::Vault];

    /// The word in the database.
    pub fn word(self) -> &'static str {
        match self {
            KeyKind::Identifiers => "identifiers",
            KeyKind::Vault => "vault",
        }
    }

    /// The key for a row with this label.
    pub fn of_label(label: &str) -> KeyKind {
        if label == "domestic_violence" { KeyKind::Vault } else { KeyKind::Identifiers }
    }

    pub(crate) fn from_word(word: &str) -> Result<KeyKind, Error> {
        let known = Self::ALL.into_iter().find(|k| k.word() == word);
        known.ok_or_else(|| Error::Internal(format!("`{word}` is no kind of key")))
    }
}

/// A closed value and the key that closed it: two columns of a row, `key_id` and `sealed`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The key.
    pub key: Uuid,
    /// The value.
    pub bytes: Vec<u8>,
}

/// The key file of this process and the data keys that were opened with it.
pub(crate) struct Keyring {
    file: RwLock<KeyFile>,
    open: RwLock<HashMap<Uuid, Option<Secret>>>,
}

impl Keyring {
    pub(crate) fn new(file: KeyFile) -> Keyring {
        Keyring { file: RwLock::new(file), open: RwLock::default() }
    }

    pub(crate) fn file(&self) -> KeyFile {
        self.file.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts another file in the place of this one; every key is opened anew.
    pub(crate) fn replace(&self, file: KeyFile) {
        *self.file.write().unwrap_or_else(PoisonError::into_inner) = file;
        self.open.write().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn with<T>(&self, f: impl FnOnce(&KeyFile) -> T) -> T {
        f(&self.file.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// `None` for a key that was not opened yet, `Some(None)` for one that is gone.
    fn opened(&self, key: Uuid) -> Option<Option<Secret>> {
        self.open.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned()
    }

    fn remember(&self, key: Uuid, secret: Option<Secret>) {
        self.open.write().unwrap_or_else(PoisonError::into_inner).insert(key, secret);
    }
}

/// What a wrapped data key is wrapped for.
pub(crate) fn about(key: Uuid, org: Uuid, kind: KeyKind, version: i64) -> Vec<u8> {
    let text = format!("organization_key/{}/{}/{}/{version}", key.simple(), org.simple(), kind.word());
    text.into_bytes()
}

/// The newest key of an organization.
struct Newest {
    id: Uuid,
    version: i64,
    destroyed: bool,
}

impl Tx<'_, '_> {
    /// Closes a value for its place with the newest key of the organization, which is made when it is the first.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the organization's keys were destroyed; [`Error::Internal`] without a key file; the
    /// database's.
    pub fn seal(&mut self, kind: KeyKind, place: &Place, plain: &[u8]) -> Result<Sealed, Error> {
        let key = self.newest_key(place.org, kind)?;
        let secret = self.data_key(key)?.ok_or(DESTROYED)?;
        let bytes = tandem_keys::seal(&secret, &self.around.bytes(), place, plain);
        Ok(Sealed { key, bytes })
    }

    /// As [`Tx::seal`], for a value written as JSON.
    ///
    /// # Errors
    /// As [`Tx::seal`].
    pub fn seal_json<T: serde::Serialize>(
        &mut self,
        kind: KeyKind,
        place: &Place,
        value: &T,
    ) -> Result<Sealed, Error> {
        let plain = serde_json::to_vec(value).map_err(|e| Error::Internal(format!("sealing: {e}")))?;
        self.seal(kind, place, &Zeroizing::new(plain))
    }

    /// Opens a value. `None` when there is none, or when its key was destroyed: it is gone either way.
    ///
    /// # Errors
    /// [`Error::Internal`] for a value that was changed or moved, or another key file; the database's.
    pub fn unseal(
        &mut self,
        place: &Place,
        key: Option<Uuid>,
        sealed: Option<&[u8]>,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
        let (Some(key), Some(sealed)) = (key, sealed) else { return Ok(None) };
        let Some(secret) = self.data_key(key)? else { return Ok(None) };
        let plain = tandem_keys::open(&secret, place, sealed);
        plain.map(Some).map_err(|e| Error::Internal(format!("{} {}: {e}", place.table, place.row)))
    }

    /// As [`Tx::unseal`], for a value written as JSON.
    ///
    /// # Errors
    /// As [`Tx::unseal`].
    pub fn unseal_json<T: serde::de::DeserializeOwned>(
        &mut self,
        place: &Place,
        key: Option<Uuid>,
        sealed: Option<&[u8]>,
    ) -> Result<Option<T>, Error> {
        let Some(plain) = self.unseal(place, key, sealed)? else { return Ok(None) };
        let value = serde_json::from_slice(&plain);
        value.map(Some).map_err(|e| Error::Internal(format!("{} {}: {e}", place.table, place.row)))
    }

    /// What stands in the database for a value that statements compare: equal values of an organization have equal
    /// tokens, and without the key file nobody can tell the value or guess it.
    ///
    /// # Errors
    /// [`Error::Internal`] without a key file.
    pub fn token(&self, org: Uuid, purpose: &str, value: &str) -> Result<Uuid, Error> {
        Ok(self.keyring()?.with(|file| file.token(org, purpose, value)))
    }

    /// The organizations that have closed anything: whose tokens can be there to be found.
    ///
    /// # Errors
    /// The database's.
    pub fn organizations_with_keys(&mut self) -> Result<Vec<Uuid>, Error> {
        self.query(
            "SELECT DISTINCT k.org FROM organization_key k WHERE k.destroyed_at IS NULL",
            params![],
            |row| Ok(row.get(0)?),
        )
    }

    pub(crate) fn keyring(&self) -> Result<&Keyring, Error> {
        self.keys
            .ok_or_else(|| Error::Internal("there is no key file, and names are kept under keys only".into()))
    }

    /// The key that closes for an organization now; where all were destroyed, the last of them, which closes nothing any more. It is
    /// asked anew in each transaction: another process may have made a newer one or destroyed them all.
    pub(crate) fn newest_key(&mut self, org: Uuid, kind: KeyKind) -> Result<Uuid, Error> {
        if let Some((.., key)) = self.newest.iter().find(|(o, k, _)| (*o, *k) == (org, kind)) {
            return Ok(*key);
        }
        let key = match self.newest_version(org, kind)? {
            Some(newest) => newest.id,
            None => self.add_key(org, kind, 1)?,
        };
        self.newest.push((org, kind, key));
        Ok(key)
    }

    fn newest_version(&mut self, org: Uuid, kind: KeyKind) -> Result<Option<Newest>, Error> {
        self.query_opt(
            "SELECT k.id, k.version, k.destroyed_at FROM organization_key k WHERE k.org = ?1 AND k.kind = ?2 \
             ORDER BY k.version DESC LIMIT 1",
            params![org, kind.word()],
            |row| {
                let destroyed = row.get::<Option<i64>>(2)?.is_some();
                Ok(Newest { id: row.get(0)?, version: row.get(1)?, destroyed })
            },
        )
    }

    /// Makes the next version of an organization's key, where it has one; from now on it closes.
    ///
    /// # Errors
    /// As [`Tx::seal`].
    pub(crate) fn renew_key(&mut self, org: Uuid, kind: KeyKind) -> Result<(), Error> {
        match self.newest_version(org, kind)? {
            None => Ok(()),
            Some(newest) if newest.destroyed => Err(DESTROYED),
            Some(newest) => {
                self.newest.clear();
                self.add_key(org, kind, newest.version + 1).map(drop)
            }
        }
    }

    fn add_key(&mut self, org: Uuid, kind: KeyKind, version: i64) -> Result<Uuid, Error> {
        let (id, now) = (self.new_public_id(), self.now());
        let (secret, nonce): (Secret, _) = (Zeroizing::new(self.around.bytes()), self.around.bytes());
        let text = about(id, org, kind, version);
        let made = self.keyring()?.with(|file| {
            file.wrap(org, &text, &nonce, &secret).map(|wrapped| (file.master().to_owned(), wrapped))
        });
        let (master, wrapped) = made.ok_or(DESTROYED)?;
        let made = self.execute(
            "INSERT INTO organization_key (id, org, kind, version, master, wrapped, created_at) VALUES (?1, ?2, ?3, \
             ?4, ?5, ?6, ?7) ON CONFLICT (org, kind, version) DO NOTHING",
            params![id, org, kind.word(), version, master, wrapped, now],
        )?;
        // Another server made it in the same moment: it is seen by the next try.
        if made == 1 { Ok(id) } else { Err(Error::Retry) }
    }

    /// The secret of a data key; `None` once it is destroyed.
    fn data_key(&mut self, key: Uuid) -> Result<Option<Secret>, Error> {
        if let Some(known) = self.keyring()?.opened(key) {
            return Ok(known);
        }
        let row = self.query_opt(
            "SELECT k.org, k.kind, k.version, k.master, k.wrapped FROM organization_key k WHERE k.id = ?1",
            params![key],
            |row| {
                let kind: String = row.get(1)?;
                let about = about(key, row.get(0)?, KeyKind::from_word(&kind)?, row.get(2)?);
                Ok((row.get::<Uuid>(0)?, about, row.get::<String>(3)?, row.get::<Option<Vec<u8>>>(4)?))
            },
        )?;
        let Some((org, about, master, wrapped)) = row else {
            return Err(Error::Internal(format!("a row is sealed with the key {key}, which is not there")));
        };
        let secret = match wrapped {
            None => None,
            Some(wrapped) => self
                .keyring()?
                .with(|file| file.unwrap(&master, org, &about, &wrapped))
                .map_err(|e| Error::Internal(e.to_string()))?,
        };
        self.keyring()?.remember(key, secret.clone());
        Ok(secret)
    }
}

/// An organization whose keys were destroyed keeps no more names.
pub(crate) const DESTROYED: Error = Error::Conflict { code: "error-keys-destroyed" };

/// How a key file and a database go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// The database had none yet; from now on it knows this one.
    New,
    /// It is this database's.
    Right,
    /// It is another database's.
    Wrong,
}

/// Whether a database knows a key file: then it is of no use without it.
///
/// # Errors
/// The database's.
pub async fn knows_keys(store: &Store) -> Result<bool, Error> {
    let found = store.read(&Viewer::system("keys.known"), proof).await?;
    Ok(found.is_some())
}

/// Compares the store's key file with the one that the database knows, or makes it known.
///
/// # Errors
/// Without a key file; the database's.
pub async fn fit(store: &Store) -> Result<Fit, Error> {
    store
        .write(&Viewer::system("keys.fit"), |tx| {
            let (mine, now) = (tx.keyring()?.with(KeyFile::proof), tx.now());
            match proof(tx)? {
                Some(known) if known == mine => Ok(Fit::Right),
                Some(_) => Ok(Fit::Wrong),
                None => {
                    tx.execute(
                        "INSERT INTO key_file (id, proof, since) VALUES (1, ?1, ?2)",
                        params![mine, now],
                    )?;
                    Ok(Fit::New)
                }
            }
        })
        .await
}

fn proof(tx: &mut Tx<'_, '_>) -> Result<Option<Vec<u8>>, Error> {
    tx.query_opt("SELECT f.proof FROM key_file f", params![], |row| Ok(row.get(0)?))
}
