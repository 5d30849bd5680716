//! Which rows are compared: rows that share a key of some rule. A pair comes out once, by the first rule that brings its
//! rows together, so pairs are never gathered to take doubles out.

mod rule;

use crate::table::{RowId, Table};
use rayon::prelude::*;
use rule::{HASHER, Key, nonzero, swap_codes};
pub use rule::{NARROW, Rule, WIDE};
use std::hash::BuildHasher as _;

/// What a rule did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Pairs that it was the first to bring together.
    pub pairs: u64,
    /// Blocks too large to compare within.
    pub large_blocks: u64,
    /// Pairs that were left out with them (some of which other rules bring together).
    pub left_out: u64,
    /// Rows of the largest block.
    pub largest: u64,
}

/// The keys of all rows under all rules.
pub struct Blocks<'a> {
    table: &'a Table,
    /// The rules, in the order in which they are tried.
    pub rules: Vec<Rule>,
    keys: Vec<Key>,
    limit: usize,
    /// The most pairs a rule may bring, for each row.
    pairs_per_row: f64,
}

impl<'a> Blocks<'a> {
    /// Keys by `rules`. Blocks of over `limit` rows are left out, and of a rule that brings over `pairs_per_row` pairs for
    /// each row, the largest: a key that few rows share says more than one that many do.
    pub fn new(table: &'a Table, rules: Vec<Rule>, limit: usize, pairs_per_row: f64) -> Self {
        let width = rules.len();
        let swap = rules.iter().find_map(|r| r.swapped).map(|(g, f)| swap_codes(table, g, f));
        let mut keys = vec![0; width * table.len()];
        keys.par_chunks_mut(width.max(1)).enumerate().for_each(|(row, keys)| {
            let cells = table.row(row as RowId);
            for (rule, key) in rules.iter().zip(keys) {
                *key = rule.key(cells);
                if let (Some((g, f)), Some((given, family)), true) = (rule.swapped, &swap, *key != 0) {
                    let (a, b) = (given[cells[g] as usize], family[cells[f] as usize]);
                    *key = nonzero(HASHER.hash_one((*key, a.min(b), a.max(b))));
                }
            }
        });
        Blocks { table, rules, keys, limit, pairs_per_row }
    }

    fn keys_of(&self, row: RowId) -> &[Key] {
        let width = self.rules.len();
        &self.keys[row as usize * width..(row as usize + 1) * width]
    }

    /// Rows with a key of `rule` that another row may have as well, those of one key beside each other.
    fn sorted(&self, rule: usize) -> Vec<u64> {
        let keys = || self.keys.iter().skip(rule).step_by(self.rules.len()).copied();
        // Most keys are a row's own. Two bits for each of so many places tell most of those before the sort.
        let places = (self.table.len() * 8).next_power_of_two().clamp(1 << 10, 1 << 26);
        let place = |key: Key| (key as usize & (places - 1)) / 64;
        let bit = |key: Key| 1_u64 << (key & 63);
        let (mut once, mut again) = (vec![0_u64; places / 64], vec![0_u64; places / 64]);
        for key in keys() {
            again[place(key)] |= once[place(key)] & bit(key);
            once[place(key)] |= bit(key);
        }
        let shared = |key: Key| key != 0 && again[place(key)] & bit(key) != 0;
        let rows = keys().enumerate().filter(|(_, key)| shared(*key));
        let mut rows: Vec<u64> = rows.map(|(row, key)| u64::from(key) << 32 | row as u64).collect();
        rows.sort_unstable();
        rows
    }

    /// As [`Blocks::sorted`] for every rule, but of one in `sample` blocks, by a hash of the key.
    fn samples(&self, sample: u32) -> Vec<Vec<u64>> {
        let mut out = vec![vec![]; self.rules.len()];
        for (row, keys) in self.keys.chunks_exact(self.rules.len()).enumerate() {
            for (rows, key) in out.iter_mut().zip(keys) {
                if *key != 0 && (*key >> 7).is_multiple_of(sample) {
                    rows.push(u64::from(*key) << 32 | row as u64);
                }
            }
        }
        out.par_iter_mut().for_each(|rows| rows.sort_unstable());
        out
    }

    /// Pairs of a block that could be one person.
    fn pairs_in(&self, block: &[u64]) -> u64 {
        let n = block.len() as u64;
        if self.table.sources() == 1 {
            return n * (n - 1) / 2;
        }
        let second = u64::from(self.table.second());
        let first = block.iter().filter(|r| **r & 0xffff_ffff < second).count() as u64;
        first * (n - first)
    }

    /// The most pairs that a block may have, by the limit of rows and by what the rule may bring altogether.
    fn most_pairs(&self, rows: &[u64], sample: u32) -> u64 {
        let limit = self.limit as u64;
        let most = limit * (limit - 1) / 2;
        let mut by_size = vec![0_u64; most as usize + 1];
        for block in rows.chunk_by(|a, b| a >> 32 == b >> 32) {
            let pairs = self.pairs_in(block);
            if pairs <= most {
                by_size[pairs as usize] += pairs;
            }
        }
        let budget = (self.pairs_per_row * self.table.len() as f64 / f64::from(sample)).max(100_000.0) as u64;
        let mut sum = 0;
        by_size
            .iter()
            .position(|pairs| {
                sum += pairs;
                sum > budget
            })
            .map_or(most, |size| size as u64 - 1)
    }

