//! Create an organization.

use super::refuse;
use crate::model::{Membership, Organization, OrganizationDraft};
use crate::{policy, store};
use tandem_access::{Action, Error, Kind, Tx, Uuid};

/// Records a new organization that stands with the partnership as `membership` says.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but coordinators, administrators and the system; [`Error::Conflict`] where a person
/// would begin past the listening (only the system does, which sets a partnership up); [`Error::Invalid`] field by field.
pub fn create(tx: &mut Tx<'_, '_>, draft: &OrganizationDraft, membership: Membership) -> Result<Uuid, Error> {
    if !policy::may_place(tx.viewer()) {
        return Err(Error::Forbidden);
    }
    if membership.comes_after_listening() && !tx.viewer().is_system() {
        return Err(Error::Conflict { code: "partners-conflict-not-heard" });
    }
    let draft = draft.clone().tidy();
    refuse(&draft.problems())?;
    if let Some(parent) = draft.controlled_by
        && store::by_id(tx, parent)?.is_none()
    {
        return Err(tandem_access::FieldErrors::one("controlled_by", "partners-error-no-such-organization"));
    }
    let organization = prepared(tx, &draft, membership, None);
    write_new(tx, std::slice::from_ref(&organization), "created")?;
    Ok(organization.id)
}

/// A new organization with its id and times.
pub(super) fn prepared(
    tx: &Tx<'_, '_>,
    d: &OrganizationDraft,
    membership: Membership,
    source: Option<(&str, &str)>,
) -> Organization {
    // An organization's id stands in public addresses: random, so that it does not tell when it joined.
    let (id, now) = (tx.new_public_id(), tx.now());
    Organization {
        id,
        name: d.name.clone(),
        sector: d.sector,
        membership,
        controlled_by: d.controlled_by,
        description: d.description.clone(),
        email: d.email.clone(),
        phone: d.phone.clone(),
        url: d.url.clone(),
        city: d.city.clone(),
        postal_code: d.postal_code.clone(),
        timezone: d.timezone.clone(),
        language: d.language.clone(),
        confidential: d.confidential,
        source: source.map(|(s, _)| s.to_owned()),
        source_id: source.map(|(_, i)| i.to_owned()),
        content_hash: d.content_hash(),
        created_at: now,
        updated_at: now,
    }
}

/// The shared end of `create` and the import: the rows, their history and the audit.
pub(super) fn write_new(tx: &mut Tx<'_, '_>, new: &[Organization], kind: &'static str) -> Result<(), Error> {
    store::insert(tx, new)?;
    store::add_beginnings(tx, new, kind)?;
    let ids: Vec<Uuid> = new.iter().map(|o| o.id).collect();
    tx.audit_each(Action::Write, Kind::Organization, &ids, kind)
}
