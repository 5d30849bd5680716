//! Reading files of QuestionnaireResponses: everything up to the database.
//!
//! [`pieces`] cuts a file into resources, [`patients`] remembers where its Patients lie, [`prepare`] checks a
//! response and says who it is about, [`report`] is what an import comes to.

mod judge;
pub mod patients;
pub mod pieces;
pub mod prepare;
pub mod report;

use std::path::{Path, PathBuf};

/// The files of an import: the file itself, or every JSON and NDJSON file of a folder, by name.
///
/// # Errors
/// When the path cannot be read.
pub fn files(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        std::fs::metadata(path)?;
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path)? {
        let file = entry?.path();
        let kind = file.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
        if file.is_file() && matches!(kind.as_deref(), Some("json" | "ndjson" | "jsonl")) {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

/// Does the name of the file promise one resource a line?
pub fn is_ndjson(path: &Path) -> bool {
    let kind = path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
    matches!(kind.as_deref(), Some("ndjson" | "jsonl"))
}
