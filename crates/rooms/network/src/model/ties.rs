//! Who works with whom: one tie for each pair of partners, of every kind of fact that speaks for it.

use std::collections::{BTreeMap, BTreeSet};
use tandem_access::Uuid;
use tandem_deliberation::network::Network;
use tandem_deliberation::network::community;

/// Fewer answered referrals than this between two organizations are not told: a small count is about people.
const FEWEST: i64 = 11;

/// How many referrals were answered between two organizations. A band, never a number: exact counts of pairs beside the
/// published totals could be subtracted until a small one shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// 11 to 50.
    Some,
    /// 51 to 200.
    Many,
    /// More than 200.
    Most,
}

impl Band {
    /// The band of a count; nothing below [`FEWEST`], as for none.
    pub fn of(count: i64) -> Option<Band> {
        match count {
            i64::MIN..FEWEST => None,
            FEWEST..=50 => Some(Band::Some),
            51..=200 => Some(Band::Many),
            _ => Some(Band::Most),
        }
    }

    /// The word in message keys.
    pub fn word(self) -> &'static str {
        match self {
            Band::Some => "some",
            Band::Many => "many",
            Band::Most => "most",
        }
    }
}

/// A partner on the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its sector's code.
    pub sector: String,
}

tandem_access::coded! {
    /// A kind of stored fact that speaks for a tie.
    Source {
        /// Referrals that were answered.
        Referrals = "referrals",
        /// Entries of the ledger, money aside.
        Gifts = "gifts",
        /// Money, by the ledger.
        Money = "money",
        /// Seats in one body.
        Bodies = "bodies",
        /// The same meetings.
        Meetings = "meetings",
        /// Agreements in force on what they do together.
        Agreements = "agreements",
    }
}

/// What is stored about pairs, before it is a network.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Partners, in the order of their names.
    pub partners: Vec<Partner>,
    /// Answered referrals from one to another.
    pub referrals: Vec<(Uuid, Uuid, i64)>,
    /// Entries of the ledger from one to another, money aside.
    pub gifts: Vec<(Uuid, Uuid)>,
    /// Entries of money from one to another.
    pub money: Vec<(Uuid, Uuid)>,
    /// Organizations with a seat in one body, body by body.
    pub bodies: Vec<BTreeSet<Uuid>>,
    /// Organizations whose people were at one meeting, meeting by meeting.
    pub meetings: Vec<BTreeSet<Uuid>>,
    /// Organizations bound by one agreement, agreement by agreement.
    pub agreements: Vec<BTreeSet<Uuid>>,
}

impl Facts {
    /// The same with facts of these kinds only; of every kind where none is named.
    #[must_use]
    pub fn only(mut self, sources: &[Source]) -> Facts {
        let keep = |s: Source| sources.is_empty() || sources.contains(&s);
        for (source, facts) in [
            (Source::Bodies, &mut self.bodies),
            (Source::Meetings, &mut self.meetings),
            (Source::Agreements, &mut self.agreements),
        ] {
            facts.retain(|_| keep(source));
        }
        self.referrals.retain(|_| keep(Source::Referrals));
        self.gifts.retain(|_| keep(Source::Gifts));
        self.money.retain(|_| keep(Source::Money));
        self
    }
}

/// What speaks for a tie.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Kinds {
    /// Referrals were answered between the two.
    pub referrals: Option<Band>,
    /// Entries of the ledger between them, money aside.
    pub gifts: usize,
    /// Entries of money between them.
    pub money: usize,
    /// Bodies in which both have a seat.
    pub bodies: usize,
    /// Meetings at which both were.
    pub meetings: usize,
    /// Agreements that bind both.
    pub agreements: usize,
}

impl Kinds {
    /// How many kinds of fact.
    pub fn count(&self) -> usize {
        let counted = [self.gifts, self.money, self.bodies, self.meetings, self.agreements];
        usize::from(self.referrals.is_some()) + counted.into_iter().filter(|n| *n > 0).count()
    }
}

/// The network, with what stands behind each tie.
#[derive(Debug, Clone)]
pub struct Ties {
    /// Partners, in the order of the network's nodes.
    pub partners: Vec<Partner>,
    /// The tie of two nodes, the lower first.
    pub kinds: BTreeMap<(usize, usize), Kinds>,
    /// For the measures.
    pub network: Network,
}

impl Ties {
    /// Builds the network. Facts about who is no partner count for nothing.
    pub fn new(facts: Facts) -> Ties {
        let at: BTreeMap<Uuid, usize> = facts.partners.iter().enumerate().map(|(i, p)| (p.id, i)).collect();
        let pair = |a: Uuid, b: Uuid| {
            let (a, b) = (*at.get(&a)?, *at.get(&b)?);
            (a != b).then_some((a.min(b), a.max(b)))
        };
        let mut kinds: BTreeMap<(usize, usize), Kinds> = BTreeMap::new();
        let mut sent: BTreeMap<(usize, usize), i64> = BTreeMap::new();
        for (a, b, n) in &facts.referrals {
            if let Some(p) = pair(*a, *b) {
                *sent.entry(p).or_default() += n;
            }
        }
        for (p, n) in sent {
            if let Some(band) = Band::of(n) {
                kinds.entry(p).or_default().referrals = Some(band);
            }
        }
        for (a, b) in &facts.gifts {
            if let Some(p) = pair(*a, *b) {
                kinds.entry(p).or_default().gifts += 1;
            }
        }
        for (a, b) in &facts.money {
            if let Some(p) = pair(*a, *b) {
                kinds.entry(p).or_default().money += 1;
            }
        }
        let mut groups = |groups: &[BTreeSet<Uuid>], count: fn(&mut Kinds) -> &mut usize| {
            for group in groups {
                let all: Vec<Uuid> = group.iter().copied().collect();
                for (i, a) in all.iter().enumerate() {
                    for p in all[i + 1..].iter().filter_map(|b| pair(*a, *b)) {
                        *count(kinds.entry(p).or_default()) += 1;
                    }
                }
            }
        };
        groups(&facts.bodies, |k| &mut k.bodies);
        groups(&facts.meetings, |k| &mut k.meetings);
        groups(&facts.agreements, |k| &mut k.agreements);
        // A tie weighs as many kinds of fact as speak for it: hours, rides and seats have no common weight.
        #[allow(clippy::cast_precision_loss)] // at most six
        let ties: Vec<(usize, usize, f64)> =
            kinds.iter().map(|((a, b), k)| (*a, *b, k.count() as f64)).collect();
        let ids = facts.partners.iter().map(|p| p.id.to_string()).collect();
        let sectors = facts.partners.iter().map(|p| p.sector.clone()).collect();
        let network = Network::new(ids, Some(sectors), &ties);
        Ties { partners: facts.partners, kinds, network }
    }

