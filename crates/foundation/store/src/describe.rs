//! The schema in words that both databases share.

use crate::{StoreError, sqlite};
use std::path::Path;

pub(crate) fn sqlite(path: &Path) -> Result<Vec<String>, StoreError> {
    let conn = sqlite::open_plain(path)?;
    let mut s = conn.prepare(
        "SELECT m.name, c.name, c.type, c.\"notnull\" OR c.pk > 0 FROM sqlite_master m, pragma_table_info(m.name) c
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid",
    )?;
    let lines = s.query_map([], |r| {
        let kind = match r.get::<_, String>(2)?.as_str() {
            "INTEGER" => "integer",
            "REAL" => "real",
            "TEXT" => "text",
            _ => "bytes",
        };
        let null = if r.get::<_, bool>(3)? { "" } else { " null" };
        Ok(format!("{}.{} {kind}{null}", r.get::<_, String>(0)?, r.get::<_, String>(1)?))
    })?;
    Ok(lines.collect::<Result<_, _>>()?)
}

pub(crate) fn postgres(url: &str) -> Result<Vec<String>, StoreError> {
    let mut client = postgres::Client::connect(url, postgres::NoTls)?;
    let rows = client.query(
        "SELECT table_name::text, column_name::text, data_type::text, is_nullable = 'YES'
         FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name COLLATE \"C\", ordinal_position",
        &[],
    )?;
    Ok(rows
        .iter()
        .map(|r| {
            let kind = match r.get::<_, &str>(2) {
                "bigint" | "integer" | "smallint" | "boolean" => "integer",
                "double precision" => "real",
                "text" => "text",
                _ => "bytes",
            };
            let null = if r.get::<_, bool>(3) { " null" } else { "" };
            format!("{}.{} {kind}{null}", r.get::<_, &str>(0), r.get::<_, &str>(1))
        })
        .collect())
}
