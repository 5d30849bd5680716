//! What the CSV layouts share: opening a file of a package, reporting bad rows, encodings and unknown columns.

use std::path::Path;

use jiff::civil::Date;
use tandem_directory::model::item::{
    AddressItem, Item, Kind, OrganizationItem, Parents, PhoneItem, Point, ServiceStatus,
};

use crate::clean;
use crate::report::Place;
use crate::sink::{Repeats, Sink, Stopped, refusal};
use tandem_intake::table::{FileFault, Record, Table};

/// Why reading ended early.
#[derive(Debug)]
pub enum Halt {
    /// The input is damaged.
    Fault(FileFault),
    /// The writer is gone.
    Stopped,
}

impl From<FileFault> for Halt {
    fn from(fault: FileFault) -> Halt {
        Halt::Fault(fault)
    }
}

impl From<Stopped> for Halt {
    fn from(_: Stopped) -> Halt {
        Halt::Stopped
    }
}

/// Reads a file of a package, if it is there, and hands each good row on. Columns outside `known` are named once.
pub fn each(
    folder: &Path,
    name: &str,
    kind: Option<Kind>,
    required: &[&str],
    known: &[&str],
    sink: &mut Sink<'_>,
    mut take: impl FnMut(&Record<'_>, &mut Sink<'_>) -> Result<(), Halt>,
) -> Result<bool, Halt> {
    let path = folder.join(name);
    if !path.exists() {
        return Ok(false);
    }
    if !path.is_file() {
        return Err(Halt::Fault(FileFault::no_file(name)));
    }
    let mut table = Table::open(&path, &|column| known.contains(&column) || required.contains(&column))?;
    let whole = Place::file(name);
    for column in required {
        if !table.header().iter().any(|c| c == column) {
            let found = table.header().iter().take(12).cloned().collect::<Vec<_>>().join(", ");
            return Err(Halt::Fault(FileFault::new(
                name,
                Some(table.header_line()),
                format!("the column `{column}` is missing; the file has: {found}"),
                "Check that the file is what its name says and that --format fits; its first row, or the first below titles, must hold \
                 the column names.",
            )));
        }
    }
    for column in table.header() {
        if !column.is_empty() && !known.contains(&column.as_str()) && !required.contains(&column.as_str()) {
            sink.warn(&whole, column, "unknown column; read past");
        }
    }
    while let Some(row) = table.next_record()? {
        match row {
            Ok(record) => take(&record, sink)?,
            Err(fault) => {
                let mut rejection = refusal(
                    &fault.place,
                    kind.unwrap_or(Kind::Service),
                    &fault.id,
                    "",
                    fault.reason,
                    &fault.mend,
                );
                rejection.kind = kind;
                sink.refuse(rejection)?;
            }
        }
    }
    sink.read(table.read_as());
    Ok(true)
}

/// The id of a row; without one the row is refused.
pub fn id_of<'r>(
    record: &'r Record<'_>,
    kind: Kind,
    sink: &mut Sink<'_>,
) -> Result<Option<&'r str>, Stopped> {
    let id = record.get("id");
    if id.is_empty() || id.len() > 200 {
        let reason = if id.is_empty() { "the id is empty" } else { "the id is longer than 200 letters" };
        sink.refuse(refusal(
            &record.place,
            kind,
            "",
            "id",
            reason,
            "Give the row an id of its own that never changes.",
        ))?;
        return Ok(None);
    }
    Ok(Some(id))
}

/// A cell that must say something; without it the row is refused.
pub fn need<'r>(
    record: &'r Record<'_>,
    kind: Kind,
    id: &str,
    column: &str,
    sink: &mut Sink<'_>,
) -> Result<Option<&'r str>, Stopped> {
    match record.some(column) {
        Some(cell) => Ok(Some(cell)),
        None => {
            let reason = format!("`{column}` is empty");
            sink.refuse(refusal(
                &record.place,
                kind,
                id,
                column,
                reason,
                "Fill the cell, or delete the row.",
            ))?;
            Ok(None)
        }
    }
}

/// Reads a cell with `read`; one that says something unreadable is left out with a warning.
pub fn optional<T>(
    record: &Record<'_>,
    column: &str,
    what: &str,
    sink: &mut Sink<'_>,
    read: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let cell = record.some(column)?;
    let value = read(cell);
    if value.is_none() {
        sink.warn(&record.place, column, &format!("not {what}; left out"));
    }
    value
}

