//! SQLite: one writer thread with group commit, a small pool of readers, and the fence.
//!
//! The writer takes jobs from a bounded queue and commits a batch with one fsync (`synchronous=FULL`): no job is answered
//! before the commit that holds it, and one that fails leaves nothing and keeps no other back.

use crate::backup::with_end;
use crate::database::Durability;
use crate::tx::{Backend, RawTx};
use crate::{Fence, FenceContext, StoreError, dialect, private};
use rusqlite::functions::FunctionFlags;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::{Connection, OpenFlags};
use std::collections::{HashMap, HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, RwLock};
use std::time::Instant;
use uuid::Uuid;

/// Jobs waiting for the writer before callers are told to come back (503).
const QUEUE: usize = 2048;
/// The most jobs that share one fsync.
const BATCH: usize = 512;
const READERS: usize = 4;
/// The writer touches every index of a large partnership. Memory is taken only as pages are used.
const WRITER_CACHE_KIB: u32 = 24_000;
/// Pages of 4 KiB in the log before they are moved into the file: a page that changes often is moved less often.
const CHECKPOINT_PAGES: u32 = 4_000;
const READER_CACHE_KIB: u32 = 4_000;

/// Per-connection state that the SQL functions and the authorizer look at.
#[derive(Default)]
struct Session {
    context: FenceContext,
    /// The table that the statement being prepared writes to.
    writing: Option<String>,
}

/// A connection behind the fence.
pub(crate) struct Fenced {
    conn: Connection,
    session: Arc<Mutex<Session>>,
    statements: HashMap<usize, Arc<str>>,
    fenced: Arc<HashSet<&'static str>>,
}

