//! Who offers what where, for whom: where nobody has room (a gap), and where several do the same without an agreement.

use std::collections::{BTreeMap, BTreeSet};
use tandem_access::Uuid;

/// A running service, as the map needs it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Offer {
    /// Who offers it.
    pub organization: Uuid,
    /// What that organization's control leads to: under one control, two count once.
    pub root: Uuid,
    /// Whether it takes part in the partnership.
    pub partner: bool,
    /// Kinds of help.
    pub domains: BTreeSet<String>,
    /// For which people, as the directory says it; empty is for everybody.
    pub populations: BTreeSet<String>,
    /// Areas by name with their ZIP codes; empty is everywhere, as in search.
    pub areas: Vec<(String, BTreeSet<String>)>,
    /// Whether it has room; nothing is not known.
    pub room: Option<bool>,
}

/// How far a kind of help is covered in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cover {
    /// Nobody offers it there.
    None,
    /// Those who do have no room.
    Full,
    /// Somebody does, and nobody has said whether there is room.
    Unknown,
    /// Somebody has room.
    Open,
}

/// A kind of help in a place without an open service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The kind.
    pub domain: String,
    /// The place.
    pub place: String,
    /// Nobody, or nobody with room.
    pub cover: Cover,
    /// Organizations that offer it there.
    pub organizations: BTreeSet<Uuid>,
}

/// The same help for the same people in the same places by two or more partners, some of whom have no agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// The kind.
    pub domain: String,
    /// For whom; empty is everybody.
    pub population: String,
    /// The places.
    pub places: BTreeSet<String>,
    /// The partners.
    pub organizations: BTreeSet<Uuid>,
    /// Every two of them that have no agreement; never empty.
    pub apart: Vec<(Uuid, Uuid)>,
}

impl Duplicate {
    /// How many pairs of them there are.
    pub fn pairs(&self) -> usize {
        let n = self.organizations.len();
        n * n.saturating_sub(1) / 2
    }

    /// Whether no two of them have an agreement.
    pub fn all_apart(&self) -> bool {
        self.apart.len() == self.pairs()
    }
}

/// The map.
#[derive(Debug, Clone, Default)]
pub struct PartnerMap {
    offers: Vec<Offer>,
    /// The smallest areas: those within which no other lies.
    places: BTreeMap<String, BTreeSet<String>>,
}

impl PartnerMap {
    /// A map of services. `whole` is the place where no service names an area.
    pub fn new(offers: Vec<Offer>, whole: &str) -> PartnerMap {
        let mut areas: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (name, zips) in offers.iter().flat_map(|o| &o.areas) {
            areas.entry(name.clone()).or_default().extend(zips.iter().cloned());
        }
        let smallest = |name: &String, zips: &BTreeSet<String>| {
            !areas.iter().any(|(other, inner)| {
                other != name && !inner.is_empty() && inner.is_subset(zips) && inner.len() < zips.len()
            })
        };
        let mut places: BTreeMap<_, _> =
            areas.iter().filter(|(n, z)| smallest(n, z)).map(|(n, z)| (n.clone(), z.clone())).collect();
        if places.is_empty() {
            places.insert(whole.to_owned(), BTreeSet::new());
        }
        PartnerMap { offers, places }
    }

    /// The same places without what one organization offers.
    #[must_use]
    pub fn without(&self, organization: Uuid) -> PartnerMap {
        let offers = self.offers.iter().filter(|o| o.organization != organization).cloned().collect();
        PartnerMap { offers, places: self.places.clone() }
    }

    /// The places, by name.
    pub fn places(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(String::as_str)
    }

    /// Kinds of help that anybody offers.
    pub fn domains(&self) -> BTreeSet<&str> {
        self.offers.iter().flat_map(|o| o.domains.iter().map(String::as_str)).collect()
    }

    /// Whether a service reaches a place.
    pub fn reaches(&self, offer: &Offer, place: &str) -> bool {
        let Some(zips) = self.places.get(place) else { return false };
        offer.areas.is_empty()
            || offer
                .areas
                .iter()
                .any(|(name, own)| name == place || (!zips.is_empty() && zips.is_subset(own)))
    }

