//! `tandem network`: measures who works with whom, from two tables. No database is opened.

use super::tally::{Format, read, with_note};
use clap::Args;
use std::path::PathBuf;
use tandem_deliberation::network::{file, report};

/// Which network to measure.
#[derive(Args, Debug)]
pub(crate) struct Network {
    /// Nodes: a CSV file with a column id (else the first is it).
    nodes: PathBuf,
    /// Ties: a CSV file with the columns source and target (else the first two are it), and a weight, if there is one.
    ties: PathBuf,
    /// The column of the nodes' sectors (default: sector; else the first whose values are shared by many).
    #[arg(long, value_name = "COLUMN")]
    sector: Option<String>,
    /// The column of the ties' weights (default: weight, strength or value; else the first other one that holds numbers
    /// throughout; without any each tie weighs 1).
    #[arg(long, value_name = "COLUMN")]
    weight: Option<String>,
    /// How to print the result.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Measures, and prints the result.
pub(crate) fn run(what: &Network) -> Result<(), String> {
    let (nodes, ties) = (read(&what.nodes)?, read(&what.ties)?);
    let known = file::nodes(&nodes.text, what.sector.as_deref())
        .map_err(|e| with_note(&what.nodes, &e, nodes.note.as_deref()))?;
    let mut network = file::ties(known, &ties.text, what.weight.as_deref())
        .map_err(|e| with_note(&what.ties, &e, ties.note.as_deref()))?;
    for (path, note) in [(&what.nodes, nodes.note), (&what.ties, ties.note)] {
        network.notes.extend(note.map(|note| format!("{}: {note}", path.display())));
    }
    match what.format {
        Format::Json => println!("{:#}", report::json(&network)),
        Format::Text => print!("{}", report::text(&network)),
    }
    Ok(())
}
