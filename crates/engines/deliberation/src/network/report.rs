//! All measures of a network in JSON, and a short text.

use super::{Network, community, drill, optimum, paths, sectors, structure};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A node's id: a number where the file has a whole number.
fn id(network: &Network, a: usize) -> Value {
    network.ids[a].parse::<u32>().map_or_else(|_| network.ids[a].clone().into(), Value::from)
}

fn by_node<T: Into<Value>>(network: &Network, values: impl IntoIterator<Item = T>) -> Value {
    Value::Object(network.ids.iter().cloned().zip(values.into_iter().map(Into::into)).collect())
}

fn list(network: &Network, nodes: &[usize]) -> Value {
    nodes.iter().map(|&a| id(network, a)).collect()
}

fn sizes(of: &[usize]) -> Vec<usize> {
    let mut sizes = vec![0; of.iter().max().map_or(0, |g| g + 1)];
    of.iter().for_each(|&g| sizes[g] += 1);
    sizes.sort_unstable_by_key(|s| std::cmp::Reverse(*s));
    sizes
}

/// All measures.
pub fn json(network: &Network) -> Value {
    let n = network.len();
    let raw = paths::betweenness(network);
    let normalized = paths::normalized(&raw);
    let (average, diameter) = paths::extent(network);
    let parts: Vec<usize> = paths::components(network).iter().map(Vec::len).collect();
    let (points, bridges) = structure::cuts(network);
    let (clustering, transitivity) = structure::clustering(network);
    let (core, correlation) = structure::core_periphery(network);
    let greedy = community::greedy(network);
    let found = community::best_found(network);
    let proven = optimum::proven(network, &found);
    let optimal = proven.as_ref().map(|of| (community::modularity(network, of), sizes(of).len()));
    let best = proven.unwrap_or(found);
    let mut strength = vec![0.0; n];
    let mut weights: BTreeMap<String, usize> = BTreeMap::new();
    for &(a, b, weight) in &network.ties {
        strength[a] += weight;
        strength[b] += weight;
        *weights.entry(format!("{weight:?}")).or_insert(0) += 1;
    }
    let mut out = json!({
        "n": n,
        "m": network.ties.len(),
        "density": structure::density(network),
        "degree": by_node(network, (0..n).map(|a| network.degree(a))),
        "strength": by_node(network, strength),
        "weight_counts": weights,
        "degree_centralization_freeman": structure::degree_centralization(network),
        "betweenness_raw": by_node(network, raw),
        "betweenness_centralization_freeman": structure::betweenness_centralization(&normalized),
        "betweenness_normalized": by_node(network, normalized),
        "closeness_wasserman_faust": by_node(network, paths::closeness(network)),
        "average_clustering": clustering,
        "transitivity": transitivity,
        "core_number": by_node(network, structure::core_numbers(network)),
        "burt_constraint": by_node(network, structure::constraint(network)),
        "burt_effective_size": by_node(network, structure::effective_size(network)),
        "components": parts,
        "isolates": list(network, &(0..n).filter(|&a| network.degree(a) == 0).collect::<Vec<_>>()),
        "articulation_points": list(network, &points),
        "bridges": bridges.iter().map(|&(a, b)| json!([id(network, a), id(network, b)])).collect::<Vec<_>>(),
        "largest_component": {"n": parts.first().copied().unwrap_or(0), "average_shortest_path": average, "diameter": diameter},
        "core_periphery_BE_degree_prefix": {"core": list(network, &core), "core_size": core.len(), "correlation": correlation},
        "greedy_modularity_CNM": {"Q": community::modularity(network, &greedy), "sizes": sizes(&greedy)},
        "best_modularity_found": {"Q": community::modularity(network, &best), "groups": sizes(&best).len(), "group": by_node(network, best)},
        "succession_drill": (0..n).map(|a| loss(network, &drill::leave(network, a))).collect::<Vec<_>>(),
        "notes": network.notes,
    });
    // Only where it was proven that no groups are better.
    if let (Some((q, groups)), Value::Object(out)) = (optimal, &mut out) {
        out.insert("optimal_modularity_exact".to_owned(), q.into());
        out.insert("optimal_modularity_groups".to_owned(), groups.into());
    }
    if let (Some(sectors), Value::Object(out)) = (sectors::sectors(network), &mut out) {
        add_sectors(network, &sectors, out);
    }
    out
}