    /// Goes on with some of the rules only.
    pub fn keep(&mut self, kept: &[bool]) {
        let width = self.rules.len();
        let places: Vec<usize> = (0..width).filter(|i| kept[*i]).collect();
        let mut at = 0;
        for row in 0..self.table.len() {
            for place in &places {
                self.keys[at] = self.keys[row * width + place];
                at += 1;
            }
        }
        self.keys.truncate(at);
        self.keys.shrink_to_fit();
        let mut kept = kept.iter();
        self.rules.retain(|_| *kept.next().unwrap_or(&false));
    }

    /// Brings rows together, rule after rule: `each(accumulator, rule, row, row)` for every pair, once, the row of the
    /// first file (or the earlier one) first. Blocks are shared out to all cores, each with an accumulator of its own, which
    /// `start(rule)` makes; accumulators come back in an order that is the same in every run. `sample`: one in so many blocks.
    pub fn visit<A: Send>(
        &mut self,
        sample: u32,
        start: impl Fn(usize) -> A + Sync,
        each: impl Fn(&mut A, usize, RowId, RowId) + Sync,
    ) -> (Vec<A>, Vec<Tally>) {
        let (mut out, mut tallies, mut taken_away) = (vec![], vec![], vec![]);
        let last = self.rules.len().saturating_sub(1);
        let mut samples = if sample == 1 { vec![] } else { self.samples(sample) }.into_iter();
        let mut next = if sample == 1 { self.sorted(0) } else { samples.next().unwrap_or_default() };
        for rule in 0..=last {
            let rows = std::mem::take(&mut next);
            let mut tally = Tally::default();
            let mut large: Vec<RowId> = vec![];
            let most = self.most_pairs(&rows, sample);
            for block in rows.chunk_by(|a, b| a >> 32 == b >> 32) {
                tally.largest = tally.largest.max(block.len() as u64);
                if self.pairs_in(block) > most {
                    tally.large_blocks += 1;
                    tally.left_out += self.pairs_in(block);
                    large.extend(block.iter().map(|r| *r as RowId));
                }
            }
            // No other rule is to think that these pairs were compared.
            let width = self.rules.len();
            for row in large {
                let key = &mut self.keys[row as usize * width + rule];
                taken_away.push((row as usize * width + rule, std::mem::take(key)));
            }
            let this = &*self;
            let compare = || -> Vec<(A, u64)> {
                pieces(&rows)
                    .into_par_iter()
                    .map(|piece| {
                        let (mut a, mut n) = (start(rule), 0);
                        for block in piece.chunk_by(|a, b| a >> 32 == b >> 32) {
                            if block.len() > 1 && this.pairs_in(block) <= most {
                                n += this.within(rule, block, |i, j| each(&mut a, rule, i, j));
                            }
                        }
                        (a, n)
                    })
                    .collect()
            };
            // The next rule's rows are sorted while this one's are compared.
            let sort = || if sample == 1 && rule < last { this.sorted(rule + 1) } else { vec![] };
            let (sorted, found) = rayon::join(sort, compare);
            next = samples.next().unwrap_or(sorted);
            for (a, n) in found {
                out.push(a);
                tally.pairs += n;
            }
            tallies.push(tally);
        }
        taken_away.into_iter().for_each(|(at, key)| self.keys[at] = key);
        (out, tallies)
    }

    fn within(&self, rule: usize, block: &[u64], mut each: impl FnMut(RowId, RowId)) -> u64 {
        let second = self.table.second();
        let one = self.table.sources() == 1;
        let mut n = 0;
        for (at, i) in block.iter().enumerate() {
            let i = *i as RowId;
            let before = &self.keys_of(i)[..rule];
            for j in &block[at + 1..] {
                let j = *j as RowId;
                // Rows are in order within a block, so the first file's come first.
                if !one && (i < second) == (j < second) {
                    continue;
                }
                let known = before
                    .iter()
                    .zip(&self.keys_of(j)[..rule])
                    .fold(false, |k, (a, b)| k | (a == b && *a != 0));
                if !known {
                    n += 1;
                    each(i, j);
                }
            }
        }
        n
    }
}

/// About 64 pieces that never part a block.
fn pieces(rows: &[u64]) -> Vec<&[u64]> {
    let (mut out, mut rest) = (vec![], rows);
    let size = (rows.len() / 64).max(4096);
    while !rest.is_empty() {
        let mut cut = size.min(rest.len());
        while cut < rest.len() && rest[cut] >> 32 == rest[cut - 1] >> 32 {
            cut += 1;
        }
        let (piece, after) = rest.split_at(cut);
        out.push(piece);
        rest = after;
    }
    out
}
