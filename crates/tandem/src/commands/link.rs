//! `tandem link`: which rows of one file, or of two, are the same person. Works on files alone; no database is opened.

mod encoded;
mod register;

use clap::{Args, Subcommand};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use tandem_linkage::config::{Config, Method};
use tandem_linkage::decided::Decided;
use tandem_linkage::draft::{Draft, keep_apart};
use tandem_linkage::index::Trained;
use tandem_linkage::link::{self, Linked};
use tandem_linkage::table::{OddDate, Table};
use tandem_linkage::{found, read, report};

/// What to link.
#[derive(Subcommand, Debug)]
pub(crate) enum Link {
    /// Find the rows of one file that are the same person.
    Dedupe {
        /// A CSV file with a header, cells parted by commas, tabs, semicolons or bars; or a Parquet file.
        file: PathBuf,
        #[command(flatten)]
        how: How,
    },
    /// Find the rows of two files that are the same person.
    Match {
        /// A CSV file with a header, or a Parquet file.
        left: PathBuf,
        /// Another; its columns may have other names.
        right: PathBuf,
        #[command(flatten)]
        how: How,
    },
    /// Turn a file of people into filters that can be compared without names, for a partner who will not send names either.
    ///
    /// Both partners use one secret, which goes to nobody else, and one project name. Filters are no anonymous records:
    /// whoever has the secret can try names against them, and rows that are frequent can be guessed at. Send them by agreement
    /// only, and delete them after the run.
    Encode(encoded::Encode),
    /// Compare two files of filters; each row is in one pair at most. The files of filters are deleted afterwards. Each run is
    /// written down, and only so many may begin in a day.
    MatchEncoded(encoded::Match),
    /// Put your own identifiers in the place of row numbers, and take your fakes out of the pairs again.
    Resolve(encoded::Resolve),
}

/// How to link, and where to write what was found.
#[derive(Args, Debug)]
pub(crate) struct How {
    /// The column with each row's own identifier (default: one that is called id, client id, folio or the like, else rows are
    /// numbered).
    #[arg(long, value_name = "COLUMN")]
    id: Option<String>,
    /// A column not to look at; may be given several times.
    #[arg(long, value_name = "COLUMN")]
    ignore: Vec<String>,
    /// Write the pairs here: rec_id_l, rec_id_r, score (a probability).
    #[arg(long, value_name = "FILE.csv")]
    out: Option<PathBuf>,
    /// Write the clusters here: rec_id, cluster_id (the first row of the cluster).
    #[arg(long, value_name = "FILE.csv")]
    clusters: Option<PathBuf>,
    /// Write a report here, to open in a browser: what each field says, examples, how many pairs at which threshold. It
    /// shows records of people; keep it as safe as the files.
    #[arg(long, value_name = "FILE.html")]
    report: Option<PathBuf>,
    /// Pairs at and above this probability are one person.
    #[arg(long, value_name = "P")]
    threshold: Option<f64>,
    /// Each person is in a file at most once: a row is linked with one row of the other file at most.
    #[arg(long)]
    one_to_one: bool,
    /// Make clusters by average link: what is alike on the whole, not through one strong pair. [cluster] in the
    /// configuration says how alike.
    #[arg(long)]
    average: bool,
    /// Pairs that are one person whatever they look like: a CSV file with rec_id_l and rec_id_r.
    #[arg(long, value_name = "FILE.csv")]
    must_link: Vec<PathBuf>,
    /// Pairs that are two persons whatever they look like: a CSV file with rec_id_l and rec_id_r.
    #[arg(long, value_name = "FILE.csv")]
    cannot_link: Vec<PathBuf>,
    /// Pairs that people have looked at, to put probabilities right by: a CSV file with rec_id_l, rec_id_r and same (1 or 0). A
    /// few change little.
    #[arg(long, value_name = "FILE.csv")]
    reviewed: Vec<PathBuf>,
    /// Write what was learnt here, for the person index of a partnership to begin with. Numbers only, nothing of the rows.
    #[arg(long, value_name = "MODEL.toml")]
    model: Option<PathBuf>,
}

