//! Carries out an import: reads on a thread of its own, writes in batches through the store.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tandem_access::{Error, Store, Viewer};
use tandem_directory::actions::import::{
    Outcome, Refusal, SourceRow, Unsaid, finish_import, import_rows, remove_unsaid,
};
use tandem_directory::model::item::Kind;

use crate::report::{Place, Rejection, Report};
use crate::rows::Halt;
use crate::sink::{Placed, Secrets, Sink, Stopped, refusal};
use crate::{json_map, ohana, tabular};
use tandem_intake::table::FileFault;

/// The layouts that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// HSDS 3 JSON: array, page, lines, single objects, a folder of such.
    HsdsJson,
    /// HSDS 3 tabular CSV package.
    HsdsCsv,
    /// Ohana CSV layout.
    OhanaCsv,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 3] = [Format::HsdsJson, Format::HsdsCsv, Format::OhanaCsv];

    /// The word of `--format`.
    pub fn word(self) -> &'static str {
        match self {
            Format::HsdsJson => "hsds-json",
            Format::HsdsCsv => "hsds-csv",
            Format::OhanaCsv => "ohana-csv",
        }
    }

    /// Reads the word of `--format`.
    pub fn from_word(word: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.word() == word)
    }
}

/// How far an import is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Rows written, known or refused so far.
    pub rows: u64,
    /// Services among them.
    pub services: u64,
}

/// Rows in one transaction ([`crate::report::TRANSACTION`] says so). Larger ones would be a little faster and keep other writers waiting longer.
const BATCH: usize = 2_000;

/// Imports a directory. `source` names where it comes from and makes its ids unique ("baltimore"); the same source again
/// updates. A damaged input gives a report with `refused` and writes nothing.
///
/// # Errors
/// [`Error::Forbidden`]; the database's. Faults of the input are in the report.
pub async fn import_directory(
    store: &Store,
    viewer: &Viewer,
    format: Format,
    path: &Path,
    source: &str,
    mut progress: impl FnMut(Progress),
) -> Result<Report, Error> {
    let today = store.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let run = store.now().as_microsecond();
    let (sender, mut batches) = tokio::sync::mpsc::channel::<Vec<Placed>>(2);
    let input = path.to_owned();
    let reader = tokio::task::spawn_blocking(move || read_twice(format, &input, today, &sender));
    let mut written = Report::default();
    let mut so_far = Progress::default();
    let mut failed = None;
    while let Some(batch) = batches.recv().await {
        let (places, rows): (Vec<Place>, Vec<SourceRow>) =
            batch.into_iter().map(|p| (p.place, p.row)).unzip();
        let rows = Arc::new(rows);
        let (name, batch) = (source.to_owned(), rows.clone());
        let result = store.write(viewer, move |tx| import_rows(tx, &name, run, &batch)).await;
        let outcomes = match result {
            Ok(outcomes) => outcomes,
            Err(error) => {
                failed = Some(error);
                break;
            }
        };
        for ((place, row), outcome) in places.iter().zip(rows.iter()).zip(outcomes) {
            so_far.rows += 1;
            so_far.services += u64::from(row.item.kind() == Kind::Service);
            count(&mut written, place, row, outcome);
        }
        progress(so_far);
    }
    drop(batches);
    let read = reader.await.map_err(|e| Error::Internal(format!("the reader of the import: {e}")))?;
    if let Some(error) = failed {
        return Err(error);
    }
    let mut report = join(read.report, written);
    if !report.refused {
        close(store, viewer, source, read.said, &mut report).await?;
    }
    Ok(report)
}

/// Takes off what the source no longer says about rows that it still brings, and notes the import.
async fn close(
    store: &Store,
    viewer: &Viewer,
    source: &str,
    said: Option<HashSet<u64>>,
    report: &mut Report,
) -> Result<(), Error> {
    let name = source.to_owned();
    let changed = report.written();
    let unsaid = store
        .write(viewer, move |tx| {
            let unsaid = match &said {
                Some(said) => remove_unsaid(tx, &name, said)?,
                None => Unsaid::default(),
            };
            finish_import(tx, &name, changed + unsaid.removed.values().sum::<u64>())?;
            Ok(unsaid)
        })
        .await?;
    for (kind, count) in unsaid.removed {
        report.counts.entry(kind).or_default().removed += count;
    }
    if unsaid.missing_services > 0 {
        let message = format!(
            "{} services of this source were in an earlier import and not in this one; they stay listed until somebody closes them",
            unsaid.missing_services
        );
        report.warn(&Place::file(""), "id", &message);
    }
    Ok(())
}

