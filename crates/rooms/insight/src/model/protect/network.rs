//! The table as a network: how far a hidden cell can move, and which further cells to hide so that it can.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// One cell: a flow of `value` from one sum to another.
#[derive(Debug, Clone)]
pub(super) struct Arc {
    pub from: usize,
    pub to: usize,
    pub value: i64,
    /// Not printed, so free to be anything from nought up in the attacker's eyes.
    pub hidden: bool,
    /// Printed, and cannot be hidden any more.
    pub fixed: bool,
    /// What hiding it costs the reader.
    pub cost: u64,
}

pub(super) struct Network {
    arcs: Vec<Arc>,
    /// Arcs that leave or enter each node.
    at: Vec<Vec<usize>>,
}

/// A step of a path: along an arc (its cell grows) or against it (its cell shrinks).
#[derive(Clone, Copy)]
struct Step {
    arc: usize,
    along: bool,
}

impl Network {
    pub(super) fn new(nodes: usize, arcs: Vec<Arc>) -> Network {
        let mut at = vec![vec![]; nodes];
        for (i, arc) in arcs.iter().enumerate() {
            at[arc.from].push(i);
            at[arc.to].push(i);
        }
        Network { arcs, at }
    }

    pub(super) fn arc(&self, i: usize) -> &Arc {
        &self.arcs[i]
    }

    /// Hides cells until cell `i` could be as small as `least` and as large as `most`. Where fixed sums forbid that,
    /// everything that can be hidden is.
    pub(super) fn protect(&mut self, i: usize, least: i64, most: i64) {
        self.arcs[i].hidden = true;
        let Arc { from, to, value, .. } = self.arcs[i];
        // A cell that grows needs a way from its end back to its start; one that shrinks, the other way round.
        let done = self.make_room(i, to, from, most - value) && self.make_room(i, from, to, value - least);
        if !done {
            for arc in self.arcs.iter_mut().filter(|a| !a.fixed) {
                arc.hidden = true;
            }
        }
    }

    /// Pushes `need` units from `start` to `end` around arc `without`, over hidden cells first and then over the
    /// cheapest printed ones, which are hidden by it. The flow itself proves that the cell can move so far.
    fn make_room(&mut self, without: usize, start: usize, end: usize, mut need: i64) -> bool {
        let mut moved = vec![0_i64; self.arcs.len()];
        while need > 0 {
            let Some(path) = self.cheapest(without, start, end, &moved) else { return false };
            let shrinks = path.iter().filter(|s| !s.along).map(|s| self.arcs[s.arc].value + moved[s.arc]);
            let push = shrinks.min().unwrap_or(need).min(need);
            for step in path {
                moved[step.arc] += if step.along { push } else { -push };
                self.arcs[step.arc].hidden = true;
            }
            need -= push;
        }
        true
    }

    /// Dijkstra over what may still move: any cell may grow, and shrink as far as nought.
    fn cheapest(&self, without: usize, start: usize, end: usize, moved: &[i64]) -> Option<Vec<Step>> {
        let mut best = vec![u64::MAX; self.at.len()];
        let mut came: Vec<Option<Step>> = vec![None; self.at.len()];
        let mut heap = BinaryHeap::from([Reverse((0_u64, start))]);
        best[start] = 0;
        while let Some(Reverse((cost, node))) = heap.pop() {
            if node == end {
                break;
            }
            if cost > best[node] {
                continue;
            }
            for &i in &self.at[node] {
                let arc = &self.arcs[i];
                let along = arc.from == node;
                if i == without || (arc.fixed && !arc.hidden) || (!along && arc.value + moved[i] == 0) {
                    continue;
                }
                let next = if along { arc.to } else { arc.from };
                // One is added for each step, so that of two ways the shorter is taken.
                let total = cost + 1 + if arc.hidden { 0 } else { arc.cost };
                if total < best[next] {
                    best[next] = total;
                    came[next] = Some(Step { arc: i, along });
                    heap.push(Reverse((total, next)));
                }
            }
        }
        let mut path = vec![];
        let mut node = end;
        while node != start {
            let step = came[node]?;
            path.push(step);
            node = if step.along { self.arcs[step.arc].from } else { self.arcs[step.arc].to };
        }
        Some(path)
    }
}
