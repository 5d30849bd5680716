//! The same rows as tables for a spreadsheet: one CSV for each kind of record, and the scans of papers as files.

use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use tandem_access::Timestamp;
use tandem_intake::csv::cell;
use tandem_people::model::part2;
use tandem_people::model::proof::{Media, PIECE};
use tandem_store::private;

/// The column that carries the notice of 42 CFR 2.32 beside each row that it has to go with.
pub(super) const NOTICE: &str = "notice_42_cfr_part_2";

/// Columns that hold a moment though their name does not end in `_at`.
const MOMENTS: [&str; 6] = ["at", "valid_from", "valid_until", "since", "until", "due"];

/// What is no table for a spreadsheet: pieces of files, which become files.
const FILES: &str = "consent_scan";

/// A CSV file that was written.
pub(super) struct Sheet {
    /// Its path in the folder.
    pub(super) path: String,
    /// Its columns, in order.
    pub(super) columns: Vec<String>,
    /// How many rows follow the header.
    pub(super) rows: u64,
}

type Fallible<T> = Result<T, String>;

/// Writes `csv/NAME.csv` beside each `tables/NAME.ndjson` of `names`, and `scans/` with the files that papers became.
pub(super) fn write(to: &Path, names: &[String]) -> Fallible<Vec<Sheet>> {
    private::folder(&to.join("csv")).map_err(|e| e.to_string())?;
    let mut sheets = vec![];
    for name in names {
        let table = to.join("tables").join(format!("{name}.ndjson"));
        if name == FILES {
            scans(&table, &to.join("scans"))?;
        } else {
            sheets.push(sheet(&table, name, to)?);
        }
    }
    private::write(&to.join("csv/README.txt"), readme(&sheets)).map_err(|e| e.to_string())?;
    Ok(sheets)
}

fn rows(table: &Path, each: &mut dyn FnMut(Map<String, Value>) -> Fallible<()>) -> Fallible<()> {
    let fault = |e: &dyn std::fmt::Display| format!("{}: {e}", table.display());
    let file = BufReader::new(fs::File::open(table).map_err(|e| fault(&e))?);
    for line in file.lines() {
        let line = line.map_err(|e| fault(&e))?;
        match serde_json::from_str(&line).map_err(|e| fault(&e))? {
            Value::Object(row) => each(row)?,
            _ => return Err(fault(&"a line is no row")),
        }
    }
    Ok(())
}

/// Two passes, so that no table has to fit into memory: what was sealed is not in every row.
fn sheet(table: &Path, name: &str, to: &Path) -> Fallible<Sheet> {
    let (mut columns, mut noticed) = (Vec::<String>::new(), false);
    rows(table, &mut |row| {
        noticed |= part_2(&row);
        for column in row.keys() {
            if !columns.contains(column) {
                columns.push(column.clone());
            }
        }
        Ok(())
    })?;
    let path = format!("csv/{name}.csv");
    let fault = |e: std::io::Error| format!("{path}: {e}");
    let mut out = BufWriter::new(private::create(&to.join(&path)).map_err(fault)?);
    let header: Vec<String> = columns.iter().map(|column| cell(column)).collect();
    let last = if noticed { format!(",{NOTICE}") } else { String::new() };
    write!(out, "{}{last}\r\n", header.join(",")).map_err(fault)?;
    let mut count = 0;
    rows(table, &mut |row| {
        let line: Vec<String> = columns.iter().map(|column| cell(&words(column, row.get(column)))).collect();
        let last = match (noticed, part_2(&row)) {
            (false, _) => String::new(),
            (true, false) => ",".to_owned(),
            (true, true) => format!(",{}", cell(part2::NOTICE)),
        };
        count += 1;
        write!(out, "{}{last}\r\n", line.join(",")).map_err(fault)
    })?;
    out.flush().map_err(fault)?;
    if noticed {
        columns.push(NOTICE.to_owned());
    }
    Ok(Sheet { path, columns, rows: count })
}

