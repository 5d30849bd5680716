//! Cuts a file into people: a table with a header, or FHIR Patients as a JSON array, a Bundle or one resource a line.

use super::FILE_ID;
use super::births::{Births, DateOrder};
use super::columns::{Columns, Read};
use super::report::Report;
use super::subject::read_subject;
use crate::model::person::PersonInput;
use jiff::civil::Date;
use serde_json::Value;
use std::fs::File;
use std::path::Path;
use tandem_intake::fault::Fault;
use tandem_intake::pieces::{Pieces, is_ndjson, parse, unwrap_entry};
use tandem_intake::report::{Row, Warning};
use tandem_intake::table::{FileFault, Table};
use tandem_intake::{FHIR_KINDS, kind_of};

/// Rows whose values are looked at to recognise what a column holds.
const SAMPLE: usize = 500;

/// So many cells of one kind are shown.
const SHOWN: usize = 5;

/// What an import knows of its dates beforehand.
#[derive(Debug, Clone, Copy)]
pub struct Dates {
    /// The order of day and month, where somebody said it.
    pub order: Option<DateOrder>,
    /// Nobody is born after it.
    pub today: Date,
}

/// A person of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// Where it stands.
    pub row: Row,
    /// What it says. Empty text is "not said".
    pub person: PersonInput,
    /// System and value of the numbers it gives.
    pub numbers: Vec<(String, String)>,
    /// A FHIR path is named `Patient.name`, a column by itself.
    pub fhir: bool,
}

/// Hands each person of a file to `take` as it is read, with flat memory; what is refused is in the report.
///
/// # Errors
/// A file that cannot be read, or is neither; `take`'s.
pub fn read<E: From<FileFault>>(
    path: &Path,
    dates: Dates,
    report: &mut Report,
    mut take: impl FnMut(Incoming, &mut Report) -> Result<(), E>,
) -> Result<(), E> {
    if is_fhir(path)? { patients(path, report, &mut take) } else { rows(path, dates, report, &mut take) }
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A file that cannot be read.
pub fn io(path: &Path) -> impl Fn(std::io::Error) -> FileFault {
    let name = name_of(path);
    move |e| {
        FileFault::new(
            &name,
            None,
            format!("cannot be read: {e}"),
            "Check the path and that you may read it.",
        )
    }
}

/// JSON by its name, or by its first sign.
fn is_fhir(path: &Path) -> Result<bool, FileFault> {
    use std::io::Read as _;
    if kind_of(path).is_some_and(|kind| FHIR_KINDS.contains(&kind.as_str())) {
        return Ok(true);
    }
    let mut start = [0; 64];
    let read = File::open(path).and_then(|mut f| f.read(&mut start)).map_err(io(path))?;
    let text = String::from_utf8_lossy(&start[..read]);
    Ok(text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '[']))
}

/// What the columns of a table hold, from their names and the first rows.
fn columns(path: &Path) -> Result<Columns, FileFault> {
    let mut table = Table::open(path, &Columns::is_name)?;
    let (header, line) = (table.header().to_vec(), Some(table.header_line()));
    if let Some((i, name)) =
        header.iter().enumerate().find(|(i, h)| !h.is_empty() && header[..*i].contains(h))
    {
        let reason = format!("two columns are called `{name}` (the second is column {})", i + 1);
        return Err(FileFault::new(&name_of(path), line, reason, "Rename one of them."));
    }
    let mut sample = vec![];
    while sample.len() < SAMPLE {
        match table.next_record()? {
            Some(Ok(record)) => sample.push(header.iter().map(|c| record.get(c).to_owned()).collect()),
            Some(Err(_)) => {}
            None => break,
        }
    }
    let columns = Columns::recognise(&header, &sample);
    // Values alone may look like names where the first line is a person: they are not lost to a header.
    if !columns.have_a_name() || !header.iter().any(|column| Columns::is_name(column)) {
        let reason = format!("no column was recognised as a name; the columns are {}", header.join(", "));
        let mend =
            "Name the columns: first_name, last_name, birth_date, phone, email, street, city, state, zip.";
        return Err(FileFault::new(&name_of(path), line, reason, mend));
    }
    Ok(columns)
}

