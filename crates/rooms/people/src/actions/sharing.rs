//! What is shared with whom.

use super::only_system;
use crate::model::consent::{Answer, Consent};
use crate::model::proof::Scan;
use crate::store;
use tandem_access::{Action, Error, Kind, Tx, Uuid};

/// Every consent of a person that the viewer may see, newest first: live, ended and refused.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a person the viewer may not see; the database's.
pub fn sharing(tx: &mut Tx, person: Uuid) -> Result<Vec<Consent>, Error> {
    require_read(tx, person)?;
    let record = store::person::get(tx, person)?.ok_or(Error::NotFound)?;
    let consents = store::consent::of_person(tx, person)?;
    tx.audit_for(record.owner_org, Action::Read, Kind::Consent, None, Some(person), "what is shared")?;
    Ok(consents)
}

/// One consent.
///
/// # Errors
/// As [`sharing`].
pub fn view_consent(tx: &mut Tx, id: Uuid) -> Result<Consent, Error> {
    let consent = store::consent::get(tx, id)?.ok_or(Error::NotFound)?;
    require_read(tx, consent.person_id)?;
    if !knows_who(tx, &consent)? {
        return Err(Error::NotFound);
    }
    let (owner, person) = (consent.owner_org, consent.person_id);
    tx.audit_for(owner, Action::Read, Kind::Consent, Some(id), Some(person), "consent")?;
    Ok(consent)
}

/// The scan of the paper that was signed, by whoever may read the consent; `None` when there is none to be read.
///
/// # Errors
/// As [`sharing`].
pub fn consent_scan(tx: &mut Tx, id: Uuid) -> Result<Option<(Scan, Vec<u8>)>, Error> {
    let consent = store::consent::get(tx, id)?.ok_or(Error::NotFound)?;
    require_read(tx, consent.person_id)?;
    if !knows_who(tx, &consent)? {
        return Err(Error::NotFound);
    }
    let Answer::Paper { scan } = &consent.answer else { return Ok(None) };
    let Some(bytes) = store::proof::scan(tx, &consent)? else { return Ok(None) };
    let (owner, person) = (consent.owner_org, consent.person_id);
    tx.audit_for(owner, Action::Export, Kind::Consent, Some(id), Some(person), "scan of a consent")?;
    Ok(Some((scan.clone(), bytes)))
}

/// Whether a live consent of a record opens how the person is called and reached to `recipient`, for any purpose. Asked by the
/// system, to know what a mistake would show.
///
/// # Errors
/// [`Error::Forbidden`] for anybody else; the database's.
pub fn opens_to(tx: &mut Tx, person: Uuid, recipient: Uuid) -> Result<bool, Error> {
    only_system(tx)?;
    store::consent::opens_to(tx, person, recipient)
}

/// Whether the viewer may know who it is that consented. The text, the signature and the scan name the person, and so does the
/// line in the audit; a consent may open facts without a name, or for another purpose than the viewer's.
fn knows_who(tx: &mut Tx, consent: &Consent) -> Result<bool, Error> {
    let own = tx.viewer().org() == Some(consent.owner_org) || tx.viewer().guardian().is_some();
    Ok(own || tx.viewer().is_system() || store::person::get(tx, consent.person_id)?.is_some())
}

/// The person themselves needs no role.
fn require_read(tx: &Tx, person: Uuid) -> Result<(), Error> {
    // A guardian's link opens what they agreed to, and the row fence nothing else.
    let guardian = tx.viewer().guardian().is_some_and(|(of, _)| of == person);
    if tx.viewer().person() == Some(person) || guardian {
        Ok(())
    } else {
        tx.require(Kind::Consent, Action::Read)
    }
}

/// The organizations that a live consent of a record names, for whatever class and purpose. For the system, to know for whom a
/// change may be news.
///
/// # Errors
/// [`Error::Forbidden`] for anybody else; the database's.
pub fn recipients(tx: &mut Tx, person: Uuid) -> Result<Vec<Uuid>, Error> {
    only_system(tx)?;
    store::consent::recipients(tx, person)
}
