//! Options in order: instant runoff, Schulze, Scottish STV, Meek.

use super::super::result::{Counted, Other, Round, Standing, Tie, Why};
use super::{Case, Edition};
use std::collections::BTreeMap;
use tandem_deliberation::ranked::file::{Ballots, Leaves};
use tandem_deliberation::ranked::pairwise::{self, Pairwise};
use tandem_deliberation::ranked::report::Rule;
use tandem_deliberation::ranked::single::{Runoff, first_preferences, instant_runoff};
use tandem_deliberation::ranked::stv::{Count, State};
use tandem_deliberation::ranked::{meek, stv};

fn ballots(case: &Case) -> Ballots {
    let rankings: Vec<Vec<u16>> =
        case.ballots.iter().map(|b| b.iter().map(|(o, _)| *o as u16).collect()).collect();
    let counted: Vec<(&[u16], u64)> = rankings.iter().map(|r| (r.as_slice(), 1)).collect();
    let names: Vec<&str> = case.ids.iter().map(String::as_str).collect();
    let mut ballots = Ballots::new(&names, case.seats().max(1), &counted);
    ballots.tie_rank.clone_from(&case.rank);
    ballots.tie_leaves = match case.edition {
        Edition::First => Leaves::First,
        Edition::Second => Leaves::Last,
    };
    ballots
}

pub(super) fn count(case: &Case, rule: Rule, counted: &mut Counted) {
    let ballots = ballots(case);
    let first = first_preferences(&ballots);
    match rule {
        Rule::Irv => runoff(case, &instant_runoff(&ballots), counted),
        Rule::Schulze => schulze(case, &pairwise::compare(&ballots), counted),
        Rule::Stv(rule) => transferred(case, &stv::count(&ballots, rule), counted),
        Rule::Meek => transferred(case, &meek::count(&ballots), counted),
    }
    for standing in &mut counted.options {
        let place = case.places(std::slice::from_ref(&standing.id));
        standing.points = place.first().map_or(0, |&o| first[o]);
    }
    let won = case.places(&counted.winners);
    let lucky = case.ballots.iter().filter(|b| b.first().is_some_and(|(o, _)| won.contains(o)));
    counted.first_choice = Some(lucky.count() as u64);
    let (name, theirs) = match rule {
        Rule::Irv => ("schulze", first_in_order(case, &pairwise::compare(&ballots).schulze())),
        Rule::Schulze => ("irv", first_in_order(case, &instant_runoff(&ballots).winners)),
        Rule::Meek => ("scottish-stv", stv::count(&ballots, stv::Rule::Scottish).elected),
        Rule::Stv(_) => ("meek", meek::count(&ballots).elected),
    };
    counted.others.push(Other { rule: name.into(), winners: case.named(&theirs) });
}

fn first_in_order(case: &Case, set: &[usize]) -> Vec<usize> {
    set.iter().copied().min_by_key(|&o| case.rank[o]).into_iter().collect()
}

/// Of those who could all win, the first in the order for ties; the tie is told.
fn choose(case: &Case, set: &[usize], round: Option<u64>, counted: &mut Counted) -> Option<usize> {
    let winner = first_in_order(case, set).first().copied()?;
    if set.len() > 1 {
        let (tied, chosen) = (case.named(set), case.ids[winner].clone());
        counted.ties.push(Tie { round, tied, chosen, to: "win".into() });
    }
    counted.winners = case.named(&[winner]);
    Some(winner)
}

fn runoff(case: &Case, runoff: &Runoff, counted: &mut Counted) {
    let last = runoff.rounds.len() as u64;
    let Some(winner) = choose(case, &runoff.winners, Some(last), counted) else { return };
    let mut why: Vec<Why> = vec![Why::NotReached; case.ids.len()];
    for (at, round) in runoff.rounds.iter().enumerate() {
        let number = at as u64 + 1;
        let in_it: Vec<(usize, u64)> =
            round.votes.iter().enumerate().filter_map(|(o, v)| Some((o, (*v)?))).collect();
        let stays = |o: &usize| !round.out.contains(o);
        // Who leaves would have stayed with more votes than the lowest who did.
        let least = in_it.iter().filter(|(o, _)| stays(o)).map(|v| v.1).min().unwrap_or(0);
        for (o, votes) in &in_it {
            if round.out.contains(o) {
                why[*o] = Why::Out { round: number, behind: (least - votes.min(&least) + 1).to_string() };
            } else if number == last {
                let most = in_it.iter().map(|v| v.1).max().unwrap_or(0);
                why[*o] = match (*o == winner, runoff.winners.contains(o)) {
                    (true, _) => Why::WonInRound { round: number },
                    (false, true) => Why::LostTie,
                    (false, false) => Why::Out { round: number, behind: (most - votes).to_string() },
                };
            }
        }
        counted.rounds.push(Round {
            round: number,
            votes: in_it.iter().map(|(o, v)| (case.ids[*o].clone(), v.to_string())).collect(),
            won: if number == last { case.named(&[winner]) } else { vec![] },
            out: case.named(&round.out),
            exhausted: Some(round.exhausted.to_string()),
            price: None,
        });
    }
    tell(case, why, counted);
}

