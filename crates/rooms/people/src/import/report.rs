//! What an import of people came to: a wire type, written as JSON.

use serde::Serialize;
use std::collections::BTreeMap;
use tandem_intake::report::{Counts, ReadAs, Rejections, Warning};

/// What an import came to.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Report {
    /// People: `accepted` is new here, `changed` was known and says something else now.
    pub people: Counts,
    /// What each column of a table was taken for; columns that are not here were not read.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
    /// Columns that were not read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ignored: Vec<String>,
    /// Rows refused, with the place of the fault.
    #[serde(flatten)]
    pub rejections: Rejections,
    /// How each table was read: its encoding, what parts its cells, where its header stands.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<ReadAs>,
    /// What was taken from how a file looks, and what the import leaves to be done by hand.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
    /// Resources of other types, passed over.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub other_resources: BTreeMap<String, u64>,
    /// How the import is cut into transactions.
    pub transactions: String,
}
