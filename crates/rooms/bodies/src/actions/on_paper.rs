//! A yes on paper: noted by who keeps the charter, and counted once somebody of another organization has seen the paper. Otherwise
//! one pair of hands could bring a charter into force.

use super::ratify::{is_member, open_text, said_yes, settle};
use super::{control, keeper};
use crate::policy;
use crate::store::ratifications as store;
use jiff::civil::Date;
use tandem_access::{Action, Error, FieldErrors, Kind, Timestamp, Tx, Uuid, Viewer};
use tandem_deliberation::rules::Control;

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

impl Paper {
    /// Whether `viewer` may say that they saw the paper: who signs for an organization, another one than noted it and not under
    /// common control with that.
    pub fn confirmed_by(&self, viewer: &Viewer, control: &Control) -> bool {
        let other = policy::ratifies_for(viewer).zip(self.noted_for).is_some_and(|(theirs, noted)| {
            theirs != noted && !control.same(&theirs.to_string(), &noted.to_string())
        });
        other && self.confirmed_at.is_none() && viewer.member_id() != Some(self.noted_by)
    }
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
/// [`Error::Forbidden`] for who may not ([`Paper::confirmed_by`]); [`Error::NotFound`] when no such paper waits;
/// [`Error::Conflict`] when the charter is not open or the text is another.
pub fn confirm_paper(tx: &mut Tx<'_, '_>, id: Uuid, hash: &str, organization: Uuid) -> Result<bool, Error> {
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    let charter = open_text(tx, id, hash)?;
    let paper = waiting(tx, id, organization)?;
    let control = control(tx)?;
    if !paper.confirmed_by(tx.viewer(), &control) {
        return Err(Error::Forbidden);
    }
    if !store::confirm_paper(tx, id, organization, member)? {
        return Err(Error::NotFound);
    }
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, "charter paper confirmed")?;
    settle(tx, &charter)
}

/// Strikes a yes on paper that nobody has confirmed: it is not so, or was noted by mistake.
///
/// # Errors
/// [`Error::Forbidden`] for who neither keeps the charter nor may confirm the paper; [`Error::NotFound`] when none waits.
pub fn strike_paper(tx: &mut Tx<'_, '_>, id: Uuid, organization: Uuid) -> Result<(), Error> {
    let paper = waiting(tx, id, organization)?;
    let control = control(tx)?;
    if !policy::may_keep(tx.viewer()) && !paper.confirmed_by(tx.viewer(), &control) {
        return Err(Error::Forbidden);
    }
    if !store::strike_paper(tx, id, organization)? {
        return Err(Error::NotFound);
    }
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, "charter paper struck")
}

fn waiting(tx: &mut Tx<'_, '_>, id: Uuid, organization: Uuid) -> Result<Paper, Error> {
    let said = said_yes(tx, id)?.into_iter().find(|r| r.organization == organization && !r.counts());
    said.and_then(|r| r.paper).ok_or(Error::NotFound)
}
