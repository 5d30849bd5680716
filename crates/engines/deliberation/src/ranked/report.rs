//! A count of ranked ballots in JSON with exact figures, and in words.

use super::file::{Ballots, TieFrom};
use super::pairwise;
use super::single::{first_preferences, instant_runoff};
use super::{meek, stv};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// A rule for ranked ballots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Instant runoff.
    Irv,
    /// Schulze's method.
    Schulze,
    /// Several seats, Gregory transfers.
    Stv(stv::Rule),
    /// Several seats, Meek's method.
    Meek,
}

impl Rule {
    /// All rules, with their names.
    pub const NAMES: [(&'static str, Rule); 6] = [
        ("irv", Rule::Irv),
        ("schulze", Rule::Schulze),
        ("scottish-stv", Rule::Stv(stv::Rule::Scottish)),
        ("meek", Rule::Meek),
        ("wigm", Rule::Stv(stv::Rule::Wigm)),
        ("wigm-prf", Rule::Stv(stv::Rule::WigmPrf)),
    ];

    fn arithmetic(self) -> &'static str {
        match self {
            Rule::Irv | Rule::Schulze => "whole ballots",
            Rule::Stv(stv::Rule::Scottish) => "fixed-point decimals, 5 places, cut off",
            Rule::Stv(stv::Rule::WigmPrf) => "fixed-point decimals, 4 places, cut off",
            Rule::Stv(stv::Rule::Wigm) => "exact fractions",
            Rule::Meek => "fixed-point decimals, 9 places, rounded as the rule says",
        }
    }
}

/// What came of a count, in both forms.
#[derive(Debug, Clone)]
pub struct Report {
    /// The winners in order; candidates count from 0.
    pub winners: Vec<usize>,
    /// For programs.
    pub json: Value,
    /// For people.
    pub text: String,
}

fn id(c: usize) -> usize {
    c + 1
}

fn ids(list: &[usize]) -> Vec<usize> {
    list.iter().map(|&c| id(c)).collect()
}

fn name(ballots: &Ballots, c: usize) -> String {
    format!("{} ({})", ballots.candidates[c].name, id(c))
}

fn names(ballots: &Ballots, list: &[usize]) -> String {
    list.iter().map(|&c| name(ballots, c)).collect::<Vec<_>>().join(", ")
}

/// What breaks a tie of those who could all be the one winner.
fn order(ballots: &Ballots) -> &'static str {
    match ballots.tie_from {
        TieFrom::Charter => "the charter's order for ties",
        TieFrom::File => "the file's order for ties",
        TieFrom::Nobody => "the smallest id, compared as a string",
    }
}

/// Of candidates who could all win, the first in the order for ties, or without one by id as a string; and the tie, if it is one.
fn choose(ballots: &Ballots, set: &[usize]) -> (Vec<usize>, Vec<Value>) {
    let first = match ballots.tie_from {
        TieFrom::Nobody => set.iter().copied().min_by_key(|&c| id(c).to_string()),
        TieFrom::File | TieFrom::Charter => set.iter().copied().min_by_key(|&c| ballots.tie_rank[c]),
    };
    let ties = match first {
        Some(chosen) if set.len() > 1 => {
            vec![json!({"round": null, "tied": ids(set), "chosen": id(chosen), "how": order(ballots)})]
        }
        _ => Vec::new(),
    };
    (first.into_iter().collect(), ties)
}

/// Counts.
pub fn count(ballots: &Ballots, rule: Rule) -> Report {
    let mut out = Map::new();
    let rule_name = Rule::NAMES.iter().find(|(_, r)| *r == rule).map_or("", |r| r.0);
    out.insert("rule".into(), rule_name.into());
    out.insert("arithmetic".into(), rule.arithmetic().into());
    out.insert("title".into(), ballots.title.clone().into());
    out.insert("seats".into(), ballots.seats.into());
    out.insert("ballots".into(), ballots.valid.into());
    out.insert("empty_ballots".into(), ballots.empty.into());
    let named = ballots
        .candidates
        .iter()
        .enumerate()
        .map(|(c, who)| (id(c).to_string(), Value::from(who.name.clone())));
    out.insert("candidates".into(), Value::Object(named.collect()));
    let mut text = String::new();
    if !ballots.title.is_empty() {
        let _ = writeln!(text, "{}", ballots.title);
    }
    let _ = writeln!(
        text,
        "{} ballots, {} candidates; rule {rule_name}\n",
        ballots.valid,
        ballots.candidates.len()
    );
    let mut notes = ballots.notes.clone();
    if ballots.valid == 0 {
        nobody(ballots, &mut out, &mut text, &mut notes);
        tell_notes(notes, &mut out, &mut text);
        return Report { winners: Vec::new(), json: Value::Object(out), text };
    }
    let winners = match rule {
        Rule::Irv => runoff(ballots, &mut out, &mut text),
        Rule::Schulze => schulze(ballots, &mut out, &mut text),
        Rule::Stv(rule) => transferable(ballots, &stv::count(ballots, rule), &mut out, &mut text),
        Rule::Meek => transferable(ballots, &meek::count(ballots), &mut out, &mut text),
    };
    if matches!(rule, Rule::Irv | Rule::Schulze) && ballots.seats > 1 {
        notes.push(format!(
            "the file has {} seats and this rule fills one; scottish-stv, meek and wigm fill several",
            ballots.seats
        ));
    }
    tell_notes(notes, &mut out, &mut text);
    others(ballots, rule, &winners, &mut text);
    Report { winners, json: Value::Object(out), text }
}

