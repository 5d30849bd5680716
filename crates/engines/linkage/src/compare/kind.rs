//! How each kind of field is compared.

use super::{Level, SWAPPED};
use crate::dictionary::ValueId;
use crate::short::Shorts;
use crate::similarity::within_one_edit;
use crate::table::{RowId, Table};
use crate::text;
use foldhash::fast::FixedState;
use hashbrown::HashSet;

pub(super) enum Kind<'a> {
    Given(Box<Given<'a>>),
    Family {
        field: usize,
        texts: Shorts<'a>,
    },
    Middle {
        field: usize,
        texts: Shorts<'a>,
    },
    Birth {
        field: usize,
        dates: Vec<u32>,
    },
    Same {
        field: usize,
    },
    Number {
        fields: Vec<(usize, Shorts<'a>)>,
    },
    /// Numbers of several systems, `system|number`: those of one system are compared.
    Identifiers {
        fields: Vec<(usize, Shorts<'a>)>,
    },
    Email {
        field: usize,
        texts: Shorts<'a>,
    },
    Words {
        field: usize,
        texts: Shorts<'a>,
    },
    Address(Box<Address<'a>>),
    Position {
        field: usize,
        degrees: Vec<(f32, f32)>,
    },
}

pub(super) struct Given<'a> {
    pub(super) field: usize,
    pub(super) texts: Shorts<'a>,
    pub(super) family: Option<(usize, Shorts<'a>)>,
    pub(super) nicknames: HashSet<(ValueId, ValueId), FixedState>,
}

pub(super) struct Address<'a> {
    pub(super) house: Option<(usize, Shorts<'a>)>,
    pub(super) street: (usize, Shorts<'a>),
    pub(super) unit: Option<usize>,
    pub(super) postcode: Option<(usize, Shorts<'a>)>,
    pub(super) city: Option<usize>,
}

/// A field of both rows, if both have it.
#[inline(always)]
fn both(a: &[ValueId], b: &[ValueId], field: usize) -> Option<(ValueId, ValueId)> {
    let (x, y) = (a[field], b[field]);
    (x != 0 && y != 0).then_some((x, y))
}

impl Kind<'_> {
    /// The fields that are looked at.
    pub(super) fn fields(&self) -> Vec<usize> {
        match self {
            Kind::Given(given) => vec![given.field],
            Kind::Number { fields } | Kind::Identifiers { fields } => fields.iter().map(|f| f.0).collect(),
            Kind::Address(a) => [
                a.house.as_ref().map(|f| f.0),
                Some(a.street.0),
                a.unit,
                a.city,
                a.postcode.as_ref().map(|f| f.0),
            ]
            .into_iter()
            .flatten()
            .collect(),
            Kind::Family { field, .. }
            | Kind::Middle { field, .. }
            | Kind::Birth { field, .. }
            | Kind::Same { field }
            | Kind::Email { field, .. }
            | Kind::Words { field, .. }
            | Kind::Position { field, .. } => vec![*field],
        }
    }

    /// Does it take long, for values that are spread over memory?
    pub(super) fn dear(&self) -> bool {
        matches!(self, Kind::Number { .. } | Kind::Identifiers { .. } | Kind::Email { .. } | Kind::Address(_))
    }

    /// The best level that each pair of rows could have, told from the numbers of their values alone.
    pub(super) fn at_best(&self, table: &Table, pairs: &[(RowId, RowId)], out: &mut [Level]) {
        match self {
            Kind::Address(address) => each(table, pairs, out, |a, b| address.at_best(a, b)),
            Kind::Number { fields } if fields.len() > 1 => out[..pairs.len()].fill(1),
            Kind::Identifiers { .. } => out[..pairs.len()].fill(1),
            Kind::Number { fields } => values(table, pairs, out, fields[0].0, |_, _| 2),
            Kind::Position { field, .. } => values(table, pairs, out, *field, |_, _| 1),
            Kind::Given(given) => values(table, pairs, out, given.field, |_, _| 2),
            Kind::Family { field, .. }
            | Kind::Middle { field, .. }
            | Kind::Birth { field, .. }
            | Kind::Same { field }
            | Kind::Email { field, .. }
            | Kind::Words { field, .. } => values(table, pairs, out, *field, |_, _| 2),
        }
    }

    /// The levels of pairs of rows.
    pub(super) fn fill(&self, table: &Table, pairs: &[(RowId, RowId)], out: &mut [Level]) {
        match self {
            Kind::Given(given) => foresee(table, pairs, given.field, &given.texts),
            Kind::Family { field, texts } | Kind::Email { field, texts } | Kind::Words { field, texts } => {
                foresee(table, pairs, *field, texts);
            }
            Kind::Number { fields } | Kind::Identifiers { fields } => {
                fields.iter().for_each(|(field, texts)| foresee(table, pairs, *field, texts));
            }
            Kind::Address(address) => foresee(table, pairs, address.street.0, &address.street.1),
            Kind::Middle { .. } | Kind::Birth { .. } | Kind::Same { .. } | Kind::Position { .. } => {}
        }
        // Each kind has a loop of its own: what it is, is asked once and not for each pair.
        match self {
            Kind::Given(given) => each(table, pairs, out, |a, b| given.level(a, b)),
            Kind::Address(address) => each(table, pairs, out, |a, b| address.level(a, b)),
            Kind::Number { fields } => match fields.as_slice() {
                [(field, texts)] => values(table, pairs, out, *field, |x, y| {
                    if texts.one_edit(x, y) { 2 } else { the_same_end(texts.bytes(x), texts.bytes(y)) }
                }),
                fields => each(table, pairs, out, |a, b| number(fields, a, b)),
            },
            Kind::Identifiers { fields } => each(table, pairs, out, |a, b| identifiers(fields, a, b)),
            Kind::Family { field, texts } => values(table, pairs, out, *field, |x, y| family(texts, x, y)),
            Kind::Middle { field, texts } => values(table, pairs, out, *field, |x, y| {
                let (x, y) = (texts.bytes(x), texts.bytes(y));
                if x[0] == y[0] && (x.len() == 1 || y.len() == 1) { 2 } else { 3 }
            }),
            Kind::Birth { field, dates } => {
                values(table, pairs, out, *field, |x, y| birth(dates[x as usize], dates[y as usize]));
            }
            Kind::Same { field } => values(table, pairs, out, *field, |_, _| 2),
            Kind::Email { field, texts } => values(table, pairs, out, *field, |x, y| email(texts, x, y)),
            Kind::Words { field, texts } => {
                values(table, pairs, out, *field, |x, y| match texts.alike(x, y, 0.80) {
                    s if s >= 0.92 => 2,
                    s if s >= 0.80 => 3,
                    _ => 4,
                });
            }
            Kind::Position { field, degrees } => values(table, pairs, out, *field, |x, y| {
                let km = kilometres(degrees[x as usize], degrees[y as usize]);
                1 + [0.05, 0.5, 5.0, 50.0].iter().filter(|limit| km > **limit).count() as Level
            }),
        }
    }
}

/// Reads the values of a field that differ before any pair is compared.
#[inline]
fn foresee(table: &Table, pairs: &[(RowId, RowId)], field: usize, texts: &Shorts<'_>) {
    texts.foresee(pairs.iter().map(|(i, j)| (table.row(*i)[field], table.row(*j)[field])));
}

/// The level of each pair of rows.
#[inline(always)]
fn each(
    table: &Table,
    pairs: &[(RowId, RowId)],
    out: &mut [Level],
    level: impl Fn(&[ValueId], &[ValueId]) -> Level,
) {
    for ((i, j), out) in pairs.iter().zip(out) {
        *out = level(table.row(*i), table.row(*j));
    }
}

/// The level of each pair of rows by one field: 0 where it is missing, 1 where it is the same, else what `differ` says.
#[inline(always)]
fn values(
    table: &Table,
    pairs: &[(RowId, RowId)],
    out: &mut [Level],
    field: usize,
    differ: impl Fn(ValueId, ValueId) -> Level,
) {
    each(table, pairs, out, |a, b| match both(a, b, field) {
        None => 0,
        Some((x, y)) if x == y => 1,
        Some((x, y)) => differ(x, y),
    });
}

#[inline]
fn family(texts: &Shorts<'_>, x: ValueId, y: ValueId) -> Level {
    let alike = texts.alike(x, y, 0.80);
    if alike >= 0.92 {
        3
    } else if shares_a_word(texts.bytes(x), texts.bytes(y)) {
        2
    } else if alike >= 0.80 {
        4
    } else {
        5
    }
}

#[inline]
fn email(texts: &Shorts<'_>, x: ValueId, y: ValueId) -> Level {
    let name = |id| texts.bytes(id).split(|b| *b == b'@').next();
    if name(x) == name(y) {
        2
    } else if texts.alike(x, y, 0.92) >= 0.92 {
        3
    } else {
        4
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
    /// The best level, told from the numbers alone: what is spelt alike is not known.
    #[inline]
    fn at_best(&self, a: &[ValueId], b: &[ValueId]) -> Level {
        let of = |field: Option<usize>| field.and_then(|f| both(a, b, f));
        let streets = both(a, b, self.street.0);
        let same_house = of(self.house.as_ref().map(|h| h.0)).map(|(x, y)| x == y);
        match streets {
            Some((x, y)) if x == y => {
                return if same_house == Some(true) || self.house.is_none() { 1 } else { 3 };
            }
            Some(_) if same_house != Some(false) => return 3,
            _ => {}
        }
        let (postcodes, cities) = (of(self.postcode.as_ref().map(|p| p.0)), of(self.city));
        match (postcodes, cities) {
            (None, None) if streets.is_none() => 0,
            (Some((x, y)), _) if x == y => 5,
            (_, Some((x, y))) if x == y => 7,
            _ => 8,
        }
    }

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

/// Numbers of several systems: the best of all ways to pair those of one system. Numbers of two systems say nothing.
fn identifiers(fields: &[(usize, Shorts<'_>)], a: &[ValueId], b: &[ValueId]) -> Level {
    let mut best = 0;
    for (f, texts) in fields.iter().filter(|(f, _)| a[*f] != 0) {
        for (g, others) in fields.iter().filter(|(g, _)| b[*g] != 0) {
            let (x, y) = (texts.bytes(a[*f]), others.bytes(b[*g]));
            let number = |text: &[u8]| text.iter().rposition(|c| *c == b'|').map_or(0, |i| i + 1);
            let (m, n) = (number(x), number(y));
            if x[..m] != y[..n] {
                continue;
            }
            let level = if x == y {
                1
            } else if within_one_edit(&x[m..], &y[n..]) {
                2
            } else {
                the_same_end(&x[m..], &y[n..])
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
