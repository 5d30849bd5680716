//! Files of people are written whole or not at all, and are nobody else's to read.

use crate::read::Fault;
use rayon::prelude::*;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// The columns of a file of pairs.
pub const PAIRS: [&str; 3] = ["rec_id_l", "rec_id_r", "score"];

/// A file that is being written, which others on the machine cannot read. It takes its name when it is finished, and is
/// removed when it is not.
pub struct Draft {
    path: PathBuf,
    /// Where it is written until it is whole; nothing where the place is a pipe or a device, which is written to as it is.
    beside: Option<PathBuf>,
    file: BufWriter<File>,
    done: bool,
}

impl Draft {
    /// Begins the file beside its place.
    ///
    /// # Errors
    /// The system's.
    pub fn new(path: &Path) -> Result<Draft, Fault> {
        let fault = |source| Fault::Io { file: path.to_owned(), source };
        // Whoever runs this as root and writes to /dev/null would put a file in its place.
        if path.metadata().is_ok_and(|there| !there.is_file() && !there.is_dir()) {
            let file = File::options().write(true).open(path).map_err(fault)?;
            return Ok(Draft {
                path: path.to_owned(),
                beside: None,
                file: BufWriter::new(file),
                done: false,
            });
        }
        let mut beside = path.as_os_str().to_owned();
        beside.push(".part");
        let beside = PathBuf::from(beside);
        let mut options = File::options();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&beside).map_err(fault)?;
        let beside = Some(beside);
        Ok(Draft { path: path.to_owned(), beside, file: BufWriter::new(file), done: false })
    }

    pub(crate) fn line(&mut self, line: std::fmt::Arguments<'_>) -> Result<(), Fault> {
        self.file.write_fmt(line).map_err(|e| self.fault(e))
    }

    pub(crate) fn fault(&self, source: std::io::Error) -> Fault {
        Fault::Io { file: self.path.clone(), source }
    }

    /// The file is whole: it is on the disk and takes its name.
    ///
    /// # Errors
    /// The system's.
    pub fn finish(mut self) -> Result<(), Fault> {
        self.file.flush().map_err(|e| self.fault(e))?;
        if let Some(beside) = &self.beside {
            self.file.get_ref().sync_all().map_err(|e| self.fault(e))?;
            std::fs::rename(beside, &self.path).map_err(|e| self.fault(e))?;
        }
        self.done = true;
        Ok(())
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if let Some(beside) = self.beside.as_ref().filter(|_| !self.done) {
            let _ = std::fs::remove_file(beside);
        }
    }
}

/// No file that is to be written is one that is read, or another that is written: what stands there would be lost.
///
/// # Errors
/// In words, with the file.
pub fn keep_apart(written: &[(&str, Option<&Path>)], read: &[&Path]) -> Result<(), String> {
    // A file that is not there yet is told by its folder and its name.
    let real = |path: &Path| {
        path.canonicalize().unwrap_or_else(|_| {
            let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
            path.file_name().map_or(folder.clone(), |name| folder.join(name))
        })
    };
    let mut taken: Vec<(PathBuf, &str)> = vec![];
    for (what, path) in written.iter().filter_map(|(what, path)| path.map(|path| (*what, path))) {
        let at = real(path);
        if read.iter().any(|input| real(input) == at) {
            return Err(format!(
                "{what} {}: this file is read, and would be overwritten; name another",
                path.display()
            ));
        }
        if let Some((_, other)) = taken.iter().find(|(place, _)| *place == at) {
            return Err(format!("{what} {}: {other} is written there too; name another", path.display()));
        }
        taken.push((at, what));
    }
    Ok(())
}

/// Writes rows of CSV under a header, whole or not at all.
///
/// # Errors
/// The system's.
pub fn csv<'r, const N: usize, R: AsRef<[u8]>>(
    path: &Path,
    header: [&str; N],
    rows: impl Iterator<Item = [R; N]> + 'r,
) -> Result<(), Fault> {
    let mut csv = csv::Writer::from_writer(Draft::new(path)?);
    let written =
        csv.write_record(header).and_then(|()| rows.into_iter().try_for_each(|r| csv.write_record(r)));
    written.map_err(|e| Fault::Io { file: path.to_owned(), source: std::io::Error::other(e) })?;
    csv.into_inner().map_err(|e| Fault::Io { file: path.to_owned(), source: e.into_error() })?.finish()
}

/// Rows that are put into words together, on all cores.
const ROWS: usize = 8192;

