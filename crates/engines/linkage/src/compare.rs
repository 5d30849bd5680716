//! Two records compared, field by field, into levels: 0 where a value is missing, then 1 for the best agreement and up to
//! the number of levels for none. A comparison looks at several fields where they only make sense together: names that
//! may be swapped, the parts of an address.

mod address;
pub(crate) mod cells;
mod kind;
mod number;

use crate::blocking::PAIRS;
use crate::dictionary::ValueId;
use crate::role::Role;
use crate::short::Shorts;
use crate::table::{RowId, Table};
use crate::text;
use address::Address;
use cells::{Cells, PLACES, Place};
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};
pub(crate) use kind::Cost;
use kind::{Given, Kind};
use std::sync::{Arc, LazyLock};

/// A level of a comparison: 0 is missing.
pub type Level = u8;

/// The most comparisons; columns of text beyond are not looked at. A pattern of so many fits a [`PatternId`].
pub const MOST: usize = 20;

/// The levels of all comparisons of a pair, as one number: pairs with equal levels have equal numbers.
pub type PatternId = u64;

/// A comparison: one to one with a factor of a pair's probability.
pub struct Comparison<'a> {
    /// What is compared, for people: `given name`.
    pub name: String,
    /// What each level means, best first, without the missing one.
    pub levels: &'static [&'static str],
    /// The field whose values are counted for the term frequency of level 1; `None` where frequency says nothing.
    pub frequency: Option<usize>,
    /// The fields it looks at.
    pub fields: Vec<usize>,
    /// Numbers of its level in a pattern: product of the counts before.
    radix: PatternId,
    kind: Kind<'a>,
}

const GIVEN: [&str; 6] =
    ["the same", "nickname or part of it", "nearly the same", "alike", "the names are swapped", "different"];
/// Level of [`GIVEN`] that stands for both names.
const SWAPPED: Level = 5;
const FAMILY: [&str; 5] = ["the same", "one is part of the other", "nearly the same", "alike", "different"];
const MIDDLE: [&str; 3] = ["the same", "the same initial", "different"];
const BIRTH: [&str; 9] = [
    "the same day",
    "day and month swapped",
    "one digit differs",
    "another year, the same day",
    "the same year, one the first of January",
    "the same year and month, or the same year and day",
    "the same year",
    "up to two years apart",
    "further apart",
];
const SAME: [&str; 2] = ["the same", "different"];
const NUMBER: [&str; 4] = ["the same", "one digit differs", "the same end", "different"];
const EMAIL: [&str; 4] = ["the same", "the same name at another provider", "nearly the same", "different"];
const WORDS: [&str; 4] = ["the same", "nearly the same", "alike", "different"];
const ADDRESS: [&str; 9] = [
    "the same address",
    "the same address, another unit",
    "nearly the same address",
    "the same street, another house",
    "the same house number and postcode",
    "the same postcode",
    "the same city",
    "a postcode nearly the same",
    "different",
];
const POSITION: [&str; 5] = ["within 50 m", "within 500 m", "within 5 km", "within 50 km", "further apart"];

/// Nicknames: pairs of given names that one person goes by. See `data/nicknames.csv` for where they come from.
const NICKNAMES: &str = include_str!("../data/nicknames.csv");

impl Comparison<'_> {
    /// The fields whose values are counted: one, or all that hold values of one kind.
    pub(crate) fn counted(&self) -> Vec<usize> {
        match (&self.kind, self.frequency) {
            (Kind::Number { .. } | Kind::Identifiers { .. }, Some(_)) => self.fields.clone(),
            (_, field) => field.into_iter().collect(),
        }
    }
}

impl Comparison<'_> {
    /// Does it take long?
    pub(crate) fn cost(&self) -> Cost {
        self.kind.cost()
    }

    /// The best level that the pair at each place could have; quick.
    pub(crate) fn at_best(&self, cells: &Cells, places: &[Place], levels: &mut [Level; PAIRS]) {
        self.kind.at_best(cells, places, levels);
    }
}

/// All comparisons of a table.
pub struct Comparer<'a> {
    table: &'a Table,
    /// The comparisons, in the order of their levels in a pattern.
    pub comparisons: Vec<Comparison<'a>>,
    /// Are there both names, the given one right before the family name?
    names: bool,
}

