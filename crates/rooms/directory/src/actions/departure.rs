//! An organization left: its listings come out of Find help.

use crate::store::{self, listing as rows};
use tandem_access::{Action, Error, Kind, Tx, Uuid};
use tandem_events::{Event, Listener, publish};

/// As soon as an organization has left.
pub(crate) const LEFT: Listener = Listener {
    name: "directory: organization left",
    on: |tx, event| match event {
        Event::OrganizationLeft { organization } => take_out(tx, *organization).map(drop),
        _ => Ok(()),
    },
};

/// Makes every listing of an organization inactive, so that nobody finds it and nothing is sent there; how many. The rows stay, and
/// no import brings them back: whoever keeps the directory may. System work; twice is once.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn take_out(tx: &mut Tx<'_, '_>, organization: Uuid) -> Result<u64, Error> {
    if !tx.viewer().is_system() {
        return Err(Error::Forbidden);
    }
    let count = rows::take_out(tx, organization)?;
    if count > 0 {
        store::next_version(tx)?;
        publish(tx, &Event::DirectoryChanged { count })?;
        tx.audit(Action::Write, Kind::Service, Some(organization), None, "listings taken out")?;
    }
    Ok(count)
}
