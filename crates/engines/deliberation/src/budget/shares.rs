//! The Method of Equal Shares (Peters, Skowron, "Proportionality and the Limits of Welfarism", EC 2020; Peters, Pierczyński,
//! Skowron, "Proportional Participatory Budgeting with Additive Utilities", NeurIPS 2021).
//!
//! Every voter gets an equal share of the budget. A project is bought when its supporters can pay for it; the one bought next is
//! that whose supporters pay least for what they get. Money may be left at the end. *Add-one* raises everyone's share by one of
//! the currency as long as what it buys stays within the budget: this is what the cities do that use the rule.

use super::election::Case;
use super::exact_state::ExactState;
use super::leap;
use super::tally::Trouble;
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
    /// Then, or as soon as nothing more that shares could buy fits into the budget.
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

/// How many raises in a row changed nothing, and after how many it is asked how far the share may leap: asking costs what some raises do,
/// and where each raise moves something it is of no use.
struct Patience {
    last: Vec<usize>,
    unchanged: u64,
    wait: u64,
    least: u64,
    /// Whether it is worth asking exact fractions, too.
    exact: bool,
}

/// Raises without a change after which a leap is looked for at first, and at the latest.
const WAIT: (u64, u64) = (64, 4096);

impl Patience {
    /// Whether a leap is to be looked for after this outcome.
    fn ends(&mut self, winners: &[usize]) -> bool {
        if self.last == winners {
            self.unchanged += 1;
        } else {
            (self.unchanged, self.last) = (0, winners.to_vec());
        }
        self.unchanged >= self.wait
    }

    /// After a look: once leaps are worth it, the next is looked for at once.
    fn learn(&mut self, steps: u64) {
        self.unchanged = 0;
        self.wait = if steps >= leap::WORTH { 0 } else { (self.wait * 2).clamp(self.least, WAIT.1) };
        // Where nothing changes for long and floating-point numbers see no way, two prices may be equal and stay so.
        self.exact |= self.wait == WAIT.1;
    }
}

/// Marks on ballots that are looked at before raising is given up: minutes of work, and a hundred times what the largest elections need.
const MOST: u64 = 200_000_000_000;

/// Runs the rule.
///
/// # Errors
/// [`Trouble::TooManyRaises`].
pub(crate) fn run(case: &Case, completion: Completion) -> Result<Bought, Trouble> {
    raise(case, completion, WAIT.0, MOST)
}

/// Runs the rule; leaps are looked for after so many raises without a change, and after `most` marks it is given up.
fn raise(case: &Case, completion: Completion, wait: u64, most: u64) -> Result<Bought, Trouble> {
    if case.election.voters == 0 {
        return Ok(Bought {
            purchases: Vec::new(),
            endowment: Ratio::zero(),
            raised: 0,
            left: vec![Ratio::zero(); case.cost_count()],
        });
    }
    let mut rooms = vec![Waterline::new(case)];
    let (mut raised, mut best) = (0u64, 0u64);
    let (least, exact) = (wait.min(WAIT.0), wait < WAIT.0);
    let mut patience = Patience { last: Vec::new(), unchanged: 0, wait, least, exact };
    let wanted: Vec<usize> = (0..case.cost_count())
        .filter(|&p| case.eligible[p] && case.worth[p] > 0 && !case.supporters[p].is_empty())
        .collect();
    if completion == Completion::Affordable && case.total(&wanted) <= case.election.budget {
        // It never overspends: the share rises as far as it can, to the whole budget for each voter and more.
        raised = (case.election.budget / case.election.unit).to_u64().unwrap_or(u64::MAX);
    }
    let marks = case.supporters.iter().map(Vec::len).sum::<usize>();
    // A look at a project costs something without marks, too.
    let run_costs = (marks + 8 * case.cost_count()) as u64;
    let mut looked_at = 0u64;
    'raising: loop {
        if looked_at > most {
            return Err(Trouble::TooManyRaises);
        }
        for choices in side_by_side(case, &mut rooms, raised) {
            let winners: Vec<usize> = choices.iter().map(|c| c.p).collect();
            looked_at = looked_at.saturating_add(run_costs);
            if case.total(&winners) > case.election.budget {
                break 'raising;
            }
            let complete = !wanted.iter().any(|&p| case.may_join(&winners, p));
            let stop = match completion {
                Completion::None => true,
                Completion::Affordable => complete,
                Completion::Exhaustive => {
                    let left = case.election.budget - case.total(&winners);
                    // What nobody supports, or what is worth nothing, is never bought: it keeps nobody raising.
                    !wanted.iter().any(|&p| case.may_join(&winners, p) && case.cost(p) <= left)
                }
            };
            best = raised;
            if stop {
                break 'raising;
            }
            raised += 1;
            if !patience.ends(&winners) {
                continue;
            }
            // Nothing is left that could ever be bought: more money changes nothing.
            let Some(steps) = leap::safe(case, &endowment(case, best), &winners, patience.exact) else {
                break 'raising;
            };
            looked_at = looked_at.saturating_add(run_costs * winners.len() as u64);
            patience.learn(steps);
            if steps > 0 {
                // The outcome is the same with each of these shares.
                best = best.saturating_add(steps);
                raised = best.saturating_add(1);
                continue 'raising;
            }
        }
        if rooms.len() == 1 && marks >= LARGE {
            let at_once = std::thread::available_parallelism().map_or(1, |n| n.get().min(8));
            rooms.resize_with(at_once, || Waterline::new(case));
        }
    }
    // Once more from its very beginning, so that ties are told.
    let choices = rooms[0].run(&endowment(case, best), false);
    Ok(told(case, best, choices))
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

