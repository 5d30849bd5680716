//! Rows brought together by their keys.

use super::Key;

/// Do rows with their keys in the high half have one key?
pub(super) fn same_key(a: &u64, b: &u64) -> bool {
    a >> 32 == b >> 32
}

/// The rows that have a key, by key and row, the key in the high half: a radix sort, its digits of eleven bits.
pub(super) fn by_key(keys: &[Key]) -> Vec<u64> {
    const BITS: usize = 11;
    const DIGITS: usize = 1 << BITS;
    let digit = |key: Key, place: usize| (key >> (place * BITS)) as usize % DIGITS;
    let mut starts = [[0_u32; DIGITS]; 3];
    for key in keys.iter().filter(|key| **key != 0) {
        for (place, starts) in starts.iter_mut().enumerate() {
            starts[digit(*key, place)] += 1;
        }
    }
    for starts in &mut starts {
        let mut sum = 0;
        starts.iter_mut().for_each(|n| sum += std::mem::replace(n, sum));
    }
    let n = keys.iter().filter(|key| **key != 0).count();
    let (mut from, mut to) = (vec![0; n], vec![0; n]);
    let scatter = |to: &mut [u64], starts: &mut [u32], digit: usize, row: u64| {
        to[starts[digit] as usize] = row;
        starts[digit] += 1;
    };
    for (row, key) in keys.iter().enumerate().filter(|(_, key)| **key != 0) {
        scatter(&mut from, &mut starts[0], digit(*key, 0), u64::from(*key) << 32 | row as u64);
    }
    for (place, starts) in starts.iter_mut().enumerate().skip(1) {
        for row in &from {
            scatter(&mut to, starts, digit((row >> 32) as Key, place), *row);
        }
        std::mem::swap(&mut from, &mut to);
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rows_by_key_are_sorted(keys in proptest::collection::vec(prop_oneof![0..9_u32, any::<u32>()], 0..300)) {
            let with_key = keys.iter().enumerate().filter(|(_, key)| **key != 0);
            let mut sorted: Vec<u64> = with_key.map(|(row, key)| u64::from(*key) << 32 | row as u64).collect();
            sorted.sort_unstable();
            prop_assert_eq!(by_key(&keys), sorted);
        }
    }
}
