//! Agreements, their texts, parties and signatures.

use super::known;
use crate::model::agreement::{Agreement, Draft, How, Kind, Party, Signature, Spanish, Stage};
use crate::model::data_class::{classes_from_text, classes_to_text};
use std::collections::HashMap;
use tandem_access::{Error, Row, Timestamp, Tx, Uuid, json_ids, params};
use tandem_web::ui::Drawing;

macro_rules! select_agreement {
    ($tail:literal) => {
        concat!(
            "SELECT a.id, a.kind, a.title, a.purpose, a.classes, a.language, a.body, a.state, a.starts_on, a.expires_on, \
             a.version, a.renews, a.valid_from, a.valid_until, a.ended_at, a.end_reason, a.created_at, a.updated_at, a.title_es, \
             a.purpose_es \
             FROM agreement a ",
            $tail
        )
    };
}

/// An agreement with the moment of its last change.
pub struct Found {
    /// The agreement.
    pub agreement: Agreement,
    /// When it last changed.
    pub updated_at: Timestamp,
}

fn read(row: &Row) -> Result<Found, Error> {
    let classes: String = row.get(4)?;
    let agreement = Agreement {
        id: row.get(0)?,
        draft: Draft {
            kind: known(&row.get::<String>(1)?, Kind::from_code)?,
            title: row.get(2)?,
            purpose: row.get(3)?,
            classes: known(&classes, classes_from_text)?,
            language: row.get(5)?,
            body: row.get(6)?,
            starts_on: row.get(8)?,
            expires_on: row.get(9)?,
            parties: std::collections::BTreeSet::new(),
            renews: row.get(11)?,
        },
        spanish: Spanish { title: row.get(18)?, purpose: row.get(19)? },
        stage: known(&row.get::<String>(7)?, Stage::from_code)?,
        version: row.get(10)?,
        valid_from: row.get(12)?,
        valid_until: row.get(13)?,
        ended_at: row.get(14)?,
        end_reason: row.get(15)?,
        parties: vec![],
        signatures: vec![],
        created_at: row.get(16)?,
    };
    Ok(Found { agreement, updated_at: row.get(17)? })
}

/// One agreement with its parties and the signatures under its present text.
pub fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Found>, Error> {
    let found = tx.query_opt(select_agreement!("WHERE a.id = ?1"), params![id], read)?;
    Ok(found.map(|one| fill(tx, vec![one])).transpose()?.and_then(|mut all| all.pop()))
}

/// All agreements, the newest first.
pub fn list(tx: &mut Tx) -> Result<Vec<Agreement>, Error> {
    let found = tx.query(select_agreement!("ORDER BY a.created_at DESC, a.id"), params![], read)?;
    Ok(fill(tx, found)?.into_iter().map(|f| f.agreement).collect())
}

/// Those that a member began and that wait for their text or their signatures, the newest first.
pub fn begun_by(tx: &mut Tx, member: Uuid) -> Result<Vec<Agreement>, Error> {
    let found = tx.query(
        select_agreement!(
            "WHERE a.created_by = ?1 AND a.state IN ('draft', 'out') ORDER BY a.created_at DESC, a.id"
        ),
        params![member],
        read,
    )?;
    Ok(fill(tx, found)?.into_iter().map(|f| f.agreement).collect())
}

/// Those that follow an agreement.
pub fn renewals(tx: &mut Tx, id: Uuid) -> Result<Vec<Agreement>, Error> {
    let found = tx.query(
        select_agreement!("WHERE a.renews = ?1 ORDER BY a.created_at DESC, a.id"),
        params![id],
        read,
    )?;
    Ok(fill(tx, found)?.into_iter().map(|f| f.agreement).collect())
}

fn fill(tx: &mut Tx, mut found: Vec<Found>) -> Result<Vec<Found>, Error> {
    let ids: Vec<Uuid> = found.iter().map(|f| f.agreement.id).collect();
    let mut parties: HashMap<Uuid, Vec<Party>> = HashMap::new();
    let rows: Vec<(Uuid, Party)> = tx.query(
        "SELECT p.agreement_id, p.org, o.name, p.withdraws_at, p.reason FROM agreement_party p JOIN organization o \
         ON o.id = p.org WHERE p.agreement_id IN_IDS(?1) ORDER BY o.name, o.id",
        params![json_ids(&ids)],
        |row| {
            let party =
                Party { org: row.get(1)?, name: row.get(2)?, withdraws_at: row.get(3)?, reason: row.get(4)? };
            Ok((row.get(0)?, party))
        },
    )?;
    for (id, party) in rows {
        parties.entry(id).or_default().push(party);
    }
    let mut signatures: HashMap<Uuid, Vec<Signature>> = HashMap::new();
    let rows: Vec<(Uuid, Signature)> = tx.query(
        "SELECT s.agreement_id, s.org, s.version, s.sha256, s.how, s.drawing, s.name, s.signed_on, s.member_id, \
         s.noted_for, s.confirmed_at \
         FROM agreement_signature s JOIN agreement a ON a.id = s.agreement_id AND a.version = s.version \
         WHERE s.agreement_id IN_IDS(?1) ORDER BY s.recorded_at, s.org",
        params![json_ids(&ids)],
        |row| Ok((row.get(0)?, signature(row)?)),
    )?;
    for (id, signature) in rows {
        signatures.entry(id).or_default().push(signature);
    }
    for f in &mut found {
        f.agreement.parties = parties.remove(&f.agreement.id).unwrap_or_default();
        f.agreement.draft.parties = f.agreement.parties.iter().map(|p| p.org).collect();
        f.agreement.signatures = signatures.remove(&f.agreement.id).unwrap_or_default();
    }
    Ok(found)
}

