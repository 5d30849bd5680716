//! An outcome in JSON with exact figures, and in words: who got something, what would change it, what another rule would say.

use super::election::{Case, Election, Options, VoteKind};
use super::measures::measures;
use super::tally::{Outcome, Rule, tally};
use super::ties;
use crate::exact::Ratio;
use serde_json::{Value, json};

fn id(election: &Election, p: usize) -> &str {
    &election.projects[p].id
}

fn ids(election: &Election, list: &[usize]) -> Vec<String> {
    list.iter().map(|&p| id(election, p).to_owned()).collect()
}

/// What satisfaction the rule counted by: what was asked for, or what the ballots say themselves.
fn satisfaction(election: &Election, options: &Options) -> &'static str {
    match election.kind {
        VoteKind::Approval => options.satisfaction.name(),
        VoteKind::Points => "points",
        VoteKind::Ranks => "ranks (one point for each project behind)",
    }
}

/// The outcome for programs. Ids are as in the file; exact figures are strings, whole or as a fraction.
pub fn json(election: &Election, options: &Options, outcome: &Outcome) -> Value {
    let winners = outcome.winners();
    let m = measures(election, &winners);
    let exact = |r: &Option<Ratio>| r.as_ref().map(ToString::to_string);
    let rounds: Vec<Value> = outcome
        .rounds
        .iter()
        .enumerate()
        .map(|(at, round)| {
            json!({
                "round": at + 1,
                "winner": id(election, round.winner),
                "cost": election.money(election.projects[round.winner].cost).to_string(),
                "supporters": m.support[round.winner],
                "measure": exact(&round.measure),
                "price": round.price.as_ref().map(|p| (p / &Ratio::whole(election.unit)).to_string()),
                "completion": round.completion,
                "tied": ids(election, &round.tied),
            })
        })
        .collect();
    let ties: Vec<Value> = outcome
        .rounds
        .iter()
        .enumerate()
        .filter(|(_, round)| !round.tied.is_empty())
        .map(|(at, round)| json!({"round": at + 1, "tied": ids(election, &round.tied), "chosen": id(election, round.winner)}))
        .collect();
    json!({
        "rule": outcome.rule.name(),
        "satisfaction": satisfaction(election, options),
        "arithmetic": "exact fractions",
        "tie_break": if options.tie_order.is_empty() { "project id as a string, ascending" } else { "the order that was given" },
        "voters": election.voters,
        "budget": election.money(election.budget).to_string(),
        "winners": ids(election, &winners),
        "total_cost": election.money(outcome.cost).to_string(),
        "rounds": rounds,
        "ties": ties,
        "endowment": outcome.endowment.as_ref().map(|e| (e / &Ratio::whole(election.unit)).to_string()),
        "raised_by": outcome.raised,
        "exhaustive": outcome.exhaustive,
        "measures": {
            "voters_with_a_winner": m.not_empty_handed.to_string(),
            "average_money_for_a_voter": m.average_cost.to_string(),
            "average_winners_of_a_voter": m.average_winners.to_string(),
            "gini_money": m.gini_cost.to_string(),
            "gini_winners": m.gini_winners.to_string(),
        },
        "notes": election.notes,
    })
}

fn percent(share: &Ratio) -> String {
    format!("{} %", (share * &Ratio::whole(100)).decimals(1))
}

/// An amount in the currency, cut off after two places where it is not whole.
fn amount(election: &Election, units: &Ratio) -> String {
    let value = units / &Ratio::whole(election.unit);
    let text = value.decimals(2);
    let whole = text.trim_end_matches('0').trim_end_matches('.');
    match election.meta.get("currency") {
        Some(currency) => format!("{whole} {currency}"),
        None => whole.to_owned(),
    }
}

fn titled(election: &Election, p: usize) -> String {
    let project = &election.projects[p];
    if project.name.is_empty() { project.id.clone() } else { format!("{} ({})", project.id, project.name) }
}

