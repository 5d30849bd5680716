//! Two records compared, field by field, into levels: 0 where a value is missing, then 1 for the best agreement and up to
//! the number of levels for none. A comparison looks at several fields where they only make sense together: names that
//! may be swapped, the parts of an address.

use crate::dictionary::ValueId;
use crate::role::Role;
use crate::similarity::{damerau_levenshtein, jaro_winkler, within_one_edit};
use crate::table::Table;
use crate::text;
use std::collections::HashSet;

/// A level of a comparison: 0 is missing.
pub type Level = u8;

/// The levels of all comparisons of a pair, as one number: pairs with equal levels have equal numbers.
pub type PatternId = u64;

/// A comparison: one to one with a factor of a pair's probability.
pub struct Comparison {
    /// What is compared, for people: `given name`.
    pub name: String,
    /// What each level means, best first, without the missing one.
    pub levels: &'static [&'static str],
    /// The field whose values are counted for the term frequency of level 1; `None` where frequency says nothing.
    pub frequency: Option<usize>,
    /// Numbers of its level in a pattern: product of the counts before.
    radix: PatternId,
    kind: Kind,
}

enum Kind {
    Given { field: usize, family: Option<usize>, nicknames: HashSet<(ValueId, ValueId)>, crossed: Crossed },
    Family { field: usize },
    Middle { field: usize },
    Birth { field: usize, dates: Vec<u32> },
    Same { field: usize },
    Number { fields: Vec<usize> },
    Email { field: usize },
    Words { field: usize },
    Address(Box<Address>),
    Position { field: usize, degrees: Vec<(f32, f32)> },
}

/// For each given name, the number of the same text among family names, and the other way about: 0 where there is none.
#[derive(Default)]
struct Crossed {
    given_as_family: Vec<ValueId>,
}

struct Address {
    whole: Option<usize>,
    house: Option<usize>,
    street: Option<usize>,
    unit: Option<usize>,
    postcode: Option<usize>,
    city: Option<usize>,
}

const GIVEN: [&str; 6] =
    ["the same", "nickname or part of it", "nearly the same", "alike", "the names are swapped", "different"];
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

