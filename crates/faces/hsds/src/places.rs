//! Middles of ZIP codes from a file: the gazetteer of the US Census Bureau (ZIP Code Tabulation Areas), or a plain table.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tandem_access::{Error, Store, Viewer};
use tandem_directory::actions::places;
use tandem_directory::model::geo;
use tandem_directory::model::item::Point;

use crate::report::{Place, Rejection, Report};
use tandem_intake::table::{FileFault, Record, Table};

/// Names of the columns, as gazetteers and spreadsheets call them.
const ZIP: &[&str] = &[
    "geoid",
    "geoid20",
    "geoid10",
    "zcta5",
    "zcta5ce20",
    "zcta5ce10",
    "zcta",
    "zip",
    "zip5",
    "zipcode",
    "zip_code",
    "postal_code",
    "postalcode",
    "postcode",
];
const LATITUDE: &[&str] = &["intptlat", "intptlat20", "intptlat10", "latitude", "lat"];
const LONGITUDE: &[&str] =
    &["intptlong", "intptlon20", "intptlon10", "intptlon", "longitude", "long", "lon", "lng"];

/// Imports the middles of ZIP codes in one transaction. A damaged file gives a report with `refused` and writes nothing.
///
/// # Errors
/// [`Error::Forbidden`]; the database's. Faults of the file are in the report.
pub async fn import_places(store: &Store, viewer: &Viewer, path: &Path) -> Result<Report, Error> {
    let path: PathBuf = path.to_owned();
    let read = tokio::task::spawn_blocking(move || read(&path))
        .await
        .map_err(|e| Error::Internal(format!("the reader of the import: {e}")))?;
    let (mut report, found) = read;
    if report.refused {
        return Ok(report);
    }
    let placed = store.write(viewer, move |tx| places::import_places(tx, &found)).await?;
    let counts = report.places.get_or_insert_default();
    (counts.accepted, counts.changed, counts.unchanged) = (placed.accepted, placed.changed, placed.unchanged);
    if placed.missing > 0 {
        let message = format!(
            "{} ZIP codes of an earlier file are not in this one; they keep their place",
            placed.missing
        );
        report.warn(&Place::file(""), "", &message);
    }
    Ok(report)
}

/// A file's ZIP codes in order, each once: there are at most 100,000, whatever the size of the file.
fn read(path: &Path) -> (Report, Vec<(String, Point)>) {
    let mut report = Report::of_places();
    match collect(path, &mut report) {
        Ok(found) => (report, found.into_iter().collect()),
        Err(fault) => {
            report.refused = true;
            report.reject(Rejection::from(&fault));
            (report, Vec::new())
        }
    }
}

fn collect(path: &Path, report: &mut Report) -> Result<BTreeMap<String, Point>, FileFault> {
    let known = |column: &str| [ZIP, LATITUDE, LONGITUDE].iter().any(|names| names.contains(&column));
    let mut table = Table::open(path, &known)?;
    let columns = Columns::find(&table)?;
    let mut found: BTreeMap<String, Point> = BTreeMap::new();
    while let Some(row) = table.next_record()? {
        let record = match row {
            Ok(record) => record,
            Err(fault) => {
                refuse(report, &fault.place, &fault.id, "", fault.reason, &fault.mend);
                continue;
            }
        };
        let said = record.get(&columns.zip);
        let Some(zip) = geo::zip5(said) else {
            let (reason, mend) = no_zip(said);
            refuse(report, &record.place, said, &columns.zip, reason, mend);
            continue;
        };
        let point = match columns.point(&record) {
            Ok(point) => point,
            Err((column, reason, mend)) => {
                refuse(report, &record.place, zip, column, reason, mend);
                continue;
            }
        };
        match found.get(zip) {
            None => {
                found.insert(zip.to_owned(), point);
            }
            Some(before) if *before == point => {
                report.warn(&Place::file(&record.place.file), &columns.zip, "a row stands twice; read past");
            }
            Some(_) => {
                let reason =
                    format!("ZIP code {zip} stands twice with different places; the first row was taken");
                let mend = "Keep the row that is right and delete the other.";
                refuse(report, &record.place, zip, &columns.zip, reason, mend);
            }
        }
    }
    report.read(table.read_as());
    Ok(found)
}

/// The columns that count, by the names that this file gives them.
struct Columns {
    zip: String,
    latitude: String,
    longitude: String,
}

