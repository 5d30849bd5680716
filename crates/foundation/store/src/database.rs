//! The database behind its two doors.

use crate::postgres_db::Postgres;
use crate::sqlite::{Job, Sqlite};
use crate::tx::RawTx;
use crate::{Fence, FenceContext, Migration, StoreError};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::oneshot;

/// Where the data is: `sqlite:PATH` or `postgres://...`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A file; `-wal` and `-shm` lie beside it while it is open.
    Sqlite(PathBuf),
    /// A libpq connection URL.
    Postgres(String),
}

impl std::str::FromStr for DatabaseUrl {
    type Err = StoreError;
    fn from_str(s: &str) -> Result<Self, StoreError> {
        if s.starts_with("postgres://") || s.starts_with("postgresql://") {
            s.parse::<postgres::Config>().map_err(|e| StoreError::Url(format!("{s}: {e}")))?;
            Ok(DatabaseUrl::Postgres(s.to_owned()))
        } else if let Some(path) = s.strip_prefix("sqlite:")
            && !path.trim_start_matches('/').is_empty()
        {
            Ok(DatabaseUrl::Sqlite(PathBuf::from(path)))
        } else {
            Err(StoreError::Url(format!("`{s}`: write sqlite:PATH or postgres://USER@HOST/NAME")))
        }
    }
}

impl std::fmt::Display for DatabaseUrl {
    /// Without the password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            DatabaseUrl::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            DatabaseUrl::Postgres(url) => match (url.find("://"), url.rfind('@')) {
                (Some(start), Some(at)) if start < at => {
                    let user = url[start + 3..at].split(':').next().unwrap_or_default();
                    write!(f, "postgres://{user}@{}", &url[at + 1..])
                }
                _ => f.write_str(url),
            },
        }
    }
}

/// When a commit is on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Durability {
    /// Before it is answered.
    EachCommit,
    /// When [`Database::harden`] says so.
    AtTheEnd,
}

enum Engine {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

/// An open database. Cheap to clone.
#[derive(Clone)]
pub struct Database {
    engine: Arc<Engine>,
    url: DatabaseUrl,
}

impl Database {
    /// Migrates and opens.
    ///
    /// # Errors
    /// When the URL cannot be used, a migration fails, or the durability settings do not hold.
    pub fn open(
        url: &DatabaseUrl,
        migrations: &[Migration],
        fences: &[Fence],
    ) -> Result<Database, StoreError> {
        Database::open_with(url, migrations, fences, Durability::EachCommit)
    }

    /// Opens a database whose contents can be made again, to fill it in one go: commits do not wait for the disk. A
    /// power cut may leave anything behind, so it counts only after [`Database::harden`].
    ///
    /// # Errors
    /// As [`Database::open`].
    pub fn open_to_fill(
        url: &DatabaseUrl,
        migrations: &[Migration],
        fences: &[Fence],
    ) -> Result<Database, StoreError> {
        Database::open_with(url, migrations, fences, Durability::AtTheEnd)
    }

    fn open_with(
        url: &DatabaseUrl,
        migrations: &[Migration],
        fences: &[Fence],
        durability: Durability,
    ) -> Result<Database, StoreError> {
        crate::migrate(url, migrations, fences)?;
        let engine = match url {
            DatabaseUrl::Sqlite(path) => Engine::Sqlite(Sqlite::open(path, fences.to_vec(), durability)?),
            DatabaseUrl::Postgres(pg) => Engine::Postgres(Postgres::open(pg, durability)?),
        };
        Ok(Database { engine: Arc::new(engine), url: url.clone() })
    }

    /// Brings everything committed so far to the disk.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn harden(&self) -> Result<(), StoreError> {
        match &*self.engine {
            Engine::Sqlite(s) => crate::sqlite::harden(s.path()),
            // The next commit of an ordinary connection flushes the log up to itself, and with it all before.
            Engine::Postgres(_) => Ok(()),
        }
    }