/// How the whole column of birth dates is written.
fn births(path: &Path, columns: &Columns) -> Result<Births, FileFault> {
    let mut births = Births::default();
    let mut table = Table::open(path, &Columns::is_name)?;
    while let Some(record) = table.next_record()? {
        if let Ok(record) = record {
            births.note(&columns.birth(&record), record.place.line.unwrap_or_default());
        }
    }
    Ok(births)
}

fn rows<E: From<FileFault>>(
    path: &Path,
    dates: Dates,
    report: &mut Report,
    take: &mut impl FnMut(Incoming, &mut Report) -> Result<(), E>,
) -> Result<(), E> {
    let mut columns = columns(path)?;
    let mut warnings = vec![];
    if columns.have_a_birth() {
        let decided = births(path, &columns)?.decide(dates.order, dates.today);
        let (reading, said) =
            decided.map_err(|a| FileFault::new(&name_of(path), Some(a.line), a.reason, a.mend))?;
        columns.write_dates_as(reading);
        warnings = said;
    }
    (report.columns, report.ignored) = (columns.told(), columns.ignored().to_vec());
    let mut table = Table::open(path, &Columns::is_name)?;
    let file = name_of(path);
    let (mut index, mut odd) = (0, vec![]);
    while let Some(record) = table.next_record()? {
        match record {
            Ok(record) => {
                let Read { person, numbers, odd_phone } = columns.read(&record);
                if let Some(value) = odd_phone {
                    odd.push(format!("{value:?} in line {}", record.place.line.unwrap_or_default()));
                }
                let id = numbers.iter().find(|(system, _)| system == FILE_ID).map(|(_, id)| id.clone());
                let row = Row { file: file.clone(), line: record.place.line.unwrap_or_default(), index, id };
                take(Incoming { row, person, numbers, fhir: false }, report)?;
            }
            Err(fault) => {
                let line = fault.place.line.unwrap_or_default();
                let row = Row { file: file.clone(), line, index, id: Some(fault.id) };
                report.people.rejected += 1;
                report.rejections.note(&row, &[Fault::new("", fault.reason, fault.mend)]);
            }
        }
        index += 1;
    }
    let how = table.read_as();
    report.warnings.extend(how.warnings());
    report.files.push(how);
    report.warnings.extend(warnings.into_iter().map(|warning| Warning { file: file.clone(), ..warning }));
    if !odd.is_empty() {
        report.warnings.push(Warning {
            file: file.clone(),
            message: format!(
                "{} cells hold no telephone number and were left out, the people were kept: {}",
                odd.len(),
                odd[..odd.len().min(SHOWN)].join(", ")
            ),
            mend: "write ten digits, or + and the country code, and import the file again".into(),
        });
    }
    Ok(())
}

fn patients<E: From<FileFault>>(
    path: &Path,
    report: &mut Report,
    take: &mut impl FnMut(Incoming, &mut Report) -> Result<(), E>,
) -> Result<(), E> {
    let file = name_of(path);
    for piece in Pieces::new(File::open(path).map_err(io(path))?, is_ndjson(path)) {
        let piece = piece.map_err(io(path))?;
        let mut row = Row { file: file.clone(), line: piece.line, index: piece.index, id: None };
        let read = piece.content.and_then(|bytes| parse(&bytes));
        let subject = match read.as_ref().map(|value| unwrap_entry(value).0) {
            Err(fault) => Err(fault.clone()),
            Ok(resource) => match resource.get("resourceType").and_then(Value::as_str) {
                Some("Patient") | None => read_subject(resource),
                Some(other) => {
                    *report.other_resources.entry(other.chars().take(60).collect()).or_default() += 1;
                    continue;
                }
            },
        };
        match subject {
            Ok(subject) => {
                row.id.clone_from(&subject.id);
                let own = subject.id.into_iter().map(|id| (FILE_ID.to_owned(), id));
                let numbers =
                    subject.identifiers.into_iter().map(|i| (i.system, i.value)).chain(own).collect();
                take(Incoming { row, person: subject.person, numbers, fhir: true }, report)?;
            }
            Err(fault) => {
                report.people.rejected += 1;
                report.rejections.note(&row, &[fault]);
            }
        }
    }
    Ok(())
}