impl Kind {
    fn level(&self, a: &[ValueId], b: &[ValueId], table: &Table) -> Level {
        let bytes = |field: usize, id: ValueId| table.fields[field].values.bytes(id);
        match self {
            Kind::Given { field, family, nicknames, crossed } => {
                let (x, y) = (a[*field], b[*field]);
                if x == 0 || y == 0 {
                    return 0;
                }
                if x == y {
                    return 1;
                }
                if let Some(family) = family
                    && crossed.given_as_family[x as usize] == b[*family]
                    && crossed.given_as_family[y as usize] == a[*family]
                    && (a[*family] != 0 && b[*family] != 0)
                {
                    return 5;
                }
                if nicknames.contains(&(x.min(y), x.max(y))) {
                    return 2;
                }
                let (x, y) = (bytes(*field, x), bytes(*field, y));
                if first_word_or_initial(x, y) {
                    return 2;
                }
                match jaro_winkler(x, y) {
                    s if s >= 0.92 => 3,
                    s if s >= 0.80 => 4,
                    _ => 6,
                }
            }
            Kind::Family { field } => {
                let (x, y) = (a[*field], b[*field]);
                if x == 0 || y == 0 {
                    return 0;
                }
                if x == y {
                    return 1;
                }
                let (x, y) = (bytes(*field, x), bytes(*field, y));
                if shares_a_word(x, y) {
                    return 2;
                }
                match jaro_winkler(x, y) {
                    s if s >= 0.92 => 3,
                    s if s >= 0.80 => 4,
                    _ => 5,
                }
            }
            Kind::Middle { field } => {
                let (x, y) = (a[*field], b[*field]);
                match (x, y) {
                    (0, _) | (_, 0) => 0,
                    _ if x == y => 1,
                    _ => {
                        let (x, y) = (bytes(*field, x), bytes(*field, y));
                        if x[0] == y[0] && (x.len() == 1 || y.len() == 1) { 2 } else { 3 }
                    }
                }
            }
            Kind::Birth { field, dates } => {
                let (x, y) = (dates[a[*field] as usize], dates[b[*field] as usize]);
                if x == 0 || y == 0 { 0 } else { birth(x, y) }
            }
            Kind::Same { field } => match (a[*field], b[*field]) {
                (0, _) | (_, 0) => 0,
                (x, y) if x == y => 1,
                _ => 2,
            },
            Kind::Number { fields } => {
                // Several telephones: the best of all ways to pair them.
                let mut best = 0;
                for (i, f) in fields.iter().enumerate() {
                    for (j, g) in fields.iter().enumerate() {
                        if a[*f] != 0 && b[*g] != 0 {
                            let level = if i == j && a[*f] == b[*g] {
                                1
                            } else {
                                number(bytes(*f, a[*f]), bytes(*g, b[*g]))
                            };
                            best = if best == 0 { level } else { best.min(level) };
                        }
                    }
                }
                best
            }
            Kind::Email { field } => match (a[*field], b[*field]) {
                (0, _) | (_, 0) => 0,
                (x, y) if x == y => 1,
                (x, y) => {
                    let (x, y) = (bytes(*field, x), bytes(*field, y));
                    let local = |e: &[u8]| e.iter().position(|b| *b == b'@').unwrap_or(e.len());
                    if x[..local(x)] == y[..local(y)] {
                        2
                    } else if jaro_winkler(x, y) >= 0.92 {
                        3
                    } else {
                        4
                    }
                }
            },
            Kind::Words { field } => match (a[*field], b[*field]) {
                (0, _) | (_, 0) => 0,
                (x, y) if x == y => 1,
                (x, y) => match jaro_winkler(bytes(*field, x), bytes(*field, y)) {
                    s if s >= 0.92 => 2,
                    s if s >= 0.80 => 3,
                    _ => 4,
                },
            },
            Kind::Address(address) => address.level(a, b, table),
            Kind::Position { field, degrees } => match (a[*field], b[*field]) {
                (0, _) | (_, 0) => 0,
                (x, y) => {
                    let km = kilometres(degrees[x as usize], degrees[y as usize]);
                    1 + [0.05, 0.5, 5.0, 50.0].iter().filter(|limit| km > **limit).count() as Level
                }
            },
        }
    }
}

impl Address {
    fn level(&self, a: &[ValueId], b: &[ValueId], table: &Table) -> Level {
        let both = |f: Option<usize>| f.map(|f| (a[f], b[f])).filter(|(x, y)| *x != 0 && *y != 0);
        let bytes = |f: Option<usize>, id: ValueId| table.fields[f.unwrap_or_default()].values.bytes(id);
        let streets = both(self.street);
        let postcodes = both(self.postcode);
        let cities = both(self.city);
        if streets.is_none() && postcodes.is_none() && cities.is_none() {
            return 0;
        }
        let houses = both(self.house);
        let same_house = houses.map(|(x, y)| x == y);
        if let Some((x, y)) = streets {
            let whole = both(self.whole).is_some_and(|(x, y)| x == y);
            if whole || (x == y && self.house.is_none()) {
                return if both(self.unit).is_some_and(|(x, y)| x != y) { 2 } else { 1 };
            }
            if x == y {
                let near = houses.is_none_or(|(p, q)| {
                    let (p, q) = (bytes(self.house, p), bytes(self.house, q));
                    p.len().max(q.len()) > 1 && within_one_edit(p, q)
                });
                return if near { 3 } else { 4 };
            }
            if same_house != Some(false) && jaro_winkler(bytes(self.street, x), bytes(self.street, y)) >= 0.9
            {
                return 3;
            }
        }
        if let Some((x, y)) = postcodes {
            if x == y {
                return if same_house == Some(true) { 5 } else { 6 };
            }
            if cities.is_some_and(|(x, y)| x == y) {
                return 7;
            }
            return if damerau_levenshtein(bytes(self.postcode, x), bytes(self.postcode, y)) == 1 {
                8
            } else {
                9
            };
        }
        if cities.is_some_and(|(x, y)| x == y) { 7 } else { 9 }
    }
}

