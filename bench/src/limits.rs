//! What the same disk allows at best, measured in the same run.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

/// Appends 4 KiB and `fdatasync`, again and again: syncs a second, and the median in microseconds.
pub fn syncs(folder: &Path, time: Duration) -> std::io::Result<(f64, u64)> {
    let mut file = File::create(folder.join("syncs"))?;
    let block = [7_u8; 4096];
    let (start, mut took) = (Instant::now(), vec![]);
    while start.elapsed() < time {
        let one = Instant::now();
        file.write_all(&block)?;
        file.sync_data()?;
        took.push(u64::try_from(one.elapsed().as_micros()).unwrap_or(u64::MAX));
    }
    took.sort_unstable();
    #[allow(clippy::cast_precision_loss)]
    let rate = took.len() as f64 / start.elapsed().as_secs_f64();
    Ok((rate, took.get(took.len() / 2).copied().unwrap_or_default()))
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

/// Rows of all tables of a SQLite file: what a load has left there is the difference of two counts.
pub fn rows(database: &Path) -> rusqlite::Result<u64> {
    let conn = rusqlite::Connection::open(database)?;
    let tables: Vec<String> = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    tables.iter().try_fold(0, |sum, table| {
        let all = format!("SELECT count(*) FROM \"{table}\"");
        let count: i64 = conn.query_row(&all, [], |row| row.get(0))?;
        Ok(sum + u64::try_from(count).unwrap_or_default())
    })
}
