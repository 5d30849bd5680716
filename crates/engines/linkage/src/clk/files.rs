//! Files of filters: CSV (`row,clk_CHECK`) or the JSON that clkhash writes (`{"clks": [...]}`). Those that are written
//! here only their owner can read, and they appear under their name when they are whole.

use super::filters::Filters;
use crate::read::Fault;
use base64::Engine as _;
use serde::Deserialize;
use std::borrow::Cow;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// A file of filters that was read.
pub struct Encoded {
    /// The filters.
    pub filters: Filters,
    /// Tells files of two secrets apart, where the file has it.
    pub check: Option<String>,
    /// What rows are called; empty where they are numbered from 1.
    ids: Vec<String>,
}

impl Encoded {
    /// What a row is called.
    pub fn id(&self, row: u32) -> String {
        self.ids.get(row as usize).cloned().unwrap_or_else(|| (row + 1).to_string())
    }
}

#[derive(Deserialize)]
struct Clks<'a> {
    #[serde(borrow)]
    clks: Vec<Cow<'a, str>>,
    check: Option<String>,
}

pub(super) fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json"))
}

/// Reads a file of filters.
///
/// # Errors
/// A file that cannot be read or is none, with the line.
pub fn read_encoded(path: &Path) -> Result<Encoded, Fault> {
    let says = |line: Option<u64>, what: String| Fault::Content { file: path.to_owned(), line, what };
    let io = |source| Fault::Io { file: path.to_owned(), source };
    let mut into: Option<Filters> = None;
    let mut bytes = vec![];
    let mut words = vec![];
    let mut push = |text: &str| -> Result<(), String> {
        bytes.clear();
        base64::engine::general_purpose::STANDARD
            .decode_vec(text, &mut bytes)
            .map_err(|e| format!("the filter is no base64 ({e})"))?;
        let filters = into.get_or_insert_with(|| Filters::new(bytes.len() * 8));
        if bytes.is_empty() || bytes.len() * 8 != filters.length() {
            let (ours, first) = (bytes.len() * 8, filters.length());
            return Err(format!(
                "a filter of {ours} bits, where the first has {first}; encode all with one schema"
            ));
        }
        words.clear();
        words.extend(bytes.chunks(8).map(|chunk| {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            u64::from_be_bytes(word)
        }));
        filters.push(&words);
        Ok(())
    };
    let (mut ids, mut check) = (vec![], None);
    if is_json(path) {
        let mut text = String::new();
        File::open(path).map_err(io)?.read_to_string(&mut text).map_err(io)?;
        let file: Clks = serde_json::from_str(&text)
            .map_err(|e| says(Some(e.line() as u64), format!("this is no file of filters: {e}")))?;
        check = file.check;
        for (i, clk) in file.clks.iter().enumerate() {
            push(clk).map_err(|e| says(None, format!("row {}: {e}", i + 1)))?;
        }
    } else {
        let mut csv = csv::Reader::from_reader(File::open(path).map_err(io)?);
        let header = csv.headers().map_err(|e| says(Some(1), e.to_string()))?.clone();
        let column = match (header.len(), header.get(1)) {
            (2, Some(name)) if name == "clk" || name.starts_with("clk_") => name.to_owned(),
            _ => {
                return Err(says(Some(1), "this is no file of filters; its header is `row,clk`".into()));
            }
        };
        check = column.strip_prefix("clk_").map(str::to_owned).or(check);
        let mut record = csv::StringRecord::new();
        let mut numbered = true;
        while csv
            .read_record(&mut record)
            .map_err(|e| says(e.position().map(csv::Position::line), e.to_string()))?
        {
            let line = record.position().map(csv::Position::line);
            push(&record[1]).map_err(|e| says(line, e))?;
            // As long as rows are numbered in order, their names need no memory.
            let n = ids.len() + 1;
            numbered &= record[0].parse() == Ok(n);
            ids.push(record[0].to_owned());
        }
        if numbered {
            ids = vec![];
        }
    }
    Ok(Encoded { filters: into.unwrap_or_else(|| Filters::new(0)), check, ids })
}
