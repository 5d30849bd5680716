//! Short texts laid out for comparing many of them: up to sixteen bytes in place, the longer ones by reference.

use crate::dictionary::{Dictionary, ValueId};
use crate::similarity::{LONGEST, jaro_16, jaro_winkler, winkler, within_one_edit};

/// What is told of a text at a glance, in one number: the letters it has, a bit for each of a to z and one for all else (a digit
/// shares the bit of a letter), then its length, of which 31 is the most that is told.
pub(crate) type Glance = u32;

/// The bits of letters.
const LETTERS: Glance = (1 << 27) - 1;
/// The bit of what is neither letter nor digit, such as a space.
const OTHER: Glance = 1 << 26;
/// The length, where it is that or more.
const LONG: Glance = 31;

fn glance(text: &[u8]) -> Glance {
    let letter = |b: u8| match b {
        b'a'..=b'z' => 1 << (b - b'a'),
        b'0'..=b'9' => 1 << (b - b'0'),
        _ => OTHER,
    };
    text.iter().fold(0, |set, b| set | letter(*b)) | (text.len() as Glance).min(LONG) << 27
}

/// The most that the Jaro similarity of two texts could be, from their letters: those that only one text has cannot be matched.
/// There is no branch in it, so that it is told of several pairs at once.
#[inline(always)]
pub(crate) fn bound(x: Glance, y: Glance) -> f32 {
    let (m, n) = (x >> 27, y >> 27);
    let lone = |mine: Glance, other: Glance| (mine & !other & LETTERS).count_ones();
    let most = m.saturating_sub(lone(x, y)).min(n.saturating_sub(lone(y, x)));
    let bound = (most as f32 / m as f32 + most as f32 / n as f32 + 1.0) / 3.0;
    // Of long texts the length is not told.
    if (m == LONG) | (n == LONG) { 1.0 } else { bound }
}

/// With a common beginning of four letters, the most that Winkler's bonus gives.
#[inline(always)]
pub(crate) fn winkler_at_most(bound: f32) -> f32 {
    bound + 0.4 * (1.0 - bound)
}

/// The distinct values of a field, by number.
pub struct Shorts<'a> {
    values: &'a Dictionary,
    /// Most pairs of texts end here: these are small, and so near.
    glances: Vec<Glance>,
    /// The bytes of texts of up to 16.
    short: Vec<[u8; 16]>,
}

impl<'a> Shorts<'a> {
    /// Of all values.
    pub fn new(values: &'a Dictionary) -> Self {
        let text = |id: ValueId| {
            let text = values.bytes(id);
            &text[..text.len().min(LONGEST)]
        };
        let short = |text: &[u8]| {
            let mut bytes = [0; 16];
            if text.len() <= 16 {
                bytes[..text.len()].copy_from_slice(text);
            }
            bytes
        };
        let all = 0..values.len() as ValueId;
        let glances = all.clone().map(|id| glance(text(id))).collect();
        Shorts { values, glances, short: all.map(|id| short(text(id))).collect() }
    }

    /// The text's length in bytes.
    #[inline]
    pub fn len(&self, id: ValueId) -> usize {
        match self.glances[id as usize] >> 27 {
            LONG => self.values.bytes(id).len(),
            len => len as usize,
        }
    }

    /// The text.
    #[inline]
    pub fn bytes(&self, id: ValueId) -> &[u8] {
        let len = (self.glances[id as usize] >> 27) as usize;
        if len <= 16 { &self.short[id as usize][..len] } else { self.values.bytes(id) }
    }

    /// What is told of a text at a glance.
    #[inline(always)]
    pub(crate) fn glance(&self, id: ValueId) -> Glance {
        self.glances[id as usize]
    }

    /// Could one of the texts be a part of the other? Surely not where both have letters that the other has not.
    #[inline]
    pub fn could_be_part(&self, a: ValueId, b: ValueId) -> bool {
        let (x, y) = (self.glances[a as usize] & LETTERS, self.glances[b as usize] & LETTERS);
        x & !y == 0 || y & !x == 0
    }

