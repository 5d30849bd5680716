//! The laws that neither the compiler nor clippy can see, checked on the files themselves: who may depend on whom,
//! where SQL may stand, that every text has its words in both languages, and what no file may hold.
//!
//! Each law is a function from texts to faults, so that its tests show it both quiet and crying.

use std::path::{Path, PathBuf};

mod crates;
mod files;
mod lex;
mod messages;
mod sql;

/// What was found. Errors fail the test; warnings are questions for a review.
#[derive(Debug, Default)]
pub struct Faults {
    /// One line each: file, line where known, what is wrong, how to mend it.
    pub errors: Vec<String>,
    /// As `errors`, not deadly.
    pub warnings: Vec<String>,
}

impl Faults {
    fn error(&mut self, text: impl Into<String>) {
        self.errors.push(text.into());
    }

    fn warn(&mut self, text: impl Into<String>) {
        self.warnings.push(text.into());
    }
}

/// A text file of the project.
#[derive(Debug)]
pub(crate) struct Source {
    /// Path from the project's folder, with `/`.
    pub(crate) path: String,
    /// What is in it.
    pub(crate) text: String,
}

/// Checks everything under `root`.
pub fn check(root: &Path) -> Faults {
    let mut faults = Faults::default();
    let sources = read(root, &mut faults);
    if sources.len() < 10 {
        faults.error(format!("only {} files under {}: is this the project?", sources.len(), root.display()));
    }
    crates::check(&sources, &mut faults);
    sql::check(&sources, &mut faults);
    messages::check(&sources, &mut faults);
    files::check(&sources, &mut faults);
    faults.errors.sort();
    faults.warnings.sort();
    faults
}

const KINDS: [&str; 10] = ["rs", "toml", "ftl", "sql", "css", "js", "mjs", "md", "json", "sh"];
const SKIPPED: [&str; 7] = ["target", "node_modules", "dist", ".git", "out", "data", ".cache"];

fn read(root: &Path, faults: &mut Faults) -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(e) => {
                faults.error(format!("{} cannot be read: {e}", folder.display()));
                continue;
            }
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                if !SKIPPED.contains(&name.as_str()) {
                    folders.push(path);
                }
                continue;
            }
            let kind = path.extension().unwrap_or_default().to_string_lossy().into_owned();
            if !KINDS.contains(&kind.as_str()) || name == "package-lock.json" {
                continue;
            }
            // A file that vanishes or is not text while others work beside us is no fault of the house.
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            let path = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            found.push(Source { path, text });
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

#[cfg(test)]
pub(crate) fn source(path: &str, text: &str) -> Source {
    Source { path: path.to_owned(), text: text.to_owned() }
}
