//! Which services a need could be referred to: for the referrals room.

use tandem_access::{Error, Tx, Uuid};

use crate::model::capacity::CapacityStatus;
use crate::model::domain;
use crate::model::geo::zip5;
use crate::model::item::Point;
use crate::model::listing::Listing;
use crate::search::{Index, Query};
use crate::store::read;

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Seek {
    /// Need domain code, or a tile.
    pub domain: String,
    /// Where the person is.
    pub near: Option<Point>,
    /// Their ZIP code, where no point is known; also judges service areas.
    pub postal_code: Option<String>,
    /// ISO codes the person speaks, best first. A service that speaks one comes before one that does not.
    pub languages: Vec<String>,
    /// Their age in years.
    pub age: Option<u8>,
    /// Services that are out of the question (already asked).
    pub except: Vec<Uuid>,
    /// How many.
    pub limit: usize,
}

/// A service that could help.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The service.
    pub service: Uuid,
    /// Its name.
    pub service_name: String,
    /// Who offers it.
    pub organization: Uuid,
    /// Their name.
    pub organization_name: String,
    /// Where a referral is sent: the service's e-mail address, else the organization's.
    pub email: Option<String>,
    /// Miles from the person.
    pub miles: Option<f64>,
    /// Whether it has room; `None` is not known.
    pub capacity: Option<CapacityStatus>,
    /// Takes people now as far as is known: not closed and no waiting list, and not closed for the time being.
    pub accepting: bool,
    /// ISO codes of its languages.
    pub languages: Vec<String>,
    /// Whether it speaks one of the person's languages.
    pub speaks: bool,
    /// A domestic-violence service or one whose place is secret: the referral is sealed.
    pub confidential: bool,
    /// Everything about it.
    pub listing: Listing,
}

/// Services for a need, best first: those that speak the person's language, then by the rank of search (words do not matter
/// here: distance, room, freshness). Services for other ages or areas are left out.
///
/// # Errors
/// The database's.
pub fn candidates(tx: &mut Tx<'_, '_>, index: &Index, seek: &Seek) -> Result<Vec<Candidate>, Error> {
    let Some(domains) = domain::mask_of(&seek.domain) else { return Ok(Vec::new()) };
    let zip = seek.postal_code.as_deref().and_then(zip5);
    let near = seek.near.or_else(|| zip.and_then(|zip| index.centroids.get(zip)));
    let room = seek.limit.saturating_mul(4).saturating_add(seek.except.len()).max(40);
    let query = Query {
        domains,
        near,
        age: seek.age,
        zip: zip.and_then(|z| z.parse().ok()),
        today: Some(tx.now().to_zoned(jiff::tz::TimeZone::UTC).date()),
        limit: room,
        ..Query::default()
    };
    let mut hits = Vec::new();
    for code in &seek.languages {
        hits.extend(index.search(&Query { language: Some(code.clone()), ..query.clone() }).hits);
    }
    hits.extend(index.search(&query).hits);
    let mut seen = std::collections::HashSet::new();
    hits.retain(|hit| !seek.except.contains(&hit.service) && seen.insert(hit.service));
    hits.truncate(room);
    let ids: Vec<Uuid> = hits.iter().map(|hit| hit.service).collect();
    let listings = read::listings(tx, &ids)?;
    let mut found: Vec<Candidate> = Vec::new();
    for listing in listings {
        let Some(hit) = hits.iter().find(|hit| hit.service == listing.id) else { continue };
        let codes: Vec<String> =
            listing.languages.iter().map(|(code, _)| code.clone()).filter(|c| !c.is_empty()).collect();
        let own = Some(listing.email.clone()).filter(|e| !e.is_empty());
        let capacity = listing.capacity.as_ref().map(|c| c.status);
        let paused = listing.status != crate::model::item::ServiceStatus::Active;
        found.push(Candidate {
            service: listing.id,
            service_name: listing.name.clone(),
            organization: listing.organization,
            organization_name: listing.organization_name.clone(),
            email: own.or_else(|| listing.organization_email.clone()),
            miles: hit.miles,
            capacity,
            accepting: !paused && capacity.is_none_or(CapacityStatus::has_room),
            speaks: seek.languages.iter().any(|code| codes.contains(code)),
            languages: codes,
            confidential: listing.is_safety(),
            listing,
        });
        if found.len() >= seek.limit {
            break;
        }
    }
    Ok(found)
}

/// Services by id with all their details, in the order asked for.
///
/// # Errors
/// The database's.
pub fn listings(tx: &mut Tx<'_, '_>, ids: &[Uuid]) -> Result<Vec<Listing>, Error> {
    read::listings(tx, ids)
}

/// One service with all its details.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn listing(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Listing, Error> {
    read::listings(tx, &[id])?.pop().ok_or(Error::NotFound)
}

/// An organization's services.
///
/// # Errors
/// The database's.
pub fn listings_of(tx: &mut Tx<'_, '_>, organization: Uuid) -> Result<Vec<Listing>, Error> {
    let ids = read::of_organization(tx, organization)?;
    read::listings(tx, &ids)
}