/// What the reader found.
struct Read {
    report: Report,
    /// The keys of all rows; `None` when the input was not read to its end, so that silence about a row means nothing.
    said: Option<HashSet<u64>>,
}

fn read_twice(
    format: Format,
    path: &Path,
    today: jiff::civil::Date,
    sender: &tokio::sync::mpsc::Sender<Vec<Placed>>,
) -> Read {
    let mut report = Report::default();
    let mut secrets = Secrets::default();
    let checked = read(format, path, today, &mut Sink::check(&mut report, &mut secrets));
    if let Err(Halt::Fault(fault)) = checked {
        report.refused = true;
        report.reject(Rejection::from(&fault));
        return Read { report, said: None };
    }
    report.confidential_locations = secrets.settle();
    let mut batch = Vec::with_capacity(BATCH);
    let mut deliver = |placed: Placed| {
        batch.push(placed);
        if batch.len() < BATCH {
            return Ok(());
        }
        sender.blocking_send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH))).map_err(|_| Stopped)
    };
    let mut sink = Sink::write(&mut report, &mut secrets, &mut deliver);
    let result = read(format, path, today, &mut sink);
    let said = sink.said();
    match result {
        Ok(()) => {
            let sent = batch.is_empty() || sender.blocking_send(batch).is_ok();
            Read { report, said: sent.then_some(said) }
        }
        // Only a file that changed between the two readings comes here.
        Err(Halt::Fault(fault)) => {
            report.reject(Rejection::from(&fault));
            Read { report, said: None }
        }
        Err(Halt::Stopped) => Read { report, said: None },
    }
}

fn read(format: Format, path: &Path, today: jiff::civil::Date, sink: &mut Sink<'_>) -> Result<(), Halt> {
    if !path.exists() {
        let name = path.display().to_string();
        return Err(Halt::Fault(FileFault::new(
            &name,
            None,
            "there is no such file or folder",
            "Check the path.",
        )));
    }
    // A pipe has no folder of other tables beside it, and could be read once only.
    if !path.is_dir() && !path.is_file() {
        return Err(Halt::Fault(FileFault::no_file(&path.display().to_string())));
    }
    match format {
        Format::HsdsJson => json_map::read(path, today, sink),
        Format::HsdsCsv => tabular::read(&folder_of(path), today, sink),
        Format::OhanaCsv => ohana::read(&folder_of(path), today, sink),
    }
}

/// A package is a folder; the path of its descriptor or of one of its files means the folder.
fn folder_of(path: &Path) -> PathBuf {
    if path.is_dir() { path.to_owned() } else { path.parent().map(Path::to_owned).unwrap_or_default() }
}

fn count(report: &mut Report, place: &Place, row: &SourceRow, outcome: Outcome) {
    let kind = row.item.kind();
    let counts = report.counts.entry(kind).or_default();
    match outcome {
        Outcome::Accepted(_) => counts.accepted += 1,
        Outcome::Changed(_) => counts.changed += 1,
        Outcome::Unchanged(_) => counts.unchanged += 1,
        Outcome::KeptEdit(_) => {
            counts.unchanged += 1;
            report.warn(
                place,
                "",
                &format!("{} edited here since the last import; the edit stays", kind.plural()),
            );
        }
        Outcome::Rejected(refused) => {
            let (column, mend) = match &refused {
                Refusal::MissingParent { kind, .. } => (
                    format!("{}_id", kind.name()),
                    "Add that row to the import, or correct the id; if that row was refused, mend it first.",
                ),
                Refusal::Field { field, .. } => (field.clone(), "Correct the cell."),
            };
            report.reject(refusal(place, kind, &row.id, &column, refused.to_string(), mend));
        }
    }
}

/// What the reader and the writer found, in one report.
fn join(mut read: Report, written: Report) -> Report {
    for (kind, more) in written.counts {
        let counts = read.counts.entry(kind).or_default();
        counts.accepted += more.accepted;
        counts.changed += more.changed;
        counts.unchanged += more.unchanged;
        counts.rejected += more.rejected;
    }
    let room = Report::MOST_REJECTIONS.saturating_sub(read.rejections.len());
    read.more_rejections += written.more_rejections + written.rejections.len().saturating_sub(room) as u64;
    read.rejections.extend(written.rejections.into_iter().take(room));
    read.warnings.extend(written.warnings);
    read
}
