//! A [`Table`] made from cells as they were read: each made comparable, whole names and addresses taken apart.

use crate::clean::{self, Part, clean};
use crate::dictionary::{Dictionary, MANY, ValueId};
use crate::role::Role;
use crate::table::{Field, Ids, Notes, RowId, Table};

/// A field while rows come in.
struct Growing {
    field: Field,
    /// Which column of each source, by place.
    places: Vec<Option<usize>>,
    part: Part,
    day_first: bool,
    cells: Vec<ValueId>,
    notes: Notes,
    /// Room to write in.
    folded: String,
    decoded: String,
    /// Texts made comparable, one after the other, and where each ends.
    texts: Vec<u8>,
    ends: Vec<usize>,
    /// Cells as they were read, and what each came to: a name is made comparable once, not in every row.
    raw: Dictionary,
    known: Vec<Read>,
}

/// What a cell came to.
#[derive(Clone, Copy, Default)]
struct Read {
    id: ValueId,
    impossible: bool,
    other_encoding: bool,
    placeholder: bool,
}

/// Makes a [`Table`] from cells. Columns are given by place; batches of rows come in source after source.
pub struct Builder {
    growing: Vec<Growing>,
    ids: Ids,
    starts: Vec<RowId>,
}

/// A column of the table to be: its name, its role, and where it stands in each source.
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its role.
    pub role: Role,
    /// Its place in each source; `None` where a source has none.
    pub places: Vec<Option<usize>>,
    /// Are dates of the kind 3/4/1980 the third of April?
    pub day_first: bool,
}

impl Builder {
    /// For the given columns.
    pub fn new(columns: Vec<Column>) -> Self {
        let mut growing = vec![];
        for column in columns {
            for (role, part) in clean::parts(&column.role) {
                growing.push(Growing {
                    field: Field { role, column: column.name.clone(), values: Dictionary::new() },
                    places: column.places.clone(),
                    part,
                    day_first: column.day_first,
                    cells: vec![],
                    notes: Notes::default(),
                    folded: String::new(),
                    decoded: String::new(),
                    texts: vec![],
                    ends: vec![],
                    raw: Dictionary::new(),
                    known: vec![Read::default()],
                });
            }
        }
        Builder { growing, ids: Ids::default(), starts: vec![] }
    }

    /// What follows comes from the next source.
    pub fn next_source(&mut self) {
        self.starts.push(self.ids.ends.len() as RowId);
    }

    /// Takes the rows of a batch in. Fields grow side by side on all cores, those of the most values first: they take longest,
    /// and the last to end is waited for.
    pub fn take(&mut self, batch: &Batch) {
        let source = self.starts.len() - 1;
        let mut growing: Vec<&mut Growing> = self.growing.iter_mut().collect();
        growing.sort_by_key(|g| std::cmp::Reverse(g.field.values.len()));
        let ids = &mut self.ids;
        rayon::scope_fifo(|scope| {
            for g in growing {
                scope.spawn_fifo(move |_| match g.places[source] {
                    Some(place) => g.take(batch, place),
                    None => g.cells.resize(g.cells.len() + batch.len(), 0),
                });
            }
            scope.spawn_fifo(move |_| {
                for row in 0..batch.len() {
                    match batch.id {
                        Some(place) => ids.bytes.extend_from_slice(batch.cell(row * batch.width + place)),
                        None => ids.bytes.extend_from_slice((ids.ends.len() + 1).to_string().as_bytes()),
                    }
                    ids.ends.push(ids.bytes.len() as u64);
                }
            });
        });
    }

    /// All rows are in.
    pub fn finish(self) -> Table {
        self.finish_beside(|_, _| ()).0
    }

    /// All rows are in. Meanwhile something is done with their identifiers and the first row of each source.
    pub(crate) fn finish_beside<R: Send>(
        mut self,
        beside: impl FnOnce(&Ids, &[RowId]) -> R + Send,
    ) -> (Table, R) {
        use rayon::prelude::*;
        let raws: Vec<_> = self
            .growing
            .iter_mut()
            .map(|g| (std::mem::take(&mut g.raw), std::mem::take(&mut g.known)))
            .collect();
        self.ids.bytes.shrink_to_fit();
        let done = || {
            drop(raws);
            beside(&self.ids, &self.starts)
        };
        let (address, done) = rayon::join(|| self.addresses(), done);
        let mut notes = Notes::default();
        let (mut fields, mut columns) = (vec![], vec![]);
        for g in self.growing {
            notes.add(&g.notes);
            fields.push(g.field);
            columns.push(g.cells);
        }
        if let Some((field, cells)) = address {
            fields.push(field);
            columns.push(cells);
        }
        fields.par_iter_mut().for_each(|f| f.values.close());
        let width = fields.len();
        let mut cells = vec![0; width * self.ids.ends.len()];
        cells.par_chunks_mut((width * 4096).max(1)).enumerate().for_each(|(part, cells)| {
            for (i, column) in columns.iter().enumerate() {
                let rows = &column[part * 4096..];
                cells.iter_mut().skip(i).step_by(width).zip(rows).for_each(|(cell, id)| *cell = *id);
            }
        });
        (Table { fields, cells, ids: self.ids, starts: self.starts, notes }, done)
    }

