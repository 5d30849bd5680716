//! Files of records: CSV, cells parted by comma, tab, semicolon or bar, or Parquet; streamed in batches. What cannot be used
//! stops with the file, the line and what to do.

mod columns;
mod layout;
mod source;

use crate::builder::{Batch, Builder, Column};
use crate::config::Config;
use crate::dates::{self, Style};
use crate::notes::Renamed;
use crate::placeholders;
use crate::role::{self, Role};
use crate::seen::Seen;
use crate::table::{Ids, Notes, RowId, Table};
pub(crate) use source::{Mended, Source, decoded};
use std::collections::{HashMap, HashSet};
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

/// Bytes of a batch, about.
const BATCH: usize = 1 << 20;

/// Fills in the roles of columns that `config` says nothing about, from their names and values. Gives what whoever looks
/// after the files should know: where a file's header was found, what else a column could be, what is not compared.
///
/// # Errors
/// A file that cannot be read, or a configuration that names a column which no file has.
pub fn recognise(paths: &[&Path], config: &mut Config) -> Result<Vec<String>, Fault> {
    let sources = paths.iter().map(|p| Source::open(p)).collect::<Result<Vec<_>, _>>()?;
    for name in config.columns.keys().chain(config.id.iter()).chain(&config.ignore) {
        if sources.iter().all(|s| s.place(name).is_none()) {
            let what =
                format!("no column is called `{name}`; the columns are: {}", sources[0].header.join(", "));
            return Err(Fault::content(&sources[0].path, Some(1), what));
        }
    }
    if config.latest_year == 0 {
        config.latest_year = dates::this_year();
    }
    let mut notes = vec![];
    for source in &sources {
        let mut note = |what: String| notes.push(format!("{}: {what}", source.name()));
        source.notes.iter().cloned().for_each(&mut note);
        let guess = role::guess(&source.header, &source.sample);
        guess.notes.into_iter().for_each(&mut note);
        // The first column that is called so names the file's rows; another is no way to know a person.
        let mut own = config.id.clone().filter(|id| source.place(id).is_some());
        for (name, mut role) in source.header.iter().zip(guess.roles) {
            if name.is_empty() || config.columns.contains_key(name) {
                continue;
            }
            if config.id.as_ref() == Some(name) {
                role = Role::Id;
            } else if role == Role::Id && own.is_some() {
                role = Role::Ignore;
            } else if role == Role::Id && !config.ignore.contains(name) {
                own = Some(name.clone());
            }
            config.columns.insert(name.clone(), role);
        }
        if own.is_none() && own_id(source, config).is_none() {
            note("no column of identifiers was found; its rows are numbered".into());
        }
        for (name, style) in source.header.iter().zip(styles(source, config)) {
            if config.columns.get(name) == Some(&Role::BirthDate) && style.serial {
                note(format!("`{name}` holds numbers; they are read as the day numbers of a spreadsheet"));
            } else if config.columns.get(name) == Some(&Role::BirthDate) && style.day_first {
                note(format!("`{name}` is read with the day before the month"));
            }
        }
    }
    if let [one, other] = sources.as_slice() {
        let have = |source: &Source| {
            let roles = source.header.iter().filter_map(|h| config.columns.get(h));
            let parts = roles.flat_map(crate::clean::parts).map(|(role, _)| role);
            parts.filter(|r| matches!(r, Role::GivenName | Role::FamilyName)).collect::<HashSet<_>>()
        };
        let (mine, theirs) = (have(one), have(other));
        if mine.is_disjoint(&theirs) {
            notes.push(format!(
                "NO NAMES ARE COMPARED: {} and {} have no column of names in common, so next to nothing will be found; name the \
                 roles of their columns in a file for --config",
                one.name(),
                other.name()
            ));
        }
    }
    Ok(notes)
}

/// How each column of a file writes its dates.
pub(crate) fn styles(source: &Source, config: &Config) -> impl Iterator<Item = Style> {
    source.header.iter().zip(&source.sample).map(|(name, sample)| {
        if config.columns.get(name) != Some(&Role::BirthDate) {
            return Style::default();
        }
        let found = Style::of(sample.iter().map(String::as_str), config.latest_year);
        Style { day_first: found.day_first || config.day_first, ..found }
    })
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
    let styles: Vec<Vec<Style>> = sources.iter().map(|source| styles(source, config).collect()).collect();
    let mut columns: Vec<Column> = vec![];
    for name in names {
        let role = config.columns.get(name).copied().unwrap_or(Role::Ignore);
        if columns.iter().all(|c| c.name != *name) && !config.ignore.contains(name) {
            let places: Vec<Option<usize>> = sources.iter().map(|s| s.place(name)).collect();
            let style = |(place, of): (&Option<usize>, &Vec<Style>)| place.map(|p| of[p]).unwrap_or_default();
            let styles = places.iter().zip(&styles).map(style).collect();
            columns.push(Column { name: name.clone(), role, places, styles });
        }
    }
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
    let mut notes = Notes::default();
    for (n, source) in sources.iter().enumerate() {
        builder.next_source();
        let mended = read(source, config, &mut builder)?;
        for (rows, lines) in
            [(&mut notes.short, mended.short), (&mut notes.long, mended.long), (&mut notes.nul, mended.nul)]
        {
            lines.into_iter().for_each(|line| rows.note(n, line));
        }
        for line in mended.unnamed {
            match line {
                Some(line) => notes.unnamed.note(n, line),
                None => notes.unnamed.rows += 1,
            }
        }
    }
    let (mut table, again) = builder.finish_beside(seen_again);
    table.notes.add(&notes);
    for (n, again) in again.into_iter().enumerate().filter(|(_, again)| !again.is_empty()) {
        rename(&mut table, n, &again, &sources[n], config)?;
    }
    placeholders::take_out(&mut table);
    Ok(table)
}