/// Writes so many rows of CSV under a header, whole or not at all; `row` appends one, with its end of line.
///
/// # Errors
/// The system's.
pub fn rows<const N: usize>(
    path: &Path,
    header: [&str; N],
    rows: usize,
    row: impl Fn(usize, &mut Vec<u8>) + Sync,
) -> Result<(), Fault> {
    let mut draft = Draft::new(path)?;
    draft.line(format_args!("{}\n", header.join(",")))?;
    let starts: Vec<usize> = (0..rows).step_by(ROWS).collect();
    let text = |start: &usize| {
        let mut out = Vec::with_capacity(ROWS * 32);
        (*start..rows.min(start + ROWS)).for_each(|i| row(i, &mut out));
        out
    };
    let texts = |starts: Option<&[usize]>| -> Vec<Vec<u8>> {
        starts.map_or(vec![], |starts| starts.par_iter().map(text).collect())
    };
    let mut starts = starts.chunks(16);
    let mut now = texts(starts.next());
    while !now.is_empty() {
        // Rows are put into words while those before them are written.
        let write = || now.iter().try_for_each(|t| draft.write_all(t)).map_err(|e| draft.fault(e));
        let (written, next) = rayon::join(write, || texts(starts.next()));
        written?;
        now = next;
    }
    draft.finish()
}

/// Does no text with these bytes need quotation marks (but an empty one)?
pub fn plain(bytes: &[u8]) -> bool {
    let special = |b: &u8| matches!(b, b',' | b'"' | b'\n' | b'\r');
    // Many at a time, without asking after each.
    bytes.chunks(4096).all(|part| !part.iter().fold(false, |any, b| any | special(b)))
}

/// Appends a cell, in quotation marks where it needs them.
pub fn cell(out: &mut Vec<u8>, text: impl AsRef<[u8]>) {
    let text = text.as_ref();
    if !text.is_empty() && plain(text) {
        out.extend_from_slice(text);
        return;
    }
    out.push(b'"');
    for b in text.iter().copied() {
        if b == b'"' {
            out.push(b);
        }
        out.push(b);
    }
    out.push(b'"');
}

/// Appends a probability with six places.
pub fn probability(out: &mut Vec<u8>, p: f32) {
    let millionths = (f64::from(p) * 1e6).round() as u32;
    out.push(b'0' + (millionths / 1_000_000) as u8);
    out.push(b'.');
    let mut place = 100_000;
    while place > 0 {
        out.push(b'0' + (millionths / place % 10) as u8);
        place /= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_special_letter_among_many_is_seen() {
        let mut bytes = vec![b'a'; 9000];
        assert!(plain(&bytes) && plain(b""));
        for (place, letter) in [(0, b','), (4095, b'"'), (4096, b'\n'), (8999, b'\r')] {
            let before = std::mem::replace(&mut bytes[place], letter);
            assert!(!plain(&bytes), "at {place}");
            bytes[place] = before;
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_to_and_stays_one() {
        use std::os::unix::fs::{FileTypeExt as _, symlink};
        let folder = tempfile::tempdir().unwrap();
        // By way of a link: were it put in the device's place, the link would be lost and not the machine's device.
        let link = folder.path().join("nothing");
        symlink("/dev/null", &link).unwrap();
        csv(&link, PAIRS, [["a", "b", "0.9"]].into_iter()).unwrap();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert!(link.metadata().unwrap().file_type().is_char_device());
    }

    #[test]
    fn what_is_read_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("people.csv"), "id\n").unwrap();
        let (people, round) = (at("people.csv"), at("./x/../people.csv"));
        std::fs::create_dir(at("x")).unwrap();
        for same in [people.as_path(), &round] {
            let e = keep_apart(&[("--out", Some(same))], &[&people]).unwrap_err();
            assert!(e.contains("--out") && e.contains("overwritten"), "{e}");
        }
        let (new, other) = (at("new.csv"), at("other.csv"));
        let both =
            |second: &Path| keep_apart(&[("--out", Some(&new)), ("--report", Some(second))], &[&people]);
        assert!(both(&at("x/../new.csv")).unwrap_err().contains("--out is written there too"));
        assert_eq!(both(&other), Ok(()));
    }

    #[test]
    fn rows_are_csv_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rows.csv");
        let texts = ["plain", "", "a,b", "say \"no\"", "two\nlines", " spaced "];
        let row = |i: usize, out: &mut Vec<u8>| {
            cell(out, texts[i % texts.len()]);
            out.push(b',');
            probability(out, (i % 100) as f32 / 99.0);
            out.push(b'\n');
        };
        rows(&path, ["text", "score"], 40_000, row).unwrap();
        let mut n = 0;
        for (i, record) in csv::Reader::from_path(&path).unwrap().records().enumerate() {
            let record = record.unwrap();
            assert_eq!(&record[0], texts[i % texts.len()]);
            assert_eq!(record[1], format!("{:.6}", (i % 100) as f32 / 99.0));
            n += 1;
        }
        assert_eq!(n, 40_000);
    }
}
