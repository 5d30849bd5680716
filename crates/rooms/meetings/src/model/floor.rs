//! Who had the floor, by sector: minutes, never persons.

use std::collections::BTreeMap;
use tandem_partners::model::Sector;

/// A sector is shown alone in public from this many people on: below it, its minutes would be somebody's.
pub const CELL: u64 = 3;

/// Floor time as it may be shown: a sector, or several together, and its seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The sectors; more than one where each alone is too small.
    pub sectors: Vec<Sector>,
    /// Seconds.
    pub seconds: i64,
}

/// Floor time by sector as it may be published. Sectors with few people present are put together, with the next larger one where
/// they are still few, so that nobody's minutes can be had by taking the others from the sum.
pub fn published(seconds: &BTreeMap<Sector, i64>, present: &BTreeMap<Sector, u64>) -> Vec<Share> {
    let mut sectors: Vec<(u64, Sector)> = present.iter().map(|(s, n)| (*n, *s)).collect();
    sectors.extend(seconds.keys().filter(|s| !present.contains_key(s)).map(|s| (0, *s)));
    sectors.sort_unstable();
    let of = |sector: &Sector| seconds.get(sector).copied().unwrap_or(0);
    let (mut together, mut people) = (Share { sectors: vec![], seconds: 0 }, 0);
    let mut out = vec![];
    for (n, sector) in sectors {
        let small = n < CELL || (!together.sectors.is_empty() && people < CELL);
        if small {
            together.sectors.push(sector);
            together.seconds += of(&sector);
            people += n;
        } else {
            out.push(Share { sectors: vec![sector], seconds: of(&sector) });
        }
    }
    if !together.sectors.is_empty() && people >= CELL {
        out.push(together);
    }
    out.sort_by(|a, b| b.seconds.cmp(&a.seconds).then(a.sectors.cmp(&b.sectors)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of<T: Copy>(pairs: &[(Sector, T)]) -> BTreeMap<Sector, T> {
        pairs.iter().copied().collect()
    }

    #[test]
    fn small_sectors_are_put_together() {
        let seconds = of(&[(Sector::Healthcare, 600), (Sector::Housing, 300), (Sector::Community, 120)]);
        let shares = published(
            &seconds,
            &of(&[(Sector::Healthcare, 4), (Sector::Housing, 2), (Sector::Community, 1)]),
        );
        assert_eq!(shares[0], Share { sectors: vec![Sector::Healthcare], seconds: 600 });
        assert_eq!((shares[1].sectors.len(), shares[1].seconds), (2, 420));
    }

    #[test]
    fn one_small_sector_takes_the_next_with_it() {
        let seconds = of(&[(Sector::Healthcare, 600), (Sector::Housing, 300), (Sector::Community, 120)]);
        let shares = published(
            &seconds,
            &of(&[(Sector::Healthcare, 5), (Sector::Housing, 3), (Sector::Community, 1)]),
        );
        assert_eq!(shares.len(), 2, "{shares:?}");
        assert!(shares.iter().all(|s| s.sectors != [Sector::Community] && s.sectors != [Sector::Housing]));
    }

    #[test]
    fn too_few_people_show_nothing() {
        let seconds = of(&[(Sector::Healthcare, 600), (Sector::Community, 120)]);
        assert_eq!(published(&seconds, &of(&[(Sector::Healthcare, 1), (Sector::Community, 1)])), []);
    }

    proptest::proptest! {
        /// Whatever is shown stands for enough people, and what is left out of the sum does too or is nothing at all.
        #[test]
        fn no_share_is_of_few(counts in proptest::collection::vec((0_u64..6, 0_i64..4000), 1..10)) {
            let all: Vec<Sector> = Sector::ALL.iter().copied().take(counts.len()).collect();
            let present: BTreeMap<Sector, u64> = all.iter().copied().zip(counts.iter().map(|c| c.0)).collect();
            let seconds: BTreeMap<Sector, i64> = all.iter().copied().zip(counts.iter().map(|c| c.1)).collect();
            let shares = published(&seconds, &present);
            for share in &shares {
                proptest::prop_assert!(share.sectors.iter().map(|s| present[s]).sum::<u64>() >= CELL);
            }
            let shown: usize = shares.iter().map(|s| s.sectors.len()).sum();
            proptest::prop_assert!(shown == all.len() || shares.is_empty());
        }
    }
}
