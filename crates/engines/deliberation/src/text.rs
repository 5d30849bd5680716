//! Bytes of a file that somebody sent, as text: UTF-8, whatever ended its lines; what else it may be is told.

use crate::fault::Fault;

/// A text, and what its reader should know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text, with line feeds between the lines.
    pub text: String,
    /// That it is not UTF-8, and from which line on.
    pub note: Option<String>,
}

/// Reads bytes. What is not UTF-8 stays readable enough for a fault to name its place.
///
/// # Errors
/// UTF-16, of which nothing could be read.
pub fn read(bytes: Vec<u8>) -> Result<Text, Fault> {
    if is_utf16(&bytes) {
        return Err(utf16());
    }
    let mut bytes = bytes;
    feed_lines(&mut bytes);
    Ok(match String::from_utf8(bytes) {
        Ok(text) => Text { text, note: None },
        Err(e) => {
            let bytes = e.as_bytes();
            let at = e.utf8_error().valid_up_to();
            let line = 1 + bytes[..at].iter().filter(|&&b| b == b'\n').count();
            Text { text: String::from_utf8_lossy(bytes).into_owned(), note: Some(not_utf8(line)) }
        }
    })
}

/// Old programs end lines with a carriage return alone: then each becomes a line feed. Whether there were any.
pub(crate) fn feed_lines(bytes: &mut [u8]) -> bool {
    let old = !bytes.contains(&b'\n') && bytes.contains(&b'\r');
    if old {
        bytes.iter_mut().filter(|b| **b == b'\r').for_each(|b| *b = b'\n');
    }
    old
}

/// Whether a file that begins so is UTF-16: by its mark, or by the zero beside each of its letters.
pub(crate) fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe")
        || bytes.starts_with(b"\xfe\xff")
        || matches!(bytes, [0, b, ..] | [b, 0, ..] if *b != 0)
}

pub(crate) fn utf16() -> Fault {
    Fault::new(
        1,
        "the file is UTF-16, which some programs call Unicode",
        "save it as UTF-8 (in a spreadsheet: CSV UTF-8)",
    )
}

pub(crate) fn not_utf8(line: usize) -> String {
    format!(
        "line {line} is the first that is not UTF-8: letters that could not be read are shown as \u{fffd}; save the file as UTF-8"
    )
}
