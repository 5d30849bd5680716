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
            if record.as_slice().iter().all(u8::is_ascii_whitespace) {
                batch.push_blank();
                continue;
            }
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

    /// The line of the file that a row begins in.
    fn line(&self, at: &csv::Position) -> u64 {
        at.line() + self.before + u64::from(self.crlf && at.byte() > 0)
    }

    fn unclosed(&self, source: &Source, start: &csv::Position) -> Fault {
        let what = "a quotation mark (\") that opens in the row that begins here is never closed, so that all lines after it are one \
                    cell; close it, or take it out";
        Fault::content(&source.path, Some(self.line(start)), what)
    }

    fn fault(&self, source: &Source, e: &csv::Error) -> Fault {
        let line = e.position().map(|p| self.line(p));
        match e.kind() {
            csv::ErrorKind::UnequalLengths { pos: Some(start), .. }
                if self.reader.position().line() > start.line() + 1 && source.is_open_from(start.byte()) =>
            {
                self.unclosed(source, start)
            }
            csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                let last = self.line(self.reader.position());
                let goes_on = match line {
                    Some(first) if last > first + 1 => format!(
                        ". The row goes on to line {}: is a quotation mark (\") in it that should not be there, or not doubled?",
                        last - 1
                    ),
                    _ => String::new(),
                };
                let what =
                    format!("{len} cells, where the header has {expected_len}; mend this line{goes_on}");
                Fault::content(&source.path, line, what)
            }
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
            three: None,
        };
        if head.starts_with(columns::MARK) {
            source.header = columns::header(path)?;
        } else {
            source.read_header(&mut file, head)?;
        }
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
        Ok(Records { source: self, rows, joined: vec![] })
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
        } else if head.contains(&0) {
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
            first.iter().map(|name| decoded(name).trim_start_matches('\u{feff}').trim().to_owned()).collect()
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

    fn check_header(&self) -> Result<(), Fault> {
        let header = &self.header;
        if header.iter().all(String::is_empty) {
            return Err(Fault::content(
                &self.path,
                Some(1),
                "the file is empty; its first line names the columns",
            ));
        }
        if let Some((i, name)) =
            header.iter().enumerate().find(|(i, h)| header[..*i].contains(h) && !h.is_empty())
        {
            let what =
                format!("two columns are called `{name}` (the second is column {}); rename one", i + 1);
            let line = match &self.format {
                Format::Csv { layout, .. } => layout.lines + 1,
                Format::Parquet => 1,
            };
            return Err(Fault::content(&self.path, Some(line), what));
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

/// The byte order mark of UTF-8.
const MARK: [u8; 3] = [0xef, 0xbb, 0xbf];
