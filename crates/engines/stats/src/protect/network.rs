//! The table as a network: every cell is an arc, every sum a node, the true table one circulation. How far a hidden
//! cell can move is then a flow, exact and in whole numbers.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// One cell: a flow of `value` from one sum to another.
#[derive(Debug, Clone)]
pub(super) struct Arc {
    pub from: usize,
    pub to: usize,
    pub value: i64,
    /// Anything from nought up in the attacker's eyes.
    pub open: bool,
    /// How much a witness avoids the cell. A guide for the search; whether one is found does not depend on it.
    pub cost: u64,
}

/// How another table with the same printed numbers differs from the true one: cells and by how much. It proves what
/// it shows, whoever found it.
pub(super) type Witness = Vec<(usize, i64)>;

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

    /// How many cells there are.
    pub(super) fn len(&self) -> usize {
        self.arcs.len()
    }

    pub(super) fn arc(&self, i: usize) -> &Arc {
        &self.arcs[i]
    }

    /// Says whether the attacker reads this cell.
    pub(super) fn set_open(&mut self, i: usize, open: bool) {
        self.arcs[i].open = open;
    }

    /// Another table that agrees with all that is printed and has `goal` in cell `i`. Found whenever there is one:
    /// flow along augmenting paths is a greatest flow.
    pub(super) fn witness(&self, i: usize, goal: i64) -> Option<Witness> {
        let Arc { from, to, value, open, .. } = self.arcs[i];
        if !open && goal != value {
            return None;
        }
        // A cell that grows needs a way from its end back to its start; one that shrinks, the other way round.
        let (start, end) = if goal > value { (to, from) } else { (from, to) };
        let mut need = (goal - value).abs();
        let mut moved = vec![0_i64; self.arcs.len()];
        moved[i] = goal - value;
        while need > 0 {
            let path = self.cheapest(i, start, end, &moved)?;
            let shrinks = path.iter().filter(|s| !s.along).map(|s| self.arcs[s.arc].value + moved[s.arc]);
            let push = shrinks.min().unwrap_or(need).min(need);
            for step in path {
                moved[step.arc] += if step.along { push } else { -push };
            }
            need -= push;
        }
        Some(moved.into_iter().enumerate().filter(|(_, by)| *by != 0).collect())
    }

    /// Whether `witness` is another table with the same printed numbers. Plain arithmetic, for the audit.
    pub(super) fn holds(&self, witness: &Witness) -> bool {
        let mut balance = vec![0_i64; self.at.len()];
        let cells_allow = witness.iter().all(|(i, by)| {
            let arc = &self.arcs[*i];
            balance[arc.from] -= by;
            balance[arc.to] += by;
            arc.open && arc.value + by >= 0
        });
        cells_allow && balance.iter().all(|b| *b == 0)
    }

    /// Dijkstra over what may still move: any open cell may grow, and shrink as far as nought.
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
                if i == without || !arc.open || (!along && arc.value + moved[i] == 0) {
                    continue;
                }
                let next = if along { arc.to } else { arc.from };
                // One is added for each step, so that of two ways the shorter is taken.
                let total = cost + 1 + arc.cost;
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
