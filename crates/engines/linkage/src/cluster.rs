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

/// Connected components of the pairs at and above `threshold`, strongest first, none over `limit` rows: for each row the
/// smallest row of its cluster.
pub fn components(rows: usize, pairs: &[Scored], threshold: f32, limit: usize) -> Vec<RowId> {
    let mut strong: Vec<&Scored> = pairs.iter().filter(|p| p.probability >= threshold).collect();
    strong.sort_unstable_by(|a, b| {
        b.probability.total_cmp(&a.probability).then((a.left, a.right).cmp(&(b.left, b.right)))
    });
    let mut sets = Sets::new(rows);
    for pair in strong {
        sets.join(pair.left, pair.right, limit);
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
