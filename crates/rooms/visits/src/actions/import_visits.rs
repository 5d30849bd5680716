//! Import visits from a file: a table, or HL7 v2 ADT messages.
//!
//! The file is read as a stream. Up to [`BATCH`] visits are one transaction; a row that is refused leaves no trace and does
//! not stop the others. Importing the same file again changes nothing. An import is history: it publishes no event.

use super::record_visit::{Recorded, Refused, floor, keep};
use super::subject::{Found, Making, People};
use crate::import::adt::{Adt, Reading};
use crate::import::report::Report;
use crate::import::table::Rows;
use crate::import::{Fault, Format, Incoming, Piece, sniff};
use crate::model::{Fresh, Lacking, Visit};
use crate::store;
use jiff::tz::TimeZone;
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tandem_access::{Action, Error, Kind, Store, Tx, Uuid, Viewer};
use tandem_intake::decode::Decoded;
use tandem_intake::encoding::Encoding;
use tandem_intake::report::ReadAs;
use tandem_intake::table::FileFault;
use tandem_people::model::label::Label;

/// Visits in one transaction.
pub const BATCH: usize = 200;

/// How a file is to be read.
#[derive(Debug, Clone)]
pub struct Options {
    /// The organization that was visited.
    pub organization: Uuid,
    /// The layout; `None` looks at the file.
    pub format: Option<Format>,
    /// The system that tells of the visits, and that numbers without a system of their own belong to.
    pub source: String,
    /// The least label of every visit in the file: `substance_use` for a program under 42 CFR Part 2.
    pub label: Label,
    /// Makes a record for whoever is not known.
    pub create: bool,
    /// A member of the organization who looks after whoever a record is made for. A confidential organization's records only
    /// their care team may open, so that without one nobody is made there.
    pub care_team: Option<Uuid>,
}

/// Why an import stopped.
#[derive(Debug, thiserror::Error)]
pub enum ImportFailure {
    /// The file cannot be read.
    #[error("{path}: {error}")]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// It is no table of visits, or damaged.
    #[error("{0}. {mend}", mend = .0.mend)]
    Table(#[from] FileFault),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] Error),
}

type Input = Decoded<Box<dyn Read + Send>>;

enum Reader {
    Table(Box<Rows>),
    Messages(Box<Adt<Input>>, Encoding),
}

impl Reader {
    fn next_piece(&mut self, path: &Path) -> Result<Option<Piece>, ImportFailure> {
        match self {
            Reader::Table(rows) => Ok(rows.next_piece()?),
            Reader::Messages(messages, _) => {
                messages.next_piece().map_err(|error| ImportFailure::File { path: path.to_owned(), error })
            }
        }
    }

    fn read_as(&self, file: &str) -> ReadAs {
        match self {
            Reader::Table(rows) => rows.read_as(),
            Reader::Messages(messages, encoding) => {
                let latin = messages.is_latin();
                let encoding = if latin { Encoding::Windows1252 } else { *encoding };
                ReadAs {
                    file: file.to_owned(),
                    encoding: encoding.name(),
                    assumed: latin,
                    ..ReadAs::default()
                }
            }
        }
    }
}

/// Imports every visit of a file. `progress` is told how many rows are done.
///
/// # Errors
/// When the file or the database fails as a whole; a bad row is not an error, it stands in the report.
pub async fn import_visits(
    store: &Store,
    viewer: &Viewer,
    options: &Options,
    path: &Path,
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<Report, ImportFailure> {
    let failed = |error| ImportFailure::File { path: path.to_owned(), error };
    let organization = options.organization;
    let (zone, floor) = store
        .read(viewer, move |tx| {
            let floor = floor(tx, organization)?;
            Ok((tandem_partners::actions::partnership(tx)?.calendar.zone().clone(), floor))
        })
        .await?;
    let file = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let opened: Box<dyn Read + Send> = Box::new(File::open(path).map_err(failed)?);
    let mut input = Decoded::new(opened).map_err(failed)?;
    let format = match options.format {
        Some(format) => format,
        None => sniff(&mut input).map_err(failed)?,
    };
    let mut reader = open(&file, input, format, options, zone, store.now())?;
    let mut import = Import {
        store,
        viewer,
        options,
        floor,
        file,
        seen: HashSet::new(),
        batch: Vec::new(),
        report: Report { transactions: format!("one for each {BATCH} visits"), ..Report::default() },
        rows: 0,
    };
    while let Some(piece) = reader.next_piece(path)? {
        match piece {
            Piece::Other(kind) => import.report.pass_over(&kind),
            Piece::Refused(fault) => import.refuse(fault),
            Piece::Visit(visit) => import.take(*visit, format),
        }
        if import.batch.len() >= BATCH {
            import.flush().await?;
            progress(import.rows);
        }
    }
    import.flush().await?;
    progress(import.rows);
    let how = reader.read_as(&import.file);
    import.report.warnings.extend(how.warnings());
    import.report.files.push(how);
    Ok(import.report)
}

fn open(
    file: &str,
    input: Input,
    format: Format,
    options: &Options,
    zone: TimeZone,
    now: tandem_access::Timestamp,
) -> Result<Reader, FileFault> {
    let reading = Reading { zone, label: options.label, source: options.source.clone(), now };
    Ok(match format {
        Format::Csv => Reader::Table(Box::new(Rows::open(file, input, reading)?)),
        Format::Hl7 => {
            let encoding = input.encoding();
            Reader::Messages(Box::new(Adt::new(input, reading)), encoding)
        }
    })
}

struct Import<'a> {
    store: &'a Store,
    viewer: &'a Viewer,
    options: &'a Options,
    floor: Label,
    file: String,
    /// Numbers of the table's visits: in a table each stands once. Messages tell of one visit many times.
    seen: HashSet<String>,
    /// Each with its place in the file, from 0.
    batch: Vec<(u64, Incoming)>,
    report: Report,
    rows: u64,
}

impl Import<'_> {
    fn refuse(&mut self, fault: Fault) {
        self.report.reject(&self.file, self.rows, fault);
        self.rows += 1;
    }

