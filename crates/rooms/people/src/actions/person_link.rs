//! A person's private page: a link and a code, and a short look after both were right.

use crate::{policy, store};
use jiff::SignedDuration;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use tandem_access::accounts::links::{self, Issued, LinkPurpose, NewLink, Opened, Uses, Verified};
use tandem_access::{Action, Error, FieldErrors, Kind, Timestamp, Tx, Uuid};

/// How long a private link is good.
pub const LINK_LASTS: SignedDuration = SignedDuration::from_hours(24 * 90);

/// How long the page stays open once link and code were right.
pub const LOOK_LASTS: SignedDuration = SignedDuration::from_mins(30);

/// Wrong codes until a link ends: one chance in 200,000 for a guesser.
const WRONG_CODES: i64 = 5;

/// A private link that was just made. Neither part can be shown again.
#[derive(Clone, PartialEq, Eq)]
pub struct PrivateLink {
    /// The secret part of the address.
    pub token: String,
    /// The six digits that go with it.
    pub code: String,
    /// Until when it is good.
    pub expires_at: Timestamp,
}

/// Makes a private link and code for a person; earlier ones end, so that a lost one is worth nothing.
///
/// None is made for a domestic-violence record: the paper itself would tell where the person goes. And none by a colleague who does
/// not look after the person: the page shows what only the care team sees.
///
/// # Errors
/// [`Error::NotFound`] for a person the viewer may not see; [`Error::Forbidden`]; [`Error::Conflict`] for a
/// domestic-violence record, and for who is not on the person's care team; the database's.
pub fn issue_person_link(tx: &mut Tx, person: Uuid) -> Result<PrivateLink, Error> {
    tx.require(Kind::Consent, Action::Write)?;
    let record = store::person::get(tx, person)?.ok_or(Error::NotFound)?;
    policy::records_for(tx.viewer(), record.owner_org)?;
    if !record.details.label.is_shareable() {
        return Err(Error::Conflict { code: "people-conflict-link-private" });
    }
    super::must_look_after(tx, person)?;
    links::revoke_person(tx, LinkPurpose::Person, person)?;
    let new = NewLink {
        person: Some(person),
        organization: Some(record.owner_org),
        ..NewLink::new(LinkPurpose::Person, LINK_LASTS, Uses::UntilExpiry)
    };
    let issued = links::issue(tx, &new)?;
    let made = with_code(tx, issued, person, record.owner_org)?;
    tx.audit(Action::Manage, Kind::Consent, None, Some(person), "private link made")?;
    Ok(made)
}

/// A link that was just made, with the code that goes beside it.
pub(super) fn with_code(
    tx: &mut Tx,
    issued: Issued,
    person: Uuid,
    owner_org: Uuid,
) -> Result<PrivateLink, Error> {
    let code = format!("{:06}", tx.random_below(1_000_000));
    store::link::insert(tx, issued.id, person, owner_org, &code_hash(&issued.token, &code))?;
    let expires_at =
        tx.now().checked_add(LINK_LASTS).map_err(|e| Error::Internal(format!("link expiry: {e}")))?;
    Ok(PrivateLink { token: issued.token, code, expires_at })
}

/// Ends every private link of a person, and every page that is open by one.
///
/// # Errors
/// As [`issue_person_link`].
pub fn revoke_person_links(tx: &mut Tx, person: Uuid) -> Result<(), Error> {
    tx.require(Kind::Consent, Action::Write)?;
    let record = store::person::get(tx, person)?.ok_or(Error::NotFound)?;
    policy::records_for(tx.viewer(), record.owner_org)?;
    links::revoke_person(tx, LinkPurpose::Person, person)?;
    tx.audit(Action::Manage, Kind::Consent, None, Some(person), "private links ended")
}

/// Whether `token` is a private link that waits for its code. A read, as the system.
///
/// # Errors
/// The database's.
pub fn waits_for_code(tx: &mut Tx, token: &str) -> Result<bool, Error> {
    Ok(live(tx, token)?.is_some_and(|link| link.record().subject.is_none()))
}

/// Opens the private page: the secret of a look of half an hour, for a cookie. As the system.
///
/// A wrong code counts; after five the link ends. A link that ended and one that never was answer alike. The count
/// has to be kept, so a wrong code is `Ok(None)` and not an error, which would roll it back.
///
/// # Errors
/// The database's.
pub fn open_private_page(tx: &mut Tx, token: &str, code: &str) -> Result<Option<String>, Error> {
    let Some(link) = live(tx, token)?.filter(|link| link.record().subject.is_none()) else {
        return Ok(None);
    };
    let (id, person) = (link.record().id, link.record().person);
    if !right_code(tx, &link, token, code)? {
        return Ok(None);
    }
    let look = NewLink {
        subject: Some(id),
        person,
        ..NewLink::new(LinkPurpose::Person, LOOK_LASTS, Uses::UntilExpiry)
    };
    let look = links::issue(tx, &look)?;
    tx.audit(Action::Read, Kind::Consent, None, person, "private page opened")?;
    Ok(Some(look.token))
}

/// Whether the code of a link is right. A wrong one counts, and the fifth ends the link.
pub(super) fn right_code(tx: &mut Tx, link: &Verified, token: &str, code: &str) -> Result<bool, Error> {
    let (id, person) = (link.record().id, link.record().person);
    let Some((hash, failures)) = store::link::code(tx, id)? else { return Ok(false) };
    let typed: String = code.chars().filter(char::is_ascii_digit).collect();
    if !bool::from(hash.ct_eq(&code_hash(token, &typed))) {
        store::link::set_failures(tx, id, failures + 1)?;
        if failures + 1 >= WRONG_CODES {
            links::revoke(tx, id)?;
        }
        tx.audit(Action::Read, Kind::Consent, None, person, "private page: wrong code")?;
        return Ok(false);
    }
    store::link::set_failures(tx, id, 0)?;
    links::consume(tx, link)?;
    Ok(true)
}

/// The proof behind the cookie of an open private page, for [`tandem_access::Viewer::from_link`]. As the system.
///
/// # Errors
/// The database's.
pub fn open_look(tx: &mut Tx, secret: &str) -> Result<Option<Verified>, Error> {
    Ok(live(tx, secret)?.filter(|link| link.record().subject.is_some()))
}

/// Closes an open private page. As the system.
///
/// # Errors
/// The database's.
pub fn close_look(tx: &mut Tx, secret: &str) -> Result<(), Error> {
    match open_look(tx, secret)? {
        Some(look) => links::revoke(tx, look.record().id),
        None => Ok(()),
    }
}

/// Refuses the code of the form again.
pub fn wrong_code() -> FieldErrors {
    let mut errors = FieldErrors::new();
    errors.add("code", "people-error-code");
    errors
}

fn live(tx: &mut Tx, token: &str) -> Result<Option<Verified>, Error> {
    Ok(match links::open(tx, LinkPurpose::Person, token)? {
        Opened::Valid(link) => Some(link),
        _ => None,
    })
}

fn code_hash(token: &str, code: &str) -> Vec<u8> {
    let mut hash = Sha256::new();
    for part in ["tandem/person-code", token, code] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize().to_vec()
}
