//! Links, pairs apart, and the identity that each record has.

use crate::model::grouping::{Link, ordered};
use std::collections::BTreeMap;
use tandem_access::{Error, Tx, Uuid, json_ids, params};
use tandem_people::model::label::Label;

/// Holds two records to be one person; `weight` is what the model says of them, whatever decisions made of it.
pub fn put_link(tx: &mut Tx, link: &Link<Uuid>, weight: f64) -> Result<(), Error> {
    let (left, right) = ordered(link.pair);
    let now = tx.now();
    tx.execute(
        "INSERT INTO identity_link (left_person, right_person, probability, reviewed, at, weight) VALUES (?1, ?2, ?3, ?4, \
         ?5, ?6) ON CONFLICT (left_person, right_person) DO UPDATE SET probability = ?3, reviewed = ?4, at = ?5, weight = ?6",
        params![left, right, link.probability, link.reviewed, now, weight],
    )?;
    Ok(())
}

/// Takes a link away; whether there was one.
pub fn remove_link(tx: &mut Tx, pair: (Uuid, Uuid)) -> Result<bool, Error> {
    let (left, right) = ordered(pair);
    let gone = tx.execute(
        "DELETE FROM identity_link WHERE left_person = ?1 AND right_person = ?2",
        params![left, right],
    )?;
    Ok(gone > 0)
}

/// Links of any of these records.
pub fn links_of(tx: &mut Tx, records: &[Uuid]) -> Result<Vec<Link<Uuid>>, Error> {
    tx.query(
        "SELECT l.left_person, l.right_person, l.probability, l.reviewed FROM identity_link l WHERE l.left_person \
         IN_IDS(?1) OR l.right_person IN_IDS(?1)",
        params![json_ids(records)],
        |row| {
            Ok(Link { pair: (row.get(0)?, row.get(1)?), probability: row.get(2)?, reviewed: row.get(3)? })
        },
    )
}

/// Keeps two records apart; whether that is new.
pub fn put_apart(tx: &mut Tx, pair: (Uuid, Uuid)) -> Result<bool, Error> {
    let (left, right) = ordered(pair);
    let now = tx.now();
    let new = tx.execute(
        "INSERT INTO identity_apart (left_person, right_person, at) VALUES (?1, ?2, ?3) \
         ON CONFLICT (left_person, right_person) DO NOTHING",
        params![left, right, now],
    )?;
    Ok(new > 0)
}

/// Lets two records come together again; whether they were apart.
pub fn remove_apart(tx: &mut Tx, pair: (Uuid, Uuid)) -> Result<bool, Error> {
    let (left, right) = ordered(pair);
    let gone = tx.execute(
        "DELETE FROM identity_apart WHERE left_person = ?1 AND right_person = ?2",
        params![left, right],
    )?;
    Ok(gone > 0)
}

/// Pairs apart that name any of these records.
pub fn apart_of(tx: &mut Tx, records: &[Uuid]) -> Result<Vec<(Uuid, Uuid)>, Error> {
    tx.query(
        "SELECT a.left_person, a.right_person FROM identity_apart a WHERE a.left_person IN_IDS(?1) OR a.right_person \
         IN_IDS(?1)",
        params![json_ids(records)],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// The identity of a record, as far as the viewer may see it.
pub fn identity_of(tx: &mut Tx, person: Uuid) -> Result<Option<Uuid>, Error> {
    tx.query_opt(
        "SELECT r.identity_id FROM identity_record r WHERE r.person_id = ?1",
        params![person],
        |row| Ok(row.get(0)?),
    )
}

/// Every record of the identities that these records belong to, with its identity.
pub fn together_with(tx: &mut Tx, records: &[Uuid]) -> Result<BTreeMap<Uuid, Uuid>, Error> {
    let rows: Vec<(Uuid, Uuid)> = tx.query(
        "SELECT r.person_id, r.identity_id FROM identity_record r WHERE r.identity_id IN (SELECT s.identity_id FROM \
         identity_record s WHERE s.person_id IN_IDS(?1))",
        params![json_ids(records)],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(rows.into_iter().collect())
}

/// The other records of the same person that the viewer may see, with who keeps them, in order of id.
pub fn others(tx: &mut Tx, person: Uuid) -> Result<Vec<(Uuid, Uuid)>, Error> {
    tx.query(
        "SELECT o.person_id, o.owner_org FROM identity_record r JOIN identity_record o ON o.identity_id = \
         r.identity_id WHERE r.person_id = ?1 AND o.person_id <> ?1 ORDER BY o.person_id",
        params![person],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Gives a record its identity.
pub fn put_record(
    tx: &mut Tx,
    (person, owner_org, label): (Uuid, Uuid, Label),
    identity: Uuid,
) -> Result<(), Error> {
    let now = tx.now();
    tx.execute(
        "INSERT INTO identity_record (person_id, owner_org, label, identity_id, since) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT (person_id) DO UPDATE SET label = ?3",
        params![person, owner_org, label.code(), identity, now],
    )?;
    Ok(())
}

/// Moves a record to another identity.
pub fn move_record(tx: &mut Tx, person: Uuid, identity: Uuid) -> Result<(), Error> {
    let now = tx.now();
    tx.execute(
        "UPDATE identity_record SET identity_id = ?2, since = ?3 WHERE person_id = ?1",
        params![person, identity, now],
    )?;
    Ok(())
}

/// Takes a record out, with its links and what kept it apart; whether it was in.
pub fn remove_record(tx: &mut Tx, person: Uuid) -> Result<bool, Error> {
    for gone in [
        "DELETE FROM identity_link WHERE left_person = ?1 OR right_person = ?1",
        "DELETE FROM identity_apart WHERE left_person = ?1 OR right_person = ?1",
    ] {
        tx.execute(gone, params![person])?;
    }
    Ok(tx.execute("DELETE FROM identity_record WHERE person_id = ?1", params![person])? > 0)
}

/// How many records there are.
pub fn size(tx: &mut Tx) -> Result<u64, Error> {
    tx.query_one("SELECT s.records FROM identity_size s WHERE s.one = 1", params![], |row| {
        Ok(count(row.get(0)?))
    })
}

/// Notes that a record came or went.
pub fn resize(tx: &mut Tx, by: i64) -> Result<(), Error> {
    tx.execute("UPDATE identity_size SET records = records + ?1 WHERE one = 1", params![by])?;
    Ok(())
}

/// How many people are known by one, two, three ... partners: the number of partners and of people, in order.
pub fn by_partners(tx: &mut Tx) -> Result<Vec<(u64, u64)>, Error> {
    tx.query(
        "SELECT n.partners, COUNT(*) FROM (SELECT COUNT(DISTINCT r.owner_org) AS partners FROM identity_record r \
         GROUP BY r.identity_id) n GROUP BY n.partners ORDER BY n.partners",
        params![],
        |row| Ok((count(row.get(0)?), count(row.get(1)?))),
    )
}

/// Links that stand.
pub fn link_count(tx: &mut Tx) -> Result<u64, Error> {
    tx.query_one("SELECT COUNT(l.left_person) FROM identity_link l", params![], |row| Ok(count(row.get(0)?)))
}

fn count(n: i64) -> u64 {
    u64::try_from(n).unwrap_or_default()
}
