//! Writing HSDS 3: the directory as nested JSON and as the tables of the CSV package. Secret places stay secret: the rows that
//! are written do not hold them ([`tandem_directory::actions::rows`]).
//!
//! What is written can be read again: into the same database it changes nothing, and an empty database that reads it writes the
//! same files.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;

use serde_json::{Value, json};
use tandem_access::{Error, Store, Uuid, Viewer};
use tandem_directory::actions::import::SourceRow;
use tandem_directory::actions::rows::{
    Rows, rows_after, rows_of_locations, rows_of_organizations, rows_of_services,
};
use tandem_directory::model::item::{Item, Kind};
use tandem_web::csv;

use crate::fields::{Cell, LAYOUTS, Layout, cells, term_cells, term_id};
use crate::nest::Nest;

/// Rows read together. Nested objects hold many rows each.
const PAGE: i64 = 2_000;
const NESTED: i64 = 500;

/// Writes the whole directory, listed or not: `hsds-json` and `hsds-csv` in a folder. Returns the rows of each table.
///
/// # Errors
/// The database's; [`Error::Internal`] names a file that cannot be written.
pub async fn write_directory(
    store: &Store,
    viewer: &Viewer,
    to: &Path,
) -> Result<Vec<(&'static str, u64)>, Error> {
    let (nested, tables) = (to.join("hsds-json"), to.join("hsds-csv"));
    for folder in [&nested, &tables] {
        fs::create_dir_all(folder).map_err(|e| cannot(folder, &e))?;
    }
    write_json(store, viewer, &nested).await?;
    write_csv(store, viewer, &tables).await
}

fn cannot(path: &Path, error: &std::io::Error) -> Error {
    Error::Internal(format!("{}: {error}", path.display()))
}

/// A file with a JSON array, an object on each line.
struct Array<'p> {
    path: &'p Path,
    out: BufWriter<File>,
    empty: bool,
}

impl<'p> Array<'p> {
    fn create(path: &'p Path) -> Result<Array<'p>, Error> {
        let mut out = BufWriter::new(File::create(path).map_err(|e| cannot(path, &e))?);
        out.write_all(b"[").map_err(|e| cannot(path, &e))?;
        Ok(Array { path, out, empty: true })
    }

    fn push(&mut self, value: &Value) -> Result<(), Error> {
        let separator = if self.empty { "\n" } else { ",\n" };
        self.empty = false;
        write!(self.out, "{separator}{value}").map_err(|e| cannot(self.path, &e))
    }

    fn end(mut self) -> Result<(), Error> {
        self.out.write_all(b"\n]\n").and_then(|()| self.out.flush()).map_err(|e| cannot(self.path, &e))
    }
}

/// Three files: organizations with their places, places that no organization looks after, services with all that is theirs.
async fn write_json(store: &Store, viewer: &Viewer, folder: &Path) -> Result<(), Error> {
    for (name, kind) in [
        ("organizations.json", Kind::Organization),
        ("locations.json", Kind::Location),
        ("services.json", Kind::Service),
    ] {
        let path = folder.join(name);
        let mut file = Array::create(&path)?;
        let mut after = Uuid::nil();
        loop {
            let (found, rows) = store
                .read(viewer, move |tx| {
                    let found = rows_after(tx, kind, after, NESTED)?;
                    let ids: Vec<Uuid> = found.iter().filter(|row| wanted(row)).filter_map(uuid).collect();
                    let rows = match kind {
                        Kind::Organization => rows_of_organizations(tx, &ids)?,
                        Kind::Location => rows_of_locations(tx, &ids)?,
                        _ => rows_of_services(tx, &ids)?,
                    };
                    Ok((found, rows))
                })
                .await?;
            let Some(last) = found.last().and_then(uuid) else { break };
            after = last;
            let nest = Nest::new(&rows);
            for row in found.iter().filter(|row| wanted(row)) {
                let value = match kind {
                    Kind::Organization => nest.organization(&row.id, true),
                    Kind::Location => nest.location(&row.id),
                    _ => nest.service(&row.id),
                };
                if let Some(value) = value {
                    file.push(&value)?;
                }
            }
        }
        file.end()?;
    }
    Ok(())
}

fn uuid(row: &SourceRow) -> Option<Uuid> {
    row.id.parse().ok()
}

/// Locations stand with the organization that looks after them; only the others stand for themselves.
fn wanted(row: &SourceRow) -> bool {
    !matches!(&row.item, Item::Location(l) if l.organization.is_some())
}

async fn write_csv(store: &Store, viewer: &Viewer, folder: &Path) -> Result<Vec<(&'static str, u64)>, Error> {
    let mut counts = Vec::new();
    let mut terms = Terms::default();
    for layout in &LAYOUTS {
        let Some(kind) = layout.kind else { continue };
        let path = folder.join(layout.file);
        let mut out = BufWriter::new(File::create(&path).map_err(|e| cannot(&path, &e))?);
        let (mut after, mut count) = (Uuid::nil(), 0);
        let mut text = header(layout);
        loop {
            out.write_all(text.as_bytes()).map_err(|e| cannot(&path, &e))?;
            text.clear();
            let found = store.read(viewer, move |tx| rows_after(tx, kind, after, PAGE)).await?;
            let Some(last) = found.last().and_then(uuid) else { break };
            after = last;
            for row in &found {
                push_line(&mut text, layout, &cells(row));
                terms.note(row);
            }
            count += found.len() as u64;
        }
        out.flush().map_err(|e| cannot(&path, &e))?;
        counts.push((layout.file, count));
    }
    for (name, text) in [("taxonomy_terms.csv", terms.table()), ("datapackage.json", descriptor())] {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|e| cannot(&path, &e))?;
    }
    Ok(counts)
}