impl Fenced {
    pub(crate) fn set_context(&self, context: &FenceContext) {
        self.lock().context = context.clone();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Prepares a static statement (cached) and hands it to `f`.
    pub(crate) fn with_statement<T>(
        &mut self,
        sql: &'static str,
        f: impl FnOnce(&mut rusqlite::CachedStatement<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let known = self.statements.get(&(sql.as_ptr() as usize)).cloned();
        let text = match &known {
            Some(text) => text.clone(),
            None => {
                dialect::check(sql)?;
                let text: Arc<str> = dialect::to_sqlite(sql, |t| self.fenced.contains(t)).into();
                self.statements.insert(sql.as_ptr() as usize, text.clone());
                text
            }
        };
        // After SQLite has taken a transaction back (a full disk), a statement would commit by itself.
        if self.conn.is_autocommit() {
            return Err(StoreError::DiskFull);
        }
        let target = dialect::write_target(sql).map(|(_, t)| t);
        self.lock().writing = target.map(str::to_owned);
        if known.is_none() && tracing::enabled!(target: "tandem_store::plan", tracing::Level::DEBUG) {
            self.log_plan(sql, &text);
        }
        let began = Instant::now();
        // SQLite prepares a statement anew while it runs when the schema has moved on: the mark stays until its end.
        let result =
            self.conn.prepare_cached(&text).map_err(|e| with_sql(e, sql)).and_then(|mut s| f(&mut s));
        self.lock().writing = None;
        crate::tx::note_slow(sql, began.elapsed());
        result
    }

    /// How SQLite will go about a statement, fence and all: `TANDEM_LOG=tandem_store::plan=debug` finds what walks a table.
    fn log_plan(&self, sql: &str, text: &str) {
        let plan = self.conn.prepare(&format!("EXPLAIN QUERY PLAN {text}")).and_then(|mut s| {
            let none = vec![rusqlite::types::Null; s.parameter_count()];
            s.query_map(rusqlite::params_from_iter(none), |r| r.get::<_, String>(3))?
                .collect::<Result<Vec<_>, _>>()
        });
        let sql = sql.split_whitespace().collect::<Vec<_>>().join(" ");
        tracing::debug!(target: "tandem_store::plan", plan = plan.unwrap_or_default().join(" | "), sql);
    }

    fn run(&self, sql: &str) -> Result<(), StoreError> {
        self.conn.execute_batch(sql).map_err(StoreError::from)
    }
}

fn with_sql(e: rusqlite::Error, sql: &str) -> StoreError {
    match StoreError::from(e) {
        StoreError::Database(m) => StoreError::Database(format!("{m} in: {sql}")),
        StoreError::Fence(m) => StoreError::Fence(format!("{m} in: {sql}")),
        other => other,
    }
}

/// A unit of work for the writer; typed inside, erased outside.
pub(crate) trait Job: Send {
    /// False when it failed: its changes have to go. May be called again.
    fn run(&mut self, tx: &mut RawTx<'_>) -> bool;
    fn context(&self) -> &FenceContext;
    /// Answers the caller, after the batch's commit.
    fn finish(self: Box<Self>, commit: Result<(), StoreError>);
}

pub(crate) struct Sqlite {
    path: PathBuf,
    queue: SyncSender<Box<dyn Job>>,
    readers: Mutex<Vec<Fenced>>,
    permits: Arc<tokio::sync::Semaphore>,
    fences: Arc<RwLock<Vec<Fence>>>,
}

impl Sqlite {
    /// Opens the file behind the fence; migrations have run.
    pub(crate) fn open(
        path: &Path,
        fences: Vec<Fence>,
        durability: Durability,
    ) -> Result<Sqlite, StoreError> {
        let plain = open_plain(path)?;
        if durability == Durability::AtTheEnd {
            plain.execute_batch("PRAGMA synchronous=OFF")?;
        }
        plain.execute_batch(&format!("PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}"))?;
        let writer = fenced(plain, &fences, WRITER_CACHE_KIB)?;
        let (queue, jobs) = sync_channel(QUEUE);
        std::thread::Builder::new()
            .name("sqlite-writer".into())
            .spawn(move || write_loop(writer, &jobs))
            .map_err(|e| StoreError::Database(format!("cannot start the writer thread: {e}")))?;
        let readers = (0..READERS)
            .map(|_| open_fenced(path, &fences, READER_CACHE_KIB))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Sqlite {
            path: path.to_owned(),
            queue,
            readers: Mutex::new(readers),
            permits: Arc::new(tokio::sync::Semaphore::new(READERS)),
            fences: Arc::new(RwLock::new(fences)),
        })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn submit(&self, job: Box<dyn Job>) -> Result<(), StoreError> {
        self.queue.try_send(job).map_err(|e| match e {
            TrySendError::Full(_) => StoreError::Busy,
            TrySendError::Disconnected(_) => StoreError::Database("the writer thread has stopped".into()),
        })
    }

    /// Runs `f` in a read transaction on a pooled connection, on the calling (blocking) thread.
    pub(crate) fn read<T, E: From<StoreError>>(
        &self,
        context: &FenceContext,
        f: &mut dyn FnMut(&mut RawTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let pooled = self.readers.lock().unwrap_or_else(std::sync::PoisonError::into_inner).pop();
        let mut conn = match pooled {
            Some(conn) => conn,
            // A reader was lost to a panic: open another.
            None => open_fenced(
                &self.path,
                &self.fences.read().unwrap_or_else(std::sync::PoisonError::into_inner),
                READER_CACHE_KIB,
            )?,
        };
        conn.set_context(context);
        conn.run("BEGIN DEFERRED")?;
        let result = f(&mut RawTx(Backend::Sqlite(&mut conn)));
        conn.run("ROLLBACK")?;
        self.readers.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(conn);
        result
    }

    pub(crate) fn permits(&self) -> Arc<tokio::sync::Semaphore> {
        self.permits.clone()
    }
}

fn write_loop(mut conn: Fenced, jobs: &Receiver<Box<dyn Job>>) {
    while let Ok(first) = jobs.recv() {
        match run_batch(&mut conn, first, jobs) {
            Ok(done) => done.into_iter().for_each(|job| job.finish(Ok(()))),
            Err((failed, e)) => {
                // Without a transaction this fails too, which is fine.
                let _ = conn.run("ROLLBACK");
                failed.into_iter().for_each(|job| job.finish(Err(shared(&e))));
            }
        }
    }
}

/// The failure of a batch, for each of its jobs.
fn shared(e: &StoreError) -> StoreError {
    match e {
        StoreError::DiskFull => StoreError::DiskFull,
        StoreError::Busy => StoreError::Busy,
        other => StoreError::NotDurable(other.to_string()),
    }
}

type Jobs = Vec<Box<dyn Job>>;

/// Runs jobs as they come in one transaction and commits it: those that may be answered now, or those that share the
/// failure.
///
/// A savepoint copies each page before its first change, so there is none as long as all goes well. A job that fails
/// before it writes needs none. One that fails after takes the transaction back, and all are run again, each in its
/// savepoint: job closures may run again.
fn run_batch(
    conn: &mut Fenced,
    first: Box<dyn Job>,
    jobs: &Receiver<Box<dyn Job>>,
) -> Result<Jobs, (Jobs, StoreError)> {
    let (mut done, mut waiting) = (Jobs::with_capacity(16), VecDeque::from([first]));
    let mut apart = false;
    if let Err(e) = conn.run("BEGIN IMMEDIATE") {
        return Err((waiting.into(), e));
    }
    while let Some(mut job) = waiting.pop_front() {
        let ran = if apart { run_apart(conn, job.as_mut()) } else { run_along(conn, job.as_mut()) };
        match ran {
            Ok(Ran::Fine) => done.push(job),
            Ok(Ran::Panicked(text)) => job.finish(Err(StoreError::Panic(text))),
            Ok(Ran::Spoilt) => {
                apart = true;
                waiting = done.drain(..).chain([job]).chain(waiting).collect();
                if let Err(e) = conn.run("ROLLBACK").and_then(|()| conn.run("BEGIN IMMEDIATE")) {
                    return Err((waiting.into(), e));
                }
            }
            Err(e) => return Err((done.into_iter().chain([job]).chain(waiting).collect(), e)),
        }
        if waiting.is_empty() && done.len() < BATCH {
            waiting.extend(jobs.try_recv().ok());
        }
    }
    match conn.run("COMMIT") {
        Ok(()) => Ok(done),
        Err(e) => Err((done, e)),
    }
}

/// What a job left behind.
enum Ran {
    /// What it wrote, or an error and no change.
    Fine,
    /// Nothing but the words of its panic.
    Panicked(String),
    /// An error, and changes that have to go.
    Spoilt,
}

/// Runs a job in the batch's transaction.
fn run_along(conn: &mut Fenced, job: &mut dyn Job) -> Result<Ran, StoreError> {
    let before = conn.conn.total_changes();
    let ran = run_caught(conn, job);
    // A full disk ends the transaction by itself: what else was in it is gone.
    if conn.conn.is_autocommit() {
        return Err(StoreError::DiskFull);
    }
    let unchanged = conn.conn.total_changes() == before;
    Ok(match ran {
        Ok(true) => Ran::Fine,
        Ok(false) if unchanged => Ran::Fine,
        Err(text) if unchanged => Ran::Panicked(text),
        Ok(false) | Err(_) => Ran::Spoilt,
    })
}

/// Runs a job in a savepoint of its own. A failed or panicking job leaves no trace; the others in the batch go on.
fn run_apart(conn: &mut Fenced, job: &mut dyn Job) -> Result<Ran, StoreError> {
    conn.run("SAVEPOINT job")?;
    let ran = run_caught(conn, job);
    if ran == Ok(true) {
        conn.run("RELEASE job")?;
    } else {
        conn.run("ROLLBACK TO job; RELEASE job")?;
    }
    Ok(ran.map_or_else(Ran::Panicked, |_| Ran::Fine))
}

fn run_caught(conn: &mut Fenced, job: &mut dyn Job) -> Result<bool, String> {
    conn.set_context(job.context());
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| job.run(&mut RawTx(Backend::Sqlite(conn)))))
        .map_err(|panic| crate::tx::panic_text(panic.as_ref()))
}

/// Opens a bare connection with the durability settings asserted. Used by migrations, backup and check.
///
/// Only the owner reads the file; SQLite gives its `-wal` and `-shm` the same mode when it makes them.
pub(crate) fn open_plain(path: &Path) -> Result<Connection, StoreError> {
    private::keep(path).map_err(|e| StoreError::Url(format!("cannot open {}: {e}", path.display())))?;
    for end in ["-wal", "-shm"] {
        // Left by an earlier version, or there no more.
        private::shut_if_there(&with_end(path, end))
            .map_err(|e| StoreError::Url(format!("cannot open {}{end}: {e}", path.display())))?;
    }
    let conn = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )
    .map_err(|e| StoreError::Url(format!("cannot open {}: {e}", path.display())))?;
    conn.busy_timeout(std::time::Duration::from_secs(10))?;
    conn.execute_batch(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;
         PRAGMA trusted_schema=ON; PRAGMA secure_delete=ON;",
    )?;
    let mode: String = conn.query_row("PRAGMA journal_mode", [], |r| r.get(0))?;
    let sync: i64 = conn.query_row("PRAGMA synchronous", [], |r| r.get(0))?;
    if mode != "wal" || sync != 2 {
        return Err(StoreError::NotDurable(format!(
            "{} runs with journal_mode={mode} synchronous={sync}; Tandem needs wal and 2 (FULL)",
            path.display()
        )));
    }
    // Bound values may not change a plan: without this nearly every bind prepares its statement anew.
    conn.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.set_prepared_statement_cache_capacity(1024);
    Ok(conn)
}

fn open_fenced(path: &Path, fences: &[Fence], cache_kib: u32) -> Result<Fenced, StoreError> {
    fenced(open_plain(path)?, fences, cache_kib)
}

/// Puts the fence before a connection.
fn fenced(mut conn: Connection, fences: &[Fence], cache_kib: u32) -> Result<Fenced, StoreError> {
    conn.execute_batch(&format!("PRAGMA cache_size=-{cache_kib}"))?;
    let session = Arc::new(Mutex::new(Session::default()));
    add_functions(&conn, &session)?;
    for fence in fences {
        conn.execute_batch(&fence_ddl(fence))
            .map_err(|e| StoreError::Migration(format!("fence of table {}: {e}", fence.table)))?;
    }
    let tables: Arc<HashSet<&'static str>> = Arc::new(fences.iter().map(|f| f.table).collect());
    let (guard, names) = (session.clone(), tables.clone());
    let keys = foreign_keys(&conn)?;
    conn.authorizer(Some(move |ctx: AuthContext<'_>| authorize(&ctx, &names, &keys, &guard)))?;
    Ok(Fenced { conn, session, statements: HashMap::new(), fenced: tables })
}

/// Moves the log into the file and waits for the disk.
pub(crate) fn harden(path: &Path) -> Result<(), StoreError> {
    let conn = open_plain(path)?;
    let busy: i64 = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |r| r.get(0))?;
    if busy != 0 {
        return Err(StoreError::NotDurable(format!("{} is still being read", path.display())));
    }
    // The checkpoint waits for the file only when it moved something; what earlier ones moved must be there too.
    std::fs::File::open(path)
        .and_then(|file| file.sync_all())
        .map_err(|e| StoreError::NotDurable(format!("{}: {e}", path.display())))
}

/// Every (table, column) at either end of a foreign key. SQLite reads them when it checks a write; no statement of a
/// room can, because a bare name leads to the fence's view and `main.` is refused.
fn foreign_keys(conn: &Connection) -> Result<HashSet<(String, String)>, StoreError> {
    let mut statement = conn.prepare(
        "SELECT t.name, k.\"from\", k.\"table\", coalesce(k.\"to\", 'id')
         FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name, 'main') k WHERE t.type = 'table'",
    )?;
    let rows = statement.query_map([], |r| {
        Ok([
            (r.get::<_, String>(0)?, r.get::<_, String>(1)?),
            (r.get::<_, String>(2)?, r.get::<_, String>(3)?),
        ])
    })?;
    let mut keys = HashSet::new();
    for pair in rows {
        keys.extend(pair?);
    }
    Ok(keys)
}

/// The view and triggers of one table. TEMP objects, so the file stays readable by any SQLite tool.
///
/// As on PostgreSQL, a row out of sight is passed over by UPDATE and DELETE, and a new row that breaks the rule is an
/// error.
fn fence_ddl(fence: &Fence) -> String {
    let table = fence.table;
    let read = |row: &str| Fence::fill(&fence.read, row, "main.");
    let write = |row: &str| Fence::fill(&fence.write, row, "main.");
    let seen = read("t");
    let old = format!("({}) AND ({})", read("OLD"), write("OLD"));
    let new = write("NEW");
    let pass = format!("SELECT RAISE(IGNORE) WHERE ({old}) IS NOT 1;");
    let refuse = format!("SELECT RAISE(ABORT, 'row fence: {table}') WHERE ({new}) IS NOT 1;");
    format!(
        "CREATE TEMP VIEW {table} AS SELECT t.* FROM main.{table} t WHERE {seen};
         CREATE TEMP TRIGGER fence_insert_{table} BEFORE INSERT ON main.{table} BEGIN {refuse} END;
         CREATE TEMP TRIGGER fence_update_{table} BEFORE UPDATE ON main.{table} BEGIN {pass} {refuse} END;
         CREATE TEMP TRIGGER fence_delete_{table} BEFORE DELETE ON main.{table} BEGIN {pass} END;"
    )
}

fn add_functions(conn: &Connection, session: &Arc<Mutex<Session>>) -> Result<(), StoreError> {
    fn text(
        conn: &Connection,
        s: &Arc<Mutex<Session>>,
        name: &str,
        f: fn(&FenceContext) -> &'static str,
    ) -> rusqlite::Result<()> {
        let s = s.clone();
        conn.create_scalar_function(name, 0, FunctionFlags::SQLITE_UTF8, move |_| {
            Ok(f(&s.lock().unwrap_or_else(std::sync::PoisonError::into_inner).context))
        })
    }
    fn id(
        conn: &Connection,
        s: &Arc<Mutex<Session>>,
        name: &str,
        f: fn(&FenceContext) -> Option<Uuid>,
    ) -> rusqlite::Result<()> {
        let s = s.clone();
        conn.create_scalar_function(name, 0, FunctionFlags::SQLITE_UTF8, move |_| {
            Ok(f(&s.lock().unwrap_or_else(std::sync::PoisonError::into_inner).context)
                .map(|id| id.as_bytes().to_vec()))
        })
    }
    text(conn, session, "viewer_kind", |c| c.kind)?;
    text(conn, session, "viewer_purpose", |c| c.purpose)?;
    id(conn, session, "viewer_org", |c| c.org)?;
    id(conn, session, "viewer_member", |c| c.member)?;
    id(conn, session, "viewer_person", |c| c.person)?;
    id(conn, session, "viewer_referral", |c| c.referral)?;
    let s = session.clone();
    conn.create_scalar_function("viewer_now", 0, FunctionFlags::SQLITE_UTF8, move |_| {
        Ok(s.lock().unwrap_or_else(std::sync::PoisonError::into_inner).context.now)
    })?;
    Ok(())
}

/// A fenced table is read through its view or trigger, by the statement that writes to it, or (its key columns alone)
/// by the check of a foreign key; nothing else.
fn authorize(
    ctx: &AuthContext<'_>,
    fenced: &HashSet<&'static str>,
    keys: &HashSet<(String, String)>,
    session: &Mutex<Session>,
) -> Authorization {
    let writing = || session.lock().unwrap_or_else(std::sync::PoisonError::into_inner).writing.clone();
    match ctx.action {
        AuthAction::Read { table_name, column_name } => {
            if !fenced.contains(table_name) || ctx.database_name == Some("temp") {
                return Authorization::Allow;
            }
            let through_fence = ctx.accessor.is_some_and(|a| fenced.contains(a) || a.starts_with("fence_"));
            let writing = writing();
            let key_check =
                writing.is_some() && keys.contains(&(table_name.to_owned(), column_name.to_owned()));
            if through_fence || key_check || writing.as_deref() == Some(table_name) {
                Authorization::Allow
            } else {
                Authorization::Deny
            }
        }
        AuthAction::Insert { table_name }
        | AuthAction::Delete { table_name }
        | AuthAction::Update { table_name, .. } => {
            let own = !fenced.contains(table_name) && !table_name.starts_with("sqlite_");
            if own || writing().as_deref() == Some(table_name) {
                Authorization::Allow
            } else {
                Authorization::Deny
            }
        }
        AuthAction::Select
        | AuthAction::Transaction { .. }
        | AuthAction::Savepoint { .. }
        | AuthAction::Recursive => Authorization::Allow,
        AuthAction::Function { function_name } if function_name != "load_extension" => Authorization::Allow,
        _ => Authorization::Deny,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The authorizer alone, without the check of the text before it: what a statement prepared by some other way meets.
    #[test]
    fn the_authorizer_stands_by_itself() {
        let folder = std::env::temp_dir().join(format!("tandem-authorizer-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("t.db");
        let plain = open_plain(&path).unwrap();
        plain
            .execute_batch(
                "CREATE TABLE IF NOT EXISTS fact (id BLOB, owner_org BLOB, person_id BLOB, label TEXT) STRICT;
                 CREATE TABLE IF NOT EXISTS permission (person_id BLOB, owner_org BLOB, recipient_org BLOB, purpose TEXT,
                   class TEXT, label TEXT, valid_from INTEGER, valid_until INTEGER, withdrawn_at INTEGER) STRICT;
                 CREATE TABLE IF NOT EXISTS exceptional_access (person_id BLOB, member_id BLOB, org BLOB, class TEXT,
                  granted_at INTEGER, valid_until INTEGER, ended_at INTEGER) STRICT;
                 CREATE TABLE IF NOT EXISTS agreement_rule (required_from INTEGER) STRICT;
                 CREATE TABLE IF NOT EXISTS data_use (agreement_id BLOB, org BLOB, class TEXT, valid_from INTEGER,
                  valid_until INTEGER) STRICT;
                 CREATE TABLE IF NOT EXISTS care_team (person_id BLOB, member_id BLOB, until INTEGER) STRICT;",
            )
            .unwrap();
        let fenced = open_fenced(&path, &[Fence::person("fact", "needs")], READER_CACHE_KIB).unwrap();
        for sql in [
            "SELECT * FROM main.fact",
            "SELECT count(*) FROM main.fact",
            "UPDATE main.fact SET label = 'general'",
            "DELETE FROM main.fact",
            "INSERT INTO main.fact VALUES (x'00', x'00', x'00', 'general')",
            "DROP VIEW temp.fact",
            "DROP TRIGGER temp.fence_insert_fact",
            "CREATE TEMP TABLE fact2 AS SELECT * FROM main.fact",
            "ATTACH 'other.db' AS other",
            "PRAGMA writable_schema = 1",
            "SELECT load_extension('x')",
        ] {
            assert!(fenced.conn.prepare(sql).is_err(), "{sql}");
        }
        assert!(fenced.conn.prepare("SELECT * FROM fact").is_ok(), "through the view");
        std::fs::remove_dir_all(folder).unwrap();
    }

    /// A table that anybody may change is still the parent of fenced rows: SQLite reads their key to check the change.
    #[test]
    fn the_parent_of_fenced_rows_can_be_written() {
        let folder = std::env::temp_dir().join(format!("tandem-parent-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("t.db");
        open_plain(&path)
            .unwrap()
            .execute_batch(
                "CREATE TABLE service (id INTEGER NOT NULL PRIMARY KEY, name TEXT) STRICT;
                 CREATE TABLE wish (service_id INTEGER NOT NULL REFERENCES service (id), words TEXT) STRICT;
                 INSERT INTO service VALUES (1, 'a');",
            )
            .unwrap();
        let closed = Fence::custom("wish", "viewer_kind() = 'system'", "viewer_kind() = 'system'");
        let mut fenced = open_fenced(&path, &[closed], READER_CACHE_KIB).unwrap();
        fenced.run("BEGIN").unwrap();
        for sql in [
            "UPDATE service SET name = 'b' WHERE id = 1",
            "INSERT INTO service (id, name) VALUES (1, 'c') ON CONFLICT (id) DO UPDATE SET id = excluded.id, name = 'd'",
            "DELETE FROM service WHERE id = 1",
        ] {
            let changed = fenced.with_statement(sql, |s| Ok(s.execute([])?));
            assert!(matches!(changed, Ok(1)), "{sql}: {changed:?}");
        }
        std::fs::remove_dir_all(folder).unwrap();
    }
}
