//! Guards of the shared purse: purpose and period of a fund, no overdraft, a decision behind every outflow, balance within each fund.

use super::Verdict;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What a fund may be spent on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Restriction {
    /// The only purpose.
    pub purpose: Option<String>,
    /// The first and the last day.
    pub period: Option<(Date, Date)>,
}

/// An outflow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expense {
    /// What for.
    pub purpose: String,
    /// When.
    pub on: Date,
    /// How much.
    pub cents: i64,
    /// The decision it cites.
    pub decision: Option<String>,
}

/// Whether a fund may pay.
pub fn spend(fund: &Restriction, available: i64, expense: &Expense) -> Verdict {
    let faults = [
        (expense.decision.as_deref().is_none_or(str::is_empty), "NO_DECISION"),
        (fund.purpose.as_ref().is_some_and(|p| *p != expense.purpose), "PURPOSE_MISMATCH"),
        (fund.period.is_some_and(|(from, to)| expense.on < from || expense.on > to), "PERIOD_MISMATCH"),
        (expense.cents > available, "FUND_OVERDRAWN"),
    ];
    Verdict::first("accept", "reject", &faults)
}

/// Postings balance as a whole and within each fund.
pub fn balanced(postings: &[(String, i64)]) -> Verdict {
    let mut funds: BTreeMap<&str, i128> = BTreeMap::new();
    for (fund, cents) in postings {
        *funds.entry(fund).or_insert(0) += i128::from(*cents);
    }
    let faults = [
        (funds.values().sum::<i128>() != 0, "UNBALANCED"),
        (funds.values().any(|sum| *sum != 0), "UNBALANCED_WITHIN_FUND"),
    ];
    Verdict::first("accept", "reject", &faults)
}

/// A gift in kind counts as match for one award (2 CFR 200.306(b)(2)).
pub fn claim_match(counted_for: &[String], claim: &str, federal: bool) -> Verdict {
    let twice = federal && counted_for.iter().any(|c| c != claim);
    Verdict::first("accept", "reject", &[(twice, "MATCH_COUNTED_TWICE")])
}

/// Postings stay as they are: a mistake is mended by a reversal.
pub fn posting_action(action: &str) -> Verdict {
    let fine = matches!(action, "append" | "reverse" | "append_posting" | "reverse_posting");
    Verdict::first("accept", "reject", &[(!fine, "POSTINGS_IMMUTABLE")])
}
