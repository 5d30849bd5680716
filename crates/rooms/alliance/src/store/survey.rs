//! The survey.

use crate::model::{Answer, Dimension, Sent, Survey, TieKind};
use tandem_access::{Error, Row, Tx, Uuid, params};

fn survey(row: &Row<'_>) -> Result<Survey, Error> {
    Ok(Survey { id: row.get(0)?, year: row.get(1)?, opened_at: row.get(2)?, closed_at: row.get(3)? })
}

/// Every year's, the newest first.
pub(crate) fn all(tx: &mut Tx<'_, '_>) -> Result<Vec<Survey>, Error> {
    tx.query(
        "SELECT id, year, opened_at, closed_at FROM network_survey ORDER BY year DESC",
        params![],
        survey,
    )
}

/// Opens a year's survey; false when there is one.
pub(crate) fn open(tx: &mut Tx<'_, '_>, year: i64) -> Result<bool, Error> {
    let (id, now, by) = (tx.new_id(), tx.now(), tx.viewer().member_id());
    let made = tx.execute(
        "INSERT INTO network_survey (id, year, opened_at, opened_by, closed_at) VALUES (?1, ?2, ?3, ?4, NULL)
         ON CONFLICT (year) DO NOTHING",
        params![id, year, now, by],
    )?;
    Ok(made == 1)
}

/// Closes a survey; false when it was closed before.
pub(crate) fn close(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<bool, Error> {
    let now = tx.now();
    let done = tx.execute(
        "UPDATE network_survey SET closed_at = ?2 WHERE id = ?1 AND closed_at IS NULL",
        params![id, now],
    )?;
    Ok(done == 1)
}

/// Writes an answer while the survey is open; false when it is not.
pub(crate) fn put(tx: &mut Tx<'_, '_>, survey: Uuid, a: &Answer) -> Result<bool, Error> {
    let (now, by) = (tx.now(), tx.viewer().member_id());
    let score = |d: Dimension| a.scores.get(&d).map(|s| i64::from(*s));
    let ties: Vec<&str> = a.ties.iter().map(|t| t.word()).collect();
    let written = tx.execute(
        "INSERT INTO network_answer (survey_id, from_org, about_org, reliability, mission, openness, influence,
                                     involvement, resources, ties, answered_at, answered_by)
         SELECT s.id, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12
         FROM network_survey s WHERE s.id = ?1 AND s.closed_at IS NULL
         ON CONFLICT (survey_id, from_org, about_org) DO UPDATE SET
           reliability = excluded.reliability, mission = excluded.mission, openness = excluded.openness,
           influence = excluded.influence, involvement = excluded.involvement, resources = excluded.resources,
           ties = excluded.ties, answered_at = excluded.answered_at, answered_by = excluded.answered_by",
        params![
            survey,
            a.from,
            a.about,
            score(Dimension::Reliability),
            score(Dimension::Mission),
            score(Dimension::Openness),
            score(Dimension::Influence),
            score(Dimension::Involvement),
            score(Dimension::Resources),
            ties.join("|"),
            now,
            by
        ],
    )?;
    Ok(written == 1)
}

fn answer(row: &Row<'_>) -> Result<Answer, Error> {
    let mut a = Answer { from: row.get(0)?, about: row.get(1)?, ..Answer::default() };
    for (i, d) in Dimension::ALL.into_iter().enumerate() {
        if let Some(score) = row.get::<Option<i64>>(i + 2)? {
            a.scores.insert(d, u8::try_from(score).unwrap_or_default());
        }
    }
    a.ties = row.get::<String>(8)?.split('|').filter_map(TieKind::parse).collect();
    Ok(a)
}

macro_rules! answers {
    ($tail:literal) => {
        concat!(
            "SELECT from_org, about_org, reliability, mission, openness, influence, involvement, resources, ties
             FROM network_answer ",
            $tail
        )
    };
}

/// Every answer. Only [`crate::actions`] reads them, and lets means out.
pub(crate) fn answers(tx: &mut Tx<'_, '_>, survey: Uuid) -> Result<Vec<Answer>, Error> {
    tx.query(answers!("WHERE survey_id = ?1 ORDER BY from_org, about_org"), params![survey], answer)
}

/// What one organization said.
pub(crate) fn answers_of(tx: &mut Tx<'_, '_>, survey: Uuid, from: Uuid) -> Result<Vec<Answer>, Error> {
    tx.query(
        answers!("WHERE survey_id = ?1 AND from_org = ?2 ORDER BY about_org"),
        params![survey, from],
        answer,
    )
}

/// Organizations that have said something.
pub(crate) fn answering(tx: &mut Tx<'_, '_>, survey: Uuid) -> Result<Vec<Uuid>, Error> {
    tx.query(
        "SELECT DISTINCT from_org FROM network_answer WHERE survey_id = ?1 ORDER BY from_org",
        params![survey],
        |row| Ok(row.get(0)?),
    )
}

/// Who was written to, and when.
pub(crate) fn letters(tx: &mut Tx<'_, '_>, survey: Uuid) -> Result<Vec<Sent>, Error> {
    tx.query(
        "SELECT organization_id, sent_at, reminded_at FROM survey_letter WHERE survey_id = ?1 ORDER BY organization_id",
        params![survey],
        |row| Ok(Sent { organization: row.get(0)?, at: row.get(1)?, reminded_at: row.get(2)? }),
    )
}

/// Notes that a letter went out; one that is sent again counts from anew, and brings no second reminder.
pub(crate) fn note_letter(tx: &mut Tx<'_, '_>, survey: Uuid, organization: Uuid) -> Result<(), Error> {
    let now = tx.now();
    tx.execute(
        "INSERT INTO survey_letter (survey_id, organization_id, sent_at, reminded_at) VALUES (?1, ?2, ?3, NULL)
         ON CONFLICT (survey_id, organization_id) DO UPDATE SET sent_at = excluded.sent_at",
        params![survey, organization, now],
    )?;
    Ok(())
}

/// Notes the reminder; false when there was one before.
pub(crate) fn note_reminder(tx: &mut Tx<'_, '_>, survey: Uuid, organization: Uuid) -> Result<bool, Error> {
    let now = tx.now();
    let noted = tx.execute(
        "UPDATE survey_letter SET reminded_at = ?3
         WHERE survey_id = ?1 AND organization_id = ?2 AND reminded_at IS NULL",
        params![survey, organization, now],
    )?;
    Ok(noted == 1)
}
