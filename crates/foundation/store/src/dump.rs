//! Reads whole tables for `tandem export`: system work below the fence, one row after the other.

use crate::{DatabaseUrl, StoreError, sqlite};
use postgres::fallible_iterator::FallibleIterator;
use serde_json::{Map, Value, json};

/// What [`rows`] hands a row to.
pub type EachRow<'f> = &'f mut dyn FnMut(&Map<String, Value>) -> Result<(), StoreError>;

/// The tables, by name.
///
/// # Errors
/// The database's.
pub fn tables(url: &DatabaseUrl) -> Result<Vec<String>, StoreError> {
    match url {
        DatabaseUrl::Sqlite(path) => {
            let conn = sqlite::open_plain(path)?;
            let mut s = conn.prepare(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
            )?;
            Ok(s.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?)
        }
        DatabaseUrl::Postgres(pg) => {
            let mut client = postgres::Client::connect(pg, postgres::NoTls)?;
            let rows = client.query(
                "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'
                 ORDER BY table_name COLLATE \"C\"",
                &[],
            )?;
            Ok(rows.iter().map(|r| r.get(0)).collect())
        }
    }
}

/// Hands each row of a table to `each` as a JSON object; ids as text, bytes as hex. Rows with the label
/// `domestic_violence` are local-only and never leave.
///
/// # Errors
/// The database's, or `each`'s.
pub fn rows(url: &DatabaseUrl, table: &str, each: EachRow<'_>) -> Result<(), StoreError> {
    every_row(url, table, &mut |row: &Map<String, Value>| {
        if row.get("label").is_some_and(|l| l == "domestic_violence") { Ok(()) } else { each(row) }
    })
}

/// As [`rows`], with what is local-only: for the organization that recorded it, and nobody else.
///
/// # Errors
/// The database's, or `each`'s.
pub fn every_row(url: &DatabaseUrl, table: &str, each: EachRow<'_>) -> Result<(), StoreError> {
    match url {
        DatabaseUrl::Sqlite(path) => {
            let conn = sqlite::open_plain(path)?;
            let mut s = conn.prepare(&format!("SELECT * FROM \"{}\"", table.replace('"', "")))?;
            let names: Vec<String> = s.column_names().map(str::to_owned).collect();
            let mut rows = s.query([])?;
            while let Some(row) = rows.next()? {
                let mut object = Map::new();
                for (i, name) in names.iter().enumerate() {
                    use rusqlite::types::ValueRef;
                    let value = match row.get_ref(i)? {
                        ValueRef::Null => Value::Null,
                        ValueRef::Integer(n) => json!(n),
                        ValueRef::Real(f) => json!(f),
                        ValueRef::Text(t) => json!(String::from_utf8_lossy(t)),
                        ValueRef::Blob(b) => bytes(b),
                    };
                    object.insert(name.clone(), value);
                }
                each(&object)?;
            }
            Ok(())
        }
        DatabaseUrl::Postgres(pg) => {
            let mut client = postgres::Client::connect(pg, postgres::NoTls)?;
            let text = format!("SELECT * FROM \"{}\"", table.replace('"', ""));
            let mut rows = client.query_raw(&text, std::iter::empty::<&crate::Value>())?;
            while let Some(row) = rows.next()? {
                let mut object = Map::new();
                for (i, column) in row.columns().iter().enumerate() {
                    let value = match crate::Row::Postgres(&row).get::<crate::Value>(i)? {
                        crate::Value::Null => Value::Null,
                        crate::Value::Int(n) => json!(n),
                        crate::Value::Real(f) => json!(f),
                        crate::Value::Text(t) => json!(t),
                        crate::Value::Blob(b) => bytes(&b),
                        crate::Value::Id(id) => json!(id.to_string()),
                    };
                    object.insert(column.name().to_owned(), value);
                }
                each(&object)?;
            }
            Ok(())
        }
    }
}

fn bytes(b: &[u8]) -> Value {
    match uuid::Uuid::from_slice(b) {
        Ok(id) => json!(id.to_string()),
        Err(_) => json!(b.iter().map(|x| format!("{x:02x}")).collect::<String>()),
    }
}