    /// Could one of the texts have several words?
    #[inline]
    pub fn has_words(&self, a: ValueId, b: ValueId) -> bool {
        (self.glances[a as usize] | self.glances[b as usize]) & OTHER != 0
    }

    /// Jaro-Winkler similarity, or 0.0 where it is surely under `floor` (which is at least 0.7).
    ///
    /// Most pairs of names end at their letters.
    #[inline]
    pub fn alike(&self, a: ValueId, b: ValueId, floor: f32) -> f32 {
        self.alike_to(a, self, b, floor)
    }

    /// As [`Shorts::alike`], with a value of another field.
    #[inline]
    pub fn alike_to(&self, a: ValueId, other: &Shorts<'_>, b: ValueId, floor: f32) -> f32 {
        let (x, y) = (self.glances[a as usize], other.glances[b as usize]);
        let bound = bound(x, y);
        if winkler_at_most(bound) < floor {
            return 0.0;
        }
        self.alike_within(a, other, b, floor, bound)
    }

    /// As [`Shorts::alike_to`], where the [`bound`] is known and says nothing.
    #[inline]
    pub(crate) fn alike_within(
        &self,
        a: ValueId,
        other: &Shorts<'_>,
        b: ValueId,
        floor: f32,
        bound: f32,
    ) -> f32 {
        let (m, n) = (self.glances[a as usize] >> 27, other.glances[b as usize] >> 27);
        if m <= 16 && n <= 16 {
            let (x, y) = (&self.short[a as usize], &other.short[b as usize]);
            let prefix =
                (u32::from_le_bytes(first_four(x)) ^ u32::from_le_bytes(first_four(y))).trailing_zeros() / 8;
            let prefix = prefix.min(m).min(n).min(4);
            if bound + 0.1 * prefix as f32 * (1.0 - bound) < floor {
                return 0.0;
            }
            return winkler(jaro_16(x, m as usize, y, n as usize), prefix);
        }
        jaro_winkler(self.bytes(a), other.bytes(b))
    }

    /// Are the texts one edit apart or none?
    #[inline]
    pub fn one_edit(&self, a: ValueId, b: ValueId) -> bool {
        let (x, y) = (self.glances[a as usize], self.glances[b as usize]);
        // An edit takes one letter away and brings one, at most.
        let several = |letters: Glance| letters & letters.wrapping_sub(1) != 0;
        let (m, n) = (x >> 27, y >> 27);
        if m.abs_diff(n) > 1 || several(x & !y & LETTERS) || several(y & !x & LETTERS) {
            return false;
        }
        if m == n && m <= 16 {
            let (x, y) = (&self.short[a as usize], &self.short[b as usize]);
            let differ = u128::from_le_bytes(*x) ^ u128::from_le_bytes(*y);
            if differ == 0 {
                return true;
            }
            let (first, last) = (differ.trailing_zeros() / 8, 15 - differ.leading_zeros() / 8);
            let (i, j) = (first as usize, last as usize);
            return first == last || (first + 1 == last && x[i] == y[j] && x[j] == y[i]);
        }
        within_one_edit(self.bytes(a), self.bytes(b))
    }
}

fn first_four(text: &[u8; 16]) -> [u8; 4] {
    [text[0], text[1], text[2], text[3]]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_the_plain_measures(a in "[a-e ]{1,19}", b in "[a-e ]{1,19}") {
            let mut values = Dictionary::new();
            let (x, y) = (values.count(&a), values.count(&b));
            let shorts = Shorts::new(&values);
            let plain = jaro_winkler(a.as_bytes(), b.as_bytes());
            let found = shorts.alike(x, y, 0.8);
            prop_assert!((found - plain).abs() < 1e-6 || (found == 0.0 && plain < 0.8), "{} {}: {} {}", a, b, found, plain);
            prop_assert_eq!(shorts.one_edit(x, y), within_one_edit(a.as_bytes(), b.as_bytes()));
            prop_assert_eq!(shorts.bytes(x), a.as_bytes());
        }
    }
}
