//! Reads the directory as rows, the form in which an import brings it: for exports and for programs. What an import would
//! not store of a confidential place is not in them.

use std::collections::BTreeMap;

use tandem_access::{Error, Timestamp, Tx, Uuid, Value, json_ids};

use super::import::SourceRow;
use crate::model::item::Kind;
use crate::store::items::{self, Scope};
use crate::store::read;

/// Rows by kind, each kind in the order of ids.
pub type Rows = BTreeMap<Kind, Vec<SourceRow>>;

/// The rows of one kind that follow an id, of the whole directory: listed or not.
///
/// # Errors
/// The database's.
pub fn rows_after(tx: &mut Tx<'_, '_>, kind: Kind, after: Uuid, most: i64) -> Result<Vec<SourceRow>, Error> {
    items::page(tx, kind, after, most)
}

/// Services with all that belongs to them: organizations, places, phones, hours and so on.
///
/// # Errors
/// The database's.
pub fn rows_of_services(tx: &mut Tx<'_, '_>, services: &[Uuid]) -> Result<Rows, Error> {
    let organizations = read::organizations_of(tx, services)?;
    let (at_locations, mut locations): (Vec<Uuid>, Vec<Uuid>) =
        items::places_of(tx, services)?.into_iter().unzip();
    locations.sort_unstable();
    locations.dedup();
    gather(tx, &Scope { organizations, locations, services: services.to_vec(), at_locations })
}

/// Organizations with their phones and the places that they look after.
///
/// # Errors
/// The database's.
pub fn rows_of_organizations(tx: &mut Tx<'_, '_>, organizations: &[Uuid]) -> Result<Rows, Error> {
    let locations = items::locations_of(tx, organizations)?;
    gather(tx, &Scope { organizations: organizations.to_vec(), locations, ..Scope::default() })
}

/// Places with their addresses, hours and so on.
///
/// # Errors
/// The database's.
pub fn rows_of_locations(tx: &mut Tx<'_, '_>, locations: &[Uuid]) -> Result<Rows, Error> {
    gather(tx, &Scope { locations: locations.to_vec(), ..Scope::default() })
}

/// Services at locations with the service, its organization and the location.
///
/// # Errors
/// The database's.
pub fn rows_of_at_locations(tx: &mut Tx<'_, '_>, at_locations: &[Uuid]) -> Result<Rows, Error> {
    let (mut services, mut locations): (Vec<Uuid>, Vec<Uuid>) =
        items::of_at_locations(tx, at_locations)?.into_iter().unzip();
    for list in [&mut services, &mut locations] {
        list.sort_unstable();
        list.dedup();
    }
    let organizations = read::organizations_of(tx, &services)?;
    gather(tx, &Scope { organizations, locations, services, at_locations: at_locations.to_vec() })
}

/// Which of the listed services are wanted.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// Those of one organization.
    pub organization: Option<Uuid>,
    /// Those that changed since.
    pub modified_after: Option<Timestamp>,
    /// Those that a search found.
    pub found: Option<Vec<Uuid>>,
}

impl Listed {
    /// For SQL: whether one organization is wanted, which, since when, whether there was a search, what it found; then `more`.
    pub(crate) fn values_and(&self, more: &[i64]) -> Vec<Value> {
        let fit = [
            Value::from(self.organization.is_some()),
            Value::from(self.organization.unwrap_or_default()),
            Value::from(self.modified_after.unwrap_or(Timestamp::UNIX_EPOCH)),
            Value::from(self.found.is_some()),
            json_ids(self.found.as_deref().unwrap_or_default()),
        ];
        fit.into_iter().chain(more.iter().map(|n| Value::from(*n))).collect()
    }

    /// A page of services in the order of ids, and how many there are in all.
    ///
    /// # Errors
    /// The database's.
    pub fn services(&self, tx: &mut Tx<'_, '_>, offset: i64, most: i64) -> Result<(Vec<Uuid>, i64), Error> {
        items::listed_services(tx, self, offset, most)
    }

    /// A page of services at locations, and how many there are in all.
    ///
    /// # Errors
    /// The database's.
    pub fn at_locations(
        &self,
        tx: &mut Tx<'_, '_>,
        offset: i64,
        most: i64,
    ) -> Result<(Vec<Uuid>, i64), Error> {
        items::listed_at_locations(tx, self, offset, most)
    }
}

/// A page of the organizations that offer something listed or came from a directory, and how many there are in all.
///
/// # Errors
/// The database's.
pub fn listed_organizations(tx: &mut Tx<'_, '_>, offset: i64, most: i64) -> Result<(Vec<Uuid>, i64), Error> {
    items::listed_organizations(tx, offset, most)
}

fn gather(tx: &mut Tx<'_, '_>, scope: &Scope) -> Result<Rows, Error> {
    let mut rows = Rows::new();
    for kind in Kind::ALL {
        let ids = items::hanging_on(tx, kind, scope)?;
        let found = items::some(tx, kind, &ids)?;
        rows.insert(
            kind,
            found.into_iter().map(|(id, item)| SourceRow { id: id.to_string(), item }).collect(),
        );
    }
    Ok(rows)
}