fn loss(network: &Network, loss: &drill::Loss) -> Value {
    json!({
        "leaves": id(network, loss.node),
        "pairs_cut": loss.pairs_cut,
        "alone": list(network, &loss.alone),
        "parts": loss.parts.iter().map(Vec::len).collect::<Vec<_>>(),
        "sectors_cut": loss.sectors_cut,
        "introductions_lost": loss.introductions_lost,
    })
}

fn add_sectors(network: &Network, s: &sectors::Sectors, out: &mut Map<String, Value>) {
    let k = s.names.len();
    let by_sector =
        |values: Vec<Value>| -> Value { Value::Object(s.names.iter().cloned().zip(values).collect()) };
    let brokerage = s.brokerage.iter().map(|b| {
        json!({"coordinator": b.coordinator, "gatekeeper_representative": b.gatekeeper, "itinerant": b.itinerant, "liaison": b.liaison})
    });
    let mixing = (0..k).map(|i| by_sector(s.mixing[i].iter().map(|&n| n.into()).collect())).collect();
    let pairs = (0..k).flat_map(|i| (i..k).map(move |j| (i, j)));
    let density: Map<String, Value> =
        pairs.map(|(i, j)| (format!("{}|{}", s.names[i], s.names[j]), s.density[i][j].into())).collect();
    let more = [
        ("sector", by_node(network, s.of.iter().map(|&i| s.names[i].clone()))),
        ("sector_size", by_sector(s.size.iter().map(|&n| n.into()).collect())),
        ("sector_mixing_upper", by_sector(mixing)),
        ("sector_pair_density", Value::Object(density)),
        ("sector_share_of_ties", by_sector(s.share.iter().map(|&x| x.into()).collect())),
        ("sector_tie_HHI", s.hhi.into()),
        ("sector_modularity", s.modularity.into()),
        ("sector_assortativity", s.assortativity.into()),
        ("E_I_index", s.e_i.into()),
        ("blau_index_of_sector_sizes", s.blau.into()),
        ("shannon_of_sector_sizes_nats", s.shannon.into()),
        ("gould_fernandez_undirected", by_node(network, brokerage)),
    ];
    out.extend(more.map(|(key, value)| (key.to_owned(), value)));
}

/// The network in a few words. Nodes are listed in the order of the file: nobody is ranked.
pub fn text(network: &Network) -> String {
    let mut out = String::new();
    let names =
        |nodes: &[usize]| nodes.iter().map(|&a| network.ids[a].as_str()).collect::<Vec<_>>().join(", ");
    let parts = paths::components(network);
    let (average, _) = paths::extent(network);
    let _ = writeln!(
        out,
        "{} nodes, {} ties: {:.1} % of all that could be",
        network.len(),
        network.ties.len(),
        100.0 * structure::density(network)
    );
    let _ = writeln!(
        out,
        "{} parts; in the largest ({}), two are {average:.2} steps apart on average",
        parts.len(),
        parts.first().map_or(0, Vec::len)
    );
    let _ = writeln!(
        out,
        "Ties are centred on few (0 evenly spread, 1 a star): {:.2}",
        structure::degree_centralization(network)
    );
    if let Some(s) = sectors::sectors(network) {
        let _ = writeln!(
            out,
            "Ties between sectors less ties within (-1 all within, 1 all between): {:.2}",
            s.e_i
        );
    }
    let (points, bridges) = structure::cuts(network);
    if points.is_empty() {
        out.push_str("Nobody alone holds two parts together\n");
    } else {
        let _ = writeln!(out, "Without one of these a part is cut off: {}", names(&points));
    }
    for (a, b) in bridges {
        let _ = writeln!(out, "One tie alone joins two parts: {} - {}", network.ids[a], network.ids[b]);
    }
    out.push_str("\nIf one left tomorrow:\n");
    for a in 0..network.len() {
        let loss = drill::leave(network, a);
        if loss.pairs_cut == 0 && loss.alone.is_empty() && loss.sectors_cut.is_empty() {
            continue;
        }
        let _ =
            write!(out, "  {}: {} pairs could not reach each other any more", network.ids[a], loss.pairs_cut);
        if !loss.alone.is_empty() {
            let _ = write!(out, "; alone would be {}", names(&loss.alone));
        }
        for (x, y) in &loss.sectors_cut {
            let _ = write!(out, "; no tie left between {x} and {y}");
        }
        out.push('\n');
    }
    for note in &network.notes {
        let _ = writeln!(out, "Note: {note}");
    }
    out
}
