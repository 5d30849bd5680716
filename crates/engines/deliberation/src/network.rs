//! Who works with whom: measures of an undirected network of partners, and what falls apart when one leaves.
//!
//! Measures describe and decide nothing; they are floating-point numbers, right to twelve places.

pub mod community;
pub mod drill;
pub mod file;
pub mod optimum;
pub mod paths;
pub mod report;
pub mod sectors;
pub mod structure;

/// An undirected network without loops; nodes count from 0.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Network {
    /// Ids, as in the file.
    pub ids: Vec<String>,
    /// The sector of each node, where the file says it.
    pub sectors: Option<Vec<String>>,
    /// Ties with their weight, the lower node first.
    pub ties: Vec<(usize, usize, f64)>,
    /// Neighbours of each node, in order.
    pub neighbours: Vec<Vec<usize>>,
    /// What was noticed in the files.
    pub notes: Vec<String>,
}

impl Network {
    /// A network of ties; a tie that comes twice counts once, with the weights added.
    pub fn new(ids: Vec<String>, sectors: Option<Vec<String>>, ties: &[(usize, usize, f64)]) -> Network {
        let mut merged: std::collections::BTreeMap<(usize, usize), f64> = std::collections::BTreeMap::new();
        for &(a, b, weight) in ties.iter().filter(|t| t.0 != t.1) {
            *merged.entry((a.min(b), a.max(b))).or_insert(0.0) += weight;
        }
        let mut neighbours = vec![Vec::new(); ids.len()];
        for &(a, b) in merged.keys() {
            neighbours[a].push(b);
            neighbours[b].push(a);
        }
        neighbours.iter_mut().for_each(|n| n.sort_unstable());
        let ties = merged.into_iter().map(|((a, b), w)| (a, b, w)).collect();
        Network { ids, sectors, ties, neighbours, notes: Vec::new() }
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no node.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Whether two nodes are tied.
    pub fn tied(&self, a: usize, b: usize) -> bool {
        self.neighbours[a].binary_search(&b).is_ok()
    }

    /// Ties of a node.
    pub fn degree(&self, a: usize) -> usize {
        self.neighbours[a].len()
    }
}
