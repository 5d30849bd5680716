//! A [`Table`] made from cells as they were read: each made comparable, whole names and addresses taken apart.

use crate::clean::{self, Part, clean};
use crate::dictionary::{Dictionary, ValueId};
use crate::role::Role;
use crate::table::{Field, Notes, RowId, Table};
use foldhash::fast::FixedState;
use hashbrown::HashMap;

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
    ids: Vec<u8>,
    id_ends: Vec<u64>,
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
                    raw: Dictionary::new(),
                    known: vec![Read::default()],
                });
            }
        }
        Builder { growing, ids: vec![], id_ends: vec![], starts: vec![] }
    }

    /// What follows comes from the next source.
    pub fn next_source(&mut self) {
        self.starts.push(self.id_ends.len() as RowId);
    }

    /// Takes the rows of a batch in. Fields grow side by side on all cores.
    pub fn take(&mut self, batch: &Batch) {
        use rayon::prelude::*;
        let source = self.starts.len() - 1;
        let width = batch.width;
        self.growing.par_iter_mut().for_each(|g| {
            let Some(place) = g.places[source] else {
                g.cells.resize(g.cells.len() + batch.len(), 0);
                return;
            };
            for row in 0..batch.len() {
                let id = g.read(batch.cell(row * width + place));
                g.cells.push(id);
            }
        });
        for row in 0..batch.len() {
            match batch.id {
                Some(place) => self.ids.extend_from_slice(batch.cell(row * width + place)),
                None => self.ids.extend_from_slice((self.id_ends.len() + 1).to_string().as_bytes()),
            }
            self.id_ends.push(self.ids.len() as u64);
        }
    }

    /// All rows are in.
    pub fn finish(mut self) -> Table {
        use rayon::prelude::*;
        let raws: Vec<_> = self
            .growing
            .iter_mut()
            .map(|g| (std::mem::take(&mut g.raw), std::mem::take(&mut g.known)))
            .collect();
        let (address, ()) = rayon::join(|| self.addresses(), || drop(raws));
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
        let mut cells = vec![0; width * self.id_ends.len()];
        cells.par_chunks_mut((width * 4096).max(1)).enumerate().for_each(|(part, cells)| {
            for (i, column) in columns.iter().enumerate() {
                let rows = &column[part * 4096..];
                cells.iter_mut().skip(i).step_by(width).zip(rows).for_each(|(cell, id)| *cell = *id);
            }
        });
        self.ids.shrink_to_fit();
        Table { fields, cells, ids: self.ids, id_ends: self.id_ends, starts: self.starts, notes }
    }

    /// A field for house number and street together: an address is rare or common as a whole.
    fn addresses(&self) -> Option<(Field, Vec<ValueId>)> {
        let of = |role| self.growing.iter().find(|g| g.field.role == role);
        let (house, street) = (of(Role::HouseNumber)?, of(Role::Street)?);
        let mut values = Dictionary::new();
        let mut known: HashMap<(ValueId, ValueId), ValueId, FixedState> = HashMap::default();
        let join = |(h, s): (&ValueId, &ValueId)| {
            let id = if *h == 0 || *s == 0 {
                0
            } else {
                *known.entry((*h, *s)).or_insert_with(|| {
                    let text = [house.field.values.text(*h), street.field.values.text(*s)].join(" ");
                    values.number(text.as_bytes())
                })
            };
            values.count_again(id);
            id
        };
        let cells = house.cells.iter().zip(&street.cells).map(join).collect();
        let column = format!("{} and {}", house.field.column, street.field.column);
        Some((Field { role: Role::Address, column, values }, cells))
    }
}

impl Growing {
    #[inline]
    fn read(&mut self, raw: &[u8]) -> ValueId {
        // Numbers are as many as persons: remembering the raw ones would cost more than reading them again.
        let read = if matches!(self.field.role, Role::Phone | Role::Email | Role::Identifier) {
            self.value_of(raw)
        } else {
            let n = self.raw.number(raw) as usize;
            if n == self.known.len() {
                let read = self.value_of(raw);
                self.known.push(read);
            }
            self.known[n]
        };
        self.field.values.count_again(read.id);
        self.notes.impossible_dates += u64::from(read.impossible);
        self.notes.other_encoding += u64::from(read.other_encoding);
        self.notes.placeholders += u64::from(read.placeholder);
        read.id
    }

    fn value_of(&mut self, raw: &[u8]) -> Read {
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
        Read {
            id: self.field.values.number(clean.text.as_bytes()),
            impossible: clean.impossible,
            other_encoding,
            placeholder: clean.placeholder,
        }
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
