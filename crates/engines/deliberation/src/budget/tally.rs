//! Runs a rule and tells, round by round and exactly, what it did.

use super::election::{Case, Election, Options, VoteKind};
use super::shares::Completion;
use super::{greedy, phragmen, shares};
use crate::exact::Ratio;
use std::fmt;

/// A rule that spends a budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Best value for its cost first, as long as it fits.
    Greedy,
    /// The Method of Equal Shares, nothing more.
    EqualShares,
    /// With add-one until the next outcome would overspend: the elections of cities.
    EqualSharesAdd1,
    /// With add-one until it would overspend, or nothing more fits.
    EqualSharesAdd1Exhaustive,
    /// Equal Shares, then greedy with what is left.
    EqualSharesGreedy,
    /// Add-one (to the point where nothing more fits, if it comes), then greedy with what is left.
    EqualSharesAdd1Greedy,
    /// Phragmén's sequential rule.
    Phragmen,
}

impl Rule {
    /// All rules, with their names.
    pub const NAMES: [(&'static str, Rule); 7] = [
        ("greedy", Rule::Greedy),
        ("equal-shares", Rule::EqualShares),
        ("equal-shares-add1", Rule::EqualSharesAdd1),
        ("equal-shares-add1-exhaustive", Rule::EqualSharesAdd1Exhaustive),
        ("equal-shares-then-greedy", Rule::EqualSharesGreedy),
        ("equal-shares-add1-then-greedy", Rule::EqualSharesAdd1Greedy),
        ("phragmen", Rule::Phragmen),
    ];

    /// Its name on the command line and in results.
    pub fn name(self) -> &'static str {
        Rule::NAMES.iter().find(|(_, rule)| *rule == self).map_or("", |(name, _)| name)
    }
}

/// Why a rule cannot be used here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The rule is for approvals; the ballots hold points or ranks.
    NeedsApprovals,
    /// Raising the share one by one does not come to an end in any time that somebody would wait.
    TooManyRaises,
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::NeedsApprovals => f.write_str(
                "Phragmén's rule needs ballots of approvals, and these hold points or ranks. To mend it: use greedy or equal-shares",
            ),
            Trouble::TooManyRaises => f.write_str(
                "adding one to each share does not come to an end here: sums are large beside it, and with so many voters each raise moves \
                 something. To mend it: state the sums in a larger unit, such as thousands, or use equal-shares or equal-shares-greedy",
            ),
        }
    }
}

/// One project more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// The project.
    pub winner: usize,
    /// What was compared, exactly: satisfaction for each unit of cost (greedy: more is better), price of a unit of satisfaction
    /// (Equal Shares: less is better), load (Phragmén: less is better). `None`: it costs nothing, greedy completed, or (Phragmén)
    /// nobody supports it.
    pub measure: Option<Ratio>,
    /// The most that one voter pays for it, for each point given (Equal Shares).
    pub price: Option<Ratio>,
    /// Whether it came by greedy completion.
    pub completion: bool,
    /// All projects that were as good, this one among them; empty when there was one only.
    pub tied: Vec<usize>,
}

/// What came of a vote.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The rule.
    pub rule: Rule,
    /// The projects to fund, in the order in which they were chosen.
    pub rounds: Vec<Round>,
    /// Each voter's share in the end (Equal Shares).
    pub endowment: Option<Ratio>,
    /// How often it was raised by one of the currency.
    pub raised: u64,
    /// What the supporters of each project have left together before greedy completion (Equal Shares).
    pub left: Vec<Ratio>,
    /// What the winners cost, in the smallest unit.
    pub cost: i128,
    /// Whether nothing more that may be funded fits into the budget.
    pub exhaustive: bool,
}

impl Outcome {
    /// The winners in order.
    pub fn winners(&self) -> Vec<usize> {
        self.rounds.iter().map(|r| r.winner).collect()
    }
}

/// Runs a rule.
pub fn tally(election: &Election, rule: Rule, options: &Options) -> Result<Outcome, Trouble> {
    let case = Case::new(election, options);
    let (mut rounds, mut endowment, mut raised, mut left) = (Vec::new(), None, 0, Vec::new());
    let completion = match rule {
        Rule::EqualShares | Rule::EqualSharesGreedy => Some(Completion::None),
        Rule::EqualSharesAdd1 => Some(Completion::Affordable),
        Rule::EqualSharesAdd1Exhaustive | Rule::EqualSharesAdd1Greedy => Some(Completion::Exhaustive),
        Rule::Greedy | Rule::Phragmen => None,
    };
    if let Some(completion) = completion {
        let bought = shares::run(&case, completion)?;
        for purchase in bought.purchases {
            let measure = purchase.level.as_ref().map(|level| level / &Ratio::whole(case.worth[purchase.p]));
            rounds.push(Round {
                winner: purchase.p,
                measure,
                price: purchase.level,
                completion: false,
                tied: purchase.tied,
            });
        }
        (endowment, raised, left) = (Some(bought.endowment), bought.raised, bought.left);
    }
    if rule == Rule::Phragmen {
        if election.kind != VoteKind::Approval {
            return Err(Trouble::NeedsApprovals);
        }
        for (winner, load, tied) in phragmen::run(&case) {
            rounds.push(Round { winner, measure: load, price: None, completion: false, tied });
        }
    }
    if matches!(rule, Rule::Greedy | Rule::EqualSharesGreedy | Rule::EqualSharesAdd1Greedy) {
        let winners: Vec<usize> = rounds.iter().map(|r| r.winner).collect();
        let completion = rule != Rule::Greedy;
        for (winner, tied) in greedy::complete(&case, &winners) {
            rounds.push(Round {
                winner,
                measure: greedy::density(&case, winner),
                price: None,
                completion,
                tied,
            });
        }
    }
    let winners: Vec<usize> = rounds.iter().map(|r| r.winner).collect();
    let (cost, exhaustive) = (case.total(&winners), case.is_exhaustive(&winners));
    Ok(Outcome { rule, rounds, endowment, raised, left, cost, exhaustive })
}
