//! PostgreSQL: a pool of the synchronous client, used on blocking threads only; row-level security is the fence.
//!
//! Writes are serializable: what a transaction read is still true when it commits, without a lock that somebody could forget.
//! PostgreSQL finds conflicts by index page, so in small tables even strangers conflict, the more of them run at a time the
//! more often. Hence the gate: a few writes at a time, and one that was refused runs alone.

use crate::database::Durability;
use crate::tx::{Backend, RawTx};
use crate::{FenceContext, Row, StoreError, Value, dialect};
use postgres::NoTls;
use postgres::fallible_iterator::FallibleIterator;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// The role that serves requests: it owns nothing and cannot bypass row-level security.
pub(crate) const APP_ROLE: &str = "tandem_app";

const POOL: u32 = 16;
/// Write transactions of this process that run at the same time.
const WRITERS: u32 = 4;
/// Attempts before the caller is told to come back. From the second on, only another server can be in the way.
const TRIES: u32 = 12;

pub(crate) struct Postgres {
    pool: Option<r2d2::Pool<Manager>>,
    gate: Arc<tokio::sync::Semaphore>,
    url: String,
    texts: Arc<Mutex<HashMap<usize, Arc<str>>>>,
}

/// Object-safe face of `postgres::Transaction` with the statement cache beside it.
pub(crate) trait PgTx {
    fn execute(&mut self, sql: &'static str, params: &[Value]) -> Result<u64, StoreError>;
    fn execute_each(&mut self, sql: &'static str, rows: &[Vec<Value>]) -> Result<u64, StoreError>;
    fn for_each(
        &mut self,
        sql: &'static str,
        params: &[Value],
        each: &mut dyn FnMut(&Row<'_>) -> bool,
    ) -> Result<(), StoreError>;
}

struct Live<'a, 'c> {
    tx: Open<'c>,
    prepared: &'a mut Prepared,
    texts: &'a Mutex<HashMap<usize, Arc<str>>>,
}

impl Live<'_, '_> {
    fn statement(&mut self, sql: &'static str) -> Result<postgres::Statement, StoreError> {
        let key = sql.as_ptr() as usize;
        if let Some(s) = self.prepared.one.get(&key) {
            return Ok(s.clone());
        }
        let known = self.texts.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get(&key).cloned();
        let text = match known {
            Some(text) => text,
            None => {
                dialect::check(sql)?;
                let text: Arc<str> = dialect::to_postgres(sql).into();
                self.texts
                    .lock()
                    .unwrap_or_else(std::sync::PoisonError::into_inner)
                    .insert(key, text.clone());
                text
            }
        };
        let statement = self.tx.client.prepare(&text).map_err(|e| self.tx.failed(e, sql))?;
        self.prepared.one.insert(key, statement.clone());
        Ok(statement)
    }

    /// The form of an INSERT that takes many rows as arrays. PostgreSQL says which type each parameter has.
    fn list_statement(&mut self, sql: &'static str) -> Result<postgres::Statement, StoreError> {
        let key = sql.as_ptr() as usize;
        if let Some(s) = self.prepared.lists.get(&key) {
            return Ok(s.clone());
        }
        let one = self.statement(sql)?;
        let types: Vec<&str> = one.params().iter().map(postgres::types::Type::name).collect();
        let text = dialect::to_postgres_list(sql, &types)?;
        let statement = self.tx.client.prepare(&text).map_err(|e| self.tx.failed(e, sql))?;
        self.prepared.lists.insert(key, statement.clone());
        Ok(statement)
    }
}

fn with_sql(e: postgres::Error, sql: &str) -> StoreError {
    match StoreError::from(e) {
        StoreError::Database(m) => StoreError::Database(format!("{m} in: {sql}")),
        other => other,
    }
}

impl PgTx for Live<'_, '_> {
    fn execute(&mut self, sql: &'static str, params: &[Value]) -> Result<u64, StoreError> {
        let statement = self.statement(sql)?;
        let params: Vec<&(dyn postgres::types::ToSql + Sync)> = params.iter().map(|p| p as _).collect();
        let began = Instant::now();
        let done = self.tx.client.execute(&statement, &params).map_err(|e| self.tx.failed(e, sql));
        crate::tx::note_slow(sql, began.elapsed());
        done
    }

    fn execute_each(&mut self, sql: &'static str, rows: &[Vec<Value>]) -> Result<u64, StoreError> {
        if let [row] = rows {
            return self.execute(sql, row);
        }
        let statement = self.list_statement(sql)?;
        let columns: Vec<Vec<&Value>> = (0..statement.params().len())
            .map(|n| rows.iter().map(|row| row.get(n).unwrap_or(&Value::Null)).collect())
            .collect();
        let params: Vec<&(dyn postgres::types::ToSql + Sync)> = columns.iter().map(|c| c as _).collect();
        self.tx.client.execute(&statement, &params).map_err(|e| self.tx.failed(e, sql))
    }

    fn for_each(
        &mut self,
        sql: &'static str,
        params: &[Value],
        each: &mut dyn FnMut(&Row<'_>) -> bool,
    ) -> Result<(), StoreError> {
        let statement = self.statement(sql)?;
        let began = Instant::now();
        let Open { client, failed, .. } = &mut self.tx;
        let mut fail = |e| {
            *failed = true;
            with_sql(e, sql)
        };
        let mut rows = client.query_raw(&statement, params.iter()).map_err(&mut fail)?;
        while let Some(row) = rows.next().map_err(&mut fail)? {
            if !each(&Row::Postgres(&row)) {
                break;
            }
        }
        crate::tx::note_slow(sql, began.elapsed());
        Ok(())
    }
}

/// Statements by the address of their text: for one row, and for many.
#[derive(Default)]
struct Prepared {
    one: HashMap<usize, postgres::Statement>,
    lists: HashMap<usize, postgres::Statement>,
}

/// One pooled connection with its prepared statements.
struct Connection {
    client: postgres::Client,
    prepared: Prepared,
    /// The server warned (class 01) since the last commit began: with a synchronous standby, a cancelled wait still
    /// answers success, so such a commit is not acknowledged.
    warned: Arc<AtomicBool>,
}

struct Manager(postgres::Config, Durability);

impl r2d2::ManageConnection for Manager {
    type Connection = Connection;
    type Error = postgres::Error;

    fn connect(&self) -> Result<Connection, postgres::Error> {
        let warned = Arc::new(AtomicBool::new(false));
        let flag = warned.clone();
        let mut config = self.0.clone();
        config.notice_callback(move |notice| {
            if notice.code().code() == "01000" {
                flag.store(true, Ordering::SeqCst);
            }
        });
        let mut client = config.connect(NoTls)?;
        // With the fence in each statement a plan costs more than most of its runs: one for each is kept. Such a plan is
        // priced without its parameters, so dear that PostgreSQL compiled it to machine code at every run: seconds for
        // one row.
        client.batch_execute(&format!(
            "SET ROLE {APP_ROLE}; SET lock_timeout = '10s'; SET client_min_messages = warning; \
             SET plan_cache_mode = force_generic_plan; SET jit = off"
        ))?;
        if self.1 == Durability::AtTheEnd {
            client.batch_execute("SET synchronous_commit = off")?;
        }
        Ok(Connection { client, prepared: Prepared::default(), warned })
    }
    fn is_valid(&self, c: &mut Connection) -> Result<(), postgres::Error> {
        c.client.is_valid(Duration::from_secs(2))
    }
    fn has_broken(&self, c: &mut Connection) -> bool {
        c.client.is_closed()
    }
}

impl Postgres {
    pub(crate) fn open(url: &str, durability: Durability) -> Result<Postgres, StoreError> {
        let config: postgres::Config = url.parse().map_err(|e| StoreError::Url(format!("{e}")))?;
        let pool = r2d2::Pool::builder()
            .max_size(POOL)
            .min_idle(Some(1))
            .test_on_check_out(false)
            .connection_timeout(Duration::from_secs(10))
            .build(Manager(config, durability))
            .map_err(|e| StoreError::Url(format!("cannot connect to PostgreSQL: {e}")))?;
        Ok(Postgres {
            pool: Some(pool),
            gate: Arc::new(tokio::sync::Semaphore::new(WRITERS as usize)),
            url: url.to_owned(),
            texts: Arc::default(),
        })
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// A place among the writers for this attempt, or `None` after the last. The first shares the gate; each further one has
    /// it for itself, after a pause in which other servers may finish.
    pub(crate) async fn turn(&self, attempt: u32) -> Option<tokio::sync::OwnedSemaphorePermit> {
        if attempt >= TRIES {
            return None;
        }
        if attempt > 0 {
            tracing::debug!(target: "tandem_store::retry", attempt, "serialisation conflict");
        }
        if attempt > 1 {
            tokio::time::sleep(Duration::from_millis(u64::from(attempt * attempt))).await;
        }
        let places = if attempt == 0 { 1 } else { WRITERS };
        self.gate.clone().acquire_many_owned(places).await.ok()
    }

    /// Runs `f` in a transaction on the calling (blocking) thread.
    pub(crate) fn once<T, E: From<StoreError>>(
        &self,
        write: bool,
        context: &FenceContext,
        f: &mut dyn FnMut(&mut RawTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let pool = self.pool.as_ref().ok_or(StoreError::Busy)?;
        let mut conn = pool.get().map_err(|_| StoreError::Busy)?;
        let Connection { client, prepared, warned } = &mut *conn;
        let tx = Open::begin(client, write, context)?;
        let mut live = Live { tx, prepared, texts: &self.texts };
        let done = f(&mut RawTx(Backend::Postgres(&mut live)))?;
        warned.store(false, Ordering::SeqCst);
        live.tx.commit()?;
        if warned.load(Ordering::SeqCst) {
            let text = "the standby did not confirm the commit".to_owned();
            return Err(StoreError::NotDurable(text).into());
        }
        Ok(done)
    }
}

/// An open transaction: rolled back when it is dropped before its commit, by an error or a panic. Its first message begins
/// it and says who asks, so that this costs no journey of its own.
struct Open<'c> {
    client: &'c mut postgres::Client,
    /// A statement failed. PostgreSQL then answers COMMIT with a quiet rollback, which must not pass for a commit when the
    /// caller looked past the error.
    failed: bool,
    ended: bool,
}

impl<'c> Open<'c> {
    fn begin(
        client: &'c mut postgres::Client,
        write: bool,
        context: &FenceContext,
    ) -> Result<Open<'c>, StoreError> {
        let mode = if write { "SERIALIZABLE, READ WRITE" } else { "REPEATABLE READ, READ ONLY" };
        client.batch_execute(&format!("BEGIN ISOLATION LEVEL {mode}; {}", set_context(context)))?;
        Ok(Open { client, failed: false, ended: false })
    }

    fn failed(&mut self, e: postgres::Error, sql: &str) -> StoreError {
        self.failed = true;
        with_sql(e, sql)
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        if self.failed {
            return Err(StoreError::Database(
                "a statement failed, and the transaction went on past it".into(),
            ));
        }
        // A commit that fails has rolled back.
        self.ended = true;
        self.client.batch_execute("COMMIT").map_err(StoreError::from)
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        if !self.ended
            && let Err(e) = self.client.batch_execute("ROLLBACK")
        {
            tracing::warn!(target: "tandem_store", "a rollback failed, its connection is closed: {e}");
        }
    }
}

/// The synchronous client must not be dropped on an async thread.
impl Drop for Postgres {
    fn drop(&mut self) {
        let pool = self.pool.take();
        let _ = std::thread::Builder::new()
            .name("postgres-close".into())
            .spawn(move || drop(pool))
            .map(|t| t.join());
    }
}

/// Who asks, for the fence: a statement whose parts are our own words, ids and numbers, so that nothing needs escaping.
fn set_context(c: &FenceContext) -> String {
    let id = |id: Option<uuid::Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    format!(
        "SELECT set_config('tandem.kind','{}',true), set_config('tandem.org','{}',true), \
         set_config('tandem.member','{}',true), set_config('tandem.person','{}',true), \
         set_config('tandem.referral','{}',true), set_config('tandem.purpose','{}',true), \
         set_config('tandem.now','{}',true)",
        c.kind,
        id(c.org),
        id(c.member),
        id(c.person),
        id(c.referral),
        c.purpose,
        c.now
    )
}