/// The column that is recognised as the one with the rows' identifiers.
pub(crate) fn own_id(source: &Source, config: &Config) -> Option<usize> {
    let is = |name: &String| config.columns.get(name) == Some(&Role::Id) && !config.ignore.contains(name);
    source.header.iter().position(is)
}

fn read(source: &Source, config: &Config, builder: &mut Builder) -> Result<Mended, Fault> {
    let named = config.id.as_deref().and_then(|id| source.place(id));
    let id = named.or_else(|| own_id(source, config));
    let mut records = source.records()?;
    let mut unnamed = vec![];
    let (mut now, mut next) = (Batch::new(source.header.len(), id), Batch::new(source.header.len(), id));
    let mut fill = |batch: &mut Batch| -> Result<(), Fault> {
        batch.clear();
        while batch.size() < BATCH && records.next(batch)? {
            match id {
                Some(place) if !has_id(source, batch, place) && named.is_some() => {
                    return Err(without_id(source, batch, place));
                }
                Some(place) if !has_id(source, batch, place) => unnamed.push(batch.line(batch.len() - 1)),
                _ => {}
            }
        }
        Ok(())
    };
    fill(&mut now)?;
    while !now.is_empty() {
        // One core reads on while the other takes in.
        let (read, ()) = rayon::join(|| fill(&mut next), || builder.take(&now));
        read?;
        std::mem::swap(&mut now, &mut next);
    }
    Ok(Mended { unnamed, ..std::mem::take(&mut records.mended) })
}

/// Has the last row of a batch an identifier?
#[inline]
fn has_id(source: &Source, batch: &Batch, place: usize) -> bool {
    let row = batch.len() - 1;
    !batch.cell(row * source.header.len() + place).iter().all(u8::is_ascii_whitespace)
}

/// The last row of a batch has none in the column that somebody named.
fn without_id(source: &Source, batch: &Batch, place: usize) -> Fault {
    let column = &source.header[place];
    let (line, at) = match batch.line(batch.len() - 1) {
        Some(line) => (Some(line), format!("line {line}")),
        None => (None, "a row".to_owned()),
    };
    let what = format!(
        "{at} has no id: `{column}` is empty; give each row an identifier, name another column with --id, or pass this one over with \
         --ignore"
    );
    Fault::content(&source.path, line, what)
}

/// The rows of each source whose identifier a row before them has, with that row.
fn seen_again(ids: &Ids, starts: &[RowId]) -> Vec<Vec<(RowId, RowId)>> {
    use std::hash::BuildHasher as _;
    let hasher = foldhash::fast::FixedState::default();
    let of_source = |(n, from): (usize, &RowId)| {
        let to = starts.get(n + 1).copied().unwrap_or(ids.ends.len() as RowId);
        let hash = |row: RowId| hasher.hash_one(ids.of(row));
        // Nearly all are a row's own.
        let mut first = Seen::new((to - from) as usize);
        (*from..to).for_each(|row| first.add(hash(row) as u32));
        let rows = (*from..to).map(|row| (hash(row), row));
        let mut seen: Vec<(u64, RowId)> = rows.filter(|(hash, _)| first.again(*hash as u32)).collect();
        rayon::slice::ParallelSliceMut::par_sort_unstable(seen.as_mut_slice());
        // Rows of one hash are few: compare their names.
        let mut by_name: HashMap<&[u8], RowId> = HashMap::new();
        let mut again = vec![];
        for alike in seen.chunk_by(|a, b| a.0 == b.0).filter(|c| c.len() > 1) {
            by_name.clear();
            for (_, row) in alike {
                let first = *by_name.entry(ids.of(*row)).or_insert(*row);
                if first != *row {
                    again.push((*row, first));
                }
            }
        }
        again.sort_unstable();
        again
    };
    starts.iter().enumerate().map(of_source).collect()
}

/// Each row is named once in its file. Where a column was only taken for that of identifiers, a row whose identifier was seen
/// before is called by it and a number; where somebody named the column, the file has to hold what they say.
fn rename(
    table: &mut Table,
    source: usize,
    again: &[(RowId, RowId)],
    file: &Source,
    config: &Config,
) -> Result<(), Fault> {
    let from = table.starts[source];
    let (row, first) = again[0];
    let id = |row: RowId| String::from_utf8_lossy(table.ids.of(row)).into_owned();
    let places = (u64::from(first - from) + 1, u64::from(row - from) + 1);
    if config.id.as_deref().is_some_and(|id| file.place(id).is_some()) {
        let what = format!(
            "`{}` names two rows (row {} and row {} after the header); give each row an identifier of its own, or another column \
             with --id",
            id(row),
            places.0,
            places.1
        );
        return Err(Fault::content(&file.path, None, what));
    }
    let to = table.starts.get(source + 1).copied().unwrap_or(table.len() as RowId);
    let mut taken: HashSet<Vec<u8>> = (from..to).map(|row| table.ids.of(row).to_vec()).collect();
    let mut numbers: HashMap<RowId, u32> = HashMap::new();
    let mut names: HashMap<RowId, Vec<u8>> = HashMap::new();
    for (row, first) in again {
        let n = numbers.entry(*first).or_insert(1);
        let name = loop {
            *n += 1;
            let name = [table.ids.of(*row), format!(" ({n})").as_bytes()].concat();
            if taken.insert(name.clone()) {
                break name;
            }
        };
        names.insert(*row, name);
    }
    let now = names.get(&row).map(|name| String::from_utf8_lossy(name).into_owned()).unwrap_or_default();
    let renamed = Renamed { source, rows: again.len() as u64, id: id(row), now, places };
    table.ids.rename(&names);
    table.notes.renamed.push(renamed);
    Ok(())
}