/// Whether a row is, or opens, a record of a substance use program.
fn part_2(row: &Map<String, Value>) -> bool {
    let named = |column: &str| row.get(column).and_then(Value::as_str).unwrap_or_default();
    ["label", "labels", "scope"].iter().any(|c| named(c).split_whitespace().any(|l| l == "substance_use"))
}

/// A value as a person reads it: moments as ISO 8601, nothing for what nobody said.
fn words(column: &str, value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(n)) if column.ends_with("_at") || MOMENTS.contains(&column) => {
            let moment = n.as_i64().and_then(|at| Timestamp::from_microsecond(at).ok());
            moment.map_or_else(|| n.to_string(), |at| at.to_string())
        }
        Some(other) => other.to_string(),
    }
}

/// Puts the pieces of scans together, each at its place, and names the files by what they are.
fn scans(table: &Path, to: &Path) -> Fallible<()> {
    private::folder(to).map_err(|e| e.to_string())?;
    let mut begun = BTreeMap::<String, u64>::new();
    rows(table, &mut |row| {
        let text = |column: &str| row.get(column).and_then(Value::as_str).unwrap_or_default();
        let place = row.get("piece").and_then(Value::as_u64).unwrap_or_default() * PIECE as u64;
        // A piece that happens to be text stands there as words.
        let bytes = match row.get("base64").and_then(Value::as_str) {
            Some(base64) => super::super::export::from_base64(base64).unwrap_or_default(),
            None => text("words").as_bytes().to_vec(),
        };
        let path = to.join(text("consent_id"));
        let fault = |e: std::io::Error| format!("{}: {e}", path.display());
        let file = private::open(fs::OpenOptions::new().create(true).truncate(false).write(true), &path)
            .map_err(fault)?;
        file.write_all_at(&bytes, place).map_err(fault)?;
        *begun.entry(text("consent_id").to_owned()).or_default() += 1;
        Ok(())
    })?;
    for consent in begun.keys() {
        let path = to.join(consent);
        let bytes = fs::read(&path).map_err(|e| e.to_string())?;
        let ending = Media::sniff(&bytes).map_or("bin", Media::ending);
        fs::rename(&path, to.join(format!("{consent}.{ending}"))).map_err(|e| e.to_string())?;
    }
    Ok(())
}

/// What the kinds of records are, for who opens the files without knowing the program.
const KINDS: [(&str, &str); 17] = [
    ("person", "People as your organization keeps them"),
    ("person_identifier", "Identifiers of people, such as medical record numbers"),
    (
        "need",
        "What people need: risk is what the questions say, wants_help what the person says (1 yes, 0 no, empty not asked)",
    ),
    ("consent", "What people let whom see: the text they agreed to, how it was given, who signed"),
    ("consent_event", "What happened to each consent"),
    ("permission", "What each consent opens: one row for each class of data and label"),
    ("guardian", "Who may consent for a person"),
    ("emancipation", "Minors who decide like adults"),
    ("care_team", "Who looks after whom"),
    ("screening", "Screenings that were begun or finished"),
    ("screening_answer", "Answers to the questions of screenings"),
    ("visit", "Visits to hospitals and clinics"),
    ("referral", "Requests for help: owner_org sent it, receiver_org got it"),
    ("referral_event", "What happened to each request"),
    ("service", "Services of your organization"),
    ("location", "Places of your organization"),
    ("correction", "What people said is wrong in their record, and what was answered"),
];

