//! Statistics that stand by themselves: no web, no database, no clock. What may be published of small counts is one rule, for
//! every room: [`figure`] says what stands in place of a count, [`protect`] which counts have to go.

pub mod figure;
pub mod protect;

/// The 95 % interval of `n` in `of` as two shares in `0.0..=1.0`, by Wilson's score (JASA 22, 1927), which stays within 0 and 1 and holds for small numbers too.
#[allow(clippy::cast_precision_loss)]
pub fn wilson(n: u64, of: u64) -> (f64, f64) {
    if of == 0 {
        return (0.0, 1.0);
    }
    const Z: f64 = 1.959_963_984_540_054;
    let (n, of) = (n.min(of) as f64, of as f64);
    let (p, z2) = (n / of, Z * Z);
    let middle = p + z2 / (2.0 * of);
    let half = Z * (p * (1.0 - p) / of + z2 / (4.0 * of * of)).sqrt();
    let scale = 1.0 + z2 / of;
    (((middle - half) / scale).max(0.0), ((middle + half) / scale).min(1.0))
}

/// The median of values given as (value, how often), in any order; the mean of the two in the middle.
pub fn median(values: impl IntoIterator<Item = (u32, u64)>) -> Option<f64> {
    let mut values: Vec<(u32, u64)> = values.into_iter().filter(|(_, often)| *often > 0).collect();
    values.sort_unstable();
    let total: u64 = values.iter().map(|(_, often)| often).sum();
    let at = |rank: u64| {
        let mut seen = 0;
        values.iter().find(|(_, often)| {
            seen += often;
            rank < seen
        })
    };
    let (low, high) = (at(total.checked_sub(1)? / 2)?.0, at(total / 2)?.0);
    Some((f64::from(low) + f64::from(high)) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn wilson_gives_the_textbook_s_interval() {
        // Newcombe 1998, table I: 81 of 263 and 15 of 148 and 0 of 20 and 1 of 29.
        for (n, of, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let (a, b) = wilson(n, of);
            assert!((a - low).abs() < 5e-5 && (b - high).abs() < 5e-5, "{n}/{of}: {a} {b}");
        }
    }

    #[test]
    fn medians() {
        assert_eq!(median([]), None);
        assert_eq!(median([(3, 0)]), None);
        assert_eq!(median([(2, 1)]), Some(2.0));
        assert_eq!(median([(5, 1), (2, 1)]), Some(3.5));
        assert_eq!(median([(9, 1), (1, 3)]), Some(1.0));
    }

    proptest! {
        #[test]
        fn an_interval_holds_its_share(of in 1u64..5_000, part in 0.0f64..=1.0) {
            #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let n = (part * of as f64) as u64;
            let (low, high) = wilson(n, of);
            #[allow(clippy::cast_precision_loss)]
            let share = n as f64 / of as f64;
            prop_assert!(0.0 <= low && low <= share + 1e-12 && share <= high + 1e-12 && high <= 1.0);
        }

        /// Against the plain way: write every value out, sort, take the middle.
        #[test]
        fn the_median_is_the_one_in_the_middle(values in proptest::collection::vec(0u32..30, 1..40)) {
            let counted = values.iter().map(|v| (*v, 1));
            let mut plain = values.clone();
            plain.sort_unstable();
            let (a, b) = (plain[(plain.len() - 1) / 2], plain[plain.len() / 2]);
            prop_assert_eq!(median(counted), Some((f64::from(a) + f64::from(b)) / 2.0));
        }
    }
}
