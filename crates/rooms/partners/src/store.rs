//! The only file of this room with SQL.

use crate::actions::{Change, Filter};
use crate::model::{
    Interview, InterviewDraft, Membership, Organization, OrganizationDraft, Relevance, Sector,
};
use jiff::civil::Date;
use std::collections::HashMap;
use tandem_access::{Error, Row, Timestamp, Tx, Uuid, json_ids, json_texts, params};

/// A statement on whole organizations, put together at compile time.
macro_rules! organizations {
    ($tail:literal) => {
        concat!(
            "SELECT o.id, o.name, o.sector, o.membership, o.controlled_by, o.description, o.email, o.phone, o.url,
                    o.city, o.postal_code, o.timezone, o.language, o.confidential, o.source, o.source_id,
                    o.content_hash, o.created_at, o.updated_at
             FROM organization o ",
            $tail
        )
    };
}

fn organization(row: &Row<'_>) -> Result<Organization, Error> {
    let sector: String = row.get(2)?;
    let membership: String = row.get(3)?;
    Ok(Organization {
        id: row.get(0)?,
        name: row.get(1)?,
        sector: Sector::from_code(&sector).ok_or_else(|| unknown("sector", &sector))?,
        membership: Membership::from_code(&membership).ok_or_else(|| unknown("membership", &membership))?,
        controlled_by: row.get(4)?,
        description: row.get(5)?,
        email: row.get(6)?,
        phone: row.get(7)?,
        url: row.get(8)?,
        city: row.get(9)?,
        postal_code: row.get(10)?,
        timezone: row.get(11)?,
        language: row.get(12)?,
        confidential: row.get(13)?,
        source: row.get(14)?,
        source_id: row.get(15)?,
        content_hash: row.get(16)?,
        created_at: row.get(17)?,
        updated_at: row.get(18)?,
    })
}

fn unknown(what: &str, code: &str) -> Error {
    Error::Internal(format!("organization.{what} holds `{code}`, which this program does not know"))
}

pub(crate) fn insert(tx: &mut Tx<'_, '_>, new: &[Organization]) -> Result<(), Error> {
    let row = |o: &Organization| {
        params![
            o.id,
            &o.name,
            o.sector.code(),
            o.membership.code(),
            o.controlled_by,
            &o.description,
            &o.email,
            &o.phone,
            &o.url,
            &o.city,
            &o.postal_code,
            &o.timezone,
            &o.language,
            o.confidential,
            &o.source,
            &o.source_id,
            &o.content_hash,
            o.created_at,
            o.updated_at
        ]
        .to_vec()
    };
    tx.execute_each(
        "INSERT INTO organization (id, name, sector, membership, controlled_by, description, email, phone, url, city,
                                   postal_code, timezone, language, confidential, source, source_id, content_hash,
                                   created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
        &new.iter().map(row).collect::<Vec<_>>(),
    )?;
    Ok(())
}

