//! What is shared with whom.

use crate::model::consent::Consent;
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
    let (owner, person) = (consent.owner_org, consent.person_id);
    tx.audit_for(owner, Action::Read, Kind::Consent, Some(id), Some(person), "consent")?;
    Ok(consent)
}

/// The person themselves needs no role.
fn require_read(tx: &Tx, person: Uuid) -> Result<(), Error> {
    if tx.viewer().person() == Some(person) { Ok(()) } else { tx.require(Kind::Consent, Action::Read) }
}
