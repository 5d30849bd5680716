//! Reading files of visits: a plain table ([`table`]) or HL7 v2 ADT messages ([`adt`], on the reader [`hl7`]). Both
//! give the same [`Incoming`], so one import keeps them.

pub mod adt;
pub mod hl7;
pub mod moment;
pub mod report;
pub mod table;

use crate::model::NewVisit;
use std::io::BufRead;
use tandem_people::model::person::PersonInput;

/// Whom a row is about, as the source knows them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Clue {
    /// System and value of each number.
    pub identifiers: Vec<(String, String)>,
    /// Name, birth date and how to reach them.
    pub person: PersonInput,
}

/// One row or message, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The line it starts on, from 1.
    pub line: u64,
    /// Whom it is about.
    pub clue: Clue,
    /// What it says.
    pub visit: NewVisit,
}

/// What is wrong with a row, where, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line it starts on, from 1.
    pub line: u64,
    /// The visit's number, once read.
    pub id: String,
    /// The column, or the HL7 field such as `PV1-19`.
    pub path: String,
    /// What is wrong.
    pub reason: String,
    /// How to mend it.
    pub mend: String,
}

impl Fault {
    /// A fault of the row at `line`.
    pub fn new(line: u64, id: &str, path: &str, reason: impl Into<String>, mend: impl Into<String>) -> Fault {
        Fault { line, id: shown(id), path: path.into(), reason: reason.into(), mend: mend.into() }
    }
}

/// As much of a cell as a report shows.
fn shown(text: &str) -> String {
    text.chars().take(60).collect()
}

/// What a reader hands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A visit.
    Visit(Box<Incoming>),
    /// A message of another kind, passed over.
    Other(String),
    /// A row that cannot be used.
    Refused(Fault),
}

/// The layout of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A table with a header.
    Csv,
    /// HL7 v2 messages, in MLLP frames or one after the other.
    Hl7,
}

/// The layout that the beginning of a file shows.
///
/// # Errors
/// The system's.
pub fn sniff(input: &mut impl BufRead) -> std::io::Result<Format> {
    let head = input.fill_buf()?;
    let start = head.iter().position(|b| !matches!(b, 0x0B | b' ' | b'\r' | b'\n'));
    let head = &head[start.unwrap_or(head.len())..];
    let hl7 = ["MSH", "FHS", "BHS"].iter().any(|name| head.starts_with(name.as_bytes()));
    // A table may have a column that begins with these letters; a segment goes on with its separator, never a letter.
    let parted = head.get(3).is_some_and(|b| !b.is_ascii_alphanumeric() && *b != b'_');
    Ok(if hl7 && parted { Format::Hl7 } else { Format::Csv })
}
