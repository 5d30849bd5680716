//! Blocking rules: what two rows must share to be compared.

use crate::dictionary::ValueId;
use crate::role::Role;
use crate::table::Table;
use crate::text;
use foldhash::fast::FixedState;
use rayon::prelude::*;
use std::hash::BuildHasher as _;

/// A blocking key of a row: 0 says that the row has none.
pub(crate) type Key = u32;

const HASHER: FixedState = FixedState::with_seed(0x6b65_7973);

/// What a key is mixed from before its first part.
pub(crate) const START: u64 = 0x9e37_79b9_7f4a_7c15;

/// A key with one more part.
#[inline]
pub(crate) fn mix(mixed: u64, code: u32) -> u64 {
    let mixed = (mixed ^ u64::from(code)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    mixed ^ mixed >> 32
}

/// The key of all parts.
#[inline]
pub(crate) fn key_of(mixed: u64) -> Key {
    nonzero(mixed.wrapping_mul(0xd6e8_feb8_6659_fd93))
}

fn nonzero(hash: u64) -> u32 {
    ((hash >> 32) as u32).max(1)
}

/// Part of a rule: what of a field goes into the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Take {
    /// The value.
    Whole,
    /// Its first letters.
    First(usize),
    /// Its last letters.
    Last(usize),
    /// Its sound.
    Sound,
    /// The year of a date.
    Year,
    /// Month and day of a date; not the first of January, which often stands for an unknown day.
    MonthDay,
}

impl Take {
    pub(crate) fn parse(word: &str) -> Option<Take> {
        Some(match word {
            "sound" => Take::Sound,
            "year" => Take::Year,
            "month_day" => Take::MonthDay,
            n => match n.strip_prefix('-') {
                Some(n) => Take::Last(n.parse().ok()?),
                None => Take::First(n.parse().ok()?),
            },
        })
    }

    /// The number for what is taken of a value; 0 where it has no such part.
    pub(crate) fn code(self, value: &str) -> u32 {
        let hash = |s: &str| nonzero(HASHER.hash_one(s.as_bytes()));
        let chars = |n: usize| value.chars().count() >= n;
        match self {
            Take::Whole => hash(value),
            Take::First(n) if chars(n) => {
                hash(&value[..value.char_indices().nth(n).map_or(value.len(), |(i, _)| i)])
            }
            Take::Last(n) if chars(n) => {
                hash(&value[value.char_indices().rev().nth(n - 1).map_or(0, |(i, _)| i)..])
            }
            Take::First(_) | Take::Last(_) => 0,
            Take::Sound => text::soundex(value.as_bytes()),
            Take::Year => text::date(value, false).map_or(0, |d| text::parts_of(d).0),
            Take::MonthDay => text::date(value, false).map_or(0, |d| {
                let (_, m, day) = text::parts_of(d);
                if (m, day) == (1, 1) { 0 } else { m * 100 + day }
            }),
        }
    }
}

/// A rule: rows that agree on all its parts are compared.
pub struct Rule {
    /// As it is written: `birth_date + family_name.2`.
    pub text: String,
    /// Do its pairs say enough to learn from? Those of the library's wide rules hold too many namesakes and relatives.
    pub narrow: bool,
    parts: Vec<(usize, Take)>,
    /// Given and family name in either order.
    swapped: Option<(usize, usize)>,
}

impl Rule {
    /// Reads a rule for a table. `Ok(None)` where the table has no field for one of its parts.
    ///
    /// # Errors
    /// A part that is not known, with what could stand there.
    pub fn parse(text: &str, table: &Table) -> Result<Vec<Rule>, String> {
        let mut rules =
            vec![Rule { text: text.to_owned(), narrow: !WIDE.contains(&text), parts: vec![], swapped: None }];
        for part in text.split('+').map(str::trim) {
            if part == "names_in_either_order" {
                let (Some(g), Some(f)) = (table.field(Role::GivenName), table.field(Role::FamilyName)) else {
                    return Ok(vec![]);
                };
                rules.iter_mut().for_each(|r| r.swapped = Some((g, f)));
                continue;
            }
            let (role, take) = part.split_once('.').map_or((part, None), |(r, t)| (r, Some(t)));
            let take = match take {
                None => Take::Whole,
                Some(word) => Take::parse(word).ok_or_else(|| {
                    format!("blocking rule `{text}`: `.{word}` is not known; write .2 (first letters), .-4 (last), .sound, .year or .month_day")
                })?,
            };
            let role: Role = toml::Value::String(role.to_owned()).try_into().map_err(|_| {
                format!("blocking rule `{text}`: `{role}` is no role of a column; write for instance birth_date or family_name")
            })?;
            // A role with several columns (two phones) makes a rule for each.
            let mut wider = vec![];
            for field in table.fields_of(role) {
                for rule in &rules {
                    let mut parts = rule.parts.clone();
                    parts.push((field, take));
                    wider.push(Rule { parts, text: rule.text.clone(), ..*rule });
                }
            }
            rules = wider;
        }
        Ok(rules)
    }
}