/// The outcome in plain words.
pub fn text(election: &Election, options: &Options, outcome: &Outcome) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    let winners = outcome.winners();
    let m = measures(election, &winners);
    let money = |units: i128| amount(election, &Ratio::whole(units));
    if let Some(description) = election.meta.get("description") {
        let _ = writeln!(out, "{description}");
    }
    let _ = writeln!(
        out,
        "{} voters, {} projects, {} to spend; rule {}, satisfaction by {}\n",
        election.voters,
        election.projects.len(),
        money(election.budget),
        outcome.rule.name(),
        satisfaction(election, options)
    );
    let _ = writeln!(out, "Funded: {} projects for {}", winners.len(), money(outcome.cost));
    for (at, round) in outcome.rounds.iter().enumerate() {
        let _ = write!(
            out,
            "{:>3}. {}: {}, marked by {}",
            at + 1,
            titled(election, round.winner),
            money(election.projects[round.winner].cost),
            m.support[round.winner]
        );
        if let Some(price) = &round.price {
            let _ = write!(out, "; no supporter pays more than {} a point", amount(election, price));
        }
        if round.completion {
            let _ = write!(out, "; by what was left over");
        }
        if !round.tied.is_empty() {
            let _ = write!(
                out,
                "; TIE of {}, chosen by the order for ties",
                ids(election, &round.tied).join(", ")
            );
        }
        out.push('\n');
    }
    let _ = writeln!(
        out,
        "\nWho got something: {} of the voters marked at least one funded project; {} each on average; {} funded projects each",
        percent(&m.not_empty_handed),
        amount(election, &(&m.average_cost * &Ratio::whole(election.unit))),
        m.average_winners.decimals(2)
    );
    match ties::outcomes(election, outcome.rule, options) {
        Ok(Some(all)) if all.len() > 1 => {
            let _ = writeln!(
                out,
                "Ties matter: other orders for ties would give {} other outcomes",
                all.len() - 1
            );
        }
        Ok(Some(_)) => out.push_str("Ties do not matter: every order for ties gives this outcome\n"),
        _ => {}
    }
    changes(election, options, outcome, &mut out);
    others(election, options, outcome, &mut out);
    for note in &election.notes {
        let _ = writeln!(out, "Note: {note}");
    }
    out
}

/// What the supporters of a project lack when the count has ended (Equal Shares), exactly. That it would have been funded at a lower
/// cost does not follow: with one more purchase the raising of the share may end earlier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortfall {
    /// How many they are; at least one.
    pub supporters: u64,
    /// What they have left together.
    pub have: Ratio,
    /// What it costs.
    pub cost: Ratio,
}

impl Shortfall {
    /// The part of its cost that they could still pay, in whole percent, cut off.
    pub fn percent(&self) -> String {
        if self.cost.is_zero() {
            return "100".to_owned();
        }
        (&(&self.have * &Ratio::whole(100)) / &self.cost).floor().to_string()
    }

    /// What they lack together.
    pub fn more(&self) -> Ratio {
        &self.cost - &self.have
    }

    /// What each of them lacks, if all give the same: then the project can be paid for.
    pub fn each(&self) -> Ratio {
        &self.more() / &Ratio::from(self.supporters.max(1))
    }
}

/// Why a project was not funded, and what would have let it in. Sums are in the smallest unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Too few voters marked it.
    Support {
        /// Who did.
        have: u64,
        /// How many are needed.
        need: u64,
    },
    /// It cannot be funded together with this winner.
    Excluded {
        /// The winner.
        by: usize,
    },
    /// Its supporters could not pay for it (Equal Shares).
    Short(Shortfall),
    /// It costs more than was left of the budget.
    OverBudget {
        /// What was left.
        left: i128,
        /// What it costs.
        cost: i128,
    },
    /// The rule ended before it came to it.
    NotReached,
}

