//! Edit a listing: by the organization that it belongs to, with history and revert.

use serde::{Deserialize, Serialize};
use tandem_access::{Action, Error, FieldErrors, Kind, Timestamp, Tx, Uuid};
use tandem_events::{Event, publish};

use super::capacity::may_change;
use crate::model::confidential::redact_addresses;
use crate::model::item::ServiceStatus;
use crate::model::listing::Listing;
use crate::store::{self, listing as rows};

/// The fields of a listing that its organization edits; also what history keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Edit {
    /// Name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// Web page.
    pub url: String,
    /// E-mail address.
    pub email: String,
    /// `active`, `inactive`, `temporarily closed`.
    pub status: String,
    /// How to apply.
    pub application_process: String,
    /// What it costs.
    pub fees_description: String,
    /// Who may use it.
    pub eligibility_description: String,
    /// Youngest age, empty for none.
    pub minimum_age: String,
    /// Oldest age, empty for none.
    pub maximum_age: String,
    /// A notice for now.
    pub alert: String,
}

impl Edit {
    /// The fields as they are now.
    pub fn of(listing: &Listing) -> Edit {
        let age = |age: Option<i64>| age.map(|n| n.to_string()).unwrap_or_default();
        Edit {
            name: listing.name.clone(),
            description: listing.description.clone(),
            url: listing.url.clone(),
            email: listing.email.clone(),
            status: listing.status.code().to_owned(),
            application_process: listing.application_process.clone(),
            fees_description: listing.fees_description.clone(),
            eligibility_description: listing.eligibility_description.clone(),
            minimum_age: age(listing.minimum_age),
            maximum_age: age(listing.maximum_age),
            alert: listing.alert.clone(),
        }
    }

    /// `private`: the place must not be known, so no text may say where it is.
    fn check(&self, private: bool) -> Result<(), Error> {
        let mut errors = FieldErrors::new();
        let texts = [
            ("name", &self.name),
            ("description", &self.description),
            ("application_process", &self.application_process),
            ("fees_description", &self.fees_description),
            ("eligibility_description", &self.eligibility_description),
            ("alert", &self.alert),
        ];
        for (field, text) in texts.into_iter().filter(|_| private) {
            if redact_addresses(text) != text.trim_end() {
                errors.add(field, "directory-error-private-address");
            }
        }
        if self.name.is_empty() || self.name.chars().count() > 200 {
            errors.add("name", "directory-error-name");
        }
        if self.description.chars().count() > 10_000 {
            errors.add("description", "directory-error-long");
        }
        let link = self.url.starts_with("https://") || self.url.starts_with("http://");
        if !self.url.is_empty() && (!link || self.url.contains(char::is_whitespace)) {
            errors.add("url", "directory-error-url");
        }
        let mail =
            self.email.rsplit_once('@').is_some_and(|(local, host)| !local.is_empty() && host.contains('.'));
        if !self.email.is_empty() && (!mail || self.email.contains(char::is_whitespace)) {
            errors.add("email", "directory-error-email");
        }
        if ServiceStatus::from_code(&self.status).is_none_or(|s| s == ServiceStatus::Defunct) {
            errors.add("status", "directory-error-status");
        }
        match (self.age(&self.minimum_age), self.age(&self.maximum_age)) {
            (Ok(Some(low)), Ok(Some(high))) if low > high => {
                errors.add("maximum_age", "directory-error-age");
            }
            (Ok(_), Ok(_)) => {}
            (Err(()), _) => {
                errors.add("minimum_age", "directory-error-age");
            }
            (_, Err(())) => {
                errors.add("maximum_age", "directory-error-age");
            }
        }
        errors.into_result()
    }

    fn age(&self, text: &str) -> Result<Option<i64>, ()> {
        if text.is_empty() {
            return Ok(None);
        }
        text.parse::<i64>().ok().filter(|n| (0..=130).contains(n)).map(Some).ok_or(())
    }

    /// Youngest and oldest age, as numbers.
    pub(crate) fn ages(&self) -> (Option<i64>, Option<i64>) {
        (self.age(&self.minimum_age).unwrap_or(None), self.age(&self.maximum_age).unwrap_or(None))
    }
}

