//! What an import did, row by row where it refused: for people (CSV) and programs (JSON).

use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash, Hasher};

use serde_json::{Value, json};
use tandem_directory::model::item::Kind;
use tandem_intake::report::ReadAs;
use tandem_intake::table::FileFault;
pub use tandem_intake::table::Place;
use tandem_web::csv;

/// A row that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// Where.
    pub place: Place,
    /// What kind of row, if that is known.
    pub kind: Option<Kind>,
    /// Its id in the source.
    pub id: String,
    /// The column or key at fault.
    pub column: String,
    /// What is wrong.
    pub reason: String,
    /// How to mend it.
    pub mend: String,
}

impl From<&FileFault> for Rejection {
    /// A fault that ended a file, as a row of the report.
    fn from(fault: &FileFault) -> Rejection {
        Rejection {
            place: Place { line: fault.line, ..Place::file(&fault.file) },
            kind: None,
            id: String::new(),
            column: String::new(),
            reason: fault.reason.clone(),
            mend: fault.mend.clone(),
        }
    }
}

/// Something that was read past or read in another way than written; the row was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Where it was first.
    pub place: Place,
    /// The column or key.
    pub column: String,
    /// What was found and what was done.
    pub message: String,
    /// How many rows.
    pub count: u64,
}

/// Rows of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// New.
    pub accepted: u64,
    /// Known, and they said something else before.
    pub changed: u64,
    /// Known, and they say the same.
    pub unchanged: u64,
    /// Not taken.
    pub rejected: u64,
    /// No longer said by the source about a row that it still brings.
    pub removed: u64,
}

/// The report of one import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// By kind of row.
    pub counts: BTreeMap<Kind, Counts>,
    /// ZIP codes, in the report of an import of places.
    pub places: Option<Counts>,
    /// Rows refused, at most [`Report::MOST_REJECTIONS`].
    pub rejections: Vec<Rejection>,
    /// Rows refused beyond those listed.
    pub more_rejections: u64,
    /// What was read past or in another way.
    pub warnings: Vec<Warning>,
    /// How each table was read.
    pub files: Vec<ReadAs>,
    /// Where each warning stands in the list.
    known: HashMap<u64, usize>,
    /// The whole input was refused and nothing was written.
    pub refused: bool,
    /// Locations kept private.
    pub confidential_locations: u64,
}

impl Report {
    /// How many refused rows are listed; the rest is counted, so that a hopeless file does not fill the memory.
    pub const MOST_REJECTIONS: usize = 10_000;
    /// How many different warnings are listed.
    pub const MOST_WARNINGS: usize = 1_000;

    /// An empty report of an import of places.
    pub fn of_places() -> Report {
        Report { places: Some(Counts::default()), ..Report::default() }
    }

    /// The numbers of one kind.
    pub fn of(&self, kind: Kind) -> Counts {
        self.counts.get(&kind).copied().unwrap_or_default()
    }

    /// Adds a refused row.
    pub fn reject(&mut self, mut rejection: Rejection) {
        if let Some(kind) = rejection.kind {
            self.counts.entry(kind).or_default().rejected += 1;
        }
        if self.rejections.len() < Report::MOST_REJECTIONS {
            for text in [&mut rejection.id, &mut rejection.column, &mut rejection.reason] {
                shorten(text);
            }
            self.rejections.push(rejection);
        } else {
            self.more_rejections += 1;
        }
    }

    /// Adds a warning; the same one again is counted.
    pub fn warn(&mut self, place: &Place, column: &str, message: &str) {
        let key = hash(&(message, column, &place.file));
        if let Some(known) = self.known.get(&key).and_then(|n| self.warnings.get_mut(*n)) {
            known.count += 1;
        } else if self.warnings.len() < Report::MOST_WARNINGS {
            let (place, column, mut message) = (place.clone(), column.to_owned(), message.to_owned());
            shorten(&mut message);
            self.known.insert(key, self.warnings.len());
            self.warnings.push(Warning { place, column, message, count: 1 });
        }
    }

    /// Notes how a table was read, and warns of what was assumed.
    pub fn read(&mut self, file: ReadAs) {
        for warning in file.warnings() {
            self.warn(&Place::file(&file.file), "", &format!("{}; {}", warning.message, warning.mend));
        }
        self.files.push(file);
    }

    /// The names and numbers to report: all kinds of a directory, or the ZIP codes.
    fn counted(&self) -> Vec<(&'static str, Counts)> {
        match self.places {
            Some(places) => vec![("places", places)],
            None => Kind::ALL.into_iter().map(|kind| (kind.plural(), self.of(kind))).collect(),
        }
    }

    /// New and changed rows of all kinds.
    pub fn written(&self) -> u64 {
        self.counts.values().map(|c| c.accepted + c.changed + c.removed).sum()
    }

