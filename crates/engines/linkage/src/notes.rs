//! What was mended or left out on the way in, in words, for whoever looks after the files.

use crate::table::Notes;
use std::fmt::Write as _;

/// Rows of one kind: how many, and where the first few are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// How many.
    pub rows: u64,
    /// The first few: in which source, from 0, and in which line, from 1.
    pub lines: Vec<(usize, u64)>,
}

/// So many lines are shown.
const SHOWN: usize = 5;

impl Rows {
    pub(crate) fn note(&mut self, source: usize, line: u64) {
        self.rows += 1;
        if self.lines.len() < SHOWN {
            self.lines.push((source, line));
        }
    }

    pub(crate) fn add(&mut self, other: &Rows) {
        self.rows += other.rows;
        let room = SHOWN.saturating_sub(self.lines.len());
        self.lines.extend(other.lines.iter().take(room));
    }

    /// `line 3 and 7 of left.csv`.
    fn places(&self, files: &[String]) -> String {
        let mut out = String::new();
        for (n, (source, line)) in self.lines.iter().enumerate() {
            let end = n + 1 == self.lines.len() && self.rows as usize == self.lines.len();
            let before = match n {
                0 if self.rows == 1 => "line ",
                0 => "lines ",
                _ if end => " and ",
                _ => ", ",
            };
            let of = self.lines.get(n + 1).is_none_or(|next| next.0 != *source);
            let _ = write!(out, "{before}{line}");
            if let Some(file) = files.get(*source).filter(|_| of && files.len() > 1) {
                let _ = write!(out, " of {file}");
            }
        }
        if self.rows as usize > self.lines.len() && !self.lines.is_empty() {
            out += " and so on";
        }
        out
    }
}

/// Rows whose identifier another row of their file has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// In which source, from 0.
    pub source: usize,
    /// How many rows got an identifier of their own.
    pub rows: u64,
    /// The identifier of the first of them.
    pub id: String,
    /// What it is called now.
    pub now: String,
    /// The rows that it names, from 1.
    pub places: (u64, u64),
}

impl Notes {
    /// What was mended, and what was taken as not known. `files`: the names of the sources.
    pub fn said(&self, files: &[String]) -> Vec<String> {
        let mut out = vec![];
        for (rows, what) in [
            (&self.short, "had fewer cells than the header: the missing ones at the end are taken as empty"),
            (&self.long, "had more cells than the header, all of them empty: they were left out"),
            (&self.nul, "held NUL bytes: they were left out"),
            (
                &self.unnamed,
                "had no identifier: in what is written they are called `row` and their number after the header",
            ),
        ] {
            if rows.rows > 0 {
                let n = if rows.rows == 1 { "a row".to_owned() } else { format!("{} rows", rows.rows) };
                let places = rows.places(files);
                let places = if places.is_empty() { places } else { format!(" ({places})") };
                out.push(format!("{n} {what}{places}"));
            }
        }
        for r in &self.renamed {
            let file =
                files.get(r.source).filter(|_| files.len() > 1).map_or(String::new(), |f| format!("{f}: "));
            let (first, second) = r.places;
            let rows = if r.rows == 1 {
                format!("the second is called `{}` in what is written", r.now)
            } else {
                format!(
                    "the second is called `{}` in what is written, and so are {} rows in all",
                    r.now, r.rows
                )
            };
            out.push(format!("{file}`{}` names row {first} and row {second} after the header; {rows}", r.id));
        }
        for u in &self.unknown {
            out.push(format!(
                "`{}` in {} is held by {} rows, and was taken as not known",
                u.value, u.column, u.rows
            ));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_with_their_file() {
        let mut rows = Rows::default();
        let files = ["a.csv".to_owned(), "b.csv".to_owned()];
        rows.note(0, 3);
        assert_eq!(rows.places(&files[..1]), "line 3");
        rows.note(0, 5);
        rows.note(1, 2);
        assert_eq!(rows.places(&files), "lines 3, 5 of a.csv and 2 of b.csv");
        (10..20).for_each(|line| rows.note(1, line));
        assert_eq!(rows.places(&files), "lines 3, 5 of a.csv, 2, 10, 11 of b.csv and so on");
    }
}
