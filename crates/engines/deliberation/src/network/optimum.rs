//! The groups of the highest modularity there is, with proof: no other grouping has more. For networks of some dozen nodes.
//!
//! A search through all groupings that leaves out those that cannot be better (branch and bound). Nodes are placed one after another
//! into a group that is begun or into one of their own. What those not placed yet can add at most is what they gain among themselves,
//! which the search has found before (Verfaillie, Lemaître, Schiex, "Russian Doll Search", 1996), and what each gains by the best of the
//! groups begun. All sums are whole numbers: the modularity times 4 m^2, without the part that no grouping changes, halved.

use super::Network;

/// How many sums are looked at before giving up: about a second.
const MOST_WORK: u64 = 300_000_000;

/// More nodes than this are never searched through in time.
const MOST_NODES: usize = 64;

struct Search {
    /// What it gains when two are in one group.
    gain: Vec<Vec<i64>>,
    /// The best that the nodes from each on can do by themselves, as far as known.
    beyond: Vec<i64>,
    /// What each node not placed yet gains in each group begun, and in the best of them (or alone: zero).
    by_group: Vec<Vec<i64>>,
    most: Vec<i64>,
    of: Vec<usize>,
    best: i64,
    best_of: Vec<usize>,
    work: u64,
    most_work: u64,
}

impl Search {
    fn value(&self, of: &[usize], from: usize) -> i64 {
        let pairs = (from..of.len()).flat_map(|a| (a + 1..of.len()).map(move |b| (a, b)));
        pairs.filter(|&(a, b)| of[a] == of[b]).map(|(a, b)| self.gain[a][b]).sum()
    }

    /// Places the node and all after it, where that may be better than the best so far. False when the work is too much.
    fn place(&mut self, node: usize, value: i64, groups: usize) -> bool {
        let n = self.gain.len();
        if node == n {
            if value > self.best {
                self.best = value;
                self.best_of.clone_from(&self.of);
            }
            return true;
        }
        if value + self.beyond[node] + self.most[node..].iter().sum::<i64>() <= self.best {
            return true;
        }
        let mut order: Vec<(i64, usize)> = (0..groups).map(|g| (self.by_group[node][g], g)).collect();
        order.push((0, groups));
        order.sort_by_key(|&(gain, g)| (std::cmp::Reverse(gain), g));
        for (gain, group) in order {
            let groups = groups.max(group + 1);
            self.work += ((n - node) * groups) as u64;
            if self.work > self.most_work {
                return false;
            }
            let before = self.most[node + 1..].to_vec();
            self.join(node, group, groups);
            let done = self.place(node + 1, value + gain, groups);
            for later in node + 1..n {
                self.by_group[later][group] -= self.gain[node][later];
            }
            self.most[node + 1..].copy_from_slice(&before);
            if !done {
                return false;
            }
        }
        true
    }

    /// Puts a node into a group: those after it gain there.
    fn join(&mut self, node: usize, group: usize, groups: usize) {
        self.of[node] = group;
        for later in node + 1..self.gain.len() {
            self.by_group[later][group] += self.gain[node][later];
            self.most[later] = self.by_group[later][..groups].iter().copied().max().unwrap_or(0).max(0);
        }
    }

    /// The best of the nodes from `first` on, those after it being known. False when the work is too much.
    fn from(&mut self, first: usize) -> bool {
        let n = self.gain.len();
        // To begin with: the first joins the best groups of the others.
        let others = self.best_of[first + 1..].iter().max().map_or(0, |g| g + 1);
        let gained = |g: usize| {
            let beside = (first + 1..n).filter(|&b| self.best_of[b] == g);
            beside.map(|b| self.gain[first][b]).sum::<i64>()
        };
        let (more, group) = (0..others).map(|g| (gained(g), g)).chain([(0, others)]).max().unwrap_or((0, 0));
        self.best_of[first] = group;
        self.best += more;
        self.by_group.iter_mut().for_each(|row| row.fill(0));
        self.most.fill(0);
        self.join(first, 0, 1);
        let done = self.place(first + 1, 0, 1);
        self.beyond[first] = self.best;
        done
    }
}

/// The groups than which none are better, or nothing where that takes too long to prove. Of several that are equally good, `found` if
/// it is one of them.
pub fn proven(network: &Network, found: &[usize]) -> Option<Vec<usize>> {
    within(network, found, MOST_WORK)
}

fn within(network: &Network, found: &[usize], most_work: u64) -> Option<Vec<usize>> {
    let (n, m) = (network.len(), network.ties.len() as i64);
    if m == 0 || n > MOST_NODES {
        return None;
    }
    // Those with most ties are placed first: what they leave open is little.
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|&a| (std::cmp::Reverse(network.degree(a)), a));
    let gain = |a: usize, b: usize| {
        2 * m * i64::from(network.tied(a, b)) - network.degree(a) as i64 * network.degree(b) as i64
    };
    let mut search = Search {
        gain: order.iter().map(|&a| order.iter().map(|&b| gain(a, b)).collect()).collect(),
        beyond: vec![0; n + 1],
        by_group: vec![vec![0; n + 1]; n],
        most: vec![0; n],
        of: vec![0; n],
        best: 0,
        best_of: vec![0; n],
        work: 0,
        most_work,
    };
    for first in (0..n).rev() {
        if !search.from(first) {
            return None;
        }
    }
    let ours: Vec<usize> = order.iter().map(|&a| found[a]).collect();
    if search.value(&ours, 0) == search.best {
        return Some(found.to_vec());
    }
    let mut of = vec![0; n];
    order.iter().zip(&search.best_of).for_each(|(&node, &group)| of[node] = group);
    Some(super::community::numbered(&of))
}

#[cfg(test)]
mod tests {
    use super::super::community::{best_found, modularity};
    use super::*;
    use proptest::prelude::*;

    fn network(n: usize, ties: u64) -> Network {
        let pairs = (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b)));
        let ties: Vec<_> =
            pairs.enumerate().filter(|(i, _)| ties >> i & 1 == 1).map(|(_, (a, b))| (a, b, 1.0)).collect();
        Network::new((0..n).map(|a| a.to_string()).collect(), None, &ties)
    }

    /// The highest modularity of all groupings, each tried.
    fn of_all(network: &Network, of: &mut Vec<usize>) -> f64 {
        if of.len() == network.len() {
            return modularity(network, of);
        }
        let groups = of.iter().max().map_or(0, |g| g + 1);
        let mut most = f64::NEG_INFINITY;
        for group in 0..=groups {
            of.push(group);
            most = most.max(of_all(network, of));
            of.pop();
        }
        most
    }

    #[test]
    fn what_takes_too_long_is_not_proven() {
        let network = network(11, 0b1011_0110_1110_0101_1001_1010_0111_0101_1100_1011_0110_1101_0010_1101);
        let found = best_found(&network);
        assert!(within(&network, &found, MOST_WORK).is_some());
        assert_eq!(within(&network, &found, 500), None);
        assert_eq!(proven(&Network::new(vec!["a".into()], None, &[]), &[0]), None);
    }

    proptest! {
        #[test]
        fn no_grouping_is_better(n in 2usize..8, ties: u64) {
            let network = network(n, ties);
            let found: Vec<usize> = (0..n).collect();
            if let Some(best) = proven(&network, &found) {
                let all = of_all(&network, &mut Vec::new());
                prop_assert!((modularity(&network, &best) - all).abs() < 1e-12, "{best:?} {all}");
            } else {
                prop_assert!(network.ties.is_empty());
            }
        }
    }
}
