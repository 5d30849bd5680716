//! Record a listening interview, and read what organizations said.

use super::{faults, partnership, place};
use crate::model::{Interview, InterviewDraft, Membership};
use crate::{policy, store};
use tandem_access::{Action, Error, Kind, Tx, Uuid};

/// Writes down a talk with an organization. One that was only known of is in conversation from then on.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] field by field.
pub fn listen(tx: &mut Tx<'_, '_>, organization: Uuid, draft: &InterviewDraft) -> Result<Uuid, Error> {
    if !policy::may_place(tx.viewer()) {
        return Err(Error::Forbidden);
    }
    let standing = store::by_id(tx, organization)?.ok_or(Error::NotFound)?.membership;
    let draft = draft.clone().tidy();
    let today = tx.now().to_zoned(partnership(tx)?.zone().clone()).date();
    let day = draft.check(today).map_err(|problems| Error::Invalid(faults(&problems)))?;
    let id = store::add_interview(tx, organization, &draft, day)?;
    tx.audit(Action::Write, Kind::Organization, Some(organization), None, "listened")?;
    if standing == Membership::Prospective {
        place::place(tx, organization, Membership::Listening, "")?;
    }
    Ok(id)
}

/// What organizations said, the newest talk first: all talks for who places organizations, its own for an organization.
///
/// # Errors
/// The database's.
pub fn interviews(tx: &mut Tx<'_, '_>, organizations: &[Uuid]) -> Result<Vec<Interview>, Error> {
    let readable: Vec<Uuid> =
        organizations.iter().copied().filter(|o| policy::may_hear(tx.viewer(), *o)).collect();
    if readable.is_empty() {
        return Ok(vec![]);
    }
    store::interviews(tx, &readable)
}
