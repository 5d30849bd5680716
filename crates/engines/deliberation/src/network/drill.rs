//! The succession drill: "if this one left tomorrow", what of the network would fail.

use super::paths::components;
use super::{Network, sectors};

/// What a departure would leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Who leaves.
    pub node: usize,
    /// Pairs of others that could reach each other and no longer can.
    pub pairs_cut: usize,
    /// Those who would be left with no tie.
    pub alone: Vec<usize>,
    /// The parts into which the leaver's part falls, largest first.
    pub parts: Vec<Vec<usize>>,
    /// Pairs of sectors that would have no tie between them any more.
    pub sectors_cut: Vec<(String, String)>,
    /// Pairs of the leaver's neighbours who know each other by the leaver only: no tie, and no other neighbour in common.
    pub introductions_lost: usize,
}

/// Reachable pairs.
fn pairs(network: &Network) -> usize {
    components(network).iter().map(|p| p.len() * (p.len() - 1) / 2).sum()
}

/// Takes a node out and looks.
pub fn leave(network: &Network, node: usize) -> Loss {
    let kept: Vec<(usize, usize, f64)> =
        network.ties.iter().copied().filter(|t| t.0 != node && t.1 != node).collect();
    let rest = Network::new(network.ids.clone(), network.sectors.clone(), &kept);
    let own = components(network).into_iter().find(|p| p.contains(&node)).unwrap_or_default();
    let parts: Vec<Vec<usize>> =
        components(&rest).into_iter().filter(|p| p[0] != node && own.contains(&p[0])).collect();
    let near = &network.neighbours[node];
    let sectors_cut = match (sectors::sectors(network), sectors::sectors(&rest)) {
        (Some(before), Some(after)) => {
            let k = before.names.len();
            let pairs = (0..k).flat_map(|i| (i..k).map(move |j| (i, j)));
            let cut = pairs.filter(|&(i, j)| before.mixing[i][j] > 0 && after.mixing[i][j] == 0);
            cut.map(|(i, j)| (before.names[i].clone(), before.names[j].clone())).collect()
        }
        _ => Vec::new(),
    };
    let strangers =
        |b: usize, c: usize| !network.tied(b, c) && !rest.neighbours[b].iter().any(|&d| rest.tied(d, c));
    Loss {
        node,
        pairs_cut: pairs(network) - (own.len().saturating_sub(1)) - pairs(&rest),
        alone: near.iter().copied().filter(|&b| rest.degree(b) == 0).collect(),
        parts,
        sectors_cut,
        introductions_lost: near
            .iter()
            .enumerate()
            .map(|(i, &b)| near[i + 1..].iter().filter(|&&c| strangers(b, c)).count())
            .sum(),
    }
}