    /// Who offers a kind of help in a place.
    fn there<'m>(&'m self, domain: &'m str, place: &'m str) -> impl Iterator<Item = &'m Offer> {
        self.offers.iter().filter(move |o| o.domains.contains(domain) && self.reaches(o, place))
    }

    /// How far a kind of help is covered in a place.
    pub fn cover(&self, domain: &str, place: &str) -> Cover {
        let best = self.there(domain, place).map(|o| match o.room {
            Some(true) => Cover::Open,
            None => Cover::Unknown,
            Some(false) => Cover::Full,
        });
        best.max().unwrap_or(Cover::None)
    }

    /// Kinds of help in places without an open service: of `domains`, which may be more than anybody offers.
    pub fn gaps<'d>(&self, domains: impl IntoIterator<Item = &'d str>) -> Vec<Gap> {
        let mut found = vec![];
        for domain in domains {
            for place in self.places() {
                let cover = self.cover(domain, place);
                if cover <= Cover::Full {
                    let organizations = self.there(domain, place).map(|o| o.organization).collect();
                    found.push(Gap {
                        domain: domain.to_owned(),
                        place: place.to_owned(),
                        cover,
                        organizations,
                    });
                }
            }
        }
        found
    }

    /// The same help for the same people in the same place by two or more partners, unless every two of them have an
    /// agreement (`agreed` holds two roots, the lower first). Places with the same partners stand together.
    pub fn duplicates(&self, agreed: &BTreeSet<(Uuid, Uuid)>) -> Vec<Duplicate> {
        let roots: BTreeMap<Uuid, Uuid> = self.offers.iter().map(|o| (o.organization, o.root)).collect();
        let apart = |organizations: &BTreeSet<Uuid>| -> Vec<(Uuid, Uuid)> {
            let all: Vec<Uuid> = organizations.iter().copied().collect();
            let pairs = all.iter().enumerate().flat_map(|(i, a)| all[i + 1..].iter().map(|b| (*a, *b)));
            pairs
                .filter(|(a, b)| !agreed.contains(&(roots[a].min(roots[b]), roots[a].max(roots[b]))))
                .collect()
        };
        let mut cells: BTreeMap<(&str, &str, &str), BTreeMap<Uuid, Uuid>> = BTreeMap::new();
        for offer in self.offers.iter().filter(|o| o.partner) {
            let everybody = BTreeSet::from([String::new()]);
            let populations = if offer.populations.is_empty() { &everybody } else { &offer.populations };
            for place in self.places().filter(|p| self.reaches(offer, p)) {
                for domain in &offer.domains {
                    for population in populations {
                        let population = self.known_population(population);
                        // Under one control two organizations are one: the first by id stands for them.
                        let by_root = cells.entry((domain, population, place)).or_default();
                        let first = by_root.entry(offer.root).or_insert(offer.organization);
                        *first = (*first).min(offer.organization);
                    }
                }
            }
        }
        let mut together: BTreeMap<(&str, &str, BTreeSet<Uuid>), BTreeSet<String>> = BTreeMap::new();
        for ((domain, population, place), by_root) in cells {
            let organizations: BTreeSet<Uuid> = by_root.into_values().collect();
            if !apart(&organizations).is_empty() {
                together.entry((domain, population, organizations)).or_default().insert(place.to_owned());
            }
        }
        let mut found: Vec<Duplicate> = together
            .into_iter()
            .map(|((domain, population, organizations), places)| Duplicate {
                domain: domain.to_owned(),
                population: population.to_owned(),
                places,
                apart: apart(&organizations),
                organizations,
            })
            .collect();
        found.sort_by(|a, b| {
            let size = |d: &Duplicate| (d.organizations.len(), d.places.len());
            size(b).cmp(&size(a)).then_with(|| (&a.domain, &a.population).cmp(&(&b.domain, &b.population)))
        });
        found
    }

    /// The same text, living as long as the map.
    fn known_population<'m>(&'m self, population: &str) -> &'m str {
        let all = self.offers.iter().flat_map(|o| &o.populations);
        all.map(String::as_str).find(|p| *p == population).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(words: &[&str]) -> BTreeSet<String> {
        words.iter().map(|w| (*w).to_owned()).collect()
    }

    fn offer(org: u128, domain: &str, areas: &[(&str, &[&str])], room: Option<bool>) -> Offer {
        Offer {
            organization: Uuid::from_u128(org),
            root: Uuid::from_u128(org),
            partner: true,
            domains: set(&[domain]),
            populations: BTreeSet::new(),
            areas: areas.iter().map(|(n, z)| ((*n).to_owned(), set(z))).collect(),
            room,
        }
    }

    const CITY: (&str, &[&str]) = ("City", &["1", "2"]);
    const NORTH: (&str, &[&str]) = ("North", &["1"]);
    const SOUTH: (&str, &[&str]) = ("South", &["2"]);

    #[test]
    fn places_are_the_smallest_areas_and_the_city_reaches_all_of_them() {
        let map = PartnerMap::new(
            vec![
                offer(1, "food", &[CITY], Some(true)),
                offer(2, "rides", &[NORTH], Some(false)),
                offer(3, "rides", &[SOUTH], None),
            ],
            "Here",
        );
        assert_eq!(map.places().collect::<Vec<_>>(), ["North", "South"]);
        assert_eq!((map.cover("food", "North"), map.cover("food", "South")), (Cover::Open, Cover::Open));
        assert_eq!((map.cover("rides", "North"), map.cover("rides", "South")), (Cover::Full, Cover::Unknown));
        assert_eq!(map.cover("jobs", "North"), Cover::None);
        assert_eq!(map.without(Uuid::from_u128(1)).cover("food", "South"), Cover::None);
        let gaps = map.gaps(["food", "rides", "jobs"]);
        let named: Vec<_> = gaps.iter().map(|g| (g.domain.as_str(), g.place.as_str(), g.cover)).collect();
        assert_eq!(
            named,
            [("rides", "North", Cover::Full), ("jobs", "North", Cover::None), ("jobs", "South", Cover::None)]
        );
        assert_eq!(gaps[0].organizations.len(), 1, "who is full there is named");
    }

    #[test]
    fn one_open_service_closes_a_gap() {
        let map = PartnerMap::new(
            vec![offer(1, "food", &[NORTH], Some(false)), offer(2, "food", &[NORTH], Some(true))],
            "Here",
        );
        assert!(map.gaps(["food"]).is_empty());
    }

    #[test]
    fn without_areas_the_whole_is_one_place() {
        let map = PartnerMap::new(vec![offer(1, "food", &[], Some(true))], "Here");
        assert_eq!(map.places().collect::<Vec<_>>(), ["Here"]);
        assert_eq!(map.cover("food", "Here"), Cover::Open);
    }

    #[test]
    fn the_same_help_twice_is_a_duplicate_until_they_agree() {
        let mut all = vec![
            offer(1, "food", &[CITY], Some(true)),
            offer(2, "food", &[NORTH], None),
            offer(3, "food", &[SOUTH], None),
            offer(4, "food", &[NORTH], None),
        ];
        all[2].populations = set(&["Veterans"]);
        all[3].partner = false;
        let map = PartnerMap::new(all.clone(), "Here");
        let found = map.duplicates(&BTreeSet::new());
        assert_eq!(found.len(), 1, "other people, or no partner, is no duplicate: {found:?}");
        assert_eq!((found[0].organizations.len(), found[0].places.clone()), (2, set(&["North"])));
        let agreed = BTreeSet::from([(Uuid::from_u128(1), Uuid::from_u128(2))]);
        assert!(map.duplicates(&agreed).is_empty());
        // Agreements are told of roots: what one of several under a control has agreed holds for all of it.
        let mut led = all.clone();
        led[1].root = Uuid::from_u128(9);
        let led = PartnerMap::new(led, "Here");
        assert_eq!(led.duplicates(&agreed).len(), 1, "nobody who leads 2 has agreed");
        assert!(led.duplicates(&BTreeSet::from([(Uuid::from_u128(1), Uuid::from_u128(9))])).is_empty());
        // Under one control the two are one.
        all[1].root = all[0].root;
        assert!(PartnerMap::new(all, "Here").duplicates(&BTreeSet::new()).is_empty());
    }

    #[test]
    fn an_agreement_of_two_leaves_the_third() {
        let all = (1..=3).map(|n| offer(n, "food", &[NORTH], None)).collect();
        let map = PartnerMap::new(all, "Here");
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let three = Uuid::from_u128(3);
        let found = map.duplicates(&BTreeSet::from([(one, two)]));
        assert_eq!(found[0].organizations.len(), 3);
        assert_eq!((found[0].apart.clone(), found[0].all_apart()), (vec![(one, three), (two, three)], false));
        assert!(map.duplicates(&BTreeSet::new())[0].all_apart());
        assert!(map.duplicates(&BTreeSet::from([(one, two), (one, three), (two, three)])).is_empty());
    }
}