    /// The report as JSON: one object for each kind, `rejections`, `warnings`.
    pub fn to_json(&self) -> Value {
        let mut out = serde_json::Map::new();
        for (name, c) in self.counted() {
            out.insert(
                name.to_owned(),
                json!({"accepted": c.accepted, "changed": c.changed, "unchanged": c.unchanged,
                       "rejected": c.rejected, "removed": c.removed}),
            );
        }
        out.insert("refused".into(), json!(self.refused));
        if self.places.is_some() {
            out.insert("transaction".into(), json!(PLACES_TRANSACTION));
        } else {
            out.insert("transaction".into(), json!(TRANSACTION));
            out.insert("confidential_locations".into(), json!(self.confidential_locations));
        }
        let rejections = self.rejections.iter().map(|r| {
            json!({"file": r.place.file, "row": r.place.row, "line": r.place.line, "path": r.place.path,
                   "kind": r.kind.map(Kind::name), "id": r.id, "column": r.column, "reason": r.reason, "mend": r.mend})
        });
        out.insert("rejections".into(), rejections.collect());
        out.insert("more_rejections".into(), json!(self.more_rejections));
        let warnings = self.warnings.iter().map(|w| {
            json!({"file": w.place.file, "row": w.place.row, "path": w.place.path, "column": w.column,
                   "message": w.message, "count": w.count})
        });
        out.insert("warnings".into(), warnings.collect());
        out.insert("files".into(), json!(self.files));
        Value::Object(out)
    }

    /// The refused rows and the warnings as CSV, for a spreadsheet.
    pub fn to_csv(&self) -> String {
        let mut out = String::from("type,file,row,line,path,kind,id,column,reason,mend,count\r\n");
        let number = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
        let mut line = |cells: [&str; 11]| {
            out.push_str(&cells.map(csv::cell).join(","));
            out.push_str("\r\n");
        };
        for r in &self.rejections {
            line([
                "rejected",
                &r.place.file,
                &number(r.place.row),
                &number(r.place.line),
                r.place.path.as_deref().unwrap_or_default(),
                r.kind.map_or("", Kind::name),
                &r.id,
                &r.column,
                &r.reason,
                &r.mend,
                "1",
            ]);
        }
        for w in &self.warnings {
            let (row, count) = (number(w.place.row), w.count.to_string());
            let path = w.place.path.as_deref().unwrap_or_default();
            line(["warning", &w.place.file, &row, "", path, "", "", &w.column, &w.message, "", &count]);
        }
        for file in &self.files {
            line(["file", &file.file, "", &number(file.header_line), "", "", "", "", &file.words(), "", ""]);
        }
        out
    }
}

/// What a report keeps of a text that a file holds: a cell may be megabytes long.
fn shorten(text: &mut String) {
    const MOST: usize = 400;
    if text.len() > MOST {
        let end = (0..=MOST).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
        text.truncate(end);
        text.push('…');
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// What a reader of the report must know about "nothing half-written".
pub const TRANSACTION: &str = "All files are read and checked first; a damaged file refuses the whole import. Rows are then \
written in batches of 2,000, each in one transaction. An import that is interrupted between batches is completed by running it again.";

/// The same for ZIP codes.
pub const PLACES_TRANSACTION: &str = "The file is read to its end first; a damaged file is refused as a whole. Its rows are then written in one transaction.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_json_has_the_promised_shape() {
        let mut report = Report::default();
        report.counts.entry(Kind::Service).or_default().accepted = 3;
        report.reject(Rejection {
            place: Place { row: Some(7), ..Place::file("services.csv") },
            kind: Some(Kind::Service),
            id: "9".into(),
            column: "name".into(),
            reason: "empty".into(),
            mend: "write a name".into(),
        });
        let json = report.to_json();
        assert_eq!(json["services"]["accepted"], 3);
        assert_eq!(json["services"]["rejected"], 1);
        assert_eq!(json["organizations"]["unchanged"], 0);
        assert_eq!(json["rejections"][0]["row"], 7);
        assert_eq!(json["rejections"][0]["mend"], "write a name");
        assert!(report.to_csv().contains("rejected,services.csv,7,,,service,9,name,empty,write a name,1"));
    }

    #[test]
    fn a_megabyte_in_a_cell_is_not_a_megabyte_in_the_report() {
        let mut report = Report::default();
        let long = "é".repeat(1 << 20);
        report.reject(Rejection {
            place: Place::file("x"),
            kind: None,
            id: long.clone(),
            column: long.clone(),
            reason: long.clone(),
            mend: String::new(),
        });
        for _ in 0..3 {
            report.warn(&Place::file("x"), "c", &long);
        }
        assert_eq!((report.warnings.len(), report.warnings[0].count), (1, 3));
        assert!(report.to_json().to_string().len() < 6_000);
    }

    #[test]
    fn many_rejections_are_counted_not_kept() {
        let mut report = Report::default();
        for n in 0..Report::MOST_REJECTIONS + 5 {
            report.reject(Rejection {
                place: Place::file("x"),
                kind: None,
                id: n.to_string(),
                column: String::new(),
                reason: String::new(),
                mend: String::new(),
            });
        }
        assert_eq!((report.rejections.len(), report.more_rejections), (Report::MOST_REJECTIONS, 5));
    }
}