impl<'a> Comparer<'a> {
    /// The comparisons that the table's fields allow.
    pub fn new(table: &'a Table) -> Self {
        let names = table.field(Role::GivenName).is_some();
        let mut made = Comparer { table, comparisons: vec![], names };
        let mut laid_out: HashMap<usize, Arc<Shorts<'a>>, FixedState> = HashMap::default();
        let mut texts = |field: usize| {
            laid_out
                .entry(field)
                .or_insert_with(|| Arc::new(Shorts::new(&table.fields[field].values)))
                .clone()
        };
        let first = |role| table.field(role);
        if let Some(field) = first(Role::GivenName) {
            let given = Given {
                field,
                texts: texts(field),
                family: first(Role::FamilyName).map(|f| (f, texts(f))),
                nicknames: nicknames(table, field),
            };
            made.add("given name", &GIVEN, Some(field), Kind::Given(Box::new(given)));
        }
        if let Some(field) = first(Role::FamilyName) {
            made.add("family name", &FAMILY, Some(field), Kind::Family { field, texts: texts(field) });
        }
        if let Some(field) = first(Role::MiddleName) {
            made.add("middle name", &MIDDLE, Some(field), Kind::Middle { field, texts: texts(field) });
        }
        if let Some(field) = first(Role::BirthDate) {
            let dates = table.fields[field].values.table(0, |v| text::date(v, false).unwrap_or_default());
            made.add("date of birth", &BIRTH, Some(field), Kind::Birth { field, dates });
        }
        if let Some(field) = first(Role::Sex) {
            made.add("sex", &SAME, None, Kind::Same { field });
        }
        // Several fields of one column are several numbers that one person has.
        let mut numbers: Vec<usize> = table.fields_of(Role::Identifier).collect();
        while let Some(first) = numbers.first().copied() {
            let column = &table.fields[first].column;
            let mine = numbers.extract_if(.., |f| table.fields[*f].column == *column);
            let fields: Vec<_> = mine.map(|f| (f, texts(f))).collect();
            let kind = if fields.len() == 1 { Kind::Number { fields } } else { Kind::Identifiers { fields } };
            made.add(column, &NUMBER, Some(first), kind);
        }
        let phones: Vec<_> = table.fields_of(Role::Phone).map(|f| (f, texts(f))).collect();
        if let Some(field) = phones.first().map(|p| p.0) {
            made.add("phone", &NUMBER, Some(field), Kind::Number { fields: phones });
        }
        if let Some(field) = first(Role::Email) {
            made.add("e-mail", &EMAIL, Some(field), Kind::Email { field, texts: texts(field) });
        }
        let (postcode, city) = (first(Role::Postcode), first(Role::City));
        if let Some(street) = first(Role::Street) {
            let address = Address {
                house: first(Role::HouseNumber).map(|f| (f, texts(f))),
                street: (street, texts(street)),
                unit: first(Role::Unit),
                postcode: postcode.map(|f| (f, texts(f))),
                city,
            };
            made.add(
                "address",
                &ADDRESS,
                first(Role::Address).or(Some(street)),
                Kind::Address(Box::new(address)),
            );
        } else {
            if let Some(field) = postcode {
                let kind = Kind::Number { fields: vec![(field, texts(field))] };
                made.add("postcode", &NUMBER, Some(field), kind);
            }
            if let Some(field) = city {
                made.add("city", &WORDS, Some(field), Kind::Words { field, texts: texts(field) });
            }
        }
        if let Some(field) = first(Role::State) {
            made.add("state", &SAME, None, Kind::Same { field });
        }
        if let Some(field) = first(Role::Position) {
            let degrees = table.fields[field].values.table((0.0, 0.0), |v| {
                let mut parts = v.split_whitespace().filter_map(|p| p.parse().ok());
                (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
            });
            made.add("position", &POSITION, None, Kind::Position { field, degrees });
        }
        let room = MOST - made.comparisons.len().min(MOST);
        for field in table.fields_of(Role::Text).take(room) {
            made.add(
                &table.fields[field].column,
                &WORDS,
                Some(field),
                Kind::Words { field, texts: texts(field) },
            );
        }
        made
    }

    fn add(&mut self, name: &str, levels: &'static [&'static str], frequency: Option<usize>, kind: Kind<'a>) {
        let radix = self.comparisons.last().map_or(1, |c| c.radix * (c.levels.len() as PatternId + 1));
        let fields = kind.fields();
        self.comparisons.push(Comparison { name: name.to_owned(), levels, frequency, fields, radix, kind });
    }

    /// The levels of two rows, one for each comparison.
    pub fn levels_of(&self, left: RowId, right: RowId) -> [Level; MOST] {
        let (mut cells, mut levels) = (Cells::new(self.table), [[0; PAIRS]; MOST]);
        cells.read(self.table, &[(left, right)]);
        for c in 0..self.comparisons.len() {
            self.fill(c, &cells, &PLACES[..1], &mut levels);
        }
        levels.map(|of_pairs| of_pairs[0])
    }

