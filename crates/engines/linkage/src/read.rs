//! Files of records: CSV with a header, cells parted by comma, tab, semicolon or bar, or Parquet; streamed in batches. What
//! cannot be used stops with the file, the line and what to do.

mod columns;

use crate::builder::{Batch, Builder, Column};
use crate::config::Config;
use crate::role::Role;
use crate::seen::Seen;
use crate::table::{Ids, RowId, Table};
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

/// Why records could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The system's.
    #[error("{file}: {source}")]
    Io {
        /// Which file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// What is written there.
    #[error("{file}{}: {what}", line.map_or(String::new(), |n| format!(", line {n}")))]
    Content {
        /// Which file.
        file: PathBuf,
        /// Which line, from 1, where it is one.
        line: Option<u64>,
        /// What is wrong and how to mend it.
        what: String,
    },
}

impl Fault {
    fn content(file: &Path, line: Option<u64>, what: impl Into<String>) -> Self {
        Fault::Content { file: file.to_owned(), line, what: what.into() }
    }
}

/// Rows whose values are looked at to recognise what a column holds.
const SAMPLE: usize = 2000;
/// Bytes of a batch, about.
const BATCH: usize = 1 << 20;
/// The longest row, in bytes; a longer one is a quotation mark that was never closed.
const LONGEST_ROW: usize = 1 << 20;

/// A file that is open, its header read.
struct Source {
    path: PathBuf,
    header: Vec<String>,
    format: Format,
    sample: Vec<Vec<String>>,
}

/// How a file is written.
#[derive(Clone, Copy)]
enum Format {
    Csv { delimiter: u8 },
    Parquet,
}

/// The rows of a file.
enum Records {
    Csv(csv::Reader<File>, csv::ByteRecord),
    Parquet(columns::Rows),
}

impl Records {
    fn open(path: &Path, format: Format) -> Result<Records, Fault> {
        Ok(match format {
            Format::Csv { delimiter } => Records::Csv(reader_of(path, delimiter)?, csv::ByteRecord::new()),
            Format::Parquet => Records::Parquet(columns::Rows::open(path)?),
        })
    }

    /// Puts the next row's cells at the end of a batch; `false` where there is none.
    #[inline]
    fn next(&mut self, path: &Path, batch: &mut Batch) -> Result<bool, Fault> {
        let (records, record) = match self {
            Records::Csv(records, record) => (records, record),
            Records::Parquet(rows) => return rows.next(batch),
        };
        if !records.read_byte_record(record).map_err(|e| csv_fault(path, &e))? {
            return Ok(false);
        }
        if record.as_slice().len() > LONGEST_ROW {
            let line = record.position().map(csv::Position::line);
            let what =
                "the row that begins here has over a million characters; is a quotation mark never closed?";
            return Err(Fault::content(path, line, what));
        }
        let ends = (0..record.len()).filter_map(|cell| record.range(cell)).map(|range| range.end);
        batch.push_row(record.as_slice(), ends);
        Ok(true)
    }
}

impl Source {
    fn open(path: &Path) -> Result<Source, Fault> {
        let io = |source| Fault::Io { file: path.to_owned(), source };
        let mut reader = BufReader::new(File::open(path).map_err(io)?);
        let mut first = vec![];
        (&mut reader).take(LONGEST_ROW as u64).read_until(b'\n', &mut first).map_err(io)?;
        let (header, format) = if first.starts_with(columns::MARK) {
            (columns::header(path)?, Format::Parquet)
        } else {
            Self::csv_header(path, &first)?
        };
        if header.iter().all(String::is_empty) {
            return Err(Fault::content(path, Some(1), "the file is empty; its first line names the columns"));
        }
        if let Some((i, name)) =
            header.iter().enumerate().find(|(i, h)| header[..*i].contains(h) && !h.is_empty())
        {
            let what =
                format!("two columns are called `{name}` (the second is column {}); rename one", i + 1);
            return Err(Fault::content(path, Some(1), what));
        }
        let mut records = Records::open(path, format)?;
        let mut batch = Batch::new(header.len(), None);
        while batch.len() < SAMPLE && records.next(path, &mut batch)? {}
        let column = |place: usize| {
            let cells = (0..batch.len()).map(|row| batch.cell(row * header.len() + place));
            cells.map(|cell| String::from_utf8_lossy(cell).into_owned()).collect()
        };
        let sample = (0..header.len()).map(column).collect();
        Ok(Source { path: path.to_owned(), header, format, sample })
    }