fn tell_notes(notes: Vec<String>, out: &mut Map<String, Value>, text: &mut String) {
    for note in &notes {
        let _ = writeln!(text, "Note: {note}");
    }
    if !notes.is_empty() {
        out.insert("notes".into(), notes.into());
    }
}

/// Without a single choice nobody has won anything, whatever a rule would say of empty sums.
fn nobody(ballots: &Ballots, out: &mut Map<String, Value>, text: &mut String, notes: &mut Vec<String>) {
    for key in ["winners", "rounds", "ties"] {
        out.insert(key.into(), json!([]));
    }
    text.push_str("Winner: nobody\n");
    notes.push(match ballots.empty {
        0 => "the file holds no ballots, so nobody has won".to_owned(),
        n => format!("none of the {n} ballots ranks a candidate who has not withdrawn, so nobody has won"),
    });
}

fn runoff(ballots: &Ballots, out: &mut Map<String, Value>, text: &mut String) -> Vec<usize> {
    let runoff = instant_runoff(ballots);
    let (winners, ties) = choose(ballots, &runoff.winners);
    let mut rounds = Vec::new();
    for (at, round) in runoff.rounds.iter().enumerate() {
        let votes: Map<String, Value> = round
            .votes
            .iter()
            .enumerate()
            .filter_map(|(c, v)| v.map(|v| (id(c).to_string(), v.to_string().into())))
            .collect();
        rounds.push(json!({"round": at + 1, "votes": votes, "exhausted": round.exhausted.to_string(), "out": ids(&round.out)}));
        let _ = writeln!(text, "Round {}:", at + 1);
        let mut order: Vec<(usize, u64)> =
            round.votes.iter().enumerate().filter_map(|(c, v)| v.map(|v| (c, v))).collect();
        order.sort_by_key(|o| std::cmp::Reverse(o.1));
        for (c, votes) in order {
            let _ = writeln!(
                text,
                "  {}: {votes}{}",
                name(ballots, c),
                if round.out.contains(&c) { ", leaves" } else { "" }
            );
        }
        let _ = writeln!(text, "  ballots that rank nobody who is left: {}", round.exhausted);
    }
    out.insert("winners".into(), ids(&winners).into());
    out.insert("could_win".into(), ids(&runoff.winners).into());
    out.insert("rounds".into(), rounds.into());
    out.insert("ties".into(), ties.into());
    told(ballots, &winners, &runoff.winners, text);
    if let [.., last] = &runoff.rounds[..] {
        let mut votes: Vec<u64> = last.votes.iter().flatten().copied().collect();
        votes.sort_unstable_by_key(|v| std::cmp::Reverse(*v));
        if let [first, second, ..] = votes[..] {
            let _ = writeln!(
                text,
                "What would change it: {} voters of the last round who move to the next",
                (first - second) / 2 + 1
            );
        }
    }
    winners
}

fn told(ballots: &Ballots, winners: &[usize], set: &[usize], text: &mut String) {
    let _ = writeln!(text, "\nWinner: {}", names(ballots, winners));
    if set.len() > 1 {
        let _ = writeln!(text, "TIE: {} are equal; decided by {}", names(ballots, set), order(ballots));
    }
}

