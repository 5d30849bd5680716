//! Which rows are compared: rows that share a key of some rule. A pair comes out once, by the first rule that brings its
//! rows together, so pairs are never gathered to take doubles out.

mod pieces;
mod rule;
mod sorted;

use crate::model::Random;
use crate::seen::Seen;
use crate::table::{RowId, Table};
pub(crate) use pieces::PAIRS;
use pieces::{Room, pieces};
use rayon::prelude::*;
use rule::{Codes, ROWS};
pub(crate) use rule::{Key, START, Take, key_of, mix};
pub use rule::{NARROW, Rule, WIDE};
use sorted::{by_key, same_key};

/// What a rule did.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tally {
    /// Pairs that it was the first to bring together.
    pub pairs: u64,
    /// Blocks too large to compare within.
    pub large_blocks: u64,
    /// Pairs that were left out with them (some of which other rules bring together).
    pub left_out: u64,
    /// Rows of the largest block.
    pub largest: u64,
    /// Of the pairs left out, a sample, less those that another rule brought together; and how many were drawn.
    pub(crate) missed: (Vec<(RowId, RowId)>, usize),
    /// About how many pairs of one person were left out and compared by no other rule.
    pub lost: f64,
}

/// A rule that is not used.
#[derive(Debug, Clone, PartialEq)]
pub struct Dropped {
    /// The rule.
    pub rule: String,
    /// About how many pairs it would be the first to bring together.
    pub pairs: f64,
    /// About how many of them would be one person.
    pub persons: f64,
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
    /// Rules that bring too few persons for their pairs.
    pub dropped: Vec<Dropped>,
}

impl<'a> Blocks<'a> {
    /// Keys by `rules`. Blocks of over `limit` rows are left out, and of a rule that brings over `pairs_per_row` pairs for
    /// each row, the largest: a key that few rows share says more than one that many do.
    pub fn new(table: &'a Table, rules: Vec<Rule>, limit: usize, pairs_per_row: f64) -> Self {
        let width = rules.len();
        let codes = Codes::new(table, &rules);
        let mut keys = vec![0; width * table.len()];
        let fields = table.fields.len();
        keys.par_chunks_mut((width * 4096).max(1))
            .zip(table.cells.par_chunks((fields * 4096).max(1)))
            .for_each(|(keys, rows)| {
                let mut room = vec![];
                for (keys, rows) in keys.chunks_mut(width * ROWS).zip(rows.chunks(fields * ROWS)) {
                    codes.keys(rows, fields, &mut room, keys);
                }
            });
        Blocks { table, rules, keys, limit, pairs_per_row, dropped: vec![] }
    }

    fn keys_of(&self, row: RowId) -> &[Key] {
        let width = self.rules.len();
        &self.keys[row as usize * width..(row as usize + 1) * width]
    }

    /// Blocks of `rule`: rows with a key that another row has as well, those of one key beside each other, the key in the
    /// high half. Blocks come in the order of their first rows, so that what is near in the file is near in time: rows are
    /// read from memory in that order.
    fn grouped(&self, rule: usize) -> Vec<u64> {
        let mut keys: Vec<Key> = self.keys.iter().skip(rule).step_by(self.rules.len()).copied().collect();
        // Most keys are a row's own, and need not be sorted.
        let mut seen = Seen::new(keys.len());
        keys.iter().for_each(|key| seen.add(*key));
        let mut n = 0;
        for key in &mut keys {
            *key *= Key::from(seen.again(*key));
            n += usize::from(*key != 0);
        }
        drop(seen);
        // Written first and kept or not after: nobody could guess which are kept.
        let (mut rows, mut at) = (vec![0; n + 1], 0);
        for (row, key) in keys.iter().enumerate() {
            rows[at] = u64::from(*key) << 32 | row as u64;
            at += usize::from(*key != 0);
        }
        rows.truncate(n);
        let sorted = by_key(rows);
        // Where each block begins, at the place of its first row; 0 for none.
        let begins = &mut keys;
        begins.fill(0);
        let (mut at, mut rows) = (1, 0);
        for block in sorted.chunk_by(same_key) {
            if block.len() > 1 {
                begins[block[0] as RowId as usize] = at;
                rows += block.len();
            }
            at += block.len() as u32;
        }
        let mut out = Vec::with_capacity(rows);
        for at in begins.iter().filter(|at| **at != 0) {
            let rest = &sorted[*at as usize - 1..];
            out.extend(rest.iter().take_while(|row| same_key(row, &rest[0])));
        }
        out
    }