    /// The names of the columns of a CSV file, and how its cells are parted.
    fn csv_header(path: &Path, first: &[u8]) -> Result<(Vec<String>, Format), Fault> {
        if first.starts_with(&[0xff, 0xfe]) || first.starts_with(&[0xfe, 0xff]) {
            return Err(Fault::content(path, Some(1), "the file is UTF-16; save it as \"CSV UTF-8\""));
        }
        if first.contains(&0) {
            let what = "this is no text file; give a CSV file with a header, or a Parquet file";
            return Err(Fault::content(path, Some(1), what));
        }
        let count = |d: u8| first.iter().filter(|b| **b == d).count();
        let delimiter =
            [b',', b'\t', b';', b'|'].into_iter().max_by_key(|d| (count(*d), *d == b',')).unwrap_or(b',');
        let mut records = reader_of(path, delimiter)?;
        let header = records.byte_headers().map_err(|e| csv_fault(path, &e))?;
        let name = |h: &[u8]| String::from_utf8_lossy(h).trim_start_matches('\u{feff}').trim().to_owned();
        Ok((header.iter().map(name).collect(), Format::Csv { delimiter }))
    }

    fn place(&self, column: &str) -> Option<usize> {
        self.header.iter().position(|h| h == column)
    }
}

fn reader_of(path: &Path, delimiter: u8) -> Result<csv::Reader<File>, Fault> {
    let mut file = File::open(path).map_err(|source| Fault::Io { file: path.to_owned(), source })?;
    let mut mark = [0; 3];
    let has_mark = file.read(&mut mark).is_ok_and(|n| n == 3 && mark == [0xef, 0xbb, 0xbf]);
    file.seek(SeekFrom::Start(if has_mark { 3 } else { 0 }))
        .map_err(|source| Fault::Io { file: path.to_owned(), source })?;
    Ok(csv::ReaderBuilder::new().delimiter(delimiter).buffer_capacity(1 << 18).from_reader(file))
}

fn csv_fault(path: &Path, e: &csv::Error) -> Fault {
    let line = e.position().map(csv::Position::line);
    match e.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => Fault::content(
            path,
            line,
            format!("{len} cells, where the header has {expected_len}; mend this line"),
        ),
        csv::ErrorKind::Io(io) => {
            Fault::Io { file: path.to_owned(), source: std::io::Error::new(io.kind(), io.to_string()) }
        }
        _ => Fault::content(path, line, e.to_string()),
    }
}

/// Fills in the roles of columns that `config` says nothing about, from their names and values.
///
/// # Errors
/// A file that cannot be read, or a configuration that names a column which no file has.
pub fn recognise(paths: &[&Path], config: &mut Config) -> Result<(), Fault> {
    let sources = paths.iter().map(|p| Source::open(p)).collect::<Result<Vec<_>, _>>()?;
    for name in config.columns.keys().chain(config.id.iter()) {
        if sources.iter().all(|s| s.place(name).is_none()) {
            let what =
                format!("no column is called `{name}`; the columns are: {}", sources[0].header.join(", "));
            return Err(Fault::content(&sources[0].path, Some(1), what));
        }
    }
    for source in &sources {
        // The first column that is called so names the file's rows; another is no way to know a person.
        let mut own = config.id.clone().filter(|id| source.place(id).is_some());
        for (name, sample) in source.header.iter().zip(&source.sample) {
            if name.is_empty() || config.columns.contains_key(name) {
                continue;
            }
            let mut role = Role::recognise(name, sample);
            if config.id.as_ref() == Some(name) {
                role = Role::Id;
            } else if role == Role::Id && own.is_some() {
                role = Role::Ignore;
            } else if role == Role::Id {
                own = Some(name.clone());
            }
            config.columns.insert(name.clone(), role);
        }
        settle(&source.header, &mut config.columns);
    }
    Ok(())
}

/// What a file may say once is taken from one column.
///
/// Where given and family name have their own columns, a whole name beside them says nothing new; of two columns for what
/// a person has once, the first is taken and the other is text.
fn settle(header: &[String], columns: &mut std::collections::BTreeMap<String, Role>) {
    let has = |columns: &std::collections::BTreeMap<String, Role>, role| {
        header.iter().any(|h| columns.get(h) == Some(&role))
    };
    if has(columns, Role::GivenName) && has(columns, Role::FamilyName) {
        for name in header {
            columns.entry(name.clone()).and_modify(|r| {
                if *r == Role::FullName {
                    *r = Role::Ignore;
                }
            });
        }
    }
    for once in
        [Role::GivenName, Role::FamilyName, Role::MiddleName, Role::BirthDate, Role::Sex, Role::FullName]
    {
        let of_role: Vec<&String> = header.iter().filter(|h| columns.get(*h) == Some(&once)).collect();
        for name in of_role.into_iter().skip(1) {
            columns.insert(name.clone(), Role::Text);
        }
    }
}

