//! `tandem export`: everything, in open formats.

use crate::rooms;
use crate::settings::Settings;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::fs;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use tandem_access::sealed::Opener;
use tandem_access::{Error, SealedTable, Uuid};
use tandem_store::{dump, private};

/// Secrets and machine state: nobody's data, and a risk in a file.
pub(super) const LEFT_OUT: [&str; 10] = [
    "credential",
    "session",
    "signed_link",
    "failed_try",
    "job_every",
    "schema_migration",
    "organization_key",
    "key_file",
    "person_name_token",
    "consent_code",
];

pub(crate) fn run(settings: &Settings, to: &Path) -> Result<(), String> {
    if to.exists() && fs::read_dir(to).map_err(|e| format!("{}: {e}", to.display()))?.next().is_some() {
        return Err(format!("{} is not empty; choose a new folder", to.display()));
    }
    // Opening runs migrations, so that the files have this version's columns.
    let store = super::open_existing(settings)?;
    // Names stand open in these files: nobody else on the machine reads them.
    private::folder(to)
        .and_then(|()| private::folder(&to.join("tables")))
        .map_err(|e| format!("{}: {e}", to.display()))?;
    let opened = store.clone();
    let opener = super::block_on(async move { Opener::new(&opened).await.map_err(|e| super::say(&e)) })?;
    let sealed = rooms::sealed();
    let mut manifest = serde_json::Map::new();
    let names = dump::tables(&settings.database).map_err(|e| e.to_string())?;
    let local = LocalOnly::read(settings)?;
    for table in names.iter().filter(|t| !LEFT_OUT.contains(&t.as_str())) {
        let path = to.join("tables").join(format!("{table}.ndjson"));
        let file = private::create(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let mut out = BufWriter::new(file);
        let mut rows = 0_u64;
        let of = sealed.iter().find(|s| s.table == table);
        dump::rows(&settings.database, table, &mut |row| {
            if local.holds(table, row) {
                return Ok(());
            }
            let open = of.map(|of| open_row(&opener, of, row)).transpose()?;
            serde_json::to_writer(&mut out, open.as_ref().unwrap_or(row))
                .map_err(|e| tandem_store::StoreError::Database(e.to_string()))?;
            out.write_all(b"\n")
                .map_err(|e| tandem_store::StoreError::Database(format!("{}: {e}", path.display())))?;
            rows += 1;
            Ok(())
        })
        .map_err(|e| e.to_string())?;
        out.flush().map_err(|e| format!("{}: {e}", path.display()))?;
        manifest.insert(table.clone(), rows.into());
        println!("{rows:>9}  {table}");
    }
    println!("The directory in HSDS 3.0:");
    let folder = to.join("directory");
    let written = super::block_on(async {
        let viewer = tandem_access::Viewer::system("export");
        tandem_hsds::export::write_directory(&store, &viewer, &folder).await.map_err(|e| super::say(&e))
    })?;
    for (file, rows) in written {
        println!("{rows:>9}  directory/hsds-csv/{file}");
    }
    let schema = store.describe().map_err(|e| e.to_string())?.join("\n");
    private::write(&to.join("schema.txt"), schema + "\n").map_err(|e| e.to_string())?;
    let text = serde_json::to_string_pretty(&manifest).map_err(|e| e.to_string())?;
    private::write(&to.join("manifest.json"), text + "\n").map_err(|e| e.to_string())?;
    private::write(&to.join("README.txt"), README).map_err(|e| e.to_string())?;
    println!("Written to {}.", to.display());
    Ok(())
}

/// Whose rows never leave, whatever their own label: people whose record is local-only, and what was asked for them. A receiver's own
/// record of such a person keeps its label, since the help there goes on.
#[derive(Default)]
struct LocalOnly {
    people: HashSet<String>,
    referrals: HashSet<String>,
}

impl LocalOnly {
    fn read(settings: &Settings) -> Result<LocalOnly, String> {
        let mut found = LocalOnly::default();
        for table in ["person", "referral"] {
            dump::every_row(&settings.database, table, &mut |row| {
                found.note(table, row);
                Ok(())
            })
            .map_err(|e| e.to_string())?;
        }
        Ok(found)
    }

    fn note(&mut self, table: &str, row: &Map<String, Value>) {
        let text = |column: &str| row.get(column).and_then(Value::as_str);
        let local = text("label") == Some("domestic_violence");
        let Some(id) = text("id") else { return };
        match table {
            "person" if local => drop(self.people.insert(id.to_owned())),
            "referral" if local || text("person_id").is_some_and(|p| self.people.contains(p)) => {
                self.referrals.insert(id.to_owned());
            }
            _ => {}
        }
    }

    /// Lines of the audit name nobody, and their chain is checked as a whole.
    fn holds(&self, table: &str, row: &Map<String, Value>) -> bool {
        let points = |column: &str, at: &HashSet<String>| {
            row.get(column).and_then(Value::as_str).is_some_and(|id| at.contains(id))
        };
        table != "audit"
            && (points("person_id", &self.people)
                || points("referral_id", &self.referrals)
                || (table == "referral" && points("id", &self.referrals)))
    }
}

/// A row with what is sealed in it as columns of their own: an export is read without our keys.
pub(super) fn open_row(
    opener: &Opener,
    of: &SealedTable,
    row: &Map<String, Value>,
) -> Result<Map<String, Value>, tandem_store::StoreError> {
    let id = |column: &str| row.get(column).and_then(Value::as_str).and_then(|t| t.parse::<Uuid>().ok());
    let mut out = row.clone();
    let (key, hex) = (id("key_id"), row.get("sealed").and_then(Value::as_str).and_then(unhex));
    out.retain(|column, _| column != "key_id" && column != "sealed" && !column.ends_with("_token"));
    let (Some(row), Some(key), Some(bytes)) = (id(of.id), key, hex) else {
        return Ok(out);
    };
    let fault = |e: Error| tandem_store::StoreError::Database(e.to_string());
    let Some(plain) = opener.open(of.table, row, key, &bytes).map_err(fault)? else { return Ok(out) };
    match serde_json::from_slice(&plain) {
        Ok(Value::Object(fields)) => out.extend(fields),
        _ => match std::str::from_utf8(&plain) {
            Ok(words) => drop(out.insert("words".into(), words.into())),
            // A piece of a file.
            Err(_) => drop(out.insert("base64".into(), BASE64.encode(&plain).into())),
        },
    }
    Ok(out)
}

/// The bytes of what [`open_row`] wrote as base64.
pub(super) fn from_base64(text: &str) -> Option<Vec<u8>> {
    BASE64.decode(text).ok()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
    (0..text.len()).step_by(2).map(digit).collect()
}

const README: &str = "An export of a Tandem partnership.

tables/NAME.ndjson  one JSON object a line for each row; schema.txt names the columns
manifest.json       rows in each file
directory/hsds-json the directory as HSDS 3.0 JSON (organizations, services, places without an organization)
directory/hsds-csv  the same as HSDS 3.0 tabular CSV package
                    tandem import directory --format hsds-json|hsds-csv FOLDER reads either again: into this database
                    it changes nothing, into an empty one it brings the same ids

Times are UTC microseconds since 1970, dates ISO 8601, money integer cents, ids UUIDs.
What the database keeps sealed is open here, as columns of its own.
Left out: keys, passwords, sessions and signed links, and everything labelled domestic_violence or about a person whose record is,
which never leaves the organization that recorded it. The addresses of confidential places are nowhere: they are not stored.
These files hold names and needs of people. Keep them as you keep the database.
";

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn nothing_about_somebody_whose_record_is_local_only_leaves() {
        let row = |value: &Value| value.as_object().cloned().unwrap();
        let mut local = LocalOnly::default();
        local.note("person", &row(&json!({"id": "p", "label": "domestic_violence"})));
        local.note("person", &row(&json!({"id": "q", "label": "general"})));
        local.note("referral", &row(&json!({"id": "r", "person_id": "p", "label": "general"})));
        local.note("referral", &row(&json!({"id": "s", "person_id": "q", "label": "domestic_violence"})));
        local.note("referral", &row(&json!({"id": "t", "person_id": "q", "label": "general"})));
        for (table, value, held) in [
            ("need", json!({"person_id": "p", "label": "general"}), true),
            ("need", json!({"person_id": "q", "label": "general"}), false),
            ("referral", json!({"id": "r", "person_id": "p", "label": "general"}), true),
            ("receiver_record", json!({"referral_id": "r", "person_id": "p", "label": "general"}), true),
            ("referral_event", json!({"referral_id": "r", "words": "x"}), true),
            ("referral_message", json!({"referral_id": "s", "words": "x"}), true),
            ("referral_event", json!({"referral_id": "t", "words": "x"}), false),
            ("audit", json!({"person_id": "p"}), false),
        ] {
            assert_eq!(local.holds(table, &row(&value)), held, "{table} {value}");
        }
    }
}