/// `mary` and `mary ann`, `r` and `robert`.
fn first_word_or_initial(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    long.starts_with(short) && (short.len() == 1 || long[short.len()] == b' ')
}

/// `smith` and `smith jones`.
fn shares_a_word(a: &[u8], b: &[u8]) -> bool {
    if !a.contains(&b' ') && !b.contains(&b' ') {
        return false;
    }
    a.split(|c| *c == b' ').any(|w| w.len() > 2 && b.split(|c| *c == b' ').any(|v| v == w))
}

fn birth(x: u32, y: u32) -> Level {
    if x == y {
        return 1;
    }
    let ((xy, xm, xd), (yy, ym, yd)) = (text::parts_of(x), text::parts_of(y));
    if xy == yy && xm == yd && xd == ym {
        return 2;
    }
    let digits = |y: u32, m: u32, d: u32| y * 10_000 + m * 100 + d;
    if one_digit(digits(xy, xm, xd), digits(yy, ym, yd)) {
        return if xy == yy && ((xm, xd) == (1, 1) || (ym, yd) == (1, 1)) { 5 } else { 3 };
    }
    if (xm, xd) == (ym, yd) {
        return 4;
    }
    if xy == yy {
        return match ((xm, xd), (ym, yd)) {
            ((1, 1), _) | (_, (1, 1)) => 5,
            _ if xm == ym || xd == yd => 6,
            _ => 7,
        };
    }
    if xy.abs_diff(yy) <= 2 { 8 } else { 9 }
}

/// Does one decimal digit differ, or are two neighbours swapped?
fn one_digit(a: u32, b: u32) -> bool {
    let (mut a, mut b, mut first) = (a, b, None::<(u32, u32)>);
    let mut differ = 0;
    let mut swapped = false;
    let mut at = 0;
    while a != b {
        let (x, y) = (a % 10, b % 10);
        if x != y {
            differ += 1;
            match first {
                None => first = Some((at, x * 10 + y)),
                Some((place, pair)) => swapped = differ == 2 && place + 1 == at && pair == y * 10 + x,
            }
            if differ > 2 {
                return false;
            }
        }
        (a, b, at) = (a / 10, b / 10, at + 1);
    }
    differ == 1 || swapped
}

fn number(a: &[u8], b: &[u8]) -> Level {
    if a == b {
        return 1;
    }
    if within_one_edit(a, b) {
        return 2;
    }
    // Numbers of other length: one may lack the area code, or be the end of the other.
    let end = a.len().min(b.len());
    if a.len() != b.len() && end >= 4 && a[a.len() - end..] == b[b.len() - end..] { 3 } else { 4 }
}

/// Distance on the sphere (haversine), in kilometres, of two points in degrees.
fn kilometres(a: (f32, f32), b: (f32, f32)) -> f32 {
    let (lat, lon) = ((b.0 - a.0).to_radians(), (b.1 - a.1).to_radians());
    let h = (lat / 2.0).sin().powi(2)
        + a.0.to_radians().cos() * b.0.to_radians().cos() * (lon / 2.0).sin().powi(2);
    2.0 * 6371.0 * h.sqrt().min(1.0).asin()
}

/// All comparisons of a table.
pub struct Comparer<'a> {
    table: &'a Table,
    /// The comparisons, in the order of their levels in a pattern.
    pub comparisons: Vec<Comparison>,
}

