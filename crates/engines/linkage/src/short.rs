//! Short texts laid out for comparing many of them: up to sixteen bytes in place, the longer ones by reference.

use crate::dictionary::{Dictionary, ValueId};
use crate::similarity::{LONGEST, jaro_16, jaro_winkler, winkler, within_one_edit};

/// A text of up to 16 bytes with what can be told of it at a glance.
#[derive(Clone, Copy)]
struct Short {
    bytes: [u8; 16],
    /// The letters it has: a bit for each of a to z, one for all else.
    letters: u32,
    /// Its length; a text of over 16 bytes has its real length, and its bytes are in the dictionary.
    len: u32,
}

/// The distinct values of a field, by number.
pub struct Shorts<'a> {
    values: &'a Dictionary,
    short: Vec<Short>,
}

impl<'a> Shorts<'a> {
    /// Of all values.
    pub fn new(values: &'a Dictionary) -> Self {
        let short = (0..values.len() as ValueId)
            .map(|id| {
                let text = values.bytes(id);
                let text = &text[..text.len().min(LONGEST)];
                let mut bytes = [0; 16];
                if text.len() <= 16 {
                    bytes[..text.len()].copy_from_slice(text);
                }
                let letters = text
                    .iter()
                    .fold(0, |set, b| set | 1 << if b.is_ascii_lowercase() { b - b'a' } else { 26 });
                Short { bytes, letters, len: text.len() as u32 }
            })
            .collect();
        Shorts { values, short }
    }

    /// The text.
    #[inline]
    pub fn bytes(&self, id: ValueId) -> &[u8] {
        let short = &self.short[id as usize];
        if short.len <= 16 { &short.bytes[..short.len as usize] } else { self.values.bytes(id) }
    }

    /// Reads the values of many pairs that differ, to no end: memory is waited for once for all, and not in turn where they
    /// are compared.
    #[inline]
    pub fn foresee(&self, pairs: impl Iterator<Item = (ValueId, ValueId)>) {
        let ends = |id: ValueId| {
            let text = &self.short[id as usize];
            u32::from(text.bytes[0]) ^ text.len
        };
        let read = |seen, (x, y): (ValueId, ValueId)| {
            let differ = ValueId::from(x != 0 && y != 0 && x != y);
            seen ^ ends(x * differ) ^ ends(y * differ)
        };
        std::hint::black_box(pairs.fold(0, read));
    }

    /// Jaro-Winkler similarity, or 0.0 where it is surely under `floor` (which is at least 0.7).
    ///
    /// Letters that only one text has cannot be matched, so the letters at hand bound the measure; most pairs of names end
    /// here.
    #[inline]
    pub fn alike(&self, a: ValueId, b: ValueId, floor: f32) -> f32 {
        self.alike_to(a, self, b, floor)
    }

    /// As [`Shorts::alike`], with a value of another field.
    #[inline]
    pub fn alike_to(&self, a: ValueId, other: &Shorts<'_>, b: ValueId, floor: f32) -> f32 {
        let (x, y) = (&self.short[a as usize], &other.short[b as usize]);
        let lone = |mine: u32, other: u32| (mine & !other).count_ones();
        let most = (x.len - lone(x.letters, y.letters).min(x.len))
            .min(y.len - lone(y.letters, x.letters).min(y.len));
        if most == 0 {
            return 0.0;
        }
        let bound = (most as f32 / x.len as f32 + most as f32 / y.len as f32 + 1.0) / 3.0;
        // With a common beginning of four letters, the most that Winkler's bonus gives.
        if bound + 0.4 * (1.0 - bound) < floor {
            return 0.0;
        }
        if x.len <= 16 && y.len <= 16 {
            let prefix =
                (u32::from_le_bytes(first_four(x)) ^ u32::from_le_bytes(first_four(y))).trailing_zeros() / 8;
            let prefix = prefix.min(x.len).min(y.len).min(4);
            if bound + 0.1 * prefix as f32 * (1.0 - bound) < floor {
                return 0.0;
            }
            return winkler(jaro_16(&x.bytes, x.len as usize, &y.bytes, y.len as usize), prefix);
        }
        jaro_winkler(self.bytes(a), other.bytes(b))
    }

    /// Are the texts one edit apart or none?
    #[inline]
    pub fn one_edit(&self, a: ValueId, b: ValueId) -> bool {
        let (x, y) = (&self.short[a as usize], &self.short[b as usize]);
        if x.len.abs_diff(y.len) > 1 {
            return false;
        }
        if x.len == y.len && x.len <= 16 {
            let differ = u128::from_le_bytes(x.bytes) ^ u128::from_le_bytes(y.bytes);
            if differ == 0 {
                return true;
            }
            let (first, last) = (differ.trailing_zeros() / 8, 15 - differ.leading_zeros() / 8);
            let (i, j) = (first as usize, last as usize);
            return first == last
                || (first + 1 == last && x.bytes[i] == y.bytes[j] && x.bytes[j] == y.bytes[i]);
        }
        within_one_edit(self.bytes(a), self.bytes(b))
    }
}

fn first_four(text: &Short) -> [u8; 4] {
    [text.bytes[0], text.bytes[1], text.bytes[2], text.bytes[3]]
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
