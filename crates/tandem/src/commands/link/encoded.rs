//! `tandem link encode`, `match-encoded` and `resolve`: linking partners who will not send names.

use super::register;
use clap::{Args, ValueEnum};
use rand::TryRng as _;
use std::path::{Path, PathBuf};
use tandem_access::Surroundings;
use tandem_linkage::clk::export::{self, Columns, Options, Side};
use tandem_linkage::clk::keys::Secret;
use tandem_linkage::clk::matching;
use tandem_linkage::clk::schema::Schema;
use tandem_linkage::draft::keep_apart;

/// A file of people into a file of filters.
#[derive(Args, Debug)]
pub(crate) struct Encode {
    /// A CSV file with a header.
    file: PathBuf,
    /// The partners' secret: a file, or - for standard input. Make one with: openssl rand -base64 32
    #[arg(long, value_name = "FILE")]
    secret: PathBuf,
    /// The project's name, the same for both partners. Columns are recognised and prepared.
    #[arg(long, value_name = "NAME", required_unless_present = "schema", conflicts_with = "schema")]
    project: Option<String>,
    /// A linkage schema (version 3 of clkhash) instead: columns go in as they are written.
    #[arg(long, value_name = "FILE.json")]
    schema: Option<PathBuf>,
    /// Write the filters here: .json as clkhash writes it, else CSV.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Write here which row is whose, and shuffle the rows. Keep it; send it to nobody.
    #[arg(long, value_name = "FILE.csv")]
    list: Option<PathBuf>,
    /// Made-up rows for each real one, such as 0.2, so that counts say less. They need --list.
    #[arg(long, value_name = "N", default_value_t = 0.0)]
    fakes: f64,
    /// The column with the rows' own identifier, for the list (default: the one that is recognised, else rows are numbered).
    #[arg(long, value_name = "COLUMN")]
    id: Option<String>,
    /// A column not to look at; may be given several times.
    #[arg(long, value_name = "COLUMN")]
    ignore: Vec<String>,
}

/// Two files of filters into a file of pairs.
#[derive(Args, Debug)]
pub(crate) struct Match {
    /// Filters of one partner.
    left: PathBuf,
    /// Filters of the other.
    right: PathBuf,
    /// Write the pairs here: rec_id_l, rec_id_r, score (how alike the filters are, from 0 to 1).
    #[arg(long, value_name = "FILE.csv")]
    out: PathBuf,
    /// Pairs at and above this likeness; without it one is chosen from the scores.
    #[arg(long, value_name = "S")]
    threshold: Option<f32>,
    /// Leave the two files of filters where they are; else they are deleted once the pairs are written, since filters are to be
    /// treated as records of people.
    #[arg(long)]
    keep_inputs: bool,
    /// Where runs are written down (default: encoded-runs.csv beside --out).
    #[arg(long, value_name = "FILE.csv")]
    register: Option<PathBuf>,
    /// So many runs may begin within 24 hours: filters that are compared again and again give away who is in them.
    #[arg(long, value_name = "N", default_value_t = 4)]
    at_most: usize,
}

/// Pairs of row numbers into pairs of one's own identifiers.
#[derive(Args, Debug)]
pub(crate) struct Resolve {
    /// The pairs.
    pairs: PathBuf,
    /// The list that encode wrote.
    #[arg(long, value_name = "FILE.csv")]
    list: PathBuf,
    /// Which side of the pairs is yours.
    #[arg(long)]
    side: OwnSide,
    /// Write them here.
    #[arg(long, value_name = "FILE.csv")]
    out: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum OwnSide {
    Left,
    Right,
}

pub(super) fn encode(what: &Encode, config: Option<&Path>) -> Result<(), String> {
    let read: Vec<&Path> =
        [Some(what.file.as_path()), Some(what.secret.as_path()), what.schema.as_deref(), config]
            .into_iter()
            .flatten()
            .collect();
    keep_apart(&[("--out", Some(&what.out)), ("--list", what.list.as_deref())], &read)?;
    let secret = Secret::read(&what.secret).map_err(|e| e.to_string())?;
    let columns = match (&what.schema, &what.project) {
        (Some(path), _) => {
            let json = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
            Columns::Schema(Schema::parse(&json).map_err(|e| format!("{}: {e}", path.display()))?)
        }
        (None, project) => {
            let mut config = super::read_config(config)?;
            config.id = what.id.clone().or(config.id);
            config.ignore.extend(what.ignore.iter().cloned());
            Columns::Standard { project: project.as_deref().unwrap_or_default(), config }
        }
    };
    let mut seed = [0; 32];
    rand::rngs::SysRng.try_fill_bytes(&mut seed).map_err(|e| format!("no random numbers: {e}"))?;
    let options = Options { id: what.id.as_deref(), list: what.list.as_deref(), fakes: what.fakes, seed };
    let done =
        export::encode_file(&what.file, columns, &secret, &what.out, &options).map_err(|e| e.to_string())?;
    super::say(&done.notes);
    if done.withheld > 0 {
        println!(
            "{} rows are labelled as domestic violence and were left out: they leave in no form",
            done.withheld
        );
    }
    println!(
        "{} rows and {} fakes in {}; {:.0} % of bits set. Treat the file as records of people, and delete it after the run.",
        done.rows,
        done.fakes,
        what.out.display(),
        done.fill * 100.0
    );
    Ok(())
}

pub(super) fn compare(what: &Match) -> Result<(), String> {
    keep_apart(&[("--out", Some(&what.out))], &[&what.left, &what.right])?;
    let beside = || what.out.with_file_name("encoded-runs.csv");
    let register = what.register.clone().unwrap_or_else(beside);
    register::begin(&register, what.at_most, Surroundings::real().now(), &what.left, &what.right)?;
    let done = matching::match_encoded(&what.left, &what.right, what.threshold, &what.out)
        .map_err(|e| e.to_string())?;
    println!(
        "{} and {} rows, {} pairs at {:.3} and above",
        done.rows_a, done.rows_b, done.pairs, done.threshold
    );
    if let Some(expected) = done.expected {
        println!(
            "The threshold was chosen from the scores; expected: {:.1} % of the pairs are right, {:.1} % of the persons in \
             both are found.",
            expected.precision * 100.0,
            expected.recall * 100.0
        );
    }
    if done.capped > 0 {
        println!("{} pairs were not compared: too many rows shared a key", done.capped);
    }
    if what.keep_inputs {
        println!("Delete both files of filters as soon as you can.");
        return Ok(());
    }
    let same = what.left == what.right;
    for file in [&what.left, &what.right].into_iter().take(if same { 1 } else { 2 }) {
        std::fs::remove_file(file).map_err(|e| {
            format!("{}: the pairs are written, but this file could not be deleted: {e}", file.display())
        })?;
        println!("Deleted: {}", file.display());
    }
    Ok(())
}

pub(super) fn resolve(what: &Resolve) -> Result<(), String> {
    keep_apart(&[("--out", Some(&what.out))], &[&what.pairs, &what.list])?;
    let side = match what.side {
        OwnSide::Left => Side::Left,
        OwnSide::Right => Side::Right,
    };
    let (pairs, fakes) =
        export::resolve(&what.pairs, side, &what.list, &what.out).map_err(|e| e.to_string())?;
    println!("{pairs} pairs with your identifiers; {fakes} were fakes of yours and are gone");
    Ok(())
}
