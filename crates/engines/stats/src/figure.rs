//! Figures: a count, a share with its interval; and what stands in their place.

use crate::wilson;

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

#[cfg(test)]
mod tests {
    use super::*;

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
}