    /// As [`Blocks::grouped`] for every rule, but of one in so many blocks, by a hash of the key.
    fn samples(&self, sample: &[u32]) -> Vec<Vec<u64>> {
        let width = self.rules.len();
        let of_rows = |(part, keys): (usize, &[Key])| {
            let mut out = vec![vec![]; width];
            for (i, keys) in keys.chunks_exact(width).enumerate() {
                for ((rows, key), sample) in out.iter_mut().zip(keys).zip(sample) {
                    if *key != 0 && (*key >> 7).is_multiple_of(*sample) {
                        rows.push(u64::from(*key) << 32 | (part * 65_536 + i) as u64);
                    }
                }
            }
            out
        };
        let parts: Vec<Vec<Vec<u64>>> =
            self.keys.par_chunks((width * 65_536).max(1)).enumerate().map(of_rows).collect();
        let mut by_rule: Vec<Vec<Vec<u64>>> = vec![vec![]; width];
        for part in parts {
            by_rule.iter_mut().zip(part).for_each(|(parts, rows)| parts.push(rows));
        }
        let sorted = |parts: Vec<Vec<u64>>| {
            let rows = parts.concat();
            drop(parts);
            by_key(rows)
        };
        by_rule.into_par_iter().map(sorted).collect()
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
        for block in rows.chunk_by(same_key) {
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

    /// Tells the blocks that are compared from those that are too large.
    fn ready(&self, rows: Vec<u64>, sample: u32) -> Ready {
        let (mut large, mut tally) = (vec![], Tally::default());
        let most = self.most_pairs(&rows, sample);
        for block in rows.chunk_by(same_key) {
            tally.largest = tally.largest.max(block.len() as u64);
            if self.pairs_in(block) > most {
                tally.large_blocks += 1;
                tally.left_out += self.pairs_in(block);
                large.extend(block.iter().map(|r| *r as RowId));
            }
        }
        if tally.left_out > 0 {
            tally.missed = self.draw(&rows, most, tally.left_out);
        }
        Ready { rows, most, large, tally }
    }

    /// Pairs drawn from blocks that are too large, and how many.
    fn draw(&self, rows: &[u64], most: u64, left_out: u64) -> (Vec<(RowId, RowId)>, usize) {
        let mut out = vec![];
        let mut random = Random(left_out);
        for block in rows.chunk_by(same_key).filter(|b| self.pairs_in(b) > most) {
            let n = (self.pairs_in(block) as f64 / left_out as f64 * DRAWN).ceil() as usize;
            let mut row = || block[random.below(block.len() as u32) as usize] as RowId;
            let second = self.table.second();
            let pair = |a: RowId, b: RowId| (a.min(b), a.max(b));
            // Of two files most draws of a block may be of one file: not for ever.
            let pairs = (0..n * 20).map(|_| pair(row(), row()));
            let apart = |(a, b): &(RowId, RowId)| {
                a != b && (self.table.sources() == 1 || (*a < second) != (*b < second))
            };
            out.extend(pairs.filter(apart).take(n));
        }
        let n = out.len();
        (out, n)
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

    /// Brings rows together, rule after rule: `each(accumulator, rule, pairs)` for all pairs, each once, the row of the
    /// first file (or the earlier one) first. Blocks are shared out to all cores, each with an accumulator of its own, which
    /// `start(rule)` makes; accumulators come back in an order that is the same in every run. `sample`: of each rule one in
    /// so many blocks; `None`: all.
    pub fn visit<A: Send>(
        &mut self,
        sample: Option<&[u32]>,
        start: impl Fn(usize) -> A + Sync,
        each: impl Fn(&mut A, usize, &[(RowId, RowId)]) + Sync,
    ) -> (Vec<A>, Vec<Tally>) {
        let (mut out, mut tallies, mut taken_away) = (vec![], Vec::<Tally>::new(), vec![]);
        let width = self.rules.len();
        let mut samples = sample.map_or(vec![], |s| self.samples(s)).into_iter();
        let mut next = self.group(0, sample, &mut samples);
        while !next.is_empty() {
            let (first, mut now) = (tallies.len(), next);
            // No other rule is to think that these pairs were compared.
            for (ready, rule) in now.iter_mut().zip(first..) {
                for row in std::mem::take(&mut ready.large) {
                    let at = row as usize * width + rule;
                    taken_away.push((at, std::mem::take(&mut self.keys[at])));
                }
            }
            let this = &*self;
            let work: Vec<(usize, u64, &[u64])> = now
                .iter()
                .zip(first..)
                .flat_map(|(ready, rule)| pieces(&ready.rows).into_iter().map(move |p| (rule, ready.most, p)))
                .collect();
            let compare = || -> Vec<(usize, A, u64)> {
                let compared = work.into_par_iter().map(|(rule, most, piece)| {
                    let mut a = start(rule);
                    let n = this.compare(rule, most, piece, |pairs| each(&mut a, rule, pairs));
                    (rule, a, n)
                });
                compared.collect()
            };
            // The rows of the rules that follow are grouped while those of these are compared.
            let (grouped, found) =
                rayon::join(|| this.group(first + now.len(), sample, &mut samples), compare);
            next = grouped;
            tallies.extend(now.into_iter().map(|ready| ready.tally));
            for (rule, a, n) in found {
                out.push(a);
                tallies[rule].pairs += n;
            }
        }
        for tally in &mut tallies {
            let compared = |(i, j): &(RowId, RowId)| {
                self.keys_of(*i).iter().zip(self.keys_of(*j)).any(|(a, b)| a == b && *a != 0)
            };
            tally.missed.0.retain(|pair| !compared(pair));
        }
        taken_away.into_iter().for_each(|(at, key)| self.keys[at] = key);
        (out, tallies)
    }

    /// The blocks of the next rules, of [`TOGETHER`] at most: from the samples where there are any.
    fn group(
        &self,
        from: usize,
        sample: Option<&[u32]>,
        samples: &mut std::vec::IntoIter<Vec<u64>>,
    ) -> Vec<Ready> {
        let rules: Vec<(usize, Option<Vec<u64>>)> =
            (from..self.rules.len()).take(TOGETHER).map(|rule| (rule, samples.next())).collect();
        let ready = |(rule, rows): (usize, Option<Vec<u64>>)| {
            self.ready(rows.unwrap_or_else(|| self.grouped(rule)), sample.map_or(1, |sample| sample[rule]))
        };
        rules.into_par_iter().map(ready).collect()
    }

    /// The pairs of some blocks that this rule is the first to bring together, none of over `most` pairs; how many.
    fn compare(&self, rule: usize, most: u64, rows: &[u64], mut each: impl FnMut(&[(RowId, RowId)])) -> u64 {
        let mut n = 0;
        let (mut all, mut new) = (Room::new(), Room::new());
        let mut sift = |all: &mut Room| {
            self.foresee(rule, &all.pairs[..all.filled]);
            for (i, j) in &all.pairs[..std::mem::take(&mut all.filled)] {
                // Written first and kept or not after: half the pairs are known, and no guess is better than a wrong one.
                new.pairs[new.filled] = (*i, *j);
                new.filled += usize::from(!self.known(rule, *i, *j));
                if new.filled == PAIRS {
                    each(&new.pairs);
                    n += std::mem::take(&mut new.filled) as u64;
                }
            }
        };
        for block in rows.chunk_by(same_key) {
            if block.len() > 1 && self.pairs_in(block) <= most {
                self.within(block, &mut all, &mut sift);
            }
        }
        sift(&mut all);
        each(&new.pairs[..new.filled]);
        n + new.filled as u64
    }

    /// The pairs of a block, into room that is emptied whenever it is full.
    fn within(&self, block: &[u64], room: &mut Room, empty: &mut impl FnMut(&mut Room)) {
        let second = self.table.second();
        let one = self.table.sources() == 1;
        for (at, i) in block.iter().enumerate() {
            let i = *i as RowId;
            for j in &block[at + 1..] {
                let j = *j as RowId;
                // Rows are in order within a block, so the first file's come first.
                let apart = one || (i < second) != (j < second);
                room.pairs[room.filled] = (i, j);
                room.filled += usize::from(apart);
                if room.filled == PAIRS {
                    empty(room);
                }
            }
        }
    }

    /// Did a rule before this one bring two rows together?
    #[inline]
    fn known(&self, rule: usize, i: RowId, j: RowId) -> bool {
        let keys = self.keys_of(i)[..rule].iter().zip(&self.keys_of(j)[..rule]);
        keys.fold(false, |known, (a, b)| known | (a == b && *a != 0))
    }

    /// Reads the keys of many pairs, to no end: memory is waited for once for all, and not in turn.
    #[inline]
    fn foresee(&self, rule: usize, pairs: &[(RowId, RowId)]) {
        let ends = |row: RowId| self.keys_of(row)[0] ^ self.keys_of(row)[rule];
        std::hint::black_box(pairs.iter().fold(0, |seen, (i, j)| seen ^ ends(*i) ^ ends(*j)));
    }
}

/// The rows of so many rules are grouped at once: one alone may take longer than comparing what came before.
const TOGETHER: usize = 2;

/// Pairs that are drawn from the blocks that a rule leaves out, to tell what is lost with them.
const DRAWN: f64 = 2000.0;

/// The blocks of a rule.
#[derive(Default)]
struct Ready {
    rows: Vec<u64>,
    /// The most pairs that a block may have.
    most: u64,
    /// Rows of the blocks that have more.
    large: Vec<RowId>,
    tally: Tally,
}