/// Reads files into one table, a source each.
///
/// # Errors
/// A file that cannot be read or used, with its line.
pub fn table(paths: &[&Path], config: &Config) -> Result<Table, Fault> {
    let sources = paths.iter().map(|p| Source::open(p)).collect::<Result<Vec<_>, _>>()?;
    let mut names: Vec<&String> = vec![];
    for source in &sources {
        names.extend(source.header.iter().filter(|h| !h.is_empty()));
    }
    let mut columns: Vec<Column> = vec![];
    for name in names {
        let role = config.columns.get(name).copied().unwrap_or(Role::Ignore);
        if columns.iter().all(|c| c.name != *name) && !config.ignore.contains(name) {
            columns.push(Column {
                name: name.clone(),
                role,
                places: sources.iter().map(|s| s.place(name)).collect(),
                day_first: config.day_first,
            });
        }
    }
    // One file may say `zip` and the other `postcode`: columns of one role that no file has together are one.
    merge_alike(&mut columns);
    let wanted = |role: Role| !matches!(role, Role::Id | Role::Ignore);
    if !columns.iter().any(|c| wanted(c.role)) {
        let what = format!(
            "no column says anything of a person that could be compared; the columns are: {}. Name their roles in a file \
             for --config",
            sources[0].header.join(", ")
        );
        return Err(Fault::content(&sources[0].path, Some(1), what));
    }
    let mut builder = Builder::new(columns);
    for source in &sources {
        builder.next_source();
        read(source, config, &mut builder)?;
    }
    let (table, unique) = builder.finish_beside(|ids, starts| unique(ids, starts, &sources));
    unique?;
    Ok(table)
}

fn merge_alike(columns: &mut Vec<Column>) {
    let mut i = 0;
    while i < columns.len() {
        let mut j = i + 1;
        while j < columns.len() {
            let apart =
                columns[i].places.iter().zip(&columns[j].places).all(|(a, b)| a.is_none() || b.is_none());
            if columns[i].role == columns[j].role && apart && columns[i].role != Role::Text {
                let other = columns.remove(j);
                for (mine, its) in columns[i].places.iter_mut().zip(other.places) {
                    *mine = mine.or(its);
                }
            } else {
                j += 1;
            }
        }
        i += 1;
    }
}

fn read(source: &Source, config: &Config, builder: &mut Builder) -> Result<(), Fault> {
    let named = config.id.as_deref().and_then(|id| source.place(id));
    let id = named.or_else(|| source.header.iter().position(|h| config.columns.get(h) == Some(&Role::Id)));
    let mut records = Records::open(&source.path, source.format)?;
    let (mut now, mut next) = (Batch::new(source.header.len(), id), Batch::new(source.header.len(), id));
    let mut fill = |batch: &mut Batch| -> Result<(), Fault> {
        batch.clear();
        while batch.size() < BATCH && records.next(&source.path, batch)? {}
        Ok(())
    };
    fill(&mut now)?;
    while !now.is_empty() {
        // One core reads on while the other takes in.
        let (read, ()) = rayon::join(|| fill(&mut next), || builder.take(&now));
        read?;
        std::mem::swap(&mut now, &mut next);
    }
    Ok(())
}

/// Each row is named once in its file.
fn unique(ids: &Ids, starts: &[RowId], sources: &[Source]) -> Result<(), Fault> {
    use std::hash::BuildHasher as _;
    let hasher = foldhash::fast::FixedState::default();
    for (n, source) in sources.iter().enumerate() {
        let rows = ids.ends.len() as RowId;
        let (from, to) = (starts[n], starts.get(n + 1).copied().unwrap_or(rows));
        let hash = |row: RowId| hasher.hash_one(ids.of(row));
        // Nearly all are a row's own.
        let mut first = Seen::new((to - from) as usize);
        (from..to).for_each(|row| first.add(hash(row) as u32));
        let rows = (from..to).map(|row| (hash(row), row));
        let mut seen: Vec<(u64, RowId)> = rows.filter(|(hash, _)| first.again(*hash as u32)).collect();
        rayon::slice::ParallelSliceMut::par_sort_unstable(seen.as_mut_slice());
        // Rows of one hash are few: compare their names.
        let mut by_name: HashMap<&[u8], u32> = HashMap::new();
        for alike in seen.chunk_by(|a, b| a.0 == b.0).filter(|c| c.len() > 1) {
            by_name.clear();
            for (_, row) in alike {
                if let Some(first) = by_name.insert(ids.of(*row), *row) {
                    let what = format!(
                        "`{}` names two rows (row {} and row {} after the header); give each row an identifier of its own, or another \
                         column with --id",
                        String::from_utf8_lossy(ids.of(*row)),
                        first - from + 1,
                        row - from + 1
                    );
                    return Err(Fault::content(&source.path, None, what));
                }
            }
        }
    }
    Ok(())
}
