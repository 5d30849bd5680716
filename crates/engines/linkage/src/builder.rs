//! A [`Table`] made from cells as they were read: each made comparable, whole names and addresses taken apart.

use crate::clean::{self, Part, clean};
use crate::dates::Style;
use crate::dictionary::{Dictionary, MANY, ValueId};
use crate::role::Role;
use crate::table::{Field, Ids, Notes, RowId, Table};

/// A field while rows come in.
struct Growing {
    field: Field,
    /// What it takes from each source.
    takes: Vec<Option<Take>>,
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

/// What a field takes from a source: of which column which part, and how its dates are read.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Take {
    place: usize,
    part: Part,
    style: Style,
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
    /// Rows of empty cells that came in the sources before this one.
    blank_before: usize,
}

/// A column of the table to be: its name, its role, and where it stands in each source.
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its role.
    pub role: Role,
    /// Its place in each source; `None` where a source has none.
    pub places: Vec<Option<usize>>,
    /// How each source writes its dates.
    pub styles: Vec<Style>,
}

impl Builder {
    /// For the given columns.
    pub fn new(columns: Vec<Column>) -> Self {
        let mut growing: Vec<Growing> = vec![];
        for column in columns {
            for (role, part) in clean::parts(&column.role) {
                let take = |(source, place): (usize, &Option<usize>)| {
                    let style = column.styles.get(source).copied().unwrap_or_default();
                    place.map(|place| Take { place, part, style })
                };
                growing.push(Growing {
                    field: Field { role, column: column.name.clone(), values: Dictionary::new() },
                    takes: column.places.iter().enumerate().map(take).collect(),
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
        prefer_whole(&mut growing);
        merge_alike(&mut growing);
        Builder { growing, ids: Ids::default(), starts: vec![], blank_before: 0 }
    }

    /// What follows comes from the next source.
    pub fn next_source(&mut self) {
        self.starts.push(self.ids.ends.len() as RowId);
        self.blank_before = self.ids.blank;
        let source = self.starts.len() - 1;
        // What a cell came to in the source before says nothing where another part of it is taken, or dates are read otherwise.
        for g in self.growing.iter_mut().filter(|g| source > 0 && g.takes[source] != g.takes[source - 1]) {
            (g.raw, g.known) = (Dictionary::new(), vec![Read::default()]);
        }
    }

    /// Takes the rows of a batch in. Fields grow side by side on all cores, those of the most values first: they take longest,
    /// and the last to end is waited for.
    pub fn take(&mut self, batch: &Batch) {
        let source = self.starts.len() - 1;
        let mut growing: Vec<&mut Growing> = self.growing.iter_mut().collect();
        growing.sort_by_key(|g| std::cmp::Reverse(g.field.values.len()));
        let ids = &mut self.ids;
        // Rows are numbered in their file, from 1.
        let before = self.starts[source] as usize + self.blank_before;
        rayon::scope_fifo(|scope| {
            for g in growing {
                scope.spawn_fifo(move |_| match g.takes[source] {
                    Some(take) => g.take(batch, take, source),
                    None => g.cells.resize(g.cells.len() + batch.len(), 0),
                });
            }
            scope.spawn_fifo(move |_| {
                let mut blank = batch.blank.iter().peekable();
                for row in 0..batch.len() {
                    while blank.next_if(|before| **before <= row).is_some() {
                        ids.blank += 1;
                    }
                    let number = ids.ends.len() + ids.blank + 1 - before;
                    match batch.id.map(|place| batch.cell(row * batch.width + place)) {
                        Some(id) if !id.iter().all(u8::is_ascii_whitespace) => {
                            ids.bytes.extend_from_slice(id)
                        }
                        Some(_) => {
                            ids.bytes.extend_from_slice(format!("row {number}").as_bytes());
                        }
                        None => ids.bytes.extend_from_slice(number.to_string().as_bytes()),
                    }
                    ids.ends.push(ids.bytes.len() as u64);
                }
                ids.blank += blank.count();
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

/// Where a source has a column for what a whole name or address would be taken apart for as well, the column counts.
fn prefer_whole(growing: &mut Vec<Growing>) {
    for i in 0..growing.len() {
        for source in 0..growing[i].takes.len() {
            let own = |g: &Growing| g.takes[source].is_some_and(|take| take.part == Part::Whole);
            let role = growing[i].field.role;
            let part = growing[i].takes[source].is_some_and(|take| take.part != Part::Whole);
            if part && growing.iter().any(|g| g.field.role == role && own(g)) {
                growing[i].takes[source] = None;
            }
        }
    }
    growing.retain(|g| g.takes.iter().any(Option::is_some));
}

/// One file may say `zip` and the other `postcode`, one `Ruiz, Ana` and the other `Ana` and `Ruiz`: fields of one role that no
/// source has together are one.
fn merge_alike(growing: &mut Vec<Growing>) {
    let mut i = 0;
    while i < growing.len() {
        let mut j = i + 1;
        while j < growing.len() {
            let apart =
                growing[i].takes.iter().zip(&growing[j].takes).all(|(a, b)| a.is_none() || b.is_none());
            let role = growing[i].field.role;
            if role == growing[j].field.role && apart && role != Role::Text {
                let other = growing.remove(j);
                for (mine, its) in growing[i].takes.iter_mut().zip(other.takes) {
                    *mine = mine.or(its);
                }
            } else {
                j += 1;
            }
        }
        i += 1;
    }
}

impl Growing {
    /// Takes the cells of a column in.
    fn take(&mut self, batch: &Batch, take: Take, source: usize) {
        let place = take.place;
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
                        let read = self.clean(cell(row), take);
                        let id = self.field.values.number(&self.texts);
                        self.texts.clear();
                        self.known.push(Read { id, ..read });
                    }
                    let read = self.known[n as usize];
                    if read.impossible {
                        self.notes.note_date(cell(row), source, batch.line(row));
                    }
                    self.put(read);
                }
                continue;
            }
            let mut reads = [Read::default(); MANY];
            for (row, read) in rows.clone().zip(&mut reads) {
                *read = self.clean(cell(row), take);
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
        let filled = read.id != 0 || read.impossible;
        self.notes.dates += u64::from(filled && self.field.role == Role::BirthDate);
        self.notes.impossible_dates += u64::from(read.impossible);
        self.notes.other_encoding += u64::from(read.other_encoding);
        self.notes.placeholders += u64::from(read.placeholder);
        self.cells.push(read.id);
    }

    /// Makes a cell comparable: its text comes after those that there are.
    fn clean(&mut self, raw: &[u8], take: Take) -> Read {
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
        let clean = clean(self.field.role, take.part, raw, take.style, &mut self.folded);
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
    /// The line of each row, where rows have one.
    lines: Vec<u64>,
    /// How many rows came before each row of empty cells only, which is none.
    blank: Vec<usize>,
}

impl Batch {
    /// Without rows, for rows of `width` cells with their identifier at `id`.
    pub fn new(width: usize, id: Option<usize>) -> Self {
        Batch { bytes: vec![], ends: vec![], width, id, lines: vec![], blank: vec![] }
    }

    /// Forgets the rows, keeps the room.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
        self.lines.clear();
        self.blank.clear();
    }

    /// Puts a cell at the end. A row is whole once it has `width` cells.
    #[inline]
    pub fn push(&mut self, cell: &[u8]) {
        self.bytes.extend_from_slice(cell);
        self.ends.push(self.bytes.len() as u32);
    }

    /// Puts a whole row at the end: its cells one after the other, and where each ends.
    pub(crate) fn push_row(&mut self, cells: &[u8], ends: impl Iterator<Item = usize>, line: u64) {
        let from = self.bytes.len();
        self.lines.push(line);
        self.bytes.extend_from_slice(cells);
        self.ends.extend(ends.map(|end| (from + end) as u32));
    }

    /// A row of empty cells only came: it is nobody, but has its number.
    pub(crate) fn push_blank(&mut self) {
        self.blank.push(self.len());
    }

    /// The line a row begins in, from 1; `None` where it has none.
    pub(crate) fn line(&self, row: usize) -> Option<u64> {
        self.lines.get(row).copied()
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
    use crate::table::OddDate;

    fn table(columns: &[(&str, Role)], rows: &[&[&str]]) -> Table {
        let columns = columns
            .iter()
            .enumerate()
            .map(|(i, (name, role))| Column {
                name: (*name).into(),
                role: *role,
                places: vec![Some(i)],
                styles: vec![Style::default()],
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
        let odd = OddDate { value: "1990-02-30".into(), source: 0, line: None };
        let notes = Notes {
            dates: 2,
            impossible_dates: 1,
            odd_dates: vec![odd],
            placeholders: 2,
            ..Notes::default()
        };
        assert_eq!(t.notes, notes);
    }

    #[test]
    fn other_encodings_are_read_and_counted() {
        let mut batch = Batch::new(1, None);
        batch.push(b"Jos\xe9");
        let mut b = Builder::new(vec![Column {
            name: "first".into(),
            role: Role::GivenName,
            places: vec![Some(0)],
            styles: vec![Style::default()],
        }]);
        b.next_source();
        b.take(&batch);
        let t = b.finish();
        assert_eq!((t.text(0, 0), t.notes.other_encoding), ("jose", 1));
    }
}
