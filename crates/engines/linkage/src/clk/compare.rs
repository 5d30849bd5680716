//! Which filters are alike.

use super::filters::{Filters, LANES, Sideways};
use rayon::prelude::*;

/// Two rows whose filters are alike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The row of the first file.
    pub a: u32,
    /// The row of the second.
    pub b: u32,
    /// Dice's coefficient of the two filters.
    pub score: f32,
}

/// Most partners that are kept of a row: those most like it. Without a limit a file of rows that are all alike would
/// need more memory than any machine has.
pub const PARTNERS: usize = 16;

/// Dice's coefficient: bits that both have, against all that either has.
#[inline]
pub fn dice(common: u64, a: u32, b: u32) -> f32 {
    let both = a + b;
    if both == 0 { 0.0 } else { 2.0 * common as f32 / both as f32 }
}

/// Every row of `a` with every row of `b`; of the pairs whose score is at least `threshold`, the best [`PARTNERS`] of each
/// row of `a`.
pub fn all_pairs(a: &Filters, b: &Filters, threshold: f32) -> Vec<Pair> {
    let sideways = b.sideways();
    // A tile of the second file stays in the processor's cache while several rows of the first pass over it.
    const TILE: usize = 16;
    let rows: Vec<usize> = (0..a.len()).collect();
    rows.par_chunks(TILE)
        .flat_map_iter(|tile| {
            let mut kept: Vec<Vec<Pair>> = vec![vec![]; tile.len()];
            for block in 0..sideways.blocks() {
                for (row, kept) in tile.iter().zip(&mut kept) {
                    beside(a, *row, b.len(), &sideways, block, threshold, kept);
                }
            }
            kept.into_iter().flat_map(best)
        })
        .collect()
}

#[inline]
fn beside(
    a: &Filters,
    row: usize,
    rows: usize,
    b: &Sideways,
    block: usize,
    threshold: f32,
    kept: &mut Vec<Pair>,
) {
    let (common, ones, mine) = (b.common(a.get(row), block), b.ones(block), a.ones(row));
    let mut alike = 0_u32;
    for lane in 0..LANES {
        alike |=
            u32::from(2.0 * common[lane] as u32 as f32 >= threshold * (mine + ones[lane]) as f32) << lane;
    }
    while alike != 0 {
        let lane = alike.trailing_zeros() as usize;
        alike &= alike - 1;
        let other = block * LANES + lane;
        let score = dice(common[lane], mine, ones[lane]);
        if other < rows && score > 0.0 {
            kept.push(Pair { a: row as u32, b: other as u32, score });
            if kept.len() >= 8 * PARTNERS {
                *kept = best(std::mem::take(kept));
            }
        }
    }
}

/// The best of a row's pairs.
pub(super) fn best(mut pairs: Vec<Pair>) -> Vec<Pair> {
    pairs.sort_unstable_by(order);
    pairs.truncate(PARTNERS);
    pairs
}

/// The most alike first; rows of one score in the order of the files, so that two runs agree.
fn order(x: &Pair, y: &Pair) -> std::cmp::Ordering {
    y.score.total_cmp(&x.score).then(x.a.cmp(&y.a)).then(x.b.cmp(&y.b))
}

/// One partner for each row at most: the most alike pair first, then the most alike of the rows that are left.
pub fn one_to_one(pairs: &mut Vec<Pair>) {
    pairs.par_sort_unstable_by(order);
    let rows =
        |side: fn(&Pair) -> u32| vec![false; pairs.iter().map(side).max().map_or(0, |n| n as usize + 1)];
    let (mut a, mut b) = (rows(|p| p.a), rows(|p| p.b));
    pairs.retain(|p| {
        let free = !a[p.a as usize] && !b[p.b as usize];
        if free {
            (a[p.a as usize], b[p.b as usize]) = (true, true);
        }
        free
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// What all pairs finds is what comparing bit by bit finds, and one-to-one takes the best that is free.
        #[test]
        fn all_pairs_and_one_to_one(
            a in prop::collection::vec(any::<[u64; 4]>(), 0..12),
            b in prop::collection::vec(any::<[u64; 4]>(), 0..12),
            threshold in 0.3_f32..0.7,
        ) {
            let filters = |rows: &[[u64; 4]]| {
                let mut filters = Filters::new(256);
                rows.iter().for_each(|r| filters.push(r));
                filters
            };
            let mut pairs = all_pairs(&filters(&a), &filters(&b), threshold);
            let mut plain = vec![];
            for (i, x) in a.iter().enumerate() {
                for (j, y) in b.iter().enumerate() {
                    let ones = |w: &[u64; 4]| w.iter().map(|w| w.count_ones()).sum::<u32>();
                    let common: u32 = x.iter().zip(y).map(|(x, y)| (x & y).count_ones()).sum();
                    let score = dice(u64::from(common), ones(x), ones(y));
                    if score >= threshold {
                        plain.push(Pair { a: i as u32, b: j as u32, score });
                    }
                }
            }
            pairs.sort_unstable_by(order);
            plain.sort_unstable_by(order);
            prop_assert_eq!(&pairs, &plain);
            one_to_one(&mut pairs);
            for p in &plain {
                let better = |q: &&Pair| (q.a == p.a || q.b == p.b) && order(q, p).is_le();
                prop_assert_eq!(pairs.iter().filter(better).count().min(1), 1, "{:?} has nothing better", p);
                prop_assert!(pairs.iter().filter(|q| q.a == p.a).count() <= 1);
                prop_assert!(pairs.iter().filter(|q| q.b == p.b).count() <= 1);
            }
        }
    }

    #[test]
    fn rows_that_are_all_alike_need_bounded_room() {
        let mut filters = Filters::new(64);
        (0..500).for_each(|_| filters.push(&[7]));
        assert_eq!(all_pairs(&filters, &filters, 0.9).len(), 500 * PARTNERS);
    }
}
