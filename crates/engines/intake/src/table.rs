//! Reads one CSV file row by row with bounded memory: encodings, quoting and damage are dealt with here, meaning elsewhere.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::csv::said;

use crate::encoding::{Encoding, Said};

/// The longest record that is read. A real one has a few KB; without an end the memory would grow with the file.
pub const LONGEST_RECORD: u64 = 4 * 1024 * 1024;

/// A fault that ends a file: nothing of the import is written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {reason}", line.map(|l| format!(", line {l}")).unwrap_or_default())]
pub struct FileFault {
    /// The file.
    pub file: String,
    /// The line where it happened.
    pub line: Option<u64>,
    /// What is wrong.
    pub reason: String,
    /// How to mend it.
    pub mend: String,
}

impl FileFault {
    /// In a file, at a line where it is known: what is wrong and how to mend it.
    pub fn new(file: &str, line: Option<u64>, reason: impl Into<String>, mend: &str) -> FileFault {
        FileFault { file: file.to_owned(), line, reason: reason.into(), mend: mend.to_owned() }
    }

    /// A pipe or a device, where the import needs a file that can be read twice.
    pub fn no_file(file: &str) -> FileFault {
        FileFault::new(
            file,
            None,
            "is a pipe or a device, and the import reads its files twice: first to check, then to write",
            "Save it to a file first and give that.",
        )
    }
}

/// Where a row stands in what was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// File name.
    pub file: String,
    /// Number of the record: in CSV as a spreadsheet counts (the header is row 1), in JSON from 1.
    pub row: Option<u64>,
    /// First line of the record, where cells hold line breaks.
    pub line: Option<u64>,
    /// Path inside a JSON document.
    pub path: Option<String>,
}

impl Place {
    /// A whole file.
    pub fn file(name: &str) -> Place {
        Place { file: name.to_owned(), ..Place::default() }
    }
}

/// A row with its cells by column name.
#[derive(Clone, Debug)]
pub struct Record<'h> {
    header: &'h [String],
    cells: Vec<String>,
    /// Where it stands.
    pub place: Place,
}

impl Record<'_> {
    /// A cell without surrounding space and without the apostrophe that disarms a formula; empty when the column is absent.
    pub fn get(&self, column: &str) -> &str {
        let found = self.header.iter().position(|name| name == column);
        found.and_then(|i| self.cells.get(i)).map_or("", |cell| said(cell.trim()))
    }

    /// A cell that says something.
    pub fn some(&self, column: &str) -> Option<&str> {
        Some(self.get(column)).filter(|cell| !cell.is_empty())
    }
}

/// A cell in words about what is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// Where.
    pub place: Place,
    /// The first cell, most often the id.
    pub id: String,
    /// What is wrong.
    pub reason: String,
    /// How to mend it.
    pub mend: String,
}

/// An open CSV file.
pub struct Table {
    reader: csv::Reader<Capped>,
    header: Vec<String>,
    file: String,
    record: csv::ByteRecord,
    row: u64,
    encoding: Encoding,
    /// Rows whose bytes were not UTF-8 and were read as Windows-1252.
    pub latin_rows: u64,
}

impl Table {
    /// Opens a file and reads its header. Names are compared without case and space.
    ///
    /// # Errors
    /// A file that cannot be opened, is empty, is UTF-16 or is no table.
    pub fn open(path: &Path) -> Result<Table, FileFault> {
        Table::open_separated(path, b",")
    }