fn schulze(ballots: &Ballots, out: &mut Map<String, Value>, text: &mut String) -> Vec<usize> {
    let pairs = pairwise::compare(ballots);
    let set = pairs.schulze();
    let (winners, ties) = choose(ballots, &set);
    let table = |of: &dyn Fn(usize, usize) -> Value| -> Value {
        let rows = pairs.standing.iter().enumerate().map(|(a, &who)| {
            let row = pairs
                .standing
                .iter()
                .enumerate()
                .filter(|(b, _)| *b != a)
                .map(|(b, &other)| (id(other).to_string(), of(a, b)));
            (id(who).to_string(), Value::Object(row.collect()))
        });
        Value::Object(rows.collect())
    };
    out.insert("winners".into(), ids(&winners).into());
    out.insert("could_win".into(), ids(&set).into());
    out.insert("rounds".into(), json!([]));
    out.insert("ties".into(), ties.into());
    out.insert(
        "first_preferences".into(),
        Value::Object(
            first_preferences(ballots)
                .iter()
                .enumerate()
                .map(|(c, n)| (id(c).to_string(), (*n).into()))
                .collect(),
        ),
    );
    out.insert("pairwise_support".into(), table(&|a, b| pairs.support[a][b].into()));
    out.insert("margins".into(), table(&|a, b| pairs.margin(a, b).into()));
    out.insert("condorcet_winner".into(), pairs.condorcet_winner().map(id).into());
    for (key, set) in [
        ("minimax", Some(pairs.minimax())),
        ("copeland", Some(pairs.copeland())),
        ("smith_set", Some(pairs.smith())),
        ("schwartz_set", Some(pairs.schwartz())),
        ("split_cycle", Some(pairs.split_cycle())),
        ("ranked_pairs", pairs.ranked_pairs()),
        ("river", pairs.river()),
    ] {
        out.insert(key.into(), set.map(|set| ids(&set)).into());
    }
    told(ballots, &winners, &set, text);
    for &w in &winners {
        let a = pairs.standing.iter().position(|&c| c == w).unwrap_or(0);
        for (b, &other) in pairs.standing.iter().enumerate().filter(|(b, _)| *b != a) {
            let _ = writeln!(
                text,
                "  {} voters rank {} before {}, {} the other way",
                pairs.support[a][b],
                name(ballots, w),
                name(ballots, other),
                pairs.support[b][a]
            );
        }
    }
    let _ = match pairs.condorcet_winner() {
        Some(c) => writeln!(text, "{} beats everybody one to one", name(ballots, c)),
        None => writeln!(
            text,
            "Nobody beats everybody one to one; of a circle, the weakest defeats were left out"
        ),
    };
    winners
}

/// Steps of a count for programs.
pub fn steps(count: &stv::Count) -> Vec<Value> {
    let by = |list: &[String]| -> Value {
        Value::Object(list.iter().enumerate().map(|(c, v)| (id(c).to_string(), v.clone().into())).collect())
    };
    let step = |step: &stv::Step| {
        let states: Map<String, Value> =
            step.states.iter().enumerate().map(|(c, s)| (id(c).to_string(), s.name().into())).collect();
        json!({
            "round": step.round, "tag": step.tag, "msg": step.message, "quota": step.quota, "votes": step.votes,
            "surplus": step.surplus, "exhausted": step.exhausted, "votes_by_candidate": by(&step.by_candidate),
            "state": states, "keep": step.keep.as_ref().map(|k| by(k)),
        })
    };
    count.steps.iter().map(step).collect()
}

fn transferable(
    ballots: &Ballots,
    count: &stv::Count,
    out: &mut Map<String, Value>,
    text: &mut String,
) -> Vec<usize> {
    let mut elected = count.elected.clone();
    elected.sort_unstable();
    out.insert("quota".into(), count.quota.clone().into());
    out.insert("winners".into(), ids(&count.elected).into());
    out.insert("elected".into(), ids(&elected).into());
    out.insert("rounds".into(), steps(count).into());
    let ties: Vec<Value> = count
        .steps
        .iter()
        .filter_map(|step| step.tied.as_ref().map(|(tied, chosen)| json!({"round": step.round, "tied": ids(tied), "chosen": id(*chosen), "how": step.words()})))
        .collect();
    out.insert("ties".into(), ties.into());
    let _ = writeln!(text, "{} seats, quota {}", ballots.seats, count.quota);
    for step in &count.steps {
        if matches!(step.tag, "elect" | "defeat" | "tie" | "transfer") {
            let _ = writeln!(text, "  round {:>2}: {}", step.round, step.words());
        }
    }
    let _ = writeln!(text, "\nElected: {}", names(ballots, &count.elected));
    if let Some(last) = count.steps.last() {
        let _ = writeln!(
            text,
            "Who got something: of {} ballots, {} end with nobody who was elected or is in the count",
            ballots.valid, last.exhausted
        );
    }
    if let Some(step) = count.steps.iter().rev().find(|s| s.tag == "defeat") {
        let _ = writeln!(text, "What would change it: the last to leave were close: {}", step.message);
    }
    count.elected.clone()
}

/// What other rules would have said.
fn others(ballots: &Ballots, mine: Rule, winners: &[usize], text: &mut String) {
    let single = matches!(mine, Rule::Irv | Rule::Schulze);
    let other = if single {
        let rules =
            [("irv", instant_runoff(ballots).winners), ("schulze", pairwise::compare(ballots).schulze())];
        let at = usize::from(mine == Rule::Irv);
        rules.into_iter().nth(at)
    } else if mine == Rule::Meek {
        Some(("scottish-stv", stv::count(ballots, stv::Rule::Scottish).elected))
    } else {
        Some(("meek", meek::count(ballots).elected))
    };
    let Some((rule, theirs)) = other else { return };
    let same = theirs.len() == winners.len() && theirs.iter().all(|c| winners.contains(c));
    let _ = if same {
        writeln!(text, "The rule {rule} would elect the same")
    } else {
        writeln!(text, "The rule {rule} would elect {}", names(ballots, &theirs))
    };
}