fn signature(row: &Row) -> Result<Signature, Error> {
    let (how, drawing): (String, Option<String>) = (row.get(4)?, row.get(5)?);
    let how = match how.as_str() {
        "typed" => How::Typed,
        "paper" => How::Paper,
        "drawn" => How::Drawn(known(drawing.as_deref().unwrap_or_default(), Drawing::parse)?),
        other => known(other, |_| None)?,
    };
    Ok(Signature {
        org: row.get(1)?,
        version: row.get(2)?,
        sha256: row.get(3)?,
        how,
        name: row.get(6)?,
        signed_on: row.get(7)?,
        member: row.get(8)?,
        noted_for: row.get(9)?,
        confirmed_at: row.get(10)?,
    })
}

/// Says it in Spanish. It is no change of the agreement: who writes its draft at the same time is not sent back.
pub fn set_spanish(tx: &mut Tx, id: Uuid, spanish: &Spanish) -> Result<(), Error> {
    tx.execute(
        "UPDATE agreement SET title_es = ?2, purpose_es = ?3 WHERE id = ?1",
        params![id, spanish.title.as_deref(), spanish.purpose.as_deref()],
    )?;
    Ok(())
}

/// Keeps a new draft.
pub fn insert(tx: &mut Tx, id: Uuid, d: &Draft) -> Result<(), Error> {
    let (now, member) = (tx.now(), tx.viewer().member_id());
    tx.execute(
        "INSERT INTO agreement (id, kind, title, purpose, classes, language, body, state, starts_on, expires_on, version, \
         renews, created_by, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'draft', ?8, ?9, 0, ?10, ?11, ?12, ?12)",
        params![
            id, d.kind.code(), &d.title, &d.purpose, classes_to_text(&d.classes), &d.language, &d.body, d.starts_on,
            d.expires_on, d.renews, member, now,
        ],
    )?;
    insert_parties(tx, id, d)
}

fn insert_parties(tx: &mut Tx, id: Uuid, d: &Draft) -> Result<(), Error> {
    for org in &d.parties {
        tx.execute("INSERT INTO agreement_party (agreement_id, org) VALUES (?1, ?2)", params![id, org])?;
    }
    Ok(())
}

/// Writes a draft anew.
pub fn update(tx: &mut Tx, id: Uuid, d: &Draft) -> Result<(), Error> {
    tx.execute(
        "UPDATE agreement SET kind = ?2, title = ?3, purpose = ?4, classes = ?5, language = ?6, body = ?7, starts_on = ?8, \
         expires_on = ?9, updated_at = ?10 WHERE id = ?1 AND state = 'draft'",
        params![
            id, d.kind.code(), &d.title, &d.purpose, classes_to_text(&d.classes), &d.language, &d.body, d.starts_on,
            d.expires_on, tx.now(),
        ],
    )?;
    tx.execute("DELETE FROM agreement_party WHERE agreement_id = ?1", params![id])?;
    insert_parties(tx, id, d)
}

/// Moves it on.
pub fn set_stage(tx: &mut Tx, id: Uuid, stage: Stage) -> Result<(), Error> {
    tx.execute(
        "UPDATE agreement SET state = ?2, updated_at = ?3 WHERE id = ?1",
        params![id, stage.code(), tx.now()],
    )?;
    Ok(())
}

/// It comes into force.
pub fn set_in_force(tx: &mut Tx, id: Uuid, from: Timestamp, until: Timestamp) -> Result<(), Error> {
    tx.execute(
        "UPDATE agreement SET state = 'in_force', valid_from = ?2, valid_until = ?3, updated_at = ?4 WHERE id = ?1",
        params![id, from, until, tx.now()],
    )?;
    Ok(())
}

