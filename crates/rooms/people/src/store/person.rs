//! Persons, how their names begin, and the identifiers an organization knows them by.

use super::details;
use crate::model::label::Label;
use crate::model::person::{Identifiers, Person, PersonDetails, SafeContact};
use std::cmp::Reverse;
use std::collections::HashMap;
use tandem_access::{Error, Row, Tx, Uuid, Value, json_ids, params};

macro_rules! select_person {
    ($tail:literal) => {
        concat!(
            "SELECT p.id, p.owner_org, p.label, p.language, p.area, p.safe_call, p.safe_text, p.safe_email, \
             p.safe_message, p.created_at, p.updated_at, p.key_id, p.sealed FROM person p ",
            $tail
        )
    };
}

/// A row as it stands in the database: who it is about is closed.
struct Closed {
    person: Person,
    key: Option<Uuid>,
    sealed: Option<Vec<u8>>,
}

fn read(row: &Row) -> Result<Closed, Error> {
    let details = PersonDetails {
        label: label(row.get(2)?)?,
        given_name: String::new(),
        family_name: String::new(),
        preferred_name: None,
        birth_date: None,
        phone: None,
        email: None,
        language: row.get(3)?,
        address_line1: None,
        address_line2: None,
        city: None,
        region: None,
        postal_code: None,
        area: row.get(4)?,
        safe: SafeContact { call: row.get(5)?, text: row.get(6)?, email: row.get(7)?, message: row.get(8)? },
    };
    let (created_at, updated_at) = (row.get(9)?, row.get(10)?);
    let person = Person { id: row.get(0)?, owner_org: row.get(1)?, details, created_at, updated_at };
    Ok(Closed { person, key: row.get(11)?, sealed: row.get(12)? })
}

/// Opens a row. One whose key was destroyed, or whose person was erased, stays without names
/// ([`PersonDetails::is_gone`]).
fn open(tx: &mut Tx, closed: Closed) -> Result<Person, Error> {
    let mut person = closed.person;
    let place = details::person(person.id, person.owner_org);
    if let Some(plain) = tx.unseal(&place, closed.key, closed.sealed.as_deref())? {
        let opened: details::Sealed = serde_json::from_slice(&plain)
            .map_err(|e| Error::Internal(format!("person {}: {e}", person.id)))?;
        opened.fill(&mut person.details);
    }
    Ok(person)
}

fn open_all(tx: &mut Tx, found: Vec<Closed>) -> Result<Vec<Person>, Error> {
    found.into_iter().map(|closed| open(tx, closed)).collect()
}

/// A person as the viewer may see them. A consent opens "your name and how to reach you": to the organizations that it
/// names the birth date and the home stay closed, and so does what others call the person. Where somebody lives is what
/// a stranger at a partner must not learn.
fn as_seen(tx: &Tx, mut person: Person) -> Person {
    if !sees_all(tx, person.owner_org, person.id) {
        let d = &mut person.details;
        (d.birth_date, d.address_line1, d.address_line2, d.city, d.postal_code) =
            (None, None, None, None, None);
    }
    person
}

fn sees_all(tx: &Tx, owner: Uuid, person: Uuid) -> bool {
    let viewer = tx.viewer();
    viewer.is_system() || viewer.org() == Some(owner) || viewer.person() == Some(person)
}

/// A label as kept. An unknown one is a fault of the data and must never read as "general".
pub(crate) fn label(code: String) -> Result<Label, Error> {
    Label::from_code(&code).ok_or_else(|| Error::Internal(format!("`{code}` is not a label")))
}

/// Keeps a new person. Call [`index`] once its care team is set: for a sensitive label, what the writer may not see
/// the writer may not index either.
pub fn insert(tx: &mut Tx, person: &Person) -> Result<(), Error> {
    let d = &person.details;
    let created_by = tx.viewer().member_id();
    let place = details::person(person.id, person.owner_org);
    let sealed = tx.seal_json(details::kind(d), &place, &details::Sealed::from(d))?;
    let token = details::match_token(tx, person.owner_org, d)?;
    tx.execute(
        "INSERT INTO person (id, owner_org, label, key_id, sealed, match_token, language, area, safe_call, safe_text, \
         safe_email, safe_message, created_by, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, \
         ?10, ?11, ?12, ?13, ?14, ?15)",
        params![
            person.id, person.owner_org, d.label.code(), sealed.key, sealed.bytes, token, &d.language, &d.area,
            d.safe.call, d.safe.text, d.safe.email, d.safe.message, created_by, person.created_at, person.updated_at,
        ],
    )?;
    Ok(())
}