    fn take(&mut self, visit: Incoming, format: Format) {
        let id = &visit.visit.source_id;
        if format == Format::Csv && !self.seen.insert(id.clone()) {
            let reason = "the number came before in this file";
            let fault = Fault::new(visit.line, id, "visit_id", reason, "give each visit a number of its own");
            return self.refuse(fault);
        }
        self.batch.push((self.rows, visit));
        self.rows += 1;
    }

    async fn flush(&mut self) -> Result<(), Error> {
        if self.batch.is_empty() {
            return Ok(());
        }
        let (places, batch): (Vec<u64>, Vec<Incoming>) = std::mem::take(&mut self.batch).into_iter().unzip();
        let batch = Arc::new(batch);
        let making = Making { create: self.options.create, care_team: self.options.care_team };
        let (organization, floor) = (self.options.organization, self.floor);
        let kept = self
            .store
            .write(self.viewer, move |tx| keep_all(tx, organization, floor, making, &batch))
            .await?;
        for (outcome, place) in kept.into_iter().zip(places) {
            match outcome.person {
                Some(Found::Created(_)) => self.report.people.accepted += 1,
                Some(Found::Known(_)) => self.report.people.unchanged += 1,
                None => self.report.people.rejected += 1,
            }
            match outcome.ended {
                Ok(Recorded::New(_)) => self.report.visits.accepted += 1,
                Ok(Recorded::Changed(_)) => self.report.visits.changed += 1,
                Ok(Recorded::Unchanged(_)) => self.report.visits.unchanged += 1,
                Err(fault) => self.report.reject(&self.file, place, fault),
            }
        }
        Ok(())
    }
}

/// How one row ended.
struct Outcome {
    person: Option<Found>,
    ended: Result<Recorded, Fault>,
}

/// Keeps the visits of one transaction. What is known already is looked up for all at once.
fn keep_all(
    tx: &mut Tx,
    organization: Uuid,
    floor: Label,
    making: Making,
    rows: &[Incoming],
) -> Result<Vec<Outcome>, Error> {
    tx.require(Kind::Visit, Action::Write)?;
    let mut people = People::of(tx, organization, floor, making, rows.iter().map(|row| &row.clue))?;
    let mut by_system: HashMap<&str, Vec<&str>> = HashMap::new();
    for row in rows {
        by_system.entry(&row.visit.source_system).or_default().push(&row.visit.source_id);
    }
    let mut before: HashMap<(String, String), Visit> = HashMap::new();
    for (system, ids) in by_system {
        for visit in store::by_sources(tx, organization, system, &ids)? {
            before.insert((visit.source_system.clone(), visit.source_id.clone()), visit);
        }
    }
    rows.iter().map(|row| keep_one(tx, organization, floor, &mut people, &mut before, row)).collect()
}

fn keep_one(
    tx: &mut Tx,
    organization: Uuid,
    floor: Label,
    people: &mut People,
    before: &mut HashMap<(String, String), Visit>,
    row: &Incoming,
) -> Result<Outcome, Error> {
    let key = (row.visit.source_system.clone(), row.visit.source_id.clone());
    let known = before.get(&key);
    // What could not be kept whoever it is about makes no record of a person either.
    let nobody = Fresh { id: Uuid::nil(), person_id: Uuid::nil(), owner_org: organization, label: floor };
    if let Err(lacking) = row.visit.onto(known, nobody, tx.now()) {
        return Ok(Outcome { person: None, ended: Err(fault(row, Refused::Lacking(lacking))) });
    }
    let found = match people.resolve(tx, row.line, &row.visit.source_id, &row.clue, known.is_none())? {
        Ok(found) => found,
        Err(fault) => return Ok(Outcome { person: None, ended: Err(fault) }),
    };
    let (Found::Created((person, label)) | Found::Known((person, label))) = found;
    let ended = match keep(tx, organization, person, floor.max(label), &row.visit, before.get(&key))? {
        Ok((recorded, visit)) => {
            before.insert(key, visit);
            Ok(recorded)
        }
        Err(refused) => Err(fault(row, refused)),
    };
    Ok(Outcome { person: Some(found), ended })
}

fn fault(row: &Incoming, refused: Refused) -> Fault {
    let (path, reason, mend) = match refused {
        Refused::SomebodyElse => (
            "visit_id",
            "the number is that of somebody else's visit here",
            "give the visit its own number, or correct the person",
        ),
        Refused::Lacking(Lacking::Class) => {
            ("class", "nobody says what kind of visit it was", "give the class (PV1-2)")
        }
        Refused::Lacking(Lacking::Start) => {
            ("started_at", "nobody says when it began", "give the time of arrival (PV1-44)")
        }
        Refused::Lacking(Lacking::Order) => ("ended_at", "it ends before it begins", "correct the times"),
        Refused::Lacking(Lacking::Future) => {
            ("started_at", "it begins in the future", "correct the time, or give the status planned")
        }
    };
    Fault::new(row.line, &row.visit.source_id, path, reason, mend)
}
