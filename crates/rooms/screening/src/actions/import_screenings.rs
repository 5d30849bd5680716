//! Import finished screenings from a file: QuestionnaireResponses as a JSON array, a Bundle or NDJSON.
//!
//! The file is read twice as a stream: once to learn where its Patients lie, once for the responses. Up to
//! [`BATCH`] responses (or [`BATCH_BYTES`] of them) are one transaction; a row that is refused leaves no trace and
//! does not stop the others. Importing the same file again changes nothing. An import is history: it publishes no
//! event, so that nobody is written to about last year's screenings.

use super::instruments::{Instrument, instruments};
use super::review_screening::record;
use super::save_answers::write;
use crate::import::patients::Patients;
use crate::import::prepare::{Prepared, SubjectClue, prepare};
use crate::import::report::Report;
use crate::model::labels::Label;
use crate::model::risk::unscored;
use crate::model::screening::{Screening, Status};
use crate::store;
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tandem_access::{Action, Error, Kind, Store, Tx, Uuid, Viewer, sha256_hex};
use tandem_intake::fault::Fault;
use tandem_intake::pieces::{Pieces, is_ndjson, parse, unwrap_entry};
use tandem_intake::report::Row;
use tandem_intake::{FHIR_KINDS, files};

mod subject;

/// Responses in one transaction.
pub const BATCH: usize = 200;
/// Bytes of responses in one transaction.
pub const BATCH_BYTES: usize = 4 * 1024 * 1024;

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
    /// The database refused.
    #[error(transparent)]
    Store(#[from] Error),
}

/// Whose screenings an import makes.
#[derive(Debug, Clone)]
pub struct Recorder {
    /// The organization.
    pub organization: Uuid,
    /// The program whose `Patient.id`s the files give, where several of the organization each count for themselves.
    pub source: Option<String>,
    /// A member of the organization who looks after whoever a record is made for. A confidential organization's records only
    /// their care team may open, so that without one nobody is made there.
    pub care_team: Option<Uuid>,
}

impl From<Uuid> for Recorder {
    fn from(organization: Uuid) -> Recorder {
        Recorder { organization, source: None, care_team: None }
    }
}

/// Imports every response of a file (or of the JSON files of a folder) as screenings of `by`. `progress` is
/// told how many rows are done.
///
/// # Errors
/// When a file or the database fails as a whole; a bad row is not an error, it stands in the report.
pub async fn import_screenings(
    store: &Store,
    viewer: &Viewer,
    by: Recorder,
    path: &Path,
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<Report, ImportFailure> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| ImportFailure::File { path, error }
    };
    let files = files(path, &FHIR_KINDS).map_err(failed(path))?;
    let known = store.read(viewer, instruments).await?;
    let mut import = Import {
        store,
        viewer,
        by,
        patients: Patients::scan(&files).map_err(failed(path))?,
        seen: HashMap::new(),
        unscored: HashMap::new(),
        batch: Vec::new(),
        bytes: 0,
        writing: None,
        report: Report {
            transactions: format!("one for each {BATCH} screenings or {} MiB", BATCH_BYTES / 1024 / 1024),
            ..Report::default()
        },
        rows: 0,
    };
    for file in &files {
        let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        for piece in Pieces::new(File::open(file).map_err(failed(file))?, is_ndjson(file)) {
            let piece = piece.map_err(failed(file))?;
            let row = Row { file: name.clone(), line: piece.line, index: piece.index, id: None };
            match piece.content {
                Ok(bytes) => import.take(&bytes, row, &known).map_err(failed(file))?,
                Err(fault) => {
                    import.rows += 1;
                    import.report.reject(&row, &[fault]);
                }
            }
            if import.batch.len() >= BATCH || import.bytes >= BATCH_BYTES {
                import.flush().await?;
                progress(import.rows);
            }
        }
    }
    import.flush().await?;
    import.settle().await?;
    progress(import.rows);
    Ok(import.report)
}

struct Import<'a> {
    store: &'a Store,
    viewer: &'a Viewer,
    by: Recorder,
    patients: Patients,
    /// Source key of each row of this import and what it said: the same id twice is a fault of the file.
    seen: HashMap<u64, u64>,
    unscored: HashMap<String, Arc<HashSet<String>>>,
    batch: Vec<Prepared>,
    bytes: usize,
    writing: Option<(Arc<Vec<Prepared>>, Writing)>,
    report: Report,
    rows: u64,
}

