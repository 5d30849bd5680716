//! The distinct values of a column, each once, with how often it occurs.

use foldhash::fast::FixedState;
use std::hash::BuildHasher as _;

/// The number of a distinct value in its column. 0 is the missing value, in every column.
pub type ValueId = u32;

/// The distinct values of a column. Numbers are given in the order of first sight, so they are the same in every run.
#[derive(Default, Clone)]
pub struct Dictionary {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    counts: Vec<u32>,
    /// Where each value stands by its hash, or right after: half of the hash above its number, so that the table grows without
    /// looking at the values again; 0 where none stands. At most three places in four are taken.
    index: Vec<u64>,
    filled: u64,
}

/// So many values are looked up at once.
pub(crate) const MANY: usize = 128;

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

    /// Counts a value once less by its number: a row does not hold it any more.
    pub(crate) fn take_back(&mut self, id: ValueId) {
        self.counts[id as usize] -= 1;
        self.filled -= u64::from(id != 0);
    }

    /// The number of `value`, which is new or known, without counting it.
    pub fn number(&mut self, value: &[u8]) -> ValueId {
        if value.is_empty() {
            return 0;
        }
        let half = half_hash(value);
        let found = self.look_up(half, value);
        if found != 0 {
            return found;
        }
        let id = ValueId::try_from(self.ends.len()).expect("fewer than 2^32 values");
        self.bytes.extend_from_slice(value);
        self.ends.push(u32::try_from(self.bytes.len()).expect("a column of under 4 GiB of distinct text"));
        self.counts.push(0);
        if self.ends.len() * 4 > self.index.len() * 3 {
            let larger = vec![0; (self.index.len() * 2).max(16)];
            let before = std::mem::replace(&mut self.index, larger);
            before.into_iter().filter(|entry| *entry != 0).for_each(|entry| put(&mut self.index, entry));
        }
        put(&mut self.index, u64::from(half) << 32 | u64::from(id));
        id
    }

    /// The number of a value by half its hash; 0 where it was not seen.
    fn look_up(&self, half: u32, value: &[u8]) -> ValueId {
        if self.index.is_empty() {
            return 0;
        }
        let mut at = place(&self.index, half);
        loop {
            let entry = self.index[at];
            if entry == 0 {
                return 0;
            }
            if (entry >> 32) as u32 == half && same(self.bytes(entry as ValueId), value) {
                return entry as ValueId;
            }
            at = (at + 1) & (self.index.len() - 1);
        }
    }

    /// The numbers of at most [`MANY`] values, new or known, as [`Dictionary::number`] one after the other gives them. Each step is
    /// taken for all of them: what one waits for from memory the others wait for as well, and not in turn.
    pub(crate) fn numbers<'v>(
        &mut self,
        values: impl Iterator<Item = &'v [u8]> + Clone,
        out: &mut [ValueId; MANY],
    ) {
        let (mut halves, mut spans) = ([0; MANY], [(0, 0); MANY]);
        let mut n = 0;
        for (value, half) in values.clone().zip(&mut halves) {
            *half = half_hash(value);
            n += 1;
        }
        if !self.index.is_empty() {
            for (half, id) in halves[..n].iter().zip(out.iter_mut()) {
                // The first place with this half, most often the value's own; 0 and so on where it is not there.
                let mut at = place(&self.index, *half);
                while self.index[at] != 0 && (self.index[at] >> 32) as u32 != *half {
                    at = (at + 1) & (self.index.len() - 1);
                }
                *id = self.index[at] as ValueId;
            }
            for (id, span) in out[..n].iter().zip(&mut spans) {
                let before = (*id as usize).saturating_sub(1);
                *span = (self.ends[before], self.ends[*id as usize]);
            }
        } else {
            out.fill(0);
        }
        for (k, value) in values.take(n).enumerate() {
            let (from, to) = spans[k];
            if value.is_empty() {
                out[k] = 0;
            } else if out[k] == 0 || !same(&self.bytes[from as usize..to as usize], value) {
                out[k] = self.number(value);
            }
        }
    }

    /// The number of a value that was seen.
    pub fn find(&self, value: &str) -> Option<ValueId> {
        Some(self.look_up(half_hash(value.as_bytes()), value.as_bytes())).filter(|id| *id != 0)
    }

    /// No value will be added: gives back what looking up needs.
    pub fn close(&mut self) {
        self.index = vec![];
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

/// Where a value with half this hash stands, or after. The number of places is a power of two.
#[inline(always)]
fn place(index: &[u64], half: u32) -> usize {
    half.wrapping_mul(0x9e37_79b9) as usize & (index.len() - 1)
}

/// Puts an entry into the first free place.
fn put(index: &mut [u64], entry: u64) {
    let mut at = place(index, (entry >> 32) as u32);
    while index[at] != 0 {
        at = (at + 1) & (index.len() - 1);
    }
    index[at] = entry;
}

/// Are two values the same? Most are short: a call for a few bytes would cost more than comparing them.
#[inline(always)]
fn same(a: &[u8], b: &[u8]) -> bool {
    let eight = |s: &[u8], at: usize| s[at..].first_chunk::<8>().map(|c| u64::from_le_bytes(*c));
    let four = |s: &[u8], at: usize| s[at..].first_chunk::<4>().map(|c| u32::from_le_bytes(*c));
    let n = a.len();
    n == b.len()
        && match n {
            0..4 => a.iter().zip(b).all(|(x, y)| x == y),
            4..8 => four(a, 0) == four(b, 0) && four(a, n - 4) == four(b, n - 4),
            8..=16 => eight(a, 0) == eight(b, 0) && eight(a, n - 8) == eight(b, n - 8),
            _ => a == b,
        }
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

    proptest::proptest! {
        #[test]
        fn many_at_once_as_one_after_the_other(
            values in proptest::collection::vec("[a-c]{0,3}|[a-b]{7,9}|[a-b]{16,18}", 0..900),
        ) {
            let (mut one, mut many) = (Dictionary::new(), Dictionary::new());
            for values in values.chunks(MANY) {
                let mut numbers = [0; MANY];
                many.numbers(values.iter().map(String::as_bytes), &mut numbers);
                let expected: Vec<ValueId> = values.iter().map(|v| one.number(v.as_bytes())).collect();
                proptest::prop_assert_eq!(&numbers[..values.len()], &expected[..]);
            }
            for value in values.iter().filter(|v| !v.is_empty()) {
                let id = one.find(value).unwrap();
                proptest::prop_assert_eq!((many.find(value), many.text(id)), (Some(id), value.as_str()));
            }
            proptest::prop_assert_eq!(one.find("z"), None);
        }
    }
}
