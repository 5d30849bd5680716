//! What came of a count: everything that the page of the result says, as plain data. It is published in the bundle, so its names
//! are those of the file; exact figures are strings, whole, as decimals of the places that a rule names, or as fractions.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What came of a count.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// The rule.
    pub rule: String,
    /// Ballots that were counted.
    pub ballots: u64,
    /// Of these, those that choose nothing that is still an option.
    pub blank: u64,
    /// Voters with at least one winner on their ballot.
    pub served: u64,
    /// Of ranked ballots, those whose first choice won.
    pub first_choice: Option<u64>,
    /// Ids of the winners, in the order in which they were chosen.
    pub winners: Vec<String>,
    /// What the winners cost, in cents (budgets).
    pub spent_cents: Option<i64>,
    /// What is left of the budget, in cents.
    pub left_cents: Option<i64>,
    /// How often each voter's share was raised by one of the currency (Equal Shares).
    pub raised: Option<u64>,
    /// Each voter's share in the end, in the currency (Equal Shares).
    pub share: Option<String>,
    /// The quota (several winners by ranking).
    pub quota: Option<String>,
    /// Round by round.
    pub rounds: Vec<Round>,
    /// Two by two: how many rank the first id before the second (Schulze).
    pub pairs: BTreeMap<String, BTreeMap<String, u64>>,
    /// Each option: whether it won, why, and what would change it.
    pub options: Vec<Standing>,
    /// Every tie, and who was chosen.
    pub ties: Vec<Tie>,
    /// How ties are broken.
    pub tie_break: String,
    /// What other rules that may be used would have given.
    pub others: Vec<Other>,
}

/// A round.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// From 1.
    pub round: u64,
    /// What each option that is left has, by id.
    pub votes: BTreeMap<String, String>,
    /// Ids that won in this round.
    pub won: Vec<String>,
    /// Ids that left in this round.
    pub out: Vec<String>,
    /// Votes that lie with nobody any more.
    pub exhausted: Option<String>,
    /// The most that one voter pays for a cent of this option (Equal Shares), exact.
    pub price: Option<String>,
}

/// A tie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tie {
    /// The round; none where the rule has no rounds.
    pub round: Option<u64>,
    /// Ids that were equal.
    pub tied: Vec<String>,
    /// The one that was chosen, to win or (where `to` says so) to leave.
    pub chosen: String,
    /// `win` or `leave`.
    pub to: String,
}

/// An option in the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// Its id.
    pub id: String,
    /// Whether it won.
    pub won: bool,
    /// Voters who marked it at all.
    pub marked: u64,
    /// Its points; for rankings its first places.
    pub points: u64,
    /// Why, and what would change it.
    pub why: Why,
}

/// Why an option won or did not, with the figures that the words need. Sums are cents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "because", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Why {
    /// It won in this round.
    WonInRound {
        /// The round.
        round: u64,
    },
    /// It has the most points, so many more than the next that did not win.
    MostPoints {
        /// How many more.
        ahead: u64,
    },
    /// It beats everybody else two by two, the closest by so many.
    BeatsAll {
        /// The smallest margin.
        margin: u64,
    },
    /// Nobody beats everybody; the strongest defeats left it.
    StrongestPaths,
    /// It was withdrawn.
    Withdrawn,
    /// Too few voters marked it.
    Support {
        /// How many did.
        have: u64,
        /// How many are needed.
        need: u64,
    },
    /// Of its group another one won.
    Excluded {
        /// The id of the other.
        by: String,
    },
    /// Its supporters could not pay for it.
    Short {
        /// What they have left together, in cents, cut off.
        have_cents: i64,
        /// What they lack, in cents, rounded up.
        more_cents: i64,
    },
    /// It costs more than was left.
    OverBudget {
        /// What was left.
        left_cents: i64,
        /// By how much the budget would have to be larger.
        more_cents: i64,
    },
    /// It left in a round, or stood in the last and was behind.
    Out {
        /// The round.
        round: u64,
        /// How many votes more would have kept it in, or made it win; with decimal places where the rule has them.
        behind: String,
    },
    /// It has fewer points than the last that won.
    FewerPoints {
        /// How many more would have made it equal.
        behind: u64,
    },
    /// A winner is ranked before it by so many more.
    Beaten {
        /// The id of the winner.
        by: String,
        /// By how many more ballots.
        margin: u64,
    },
    /// It was as good, and the order for ties chose another.
    LostTie,
    /// The rule ended before it.
    NotReached,
}

/// What another rule would have given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Other {
    /// The rule.
    pub rule: String,
    /// Ids of its winners.
    pub winners: Vec<String>,
}
