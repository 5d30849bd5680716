//! Connect computer systems of an organization, and end them.

use super::find;
use crate::model::Membership;
use crate::policy;
use tandem_access::accounts::clients::{self, Client, NewClient, Registered};
use tandem_access::{Error, Tx, Uuid};

/// The systems of the organization that the viewer acts for, live ones first.
///
/// # Errors
/// [`Error::Forbidden`] for who does not give access there; the database's.
pub fn systems(tx: &mut Tx<'_, '_>) -> Result<Vec<Client>, Error> {
    let organization = own(tx)?;
    clients::list(tx, organization)
}

/// Connects a system to the organization that the viewer acts for.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`] field by field; [`Error::Conflict`] while the organization is no member.
pub fn connect_system(tx: &mut Tx<'_, '_>, new: &NewClient) -> Result<Registered, Error> {
    let organization = own(tx)?;
    if find(tx, organization)?.membership != Membership::Member {
        return Err(Error::Conflict { code: "partners-conflict-not-a-member" });
    }
    clients::register(tx, &NewClient { organization, ..new.clone() })
}

/// Gives a system of the organization a new secret; the old one is good no more.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for one of another organization or one that has ended.
pub fn renew_system(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Registered, Error> {
    let organization = own(tx)?;
    clients::renew(tx, organization, id)
}

/// Ends a system of the organization for good.
///
/// # Errors
/// As [`renew_system`].
pub fn end_system(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    let organization = own(tx)?;
    clients::end(tx, organization, id)
}

/// The organization that the viewer acts for and gives access at. Nobody connects a system to another one, whatever they run:
/// it would read in that one's name.
fn own(tx: &Tx<'_, '_>) -> Result<Uuid, Error> {
    let organization = tx.viewer().org().ok_or(Error::Forbidden)?;
    if policy::may_manage_people(tx.viewer(), organization) {
        Ok(organization)
    } else {
        Err(Error::Forbidden)
    }
}
