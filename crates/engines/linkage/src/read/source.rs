//! A file that is open: its header and a sample of its rows.

use super::layout::{HEAD, Layout, layout};
use super::{Fault, columns};
use crate::builder::Batch;
use crate::dates::{in_three, name_of_three, together};
use std::borrow::Cow;
use std::fs::File;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rows whose values are looked at to recognise what a column holds.
const SAMPLE: usize = 2000;
/// The longest row, in bytes; a longer one is a quotation mark that was never closed.
const LONGEST_ROW: usize = 1 << 20;

/// A file that is open, its header read.
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    pub(crate) header: Vec<String>,
    pub(crate) sample: Vec<Vec<String>>,
    /// What a reader of the file should know of how it was read.
    pub(super) notes: Vec<String>,
    format: Format,
    /// How many columns the file has.
    width: usize,
    /// Day, month and year where they stand in three columns: together they are one more, the last.
    three: Option<[usize; 3]>,
}

/// How a file is written.
#[derive(Clone)]
enum Format {
    Csv {
        layout: Layout,
        /// The text of a file that is UTF-16, as UTF-8.
        text: Option<Arc<[u8]>>,
    },
    Parquet,
}

/// Text that may be sought in.
trait Text: Read + Seek + Send {}
impl<T: Read + Seek + Send> Text for T {}

/// The rows of a CSV file.
struct Lines {
    reader: csv::Reader<Box<dyn Text>>,
    record: csv::ByteRecord,
    /// Lines before the header.
    before: u64,
    crlf: bool,
    /// The last row had lines within its cells: where it began.
    long: Option<csv::Position>,
}

/// The rows of a file.
pub(crate) struct Records<'s> {
    source: &'s Source,
    rows: Rows,
    joined: Vec<u8>,
    /// Are rows of empty cells only rows all the same?
    blanks: bool,
    /// What was mended so far.
    pub(crate) mended: Mended,
}

/// Lines whose cells were mended.
#[derive(Default)]
pub(crate) struct Mended {
    /// Fewer cells than the header.
    pub(crate) short: Vec<u64>,
    /// More, all of them empty.
    pub(crate) long: Vec<u64>,
    /// With NUL bytes.
    pub(crate) nul: Vec<u64>,
    /// With nothing in the column that was taken for identifiers; where the file has lines, their line.
    pub(crate) unnamed: Vec<Option<u64>>,
}

enum Rows {
    Csv(Box<Lines>),
    Parquet(columns::Rows),
}

/// A cell as text: UTF-8, or Windows-1252 where it is none.
pub(crate) fn decoded(cell: &[u8]) -> String {
    String::from_utf8(cell.to_vec())
        .unwrap_or_else(|_| encoding_rs::WINDOWS_1252.decode_without_bom_handling(cell).0.into_owned())
}

impl Records<'_> {
    /// Puts the next row's cells at the end of a batch; `false` where there is none. Rows of empty cells only are counted.
    #[inline]
    pub(crate) fn next(&mut self, batch: &mut Batch) -> Result<bool, Fault> {
        let path = &self.source.path;
        let lines = match &mut self.rows {
            Rows::Csv(lines) => lines,
            Rows::Parquet(rows) => return rows.next(batch),
        };
        while lines.next(self.source)? {
            let record = &lines.record;
            let line = record.position().map_or(0, |p| lines.line(p));
            if record.as_slice().len() > LONGEST_ROW {
                let what = "the row that begins here has over a million characters; is a quotation mark never closed?";
                return Err(Fault::content(path, Some(line), what));
            }
            if record.as_slice().contains(&0) {
                lines.without_nul();
                self.mended.nul.push(line);
            }
            let blank = lines.record.as_slice().iter().all(u8::is_ascii_whitespace);
            if blank && !self.blanks {
                batch.push_blank();
                continue;
            }
            match lines.record.len() {
                n if n == self.source.width => {}
                n => {
                    lines.fit(self.source)?;
                    let mended = &mut self.mended;
                    // An empty row of any width is an empty row.
                    match (blank, n < self.source.width) {
                        (true, _) => {}
                        (false, true) => mended.short.push(line),
                        (false, false) => mended.long.push(line),
                    }
                }
            }
            let record = &lines.record;
            let ends = (0..record.len()).filter_map(|cell| record.range(cell)).map(|range| range.end);
            if let Some([day, month, year]) = self.source.three {
                let cell = |place: usize| String::from_utf8_lossy(&record[place]);
                self.joined.clear();
                self.joined.extend_from_slice(record.as_slice());
                self.joined.extend_from_slice(together(&cell(day), &cell(month), &cell(year)).as_bytes());
                let end = self.joined.len();
                batch.push_row(&self.joined, ends.chain([end]), line);
            } else {
                batch.push_row(record.as_slice(), ends, line);
            }
            return Ok(true);
        }
        Ok(false)
    }
}

