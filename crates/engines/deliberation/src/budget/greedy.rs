//! The greedy rule: projects in the order of what they give their voters for each unit of cost; those that no longer fit are
//! passed over. With cost satisfaction this is "most votes first", the rule of most cities.

use super::election::Case;
use crate::exact::Ratio;
use std::cmp::Ordering;

/// What a project gives for each unit of cost; `None` for what costs nothing and somebody wants.
pub(crate) fn density(case: &Case, p: usize) -> Option<Ratio> {
    let total = case.points[p] * case.worth[p];
    if total <= 0 {
        return Some(Ratio::zero());
    }
    (case.cost(p) > 0).then(|| Ratio::new(total, case.cost(p)))
}

fn better(a: &Option<Ratio>, b: &Option<Ratio>) -> Ordering {
    match (a, b) {
        (None, None) => Ordering::Equal,
        (None, _) => Ordering::Less,
        (_, None) => Ordering::Greater,
        (Some(a), Some(b)) => b.cmp(a),
    }
}

/// Adds to `winners` what fits, best first; with each, those it was tied with and that would have fitted as well.
pub(crate) fn complete(case: &Case, winners: &[usize]) -> Vec<(usize, Vec<usize>)> {
    let densities: Vec<Option<Ratio>> = (0..case.cost_count()).map(|p| density(case, p)).collect();
    let mut order: Vec<usize> = (0..case.cost_count()).filter(|&p| case.may_join(winners, p)).collect();
    order.sort_by(|&a, &b| better(&densities[a], &densities[b]).then(case.rank[a].cmp(&case.rank[b])));
    let mut all = winners.to_vec();
    let mut left = case.election.budget - case.total(winners);
    let mut added = Vec::new();
    for (at, &p) in order.iter().enumerate() {
        if case.cost(p) > left || !case.may_join(&all, p) {
            continue;
        }
        let equal =
            order[at..].iter().take_while(|&&o| better(&densities[o], &densities[p]) == Ordering::Equal);
        let tied: Vec<usize> =
            equal.copied().filter(|&o| case.cost(o) <= left && case.may_join(&all, o)).collect();
        left -= case.cost(p);
        all.push(p);
        added.push((p, if tied.len() > 1 { tied } else { Vec::new() }));
    }
    added
}

/// Every outcome that some way of breaking ties gives.
pub(crate) fn all(case: &Case, most: usize) -> Option<Vec<Vec<usize>>> {
    let densities: Vec<Option<Ratio>> = (0..case.cost_count()).map(|p| density(case, p)).collect();
    let mut found = Vec::new();
    let mut open: Vec<Vec<usize>> = vec![Vec::new()];
    let mut steps = 0;
    while let Some(winners) = open.pop() {
        steps += 1;
        if steps > most {
            return None;
        }
        let left = case.election.budget - case.total(&winners);
        let fits: Vec<usize> =
            (0..case.cost_count()).filter(|&p| case.cost(p) <= left && case.may_join(&winners, p)).collect();
        let Some(&best) = fits.iter().min_by(|&&a, &&b| better(&densities[a], &densities[b])) else {
            found.push(winners);
            continue;
        };
        for p in fits.into_iter().filter(|&p| better(&densities[p], &densities[best]) == Ordering::Equal) {
            let mut winners = winners.clone();
            winners.push(p);
            winners.sort_unstable();
            if !open.contains(&winners) {
                open.push(winners);
            }
        }
    }
    Some(found)
}
