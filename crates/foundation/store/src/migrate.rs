//! Migrations: numbered files by room, written for each database, run once each in one transaction per file.

use crate::postgres_db::APP_ROLE;
use crate::{DatabaseUrl, Fence, StoreError, sqlite};
use std::collections::HashMap;

/// One migration of one room.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// The room, as in its folder name.
    pub room: &'static str,
    /// The file's number and name, `0001_people`. Files run in the order of the list, rooms in the order of the binary.
    pub name: &'static str,
    /// DDL for SQLite (STRICT tables).
    pub sqlite: &'static str,
    /// DDL for PostgreSQL.
    pub postgres: &'static str,
}

/// Names a room's migration files once: `migrations!("people", "0001_people", ...)`.
#[macro_export]
macro_rules! migrations {
    ($room:literal, $($name:literal),+ $(,)?) => {
        &[$($crate::Migration {
            room: $room,
            name: $name,
            sqlite: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/postgres/", $name, ".sql")),
        }),+]
    };
}

const SQLITE_TABLE: &str = "CREATE TABLE IF NOT EXISTS schema_migration (
  room TEXT NOT NULL, name TEXT NOT NULL, checksum TEXT NOT NULL, PRIMARY KEY (room, name)) STRICT";
const POSTGRES_TABLE: &str = "CREATE TABLE IF NOT EXISTS schema_migration (
  room text NOT NULL, name text NOT NULL, checksum text NOT NULL, PRIMARY KEY (room, name))";

/// Runs what has not run; returns the names of what ran.
///
/// # Errors
/// [`StoreError::Migration`] when a file that ran has changed since or the database knows one that this program does
/// not (it is newer); a database error names the file.
pub fn migrate(url: &DatabaseUrl, all: &[Migration], fences: &[Fence]) -> Result<Vec<String>, StoreError> {
    match url {
        DatabaseUrl::Sqlite(path) => {
            let mut conn = sqlite::open_plain(path)?;
            conn.execute_batch(SQLITE_TABLE)?;
            let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let mut ran = HashMap::new();
            {
                let mut s = tx.prepare("SELECT room || '/' || name, checksum FROM schema_migration")?;
                let mut rows = s.query([])?;
                while let Some(r) = rows.next()? {
                    ran.insert(r.get::<_, String>(0)?, r.get::<_, String>(1)?);
                }
            }
            let due = due(all, &ran, |m| m.sqlite)?;
            for m in &due {
                tx.execute_batch(m.sqlite).map_err(|e| failed(m, &e.to_string()))?;
                tx.execute(
                    "INSERT INTO schema_migration VALUES (?1, ?2, ?3)",
                    (m.room, m.name, checksum(m.sqlite)),
                )?;
            }
            tx.commit()?;
            Ok(due.iter().map(|m| format!("{}/{}", m.room, m.name)).collect())
        }
        DatabaseUrl::Postgres(url) => {
            let mut client = postgres::Client::connect(url, postgres::NoTls).map_err(|e| {
                StoreError::Url(format!("cannot connect to PostgreSQL: {}", StoreError::from(e)))
            })?;
            let mut tx = client.transaction()?;
            // One migrator at a time; the lock ends with the transaction.
            tx.batch_execute("SELECT pg_advisory_xact_lock(7434601)")?;
            tx.batch_execute(&session_functions())?;
            tx.batch_execute(POSTGRES_TABLE)?;
            let mut ran = HashMap::new();
            for r in tx.query("SELECT room || '/' || name, checksum FROM schema_migration", &[])? {
                ran.insert(r.get::<_, String>(0), r.get::<_, String>(1));
            }
            let due = due(all, &ran, |m| m.postgres)?;
            for m in &due {
                tx.batch_execute(m.postgres).map_err(|e| failed(m, &StoreError::from(e).to_string()))?;
                tx.execute(
                    "INSERT INTO schema_migration VALUES ($1, $2, $3)",
                    &[&m.room, &m.name, &checksum(m.postgres)],
                )?;
            }
            tx.batch_execute(&format!(
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE};
                 GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE};
                 REVOKE INSERT, UPDATE, DELETE ON schema_migration FROM {APP_ROLE};"
            ))?;
            for fence in fences {
                tx.batch_execute(&policies(fence)).map_err(|e| {
                    StoreError::Migration(format!("fence of {}: {}", fence.table, StoreError::from(e)))
                })?;
            }
            tx.commit()?;
            Ok(due.iter().map(|m| format!("{}/{}", m.room, m.name)).collect())
        }
    }
}

