//! Apache Parquet files: rows come group by group, so that a large file is never in memory whole.

use super::Fault;
use crate::builder::Batch;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// What a Parquet file begins with.
pub(super) const MARK: &[u8; 4] = b"PAR1";

/// A file that is open.
fn open(path: &Path) -> Result<SerializedFileReader<File>, Fault> {
    let file = File::open(path).map_err(|source| Fault::Io { file: path.to_owned(), source })?;
    SerializedFileReader::new(file).map_err(|e| fault(path, None, &e))
}

fn fault(path: &Path, row: Option<u64>, e: &parquet::errors::ParquetError) -> Fault {
    let at = row.map_or(String::new(), |n| format!("row {n}: "));
    Fault::content(
        path,
        None,
        format!("{at}the Parquet file cannot be read: {e}; write it again, or save it as CSV"),
    )
}

/// The names of its columns.
pub(super) fn header(path: &Path) -> Result<Vec<String>, Fault> {
    let reader = open(path)?;
    let fields = reader.metadata().file_metadata().schema_descr().root_schema().get_fields().to_vec();
    if let Some(nested) = fields.iter().find(|f| !f.is_primitive()) {
        let what = format!("the column `{}` holds lists or records; leave it out of the file", nested.name());
        return Err(Fault::content(path, None, what));
    }
    Ok(fields.iter().map(|f| f.name().trim().to_owned()).collect())
}

/// The rows of a file, one after the other.
pub(super) struct Rows {
    path: PathBuf,
    rows: RowIter<'static>,
    read: u64,
    cell: Vec<u8>,
}

impl Rows {
    pub(super) fn open(path: &Path) -> Result<Rows, Fault> {
        let rows = RowIter::from_file_into(Box::new(open(path)?));
        Ok(Rows { path: path.to_owned(), rows, read: 0, cell: vec![] })
    }

    /// Puts the next row's cells at the end of a batch; `false` where there is none.
    pub(super) fn next(&mut self, batch: &mut Batch) -> Result<bool, Fault> {
        self.read += 1;
        let Some(row) = self.rows.next() else { return Ok(false) };
        let row: Row = row.map_err(|e| fault(&self.path, Some(self.read), &e))?;
        for (_, field) in row.get_column_iter() {
            self.cell.clear();
            text(field, &mut self.cell);
            batch.push(&self.cell);
        }
        Ok(true)
    }
}

/// A value as it would stand in CSV.
fn text(field: &Field, out: &mut Vec<u8>) {
    // Numbers with missing ones among them are often kept as fractions: 98101.0 is a postcode all the same.
    let whole = |n: f64| (n.fract() == 0.0 && n.abs() < 1e15).then_some(n as i64);
    let mut fraction = |n: f64| match whole(n) {
        Some(n) => write!(out, "{n}"),
        None => write!(out, "{n}"),
    };
    let written = match field {
        Field::Float(n) => fraction(f64::from(*n)),
        Field::Double(n) => fraction(*n),
        Field::Date(days) => day(i64::from(*days), out),
        Field::TimestampMillis(time) => day(time.div_euclid(86_400_000), out),
        Field::TimestampMicros(time) => day(time.div_euclid(86_400_000_000), out),
        Field::Null => Ok(()),
        Field::Str(text) => out.write_all(text.as_bytes()),
        Field::Bytes(bytes) => out.write_all(bytes.data()),
        other => write!(out, "{other}"),
    };
    // Writing to memory does not fail.
    debug_assert!(written.is_ok());
}

/// A day, counted from the first of January 1970; a day of no year that people live in is left out.
fn day(days: i64, out: &mut Vec<u8>) -> std::io::Result<()> {
    if !(-700_000..=400_000).contains(&days) {
        return Ok(());
    }
    let (year, month, date) = crate::dates::of_days(days);
    write!(out, "{year:04}-{month:02}-{date:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_as_in_csv() {
        let of = |field: Field| {
            let mut out = vec![];
            text(&field, &mut out);
            String::from_utf8(out).unwrap()
        };
        for (days, date) in
            [(0, "1970-01-01"), (-1, "1969-12-31"), (11_016, "2000-02-29"), (-25_508, "1900-03-01")]
        {
            assert_eq!(of(Field::Date(days)), date);
            assert_eq!(of(Field::TimestampMillis(i64::from(days) * 86_400_000 + 5)), date);
            assert_eq!(of(Field::TimestampMicros(i64::from(days) * 86_400_000_000)), date);
        }
        assert_eq!(of(Field::Date(i32::MAX)), "");
        assert_eq!(
            (of(Field::Double(98_101.0)), of(Field::Float(0.5)), of(Field::Null)),
            ("98101".into(), "0.5".into(), String::new())
        );
        assert_eq!((of(Field::Long(7)), of(Field::Str("a \"b\"".into()))), ("7".into(), "a \"b\"".into()));
    }
}
