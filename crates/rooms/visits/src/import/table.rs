//! Visits from a table: one row a visit, columns by name in any order.

use super::adt::Reading;
use super::moment;
use super::{Clue, Fault, Incoming, Piece};
use crate::model::{Class, NewVisit, Status};
use std::collections::HashMap;
use std::io::Read;
use tandem_intake::decode::Decoded;
use tandem_intake::report::ReadAs;
use tandem_intake::table::{FileFault, Record, RowFault, Table};
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
pub struct Rows {
    table: Table,
    columns: Columns,
    reading: Reading,
}

/// The columns that count, by the names that this file gives them.
struct Columns(HashMap<&'static str, String>);

/// Our name of a column that the file calls so.
fn own_name(column: &str) -> Option<&'static str> {
    let name = column.replace('-', "_");
    COLUMNS.iter().find(|(own, others)| *own == name || others.contains(&name.as_str())).map(|(own, _)| *own)
}

impl Columns {
    fn of(table: &Table) -> Result<Columns, FileFault> {
        let fault = |reason: String, mend: &str| {
            FileFault::new(table.file(), Some(table.header_line()), reason, mend)
        };
        let mut columns = HashMap::new();
        for column in table.header() {
            if let Some(own) = own_name(column)
                && columns.insert(own, column.clone()).is_some()
            {
                return Err(fault(format!("the column `{own}` stands twice"), "Keep one of them."));
            }
        }
        if let Some(missing) = NEEDED.iter().find(|name| !columns.contains_key(*name)) {
            let found = table.header().iter().take(12).cloned().collect::<Vec<_>>().join(", ");
            let reason = format!("there is no column `{missing}`; the file has: {found}");
            return Err(fault(reason, &format!("Needed are {}.", NEEDED.join(", "))));
        }
        Ok(Columns(columns))
    }

    fn has(&self, column: &str) -> bool {
        self.0.contains_key(column)
    }

    fn cell(&self, row: &Record<'_>, column: &str) -> String {
        self.0.get(column).map(|name| row.get(name).to_owned()).unwrap_or_default()
    }
}

impl Rows {
    /// Reads the header.
    ///
    /// # Errors
    /// A file without the columns that are needed.
    pub fn open(
        file: &str,
        input: Decoded<Box<dyn Read + Send>>,
        reading: Reading,
    ) -> Result<Self, FileFault> {
        let table = Table::read(file, input, &|column| own_name(column).is_some())?;
        let columns = Columns::of(&table)?;
        Ok(Rows { table, columns, reading })
    }

    /// How the file was read, as far as it has been.
    pub fn read_as(&self) -> ReadAs {
        self.table.read_as()
    }

    /// The next visit, or what stands in its place; `None` at the end.
    ///
    /// # Errors
    /// Damage that leaves no way to go on.
    pub fn next_piece(&mut self) -> Result<Option<Piece>, FileFault> {
        let Some(record) = self.table.next_record()? else { return Ok(None) };
        Ok(Some(
            match record.map_err(|f| broken(&f)).and_then(|row| visit(&self.columns, &self.reading, &row)) {
                Ok(incoming) => Piece::Visit(Box::new(incoming)),
                Err(fault) => Piece::Refused(fault),
            },
        ))
    }
}

fn broken(fault: &RowFault) -> Fault {
    Fault::new(
        fault.place.line.unwrap_or_default(),
        &fault.id,
        "",
        fault.reason.as_str(),
        fault.mend.as_str(),
    )
}

fn visit(columns: &Columns, reading: &Reading, row: &Record<'_>) -> Result<Incoming, Fault> {
    let line = row.place.line.unwrap_or_default();
    let cell = |column: &str| columns.cell(row, column);
    let id = cell("visit_id");
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
    let class = cell("class");
    let class = Class::from_word(&class).ok_or_else(|| {
        wrong("class", &class, "write emergency, inpatient, outpatient, home, virtual or community")
    })?;
    let status = match cell("status").to_ascii_lowercase().as_str() {
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
        let said = cell(column);
        let read = moment::iso(&said, &reading.zone);
        match read {
            None if !said.is_empty() => Err(wrong(column, &said, "write it as 2026-03-04 12:30")),
            read => Ok(read),
        }
    };
    let started_at =
        time("started_at")?.ok_or_else(|| wrong("started_at", "", "write when the visit began"))?;
    let label = match cell("label").as_str() {
        "" => Label::General,
        word => Label::from_code(word).ok_or_else(|| {
            let codes = Label::ALL.map(Label::code).join(", ");
            wrong("label", word, &format!("write one of {codes}"))
        })?,
    };
    let number = cell("person_id");
    let system = Some(cell("person_system")).filter(|s| !s.is_empty());
    let system = system.unwrap_or_else(|| reading.source.clone());
    // A column that the file has and leaves empty says "nothing"; one that it has not says nothing about it.
    let words = |column: &str| {
        let said = Some(cell(column)).filter(|text| !text.is_empty());
        columns.has(column).then(|| said.map(|text| text.chars().take(200).collect()))
    };
    let ended_at = time("ended_at")?;
    Ok(Incoming {
        line,
        clue: Clue {
            identifiers: if number.is_empty() { vec![] } else { vec![(system, number)] },
            person: PersonInput {
                given_name: cell("given_name"),
                family_name: cell("family_name"),
                birth_date: cell("birth_date"),
                phone: cell("phone"),
                email: cell("email"),
                postal_code: cell("postal_code"),
                language: cell("language"),
                ..PersonInput::default()
            },
        },
        visit: NewVisit {
            label: label.max(reading.label),
            class: Some(class),
            status,
            started_at: Some(started_at),
            ended_at: columns.has("ended_at").then_some(ended_at),
            place: words("place"),
            reason: words("reason"),
            source_system: reading.source.clone(),
            source_id: id.clone(),
            told_at: reading.now,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    fn read(text: &[u8]) -> Result<Vec<Piece>, FileFault> {
        let reading = Reading {
            zone: TimeZone::get("America/New_York").expect("the zone is known"),
            label: Label::General,
            source: "visits".into(),
            now: Timestamp::from_second(1_772_625_600).expect("a time"),
        };
        let source: Box<dyn Read + Send> = Box::new(std::io::Cursor::new(text.to_vec()));
        let mut rows = Rows::open("visits.csv", Decoded::new(source).expect("bytes in memory"), reading)?;
        let mut out = vec![];
        while let Some(piece) = rows.next_piece()? {
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
        // The same as a spreadsheet writes it in another encoding, below a title.
        let titled: Vec<u8> = [0xfeff]
            .into_iter()
            .chain("Visits in March\r\n\r\n".encode_utf16())
            .chain(text[3..].replace('\n', "\r\n").encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let wide = read(&titled).unwrap();
        let [Piece::Visit(same)] = wide.as_slice() else { panic!("{wide:?}") };
        assert_eq!((same.line, &same.visit), (4, &one.visit));
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
