//! The distinct values of a column, each once, with how often it occurs.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher as _;

/// The number of a distinct value in its column. 0 is the missing value, in every column.
pub type ValueId = u32;

/// The distinct values of a column. Numbers are given in the order of first sight, so they are the same in every run.
#[derive(Default)]
pub struct Dictionary {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    counts: Vec<u32>,
    /// Half of each value's hash, and its number: the table grows without looking at the values again.
    index: HashTable<(u32, ValueId)>,
    filled: u64,
}

const HASHER: FixedState = FixedState::with_seed(0x7a6e_6d65);

impl Dictionary {
    /// With the missing value alone.
    pub fn new() -> Self {
        Dictionary { ends: vec![0], counts: vec![0], ..Dictionary::default() }
    }

    /// The number of `value`, which is new or known, counted once more. An empty value is missing.
    pub fn count(&mut self, value: &str) -> ValueId {
        let id = self.number(value.as_bytes());
        self.count_again(id);
        id
    }

    /// Counts a value once more by its number.
    #[inline]
    pub fn count_again(&mut self, id: ValueId) {
        self.counts[id as usize] += 1;
        self.filled += u64::from(id != 0);
    }

    /// The number of `value`, which is new or known, without counting it.
    pub fn number(&mut self, value: &[u8]) -> ValueId {
        if value.is_empty() {
            return 0;
        }
        let half = half_hash(value);
        let (bytes, ends) = (&self.bytes, &self.ends);
        let same = |(other, id): &(u32, ValueId)| *other == half && slice(bytes, ends, *id) == value;
        if let Some((_, id)) = self.index.find(spread(half), same) {
            return *id;
        }
        let id = ValueId::try_from(self.ends.len()).expect("fewer than 2^32 values");
        self.bytes.extend_from_slice(value);
        self.ends.push(u32::try_from(self.bytes.len()).expect("a column of under 4 GiB of distinct text"));
        self.counts.push(0);
        self.index.insert_unique(spread(half), (half, id), |(half, _)| spread(*half));
        id
    }

    /// The number of a value that was seen.
    pub fn find(&self, value: &str) -> Option<ValueId> {
        let half = half_hash(value.as_bytes());
        let same = |(other, id): &(u32, ValueId)| *other == half && self.bytes(*id) == value.as_bytes();
        self.index.find(spread(half), same).map(|(_, id)| *id)
    }

    /// No value will be added: gives back what looking up needs.
    pub fn close(&mut self) {
        self.index = HashTable::new();
        self.bytes.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.counts.shrink_to_fit();
    }

    /// The value's bytes (UTF-8).
    pub fn bytes(&self, id: ValueId) -> &[u8] {
        slice(&self.bytes, &self.ends, id)
    }

    /// The value.
    pub fn text(&self, id: ValueId) -> &str {
        std::str::from_utf8(self.bytes(id)).unwrap_or_default()
    }

    /// How many rows hold the value.
    pub fn rows_with(&self, id: ValueId) -> u32 {
        self.counts[id as usize]
    }

    /// How many rows hold any value.
    pub fn rows_filled(&self) -> u64 {
        self.filled
    }

    /// Share of the filled rows that hold the value, in `0.0..=1.0`.
    pub fn frequency(&self, id: ValueId) -> f64 {
        f64::from(self.rows_with(id)) / self.filled.max(1) as f64
    }

    /// The chance that two random filled rows hold the same value: the sum of squared frequencies.
    pub fn chance_of_agreement(&self) -> f64 {
        (1..self.ends.len()).map(|id| self.frequency(id as ValueId).powi(2)).sum()
    }

    /// How many numbers there are, the missing value's included: numbers are `0..len`.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Is there no value but the missing one?
    pub fn is_empty(&self) -> bool {
        self.ends.len() == 1
    }

    /// `f` of every value, by number; `missing` for number 0.
    pub fn table<T>(&self, missing: T, mut f: impl FnMut(&str) -> T) -> Vec<T> {
        let mut out = Vec::with_capacity(self.len());
        out.push(missing);
        out.extend((1..self.len()).map(|id| f(self.text(id as ValueId))));
        out
    }
}

fn half_hash(value: &[u8]) -> u32 {
    (HASHER.hash_one(value) >> 32) as u32
}

/// A hash of 64 bits: its table uses the first and the last ones.
fn spread(half: u32) -> u64 {
    u64::from(half).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn slice<'a>(bytes: &'a [u8], ends: &[u32], id: ValueId) -> &'a [u8] {
    if id == 0 {
        return &[];
    }
    &bytes[ends[id as usize - 1] as usize..ends[id as usize] as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_counts() {
        let mut d = Dictionary::new();
        let ids: Vec<ValueId> = ["ann", "", "bob", "ann"].iter().map(|v| d.count(v)).collect();
        assert_eq!(ids, [1, 0, 2, 1]);
        assert_eq!((d.text(1), d.text(0), d.rows_with(1), d.rows_filled()), ("ann", "", 2, 3));
        assert!((d.chance_of_agreement() - 5.0 / 9.0).abs() < 1e-12);
        assert_eq!(d.find("bob"), Some(2));
        assert_eq!(d.table(0, str::len), [0, 3, 3]);
    }
}
