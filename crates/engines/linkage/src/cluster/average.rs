//! Clusters by average link: two clusters become one while the mean probability of all pairs between them is high enough. A
//! chain of links does not hold where its ends are alike to nobody.
//!
//! Sokal, R. R. and Michener, C. D. (1958), A statistical method for evaluating systematic relationships, University of
//! Kansas Science Bulletin 38, 1409-1438.

use super::{Sets, named};
use crate::decided::Decided;
use crate::score::Scored;
use crate::table::RowId;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// What two rows that must not be linked count for: no mean with it is above any threshold.
const NEVER: f64 = -1e9;

/// Clusters by average link; a pair that was not compared, or lies under the floor, counts as 0. For each row the smallest
/// row of its cluster.
pub fn average(rows: usize, pairs: &[Scored], threshold: f32, limit: usize, decided: &Decided) -> Vec<RowId> {
    // Rows that no pair connects cannot come together: each component is taken for itself.
    let mut reach = Sets::new(rows);
    let mut links: Vec<(RowId, RowId, f64)> =
        pairs.iter().map(|p| (p.left, p.right, f64::from(p.probability))).collect();
    links.extend(decided.same.iter().map(|(a, b)| (*a, *b, 1.0)));
    links.extend(decided.apart.iter().map(|(a, b)| (*a, *b, NEVER)));
    for (a, b, _) in &links {
        reach.join(*a, *b, usize::MAX);
    }
    let mut by_component: Vec<(RowId, usize)> =
        links.iter().enumerate().map(|(i, (a, ..))| (reach.find(*a), i)).collect();
    by_component.par_sort_unstable();
    let components: Vec<&[(RowId, usize)]> = by_component.chunk_by(|a, b| a.0 == b.0).collect();
    let joined: Vec<Vec<(RowId, RowId)>> = components
        .par_iter()
        .map(|component| {
            let links: Vec<(RowId, RowId, f64)> = component.iter().map(|(_, i)| links[*i]).collect();
            join(&links, f64::from(threshold), limit)
        })
        .collect();
    let mut sets = Sets::decided(rows, decided);
    for (a, b) in joined.into_iter().flatten() {
        sets.join(a, b, usize::MAX);
    }
    named(&mut sets, rows)
}

/// What is joined in a component, strongest first; must-links come as pairs of probability 1 and are joined by the caller.
fn join(links: &[(RowId, RowId, f64)], threshold: f64, limit: usize) -> Vec<(RowId, RowId)> {
    let mut number: HashMap<RowId, usize, FixedState> = HashMap::default();
    let mut rows: Vec<RowId> = vec![];
    let mut sums: Vec<HashMap<usize, f64, FixedState>> = vec![];
    for (a, b, p) in links {
        let [a, b] = [*a, *b].map(|row| {
            *number.entry(row).or_insert_with(|| {
                rows.push(row);
                sums.push(HashMap::default());
                rows.len() - 1
            })
        });
        // A pair that people decided on stands twice: what they said is what counts.
        for (x, y) in [(a, b), (b, a)] {
            let sum = sums[x].entry(y).or_insert(*p);
            *sum = if *p == NEVER || *sum == NEVER { NEVER } else { sum.max(*p) };
        }
    }
    let mut size = vec![1_usize; rows.len()];
    let mut heap = BinaryHeap::new();
    let mean = |sum: f64, a: usize, b: usize, size: &[usize]| sum / (size[a] * size[b]) as f64;
    // Positive floating point numbers are in the order of their bits.
    let offer = |heap: &mut BinaryHeap<_>, mean: f64, a: usize, b: usize| {
        if mean >= threshold && mean > 0.0 {
            heap.push((mean.to_bits(), Reverse((a.min(b), a.max(b)))));
        }
    };
    for (a, others) in sums.iter().enumerate() {
        for (b, sum) in others.iter().filter(|(b, _)| a < **b) {
            offer(&mut heap, mean(*sum, a, *b, &size), a, *b);
        }
    }
    let mut out = vec![];
    while let Some((bits, Reverse((a, b)))) = heap.pop() {
        let current = sums[a].get(&b).map(|sum| mean(*sum, a, b, &size).to_bits());
        if size[a] == 0 || size[b] == 0 || current != Some(bits) || size[a] + size[b] > limit {
            continue;
        }
        out.push((rows[a], rows[b]));
        size[a] += size[b];
        size[b] = 0;
        let mut moved: Vec<(usize, f64)> = std::mem::take(&mut sums[b]).into_iter().collect();
        moved.sort_unstable_by_key(|m| m.0);
        sums[a].remove(&b);
        for (c, sum) in moved.into_iter().filter(|(c, _)| *c != a) {
            sums[c].remove(&b);
            let all = sums[a].get(&c).copied().unwrap_or_default() + sum;
            sums[a].insert(c, all);
            sums[c].insert(a, all);
        }
        let others: Vec<(usize, f64)> = sums[a].iter().map(|(c, sum)| (*c, *sum)).collect();
        for (c, sum) in others {
            offer(&mut heap, mean(sum, a, c, &size), a, c);
        }
    }
    out
}
