//! Counts ballots by the rule of the vote. The same function makes the published result and checks it: `tandem tally BUNDLE`.

mod budgets;
mod points;
mod rankings;

use super::ballot::{Ballot, Spoilt};
use super::definition::{Definition, Rule};
use super::result::{Counted, Standing, Why};

/// A ballot that cannot be counted: its place in the list, from 1, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("ballot {at}: {why}")]
pub struct Unreadable {
    /// Its place.
    pub at: usize,
    /// Why.
    pub why: Spoilt,
}

/// Which edition of the counting rules: a result that was published is counted anew as it was then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// In the rules that fill seats by transfers, the first of equals in the order for ties left.
    First,
    /// What comes first in the order for ties comes first in every rule: of equals of whom one has to leave, the last does.
    Second,
}

impl Edition {
    /// The one by which votes are counted.
    pub const NOW: Edition = Edition::Second;
}

/// What the counts of all rules stand on: options that were not withdrawn, and what each ballot gives them.
struct Case<'d> {
    d: &'d Definition,
    edition: Edition,
    /// Ids of the options that stand, in the order of the ballot.
    ids: Vec<String>,
    /// Marks of each ballot by place in `ids`, in the ballot's order.
    ballots: Vec<Vec<(usize, u32)>>,
    /// The place of each option in the order for ties.
    rank: Vec<usize>,
}

/// Counts by the rules as they are now. The order of the ballots has no influence.
///
/// # Errors
/// The first ballot that is none of this vote.
pub fn count(d: &Definition, ballots: &[String]) -> Result<Counted, Unreadable> {
    count_by(Edition::NOW, d, ballots)
}

/// Counts by an edition of the rules.
///
/// # Errors
/// The first ballot that is none of this vote.
pub fn count_by(edition: Edition, d: &Definition, ballots: &[String]) -> Result<Counted, Unreadable> {
    let read =
        |(at, text): (usize, &String)| Ballot::read(d, text).map_err(|why| Unreadable { at: at + 1, why });
    let read: Vec<Ballot> = ballots.iter().enumerate().map(read).collect::<Result<_, _>>()?;
    let numbers: Vec<u32> = d.standing().map(|o| o.number).collect();
    let place = |number: u32| numbers.iter().position(|n| *n == number);
    let case = Case {
        d,
        edition,
        ids: numbers.iter().map(ToString::to_string).collect(),
        ballots: read
            .iter()
            .map(|b| b.marks().iter().filter_map(|(o, n)| Some((place(*o)?, *n))).collect())
            .collect(),
        rank: ranks(d, &numbers),
    };
    let mut counted = Counted {
        rule: d.method.code().into(),
        ballots: read.len() as u64,
        blank: case.ballots.iter().filter(|b| b.is_empty()).count() as u64,
        tie_break: if d.tie_order.is_empty() { "by id as a string" } else { "by the order set before" }
            .into(),
        ..Counted::default()
    };
    // Without a single choice nobody has won anything, whatever a rule would say of empty sums.
    if counted.blank == counted.ballots {
        let none = |id: &String| Standing {
            id: id.clone(),
            won: false,
            marked: 0,
            points: 0,
            why: Why::Support { have: 0, need: 1 },
        };
        counted.options = case.ids.iter().map(none).collect();
    } else {
        match d.method.rule() {
            Rule::Budget(rule) => budgets::count(&case, rule, &mut counted),
            Rule::Ranked(rule) => rankings::count(&case, rule, &mut counted),
            Rule::Points => points::count(&case, &mut counted),
        }
    }
    let won: Vec<usize> = case.places(&counted.winners);
    counted.served = case.ballots.iter().filter(|b| b.iter().any(|(o, _)| won.contains(o))).count() as u64;
    let marked = |number: u32| read.iter().filter(|b| b.marks().iter().any(|m| m.0 == number)).count() as u64;
    for standing in &mut counted.options {
        standing.marked = standing.id.parse().map_or(0, marked);
    }
    for option in d.options.iter().filter(|o| o.withdrawn.is_some()) {
        counted.options.push(Standing {
            id: option.id(),
            won: false,
            marked: marked(option.number),
            points: 0,
            why: Why::Withdrawn,
        });
    }
    Ok(counted)
}

/// Places in the order for ties: as it was set, then by id as a string.
fn ranks(d: &Definition, numbers: &[u32]) -> Vec<usize> {
    let set = |id: &str| d.tie_order.iter().position(|t| t == id).unwrap_or(usize::MAX);
    let mut order: Vec<usize> = (0..numbers.len()).collect();
    order.sort_by_key(|&o| (set(&numbers[o].to_string()), numbers[o].to_string()));
    let mut rank = vec![0; numbers.len()];
    for (at, &o) in order.iter().enumerate() {
        rank[o] = at;
    }
    rank
}

impl Case<'_> {
    fn named(&self, list: &[usize]) -> Vec<String> {
        list.iter().map(|&o| self.ids[o].clone()).collect()
    }

    fn places(&self, ids: &[String]) -> Vec<usize> {
        ids.iter().filter_map(|id| self.ids.iter().position(|i| i == id)).collect()
    }

    /// How many can win: never more than there are options.
    fn seats(&self) -> usize {
        (self.d.seats as usize).min(self.ids.len())
    }

    fn standing(&self, o: usize, won: bool, points: u64, why: Why) -> Standing {
        Standing { id: self.ids[o].clone(), won, marked: 0, points, why }
    }
}

#[cfg(test)]
#[path = "count/tests.rs"]
pub(crate) mod tests;