/// The terms that attributes name, each once.
#[derive(Default)]
struct Terms(BTreeMap<String, Vec<(&'static str, Cell)>>);

impl Terms {
    fn note(&mut self, row: &SourceRow) {
        if let Item::Attribute(a) = &row.item {
            self.0.entry(term_id(a)).or_insert_with(|| term_cells(a));
        }
    }

    fn table(&self) -> String {
        let Some(layout) = LAYOUTS.iter().find(|l| l.kind.is_none()) else { return String::new() };
        let mut text = header(layout);
        self.0.values().for_each(|term| push_line(&mut text, layout, term));
        text
    }
}

fn header(layout: &Layout) -> String {
    layout.columns.join(",") + "\r\n"
}

fn push_line(out: &mut String, layout: &Layout, cells: &[(&'static str, Cell)]) {
    for (index, column) in layout.columns.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        if let Some((_, cell)) = cells.iter().find(|(name, _)| name == column) {
            out.push_str(&csv::cell(&cell.plain()));
        }
    }
    out.push_str("\r\n");
}

/// Rows as one file of the CSV package; `None` for a file that is not written.
pub fn file_csv(file: &str, rows: &Rows) -> Option<String> {
    let layout = LAYOUTS.iter().find(|l| l.file == file)?;
    let Some(kind) = layout.kind else {
        let mut terms = Terms::default();
        rows.get(&Kind::Attribute).into_iter().flatten().for_each(|row| terms.note(row));
        return Some(terms.table());
    };
    let mut text = header(layout);
    for row in rows.get(&kind).into_iter().flatten() {
        push_line(&mut text, layout, &cells(row));
    }
    Some(text)
}

/// `datapackage.json`: the tables and their columns, as the Frictionless tabular data package describes them.
pub fn descriptor() -> String {
    let kind_of = |column: &str| match column {
        "latitude" | "longitude" | "minimum_age" | "maximum_age" | "amount" | "timezone" | "interval" => {
            "number"
        }
        "last_modified" => "datetime",
        "assured_date" | "valid_from" | "valid_to" | "dtstart" | "until" => "date",
        _ => "string",
    };
    let target = |column: &'static str| match column {
        "organization_id" | "location_id" | "service_id" | "service_at_location_id" | "taxonomy_term_id" => {
            column.strip_suffix("_id")
        }
        "link_id" => Some("service"),
        _ => None,
    };
    let resources: Vec<Value> = LAYOUTS
        .iter()
        .map(|layout| {
            let fields: Vec<Value> =
                layout.columns.iter().map(|c| json!({"name": c, "type": kind_of(c)})).collect();
            let keys: Vec<Value> = layout
                .columns
                .iter()
                .filter_map(|c| {
                    let resource = target(c)?;
                    Some(json!({"fields": c, "reference": {"resource": resource, "fields": "id"}}))
                })
                .collect();
            json!({
                "profile": "tabular-data-resource", "name": layout.name, "path": layout.file,
                "schema": {"primaryKey": "id", "fields": fields, "foreignKeys": keys},
            })
        })
        .collect();
    let package = json!({
        "profile": "tabular-data-package", "name": "human_services_data",
        "title": "Human Services Data Specification 3.0", "resources": resources,
    });
    format!("{package:#}\n")
}
