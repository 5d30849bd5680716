//! Import an instrument: an administrator's FHIR Questionnaire.

use crate::instruments::parse;
use crate::model::questionnaire::Questionnaire;
use crate::store;
use crate::store::instrument::InstrumentRow;
use tandem_access::{Action, Error, Kind, Tx, sha256_hex};
use tandem_intake::fault::Fault;

/// What an import of an instrument came to.
#[derive(Debug, Clone)]
pub struct ImportedInstrument {
    /// The questionnaire as read: its `dropped` items are neither asked nor kept.
    pub questionnaire: Questionnaire,
    /// It was already here, word for word.
    pub unchanged: bool,
}

/// Reads and keeps a Questionnaire. Importing the same one again changes nothing and un-retires it.
///
/// The inner result is the fault of the document, with its path; nothing is kept then.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Conflict`] when screenings have used this version and its content differs (give the
/// changed one a new version); the database's.
pub fn import_instrument(tx: &mut Tx, json: &str) -> Result<Result<ImportedInstrument, Fault>, Error> {
    tx.require(Kind::Instrument, Action::Write)?;
    let questionnaire = match parse(json.trim_start_matches('\u{feff}')) {
        Ok(questionnaire) => questionnaire,
        Err(fault) => return Ok(Err(fault)),
    };
    let digest = sha256_hex(json.as_bytes());
    let (url, version) = (&questionnaire.url, &questionnaire.version);
    let before = store::instrument::get(tx, url, version)?;
    let unchanged = before.as_ref().is_some_and(|row| row.hash == digest && row.active);
    if let Some(before) = &before
        && before.hash != digest
        && store::instrument::used(tx, url, version)?
    {
        return Err(Error::Conflict { code: "screening-conflict-instrument-used" });
    }
    if !unchanged {
        let row = InstrumentRow {
            url: url.clone(),
            version: version.clone(),
            title: questionnaire.title.own.clone(),
            content: json.to_owned(),
            hash: digest,
            active: true,
            updated_at: tx.now(),
        };
        let id = store::instrument::save(tx, &row)?;
        tx.audit(Action::Write, Kind::Instrument, Some(id), None, "instrument imported")?;
    }
    Ok(Ok(ImportedInstrument { questionnaire, unchanged }))
}
