//! Two records compared, field by field, into levels: 0 where a value is missing, then 1 for the best agreement and up to
//! the number of levels for none. A comparison looks at several fields where they only make sense together: names that
//! may be swapped, the parts of an address.

use crate::dictionary::ValueId;
use crate::role::Role;
use crate::short::Shorts;
use crate::table::Table;
use crate::text;
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};

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
    /// Numbers of its level in a pattern: product of the counts before.
    radix: PatternId,
    kind: Kind<'a>,
}

enum Kind<'a> {
    Given(Box<Given<'a>>),
    Family { field: usize, texts: Shorts<'a> },
    Middle { field: usize, texts: Shorts<'a> },
    Birth { field: usize, dates: Vec<u32> },
    Same { field: usize },
    Number { fields: Vec<(usize, Shorts<'a>)> },
    Email { field: usize, texts: Shorts<'a> },
    Words { field: usize, texts: Shorts<'a> },
    Address(Box<Address<'a>>),
    Position { field: usize, degrees: Vec<(f32, f32)> },
}

struct Given<'a> {
    field: usize,
    texts: Shorts<'a>,
    family: Option<(usize, Shorts<'a>)>,
    nicknames: HashSet<(ValueId, ValueId), FixedState>,
}

struct Address<'a> {
    whole: Option<usize>,
    house: Option<(usize, Shorts<'a>)>,
    street: (usize, Shorts<'a>),
    unit: Option<usize>,
    postcode: Option<(usize, Shorts<'a>)>,
    city: Option<usize>,
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

/// A field of both rows, if both have it.
#[inline(always)]
fn both(a: &[ValueId], b: &[ValueId], field: usize) -> Option<(ValueId, ValueId)> {
    let (x, y) = (a[field], b[field]);
    (x != 0 && y != 0).then_some((x, y))
}

impl Kind<'_> {
    #[inline]
    fn level(&self, a: &[ValueId], b: &[ValueId]) -> Level {
        let field = match self {
            Kind::Given(given) => return given.level(a, b),
            Kind::Address(address) => return address.level(a, b),
            Kind::Number { fields } => return number(fields, a, b),
            Kind::Family { field, .. }
            | Kind::Middle { field, .. }
            | Kind::Birth { field, .. }
            | Kind::Same { field }
            | Kind::Email { field, .. }
            | Kind::Words { field, .. }
            | Kind::Position { field, .. } => *field,
        };
        let Some((x, y)) = both(a, b, field) else { return 0 };
        if x == y {
            return 1;
        }
        match self {
            Kind::Family { texts, .. } => match texts.alike(x, y, 0.80) {
                s if s >= 0.92 => 3,
                s => {
                    if shares_a_word(texts.bytes(x), texts.bytes(y)) {
                        2
                    } else if s >= 0.80 {
                        4
                    } else {
                        5
                    }
                }
            },
            Kind::Middle { texts, .. } => {
                let (x, y) = (texts.bytes(x), texts.bytes(y));
                if x[0] == y[0] && (x.len() == 1 || y.len() == 1) { 2 } else { 3 }
            }
            Kind::Birth { dates, .. } => birth(dates[x as usize], dates[y as usize]),
            Kind::Email { texts, .. } => {
                let name = |id| texts.bytes(id).split(|b| *b == b'@').next();
                if name(x) == name(y) {
                    2
                } else if texts.alike(x, y, 0.92) >= 0.92 {
                    3
                } else {
                    4
                }
            }
            Kind::Words { texts, .. } => match texts.alike(x, y, 0.80) {
                s if s >= 0.92 => 2,
                s if s >= 0.80 => 3,
                _ => 4,
            },
            Kind::Position { degrees, .. } => {
                let km = kilometres(degrees[x as usize], degrees[y as usize]);
                1 + [0.05, 0.5, 5.0, 50.0].iter().filter(|limit| km > **limit).count() as Level
            }
            _ => 2,
        }
    }
}

impl Given<'_> {
    #[inline]
    fn level(&self, a: &[ValueId], b: &[ValueId]) -> Level {
        let Some((x, y)) = both(a, b, self.field) else { return 0 };
        if x == y {
            return 1;
        }
        let alike = self.texts.alike(x, y, 0.80);
        if alike >= 0.92 {
            return 3;
        }
        if first_word_or_initial(self.texts.bytes(x), self.texts.bytes(y))
            || self.nicknames.contains(&(x.min(y), x.max(y)))
        {
            return 2;
        }
        if alike >= 0.80 {
            return 4;
        }
        if let Some((field, family)) = &self.family
            && let Some((p, q)) = both(a, b, *field)
            && self.texts.alike_to(x, family, q, 0.92) >= 0.92
            && self.texts.alike_to(y, family, p, 0.92) >= 0.92
        {
            return SWAPPED;
        }
        6
    }
}

impl Address<'_> {
    #[inline]
    fn level(&self, a: &[ValueId], b: &[ValueId]) -> Level {
        let of = |field: Option<usize>| field.and_then(|f| both(a, b, f));
        let streets = both(a, b, self.street.0);
        let houses = self.house.as_ref().and_then(|(f, texts)| both(a, b, *f).map(|ids| (ids, texts)));
        let same_house = houses.map(|((x, y), _)| x == y);
        if let Some((x, y)) = streets {
            if x == y {
                if same_house == Some(true) || self.house.is_none() {
                    return if of(self.unit).is_some_and(|(x, y)| x != y) { 2 } else { 1 };
                }
                // One digit for another is another house.
                let near = |((p, q), texts): ((ValueId, ValueId), &Shorts<'_>)| {
                    texts.bytes(p).len().max(texts.bytes(q).len()) > 1 && texts.one_edit(p, q)
                };
                return if houses.is_none_or(near) { 3 } else { 4 };
            }
            if same_house != Some(false) && self.street.1.alike(x, y, 0.9) >= 0.9 {
                return 3;
            }
        }
        let postcodes = self.postcode.as_ref().and_then(|(f, texts)| both(a, b, *f).map(|ids| (ids, texts)));
        let cities = of(self.city);
        match (postcodes, cities) {
            (None, None) if streets.is_none() => 0,
            (Some(((x, y), _)), _) if x == y => {
                if same_house == Some(true) {
                    5
                } else {
                    6
                }
            }
            (_, Some((x, y))) if x == y => 7,
            (Some(((x, y), texts)), _) if texts.one_edit(x, y) => 8,
            _ => 9,
        }
    }
}

/// Several telephones: the best of all ways to pair them.
#[inline]
fn number(fields: &[(usize, Shorts<'_>)], a: &[ValueId], b: &[ValueId]) -> Level {
    let mut best = 0;
    for (i, (f, texts)) in fields.iter().enumerate() {
        for (j, (g, others)) in fields.iter().enumerate() {
            let (x, y) = (a[*f], b[*g]);
            if x == 0 || y == 0 {
                continue;
            }
            let level = if i == j {
                if x == y {
                    return 1;
                }
                if texts.one_edit(x, y) { 2 } else { the_same_end(texts.bytes(x), texts.bytes(y)) }
            } else {
                let (x, y) = (texts.bytes(x), others.bytes(y));
                if x == y {
                    return 1;
                }
                the_same_end(x, y)
            };
            best = if best == 0 { level } else { best.min(level) };
        }
    }
    best
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

/// Numbers of other length: one may lack the area code, or be the end of the other.
fn the_same_end(a: &[u8], b: &[u8]) -> Level {
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
    pub comparisons: Vec<Comparison<'a>>,
}

impl<'a> Comparer<'a> {
    /// The comparisons that the table's fields allow.
    pub fn new(table: &'a Table) -> Self {
        let mut made = Comparer { table, comparisons: vec![] };
        let texts = |field: usize| Shorts::new(&table.fields[field].values);
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
        for field in table.fields_of(Role::Identifier) {
            let kind = Kind::Number { fields: vec![(field, texts(field))] };
            made.add(&table.fields[field].column, &NUMBER, Some(field), kind);
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
                whole: first(Role::Address),
                house: first(Role::HouseNumber).map(|f| (f, texts(f))),
                street: (street, texts(street)),
                unit: first(Role::Unit),
                postcode: postcode.map(|f| (f, texts(f))),
                city,
            };
            made.add("address", &ADDRESS, address.whole.or(Some(street)), Kind::Address(Box::new(address)));
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
        self.comparisons.push(Comparison { name: name.to_owned(), levels, frequency, radix, kind });
    }

    /// The levels of two rows, one for each comparison.
    #[inline]
    pub fn levels_of(&self, a: &[ValueId], b: &[ValueId]) -> [Level; MOST] {
        let mut levels = [0; MOST];
        let mut swapped = false;
        for (c, level) in self.comparisons.iter().zip(&mut levels) {
            // Swapped names are told once, by the given name.
            *level = match &c.kind {
                Kind::Family { .. } if swapped => 0,
                kind => kind.level(a, b),
            };
            swapped |= *level == SWAPPED && matches!(c.kind, Kind::Given(_));
        }
        levels
    }

    /// The pattern of two rows.
    #[inline]
    pub fn pattern(&self, a: &[ValueId], b: &[ValueId]) -> PatternId {
        let levels = self.levels_of(a, b);
        self.comparisons.iter().zip(levels).map(|(c, level)| c.radix * PatternId::from(level)).sum()
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

/// The numbers of the values of a field, by text.
fn numbers(table: &Table, field: usize) -> HashMap<&str, ValueId, FixedState> {
    let values = &table.fields[field].values;
    (1..values.len() as ValueId).map(|id| (values.text(id), id)).collect()
}

fn nicknames(table: &Table, field: usize) -> HashSet<(ValueId, ValueId), FixedState> {
    let ids = numbers(table, field);
    let mut out = HashSet::default();
    for line in NICKNAMES.lines().filter(|l| !l.starts_with('#')) {
        // Two short forms of one name may be one person as well: all pairs of a line.
        let known: Vec<ValueId> = line.split(',').filter_map(|n| ids.get(n.trim()).copied()).collect();
        for (i, a) in known.iter().enumerate() {
            out.extend(known[i + 1..].iter().map(|b| (*a.min(b), *a.max(b))));
        }
    }
    out
}
