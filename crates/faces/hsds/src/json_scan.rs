//! Cuts a JSON file into its records without holding it: an array, `{"contents": [...]}` pages, lines or single objects.

use std::fs::File;
use std::io::{BufRead as _, BufReader, ErrorKind};
use std::path::Path;

use serde_json::Value;

use crate::report::Place;
use tandem_intake::encoding::{Encoding, Said};
use tandem_intake::table::FileFault;

/// The longest record that is read.
pub const LONGEST_RECORD: usize = 8 * 1024 * 1024;

/// One record and where it stands.
pub struct Found {
    /// Where.
    pub place: Place,
    /// The record, or why it is no JSON.
    pub value: Result<Value, String>,
}

/// Reads a file record by record.
pub struct Records {
    bytes: BufReader<File>,
    file: String,
    line: u64,
    count: u64,
    mode: Mode,
    encoding: Encoding,
    /// Records whose bytes were not UTF-8 and were read as Windows-1252.
    pub latin_records: u64,
}

#[derive(Clone, Copy, PartialEq)]
enum Mode {
    /// Between documents.
    Outside,
    /// Inside the top array.
    Array,
    /// Inside the array of a page's `contents`.
    Contents,
    /// After `contents`, until the page's object ends.
    PageTail,
}

impl Records {
    /// Opens a file.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(path: &Path) -> Result<Records, FileFault> {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        // Opening a pipe would wait for somebody to write into it.
        if path.exists() && !path.is_file() {
            return Err(FileFault::no_file(&name));
        }
        let file = File::open(path).map_err(|e| {
            FileFault::new(
                &name,
                None,
                format!("cannot be opened: {e}"),
                "Check the path and that you may read it.",
            )
        })?;
        Ok(Records {
            bytes: BufReader::with_capacity(1 << 16, file),
            file: name,
            line: 1,
            count: 0,
            mode: Mode::Outside,
            encoding: Encoding::default(),
            latin_records: 0,
        })
    }

    /// The next record.
    ///
    /// # Errors
    /// Damage that leaves no way to go on: the file ends inside a record, a record without end, no JSON at all.
    pub fn next(&mut self) -> Result<Option<Found>, FileFault> {
        loop {
            let Some(byte) = self.next_visible()? else {
                return match self.mode {
                    Mode::Outside => Ok(None),
                    _ => Err(self.cut_off()),
                };
            };
            match (self.mode, byte) {
                // A UTF-8 byte-order mark, and the comma between the records of an array.
                (Mode::Outside, 0xef | 0xbb | 0xbf) | (Mode::Array | Mode::Contents, b',') => {}
                (Mode::Outside, b'[') => self.mode = Mode::Array,
                (Mode::Array, b']') => self.mode = Mode::Outside,
                (Mode::Contents, b']') => self.mode = Mode::PageTail,
                (Mode::PageTail, b'}') => self.mode = Mode::Outside,
                (Mode::PageTail, b'"') => {
                    self.skip_string()?;
                }
                (Mode::PageTail, b'{' | b'[') => {
                    self.value_from(byte, false)?;
                }
                (Mode::PageTail, _) => {}
                (Mode::Outside | Mode::Array | Mode::Contents, b'{') => {
                    if let Some(found) = self.record()? {
                        return Ok(Some(found));
                    }
                }
                (Mode::Outside, 0xff | 0xfe | 0) => {
                    return Err(
                        self.fault("the file is UTF-16, not UTF-8", "Save it as UTF-8 and import again.")
                    );
                }
                _ => {
                    let sign = char::from(byte).escape_default();
                    let reason = format!("`{sign}` stands where a record should begin");
                    return Err(self.fault(&reason, "The file must hold HSDS JSON: an object, an array of objects, {\"contents\": [...]}, or one object on each line."));
                }
            }
        }
    }

    /// Reads the object whose `{` was just read. `None` when it turned out to be a page, whose contents come next.
    fn record(&mut self) -> Result<Option<Found>, FileFault> {
        let line = self.line;
        let Some(bytes) = self.value_from(b'{', self.mode == Mode::Outside)? else {
            self.mode = Mode::Contents;
            return Ok(None);
        };
        self.count += 1;
        let path = match self.mode {
            Mode::Array => Some(format!("$[{}]", self.count - 1)),
            Mode::Contents => Some(format!("$.contents[{}]", self.count - 1)),
            _ => None,
        };
        let place = Place { file: self.file.clone(), row: Some(self.count), line: Some(line), path };
        let value = match self.encoding.read(&bytes) {
            Ok(said) => {
                self.latin_records += u64::from(matches!(said, Said::Latin(_)));
                match said {
                    Said::Utf8(text) => serde_json::from_str(text),
                    Said::Latin(text) => serde_json::from_str(&text),
                }
                .map_err(|e| e.to_string())
            }
            Err(byte) => {
                Err(format!("byte {byte} of the record is not valid UTF-8, though the rest of the file is"))
            }
        };
        Ok(Some(Found { place, value }))
    }

    /// Collects an object or array from its opening sign. With `page`, `None` is returned after `"contents": [`.
    fn value_from(&mut self, open: u8, page: bool) -> Result<Option<Vec<u8>>, FileFault> {
        let mut out = vec![open];
        let mut depth = 1u32;
        let mut key: Vec<u8> = Vec::new();
        let mut after_contents = false;
        while depth > 0 {
            let Some(byte) = self.byte()? else { return Err(self.cut_off()) };
            out.push(byte);
            if out.len() > LONGEST_RECORD {
                let reason = format!("a record is longer than {} MB", LONGEST_RECORD / 1024 / 1024);
                return Err(self.fault(
                    &reason,
                    "Most often a quotation mark or a bracket is not closed; look from this line backwards.",
                ));
            }
            match byte {
                b'"' => {
                    let start = out.len();
                    self.string_into(&mut out)?;
                    if page && depth == 1 {
                        key.clear();
                        key.extend_from_slice(&out[start..out.len() - 1]);
                    }
                    continue;
                }
                b':' if page && depth == 1 => {
                    after_contents = key == b"contents";
                    continue;
                }
                b'[' if after_contents => return Ok(None),
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            after_contents = after_contents && byte.is_ascii_whitespace();
        }
        Ok(Some(out))
    }

    /// Collects a text to its closing mark, a stretch at a time.
    fn string_into(&mut self, out: &mut Vec<u8>) -> Result<(), FileFault> {
        loop {
            let ahead = self.ahead()?;
            if ahead.is_empty() {
                return Err(self.cut_off());
            }
            let end = ahead.iter().position(|b| matches!(b, b'"' | b'\\'));
            let taken = ahead.get(..=end.unwrap_or(ahead.len() - 1)).unwrap_or_default();
            let (count, last) = (taken.len(), taken.last().copied());
            let lines = taken.iter().filter(|b| **b == b'\n').count();
            out.extend_from_slice(taken);
            self.line += lines as u64;
            self.bytes.consume(count);
            if out.len() > LONGEST_RECORD {
                let reason = format!("a text is longer than {} MB", LONGEST_RECORD / 1024 / 1024);
                return Err(
                    self.fault(&reason, "A quotation mark is not closed; look from this line backwards.")
                );
            }
            match last {
                Some(b'"') => return Ok(()),
                Some(b'\\') => {
                    let Some(escaped) = self.byte()? else { return Err(self.cut_off()) };
                    out.push(escaped);
                }
                _ => {}
            }
        }
    }

    fn skip_string(&mut self) -> Result<(), FileFault> {
        let mut out = Vec::new();
        self.string_into(&mut out)
    }

    fn next_visible(&mut self) -> Result<Option<u8>, FileFault> {
        loop {
            match self.byte()? {
                Some(byte) if byte.is_ascii_whitespace() => {}
                other => return Ok(other),
            }
        }
    }

    fn byte(&mut self) -> Result<Option<u8>, FileFault> {
        let Some(&byte) = self.ahead()?.first() else { return Ok(None) };
        self.bytes.consume(1);
        self.line += u64::from(byte == b'\n');
        Ok(Some(byte))
    }

    /// What is read already and not taken; empty at the end of the file.
    fn ahead(&mut self) -> Result<&[u8], FileFault> {
        while self.bytes.buffer().is_empty() {
            match self.bytes.fill_buf() {
                Ok(_) => break,
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                Err(e) => {
                    return Err(self.fault(&format!("cannot be read: {e}"), "Check the disk and try again."));
                }
            }
        }
        Ok(self.bytes.buffer())
    }

    fn cut_off(&self) -> FileFault {
        self.fault(
            "the file ends inside a record: it was cut off",
            "Export or copy the file again and check its size.",
        )
    }

    fn fault(&self, reason: &str, mend: &str) -> FileFault {
        FileFault::new(&self.file, Some(self.line), reason, mend)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Write as _;

    fn read(bytes: &[u8]) -> Result<Vec<Result<Value, String>>, FileFault> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        let mut records = Records::open(file.path())?;
        let mut out = Vec::new();
        while let Some(found) = records.next()? {
            out.push(found.value);
        }
        Ok(out)
    }

    fn names(bytes: &[u8]) -> Vec<String> {
        let good = read(bytes).unwrap().into_iter().map(|v| v.unwrap()["n"].to_string());
        good.collect()
    }

    #[test]
    fn every_wrapping() {
        let two = ["1", "2"];
        assert_eq!(names(br#"[{"n":1},{"n":2}]"#), two);
        assert_eq!(names(b"{\"n\":1}\n{\"n\":2}\n"), two);
        assert_eq!(names("\u{feff}{\"n\":1}{\"n\":2}".as_bytes()), two);
        assert_eq!(
            names(br#"{"total_items":2,"contents" : [ {"n":1}, {"n":2} ], "last":{"a":[1]},"t":"}"}"#),
            two
        );
        assert_eq!(names(br#"{"n":1,"inner":{"contents":[{"n":9}]},"s":"\"contents\": ["}"#), ["1"]);
        assert!(read(b"  \n").unwrap().is_empty());
    }

    #[test]
    fn damage_is_named_with_its_line() {
        assert_eq!(read(b"[{\"n\":1},\n{\"n\":").unwrap_err().line, Some(2));
        assert!(read(b"<html>").unwrap_err().reason.contains('<'));
        assert!(read(b"[{\"n\":1}").unwrap_err().reason.contains("cut off"));
        assert!(read(&[0xff, 0xfe, b'[', 0]).unwrap_err().reason.contains("UTF-16"));
        // One bad record does not stop the others.
        let mixed = read(b"[{\"n\":01},{\"n\":2}]").unwrap();
        assert!(mixed[0].is_err() && mixed[1].is_ok());
        let deep = format!("[{}1{}]", "{\"a\":".repeat(5000), "}".repeat(5000));
        assert!(read(deep.as_bytes()).unwrap()[0].as_ref().unwrap_err().contains("recursion"));
    }

    #[test]
    fn a_record_without_end_is_stopped() {
        let mut long = b"{\"n\":\"".to_vec();
        long.resize(LONGEST_RECORD + 100, b'x');
        assert!(read(&long).unwrap_err().reason.contains("longer than"));
    }

    proptest! {
        #[test]
        fn never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes);
        }

        #[test]
        fn near_json_never_panics(text in "[\\[\\]{}\",:\\\\a1 \n]{0,60}") {
            let _ = read(text.as_bytes());
        }
    }
}
