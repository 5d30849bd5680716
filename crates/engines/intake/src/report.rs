//! What an import came to: wire types, written as JSON.

use crate::fault::Fault;
use serde::Serialize;

/// More rejections than this are counted, not listed: a file of ten million bad rows must not fill the memory.
pub const MAX_LISTED: usize = 10_000;

/// How many rows ended how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// New here.
    pub accepted: u64,
    /// Here before, now different.
    pub changed: u64,
    /// Here before, the same.
    pub unchanged: u64,
    /// Refused.
    pub rejected: u64,
}

/// One row that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rejection {
    /// The file's name.
    pub file: String,
    /// The line the row starts on.
    pub line: u64,
    /// Which row of the file, from 0.
    pub index: usize,
    /// The resource's id, if it has one.
    pub id: Option<String>,
    /// The FHIR path of the fault.
    pub path: String,
    /// What is wrong.
    pub reason: String,
    /// How to mend it.
    pub mend: String,
    /// How many more faults the row has.
    pub more: usize,
}

/// Rows that were refused.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Rejections {
    /// The first [`MAX_LISTED`], with the place of the fault.
    #[serde(rename = "rejections")]
    pub listed: Vec<Rejection>,
    /// How many more.
    #[serde(rename = "rejections_not_listed")]
    pub not_listed: u64,
}

impl Rejections {
    /// Notes a refused row by its first fault.
    pub fn note(&mut self, row: &Row, faults: &[Fault]) {
        let Some(first) = faults.first() else { return };
        if self.listed.len() >= MAX_LISTED {
            self.not_listed += 1;
            return;
        }
        self.listed.push(Rejection {
            file: row.file.clone(),
            line: row.line,
            index: row.index,
            id: row.id.clone(),
            path: first.path.clone(),
            reason: first.reason.clone(),
            mend: first.mend.clone(),
            more: faults.len() - 1,
        });
    }
}

/// Something that an import did in a way that somebody may not expect, or did not do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Warning {
    /// The file, where it is about one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// What is not as somebody would expect.
    pub message: String,
    /// How to mend it.
    pub mend: String,
}

/// How a file was read. What it does not say itself was taken from how it looks: who knows the file can object.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ReadAs {
    /// The file's name.
    pub file: String,
    /// What its letters are written in.
    pub encoding: &'static str,
    /// Nothing in the file says so.
    pub assumed: bool,
    /// What parts the cells of a table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub separator: Option<&'static str>,
    /// The line that names a table's columns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_line: Option<u64>,
    /// Rows above it that hold something, and were not read.
    pub rows_above_header: u64,
}

impl ReadAs {
    /// In words, for whoever reads the report in a spreadsheet.
    pub fn words(&self) -> String {
        let mut words = format!("read as {}", self.encoding);
        if let Some(separator) = self.separator {
            words += &format!(", cells parted by a {separator}");
        }
        if let Some(line) = self.header_line {
            words += &format!(", header in line {line}");
        }
        words
    }

    /// What somebody should look at.
    pub fn warnings(&self) -> Vec<Warning> {
        let mut found = vec![];
        let mut warn = |message: String, mend: &str| {
            found.push(Warning { file: self.file.clone(), message, mend: mend.to_owned() });
        };
        if self.assumed {
            warn(
                format!(
                    "the encoding is assumed: read as {}, for it is not UTF-8 and does not say what it is",
                    self.encoding
                ),
                "look at names with accents; if they are wrong, save the file as \"CSV UTF-8\" and import it again",
            );
        }
        if let (Some(line), true) = (self.header_line, self.rows_above_header > 0) {
            let rows = if self.rows_above_header == 1 {
                "1 row".into()
            } else {
                format!("{} rows", self.rows_above_header)
            };
            warn(
                format!("{rows} above the header (line {line}) skipped"),
                "if another line is the header, delete the lines above it and import the file again",
            );
        }
        found
    }
}

/// What a sign that parts cells is called.
pub fn separator_name(sign: u8) -> &'static str {
    match sign {
        b'\t' => "tab",
        b';' => "semicolon",
        b'|' => "bar",
        _ => "comma",
    }
}

/// Which row of which file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The file's name.
    pub file: String,
    /// The line it starts on.
    pub line: u64,
    /// Its number in the file, from 0.
    pub index: usize,
    /// Its id, once read.
    pub id: Option<String>,
}
