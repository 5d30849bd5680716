//! Files of people are written whole or not at all, and are nobody else's to read.

use crate::read::Fault;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// The columns of a file of pairs.
pub const PAIRS: [&str; 3] = ["rec_id_l", "rec_id_r", "score"];

/// A file that is being written, which others on the machine cannot read. It takes its name when it is finished, and is
/// removed when it is not.
pub struct Draft {
    path: PathBuf,
    beside: PathBuf,
    file: BufWriter<File>,
    done: bool,
}

impl Draft {
    /// Begins the file beside its place.
    ///
    /// # Errors
    /// The system's.
    pub fn new(path: &Path) -> Result<Draft, Fault> {
        let mut beside = path.as_os_str().to_owned();
        beside.push(".part");
        let beside = PathBuf::from(beside);
        let mut options = File::options();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&beside).map_err(|source| Fault::Io { file: path.to_owned(), source })?;
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
        self.file.flush().and_then(|()| self.file.get_ref().sync_all()).map_err(|e| self.fault(e))?;
        std::fs::rename(&self.beside, &self.path).map_err(|e| self.fault(e))?;
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
        if !self.done {
            let _ = std::fs::remove_file(&self.beside);
        }
    }
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