    /// A field for house number and street together: an address is rare or common as a whole.
    fn addresses(&self) -> Option<(Field, Vec<ValueId>)> {
        let of = |role| self.growing.iter().find(|g| g.field.role == role);
        let (house, street) = (of(Role::HouseNumber)?, of(Role::Street)?);
        let (mut values, mut pairs, mut known) = (Dictionary::new(), Dictionary::new(), vec![0]);
        let mut cells = Vec::with_capacity(house.cells.len());
        for (houses, streets) in house.cells.chunks(MANY).zip(street.cells.chunks(MANY)) {
            let both = houses.iter().zip(streets);
            let mut keys = [[0; 8]; MANY];
            for ((h, s), key) in both.clone().zip(&mut keys) {
                *key = (u64::from(*h) << 32 | u64::from(*s)).to_le_bytes();
            }
            let missing = |key: &[u8; 8]| key[..4] == [0; 4] || key[4..] == [0; 4];
            let keys = keys.iter().map(|key| if missing(key) { &[] } else { key.as_slice() });
            let mut numbers = [0; MANY];
            pairs.numbers(keys.take(houses.len()), &mut numbers);
            for ((h, s), n) in both.zip(numbers) {
                if n as usize == known.len() {
                    let text = [house.field.values.text(*h), street.field.values.text(*s)].join(" ");
                    known.push(values.number(text.as_bytes()));
                }
                let id = known[n as usize];
                values.count_again(id);
                cells.push(id);
            }
        }
        let column = format!("{} and {}", house.field.column, street.field.column);
        Some((Field { role: Role::Address, column, values }, cells))
    }
}

impl Growing {
    /// Takes the cells of a column in.
    fn take(&mut self, batch: &Batch, place: usize) {
        let cell = |row: usize| batch.cell(row * batch.width + place);
        // Numbers are as many as persons: remembering the raw ones would cost more than reading them again.
        let remembered = !matches!(self.field.role, Role::Phone | Role::Email | Role::Identifier);
        let mut numbers = [0; MANY];
        for from in (0..batch.len()).step_by(MANY) {
            let rows = from..batch.len().min(from + MANY);
            if remembered {
                self.raw.numbers(rows.clone().map(cell), &mut numbers);
                for (row, n) in rows.zip(numbers) {
                    if n as usize == self.known.len() {
                        let read = self.clean(cell(row));
                        let id = self.field.values.number(&self.texts);
                        self.texts.clear();
                        self.known.push(Read { id, ..read });
                    }
                    let read = self.known[n as usize];
                    self.put(read);
                }
                continue;
            }
            let mut reads = [Read::default(); MANY];
            for (row, read) in rows.clone().zip(&mut reads) {
                *read = self.clean(cell(row));
                self.ends.push(self.texts.len());
            }
            let starts = std::iter::once(&0).chain(&self.ends);
            let texts = starts.zip(&self.ends).map(|(from, to)| &self.texts[*from..*to]);
            self.field.values.numbers(texts, &mut numbers);
            for (read, id) in reads[..rows.len()].iter().zip(numbers) {
                self.put(Read { id, ..*read });
            }
            self.texts.clear();
            self.ends.clear();
        }
    }

    #[inline]
    fn put(&mut self, read: Read) {
        self.field.values.count_again(read.id);
        self.notes.impossible_dates += u64::from(read.impossible);
        self.notes.other_encoding += u64::from(read.other_encoding);
        self.notes.placeholders += u64::from(read.placeholder);
        self.cells.push(read.id);
    }