/// One earlier state of a listing.
#[derive(Clone, Debug)]
pub struct Revision {
    /// Its id.
    pub id: Uuid,
    /// When it was replaced.
    pub at: Timestamp,
    /// Which member replaced it.
    pub member: Option<Uuid>,
    /// How the listing was.
    pub before: Edit,
    /// What it became.
    pub after: Edit,
}

/// Saves an edit; the listing counts as checked today by the editor's organization, and imports leave it alone.
///
/// # Errors
/// [`Error::NotFound`] for a service of another organization too; [`Error::Invalid`] field by field.
pub fn edit_listing(tx: &mut Tx<'_, '_>, service: Uuid, edit: &Edit) -> Result<(), Error> {
    let listing = own(tx, service)?;
    edit.check(listing.confidential)?;
    let before = Edit::of(&listing);
    if before == *edit {
        return confirm(tx, &listing);
    }
    if before.email != edit.email {
        // Requests and their private links are read at this address: see `may_redirect`.
        if !tandem_partners::actions::may_redirect(tx, listing.organization)? {
            return Err(FieldErrors::one("email", "directory-error-email-theirs"));
        }
        tandem_partners::actions::tell_redirected(tx, listing.organization, &before.email)?;
    }
    rows::note_revision(tx, service, &to_json(&before)?, &to_json(edit)?)?;
    store::next_version(tx)?;
    rows::put_edit(tx, service, edit)?;
    confirm(tx, &listing)?;
    publish(tx, &Event::DirectoryChanged { count: 1 })
}

/// Says that the listing is right as it stands: it counts as checked today.
///
/// # Errors
/// [`Error::NotFound`] for a service of another organization too.
pub fn confirm_listing(tx: &mut Tx<'_, '_>, service: Uuid) -> Result<(), Error> {
    let listing = own(tx, service)?;
    store::next_version(tx)?;
    confirm(tx, &listing)
}

fn confirm(tx: &mut Tx<'_, '_>, listing: &Listing) -> Result<(), Error> {
    let by = tandem_partners::actions::name(tx, tx.viewer().org().unwrap_or(listing.organization))?;
    let zone = tandem_partners::actions::partnership(tx)?;
    let today = tx.now().to_zoned(zone.zone().clone()).date();
    rows::assure(tx, listing.id, today, &by)?;
    rows::settle_reports(tx, listing.id)?;
    tx.audit_for(listing.organization, Action::Write, Kind::Service, Some(listing.id), None, "listing")
}

/// Puts a listing back to how it was before one of its changes; the revert is a change of its own.
///
/// # Errors
/// [`Error::NotFound`].
pub fn revert_listing(tx: &mut Tx<'_, '_>, service: Uuid, revision: Uuid) -> Result<(), Error> {
    own(tx, service)?;
    let found = revisions(tx, service)?.into_iter().find(|r| r.id == revision).ok_or(Error::NotFound)?;
    edit_listing(tx, service, &found.before)
}

/// Earlier states of a listing, newest first.
///
/// # Errors
/// [`Error::NotFound`] for a service of another organization too.
pub fn revisions(tx: &mut Tx<'_, '_>, service: Uuid) -> Result<Vec<Revision>, Error> {
    own(tx, service)?;
    let rows = rows::revisions(tx, service)?;
    let read = |text: &str| {
        serde_json::from_str(text).map_err(|e| Error::Internal(format!("a stored revision: {e}")))
    };
    rows.into_iter()
        .map(|(id, at, member, before, after)| {
            Ok(Revision { id, at, member, before: read(&before)?, after: read(&after)? })
        })
        .collect()
}

/// A service that the viewer may edit; any other one is not found.
///
/// # Errors
/// [`Error::NotFound`].
pub fn own(tx: &mut Tx<'_, '_>, service: Uuid) -> Result<Listing, Error> {
    let listing = super::candidates::listing(tx, service)?;
    if may_change(tx, Kind::Service, listing.organization) { Ok(listing) } else { Err(Error::NotFound) }
}

fn to_json(edit: &Edit) -> Result<String, Error> {
    serde_json::to_string(edit).map_err(|e| Error::Internal(e.to_string()))
}
