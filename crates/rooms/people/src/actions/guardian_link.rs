//! A guardian's private page: a link and a code, and what the guardian agreed to behind it.

use super::person_link::{self, LINK_LASTS, LOOK_LASTS, PrivateLink};
use crate::model::consent::Consent;
use crate::model::guardian::Guardian;
use crate::{policy, store};
use tandem_access::accounts::links::{self, LinkPurpose, NewLink, Opened, Uses, Verified};
use tandem_access::{Action, Error, Kind, Tx, Uuid};

/// Makes a private link and code for a guardian; earlier ones end.
///
/// # Errors
/// [`Error::NotFound`] for a guardian the viewer may not see; [`Error::Forbidden`]; [`Error::Conflict`] for one who may not
/// consent now, or for a record that is never shared; the database's.
pub fn issue_guardian_link(tx: &mut Tx, id: Uuid) -> Result<(Guardian, PrivateLink), Error> {
    tx.require(Kind::Consent, Action::Write)?;
    let guardian = store::guardian::get(tx, id)?.ok_or(Error::NotFound)?;
    let record = store::person::get(tx, guardian.person_id)?.ok_or(Error::NotFound)?;
    policy::records_for(tx.viewer(), record.owner_org)?;
    if !record.details.label.is_shareable() {
        return Err(Error::Conflict { code: "people-conflict-link-private" });
    }
    if !guardian.is_live(tx.now()) {
        return Err(Error::Conflict { code: "people-conflict-guardian-ended" });
    }
    super::must_look_after(tx, record.id)?;
    end_links(tx, id)?;
    let issued = links::issue(tx, &link(&guardian, LinkPurpose::GuardianCode, LINK_LASTS))?;
    let made = person_link::with_code(tx, issued, guardian.person_id, record.owner_org)?;
    tx.audit(Action::Manage, Kind::Consent, Some(id), Some(record.id), "private link of a guardian made")?;
    Ok((guardian, made))
}

fn link(guardian: &Guardian, purpose: LinkPurpose, lasts: jiff::SignedDuration) -> NewLink {
    NewLink {
        subject: Some(guardian.id),
        person: Some(guardian.person_id),
        organization: Some(guardian.owner_org),
        ..NewLink::new(purpose, lasts, Uses::UntilExpiry)
    }
}

/// Ends every link and every open page of a guardian.
pub(super) fn end_links(tx: &mut Tx, guardian: Uuid) -> Result<(), Error> {
    links::revoke_subject(tx, LinkPurpose::GuardianCode, guardian)?;
    links::revoke_subject(tx, LinkPurpose::Guardian, guardian)?;
    Ok(())
}

/// The same for every guardian of a person.
pub(super) fn end_links_of(tx: &mut Tx, person: Uuid) -> Result<(), Error> {
    links::revoke_person(tx, LinkPurpose::GuardianCode, person)?;
    links::revoke_person(tx, LinkPurpose::Guardian, person)?;
    Ok(())
}

/// Opens a guardian's page: the secret of a look of half an hour. As the system; wrong codes count as those of a private
/// page do.
///
/// # Errors
/// The database's.
pub fn open_guardian_page(tx: &mut Tx, token: &str, code: &str) -> Result<Option<String>, Error> {
    let Some(verified) = live(tx, LinkPurpose::GuardianCode, token)? else { return Ok(None) };
    let Some(guardian) = of(tx, &verified)? else { return Ok(None) };
    if !person_link::right_code(tx, &verified, token, code)? {
        return Ok(None);
    }
    let look = links::issue(tx, &link(&guardian, LinkPurpose::Guardian, LOOK_LASTS))?;
    tx.audit(
        Action::Read,
        Kind::Consent,
        Some(guardian.id),
        Some(guardian.person_id),
        "page of a guardian opened",
    )?;
    Ok(Some(look.token))
}

/// The proof behind the cookie of an open page, while the guardian may consent. As the system.
///
/// # Errors
/// The database's.
pub fn open_guardian_look(tx: &mut Tx, secret: &str) -> Result<Option<Verified>, Error> {
    let Some(look) = live(tx, LinkPurpose::Guardian, secret)? else { return Ok(None) };
    Ok(of(tx, &look)?.map(|_| look))
}

/// Closes an open page. As the system.
///
/// # Errors
/// The database's.
pub fn close_guardian_look(tx: &mut Tx, secret: &str) -> Result<(), Error> {
    match live(tx, LinkPurpose::Guardian, secret)? {
        Some(look) => links::revoke(tx, look.record().id),
        None => Ok(()),
    }
}

/// What the page shows: the guardian, and what they agreed to, the newest first.
///
/// # Errors
/// [`Error::Forbidden`] for anybody else; the database's.
pub fn guardian_page(tx: &mut Tx) -> Result<(Guardian, Vec<Consent>), Error> {
    let (person, id) = tx.viewer().guardian().ok_or(Error::Forbidden)?;
    let guardian = store::guardian::get(tx, id)?.ok_or(Error::NotFound)?;
    let consents = store::consent::of_person(tx, person)?;
    let owner = guardian.owner_org;
    tx.audit_for(owner, Action::Read, Kind::Consent, Some(id), Some(person), "what a guardian agreed to")?;
    Ok((guardian, consents))
}

/// The guardian of a link, who may consent now.
fn of(tx: &mut Tx, link: &Verified) -> Result<Option<Guardian>, Error> {
    let Some(id) = link.record().subject else { return Ok(None) };
    let now = tx.now();
    Ok(store::guardian::get(tx, id)?.filter(|guardian| guardian.is_live(now)))
}

fn live(tx: &mut Tx, purpose: LinkPurpose, token: &str) -> Result<Option<Verified>, Error> {
    Ok(match links::open(tx, purpose, token)? {
        Opened::Valid(link) => Some(link),
        _ => None,
    })
}
