//! The room's SQL.

use crate::model::{Item, Kind};
use tandem_access::{Error, Row, Timestamp, Tx, Uuid, json_ids, params};

fn read(row: &Row) -> Result<(Item, Timestamp), Error> {
    let code: String = row.get(1)?;
    let item = Item {
        id: row.get(0)?,
        kind: Kind::from_code(&code)
            .ok_or_else(|| Error::Internal(format!("chain_item.kind holds `{code}`")))?,
        title: row.get(2)?,
        title_es: row.get(3)?,
        path: row.get(4)?,
        public: row.get::<i64>(5)? == 1,
    };
    Ok((item, row.get(6)?))
}

/// Puts a thing there, or what is new about it.
pub fn put(tx: &mut Tx, item: &Item, name_key: Option<&str>) -> Result<(), Error> {
    let now = tx.now();
    tx.execute(
        "INSERT INTO chain_item (id, kind, name_key, title, title_es, path, public, at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) \
         ON CONFLICT (id) DO UPDATE SET title = excluded.title, title_es = excluded.title_es, path = excluded.path, \
         public = excluded.public",
        params![
            item.id, item.kind.code(), name_key, &item.title, item.title_es.as_deref(), &item.path,
            i64::from(item.public), now,
        ],
    )?;
    Ok(())
}

/// The thing of a key.
pub fn by_key(tx: &mut Tx, key: &str) -> Result<Option<Uuid>, Error> {
    tx.query_opt("SELECT id FROM chain_item WHERE name_key = ?1", params![key], |row| Ok(row.get(0)?))
}

/// Things by id.
pub fn items(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<(Item, Timestamp)>, Error> {
    tx.query(
        "SELECT id, kind, title, title_es, path, public, at FROM chain_item WHERE id IN_IDS(?1) ORDER BY at, id",
        params![json_ids(ids)],
        read,
    )
}

/// Things of one kind that anybody may read of, the newest first.
pub fn of_kind(tx: &mut Tx, kind: Kind, limit: u32) -> Result<Vec<Item>, Error> {
    tx.query(
        "SELECT id, kind, title, title_es, path, public, at FROM chain_item WHERE kind = ?1 AND public = 1 \
         ORDER BY at DESC, id LIMIT ?2",
        params![kind.code(), i64::from(limit)],
        |row| Ok(read(row)?.0),
    )
}

/// Ties one thing to another; again is nothing new.
pub fn link(tx: &mut Tx, from: Uuid, to: Uuid) -> Result<(), Error> {
    let now = tx.now();
    tx.execute(
        "INSERT INTO chain_link (from_id, to_id, at) VALUES (?1, ?2, ?3) ON CONFLICT (from_id, to_id) DO NOTHING",
        params![from, to, now],
    )?;
    Ok(())
}

/// What these lead to.
pub fn next(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<Uuid>, Error> {
    tx.query(
        "SELECT DISTINCT to_id FROM chain_link WHERE from_id IN_IDS(?1)",
        params![json_ids(ids)],
        |row| Ok(row.get(0)?),
    )
}

/// What these came from.
pub fn previous(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<Uuid>, Error> {
    tx.query(
        "SELECT DISTINCT from_id FROM chain_link WHERE to_id IN_IDS(?1)",
        params![json_ids(ids)],
        |row| Ok(row.get(0)?),
    )
}
