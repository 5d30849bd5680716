//! Visits from a table: one row a visit, columns by name in any order, cells parted by commas, semicolons or tabs.

use super::adt::Reading;
use super::moment;
use super::{Clue, Fault, Incoming, Piece};
use crate::model::{Class, NewVisit, Status};
use std::collections::HashMap;
use std::io::{BufRead, Read};
use tandem_people::model::label::Label;
use tandem_people::model::person::PersonInput;

/// The columns, each with other names that files give it.
const COLUMNS: [(&str, &[&str]); 17] = [
    ("visit_id", &["encounter_id", "visit_number", "csn"]),
    ("class", &["encounter_class", "patient_class", "visit_class"]),
    ("status", &["encounter_status"]),
    ("started_at", &["start", "admitted_at", "admit_time", "arrived_at"]),
    ("ended_at", &["end", "discharged_at", "discharge_time"]),
    ("place", &["location", "department", "ward"]),
    ("reason", &["reason_for_visit", "chief_complaint"]),
    ("label", &["sensitivity"]),
    ("person_system", &["identifier_system"]),
    ("person_id", &["mrn", "identifier", "patient_id"]),
    ("given_name", &["first_name"]),
    ("family_name", &["last_name", "surname"]),
    ("birth_date", &["date_of_birth", "dob"]),
    ("phone", &["telephone"]),
    ("email", &["e_mail"]),
    ("postal_code", &["zip", "zip_code"]),
    ("language", &[]),
];

/// Columns without which no row says anything.
const NEEDED: [&str; 3] = ["visit_id", "class", "started_at"];

/// The visits of a table.
pub struct Rows<R> {
    input: csv::Reader<R>,
    columns: HashMap<&'static str, usize>,
    reading: Reading,
    row: csv::ByteRecord,
}

/// Why a table cannot be read at all.
#[derive(Debug, thiserror::Error)]
#[error("line 1: {0}")]
pub struct NoTable(pub String);

