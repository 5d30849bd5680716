//! Signatures on paper: the coordinator has seen the paper and notes who signed it when.

use crate::model::agreement::{Draft, How, Signature};
use crate::store;
use jiff::civil::Date;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};

/// Notes that a party signed the present text on paper.
///
/// # Errors
/// [`Error::Forbidden`] for who does not manage agreements; [`Error::Invalid`] for an organization that takes no part, a
/// missing name, or a day to come; otherwise as [`super::sign`].
pub fn sign_on_paper(tx: &mut Tx, id: Uuid, org: Uuid, name: &str, day: Date) -> Result<(), Error> {
    note(tx, id, org, name, day)?;
    super::sign::settle(tx, id, true)
}

fn note(tx: &mut Tx, id: Uuid, org: Uuid, name: &str, day: Date) -> Result<(), Error> {
    tx.require(Kind::Agreement, Action::Manage)?;
    let a = super::agreement(tx, id)?;
    if !a.has_party(org) {
        return Err(FieldErrors::one("org", "agreements-error-no-such-party"));
    }
    let (_, today) = super::today(tx)?;
    if day > today {
        return Err(FieldErrors::one("signed_on", "agreements-error-day-to-come"));
    }
    let name = super::sign::name(name)?;
    let texts = store::agreement::texts(tx, id)?;
    let sha256 = texts.first().map(|text| text.sha256.clone()).unwrap_or_default();
    let member = tx.viewer().member_id();
    super::sign::add(
        tx,
        id,
        &Signature { org, version: a.version, sha256, how: How::Paper, name, signed_on: day, member },
    )
}

/// Records an agreement that lies there signed on paper by everybody: for a partnership that has agreements already.
/// `signed` names who signed for each party. Nobody gets a letter: everybody has the paper.
///
/// # Errors
/// As [`super::draft`], [`super::send`] and [`sign_on_paper`].
pub fn put_in_force(tx: &mut Tx, draft: &Draft, signed: &[(Uuid, &str)], day: Date) -> Result<Uuid, Error> {
    tx.require(Kind::Agreement, Action::Manage)?;
    let id = super::draft(tx, draft)?;
    super::send::out(tx, id)?;
    for (org, name) in signed {
        note(tx, id, *org, name, day)?;
    }
    super::sign::settle(tx, id, false)?;
    Ok(id)
}