    /// Like [`Table::open`], with cells parted by the one of `separators` that stands most often in the first line.
    ///
    /// # Errors
    /// As [`Table::open`].
    pub fn open_separated(path: &Path, separators: &[u8]) -> Result<Table, FileFault> {
        let file = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let fault = |reason: String, mend: &str| FileFault::new(&file, None, reason, mend);
        let source = File::open(path).map_err(|e| {
            fault(format!("cannot be opened: {e}"), "Check the path and that you may read it.")
        })?;
        let mut capped = Capped::new(source);
        let start = capped
            .peek_start()
            .map_err(|e| fault(format!("cannot be read: {e}"), "Check the disk and try again."))?;
        if start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]) {
            return Err(fault("the file is UTF-16".into(), "Save it as \"CSV UTF-8\" and import again."));
        }
        if start.starts_with(b"PK\x03\x04") || start.starts_with(&[0x1f, 0x8b]) {
            return Err(fault(
                "the file is packed (.zip, .gz or a spreadsheet), not a table in text".into(),
                "Unpack it first; save a spreadsheet as \"CSV UTF-8\".",
            ));
        }
        let first_line = start.split(|b| matches!(b, b'\n' | b'\r')).next().unwrap_or_default();
        let count = |separator: u8| first_line.iter().filter(|b| **b == separator).count();
        // The first of equals counts: `max_by_key` would take the last.
        let separator = separators.iter().copied().rev().max_by_key(|s| count(*s)).unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 16)
            .from_reader(capped);
        let mut record = csv::ByteRecord::new();
        let found = reader.read_byte_record(&mut record).map_err(|e| read_fault(&file, &e))?;
        let mut header: Vec<String> = record
            .iter()
            .map(|cell| String::from_utf8_lossy(cell).trim().to_lowercase().replace(' ', "_"))
            .collect();
        while header.last().is_some_and(String::is_empty) {
            header.pop();
        }
        if !found || header.is_empty() {
            return Err(fault("the file is empty".into(), "Export it again, or leave the file out."));
        }
        Ok(Table { reader, header, file, record, row: 1, encoding: Encoding::default(), latin_rows: 0 })
    }

    /// The column names.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The file's name.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The next row; a row that cannot be read is a [`RowFault`], and reading goes on after it.
    ///
    /// # Errors
    /// Damage that leaves no way to go on: a record without end, a file cut off.
    pub fn next_record(&mut self) -> Result<Option<Result<Record<'_>, RowFault>>, FileFault> {
        loop {
            self.reader.get_mut().allow_record();
            let more =
                self.reader.read_byte_record(&mut self.record).map_err(|e| read_fault(&self.file, &e))?;
            if !more {
                return Ok(None);
            }
            self.row += 1;
            if self.record.iter().any(|cell| !cell.is_empty()) {
                break;
            }
        }
        let line = self.record.position().map(csv::Position::line);
        let place = Place { file: self.file.clone(), row: Some(self.row), line, path: None };
        let id = self
            .record
            .get(0)
            .map(|c| String::from_utf8_lossy(&c[..c.len().min(80)]).into_owned())
            .unwrap_or_default();
        let fault = |reason: String, mend: &str| RowFault {
            place: place.clone(),
            id: id.clone(),
            reason,
            mend: mend.into(),
        };
        let extra_empty = self.record.iter().skip(self.header.len()).all(<[u8]>::is_empty);
        if self.record.len() < self.header.len() || !extra_empty {
            if self.reader.get_ref().cut_off() && self.at_the_end()? {
                return Err(FileFault::new(
                    &self.file,
                    line,
                    "the file ends in the middle of a row: it was cut off",
                    "Export or copy the file again and check its size.",
                ));
            }
            let reason = format!("{} cells where the header has {}", self.record.len(), self.header.len());
            return Ok(Some(Err(fault(
                reason,
                "Put cells that hold commas or line breaks in quotation marks.",
            ))));
        }
        let mut cells = Vec::with_capacity(self.header.len());
        let mut latin = false;
        for (index, cell) in self.record.iter().take(self.header.len()).enumerate() {
            if cell.contains(&0) {
                let reason = format!("column `{}` holds a zero byte", self.header[index]);
                return Ok(Some(Err(fault(reason, "Remove the unreadable sign."))));
            }
            match self.encoding.read(cell) {
                Ok(text) => {
                    latin |= matches!(text, Said::Latin(_));
                    cells.push(text.into_string());
                }
                Err(byte) => {
                    let reason = format!(
                        "column `{}` is not valid UTF-8 at byte {byte}, though the rest of the file is",
                        self.header[index],
                    );
                    return Ok(Some(Err(fault(
                        reason,
                        "Type the damaged letter again and save as \"CSV UTF-8\".",
                    ))));
                }
            }
        }
        self.latin_rows += u64::from(latin);
        Ok(Some(Ok(Record { header: &self.header, cells, place })))
    }

    /// Whether nothing follows the present record.
    fn at_the_end(&mut self) -> Result<bool, FileFault> {
        let mut next = csv::ByteRecord::new();
        Ok(!self.reader.read_byte_record(&mut next).map_err(|e| read_fault(&self.file, &e))?)
    }
}

fn read_fault(file: &str, error: &csv::Error) -> FileFault {
    let line = error.position().map(csv::Position::line);
    match error.kind() {
        csv::ErrorKind::Io(e) if e.kind() == io::ErrorKind::FileTooLarge => FileFault::new(
            file,
            line,
            format!("a row is longer than {} MB", LONGEST_RECORD / 1024 / 1024),
            "Most often a quotation mark is opened and never closed; look at the row named here and the one before it.",
        ),
        _ => FileFault::new(
            file,
            line,
            format!("cannot be read: {error}"),
            "Open it in a spreadsheet and save it as CSV again.",
        ),
    }
}

/// Counts what is read since the last record and stops a record without end; also watches how the file ends.
struct Capped {
    inner: File,
    start: Vec<u8>,
    left: u64,
    last: u8,
    quotes: u64,
    ended: bool,
}

impl Capped {
    fn new(inner: File) -> Capped {
        Capped { inner, start: Vec::new(), left: LONGEST_RECORD, last: b'\n', quotes: 0, ended: false }
    }

    /// The first bytes, enough for the header of any real file; a UTF-8 byte-order mark is taken away.
    fn peek_start(&mut self) -> io::Result<Vec<u8>> {
        let mut start = vec![0; 4096];
        let mut filled = 0;
        while filled < start.len() {
            match self.inner.read(&mut start[filled..])? {
                0 => break,
                n => filled += n,
            }
        }
        start.truncate(filled);
        if start.starts_with(&[0xef, 0xbb, 0xbf]) {
            start.drain(..3);
        }
        self.start.clone_from(&start);
        Ok(start)
    }

    fn allow_record(&mut self) {
        self.left = LONGEST_RECORD;
    }

    /// The file has ended, and not after a line end, or inside quotation marks.
    fn cut_off(&self) -> bool {
        self.ended && (!matches!(self.last, b'\n' | b'\r') || self.quotes % 2 == 1)
    }
}

impl Read for Capped {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "record without end"));
        }
        let read = if self.start.is_empty() {
            self.inner.read(buffer)?
        } else {
            let n = self.start.len().min(buffer.len());
            buffer[..n].copy_from_slice(&self.start[..n]);
            self.start.drain(..n);
            n
        };
        self.left = self.left.saturating_sub(read as u64);
        self.ended = read == 0;
        if let Some(&last) = buffer[..read].last() {
            self.last = last;
        }
        self.quotes += buffer[..read].iter().filter(|&&b| b == b'"').count() as u64;
        Ok(read)
    }
}
