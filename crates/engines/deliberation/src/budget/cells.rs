//! Rows of a pabulib file and their cells, parted by semicolons. A cell in quotation marks may hold semicolons and go over several
//! lines, as in CSV.

use crate::fault::Fault;

/// A row: the line it begins on, and its text without the line end.
pub(super) type Row<'a> = (usize, &'a str);

/// The rows of a text.
pub(super) struct Rows<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl<'a> Rows<'a> {
    pub(super) fn new(text: &'a str) -> Rows<'a> {
        Rows { text, at: 0, line: 0 }
    }

    /// The line that was read last.
    pub(super) fn line(&self) -> usize {
        self.line
    }

    /// The next row.
    pub(super) fn next(&mut self) -> Result<Option<Row<'a>>, Fault> {
        let rest = &self.text[self.at..];
        if rest.is_empty() {
            return Ok(None);
        }
        let number = self.line + 1;
        let mut end = rest.find('\n').unwrap_or(rest.len());
        self.line = number;
        if rest[..end].contains('"') {
            end = self.quoted_end(rest)?;
        }
        self.at += (end + 1).min(rest.len());
        let row = &rest[..end];
        Ok(Some((number, row.strip_suffix('\r').unwrap_or(row))))
    }

    /// Where a row with quotation marks ends: at the first line end outside of them.
    fn quoted_end(&mut self, rest: &str) -> Result<usize, Fault> {
        let bytes = rest.as_bytes();
        let (mut at, mut begins_cell, mut opened) = (0, true, None);
        while at < bytes.len() {
            match (bytes[at], opened) {
                (b'"', Some(_)) if bytes.get(at + 1) == Some(&b'"') => at += 1,
                (b'"', Some(from)) => {
                    // A mark too many makes a cell of all lines up to the next mark, which then stands in the middle.
                    let ends = matches!(bytes.get(at + 1), None | Some(b';' | b'\n' | b'\r' | b' ' | b'\t'));
                    if from != self.line && !ends {
                        return Err(unclosed(from));
                    }
                    opened = None;
                }
                (b'\n', None) => return Ok(at),
                (b'\n', Some(_)) => self.line += 1,
                (b'"', None) if begins_cell => opened = Some(self.line),
                (b';', None) => {
                    begins_cell = true;
                    at += 1;
                    continue;
                }
                _ => {}
            }
            begins_cell = false;
            at += 1;
        }
        match opened {
            Some(from) => Err(unclosed(from)),
            None => Ok(bytes.len()),
        }
    }
}

fn unclosed(line: usize) -> Fault {
    Fault::new(
        line,
        "a quotation mark opens a cell and none closes it",
        "close it before the next semicolon, or write the mark twice",
    )
}

/// The cells of a row.
pub(super) fn cells(line: &str, number: usize) -> Result<Vec<std::borrow::Cow<'_, str>>, Fault> {
    use std::borrow::Cow;
    if !line.contains('"') {
        return Ok(line.split(';').map(Cow::Borrowed).collect());
    }
    let (mut out, mut rest) = (Vec::new(), line);
    loop {
        if let Some(quoted) = rest.strip_prefix('"') {
            let (mut cell, mut inner) = (String::new(), quoted);
            loop {
                let Some(at) = inner.find('"') else {
                    return Err(unclosed(number));
                };
                cell.push_str(&inner[..at]);
                inner = &inner[at + 1..];
                match inner.strip_prefix('"') {
                    Some(more) => {
                        cell.push('"');
                        inner = more;
                    }
                    None => break,
                }
            }
            let (tail, next) = inner.split_once(';').map_or((inner, None), |(a, b)| (a, Some(b)));
            cell.push_str(tail);
            out.push(Cow::Owned(cell));
            match next {
                Some(next) => rest = next,
                None => return Ok(out),
            }
        } else {
            let (cell, next) = rest.split_once(';').map_or((rest, None), |(a, b)| (a, Some(b)));
            out.push(Cow::Borrowed(cell));
            match next {
                Some(next) => rest = next,
                None => return Ok(out),
            }
        }
    }
}