/// What rules take of each value, as numbers, looked up once for a row and not once for each rule.
pub(super) struct Codes {
    /// A field, how much is taken of it, and the numbers: all of a value beside each other.
    fields: Vec<(usize, usize, Vec<u32>)>,
    rules: Vec<Places>,
}

/// Keys are made for so many rows at once.
pub(super) const ROWS: usize = 256;

/// The places of a rule's numbers among those of a row.
struct Places {
    parts: Vec<usize>,
    /// Those of names in either order.
    swapped: Option<(usize, usize)>,
}

impl Codes {
    pub(super) fn new(table: &Table, rules: &[Rule]) -> Codes {
        let mut taken: Vec<(usize, Take)> = vec![];
        for rule in rules {
            taken.extend(&rule.parts);
            taken.extend(rule.swapped.iter().flat_map(|(g, f)| [(*g, Take::Whole), (*f, Take::Whole)]));
        }
        taken.sort_unstable();
        taken.dedup();
        let fields = taken
            .chunk_by(|a, b| a.0 == b.0)
            .collect::<Vec<_>>()
            .into_par_iter()
            .map(|takes| {
                let values = &table.fields[takes[0].0].values;
                let mut codes = vec![0; takes.len()];
                for value in 1..values.len() as ValueId {
                    codes.extend(takes.iter().map(|(_, take)| take.code(values.text(value))));
                }
                (takes[0].0, takes.len(), codes)
            })
            .collect();
        let place = |part: (usize, Take)| taken.iter().position(|t| *t == part).unwrap_or_default();
        let places = |rule: &Rule| {
            let swapped = rule.swapped.map(|(g, f)| (place((g, Take::Whole)), place((f, Take::Whole))));
            Places { parts: rule.parts.iter().map(|part| place(*part)).collect(), swapped }
        };
        Codes { fields, rules: rules.iter().map(places).collect() }
    }

    /// The keys of at most [`ROWS`] rows under all rules, those of a row beside each other. `room`: for the rows' numbers.
    ///
    /// One part of one rule is mixed in for all rows, and then the next: no row waits for what another has to do.
    pub(super) fn keys(&self, rows: &[ValueId], width: usize, room: &mut Vec<[u32; ROWS]>, keys: &mut [Key]) {
        room.clear();
        for (field, takes, codes) in &self.fields {
            let from = room.len();
            room.resize(from + takes, [0; ROWS]);
            for (i, row) in rows.chunks_exact(width).enumerate().take(ROWS) {
                let at = row[*field] as usize * takes;
                room[from..].iter_mut().zip(&codes[at..at + takes]).for_each(|(room, code)| room[i] = *code);
            }
        }
        for (rule, Places { parts, swapped }) in self.rules.iter().enumerate() {
            let (mut mixed, mut lacks) = ([START; ROWS], [false; ROWS]);
            let mut add = |codes: &[u32; ROWS]| {
                for ((mixed, lacks), code) in mixed.iter_mut().zip(&mut lacks).zip(codes) {
                    *lacks |= *code == 0;
                    *mixed = mix(*mixed, *code);
                }
            };
            parts.iter().for_each(|part| add(&room[*part]));
            if let Some((given, family)) = *swapped {
                let names = || room[given].iter().zip(&room[family]);
                let order = |pick: fn(u32, u32) -> u32| {
                    let mut out = [0; ROWS];
                    out.iter_mut().zip(names()).for_each(|(out, (a, b))| *out = pick(*a, *b));
                    out
                };
                add(&order(u32::min));
                add(&order(u32::max));
            }
            let of_rule = keys.iter_mut().skip(rule).step_by(self.rules.len());
            for ((key, mixed), lacks) in of_rule.zip(mixed).zip(lacks) {
                *key = key_of(mixed) * Key::from(!lacks);
            }
        }
    }
}

/// Rules for the fields that there are, strongest first.
pub const NARROW: [&str; 13] = [
    "identifier + birth_date",
    "birth_date + family_name.2",
    "birth_date + given_name.2",
    "phone + given_name.1",
    "phone + birth_date",
    "email",
    "identifier + family_name.1",
    "identifier + given_name.1",
    "given_name + family_name + birth_date.year",
    "given_name + family_name + birth_date.month_day",
    "given_name + family_name + postcode",
    "given_name.sound + family_name.sound + birth_date.month_day",
    "given_name.sound + family_name.sound + birth_date.year",
];

/// Rules that follow those: they find who moved, changed a name or has half the cells empty, among many who are someone
/// else.
pub const WIDE: [&str; 23] = [
    "house_number + street + given_name.1",
    "house_number + postcode + given_name.2",
    "postcode + birth_date",
    "birth_date + sex + family_name.1",
    "names_in_either_order",
    "house_number + street.4 + birth_date.year",
    "street + birth_date.year + given_name.1",
    "postcode + family_name.2",
    "postcode + given_name.2",
    "postcode.3 + birth_date",
    "postcode.3 + given_name",
    "postcode.3 + family_name",
    "given_name.3 + family_name.4",
    "given_name.2 + family_name.2 + birth_date.year",
    "family_name + birth_date.year",
    "given_name + birth_date.year",
    "family_name + text",
    "given_name + text",
    "birth_date + text",
    "house_number + street",
    "identifier",
    "phone",
    "birth_date",
];
