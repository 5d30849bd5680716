//! Groups with more ties within than by chance (modularity: Newman, Girvan 2004). Exploration only: nothing binding rests on them.

use super::Network;

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
fn numbered(of: &[usize]) -> Vec<usize> {
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

/// Merges, from single nodes on, the two groups that gain most, as long as there is a gain (Clauset, Newman, Moore 2004). Of equal gains,
/// the pair that comes first; a merged group takes the place of its second part.
pub fn greedy(network: &Network) -> Vec<usize> {
    let n = network.len();
    let m = network.ties.len() as i64;
    let mut of: Vec<usize> = (0..n).collect();
    let mut ends: Vec<i64> = (0..n).map(|a| network.degree(a) as i64).collect();
    let mut between = vec![vec![0i64; n]; n];
    for &(a, b, _) in &network.ties {
        between[a][b] = 1;
        between[b][a] = 1;
    }
    loop {
        let mut best: Option<(i64, usize, usize)> = None;
        for a in 0..n {
            for b in a + 1..n {
                // The gain times 2 m^2, a whole number.
                let gain = 2 * m * between[a][b] - ends[a] * ends[b];
                if between[a][b] > 0 && best.is_none_or(|(most, _, _)| gain > most) {
                    best = Some((gain, a, b));
                }
            }
        }
        let Some((_, a, b)) = best.filter(|(gain, _, _)| *gain > 0) else { return numbered(&of) };
        of.iter_mut().filter(|g| **g == a).for_each(|g| *g = b);
        ends[b] += std::mem::take(&mut ends[a]);
        let row = std::mem::replace(&mut between[a], vec![0; n]);
        for (c, ties) in row.into_iter().enumerate() {
            between[c][a] = 0;
            if c != b {
                between[b][c] += ties;
                between[c][b] += ties;
            }
        }
    }
}

/// The best groups found by moving single nodes and merging, from many beginnings that are always the same. On networks of some dozen
/// nodes this is the best there is as a rule; that it is, nothing here proves.
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
