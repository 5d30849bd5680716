//! Persons, the words of their names, and the identifiers an organization knows them by.

use crate::model::label::Label;
use crate::model::person::{Identifiers, Person, PersonDetails, SafeContact};
use tandem_access::{Error, Row, Tx, Uuid, json_texts, params};

macro_rules! select_person {
    ($tail:literal) => {
        concat!(
            "SELECT p.id, p.owner_org, p.label, p.given_name, p.family_name, p.preferred_name, p.birth_date, p.phone, \
             p.email, p.language, p.address_line1, p.address_line2, p.city, p.region, p.postal_code, p.area, \
             p.safe_call, p.safe_text, p.safe_email, p.safe_message, p.created_at, p.updated_at FROM person p ",
            $tail
        )
    };
}

fn read(row: &Row) -> Result<Person, Error> {
    Ok(Person {
        id: row.get(0)?,
        owner_org: row.get(1)?,
        details: PersonDetails {
            label: label(row.get(2)?)?,
            given_name: row.get(3)?,
            family_name: row.get(4)?,
            preferred_name: row.get(5)?,
            birth_date: row.get(6)?,
            phone: row.get(7)?,
            email: row.get(8)?,
            language: row.get(9)?,
            address_line1: row.get(10)?,
            address_line2: row.get(11)?,
            city: row.get(12)?,
            region: row.get(13)?,
            postal_code: row.get(14)?,
            area: row.get(15)?,
            safe: SafeContact {
                call: row.get(16)?,
                text: row.get(17)?,
                email: row.get(18)?,
                message: row.get(19)?,
            },
        },
        created_at: row.get(20)?,
        updated_at: row.get(21)?,
    })
}

