//! Blocking without names. Each table draws a few random orders of the bits; a filter's key is, for each order, the first
//! bit that it has. Two filters have one key with probability `J^r`, J being their Jaccard coefficient and r the number
//! of orders, so those that are alike meet in some table and strangers seldom do.
//!
//! Broder, A. (1997), On the resemblance and containment of documents; Karapiperis, D. and Verykios, V. (2015), An
//! LSH-based blocking approach with a homomorphic matching technique for privacy-preserving record linkage, IEEE TKDE
//! 27(4), 909-921.

use super::compare::{Pair, best, dice};
use super::filters::Filters;
use rand::rngs::StdRng;
use rand::seq::SliceRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use rayon::prelude::*;

/// How blocks are made.
#[derive(Debug, Clone, Copy)]
pub struct Blocking {
    /// How many tables.
    pub tables: usize,
    /// How many orders make a key: the more, the fewer strangers meet, and the fewer alike.
    pub orders: usize,
    /// Most rows of the second file under one key; what is beyond is not compared, and counted.
    pub cap: usize,
    /// What the orders are drawn with.
    pub seed: u64,
}

/// What blocking found.
pub struct Found {
    /// The best candidates of each row.
    pub pairs: Vec<Pair>,
    /// Pairs that were compared; those that met in several tables as often as they met.
    pub compared: u64,
    /// Pairs that met under a key with too many rows, and were not compared.
    pub capped: u64,
}

impl Blocking {
    /// Tables and orders so that each row of `a` meets few strangers in `b`.
    pub fn fitting(a: &Filters, b: &Filters) -> Blocking {
        const TABLES: usize = 96;
        /// Strangers that a row may meet, all tables taken together.
        const STRANGERS: f64 = 4000.0;
        let mut rng = StdRng::seed_from_u64(1);
        let jaccards: Vec<f64> = (0..2000)
            .map(|_| {
                let (i, j) = (rng.random_range(0..a.len()), rng.random_range(0..b.len()));
                jaccard(score(a, i, b, j))
            })
            .collect();
        let meet = |orders: i32| jaccards.iter().map(|j| j.powi(orders)).sum::<f64>() / jaccards.len() as f64;
        let orders = (3..12).find(|r| meet(*r) * (TABLES * b.len()) as f64 <= STRANGERS).unwrap_or(12);
        Blocking { tables: TABLES, orders: orders as usize, cap: 1000, seed: 1 }
    }

    /// The share of pairs with this score that meet.
    pub fn recall(&self, score: f32) -> f64 {
        1.0 - (1.0 - jaccard(score).powi(self.orders as i32)).powi(self.tables as i32)
    }

    /// Pairs that meet and whose score is at least `threshold`.
    pub fn pairs(&self, a: &Filters, b: &Filters, threshold: f32) -> Found {
        let mut rng = StdRng::seed_from_u64(self.seed);
        let mut kept: Vec<Vec<Pair>> = vec![vec![]; a.len()];
        let (mut compared, mut capped) = (0, 0);
        // A table at a time: memory for one is enough.
        for _ in 0..self.tables {
            let orders: Vec<Vec<u32>> = (0..self.orders)
                .map(|_| {
                    let mut order: Vec<u32> = (0..a.length() as u32).collect();
                    order.shuffle(&mut rng);
                    order
                })
                .collect();
            let mut index: Vec<(u64, u32)> = (0..b.len())
                .into_par_iter()
                .filter_map(|row| Some((key(b, row, &orders)?, row as u32)))
                .collect();
            index.par_sort_unstable();
            let counts: (u64, u64) = kept
                .par_iter_mut()
                .enumerate()
                .with_min_len(256)
                .map(|(row, kept)| {
                    let Some(key) = key(a, row, &orders) else { return (0, 0) };
                    let from = index.partition_point(|(k, _)| *k < key);
                    let block = &index[from..];
                    let block = &block[..block.iter().take_while(|(k, _)| *k == key).count()];
                    if block.len() > self.cap {
                        return (0, block.len() as u64);
                    }
                    for (_, other) in block {
                        let score = score(a, row, b, *other as usize);
                        if score >= threshold && kept.iter().all(|p| p.b != *other) {
                            kept.push(Pair { a: row as u32, b: *other, score });
                        }
                    }
                    if kept.len() > 2 * super::compare::PARTNERS {
                        *kept = best(std::mem::take(kept));
                    }
                    (block.len() as u64, 0)
                })
                .reduce(|| (0, 0), |x, y| (x.0 + y.0, x.1 + y.1));
            compared += counts.0;
            capped += counts.1;
        }
        Found { pairs: kept.into_iter().flat_map(best).collect(), compared, capped }
    }
}

fn score(a: &Filters, i: usize, b: &Filters, j: usize) -> f32 {
    let common: u32 = a.get(i).iter().zip(b.get(j)).map(|(x, y)| (x & y).count_ones()).sum();
    dice(u64::from(common), a.ones(i), b.ones(j))
}

/// Jaccard's coefficient of two filters from Dice's.
fn jaccard(dice: f32) -> f64 {
    f64::from(dice) / (2.0 - f64::from(dice))
}

/// For each order the first bit that the filter has, mixed into one number; nothing for an empty filter, which is like
/// no other.
fn key(filters: &Filters, row: usize, orders: &[Vec<u32>]) -> Option<u64> {
    orders.iter().try_fold(0_u64, |key, order| {
        let bit = order.iter().find(|bit| filters.bit(row, **bit as usize))?;
        Some((key ^ u64::from(*bit)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pairs of every likeness: as many meet as `recall` says.
    #[test]
    fn as_many_meet_as_expected() {
        let mut rng = StdRng::seed_from_u64(3);
        let (mut a, mut b) = (Filters::new(1024), Filters::new(1024));
        for row in 0..2000 {
            let mut filter = [0_u64; 16];
            let mut set = |filter: &mut [u64; 16], n: usize| {
                (0..n).for_each(|_| filter[rng.random_range(0..16)] |= 1 << rng.random_range(0..64));
            };
            set(&mut filter, 150);
            let mut other = filter;
            set(&mut filter, row % 150);
            set(&mut other, row % 150);
            a.push(&filter);
            b.push(&other);
        }
        let blocking = Blocking { tables: 12, orders: 4, cap: 1000, seed: 5 };
        let found = blocking.pairs(&a, &b, 0.0);
        let mut met = vec![false; a.len()];
        found.pairs.iter().filter(|p| p.a == p.b).for_each(|p| met[p.a as usize] = true);
        let of = |rows: &[usize]| {
            let met = rows.iter().filter(|r| met[**r]).count() as f64;
            let expected: f64 = rows.iter().map(|r| blocking.recall(score(&a, *r, &b, *r))).sum();
            (met / rows.len() as f64, expected / rows.len() as f64)
        };
        let mut rows: Vec<usize> = (0..a.len()).collect();
        rows.sort_by_key(|r| r % 150);
        for part in rows.chunks(500) {
            let (met, expected) = of(part);
            assert!((met - expected).abs() < 0.06, "{met} met, {expected} expected");
        }
        assert!(found.compared < 400_000, "{}", found.compared);
        let capped = Blocking { cap: 0, ..blocking }.pairs(&a, &b, 0.0);
        assert!(capped.pairs.is_empty() && capped.capped == found.compared);
    }
}
