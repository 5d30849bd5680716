//! Ties between sectors: the E-I index (Krackhardt, Stern 1988), assortativity (Newman 2003), brokerage (Gould, Fernandez, "Structures of
//! Mediation", 1989, for ties without direction), Blau's index and the shares of ties.

use super::Network;
use std::collections::BTreeMap;

/// What a node mediates between two who are not tied to each other, counted over pairs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Brokerage {
    /// All three of one sector.
    pub coordinator: usize,
    /// One of the two is of the node's sector, the other is not.
    pub gatekeeper: usize,
    /// The two are of one sector, the node of another.
    pub itinerant: usize,
    /// Three sectors.
    pub liaison: usize,
}

/// Figures by sector.
#[derive(Debug, Clone, PartialEq)]
pub struct Sectors {
    /// The names, in order.
    pub names: Vec<String>,
    /// The sector of each node, by place in `names`.
    pub of: Vec<usize>,
    /// Nodes.
    pub size: Vec<usize>,
    /// Ties between two sectors, `[i][j]` with i not after j; within one where they are equal.
    pub mixing: Vec<Vec<usize>>,
    /// The share of possible ties between two sectors; none where there are no pairs.
    pub density: Vec<Vec<Option<f64>>>,
    /// The share of all ends of ties.
    pub share: Vec<f64>,
    /// (Ties between sectors less ties within) over all ties.
    pub e_i: f64,
    /// How much more often ties stay within a sector than by chance, with 1 for always.
    pub assortativity: f64,
    /// Modularity of the sectors as groups.
    pub modularity: f64,
    /// Concentration of ends of ties in sectors (the sum of squared shares).
    pub hhi: f64,
    /// The chance that two nodes are of different sectors.
    pub blau: f64,
    /// Shannon's index of the sectors' sizes, in nats.
    pub shannon: f64,
    /// By node.
    pub brokerage: Vec<Brokerage>,
}

/// Computes them; nothing where sectors are not known.
pub fn sectors(network: &Network) -> Option<Sectors> {
    let given = network.sectors.as_ref()?;
    let index: BTreeMap<&String, usize> = given
        .iter()
        .map(|s| (s, 0))
        .collect::<BTreeMap<_, _>>()
        .into_keys()
        .enumerate()
        .map(|(i, s)| (s, i))
        .collect();
    let names: Vec<String> = index.keys().map(|s| (*s).clone()).collect();
    let of: Vec<usize> = given.iter().map(|s| index[s]).collect();
    let k = names.len();
    let mut size = vec![0usize; k];
    of.iter().for_each(|&s| size[s] += 1);
    let (mut mixing, mut ends) = (vec![vec![0usize; k]; k], vec![0usize; k]);
    for &(a, b, _) in &network.ties {
        mixing[of[a].min(of[b])][of[a].max(of[b])] += 1;
        ends[of[a]] += 1;
        ends[of[b]] += 1;
    }
    let m = network.ties.len() as f64;
    let pairs = |i: usize, j: usize| if i == j { size[i] * (size[i] - 1) / 2 } else { size[i] * size[j] };
    let density = (0..k)
        .map(|i| {
            (0..k)
                .map(|j| (i <= j && pairs(i, j) > 0).then(|| mixing[i][j] as f64 / pairs(i, j) as f64))
                .collect()
        })
        .collect();
    let share: Vec<f64> = ends.iter().map(|&e| if m > 0.0 { e as f64 / (2.0 * m) } else { 0.0 }).collect();
    let within: f64 = (0..k).map(|i| mixing[i][i] as f64).sum();
    let hhi: f64 = share.iter().map(|s| s * s).sum();
    let sizes: Vec<f64> = size.iter().map(|&s| s as f64 / network.len() as f64).collect();
    Some(Sectors {
        e_i: if m > 0.0 { (m - 2.0 * within) / m } else { 0.0 },
        assortativity: if m > 0.0 && hhi < 1.0 { (within / m - hhi) / (1.0 - hhi) } else { 0.0 },
        modularity: if m > 0.0 { within / m - hhi } else { 0.0 },
        blau: 1.0 - sizes.iter().map(|s| s * s).sum::<f64>(),
        shannon: -sizes.iter().map(|s| s * s.ln()).sum::<f64>(),
        brokerage: (0..network.len()).map(|a| brokerage(network, &of, a)).collect(),
        names,
        of,
        size,
        mixing,
        density,
        share,
        hhi,
    })
}

fn brokerage(network: &Network, of: &[usize], a: usize) -> Brokerage {
    let mut out = Brokerage::default();
    let near = &network.neighbours[a];
    for (i, &b) in near.iter().enumerate() {
        for &c in near[i + 1..].iter().filter(|&&c| !network.tied(b, c)) {
            let role = match (of[b] == of[a], of[c] == of[a], of[b] == of[c]) {
                (true, true, _) => &mut out.coordinator,
                (false, false, true) => &mut out.itinerant,
                (false, false, false) => &mut out.liaison,
                _ => &mut out.gatekeeper,
            };
            *role += 1;
        }
    }
    out
}
