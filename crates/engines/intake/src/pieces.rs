//! Cuts a file into FHIR resources without ever holding more than one of them.
//!
//! Three forms are told apart by their first bytes: a JSON array, one resource or Bundle (whose `entry` list is cut
//! as it streams by), and NDJSON (one resource a line). A resource longer than [`MAX_BYTES`] or nested deeper than
//! [`MAX_NESTING`] is skipped over, not read into memory: a line of 2 GB costs time, no memory.

use super::judge::{Scan, judge, nesting};
use crate::fault::Fault;
use serde_json::Value;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

pub use super::judge::{MAX_BYTES, MAX_NESTING};

/// One cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Which one in the file, from 0.
    pub index: usize,
    /// The line it starts on, from 1.
    pub line: u64,
    /// The byte it starts at.
    pub offset: u64,
    /// How many bytes of the file it takes.
    pub length: u64,
    /// Its text (a lone resource without the space between its members), or why it could not be read.
    pub content: Result<Vec<u8>, Fault>,
}

#[derive(Debug)]
enum State {
    Start,
    Lines,
    Array,
    /// Inside a top-level object; its members but `entry` are kept to say what it is.
    Object {
        head: Vec<u8>,
        first: bool,
        bundle: bool,
        at: (u64, u64),
    },
    Entries {
        head: Vec<u8>,
        at: (u64, u64),
    },
    End,
}

/// Cuts what a reader gives; an iterator of pieces.
pub struct Pieces<R> {
    input: BufReader<R>,
    offset: u64,
    line: u64,
    index: usize,
    state: State,
    lines: bool,
    /// A fault found right after a piece that was whole.
    pending: Option<Piece>,
}

