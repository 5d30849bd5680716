//! A cell made comparable: one spelling, whole names and addresses taken apart, what names nobody left out.

use crate::dates::Style;
use crate::names;
use crate::role::Role;
use crate::text;
use std::borrow::Cow;

/// Which part of a cell a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Whole,
    NameGiven,
    NameMiddle,
    NameFamily,
    HouseNumber,
    Street,
    Unit,
    Postcode,
}

/// The fields that a column of a role makes.
pub(crate) fn parts(role: &Role) -> impl Iterator<Item = (Role, Part)> + use<> {
    let parts: &[(Role, Part)] = match role {
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
        _ => &[],
    };
    let whole = !matches!(role, Role::FullName | Role::Address | Role::Id | Role::Ignore);
    parts.iter().copied().chain(whole.then_some((*role, Part::Whole)))
}

/// A cell made comparable.
pub(crate) struct Clean<'a> {
    /// Empty where the cell says nothing.
    pub(crate) text: Cow<'a, str>,
    /// It is a date that does not exist, or no date.
    pub(crate) impossible: bool,
    /// It names nobody.
    pub(crate) placeholder: bool,
}

/// Makes a cell comparable. `room`: to write in.
pub(crate) fn clean<'a>(
    role: Role,
    part: Part,
    raw: &'a str,
    style: Style,
    room: &'a mut String,
) -> Clean<'a> {
    let mut clean = Clean { text: Cow::Borrowed(""), impossible: false, placeholder: false };
    clean.text = match role {
        Role::BirthDate => match style.read(raw) {
            Some(date) => {
                clean.impossible = !text::exists(date);
                let (y, m, d) = text::parts_of(date);
                format!("{y:04}{m:02}{d:02}").into()
            }
            None => {
                clean.impossible = !raw.trim().is_empty();
                "".into()
            }
        },
        Role::Phone => {
            let raw = whole_number(raw);
            let number = text::phone(raw, room).unwrap_or_default();
            clean.placeholder = number.is_empty() && raw.bytes().filter(u8::is_ascii_digit).count() >= 7;
            number.into()
        }
        Role::Email => {
            let mail = raw.trim().to_lowercase();
            clean.placeholder = text::nobodys_mail(&mail);
            if clean.placeholder { "".into() } else { mail.into() }
        }
        Role::Sex => sex(text::fold(raw, room)).into(),
        // ZIP+4: the five digits.
        Role::Postcode if raw.len() == 10 && raw.as_bytes()[5] == b'-' => raw[..5].into(),
        Role::Postcode if whole_number(raw).len() < raw.len() => whole_number(raw).into(),
        // City, state and ZIP code in one cell.
        Role::Postcode if let Some(zip) = zip_behind(raw) => zip.into(),
        role => {
            let raw = &*with_numbered_unit(role, raw);
            let whole = text::fold(if role == Role::Identifier { whole_number(raw) } else { raw }, room);
            let taken = match part {
                Part::Whole => names::bare(role, whole),
                part => part.of(raw, whole),
            };
            let of_address = matches!(role, Role::HouseNumber | Role::Street | Role::Unit);
            if text::names_nobody(taken, role == Role::GivenName) || of_address && text::names_nowhere(whole)
            {
                // An address is counted once.
                clean.placeholder = !of_address || role == Role::Street;
                return clean;
            }
            match role {
                Role::Street => text::address(taken),
                Role::Unit => match text::address(taken) {
                    Cow::Borrowed(address) => unit(address).into(),
                    Cow::Owned(address) => unit(&address).to_owned().into(),
                },
                Role::Identifier if text::nobodys_number(taken) => "".into(),
                Role::Identifier | Role::Postcode if taken.contains(' ') => taken.replace(' ', "").into(),
                _ => taken.into(),
            }
        }
    };
    clean
}