/// Takes the organizations of a package. `website` names the columns that may hold the web address, best first.
pub fn organizations(
    folder: &Path,
    known: &[&str],
    website: &[&str],
    sink: &mut Sink<'_>,
) -> Result<(), Halt> {
    let kind = Kind::Organization;
    each(folder, "organizations.csv", Some(kind), &["id", "name"], known, sink, |record, sink| {
        let Some(id) = id_of(record, kind, sink)? else { return Ok(()) };
        let Some(name) = need(record, kind, id, "name", sink)? else { return Ok(()) };
        let website = website.iter().find(|column| record.some(column).is_some()).unwrap_or(&"website");
        let item = OrganizationItem {
            name: clean::line(name),
            alternate_name: clean::line(record.get("alternate_name")),
            description: clean::text(record.get("description")),
            email: optional(record, "email", "an e-mail address", sink, clean::email).unwrap_or_default(),
            website: optional(record, website, "a web address", sink, clean::url).unwrap_or_default(),
        };
        Ok(sink.row(&record.place, id, Item::Organization(item), Repeats::Refused)?)
    })?;
    Ok(())
}

/// The point of a location; one that is no place on Earth is left out with a warning.
pub fn point(record: &Record<'_>, sink: &mut Sink<'_>) -> Option<Point> {
    clean::point(record.get("latitude"), record.get("longitude")).unwrap_or_else(|()| {
        sink.warn(&record.place, "latitude", "latitude and longitude are no place on Earth; left out");
        None
    })
}

/// The status of a service: active where nothing is said, inactive where nobody knows the word.
pub fn status(record: &Record<'_>, sink: &mut Sink<'_>) -> ServiceStatus {
    let status = record.some("status").map_or(Some(ServiceStatus::Active), ServiceStatus::from_code);
    status.unwrap_or_else(|| {
        sink.warn(&record.place, "status", "unknown status; read as inactive");
        ServiceStatus::Inactive
    })
}

/// An address from the columns that the layouts have in common.
pub fn address(record: &Record<'_>, location: &str, address_type: &str) -> AddressItem {
    let line = |column: &str| clean::line(record.get(column));
    AddressItem {
        location: location.to_owned(),
        address_1: line("address_1"),
        address_2: line("address_2"),
        city: line("city"),
        state_province: line("state_province"),
        postal_code: line("postal_code"),
        country: line("country").to_uppercase(),
        address_type: address_type.to_owned(),
    }
}

/// A date of checking; one in the future is a mistake and left out.
pub fn past_date(record: &Record<'_>, column: &str, today: Date, sink: &mut Sink<'_>) -> Option<Date> {
    let date = optional(record, column, "a date such as 2026-03-31", sink, clean::date)?;
    if date > today {
        sink.warn(&record.place, column, "a date in the future; left out");
        return None;
    }
    Some(date)
}

/// Counts staff that stand in a contacts file: their names are never taken.
pub fn count_contacts(folder: &Path, name: &str, sink: &mut Sink<'_>) -> Result<(), Halt> {
    each(folder, name, None, &["id"], CONTACT_COLUMNS, sink, |record, sink| {
        sink.warn(
            &Place::file(&record.place.file),
            "name",
            "names, titles and e-mail addresses of staff are not imported",
        );
        Ok(())
    })?;
    Ok(())
}

const CONTACT_COLUMNS: &[&str] = &[
    "id",
    "location_id",
    "organization_id",
    "service_id",
    "service_at_location_id",
    "name",
    "title",
    "email",
    "department",
];

/// Takes a phone row of either layout.
pub fn phone(
    record: &Record<'_>,
    type_column: &str,
    purpose: String,
    sink: &mut Sink<'_>,
) -> Result<(), Halt> {
    let kind = Kind::Phone;
    let Some(id) = id_of(record, kind, sink)? else { return Ok(()) };
    let some = |column: &str| record.some(column).map(str::to_owned);
    let parents = Parents {
        organization: some("organization_id"),
        location: some("location_id"),
        service: some("service_id"),
        service_at_location: some("service_at_location_id"),
    };
    let narrow =
        parents.location.is_some() || parents.service.is_some() || parents.service_at_location.is_some();
    if record.some("contact_id").is_some() && !narrow {
        sink.warn(
            &Place::file(&record.place.file),
            "contact_id",
            "numbers that reach one member of staff are not imported",
        );
        return Ok(());
    }
    if parents.is_empty() {
        let reason = "it belongs to no organization, location or service";
        sink.refuse(refusal(&record.place, kind, id, "service_id", reason, "Fill one of the id columns."))?;
        return Ok(());
    }
    let Some(raw) = need(record, kind, id, "number", sink)? else { return Ok(()) };
    let Some(number) = clean::phone(raw) else {
        let reason =
            format!("`{}` is not a telephone number", clean::line(raw).chars().take(60).collect::<String>());
        sink.refuse(refusal(
            &record.place,
            kind,
            id,
            "number",
            reason,
            "Write the number in digits, such as 410-555-0100.",
        ))?;
        return Ok(());
    };
    let item = PhoneItem {
        parents,
        number,
        extension: clean::line(record.get("extension")),
        phone_type: clean::phone_type(record.get(type_column)).to_owned(),
        description: purpose,
    };
    Ok(sink.row(&record.place, id, Item::Phone(item), Repeats::Refused)?)
}
