//! Rows brought together by their keys.

/// Do rows with their keys in the high half have one key?
pub(super) fn same_key(a: &u64, b: &u64) -> bool {
    a >> 32 == b >> 32
}

/// Rows with their keys in the high half, which come in order, by key and row. The first 22 bits of the key are sorted by radix,
/// in two digits; the few rows that have those in common, and the rest not, by comparing.
pub(super) fn by_key(mut rows: Vec<u64>) -> Vec<u64> {
    const BITS: usize = 11;
    const DIGITS: usize = 1 << BITS;
    let digits = |row: u64| [(row >> (64 - 2 * BITS)) as usize % DIGITS, (row >> (64 - BITS)) as usize];
    let mut starts = [[0_u32; DIGITS]; 2];
    for row in &rows {
        starts.iter_mut().zip(digits(*row)).for_each(|(starts, digit)| starts[digit] += 1);
    }
    let mut sorted = vec![0; rows.len()];
    for (place, starts) in starts.iter_mut().enumerate() {
        let mut sum = 0;
        starts.iter_mut().for_each(|n| sum += std::mem::replace(n, sum));
        for row in &rows {
            let to = &mut starts[digits(*row)[place]];
            sorted[*to as usize] = *row;
            *to += 1;
        }
        std::mem::swap(&mut rows, &mut sorted);
    }
    drop(sorted);
    let alike = rows.chunk_by_mut(|a, b| a >> (64 - 2 * BITS) == b >> (64 - 2 * BITS));
    alike.filter(|rows| rows.len() > 1 && !rows.is_sorted()).for_each(<[u64]>::sort_unstable);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rows_by_key_are_sorted(
            keys in proptest::collection::vec(prop_oneof![1..9_u32, 2048..2051_u32, 1..=u32::MAX], 0..300),
        ) {
            let rows: Vec<u64> = keys.iter().zip(0..).map(|(key, row)| u64::from(*key) << 32 | row).collect();
            let mut sorted = rows.clone();
            sorted.sort_unstable();
            prop_assert_eq!(by_key(rows), sorted);
        }
    }
}