/// Links, and writes what was asked for.
///
/// `config`: a file that says what the columns hold and how to compare them; without it this is recognised, and printed.
pub(crate) fn run(what: Link, config: Option<&Path>) -> Result<(), String> {
    let (paths, how) = match what {
        Link::Encode(what) => return encoded::encode(&what, config),
        Link::MatchEncoded(what) => return encoded::compare(&what),
        Link::Resolve(what) => return encoded::resolve(&what),
        Link::Dedupe { file, how } => (vec![file], how),
        Link::Match { left, right, how } => (vec![left, right], how),
    };
    let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
    let known = config;
    let decisions = [&how.must_link, &how.cannot_link, &how.reviewed].into_iter().flatten();
    let read: Vec<&Path> =
        paths.iter().copied().chain(known).chain(decisions.map(PathBuf::as_path)).collect();
    let written = [
        ("--out", &how.out),
        ("--clusters", &how.clusters),
        ("--report", &how.report),
        ("--model", &how.model),
    ];
    keep_apart(&written.map(|(what, path)| (what, path.as_deref())), &read)?;
    let mut config = read_config(known)?;
    if how.id.is_some() {
        config.id = how.id;
    }
    config.ignore.extend(how.ignore);
    if let Some(p) = how.threshold {
        if !(0.0..=1.0).contains(&p) {
            return Err(format!("--threshold {p}: a probability lies between 0 and 1, such as 0.95"));
        }
        config.threshold = p;
    }
    config.one_to_one |= how.one_to_one;
    if how.average {
        config.cluster.method = Method::Average;
    }
    let notes = read::recognise(&paths, &mut config).map_err(|e| e.to_string())?;
    say(&notes);
    if known.is_none() {
        println!("# What was recognised; keep it in a file for --config, and mend what is wrong.");
        notes.iter().for_each(|note| println!("# {}", note.replace(['\n', '\r'], " ")));
        println!("{}", config.to_toml());
    }
    let table = read::table(&paths, &config).map_err(|e| e.to_string())?;
    let name = |path: &&Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    say(&table.notes.said(&paths.iter().map(name).collect::<Vec<_>>()));
    let mut decided = Decided::default();
    for (files, same) in [(&how.must_link, true), (&how.cannot_link, false)] {
        for file in files {
            decided.read(file, &table, same).map_err(|e| e.to_string())?;
        }
    }
    for file in &how.reviewed {
        decided.read_reviewed(file, &table).map_err(|e| e.to_string())?;
    }
    let linked = link::link_as_decided(&table, &config, decided)?;
    say(&linked.notes);
    found::write(how.out.as_deref(), how.clusters.as_deref(), &table, &linked).map_err(|e| e.to_string())?;
    if let Some(to) = &how.report {
        write_text(to, &report::html(&table, &linked, &config))?;
    }
    if let Some(to) = &how.model {
        write_text(to, &Trained::of(&table, &linked).to_toml())?;
    }
    print!("{}", summary(&table, &linked, &config, &paths));
    Ok(())
}

/// What whoever looks after the files should know, on the error stream: results may go elsewhere.
fn say(notes: &[String]) {
    notes.iter().for_each(|note| eprintln!("{note}"));
}

/// What a file says of the columns; without one, nothing.
fn read_config(path: Option<&Path>) -> Result<Config, String> {
    let Some(path) = path else { return Ok(Config::default()) };
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    Config::parse(&text).map_err(|e| format!("{}: {e}", path.display()))
}

fn write_text(to: &Path, text: &str) -> Result<(), String> {
    let mut out = Draft::new(to).map_err(|e| e.to_string())?;
    out.write_all(text.as_bytes()).map_err(|e| format!("{}: {e}", to.display()))?;
    out.finish().map_err(|e| e.to_string())
}

fn summary(table: &Table, linked: &Linked, config: &Config, paths: &[&Path]) -> String {
    let persons = linked.clusters.iter().enumerate().filter(|(row, first)| *row == **first as usize).count();
    let sure = linked.pairs.iter().filter(|p| f64::from(p.probability) >= config.threshold).count();
    let compared: u64 = linked.blocking.iter().map(|(_, t)| t.pairs).sum();
    let mut out = format!(
        "{} rows, {} persons; {sure} pairs at {} and above, {} from {} on; {compared} pairs compared\n",
        table.len(),
        persons,
        config.threshold,
        linked.pairs.len(),
        config.floor,
    );
    let notes = &table.notes;
    if notes.impossible_dates > 0 {
        let shown = |odd: &OddDate| {
            let file =
                paths.get(odd.source).and_then(|p| p.file_name()).unwrap_or_default().to_string_lossy();
            let file = if paths.len() > 1 { format!(" of {file}") } else { String::new() };
            let place = odd.line.map_or(file.clone(), |line| format!(" in line {line}{file}"));
            format!("`{}`{place}", odd.value)
        };
        let shown: Vec<String> = notes.odd_dates.iter().map(shown).collect();
        out += &format!(
            "{} of {} dates of birth are none, or do not exist (compared digit by digit, or left out), such as {}\n",
            notes.impossible_dates,
            notes.dates,
            shown.join(" and ")
        );
    }
    for (n, what) in [
        (table.notes.other_encoding, "cells that were not UTF-8 (read as Windows-1252)"),
        (
            table.notes.placeholders,
            "cells that say that nothing is known, such as baby boy, homeless or 555-555-5555 (left out)",
        ),
    ] {
        if n > 0 {
            out += &format!("{n} {what}\n");
        }
    }
    let (blocks, pairs) =
        linked.blocking.iter().fold((0, 0), |(b, p), (_, t)| (b + t.large_blocks, p + t.left_out));
    if blocks > 0 {
        out += &format!(
            "{blocks} blocks were too large to compare within ({pairs} pairs, some of them compared by another rule; lost with them: \
             about {:.0} pairs of one person)\n",
            linked.blocking.iter().map(|(_, t)| t.lost).sum::<f64>()
        );
    }
    if let Some(line) = linked.calibration {
        out += &format!(
            "reviewed pairs: log2 odds are {:.2} times the model's, {:+.2}\n",
            line.slope, line.offset
        );
    }
    out
}
