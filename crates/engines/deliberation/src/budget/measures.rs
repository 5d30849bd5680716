//! How well an outcome serves the voters: exact averages, and the Gini index of what they got.

use super::election::{Case, Election, Options, Satisfaction};
use crate::exact::Ratio;

/// Figures of an outcome.
#[derive(Debug, Clone)]
pub struct Measures {
    /// The share of voters who marked at least one winner.
    pub not_empty_handed: Ratio,
    /// Money spent on what a voter marked, on average.
    pub average_cost: Ratio,
    /// Winners that a voter marked, on average.
    pub average_winners: Ratio,
    /// How unequal the money spent on voters is: 0 all alike, near 1 all on one.
    pub gini_cost: Ratio,
    /// How unequal the numbers of winners are.
    pub gini_winners: Ratio,
    /// Voters who marked each project.
    pub support: Vec<u64>,
}

/// Computes them.
pub fn measures(election: &Election, winners: &[usize]) -> Measures {
    let case = Case::new(election, &Options { satisfaction: Satisfaction::Cost, ..Options::default() });
    let mut won = vec![false; election.projects.len()];
    for &w in winners {
        won[w] = true;
    }
    let mut got: Vec<(i128, i128, u64)> = Vec::new();
    for group in &election.groups {
        let liked = group.marks.iter().filter(|m| m.1 > 0 && won[m.0 as usize]);
        let (count, cost) = liked.fold((0, 0), |(n, c), m| (n + 1, c + case.cost(m.0 as usize)));
        got.push((cost, count, group.voters));
    }
    let voters = i128::from(election.voters.max(1));
    let handed: u64 = got.iter().filter(|g| g.1 > 0).map(|g| g.2).sum();
    let sum = |of: fn(&(i128, i128, u64)) -> i128| got.iter().map(|g| of(g) * i128::from(g.2)).sum::<i128>();
    Measures {
        not_empty_handed: Ratio::new(handed, voters),
        average_cost: Ratio::new(sum(|g| g.0), voters * election.unit),
        average_winners: Ratio::new(sum(|g| g.1), voters),
        gini_cost: gini(got.iter().map(|g| (g.0, g.2)).collect()),
        gini_winners: gini(got.iter().map(|g| (g.1, g.2)).collect()),
        support: case.support,
    }
}

/// The Gini index of values, each held by so many: the mean difference of two over twice the mean.
pub fn gini(mut values: Vec<(i128, u64)>) -> Ratio {
    values.sort_unstable();
    let n: i128 = values.iter().map(|v| i128::from(v.1)).sum();
    let total: i128 = values.iter().map(|v| v.0 * i128::from(v.1)).sum();
    if n == 0 || total == 0 {
        return Ratio::zero();
    }
    // The sum over ranks i (from 1) of (2i - n - 1) times the value, a run of equal values at once.
    let (mut before, mut weighted) = (0i128, num_bigint::BigInt::from(0));
    for (value, often) in values {
        let often = i128::from(often);
        let ranks = often * (2 * before + often + 1) - often * (n + 1);
        weighted += num_bigint::BigInt::from(value) * ranks;
        before += often;
    }
    Ratio::new(weighted, num_bigint::BigInt::from(n) * total)
}
