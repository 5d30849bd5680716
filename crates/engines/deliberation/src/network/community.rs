//! Groups with more ties within than by chance (modularity: Newman, Girvan 2004). Exploration only: nothing binding rests on them.

use super::Network;
use std::collections::{BTreeMap, BTreeSet};

/// The modularity of groups, `of` naming the group of each node.
pub fn modularity(network: &Network, of: &[usize]) -> f64 {
    let m = network.ties.len() as f64;
    if m == 0.0 {
        return 0.0;
    }
    let groups = of.iter().max().map_or(0, |g| g + 1);
    let (mut within, mut ends) = (0.0, vec![0.0; groups]);
    for &(a, b, _) in &network.ties {
        within += f64::from(u8::from(of[a] == of[b]));
        ends[of[a]] += 1.0;
        ends[of[b]] += 1.0;
    }
    within / m - ends.iter().map(|e: &f64| (e / (2.0 * m)).powi(2)).sum::<f64>()
}

/// Groups numbered from 0 by their first node.
pub(super) fn numbered(of: &[usize]) -> Vec<usize> {
    let mut names: Vec<usize> = Vec::new();
    of.iter()
        .map(|g| {
            names.iter().position(|n| n == g).unwrap_or_else(|| {
                names.push(*g);
                names.len() - 1
            })
        })
        .collect()
}

/// The nodes in the order of their ids: as numbers where all are whole numbers, else as strings.
fn by_id(network: &Network) -> Vec<usize> {
    let numbers: Option<Vec<i128>> = network.ids.iter().map(|id| id.parse().ok()).collect();
    let mut order: Vec<usize> = (0..network.len()).collect();
    match numbers {
        Some(numbers) => order.sort_by_key(|&a| numbers[a]),
        None => order.sort_by_key(|&a| &network.ids[a]),
    }
    order
}

/// Merges, from single nodes on, the two groups that gain most, as long as nothing is lost (Clauset, Newman, Moore 2004). Of equal gains,
/// the pair that comes first by id; a merged group takes the place of its second part.
///
/// Gains are floating-point numbers, added up in the order in which networkx adds them: gains that are equal exactly often differ by
/// a rounding there, which then decides between them. Whoever holds these groups beside that program's finds the same.
pub fn greedy(network: &Network) -> Vec<usize> {
    let order = by_id(network);
    let mut place = vec![0; network.len()];
    order.iter().enumerate().for_each(|(at, &node)| place[node] = at);
    // From here on, nodes and the groups named after them count by their place in that order.
    let mut of: Vec<usize> = place.clone();
    let part = 1.0 / network.ties.len() as f64;
    let mut ends: Vec<f64> = order.iter().map(|&node| network.degree(node) as f64 * part * 0.5).collect();
    let chance = |ends: &[f64], a: usize, b: usize| ends[a] * ends[b] + ends[b] * ends[a];
    let mut gains: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); network.len()];
    for &(a, b, _) in &network.ties {
        let (a, b) = (place[a], place[b]);
        gains[a].insert(b, part - chance(&ends, a, b));
        gains[b].insert(a, part - chance(&ends, b, a));
    }
    while let Some((gain, a, b)) = most(&gains)
        && gain >= 0.0
    {
        of.iter_mut().filter(|g| **g == a).for_each(|g| *g = b);
        let row = std::mem::take(&mut gains[a]);
        for &c in row.keys() {
            gains[c].remove(&a);
        }
        let beside: BTreeSet<usize> =
            row.keys().chain(gains[b].keys()).copied().filter(|&c| c != b).collect();
        for c in beside {
            let gain = match (gains[b].get(&c), row.get(&c)) {
                (Some(ours), Some(theirs)) => ours + theirs,
                (Some(ours), None) => ours - chance(&ends, a, c),
                (None, theirs) => theirs.copied().unwrap_or(0.0) - chance(&ends, b, c),
            };
            gains[b].insert(c, gain);
            gains[c].insert(b, gain);
        }
        ends[b] += std::mem::take(&mut ends[a]);
    }
    numbered(&of)
}

/// The largest gain and the first pair that has it.
fn most(gains: &[BTreeMap<usize, f64>]) -> Option<(f64, usize, usize)> {
    let mut best: Option<(f64, usize, usize)> = None;
    for (a, row) in gains.iter().enumerate() {
        for (&b, &gain) in row {
            if best.is_none_or(|(most, _, _)| gain > most) {
                best = Some((gain, a, b));
            }
        }
    }
    best
}

/// The best groups found by moving single nodes and merging, from many beginnings that are always the same. On networks of some dozen
/// nodes this is the best there is as a rule; `optimum` proves it.
pub fn best_found(network: &Network) -> Vec<usize> {
    let n = network.len();
    let mut best = greedy(network);
    let mut most = modularity(network, &best);
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let mut chance = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below.max(1) as u64) as usize
    };
    for round in 0..200 {
        let mut of: Vec<usize> = match round {
            0 => best.clone(),
            1 => (0..n).collect(),
            r if r % 2 == 0 => (0..n).map(|_| chance(2 + r % 7)).collect(),
            _ => best.iter().map(|&g| if chance(4) == 0 { chance(n) } else { g }).collect(),
        };
        climb(network, &mut of);
        let value = modularity(network, &of);
        if value > most + 1e-13 {
            (best, most) = (numbered(&of), value);
        }
    }
    best
}

/// Moves nodes to the group that gains most until none gains.
fn climb(network: &Network, of: &mut [usize]) {
    let n = network.len();
    let m = network.ties.len() as i64;
    let mut ends = vec![0i64; n.max(of.iter().max().map_or(0, |g| g + 1))];
    for a in 0..n {
        ends[of[a]] += network.degree(a) as i64;
    }
    loop {
        let mut moved = false;
        for a in 0..n {
            let degree = network.degree(a) as i64;
            let mut ties = vec![0i64; ends.len()];
            network.neighbours[a].iter().for_each(|&b| ties[of[b]] += 1);
            let gain = |g: usize, ends: &[i64]| {
                2 * m * ties[g] - degree * (ends[g] - if g == of[a] { degree } else { 0 })
            };
            let here = gain(of[a], &ends);
            let to = (0..ends.len()).max_by_key(|&g| (gain(g, &ends), std::cmp::Reverse(g))).unwrap_or(of[a]);
            if gain(to, &ends) > here {
                ends[of[a]] -= degree;
                ends[to] += degree;
                of[a] = to;
                moved = true;
            }
        }
        if !moved {
            return;
        }
    }
}
