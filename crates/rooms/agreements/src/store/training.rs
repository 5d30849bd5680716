//! Modules and who completed them.

use crate::model::term::Both;
use crate::model::training::{Done, Module, NewModule};
use std::collections::BTreeSet;
use tandem_access::{Error, Tx, Uuid, params};

/// Every module, by title; those out of use too.
pub fn modules(tx: &mut Tx) -> Result<Vec<Module>, Error> {
    let mut modules = tx.query(
        "SELECT id, title_en, title_es, body_en, body_es, version, retired_at FROM training_module \
         ORDER BY lower(title_en), id",
        params![],
        |row| {
            let about = NewModule {
                title: Both { en: row.get(1)?, es: row.get(2)? },
                body: Both { en: row.get(3)?, es: row.get(4)? },
                roles: BTreeSet::new(),
            };
            Ok(Module { id: row.get(0)?, about, version: row.get(5)?, retired_at: row.get(6)? })
        },
    )?;
    let roles: Vec<(Uuid, String)> =
        tx.query("SELECT module_id, role FROM training_required", params![], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    for (id, role) in roles {
        if let Some(module) = modules.iter_mut().find(|m| m.id == id) {
            module.about.roles.insert(role);
        }
    }
    Ok(modules)
}

/// Keeps a new module.
pub fn insert(tx: &mut Tx, id: Uuid, m: &NewModule) -> Result<(), Error> {
    let (now, member) = (tx.now(), tx.viewer().member_id());
    tx.execute(
        "INSERT INTO training_module (id, title_en, title_es, body_en, body_es, version, updated_by, updated_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6, ?7)",
        params![id, &m.title.en, &m.title.es, &m.body.en, &m.body.es, member, now],
    )?;
    roles(tx, id, m)
}

/// Writes a module anew, as `version`.
pub fn update(tx: &mut Tx, id: Uuid, m: &NewModule, version: i64) -> Result<(), Error> {
    let (now, member) = (tx.now(), tx.viewer().member_id());
    tx.execute(
        "UPDATE training_module SET title_en = ?2, title_es = ?3, body_en = ?4, body_es = ?5, version = ?6, \
         updated_by = ?7, updated_at = ?8 WHERE id = ?1",
        params![id, &m.title.en, &m.title.es, &m.body.en, &m.body.es, version, member, now],
    )?;
    tx.execute("DELETE FROM training_required WHERE module_id = ?1", params![id])?;
    roles(tx, id, m)
}

fn roles(tx: &mut Tx, id: Uuid, m: &NewModule) -> Result<(), Error> {
    for role in &m.roles {
        tx.execute("INSERT INTO training_required (module_id, role) VALUES (?1, ?2)", params![id, role])?;
    }
    Ok(())
}

/// Takes a module out of use.
pub fn retire(tx: &mut Tx, id: Uuid) -> Result<(), Error> {
    tx.execute("UPDATE training_module SET retired_at = ?2 WHERE id = ?1", params![id, tx.now()])?;
    Ok(())
}

/// Notes that a member completed a version; doing so twice changes nothing.
pub fn complete(tx: &mut Tx, module: Uuid, member: Uuid, version: i64) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO training_done (module_id, member_id, version, done_at) VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT (module_id, member_id, version) DO NOTHING",
        params![module, member, version, tx.now()],
    )?;
    Ok(())
}

/// What a member completed; everybody's with `None`.
pub fn done(tx: &mut Tx, member: Option<Uuid>) -> Result<Vec<Done>, Error> {
    let all = tx.query(
        "SELECT module_id, member_id, version, done_at FROM training_done ORDER BY done_at, module_id, member_id",
        params![],
        |row| Ok(Done { module: row.get(0)?, member: row.get(1)?, version: row.get(2)?, at: row.get(3)? }),
    )?;
    Ok(all.into_iter().filter(|d| member.is_none_or(|id| id == d.member)).collect())
}
