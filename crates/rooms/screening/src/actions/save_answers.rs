//! Save the answers of a screening: as a draft, or done.

use super::view_screening::load;
use crate::model::enable::prune;
use crate::model::questionnaire::Questionnaire;
use crate::model::response::{ResponseItem, write_items};
use crate::model::risk::findings;
use crate::model::screening::{FindingRow, Screening, Status, answer_rows, split};
use crate::model::validate::{drop_items, validate};
use crate::{policy, store};
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};

/// Replaces the answers. `done`: everything required must be there, and the review comes next; a draft may have
/// holes. Answers to questions that are not asked (their condition does not hold) are not kept.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`]; [`Error::Conflict`] once completed; [`Error::Invalid`] with the first
/// faults; the database's.
pub fn save_answers(tx: &mut Tx, id: Uuid, items: &[ResponseItem], done: bool) -> Result<(), Error> {
    tx.require(Kind::Screening, Action::Write)?;
    let (screening, questionnaire) = load(tx, id)?;
    policy::may_change(tx.viewer(), &screening)?;
    let mut items = items.to_vec();
    drop_items(&questionnaire, &mut items);
    prune(&questionnaire, &mut items);
    if !validate(&questionnaire, &items, done).is_empty() {
        return Err(FieldErrors::one("", "screening-error-answers"));
    }
    store::screening::clear_answers(tx, id)?;
    let found = write(tx, &screening, &questionnaire, &items)?;
    store::screening::insert_findings(tx, &screening, &found)?;
    let status = if done { Status::Answered } else { Status::Draft };
    let authored_at = Some(tx.now());
    store::screening::update(tx, &Screening { status, authored_at, ..screening.clone() })?;
    let what = if done { "screening answered" } else { "screening draft saved" };
    tx.audit(Action::Write, Kind::Screening, Some(id), Some(screening.person_id), what)
}

/// Writes answers, apart by label; what they say about each domain is returned, to be written by the caller.
pub(super) fn write(
    tx: &mut Tx,
    screening: &Screening,
    questionnaire: &Questionnaire,
    items: &[ResponseItem],
) -> Result<Vec<FindingRow>, Error> {
    for (label, part) in split(questionnaire, items, screening.label) {
        store::screening::insert_part(tx, screening, label, &write_items(&part).to_string())?;
    }
    store::screening::insert_answers(tx, screening, &answer_rows(questionnaire, items, screening.label))?;
    let found = findings(questionnaire, items).into_iter().map(|finding| FindingRow {
        domain: finding.domain,
        label: finding.label.max(screening.label),
        risk: finding.risk,
        choice: None,
        because: finding.because,
        need_id: None,
    });
    Ok(found.collect())
}