    /// The node of a partner.
    pub fn node(&self, id: Uuid) -> Option<usize> {
        self.partners.iter().position(|p| p.id == id)
    }

    /// What speaks for the tie of two nodes.
    pub fn between(&self, a: usize, b: usize) -> Kinds {
        self.kinds.get(&(a.min(b), a.max(b))).copied().unwrap_or_default()
    }

    /// Partners with at least one tie, in an order that keeps groups that work together side by side.
    pub fn tied(&self) -> Vec<usize> {
        let groups = community::best_found(&self.network);
        let mut order: Vec<usize> =
            (0..self.partners.len()).filter(|a| self.network.degree(*a) > 0).collect();
        order.sort_by_key(|a| (groups.get(*a).copied().unwrap_or_default(), *a));
        order
    }

    /// Partners without any, in the order of their names.
    pub fn untied(&self) -> Vec<&Partner> {
        (0..self.partners.len()).filter(|a| self.network.degree(*a) == 0).map(|a| &self.partners[a]).collect()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn partner(n: u128, sector: &str) -> Partner {
        Partner { id: Uuid::from_u128(n), name: format!("P{n}"), sector: sector.into() }
    }

    #[test]
    fn small_counts_are_no_tie_and_look_like_none() {
        let bands: Vec<_> = [0, 1, 10, 11, 50, 51, 200, 201].into_iter().map(Band::of).collect();
        use Band::{Many, Most, Some as Few};
        assert_eq!(bands, [None, None, None, Some(Few), Some(Few), Some(Many), Some(Many), Some(Most)]);
    }

    #[test]
    fn a_pair_has_one_tie_of_every_fact_that_speaks_for_it() {
        let [a, b, c, d] = [1, 2, 3, 9].map(Uuid::from_u128);
        let ties = Ties::new(Facts {
            partners: vec![partner(1, "faith"), partner(2, "payer"), partner(3, "faith")],
            // Six one way and six the other are twelve between them; ten are too few; who is no partner counts not.
            referrals: vec![(a, b, 6), (b, a, 6), (a, c, 10), (a, d, 500)],
            gifts: vec![(b, a), (a, b), (a, a)],
            money: vec![(b, a), (b, b)],
            bodies: vec![BTreeSet::from([a, c]), BTreeSet::from([b])],
            meetings: vec![BTreeSet::from([a, c]), BTreeSet::from([a, c, d]), BTreeSet::from([d])],
            agreements: vec![BTreeSet::from([a, b, d])],
        });
        assert_eq!(ties.network.ties.len(), 2);
        let given =
            Kinds { referrals: Some(Band::Some), gifts: 2, money: 1, bodies: 0, meetings: 0, agreements: 1 };
        assert_eq!((ties.between(1, 0), given.count()), (given, 4));
        let met = Kinds { bodies: 1, meetings: 2, ..Kinds::default() };
        assert_eq!((ties.between(0, 2), met.count()), (met, 2));
        assert_eq!(ties.between(1, 2), Kinds::default());
        assert_eq!(ties.tied().len(), 3);
        assert!(ties.untied().is_empty());
    }

    #[test]
    fn kinds_that_were_not_asked_for_speak_for_nothing() {
        let [a, b, c] = [1, 2, 3].map(Uuid::from_u128);
        let facts = Facts {
            partners: vec![partner(1, "faith"), partner(2, "payer"), partner(3, "faith")],
            referrals: vec![(a, b, 60)],
            gifts: vec![(b, c)],
            money: vec![(a, c)],
            bodies: vec![BTreeSet::from([a, c])],
            meetings: vec![BTreeSet::from([a, b])],
            agreements: vec![BTreeSet::from([b, c])],
        };
        let tied =
            |sources: &[Source]| Ties::new(facts.clone().only(sources)).kinds.into_iter().collect::<Vec<_>>();
        assert_eq!(tied(&[]).len(), 3, "no kind is every kind");
        assert_eq!(tied(Source::ALL), tied(&[]));
        assert_eq!(tied(&[Source::Meetings]), [((0, 1), Kinds { meetings: 1, ..Kinds::default() })]);
        assert_eq!(tied(&[Source::Agreements]), [((1, 2), Kinds { agreements: 1, ..Kinds::default() })]);
        assert_eq!(tied(&[Source::Money]), [((0, 2), Kinds { money: 1, ..Kinds::default() })]);
        let two = tied(&[Source::Referrals, Source::Gifts]);
        assert_eq!(two.iter().map(|(pair, _)| *pair).collect::<Vec<_>>(), [(0, 1), (1, 2)]);
        assert_eq!(tied(&[Source::Bodies])[0].0, (0, 2));
    }
}