    /// Makes a cell comparable: its text comes after those that there are.
    fn clean(&mut self, raw: &[u8]) -> Read {
        let mut other_encoding = false;
        let raw = match std::str::from_utf8(raw) {
            Ok(raw) => raw,
            Err(_) => {
                other_encoding = true;
                self.decoded.clear();
                self.decoded.push_str(&encoding_rs::WINDOWS_1252.decode_without_bom_handling(raw).0);
                self.decoded.as_str()
            }
        };
        let clean = clean(self.field.role, self.part, raw, self.day_first, &mut self.folded);
        self.texts.extend_from_slice(clean.text.as_bytes());
        Read { id: 0, impossible: clean.impossible, other_encoding, placeholder: clean.placeholder }
    }
}

/// Rows as they were read: cells one after the other, `width` to a row.
pub struct Batch {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    width: usize,
    id: Option<usize>,
}

impl Batch {
    /// Without rows, for rows of `width` cells with their identifier at `id`.
    pub fn new(width: usize, id: Option<usize>) -> Self {
        Batch { bytes: vec![], ends: vec![], width, id }
    }

    /// Forgets the rows, keeps the room.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
    }

    /// Puts a cell at the end. A row is whole once it has `width` cells.
    #[inline]
    pub fn push(&mut self, cell: &[u8]) {
        self.bytes.extend_from_slice(cell);
        self.ends.push(self.bytes.len() as u32);
    }

    /// Puts a whole row at the end: its cells one after the other, and where each ends.
    pub(crate) fn push_row(&mut self, cells: &[u8], ends: impl Iterator<Item = usize>) {
        let from = self.bytes.len();
        self.bytes.extend_from_slice(cells);
        self.ends.extend(ends.map(|end| (from + end) as u32));
    }

    /// How many whole rows.
    pub fn len(&self) -> usize {
        self.ends.len() / self.width.max(1)
    }

    /// Has it no row?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many bytes its cells have.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    #[inline]
    pub(crate) fn cell(&self, i: usize) -> &[u8] {
        let from = if i == 0 { 0 } else { self.ends[i - 1] };
        &self.bytes[from as usize..self.ends[i] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(columns: &[(&str, Role)], rows: &[&[&str]]) -> Table {
        let columns = columns
            .iter()
            .enumerate()
            .map(|(i, (name, role))| Column {
                name: (*name).into(),
                role: *role,
                places: vec![Some(i)],
                day_first: false,
            })
            .collect::<Vec<_>>();
        let mut batch = Batch::new(columns.len(), None);
        rows.iter().for_each(|r| r.iter().for_each(|c| batch.push(c.as_bytes())));
        let mut builder = Builder::new(columns);
        builder.next_source();
        builder.take(&batch);
        builder.finish()
    }

    #[test]
    fn whole_names_and_addresses_are_taken_apart() {
        let t = table(
            &[("name", Role::FullName), ("address", Role::Address)],
            &[
                &["Ann Mary Smith", "12 North Main Street, Apt. 4, 98101"],
                &["de la Cruz, Ana Maria", "PO Box 12"],
                &["Cher", ""],
            ],
        );
        let row = |r: RowId| (0..t.fields.len()).map(|f| t.text(r, f)).collect::<Vec<_>>();
        assert_eq!(row(0), ["ann", "mary", "smith", "12", "n main st", "4", "98101", "12 n main st"]);
        assert_eq!(row(1)[..5], ["ana", "maria", "de la cruz", "", "po box 12"]);
        assert_eq!(row(2)[..3], ["cher", "", ""]);
        assert_eq!((t.id(0), t.len(), t.pairs()), ("1", 3, 3.0));
    }

    #[test]
    fn what_names_nobody_is_missing() {
        let t = table(
            &[("first", Role::GivenName), ("born", Role::BirthDate), ("ssn", Role::Identifier)],
            &[
                &["Baby Boy", "1990-02-30", "0000"],
                &["Unknown", "1990-02-03", "1234"],
                &["Jos\u{e9}", "", ""],
            ],
        );
        assert_eq!(t.row(0), [0, 1, 0]);
        assert_eq!(t.row(1), [0, 2, 1]);
        assert_eq!(t.text(2, 0), "jose");
        assert_eq!(t.notes, Notes { impossible_dates: 1, other_encoding: 0, placeholders: 2 });
    }

    #[test]
    fn other_encodings_are_read_and_counted() {
        let mut batch = Batch::new(1, None);
        batch.push(b"Jos\xe9");
        let mut b = Builder::new(vec![Column {
            name: "first".into(),
            role: Role::GivenName,
            places: vec![Some(0)],
            day_first: false,
        }]);
        b.next_source();
        b.take(&batch);
        let t = b.finish();
        assert_eq!((t.text(0, 0), t.notes.other_encoding), ("jose", 1));
    }
}
