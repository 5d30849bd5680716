//! How each kind of field is compared.

use super::address::Address;
use super::cells::{Cells, PLACES, Place};
use super::number::{identifiers, near, number};
use super::{Level, SWAPPED};
use crate::blocking::PAIRS;
use crate::dictionary::ValueId;
use crate::short::{Shorts, bound, winkler_at_most};
use crate::text;
use foldhash::fast::FixedState;
use hashbrown::HashSet;
use std::sync::Arc;

pub(super) enum Kind<'a> {
    Given(Box<Given<'a>>),
    Family {
        field: usize,
        texts: Arc<Shorts<'a>>,
    },
    Middle {
        field: usize,
        texts: Arc<Shorts<'a>>,
    },
    Birth {
        field: usize,
        dates: Vec<u32>,
    },
    Same {
        field: usize,
    },
    Number {
        fields: Vec<(usize, Arc<Shorts<'a>>)>,
    },
    /// Numbers of several systems, `system|number`: those of one system are compared.
    Identifiers {
        fields: Vec<(usize, Arc<Shorts<'a>>)>,
    },
    Email {
        field: usize,
        texts: Arc<Shorts<'a>>,
    },
    Words {
        field: usize,
        texts: Arc<Shorts<'a>>,
    },
    Address(Box<Address<'a>>),
    Position {
        field: usize,
        degrees: Vec<(f32, f32)>,
    },
}

pub(super) struct Given<'a> {
    pub(super) field: usize,
    pub(super) texts: Arc<Shorts<'a>>,
    pub(super) family: Option<(usize, Arc<Shorts<'a>>)>,
    pub(super) nicknames: HashSet<(ValueId, ValueId), FixedState>,
}

/// How long a comparison takes: what takes long is left for the pairs that are left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cost {
    /// Numbers alone, or few values.
    Little,
    /// Given names: what family names say depends on them.
    Names,
    /// Texts.
    Texts,
    /// Texts as many as rows.
    Much,
}

impl Kind<'_> {
    /// The fields that are looked at.
    pub(super) fn fields(&self) -> Vec<usize> {
        match self {
            Kind::Given(given) => vec![given.field],
            Kind::Number { fields } | Kind::Identifiers { fields } => fields.iter().map(|f| f.0).collect(),
            Kind::Address(address) => address.fields(),
            Kind::Family { field, .. }
            | Kind::Middle { field, .. }
            | Kind::Birth { field, .. }
            | Kind::Same { field }
            | Kind::Email { field, .. }
            | Kind::Words { field, .. }
            | Kind::Position { field, .. } => vec![*field],
        }
    }

    pub(super) fn cost(&self) -> Cost {
        match self {
            Kind::Middle { .. } | Kind::Birth { .. } | Kind::Same { .. } | Kind::Position { .. } => {
                Cost::Little
            }
            Kind::Given(_) => Cost::Names,
            Kind::Family { .. } | Kind::Words { .. } => Cost::Texts,
            Kind::Number { .. } | Kind::Identifiers { .. } | Kind::Email { .. } | Kind::Address(_) => {
                Cost::Much
            }
        }
    }

    /// The best level that each pair of rows could have, told from the numbers of their values alone.
    pub(super) fn at_best(&self, cells: &Cells, places: &[Place], out: &mut [Level; PAIRS]) {
        match self {
            Kind::Address(address) => each(places, out, |place| address.at_best(cells, place)),
            Kind::Number { fields } if fields.len() > 1 => out.fill(1),
            Kind::Identifiers { .. } | Kind::Position { .. } => out.fill(1),
            Kind::Number { fields } => same(cells, fields[0].0, out),
            Kind::Given(given) => same(cells, given.field, out),
            Kind::Family { field, .. }
            | Kind::Middle { field, .. }
            | Kind::Birth { field, .. }
            | Kind::Same { field }
            | Kind::Email { field, .. }
            | Kind::Words { field, .. } => same(cells, *field, out),
        }
    }

    /// The levels of the pairs at some places.
    pub(super) fn fill(&self, cells: &Cells, places: &[Place], out: &mut [Level; PAIRS]) {
        // Each kind has a loop of its own: what it is, is asked once and not for each pair.
        match self {
            Kind::Given(given) => {
                same(cells, given.field, out);
                let alike = likeness(cells, places, out, given.field, &given.texts, 0.80);
                values(cells, places, out, given.field, |p, x, y| given.level(cells, p, x, y, alike[p]));
            }
            Kind::Address(address) => each(places, out, |place| address.level(cells, place)),
            Kind::Number { fields } => match fields.as_slice() {
                [(field, texts)] => values(cells, places, out, *field, |_, x, y| near(texts, x, y)),
                fields => each(places, out, |place| number(fields, cells, place)),
            },
            Kind::Identifiers { fields } => each(places, out, |place| identifiers(fields, cells, place)),
            Kind::Family { field, texts } => {
                same(cells, *field, out);
                let alike = likeness(cells, places, out, *field, texts, 0.80);
                values(cells, places, out, *field, |p, x, y| family(texts, x, y, alike[p]));
            }
            Kind::Middle { field, texts } => values(cells, places, out, *field, |_, x, y| {
                let (x, y) = (texts.bytes(x), texts.bytes(y));
                if x[0] == y[0] && (x.len() == 1 || y.len() == 1) { 2 } else { 3 }
            }),
            Kind::Birth { field, dates } => {
                values(cells, places, out, *field, |_, x, y| birth(dates[x as usize], dates[y as usize]));
            }
            Kind::Same { field } => same(cells, *field, out),
            Kind::Email { field, texts } => {
                values(cells, places, out, *field, |_, x, y| email(texts, x, y));
            }
            Kind::Words { field, texts } => {
                same(cells, *field, out);
                let alike = likeness(cells, places, out, *field, texts, 0.80);
                values(cells, places, out, *field, |p, _, _| match alike[p] {
                    s if s >= 0.92 => 2,
                    s if s >= 0.80 => 3,
                    _ => 4,
                });
            }
            Kind::Position { field, degrees } => values(cells, places, out, *field, |_, x, y| {
                let km = kilometres(degrees[x as usize], degrees[y as usize]);
                1 + [0.05, 0.5, 5.0, 50.0].iter().filter(|limit| km > **limit).count() as Level
            }),
        }
    }
}

/// The level of the pair at each place.
#[inline(always)]
fn each(places: &[Place], out: &mut [Level; PAIRS], level: impl Fn(Place) -> Level) {
    for place in places {
        out[usize::from(*place) % PAIRS] = level(*place);
    }
}

/// The level of all pairs by one field: 0 where it is missing, 1 where it is the same, else 2.
#[inline]
fn same(cells: &Cells, field: usize, out: &mut [Level; PAIRS]) {
    let [left, right] = cells.of(field);
    for ((x, y), out) in left.iter().zip(right).zip(out) {
        *out = (2 - Level::from(x == y)) * Level::from(*x != 0) * Level::from(*y != 0);
    }
}

/// The level of each pair of rows by one field: 0 where it is missing, 1 where it is the same, else what `differ` says.
///
/// Those that differ are told first, without a branch: nobody could guess which.
#[inline(always)]
fn values(
    cells: &Cells,
    places: &[Place],
    out: &mut [Level; PAIRS],
    field: usize,
    mut differ: impl FnMut(usize, ValueId, ValueId) -> Level,
) {
    same(cells, field, out);
    let mut room = PLACES;
    let differing = kept(places, &mut room, |place| out[usize::from(place) % PAIRS] == 2);
    for place in differing {
        let (x, y) = cells.at(field, *place);
        let p = usize::from(*place) % PAIRS;
        out[p] = differ(p, x, y);
    }
}

/// The places that pass a test.
#[inline(always)]
fn kept<'r>(places: &[Place], room: &'r mut [Place; PAIRS], test: impl Fn(Place) -> bool) -> &'r [Place] {
    let mut n = 0;
    for place in places {
        room[n % PAIRS] = *place;
        n += usize::from(test(*place));
    }
    &room[..n]
}