/// Writes the editable part; `content_hash` only moves with an import.
pub(crate) fn update(
    tx: &mut Tx<'_, '_>,
    id: Uuid,
    d: &OrganizationDraft,
    content_hash: &str,
) -> Result<(), Error> {
    let now = tx.now();
    let changed = tx.execute(
        "UPDATE organization
         SET name = ?2, sector = ?3, controlled_by = ?4, description = ?5, email = ?6, phone = ?7, url = ?8,
             city = ?9, postal_code = ?10, timezone = ?11, language = ?12, confidential = ?13, content_hash = ?14,
             updated_at = ?15
         WHERE id = ?1",
        params![
            id,
            &d.name,
            d.sector.code(),
            d.controlled_by,
            &d.description,
            &d.email,
            &d.phone,
            &d.url,
            &d.city,
            &d.postal_code,
            &d.timezone,
            &d.language,
            d.confidential,
            content_hash,
            now
        ],
    )?;
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Moves the membership, if it still is what the caller read.
pub(crate) fn move_membership(
    tx: &mut Tx<'_, '_>,
    id: Uuid,
    from: Membership,
    to: Membership,
) -> Result<bool, Error> {
    let now = tx.now();
    let changed = tx.execute(
        "UPDATE organization SET membership = ?3, updated_at = ?4 WHERE id = ?1 AND membership = ?2",
        params![id, from.code(), to.code(), now],
    )?;
    Ok(changed == 1)
}

pub(crate) fn by_id(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Option<Organization>, Error> {
    tx.query_opt(organizations!("WHERE o.id = ?1"), params![id], organization)
}

pub(crate) fn by_ids(tx: &mut Tx<'_, '_>, ids: &[Uuid]) -> Result<Vec<Organization>, Error> {
    tx.query(organizations!("WHERE o.id IN_IDS(?1) ORDER BY o.name, o.id"), &[json_ids(ids)], organization)
}

/// Organizations of a source, by its ids.
pub(crate) fn by_source(
    tx: &mut Tx<'_, '_>,
    source: &str,
    source_ids: &[&str],
) -> Result<HashMap<String, Organization>, Error> {
    let known = tx.query(
        "SELECT (SELECT id FROM organization WHERE source = ?1 AND source_id = value) FROM EACH_TEXT(?2)",
        params![source, json_texts(source_ids)],
        |row| Ok(row.get::<Option<Uuid>>(0)?),
    )?;
    let known: Vec<Uuid> = known.into_iter().flatten().collect();
    let found = if known.is_empty() { Vec::new() } else { by_ids(tx, &known)? };
    Ok(found.into_iter().filter_map(|o| Some((o.source_id.clone()?, o))).collect())
}

pub(crate) fn list(tx: &mut Tx<'_, '_>, f: &Filter) -> Result<Vec<Organization>, Error> {
    tx.query(
        organizations!(
            "WHERE (?1 = '' OR o.sector = ?1) AND (?2 = '' OR o.membership = ?2)
               AND (?3 = 0 OR o.controlled_by = ?4) AND lower(o.name) LIKE ?5 ESCAPE '!'
             ORDER BY lower(o.name), o.id LIMIT ?6 OFFSET ?7"
        ),
        params![
            f.sector.map_or("", Sector::code),
            f.membership.map_or("", Membership::code),
            f.controlled_by.is_some(),
            f.controlled_by.unwrap_or_default(),
            like(&f.words),
            i64::from(f.limit),
            i64::from(f.offset)
        ],
        organization,
    )
}

pub(crate) fn count(tx: &mut Tx<'_, '_>, f: &Filter) -> Result<i64, Error> {
    tx.query_one(
        "SELECT count(*) FROM organization o
         WHERE (?1 = '' OR o.sector = ?1) AND (?2 = '' OR o.membership = ?2)
           AND (?3 = 0 OR o.controlled_by = ?4) AND lower(o.name) LIKE ?5 ESCAPE '!'",
        params![
            f.sector.map_or("", Sector::code),
            f.membership.map_or("", Membership::code),
            f.controlled_by.is_some(),
            f.controlled_by.unwrap_or_default(),
            like(&f.words)
        ],
        |row| Ok(row.get(0)?),
    )
}

/// A LIKE pattern that finds `words` anywhere, with its own wildcards taken literally.
fn like(words: &str) -> String {
    let mut pattern = String::from("%");
    for c in words.to_lowercase().chars() {
        if matches!(c, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

pub(crate) fn add_history(
    tx: &mut Tx<'_, '_>,
    organization: Uuid,
    kind: &'static str,
    changes: &serde_json::Value,
    note: &str,
) -> Result<(), Error> {
    add_histories(tx, &[(organization, changes.to_string())], kind, note)
}

/// The first line of the history of new organizations.
pub(crate) fn add_beginnings(
    tx: &mut Tx<'_, '_>,
    new: &[Organization],
    kind: &'static str,
) -> Result<(), Error> {
    let joined =
        |o: &Organization| serde_json::json!({ "membership": [null, o.membership.code()] }).to_string();
    let lines: Vec<(Uuid, String)> = new.iter().map(|o| (o.id, joined(o))).collect();
    add_histories(tx, &lines, kind, "")
}

fn add_histories(
    tx: &mut Tx<'_, '_>,
    lines: &[(Uuid, String)],
    kind: &'static str,
    note: &str,
) -> Result<(), Error> {
    let (now, by) = (tx.now(), tx.viewer().member_id());
    let row = |(organization, changes): &(Uuid, String)| {
        params![tx.new_id(), *organization, now, by, kind, changes.as_str(), note].to_vec()
    };
    let rows: Vec<_> = lines.iter().map(row).collect();
    tx.execute_each(
        "INSERT INTO organization_history (id, organization_id, at, by_member, kind, changes, note)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        &rows,
    )?;
    Ok(())
}

pub(crate) fn history(tx: &mut Tx<'_, '_>, organization: Uuid, limit: u32) -> Result<Vec<Change>, Error> {
    tx.query(
        "SELECT at, by_member, kind, changes, note FROM organization_history
         WHERE organization_id = ?1 ORDER BY at DESC, id DESC LIMIT ?2",
        params![organization, i64::from(limit)],
        |row| {
            let changes: String = row.get(3)?;
            Ok(Change {
                at: row.get::<Timestamp>(0)?,
                by: row.get(1)?,
                kind: row.get(2)?,
                changes: serde_json::from_str(&changes)
                    .map_err(|e| Error::Internal(format!("organization_history.changes: {e}")))?,
                note: row.get(4)?,
            })
        },
    )
}

pub(crate) fn add_interview(
    tx: &mut Tx<'_, '_>,
    organization: Uuid,
    d: &InterviewDraft,
    held_on: Date,
) -> Result<Uuid, Error> {
    let (id, now, by) = (tx.new_id(), tx.now(), tx.viewer().member_id());
    tx.execute(
        "INSERT INTO listening_interview (id, organization_id, held_on, listened, spoke, does, needs, would_help, serves,
                                          relevance, relevance_why, recorded_at, recorded_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            id,
            organization,
            held_on,
            &d.listened,
            &d.spoke,
            &d.does,
            &d.needs,
            &d.would_help,
            &d.serves,
            d.relevance.map_or("", Relevance::code),
            &d.relevance_why,
            now,
            by
        ],
    )?;
    Ok(id)
}

/// What organizations said, the newest talk first.
pub(crate) fn interviews(tx: &mut Tx<'_, '_>, organizations: &[Uuid]) -> Result<Vec<Interview>, Error> {
    tx.query(
        "SELECT id, organization_id, held_on, listened, spoke, does, needs, would_help, serves, relevance, relevance_why,
           recorded_at, recorded_by
         FROM listening_interview WHERE organization_id IN_IDS(?1) ORDER BY held_on DESC, recorded_at DESC, id DESC",
        &[json_ids(organizations)],
        |row| {
            let relevance: String = row.get(9)?;
            Ok(Interview {
                id: row.get(0)?,
                organization: row.get(1)?,
                held_on: row.get(2)?,
                listened: row.get(3)?,
                spoke: row.get(4)?,
                does: row.get(5)?,
                needs: row.get(6)?,
                would_help: row.get(7)?,
                serves: row.get(8)?,
                relevance: Relevance::from_code(&relevance).ok_or_else(|| unknown("relevance", &relevance))?,
                relevance_why: row.get(10)?,
                recorded_at: row.get(11)?,
                recorded_by: row.get(12)?,
            })
        },
    )
}

/// Whether an organization was listened to since it last left, or ever if it never did.
pub(crate) fn heard(tx: &mut Tx<'_, '_>, organization: Uuid) -> Result<bool, Error> {
    let found = tx.query_opt(
        "SELECT i.id FROM listening_interview i
         WHERE i.organization_id = ?1 AND NOT EXISTS (
           SELECT 1 FROM organization_history h
           WHERE h.organization_id = ?1 AND h.kind = 'membership' AND h.changes LIKE '%,\"left\"]%'
             AND h.at >= i.recorded_at)
         LIMIT 1",
        params![organization],
        |row| Ok(row.get::<Uuid>(0)?),
    )?;
    Ok(found.is_some())
}

pub(crate) fn settings(tx: &mut Tx<'_, '_>) -> Result<Vec<(String, String)>, Error> {
    tx.query("SELECT key, value FROM partnership_setting ORDER BY key", params![], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}

pub(crate) fn put_setting(tx: &mut Tx<'_, '_>, key: &str, value: &str) -> Result<(), Error> {
    let (now, by) = (tx.now(), tx.viewer().member_id());
    tx.execute(
        "INSERT INTO partnership_setting (key, value, updated_at, updated_by) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at,
                                         updated_by = excluded.updated_by",
        params![key, value, now, by],
    )?;
    Ok(())
}

/// How many members run the install now: those invited count only for the question whether there is any.
pub(crate) fn administrators(tx: &mut Tx<'_, '_>, besides: Option<Uuid>) -> Result<i64, Error> {
    tx.query_one(
        "SELECT count(DISTINCT a.member_id) FROM affiliation a JOIN member m ON m.id = a.member_id
         WHERE a.role = 'administrator' AND a.until IS NULL AND (?1 = 0 OR m.status = 'active') AND a.member_id <> ?2",
        params![besides.is_some(), besides.unwrap_or_default()],
        |row| Ok(row.get(0)?),
    )
}
