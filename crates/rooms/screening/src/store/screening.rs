//! Screenings, their parts, answers and findings.

use crate::model::labels::Label;
use crate::model::screening::{AnswerRow, Choice, FindingRow, Screening, Status};
use tandem_access::{Error, Row, Tx, Uuid, Value, json_texts, params};

macro_rules! select_screening {
    ($tail:literal) => {
        concat!(
            "SELECT s.id, s.person_id, s.owner_org, s.label, s.instrument_url, s.instrument_version, s.status, \
             s.language, s.source_key, s.content_hash, s.authored_at, s.started_at, s.completed_at FROM screening s ",
            $tail
        )
    };
}

fn label(code: &str) -> Result<Label, Error> {
    Label::from_code(code).ok_or_else(|| Error::Internal(format!("`{code}` is not a label")))
}

fn read(row: &Row) -> Result<Screening, Error> {
    let status: String = row.get(6)?;
    Ok(Screening {
        id: row.get(0)?,
        person_id: row.get(1)?,
        owner_org: row.get(2)?,
        label: label(&row.get::<String>(3)?)?,
        instrument_url: row.get(4)?,
        instrument_version: row.get(5)?,
        status: Status::from_code(&status)
            .ok_or_else(|| Error::Internal(format!("screening status {status}")))?,
        language: row.get(7)?,
        source_key: row.get(8)?,
        content_hash: row.get(9)?,
        authored_at: row.get(10)?,
        started_at: row.get(11)?,
        completed_at: row.get(12)?,
    })
}

/// The screening, if the viewer may see it.
pub fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Screening>, Error> {
    tx.query_opt(select_screening!("WHERE s.id = ?1"), params![id], read)
}

/// The screening an organization keeps under this key: an idempotency key of a form, or the identity of an import.
pub fn by_source(tx: &mut Tx, org: Uuid, key: &str) -> Result<Option<Screening>, Error> {
    tx.query_opt(select_screening!("WHERE s.owner_org = ?1 AND s.source_key = ?2"), params![org, key], read)
}

/// The screenings an organization keeps under these keys.
pub fn by_sources(tx: &mut Tx, org: Uuid, keys: &[&str]) -> Result<Vec<Screening>, Error> {
    tx.query(
        select_screening!("WHERE s.owner_org = ?1 AND s.source_key IN_TEXTS(?2)"),
        params![org, json_texts(keys)],
        read,
    )
}

/// The screenings of a person that the viewer may see, newest first.
pub fn of_person(tx: &mut Tx, person: Uuid, limit: usize) -> Result<Vec<Screening>, Error> {
    tx.query(
        select_screening!(
            "WHERE s.person_id = ?1 ORDER BY COALESCE(s.authored_at, s.started_at) DESC, s.id LIMIT ?2"
        ),
        params![person, limit],
        read,
    )
}

/// Keeps a new screening.
pub fn insert(tx: &mut Tx, s: &Screening) -> Result<(), Error> {
    let by = tx.viewer().member_id();
    tx.execute(
        "INSERT INTO screening (id, person_id, owner_org, label, instrument_url, instrument_version, status, \
         language, source_key, content_hash, authored_at, started_by, started_at, completed_at, updated_at) VALUES \
         (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        params![
            s.id,
            s.person_id,
            s.owner_org,
            s.label.code(),
            &s.instrument_url,
            &s.instrument_version,
            s.status.code(),
            &s.language,
            &s.source_key,
            &s.content_hash,
            s.authored_at,
            by,
            s.started_at,
            s.completed_at,
            tx.now(),
        ],
    )?;
    Ok(())
}

/// Writes what can change of a screening.
pub fn update(tx: &mut Tx, s: &Screening) -> Result<(), Error> {
    let changed = tx.execute(
        "UPDATE screening SET status = ?2, language = ?3, content_hash = ?4, authored_at = ?5, completed_at = ?6, \
         instrument_version = ?7, updated_at = ?8 WHERE id = ?1",
        params![
            s.id,
            s.status.code(),
            &s.language,
            &s.content_hash,
            s.authored_at,
            s.completed_at,
            &s.instrument_version,
            tx.now(),
        ],
    )?;
    if changed == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// Takes away what was answered, to write it anew. Rows that the viewer may not see stay, so the caller must see all.
pub fn clear_answers(tx: &mut Tx, id: Uuid) -> Result<(), Error> {
    tx.execute("DELETE FROM screening_answer WHERE screening_id = ?1", params![id])?;
    tx.execute("DELETE FROM screening_part WHERE screening_id = ?1", params![id])?;
    clear_findings(tx, id)
}

/// Takes away the findings, to write them anew.
pub fn clear_findings(tx: &mut Tx, id: Uuid) -> Result<(), Error> {
    tx.execute("DELETE FROM screening_finding WHERE screening_id = ?1", params![id])?;
    Ok(())
}

/// Keeps the answers of one label, as FHIR items.
pub fn insert_part(tx: &mut Tx, s: &Screening, label: Label, content: &str) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO screening_part (screening_id, label, person_id, owner_org, content) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![s.id, label.code(), s.person_id, s.owner_org, content],
    )?;
    Ok(())
}

