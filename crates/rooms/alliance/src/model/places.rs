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
    /// Where somebody has room, for some people only: for whom. Everybody else has a gap there.
    pub only_for: BTreeSet<String>,
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

/// Every two that have no agreement, with how often they do the same: those first whose agreement would end most doubles.
pub fn often(doubles: &[Duplicate]) -> Vec<((Uuid, Uuid), usize)> {
    let mut counts: BTreeMap<(Uuid, Uuid), usize> = BTreeMap::new();
    for (a, b) in doubles.iter().flat_map(|d| &d.apart) {
        *counts.entry((*a.min(b), *a.max(b))).or_default() += 1;
    }
    let mut found: Vec<_> = counts.into_iter().collect();
    found.sort_by_key(|(pair, n)| (std::cmp::Reverse(*n), *pair));
    found
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

    /// The same places with what people of a population may use: what is for everybody, and what is for them.
    #[must_use]
    pub fn open_to(&self, population: &str) -> PartnerMap {
        let serves = |o: &&Offer| o.populations.is_empty() || o.populations.contains(population);
        PartnerMap {
            offers: self.offers.iter().filter(serves).cloned().collect(),
            places: self.places.clone(),
        }
    }

    /// The people that any service is for, as the directory says it.
    pub fn populations(&self) -> BTreeSet<&str> {
        self.offers.iter().flat_map(|o| o.populations.iter().map(String::as_str)).collect()
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
                    found.push(self.gap(domain, place, cover, BTreeSet::new()));
                }
            }
        }
        found
    }

    fn gap(&self, domain: &str, place: &str, cover: Cover, only_for: BTreeSet<String>) -> Gap {
        let organizations = self.there(domain, place).map(|o| o.organization).collect();
        Gap { domain: domain.to_owned(), place: place.to_owned(), cover, organizations, only_for }
    }

    /// Kinds of help that somebody has room for in a place, and nobody for everybody: each with the people that it is for. Where a service
    /// for everybody has not said whether there is room, that is no gap.
    pub fn partly<'d>(&self, domains: impl IntoIterator<Item = &'d str>) -> Vec<Gap> {
        let mut found = vec![];
        for domain in domains {
            for place in self.places().filter(|place| self.cover(domain, place) == Cover::Open) {
                let may = |o: &&Offer| o.room != Some(false);
                let open = |o: &&Offer| o.room == Some(true);
                if self.there(domain, place).filter(may).any(|o| o.populations.is_empty()) {
                    continue;
                }
                let for_whom = self
                    .there(domain, place)
                    .filter(open)
                    .flat_map(|o| o.populations.iter().cloned())
                    .collect();
                found.push(self.gap(domain, place, Cover::Open, for_whom));
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
mod tests;
