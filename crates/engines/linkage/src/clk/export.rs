//! A file of people into a file of filters, a batch at a time.
//!
//! Where a list is asked for, the rows of each batch are shuffled and fakes are put among them: a file sorted by surname
//! would give its names away, and the number of filters that are alike would too. A fake takes each of its values from
//! another row, so it looks like a row and is nobody. The list says which row is whose; it stays with its owner, who
//! takes the fakes out of the pairs again with [`resolve`].

use super::encode::{Encoder, Refusal, to_base64};
use super::files::is_json;
use super::keys::Secret;
use super::prepare::{Prepared, Recipe, standard_schema};
use super::schema::Schema;
use crate::builder::Batch;
use crate::config::Config;
use crate::draft::{self, Draft, PAIRS};
use crate::read::{self, Fault, Source, decoded};
use crate::role::{Role, words_of};
use crate::table::Notes;
use csv::StringRecord;
use rand::rngs::StdRng;
use rand::seq::SliceRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use rayon::prelude::*;
use std::collections::HashMap;
use std::path::Path;

/// How the columns of a file go into filters.
pub enum Columns<'a> {
    /// As they are written, by a schema whose features are columns of the file.
    Schema(Schema),
    /// Prepared, into [`standard_schema`]. Roles of columns come from the configuration, and are recognised where it says
    /// nothing.
    Standard {
        /// The project's name, the same for both partners.
        project: &'a str,
        /// Roles of columns, columns to ignore, whether days come first.
        config: Config,
    },
}

/// What else is asked for.
#[derive(Default)]
pub struct Options<'a> {
    /// The column with the rows' own identifier, for the list; without one the column that is recognised as such, else
    /// the number of the row.
    pub id: Option<&'a str>,
    /// Where the list goes (`row,id`). With it rows are shuffled.
    pub list: Option<&'a Path>,
    /// Fakes for each row, 0.2 for one in five rows. They need a list.
    pub fakes: f64,
    /// What shuffling and fakes are drawn with: random bytes that nobody else has, not the partners' secret.
    pub seed: [u8; 32],
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Written {
    /// Rows of the file.
    pub rows: u64,
    /// Fakes among them.
    pub fakes: u64,
    /// The share of bits that are set, on average. Above a half much is alike by chance: use fewer bits for each feature.
    pub fill: f64,
    /// Rows that were left out because their label says domestic violence.
    pub withheld: u64,
    /// What whoever looks after the file should know of how it was read.
    pub notes: Vec<String>,
}

/// Most rows of a batch.
const BATCH: usize = 1 << 16;
/// Most bytes of its cells.
const BATCH_BYTES: usize = 32 << 20;

/// One thread's rows.
const CHUNK: usize = 512;

