//! Where the keys are: a file beside the database, one that the settings name, or the text of one in `TANDEM_KEYS`.
//!
//! A database that knows no keys yet gets a new file; one that does is of no use without its own, and says so.

use crate::rooms;
use std::path::{Path, PathBuf};
use tandem_access::{
    DatabaseUrl, Error, Fit, KeyFile, Store, Surroundings, Tx, Uuid, Viewer, fit, knows_keys, sealed,
};

/// Where the key file is.
#[derive(Clone, PartialEq, Eq)]
pub enum KeySource {
    /// In a file.
    File(PathBuf),
    /// In the environment, whole.
    Environment(String),
}

impl std::fmt::Debug for KeySource {
    /// Without the keys.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

impl std::fmt::Display for KeySource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            KeySource::File(path) => write!(f, "{}", path.display()),
            KeySource::Environment(_) => f.write_str("TANDEM_KEYS"),
        }
    }
}

impl KeySource {
    /// The file beside a SQLite database, or `tandem.keys` in the working folder for PostgreSQL.
    pub fn beside(database: &DatabaseUrl) -> KeySource {
        KeySource::File(match database {
            DatabaseUrl::Sqlite(path) => {
                let mut name = path.clone().into_os_string();
                name.push(".keys");
                name.into()
            }
            DatabaseUrl::Postgres(_) => "tandem.keys".into(),
        })
    }

    /// The keys; `None` where there is no file.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn read(&self) -> Result<Option<KeyFile>, String> {
        match self {
            KeySource::File(path) if !path.exists() => Ok(None),
            KeySource::File(path) => {
                warn_if_others_read(path);
                KeyFile::read(path).map(Some).map_err(|e| e.to_string())
            }
            KeySource::Environment(text) => {
                KeyFile::parse(text).map(Some).map_err(|e| format!("TANDEM_KEYS: {e}"))
            }
        }
    }

    /// The keys of the file, which is made when there is none.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn read_or_make(&self) -> Result<KeyFile, String> {
        if let Some(keys) = self.read()? {
            return Ok(keys);
        }
        let keys = KeyFile::generate(&Surroundings::real().bytes());
        self.write(&keys)?;
        Ok(keys)
    }

    /// Writes changed keys down.
    ///
    /// # Errors
    /// When the disk does not take them, or they are in the environment, which nobody but the administrator changes.
    pub fn write(&self, keys: &KeyFile) -> Result<(), String> {
        match self {
            KeySource::File(path) => keys.write(path).map_err(|e| e.to_string()),
            KeySource::Environment(_) => Err(
                "the keys come from TANDEM_KEYS, which this program cannot change: put its text into a file, name that \
                 with --key-file without TANDEM_KEYS, run this again, and put the changed text into TANDEM_KEYS"
                    .into(),
            ),
        }
    }
}

/// Gives a store its keys. A database without any gets a new file; one with another file's, or whose file is missing, is
/// refused with what to do.
///
/// # Errors
/// As said; the database's.
pub async fn unlock(store: Store, source: &KeySource) -> Result<Store, String> {
    let known = knows_keys(&store).await.map_err(|e| e.to_string())?;
    let keys = match source.read()? {
        Some(keys) => keys,
        None if known => {
            return Err(format!(
                "the key file {source} of {} is missing, and without it no name in the database can be read.\nPut the \
                 copy in its place that is kept apart from the database's copies, or name it with --key-file \
                 (TANDEM_KEY_FILE, key_file).",
                store.url()
            ));
        }
        None => {
            let keys = source.read_or_make()?;
            eprintln!(
                "New keys are in {source}. Keep a copy of that file, apart from the database's copies: without it no name \
                 can be read again."
            );
            keys
        }
    };
    let store = store.with_keys(keys);
    match fit(&store).await.map_err(|e| e.to_string())? {
        Fit::New | Fit::Right => Ok(store),
        Fit::Wrong => Err(format!(
            "the key file {source} is another database's than {}; name the right one with --key-file (TANDEM_KEY_FILE, \
             key_file)",
            store.url()
        )),
    }
}

/// Destroys an organization's keys, writes the key file down, and tells the rooms, so that what they derived from names goes
/// too. Returns how many rows were emptied.
///
/// # Errors
/// The key file's; the database's.
pub async fn destroy(store: &Store, source: &KeySource, org: Uuid, because: &str) -> Result<u64, Error> {
    let save = |keys: &KeyFile| source.write(keys).map_err(Error::Internal);
    let n = sealed::destroy(store, &rooms::sealed(), org, because, save).await?;
    tell_names_gone(store, org).await?;
    Ok(n)
}

/// Tells the rooms that the names of an organization's people are gone.
///
/// # Errors
/// The database's.
pub async fn tell_names_gone(store: &Store, org: Uuid) -> Result<(), Error> {
    let mut after = None;
    loop {
        let tell = move |tx: &mut Tx<'_, '_>| tandem_people::actions::tell_names_gone(tx, org, after);
        after = store.write(&Viewer::system("keys.destroyed"), tell).await?;
        if after.is_none() {
            return Ok(());
        }
    }
}

#[cfg(unix)]
fn warn_if_others_read(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    if std::fs::metadata(path).is_ok_and(|m| m.permissions().mode() & 0o077 != 0) {
        eprintln!("Others than you can read the key file {0}: chmod 600 {0}", path.display());
    }
}

#[cfg(not(unix))]
fn warn_if_others_read(_: &Path) {}
