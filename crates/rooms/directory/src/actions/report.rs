//! "Is this wrong? Tell us": anybody says what is wrong with a listing.

use tandem_access::{Error, FieldErrors, Timestamp, Tx, Uuid};

use crate::store::listing as store;

/// What can be wrong.
pub const WHAT: [&str; 5] = ["phone", "hours", "address", "closed", "other"];

/// The most open reports of one listing: more say nothing new, and a flood must not fill the disk.
const MOST_OPEN: i64 = 50;

/// Notes what somebody says is wrong. No name is asked for.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Invalid`].
pub fn report_listing(tx: &mut Tx<'_, '_>, service: Uuid, what: &str, words: &str) -> Result<(), Error> {
    store::organization_of(tx, service)?;
    let mut errors = FieldErrors::new();
    if !WHAT.contains(&what) {
        errors.add("what", "directory-error-what");
    }
    if words.chars().count() > 1_000 {
        errors.add("words", "directory-error-long");
    }
    errors.into_result()?;
    if store::open_reports(tx, service)?.len() as i64 >= MOST_OPEN {
        return Ok(());
    }
    store::add_report(tx, service, what, words)
}

/// Open reports about a service: when, what, words. Only for who may edit the listing.
///
/// # Errors
/// [`Error::NotFound`].
pub fn open_reports(tx: &mut Tx<'_, '_>, service: Uuid) -> Result<Vec<(Timestamp, String, String)>, Error> {
    super::edit::own(tx, service)?;
    store::open_reports(tx, service)
}
