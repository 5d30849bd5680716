//! Questions and their answers, and reactions.

use super::{led, load, recuse};
use crate::model::{RemarkKind, Stage};
use crate::policy;
use crate::store::talk as store;
use tandem_access::{Action, Error, FieldErrors, Kind, Role, Tx, Uuid};
use tandem_partners::model::Sector;

/// A member asks or says what they think, for the organization they act for; residents for themselves.
///
/// # Errors
/// [`Error::Forbidden`] without an account; [`Error::NotFound`]; [`Error::Invalid`]; [`Error::Conflict`] once it is decided.
pub fn remark(tx: &mut Tx<'_, '_>, id: Uuid, kind: RemarkKind, body: &str) -> Result<(), Error> {
    let organization = tx.viewer().org().filter(|_| tx.viewer().is_member()).ok_or(Error::Forbidden)?;
    let proposal = load(tx, id)?;
    if !proposal.stage.moving() {
        return Err(Error::Conflict { code: "decisions-conflict-changed" });
    }
    let mut errors = FieldErrors::new();
    if body.is_empty() {
        errors.add("remark", "error-required");
    } else if body.chars().count() > 4000 {
        errors.add("remark", "decisions-error-long");
    }
    errors.into_result()?;
    let resident = tx.viewer().roles() == [Role::Resident];
    let (organization, sector) = if resident {
        (None, Sector::Community)
    } else {
        (Some(organization), tandem_partners::actions::find(tx, organization)?.sector)
    };
    store::add_remark(tx, &proposal, kind, body, organization, sector)?;
    tx.audit(Action::Write, Kind::Governance, Some(id), None, "proposal remark")
}

/// Answers a question: whoever may write the text.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] without words.
pub fn answer(tx: &mut Tx<'_, '_>, id: Uuid, remark: Uuid, words: &str) -> Result<(), Error> {
    let proposal = load(tx, id)?;
    let (standing, leads) = led(tx, &proposal)?;
    if !policy::may_write(tx.viewer(), &proposal, leads) {
        return Err(Error::Forbidden);
    }
    let early = proposal.round == 0 && proposal.stage.moving() && proposal.stage != Stage::Consent;
    if !early {
        recuse::refuse(tx, &proposal, standing.as_ref())?;
    }
    if words.is_empty() {
        return Err(FieldErrors::one("answer", "error-required"));
    }
    if !store::answer(tx, id, remark, words)? {
        return Err(Error::NotFound);
    }
    tx.audit(Action::Write, Kind::Governance, Some(id), None, "proposal question answered")
}
