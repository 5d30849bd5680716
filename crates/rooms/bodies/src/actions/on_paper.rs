//! A yes on paper: noted by who keeps the charter, and counted once somebody of another organization has seen the paper. Otherwise
//! one pair of hands could bring a charter into force.

use super::keeper;
use super::ratify::{is_member, open_text, said_yes, settle};
use crate::store::ratifications as store;
use jiff::civil::Date;
use tandem_access::{Action, Error, FieldErrors, Kind, Timestamp, Tx, Uuid};

/// Who signed the charter on paper for an organization that has nobody here to say yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnPaper {
    /// Which organization.
    pub organization: Uuid,
    /// Who signed for it.
    pub name: String,
    /// On which day.
    pub signed_on: Date,
}

/// What is known of a yes on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// On which day it was signed.
    pub signed_on: Date,
    /// Who signed it.
    pub signed_by: String,
    /// Who noted it, and for which organization they acted.
    pub noted_by: Uuid,
    /// See above; none in what was noted before it was kept.
    pub noted_for: Option<Uuid>,
    /// When somebody of another organization confirmed it.
    pub confirmed_at: Option<Timestamp>,
}

/// Who keeps the charter notes that an organization said yes on paper, to the text with this hash; it stands so in public, and
/// counts once it is confirmed.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`] for who is no member, without a name, or a day to come; [`Error::NotFound`];
/// [`Error::Conflict`] when the charter is not open, the text is another, or the organization has ratified before.
pub fn note_paper(tx: &mut Tx<'_, '_>, id: Uuid, hash: &str, paper: &OnPaper) -> Result<(), Error> {
    keeper(tx)?;
    let noter = tx.viewer().member_id().zip(tx.viewer().org()).ok_or(Error::Forbidden)?;
    let paper = OnPaper { name: paper.name.trim().to_owned(), ..paper.clone() };
    let mut errors = FieldErrors::new();
    if !is_member(&store::members(tx)?, paper.organization) {
        errors.add("organization", "bodies-error-no-member");
    }
    if paper.name.is_empty() {
        errors.add("signed_by", "error-required");
    }
    crate::model::long(&mut errors, "signed_by", &paper.name, 120);
    if paper.signed_on > super::today(tx)? {
        errors.add("signed_on", "bodies-error-future");
    }
    errors.into_result()?;
    open_text(tx, id, hash)?;
    if !store::note_paper(tx, id, noter, hash, &paper)? {
        return Err(Error::Conflict { code: "bodies-conflict-ratified" });
    }
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, "charter ratified on paper")
}

/// Somebody of another organization saw the paper. `true` when that brought the charter into force.
///
/// # Errors
/// [`Error::Forbidden`] for who may not ([`may_confirm`]); [`Error::NotFound`] when no such paper waits;
/// [`Error::Conflict`] when the charter is not open or the text is another.
pub fn confirm_paper(tx: &mut Tx<'_, '_>, id: Uuid, hash: &str, organization: Uuid) -> Result<bool, Error> {
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    let charter = open_text(tx, id, hash)?;
    let paper = waiting(tx, id, organization)?;
    if !may_confirm(tx, &paper)? {
        return Err(Error::Forbidden);
    }
    if !store::confirm_paper(tx, id, organization, member)? {
        return Err(Error::NotFound);
    }
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, "charter paper confirmed")?;
    settle(tx, &charter)
}

/// Whether the viewer may say that they saw the paper: who signs for a member organization, another one than noted it and not under
/// common control with that.
///
/// # Errors
/// The database's.
pub fn may_confirm(tx: &mut Tx<'_, '_>, paper: &Paper) -> Result<bool, Error> {
    match paper.noted_for {
        Some(noted_for) if paper.confirmed_at.is_none() => {
            tandem_partners::actions::may_look_again(tx, paper.noted_by, noted_for)
        }
        _ => Ok(false),
    }
}

/// Who keeps the charter strikes a yes on paper that was noted by mistake and that nobody has confirmed.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] when none waits.
pub fn strike_paper(tx: &mut Tx<'_, '_>, id: Uuid, organization: Uuid) -> Result<(), Error> {
    keeper(tx)?;
    if !store::strike_paper(tx, id, organization)? {
        return Err(Error::NotFound);
    }
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, "charter paper struck")
}

fn waiting(tx: &mut Tx<'_, '_>, id: Uuid, organization: Uuid) -> Result<Paper, Error> {
    let said = said_yes(tx, id)?.into_iter().find(|r| r.organization == organization && !r.counts());
    said.and_then(|r| r.paper).ok_or(Error::NotFound)
}