type Writing = tokio::task::JoinHandle<Result<Vec<(Outcome, subject::Found)>, Error>>;

/// How one row ended.
enum Outcome {
    Accepted(u64),
    Changed(u64),
    Unchanged,
    Rejected(Fault),
}

impl Import<'_> {
    fn take(&mut self, bytes: &[u8], row: Row, known: &[Instrument]) -> std::io::Result<()> {
        let value: Value = match parse(bytes) {
            Ok(value) => value,
            Err(fault) => {
                self.rows += 1;
                self.report.reject(&row, &[fault]);
                return Ok(());
            }
        };
        let (resource, _) = unwrap_entry(&value);
        match resource.get("resourceType").and_then(Value::as_str) {
            Some("QuestionnaireResponse") | None => {}
            Some(other) => {
                let name: String = other.chars().take(60).collect();
                *self.report.other_resources.entry(name).or_default() += 1;
                return Ok(());
            }
        }
        self.rows += 1;
        let mut prepared = match prepare(resource, row, known, self.store.now()) {
            Ok(prepared) => prepared,
            Err((row, faults)) => {
                self.report.reject(&row, &faults);
                return Ok(());
            }
        };
        if let Err(fault) = self.complete(&mut prepared)? {
            self.report.people.rejected += 1;
            self.report.reject(&prepared.row, &[fault]);
            return Ok(());
        }
        if let Some(fault) = self.repeated(&prepared) {
            self.report.reject(&prepared.row, &[fault]);
            return Ok(());
        }
        self.bytes += bytes.len();
        self.batch.push(prepared);
        Ok(())
    }

    /// Adds the Patient that the subject's reference names, if it came along.
    fn complete(&mut self, prepared: &mut Prepared) -> std::io::Result<Result<(), Fault>> {
        let clue: &mut SubjectClue = &mut prepared.subject;
        if clue.patient.is_none()
            && let Some(reference) = &clue.reference
        {
            match self.patients.find(reference)? {
                Some(Ok(patient)) => clue.patient = Some(patient),
                Some(Err(fault)) => return Ok(Err(fault)),
                None => {}
            }
        }
        Ok(Ok(()))
    }

    fn repeated(&mut self, prepared: &Prepared) -> Option<Fault> {
        let number = |text: &str| {
            let digest = sha256_hex(text.as_bytes());
            u64::from_str_radix(&digest[..16], 16).unwrap_or_default()
        };
        let content = number(&prepared.content_hash);
        let before = *self.seen.entry(number(&prepared.source_key)).or_insert(content);
        (before != content).then(|| {
            let (at, key) = match prepared.source_key.split_once(':') {
                Some(("identifier", key)) => ("QuestionnaireResponse.identifier", key),
                Some((_, key)) => ("QuestionnaireResponse.id", key),
                None => ("QuestionnaireResponse", ""),
            };
            let reason = format!("{key:?} came before in this import with other answers");
            Fault::new(at, reason, "give each response its own id")
        })
    }

    /// Hands the batch to the database, once the one before is through. While it is written the next one is read.
    async fn flush(&mut self) -> Result<(), ImportFailure> {
        self.settle().await?;
        if self.batch.is_empty() {
            return Ok(());
        }
        let batch = Arc::new(std::mem::take(&mut self.batch));
        self.bytes = 0;
        let (rows, by) = (batch.clone(), self.by.clone());
        let (store, viewer) = (self.store.clone(), self.viewer.clone());
        let written =
            tokio::spawn(async move { store.write(&viewer, move |tx| keep_all(tx, &by, &rows)).await });
        self.writing = Some((batch, written));
        Ok(())
    }

    /// Waits for the batch that is being written.
    async fn settle(&mut self) -> Result<(), ImportFailure> {
        let Some((batch, written)) = self.writing.take() else { return Ok(()) };
        let outcomes = written.await.map_err(|e| Error::Internal(format!("import: {e}")))??;
        for (prepared, (outcome, person)) in batch.iter().zip(outcomes) {
            self.note(prepared, outcome, person);
        }
        Ok(())
    }

    fn note(&mut self, prepared: &Prepared, outcome: Outcome, person: subject::Found) {
        match person {
            subject::Found::Created(_) => self.report.people.accepted += 1,
            subject::Found::Known(_) => self.report.people.unchanged += 1,
            subject::Found::Nobody(_) => self.report.people.rejected += 1,
        }
        let counts = &mut self.report.screenings;
        match outcome {
            Outcome::Accepted(needs) => {
                counts.accepted += 1;
                self.report.needs += needs;
            }
            Outcome::Changed(needs) => {
                counts.changed += 1;
                self.report.needs += needs;
            }
            Outcome::Unchanged => counts.unchanged += 1,
            Outcome::Rejected(fault) => {
                self.report.reject(&prepared.row, &[fault]);
                return;
            }
        }
        for code in &prepared.dropped {
            self.report.drop_item(code);
        }
        let unread = self
            .unscored
            .entry(prepared.questionnaire.url.clone())
            .or_insert_with(|| Arc::new(unscored(&prepared.questionnaire).into_iter().collect()))
            .clone();
        for row in
            crate::model::screening::answer_rows(&prepared.questionnaire, &prepared.items, Label::General)
        {
            if unread.contains(&row.code) {
                *self.report.unscored.entry(row.code).or_default() += 1;
            }
        }
    }
}

