//! Phragmén's sequential rule for budgets (Los, Christoff, Grossi, "Proportional Budget Allocations: Towards a Systematization",
//! IJCAI 2022): money flows to all voters at one speed, and a project is bought as soon as its supporters hold what it costs. The
//! rule ends when the next project would break the budget.
//!
//! Projects that nobody supports come last, all tied: no load is ever enough for them, so the reference implementation (pabutools)
//! gives them an infinite one. Whoever wants none of them sets a least support of one.
//!
//! What voters have spent is a *load*; all supporters of a project have the same load once it is bought. So the loads of a
//! project's supporters are a sum of whole multiples of a few fractions.

use super::election::Case;
use crate::exact::{Ratio, combination};

#[derive(Clone)]
struct State {
    winners: Vec<usize>,
    /// The load after each purchase.
    loads: Vec<Ratio>,
    near: Vec<f64>,
    /// The last purchase that each group took part in, counted from 1; 0: none.
    last: Vec<u32>,
    /// By project and purchase: how many of its supporters took part in that one last.
    count: Vec<Vec<i128>>,
}

impl State {
    fn new(case: &Case) -> State {
        State {
            winners: Vec::new(),
            loads: vec![Ratio::zero()],
            near: vec![0.0],
            last: vec![0; case.election.groups.len()],
            count: case.support.iter().map(|&s| vec![i128::from(s)]).collect(),
        }
    }

    /// The load at which a project that somebody supports is bought.
    fn exact(&self, case: &Case, p: usize) -> Ratio {
        let held = self.count[p].iter().copied().zip(&self.loads);
        let cost = Ratio::whole(case.cost(p));
        &combination(held.chain([(1, &cost)])) / &Ratio::whole(case.support[p])
    }

    fn near(&self, case: &Case, p: usize) -> f64 {
        let held: f64 = self.count[p].iter().zip(&self.near).map(|(&n, load)| n as f64 * load).sum();
        (held + case.cost(p) as f64) / case.support[p] as f64
    }

    /// The projects that are bought next, all of them if tied, and the load (none where nobody supports them); nothing when the rule
    /// ends.
    fn next(&self, case: &Case) -> Option<(Vec<usize>, Option<Ratio>)> {
        let budget = case.election.budget;
        let open =
            || (0..case.cost_count()).filter(|&p| case.cost(p) <= budget && case.may_join(&self.winners, p));
        let wanted: Vec<(usize, f64)> =
            open().filter(|&p| case.support[p] > 0).map(|p| (p, self.near(case, p))).collect();
        let least = wanted.iter().map(|o| o.1).fold(f64::INFINITY, f64::min);
        // Sums of positive numbers, each rounded once: what is least exactly is within a billionth of what is least nearly.
        let close = wanted.iter().filter(|o| o.1 <= least * (1.0 + 1e-9));
        let close: Vec<(usize, Ratio)> = close.map(|o| (o.0, self.exact(case, o.0))).collect();
        let load = close.iter().map(|c| &c.1).min().cloned();
        let tied: Vec<usize> = match &load {
            Some(load) => close.into_iter().filter(|c| c.1 == *load).map(|c| c.0).collect(),
            None => open().collect(),
        };
        let spent = case.total(&self.winners);
        let ends = tied.is_empty() || tied.iter().any(|&p| spent + case.cost(p) > budget);
        (!ends).then_some((tied, load))
    }

    fn buy(&mut self, case: &Case, p: usize, load: Option<&Ratio>) {
        self.winners.push(p);
        // Without supporters nobody's load changes.
        let Some(load) = load else { return };
        let now = self.loads.len() as u32;
        self.near.push(load.to_f64());
        self.loads.push(load.clone());
        for row in &mut self.count {
            row.push(0);
        }
        for &(g, _) in &case.supporters[p] {
            let group = &case.election.groups[g as usize];
            let before = std::mem::replace(&mut self.last[g as usize], now);
            for &(other, _) in group.marks.iter().filter(|m| m.1 > 0) {
                self.count[other as usize][before as usize] -= i128::from(group.voters);
                self.count[other as usize][now as usize] += i128::from(group.voters);
            }
        }
    }
}

/// Purchases with the load at each, if it had supporters, and those they were tied with.
pub(crate) fn run(case: &Case) -> Vec<(usize, Option<Ratio>, Vec<usize>)> {
    let mut state = State::new(case);
    let mut out = Vec::new();
    while let Some((mut tied, load)) = state.next(case) {
        tied.sort_by_key(|&p| case.rank[p]);
        let p = tied[0];
        state.buy(case, p, load.as_ref());
        out.push((p, load, if tied.len() > 1 { tied } else { Vec::new() }));
    }
    out
}

/// Every outcome that some way of breaking ties gives.
pub(crate) fn all(case: &Case, most: usize) -> Option<Vec<Vec<usize>>> {
    let mut found = Vec::new();
    let mut open = vec![State::new(case)];
    let mut steps = 0;
    while let Some(state) = open.pop() {
        steps += 1;
        if steps > most {
            return None;
        }
        let Some((tied, load)) = state.next(case) else {
            found.push(state.winners);
            continue;
        };
        // Projects that nobody supports and that all fit beside each other are bought in any order.
        let cost: i128 = tied.iter().map(|&p| case.cost(p)).sum();
        if load.is_none()
            && case.total(&state.winners) + cost <= case.election.budget
            && tied.iter().all(|&p| case.excludes[p].is_empty())
        {
            found.push([state.winners, tied].concat());
            continue;
        }
        for p in tied {
            let mut next = state.clone();
            next.buy(case, p, load.as_ref());
            open.push(next);
        }
    }
    Some(found)
}
