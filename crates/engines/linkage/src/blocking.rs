//! Which rows are compared: rows that share a key of some rule. A pair comes out once, by the first rule that brings its
//! rows together, so pairs are never gathered to take doubles out.

use crate::dictionary::{Dictionary, ValueId};
use crate::role::Role;
use crate::table::{RowId, Table};
use crate::text;
use foldhash::fast::FixedState;
use rayon::prelude::*;
use std::hash::BuildHasher as _;

/// A blocking key of a row: 0 says that the row has none.
type Key = u32;

const HASHER: FixedState = FixedState::with_seed(0x6b65_7973);

fn nonzero(hash: u64) -> u32 {
    ((hash >> 32) as u32).max(1)
}

/// Part of a rule: what of a field goes into the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Take {
    /// The value.
    Whole,
    /// Its first letters.
    First(usize),
    /// Its last letters.
    Last(usize),
    /// Its sound.
    Sound,
    /// The year of a date.
    Year,
    /// Month and day of a date; not the first of January, which often stands for an unknown day.
    MonthDay,
}

impl Take {
    fn parse(word: &str) -> Option<Take> {
        Some(match word {
            "sound" => Take::Sound,
            "year" => Take::Year,
            "month_day" => Take::MonthDay,
            n => match n.strip_prefix('-') {
                Some(n) => Take::Last(n.parse().ok()?),
                None => Take::First(n.parse().ok()?),
            },
        })
    }

    /// A number for what is taken of each value; equal numbers for equal parts.
    fn codes(self, values: &Dictionary) -> Vec<u32> {
        let hash = |s: &str| nonzero(HASHER.hash_one(s.as_bytes()));
        let chars = |s: &str, n: usize| s.chars().count() >= n;
        values.table(0, |v| match self {
            Take::Whole => hash(v),
            Take::First(n) if chars(v, n) => hash(&v[..v.char_indices().nth(n).map_or(v.len(), |(i, _)| i)]),
            Take::Last(n) if chars(v, n) => {
                hash(&v[v.char_indices().rev().nth(n - 1).map_or(0, |(i, _)| i)..])
            }
            Take::First(_) | Take::Last(_) => 0,
            Take::Sound => text::soundex(v.as_bytes()),
            Take::Year => text::date(v, false).map_or(0, |d| text::parts_of(d).0),
            Take::MonthDay => text::date(v, false).map_or(0, |d| {
                let (_, m, day) = text::parts_of(d);
                if (m, day) == (1, 1) { 0 } else { m * 100 + day }
            }),
        })
    }
}

/// A rule: rows that agree on all its parts are compared.
pub struct Rule {
    /// As it is written: `birth_date + family_name.2`.
    pub text: String,
    /// Do its pairs say enough to learn from? Those of the library's wide rules hold too many namesakes and relatives.
    pub narrow: bool,
    parts: Vec<(usize, Vec<u32>)>,
    /// Given and family name in either order.
    swapped: Option<(usize, usize)>,
}

impl Rule {
    /// Reads a rule for a table. `Ok(None)` where the table has no field for one of its parts.
    ///
    /// # Errors
    /// A part that is not known, with what could stand there.
    pub fn parse(text: &str, table: &Table) -> Result<Vec<Rule>, String> {
        let mut rules =
            vec![Rule { text: text.to_owned(), narrow: !WIDE.contains(&text), parts: vec![], swapped: None }];
        for part in text.split('+').map(str::trim) {
            if part == "names_in_either_order" {
                let (Some(g), Some(f)) = (table.field(Role::GivenName), table.field(Role::FamilyName)) else {
                    return Ok(vec![]);
                };
                rules.iter_mut().for_each(|r| r.swapped = Some((g, f)));
                continue;
            }
            let (role, take) = part.split_once('.').map_or((part, None), |(r, t)| (r, Some(t)));
            let take = match take {
                None => Take::Whole,
                Some(word) => Take::parse(word).ok_or_else(|| {
                    format!("blocking rule `{text}`: `.{word}` is not known; write .2 (first letters), .-4 (last), .sound, .year or .month_day")
                })?,
            };
            let role: Role = toml::Value::String(role.to_owned()).try_into().map_err(|_| {
                format!("blocking rule `{text}`: `{role}` is no role of a column; write for instance birth_date or family_name")
            })?;
            // A role with several columns (two phones) makes a rule for each.
            let mut wider = vec![];
            for field in table.fields_of(role) {
                for rule in &rules {
                    let mut parts = rule.parts.clone();
                    parts.push((field, take.codes(&table.fields[field].values)));
                    wider.push(Rule { parts, text: rule.text.clone(), ..*rule });
                }
            }
            rules = wider;
        }
        Ok(rules)
    }

    #[inline]
    fn key(&self, row: &[ValueId]) -> Key {
        let mut mixed = 0x9e37_79b9_7f4a_7c15_u64;
        let mut mix = |code: u32| {
            mixed = (mixed ^ u64::from(code)).wrapping_mul(0xd6e8_feb8_6659_fd93);
            mixed ^= mixed >> 32;
        };
        for (field, codes) in &self.parts {
            let code = codes[row[*field] as usize];
            if code == 0 {
                return 0;
            }
            mix(code);
        }
        if let Some((given, family)) = self.swapped
            && (row[given] == 0 || row[family] == 0)
        {
            return 0;
        }
        nonzero(mixed.wrapping_mul(0xd6e8_feb8_6659_fd93))
    }
}

/// Rules for the fields that there are, strongest first.
pub const NARROW: [&str; 13] = [
    "identifier + birth_date",
    "birth_date + family_name.2",
    "birth_date + given_name.2",
    "phone + given_name.1",
    "phone + birth_date",
    "email",
    "identifier + family_name.1",
    "identifier + given_name.1",
    "given_name + family_name + birth_date.year",
    "given_name + family_name + birth_date.month_day",
    "given_name + family_name + postcode",
    "given_name.sound + family_name.sound + birth_date.month_day",
    "given_name.sound + family_name.sound + birth_date.year",
];

/// Rules that follow those: they find who moved, changed a name or has half the cells empty, among many who are someone
/// else.
pub const WIDE: [&str; 23] = [
    "house_number + street + given_name.1",
    "house_number + postcode + given_name.2",
    "postcode + birth_date",
    "birth_date + sex + family_name.1",
    "names_in_either_order",
    "house_number + street.4 + birth_date.year",
    "street + birth_date.year + given_name.1",
    "postcode + family_name.2",
    "postcode + given_name.2",
    "postcode.3 + birth_date",
    "postcode.3 + given_name",
    "postcode.3 + family_name",
    "given_name.3 + family_name.4",
    "given_name.2 + family_name.2 + birth_date.year",
    "family_name + birth_date.year",
    "given_name + birth_date.year",
    "family_name + text",
    "given_name + text",
    "birth_date + text",
    "house_number + street",
    "identifier",
    "phone",
    "birth_date",
];

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
        let (mut out, mut tallies) = (vec![], vec![]);
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
            let width = self.rules.len();
            for row in large {
                self.keys[row as usize * width + rule] = 0;
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

/// Numbers for the texts of given and family names: one text has one number, whichever column it stands in.
fn swap_codes(table: &Table, given: usize, family: usize) -> (Vec<u32>, Vec<u32>) {
    let codes = |field: usize| Take::Whole.codes(&table.fields[field].values);
    (codes(given), codes(family))
}
