//! The first start: the partnership, its backbone organization and a first administrator.

use super::{configure, create};
use crate::model::{Membership, OrganizationDraft, Sector};
use crate::store;
use tandem_access::accounts::members::{self, Status};
use tandem_access::accounts::sign_in;
use tandem_access::{Error, FieldErrors, Role, Store, Tx, Viewer};

/// What the first start needs to know.
#[derive(Debug, Clone)]
pub struct FirstAdministrator {
    /// The partnership's name.
    pub partnership: String,
    /// Its IANA time zone.
    pub timezone: String,
    /// The organization that runs the install.
    pub organization: String,
    /// Its sector, by code.
    pub sector: String,
    /// The administrator's name.
    pub name: String,
    /// The administrator's e-mail address.
    pub email: String,
}

/// Sets the partnership up and returns the path of a link, good once and for seven days, with which the administrator
/// sets a password.
///
/// # Errors
/// [`Error::Conflict`] when there is an administrator already; [`Error::Invalid`] field by field.
pub async fn init(store: &Store, first: &FirstAdministrator) -> Result<String, Error> {
    let first = first.clone();
    store.write(&Viewer::system("partners.init"), move |tx| begin(tx, &first)).await
}

fn begin(tx: &mut Tx<'_, '_>, first: &FirstAdministrator) -> Result<String, Error> {
    if store::administrators(tx, None)? > 0 {
        return Err(Error::Conflict { code: "partners-conflict-administrator-exists" });
    }
    let sector = Sector::from_code(&first.sector)
        .ok_or_else(|| FieldErrors::one("sector", "partners-error-sector"))?;
    configure(tx, &[("name", &first.partnership), ("timezone", &first.timezone)])?;
    let draft = OrganizationDraft {
        name: first.organization.clone(),
        sector,
        email: Some(first.email.clone()),
        ..OrganizationDraft::default()
    };
    let organization = create(tx, &draft, Membership::Member)?;
    let member = members::create(tx, &first.email, &first.name, "en", Status::Invited)?;
    for role in [Role::Administrator, Role::OrganizationAdmin, Role::PrivacyOfficer, Role::Coordinator] {
        members::grant(tx, member, organization, role)?;
    }
    Ok(format!("/welcome/{}", sign_in::invitation(tx, member)?.token))
}
