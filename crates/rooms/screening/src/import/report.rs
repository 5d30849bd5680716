//! What an import came to: a wire type, written as JSON.

use crate::model::fault::Fault;
use serde::Serialize;
use std::collections::BTreeMap;

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

/// Answers that were not kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// The item's code.
    pub code: String,
    /// In how many screenings.
    pub count: u64,
    /// Why.
    pub reason: &'static str,
}

/// What an import came to.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Report {
    /// Screenings.
    pub screenings: Counts,
    /// The people they are about: `accepted` is new here, `unchanged` was known, `rejected` could not be told.
    pub people: Counts,
    /// Needs recorded because an answer means risk.
    pub needs: u64,
    /// Rows refused, with the place of the fault.
    pub rejections: Vec<Rejection>,
    /// Rows refused beyond the listed ones.
    pub rejections_not_listed: u64,
    /// Answers that were not kept.
    pub dropped: Vec<Dropped>,
    /// Questions that were answered and that no rule reads: kept, but no need comes of them.
    pub unscored: BTreeMap<String, u64>,
    /// Resources of other types, passed over.
    pub other_resources: BTreeMap<String, u64>,
    /// How the import is cut into transactions.
    pub transactions: String,
}

impl Report {
    /// Notes a refused row.
    pub fn reject(&mut self, row: &Row, faults: &[Fault]) {
        self.screenings.rejected += 1;
        let Some(first) = faults.first() else { return };
        if self.rejections.len() >= MAX_LISTED {
            self.rejections_not_listed += 1;
            return;
        }
        self.rejections.push(Rejection {
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

    /// Notes an answer that was not kept.
    pub fn drop_item(&mut self, code: &str) {
        match self.dropped.iter_mut().find(|d| d.code == code) {
            Some(dropped) => dropped.count += 1,
            None => self.dropped.push(Dropped {
                code: code.to_owned(),
                count: 1,
                reason: "about immigration status, which has no field here",
            }),
        }
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
