//! The bytes of a table as lines that end in `\n`, with a limit for one record.

use std::io::{self, Read};

/// The longest record that is read. A real one has a few KB; without an end the memory would grow with the file.
pub const LONGEST_RECORD: u64 = 4 * 1024 * 1024;

/// Counts what is read since the last record and stops a record without end; ends lines with `\n` however the file ends them; also
/// watches how the file ends.
pub(crate) struct Lines<R> {
    inner: R,
    /// What was looked at before, to be read first.
    start: Vec<u8>,
    left: u64,
    last: u8,
    quotes: u64,
    ended: bool,
    after_return: bool,
}

impl<R: Read> Lines<R> {
    pub(crate) fn new(inner: R) -> Lines<R> {
        Lines {
            inner,
            start: vec![],
            left: LONGEST_RECORD,
            last: b'\n',
            quotes: 0,
            ended: false,
            after_return: false,
        }
    }

    /// At most so many bytes of the beginning. They are still read later.
    pub(crate) fn peek(&mut self, most: usize) -> io::Result<&[u8]> {
        let mut start = vec![0; most];
        let mut filled = 0;
        while filled < most {
            match self.fill(&mut start[filled..])? {
                0 => break,
                n => filled += n,
            }
        }
        start.truncate(filled);
        self.start = start;
        Ok(&self.start)
    }

    /// Passes over so many of the bytes that were looked at.
    pub(crate) fn skip(&mut self, bytes: usize) {
        self.start.drain(..bytes.min(self.start.len()));
    }

    /// A new record begins.
    pub(crate) fn allow_record(&mut self) {
        self.left = LONGEST_RECORD;
    }

    /// The file has ended, and not after a line end, or inside quotation marks.
    pub(crate) fn cut_off(&self) -> bool {
        self.ended && (self.last != b'\n' || self.quotes % 2 == 1)
    }

    /// Reads with every line end as `\n`.
    fn fill(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.inner.read(buffer)?;
            let mut kept = 0;
            for at in 0..read {
                let byte = buffer[at];
                let second = std::mem::replace(&mut self.after_return, byte == b'\r') && byte == b'\n';
                if !second {
                    buffer[kept] = if byte == b'\r' { b'\n' } else { byte };
                    kept += 1;
                }
            }
            if kept > 0 || read == 0 {
                return Ok(kept);
            }
        }
    }
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "record without end"));
        }
        let read = if self.start.is_empty() {
            self.fill(buffer)?
        } else {
            let n = self.start.len().min(buffer.len());
            buffer[..n].copy_from_slice(&self.start[..n]);
            self.start.drain(..n);
            n
        };
        self.left = self.left.saturating_sub(read as u64);
        self.ended = read == 0;
        if let Some(&last) = buffer[..read].last() {
            self.last = last;
        }
        self.quotes += buffer[..read].iter().filter(|&&b| b == b'"').count() as u64;
        Ok(read)
    }
}
