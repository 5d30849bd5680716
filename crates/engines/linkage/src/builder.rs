//! A [`Table`] made from cells as they were read: each made comparable, whole names and addresses taken apart.

use crate::dictionary::{Dictionary, ValueId};
use crate::role::Role;
use crate::table::{Field, Notes, RowId, Table};
use crate::text;

/// Which part of a cell a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Whole,
    NameGiven,
    NameMiddle,
    NameFamily,
    HouseNumber,
    Street,
    Unit,
    Postcode,
}

/// A field while rows come in.
struct Growing {
    field: Field,
    /// Which column of each source, by place.
    places: Vec<Option<usize>>,
    part: Part,
    day_first: bool,
    cells: Vec<ValueId>,
    notes: Notes,
    scratch: Scratch,
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

#[derive(Default)]
struct Scratch {
    folded: String,
    decoded: String,
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
            let parts: &[(Role, Part)] = match column.role {
                Role::FullName => &[
                    (Role::GivenName, Part::NameGiven),
                    (Role::MiddleName, Part::NameMiddle),
                    (Role::FamilyName, Part::NameFamily),
                ],
                Role::Address => &[
                    (Role::HouseNumber, Part::HouseNumber),
                    (Role::Street, Part::Street),
                    (Role::Unit, Part::Unit),
                    (Role::Postcode, Part::Postcode),
                ],
                Role::Id | Role::Ignore => &[],
                role => &[(role, Part::Whole)],
            };
            for (role, part) in parts {
                growing.push(Growing {
                    field: Field { role: *role, column: column.name.clone(), values: Dictionary::new() },
                    places: column.places.clone(),
                    part: *part,
                    day_first: column.day_first,
                    cells: vec![],
                    notes: Notes::default(),
                    scratch: Scratch::default(),
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
        let width = self.growing.len();
        let mut cells = vec![0; width * self.id_ends.len()];
        let mut notes = Notes::default();
        let mut fields = Vec::with_capacity(width);
        for (i, mut g) in self.growing.drain(..).enumerate() {
            drop((g.raw, g.known));
            for (row, id) in g.cells.iter().enumerate() {
                cells[row * width + i] = *id;
            }
            g.field.values.close();
            notes.add(&g.notes);
            fields.push(g.field);
        }
        self.ids.shrink_to_fit();
        let mut table =
            Table { fields, cells, ids: self.ids, id_ends: self.id_ends, starts: self.starts, notes };
        table.join_addresses();
        table
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
        let Growing { field, part, day_first, scratch, .. } = self;
        let Scratch { folded, decoded } = scratch;
        let mut read = Read::default();
        let raw = match std::str::from_utf8(raw) {
            Ok(raw) => raw,
            Err(_) => {
                read.other_encoding = true;
                decoded.clear();
                decoded.push_str(&encoding_rs::WINDOWS_1252.decode_without_bom_handling(raw).0);
                decoded.as_str()
            }
        };
        let mut number = |value: &str| field.values.number(value.as_bytes());
        read.id = match field.role {
            Role::BirthDate => match text::date(raw, *day_first) {
                Some(date) => {
                    read.impossible = !text::exists(date);
                    let (y, m, d) = text::parts_of(date);
                    number(&format!("{y:04}{m:02}{d:02}"))
                }
                None => {
                    read.impossible = !raw.trim().is_empty();
                    0
                }
            },
            Role::Phone => number(text::phone(raw, folded).unwrap_or_default()),
            Role::Email => number(&raw.trim().to_lowercase()),
            Role::Sex => number(match text::fold(raw, folded).as_bytes().first() {
                Some(b'f' | b'w') => "f",
                Some(b'm' | b'h') => "m",
                Some(b'x' | b'o' | b'n') => "x",
                _ => "",
            }),
            // ZIP+4: the five digits.
            Role::Postcode if raw.len() == 10 && raw.as_bytes()[5] == b'-' => number(&raw[..5]),
            role => {
                let whole = text::fold(raw, folded);
                let taken = match part {
                    Part::Whole => whole,
                    part => part.of(raw, whole),
                };
                if text::names_nobody(taken, role == Role::GivenName) {
                    read.placeholder = true;
                    return read;
                }
                match role {
                    Role::Street => number(&text::address(taken)),
                    Role::Unit => number(unit(&text::address(taken))),
                    Role::Identifier if text::one_letter(taken) => 0,
                    Role::Identifier | Role::Postcode if taken.contains(' ') => {
                        number(&taken.replace(' ', ""))
                    }
                    _ => number(taken),
                }
            }
        };
        read
    }
}

/// The number of a unit, without the word for it.
fn unit(address: &str) -> &str {
    address
        .split_once(' ')
        .filter(|(word, _)| matches!(*word, "apt" | "ste" | "rm" | "no"))
        .map_or(address, |u| u.1)
}

impl Part {
    /// The part in a folded cell. `raw` tells commas.
    fn of<'a>(self, raw: &str, whole: &'a str) -> &'a str {
        match self {
            Part::Whole => whole,
            Part::NameGiven | Part::NameMiddle | Part::NameFamily => self.of_name(raw, whole),
            _ => self.of_address(whole),
        }
    }

    fn of_name<'a>(self, raw: &str, whole: &'a str) -> &'a str {
        // "Smith, Ann Mary" has as many words before the comma as its family name.
        let family_words = raw.split_once(',').map(|(family, _)| family.split_whitespace().count());
        let cut =
            |words: usize| whole.match_indices(' ').nth(words.max(1) - 1).map_or(whole.len(), |(i, _)| i);
        if let Some(words) = family_words.filter(|n| *n > 0) {
            let at = cut(words);
            let (family, given) = (&whole[..at], whole[at..].trim_start());
            let (first, rest) = given.split_once(' ').unwrap_or((given, ""));
            return match self {
                Part::NameFamily => family,
                Part::NameGiven => first,
                _ => rest,
            };
        }
        let (first, rest) = whole.split_once(' ').unwrap_or((whole, ""));
        let (middle, last) = rest.rsplit_once(' ').unwrap_or(("", rest));
        match self {
            Part::NameGiven => first,
            Part::NameMiddle => middle,
            _ => last,
        }
    }

    fn of_address(self, whole: &str) -> &str {
        let (house, rest) = whole
            .split_once(' ')
            .filter(|(first, _)| first.starts_with(|c: char| c.is_ascii_digit()))
            .unwrap_or(("", whole));
        let last = rest.rsplit(' ').next().unwrap_or_default();
        let postcode = if last.len() == 5 && last.bytes().all(|b| b.is_ascii_digit()) { last } else { "" };
        let rest = rest[..rest.len() - postcode.len()].trim_end();
        let unit_at = ["apt ", "apartment ", "unit ", "ste ", "suite ", "rm "]
            .iter()
            .filter_map(|w| {
                rest.match_indices(w).map(|(i, _)| i).find(|i| *i == 0 || rest.as_bytes()[i - 1] == b' ')
            })
            .min();
        let (street, unit) = unit_at.map_or((rest, ""), |i| (rest[..i].trim_end(), &rest[i..]));
        match self {
            Part::HouseNumber => house,
            Part::Street => street,
            Part::Unit => unit,
            _ => postcode,
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
    fn cell(&self, i: usize) -> &[u8] {
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