    /// Where it is.
    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    /// A read transaction: one snapshot, seen through the fence of `context`.
    ///
    /// # Errors
    /// `f`'s, or the database's.
    pub async fn read<T, E, F>(&self, context: FenceContext, mut f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnMut(&mut RawTx<'_>) -> Result<T, E> + Send + 'static,
    {
        let engine = self.engine.clone();
        let permit = match &*engine {
            Engine::Sqlite(s) => s.permits().acquire_owned().await.ok(),
            Engine::Postgres(_) => None,
        };
        let joined = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            match &*engine {
                Engine::Sqlite(s) => s.read(&context, &mut f),
                Engine::Postgres(p) => p.once(false, &context, &mut f),
            }
        })
        .await;
        joined.unwrap_or_else(|e| Err(StoreError::Panic(e.to_string()).into()))
    }

    /// A write transaction. Answers after the commit is durable. `f` may run again (serialisation failure): no side
    /// effect outside the transaction.
    ///
    /// # Errors
    /// `f`'s (its changes are rolled back), [`StoreError::Busy`] when the queue is full, or the database's.
    pub async fn write<T, E, F>(&self, context: FenceContext, retry: fn(&E) -> bool, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnMut(&mut RawTx<'_>) -> Result<T, E> + Send + 'static,
    {
        match &*self.engine {
            Engine::Sqlite(s) => {
                let (reply, answer) = oneshot::channel();
                s.submit(Box::new(Typed { context, f, result: None, reply }))?;
                answer.await.unwrap_or_else(|_| {
                    Err(StoreError::Database("the writer thread has stopped".into()).into())
                })
            }
            Engine::Postgres(p) => {
                let f = Arc::new(std::sync::Mutex::new(f));
                let mut attempt = 0;
                while let Some(turn) = p.turn(attempt).await {
                    let (engine, context, f) = (self.engine.clone(), context.clone(), f.clone());
                    let joined = tokio::task::spawn_blocking(move || {
                        let _turn = turn;
                        let mut f = f.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                        match &*engine {
                            Engine::Postgres(p) => p.once(true, &context, &mut *f),
                            Engine::Sqlite(_) => {
                                Err(StoreError::Database("the engine changed".into()).into())
                            }
                        }
                    })
                    .await;
                    match joined.unwrap_or_else(|e| Err(StoreError::Panic(e.to_string()).into())) {
                        Err(e) if retry(&e) => attempt += 1,
                        done => return done,
                    }
                }
                Err(StoreError::Busy.into())
            }
        }
    }

    /// The schema as `table.column kind null` lines, the same words for both databases; for the test that holds the
    /// two sets of migrations equal, and for `tandem check`.
    ///
    /// # Errors
    /// The database's.
    pub fn describe(&self) -> Result<Vec<String>, StoreError> {
        match &*self.engine {
            Engine::Sqlite(s) => crate::describe::sqlite(s.path()),
            Engine::Postgres(p) => {
                let url = p.url().to_owned();
                std::thread::spawn(move || crate::describe::postgres(&url))
                    .join()
                    .unwrap_or_else(|_| Err(StoreError::Panic("describe".into())))
            }
        }
    }
}

struct Typed<T, E, F> {
    context: FenceContext,
    f: F,
    result: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<T, E, F> Job for Typed<T, E, F>
where
    T: Send,
    E: From<StoreError> + Send,
    F: FnMut(&mut RawTx<'_>) -> Result<T, E> + Send,
{
    fn run(&mut self, tx: &mut RawTx<'_>) -> bool {
        let result = (self.f)(tx);
        let keep = result.is_ok();
        self.result = Some(result);
        keep
    }
    fn context(&self) -> &FenceContext {
        &self.context
    }
    fn finish(self: Box<Self>, commit: Result<(), StoreError>) {
        let answer = match (self.result, commit) {
            (Some(Err(e)), _) => Err(e),
            (Some(done), Ok(())) => done,
            (_, Err(e)) => Err(e.into()),
            (None, Ok(())) => Err(StoreError::Database("the job did not run".into()).into()),
        };
        // The caller may have gone away; the commit stands all the same.
        let _ = self.reply.send(answer);
    }
}
