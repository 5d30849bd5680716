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
