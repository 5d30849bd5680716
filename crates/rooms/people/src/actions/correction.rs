//! A person asks for a correction; the organization that keeps the record answers with a reason.

use crate::model::correction::{Correction, MOST_OPEN, NewCorrection, Outcome, check_words};
use crate::{policy, store};
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};
use tandem_events::{Event, publish};

/// Asks for a correction, as the person by their private link. What is asked is no less sensitive than the row and the
/// record it is about.
///
/// # Errors
/// [`Error::Forbidden`] for anybody else; [`Error::Invalid`] without words, or while too many wait; the database's.
pub fn ask_correction(tx: &mut Tx, new: &NewCorrection) -> Result<Uuid, Error> {
    let person = tx.viewer().person().ok_or(Error::Forbidden)?;
    let record = store::person::get(tx, person)?.ok_or(Error::NotFound)?;
    let words = check_words("words", &new.words).map_err(Error::Invalid)?;
    let open = store::correction::of_person(tx, person)?.iter().filter(|k| k.answer.is_none()).count();
    if open >= MOST_OPEN {
        return Err(FieldErrors::one("words", "people-error-correction-many"));
    }
    let correction = Correction {
        id: tx.new_public_id(),
        person_id: person,
        owner_org: record.owner_org,
        label: new.label.max(record.details.label),
        about: new.about,
        row: new.row,
        title: new.title.trim().chars().take(200).collect(),
        words,
        asked_at: tx.now(),
        answer: None,
    };
    store::correction::insert(tx, &correction)?;
    publish(tx, &Event::PersonAsks { person })?;
    let (owner, id) = (record.owner_org, correction.id);
    tx.audit_for(owner, Action::Write, Kind::Person, Some(id), Some(person), "correction asked for")?;
    Ok(id)
}

/// What a person asked to be corrected, what waits first. For the person, and for who works with people where the record is
/// kept.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn corrections(tx: &mut Tx, person: Uuid) -> Result<Vec<Correction>, Error> {
    if tx.viewer().person() != Some(person) {
        tx.require(Kind::Person, Action::Read)?;
    }
    let found = store::correction::of_person(tx, person)?;
    if let Some(first) = found.first() {
        tx.audit_for(first.owner_org, Action::Read, Kind::Person, None, Some(person), "corrections")?;
    }
    Ok(found)
}

/// One correction.
///
/// # Errors
/// [`Error::NotFound`] for one that does not exist or is hidden; [`Error::Forbidden`]; the database's.
pub fn view_correction(tx: &mut Tx, id: Uuid) -> Result<Correction, Error> {
    tx.require(Kind::Person, Action::Read)?;
    let found = store::correction::get(tx, id)?.ok_or(Error::NotFound)?;
    let (owner, person) = (found.owner_org, found.person_id);
    tx.audit_for(owner, Action::Read, Kind::Person, Some(id), Some(person), "correction")?;
    Ok(found)
}

/// Answers a correction, once. The person reads the reason.
///
/// # Errors
/// [`Error::NotFound`] for one that does not exist or is hidden; [`Error::Forbidden`]; [`Error::Invalid`] without a reason;
/// [`Error::Conflict`] when it was answered already; the database's.
pub fn answer_correction(tx: &mut Tx, id: Uuid, outcome: Outcome, because: &str) -> Result<Uuid, Error> {
    tx.require(Kind::Person, Action::Write)?;
    let correction = store::correction::get(tx, id)?.ok_or(Error::NotFound)?;
    policy::records_for(tx.viewer(), correction.owner_org)?;
    let because = check_words("because", because).map_err(Error::Invalid)?;
    if !store::correction::answer(tx, id, outcome, &because)? {
        return Err(Error::Conflict { code: "people-conflict-correction" });
    }
    let person = correction.person_id;
    tx.audit(Action::Decide, Kind::Person, Some(id), Some(person), "correction answered")?;
    Ok(person)
}