/// Encodes `input` into `out`: JSON as clkhash writes it where the name ends in `.json`, else CSV.
///
/// # Errors
/// A file that cannot be read or written, or a value that the schema does not allow, with its line and column.
pub fn encode_file(
    input: &Path,
    columns: Columns,
    secret: &Secret,
    out: &Path,
    options: &Options,
) -> Result<Written, Fault> {
    let says = |line: Option<u64>, what: String| Fault::Content { file: input.to_owned(), line, what };
    if !(0.0..=100.0).contains(&options.fakes) {
        return Err(says(None, format!("{} fakes for each row; between 0 and 100", options.fakes)));
    }
    if options.fakes > 0.0 && options.list.is_none() {
        return Err(says(None, "fakes need a list, or nobody could take them out again".into()));
    }
    let source = Source::open(input)?;
    let header = source.header.clone();
    let place = |name: &str| {
        header.iter().position(|h| h == name).ok_or_else(|| {
            says(Some(1), format!("no column is called `{name}`; the columns are: {}", header.join(", ")))
        })
    };
    let mut written = Written::default();
    let mut id = options.id.map(place).transpose()?;
    let (schema, cut) = match columns {
        Columns::Schema(schema) => {
            let places = schema
                .features
                .iter()
                .map(|f| if f.hashing.is_some() { place(&f.identifier).map(Some) } else { Ok(None) })
                .collect::<Result<Vec<_>, _>>()?;
            (schema, Cut::AsWritten(places))
        }
        Columns::Standard { project, mut config } => {
            written.notes = read::recognise(&[input], &mut config)?;
            let named =
                |name: &String| config.columns.get(name) == Some(&Role::Id) && !config.ignore.contains(name);
            id = id.or_else(|| header.iter().position(named));
            let styles = read::styles(&source, &config).collect();
            let recipe =
                Recipe::of(&header, &config).map(|recipe| recipe.written_as(styles)).ok_or_else(|| {
                    says(
                        Some(1),
                        "no column says anything of a person; name their roles in the configuration".into(),
                    )
                })?;
            let schema = Schema::parse(&standard_schema(project)).expect("the standard schema can be read");
            (schema, Cut::Prepared(recipe))
        }
    };
    let encoder = Encoder::new(schema, secret);
    let length = encoder.schema().length;
    let mut sink = Sink::new(out, &encoder, options.list)?;
    let mut rng = StdRng::from_seed(options.seed);
    let mut workers: Vec<_> = (0..rayon::current_num_threads()).map(|_| encoder.worker()).collect();
    let label = header.iter().position(|name| is_label(name));
    // A schema is the reference code's: it counts every row.
    let mut records =
        if matches!(cut, Cut::AsWritten(_)) { source.all_records()? } else { source.records()? };
    let mut read = Batch::new(header.len(), None);
    let (mut more, mut before) = (true, 0);
    while more {
        read.clear();
        while read.len() < BATCH && read.size() < BATCH_BYTES {
            more = records.next(&mut read)?;
            if !more {
                break;
            }
        }
        let cell = |row: usize, place: usize| decoded(read.cell(row * header.len() + place));
        // Whom somebody looks for leaves in no form.
        let kept: Vec<usize> =
            (0..read.len()).filter(|row| label.is_none_or(|l| !is_hidden(&cell(*row, l)))).collect();
        let nameless = |row: &&usize| id.is_some_and(|id| cell(**row, id).trim().is_empty());
        if let Some(row) = kept.iter().find(nameless) {
            let what = "the row that begins here has no id; give each row an identifier, or name another column with --id";
            return Err(says(read.line(*row), what.into()));
        }
        let record =
            |row: &usize| -> StringRecord { (0..header.len()).map(|place| cell(*row, place)).collect() };
        let mut batch: Vec<StringRecord> = kept.iter().map(record).collect();
        let real = batch.len();
        let fakes = if real > 0 { (options.fakes * real as f64).round() as usize } else { 0 };
        for _ in 0..fakes {
            let cells: Vec<&str> = (0..header.len()).map(|i| &batch[rng.random_range(0..real)][i]).collect();
            let fake = StringRecord::from(cells);
            batch.push(fake);
        }
        let mut order: Vec<usize> = (0..batch.len()).collect();
        if options.list.is_some() {
            order.shuffle(&mut rng);
        }
        let share = order.len().div_ceil(workers.len()).max(CHUNK);
        let encoded: Vec<Result<Part, (u64, Refusal)>> = order
            .par_chunks(share)
            .zip(workers.par_iter_mut())
            .map(|(rows, worker)| {
                let mut part = Part::default();
                let mut prepared = Prepared::default();
                for row in rows {
                    let record = &batch[*row];
                    let filter = match &cut {
                        Cut::AsWritten(places) => {
                            worker.encode(places.iter().map(|p| p.map_or("", |p| &record[p])))
                        }
                        Cut::Prepared(recipe) => {
                            recipe.write(|i| &record[i], &mut prepared);
                            worker.encode(prepared.iter().map(String::as_str))
                        }
                    };
                    // A fake that is refused has its value from a row that is refused.
                    let filter = filter
                        .map_err(|e| (kept.get(*row).and_then(|row| read.line(*row)).unwrap_or(0), e))?;
                    part.ones += filter.iter().map(|w| u64::from(w.count_ones())).sum::<u64>();
                    part.filters.push(to_base64(filter, length));
                }
                Ok(part)
            })
            .collect();
        let mut rows = order.iter();
        for part in encoded {
            let part = part.map_err(|(line, e)| says((line > 0).then_some(line), e.to_string()))?;
            written.fill += part.ones as f64;
            for filter in part.filters {
                let row = *rows.next().expect("a filter for each row");
                let own = (row < real).then(|| match id {
                    Some(id) => batch[row][id].to_owned(),
                    None => (before + kept[row] as u64 + 1).to_string(),
                });
                sink.push(&filter, own.as_deref())?;
            }
        }
        before += read.len() as u64;
        written.withheld += (read.len() - real) as u64;
        written.rows += real as u64;
        written.fakes += fakes as u64;
    }
    written.fill /= ((written.rows + written.fakes) * length as u64).max(1) as f64;
    sink.finish()?;
    let mut notes = Notes::default();
    let mended = std::mem::take(&mut records.mended);
    for (rows, lines) in
        [(&mut notes.short, mended.short), (&mut notes.long, mended.long), (&mut notes.nul, mended.nul)]
    {
        lines.into_iter().for_each(|line| rows.note(0, line));
    }
    written.notes.extend(notes.said(&[source.name().into_owned()]));
    Ok(written)
}

/// Is it the column that says how sensitive a record is?
fn is_label(name: &str) -> bool {
    matches!(words_of(name).as_str(), "label" | "labels" | "sensitivity" | "etiqueta" | "sensibilidad")
}

