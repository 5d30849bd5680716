//! The two doors to the data. There is no raw connection.

use crate::accounts::rate_limit::RateLimits;
use crate::audit::{self, Entry};
use crate::keyring::{KeyKind, Keyring};
use crate::rule::{Action, Kind};
use crate::{Error, Surroundings, Viewer};
use jiff::Timestamp;
use std::sync::Arc;
use tandem_keys::KeyFile;
use tandem_store::{Database, DatabaseUrl, Fence, Migration, RawTx, Row, StoreError, Value};
use uuid::Uuid;

/// The partnership's data. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    db: Database,
    around: Surroundings,
    limits: Arc<RateLimits>,
    keys: Option<Arc<Keyring>>,
    raise: Arc<[&'static str]>,
}

/// The statements by which rows follow a record whose label rises.
fn raising(fences: &[Fence]) -> Arc<[&'static str]> {
    fences.iter().filter_map(|fence| fence.raise).collect()
}

impl Store {
    /// Migrates and opens a database with the rooms' migrations and fences.
    ///
    /// # Errors
    /// See [`Database::open`].
    pub fn open(
        url: &DatabaseUrl,
        migrations: &[Migration],
        fences: &[Fence],
        around: Surroundings,
    ) -> Result<Store, StoreError> {
        Ok(Store {
            db: Database::open(url, migrations, fences)?,
            around,
            limits: Arc::default(),
            keys: None,
            raise: raising(fences),
        })
    }

    /// Opens a database whose contents can be made again, to fill it in one go; see [`Database::open_to_fill`].
    ///
    /// # Errors
    /// See [`Database::open`].
    pub fn open_to_fill(
        url: &DatabaseUrl,
        migrations: &[Migration],
        fences: &[Fence],
        around: Surroundings,
    ) -> Result<Store, StoreError> {
        Ok(Store {
            db: Database::open_to_fill(url, migrations, fences)?,
            around,
            limits: Arc::default(),
            keys: None,
            raise: raising(fences),
        })
    }

    /// Brings everything committed so far to the disk; see [`Database::harden`].
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn harden(&self) -> Result<(), StoreError> {
        self.db.harden()
    }

    /// The same store with the keys that names are kept under. Without them whatever is sealed stays closed.
    #[must_use]
    pub fn with_keys(self, file: KeyFile) -> Store {
        Store { keys: Some(Arc::new(Keyring::new(file))), ..self }
    }

    /// A copy of the key file in use.
    pub fn keys(&self) -> Option<KeyFile> {
        self.keys.as_ref().map(|keys| keys.file())
    }

    /// Uses another key file from now on (one that has forgotten an organization, say).
    pub(crate) fn replace_keys(&self, file: KeyFile) {
        if let Some(keys) = &self.keys {
            keys.replace(file);
        }
    }

    /// Clock and randomness.
    pub fn around(&self) -> &Surroundings {
        &self.around
    }

    /// This process's rate limits.
    pub fn limits(&self) -> &RateLimits {
        &self.limits
    }

    /// The present.
    pub fn now(&self) -> Timestamp {
        self.around.now()
    }

    /// Where the data is.
    pub fn url(&self) -> &DatabaseUrl {
        self.db.url()
    }

    /// The schema in words, for checks.
    ///
    /// # Errors
    /// The database's.
    pub fn describe(&self) -> Result<Vec<String>, StoreError> {
        self.db.describe()
    }