/// Why each project that was not funded was not, most support first.
pub fn reasons(election: &Election, options: &Options, outcome: &Outcome) -> Vec<(usize, Reason)> {
    let case = Case::new(election, options);
    let winners = outcome.winners();
    let left = election.budget - outcome.cost;
    let mut lost: Vec<usize> = (0..election.projects.len()).filter(|p| !winners.contains(p)).collect();
    lost.sort_by_key(|&p| (std::cmp::Reverse(case.support[p]), case.rank[p]));
    let why = |p: usize| {
        if !case.eligible[p] {
            return Reason::Support { have: case.support[p], need: options.minimum_support };
        }
        if let Some(by) = case.excludes[p].iter().find(|o| winners.contains(o)) {
            return Reason::Excluded { by: *by };
        }
        match outcome.left.get(p) {
            // Equal Shares buys nothing that nobody marked, whatever the least support is.
            Some(_) if case.support[p] == 0 => Reason::Support { have: 0, need: 1 },
            Some(have) => Reason::Short(Shortfall {
                supporters: case.support[p],
                have: have.clone(),
                cost: Ratio::whole(case.cost(p)),
            }),
            None if case.cost(p) > left => Reason::OverBudget { left, cost: case.cost(p) },
            None => Reason::NotReached,
        }
    };
    lost.into_iter().map(|p| (p, why(p))).collect()
}

/// What would have let more projects in.
fn changes(election: &Election, options: &Options, outcome: &Outcome, out: &mut String) {
    use std::fmt::Write as _;
    let case = Case::new(election, options);
    out.push_str("\nWhat would change it:\n");
    let whole = |units: i128| amount(election, &Ratio::whole(units));
    for (p, reason) in reasons(election, options, outcome).into_iter().take(10) {
        let _ = write!(out, "  {}: ", titled(election, p));
        let _ = match reason {
            Reason::Support { have, need } => {
                writeln!(out, "{have} voters marked it, {need} are needed")
            }
            Reason::Excluded { by } => {
                writeln!(out, "it cannot be funded together with {}", titled(election, by))
            }
            Reason::Short(short) => {
                let _ = write!(
                    out,
                    "its {} supporters have {} left of the {} it costs ({} %) and lack {}, {} each",
                    short.supporters,
                    amount(election, &short.have),
                    amount(election, &short.cost),
                    short.percent(),
                    amount(election, &short.more()),
                    amount(election, &short.each())
                );
                let left = Ratio::whole(election.budget - outcome.cost);
                if short.cost > left {
                    let over = &short.cost - &left;
                    writeln!(out, "; to fund it as well takes {} more in the budget", amount(election, &over))
                } else {
                    writeln!(out, "; the budget has {} left for it", amount(election, &left))
                }
            }
            Reason::OverBudget { left, cost } => writeln!(
                out,
                "{} are left and it costs {}; it would fit with {} more in the budget",
                whole(left),
                whole(cost),
                whole(cost - left)
            ),
            Reason::NotReached => {
                writeln!(out, "its {} supporters did not reach it before the rule ended", case.support[p])
            }
        };
    }
}

/// What other rules would have funded.
fn others(election: &Election, options: &Options, outcome: &Outcome, out: &mut String) {
    use std::fmt::Write as _;
    let mine = outcome.winners();
    for rule in [Rule::Greedy, Rule::EqualSharesAdd1, Rule::Phragmen] {
        if rule == outcome.rule {
            continue;
        }
        let Ok(other) = tally(election, rule, options) else { continue };
        let theirs = other.winners();
        let more: Vec<usize> = theirs.iter().copied().filter(|p| !mine.contains(p)).collect();
        let less: Vec<usize> = mine.iter().copied().filter(|p| !theirs.contains(p)).collect();
        let _ = write!(out, "\nThe rule {} would ", rule.name());
        let _ = match (more.is_empty(), less.is_empty()) {
            (true, true) => writeln!(out, "fund the same projects"),
            (false, true) => writeln!(out, "fund {} as well", ids(election, &more).join(", ")),
            (true, false) => writeln!(out, "leave out {}", ids(election, &less).join(", ")),
            (false, false) => {
                writeln!(
                    out,
                    "fund {} in place of {}",
                    ids(election, &more).join(", "),
                    ids(election, &less).join(", ")
                )
            }
        };
    }
}
