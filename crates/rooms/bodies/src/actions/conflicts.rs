//! Conflicts of interest: matters about somebody's own organization, one under common control, or one they declared.

use super::charter::in_force;
use super::standing::{control, jobs, today};
use crate::store::bodies as store;
use jiff::civil::Date;
use tandem_access::{Action, Error, Kind, Tx, Uuid};

/// The viewer declares an interest in an organization's matters.
///
/// # Errors
/// [`Error::Forbidden`] without an account; [`Error::NotFound`]; the database's.
pub fn declare(tx: &mut Tx<'_, '_>, organization: Uuid, why: &str) -> Result<(), Error> {
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    tandem_partners::actions::find(tx, organization)?;
    store::declare(tx, member, organization, why)?;
    tx.audit(Action::Write, Kind::Governance, Some(organization), None, "conflict declared")
}

/// The viewer takes a declared interest back; who is employed there keeps the conflict.
///
/// # Errors
/// [`Error::Forbidden`] without an account; the database's.
pub fn undeclare(tx: &mut Tx<'_, '_>, organization: Uuid) -> Result<(), Error> {
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    store::undeclare(tx, member, organization)?;
    tx.audit(Action::Write, Kind::Governance, Some(organization), None, "conflict ended")
}

/// What members have declared: `(member, organization, why)`.
///
/// # Errors
/// The database's.
pub fn declared(tx: &mut Tx<'_, '_>, members: &[Uuid]) -> Result<Vec<(Uuid, Uuid, String)>, Error> {
    store::declared(tx, members)
}

/// Of the organizations that a matter is about, the first in which a member has an interest: as employee of it or of one under
/// common control, or as declared. Where the charter looks back, a job that has ended counts for so many months more.
///
/// # Errors
/// The database's.
pub fn conflicted(tx: &mut Tx<'_, '_>, member: Uuid, about: &[Uuid]) -> Result<Option<Uuid>, Error> {
    if about.is_empty() {
        return Ok(None);
    }
    let control = control(tx)?;
    let back = in_force(tx)?.map_or(0, |charter| charter.rules.conflict_months);
    let back = jiff::Span::new().months(i64::try_from(back).unwrap_or(0));
    let since = today(tx)?.checked_sub(back).unwrap_or(Date::MIN);
    let mut own: Vec<Uuid> = jobs(tx, &[member])?
        .remove(&member)
        .unwrap_or_default()
        .into_iter()
        // The last day of a job is over today: without a look-back it counts while it lasts.
        .filter(|job| job.ended.is_none_or(|last| last > since))
        .map(|job| job.organization)
        .collect();
    own.extend(store::declared(tx, &[member])?.into_iter().map(|(_, organization, _)| organization));
    let same = |a: Uuid, b: Uuid| control.same(&a.to_string(), &b.to_string());
    Ok(about.iter().copied().find(|subject| own.iter().any(|mine| same(*mine, *subject))))
}
