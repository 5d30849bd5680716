//! Reads one table row by row with bounded memory: encodings, quoting and damage are dealt with here, meaning elsewhere.

use crate::csv::said;
use crate::decode::Decoded;
use crate::encoding::{Encoding, Said};
use crate::layout::{HEAD, column_name, layout};
use crate::lines::{LONGEST_RECORD, Lines};
use crate::report::{ReadAs, separator_name};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

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

/// An open table: cells parted by commas, tabs, semicolons or bars.
pub struct Table {
    reader: csv::Reader<Input>,
    header: Vec<String>,
    file: String,
    record: csv::ByteRecord,
    /// Lines before the header.
    before: u64,
    /// Line ends within cells so far: a spreadsheet shows them as one row.
    folded: u64,
    encoding: Encoding,
    how: ReadAs,
}

type Input = Lines<Decoded<Box<dyn Read + Send>>>;

impl Table {
    /// Opens a file and reads its header, which is the line that holds names of columns: what is above it is passed over, and
    /// [`Table::read_as`] says so. Names are compared without case and space; `known` says whether a column is called so.
    ///
    /// # Errors
    /// A file that cannot be opened, is empty, is packed or is no table with a header.
    pub fn open(path: &Path, known: &dyn Fn(&str) -> bool) -> Result<Table, FileFault> {
        let file = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let source = File::open(path).map_err(|e| {
            let reason = format!("cannot be opened: {e}");
            FileFault::new(&file, None, reason, "Check the path and that you may read it.")
        })?;
        let decoded = Decoded::new(Box::new(source) as Box<dyn Read + Send>);
        Table::read(&file, decoded.map_err(|e| unreadable(&file, &e))?, known)
    }

    /// Like [`Table::open`], of what is read already; `file` is what it is called.
    ///
    /// # Errors
    /// As [`Table::open`].
    pub fn read(
        file: &str,
        source: Decoded<Box<dyn Read + Send>>,
        known: &dyn Fn(&str) -> bool,
    ) -> Result<Table, FileFault> {
        let fault = |line: Option<u64>, reason: String, mend: &str| FileFault::new(file, line, reason, mend);
        if source.is_packed() {
            return Err(fault(
                None,
                "the file is packed (.zip, .gz or a spreadsheet), not a table in text".into(),
                "Unpack it first; save a spreadsheet as \"CSV UTF-8\".",
            ));
        }
        let (mut encoding, marked) = (source.encoding(), source.is_marked());
        let mut lines = Lines::new(source);
        let head = lines.peek(HEAD).map_err(|e| unreadable(file, &e))?;
        let layout = layout(head, known);
        lines.skip(layout.skip);
        let line = layout.lines + 1;
        if !layout.header {
            return Err(fault(
                Some(line),
                "looks like data (a date, a telephone number, an e-mail address) and not like names of columns".into(),
                "Write a line with the names of the columns above it.",
            ));
        }
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(layout.separator)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 16)
            .from_reader(lines);
        let mut record = csv::ByteRecord::new();
        let found = reader.read_byte_record(&mut record).map_err(|e| read_fault(file, layout.lines, &e))?;
        let mut header = Vec::with_capacity(record.len());
        for (at, cell) in record.iter().enumerate() {
            let name = encoding.read(cell).map_err(|byte| {
                let reason = format!(
                    "the name of column {} is not valid UTF-8 at byte {byte}, though others are",
                    at + 1
                );
                fault(Some(line), reason, "Type the damaged letter again and save as \"CSV UTF-8\".")
            })?;
            header.push(column_name(&name.into_string()));
        }
        while header.last().is_some_and(String::is_empty) {
            header.pop();
        }
        if !found || header.is_empty() {
            let mend = "Export it again, or leave the file out.";
            return Err(fault(None, "the file is empty".into(), mend));
        }
        let how = ReadAs {
            file: file.to_owned(),
            encoding: encoding.name(),
            assumed: !marked && encoding.is_utf16(),
            separator: Some(separator_name(layout.separator)),
            header_line: Some(line),
            rows_above_header: layout.rows_above,
        };
        let folded = layout.folded + inner_lines(&record);
        let (before, file) = (layout.lines, file.to_owned());
        Ok(Table { reader, header, file, record, before, folded, encoding, how })
    }

    /// How the file was read, as far as it has been: for the report.
    pub fn read_as(&self) -> ReadAs {
        let latin = self.encoding == Encoding::Windows1252;
        ReadAs { encoding: self.encoding.name(), assumed: self.how.assumed || latin, ..self.how.clone() }
    }

    /// The line of the file that the header stands in.
    pub fn header_line(&self) -> u64 {
        self.before + 1
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
            let more = self.reader.read_byte_record(&mut self.record);
            if !more.map_err(|e| read_fault(&self.file, self.before, &e))? {
                return Ok(None);
            }
            if self.record.iter().any(|cell| !cell.trim_ascii().is_empty()) {
                break;
            }
            self.folded += inner_lines(&self.record);
        }
        let number = self.line();
        let (line, row) = (Some(number), Some(number - self.folded.min(number)));
        self.folded += inner_lines(&self.record);
        let place = Place { file: self.file.clone(), row, line, path: None };
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
        for (index, cell) in self.record.iter().take(self.header.len()).enumerate() {
            if cell.contains(&0) {
                let reason = format!("column `{}` holds a zero byte", self.header[index]);
                return Ok(Some(Err(fault(reason, "Remove the unreadable sign."))));
            }
            match self.encoding.read(cell) {
                Ok(Said::Utf8(text)) if self.encoding.is_utf16() && text.contains('\u{fffd}') => {
                    let reason = format!("column `{}` is not valid UTF-16", self.header[index]);
                    let mend = "Type the damaged letter again and save as \"CSV UTF-8\".";
                    return Ok(Some(Err(fault(reason, mend))));
                }
                Ok(text) => cells.push(text.into_string()),
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
        Ok(Some(Ok(Record { header: &self.header, cells, place })))
    }

    /// The line of the file that the present record begins in. The reader stands behind it: empty lines above it are no part of it.
    fn line(&self) -> u64 {
        let behind = self.reader.position().line();
        let ended = u64::from(!self.reader.get_ref().cut_off());
        self.before + behind.saturating_sub(inner_lines(&self.record) + ended).max(1)
    }

    /// Whether nothing follows the present record.
    fn at_the_end(&mut self) -> Result<bool, FileFault> {
        let mut next = csv::ByteRecord::new();
        Ok(!self.reader.read_byte_record(&mut next).map_err(|e| read_fault(&self.file, self.before, &e))?)
    }
}

/// Line ends within the cells of a record.
fn inner_lines(record: &csv::ByteRecord) -> u64 {
    record.as_slice().iter().filter(|b| **b == b'\n').count() as u64
}

fn unreadable(file: &str, error: &io::Error) -> FileFault {
    FileFault::new(file, None, format!("cannot be read: {error}"), "Check the disk and try again.")
}

fn read_fault(file: &str, before: u64, error: &csv::Error) -> FileFault {
    let line = error.position().map(|p| p.line() + before);
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

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