    /// The levels of one comparison for the pairs at some places; those of the comparisons before it are there.
    ///
    /// Many pairs take one comparison after the other, so that what one pair waits for from memory others wait for as well,
    /// and not one after the other.
    pub(crate) fn fill(
        &self,
        c: usize,
        cells: &Cells,
        places: &[Place],
        levels: &mut [[Level; PAIRS]; MOST],
    ) {
        self.comparisons[c].kind.fill(cells, places, &mut levels[c]);
        // Swapped names are told once, by the given name, which comes right before.
        if self.names && matches!(self.comparisons[c].kind, Kind::Family { .. }) {
            let [given, family] = &mut levels[c - 1..=c] else { return };
            for (family, _) in family.iter_mut().zip(given).filter(|(_, given)| **given == SWAPPED) {
                *family = 0;
            }
        }
    }

    /// The levels of many pairs, at most [`PAIRS`] of them at a time: for each comparison those of all pairs; and how many pairs.
    pub(crate) fn compare(
        &self,
        pairs: &[(RowId, RowId)],
        mut each: impl FnMut(&[[Level; PAIRS]; MOST], usize),
    ) {
        let (mut cells, mut levels) = (Cells::new(self.table), [[0; PAIRS]; MOST]);
        for pairs in pairs.chunks(PAIRS) {
            cells.read(self.table, pairs);
            for c in 0..self.comparisons.len() {
                self.fill(c, &cells, &PLACES[..pairs.len()], &mut levels);
            }
            each(&levels, pairs.len());
        }
    }

    /// The patterns of many pairs.
    pub(crate) fn patterns(&self, pairs: &[(RowId, RowId)], mut each: impl FnMut((RowId, RowId), PatternId)) {
        let mut lots = pairs.chunks(PAIRS);
        self.compare(pairs, |levels, n| {
            let mut patterns = [0; PAIRS];
            for (comparison, levels) in self.comparisons.iter().zip(levels) {
                for (pattern, level) in patterns.iter_mut().zip(levels) {
                    *pattern += comparison.radix * PatternId::from(*level);
                }
            }
            let lot = lots.next().unwrap_or_default();
            lot.iter().zip(&patterns[..n]).for_each(|(pair, pattern)| each(*pair, *pattern));
        });
    }

    /// A pattern in which one comparison says nothing.
    #[inline]
    pub(crate) fn missing(&self, pattern: PatternId, comparison: usize) -> PatternId {
        pattern - self.comparisons[comparison].radix * PatternId::from(self.level(pattern, comparison))
    }

    /// The level of one comparison in a pattern.
    #[inline]
    pub fn level(&self, pattern: PatternId, comparison: usize) -> Level {
        let c = &self.comparisons[comparison];
        (pattern / c.radix % (c.levels.len() as PatternId + 1)) as Level
    }

    /// The role of a field.
    pub fn role(&self, field: usize) -> Role {
        self.table.fields[field].role
    }

    /// The levels of a pattern.
    pub fn levels(&self, pattern: PatternId) -> Vec<Level> {
        (0..self.comparisons.len()).map(|c| self.level(pattern, c)).collect()
    }
}

/// The lines of [`NICKNAMES`] that each name stands in.
static KNOWN_BY: LazyLock<HashMap<&str, Vec<u32>, FixedState>> = LazyLock::new(|| {
    let mut lines: HashMap<&str, Vec<u32>, FixedState> = HashMap::default();
    for (number, line) in NICKNAMES.lines().enumerate().filter(|(_, l)| !l.starts_with('#')) {
        line.split(',').for_each(|name| lines.entry(name.trim()).or_default().push(number as u32));
    }
    lines
});

/// Given names of a field that one person goes by. Two short forms of one name may be one person as well: all pairs of a line.
fn nicknames(table: &Table, field: usize) -> HashSet<(ValueId, ValueId), FixedState> {
    let values = &table.fields[field].values;
    let mut known: Vec<(u32, ValueId)> = vec![];
    for id in 1..values.len() as ValueId {
        let lines = KNOWN_BY.get(values.text(id)).into_iter().flatten();
        known.extend(lines.map(|line| (*line, id)));
    }
    known.sort_unstable();
    let mut out = HashSet::default();
    for line in known.chunk_by(|a, b| a.0 == b.0) {
        for (i, (_, a)) in line.iter().enumerate() {
            out.extend(line[i + 1..].iter().map(|(_, b)| (*a.min(b), *a.max(b))));
        }
    }
    out
}
