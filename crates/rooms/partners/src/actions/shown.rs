//! What the frame of every page shows of the partnership.

use super::{Filter, list, partnership};
use crate::model::Membership;
use tandem_access::{Error, Store, Viewer};
use tandem_web::Partnership;

/// Name, colour, demo flag and the sector of each member, for the header and its quilt.
///
/// # Errors
/// The database's.
pub async fn shown_on_every_page(store: &Store) -> Result<Partnership, Error> {
    store
        .read(&Viewer::system("partners.shown"), |tx| {
            let p = partnership(tx)?;
            let timezone = p.zone().iana_name().unwrap_or("UTC").to_owned();
            let members =
                list(tx, &Filter { membership: Some(Membership::Member), limit: 400, ..Filter::default() })?;
            Ok(Partnership {
                name: p.name,
                sectors: members.iter().map(|o| o.sector.code().to_owned()).collect(),
                demo: p.demo,
                brand: p.brand.map(|b| b.to_string()),
                phone: p.phone,
                timezone,
            })
        })
        .await
}

/// Whether no organization has been entered yet.
///
/// # Errors
/// The database's.
pub async fn is_empty(store: &Store) -> Result<bool, Error> {
    store
        .read(&Viewer::system("partners.is_empty"), |tx| {
            Ok(list(tx, &Filter { limit: 1, ..Filter::default() })?.is_empty())
        })
        .await
}
