//! `tandem tally`: counts a vote from a public file. No database is opened.

mod bundle;

use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};
use tandem_deliberation::budget::{self, Options, Satisfaction};
use tandem_deliberation::fault::Fault;
use tandem_deliberation::ranked;
use tandem_deliberation::text::{self, Text};

/// What to count, and how.
#[derive(Args, Debug)]
pub(crate) struct Tally {
    /// A vote on a budget (.pb, the pabulib format), ranked ballots (.blt), or the signed bundle of a community vote (.json).
    file: PathBuf,
    /// How to count. A budget: greedy, equal-shares, equal-shares-add1, equal-shares-add1-exhaustive,
    /// equal-shares-then-greedy, equal-shares-add1-then-greedy, phragmen. Ranked ballots: irv, schulze, scottish-stv, meek,
    /// wigm, wigm-prf. Without it: equal-shares-add1, scottish-stv.
    #[arg(long)]
    rule: Option<String>,
    /// What a funded project is worth to who approves it (default: cost); points and ranks say it themselves.
    #[arg(long, value_enum)]
    satisfaction: Option<Worth>,
    /// The order that breaks ties: ids, parted by commas. A budget: the first wins (default: by id as a string). Ranked
    /// ballots: the first is chosen, to win or to leave (default: the file's, else that of the ballot); name every candidate, or
    /// say `by-id` for their numbers compared as a string (10 before 2).
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    ties: Vec<String>,
    /// A project that fewer voters marked cannot be funded.
    #[arg(long, value_name = "VOTERS")]
    minimum_support: Option<u64>,
    /// Of these projects (ids, parted by commas) one at most can be funded; may be given several times.
    #[arg(long, value_name = "IDS")]
    exclusive: Vec<String>,
    /// Projects that were withdrawn after voting began: they cannot be funded, and marks for them are left out; may be given
    /// several times.
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    withdrawn: Vec<String>,
    /// Count a file whose numbers of projects or votes are not those it says.
    #[arg(long)]
    accept_counts: bool,
    /// The partnership's key, in base64, that a bundle must have been signed with: it stands on the page of the vote.
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
    /// How to print the result.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(ValueEnum, Debug, Clone, Copy, PartialEq)]
enum Worth {
    Cost,
    Cardinality,
}

/// How to print.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Counts, and prints the result.
pub(crate) fn run(what: &Tally) -> Result<(), String> {
    let ending = what.file.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
    let printed = match ending.as_deref() {
        Some("pb") => a_budget(what)?,
        Some("blt") => ranked_ballots(what)?,
        Some("json") => {
            for option in [RULE, SATISFACTION, TIES, MINIMUM_SUPPORT, EXCLUSIVE, WITHDRAWN, ACCEPT_COUNTS] {
                refuse(
                    what,
                    option,
                    "a bundle holds the rule and all that was set for the vote; leave it out",
                )?;
            }
            let bundle = read(&what.file)?;
            if let Some(note) = bundle.note {
                return Err(format!("{}: {note}", what.file.display()));
            }
            let told = bundle::prove(&what.file, &bundle.text, what.key.as_deref())?;
            match what.format {
                Format::Json => println!("{:#}", told.json),
                Format::Text => println!("{}", told.text.trim_end()),
            }
            let fault = || format!("{}: the published result does not hold", what.file.display());
            return if told.holds { Ok(()) } else { Err(fault()) };
        }
        _ => {
            return Err(format!(
                "{}: what kind of vote it holds is told by the end of its name, .pb, .blt or .json",
                what.file.display()
            ));
        }
    };
    println!("{}", printed.trim_end());
    Ok(())
}

/// A text file; bytes that are not UTF-8 stay readable enough for a fault to name its place.
pub(crate) fn read(path: &Path) -> Result<Text, String> {
    let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    text::read(bytes).map_err(|fault| format!("{}: {fault}", path.display()))
}

/// A fault of a file; where letters could not be read, that may be its cause.
pub(crate) fn with_note(path: &Path, fault: &Fault, note: Option<&str>) -> String {
    let note = note.map(|note| format!(" ({note})")).unwrap_or_default();
    format!("{}: {fault}{note}", path.display())
}

/// An option: its name, and whether it was given.
type Given = (&'static str, fn(&Tally) -> bool);
const RULE: Given = ("rule", |t| t.rule.is_some());
const SATISFACTION: Given = ("satisfaction", |t| t.satisfaction.is_some());
const TIES: Given = ("ties", |t| !t.ties.is_empty());
const MINIMUM_SUPPORT: Given = ("minimum-support", |t| t.minimum_support.is_some());
const EXCLUSIVE: Given = ("exclusive", |t| !t.exclusive.is_empty());
const WITHDRAWN: Given = ("withdrawn", |t| !t.withdrawn.is_empty());
const ACCEPT_COUNTS: Given = ("accept-counts", |t| t.accept_counts);
const KEY: Given = ("key", |t| t.key.is_some());

/// What would have no effect is refused: whoever gave it counts on it.
fn refuse(what: &Tally, (name, given): Given, why: &str) -> Result<(), String> {
    if given(what) {
        return Err(format!("{}: --{name} does not apply: {why}", what.file.display()));
    }
    Ok(())
}

/// What asks for the order that public budgets have by default.
const BY_ID: &str = "by-id";

/// The numbers of so many candidates, in the order of strings.
fn by_id(candidates: usize) -> Vec<String> {
    let mut ids: Vec<String> = (1..=candidates).map(|id| id.to_string()).collect();
    ids.sort();
    ids
}

/// `--satisfaction cost` asks for what holds without it: a note. `cardinality` asks for what cannot be had, and is refused.
fn satisfaction_without_effect(what: &Tally, why: &str) -> Result<Option<String>, String> {
    if what.satisfaction == Some(Worth::Cost) {
        return Ok(Some(format!("--satisfaction cost changes nothing here: {why}")));
    }
    refuse(what, SATISFACTION, &format!("{why}; leave it out"))?;
    Ok(None)
}

const UNSIGNED: &str =
    "it is for the signed bundle of a community vote (.json), and this file has no signature";

fn a_budget(what: &Tally) -> Result<String, String> {
    use budget::{Rule, VoteKind, explain, file, tally};
    refuse(what, KEY, UNSIGNED)?;
    let name = what.rule.as_deref().unwrap_or("equal-shares-add1");
    let rule =
        Rule::NAMES.iter().find(|(known, _)| *known == name).map(|(_, rule)| *rule).ok_or_else(|| {
            let names: Vec<&str> = Rule::NAMES.iter().map(|(name, _)| *name).collect();
            format!("--rule {name}: for a budget the rules are {}", names.join(", "))
        })?;
    let withdrawn = what.withdrawn.iter().map(|id| id.trim().to_owned()).collect();
    let reading = file::Reading { withdrawn, accept_counts: what.accept_counts };
    let read = read(&what.file)?;
    let mut election =
        file::parse(&read.text, &reading).map_err(|e| with_note(&what.file, &e, read.note.as_deref()))?;
    election.notes.extend(read.note);
    if election.kind != VoteKind::Approval {
        let why = "these ballots hold points or ranks, which say it themselves";
        election.notes.extend(satisfaction_without_effect(what, why)?);
    } else if rule == Rule::Phragmen {
        let why = "phragmen shares out costs and weighs no satisfaction";
        election.notes.extend(satisfaction_without_effect(what, why)?);
    }
    let exclusive: Vec<Vec<String>> =
        what.exclusive.iter().map(|set| set.split(',').map(|id| id.trim().to_owned()).collect()).collect();
    let ties = if what.ties == [BY_ID] { &Vec::new() } else { &what.ties };
    for (list, option) in exclusive.iter().map(|set| (set, "exclusive")).chain([(ties, "ties")]) {
        if let Some(twice) = list.iter().enumerate().find(|(at, id)| list[..*at].contains(id)) {
            return Err(format!("--{option}: {} comes twice; name each project once", twice.1));
        }
    }
    if let Some(set) = exclusive.iter().find(|set| set.len() < 2) {
        return Err(format!("--exclusive {}: name two projects or more, parted by commas", set.join(",")));
    }
    for id in exclusive.iter().flatten().chain(ties) {
        if election.project(id).is_none() {
            return Err(format!("{id}: no project has this id; look at --exclusive and --ties"));
        }
    }
    let options = Options {
        satisfaction: match what.satisfaction {
            Some(Worth::Cardinality) => Satisfaction::Cardinality,
            Some(Worth::Cost) | None => Satisfaction::Cost,
        },
        tie_order: ties.clone(),
        minimum_support: what.minimum_support.unwrap_or(0),
        exclusive,
    };
    let outcome = tally::tally(&election, rule, &options).map_err(|e| e.to_string())?;
    Ok(match what.format {
        Format::Json => format!("{:#}", explain::json(&election, &options, &outcome)),
        Format::Text => explain::text(&election, &options, &outcome),
    })
}

fn ranked_ballots(what: &Tally) -> Result<String, String> {
    use ranked::report::Rule;
    refuse(what, KEY, UNSIGNED)?;
    refuse(
        what,
        WITHDRAWN,
        "who has withdrawn stands in the file, on a line after the first, as the candidate's number with a minus, such as -2",
    )?;
    let why = "it is for votes on a budget (.pb), and these ballots rank candidates";
    let satisfaction = satisfaction_without_effect(what, why)?;
    for option in [MINIMUM_SUPPORT, EXCLUSIVE, ACCEPT_COUNTS] {
        refuse(what, option, &format!("{why}; leave it out"))?;
    }
    let name = what.rule.as_deref().unwrap_or("scottish-stv");
    let rule =
        Rule::NAMES.iter().find(|(known, _)| *known == name).map(|(_, rule)| *rule).ok_or_else(|| {
            let names: Vec<&str> = Rule::NAMES.iter().map(|(name, _)| *name).collect();
            format!("--rule {name}: for ranked ballots the rules are {}", names.join(", "))
        })?;
    let file = std::fs::File::open(&what.file).map_err(|e| format!("{}: {e}", what.file.display()))?;
    let input = std::io::BufReader::with_capacity(1 << 20, file);
    let mut ballots = ranked::file::parse(input).map_err(|e| format!("{}: {e}", what.file.display()))?;
    ballots.notes.extend(satisfaction);
    if !what.ties.is_empty() {
        let order = if what.ties == [BY_ID] { by_id(ballots.candidates.len()) } else { what.ties.clone() };
        ballots.set_tie_order(&order).map_err(|e| format!("--ties: {e}"))?;
    }
    let report = ranked::report::count(&ballots, rule);
    Ok(match what.format {
        Format::Json => format!("{:#}", report.json),
        Format::Text => report.text,
    })
}