impl Lines {
    fn next(&mut self, source: &Source) -> Result<bool, Fault> {
        let more = self.reader.read_byte_record(&mut self.record);
        let more = more.map_err(|e| self.fault(source, &e))?;
        if !more {
            // The last row may have taken in all the rest of the file.
            if let Some(start) = self.long.take()
                && source.is_open_from(start.byte())
            {
                return Err(self.unclosed(source, &start));
            }
            return Ok(false);
        }
        let long = self.record.as_slice().contains(&b'\n');
        self.long = self.record.position().filter(|_| long).cloned();
        Ok(true)
    }

    /// Takes NUL bytes out of the row.
    fn without_nul(&mut self) {
        let cells =
            self.record.iter().map(|cell| cell.iter().copied().filter(|b| *b != 0).collect::<Vec<u8>>());
        let (cells, at): (Vec<Vec<u8>>, _) = (cells.collect(), self.record.position().cloned());
        self.record = csv::ByteRecord::from(cells);
        self.record.set_position(at);
    }

    /// Gives the row as many cells as the header has. What is missing at its end is empty, as spreadsheets write it; what is too
    /// much may go where it is empty.
    ///
    /// # Errors
    /// Cells that would be lost, and rows over several lines: a quotation mark is likely where it should not be.
    fn fit(&mut self, source: &Source) -> Result<(), Fault> {
        let (width, len) = (source.width, self.record.len());
        let empty = |cell: &[u8]| cell.iter().all(u8::is_ascii_whitespace);
        let lost = self.record.iter().skip(width).any(|cell| !empty(cell));
        if lost || self.long.is_some() {
            return Err(self.unequal(source, len, width));
        }
        let at = self.record.position().cloned();
        self.record.truncate(width);
        (len..width).for_each(|_| self.record.push_field(b""));
        self.record.set_position(at);
        Ok(())
    }

    /// The line of the file that a row begins in.
    fn line(&self, at: &csv::Position) -> u64 {
        at.line() + self.before + u64::from(self.crlf && at.byte() > 0)
    }

    fn unclosed(&self, source: &Source, start: &csv::Position) -> Fault {
        let what = "a quotation mark (\") that opens in the row that begins here is never closed, so that all lines after it are one \
                    cell; close it, or take it out";
        Fault::content(&source.path, Some(self.line(start)), what)
    }

    fn unequal(&self, source: &Source, len: usize, width: usize) -> Fault {
        let Some(start) = self.record.position() else {
            return Fault::content(&source.path, None, "a row with more cells than the header");
        };
        if self.long.is_some() && source.is_open_from(start.byte()) {
            return self.unclosed(source, start);
        }
        let (first, last) = (self.line(start), self.line(self.reader.position()));
        let goes_on = if self.long.is_some() {
            format!(
                ". The row goes on to line {}: is a quotation mark (\") in it that should not be there, or not doubled?",
                last.saturating_sub(1).max(first)
            )
        } else {
            "; a cell with a comma in it needs quotation marks".to_owned()
        };
        let what = format!("{len} cells, where the header has {width}; mend this line{goes_on}");
        Fault::content(&source.path, Some(first), what)
    }

