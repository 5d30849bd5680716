//! A transaction on either database, before `tandem-access` puts the viewer's name on it.

use crate::postgres_db::PgTx;
use crate::sqlite::Fenced;
use crate::{Row, StoreError, Value};
use std::time::Duration;

/// The statements of one transaction. Rooms use it through `tandem_access::Tx`.
pub struct RawTx<'c>(pub(crate) Backend<'c>);

pub(crate) enum Backend<'c> {
    Sqlite(&'c mut Fenced),
    Postgres(&'c mut dyn PgTx),
}

impl RawTx<'_> {
    /// Runs a statement; the number of rows it changed.
    ///
    /// # Errors
    /// What the database refuses; see [`StoreError`].
    pub fn execute(&mut self, sql: &'static str, params: &[Value]) -> Result<u64, StoreError> {
        match &mut self.0 {
            Backend::Sqlite(c) => c.with_statement(sql, |s| {
                Ok(s.execute(rusqlite::params_from_iter(params))?.try_into().unwrap_or(u64::MAX))
            }),
            Backend::Postgres(t) => t.execute(sql, params),
        }
    }

    /// Runs an `INSERT .. VALUES (..)` once for each list of parameters; the number of rows it changed. PostgreSQL gets them in
    /// one message, so that hundreds of rows cost one round trip. Parameters stand in `VALUES` only, and no two lists
    /// lead to the same row.
    ///
    /// # Errors
    /// What the database refuses; see [`StoreError`].
    pub fn execute_each(&mut self, sql: &'static str, rows: &[Vec<Value>]) -> Result<u64, StoreError> {
        if rows.is_empty() {
            return Ok(0);
        }
        match &mut self.0 {
            Backend::Sqlite(c) => c.with_statement(sql, |s| {
                let mut changed = 0;
                for row in rows {
                    changed += s.execute(rusqlite::params_from_iter(row))?;
                }
                Ok(changed.try_into().unwrap_or(u64::MAX))
            }),
            Backend::Postgres(t) => t.execute_each(sql, rows),
        }
    }

    /// Hands each row to `f` as it arrives; memory stays flat however many there are.
    ///
    /// # Errors
    /// The database's, or `f`'s.
    pub fn for_each<E: From<StoreError>>(
        &mut self,
        sql: &'static str,
        params: &[Value],
        mut f: impl FnMut(&Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut failed: Option<E> = None;
        let mut each = |row: &Row<'_>| match f(row) {
            Ok(()) => true,
            Err(e) => {
                failed = Some(e);
                false
            }
        };
        match &mut self.0 {
            Backend::Sqlite(c) => c.with_statement(sql, |s| {
                let mut rows = s.query(rusqlite::params_from_iter(params))?;
                while let Some(row) = rows.next()? {
                    if !each(&Row::Sqlite(row)) {
                        break;
                    }
                }
                Ok(())
            })?,
            Backend::Postgres(t) => t.for_each(sql, params, &mut each)?,
        }
        failed.map_or(Ok(()), Err)
    }

    /// All rows, converted.
    ///
    /// # Errors
    /// The database's, or `f`'s.
    pub fn query<T, E: From<StoreError>>(
        &mut self,
        sql: &'static str,
        params: &[Value],
        mut f: impl FnMut(&Row<'_>) -> Result<T, E>,
    ) -> Result<Vec<T>, E> {
        let mut out = Vec::new();
        self.for_each::<E>(sql, params, |row| {
            out.push(f(row)?);
            Ok(())
        })?;
        Ok(out)
    }
}

/// A statement that takes longer than this is named in the log: with the single writer of SQLite, everybody waits for it.
const SLOW: Duration = Duration::from_millis(250);

/// Names a slow statement in the log. Statements are fixed texts: nothing of a person is in them.
pub(crate) fn note_slow(sql: &str, took: Duration) {
    if took >= SLOW {
        let text = sql.split_whitespace().collect::<Vec<_>>().join(" ");
        tracing::warn!(target: "tandem_store::slow", ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX), sql = text, "slow statement");
    }
}

/// The words of a panic, for the log.
pub(crate) fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(|s| (*s).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no message".into())
}
