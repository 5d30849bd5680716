//! Blocking rules: what two rows must share to be compared.

use crate::dictionary::{Dictionary, ValueId};
use crate::role::Role;
use crate::table::Table;
use crate::text;
use foldhash::fast::FixedState;
use std::hash::BuildHasher as _;

/// A blocking key of a row: 0 says that the row has none.
pub(super) type Key = u32;

pub(super) const HASHER: FixedState = FixedState::with_seed(0x6b65_7973);

pub(super) fn nonzero(hash: u64) -> u32 {
    ((hash >> 32) as u32).max(1)
}

/// Part of a rule: what of a field goes into the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Take {
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
    fn parse(word: &str) -> Option<Take> {
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

    /// A number for what is taken of each value; equal numbers for equal parts.
    fn codes(self, values: &Dictionary) -> Vec<u32> {
        let hash = |s: &str| nonzero(HASHER.hash_one(s.as_bytes()));
        let chars = |s: &str, n: usize| s.chars().count() >= n;
        values.table(0, |v| match self {
            Take::Whole => hash(v),
            Take::First(n) if chars(v, n) => hash(&v[..v.char_indices().nth(n).map_or(v.len(), |(i, _)| i)]),
            Take::Last(n) if chars(v, n) => {
                hash(&v[v.char_indices().rev().nth(n - 1).map_or(0, |(i, _)| i)..])
            }
            Take::First(_) | Take::Last(_) => 0,
            Take::Sound => text::soundex(v.as_bytes()),
            Take::Year => text::date(v, false).map_or(0, |d| text::parts_of(d).0),
            Take::MonthDay => text::date(v, false).map_or(0, |d| {
                let (_, m, day) = text::parts_of(d);
                if (m, day) == (1, 1) { 0 } else { m * 100 + day }
            }),
        })
    }
}

/// A rule: rows that agree on all its parts are compared.
pub struct Rule {
    /// As it is written: `birth_date + family_name.2`.
    pub text: String,
    /// Do its pairs say enough to learn from? Those of the library's wide rules hold too many namesakes and relatives.
    pub narrow: bool,
    parts: Vec<(usize, Vec<u32>)>,
    /// Given and family name in either order.
    pub(super) swapped: Option<(usize, usize)>,
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
                    parts.push((field, take.codes(&table.fields[field].values)));
                    wider.push(Rule { parts, text: rule.text.clone(), ..*rule });
                }
            }
            rules = wider;
        }
        Ok(rules)
    }

    #[inline]
    pub(super) fn key(&self, row: &[ValueId]) -> Key {
        let mut mixed = 0x9e37_79b9_7f4a_7c15_u64;
        let mut mix = |code: u32| {
            mixed = (mixed ^ u64::from(code)).wrapping_mul(0xd6e8_feb8_6659_fd93);
            mixed ^= mixed >> 32;
        };
        for (field, codes) in &self.parts {
            let code = codes[row[*field] as usize];
            if code == 0 {
                return 0;
            }
            mix(code);
        }
        if let Some((given, family)) = self.swapped
            && (row[given] == 0 || row[family] == 0)
        {
            return 0;
        }
        nonzero(mixed.wrapping_mul(0xd6e8_feb8_6659_fd93))
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

/// Numbers for the texts of given and family names: one text has one number, whichever column it stands in.
pub(super) fn swap_codes(table: &Table, given: usize, family: usize) -> (Vec<u32>, Vec<u32>) {
    let codes = |field: usize| Take::Whole.codes(&table.fields[field].values);
    (codes(given), codes(family))
}