/// The sign that parts the cells: the one that the header has most of.
fn separator(head: &[u8]) -> u8 {
    let line = head.split(|b| matches!(b, b'\r' | b'\n')).next().unwrap_or_default();
    let count = |sign: u8| line.iter().filter(|b| **b == sign).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

impl<R: Read> Rows<std::io::BufReader<R>> {
    /// Reads the header.
    ///
    /// # Errors
    /// A file without the columns that are needed.
    pub fn open(mut input: std::io::BufReader<R>, reading: Reading) -> Result<Self, NoTable> {
        let unreadable = |e: &dyn std::fmt::Display| NoTable(format!("the header cannot be read: {e}"));
        let head = input.fill_buf().map_err(|e| unreadable(&e))?;
        let mut input = csv::ReaderBuilder::new()
            .delimiter(separator(head))
            .flexible(true)
            .has_headers(true)
            .from_reader(input);
        let header = input.byte_headers().map_err(|e| unreadable(&e))?.clone();
        let mut columns = HashMap::new();
        for (at, cell) in header.iter().enumerate() {
            let name = super::text(cell).trim_start_matches('\u{FEFF}').trim().to_ascii_lowercase();
            let name = name.replace([' ', '-'], "_");
            let known = COLUMNS.iter().find(|(own, others)| *own == name || others.contains(&name.as_str()));
            if let Some((own, _)) = known
                && columns.insert(*own, at).is_some()
            {
                return Err(NoTable(format!("the column `{own}` stands twice; keep one of them")));
            }
        }
        if let Some(missing) = NEEDED.iter().find(|name| !columns.contains_key(*name)) {
            let found: Vec<String> = header.iter().take(12).map(super::text).collect();
            return Err(NoTable(format!(
                "there is no column `{missing}`; the file has: {}. Needed are {}",
                found.join(", "),
                NEEDED.join(", ")
            )));
        }
        Ok(Rows { input, columns, reading, row: csv::ByteRecord::new() })
    }

    /// The next visit, or what stands in its place; `None` at the end.
    ///
    /// # Errors
    /// The system's.
    pub fn next_piece(&mut self) -> std::io::Result<Option<Piece>> {
        loop {
            let read = self.input.read_byte_record(&mut self.row).map_err(std::io::Error::from)?;
            if !read {
                return Ok(None);
            }
            if self.row.iter().any(|cell| !cell.trim_ascii().is_empty()) {
                break;
            }
        }
        let line = self.row.position().map_or(0, csv::Position::line);
        Ok(Some(match self.visit(line) {
            Ok(incoming) => Piece::Visit(Box::new(incoming)),
            Err(fault) => Piece::Refused(fault),
        }))
    }

    fn cell(&self, column: &str) -> String {
        let at = self.columns.get(column).copied();
        let text = at.and_then(|at| self.row.get(at)).map(super::text).unwrap_or_default();
        tandem_web::csv::said(text.trim()).to_owned()
    }

    fn visit(&self, line: u64) -> Result<Incoming, Fault> {
        let id = self.cell("visit_id");
        let fault = |column: &str, reason: String, mend: &str| Fault::new(line, &id, column, reason, mend);
        if id.is_empty() {
            return Err(fault("visit_id", "the cell is empty".into(), "give each visit a number of its own"));
        }
        let wrong = |column: &str, said: &str, mend: &str| {
            let reason = if said.is_empty() {
                "the cell is empty".to_owned()
            } else {
                format!("`{}` cannot be read", super::shown(said))
            };
            fault(column, reason, mend)
        };
        let class = self.cell("class");
        let class = Class::from_word(&class).ok_or_else(|| {
            wrong("class", &class, "write emergency, inpatient, outpatient, home, virtual or community")
        })?;
        let status = match self.cell("status").to_ascii_lowercase().as_str() {
            "" => None,
            word => Some(Status::from_code(word).ok_or_else(|| {
                wrong(
                    "status",
                    word,
                    "write planned, arrived, in-progress, finished or cancelled, or leave it empty",
                )
            })?),
        };
        let time = |column: &str| {
            let said = self.cell(column);
            let read = moment::iso(&said, &self.reading.zone);
            match read {
                None if !said.is_empty() => Err(wrong(column, &said, "write it as 2026-03-04 12:30")),
                read => Ok(read),
            }
        };
        let started_at =
            time("started_at")?.ok_or_else(|| wrong("started_at", "", "write when the visit began"))?;
        let label = match self.cell("label").as_str() {
            "" => Label::General,
            word => Label::from_code(word).ok_or_else(|| {
                let codes = Label::ALL.map(Label::code).join(", ");
                wrong("label", word, &format!("write one of {codes}"))
            })?,
        };
        let number = self.cell("person_id");
        let system = Some(self.cell("person_system")).filter(|s| !s.is_empty());
        let system = system.unwrap_or_else(|| self.reading.source.clone());
        // A column that the file has and leaves empty says "nothing"; one that it has not says nothing about it.
        let words = |column: &str| {
            let said = Some(self.cell(column)).filter(|text| !text.is_empty());
            self.columns.contains_key(column).then(|| said.map(|text| text.chars().take(200).collect()))
        };
        let ended_at = time("ended_at")?;
        Ok(Incoming {
            line,
            clue: Clue {
                identifiers: if number.is_empty() { vec![] } else { vec![(system, number)] },
                person: PersonInput {
                    given_name: self.cell("given_name"),
                    family_name: self.cell("family_name"),
                    birth_date: self.cell("birth_date"),
                    phone: self.cell("phone"),
                    email: self.cell("email"),
                    postal_code: self.cell("postal_code"),
                    language: self.cell("language"),
                    ..PersonInput::default()
                },
            },
            visit: NewVisit {
                label: label.max(self.reading.label),
                class: Some(class),
                status,
                started_at: Some(started_at),
                ended_at: self.columns.contains_key("ended_at").then_some(ended_at),
                place: words("place"),
                reason: words("reason"),
                source_system: self.reading.source.clone(),
                source_id: id.clone(),
                told_at: self.reading.now,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    fn read(text: &[u8]) -> Result<Vec<Piece>, NoTable> {
        let reading = Reading {
            zone: TimeZone::get("America/New_York").expect("the zone is known"),
            label: Label::General,
            source: "visits".into(),
            now: Timestamp::from_second(1_772_625_600).expect("a time"),
        };
        let mut rows = Rows::open(std::io::BufReader::new(text), reading)?;
        let mut out = vec![];
        while let Some(piece) = rows.next_piece().expect("bytes in memory") {
            out.push(piece);
        }
        Ok(out)
    }

    #[test]
    fn columns_are_found_by_name_in_any_order_and_any_usual_writing() {
        let text =
            "\u{FEFF}Start;Encounter ID;Patient-Class;MRN;Place\n2026-03-04 12:30;V1;EMER;M1;ED\n\n;;;;\n";
        let got = read(text.as_bytes()).unwrap();
        let [Piece::Visit(one)] = got.as_slice() else { panic!("{got:?}") };
        assert_eq!((one.line, one.visit.class), (2, Some(Class::Emergency)));
        assert_eq!(one.clue.identifiers, [("visits".to_owned(), "M1".to_owned())]);
        assert_eq!((one.visit.place.clone(), one.visit.reason.clone()), (Some(Some("ED".into())), None));
        let latin = read(b"visit_id,class,started_at,family_name\nV1,o,2026-03-04,Pe\xf1a\n").unwrap();
        assert!(matches!(&latin[0], Piece::Visit(v) if v.clue.person.family_name == "Peña"));
    }

    #[test]
    fn faults_name_line_and_column() {
        let text = "visit_id,class,started_at,ended_at,status,label\n,e,2026-03-04,,,\nV2,x,2026-03-04,,,\nV3,e,,,,\n\
                    V4,e,2026-03-04,soon,,\nV5,e,2026-03-04,,gone,\nV6,e,2026-03-04,,,secret\n";
        let got = read(text.as_bytes()).unwrap();
        let faults: Vec<(u64, &str)> = got
            .iter()
            .map(|piece| match piece {
                Piece::Refused(fault) => (fault.line, fault.path.as_str()),
                other => panic!("{other:?}"),
            })
            .collect();
        let want =
            [(2, "visit_id"), (3, "class"), (4, "started_at"), (5, "ended_at"), (6, "status"), (7, "label")];
        assert_eq!(faults, want);
    }

    #[test]
    fn a_file_that_is_no_table_of_visits_says_so() {
        let missing = read(b"name,age\nAna,40\n").err().unwrap().to_string();
        assert!(missing.contains("visit_id") && missing.contains("name, age"), "{missing}");
        let twice = read(b"visit_id,class,started_at,start\n").err().unwrap().to_string();
        assert!(twice.contains("stands twice"), "{twice}");
    }
}
