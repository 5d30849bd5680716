//! One run of the Method of Equal Shares, fast: floating-point numbers with a bound on their error choose the next project where
//! they can, and [`ExactState`] where two projects come closer than the bound. So the outcome is that of exact fractions.
//!
//! A project is paid like water finding its level: supporters with less than the level pay all they have, the others the level.
//! Balances only fall, so a level once found bounds all later ones from below, and most projects are looked at seldom.

use super::election::Case;
use super::exact_state::ExactState;
use super::purses::Purses;
use crate::exact::Ratio;

const ROUNDING: f64 = 1.2e-16;

/// A choice of a run: the project, and those it was tied with.
#[derive(Clone)]
pub(crate) struct Choice {
    pub p: usize,
    pub tied: Vec<usize>,
}

/// Room to run in, used again for each endowment.
pub(crate) struct Waterline<'a> {
    case: &'a Case<'a>,
    /// What may be bought, cheapest first for who approves it, if nobody were ever out of money.
    order: Vec<usize>,
    all_points: Vec<i128>,
    purses: Purses<'a>,
    /// Bounds from below on each project's level.
    bound: Vec<f64>,
    near_cost: Vec<f64>,
    near_worth: Vec<f64>,
}

/// What was found of a project's level.
enum Found {
    Level { level: f64, error: f64, untouched: bool },
    Above(f64),
    Unaffordable,
    Unsure,
}

struct Candidate {
    p: usize,
    key: f64,
    error: f64,
    level: f64,
    untouched: bool,
}