    fn fault(&self, source: &Source, e: &csv::Error) -> Fault {
        let line = e.position().map(|p| self.line(p));
        match e.kind() {
            csv::ErrorKind::Io(io) => Fault::Io {
                file: source.path.clone(),
                source: std::io::Error::new(io.kind(), io.to_string()),
            },
            _ => Fault::content(&source.path, line, e.to_string()),
        }
    }
}

impl Source {
    pub(crate) fn open(path: &Path) -> Result<Source, Fault> {
        let io = |source| Fault::Io { file: path.to_owned(), source };
        let mut file = File::open(path).map_err(io)?;
        let mut head = vec![];
        (&mut file).take(HEAD as u64).read_to_end(&mut head).map_err(io)?;
        let mut source = Source {
            path: path.to_owned(),
            header: vec![],
            sample: vec![],
            notes: vec![],
            format: Format::Parquet,
            width: 0,
            three: None,
        };
        if head.starts_with(columns::MARK) {
            source.header = columns::header(path)?;
        } else {
            source.read_header(&mut file, head)?;
        }
        source.width = source.header.len();
        source.check_header()?;
        source.three = in_three(&source.header);
        let mut records = source.records()?;
        if matches!(records.rows, Rows::Parquet(_)) {
            source.three = None;
            records = source.records()?;
        }
        let width = source.header.len() + usize::from(source.three.is_some());
        let mut batch = Batch::new(width, None);
        while batch.len() < SAMPLE && records.next(&mut batch)? {}
        drop(records);
        if let Some(three) = source.three {
            source.header.push(name_of_three(&source.header, three));
        }
        let column = |place: usize| {
            let cells = (0..batch.len()).map(|row| batch.cell(row * width + place));
            cells.map(decoded).collect()
        };
        source.sample = (0..width).map(column).collect();
        Ok(source)
    }

