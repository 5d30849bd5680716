//! Instruments.

use tandem_access::{Error, Row, Timestamp, Tx, Uuid, params};

/// An instrument as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstrumentRow {
    /// Canonical address.
    pub url: String,
    /// Version; empty when it has none.
    pub version: String,
    /// Title.
    pub title: String,
    /// The Questionnaire as it came.
    pub content: String,
    /// Hash of the content.
    pub hash: String,
    /// Offered for new screenings?
    pub active: bool,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

fn read(row: &Row) -> Result<InstrumentRow, Error> {
    Ok(InstrumentRow {
        url: row.get(0)?,
        version: row.get(1)?,
        title: row.get(2)?,
        content: row.get(3)?,
        hash: row.get(4)?,
        active: row.get::<String>(5)? == "active",
        updated_at: row.get(6)?,
    })
}

/// Every instrument in the database, by title.
pub fn all(tx: &mut Tx) -> Result<Vec<InstrumentRow>, Error> {
    tx.query(
        "SELECT url, version, title, content, content_hash, status, updated_at FROM instrument ORDER BY title, url, version",
        params![],
        read,
    )
}

/// One instrument of this address and version.
pub fn get(tx: &mut Tx, url: &str, version: &str) -> Result<Option<InstrumentRow>, Error> {
    tx.query_opt(
        "SELECT url, version, title, content, content_hash, status, updated_at FROM instrument WHERE url = ?1 AND \
         version = ?2",
        params![url, version],
        read,
    )
}

/// The versions of this address, the one imported last first.
pub fn of_url(tx: &mut Tx, url: &str) -> Result<Vec<InstrumentRow>, Error> {
    tx.query(
        "SELECT url, version, title, content, content_hash, status, updated_at FROM instrument WHERE url = ?1 ORDER \
         BY updated_at DESC",
        params![url],
        read,
    )
}

/// Keeps an instrument, or what changed of it.
pub fn save(tx: &mut Tx, row: &InstrumentRow) -> Result<Uuid, Error> {
    let (id, now, by) = (tx.new_id(), tx.now(), tx.viewer().member_id());
    let status = if row.active { "active" } else { "retired" };
    tx.query_one(
        "INSERT INTO instrument (id, url, version, title, content, content_hash, status, created_by, created_at, \
         updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9) ON CONFLICT (url, version) DO UPDATE SET title = \
         excluded.title, content = excluded.content, content_hash = excluded.content_hash, status = excluded.status, \
         updated_at = excluded.updated_at RETURNING id",
        params![id, &row.url, &row.version, &row.title, &row.content, &row.hash, status, by, now],
        |row| Ok(row.get(0)?),
    )
}

/// How many screenings used this version: what was asked may then not be rewritten.
pub fn used(tx: &mut Tx, url: &str, version: &str) -> Result<bool, Error> {
    let found = tx.query_opt(
        "SELECT 1 FROM screening WHERE instrument_url = ?1 AND instrument_version = ?2 LIMIT 1",
        params![url, version],
        |row| Ok(row.get::<i64>(0)?),
    )?;
    Ok(found.is_some())
}
