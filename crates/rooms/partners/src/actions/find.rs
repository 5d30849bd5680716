//! Look organizations up. What a partner is called and does is public; where it is follows `confidential`.

use crate::model::{Membership, Organization, Sector};
use crate::store;
use tandem_access::{Error, Timestamp, Tx, Uuid};

/// What to list. The default lists everything, a hundred at a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    /// Only this sector.
    pub sector: Option<Sector>,
    /// Only this standing.
    pub membership: Option<Membership>,
    /// Only what this organization controls.
    pub controlled_by: Option<Uuid>,
    /// Words in the name.
    pub words: String,
    /// The page size.
    pub limit: u32,
    /// Organizations to pass over.
    pub offset: u32,
}

impl Default for Filter {
    fn default() -> Self {
        Filter {
            sector: None,
            membership: None,
            controlled_by: None,
            words: String::new(),
            limit: 100,
            offset: 0,
        }
    }
}

/// One change in an organization's history.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// When.
    pub at: Timestamp,
    /// Which member did it; `None` for the system.
    pub by: Option<Uuid>,
    /// `created`, `edited`, `imported` or `membership`.
    pub kind: String,
    /// Field by field: `{"phone": [old, new]}`.
    pub changes: serde_json::Value,
    /// A few words on why.
    pub note: String,
}

/// One organization.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn find(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Organization, Error> {
    store::by_id(tx, id)?.ok_or(Error::NotFound)
}

/// Several organizations by id, in the order of their names; those that do not exist are left out.
///
/// # Errors
/// The database's.
pub fn find_many(tx: &mut Tx<'_, '_>, ids: &[Uuid]) -> Result<Vec<Organization>, Error> {
    store::by_ids(tx, ids)
}

/// An organization's name.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn name(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<String, Error> {
    Ok(find(tx, id)?.name)
}

/// Organizations by name.
///
/// # Errors
/// The database's.
pub fn list(tx: &mut Tx<'_, '_>, filter: &Filter) -> Result<Vec<Organization>, Error> {
    store::list(tx, filter)
}

/// How many organizations the filter finds, whatever its page.
///
/// # Errors
/// The database's.
pub fn count(tx: &mut Tx<'_, '_>, filter: &Filter) -> Result<i64, Error> {
    store::count(tx, filter)
}

/// The changes of one organization, newest first.
///
/// # Errors
/// The database's.
pub fn history(tx: &mut Tx<'_, '_>, id: Uuid, limit: u32) -> Result<Vec<Change>, Error> {
    store::history(tx, id, limit)
}
