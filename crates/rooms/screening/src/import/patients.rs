//! Remembers where the Patients of an import lie, not who they are: 24 bytes each, read again when a response names
//! one. So the memory stays flat and a Patient may come after the response that names it.

use serde_json::Value;
use std::collections::HashMap;
use std::fs::File;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::PathBuf;
use tandem_intake::fault::Fault;
use tandem_intake::pieces::{Pieces, is_ndjson, unwrap_entry};
use tandem_people::import::subject::{Subject, read_subject};

#[derive(Debug, Clone, Copy)]
struct Lies {
    file: u32,
    length: u32,
    offset: u64,
}

/// Where the Patients lie.
pub struct Patients {
    files: Vec<PathBuf>,
    places: HashMap<u64, Lies>,
    hasher: RandomState,
    open: Option<(u32, File)>,
}

impl Patients {
    /// Goes through the files once and notes every Patient by its id and its `fullUrl`.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn scan(files: &[PathBuf]) -> io::Result<Patients> {
        let mut found = Patients {
            files: files.to_vec(),
            places: HashMap::new(),
            hasher: RandomState::new(),
            open: None,
        };
        for (number, path) in files.iter().enumerate() {
            for piece in Pieces::new(File::open(path)?, is_ndjson(path)) {
                let piece = piece?;
                let Ok(bytes) = piece.content else { continue };
                // Cheap look first: most rows are responses and are not parsed here.
                if !bytes.windows(9).any(|w| w == b"\"Patient\"") {
                    continue;
                }
                let Ok(value) = serde_json::from_slice::<Value>(&bytes) else { continue };
                let (resource, full_url) = unwrap_entry(&value);
                if resource.get("resourceType").and_then(Value::as_str) != Some("Patient") {
                    continue;
                }
                let (Ok(file), Ok(length)) = (u32::try_from(number), u32::try_from(piece.length)) else {
                    continue;
                };
                let lies = Lies { file, length, offset: piece.offset };
                if let Some(id) = resource.get("id").and_then(Value::as_str) {
                    found.places.insert(found.hasher.hash_one(format!("Patient/{id}")), lies);
                }
                if let Some(url) = full_url {
                    found.places.insert(found.hasher.hash_one(url), lies);
                }
            }
        }
        Ok(found)
    }

    /// How many names of Patients are remembered.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// None at all?
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The Patient that a reference names: by its full address, or by `Patient/id` at its end.
    ///
    /// # Errors
    /// When the file cannot be read again.
    pub fn find(&mut self, reference: &str) -> io::Result<Option<Result<Subject, Fault>>> {
        let mut names = vec![reference.to_owned()];
        let mut parts = reference.rsplit('/');
        if let (Some(id), Some("Patient")) = (parts.next(), parts.next()) {
            names.push(format!("Patient/{id}"));
        }
        for name in names {
            if let Some(lies) = self.places.get(&self.hasher.hash_one(&name)).copied() {
                return self.read(lies).map(Some);
            }
        }
        Ok(None)
    }

    fn read(&mut self, lies: Lies) -> io::Result<Result<Subject, Fault>> {
        if self.open.as_ref().is_none_or(|(number, _)| *number != lies.file) {
            let path = self.files.get(lies.file as usize);
            let path = path.ok_or_else(|| io::Error::other("the list of files changed"))?;
            self.open = Some((lies.file, File::open(path)?));
        }
        let Some((_, file)) = &mut self.open else { return Err(io::Error::other("no file")) };
        file.seek(SeekFrom::Start(lies.offset))?;
        let mut bytes = vec![0; lies.length as usize];
        file.read_exact(&mut bytes)?;
        let value: Value = serde_json::from_slice(&bytes).map_err(io::Error::other)?;
        Ok(read_subject(unwrap_entry(&value).0))
    }
}