/// Keeps the responses of one transaction. What is known of them already is looked up for all at once.
fn keep_all(tx: &mut Tx, by: &Recorder, rows: &[Prepared]) -> Result<Vec<(Outcome, subject::Found)>, Error> {
    tx.require(Kind::Screening, Action::Write)?;
    let organization = by.organization;
    let mut people = subject::People::of(tx, by, rows.iter().map(|row| &row.subject))?;
    let keys: Vec<&str> = rows.iter().map(|row| row.source_key.as_str()).collect();
    let mut before: HashMap<String, Screening> = store::screening::by_sources(tx, organization, &keys)?
        .into_iter()
        .map(|screening| (screening.source_key.clone(), screening))
        .collect();
    rows.iter().map(|row| keep(tx, &mut people, &mut before, row)).collect()
}

/// Keeps one response; everything that can refuse it is looked at before the first write.
fn keep(
    tx: &mut Tx,
    people: &mut subject::People,
    known: &mut HashMap<String, Screening>,
    row: &Prepared,
) -> Result<(Outcome, subject::Found), Error> {
    let organization = people.organization;
    let before = known.get(&row.source_key).cloned();
    let found = people.resolve(tx, &row.subject)?;
    let (person, label) = match &found {
        subject::Found::Created(known) | subject::Found::Known(known) => *known,
        subject::Found::Nobody(fault) => return Ok((Outcome::Rejected(fault.clone()), found)),
    };
    if let Some(before) = &before {
        if before.person_id != person {
            let reason = "was imported before for somebody else";
            let fault =
                Fault::new("QuestionnaireResponse.subject", reason, "give the response an id of its own");
            return Ok((Outcome::Rejected(fault), found));
        }
        if before.content_hash == row.content_hash {
            return Ok((Outcome::Unchanged, found));
        }
    }
    let found_at = row.authored_at.unwrap_or(tx.now());
    let screening = Screening {
        id: before.as_ref().map_or_else(|| tx.new_public_id(), |before| before.id),
        person_id: person,
        owner_org: organization,
        label,
        instrument_url: row.questionnaire.url.clone(),
        instrument_version: row.questionnaire.version.clone(),
        status: Status::Completed,
        language: row.language.clone(),
        source_key: row.source_key.clone(),
        content_hash: row.content_hash.clone(),
        authored_at: row.authored_at,
        started_at: tx.now(),
        completed_at: Some(found_at),
    };
    if before.is_some() {
        store::screening::clear_answers(tx, screening.id)?;
        store::screening::update(tx, &screening)?;
    } else {
        store::screening::insert(tx, &screening)?;
    }
    let mut findings = write(tx, &screening, &row.questionnaire, &row.items)?;
    record(tx, &screening, &mut findings, found_at, matches!(found, subject::Found::Created(_)))?;
    store::screening::insert_findings(tx, &screening, &findings)?;
    let needs = findings.iter().filter(|f| f.need_id.is_some()).count() as u64;
    let what = if before.is_some() { "screening imported again" } else { "screening imported" };
    tx.audit_for(organization, Action::Write, Kind::Screening, Some(screening.id), Some(person), what)?;
    known.insert(row.source_key.clone(), screening);
    Ok((if before.is_some() { Outcome::Changed(needs) } else { Outcome::Accepted(needs) }, found))
}