/// Writes the changed facts of a person. Owner and id never change. Under another label the identifiers are closed with
/// that label's key.
pub fn update(tx: &mut Tx, person: &Person) -> Result<(), Error> {
    let d = &person.details;
    let kind = details::kind(d);
    let place = details::person(person.id, person.owner_org);
    let sealed = tx.seal_json(kind, &place, &details::Sealed::from(d))?;
    let token = details::match_token(tx, person.owner_org, d)?;
    let changed = tx.execute(
        "UPDATE person SET label = ?2, key_id = ?3, sealed = ?4, match_token = ?5, language = ?6, area = ?7, \
         safe_call = ?8, safe_text = ?9, safe_email = ?10, safe_message = ?11, updated_at = ?12 WHERE id = ?1",
        params![
            person.id, d.label.code(), sealed.key, sealed.bytes, token, &d.language, &d.area, d.safe.call,
            d.safe.text, d.safe.email, d.safe.message, person.updated_at,
        ],
    )?;
    if changed != 1 {
        return Err(Error::NotFound);
    }
    tx.execute("DELETE FROM person_name_token WHERE person_id = ?1", params![person.id])?;
    for known in closed_identifiers(tx, person.id)? {
        let place = details::identifier(known.id, person.owner_org);
        let value = tx.unseal(&place, known.key, known.sealed.as_deref())?;
        let Some(value) = value else { continue };
        let sealed = tx.seal(kind, &place, &value)?;
        tx.execute(
            "UPDATE person_identifier SET label = ?2, key_id = ?3, sealed = ?4 WHERE id = ?1",
            params![known.id, d.label.code(), sealed.key, sealed.bytes],
        )?;
    }
    index(tx, person)
}

/// Notes how the words of the name begin. A domestic-violence record has none: it is absent from every search, whoever
/// asks.
pub fn index(tx: &mut Tx, person: &Person) -> Result<(), Error> {
    let d = &person.details;
    let row = |token: Uuid| params![person.id, person.owner_org, d.label.code(), token].to_vec();
    let rows: Vec<Vec<Value>> = details::name_tokens(tx, person.owner_org, d)?.into_iter().map(row).collect();
    tx.execute_each(
        "INSERT INTO person_name_token (person_id, owner_org, label, token) VALUES (?1, ?2, ?3, ?4)",
        &rows,
    )?;
    Ok(())
}

/// The person, if the viewer may see the record. Hidden and absent are the same `None`.
pub fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Person>, Error> {
    let Some(found) = tx.query_opt(select_person!("WHERE p.id = ?1"), params![id], read)? else {
        return Ok(None);
    };
    let person = open(tx, found)?;
    Ok(Some(as_seen(tx, person)))
}

/// Which organization keeps a record, where the viewer may see it.
pub fn owner_of(tx: &mut Tx, id: Uuid) -> Result<Option<Uuid>, Error> {
    tx.query_opt("SELECT p.owner_org FROM person p WHERE p.id = ?1", params![id], |row| Ok(row.get(0)?))
}

/// The label of a record, where the viewer may see it.
pub fn label_of(tx: &mut Tx, id: Uuid) -> Result<Option<Label>, Error> {
    tx.query_opt("SELECT p.label FROM person p WHERE p.id = ?1", params![id], |row| label(row.get(0)?))
}

/// The person with everything that is compared: only for a caller who has checked that the viewer may compare the record.
pub fn whole(tx: &mut Tx, id: Uuid) -> Result<Option<Person>, Error> {
    let found = tx.query_opt(select_person!("WHERE p.id = ?1"), params![id], read)?;
    found.map(|closed| open(tx, closed)).transpose()
}

