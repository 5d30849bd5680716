//! The Method of Equal Shares (Peters, Skowron, "Proportionality and the Limits of Welfarism", EC 2020; Peters, Pierczyński,
//! Skowron, "Proportional Participatory Budgeting with Additive Utilities", NeurIPS 2021).
//!
//! Every voter gets an equal share of the budget. A project is bought when its supporters can pay for it; the one bought next is
//! that whose supporters pay least for what they get. Money may be left at the end. *Add-one* raises everyone's share by one of
//! the currency as long as what it buys stays within the budget: this is what the cities do that use the rule.

use super::election::Case;
use super::exact_state::ExactState;
use super::waterline::{Choice, Waterline};
use crate::exact::Ratio;
use num_traits::ToPrimitive as _;

/// A purchase, with what it was chosen by.
pub(crate) struct Purchase {
    pub p: usize,
    pub tied: Vec<usize>,
    /// What one point costs who can pay it; `None` for what costs nothing.
    pub level: Option<Ratio>,
}

/// What a run bought, and with which endowment.
pub(crate) struct Bought {
    pub purchases: Vec<Purchase>,
    pub endowment: Ratio,
    /// How often the share was raised.
    pub raised: u64,
    /// What the supporters of each project have left.
    pub left: Vec<Ratio>,
}

/// When raising the share stops.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Completion {
    /// It is not raised.
    None,
    /// Before the outcome would overspend: as the cities do.
    Affordable,
    /// Then, or as soon as nothing more fits into the budget.
    Exhaustive,
}

/// Marks on ballots from which on several endowments are counted side by side: a thread costs what some thousands of marks do.
const LARGE: usize = 50_000;

/// A run for each room, each with a share that is one higher than the one before; the first was raised `raised` times.
fn side_by_side(case: &Case, rooms: &mut [Waterline<'_>], raised: u64) -> Vec<Vec<Choice>> {
    if let [room] = rooms {
        return vec![room.run(&endowment(case, raised), true)];
    }
    std::thread::scope(|scope| {
        let runs = rooms.iter_mut().zip(raised..);
        let runs: Vec<_> = runs
            .map(|(room, raised)| scope.spawn(move || room.run(&endowment(case, raised), true)))
            .collect();
        runs.into_iter()
            .map(|run| run.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause)))
            .collect()
    })
}

fn endowment(case: &Case, raised: u64) -> Ratio {
    let voters = i128::from(case.election.voters);
    let total = num_bigint::BigInt::from(case.election.budget)
        + num_bigint::BigInt::from(case.election.unit) * raised * case.election.voters;
    Ratio::new(total, voters)
}

/// Runs the rule.
pub(crate) fn run(case: &Case, completion: Completion) -> Bought {
    if case.election.voters == 0 {
        return Bought {
            purchases: Vec::new(),
            endowment: Ratio::zero(),
            raised: 0,
            left: vec![Ratio::zero(); case.cost_count()],
        };
    }
    let mut rooms = vec![Waterline::new(case)];
    let (mut raised, mut best) = (0u64, 0u64);
    let wanted: Vec<usize> = (0..case.cost_count())
        .filter(|&p| case.eligible[p] && case.worth[p] > 0 && !case.supporters[p].is_empty())
        .collect();
    if completion == Completion::Affordable && case.total(&wanted) <= case.election.budget {
        // It never overspends: the share rises as far as it can, to the whole budget for each voter and more.
        raised = (case.election.budget / case.election.unit).to_u64().unwrap_or(u64::MAX);
    }
    'raising: loop {
        for choices in side_by_side(case, &mut rooms, raised) {
            let winners: Vec<usize> = choices.iter().map(|c| c.p).collect();
            if case.total(&winners) > case.election.budget {
                break 'raising;
            }
            let complete = !wanted.iter().any(|&p| case.may_join(&winners, p));
            let stop = match completion {
                Completion::None => true,
                Completion::Affordable => complete,
                Completion::Exhaustive => complete || case.is_exhaustive(&winners),
            };
            best = raised;
            if stop {
                break 'raising;
            }
            raised += 1;
        }
        if rooms.len() == 1 && case.supporters.iter().map(Vec::len).sum::<usize>() >= LARGE {
            let at_once = std::thread::available_parallelism().map_or(1, |n| n.get().min(8));
            rooms.resize_with(at_once, || Waterline::new(case));
        }
    }
    // Once more from its very beginning, so that ties are told.
    let choices = rooms[0].run(&endowment(case, best), false);
    told(case, best, choices)
}

/// The same purchases with their exact prices.
fn told(case: &Case, raised: u64, choices: Vec<Choice>) -> Bought {
    let endowment = endowment(case, raised);
    let mut state = ExactState::new(case, endowment.clone());
    let mut purchases = Vec::new();
    for Choice { p, tied } in choices {
        let level = if case.cost(p) == 0 { None } else { state.level(p) };
        if let Some(level) = &level {
            state.buy(p, level);
        }
        purchases.push(Purchase { p, tied, level });
    }
    let left = (0..case.cost_count()).map(|p| state.left(p)).collect();
    Bought { purchases, endowment, raised, left }
}

/// Every outcome that some way of breaking ties gives, without raising the share.
pub(crate) fn all(case: &Case, most: usize) -> Option<Vec<Vec<usize>>> {
    if case.election.voters == 0 {
        return Some(vec![Vec::new()]);
    }
    let mut found = Vec::new();
    let mut open = vec![(Vec::new(), ExactState::new(case, endowment(case, 0)))];
    let mut steps = 0;
    while let Some((winners, state)) = open.pop() {
        steps += 1;
        if steps > most {
            return None;
        }
        let mut least: Option<Ratio> = None;
        let mut tied = Vec::new();
        for p in 0..case.cost_count() {
            if !case.may_join(&winners, p) || case.supporters[p].is_empty() || case.worth[p] == 0 {
                continue;
            }
            let Some(level) = state.level(p) else { continue };
            let price = &level / &Ratio::whole(case.worth[p]);
            if least.as_ref().is_none_or(|l| price < *l) {
                (least, tied) = (Some(price), vec![(p, level)]);
            } else if least.as_ref() == Some(&price) {
                tied.push((p, level));
            }
        }
        if tied.is_empty() {
            found.push(winners);
            continue;
        }
        for (p, level) in tied {
            let (mut winners, mut state) = (winners.clone(), state.clone());
            state.buy(p, &level);
            winners.push(p);
            open.push((winners, state));
        }
    }
    Some(found)
}

impl Case<'_> {
    pub fn cost_count(&self) -> usize {
        self.election.projects.len()
    }
}