/// How alike two texts of a field are for the pair at each place, if they are there and differ; 0.0 where that is surely under
/// `floor`.
#[inline(always)]
fn likeness(
    cells: &Cells,
    places: &[Place],
    levels: &[Level; PAIRS],
    field: usize,
    texts: &Shorts<'_>,
    floor: f32,
) -> [f32; PAIRS] {
    let mut room = PLACES;
    let differing = kept(places, &mut room, |place| levels[usize::from(place) % PAIRS] == 2);
    // One step for all pairs, then the next: what one waits for from memory the others wait for as well, and not in turn.
    let (mut x, mut y) = ([0; PAIRS], [0; PAIRS]);
    for (k, place) in differing.iter().enumerate() {
        let (a, b) = cells.at(field, *place);
        (x[k], y[k]) = (texts.glance(a), texts.glance(b));
    }
    let mut bounds = [0.0; PAIRS];
    for ((x, y), out) in x.iter().zip(&y).zip(&mut bounds) {
        *out = bound(*x, *y);
    }
    let (mut alike, mut left, mut n) = ([0.0; PAIRS], [0; PAIRS], 0);
    for (k, bound) in bounds[..differing.len()].iter().enumerate() {
        left[n % PAIRS] = k as Place;
        n += usize::from(winkler_at_most(*bound) >= floor);
    }
    for k in &left[..n] {
        let k = usize::from(*k);
        let (a, b) = cells.at(field, differing[k]);
        alike[usize::from(differing[k]) % PAIRS] = texts.alike_within(a, texts, b, floor, bounds[k]);
    }
    alike
}

#[inline]
fn family(texts: &Shorts<'_>, x: ValueId, y: ValueId, alike: f32) -> Level {
    if alike >= 0.92 {
        3
    } else if texts.has_words(x, y) && shares_a_word(texts.bytes(x), texts.bytes(y)) {
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
    fn level(&self, cells: &Cells, p: usize, x: ValueId, y: ValueId, alike: f32) -> Level {
        if alike >= 0.92 {
            return 3;
        }
        if (self.texts.could_be_part(x, y) && first_word_or_initial(self.texts.bytes(x), self.texts.bytes(y)))
            || self.nicknames.contains(&(x.min(y), x.max(y)))
        {
            return 2;
        }
        if alike >= 0.80 {
            return 4;
        }
        if let Some((field, family)) = &self.family
            && let Some((p, q)) = cells.both(*field, p as Place)
            && self.texts.alike_to(x, family, q, 0.92) >= 0.92
            && self.texts.alike_to(y, family, p, 0.92) >= 0.92
        {
            return SWAPPED;
        }
        6
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

/// Distance on the sphere (haversine), in kilometres, of two points in degrees.
fn kilometres(a: (f32, f32), b: (f32, f32)) -> f32 {
    let (lat, lon) = ((b.0 - a.0).to_radians(), (b.1 - a.1).to_radians());
    let h = (lat / 2.0).sin().powi(2)
        + a.0.to_radians().cos() * b.0.to_radians().cos() * (lon / 2.0).sin().powi(2);
    2.0 * 6371.0 * h.sqrt().min(1.0).asin()
}