fn failed(m: &Migration, e: &str) -> StoreError {
    StoreError::Migration(format!("{}/{}: {e}", m.room, m.name))
}

fn due<'m>(
    all: &'m [Migration],
    ran: &HashMap<String, String>,
    text: fn(&Migration) -> &'static str,
) -> Result<Vec<&'m Migration>, StoreError> {
    let mut known = std::collections::HashSet::new();
    let mut due = Vec::new();
    for m in all {
        let key = format!("{}/{}", m.room, m.name);
        match ran.get(&key) {
            None => due.push(m),
            Some(sum) if *sum == checksum(text(m)) => {}
            Some(_) => {
                return Err(StoreError::Migration(format!(
                    "{key} has changed since it ran on this database; restore the released file and add a new one"
                )));
            }
        }
        known.insert(key);
    }
    if let Some(newer) = ran.keys().find(|k| !known.contains(*k)) {
        return Err(StoreError::Migration(format!(
            "this database has {newer}, which this program does not know: use the newer tandem that wrote it"
        )));
    }
    Ok(due)
}

/// FNV-1a over the text without layout, so that a reflowed comment-free file keeps its sum.
fn checksum(text: &str) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in text.split_whitespace().flat_map(str::bytes) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}

/// Makes the role that serves requests, unless it is there.
pub(crate) fn app_role() -> String {
    format!(
        "DO $$ BEGIN
           IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN
             CREATE ROLE {APP_ROLE} NOLOGIN NOBYPASSRLS NOSUPERUSER;
           END IF;
         EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
         GRANT {APP_ROLE} TO CURRENT_USER;
         GRANT USAGE ON SCHEMA public TO {APP_ROLE};"
    )
}

/// The `viewer_*()` functions of the fence predicates, and the role that serves requests.
fn session_functions() -> String {
    let mut sql = app_role();
    for name in ["kind", "purpose"] {
        sql += &format!(
            "CREATE OR REPLACE FUNCTION viewer_{name}() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
             AS $$ SELECT current_setting('tandem.{name}', true) $$;"
        );
    }
    for name in ["org", "member", "person", "referral"] {
        sql += &format!(
            "CREATE OR REPLACE FUNCTION viewer_{name}() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
             AS $$ SELECT nullif(current_setting('tandem.{name}', true), '')::uuid $$;"
        );
    }
    sql + "CREATE OR REPLACE FUNCTION viewer_now() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
           AS $$ SELECT nullif(current_setting('tandem.now', true), '')::bigint $$;"
}

/// The fence as row-level security; written anew at each start, so that a changed predicate needs no migration.
fn policies(fence: &Fence) -> String {
    let t = fence.table;
    let read = Fence::fill(&fence.read, t, "");
    let write = Fence::fill(&fence.write, t, "");
    format!(
        "ALTER TABLE {t} ENABLE ROW LEVEL SECURITY; ALTER TABLE {t} FORCE ROW LEVEL SECURITY;
         DROP POLICY IF EXISTS fence_read ON {t}; DROP POLICY IF EXISTS fence_insert ON {t};
         DROP POLICY IF EXISTS fence_update ON {t}; DROP POLICY IF EXISTS fence_delete ON {t};
         CREATE POLICY fence_read ON {t} FOR SELECT USING ({read});
         CREATE POLICY fence_insert ON {t} FOR INSERT WITH CHECK ({write});
         CREATE POLICY fence_update ON {t} FOR UPDATE USING (({read}) AND ({write})) WITH CHECK ({write});
         CREATE POLICY fence_delete ON {t} FOR DELETE USING (({read}) AND ({write}));"
    )
}
