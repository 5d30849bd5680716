//! People known to several partners: numbers only.

use super::figure::Shown;
use super::protect::{Cell, Row, protect, ranked};

/// How many people are known to one, two, three, and four or more partners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overlap {
    /// Everybody in the index.
    pub people: Shown,
    /// Known to two partners or more. It can be told where how it splits cannot.
    pub several: Shown,
    /// By how many partners know them.
    pub by_partners: [Shown; 4],
}

/// The rows of the table: everybody, two partners or more, and the four numbers of partners.
const ALL: usize = 0;
const SEVERAL: usize = 1;
const SPLIT: [usize; 4] = [2, 3, 4, 5];

impl Overlap {
    /// Protects the counts of people by number of partners, as every published table is: a tree in which the sum of two or more
    /// is a number of its own, so that one person whom a third partner comes to know hides the split and not the sum.
    pub fn published(counts: impl IntoIterator<Item = (u64, u64)>) -> Overlap {
        let mut cells = [0; 4];
        for (partners, people) in counts {
            if let Some(place) = partners.min(4).checked_sub(1) {
                cells[usize::try_from(place).unwrap_or(3)] += people;
            }
        }
        let under = |parent: usize, people: u64| Row::new(Some(parent), vec![people]);
        let rows = [
            Row::new(None, vec![0]),
            under(ALL, 0),
            under(ALL, cells[0]),
            under(SEVERAL, cells[1]),
            under(SEVERAL, cells[2]),
            under(SEVERAL, cells[3]),
        ];
        let table = protect(&rows, several_first);
        let shown = |row: usize| table[row].first().copied().unwrap_or(Shown::Suppressed);
        Overlap { people: shown(ALL), several: shown(SEVERAL), by_partners: SPLIT.map(shown) }
    }
}

/// Who is known to several partners is what the page is asked; then of how many people, then how that splits: numbers before
/// noughts, large before small.
fn several_first(cell: Cell) -> u64 {
    let class = match (cell.row, cell.value) {
        (SEVERAL, _) => 4,
        (ALL, _) => 3,
        (_, 1..) => 2,
        _ => 1,
    };
    ranked(class, cell.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HIDDEN: Shown = Shown::Suppressed;

    fn c(n: u64) -> Shown {
        Shown::Count(n)
    }

    #[test]
    fn large_counts_are_told_with_their_sums() {
        let whole = Overlap::published([(1, 300), (2, 60), (3, 20), (4, 11), (7, 2)]);
        let by_partners = [c(300), c(60), c(20), c(13)];
        assert_eq!(whole, Overlap { people: c(393), several: c(93), by_partners });
        assert_eq!(Overlap::published([]), Overlap { people: c(0), several: c(0), by_partners: [c(0); 4] });
    }

    #[test]
    fn one_person_at_a_third_partner_hides_the_split_and_not_the_sum() {
        let before = Overlap::published([(1, 339), (2, 63)]);
        assert_eq!((before.people, before.several), (c(402), c(63)));
        let after = Overlap::published([(1, 339), (2, 62), (3, 1)]);
        assert_eq!((after.people, after.several), (c(402), c(63)));
        // Sixty-three less the sixty-two would be the one.
        assert_eq!(after.by_partners, [c(339), HIDDEN, HIDDEN, c(0)]);
        let both_small = Overlap::published([(1, 339), (2, 6), (3, 5)]);
        assert_eq!((both_small.several, both_small.by_partners[1..3].to_vec()), (c(11), vec![HIDDEN; 2]));
    }

    #[test]
    fn the_sum_gives_no_small_count_away_by_subtraction() {
        // Everybody less the several would be the few whom one partner knows: everybody is not told.
        let few_at_one = Overlap::published([(1, 5), (2, 60)]);
        assert_eq!((few_at_one.people, few_at_one.several), (HIDDEN, c(60)));
        assert_eq!(few_at_one.by_partners[0], HIDDEN);
        // A small sum is hidden, and so is what would give it away.
        let few_at_several = Overlap::published([(1, 300), (2, 4)]);
        assert_eq!((few_at_several.people, few_at_several.several), (c(304), HIDDEN));
        assert_eq!(few_at_several.by_partners[..2], [HIDDEN, HIDDEN]);
    }

    #[test]
    fn nobody_works_a_small_count_out_by_adding_and_subtracting() {
        let values = [0, 1, 4, 10, 11, 25, 60];
        let pairs = || values.iter().flat_map(|a| values.iter().map(move |b| [*a, *b]));
        for truth in pairs().flat_map(|[a, b]| pairs().map(move |[c, d]| [a, b, c, d])) {
            let told = Overlap::published((1..).zip(truth));
            let [one, two, three, four] = told.by_partners;
            // Everybody is one and several; several are two, three and four.
            let sums = [[told.people, one, told.several].to_vec(), [told.several, two, three, four].to_vec()];
            let [all, several] = [truth.iter().sum::<u64>(), truth[1..].iter().sum()];
            let true_sums =
                [[all, truth[0], several].to_vec(), [several, truth[1], truth[2], truth[3]].to_vec()];
            for (sum, values) in sums.iter().zip(&true_sums) {
                let hidden: Vec<u64> =
                    sum.iter().zip(values).filter(|(s, _)| s.count().is_none()).map(|(_, v)| *v).collect();
                assert!(hidden.len() != 1, "{truth:?} is told as {told:?}");
            }
            for (shown, value) in sums.iter().flatten().zip(true_sums.iter().flatten()) {
                assert!(shown.count().is_none_or(|n| n == *value), "{truth:?} is told as {told:?}");
                assert!(shown.count().is_none() || !(1..=10).contains(value), "{truth:?}: {told:?}");
            }
        }
    }
}
