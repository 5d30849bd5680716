//! Looks that no consent opens: a comparison of two records that may be one person, and a medical emergency.

use crate::model::data_class::DataClass;
use crate::model::exceptional::{ExceptionalAccess, ExceptionalPurpose};
use crate::store;
use jiff::SignedDuration;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};

/// How long a reviewer may look at the records of a pair that they took.
pub const REVIEW_LASTS: SignedDuration = SignedDuration::from_mins(30);

/// Lets the member who asks look at how a person is called and reached, for [`REVIEW_LASTS`], to compare the record with
/// another one. The caller has checked that the pair waits for a review; nothing but what is compared opens.
///
/// # Errors
/// [`Error::Forbidden`] without the role; the database's.
pub fn open_for_review(tx: &mut Tx, person: Uuid, owner_org: Uuid, review: Uuid) -> Result<(), Error> {
    tx.require(Kind::Identity, Action::Decide)?;
    let (member, org) = tx.viewer().member_id().zip(tx.viewer().org()).ok_or(Error::Forbidden)?;
    let until = tx.now() + REVIEW_LASTS;
    let why = (ExceptionalPurpose::IdentityReview, "compared with another record");
    let of = (person, owner_org);
    store::exceptional::insert(tx, of, None, (member, org), why, &[DataClass::Contact], until)?;
    tx.audit_for(owner_org, Action::Read, Kind::Identity, Some(review), Some(person), "taken for review")
}

/// Ends what the member who asks was let look at of a person for this purpose.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but a member; the database's.
pub fn close_exceptional(tx: &mut Tx, person: Uuid, purpose: ExceptionalPurpose) -> Result<(), Error> {
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    store::exceptional::end(tx, person, member, purpose)?;
    Ok(())
}

/// Ends every look that the member who asks opened in an emergency for the person of the record `opened_for`, by what was written down
/// then.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but a member; the database's.
pub fn close_emergency(tx: &mut Tx, opened_for: Uuid) -> Result<(), Error> {
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    store::exceptional::end_opened_for(tx, opened_for, member)?;
    Ok(())
}

/// Ends every look in an emergency that one of two records was opened for the other by, whoever looks: they are two people. System
/// work.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn end_between(tx: &mut Tx, pair: (Uuid, Uuid)) -> Result<(), Error> {
    super::only_system(tx)?;
    for (person, opened_for) in [pair, (pair.1, pair.0)] {
        if store::exceptional::end_pair(tx, person, opened_for)? > 0 {
            let owner = store::person::owner_of(tx, person)?.ok_or(Error::NotFound)?;
            tx.audit_for(
                owner,
                Action::Write,
                Kind::Person,
                Some(person),
                Some(person),
                "emergency look ended",
            )?;
        }
    }
    Ok(())
}

/// How long what was opened in an emergency stays open.
pub const EMERGENCY_LASTS: SignedDuration = SignedDuration::from_hours(4);

/// The shortest reason for opening a record in an emergency, in letters.
pub const SHORTEST_REASON: usize = 10;

/// Opens another organization's record to the member who asks, for [`EMERGENCY_LASTS`], because of a medical emergency: 45 CFR
/// 164.506(c) and 164.512(j), 42 CFR 2.51. Everything opens but what is labelled domestic_violence, which the row fence never
/// lets through. The caller has found the record and made sure that the member's own organization serves the person, by the record
/// `opened_for`.
///
/// # Errors
/// [`Error::Forbidden`] without the role; [`Error::Invalid`] for a reason that says nothing; the database's.
pub fn open_in_emergency(
    tx: &mut Tx,
    person: Uuid,
    owner_org: Uuid,
    opened_for: Uuid,
    reason: &str,
) -> Result<(), Error> {
    tx.require(Kind::Person, Action::Decide)?;
    let (member, org) = tx.viewer().member_id().zip(tx.viewer().org()).ok_or(Error::Forbidden)?;
    let reason = check_reason(reason)?;
    let until = tx.now() + EMERGENCY_LASTS;
    let why = (ExceptionalPurpose::Emergency, reason);
    let of = (person, owner_org);
    store::exceptional::insert(tx, of, Some(opened_for), (member, org), why, &DataClass::ALL, until)?;
    tx.audit_for(
        owner_org,
        Action::Decide,
        Kind::Person,
        Some(person),
        Some(person),
        "opened in an emergency",
    )
}

/// The reason, if it says something.
///
/// # Errors
/// [`Error::Invalid`] under [`SHORTEST_REASON`] letters or over 500.
pub fn check_reason(reason: &str) -> Result<&str, Error> {
    let reason = reason.trim();
    match reason.chars().count() {
        SHORTEST_REASON..=500 => Ok(reason),
        _ => Err(FieldErrors::one("reason", "people-error-emergency-reason")),
    }
}

/// The look without a consent that the viewer may take at a person now, if one was granted: the reason behind what they see.
///
/// # Errors
/// The database's.
pub fn exceptional_now(tx: &mut Tx, person: Uuid) -> Result<Option<ExceptionalAccess>, Error> {
    let Some(member) = tx.viewer().member_id() else { return Ok(None) };
    let now = tx.now();
    let live = |x: &ExceptionalAccess| x.member == member && x.ended_at.is_none() && now < x.valid_until;
    Ok(store::exceptional::of_person(tx, person)?.into_iter().find(live))
}

/// Every look at a person that no consent opened, newest first: for the person and for whoever keeps the record.
///
/// # Errors
/// [`Error::NotFound`] for a record that the viewer may not see; the database's.
pub fn exceptional_looks(tx: &mut Tx, person: Uuid) -> Result<Vec<ExceptionalAccess>, Error> {
    let record = store::person::get(tx, person)?.ok_or(Error::NotFound)?;
    let mut looks = store::exceptional::of_person(tx, person)?;
    if tx.viewer().person().is_some() {
        let hidden = super::confidential_among(tx, looks.iter().map(|look| look.org))?;
        looks.retain(|look| !hidden.contains(&look.org));
    }
    tx.audit_for(record.owner_org, Action::Read, Kind::Audit, None, Some(person), "looks without a consent")?;
    Ok(looks)
}
