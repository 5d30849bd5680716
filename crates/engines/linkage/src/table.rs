//! Records in memory: for each field its distinct values, for each row the numbers of its values, side by side.

use crate::dictionary::{Dictionary, ValueId};
use crate::notes::{Renamed, Rows};
use crate::placeholders::Unknown;
use crate::role::Role;

/// A row of a [`Table`].
pub type RowId = u32;

/// A field of a record: what it is, and its distinct values, made comparable.
pub struct Field {
    /// What it is. Never [`Role::FullName`] or [`Role::Address`]: those are taken apart on the way in.
    pub role: Role,
    /// The column it came from.
    pub column: String,
    /// Its values.
    pub values: Dictionary,
}

/// Records of one file, or of several to be linked.
pub struct Table {
    /// The fields.
    pub fields: Vec<Field>,
    /// Row after row, the numbers of its values, one for each field.
    pub(crate) cells: Vec<ValueId>,
    /// The rows' own identifiers.
    pub(crate) ids: Ids,
    /// The first row of each source.
    pub(crate) starts: Vec<RowId>,
    /// What was left out on the way in.
    pub notes: Notes,
}

/// The identifiers of rows.
#[derive(Default)]
pub(crate) struct Ids {
    pub(crate) bytes: Vec<u8>,
    pub(crate) ends: Vec<u64>,
    /// Rows of empty cells so far: they count where rows are numbered.
    pub(crate) blank: usize,
}

impl Ids {
    /// That of a row, as it was read.
    #[inline]
    pub(crate) fn of(&self, row: RowId) -> &[u8] {
        let from = if row == 0 { 0 } else { self.ends[row as usize - 1] };
        &self.bytes[from as usize..self.ends[row as usize] as usize]
    }

    /// Calls some rows otherwise.
    pub(crate) fn rename(&mut self, names: &std::collections::HashMap<RowId, Vec<u8>>) {
        let (mut bytes, mut ends) =
            (Vec::with_capacity(self.bytes.len()), Vec::with_capacity(self.ends.len()));
        for row in 0..self.ends.len() as RowId {
            bytes.extend_from_slice(names.get(&row).map_or(self.of(row), Vec::as_slice));
            ends.push(bytes.len() as u64);
        }
        (self.bytes, self.ends) = (bytes, ends);
    }
}

/// What was read and could not be used as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes {
    /// Cells with a date of birth, or with something in its place.
    pub dates: u64,
    /// Of these, cells with a date that does not exist, or with none: what is no date at all is read as missing.
    pub impossible_dates: u64,
    /// The first few of them.
    pub odd_dates: Vec<OddDate>,
    /// Cells that were not UTF-8: read as Windows-1252.
    pub other_encoding: u64,
    /// Cells that say that nothing is known (`baby boy`, `homeless`, 555-555-5555): read as missing.
    pub placeholders: u64,
    /// Rows with fewer cells than the header: what is missing at their end is empty.
    pub short: Rows,
    /// Rows with more cells than the header, all empty.
    pub long: Rows,
    /// Rows with NUL bytes, which were left out.
    pub nul: Rows,
    /// Rows whose cell is empty in the column that was taken for the one of identifiers.
    pub unnamed: Rows,
    /// Values that were taken as not known, by column.
    pub unknown: Vec<Unknown>,
    /// Rows whose identifier another row has, by source.
    pub renamed: Vec<Renamed>,
}

/// A date that does not exist, or none, where one should stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OddDate {
    /// As it is written.
    pub value: String,
    /// In which source, from 0.
    pub source: usize,
    /// In which line, from 1, where lines are known.
    pub line: Option<u64>,
}

/// So many dates that cannot be are shown.
const SHOWN: usize = 2;

impl Notes {
    /// Notes a date that cannot be, as an example.
    pub(crate) fn note_date(&mut self, value: &[u8], source: usize, line: Option<u64>) {
        if self.odd_dates.len() < SHOWN {
            let value = String::from_utf8_lossy(value).trim().chars().take(40).collect();
            self.odd_dates.push(OddDate { value, source, line });
        }
    }

    pub(crate) fn add(&mut self, other: &Notes) {
        self.dates += other.dates;
        let room = SHOWN.saturating_sub(self.odd_dates.len());
        self.odd_dates.extend(other.odd_dates.iter().take(room).cloned());
        self.impossible_dates += other.impossible_dates;
        self.other_encoding += other.other_encoding;
        self.placeholders += other.placeholders;
        self.short.add(&other.short);
        self.long.add(&other.long);
        self.nul.add(&other.nul);
        self.unnamed.add(&other.unnamed);
        self.renamed.extend(other.renamed.iter().cloned());
    }
}

impl Table {
    /// How many rows.
    pub fn len(&self) -> usize {
        self.ids.ends.len()
    }

    /// Has it no row?
    pub fn is_empty(&self) -> bool {
        self.ids.ends.is_empty()
    }

    /// The numbers of a row's values, in the order of [`Table::fields`].
    #[inline]
    pub fn row(&self, row: RowId) -> &[ValueId] {
        let width = self.fields.len();
        &self.cells[row as usize * width..(row as usize + 1) * width]
    }

    /// Reads the rows of many pairs, to no end: memory is waited for once for all, and not in turn where pairs are compared.
    #[inline]
    pub(crate) fn foresee(&self, pairs: &[(RowId, RowId)]) {
        let ends = |row: RowId| match self.row(row) {
            [first, .., last] => first ^ last,
            _ => 0,
        };
        std::hint::black_box(pairs.iter().fold(0, |seen, (i, j)| seen ^ ends(*i) ^ ends(*j)));
    }

    /// The row's own identifier; empty where it is no UTF-8.
    pub fn id(&self, row: RowId) -> &str {
        std::str::from_utf8(self.id_bytes(row)).unwrap_or_default()
    }

    /// The row's own identifier, as it was read.
    #[inline]
    pub(crate) fn id_bytes(&self, row: RowId) -> &[u8] {
        self.ids.of(row)
    }

    /// The text of a field of a row; empty where it is missing.
    pub fn text(&self, row: RowId, field: usize) -> &str {
        self.fields[field].values.text(self.row(row)[field])
    }

    /// How many sources: 1 when duplicates of one file are sought, 2 when two files are linked.
    pub fn sources(&self) -> usize {
        self.starts.len()
    }

    /// The first row of the second source; the number of rows when there is one source.
    pub fn second(&self) -> RowId {
        self.starts.get(1).copied().unwrap_or(self.len() as RowId)
    }

    /// The pairs that could be the same person: of two rows of one file, or one row of each of two.
    pub fn pairs(&self) -> f64 {
        let (all, first) = (self.len() as f64, f64::from(self.second()));
        if self.sources() == 1 { all * (all - 1.0) / 2.0 } else { first * (all - first) }
    }

    /// The fields of a role, in order.
    pub fn fields_of(&self, role: Role) -> impl Iterator<Item = usize> {
        self.fields.iter().enumerate().filter(move |(_, f)| f.role == role).map(|(i, _)| i)
    }

    /// The first field of a role.
    pub fn field(&self, role: Role) -> Option<usize> {
        self.fields_of(role).next()
    }
}