impl<R: Read> Pieces<R> {
    /// Starts cutting; `lines` says that the file's name promises NDJSON.
    pub fn new(input: R, lines: bool) -> Pieces<R> {
        let input = BufReader::with_capacity(64 * 1024, input);
        Pieces { input, offset: 0, line: 1, index: 0, state: State::Start, lines, pending: None }
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.input.fill_buf()?.first().copied())
    }

    fn step(&mut self) -> io::Result<Option<u8>> {
        let byte = self.peek()?;
        if let Some(byte) = byte {
            self.input.consume(1);
            self.offset += 1;
            self.line += u64::from(byte == b'\n');
        }
        Ok(byte)
    }

    fn skip_space(&mut self) -> io::Result<Option<u8>> {
        loop {
            match self.peek()? {
                Some(b' ' | b'\t' | b'\r' | b'\n') => self.step()?,
                other => return Ok(other),
            };
        }
    }

    /// Scans one JSON value that starts here into `out`, by brackets and strings alone.
    fn scan(&mut self, out: &mut Vec<u8>, limit: usize) -> io::Result<Scan> {
        let (mut depth, mut deepest, mut long) = (0usize, 0usize, false);
        let (mut in_string, mut escaped) = (false, false);
        loop {
            let Some(byte) = self.peek()? else { return Ok(Scan::Truncated) };
            if depth == 0 && !in_string && !out.is_empty() && matches!(byte, b',' | b']' | b'}' | b'\n') {
                break; // the end of a bare word or number
            }
            self.step()?;
            if out.len() < limit {
                out.push(byte)
            } else {
                long = true
            }
            if in_string {
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' => escaped = true,
                    b'"' => in_string = false,
                    _ => {}
                }
            } else {
                match byte {
                    b'"' => in_string = true,
                    b'{' | b'[' => {
                        depth += 1;
                        deepest = deepest.max(depth);
                    }
                    b'}' | b']' => depth = depth.saturating_sub(1),
                    _ => continue,
                }
            }
            if depth == 0 && !in_string {
                break;
            }
        }
        Ok(match (long, deepest > MAX_NESTING) {
            (true, _) => Scan::TooLong,
            (_, true) => Scan::TooDeep,
            _ => Scan::Whole,
        })
    }

    fn piece(&mut self, at: (u64, u64), content: Result<Vec<u8>, Fault>) -> Piece {
        let index = self.index;
        self.index += 1;
        Piece { index, line: at.0, offset: at.1, length: self.offset - at.1, content }
    }

    /// A fault after which nothing in the file can be trusted.
    fn stop(&mut self, reason: &str, mend: &str) -> Piece {
        self.state = State::End;
        let at = (self.line, self.offset);
        let place = format!("line {}, byte {}", at.0, at.1);
        self.piece(at, Err(Fault::new(place, format!("{reason}; nothing after this place was read"), mend)))
    }

    fn element(&mut self) -> io::Result<Piece> {
        let at = (self.line, self.offset);
        let mut bytes = Vec::new();
        let scan = self.scan(&mut bytes, MAX_BYTES)?;
        if let Scan::Truncated = scan {
            return Ok(self.stop(
                &format!("the file ends inside the resource that starts on line {}", at.0),
                "export the file again",
            ));
        }
        Ok(self.piece(at, judge(scan, bytes)))
    }

    fn start(&mut self) -> io::Result<Option<Piece>> {
        let begin = self.input.fill_buf()?;
        if begin.starts_with(&[0xEF, 0xBB, 0xBF]) {
            self.input.consume(3);
            self.offset += 3;
        } else if begin.starts_with(&[0xFF, 0xFE]) || begin.starts_with(&[0xFE, 0xFF]) {
            return Ok(Some(self.stop("the file is UTF-16", "save it as UTF-8")));
        } else if begin.starts_with(&[0x1F, 0x8B]) || begin.starts_with(b"PK") {
            return Ok(Some(self.stop("the file is compressed", "unpack it first")));
        }
        let first = self.skip_space()?;
        self.state = match first {
            None => State::End,
            Some(b'[') if !self.lines => {
                self.step()?;
                State::Array
            }
            Some(b'{') if !self.lines && !self.first_line_is_whole()? => self.open_object()?,
            Some(b'{' | b'[') => State::Lines,
            Some(_) if self.lines => State::Lines,
            Some(byte) => {
                let shown = char::from(byte).escape_default();
                let mend = "give a JSON array, a Bundle or NDJSON of QuestionnaireResponse";
                return Ok(Some(
                    self.stop(&format!("the file starts with '{shown}', which is not JSON"), mend),
                ));
            }
        };
        Ok(None)
    }

    fn open_object(&mut self) -> io::Result<State> {
        let at = (self.line, self.offset);
        self.step()?;
        Ok(State::Object { head: vec![b'{'], first: true, bundle: false, at })
    }

    /// Is the first line a whole resource with another one after it? Only what is in the buffer is looked at: a
    /// longer first line is cut as a document, which comes to the same when it is one.
    fn first_line_is_whole(&mut self) -> io::Result<bool> {
        let seen = self.input.fill_buf()?;
        let Some(end) = seen.iter().position(|b| *b == b'\n') else { return Ok(false) };
        let whole = serde_json::from_slice::<serde::de::IgnoredAny>(&seen[..end]).is_ok();
        let more = seen[end..].iter().find(|b| !b.is_ascii_whitespace());
        Ok(whole && more.is_some())
    }

    fn next_line(&mut self) -> io::Result<Option<Piece>> {
        if self.skip_space()?.is_none() {
            self.state = State::End;
            return Ok(None);
        }
        let at = (self.line, self.offset);
        let mut bytes = Vec::new();
        let mut long = false;
        loop {
            let seen = self.input.fill_buf()?;
            if seen.is_empty() {
                break;
            }
            let end = seen.iter().position(|b| *b == b'\n');
            let take = end.unwrap_or(seen.len());
            let room = MAX_BYTES - bytes.len();
            bytes.extend_from_slice(&seen[..take.min(room)]);
            long |= take > room;
            let used = take + usize::from(end.is_some());
            self.input.consume(used);
            self.offset += used as u64;
            if end.is_some() {
                self.line += 1;
                break;
            }
        }
        let scan = match (long, nesting(&bytes) > MAX_NESTING) {
            (true, _) => Scan::TooLong,
            (_, true) => Scan::TooDeep,
            _ => Scan::Whole,
        };
        Ok(Some(self.piece(at, judge(scan, bytes))))
    }

    fn next_in_array(&mut self) -> io::Result<Option<Piece>> {
        match self.skip_space()? {
            None => Ok(Some(self.stop("the file ends inside its list", "export the file again"))),
            Some(b',') => {
                self.step()?;
                Ok(None)
            }
            Some(b']') => {
                self.step()?;
                self.after_document()
            }
            Some(b'{') => self.element().map(Some),
            Some(_) => Ok(Some(self.stop("something other than a resource stands in the list", MEND_JSON))),
        }
    }

    /// After a whole document only another one may follow.
    fn after_document(&mut self) -> io::Result<Option<Piece>> {
        self.state = match self.skip_space()? {
            None => State::End,
            Some(b'{') => self.open_object()?,
            Some(b'[') => {
                self.step()?;
                State::Array
            }
            Some(_) => return Ok(Some(self.stop("something other than JSON follows", MEND_JSON))),
        };
        Ok(None)
    }

    fn next_member(&mut self) -> io::Result<Option<Piece>> {
        let next = self.skip_space()?;
        let State::Object { mut head, first, bundle, at } = std::mem::replace(&mut self.state, State::End)
        else {
            return Ok(None);
        };
        match next {
            None => {
                let reason = format!("the file ends inside the resource that starts on line {}", at.0);
                return Ok(Some(self.stop(&reason, "export the file again")));
            }
            Some(b',') => {
                self.step()?;
                self.state = State::Object { head, first, bundle, at };
                return Ok(None);
            }
            Some(b'}') => {
                self.step()?;
                head.push(b'}');
                return self.close_object(head, bundle, at);
            }
            Some(b'"') => {}
            Some(_) => return Ok(Some(self.stop("a member without a name", MEND_JSON))),
        }
        let mut key = Vec::new();
        if !matches!(self.scan(&mut key, 4096)?, Scan::Whole) || self.skip_space()? != Some(b':') {
            return Ok(Some(self.stop("a member without a name or value", MEND_JSON)));
        }
        self.step()?;
        if self.skip_space()? == Some(b'[') && key == b"\"entry\"" {
            self.step()?;
            self.state = State::Entries { head, at };
            return Ok(None);
        }
        if !first {
            head.push(b',');
        }
        head.extend_from_slice(&key);
        head.push(b':');
        let room = MAX_BYTES.saturating_sub(head.len());
        let mut value = Vec::new();
        match self.scan(&mut value, room)? {
            Scan::Whole => {
                head.extend_from_slice(&value);
                self.state = State::Object { head, first: false, bundle, at };
                Ok(None)
            }
            Scan::Truncated => {
                let reason = format!("the file ends inside the resource that starts on line {}", at.0);
                Ok(Some(self.stop(&reason, "export the file again")))
            }
            bad => {
                self.state = State::End;
                Ok(Some(self.piece(at, judge(bad, Vec::new()))))
            }
        }
    }

    fn close_object(&mut self, head: Vec<u8>, bundle: bool, at: (u64, u64)) -> io::Result<Option<Piece>> {
        if bundle {
            return self.after_document();
        }
        let whole = self.piece(at, judge(Scan::Whole, head));
        self.pending = self.after_document()?;
        Ok(Some(whole))
    }

    fn next_entry(&mut self) -> io::Result<Option<Piece>> {
        match self.skip_space()? {
            None => {
                Ok(Some(self.stop("the file ends inside the entries of its Bundle", "export the file again")))
            }
            Some(b',') => {
                self.step()?;
                Ok(None)
            }
            Some(b']') => {
                self.step()?;
                if let State::Entries { head, at } = std::mem::replace(&mut self.state, State::End) {
                    let first = head.len() == 1;
                    self.state = State::Object { head, first, bundle: true, at };
                }
                Ok(None)
            }
            Some(b'{') => self.element().map(Some),
            Some(_) => Ok(Some(self.stop("something other than an entry stands in the Bundle", MEND_JSON))),
        }
    }

    fn advance(&mut self) -> io::Result<Option<Piece>> {
        match self.state {
            State::Start => self.start(),
            State::Lines => self.next_line(),
            State::Array => self.next_in_array(),
            State::Object { .. } => self.next_member(),
            State::Entries { .. } => self.next_entry(),
            State::End => Ok(None),
        }
    }
}