impl<'a> Comparer<'a> {
    /// The comparisons that the table's fields allow.
    pub fn new(table: &'a Table) -> Self {
        let mut made = Comparer { table, comparisons: vec![] };
        let first = |role| table.field(role);
        if let Some(field) = first(Role::GivenName) {
            let family = first(Role::FamilyName);
            let kind = Kind::Given {
                field,
                family,
                nicknames: nicknames(table, field),
                crossed: crossed(table, field),
            };
            made.add("given name", &GIVEN, Some(field), kind);
        }
        if let Some(field) = first(Role::FamilyName) {
            made.add("family name", &FAMILY, Some(field), Kind::Family { field });
        }
        if let Some(field) = first(Role::MiddleName) {
            made.add("middle name", &MIDDLE, Some(field), Kind::Middle { field });
        }
        if let Some(field) = first(Role::BirthDate) {
            let dates = table.fields[field].values.table(0, |v| text::date(v, false).unwrap_or_default());
            made.add("date of birth", &BIRTH, Some(field), Kind::Birth { field, dates });
        }
        if let Some(field) = first(Role::Sex) {
            made.add("sex", &SAME, None, Kind::Same { field });
        }
        for field in table.fields_of(Role::Identifier) {
            made.add(&table.fields[field].column, &NUMBER, Some(field), Kind::Number { fields: vec![field] });
        }
        let phones: Vec<usize> = table.fields_of(Role::Phone).collect();
        if let Some(field) = phones.first() {
            made.add("phone", &NUMBER, Some(*field), Kind::Number { fields: phones });
        }
        if let Some(field) = first(Role::Email) {
            made.add("e-mail", &EMAIL, Some(field), Kind::Email { field });
        }
        let address = Address {
            whole: first(Role::Address),
            house: first(Role::HouseNumber),
            street: first(Role::Street),
            unit: first(Role::Unit),
            postcode: first(Role::Postcode),
            city: first(Role::City),
        };
        if address.street.is_some() {
            made.add("address", &ADDRESS, address.whole.or(address.street), Kind::Address(Box::new(address)));
        } else {
            if let Some(field) = address.postcode {
                made.add("postcode", &NUMBER, Some(field), Kind::Number { fields: vec![field] });
            }
            if let Some(field) = address.city {
                made.add("city", &WORDS, Some(field), Kind::Words { field });
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
        for field in table.fields_of(Role::Text) {
            made.add(&table.fields[field].column, &WORDS, Some(field), Kind::Words { field });
        }
        made
    }

    fn add(&mut self, name: &str, levels: &'static [&'static str], frequency: Option<usize>, kind: Kind) {
        let radix = self.comparisons.last().map_or(1, |c| c.radix * (c.levels.len() as PatternId + 1));
        self.comparisons.push(Comparison { name: name.to_owned(), levels, frequency, radix, kind });
    }

    /// The pattern of two rows.
    #[inline]
    pub fn pattern(&self, a: &[ValueId], b: &[ValueId]) -> PatternId {
        let mut id = 0;
        let mut swapped = false;
        for c in &self.comparisons {
            // Swapped names are told once, by the given name.
            let level = match &c.kind {
                Kind::Family { .. } if swapped => 0,
                kind => kind.level(a, b, self.table),
            };
            swapped |= level == 5 && matches!(c.kind, Kind::Given { .. });
            id += c.radix * PatternId::from(level);
        }
        id
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

fn nicknames(table: &Table, field: usize) -> HashSet<(ValueId, ValueId)> {
    let values = &table.fields[field].values;
    let ids: hashbrown::HashMap<&str, ValueId, foldhash::fast::FixedState> =
        (1..values.len() as ValueId).map(|id| (values.text(id), id)).collect();
    let mut out = HashSet::new();
    for line in NICKNAMES.lines().filter(|l| !l.starts_with('#')) {
        let names = line.split(',').filter_map(|n| ids.get(n.trim()).copied());
        // Two short forms of one name may be one person as well: all pairs of a line.
        let known: Vec<ValueId> = names.collect();
        for (i, a) in known.iter().enumerate() {
            out.extend(known[i + 1..].iter().map(|b| (*a.min(b), *a.max(b))));
        }
    }
    out
}

fn crossed(table: &Table, given: usize) -> Crossed {
    let Some(family) = table.field(Role::FamilyName) else { return Crossed::default() };
    let values = &table.fields[family].values;
    let ids: hashbrown::HashMap<&str, ValueId, foldhash::fast::FixedState> =
        (1..values.len() as ValueId).map(|id| (values.text(id), id)).collect();
    let given_as_family = table.fields[given].values.table(0, |v| ids.get(v).copied().unwrap_or_default());
    Crossed { given_as_family }
}
