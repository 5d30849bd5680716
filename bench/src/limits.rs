//! What the same disk allows at best, measured in the same run.

use rusqlite::types::Value;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

/// Appends 4 KiB and `fdatasync`, again and again: syncs a second, and how long each took, the shortest first.
pub fn syncs(folder: &Path, time: Duration) -> std::io::Result<(f64, Vec<Duration>)> {
    let mut file = File::create(folder.join("syncs"))?;
    let block = [7_u8; 4096];
    let (start, mut took) = (Instant::now(), vec![]);
    while start.elapsed() < time {
        let one = Instant::now();
        file.write_all(&block)?;
        file.sync_data()?;
        took.push(one.elapsed());
    }
    took.sort_unstable();
    #[allow(clippy::cast_precision_loss)]
    let rate = took.len() as f64 / start.elapsed().as_secs_f64();
    Ok((rate, took))
}

/// Bare SQLite (WAL, `synchronous=FULL`): `group` one-row inserts of 300 bytes in a transaction, one fsync for each
/// group commit. Rows a second.
pub fn group_commit(folder: &Path, group: usize, time: Duration) -> rusqlite::Result<f64> {
    let conn = rusqlite::Connection::open(folder.join("limit.db"))?;
    conn.execute_batch(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (id BLOB PRIMARY KEY, words TEXT) STRICT;",
    )?;
    let words = "x".repeat(300);
    let (start, mut rows) = (Instant::now(), 0_u64);
    while start.elapsed() < time {
        conn.execute_batch("BEGIN IMMEDIATE")?;
        for _ in 0..group {
            rows += 1;
            conn.prepare_cached("INSERT INTO t VALUES (?1, ?2)")?
                .execute((&rows.to_be_bytes()[..], &words))?;
        }
        conn.execute_batch("COMMIT")?;
    }
    #[allow(clippy::cast_precision_loss)]
    Ok(rows as f64 / start.elapsed().as_secs_f64())
}

/// A copy of a database as it is now, for [`Load::again`].
pub fn copy(database: &Path, to: &Path) -> rusqlite::Result<()> {
    let conn = rusqlite::Connection::open(database)?;
    conn.execute("VACUUM INTO ?1", [to.display().to_string()]).map(drop)
}

/// The rows that a load has left in each table.
pub struct Load(Vec<(String, Vec<Vec<Value>>)>);

impl Load {
    /// Reads what is in `after` and was not yet in its copy `before`. Rows keep the order in which they came.
    pub fn between(before: &Path, after: &Path) -> rusqlite::Result<Load> {
        let conn = rusqlite::Connection::open(after)?;
        conn.execute("ATTACH ?1 AS before", [before.display().to_string()])?;
        let tables: Vec<String> = conn
            // A load of referrals writes to none of the tables without row numbers.
            .prepare(
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND wr = 0 \
                 AND name NOT LIKE 'sqlite_%'",
            )?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut load = vec![];
        for table in tables {
            let new = format!(
                "SELECT * FROM main.\"{table}\" WHERE rowid > (SELECT coalesce(max(rowid), 0) FROM before.\"{table}\") \
                 ORDER BY rowid"
            );
            let mut statement = conn.prepare(&new)?;
            let width = statement.column_count();
            let rows = statement
                .query_map([], |row| (0..width).map(|column| row.get(column)).collect())?
                .collect::<Result<Vec<Vec<Value>>, _>>()?;
            if !rows.is_empty() {
                load.push((table, rows));
            }
        }
        Ok(Load(load))
    }

    /// How many rows.
    pub fn rows(&self) -> usize {
        self.0.iter().map(|(_, rows)| rows.len()).sum()
    }

    /// What SQLite allows at best: the same rows once more into `before`, with all indexes and references, by nothing but
    /// inserts, `group` of `count` pieces of work in a commit with one fsync. Pieces a second.
    pub fn again(&self, before: &Path, count: usize, group: usize) -> rusqlite::Result<f64> {
        let conn = rusqlite::Connection::open(before)?;
        conn.execute_batch(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-24000;",
        )?;
        let inserts: Vec<String> = self
            .0
            .iter()
            .map(|(table, rows)| {
                format!("INSERT INTO \"{table}\" VALUES (?{})", ",?".repeat(rows[0].len() - 1))
            })
            .collect();
        let start = Instant::now();
        for first in (0..count).step_by(group) {
            let last = (first + group).min(count);
            conn.execute_batch("BEGIN IMMEDIATE; PRAGMA defer_foreign_keys=ON;")?;
            for ((_, rows), insert) in self.0.iter().zip(&inserts) {
                let mut insert = conn.prepare_cached(insert)?;
                for row in &rows[rows.len() * first / count..rows.len() * last / count] {
                    insert.execute(rusqlite::params_from_iter(row))?;
                }
            }
            conn.execute_batch("COMMIT")?;
        }
        #[allow(clippy::cast_precision_loss)]
        Ok(count as f64 / start.elapsed().as_secs_f64())
    }
}