/// Does a label say that somebody may be looking for this person?
fn is_hidden(label: &str) -> bool {
    matches!(words_of(label).as_str(), "domestic violence" | "dv" | "violencia domestica")
}

enum Cut {
    AsWritten(Vec<Option<usize>>),
    Prepared(Recipe),
}

#[derive(Default)]
struct Part {
    filters: Vec<String>,
    ones: u64,
}

fn csv_says(e: &csv::Error) -> String {
    match e.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{len} cells, where the header has {expected_len}; mend this line")
        }
        csv::ErrorKind::Utf8 { .. } => "the line is not UTF-8; save the file as \"CSV UTF-8\"".into(),
        _ => e.to_string(),
    }
}

/// The file of filters and the list beside it.
struct Sink {
    out: Draft,
    list: Option<csv::Writer<Draft>>,
    json: bool,
    check: String,
    rows: u64,
}

impl Sink {
    fn new(out: &Path, encoder: &Encoder, list: Option<&Path>) -> Result<Sink, Fault> {
        let json = is_json(out);
        let check = encoder.check().to_owned();
        let mut draft = Draft::new(out)?;
        if json {
            draft.line(format_args!("{{\"clks\": ["))?;
        } else {
            draft.line(format_args!("row,clk_{check}\n"))?;
        }
        let list = list.map(Draft::new).transpose()?.map(csv::Writer::from_writer);
        let mut sink = Sink { out: draft, list, json, check, rows: 0 };
        sink.list_row("row", "id")?;
        Ok(sink)
    }

    fn list_row(&mut self, row: &str, id: &str) -> Result<(), Fault> {
        let Some(list) = &mut self.list else { return Ok(()) };
        list.write_record([row, id]).map_err(|e| list.get_ref().fault(std::io::Error::other(e)))
    }

    fn push(&mut self, filter: &str, own: Option<&str>) -> Result<(), Fault> {
        self.rows += 1;
        if self.json {
            self.out.line(format_args!("{}\n\"{filter}\"", if self.rows == 1 { "" } else { "," }))?;
        } else {
            self.out.line(format_args!("{},{filter}\n", self.rows))?;
        }
        own.map_or(Ok(()), |own| self.list_row(&self.rows.to_string(), own))
    }

    fn finish(mut self) -> Result<(), Fault> {
        if self.json {
            self.out.line(format_args!("\n], \"check\": \"{}\"}}\n", self.check))?;
        }
        // The list first: filters without their list are of no use, and a list alone does no harm.
        if let Some(list) = self.list {
            list.into_inner().map_err(|e| self.out.fault(e.into_error()))?.finish()?;
        }
        self.out.finish()
    }
}

/// Which side of the pairs is ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// `rec_id_l`.
    Left,
    /// `rec_id_r`.
    Right,
}

/// Writes the pairs with our own identifiers in place of our row numbers, and without those in which our side is a fake.
/// Gives how many were written and how many fakes were dropped.
///
/// # Errors
/// A file that cannot be read or written, with its line.
pub fn resolve(pairs: &Path, side: Side, list: &Path, out: &Path) -> Result<(u64, u64), Fault> {
    let open = |path: &Path, header: &[&str]| {
        let mut csv = csv::Reader::from_path(path)
            .map_err(|e| Fault::Io { file: path.to_owned(), source: std::io::Error::other(e) })?;
        if csv.headers().ok().is_none_or(|h| h != header) {
            let what = format!("its header is not `{}`", header.join(","));
            return Err(Fault::Content { file: path.to_owned(), line: Some(1), what });
        }
        Ok(csv)
    };
    let fault = |path: &Path, e: &csv::Error| Fault::Content {
        file: path.to_owned(),
        line: e.position().map(csv::Position::line),
        what: csv_says(e),
    };
    let mut own: HashMap<String, String> = HashMap::new();
    for record in open(list, &["row", "id"])?.records() {
        let record = record.map_err(|e| fault(list, &e))?;
        own.insert(record[0].to_owned(), record[1].to_owned());
    }
    let mut kept = vec![];
    let mut fakes = 0;
    for record in open(pairs, &PAIRS)?.records() {
        let record = record.map_err(|e| fault(pairs, &e))?;
        let mut row = [0, 1, 2].map(|i| record[i].to_owned());
        let ours = usize::from(side == Side::Right);
        match own.get(&row[ours]) {
            Some(id) => {
                row[ours].clone_from(id);
                kept.push(row);
            }
            None => fakes += 1,
        }
    }
    let written = kept.len() as u64;
    draft::csv(out, PAIRS, kept.into_iter())?;
    Ok((written, fakes))
}

#[cfg(test)]
mod tests;