/// Columns that many files have.
const COLUMNS: [(&str, &str); 22] = [
    ("id", "the row itself"),
    ("person_id", "whose row it is: id in person.csv"),
    ("owner_org", "the organization that recorded it: id in organization.csv"),
    ("recipient_org", "the organization that may see"),
    ("label", "how sensitive the row is"),
    ("labels", "the topics that a consent names, parted by spaces"),
    ("scope", "the topics that a guardian may consent about"),
    ("classes", "what a consent opens: contact, needs, answers, visits"),
    ("purpose", "what for"),
    ("how", "how a consent was given: spoken, signed, drawn, paper, texted, refused"),
    ("text", "the text that was agreed to"),
    ("text_sha256", "SHA-256 of that text"),
    ("drawing", "a drawn signature: points x,y on a field of 600 by 200; strokes are parted by semicolons"),
    ("guardian_id", "who gave it for the person: id in guardian.csv"),
    ("minor_alone", "1 when a minor gave it alone"),
    ("domain", "the kind of need"),
    ("status", "where it stands"),
    ("valid_from", "from when (UTC)"),
    ("valid_until", "until when (UTC)"),
    ("created_at", "when it was made (UTC); every column that ends in _at is such a moment"),
    ("recorded_by", "the member who recorded it"),
    (NOTICE, "the notice of 42 CFR 2.32, which goes with the row wherever it goes"),
];

fn readme(sheets: &[Sheet]) -> String {
    let mut out = "The same rows as in ../tables, one file for each kind of record, for a spreadsheet.\n\n\
        UTF-8, commas, lines end with CR LF. A cell that begins with = + - @, a tab or a line end has an apostrophe in front,\n\
        so that no spreadsheet runs it; take it away to read the value. Moments are ISO 8601 in UTC. Empty means: nobody said.\n"
        .to_owned();
    if sheets.iter().any(|sheet| sheet.columns.iter().any(|c| c == NOTICE)) {
        out += "\nRecords of substance use programs are among them. With each goes this notice (42 CFR 2.32):\n\n";
        out += part2::NOTICE;
        out.push('\n');
    }
    out += "\nColumns that many files have\n\n";
    for (column, about) in COLUMNS {
        if sheets.iter().any(|sheet| sheet.columns.iter().any(|c| c == column)) {
            out += &format!("  {column:<24} {about}\n");
        }
    }
    out += "\nFiles\n";
    for sheet in sheets {
        let name = sheet.path.trim_start_matches("csv/").trim_end_matches(".csv");
        let about =
            KINDS.iter().find(|(kind, _)| *kind == name).map_or(String::new(), |(_, a)| format!(": {a}"));
        out += &format!("\n{name}.csv{about} ({} rows)\n  {}\n", sheet.rows, sheet.columns.join(", "));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn cells_run_nothing_moments_read_and_the_notice_goes_with_each_row_that_is_due() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("tables")).unwrap();
        let lines = [
            json!({"id": "a", "label": "general", "words": "=HYPERLINK(\"http://x\")", "found_at": 1_772_625_600_000_000_i64}),
            json!({"id": "b", "label": "substance_use", "words": "@SUM(1), \"q\"\n-x", "risk": 1}),
            json!({"id": "c", "labels": "general substance_use", "words": "\tTAB", "risk": null}),
            json!({"id": "d", "labels": "general", "words": "+1", "risk": -3}),
        ];
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        fs::write(folder.path().join("tables/need.ndjson"), text).unwrap();
        let sheets = write(folder.path(), &["need".to_owned()]).unwrap();
        assert_eq!((sheets[0].rows, sheets.len()), (4, 1));
        let csv = fs::read_to_string(folder.path().join("csv/need.csv")).unwrap();
        let notice = cell(part2::NOTICE);
        let expected = format!(
            "id,label,words,found_at,risk,labels,{NOTICE}\r\n\
             a,general,\"'=HYPERLINK(\"\"http://x\"\")\",2026-03-04T12:00:00Z,,,\r\n\
             b,substance_use,\"'@SUM(1), \"\"q\"\"\n-x\",,1,,{notice}\r\n\
             c,,'\tTAB,,,general substance_use,{notice}\r\n\
             d,,'+1,,-3,general,\r\n"
        );
        assert_eq!(csv, expected);
        let readme = fs::read_to_string(folder.path().join("csv/README.txt")).unwrap();
        assert!(readme.contains(part2::NOTICE) && readme.contains("need.csv: What people need"), "{readme}");
    }
}
