//! What people ask: corrections, and to be erased. Whoever can answer sees what waits.

use crate::store::{self, asked::Asked};
use crate::{policy, store::asked};
use tandem_access::{Action, Error, Kind, Tx};

/// The most that is listed.
const LISTED: u32 = 200;

/// What waits for an answer of the viewer's organization, as far as the viewer may see it, the oldest first. It names nobody.
///
/// # Errors
/// [`Error::Forbidden`] for who cannot answer ([`policy::answers_people`]); the database's.
pub fn asked(tx: &mut Tx) -> Result<Vec<Asked>, Error> {
    if !policy::answers_people(tx.viewer()) {
        return Err(Error::Forbidden);
    }
    let org = policy::own_org(tx.viewer())?;
    asked::waiting(tx, org, LISTED)
}

/// The same with the names of who asks; each is in the log. Somebody whose record the viewer may not open is left out.
///
/// # Errors
/// As [`asked`].
pub fn asked_by_name(tx: &mut Tx) -> Result<Vec<(Asked, String)>, Error> {
    let mut named = vec![];
    for asked in asked(tx)? {
        let Some(person) = store::person::get(tx, asked.person)? else { continue };
        let (owner, id) = (person.owner_org, Some(person.id));
        tx.audit_for(owner, Action::Read, Kind::Person, id, id, "listed among what people ask")?;
        named.push((asked, person.display_name()));
    }
    Ok(named)
}