    /// A read as `viewer`. What the closure audits is on disk before this answers.
    ///
    /// # Errors
    /// The closure's, or the database's.
    pub async fn read<T, F>(&self, viewer: &Viewer, mut f: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_, '_>) -> Result<T, Error> + Send + 'static,
    {
        let now = self.now();
        let (v, around, keys) = (viewer.clone(), self.around.clone(), self.keys.clone());
        let (value, entries) = self
            .db
            .read(viewer.fence(now), move |raw| {
                let mut tx = Tx::new(raw, &v, &around, keys.as_deref(), now, &[]);
                let value = f(&mut tx)?;
                Ok::<_, Error>((value, std::mem::take(&mut tx.entries)))
            })
            .await?;
        if !entries.is_empty() {
            self.write(viewer, move |tx| entries.iter().try_for_each(|e| audit::append(tx, e))).await?;
        }
        Ok(value)
    }

    /// A write as `viewer`, answered after a durable commit. The closure may run again: no side effect outside `tx`.
    ///
    /// # Errors
    /// The closure's (nothing is written then), or the database's.
    pub async fn write<T, F>(&self, viewer: &Viewer, mut f: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_, '_>) -> Result<T, Error> + Send + 'static,
    {
        let now = self.now();
        let (v, around, keys) = (viewer.clone(), self.around.clone(), self.keys.clone());
        let raise = self.raise.clone();
        self.db
            .write(
                viewer.fence(now),
                |e: &Error| matches!(e, Error::Retry),
                move |raw| {
                    let mut tx = Tx::new(raw, &v, &around, keys.as_deref(), now, &raise);
                    tx.writing = true;
                    f(&mut tx)
                },
            )
            .await
    }
}

/// One transaction with the viewer's name on it.
pub struct Tx<'a, 'c> {
    raw: &'a mut RawTx<'c>,
    viewer: &'a Viewer,
    pub(crate) around: &'a Surroundings,
    pub(crate) keys: Option<&'a Keyring>,
    /// Keys that closed something in this transaction.
    pub(crate) newest: Vec<(Uuid, KeyKind, Uuid)>,
    now: Timestamp,
    entries: Vec<Entry>,
    writing: bool,
    raise: &'a [&'static str],
}

impl<'a, 'c> Tx<'a, 'c> {
    fn new(
        raw: &'a mut RawTx<'c>,
        viewer: &'a Viewer,
        around: &'a Surroundings,
        keys: Option<&'a Keyring>,
        now: Timestamp,
        raise: &'a [&'static str],
    ) -> Tx<'a, 'c> {
        Tx { raw, viewer, around, keys, newest: vec![], now, entries: vec![], writing: false, raise }
    }
}

impl Tx<'_, '_> {
    /// The time of this transaction; it does not move while it runs.
    pub fn now(&self) -> Timestamp {
        self.now
    }
    /// Who asks.
    pub fn viewer(&self) -> &Viewer {
        self.viewer
    }
    /// An id in time order (UUIDv7), for rows that no person sees the id of.
    pub fn new_id(&self) -> Uuid {
        self.around.id_at(self.now)
    }
    /// A random id (UUIDv4), for rows whose id a person may see.
    pub fn new_public_id(&self) -> Uuid {
        self.around.public_id()
    }
    /// A secret of 128 random bits, base64url without padding (22 characters).
    pub fn new_secret(&self) -> String {
        use base64::Engine as _;
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(self.around.bytes::<16>())
    }
    /// A uniform random number below `n` (codes that people type, jitter).
    pub fn random_below(&self, n: u32) -> u32 {
        self.around.below(n)
    }