/// A person as the viewer may see them. A consent opens "your name and how to reach you": to the organizations that it
/// names the birth date and the home stay closed, and so does what others call the person. Where somebody lives is what
/// a stranger at a partner must not learn.
fn as_seen(tx: &Tx, mut person: Person) -> Person {
    if !sees_all(tx, person.owner_org, person.id) {
        let d = &mut person.details;
        (d.birth_date, d.address_line1, d.address_line2) = (None, None, None);
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
    tx.execute(
        "INSERT INTO person (id, owner_org, label, given_name, family_name, preferred_name, name_key, birth_date, \
         phone, email, language, address_line1, address_line2, city, region, postal_code, area, safe_call, \
         safe_text, safe_email, safe_message, created_by, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, \
         ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)",
        params![
            person.id, person.owner_org, d.label.code(), &d.given_name, &d.family_name, &d.preferred_name,
            d.name_key(), d.birth_date, &d.phone, &d.email, &d.language, &d.address_line1, &d.address_line2, &d.city,
            &d.region, &d.postal_code, &d.area, d.safe.call, d.safe.text, d.safe.email, d.safe.message, created_by,
            person.created_at, person.updated_at,
        ],
    )?;
    Ok(())
}

/// Writes the changed facts of a person. Owner and id never change.
pub fn update(tx: &mut Tx, person: &Person) -> Result<(), Error> {
    let d = &person.details;
    let changed = tx.execute(
        "UPDATE person SET label = ?2, given_name = ?3, family_name = ?4, preferred_name = ?5, name_key = ?6, \
         birth_date = ?7, phone = ?8, email = ?9, language = ?10, address_line1 = ?11, address_line2 = ?12, \
         city = ?13, region = ?14, postal_code = ?15, area = ?16, safe_call = ?17, safe_text = ?18, \
         safe_email = ?19, safe_message = ?20, updated_at = ?21 WHERE id = ?1",
        params![
            person.id, d.label.code(), &d.given_name, &d.family_name, &d.preferred_name, d.name_key(), d.birth_date,
            &d.phone, &d.email, &d.language, &d.address_line1, &d.address_line2, &d.city, &d.region, &d.postal_code,
            &d.area, d.safe.call, d.safe.text, d.safe.email, d.safe.message, person.updated_at,
        ],
    )?;
    if changed != 1 {
        return Err(Error::NotFound);
    }
    tx.execute("DELETE FROM person_name_word WHERE person_id = ?1", params![person.id])?;
    tx.execute(
        "UPDATE person_identifier SET label = ?2 WHERE person_id = ?1",
        params![person.id, d.label.code()],
    )?;
    index(tx, person)
}

/// Notes the words of the name. A domestic-violence record has none: it is absent from every search, whoever asks.
pub fn index(tx: &mut Tx, person: &Person) -> Result<(), Error> {
    if !person.details.label.is_searchable() {
        return Ok(());
    }
    for word in person.details.name_words() {
        tx.execute(
            "INSERT INTO person_name_word (person_id, owner_org, label, word) VALUES (?1, ?2, ?3, ?4)",
            params![person.id, person.owner_org, person.details.label.code(), word],
        )?;
    }
    Ok(())
}

/// The person, if the viewer may see the record. Hidden and absent are the same `None`.
pub fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Person>, Error> {
    let found = tx.query_opt(select_person!("WHERE p.id = ?1"), params![id], read)?;
    Ok(found.map(|person| as_seen(tx, person)))
}

/// Persons of `org` whose names hold words that start with each of `words` (folded; one to four are used).
pub fn search(tx: &mut Tx, org: Uuid, words: &[String], limit: usize) -> Result<Vec<Person>, Error> {
    let bound = |n: usize| {
        let low = words.get(n).cloned();
        let high = low.as_ref().map(|word| format!("{word}\u{10FFFF}"));
        (low, high)
    };
    let ((a, a_end), (b, b_end), (c, c_end), (d, d_end)) = (bound(0), bound(1), bound(2), bound(3));
    tx.query(
        select_person!(
            "WHERE p.owner_org = ?1 AND p.label <> 'domestic_violence' AND p.id IN (SELECT w.person_id FROM \
             person_name_word w WHERE w.owner_org = ?1 AND w.word >= ?2 AND w.word < ?3) AND (CAST(?4 AS TEXT) IS \
             NULL OR EXISTS (SELECT 1 FROM person_name_word w WHERE w.person_id = p.id AND w.word >= ?4 AND w.word \
             < ?5)) AND (CAST(?6 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM person_name_word w WHERE w.person_id = \
             p.id AND w.word >= ?6 AND w.word < ?7)) AND (CAST(?8 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM \
             person_name_word w WHERE w.person_id = p.id AND w.word >= ?8 AND w.word < ?9)) ORDER BY p.family_name, \
             p.given_name, p.id LIMIT ?10"
        ),
        params![org, a, a_end, b, b_end, c, c_end, d, d_end, limit],
        read,
    )
}

/// Persons that equal every given identifier: at most `limit`. Domestic-violence records never match. The fence
/// leaves the viewer's own records and those a live consent opens.
pub fn match_exact(tx: &mut Tx, wanted: &Identifiers, limit: usize) -> Result<Vec<Person>, Error> {
    let found = tx.query(
        select_person!(
            "WHERE p.name_key = ?1 AND p.birth_date = ?2 AND (CAST(?3 AS TEXT) IS NULL OR p.phone = ?3) AND \
             (CAST(?4 AS TEXT) IS NULL OR p.email = ?4) AND (CAST(?5 AS TEXT) IS NULL OR p.postal_code = ?5) AND \
             p.label <> 'domestic_violence' ORDER BY p.created_at, p.id LIMIT ?6"
        ),
        params![&wanted.name_key, wanted.birth_date, &wanted.phone, &wanted.email, &wanted.postal_code, limit],
        read,
    )?;
    Ok(found.into_iter().map(|person| as_seen(tx, person)).collect())
}

/// Ids of `org`'s records that equal every given identifier: at most two, which is enough to know it is not one.
pub fn match_in_org(tx: &mut Tx, org: Uuid, wanted: &Identifiers) -> Result<Vec<Uuid>, Error> {
    tx.query(
        "SELECT p.id FROM person p WHERE p.owner_org = ?1 AND p.name_key = ?2 AND p.birth_date = ?3 AND \
         (CAST(?4 AS TEXT) IS NULL OR p.phone = ?4) AND (CAST(?5 AS TEXT) IS NULL OR p.email = ?5) AND \
         (CAST(?6 AS TEXT) IS NULL OR p.postal_code = ?6) AND p.label <> 'domestic_violence' ORDER BY p.id LIMIT 2",
        params![
            org, &wanted.name_key, wanted.birth_date, &wanted.phone, &wanted.email, &wanted.postal_code,
        ],
        |row| Ok(row.get(0)?),
    )
}

/// The record that `org` knows by `value` in `system` (a medical record number, say).
pub fn by_identifier(tx: &mut Tx, org: Uuid, system: &str, value: &str) -> Result<Option<Person>, Error> {
    tx.query_opt(
        select_person!(
            "JOIN person_identifier i ON i.person_id = p.id WHERE i.owner_org = ?1 AND i.system = ?2 AND i.value = ?3"
        ),
        params![org, system, value],
        read,
    )
}

/// The records that `org` knows by each of `values` in `system`: value, person, label.
pub fn by_identifiers(
    tx: &mut Tx,
    org: Uuid,
    system: &str,
    values: &[String],
) -> Result<Vec<(String, Uuid, Label)>, Error> {
    tx.query(
        "SELECT i.value, p.id, p.label FROM person_identifier i JOIN person p ON p.id = i.person_id \
         WHERE i.owner_org = ?1 AND i.system = ?2 AND i.value IN_TEXTS(?3)",
        params![org, system, json_texts(values)],
        |row| Ok((row.get(0)?, row.get(1)?, label(row.get(2)?)?)),
    )
}

/// Keeps an identifier; `false` when the organization already uses it for somebody.
pub fn insert_identifier(tx: &mut Tx, person: &Person, system: &str, value: &str) -> Result<bool, Error> {
    let (id, now) = (tx.new_id(), tx.now());
    let inserted = tx.execute(
        "INSERT INTO person_identifier (id, person_id, owner_org, label, system, value, created_at) VALUES (?1, ?2, \
         ?3, ?4, ?5, ?6, ?7) ON CONFLICT (owner_org, system, value) DO NOTHING",
        params![id, person.id, person.owner_org, person.details.label.code(), system, value, now],
    )?;
    Ok(inserted == 1)
}

/// System and value of each identifier of a person; none for another organization.
pub fn identifiers(tx: &mut Tx, person: &Person) -> Result<Vec<(String, String)>, Error> {
    if !sees_all(tx, person.owner_org, person.id) {
        return Ok(vec![]);
    }
    tx.query(
        "SELECT i.system, i.value FROM person_identifier i WHERE i.person_id = ?1 ORDER BY i.system, i.value",
        params![person.id],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
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
    Ok(found.into_iter().map(|person| as_seen(tx, person)).collect())
}