    /// The rows of the file, from the first.
    pub(crate) fn records(&self) -> Result<Records<'_>, Fault> {
        let rows = match &self.format {
            Format::Csv { layout, .. } => Rows::Csv(Box::new(self.lines(*layout)?)),
            Format::Parquet => Rows::Parquet(columns::Rows::open(&self.path)?),
        };
        Ok(Records { source: self, rows, joined: vec![], blanks: false, mended: Mended::default() })
    }

    /// All rows of the file, those of empty cells too.
    pub(crate) fn all_records(&self) -> Result<Records<'_>, Fault> {
        Ok(Records { blanks: true, ..self.records()? })
    }

    /// The place of a column.
    pub(crate) fn place(&self, column: &str) -> Option<usize> {
        self.header.iter().position(|h| h == column)
    }

    fn read_header(&mut self, file: &mut File, mut head: Vec<u8>) -> Result<(), Fault> {
        let mut text = None;
        if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
            file.read_to_end(&mut head).map_err(|source| Fault::Io { file: self.path.clone(), source })?;
            let utf8 = encoding_rs::UTF_16LE.decode(&head).0;
            text = Some(Arc::from(utf8.as_bytes()));
            head = utf8.into_owned().into_bytes();
            head.truncate(HEAD);
        } else if is_no_text(&head) {
            let what = "this is no text file; give a CSV file with a header, or a Parquet file";
            return Err(Fault::content(&self.path, Some(1), what));
        }
        let layout = layout(head.strip_prefix(&MARK).unwrap_or(&head));
        self.format = Format::Csv { layout, text };
        if layout.lines > 0 && layout.header {
            self.notes
                .push(format!("the header is in line {}; the lines above it are not read", layout.lines + 1));
        }
        let mut lines = self.lines(layout)?;
        let first = if layout.header {
            lines.reader.byte_headers().cloned()
        } else {
            let mut first = csv::ByteRecord::new();
            lines.reader.read_byte_record(&mut first).map(|_| first)
        };
        let first = first.map_err(|e| lines.fault(self, &e))?;
        self.header = if layout.header {
            first
                .iter()
                .map(|name| decoded(name).replace('\0', "").trim_start_matches('\u{feff}').trim().to_owned())
                .collect()
        } else {
            self.notes.push(format!(
                "line {} looks like a person and not like names of columns: the columns are called c1 to c{}, and told by their values",
                layout.lines + 1,
                first.len()
            ));
            (1..=first.len()).map(|n| format!("c{n}")).collect()
        };
        Ok(())
    }

    /// Columns have names, each its own: a second one of a name is called so with a number.
    fn check_header(&mut self) -> Result<(), Fault> {
        if self.header.iter().all(String::is_empty) {
            return Err(Fault::content(
                &self.path,
                Some(1),
                "the file is empty; its first line names the columns",
            ));
        }
        for i in 1..self.header.len() {
            if self.header[i].is_empty() || !self.header[..i].contains(&self.header[i]) {
                continue;
            }
            let free = |name: &String| !self.header.contains(name);
            let Some(own) = (2..).map(|n| format!("{} ({n})", self.header[i])).find(free) else { continue };
            self.notes.push(format!(
                "column {} is called `{}` as another is; it is taken as `{own}`",
                i + 1,
                self.header[i]
            ));
            self.header[i] = own;
        }
        Ok(())
    }

    /// The text from where the header begins.
    fn text(&self, layout: Layout) -> std::io::Result<Box<dyn Text>> {
        let mut text: Box<dyn Text> = match &self.format {
            Format::Csv { text: Some(text), .. } => Box::new(Cursor::new(text.clone())),
            _ => Box::new(File::open(&self.path)?),
        };
        let mut mark = [0; 3];
        let has_mark = text.read(&mut mark).is_ok_and(|n| n == 3 && mark == MARK);
        text.seek(SeekFrom::Start(layout.skip + if has_mark { 3 } else { 0 }))?;
        Ok(text)
    }

    fn lines(&self, layout: Layout) -> Result<Lines, Fault> {
        let text = self.text(layout).map_err(|source| Fault::Io { file: self.path.clone(), source })?;
        let reader = csv::ReaderBuilder::new()
            .delimiter(layout.delimiter)
            .has_headers(layout.header)
            .flexible(true)
            .buffer_capacity(1 << 18)
            .from_reader(text);
        Ok(Lines {
            reader,
            record: csv::ByteRecord::new(),
            before: layout.lines,
            crlf: layout.crlf,
            long: None,
        })
    }

    /// Is a quotation mark still open at the end of the file, read from a row on that has lines within its cells?
    fn is_open_from(&self, byte: u64) -> bool {
        let Format::Csv { layout, .. } = &self.format else { return false };
        let mut rest = vec![];
        let read = self
            .text(Layout { skip: layout.skip + byte, ..*layout })
            .and_then(|text| text.take(LONGEST_ROW as u64).read_to_end(&mut rest));
        let marks = rest.iter().filter(|b| **b == b'"').count();
        read.is_ok() && rest.len() < LONGEST_ROW && marks % 2 == 1
    }

    /// The name of the file, for people.
    pub(crate) fn name(&self) -> Cow<'_, str> {
        self.path.file_name().map_or(Cow::Borrowed(""), |n| n.to_string_lossy())
    }
}

/// Does the beginning of a file show that it is no text? A few NUL bytes are a slip of the program that wrote it.
fn is_no_text(head: &[u8]) -> bool {
    const MARKS: [&[u8]; 6] =
        [b"PK", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"\x89PNG", b"SQLite format"];
    let nul = head.iter().filter(|b| **b == 0).count();
    let odd = head.iter().filter(|b| matches!(**b, 1..=8 | 14..=31)).count();
    nul > 0
        && (MARKS.iter().any(|mark| head.starts_with(mark))
            || nul * 20 > head.len()
            || odd * 100 > head.len())
}

/// The byte order mark of UTF-8.
const MARK: [u8; 3] = [0xef, 0xbb, 0xbf];
