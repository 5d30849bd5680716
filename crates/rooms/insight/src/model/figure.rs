//! Figures: a count, a share with its interval, a median; and what stands in their place.

/// Below this a count is not published, and below this a percentage says more than the numbers behind it do.
pub const FEW: u64 = 11;

/// A count as it may be shown. A count of nought is a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shown {
    /// The number.
    Count(u64),
    /// Hidden, because it is from 1 to 10, or because it would give such a number away.
    Suppressed,
}

impl Shown {
    /// The number, where it is shown.
    pub fn count(self) -> Option<u64> {
        match self {
            Shown::Count(n) => Some(n),
            Shown::Suppressed => None,
        }
    }
    /// The sum; hidden when a part is, because whoever sees a sum and its other parts sees the hidden part too.
    pub fn sum(parts: impl IntoIterator<Item = Shown>) -> Shown {
        parts
            .into_iter()
            .try_fold(0, |sum, part| Some(sum + part.count()?))
            .map_or(Shown::Suppressed, Shown::Count)
    }
}

/// A share: numerator, denominator and the 95 % interval, or the reason why there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Share {
    /// So many of so many.
    Of {
        /// Numerator.
        n: u64,
        /// Denominator.
        of: u64,
        /// The interval, as shares between 0 and 1.
        interval: (f64, f64),
    },
    /// So many of so few that a percentage would say more than it knows.
    TooFew {
        /// Numerator.
        n: u64,
        /// Denominator, 1 to 10.
        of: u64,
    },
    /// Hidden with its count.
    Suppressed,
    /// Nobody was asked, or nobody is in the denominator: not nought.
    NotAsked,
}

impl Share {
    /// The share of `n` in `of`. One hidden side hides it.
    pub fn new(n: Shown, of: Shown) -> Share {
        match (n, of) {
            (_, Shown::Count(0)) => Share::NotAsked,
            (Shown::Count(n), Shown::Count(of)) if of < FEW => Share::TooFew { n, of },
            (Shown::Count(n), Shown::Count(of)) => Share::Of { n, of, interval: wilson(n, of) },
            _ => Share::Suppressed,
        }
    }

    /// The percentage, rounded to a whole number, where there is one.
    pub fn percent(self) -> Option<u64> {
        match self {
            Share::Of { n, of, .. } => Some((n * 200 + of) / (of * 2)),
            _ => None,
        }
    }
}

/// The 95 % interval of a share by Wilson's score, which stays within 0 and 1 and holds for small numbers too.
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
    fn nought_too_few_hidden_and_not_asked_are_four_things() {
        let c = Shown::Count;
        assert!(matches!(Share::new(c(0), c(40)), Share::Of { n: 0, of: 40, .. }));
        assert_eq!(Share::new(c(0), c(4)), Share::TooFew { n: 0, of: 4 });
        assert_eq!(Share::new(c(0), c(0)), Share::NotAsked);
        assert_eq!(Share::new(Shown::Suppressed, c(40)), Share::Suppressed);
        assert_eq!(Share::new(c(40), Shown::Suppressed), Share::Suppressed);
        assert_eq!(Share::new(c(1), c(8)).percent(), None);
        assert_eq!(Share::new(c(2), c(3 * FEW)).percent(), Some(6));
        assert_eq!(Shown::sum([c(1), Shown::Suppressed]), Shown::Suppressed);
        assert_eq!(Shown::sum([c(1), c(2)]), c(3));
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
