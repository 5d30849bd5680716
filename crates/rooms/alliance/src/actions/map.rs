//! The map of partners, from the directory as it stands.

use crate::model::{Cover, Duplicate, Gap, Offer, PartnerMap};
use crate::store;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tandem_access::{Error, Timestamp, Tx, Uuid};
use tandem_directory::model::capacity::CapacityStatus;
use tandem_directory::model::domain;
use tandem_partners::actions::Filter;
use tandem_partners::model::{Membership, Organization, Sector};

/// The map, and who is on it.
#[derive(Debug, Clone, Default)]
pub struct Mapped {
    /// What is offered where.
    pub map: PartnerMap,
    /// Members, by name.
    pub members: Vec<Organization>,
    /// Names of everybody who offers something.
    pub names: BTreeMap<Uuid, String>,
    /// Sectors of everybody who offers something.
    pub sectors: BTreeMap<Uuid, Sector>,
    /// Kinds of help by organization.
    pub offers: BTreeMap<Uuid, BTreeSet<String>>,
    /// Places by organization; nothing where no service says any.
    pub reach: BTreeMap<Uuid, BTreeSet<String>>,
    /// Every two who have an agreement on their work in force, each as what its control leads to, the lower id first.
    pub agreed: BTreeSet<(Uuid, Uuid)>,
}

impl Mapped {
    /// Kinds of help that organizations of a sector offer anywhere.
    pub fn helps_of(&self, sector: Sector) -> BTreeSet<&str> {
        let of = self.offers.iter().filter(|(id, _)| self.sectors.get(id) == Some(&sector));
        of.flat_map(|(_, kinds)| kinds.iter().map(String::as_str)).collect()
    }

    /// The same help twice without an agreement.
    pub fn duplicates(&self) -> Vec<Duplicate> {
        self.map.duplicates(&self.agreed)
    }
}

/// Domains that stand on no map: who helps with violence at home, and where, is nobody's to compare.
fn on_the_map(code: &str) -> bool {
    domain::domain(code).is_some_and(|d| d.label != "domestic_violence")
}

/// Kinds of help that belong on the map, offered or not, in the order of the directory's table.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    domain::domains().iter().map(|d| d.code.as_str()).filter(|code| on_the_map(code))
}

/// Kinds of help that would have no open service in a place without `organization`, and have one today.
///
/// # Errors
/// The database's.
pub fn gaps_without(tx: &mut Tx<'_, '_>, organization: Uuid) -> Result<Vec<Gap>, Error> {
    let today = map(tx)?.map;
    let then = today.without(organization);
    let mut found = then.gaps(kinds());
    found.retain(|gap| today.cover(&gap.domain, &gap.place) == Cover::Open);
    Ok(found)
}

/// Reads the map. Everything on it is public: listings, areas, capacity switches, who has an agreement with whom.
///
/// # Errors
/// The database's.
pub fn map(tx: &mut Tx<'_, '_>) -> Result<Mapped, Error> {
    let rows = store::places::services(tx)?;
    let control = store::places::control(tx)?;
    let mut areas = store::places::areas(tx)?;
    let mut domains: HashMap<Uuid, BTreeSet<String>> = HashMap::new();
    let mut populations: HashMap<Uuid, BTreeSet<String>> = HashMap::new();
    for (service, term, codes, audience) in store::places::terms(tx)? {
        if audience {
            populations.entry(service).or_default().insert(term);
        } else {
            domains.entry(service).or_default().extend(codes.into_iter().filter(|c| on_the_map(c)));
        }
    }
    let offers: Vec<Offer> = rows
        .iter()
        .map(|row| Offer {
            organization: row.organization,
            root: root_of(&control, row.organization),
            partner: row.partner,
            domains: domains.remove(&row.id).unwrap_or_default(),
            populations: populations.remove(&row.id).unwrap_or_default(),
            areas: areas.remove(&row.id).unwrap_or_default(),
            room: row.capacity.as_deref().and_then(CapacityStatus::from_code).map(CapacityStatus::has_room),
        })
        .filter(|o| !o.domains.is_empty())
        .collect();
    let whole = tandem_partners::actions::partnership(tx)?;
    let whole = if whole.place.is_empty() { whole.name } else { whole.place };
    let ids: Vec<Uuid> = offers.iter().map(|o| o.organization).collect::<BTreeSet<_>>().into_iter().collect();
    let everybody = tandem_partners::actions::find_many(tx, &ids)?;
    let sectors = everybody.iter().map(|o| (o.id, o.sector)).collect();
    let names = everybody.into_iter().map(|o| (o.id, o.name)).collect();
    let every = Filter { membership: Some(Membership::Member), limit: 2_000, ..Filter::default() };
    let members = tandem_partners::actions::list(tx, &every)?;
    let (mut by_org, mut reach): (BTreeMap<Uuid, BTreeSet<String>>, BTreeMap<Uuid, BTreeSet<String>>) =
        Default::default();
    let map = PartnerMap::new(offers.clone(), &whole);
    for offer in &offers {
        by_org.entry(offer.organization).or_default().extend(offer.domains.iter().cloned());
        let places = map.places().filter(|p| map.reaches(offer, p)).map(str::to_owned);
        reach.entry(offer.organization).or_default().extend(places);
    }
    // What one under a control has agreed holds for all of it, as all of it counts once among doubles.
    let agreed = tandem_agreements::actions::agreed_pairs(tx)?
        .into_iter()
        .map(|(a, b)| (root_of(&control, a), root_of(&control, b)))
        .map(|(a, b)| (a.min(b), a.max(b)))
        .collect();
    Ok(Mapped { map, members, names, sectors, offers: by_org, reach, agreed })
}

/// Where an organization's control ends. Control never leads back to its start; a walk that is too long stops anyway.
pub fn root_of(control: &HashMap<Uuid, Uuid>, organization: Uuid) -> Uuid {
    let mut at = organization;
    for _ in 0..64 {
        match control.get(&at) {
            Some(above) => at = *above,
            None => break,
        }
    }
    at
}

/// When each organization first became a member.
///
/// # Errors
/// The database's.
pub fn joined(tx: &mut Tx<'_, '_>) -> Result<HashMap<Uuid, Timestamp>, Error> {
    store::places::joined(tx)
}
