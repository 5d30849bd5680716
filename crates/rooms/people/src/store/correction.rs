//! Corrections that persons ask for.

use super::person::label;
use crate::model::correction::{About, Correction, Outcome};
use tandem_access::{Error, Row, Timestamp, Tx, Uuid, params};

macro_rules! select_correction {
    ($tail:literal) => {
        concat!(
            "SELECT k.id, k.person_id, k.owner_org, k.label, k.about, k.row_id, k.title, k.words, k.asked_at, k.answer, \
             k.because, k.answered_at FROM correction k ",
            $tail
        )
    };
}

fn read(row: &Row) -> Result<Correction, Error> {
    let fault = |what: &str| Error::Internal(format!("a correction holds an unknown code: {what}"));
    let about: String = row.get(4)?;
    let answer = match row.get::<Option<String>>(9)? {
        None => None,
        Some(code) => {
            let outcome = Outcome::from_code(&code).ok_or_else(|| fault(&code))?;
            Some((outcome, row.get::<Option<String>>(10)?.unwrap_or_default(), row.get::<Timestamp>(11)?))
        }
    };
    Ok(Correction {
        id: row.get(0)?,
        person_id: row.get(1)?,
        owner_org: row.get(2)?,
        label: label(row.get(3)?)?,
        about: About::from_code(&about).ok_or_else(|| fault(&about))?,
        row: row.get(5)?,
        title: row.get(6)?,
        words: row.get(7)?,
        asked_at: row.get(8)?,
        answer,
    })
}

/// Keeps what a person asks for.
pub fn insert(tx: &mut Tx, k: &Correction) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO correction (id, person_id, owner_org, label, about, row_id, title, words, asked_at) VALUES (?1, ?2, \
         ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            k.id, k.person_id, k.owner_org, k.label.code(), k.about.code(), k.row, &k.title, &k.words, k.asked_at,
        ],
    )?;
    Ok(())
}

/// Keeps the answer; `false` when somebody else was faster.
pub fn answer(tx: &mut Tx, id: Uuid, outcome: Outcome, because: &str) -> Result<bool, Error> {
    let (now, member) = (tx.now(), tx.viewer().member_id());
    let changed = tx.execute(
        "UPDATE correction SET answer = ?2, because = ?3, answered_by = ?4, answered_at = ?5 WHERE id = ?1 AND answer IS \
         NULL",
        params![id, outcome.code(), because, member, now],
    )?;
    Ok(changed == 1)
}

/// The correction, if the viewer may see it.
pub fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Correction>, Error> {
    tx.query_opt(select_correction!("WHERE k.id = ?1"), params![id], read)
}

/// What a person asked for, as far as the viewer may see it: what waits first, then the newest.
pub fn of_person(tx: &mut Tx, person: Uuid) -> Result<Vec<Correction>, Error> {
    tx.query(
        select_correction!(
            "WHERE k.person_id = ?1 ORDER BY CASE WHEN k.answer IS NULL THEN 0 ELSE 1 END, k.asked_at DESC, k.id LIMIT 200"
        ),
        params![person],
        read,
    )
}
