//! How alike two short texts are. Texts are compared as bytes after [`crate::text::fold`], so a letter is a byte.

/// The longest text that is compared whole; what lies beyond is not looked at. A name of more letters is rarer than one
/// that was pasted into the wrong column.
pub const LONGEST: usize = 64;

/// Jaro similarity with Winkler's bonus for a common beginning (prefix of at most 4, weight 0.1), in `0.0..=1.0`.
/// Two empty texts are alike (1.0); an empty one and any other are not (0.0).
///
/// Winkler, W. E. (1990), String comparator metrics and enhanced decision rules in the Fellegi-Sunter model of record
/// linkage, Proceedings of the Section on Survey Research Methods, ASA, 354-359.
pub fn jaro_winkler(a: &[u8], b: &[u8]) -> f32 {
    let (a, b) = (&a[..a.len().min(LONGEST)], &b[..b.len().min(LONGEST)]);
    if a.is_empty() || b.is_empty() {
        return if a.len() == b.len() { 1.0 } else { 0.0 };
    }
    let mut padded = [0_u8; LONGEST];
    padded[..b.len()].copy_from_slice(b);
    let prefix = a.iter().zip(b).take(4).take_while(|(x, y)| x == y).count();
    winkler(jaro(a, &padded, b.len()), prefix as u32)
}

/// Jaro similarity of two texts of 1 to 16 bytes, padded.
#[inline]
pub(crate) fn jaro_16(a: &[u8; 16], a_len: usize, b: &[u8; 16], b_len: usize) -> f32 {
    jaro(&a[..a_len], b, b_len)
}

/// Winkler's bonus for a common beginning of `prefix` letters (at most 4). The measure as published gives it above 0.7
/// only, as most libraries do.
#[inline]
pub(crate) fn winkler(jaro: f32, prefix: u32) -> f32 {
    if jaro <= 0.7 { jaro } else { jaro + 0.1 * prefix as f32 * (1.0 - jaro) }
}

/// The places of `b`, padded to a register, that hold `letter`: one bit for each.
#[inline(always)]
fn places<const WIDTH: usize>(b: &[u8; WIDTH], letter: u8) -> u64 {
    let mut mask = 0;
    for (i, x) in b.iter().enumerate() {
        mask |= u64::from(*x == letter) << i;
    }
    mask
}

/// The first `n` bits.
#[inline(always)]
fn low(n: usize) -> u64 {
    if n >= 64 { u64::MAX } else { (1 << n) - 1 }
}

#[inline]
fn jaro<const WIDTH: usize>(a: &[u8], b: &[u8; WIDTH], b_len: usize) -> f32 {
    let reach = (a.len().max(b_len) / 2).saturating_sub(1);
    let within = low(b_len);
    let (mut taken_a, mut taken_b) = (0_u64, 0_u64);
    for (i, letter) in a.iter().enumerate() {
        let window = low(i + reach + 1) & !low(i.saturating_sub(reach)) & within;
        let free = places(b, *letter) & window & !taken_b;
        let first = free & free.wrapping_neg();
        taken_b |= first;
        taken_a |= u64::from(first != 0) << i;
    }
    let common = taken_a.count_ones();
    if common == 0 {
        return 0.0;
    }
    let mut out_of_order = 0;
    let (mut left, mut right) = (taken_a, taken_b);
    while left != 0 {
        let (i, j) = (left.trailing_zeros() as usize, right.trailing_zeros() as usize);
        out_of_order += u32::from(a[i] != b[j]);
        left &= left - 1;
        right &= right - 1;
    }
    let m = common as f32;
    let t = (out_of_order / 2) as f32;
    (m / a.len() as f32 + m / b_len as f32 + (m - t) / m) / 3.0
}

/// Are the texts one edit apart or none: a letter put in, left out, changed, or two neighbours swapped? This is the
/// test "Damerau-Levenshtein distance <= 1", without the table that a distance needs.
pub fn within_one_edit(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (s, l) = (&short[same..], &long[same..]);
    match (s, l) {
        ([], _) => true,
        ([x, y, s @ ..], [p, q, l @ ..]) if s.len() == l.len() && x == q && y == p && s == l => true,
        _ if s.len() == l.len() => s[1..] == l[1..],
        _ => *s == l[1..],
    }
}

/// Damerau-Levenshtein distance of adjacent transpositions (optimal string alignment): the fewest letters put in, left
/// out, changed or swapped with a neighbour. Memory: three rows.
///
/// Damerau, F. J. (1964), A technique for computer detection and correction of spelling errors, CACM 7(3), 171-176.
pub fn damerau_levenshtein(a: &[u8], b: &[u8]) -> usize {
    let (a, b) = (&a[..a.len().min(LONGEST)], &b[..b.len().min(LONGEST)]);
    let mut before = [0_usize; LONGEST + 1];
    let mut above = [0_usize; LONGEST + 1];
    let mut row = [0_usize; LONGEST + 1];
    for (j, cell) in above.iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        row[0] = i;
        for j in 1..=b.len() {
            let change = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = change.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        (before, above, row) = (above, row, before);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn jaro_winkler_of_the_published_pairs() {
        // Winkler (1990), table 1, to three places.
        for (a, b, expected) in [
            ("shackleford", "shackelford", 0.982),
            ("dunningham", "cunnigham", 0.896),
            ("nichleson", "nichulson", 0.956),
            ("jones", "johnson", 0.832),
            ("massey", "massie", 0.933),
            ("hardin", "martinez", 0.722),
            ("jeraldine", "geraldine", 0.926),
            ("marhta", "martha", 0.961),
            ("michelle", "michael", 0.921),
            ("dwayne", "duane", 0.84),
        ] {
            let found = jaro_winkler(a.as_bytes(), b.as_bytes());
            assert!((found - expected).abs() < 0.002, "{a} {b}: {found}, published {expected}");
        }
    }

    proptest! {
        #[test]
        fn jaro_winkler_is_that_of_the_library(a in "[a-d]{0,20}", b in "[a-d]{0,20}") {
            let library = strsim::jaro_winkler(&a, &b) as f32;
            let jaro = strsim::jaro(&a, &b) as f32;
            // Libraries differ on whether the bonus needs 0.7.
            let expected = if jaro > 0.7 { library } else { jaro };
            prop_assert!((jaro_winkler(a.as_bytes(), b.as_bytes()) - expected).abs() < 1e-5, "{} {}", a, b);
        }

        #[test]
        fn distance_is_that_of_the_library(a in "[a-c]{0,9}", b in "[a-c]{0,9}") {
            prop_assert_eq!(damerau_levenshtein(a.as_bytes(), b.as_bytes()), strsim::osa_distance(&a, &b));
        }

        #[test]
        fn one_edit_is_a_distance_of_one(a in "[a-c]{0,7}", b in "[a-c]{0,7}") {
            prop_assert_eq!(
                within_one_edit(a.as_bytes(), b.as_bytes()),
                strsim::osa_distance(&a, &b) <= 1,
                "{} {}", a, b
            );
        }
    }
}