/// The ZIP code behind a city: `Reading, PA 19601-1234`.
fn zip_behind(raw: &str) -> Option<&str> {
    let (before, last) = raw.trim_end().rsplit_once([' ', ','])?;
    let zip = last.split_once('-').map_or(last, |(zip, _)| zip);
    let is_zip = zip.len() == 5 && zip.bytes().all(|b| b.is_ascii_digit());
    (is_zip && before.chars().filter(|c| c.is_alphabetic()).count() > 2).then_some(zip)
}

/// A number as a spreadsheet writes it that took it for one to reckon with: `5415550100.0`.
fn whole_number(raw: &str) -> &str {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    raw.trim().strip_suffix(".0").filter(|number| digits(number)).unwrap_or(raw)
}

/// A folded sex: `f`, `m`, `x` for another, or empty where it is not said.
fn sex(folded: &str) -> &'static str {
    const NOT_SAID: [&str; 6] = ["missing", "na", "withheld", "no answer", "prefer not to say", "no dice"];
    if text::names_nobody(folded, false) || NOT_SAID.contains(&folded) {
        return "";
    }
    // `Mujer` begins as `male` does, `hembra` as `hombre`.
    match (folded, folded.as_bytes().first()) {
        ("mujer" | "hembra", _) | (_, Some(b'f' | b'w')) => "f",
        (_, Some(b'm' | b'h')) => "m",
        (_, Some(b'x' | b'o' | b'n')) => "x",
        _ => "",
    }
}

/// `12 Elm St # 4`: the sign goes with punctuation, and what it says with it.
fn with_numbered_unit(role: Role, raw: &str) -> Cow<'_, str> {
    match role {
        Role::HouseNumber | Role::Street | Role::Unit | Role::Postcode if raw.contains('#') => {
            let unit = if names_unit(raw) { " " } else { " apt " };
            raw.replace('#', unit).into()
        }
        _ => raw.into(),
    }
}

/// Has a raw cell a word for a home in a house?
fn names_unit(raw: &str) -> bool {
    let is_unit = |part: &str| UNITS.iter().any(|word| part.eq_ignore_ascii_case(word));
    raw.split(|c: char| !c.is_alphanumeric()).any(is_unit)
}

/// Words before the number of a home in a house, folded.
const UNITS: [&str; 19] = [
    "apt",
    "apartment",
    "unit",
    "ste",
    "suite",
    "rm",
    "room",
    "lot",
    "spc",
    "space",
    "trlr",
    "bldg",
    "no",
    "num",
    "int",
    "interior",
    "depto",
    "dept",
    "departamento",
];

/// Of those, words that stand in names of streets and towns too.
const MEANS_MORE: [&str; 7] = ["lot", "space", "no", "num", "int", "interior", "dept"];

/// Where in a folded line behind its house number the home in the house begins: `walnut ave apt 4`.
fn unit_at(line: &str) -> Option<usize> {
    let mut at = 0;
    for word in line.split(' ') {
        let next = line[at + word.len()..].trim_start().split(' ').next().unwrap_or_default();
        let numbered = next.contains(|c: char| c.is_ascii_digit()) || next.len() == 1;
        if UNITS.contains(&word) && !next.is_empty() && (numbered || !MEANS_MORE.contains(&word)) {
            return Some(at);
        }
        at += word.len() + 1;
    }
    None
}

/// The number of a unit, without the word for it.
fn unit(address: &str) -> &str {
    match address.split_once(' ') {
        Some((word, number)) if UNITS.contains(&word) => number,
        _ => address,
    }
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
        let (given, middle, family) = names::taken_apart(raw, whole);
        match self {
            Part::NameGiven => given,
            Part::NameMiddle => middle,
            _ => family,
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
        let (street, unit) = unit_at(rest).map_or((rest, ""), |i| (rest[..i].trim_end(), &rest[i..]));
        // Behind it may come the town, which another line leaves out.
        let end = unit.match_indices(' ').nth(1).map_or(unit.len(), |(at, _)| at);
        let unit = &unit[..end];
        match self {
            Part::HouseNumber => house,
            Part::Street => street,
            Part::Unit => unit,
            _ => postcode,
        }
    }
}
