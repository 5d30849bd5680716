//! Shortest paths: betweenness (Brandes, "A faster algorithm for betweenness centrality", 2001), closeness as Wasserman and Faust
//! have it for networks in parts (1994), distances.

use super::Network;
use std::collections::VecDeque;

/// Steps to every node that can be reached.
pub fn distances(network: &Network, from: usize) -> Vec<Option<usize>> {
    let mut found = vec![None; network.len()];
    found[from] = Some(0);
    let mut open = VecDeque::from([from]);
    while let Some(a) = open.pop_front() {
        for &b in &network.neighbours[a] {
            if found[b].is_none() {
                found[b] = found[a].map(|d: usize| d + 1);
                open.push_back(b);
            }
        }
    }
    found
}

/// How many pairs of others have each node on their shortest paths, as shares where there are several paths.
pub fn betweenness(network: &Network) -> Vec<f64> {
    let n = network.len();
    let mut total = vec![0.0; n];
    for from in 0..n {
        let (mut order, mut before) = (Vec::with_capacity(n), vec![Vec::new(); n]);
        let (mut paths, mut distance) = (vec![0.0; n], vec![usize::MAX; n]);
        (paths[from], distance[from]) = (1.0, 0);
        let mut open = VecDeque::from([from]);
        while let Some(a) = open.pop_front() {
            order.push(a);
            for &b in &network.neighbours[a] {
                if distance[b] == usize::MAX {
                    distance[b] = distance[a] + 1;
                    open.push_back(b);
                }
                if distance[b] == distance[a] + 1 {
                    paths[b] += paths[a];
                    before[b].push(a);
                }
            }
        }
        let mut depends = vec![0.0; n];
        for &b in order.iter().rev() {
            for &a in &before[b] {
                depends[a] += paths[a] / paths[b] * (1.0 + depends[b]);
            }
            if b != from {
                total[b] += depends[b];
            }
        }
    }
    total.into_iter().map(|t| t / 2.0).collect()
}

/// As a share of the pairs of others.
pub fn normalized(betweenness: &[f64]) -> Vec<f64> {
    let n = betweenness.len() as f64;
    let pairs = (n - 1.0) * (n - 2.0) / 2.0;
    betweenness.iter().map(|b| if pairs > 0.0 { b / pairs } else { 0.0 }).collect()
}

/// How near a node is to those it can reach, times the share that it can reach.
pub fn closeness(network: &Network) -> Vec<f64> {
    let others = network.len().saturating_sub(1) as f64;
    (0..network.len())
        .map(|a| {
            let found: Vec<usize> = distances(network, a).into_iter().flatten().collect();
            let (reached, sum) = (found.len() as f64 - 1.0, found.iter().sum::<usize>() as f64);
            if sum > 0.0 && others > 0.0 { reached / sum * (reached / others) } else { 0.0 }
        })
        .collect()
}

/// The parts of a network, largest first, each in order of nodes.
pub fn components(network: &Network) -> Vec<Vec<usize>> {
    let (mut seen, mut parts) = (vec![false; network.len()], Vec::new());
    for a in 0..network.len() {
        if !seen[a] {
            let part: Vec<usize> =
                distances(network, a).iter().enumerate().filter(|d| d.1.is_some()).map(|d| d.0).collect();
            part.iter().for_each(|&b| seen[b] = true);
            parts.push(part);
        }
    }
    parts.sort_by_key(|p| std::cmp::Reverse(p.len()));
    parts
}

/// Of the largest part: the mean distance of two nodes, and the greatest.
pub fn extent(network: &Network) -> (f64, usize) {
    let parts = components(network);
    let Some(part) = parts.first() else { return (0.0, 0) };
    let (mut sum, mut most) = (0usize, 0);
    for &a in part {
        for d in distances(network, a).into_iter().flatten() {
            sum += d;
            most = most.max(d);
        }
    }
    let n = part.len() as f64;
    (if n > 1.0 { sum as f64 / (n * (n - 1.0)) } else { 0.0 }, most)
}