impl<'a> Waterline<'a> {
    pub fn new(case: &'a Case<'a>) -> Waterline<'a> {
        let groups = &case.election.groups;
        let points = |list: &Vec<(u32, i64)>| -> i128 {
            list.iter().map(|&(g, mark)| i128::from(mark) * i128::from(groups[g as usize].voters)).sum()
        };
        let all_points: Vec<i128> = case.supporters.iter().map(points).collect();
        let wanted = |p: &usize| case.eligible[*p] && all_points[*p] > 0 && case.worth[*p] > 0;
        let mut order: Vec<usize> = (0..all_points.len()).filter(wanted).collect();
        let price = |p: usize| &Ratio::new(case.cost(p), all_points[p]) / &Ratio::whole(case.worth[p]);
        order.sort_by_cached_key(|&p| (price(p), case.rank[p]));
        Waterline {
            order,
            bound: vec![0.0; all_points.len()],
            near_cost: (0..all_points.len()).map(|p| case.cost(p) as f64).collect(),
            near_worth: case.worth.iter().map(|&w| w as f64).collect(),
            purses: Purses::new(case),
            all_points,
            case,
        }
    }

    /// The order in which projects are bought with this endowment for each voter. `again`: the run before had less, and its
    /// beginning, which is the same with more, is taken over without ties being told.
    pub fn run(&mut self, endowment: &Ratio, again: bool) -> Vec<Choice> {
        let mut chosen: Vec<Choice> = Vec::new();
        let mut taken: Vec<usize> = Vec::new();
        let mut pool: Vec<usize> = self.order.clone();
        // What costs nothing and somebody wants is in from the start; it stands first in the order.
        for p in self.order.iter().copied().filter(|&p| self.case.cost(p) == 0) {
            if self.case.may_join(&taken, p) {
                taken.push(p);
                chosen.push(Choice { p, tied: Vec::new() });
            }
        }
        let free = chosen.len();
        for p in self.purses.begin(endowment, again) {
            taken.push(p);
            chosen.push(Choice { p, tied: Vec::new() });
        }
        pool.retain(|&p| self.case.cost(p) > 0 && self.case.may_join(&taken, p));
        for &p in &pool {
            self.bound[p] = self.near_cost[p] / self.all_points[p] as f64 * (1.0 - 4.0 * ROUNDING);
        }
        let mut exact: Option<ExactState<'a>> = None;
        let mut beginning = true;
        loop {
            // The cheapest there could be, what is out of reach now but not with more among it.
            let open = |p: &usize| self.case.cost(*p) > 0 && self.case.may_join(&taken, *p);
            let first = if beginning { self.order.iter().copied().find(open) } else { None };
            let Some((choice, level, untouched)) =
                self.next(&mut pool, endowment, &chosen[free..], &mut exact)
            else {
                break;
            };
            // The beginning goes on as long as each purchase is the cheapest there could be, whatever anybody has left.
            beginning &= untouched && first == Some(choice.p);
            self.purses.buy(choice.p, level, beginning);
            pool.retain(|&other| other != choice.p && !self.case.excludes[choice.p].contains(&other));
            taken.push(choice.p);
            chosen.push(choice);
        }
        chosen
    }

    fn key(&self, p: usize) -> f64 {
        self.bound[p] / self.near_worth[p]
    }

    fn next(
        &mut self,
        pool: &mut Vec<usize>,
        endowment: &Ratio,
        chosen: &[Choice],
        exact: &mut Option<ExactState<'a>>,
    ) -> Option<(Choice, f64, bool)> {
        pool.sort_unstable_by(|&a, &b| self.key(a).total_cmp(&self.key(b)));
        let mut best: Vec<Candidate> = Vec::new();
        let mut limit = f64::INFINITY;
        let mut gone = Vec::new();
        for &p in pool.iter() {
            if self.key(p) > limit {
                break;
            }
            let (level, level_error, untouched) = match self.find(p, limit * self.near_worth[p]) {
                Found::Level { level, error, untouched } => (level, error, untouched),
                Found::Above(bound) => {
                    self.bound[p] = bound;
                    continue;
                }
                Found::Unaffordable => {
                    gone.push(p);
                    continue;
                }
                Found::Unsure => match catch_up(exact, self.case, endowment, chosen).level(p) {
                    Some(level) => (level.to_f64(), level.to_f64() * 4.0 * ROUNDING, false),
                    None => {
                        gone.push(p);
                        continue;
                    }
                },
            };
            self.bound[p] = level - level_error;
            let worth = self.near_worth[p];
            let (key, error) = (level / worth, level_error / worth + level / worth * 4.0 * ROUNDING);
            limit = limit.min(key + error);
            best.push(Candidate { p, key, error, level, untouched });
        }
        if !gone.is_empty() {
            pool.retain(|p| !gone.contains(p));
        }
        best.retain(|c| c.key - c.error <= limit);
        if best.len() > 1 {
            best = self.closest(best, endowment, chosen, exact);
        }
        best.sort_by_key(|c| self.case.rank[c.p]);
        let tied: Vec<usize> = if best.len() > 1 { best.iter().map(|c| c.p).collect() } else { Vec::new() };
        best.into_iter().next().map(|c| (Choice { p: c.p, tied }, c.level, c.untouched))
    }

    /// Those of the candidates whose price is least, exactly.
    fn closest(
        &self,
        best: Vec<Candidate>,
        endowment: &Ratio,
        chosen: &[Choice],
        exact: &mut Option<ExactState<'a>>,
    ) -> Vec<Candidate> {
        let price = |c: &Candidate, exact: &mut Option<ExactState<'a>>| {
            let level = if c.untouched {
                Ratio::new(self.case.cost(c.p), self.all_points[c.p])
            } else {
                catch_up(exact, self.case, endowment, chosen).level(c.p)?
            };
            Some(&level / &Ratio::whole(self.case.worth[c.p]))
        };
        let priced: Vec<(Ratio, Candidate)> =
            best.into_iter().filter_map(|c| price(&c, exact).map(|k| (k, c))).collect();
        let Some(least) = priced.iter().map(|(k, _)| k).min().cloned() else { return Vec::new() };
        priced.into_iter().filter(|(k, _)| *k == least).map(|(_, c)| c).collect()
    }

    /// The level of a project, unless it lies above `limit`.
    fn find(&mut self, p: usize, limit: f64) -> Found {
        let cost = self.near_cost[p];
        let mut level = self.bound[p];
        // A first look at the limit: most projects do not come under it, and one pass tells.
        let mut looking = limit.is_finite() && limit > level * 1.000_000_1;
        if looking {
            level = limit;
        }
        loop {
            let pass = self.purses.pass(p, level);
            let doubt = self.purses.off() * pass.voters + cost * (pass.looked_at as f64 + 8.0) * ROUNDING;
            if pass.all < cost - doubt {
                return Found::Unaffordable;
            }
            if pass.rest <= 0.5 || pass.all < cost + doubt {
                if !looking {
                    return Found::Unsure;
                }
                // At the limit everybody pays all they have: start below.
                (looking, level) = (false, self.bound[p]);
                continue;
            }
            let next = (cost - pass.low) / pass.rest;
            if looking {
                let error = doubt / pass.rest + next * 4.0 * ROUNDING;
                if next - error > level * (1.0 + 8.0 * ROUNDING) {
                    return Found::Above((next - error).max(self.bound[p]));
                }
                (looking, level) = (false, self.bound[p]);
                continue;
            }
            if next <= pass.next_balance {
                // Balances that are off move the level by no more than their sum over the points of those clearly above it.
                let clear = next * (1.0 + 1e-6);
                let rest =
                    if pass.next_balance > clear { pass.rest } else { self.purses.points_above(p, clear) };
                let error = doubt / rest + next * 4.0 * ROUNDING;
                if error < next * 1e-7 {
                    let untouched = pass.rest == self.all_points[p] as f64 && pass.next_balance > clear;
                    return Found::Level { level: next, error, untouched };
                }
                return Found::Unsure;
            }
            level = next;
        }
    }
}

/// The exact state after the choices so far.
fn catch_up<'s, 'a>(
    exact: &'s mut Option<ExactState<'a>>,
    case: &'a Case<'a>,
    endowment: &Ratio,
    chosen: &[Choice],
) -> &'s mut ExactState<'a> {
    let state = exact.get_or_insert_with(|| ExactState::new(case, endowment.clone()));
    for choice in &chosen[state.purchases()..] {
        if let Some(level) = state.level(choice.p) {
            state.buy(choice.p, &level);
        }
    }
    state
}
