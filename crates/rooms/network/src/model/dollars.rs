//! Dollars decided and received, by sector: what charters mean by power over money.
//!
//! Who decides is who could have said no. A vote that binds decides for residents, once its body has adopted the result. Money that one
//! organization gives to another was decided by the giver. Money given to the partnership as a whole was not: others decide on it later.

use super::balance::{Counts, together};
use std::collections::{BTreeMap, BTreeSet};
use tandem_access::Uuid;
use tandem_meetings::model::floor::published;
use tandem_partners::model::Sector;

/// One side of an entry of the ledger.
pub type Side = (Uuid, Sector);

/// Money that was given, as the ledger has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// Who gave; nothing is the partnership as a whole.
    pub from: Option<Side>,
    /// Who got.
    pub to: Option<Side>,
    /// How much; nothing where it is not written down.
    pub cents: Option<i64>,
}

/// What published budget votes chose, in cents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Chosen {
    /// The result binds and its body has adopted it.
    pub adopted: u64,
    /// The result binds and its body has not answered yet.
    pub waiting: u64,
    /// The vote only advised.
    pub advised: u64,
}

/// Dollars of a quarter, in cents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dollars {
    /// By who decided.
    pub decided: Counts,
    /// By who received.
    pub received: Counts,
    /// Whether money of fewer organizations than may be told was decided, and left out.
    pub few_decided: bool,
    /// The same of money received.
    pub few_received: bool,
    /// What votes chose.
    pub chosen: Chosen,
    /// Entries of money without an amount.
    pub unvalued: usize,
}

impl Dollars {
    /// Puts together what votes chose and what the ledger has. Money of a sector with few organizations is told with that of others, as
    /// minutes of speaking are, so that no sum is one organization's.
    pub fn new(chosen: Chosen, given: &[Given]) -> Dollars {
        let valued = |g: &Given| g.cents.filter(|c| *c > 0);
        let decided = by_sector(given.iter().filter(|g| g.to.is_some()).map(|g| (g.from, valued(g))));
        let received = by_sector(given.iter().map(|g| (g.to, valued(g))));
        let mut out = Dollars {
            few_decided: decided.is_none(),
            few_received: received.is_none(),
            decided: decided.unwrap_or_default(),
            received: received.unwrap_or_default(),
            chosen,
            unvalued: given.iter().filter(|g| valued(g).is_none()).count(),
        };
        // No organization counts as the community: these are residents' alone.
        if chosen.adopted > 0 {
            out.decided.insert(Sector::Community.code().to_owned(), chosen.adopted);
        }
        out
    }
}

/// Cents by sector; nothing where there are some and fewer organizations than may be told. An organization of the community counts for social
/// services, as everywhere in the report.
fn by_sector(sides: impl Iterator<Item = (Option<Side>, Option<i64>)>) -> Option<Counts> {
    let mut cents: BTreeMap<Sector, i64> = BTreeMap::new();
    let mut who: BTreeMap<Sector, BTreeSet<Uuid>> = BTreeMap::new();
    for ((id, sector), value) in sides.filter_map(|(side, value)| Some((side?, value?))) {
        let sector = if sector == Sector::Community { Sector::SocialServices } else { sector };
        *cents.entry(sector).or_default() += value;
        who.entry(sector).or_default().insert(id);
    }
    let people = who.into_iter().map(|(sector, ids)| (sector, ids.len() as u64)).collect();
    let shares = published(&cents, &people);
    if shares.is_empty() && !cents.is_empty() {
        return None;
    }
    let told = shares.iter().map(|s| (together(&s.sectors), u64::try_from(s.seconds).unwrap_or_default()));
    Some(told.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(n: u128, sector: Sector) -> Option<Side> {
        Some((Uuid::from_u128(n), sector))
    }

    fn given(from: Option<Side>, to: Option<Side>, cents: i64) -> Given {
        Given { from, to, cents: Some(cents) }
    }

    fn counts(all: &[(&str, u64)]) -> Counts {
        all.iter().map(|(s, n)| ((*s).to_owned(), *n)).collect()
    }

    #[test]
    fn who_could_have_said_no_decided() {
        let (one, two, three) =
            (side(1, Sector::Healthcare), side(2, Sector::Healthcare), side(3, Sector::Healthcare));
        let (pantry, church, neighbors) =
            (side(4, Sector::SocialServices), side(5, Sector::Faith), side(6, Sector::Community));
        let all = [
            given(one, pantry, 10_000),
            given(two, church, 20_000),
            given(three, neighbors, 5_000),
            // Into the common pot nobody decided what becomes of it; out of it somebody else did.
            given(one, None, 900_000),
            given(None, pantry, 7_000),
            Given { from: one, to: church, cents: None },
        ];
        let told = Dollars::new(Chosen { adopted: 50_000, waiting: 1, advised: 2 }, &all);
        assert_eq!(told.decided, counts(&[("community", 50_000), ("healthcare", 35_000)]));
        // One church alone is told with the pantry and the neighbors' organization, who count for social services.
        assert_eq!(told.received, counts(&[("faith+social_services", 42_000)]));
        assert_eq!((told.unvalued, told.few_decided, told.few_received), (1, false, false));
    }

    #[test]
    fn money_of_few_organizations_is_not_told() {
        let all = [given(side(1, Sector::Healthcare), side(2, Sector::Faith), 10_000)];
        let told = Dollars::new(Chosen { adopted: 300, ..Chosen::default() }, &all);
        assert_eq!((told.few_decided, told.few_received), (true, true));
        assert_eq!((told.decided, told.received), (counts(&[("community", 300)]), Counts::new()));
        let none = Dollars::new(Chosen::default(), &[]);
        assert_eq!(none, Dollars::default(), "nothing is not too few");
    }
}
