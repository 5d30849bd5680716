//! All the SQL of the directory room.

pub(crate) mod imports;
pub(crate) mod index;
pub(crate) mod items;
pub(crate) mod listing;
pub(crate) mod places;
pub(crate) mod read;
pub(crate) mod write;

use tandem_access::{Error, Tx, params};

/// Counts one more change of the directory; the new number. It also serialises writers of the directory on PostgreSQL.
pub(crate) fn next_version(tx: &mut Tx<'_, '_>) -> Result<i64, Error> {
    tx.execute("UPDATE directory_state SET version = version + 1 WHERE id = 1", params![])?;
    version(tx)
}

/// The number of the last change.
pub(crate) fn version(tx: &mut Tx<'_, '_>) -> Result<i64, Error> {
    tx.query_one("SELECT version FROM directory_state WHERE id = 1", params![], |row| Ok(row.get(0)?))
}