    /// Refuses unless one of the viewer's roles handles this kind of fact in this way.
    ///
    /// # Errors
    /// [`Error::Forbidden`].
    pub fn require(&self, kind: Kind, action: Action) -> Result<(), Error> {
        if self.viewer.may(kind, action) { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// Makes what every room keeps of a person as sensitive as their record: rows with one of the `lower` labels get `label`, in this
    /// transaction. Each table says how ([`Fence::raised_by`]).
    ///
    /// # Errors
    /// The database's.
    pub fn raise_label(&mut self, person: Uuid, label: &str, lower: &[&str]) -> Result<(), Error> {
        let lower = tandem_store::json_texts(lower.iter());
        for statement in self.raise {
            self.raw.execute(statement, tandem_store::params![person, label, lower.clone()])?;
        }
        Ok(())
    }

    /// Notes in the audit log what the viewer did. In a write it commits with the action; in a read it is on disk
    /// before the caller gets the data.
    ///
    /// # Errors
    /// The database's.
    pub fn audit(
        &mut self,
        action: Action,
        kind: Kind,
        object: Option<Uuid>,
        person: Option<Uuid>,
        detail: &str,
    ) -> Result<(), Error> {
        let entry = Entry { action, kind, object, person, detail: detail.to_owned(), owner_org: None };
        self.note(entry)
    }

    /// As [`Tx::audit`], naming the organization whose data it was, so that its privacy officer sees the line.
    ///
    /// # Errors
    /// The database's.
    pub fn audit_for(
        &mut self,
        owner_org: Uuid,
        action: Action,
        kind: Kind,
        object: Option<Uuid>,
        person: Option<Uuid>,
        detail: &str,
    ) -> Result<(), Error> {
        let entry =
            Entry { action, kind, object, person, detail: detail.to_owned(), owner_org: Some(owner_org) };
        self.note(entry)
    }

    /// As [`Tx::audit`] for many objects at once, in a write: for imports.
    ///
    /// # Errors
    /// The database's.
    pub fn audit_each(
        &mut self,
        action: Action,
        kind: Kind,
        objects: &[Uuid],
        detail: &str,
    ) -> Result<(), Error> {
        let entry = |object: &Uuid| Entry {
            action,
            kind,
            object: Some(*object),
            person: None,
            detail: detail.to_owned(),
            owner_org: None,
        };
        let entries: Vec<Entry> = objects.iter().map(entry).collect();
        audit::append_all(self, &entries)
    }

    fn note(&mut self, entry: Entry) -> Result<(), Error> {
        if self.writing {
            audit::append(self, &entry)
        } else {
            self.entries.push(entry);
            Ok(())
        }
    }

    /// Runs a statement; the number of rows it changed. A unique key that may clash wants `ON CONFLICT`: on
    /// PostgreSQL a failed statement ends the transaction.
    ///
    /// # Errors
    /// The database's.
    pub fn execute(&mut self, sql: &'static str, params: &[Value]) -> Result<u64, Error> {
        Ok(self.raw.execute(sql, params)?)
    }

    /// Runs an `INSERT .. VALUES (..)` once for each list of parameters, on PostgreSQL in one round trip: for imports. See
    /// [`RawTx::execute_each`].
    ///
    /// # Errors
    /// The database's.
    pub fn execute_each(&mut self, sql: &'static str, rows: &[Vec<Value>]) -> Result<u64, Error> {
        Ok(self.raw.execute_each(sql, rows)?)
    }

    /// All rows, converted by `f`.
    ///
    /// # Errors
    /// The database's, or `f`'s.
    pub fn query<T>(
        &mut self,
        sql: &'static str,
        params: &[Value],
        mut f: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        self.raw.query(sql, params, |row| f(row))
    }

    /// The first row, if any.
    ///
    /// # Errors
    /// The database's, or `f`'s.
    pub fn query_opt<T>(
        &mut self,
        sql: &'static str,
        params: &[Value],
        f: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        Ok(self.query(sql, params, f)?.into_iter().next())
    }

    /// The first row.
    ///
    /// # Errors
    /// [`Error::NotFound`] without one; the database's, or `f`'s.
    pub fn query_one<T>(
        &mut self,
        sql: &'static str,
        params: &[Value],
        f: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.query_opt(sql, params, f)?.ok_or(Error::NotFound)
    }

    /// Hands each row to `f` as it arrives, with flat memory.
    ///
    /// # Errors
    /// The database's, or `f`'s.
    pub fn for_each(
        &mut self,
        sql: &'static str,
        params: &[Value],
        f: impl FnMut(&Row<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.raw.for_each(sql, params, f)
    }
}
