//! `tandem tally`: counts a vote from a public file. No database is opened.

mod bundle;

use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};
use tandem_deliberation::budget::{self, Options, Satisfaction};
use tandem_deliberation::ranked;

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
    /// What a funded project is worth to who approves it; points and ranks say it themselves.
    #[arg(long, value_enum, default_value = "cost")]
    satisfaction: Worth,
    /// The order that breaks ties: ids, parted by commas. A budget: the first wins (default: by id as a string). Ranked
    /// ballots: the first is chosen, to win or to leave (default: the file's, else that of the ballot); name every candidate.
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    ties: Vec<String>,
    /// A project that fewer voters marked cannot be funded.
    #[arg(long, value_name = "VOTERS", default_value_t = 0)]
    minimum_support: u64,
    /// Of these projects (ids, parted by commas) one at most can be funded; may be given several times.
    #[arg(long, value_name = "IDS")]
    exclusive: Vec<String>,
    /// A project that was withdrawn after voting began: marks for it are left out; may be given several times.
    #[arg(long, value_name = "ID")]
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
    let printed = match what.file.extension().and_then(|e| e.to_str()) {
        Some("pb") => a_budget(what, &read(&what.file)?)?,
        Some("blt") => ranked_ballots(what)?,
        Some("json") => {
            let told = bundle::prove(&what.file, &read(&what.file)?, what.key.as_deref())?;
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
pub(crate) fn read(path: &Path) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned()))
}

fn a_budget(what: &Tally, text: &str) -> Result<String, String> {
    use budget::{Rule, explain, file, tally};
    let name = what.rule.as_deref().unwrap_or("equal-shares-add1");
    let rule =
        Rule::NAMES.iter().find(|(known, _)| *known == name).map(|(_, rule)| *rule).ok_or_else(|| {
            let names: Vec<&str> = Rule::NAMES.iter().map(|(name, _)| *name).collect();
            format!("--rule {name}: for a budget the rules are {}", names.join(", "))
        })?;
    let reading = file::Reading { withdrawn: what.withdrawn.clone(), accept_counts: what.accept_counts };
    let election = file::parse(text, &reading).map_err(|e| format!("{}: {e}", what.file.display()))?;
    let exclusive: Vec<Vec<String>> =
        what.exclusive.iter().map(|set| set.split(',').map(|id| id.trim().to_owned()).collect()).collect();
    for id in exclusive.iter().flatten().chain(&what.ties) {
        if election.project(id).is_none() {
            return Err(format!("{id}: no project has this id; look at --exclusive and --ties"));
        }
    }
    let options = Options {
        satisfaction: if what.satisfaction == Worth::Cost {
            Satisfaction::Cost
        } else {
            Satisfaction::Cardinality
        },
        tie_order: what.ties.clone(),
        minimum_support: what.minimum_support,
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
    let name = what.rule.as_deref().unwrap_or("scottish-stv");
    let rule =
        Rule::NAMES.iter().find(|(known, _)| *known == name).map(|(_, rule)| *rule).ok_or_else(|| {
            let names: Vec<&str> = Rule::NAMES.iter().map(|(name, _)| *name).collect();
            format!("--rule {name}: for ranked ballots the rules are {}", names.join(", "))
        })?;
    let file = std::fs::File::open(&what.file).map_err(|e| format!("{}: {e}", what.file.display()))?;
    let input = std::io::BufReader::with_capacity(1 << 20, file);
    let mut ballots = ranked::file::parse(input).map_err(|e| format!("{}: {e}", what.file.display()))?;
    if !what.ties.is_empty() {
        ballots.set_tie_order(&what.ties).map_err(|e| format!("--ties: {e}"))?;
    }
    let report = ranked::report::count(&ballots, rule);
    Ok(match what.format {
        Format::Json => format!("{:#}", report.json),
        Format::Text => report.text,
    })
}
