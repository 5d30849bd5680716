//! Reading what people send: tables as spreadsheets write them, FHIR resources in pieces, values with an exact place for every fault, and what an import came to.
//! No web, no database.

pub mod csv;
pub mod decode;
pub mod encoding;
pub mod fault;
pub mod fhir;
mod judge;
mod layout;
mod lines;
pub mod pieces;
pub mod report;
pub mod table;

use std::path::{Path, PathBuf};

/// The files of an import: the file itself, or those of a folder whose names end in one of `kinds` (`csv`, `json`), by name.
///
/// # Errors
/// When the path cannot be read.
pub fn files(path: &Path, kinds: &[&str]) -> std::io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        std::fs::metadata(path)?;
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path)? {
        let file = entry?.path();
        if file.is_file() && kind_of(&file).is_some_and(|kind| kinds.contains(&kind.as_str())) {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

/// How a file's name ends, in small letters.
pub fn kind_of(path: &Path) -> Option<String> {
    path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase)
}

/// Endings of files with FHIR resources.
pub const FHIR_KINDS: [&str; 3] = ["json", "ndjson", "jsonl"];
