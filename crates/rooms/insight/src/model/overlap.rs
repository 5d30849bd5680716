//! People known to several partners: numbers only.

use super::figure::Shown;
use super::protect::{Row, protect, sums_first};

/// How many people are known to one, two, three, and four or more partners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overlap {
    /// Everybody in the index.
    pub people: Shown,
    /// By how many partners know them.
    pub by_partners: [Shown; 4],
}

impl Overlap {
    /// Protects the counts of people by number of partners, as every published table is.
    pub fn published(counts: impl IntoIterator<Item = (u64, u64)>) -> Overlap {
        let mut cells = vec![0; 4];
        for (partners, people) in counts {
            if let Some(place) = partners.min(4).checked_sub(1) {
                cells[usize::try_from(place).unwrap_or(3)] += people;
            }
        }
        let row = protect(&[Row::new(None, cells)], sums_first).into_iter().next().unwrap_or_default();
        let shown = |column: usize| row.get(column).copied().unwrap_or(Shown::Suppressed);
        Overlap { people: shown(0), by_partners: [shown(1), shown(2), shown(3), shown(4)] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_counts_are_hidden_and_cannot_be_worked_out() {
        let c = Shown::Count;
        let whole = Overlap::published([(1, 300), (2, 60), (3, 20), (4, 11), (7, 2)]);
        assert_eq!(whole, Overlap { people: c(393), by_partners: [c(300), c(60), c(20), c(13)] });
        let few = Overlap::published([(1, 300), (2, 60), (3, 4)]);
        assert_eq!(few.by_partners[2], Shown::Suppressed);
        let printed = few.by_partners.iter().filter(|s| s.count().is_some()).count();
        assert!(few.people.count().is_none() || printed < 3, "not by subtraction either: {few:?}");
        assert_eq!(Overlap::published([]).by_partners, [c(0); 4]);
    }
}
