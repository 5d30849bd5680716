//! Which records make one identity.
//!
//! Links are taken strongest first, what a reviewer decided before what was computed; a link that would bring two records
//! together that are two people, or make a group larger than [`LARGEST`], is left out. So one wrong link between two groups never
//! overrules a decision, and taking a link away splits exactly what it held together.

use std::collections::{BTreeMap, BTreeSet};

/// The most records one identity holds. More records of one person than this are a fault of the data or of the linkage.
pub const LARGEST: usize = 24;

/// Two records held to be one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link<Id> {
    /// The two records, in any order.
    pub pair: (Id, Id),
    /// The probability, in `0.0..=1.0`.
    pub probability: f64,
    /// Decided by a reviewer.
    pub reviewed: bool,
}

/// The groups of `records`, each in order, the groups in the order of their first records. Links and pairs apart that name
/// other records are passed over.
pub fn groups<Id: Copy + Ord>(
    records: &BTreeSet<Id>,
    links: &[Link<Id>],
    apart: &[(Id, Id)],
) -> Vec<Vec<Id>> {
    let mut group_of: BTreeMap<Id, Id> = records.iter().map(|id| (*id, *id)).collect();
    let mut members: BTreeMap<Id, BTreeSet<Id>> =
        records.iter().map(|id| (*id, BTreeSet::from([*id]))).collect();
    let mut kept_from: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for (a, b) in apart {
        kept_from.entry(*a).or_default().insert(*b);
        kept_from.entry(*b).or_default().insert(*a);
    }
    let mut strongest: Vec<&Link<Id>> = links.iter().collect();
    strongest.sort_by(|a, b| {
        b.reviewed
            .cmp(&a.reviewed)
            .then(b.probability.total_cmp(&a.probability))
            .then(ordered(a.pair).cmp(&ordered(b.pair)))
    });
    for link in strongest {
        let (Some(&a), Some(&b)) = (group_of.get(&link.pair.0), group_of.get(&link.pair.1)) else { continue };
        if a == b {
            continue;
        }
        let (left, right) = (&members[&a], &members[&b]);
        let two_people = left.iter().any(|id| kept_from.get(id).is_some_and(|k| !k.is_disjoint(right)));
        if two_people || left.len() + right.len() > LARGEST {
            continue;
        }
        let joined = members.remove(&b).unwrap_or_default();
        for id in &joined {
            group_of.insert(*id, a);
        }
        members.entry(a).or_default().extend(joined);
    }
    let mut groups: Vec<Vec<Id>> = members.into_values().map(|m| m.into_iter().collect()).collect();
    groups.sort();
    groups
}

/// A pair with the smaller first: how it is kept.
pub fn ordered<Id: Ord>((a, b): (Id, Id)) -> (Id, Id) {
    if a <= b { (a, b) } else { (b, a) }
}

