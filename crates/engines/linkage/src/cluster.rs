//! Who is one person, from pairs: rows that are linked, directly or through others, as long as the links hold together.

use crate::score::Scored;
use crate::table::RowId;

/// Sets of rows that grow together.
pub struct Sets {
    parent: Vec<RowId>,
    size: Vec<u32>,
}

impl Sets {
    /// Each row for itself.
    pub fn new(rows: usize) -> Self {
        Sets { parent: (0..rows as RowId).collect(), size: vec![1; rows] }
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
        if a == b || size as usize > limit {
            return a == b;
        }
        let (large, small) = if self.size[a as usize] >= self.size[b as usize] { (a, b) } else { (b, a) };
        self.parent[small as usize] = large;
        self.size[large as usize] = size;
        true
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

/// Connected components of the pairs at and above `threshold`, strongest first, none over `limit` rows: for each row the
/// smallest row of its cluster.
pub fn components(rows: usize, pairs: &[Scored], threshold: f32, limit: usize) -> Vec<RowId> {
    // Order matters only where a cluster would grow over the limit, which is rare.
    let mut sets = Sets::new(rows);
    for pair in pairs.iter().filter(|p| p.probability >= threshold) {
        sets.join(pair.left, pair.right, usize::MAX);
    }
    if sets.size.iter().any(|size| *size as usize > limit) {
        sets = Sets::new(rows);
        for pair in strongest(pairs, threshold) {
            sets.join(pair.left, pair.right, limit);
        }
    }
    named(&mut sets, rows)
}

/// Each row with one row of the other file at most, the strongest pairs first: for each row the first of its pair.
pub fn one_to_one(rows: usize, pairs: &[Scored], threshold: f32) -> Vec<RowId> {
    let mut sets = Sets::new(rows);
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
        assert_eq!(components(5, &pairs, 0.95, 100), [0, 0, 2, 3, 0]);
    }

    #[test]
    fn a_cluster_over_the_limit_is_cut_at_its_weakest_link() {
        let pairs = [pair(0, 1, 0.99), pair(1, 2, 0.96), pair(2, 3, 0.98)];
        assert_eq!(components(4, &pairs, 0.95, 3), [0, 0, 2, 2]);
    }

    #[test]
    fn one_to_one_takes_the_strongest() {
        // Rows 0 and 1 are of one file, 2 and 3 of the other.
        let pairs = [pair(0, 2, 0.96), pair(1, 2, 0.99), pair(0, 3, 0.95)];
        assert_eq!(one_to_one(4, &pairs, 0.9), [0, 1, 1, 0]);
    }
}