/// As [`whole`] for many, in order of id.
pub fn whole_of(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<Person>, Error> {
    let found =
        tx.query(select_person!("WHERE p.id IN_IDS(?1) ORDER BY p.id"), params![json_ids(ids)], read)?;
    open_all(tx, found)
}

/// The next five hundred ids of an organization's records, in order.
pub fn ids_of(tx: &mut Tx, org: Uuid, after: Option<Uuid>) -> Result<Vec<Uuid>, Error> {
    tx.query(
        "SELECT p.id FROM person p WHERE p.owner_org = ?1 AND p.id > ?2 ORDER BY p.id LIMIT 500",
        params![org, after.unwrap_or_default()],
        |row| Ok(row.get(0)?),
    )
}

/// Ids in order, after `after`.
pub fn ids_after(tx: &mut Tx, after: Option<Uuid>, limit: u32) -> Result<Vec<Uuid>, Error> {
    let after = after.unwrap_or_default();
    tx.query(
        "SELECT p.id FROM person p WHERE p.id > ?1 ORDER BY p.id LIMIT ?2",
        params![after, limit],
        |row| Ok(row.get(0)?),
    )
}

/// Persons of `org` whose names hold words that start with each of `words` (folded; one to four are used).
pub fn search(tx: &mut Tx, org: Uuid, words: &[String], limit: usize) -> Result<Vec<Person>, Error> {
    let tokens = words.iter().map(|word| details::search_token(tx, org, word));
    let mut tokens = tokens.collect::<Result<Vec<_>, _>>()?;
    // The word of which most is known finds fewest.
    tokens.sort_by_key(|(letters, _)| Reverse(*letters));
    let Some((_, first)) = tokens.first().copied() else { return Ok(vec![]) };
    let nth = |n: usize| tokens.get(n).map_or(first, |(_, token)| *token);
    let found = tx.query(
        select_person!(
            "WHERE p.owner_org = ?1 AND p.label <> 'domestic_violence' AND p.id IN (SELECT w.person_id FROM \
             person_name_token w WHERE w.owner_org = ?1 AND w.token = ?2) AND EXISTS (SELECT 1 FROM \
             person_name_token w WHERE w.person_id = p.id AND w.token = ?3) AND EXISTS (SELECT 1 FROM \
             person_name_token w WHERE w.person_id = p.id AND w.token = ?4) AND EXISTS (SELECT 1 FROM \
             person_name_token w WHERE w.person_id = p.id AND w.token = ?5)"
        ),
        params![org, first, nth(1), nth(2), nth(3)],
        read,
    )?;
    let mut found = open_all(tx, found)?;
    found.retain(|person| details::found_by(&person.details, words));
    let name = |p: &Person| (p.details.family_name.clone(), p.details.given_name.clone(), p.id);
    found.sort_by_cached_key(name);
    found.truncate(limit);
    Ok(found)
}

/// Persons that equal every given identifier: at most `limit`. Domestic-violence records never match. The fence
/// leaves the viewer's own records and those a live consent opens.
pub fn match_exact(tx: &mut Tx, wanted: &Identifiers, limit: usize) -> Result<Vec<Person>, Error> {
    // A token is one organization's: equal people of two look unlike in the database.
    let mut tokens = vec![];
    for org in tx.organizations_with_keys()? {
        tokens.extend(details::wanted_token(tx, org, wanted)?);
    }
    let found = tx.query(
        select_person!(
            "WHERE p.match_token IN_IDS(?1) AND p.label <> 'domestic_violence' ORDER BY p.created_at, p.id"
        ),
        params![json_ids(&tokens)],
        read,
    )?;
    let mut found = open_all(tx, found)?;
    found.retain(|person| details::equals(&person.details, wanted));
    found.truncate(limit);
    Ok(found.into_iter().map(|person| as_seen(tx, person)).collect())
}

/// Ids of `org`'s records that equal every given identifier: at most two, which is enough to know it is not one.
pub fn match_in_org(tx: &mut Tx, org: Uuid, wanted: &Identifiers) -> Result<Vec<Uuid>, Error> {
    let Some(token) = details::wanted_token(tx, org, wanted)? else { return Ok(vec![]) };
    let found = tx.query(
        select_person!(
            "WHERE p.owner_org = ?1 AND p.match_token = ?2 AND p.label <> 'domestic_violence' ORDER BY p.id"
        ),
        params![org, token],
        read,
    )?;
    let mut found = open_all(tx, found)?;
    found.retain(|person| details::equals(&person.details, wanted));
    Ok(found.into_iter().map(|person| person.id).take(2).collect())
}

/// `org`'s records in its vault, which keep nothing to look them up by: for the operator's import only, which would write down
/// twice whom the organization knows.
pub fn in_vault(tx: &mut Tx, org: Uuid) -> Result<Vec<Person>, Error> {
    if !tx.viewer().is_system() {
        return Err(Error::Forbidden);
    }
    let found = tx.query(
        select_person!("WHERE p.owner_org = ?1 AND p.label = 'domestic_violence' ORDER BY p.id"),
        params![org],
        read,
    )?;
    open_all(tx, found)
}

/// The record that `org` knows by `value` in `system` (a medical record number, say).
pub fn by_identifier(tx: &mut Tx, org: Uuid, system: &str, value: &str) -> Result<Option<Person>, Error> {
    let token = details::value_token(tx, org, system, value)?;
    let found = tx.query_opt(
        select_person!(
            "JOIN person_identifier i ON i.person_id = p.id WHERE i.owner_org = ?1 AND i.system = ?2 AND \
             i.value_token = ?3"
        ),
        params![org, system, token],
        read,
    )?;
    found.map(|closed| open(tx, closed)).transpose()
}

/// The records that `org` knows by each of `values` in `system`: value, person, label.
pub fn by_identifiers(
    tx: &mut Tx,
    org: Uuid,
    system: &str,
    values: &[String],
) -> Result<Vec<(String, Uuid, Label)>, Error> {
    let mut wanted = HashMap::new();
    for value in values {
        wanted.insert(details::value_token(tx, org, system, value)?, value);
    }
    let found = tx.query(
        "SELECT i.value_token, p.id, p.label FROM person_identifier i JOIN person p ON p.id = i.person_id \
         WHERE i.owner_org = ?1 AND i.system = ?2 AND i.value_token IN_IDS(?3)",
        params![org, system, json_ids(wanted.keys())],
        |row| Ok((row.get::<Uuid>(0)?, row.get(1)?, label(row.get(2)?)?)),
    )?;
    let value = |token| wanted.get(&token).map(|value| (*value).clone());
    Ok(found.into_iter().filter_map(|(token, id, label)| Some((value(token)?, id, label))).collect())
}

/// Keeps an identifier; `false` when the organization already uses it for somebody.
pub fn insert_identifier(tx: &mut Tx, person: &Person, system: &str, value: &str) -> Result<bool, Error> {
    let (id, now, org) = (tx.new_id(), tx.now(), person.owner_org);
    let token = details::value_token(tx, org, system, value)?;
    let kind = details::kind(&person.details);
    let sealed = tx.seal(kind, &details::identifier(id, org), value.as_bytes())?;
    let inserted = tx.execute(
        "INSERT INTO person_identifier (id, person_id, owner_org, label, system, value_token, key_id, sealed, \
         created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (owner_org, system, value_token) DO \
         NOTHING",
        params![id, person.id, org, person.details.label.code(), system, token, sealed.key, sealed.bytes, now],
    )?;
    Ok(inserted == 1)
}

struct ClosedIdentifier {
    id: Uuid,
    system: String,
    key: Option<Uuid>,
    sealed: Option<Vec<u8>>,
}

fn closed_identifiers(tx: &mut Tx, person: Uuid) -> Result<Vec<ClosedIdentifier>, Error> {
    tx.query(
        "SELECT i.id, i.system, i.key_id, i.sealed FROM person_identifier i WHERE i.person_id = ?1",
        params![person],
        read_identifier,
    )
}

fn read_identifier(row: &Row) -> Result<ClosedIdentifier, Error> {
    Ok(ClosedIdentifier { id: row.get(0)?, system: row.get(1)?, key: row.get(2)?, sealed: row.get(3)? })
}

/// System and value of each identifier of a person; none for another organization.
pub fn identifiers(tx: &mut Tx, person: &Person) -> Result<Vec<(String, String)>, Error> {
    if !sees_all(tx, person.owner_org, person.id) {
        return Ok(vec![]);
    }
    all_identifiers(tx, person)
}

/// The same for a caller who has checked that the viewer may compare the record.
pub fn all_identifiers(tx: &mut Tx, person: &Person) -> Result<Vec<(String, String)>, Error> {
    Ok(identifiers_of(tx, &[person.id])?.remove(&person.id).unwrap_or_default())
}

/// As [`all_identifiers`] for many: system and value by person.
pub fn identifiers_of(tx: &mut Tx, persons: &[Uuid]) -> Result<HashMap<Uuid, Vec<(String, String)>>, Error> {
    let closed: Vec<(Uuid, Uuid, ClosedIdentifier)> = tx.query(
        "SELECT i.id, i.system, i.key_id, i.sealed, i.person_id, i.owner_org FROM person_identifier i WHERE i.person_id \
         IN_IDS(?1)",
        params![json_ids(persons)],
        |row| Ok((row.get(4)?, row.get(5)?, read_identifier(row)?)),
    )?;
    let mut found: HashMap<Uuid, Vec<(String, String)>> = HashMap::new();
    for (person, owner, known) in closed {
        let place = details::identifier(known.id, owner);
        if let Some(value) = tx.unseal(&place, known.key, known.sealed.as_deref())? {
            let value = String::from_utf8_lossy(&value).into_owned();
            found.entry(person).or_default().push((known.system, value));
        }
    }
    found.values_mut().for_each(|identifiers| identifiers.sort());
    Ok(found)
}

/// The people whose care team the member is on, newest assignment first.
pub fn of_member(tx: &mut Tx, member: Uuid, limit: usize) -> Result<Vec<Person>, Error> {
    let now = tx.now();
    let found = tx.query(
        select_person!(
            "JOIN care_team c ON c.person_id = p.id WHERE c.member_id = ?1 AND (c.until IS NULL OR c.until > ?2) \
             ORDER BY c.since DESC, p.id LIMIT ?3"
        ),
        params![member, now, limit],
        read,
    )?;
    let found = open_all(tx, found)?;
    Ok(found.into_iter().map(|person| as_seen(tx, person)).collect())
}
