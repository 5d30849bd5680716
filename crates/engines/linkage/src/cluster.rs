//! Who is one person, from pairs: rows that are linked, directly or through others, as long as the links hold together.

mod average;

use crate::decided::Decided;
use crate::score::Scored;
use crate::table::RowId;
use foldhash::fast::FixedState;
use hashbrown::HashMap;

pub use average::average;

/// Sets of rows that grow together.
pub struct Sets {
    parent: Vec<RowId>,
    size: Vec<u32>,
    /// For the row that stands for a set, the rows that must not come into it.
    apart: HashMap<RowId, Vec<RowId>, FixedState>,
}

impl Sets {
    /// Each row for itself.
    pub fn new(rows: usize) -> Self {
        Sets { parent: (0..rows as RowId).collect(), size: vec![1; rows], apart: HashMap::default() }
    }

    /// With what people have decided.
    fn decided(rows: usize, decided: &Decided) -> Self {
        let mut sets = Sets::new(rows);
        for (a, b) in &decided.apart {
            sets.apart.entry(*a).or_default().push(*b);
            sets.apart.entry(*b).or_default().push(*a);
        }
        for (a, b) in &decided.same {
            sets.join(*a, *b, usize::MAX);
        }
        sets
    }

    /// The row that stands for the set of `row`.
    pub fn find(&mut self, mut row: RowId) -> RowId {
        while self.parent[row as usize] != row {
            let above = self.parent[self.parent[row as usize] as usize];
            self.parent[row as usize] = above;
            row = above;
        }
        row
    }

    /// Makes two sets one, if together they have at most `limit` rows.
    pub fn join(&mut self, a: RowId, b: RowId, limit: usize) -> bool {
        let (a, b) = (self.find(a), self.find(b));
        let size = self.size[a as usize] + self.size[b as usize];
        if a == b || size as usize > limit || self.kept_apart(a, b) {
            return a == b;
        }
        let (large, small) = if self.size[a as usize] >= self.size[b as usize] { (a, b) } else { (b, a) };
        self.parent[small as usize] = large;
        self.size[large as usize] = size;
        if let Some(apart) = self.apart.remove(&small) {
            self.apart.entry(large).or_default().extend(apart);
        }
        true
    }

    /// Must two sets not become one?
    fn kept_apart(&mut self, a: RowId, b: RowId) -> bool {
        if self.apart.is_empty() {
            return false;
        }
        let Some(rows) = self.apart.get(&a).cloned() else { return false };
        rows.into_iter().any(|row| self.find(row) == b)
    }
}

/// Pairs at and above `threshold`, strongest first; of equal ones, those of the earlier rows.
fn strongest(pairs: &[Scored], threshold: f32) -> Vec<&Scored> {
    let mut strong: Vec<&Scored> = pairs.iter().filter(|p| p.probability >= threshold).collect();
    rayon::slice::ParallelSliceMut::par_sort_unstable_by(strong.as_mut_slice(), |a, b| {
        b.probability.total_cmp(&a.probability).then((a.left, a.right).cmp(&(b.left, b.right)))
    });
    strong
}

/// Connected components of the pairs at and above `threshold`, strongest first, none over `limit` rows and none against
/// what people have decided: for each row the smallest row of its cluster.
pub fn components(
    rows: usize,
    pairs: &[Scored],
    threshold: f32,
    limit: usize,
    decided: &Decided,
) -> Vec<RowId> {
    let mut sets = Sets::decided(rows, decided);
    let free = decided.apart.is_empty();
    // Order matters only where rows are kept apart or a cluster would grow over the limit, which is rare.
    if free {
        for pair in pairs.iter().filter(|p| p.probability >= threshold) {
            sets.join(pair.left, pair.right, usize::MAX);
        }
    }
    if !free || sets.size.iter().any(|size| *size as usize > limit) {
        sets = Sets::decided(rows, decided);
        for pair in strongest(pairs, threshold) {
            sets.join(pair.left, pair.right, limit);
        }
    }
    named(&mut sets, rows)
}

/// Each row with one row of the other file at most, the strongest pairs first: for each row the first of its pair.
pub fn one_to_one(rows: usize, pairs: &[Scored], threshold: f32, decided: &Decided) -> Vec<RowId> {
    let mut sets = Sets::decided(rows, decided);
    for pair in strongest(pairs, threshold) {
        sets.join(pair.left, pair.right, 2);
    }
    named(&mut sets, rows)
}

/// Each cluster by its smallest row.
fn named(sets: &mut Sets, rows: usize) -> Vec<RowId> {
    let mut smallest = vec![RowId::MAX; rows];
    (0..rows as RowId)
        .map(|row| {
            let root = sets.find(row) as usize;
            smallest[root] = smallest[root].min(row);
            smallest[root]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(left: RowId, right: RowId, probability: f32) -> Scored {
        Scored { left, right, probability }
    }

    #[test]
    fn components_join_what_is_linked() {
        let pairs = [pair(0, 1, 0.99), pair(1, 4, 0.96), pair(2, 3, 0.5)];
        assert_eq!(components(5, &pairs, 0.95, 100, &Decided::default()), [0, 0, 2, 3, 0]);
    }

    #[test]
    fn a_cluster_over_the_limit_is_cut_at_its_weakest_link() {
        let pairs = [pair(0, 1, 0.99), pair(1, 2, 0.96), pair(2, 3, 0.98)];
        assert_eq!(components(4, &pairs, 0.95, 3, &Decided::default()), [0, 0, 2, 2]);
    }

    #[test]
    fn one_to_one_takes_the_strongest() {
        // Rows 0 and 1 are of one file, 2 and 3 of the other.
        let pairs = [pair(0, 2, 0.96), pair(1, 2, 0.99), pair(0, 3, 0.95)];
        assert_eq!(one_to_one(4, &pairs, 0.9, &Decided::default()), [0, 1, 1, 0]);
    }

    #[test]
    fn what_people_decided_holds() {
        let pairs = [pair(0, 1, 0.99), pair(1, 2, 0.96), pair(2, 3, 0.98)];
        let decided = Decided { same: vec![(0, 4)], apart: vec![(4, 2)], ..Decided::default() };
        assert_eq!(components(5, &pairs, 0.95, 100, &decided), [0, 0, 2, 2, 0]);
        assert_eq!(average(5, &pairs, 0.4, 100, &decided), [0, 0, 2, 2, 0]);
        let two_files = [pair(0, 2, 0.99), pair(1, 3, 0.99)];
        let decided = Decided { same: vec![(0, 3)], ..Decided::default() };
        assert_eq!(one_to_one(4, &two_files, 0.9, &decided), [0, 1, 2, 0]);
    }

    /// A chain of strong links whose ends are alike to nobody is cut; a clique with one weak link is not.
    #[test]
    fn average_links_see_the_whole() {
        let chain = [pair(0, 1, 0.99), pair(1, 2, 0.96), pair(2, 3, 0.98)];
        assert_eq!(components(4, &chain, 0.95, 100, &Decided::default()), [0, 0, 0, 0]);
        assert_eq!(average(4, &chain, 0.5, 100, &Decided::default()), [0, 0, 2, 2]);
        let clique = [pair(0, 1, 0.99), pair(0, 2, 0.97), pair(1, 2, 0.6)];
        assert_eq!(average(3, &clique, 0.5, 100, &Decided::default()), [0, 0, 0]);
        assert_eq!(average(3, &clique, 0.5, 2, &Decided::default()), [0, 0, 2], "no cluster over the limit");
    }
}
