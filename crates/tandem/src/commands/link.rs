//! `tandem link`: which rows of one file, or of two, are the same person. Works on files alone; no database is opened.

mod encoded;

use clap::{Args, Subcommand};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use tandem_linkage::config::Config;
use tandem_linkage::draft::{self, Draft, PAIRS};
use tandem_linkage::link::{self, Linked};
use tandem_linkage::table::{RowId, Table};
use tandem_linkage::{read, report};

/// What to link.
#[derive(Subcommand, Debug)]
pub(crate) enum Link {
    /// Find the rows of one file that are the same person.
    Dedupe {
        /// A CSV file with a header. Cells may be parted by commas, tabs, semicolons or bars.
        file: PathBuf,
        #[command(flatten)]
        how: How,
    },
    /// Find the rows of two files that are the same person.
    Match {
        /// A CSV file with a header.
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
    /// Compare two files of filters; each row is in one pair at most.
    MatchEncoded(encoded::Match),
    /// Put your own identifiers in the place of row numbers, and take your fakes out of the pairs again.
    Resolve(encoded::Resolve),
}

/// How to link, and where to write what was found.
#[derive(Args, Debug)]
pub(crate) struct How {
    /// The column with each row's own identifier (default: one that is called id, rec_id, client id or mrn, else rows are numbered).
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
    read::recognise(&paths, &mut config).map_err(|e| e.to_string())?;
    if known.is_none() {
        println!(
            "# What was recognised; keep it in a file for --config, and mend what is wrong.\n{}",
            config.to_toml()
        );
    }
    let table = read::table(&paths, &config).map_err(|e| e.to_string())?;
    let linked = link::link(&table, &config)?;
    if let Some(to) = &how.out {
        write_pairs(to, &table, &linked)?;
    }
    if let Some(to) = &how.clusters {
        write_clusters(to, &table, &linked)?;
    }
    if let Some(to) = &how.report {
        write_report(to, &report::html(&table, &linked, &config))?;
    }
    print!("{}", summary(&table, &linked, &config));
    Ok(())
}

/// What a file says of the columns; without one, nothing.
fn read_config(path: Option<&Path>) -> Result<Config, String> {
    let Some(path) = path else { return Ok(Config::default()) };
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    Config::parse(&text).map_err(|e| format!("{}: {e}", path.display()))
}

fn write_pairs(to: &Path, table: &Table, linked: &Linked) -> Result<(), String> {
    let rows = linked.pairs.iter().map(|p| {
        [table.id(p.left).to_owned(), table.id(p.right).to_owned(), format!("{:.6}", p.probability)]
    });
    draft::csv(to, PAIRS, rows).map_err(|e| e.to_string())
}

fn write_clusters(to: &Path, table: &Table, linked: &Linked) -> Result<(), String> {
    // Two files may use the same identifier for two people: a cluster is named by its first row, and its file.
    let name = |row: RowId| {
        let side = match (table.sources(), row < table.second()) {
            (1, _) => "",
            (_, true) => "l:",
            (_, false) => "r:",
        };
        format!("{side}{}", table.id(row))
    };
    let rows = linked.clusters.iter().enumerate();
    let rows = rows.map(|(row, first)| [table.id(row as RowId).to_owned(), name(*first)]);
    draft::csv(to, ["rec_id", "cluster_id"], rows).map_err(|e| e.to_string())
}

fn write_report(to: &Path, html: &str) -> Result<(), String> {
    let mut out = Draft::new(to).map_err(|e| e.to_string())?;
    out.write_all(html.as_bytes()).map_err(|e| format!("{}: {e}", to.display()))?;
    out.finish().map_err(|e| e.to_string())
}

fn summary(table: &Table, linked: &Linked, config: &Config) -> String {
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
    for (n, what) in [
        (
            table.notes.impossible_dates,
            "cells with a date that does not exist (compared digit by digit, or left out)",
        ),
        (table.notes.other_encoding, "cells that were not UTF-8 (read as Windows-1252)"),
        (table.notes.placeholders, "names that name nobody, such as baby boy (left out)"),
    ] {
        if n > 0 {
            out += &format!("{n} {what}\n");
        }
    }
    let (blocks, pairs) =
        linked.blocking.iter().fold((0, 0), |(b, p), (_, t)| (b + t.large_blocks, p + t.left_out));
    if blocks > 0 {
        out += &format!(
            "{blocks} blocks were too large to compare within ({pairs} pairs, some of them compared by another rule)\n"
        );
    }
    out
}
