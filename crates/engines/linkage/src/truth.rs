//! How well a linkage agrees with what is known: precision, recall and F1 of pairs. Between two files only pairs across
//! them count.

use crate::score::Scored;
use crate::table::{RowId, Table};
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// Agreement with the truth, over pairs of rows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// Of the pairs that were found, the share that is right.
    pub precision: f64,
    /// Of the pairs that there are, the share that was found.
    pub recall: f64,
}

impl Agreement {
    fn new(right: f64, found: f64, all: f64) -> Self {
        Agreement { precision: right / found.max(1.0), recall: right / all.max(1.0) }
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        2.0 * self.precision * self.recall / (self.precision + self.recall).max(f64::MIN_POSITIVE)
    }
}

impl std::fmt::Display for Agreement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "P {:.4} R {:.4} F1 {:.4}", self.precision, self.recall, self.f1())
    }
}

/// Of pairs at and above `threshold`; `persons` numbers each row's person.
pub fn of_pairs(table: &Table, persons: &[u32], pairs: &[Scored], threshold: f32) -> Agreement {
    let found = pairs.iter().filter(|p| p.probability >= threshold);
    let (right, wrong) = found.fold((0.0, 0.0), |(right, wrong), p| {
        let same = persons[p.left as usize] == persons[p.right as usize];
        if same { (right + 1.0, wrong) } else { (right, wrong + 1.0) }
    });
    Agreement::new(right, right + wrong, pairs_within(table, persons.iter().map(|p| (*p, 0))))
}

/// Of the pairs within clusters: for each row, the first row of its cluster.
pub fn of_clusters(table: &Table, persons: &[u32], clusters: &[RowId]) -> Agreement {
    let both = clusters.iter().zip(persons).map(|(c, p)| (*c, *p));
    Agreement::new(
        pairs_within(table, both),
        pairs_within(table, clusters.iter().map(|c| (*c, 0))),
        pairs_within(table, persons.iter().map(|p| (*p, 0))),
    )
}

/// Pairs of rows with the same key, without walking over them.
fn pairs_within(table: &Table, keys: impl Iterator<Item = (u32, u32)>) -> f64 {
    let mut rows: HashMap<(u32, u32), [f64; 2], FixedState> = HashMap::default();
    for (row, key) in keys.enumerate() {
        rows.entry(key).or_default()[usize::from(row >= table.second() as usize)] += 1.0;
    }
    let linking = table.sources() == 2;
    rows.values().map(|[a, b]| if linking { a * b } else { a * (a - 1.0) / 2.0 }).sum()
}
