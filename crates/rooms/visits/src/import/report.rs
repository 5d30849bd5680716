//! What an import came to: a wire type, written as JSON.

use super::Fault;
use serde::Serialize;
use std::collections::BTreeMap;
use tandem_intake::report::{Counts, ReadAs, Rejections, Row, Warning};

/// What an import came to.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Report {
    /// Visits; `unchanged` are older news too.
    pub visits: Counts,
    /// The people they are about: `accepted` is new here, `unchanged` was known, `rejected` could not be told.
    pub people: Counts,
    /// Rows refused, with the place of the fault.
    #[serde(flatten)]
    pub rejections: Rejections,
    /// Messages of other kinds, passed over.
    pub other_messages: BTreeMap<String, u64>,
    /// How the file was read: its encoding, and of a table what parts its cells and where its header stands.
    pub files: Vec<ReadAs>,
    /// What was taken from how the file looks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
    /// How the import is cut into transactions.
    pub transactions: String,
}

/// A file with more kinds of messages is no file of messages.
const MOST_KINDS: usize = 100;

impl Report {
    /// Notes a refused row, the `index`th of its file.
    pub fn reject(&mut self, file: &str, index: u64, fault: Fault) {
        self.visits.rejected += 1;
        let id = (!fault.id.is_empty()).then_some(fault.id);
        let index = usize::try_from(index).unwrap_or(usize::MAX);
        let row = Row { file: file.to_owned(), line: fault.line, index, id };
        self.rejections
            .note(&row, &[tandem_intake::fault::Fault::new(fault.path, fault.reason, &fault.mend)]);
    }

    /// Counts a message of another kind.
    pub fn pass_over(&mut self, kind: &str) {
        if self.other_messages.len() < MOST_KINDS || self.other_messages.contains_key(kind) {
            *self.other_messages.entry(kind.to_owned()).or_default() += 1;
        }
    }
}
