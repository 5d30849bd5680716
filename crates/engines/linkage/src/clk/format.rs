//! What a column's values look like, and the one way in which each is written before it is hashed. A value that does not
//! fit is refused, never hashed as it is: the two partners' tools must read it alike or not at all.

use super::date;
use serde::Deserialize;
use std::borrow::Cow;

/// What the values of a column look like.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase", deny_unknown_fields)]
pub enum Format {
    /// Text.
    String {
        /// As which bytes it is hashed.
        #[serde(default)]
        encoding: Encoding,
        /// In which case it must be.
        case: Option<Case>,
        /// Fewest characters.
        #[serde(rename = "minLength")]
        min_length: Option<usize>,
        /// Most characters.
        #[serde(rename = "maxLength")]
        max_length: Option<usize>,
        /// What the whole value must match.
        pattern: Option<Pattern>,
        /// For people.
        #[serde(default)]
        description: String,
    },
    /// A whole number.
    Integer {
        /// The least.
        minimum: Option<i64>,
        /// The greatest.
        maximum: Option<i64>,
        /// For people.
        #[serde(default)]
        description: String,
    },
    /// A date.
    Date {
        /// How it is written, in the letters of `strptime`.
        format: String,
        /// For people.
        #[serde(default)]
        description: String,
    },
    /// One of several values.
    Enum {
        /// Which.
        values: Vec<String>,
        /// For people.
        #[serde(default)]
        description: String,
    },
}

/// As which bytes a text is hashed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encoding {
    /// ASCII; other letters are refused.
    Ascii,
    /// UTF-8.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-16, little endian, each token with a byte order mark as Python writes it.
    #[serde(rename = "utf-16")]
    Utf16,
    /// UTF-32, likewise.
    #[serde(rename = "utf-32")]
    Utf32,
}

/// The case of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Case {
    /// Capitals.
    Upper,
    /// Small letters.
    Lower,
    /// Either.
    Mixed,
}

/// A regular expression for the whole of a value.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub struct Pattern(regex::Regex);

impl TryFrom<String> for Pattern {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        regex::Regex::new(&format!(r"\A(?:{text})\z"))
            .map(Pattern)
            .map_err(|e| format!("the pattern cannot be read (no look-around, no back-references): {e}"))
    }
}

impl Encoding {
    /// Appends `token`'s bytes.
    pub(super) fn push(self, token: &str, out: &mut Vec<u8>) {
        match self {
            Encoding::Ascii | Encoding::Utf8 => out.extend_from_slice(token.as_bytes()),
            Encoding::Utf16 => {
                out.extend([0xff, 0xfe]);
                token.encode_utf16().for_each(|unit| out.extend(unit.to_le_bytes()));
            }
            Encoding::Utf32 => {
                out.extend([0xff, 0xfe, 0, 0]);
                token.chars().for_each(|c| out.extend(u32::from(c).to_le_bytes()));
            }
        }
    }
}

impl Format {
    /// The format, if it can be used.
    pub(super) fn checked(self) -> Result<Self, String> {
        match &self {
            Format::String { case, min_length, max_length, pattern: Some(_), .. }
                if case.is_some() || min_length.is_some() || max_length.is_some() =>
            {
                Err("a pattern says it all; leave out case, minLength and maxLength".into())
            }
            Format::String { max_length: Some(0), .. } => Err("maxLength is 0; at least 1".into()),
            Format::Date { format, .. } => date::check(format).map(|()| self),
            Format::Enum { values, .. } if values.is_empty() => Err("`values` is empty".into()),
            _ => Ok(self),
        }
    }

    /// As which bytes the tokens are hashed.
    pub(super) fn encoding(&self) -> Encoding {
        match self {
            Format::String { encoding, .. } => *encoding,
            _ => Encoding::Utf8,
        }
    }

    /// A value as it is hashed; otherwise why it does not fit. The reason does not repeat the value: it goes to logs.
    pub(super) fn write<'a>(&self, value: &'a str) -> Result<Cow<'a, str>, String> {
        match self {
            Format::String { encoding, case, min_length, max_length, pattern, .. } => {
                if *encoding == Encoding::Ascii && !value.is_ascii() {
                    return Err("has letters that ASCII does not know; use the encoding utf-8".into());
                }
                if let Some(Pattern(pattern)) = pattern {
                    return if pattern.is_match(value) {
                        Ok(value.into())
                    } else {
                        Err("does not match the pattern".into())
                    };
                }
                if min_length.is_some() || max_length.is_some() {
                    let n = value.chars().count();
                    if min_length.is_some_and(|least| n < least) || max_length.is_some_and(|most| n > most) {
                        return Err(format!("has {n} characters, which is too few or too many"));
                    }
                }
                match case {
                    Some(Case::Upper) if value.to_uppercase() != value => Err("is not in capitals".into()),
                    Some(Case::Lower) if value.to_lowercase() != value => Err("is not in small letters".into()),
                    _ => Ok(value.into()),
                }
            }
            Format::Integer { minimum, maximum, .. } => {
                let number = integer(value)
                    .ok_or("is no whole number (if it stands for a missing one, name it in missingValue)")?;
                if minimum.is_some_and(|least| number < i128::from(least))
                    || maximum.is_some_and(|most| number > i128::from(most))
                {
                    return Err("lies outside minimum and maximum".into());
                }
                Ok(number.to_string().into())
            }
            Format::Date { format, .. } => date::read(value, format).map(Cow::from).ok_or_else(|| {
                format!(
                    "is no date of the form {format} (if it stands for a missing one, name it in missingValue)"
                )
            }),
            Format::Enum { values, .. } if values.iter().any(|v| v == value) => Ok(value.into()),
            Format::Enum { values, .. } => Err(format!("is none of {}", values.join(", "))),
        }
    }
}

/// A whole number with spaces around it, a sign and leading noughts or not.
pub(super) fn integer(text: &str) -> Option<i128> {
    // `parse` takes a plus and noughts as it should.
    text.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(json: &str) -> Format {
        serde_json::from_str::<Format>(json).unwrap().checked().unwrap()
    }

    #[test]
    fn numbers_are_written_in_one_way() {
        let f = format(r#"{"type": "integer", "minimum": -5, "maximum": 99}"#);
        for (value, written) in [("+13", "13"), (" 13", "13"), ("0013", "13"), ("-0", "0"), ("-5", "-5")] {
            assert_eq!(f.write(value).unwrap(), written);
        }
        for wrong in ["", "-6", "100", "1.0", "1_0x", "- 3"] {
            assert!(f.write(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_value_that_does_not_fit_is_not_repeated() {
        for (f, fits, not) in [
            (r#"{"type": "string", "pattern": "[a-z]{3}|x"}"#, "abc", "xyzxyz"),
            (r#"{"type": "string", "minLength": 2, "maxLength": 3}"#, "äöü", "wxyz"),
            (r#"{"type": "string", "case": "lower"}"#, "o'neil", "McNeil"),
            (r#"{"type": "string", "encoding": "ascii"}"#, "jose", "José"),
            (r#"{"type": "enum", "values": ["f", "m"]}"#, "f", "Female"),
            (r#"{"type": "date", "format": "%d/%m/%Y"}"#, "29/2/2024", "29/2/2023"),
        ] {
            assert!(format(f).write(fits).is_ok());
            let e = format(f).write(not).unwrap_err();
            assert!(!e.contains(not), "{e}");
        }
        assert_eq!(
            format(r#"{"type": "date", "format": "%d/%m/%Y"}"#).write("9/2/2024").unwrap(),
            "20240209"
        );
    }
}
