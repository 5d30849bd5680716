//! Options that cost money, by greedy or Equal Shares.

use super::super::definition::VoteOption;
use super::super::result::{Counted, Other, Round, Tie, Why};
use super::Case;
use std::collections::BTreeMap;
use tandem_deliberation::budget::election::Group;
use tandem_deliberation::budget::explain::{Reason, reasons};
use tandem_deliberation::budget::measures::measures;
use tandem_deliberation::budget::tally::tally;
use tandem_deliberation::budget::{Election, Options, Outcome, Project, Rule, Satisfaction, VoteKind};
use tandem_deliberation::exact::Ratio;

/// Rules that a partnership may use for a budget, in the order in which they are told.
const PERMITTED: [Rule; 3] = [Rule::EqualSharesAdd1, Rule::Greedy, Rule::Phragmen];

fn election(case: &Case) -> Election {
    let mut groups: BTreeMap<Vec<(u32, i64)>, u64> = BTreeMap::new();
    for ballot in &case.ballots {
        let marks = ballot.iter().map(|(o, _)| (*o as u32, 1)).collect();
        *groups.entry(marks).or_default() += 1;
    }
    let standing = case.d.standing();
    let project = |o: &VoteOption| Project { id: o.id(), name: o.name.en.clone(), cost: o.cost_cents.into() };
    Election {
        meta: BTreeMap::new(),
        budget: case.d.budget_cents.unwrap_or_default().into(),
        // Costs are cents; Equal Shares raises a share by one dollar at a time.
        unit: 100,
        projects: standing.map(project).collect(),
        groups: groups.into_iter().map(|(marks, voters)| Group { voters, marks }).collect(),
        voters: case.ballots.len() as u64,
        kind: VoteKind::Approval,
        notes: Vec::new(),
    }
}

fn options(case: &Case) -> Options {
    let mut exclusive: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for option in case.d.standing() {
        if let Some(group) = option.group.as_deref() {
            exclusive.entry(group).or_default().push(option.id());
        }
    }
    Options {
        satisfaction: Satisfaction::Cost,
        tie_order: case.d.tie_order.clone(),
        // What nobody wants is not bought, however much is left.
        minimum_support: case.d.minimum_support.max(1),
        exclusive: exclusive.into_values().filter(|set| set.len() > 1).collect(),
    }
}

fn run(case: &Case, election: &Election, rule: Rule) -> Option<Outcome> {
    // Ballots are approvals, for which every rule is defined.
    tally(election, rule, &options(case)).ok()
}

fn cents(units: i128) -> i64 {
    i64::try_from(units).unwrap_or(i64::MAX)
}

fn floor(value: &Ratio) -> i64 {
    value.floor().to_string().parse().unwrap_or(i64::MAX)
}

pub(super) fn count(case: &Case, rule: Rule, counted: &mut Counted) {
    let election = election(case);
    let Some(outcome) = run(case, &election, rule) else { return };
    let winners = outcome.winners();
    let m = measures(&election, &winners);
    counted.winners = case.named(&winners);
    counted.spent_cents = Some(cents(outcome.cost));
    counted.left_cents = Some(cents(election.budget - outcome.cost));
    if let Some(share) = &outcome.endowment {
        counted.raised = Some(outcome.raised);
        counted.share = Some((share / &Ratio::whole(100)).decimals(2));
    }
    for (at, round) in outcome.rounds.iter().enumerate() {
        let number = at as u64 + 1;
        let price = round.measure.as_ref().filter(|_| outcome.endowment.is_some());
        counted.rounds.push(Round {
            round: number,
            votes: [(case.ids[round.winner].clone(), m.support[round.winner].to_string())].into(),
            won: case.named(&[round.winner]),
            price: price.map(ToString::to_string),
            ..Round::default()
        });
        if !round.tied.is_empty() {
            let chosen = case.ids[round.winner].clone();
            let tied = case.named(&round.tied);
            counted.ties.push(Tie { round: Some(number), tied, chosen, to: "win".into() });
        }
    }
    let lost = reasons(&election, &options(case), &outcome);
    for o in 0..case.ids.len() {
        let why = match outcome.rounds.iter().position(|r| r.winner == o) {
            Some(at) => Why::WonInRound { round: at as u64 + 1 },
            None => lost.iter().find(|(p, _)| *p == o).map_or(Why::NotReached, |(_, r)| why(case, r)),
        };
        let won = winners.contains(&o);
        counted.options.push(case.standing(o, won, m.support[o], why));
    }
    for other in PERMITTED.into_iter().filter(|r| *r != rule) {
        if let Some(theirs) = run(case, &election, other) {
            let winners = case.named(&theirs.winners());
            counted.others.push(Other { rule: other.name().into(), winners });
        }
    }
}

fn why(case: &Case, reason: &Reason) -> Why {
    match reason {
        Reason::Support { have, need } => Why::Support { have: *have, need: *need },
        Reason::Excluded { by } => Why::Excluded { by: case.ids[*by].clone() },
        Reason::Short(short) => {
            let have = floor(&short.have);
            Why::Short { have_cents: have, more_cents: floor(&short.cost) - have }
        }
        Reason::OverBudget { left, cost } => {
            Why::OverBudget { left_cents: cents(*left), more_cents: cents(cost - left) }
        }
        Reason::NotReached => Why::NotReached,
    }
}
