//! What an import of people came to: a wire type, written as JSON.

use serde::Serialize;
use std::collections::BTreeMap;
use tandem_intake::report::{Counts, Rejections};

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
    /// What the import leaves to be done by hand.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
    /// Resources of other types, passed over.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub other_resources: BTreeMap<String, u64>,
    /// How the import is cut into transactions.
    pub transactions: String,
}

/// Something that an import did not do, and who can.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Warning {
    /// What is not as somebody would expect.
    pub message: String,
    /// How to mend it.
    pub mend: String,
}
