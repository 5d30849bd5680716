//! What an import came to: a wire type, written as JSON.

use serde::Serialize;
use std::collections::BTreeMap;
use tandem_intake::fault::Fault;
use tandem_intake::report::{Counts, Rejections, Row};

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
    #[serde(flatten)]
    pub rejections: Rejections,
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
        self.rejections.note(row, faults);
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