#[cfg(test)]
mod tests {
    use super::super::election::{Options, Satisfaction};
    use super::super::file::{Reading, parse};
    use super::*;
    use proptest::prelude::*;
    use std::fmt::Write as _;

    /// Costs, marks of each voter, budget.
    type Small = (Vec<u32>, Vec<Vec<u8>>, u32);

    fn small() -> impl Strategy<Value = Small> {
        // Few values, so that prices and balances are often equal.
        let cost = prop_oneof![1u32..40, Just(12), Just(24), 40u32..900];
        (proptest::collection::vec(cost, 2..8), 1u32..1_200).prop_flat_map(|(costs, budget)| {
            let marks = proptest::collection::vec(0u8..4, costs.len());
            (Just(costs), proptest::collection::vec(marks, 1..9), Just(budget))
        })
    }

    fn text((costs, votes, budget): &Small, points: bool) -> String {
        let kind = if points { "cumulative" } else { "approval" };
        let mut text =
            format!("META\nkey;value\nbudget;{budget}\nvote_type;{kind}\nPROJECTS\nproject_id;cost\n");
        for (p, cost) in costs.iter().enumerate() {
            let _ = writeln!(text, "{p};{cost}");
        }
        text += if points { "VOTES\nvoter_id;vote;points\n" } else { "VOTES\nvoter_id;vote\n" };
        for (v, marks) in votes.iter().enumerate() {
            let liked: Vec<(usize, u8)> =
                marks.iter().copied().enumerate().filter(|m| m.1 > 1 || (points && m.1 > 0)).collect();
            let ids: Vec<String> = liked.iter().map(|m| m.0.to_string()).collect();
            let _ = write!(text, "{v};{}", ids.join(","));
            if points {
                let given: Vec<String> = liked.iter().map(|m| m.1.to_string()).collect();
                let _ = write!(text, ";{}", given.join(","));
            }
            text.push('\n');
        }
        text
    }

    fn outcome(bought: Result<Bought, Trouble>) -> (Vec<usize>, u64) {
        let bought = bought.expect("an end");
        (bought.purchases.iter().map(|b| b.p).collect(), bought.raised)
    }

    #[test]
    fn what_does_not_come_to_an_end_is_given_up_with_what_to_do() {
        let election = parse(
            &text(&(vec![900, 700, 40], vec![vec![2, 2, 0], vec![0, 2, 2]], 901), false),
            &Reading::default(),
        );
        let (election, options) = (election.unwrap(), Options::default());
        let case = Case::new(&election, &options);
        let end = raise(&case, Completion::Affordable, u64::MAX, MOST).map(|bought| bought.raised);
        assert!(end.is_ok_and(|raised| raised > 20), "{end:?}");
        let trouble = raise(&case, Completion::Affordable, u64::MAX, 20).err();
        assert_eq!(trouble, Some(Trouble::TooManyRaises));
        assert!(Trouble::TooManyRaises.to_string().contains("To mend it: state the sums in a larger unit"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

        /// Leaping gives what raising by one gives, with the same last share: a leap before each raise, one now and then, and none.
        #[test]
        fn a_leap_is_many_raises(small in small(), points: bool, cardinality: bool, apart: bool) {
            let election = parse(&text(&small, points), &Reading::default()).unwrap();
            let satisfaction = if cardinality { Satisfaction::Cardinality } else { Satisfaction::Cost };
            let exclusive = if apart { vec![vec!["0".to_owned(), "1".to_owned()]] } else { vec![] };
            let options = Options { satisfaction, exclusive, ..Options::default() };
            let case = Case::new(&election, &options);
            for completion in [Completion::Affordable, Completion::Exhaustive] {
                let by_one = outcome(raise(&case, completion, u64::MAX, MOST));
                for wait in [0, 3] {
                    prop_assert_eq!(outcome(raise(&case, completion, wait, MOST)), by_one.clone(), "{}", wait);
                }
            }
        }
    }
}
