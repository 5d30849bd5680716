//! Needs.

use super::person::label;
use crate::model::need::{Domain, Need, NeedStatus, NewNeed, Source};
use tandem_access::{Error, Row, Tx, Uuid, params};

macro_rules! select_need {
    ($tail:literal) => {
        concat!(
            "SELECT n.id, n.person_id, n.owner_org, n.domain, n.risk, n.wants_help, n.status, n.source_kind, \
             n.source_id, n.label, n.found_at, n.updated_at FROM need n ",
            $tail
        )
    };
}

fn read(row: &Row) -> Result<Need, Error> {
    let (domain, status): (String, String) = (row.get(3)?, row.get(6)?);
    let fault = |what: &str| Error::Internal(format!("a need holds an unknown code: {what}"));
    Ok(Need {
        id: row.get(0)?,
        person_id: row.get(1)?,
        owner_org: row.get(2)?,
        domain: Domain::from_code(&domain).ok_or_else(|| fault(&domain))?,
        risk: row.get(4)?,
        wants_help: row.get(5)?,
        status: NeedStatus::from_code(&status).ok_or_else(|| fault(&status))?,
        source: match row.get::<Option<Uuid>>(8)? {
            Some(screening) => Source::Screening(screening),
            None => Source::Stated,
        },
        label: label(row.get(9)?)?,
        found_at: row.get(10)?,
        updated_at: row.get(11)?,
    })
}

fn source(source: Source) -> (&'static str, Option<Uuid>) {
    match source {
        Source::Stated => ("stated", None),
        Source::Screening(id) => ("screening", Some(id)),
    }
}

/// Keeps a new need.
pub fn insert(tx: &mut Tx, need: &Need) -> Result<(), Error> {
    let (kind, source_id) = source(need.source);
    tx.execute(
        "INSERT INTO need (id, person_id, owner_org, label, domain, risk, wants_help, status, source_kind, source_id, \
         found_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            need.id, need.person_id, need.owner_org, need.label.code(), need.domain.code(), need.risk,
            need.wants_help, need.status.code(), kind, source_id, need.found_at, need.updated_at,
        ],
    )?;
    Ok(())
}

/// Writes what can change of a need; its label never does.
pub fn update(tx: &mut Tx, need: &Need) -> Result<(), Error> {
    let (kind, source_id) = source(need.source);
    let changed = tx.execute(
        "UPDATE need SET risk = ?2, wants_help = ?3, status = ?4, source_kind = ?5, source_id = ?6, found_at = ?7, \
         updated_at = ?8 WHERE id = ?1",
        params![
            need.id, need.risk, need.wants_help, need.status.code(), kind, source_id, need.found_at, need.updated_at,
        ],
    )?;
    if changed == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// The need, if the viewer may see it.
pub fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Need>, Error> {
    tx.query_opt(select_need!("WHERE n.id = ?1"), params![id], read)
}

/// The open need of this domain and label that `org` keeps for the person. A finding with another label is another
/// need: were it merged, a label would move, and with it who may see what was said before.
pub fn open(tx: &mut Tx, org: Uuid, new: &NewNeed) -> Result<Option<Need>, Error> {
    tx.query_opt(
        select_need!(
            "WHERE n.owner_org = ?1 AND n.person_id = ?2 AND n.domain = ?3 AND n.label = ?4 AND n.status = 'open'"
        ),
        params![org, new.person_id, new.domain.code(), new.final_label().code()],
        read,
    )
}

/// Every open need that `org` keeps for the person.
pub fn all_open(tx: &mut Tx, org: Uuid, person: Uuid) -> Result<Vec<Need>, Error> {
    tx.query(
        select_need!("WHERE n.owner_org = ?1 AND n.person_id = ?2 AND n.status = 'open' ORDER BY n.id"),
        params![org, person],
        read,
    )
}

/// All needs of a person that the viewer may see: open ones first, newest first.
pub fn of_person(tx: &mut Tx, person: Uuid) -> Result<Vec<Need>, Error> {
    tx.query(
        select_need!(
            "WHERE n.person_id = ?1 ORDER BY CASE n.status WHEN 'open' THEN 0 ELSE 1 END, n.found_at DESC, n.id"
        ),
        params![person],
        read,
    )
}
