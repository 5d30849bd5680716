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
            let number = text::phone(raw, room).unwrap_or_default();
            clean.placeholder = number.is_empty() && raw.bytes().filter(u8::is_ascii_digit).count() >= 7;
            number.into()
        }
        Role::Email => {
            let mail = raw.trim().to_lowercase();
            clean.placeholder = text::nobodys_mail(&mail);
            if clean.placeholder { "".into() } else { mail.into() }
        }
        Role::Sex => match text::fold(raw, room).as_bytes().first() {
            Some(b'f' | b'w') => "f",
            Some(b'm' | b'h') => "m",
            Some(b'x' | b'o' | b'n') => "x",
            _ => "",
        }
        .into(),
        // ZIP+4: the five digits.
        Role::Postcode if raw.len() == 10 && raw.as_bytes()[5] == b'-' => raw[..5].into(),
        // City, state and ZIP code in one cell.
        Role::Postcode if let Some(zip) = zip_behind(raw) => zip.into(),
        role => {
            let whole = text::fold(raw, room);
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
                Role::Identifier if text::one_letter(taken) => "".into(),
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
