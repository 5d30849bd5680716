//! The words of a `.blt` file, one at a time, with the line they are on.

use crate::fault::Fault;
use crate::text;
use std::io::{BufRead, Cursor};

/// Reads words.
pub(super) struct Words<R> {
    input: R,
    /// The whole file, where no line feed ends its lines.
    whole: Option<Cursor<Vec<u8>>>,
    line: Vec<u8>,
    at: usize,
    /// The line of the word that was read last.
    pub number: usize,
    in_comment: usize,
    /// Where the outermost comment began.
    comment_from: usize,
}

impl<R: BufRead> Words<R> {
    pub(super) fn new(input: R) -> Words<R> {
        Words { input, whole: None, line: Vec::new(), at: 0, number: 0, in_comment: 0, comment_from: 0 }
    }

    /// Reads the next line; false at the end of the file.
    fn read_line(&mut self) -> Result<bool, Fault> {
        self.line.clear();
        self.at = 0;
        let read = match &mut self.whole {
            Some(whole) => whole.read_until(b'\n', &mut self.line),
            None => self.input.read_until(b'\n', &mut self.line),
        };
        let read = read.map_err(|e| {
            let what = format!("the file cannot be read: {e}");
            Fault::new(self.number, what, "look at the disk or the file's rights")
        })?;
        if self.number == 0 {
            if text::is_utf16(&self.line) {
                return Err(text::utf16());
            }
            if self.whole.is_none() && text::feed_lines(&mut self.line) {
                self.whole = Some(Cursor::new(std::mem::take(&mut self.line)));
                return self.read_line();
            }
            if self.line.starts_with(b"\xef\xbb\xbf") {
                self.at = 3;
            }
        }
        self.number += usize::from(read > 0);
        Ok(read > 0)
    }

    /// Goes to where the next word begins, over comments; false at the end of the file.
    fn begin(&mut self) -> Result<bool, Fault> {
        loop {
            while self.line.get(self.at).is_some_and(u8::is_ascii_whitespace) {
                self.at += 1;
            }
            let rest = &self.line[self.at..];
            if rest.is_empty() || (rest[0] == b'#' && self.in_comment == 0) {
                if self.read_line()? {
                    continue;
                }
                if self.in_comment > 0 {
                    return Err(Fault::new(
                        self.comment_from,
                        "a comment begins and does not end",
                        "end it with a word that ends in */",
                    ));
                }
                return Ok(false);
            }
            if self.in_comment == 0 && !rest.starts_with(b"/*") {
                return Ok(true);
            }
            let word = rest.split(u8::is_ascii_whitespace).next().unwrap_or(rest);
            if word.starts_with(b"/*") {
                if self.in_comment == 0 {
                    self.comment_from = self.number;
                }
                self.in_comment += 1;
            }
            if word.ends_with(b"*/") {
                self.in_comment -= 1;
            }
            self.at += word.len();
        }
    }

    /// The next word and its line; a text in quotation marks is one word. `None` at the end of the file.
    pub(super) fn next(&mut self) -> Result<Option<(&[u8], usize)>, Fault> {
        if !self.begin()? {
            return Ok(None);
        }
        let rest = &self.line[self.at..];
        let len = if rest[0] == b'"' {
            let close = rest[1..].iter().position(|&b| b == b'"');
            let len = close.ok_or_else(|| self.unclosed())? + 2;
            // `"Ann ""Annie"" Lee"` is one name or three: whoever guesses gives votes to somebody else.
            if rest.get(len).is_some_and(|b| !b.is_ascii_whitespace()) {
                return Err(Fault::new(
                    self.number,
                    format!(
                        "after {} no space follows on the quotation mark that closes it",
                        show(&rest[..len])
                    ),
                    "write ' for quotation marks within a name, and a space after each name",
                ));
            }
            len
        } else {
            rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len())
        };
        self.at += len;
        Ok(Some((&self.line[self.at - len..self.at], self.number)))
    }

    fn unclosed(&self) -> Fault {
        Fault::new(
            self.number,
            "a quotation mark opens a name and none closes it on the line",
            "close it on the same line",
        )
    }

    /// The title, without its marks: nothing depends on it, so others may stand within them, and one without marks is its whole line.
    /// `None` at the end of the file.
    pub(super) fn title(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        if !self.begin()? {
            return Ok(None);
        }
        let rest = &self.line[self.at..];
        let (len, title) = if rest[0] == b'"' {
            let closes =
                |at: &usize| rest[*at] == b'"' && rest.get(at + 1).is_none_or(u8::is_ascii_whitespace);
            let last = || rest.iter().rposition(|&b| b == b'"').filter(|at| *at > 0);
            let close = (1..rest.len()).find(closes).or_else(last).ok_or_else(|| self.unclosed())?;
            (close + 1, &rest[1..close])
        } else {
            (rest.len(), rest)
        };
        let title = title.trim_ascii().to_vec();
        self.at += len;
        Ok(Some(title))
    }

    pub(super) fn need(&mut self, what: &str) -> Result<Vec<u8>, Fault> {
        let word = self.next()?.map(|(word, _)| word.to_vec());
        word.ok_or_else(|| {
            Fault::new(
                self.number,
                format!("the file ends where {what} should stand"),
                "look whether it was cut off",
            )
        })
    }
}

pub(super) fn show(word: &[u8]) -> String {
    String::from_utf8_lossy(word).into_owned()
}

/// A whole number of at most fifteen digits.
pub(super) fn number(word: &[u8]) -> Option<i64> {
    let (digits, sign) = match word {
        [b'-', rest @ ..] => (rest, -1),
        rest => (rest, 1),
    };
    if digits.is_empty() || digits.len() > 15 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(sign * digits.iter().fold(0i64, |n, d| n * 10 + i64::from(d - b'0')))
}

/// Whether it is a whole number, however long.
pub(super) fn is_number(word: &[u8]) -> bool {
    let digits = word.strip_prefix(b"-").unwrap_or(word);
    !digits.is_empty() && digits.iter().all(u8::is_ascii_digit)
}
