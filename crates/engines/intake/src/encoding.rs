//! What a file is written in. A mark at its beginning tells, or zero bytes at every second place do (UTF-16, see
//! [`crate::decode`]); without either it is UTF-8, or what old spreadsheets write instead: one decision for a whole file.

/// What a file is written in, as far as it has been read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Nothing but ASCII so far.
    #[default]
    Undecided,
    /// Letters beyond ASCII were UTF-8.
    Utf8,
    /// Letters beyond ASCII were not UTF-8; they are read as Windows-1252, which holds Latin-1.
    Windows1252,
    /// Two bytes a letter, the low one first; decoded before cells are cut.
    Utf16Le,
    /// Two bytes a letter, the high one first; decoded before cells are cut.
    Utf16Be,
}

/// A text and how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said<'b> {
    /// As it stands.
    Utf8(&'b str),
    /// Read as Windows-1252.
    Latin(String),
}

impl Said<'_> {
    /// The text.
    pub fn into_string(self) -> String {
        match self {
            Said::Utf8(text) => text.to_owned(),
            Said::Latin(text) => text,
        }
    }
}

impl Encoding {
    /// Reads some bytes; `Err` names the byte, from 1, that is not UTF-8 though other letters of the file are.
    pub fn read<'b>(&mut self, bytes: &'b [u8]) -> Result<Said<'b>, usize> {
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                if *self == Encoding::Undecided && !text.is_ascii() {
                    *self = Encoding::Utf8;
                }
                Ok(Said::Utf8(text))
            }
            Err(error) if !matches!(self, Encoding::Undecided | Encoding::Windows1252) => {
                Err(error.valid_up_to() + 1)
            }
            Err(_) => {
                *self = Encoding::Windows1252;
                Ok(Said::Latin(windows_1252(bytes)))
            }
        }
    }

    /// Whether the file came as UTF-16, and its bytes are UTF-8 only here.
    pub fn is_utf16(self) -> bool {
        matches!(self, Encoding::Utf16Le | Encoding::Utf16Be)
    }

    /// What it is called. ASCII is UTF-8.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Undecided | Encoding::Utf8 => "UTF-8",
            Encoding::Windows1252 => "Windows-1252",
            Encoding::Utf16Le => "UTF-16 (little-endian)",
            Encoding::Utf16Be => "UTF-16 (big-endian)",
        }
    }
}

/// Text as UTF-8, else as Windows-1252: for what decides nothing about a file.
pub fn either(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).map_or_else(|_| windows_1252(bytes), str::to_owned)
}

fn windows_1252(bytes: &[u8]) -> String {
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_beyond_ascii_decides() {
        let mut encoding = Encoding::default();
        assert_eq!(encoding.read(b"plain"), Ok(Said::Utf8("plain")));
        assert_eq!(encoding.read(b"caf\xe9").map(Said::into_string), Ok("café".to_owned()));
        let mut encoding = Encoding::default();
        assert_eq!(encoding.read("café".as_bytes()), Ok(Said::Utf8("café")));
        assert_eq!(encoding.read(b"caf\xe9"), Err(4));
    }
}