const MEND_JSON: &str = "check the file with a JSON tool and export it again";

/// Does the name of the file promise one resource a line?
pub fn is_ndjson(path: &Path) -> bool {
    matches!(crate::kind_of(path).as_deref(), Some("ndjson" | "jsonl"))
}

/// The bytes of a piece as JSON.
///
/// # Errors
/// Where it is not JSON from there on.
pub fn parse(bytes: &[u8]) -> Result<Value, Fault> {
    serde_json::from_slice(bytes).map_err(|error| {
        let place = format!("line {}, column {} of the row", error.line(), error.column());
        Fault::new(place, "is not JSON from here on", "export the row again")
    })
}

/// The resource of a Bundle entry with its full address, or the resource itself.
pub fn unwrap_entry(value: &Value) -> (&Value, Option<&str>) {
    match value.get("resource") {
        Some(resource) if value.get("resourceType").is_none() => {
            (resource, value.get("fullUrl").and_then(Value::as_str))
        }
        _ => (value, None),
    }
}

impl<R: Read> Iterator for Pieces<R> {
    type Item = io::Result<Piece>;

    fn next(&mut self) -> Option<io::Result<Piece>> {
        if let Some(piece) = self.pending.take() {
            return Some(Ok(piece));
        }
        while !matches!(self.state, State::End) {
            match self.advance() {
                Ok(Some(piece)) => return Some(Ok(piece)),
                Ok(None) => {}
                Err(error) => {
                    self.state = State::End;
                    return Some(Err(error));
                }
            }
        }
        None
    }
}

#[cfg(test)]
#[path = "pieces_tests.rs"]
mod tests;
