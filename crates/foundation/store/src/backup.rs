//! Copies of a whole database: taken while it is in use, checked before they count, never restored beside an old `-wal`.

use crate::{DatabaseUrl, StoreError, private, sqlite};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Copies the database to `to`, which must not exist yet; other connections go on reading and writing.
///
/// SQLite: one consistent file (`VACUUM INTO`), checked with `integrity_check`. PostgreSQL: a custom-format archive by
/// `pg_dump`, listed with `pg_restore` to prove that it reads. Only the owner reads the copy.
///
/// # Errors
/// When `to` exists, the copy fails or does not check.
pub fn backup(url: &DatabaseUrl, to: &Path) -> Result<(), StoreError> {
    if to.exists() {
        return Err(StoreError::Url(format!("{} exists already; choose another name", to.display())));
    }
    if let DatabaseUrl::Sqlite(path) = url
        && !path.exists()
    {
        return Err(StoreError::Url(format!("{} does not exist", path.display())));
    }
    // Both write into an empty file that is there, and leave its mode.
    private::create(to).map_err(|e| io(to, &e))?;
    let copied = copy(url, to);
    if copied.is_err() && std::fs::remove_file(to).is_err() {
        return Err(StoreError::Database(format!("{} is no whole copy: remove it", to.display())));
    }
    copied
}

fn copy(url: &DatabaseUrl, to: &Path) -> Result<(), StoreError> {
    match url {
        DatabaseUrl::Sqlite(path) => {
            let conn = sqlite::open_plain(path)?;
            conn.execute("VACUUM INTO ?1", [to.to_string_lossy()])?;
            std::fs::File::open(to).and_then(|f| f.sync_all()).map_err(|e| io(to, &e))?;
            integrity(to)
        }
        DatabaseUrl::Postgres(pg) => {
            run("pg_dump", &["--format=custom", "--no-owner", "--file", &to.to_string_lossy(), pg])?;
            run("pg_restore", &["--list", &to.to_string_lossy()])
        }
    }
}

/// Puts a copy in the place of the database, which must be empty (PostgreSQL) or absent (SQLite), unless `replace`:
/// then the present SQLite file and its `-wal` and `-shm` are moved aside first, and their new names returned.
///
/// # Errors
/// When the copy does not check or the place is taken.
pub fn restore(url: &DatabaseUrl, from: &Path, replace: bool) -> Result<Vec<PathBuf>, StoreError> {
    match url {
        DatabaseUrl::Sqlite(path) => {
            integrity(from)?;
            let mut aside = vec![];
            let family = ["", "-wal", "-shm", "-journal"].map(|end| with_end(path, end));
            if let Some(taken) = family.iter().find(|p| p.exists()) {
                if !replace {
                    return Err(StoreError::Url(format!(
                        "{} exists; stop the server and say --replace to move it aside",
                        taken.display()
                    )));
                }
                // A restored file beside an old -wal would silently mix two databases.
                let stamp =
                    (1..).map(|n| format!(".before-restore-{n}")).find(|s| !with_end(path, s).exists());
                let stamp = stamp.unwrap_or_default();
                for old in family.iter().filter(|p| p.exists()) {
                    let new = with_end(old, &stamp);
                    std::fs::rename(old, &new).map_err(|e| io(old, &e))?;
                    aside.push(new);
                }
            }
            let part = with_end(path, ".part");
            // Shut before anything is in it; `fs::copy` would take over the mode of the copy.
            let mut out = private::create(&part).map_err(|e| io(&part, &e))?;
            let mut read = std::fs::File::open(from).map_err(|e| io(from, &e))?;
            std::io::copy(&mut read, &mut out).map_err(|e| io(&part, &e))?;
            std::fs::File::open(&part).and_then(|f| f.sync_all()).map_err(|e| io(&part, &e))?;
            std::fs::rename(&part, path).map_err(|e| io(path, &e))?;
            integrity(path)?;
            Ok(aside)
        }
        DatabaseUrl::Postgres(pg) => {
            let mut client = postgres::Client::connect(pg, postgres::NoTls)?;
            let tables: i64 = client
                .query_one(
                    "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'",
                    &[],
                )?
                .get(0);
            if tables > 0 {
                return Err(StoreError::Url(format!(
                    "the database holds {tables} tables; restore into an empty one (createdb), then change the setting"
                )));
            }
            // The role that the archive's grants name.
            client.batch_execute(&crate::migrate::app_role())?;
            run(
                "pg_restore",
                &[
                    "--no-owner",
                    "--single-transaction",
                    "--exit-on-error",
                    "--dbname",
                    pg,
                    &from.to_string_lossy(),
                ],
            )?;
            Ok(vec![])
        }
    }
}

/// Whether the stored bytes hold together; for PostgreSQL, whether it answers.
///
/// # Errors
/// What is broken.
pub fn check(url: &DatabaseUrl) -> Result<(), StoreError> {
    match url {
        DatabaseUrl::Sqlite(path) => integrity(path),
        DatabaseUrl::Postgres(pg) => {
            postgres::Client::connect(pg, postgres::NoTls)?.batch_execute("SELECT 1")?;
            Ok(())
        }
    }
}

fn integrity(path: &Path) -> Result<(), StoreError> {
    if !path.exists() {
        return Err(StoreError::Url(format!("{} does not exist", path.display())));
    }
    let conn = rusqlite::Connection::open_with_flags(path, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let answer: String = conn
        .query_row("PRAGMA integrity_check", [], |r| r.get(0))
        .map_err(|e| StoreError::Database(format!("{} is not a whole database: {e}", path.display())))?;
    if answer != "ok" {
        return Err(StoreError::Database(format!("{}: {answer}", path.display())));
    }
    let broken: i64 = conn.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |r| r.get(0))?;
    if broken > 0 {
        return Err(StoreError::Database(format!("{}: {broken} rows point at nothing", path.display())));
    }
    Ok(())
}

pub(crate) fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

fn io(path: &Path, e: &std::io::Error) -> StoreError {
    StoreError::Database(format!("{}: {e}", path.display()))
}

fn run(program: &str, args: &[&str]) -> Result<(), StoreError> {
    let out = Command::new(program).args(args).output().map_err(|e| {
        StoreError::Database(format!("{program} does not run ({e}); install PostgreSQL's client programs"))
    })?;
    if out.status.success() {
        Ok(())
    } else {
        Err(StoreError::Database(format!("{program}: {}", String::from_utf8_lossy(&out.stderr).trim())))
    }
}
