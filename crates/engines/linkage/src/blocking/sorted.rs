//! Rows brought together by their keys.

/// Do rows with their keys in the high half have one key?
pub(super) fn same_key(a: &u64, b: &u64) -> bool {
    a >> 32 == b >> 32
}

/// Rows with their keys in the high half, which come in order, by key and row: a radix sort, its digits of eleven bits.
pub(super) fn by_key(rows: impl Iterator<Item = u64> + Clone) -> Vec<u64> {
    const BITS: usize = 11;
    const DIGITS: usize = 1 << BITS;
    let digit = |row: u64, place: usize| (row >> (32 + place * BITS)) as usize % DIGITS;
    let mut starts = [[0_u32; DIGITS]; 3];
    let mut n = 0;
    for row in rows.clone() {
        for (place, starts) in starts.iter_mut().enumerate() {
            starts[digit(row, place)] += 1;
        }
        n += 1;
    }
    for starts in &mut starts {
        let mut sum = 0;
        starts.iter_mut().for_each(|n| sum += std::mem::replace(n, sum));
    }
    let (mut from, mut to) = (vec![0; n], vec![0; n]);
    let scatter = |to: &mut [u64], starts: &mut [u32; DIGITS], digit: usize, row: u64| {
        to[starts[digit] as usize] = row;
        starts[digit] += 1;
    };
    for row in rows {
        scatter(&mut from, &mut starts[0], digit(row, 0), row);
    }
    for (place, starts) in starts.iter_mut().enumerate().skip(1) {
        for row in &from {
            scatter(&mut to, starts, digit(*row, place), *row);
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
            let rows = with_key.map(|(row, key)| u64::from(*key) << 32 | row as u64);
            let mut sorted: Vec<u64> = rows.clone().collect();
            sorted.sort_unstable();
            prop_assert_eq!(by_key(rows), sorted);
        }
    }
}