/// The answers the viewer may see, label by label.
pub fn parts(tx: &mut Tx, id: Uuid) -> Result<Vec<(Label, String)>, Error> {
    tx.query(
        "SELECT label, content FROM screening_part WHERE screening_id = ?1 ORDER BY label",
        params![id],
        |row| Ok((label(&row.get::<String>(0)?)?, row.get(1)?)),
    )
}

/// Keeps coded answers, five to a statement: an import writes ten of them a screening.
pub fn insert_answers(tx: &mut Tx, s: &Screening, rows: &[AnswerRow]) -> Result<(), Error> {
    let mut blocks = rows.chunks_exact(5);
    for block in &mut blocks {
        let mut values: Vec<Value> = vec![s.id.into(), s.person_id.into(), s.owner_org.into()];
        for row in block {
            values.push(tx.new_id().into());
            values.extend([Value::from(row.label.code()), Value::from(&row.code), Value::from(&row.value)]);
        }
        tx.execute(
            "INSERT INTO screening_answer (screening_id, person_id, owner_org, id, label, code, value) VALUES \
             (?1, ?2, ?3, ?4, ?5, ?6, ?7), (?1, ?2, ?3, ?8, ?9, ?10, ?11), (?1, ?2, ?3, ?12, ?13, ?14, ?15), \
             (?1, ?2, ?3, ?16, ?17, ?18, ?19), (?1, ?2, ?3, ?20, ?21, ?22, ?23)",
            &values,
        )?;
    }
    for row in blocks.remainder() {
        let id = tx.new_id();
        tx.execute(
            "INSERT INTO screening_answer (screening_id, person_id, owner_org, id, label, code, value) VALUES (?1, \
             ?2, ?3, ?4, ?5, ?6, ?7)",
            params![s.id, s.person_id, s.owner_org, id, row.label.code(), &row.code, &row.value],
        )?;
    }
    Ok(())
}

/// Keeps findings, four to a statement.
pub fn insert_findings(tx: &mut Tx, s: &Screening, findings: &[FindingRow]) -> Result<(), Error> {
    let cells = |f: &FindingRow| {
        [
            Value::from(&f.domain),
            f.label.code().into(),
            f.risk.into(),
            f.choice.map(Choice::code).into(),
            f.because.join(" ").into(),
            f.need_id.into(),
        ]
    };
    let mut blocks = findings.chunks_exact(4);
    for block in &mut blocks {
        let mut values: Vec<Value> = vec![s.id.into(), s.person_id.into(), s.owner_org.into()];
        block.iter().for_each(|f| values.extend(cells(f)));
        tx.execute(
            "INSERT INTO screening_finding (screening_id, person_id, owner_org, domain, label, risk, choice, because, \
             need_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9), (?1, ?2, ?3, ?10, ?11, ?12, ?13, ?14, ?15), \
             (?1, ?2, ?3, ?16, ?17, ?18, ?19, ?20, ?21), (?1, ?2, ?3, ?22, ?23, ?24, ?25, ?26, ?27)",
            &values,
        )?;
    }
    for f in blocks.remainder() {
        let mut values: Vec<Value> = vec![s.id.into(), s.person_id.into(), s.owner_org.into()];
        values.extend(cells(f));
        tx.execute(
            "INSERT INTO screening_finding (screening_id, person_id, owner_org, domain, label, risk, choice, because, \
             need_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            &values,
        )?;
    }
    Ok(())
}

/// The findings the viewer may see, in the order they were written.
pub fn findings(tx: &mut Tx, id: Uuid) -> Result<Vec<FindingRow>, Error> {
    tx.query(
        "SELECT domain, label, risk, choice, because, need_id FROM screening_finding WHERE screening_id = ?1 ORDER \
         BY domain",
        params![id],
        |row| {
            let because: String = row.get(4)?;
            Ok(FindingRow {
                domain: row.get(0)?,
                label: label(&row.get::<String>(1)?)?,
                risk: row.get(2)?,
                choice: row.get::<Option<String>>(3)?.and_then(|code| Choice::from_code(&code)),
                because: because.split_whitespace().map(str::to_owned).collect(),
                need_id: row.get(5)?,
            })
        },
    )
}
