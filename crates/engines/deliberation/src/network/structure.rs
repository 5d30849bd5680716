//! Structure: clustering, cores (Seidman 1983), cut points and bridges (Tarjan 1972), structural holes (Burt, "Structural Holes", 1992),
//! core and periphery (Borgatti, Everett, "Models of core/periphery structures", 1999), centralisation (Freeman 1978/79).

use super::Network;

/// The share of all possible ties that there are.
pub fn density(network: &Network) -> f64 {
    let n = network.len() as f64;
    if n > 1.0 { network.ties.len() as f64 / (n * (n - 1.0) / 2.0) } else { 0.0 }
}

/// Ties between the neighbours of each node.
fn triangles(network: &Network) -> Vec<usize> {
    let among = |a: usize| {
        let near = &network.neighbours[a];
        near.iter()
            .enumerate()
            .map(|(i, &b)| near[i + 1..].iter().filter(|&&c| network.tied(b, c)).count())
            .sum()
    };
    (0..network.len()).map(among).collect()
}

/// The mean share of each node's pairs of neighbours that are tied (a node with fewer than two counts as 0), and the share of all
/// such pairs.
pub fn clustering(network: &Network) -> (f64, f64) {
    let triangles = triangles(network);
    let pairs: Vec<usize> =
        (0..network.len()).map(|a| network.degree(a) * network.degree(a).saturating_sub(1) / 2).collect();
    let share = |t: usize, p: usize| if p > 0 { t as f64 / p as f64 } else { 0.0 };
    let mean: f64 = triangles.iter().zip(&pairs).map(|(&t, &p)| share(t, p)).sum();
    (
        if network.is_empty() { 0.0 } else { mean / network.len() as f64 },
        share(triangles.iter().sum(), pairs.iter().sum()),
    )
}

/// The largest k such that a node is in a part whose members all have k ties within it.
pub fn core_numbers(network: &Network) -> Vec<usize> {
    let mut degree: Vec<usize> = (0..network.len()).map(|a| network.degree(a)).collect();
    let (mut core, mut gone, mut level) = (vec![0; network.len()], vec![false; network.len()], 0);
    while let Some(a) = (0..network.len()).filter(|&a| !gone[a]).min_by_key(|&a| degree[a]) {
        level = level.max(degree[a]);
        (core[a], gone[a]) = (level, true);
        for &b in network.neighbours[a].iter().filter(|&&b| !gone[b]) {
            degree[b] -= 1;
        }
    }
    core
}

/// Nodes without which a part falls apart, and ties without which it does.
pub fn cuts(network: &Network) -> (Vec<usize>, Vec<(usize, usize)>) {
    let n = network.len();
    let (mut entry, mut low, mut clock) = (vec![usize::MAX; n], vec![usize::MAX; n], 0);
    let (mut points, mut bridges) = (vec![false; n], Vec::new());
    for root in 0..n {
        if entry[root] != usize::MAX {
            continue;
        }
        // A walk in depth without recursion: node, where it came from, the next neighbour to look at.
        let mut path = vec![(root, usize::MAX, 0usize)];
        (entry[root], low[root]) = (clock, clock);
        clock += 1;
        let mut children = 0;
        while let Some(top) = path.last_mut() {
            let (a, from) = (top.0, top.1);
            if let Some(&b) = network.neighbours[a].get(top.2) {
                top.2 += 1;
                if entry[b] == usize::MAX {
                    (entry[b], low[b]) = (clock, clock);
                    clock += 1;
                    children += usize::from(a == root);
                    path.push((b, a, 0));
                } else if b != from {
                    low[a] = low[a].min(entry[b]);
                }
                continue;
            }
            path.pop();
            if from != usize::MAX {
                low[from] = low[from].min(low[a]);
                if low[a] > entry[from] {
                    bridges.push((a.min(from), a.max(from)));
                }
                points[from] |= from != root && low[a] >= entry[from];
            }
        }
        points[root] |= children > 1;
    }
    bridges.sort_unstable();
    ((0..n).filter(|&a| points[a]).collect(), bridges)
}

/// How bound each node is by neighbours who are bound to each other; none for who has no ties.
pub fn constraint(network: &Network) -> Vec<Option<f64>> {
    let share = |a: usize| 1.0 / network.degree(a) as f64;
    let of = |a: usize| {
        let bound = |b: usize| {
            let over: f64 = network.neighbours[a]
                .iter()
                .filter(|&&c| c != b && network.tied(c, b))
                .map(|&c| share(a) * share(c))
                .sum();
            (share(a) + over).powi(2)
        };
        (network.degree(a) > 0).then(|| network.neighbours[a].iter().map(|&b| bound(b)).sum())
    };
    (0..network.len()).map(of).collect()
}

/// A node's ties less what is said twice: the mean number of ties among its neighbours.
pub fn effective_size(network: &Network) -> Vec<Option<f64>> {
    let triangles = triangles(network);
    (0..network.len())
        .map(|a| {
            let ties = network.degree(a) as f64;
            (ties > 0.0).then(|| ties - 2.0 * triangles[a] as f64 / ties)
        })
        .collect()
}

/// How far degrees are from those of a star.
pub fn degree_centralization(network: &Network) -> f64 {
    let n = network.len() as f64;
    let most = (0..network.len()).map(|a| network.degree(a)).max().unwrap_or(0);
    let over: usize = (0..network.len()).map(|a| most - network.degree(a)).sum();
    if n > 2.0 { over as f64 / ((n - 1.0) * (n - 2.0)) } else { 0.0 }
}

/// How far betweenness is from that of a star.
pub fn betweenness_centralization(normalized: &[f64]) -> f64 {
    let most = normalized.iter().copied().fold(0.0, f64::max);
    let n = normalized.len() as f64;
    if n > 1.0 { normalized.iter().map(|b| most - b).sum::<f64>() / (n - 1.0) } else { 0.0 }
}

/// A core of the nodes with most ties: of all cores made of the first so many by degree (then by order), the one whose pattern,
/// in which two nodes are tied if one of them is in the core, is most like the network (Pearson's correlation over pairs).
pub fn core_periphery(network: &Network) -> (Vec<usize>, f64) {
    let n = network.len();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|&a| (std::cmp::Reverse(network.degree(a)), a));
    let pairs = (n * n.saturating_sub(1) / 2) as f64;
    let ties = network.ties.len() as f64;
    let (mut inside, mut best) = (vec![false; n], (0, f64::NEG_INFINITY));
    for (k, &a) in order.iter().enumerate().take(n.saturating_sub(1)) {
        inside[a] = true;
        // Pairs in the pattern, and those of them that are tied.
        let size = k as f64 + 1.0;
        let pattern = size * (size - 1.0) / 2.0 + size * (n as f64 - size);
        let both = network.ties.iter().filter(|t| inside[t.0] || inside[t.1]).count() as f64;
        let covariance = both / pairs - ties / pairs * (pattern / pairs);
        let spread = |share: f64| share * (1.0 - share);
        let correlation = covariance / (spread(ties / pairs) * spread(pattern / pairs)).sqrt();
        if correlation > best.1 + 1e-15 {
            best = (k + 1, correlation);
        }
    }
    let mut core = order[..best.0].to_vec();
    core.sort_unstable();
    (core, best.1)
}