/// Which identity each group goes on as: the one that most of its records have now, the one first seen among equals, and each
/// identity for one group only. `None` for a group that becomes a new identity.
pub fn heirs<Id: Copy + Ord, Identity: Copy + Ord>(
    groups: &[Vec<Id>],
    now: &BTreeMap<Id, Identity>,
) -> Vec<Option<Identity>> {
    let mut claims: Vec<(usize, Identity, usize)> = vec![];
    for (place, group) in groups.iter().enumerate() {
        let mut votes: BTreeMap<Identity, usize> = BTreeMap::new();
        for identity in group.iter().filter_map(|id| now.get(id)) {
            *votes.entry(*identity).or_default() += 1;
        }
        claims.extend(votes.into_iter().map(|(identity, n)| (n, identity, place)));
    }
    claims.sort_by(|a, b| b.0.cmp(&a.0).then(a.2.cmp(&b.2)).then(a.1.cmp(&b.1)));
    let mut heirs = vec![None; groups.len()];
    let mut given = BTreeSet::new();
    for (_, identity, place) in claims {
        if heirs[place].is_none() && given.insert(identity) {
            heirs[place] = Some(identity);
        }
    }
    heirs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn link(a: u8, b: u8, probability: f64) -> Link<u8> {
        Link { pair: (a, b), probability, reviewed: false }
    }

    #[test]
    fn a_pair_kept_apart_is_not_joined_by_way_of_a_third() {
        let records = BTreeSet::from([1, 2, 3]);
        let links = [link(1, 2, 0.995), link(2, 3, 0.999)];
        assert_eq!(groups(&records, &links, &[]), [vec![1, 2, 3]]);
        assert_eq!(groups(&records, &links, &[(3, 1)]), [vec![1], vec![2, 3]], "the stronger link stays");
        let decided = [Link { reviewed: true, ..links[0] }, links[1]];
        assert_eq!(groups(&records, &decided, &[(1, 3)]), [vec![1, 2], vec![3]], "a decision is stronger");
    }

    #[test]
    fn a_group_goes_on_as_what_most_of_it_was() {
        let now = BTreeMap::from([(1, 'a'), (2, 'a'), (3, 'a'), (4, 'b')]);
        assert_eq!(heirs(&[vec![1], vec![2, 3], vec![4]], &now), [None, Some('a'), Some('b')]);
        assert_eq!(heirs(&[vec![1, 2, 3, 4]], &now), [Some('a')]);
        assert_eq!(heirs(&[vec![5]], &now), [None]);
    }

    proptest! {
        #[test]
        fn groups_part_the_records_and_keep_two_people_apart(
            pairs in proptest::collection::vec((0_u8..12, 0_u8..12, 0.5_f64..1.0, any::<bool>()), 0..40),
            apart in proptest::collection::vec((0_u8..12, 0_u8..12), 0..10),
        ) {
            let records: BTreeSet<u8> = (0..12).collect();
            let links: Vec<Link<u8>> = pairs.iter().filter(|p| p.0 != p.1)
                .map(|p| Link { pair: (p.0, p.1), probability: p.2, reviewed: p.3 }).collect();
            let apart: Vec<(u8, u8)> = apart.into_iter().filter(|(a, b)| a != b).collect();
            let found = groups(&records, &links, &apart);
            let mut seen: Vec<u8> = found.concat();
            seen.sort_unstable();
            prop_assert_eq!(seen, records.into_iter().collect::<Vec<_>>(), "each record once");
            for group in &found {
                for (a, b) in &apart {
                    prop_assert!(!(group.contains(a) && group.contains(b)));
                }
                // Nothing is together that no chain of links joins.
                let inside: Vec<_> = links.iter()
                    .filter(|l| group.contains(&l.pair.0) && group.contains(&l.pair.1)).copied().collect();
                let alone = groups(&group.iter().copied().collect(), &inside, &[]);
                prop_assert_eq!(alone.len(), 1);
            }
            // No two groups could still be joined: whatever link leads from one to another is barred by a pair apart.
            for l in &links {
                let of = |id: u8| found.iter().find(|g| g.contains(&id)).unwrap();
                let (a, b) = (of(l.pair.0), of(l.pair.1));
                if a != b {
                    prop_assert!(apart.iter().any(|(x, y)|
                        (a.contains(x) && b.contains(y)) || (a.contains(y) && b.contains(x))));
                }
            }
        }

        #[test]
        fn each_identity_has_one_heir(now in proptest::collection::btree_map(0_u8..10, 0_u8..4, 0..10), cut in 1_usize..5) {
            let all: Vec<u8> = (0..10).collect();
            let groups: Vec<Vec<u8>> = all.chunks(cut).map(<[u8]>::to_vec).collect();
            let heirs: Vec<u8> = heirs(&groups, &now).into_iter().flatten().collect();
            let once: BTreeSet<u8> = heirs.iter().copied().collect();
            prop_assert_eq!(once.len(), heirs.len());
        }
    }
}
