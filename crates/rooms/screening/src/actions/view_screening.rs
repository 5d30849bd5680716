//! Look at a screening.

use super::instruments::find_instrument;
use crate::model::questionnaire::Questionnaire;
use crate::model::response::{ResponseItem, items_from_json};
use crate::model::screening::{FindingRow, Screening, join};
use crate::store;
use std::sync::Arc;
use tandem_access::{Action, Error, Kind, Tx, Uuid};

/// What the viewer may see of a screening.
#[derive(Debug, Clone)]
pub struct ScreeningView {
    /// The screening.
    pub screening: Screening,
    /// What was asked.
    pub questionnaire: Arc<Questionnaire>,
    /// The answers, those of labels the viewer may not read left out.
    pub items: Vec<ResponseItem>,
    /// What was found, in the order of the review.
    pub findings: Vec<FindingRow>,
}

/// The screening and its instrument, without a look at the answers.
pub(super) fn load(tx: &mut Tx, id: Uuid) -> Result<(Screening, Arc<Questionnaire>), Error> {
    let screening = store::screening::get(tx, id)?.ok_or(Error::NotFound)?;
    let instrument = find_instrument(tx, &screening.instrument_url, Some(&screening.instrument_version))?;
    let instrument = instrument
        .ok_or_else(|| Error::Internal(format!("the instrument {} is gone", screening.instrument_url)))?;
    Ok((screening, instrument.questionnaire))
}

/// A screening with its answers.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for one that does not exist or is hidden; the database's.
pub fn view_screening(tx: &mut Tx, id: Uuid) -> Result<ScreeningView, Error> {
    let (screening, questionnaire) = load(tx, id)?;
    if tx.viewer().person() != Some(screening.person_id) {
        tx.require(Kind::Screening, Action::Read)?;
    }
    let mut parts = Vec::new();
    for (_, content) in store::screening::parts(tx, id)? {
        let value = serde_json::from_str(&content).map_err(|e| Error::Internal(e.to_string()))?;
        parts.push(items_from_json(&value).map_err(|fault| Error::Internal(fault.to_string()))?);
    }
    let order: Vec<String> =
        crate::model::risk::domains(&questionnaire).into_iter().map(|(domain, _)| domain).collect();
    let mut findings = store::screening::findings(tx, id)?;
    findings.sort_by_key(|f| order.iter().position(|domain| *domain == f.domain));
    let (org, person) = (screening.owner_org, screening.person_id);
    tx.audit_for(org, Action::Read, Kind::Screening, Some(id), Some(person), "answers")?;
    Ok(ScreeningView { screening, questionnaire, items: join(parts), findings })
}

/// A line of the list of a person's screenings: the screening and the instrument's title words.
///
/// The person themselves needs no role.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn screenings_of(tx: &mut Tx, person: Uuid) -> Result<Vec<(Screening, Arc<Questionnaire>)>, Error> {
    if tx.viewer().person() != Some(person) {
        tx.require(Kind::Screening, Action::Read)?;
    }
    let screenings = store::screening::of_person(tx, person, 50)?;
    let mut lines = Vec::with_capacity(screenings.len());
    for screening in screenings {
        let (url, version) = (&screening.instrument_url, &screening.instrument_version);
        if let Some(instrument) = find_instrument(tx, url, Some(version))? {
            lines.push((screening, instrument.questionnaire));
        }
    }
    for (screening, _) in &lines {
        let (owner, id) = (screening.owner_org, screening.id);
        tx.audit_for(owner, Action::Read, Kind::Screening, Some(id), Some(person), "listed")?;
    }
    Ok(lines)
}

/// Whose screening it is, if the viewer may see it; nothing of it is opened.
///
/// # Errors
/// The database's.
pub fn sees_screening(tx: &mut Tx, id: Uuid) -> Result<Option<Uuid>, Error> {
    if !tx.viewer().may(Kind::Screening, Action::Read) {
        return Ok(None);
    }
    Ok(store::screening::get(tx, id)?.map(|screening| screening.person_id))
}
