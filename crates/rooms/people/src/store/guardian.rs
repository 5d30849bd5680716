//! Who may consent for a person, and minors who decide like adults.

use super::details;
use crate::model::consent::{labels_from_text, labels_to_text};
use crate::model::guardian::{Basis, Ending, Guardian};
use crate::model::person::Person;
use serde::{Deserialize, Serialize};
use tandem_access::{Error, KeyKind, Row, Timestamp, Tx, Uuid, params};

/// What is sealed of a guardian. The names are those of the export.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Words {
    name: String,
    seen: String,
}

/// A row, and what opens it.
type Closed = (Guardian, Option<Uuid>, Option<Vec<u8>>);

fn read(row: &Row) -> Result<Closed, Error> {
    let (basis, scope): (String, String) = (row.get(3)?, row.get(4)?);
    let fault = |what: &str| Error::Internal(format!("a guardian holds an unknown code: {what}"));
    let ended = match (row.get::<Option<Timestamp>>(8)?, row.get::<Option<String>>(9)?) {
        (Some(at), Some(why)) => Some((at, Ending::from_code(&why).ok_or_else(|| fault(&why))?)),
        _ => None,
    };
    let guardian = Guardian {
        id: row.get(0)?,
        person_id: row.get(1)?,
        owner_org: row.get(2)?,
        basis: Basis::from_code(&basis).ok_or_else(|| fault(&basis))?,
        scope: labels_from_text(&scope).ok_or_else(|| fault(&scope))?,
        valid_from: row.get(5)?,
        valid_until: row.get(6)?,
        of_minor: row.get(7)?,
        ended,
        name: String::new(),
        seen: String::new(),
    };
    Ok((guardian, row.get(10)?, row.get(11)?))
}

fn open(tx: &mut Tx, (mut guardian, key, sealed): Closed) -> Result<Guardian, Error> {
    let place = details::guardian(guardian.id, guardian.owner_org);
    if let Some(words) = tx.unseal_json::<Words>(&place, key, sealed.as_deref())? {
        (guardian.name, guardian.seen) = (words.name, words.seen);
    }
    Ok(guardian)
}

macro_rules! select_guardian {
    ($tail:literal) => {
        concat!(
            "SELECT g.id, g.person_id, g.owner_org, g.basis, g.scope, g.valid_from, g.valid_until, g.of_minor, \
             g.ended_at, g.ending, g.key_id, g.sealed FROM guardian g ",
            $tail
        )
    };
}

/// A guardian that the viewer may see.
pub fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Guardian>, Error> {
    let found = tx.query_opt(select_guardian!("WHERE g.id = ?1"), params![id], read)?;
    found.map(|closed| open(tx, closed)).transpose()
}

/// Everybody who may or might consent for a person, those of now first.
pub fn of_person(tx: &mut Tx, person: Uuid) -> Result<Vec<Guardian>, Error> {
    let found = tx.query(
        select_guardian!(
            "WHERE g.person_id = ?1 ORDER BY CASE WHEN g.ended_at IS NULL THEN 0 ELSE 1 END, g.created_at DESC, g.id"
        ),
        params![person],
        read,
    )?;
    found.into_iter().map(|closed| open(tx, closed)).collect()
}

/// Persons with a guardian who was noted while they were a minor, and has not ended.
pub fn minors(tx: &mut Tx) -> Result<Vec<Uuid>, Error> {
    tx.query(
        "SELECT DISTINCT g.person_id FROM guardian g WHERE g.of_minor = 1 AND g.ended_at IS NULL",
        params![],
        |row| Ok(row.get(0)?),
    )
}

/// Keeps a guardian.
pub fn insert(tx: &mut Tx, guardian: &Guardian, person: &Person) -> Result<(), Error> {
    let (now, member) = (tx.now(), tx.viewer().member_id());
    let words = Words { name: guardian.name.clone(), seen: guardian.seen.clone() };
    let label = person.details.label.code();
    let place = details::guardian(guardian.id, guardian.owner_org);
    let sealed = tx.seal_json(KeyKind::of_label(label), &place, &words)?;
    tx.execute(
        "INSERT INTO guardian (id, person_id, owner_org, label, basis, scope, valid_from, valid_until, of_minor, ended_at, \
         ending, key_id, sealed, created_by, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, NULL, NULL, ?10, ?11, \
         ?12, ?13)",
        params![
            guardian.id, guardian.person_id, guardian.owner_org, label, guardian.basis.code(),
            labels_to_text(&guardian.scope), guardian.valid_from, guardian.valid_until, guardian.of_minor, sealed.key,
            sealed.bytes, member, now,
        ],
    )?;
    Ok(())
}

/// Ends a guardian; `false` when that was done before.
pub fn end(tx: &mut Tx, id: Uuid, why: Ending) -> Result<bool, Error> {
    let now = tx.now();
    let n = tx.execute(
        "UPDATE guardian SET ended_at = ?2, ending = ?3 WHERE id = ?1 AND ended_at IS NULL",
        params![id, now, why.code()],
    )?;
    Ok(n == 1)
}

/// Consents of a guardian that open something now or later.
pub fn open_consents(tx: &mut Tx, guardian: Uuid) -> Result<Vec<Uuid>, Error> {
    let now = tx.now();
    tx.query(
        "SELECT DISTINCT c.id FROM consent c JOIN permission p ON p.consent_id = c.id WHERE c.guardian_id = ?1 AND \
         p.withdrawn_at IS NULL AND p.valid_until > ?2",
        params![guardian, now],
        |row| Ok(row.get(0)?),
    )
}

/// Notes that a minor decides like an adult.
pub fn emancipate(tx: &mut Tx, person: &Person, basis: &str) -> Result<(), Error> {
    let (now, member) = (tx.now(), tx.viewer().member_id());
    tx.execute(
        "INSERT INTO emancipation (person_id, owner_org, label, basis, noted_by, noted_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
         ON CONFLICT (person_id) DO NOTHING",
        params![person.id, person.owner_org, person.details.label.code(), basis, member, now],
    )?;
    Ok(())
}

/// Why a minor decides like an adult, and since when it is noted.
pub fn emancipated(tx: &mut Tx, person: Uuid) -> Result<Option<(String, Timestamp)>, Error> {
    tx.query_opt(
        "SELECT e.basis, e.noted_at FROM emancipation e WHERE e.person_id = ?1",
        params![person],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}