fn schulze(case: &Case, pairs: &Pairwise, counted: &mut Counted) {
    let Some(winner) = choose(case, &pairs.schulze(), None, counted) else { return };
    let could = pairs.schulze();
    let n = case.ids.len();
    let ahead = |a: usize, b: usize| pairs.margin(a, b);
    let why = |o: usize| {
        if o == winner {
            let least = (0..n).filter(|b| *b != o).map(|b| ahead(o, b)).min().unwrap_or(0);
            return if least > 0 {
                Why::BeatsAll { margin: least.unsigned_abs() }
            } else {
                Why::StrongestPaths
            };
        }
        if could.contains(&o) {
            return Why::LostTie;
        }
        match ahead(winner, o) {
            margin if margin > 0 => {
                Why::Beaten { by: case.ids[winner].clone(), margin: margin.unsigned_abs() }
            }
            _ => Why::StrongestPaths,
        }
    };
    let why = (0..n).map(why).collect();
    let row = |a: usize| -> BTreeMap<String, u64> {
        (0..n).filter(|b| *b != a).map(|b| (case.ids[b].clone(), pairs.support[a][b])).collect()
    };
    counted.pairs = (0..n).map(|a| (case.ids[a].clone(), row(a))).collect();
    tell(case, why, counted);
}

fn transferred(case: &Case, count: &Count, counted: &mut Counted) {
    counted.winners = case.named(&count.elected);
    counted.quota = Some(count.quota.clone());
    let n = case.ids.len();
    let mut why: Vec<Why> = vec![Why::NotReached; n];
    let mut before = vec![State::Hopeful; n];
    let last = count.steps.iter().map(|s| s.round).max().unwrap_or(0);
    for number in 0..=last {
        let steps: Vec<&stv::Step> = count.steps.iter().filter(|s| s.round == number).collect();
        let Some(end) = steps.last() else { continue };
        // As the votes stood when somebody was chosen, before they were passed on.
        let shown = steps.iter().find(|s| matches!(s.tag, "elect" | "tie" | "defeat")).unwrap_or(end);
        for step in steps.iter().filter(|s| s.tied.is_some()) {
            let Some((tied, chosen)) = &step.tied else { continue };
            let leaves = end.states[*chosen] == State::Defeated;
            counted.ties.push(Tie {
                round: Some(number as u64),
                tied: case.named(tied),
                chosen: case.ids[*chosen].clone(),
                to: if leaves { "leave" } else { "win" }.into(),
            });
        }
        let is_in = |s: State| matches!(s, State::Elected | State::Pending);
        let won: Vec<usize> = (0..n).filter(|&o| is_in(end.states[o]) && !is_in(before[o])).collect();
        let out: Vec<usize> =
            (0..n).filter(|&o| end.states[o] == State::Defeated && before[o] != State::Defeated).collect();
        for &o in &won {
            why[o] = Why::WonInRound { round: number as u64 };
        }
        for &o in &out {
            let others = (0..n).filter(|p| !out.contains(p) && before[*p] == State::Hopeful);
            let next = others.map(|p| shown.by_candidate[p].as_str()).min_by(|a, b| less(a, b));
            let behind = next.map_or("0".into(), |next| difference(next, &shown.by_candidate[o]));
            why[o] = Why::Out { round: number as u64, behind };
        }
        if number > 0 || !won.is_empty() {
            let left = (0..n).filter(|&o| before[o] != State::Defeated);
            counted.rounds.push(Round {
                round: number as u64,
                votes: left.map(|o| (case.ids[o].clone(), shown.by_candidate[o].clone())).collect(),
                won: case.named(&won),
                out: case.named(&out),
                exhausted: Some(shown.exhausted.clone()),
                price: None,
            });
        }
        before.clone_from(&end.states);
    }
    tell(case, why, counted);
}

fn tell(case: &Case, why: Vec<Why>, counted: &mut Counted) {
    let told = why.into_iter().enumerate().map(|(o, why)| {
        let won = counted.winners.contains(&case.ids[o]);
        case.standing(o, won, 0, why)
    });
    counted.options = told.collect::<Vec<Standing>>();
}

/// A figure with the fixed decimal places of its rule as a whole number of its smallest place.
fn units(figure: &str) -> i128 {
    figure.chars().filter(|c| *c != '.').collect::<String>().parse().unwrap_or(0)
}

fn less(a: &str, b: &str) -> std::cmp::Ordering {
    units(a).cmp(&units(b))
}

/// `a - b`, both with the same decimal places; never below nothing.
fn difference(a: &str, b: &str) -> String {
    let places = a.split_once('.').map_or(0, |(_, p)| p.len());
    let digits = format!("{:0>width$}", (units(a) - units(b)).max(0), width = places + 1);
    let (whole, part) = digits.split_at(digits.len() - places);
    if places == 0 { whole.to_owned() } else { format!("{whole}.{part}") }
}