/// It ends early, now or on a day to come.
pub fn set_end(tx: &mut Tx, id: Uuid, at: Timestamp, reason: &str) -> Result<(), Error> {
    tx.execute(
        "UPDATE agreement SET ended_at = ?2, end_reason = ?3, updated_at = ?4 WHERE id = ?1",
        params![id, at, reason, tx.now()],
    )?;
    Ok(())
}

/// A party takes its word back.
pub fn set_withdrawal(tx: &mut Tx, id: Uuid, org: Uuid, at: Timestamp, reason: &str) -> Result<(), Error> {
    let (now, member) = (tx.now(), tx.viewer().member_id());
    tx.execute(
        "UPDATE agreement_party SET withdraws_at = ?3, reason = ?4, withdrawn_by = ?5, noted_at = ?6 \
         WHERE agreement_id = ?1 AND org = ?2",
        params![id, org, at, reason, member, now],
    )?;
    Ok(())
}

/// Keeps a text as the next version, which becomes the present one.
pub fn add_text(tx: &mut Tx, id: Uuid, version: i64, text: &str, sha256: &str) -> Result<(), Error> {
    let (now, member) = (tx.now(), tx.viewer().member_id());
    tx.execute(
        "INSERT INTO agreement_text (agreement_id, version, text, sha256, written_by, written_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![id, version, text, sha256, member, now],
    )?;
    tx.execute(
        "UPDATE agreement SET version = ?2, updated_at = ?3 WHERE id = ?1",
        params![id, version, now],
    )?;
    Ok(())
}

/// A text as it was shown: version, words, hash, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptText {
    /// Its number, from 1.
    pub version: i64,
    /// The words.
    pub text: String,
    /// SHA-256 of them.
    pub sha256: String,
    /// When it was written.
    pub written_at: Timestamp,
}

/// Every text of an agreement, the newest first.
pub fn texts(tx: &mut Tx, id: Uuid) -> Result<Vec<KeptText>, Error> {
    tx.query(
        "SELECT version, text, sha256, written_at FROM agreement_text WHERE agreement_id = ?1 ORDER BY version DESC",
        params![id],
        |row| {
            Ok(KeptText {
                version: row.get(0)?,
                text: row.get(1)?,
                sha256: row.get(2)?,
                written_at: row.get(3)?,
            })
        },
    )
}

/// Keeps a signature; `false` when this organization has signed this version already. One that is given here takes the place of one on
/// paper that nobody has confirmed.
pub fn add_signature(tx: &mut Tx, id: Uuid, s: &Signature) -> Result<bool, Error> {
    let drawing = match &s.how {
        How::Drawn(lines) => Some(lines.to_text()),
        How::Typed | How::Paper => None,
    };
    let added = tx.execute(
        "INSERT INTO agreement_signature (agreement_id, org, version, sha256, how, name, drawing, signed_on, member_id, \
         recorded_at, noted_for, confirmed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) \
         ON CONFLICT (agreement_id, org, version) DO UPDATE SET sha256 = excluded.sha256, how = excluded.how, \
         name = excluded.name, drawing = excluded.drawing, signed_on = excluded.signed_on, member_id = excluded.member_id, \
         recorded_at = excluded.recorded_at, noted_for = NULL, confirmed_at = NULL \
         WHERE agreement_signature.how = 'paper' AND agreement_signature.confirmed_at IS NULL AND excluded.how <> 'paper'",
        params![
            id, s.org, s.version, &s.sha256, s.how.code(), &s.name, drawing, s.signed_on, s.member, tx.now(), s.noted_for,
            s.confirmed_at,
        ],
    )?;
    Ok(added == 1)
}

/// Confirms a signature on paper; `false` when none waits.
pub fn confirm_paper(tx: &mut Tx, id: Uuid, org: Uuid, version: i64) -> Result<bool, Error> {
    let (now, member) = (tx.now(), tx.viewer().member_id());
    let changed = tx.execute(
        "UPDATE agreement_signature SET confirmed_by = ?4, confirmed_at = ?5 \
         WHERE agreement_id = ?1 AND org = ?2 AND version = ?3 AND how = 'paper' AND confirmed_at IS NULL",
        params![id, org, version, member, now],
    )?;
    Ok(changed == 1)
}

/// Takes a signature on paper away that nobody has confirmed; `false` when there is none.
pub fn strike_paper(tx: &mut Tx, id: Uuid, org: Uuid, version: i64) -> Result<bool, Error> {
    let changed = tx.execute(
        "DELETE FROM agreement_signature \
         WHERE agreement_id = ?1 AND org = ?2 AND version = ?3 AND how = 'paper' AND confirmed_at IS NULL",
        params![id, org, version],
    )?;
    Ok(changed == 1)
}