impl Columns {
    fn find(table: &Table) -> Result<Columns, FileFault> {
        let has = |name: &str| table.header().iter().any(|column| column == name);
        let one = |names: &[&'static str]| names.iter().copied().find(|name| has(name));
        let missing = |what: &str| {
            let found = table.header().iter().take(12).cloned().collect::<Vec<_>>().join(", ");
            FileFault::new(
                table.file(),
                Some(table.header_line()),
                format!("no column of {what} is found; the file has: {found}"),
                "Give the gazetteer of ZIP Code Tabulation Areas from census.gov, or a table with the columns zip, latitude, longitude.",
            )
        };
        let zip = one(ZIP).ok_or_else(|| missing("ZIP codes"))?;
        let latitude = one(LATITUDE).ok_or_else(|| missing("latitudes"))?;
        let longitude = one(LONGITUDE).ok_or_else(|| missing("longitudes"))?;
        // The gazetteer of counties numbers them with five digits too; it alone names them.
        let named = ["usps", "ansicode", "name"].into_iter().any(has);
        if zip.starts_with("geoid") && named {
            return Err(FileFault::new(
                table.file(),
                Some(table.header_line()),
                "this is the gazetteer of counties, cities or another kind of area, not of ZIP codes",
                "Download the one of ZIP Code Tabulation Areas (its name holds `zcta`).",
            ));
        }
        Ok(Columns { zip: zip.to_owned(), latitude: latitude.to_owned(), longitude: longitude.to_owned() })
    }

    /// The point of a row, or the column at fault, what is wrong and how to mend it.
    fn point(&self, record: &Record<'_>) -> Result<Point, (&str, String, &'static str)> {
        let degrees = |column| number(record, column);
        let (latitude, longitude) = (degrees(&self.latitude)?, degrees(&self.longitude)?);
        // Only the Americas and the islands of the Pacific have ZIP codes.
        let american = |north: f64, east: f64| {
            (-20.0..=75.0).contains(&north) && (east <= -60.0 || east >= 125.0) && east.abs() <= 180.0
        };
        if !american(latitude, longitude) && american(longitude, latitude) {
            let reason = format!("latitude {latitude} and longitude {longitude} look exchanged");
            return Err((&self.latitude, reason, "Put the degrees north in the latitude column."));
        }
        for (column, degrees, most) in [(&self.latitude, latitude, 90.0), (&self.longitude, longitude, 180.0)]
        {
            if degrees.abs() > most {
                let reason = format!("{degrees} is out of range; it must lie between -{most} and {most}");
                return Err((column, reason, "Correct the number."));
            }
        }
        geo::point(latitude, longitude).ok_or_else(|| {
            let reason = "0 and 0 stand for an unknown place".to_owned();
            (self.latitude.as_str(), reason, "Fill in the place, or delete the row.")
        })
    }
}

fn number<'c>(record: &Record<'_>, column: &'c str) -> Result<f64, (&'c str, String, &'static str)> {
    let cell = record.get(column);
    if cell.is_empty() {
        return Err((column, format!("`{column}` is empty"), "Fill the cell, or delete the row."));
    }
    cell.parse::<f64>().ok().filter(|n| n.is_finite()).ok_or_else(|| {
        let reason = format!("`{}` is not a number of degrees", cell.chars().take(60).collect::<String>());
        (column, reason, "Write degrees with a point, such as 39.2904 or -76.6122.")
    })
}

fn no_zip(said: &str) -> (String, &'static str) {
    if said.is_empty() {
        return ("the ZIP code is empty".into(), "Fill the cell, or delete the row.");
    }
    let said: String = said.chars().take(60).collect();
    if (3..5).contains(&said.len()) && said.bytes().all(|b| b.is_ascii_digit()) {
        let mend =
            "If a spreadsheet dropped the zeros in front, format the column as text and write five digits.";
        return (format!("`{said}` has {} digits; a ZIP code has five", said.len()), mend);
    }
    (format!("`{said}` is not a ZIP code"), "Write five digits, such as 21201.")
}

fn refuse(report: &mut Report, place: &Place, id: &str, column: &str, reason: String, mend: &str) {
    report.places.get_or_insert_default().rejected += 1;
    report.reject(Rejection {
        place: place.clone(),
        kind: None,
        id: id.chars().take(80).collect(),
        column: column.to_owned(),
        reason,
        mend: mend.to_owned(),
    });
}
