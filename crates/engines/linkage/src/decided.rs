//! What people have decided about pairs of rows: that they are one person, or are not. A linkage holds to it.

use crate::read::Fault;
use crate::score::Scored;
use crate::table::{RowId, Table};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::path::Path;

/// Decisions, as pairs of rows, the smaller first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decided {
    /// One person.
    pub same: Vec<(RowId, RowId)>,
    /// Two persons.
    pub apart: Vec<(RowId, RowId)>,
    /// Pairs that people have looked at, to learn from: is it one person?
    pub reviewed: Vec<(RowId, RowId, bool)>,
}

/// The columns of a file of decisions; those of a file of pairs, less the score.
const COLUMNS: [&str; 2] = ["rec_id_l", "rec_id_r"];

/// A file of decisions, read: pairs of rows, and whatever further columns were asked for.
pub(crate) fn read<const N: usize>(
    path: &Path,
    table: &Table,
    more: [&str; N],
) -> Result<Vec<(RowId, RowId, [String; N])>, Fault> {
    let content = |line, what: String| Fault::Content { file: path.to_owned(), line, what };
    let fault = |e: csv::Error| content(e.position().map(csv::Position::line), e.to_string());
    let mut reader = csv::ReaderBuilder::new().from_path(path).map_err(fault)?;
    let header = reader.headers().map_err(fault)?.clone();
    let place = |name: &str| {
        let place = header.iter().position(|h| h.trim_start_matches('\u{feff}').trim() == name);
        place.ok_or_else(|| {
            content(Some(1), format!("no column is called `{name}`; the columns are rec_id_l and rec_id_r"))
        })
    };
    let [left, right] = [place(COLUMNS[0])?, place(COLUMNS[1])?];
    let mut places = [0; N];
    for (at, name) in places.iter_mut().zip(more) {
        *at = place(name)?;
    }
    let second = table.second();
    // Two files may use one identifier for two people.
    let by_id = |rows: std::ops::Range<RowId>| -> HashMap<&str, RowId, FixedState> {
        rows.map(|r| (table.id(r), r)).collect()
    };
    let lefts = by_id(0..second);
    let rights = if table.sources() == 1 { by_id(0..second) } else { by_id(second..table.len() as RowId) };
    let mut out = vec![];
    for record in reader.records() {
        let record = record.map_err(fault)?;
        let line = record.position().map(csv::Position::line);
        let row = |place: usize, of: &HashMap<&str, RowId, FixedState>| {
            let id = record[place].trim();
            of.get(id).copied().ok_or_else(|| {
                content(line, format!("no row is called `{id}`; give the identifiers of the linked files"))
            })
        };
        let (a, b) = (row(left, &lefts)?, row(right, &rights)?);
        if a == b {
            return Err(content(line, format!("`{}` is one row, not a pair", record[left].trim())));
        }
        out.push((a.min(b), a.max(b), places.map(|p| record[p].trim().to_owned())));
    }
    Ok(out)
}

impl Decided {
    /// Reads a file of pairs that are one person (`same`) or two.
    ///
    /// # Errors
    /// A file that cannot be used, with its line.
    pub fn read(&mut self, path: &Path, table: &Table, same: bool) -> Result<(), Fault> {
        let pairs = read(path, table, [])?.into_iter().map(|(a, b, [])| (a, b));
        if same {
            self.same.extend(pairs)
        } else {
            self.apart.extend(pairs)
        }
        Ok(())
    }

    /// Reads a file of reviewed pairs, with a third column `same`: 1 or 0.
    ///
    /// # Errors
    /// A file that cannot be used, with its line.
    pub fn read_reviewed(&mut self, path: &Path, table: &Table) -> Result<(), Fault> {
        for (a, b, [same]) in read(path, table, ["same"])? {
            let same = match same.to_lowercase().as_str() {
                "1" | "true" | "yes" => true,
                "0" | "false" | "no" => false,
                other => {
                    let what = format!(
                        "`{other}` for {} and {}: write 1 in the column `same` for one person, 0 for two",
                        table.id(a),
                        table.id(b)
                    );
                    return Err(Fault::Content { file: path.to_owned(), line: None, what });
                }
            };
            self.reviewed.push((a, b, same));
        }
        Ok(())
    }

    /// Pairs as decided: those that are one person at 1, those that are two not at all.
    ///
    /// # Errors
    /// Decisions that contradict each other, by the rows' names.
    pub fn settle(&mut self, table: &Table, pairs: &mut Vec<Scored>) -> Result<(), String> {
        for list in [&mut self.same, &mut self.apart] {
            list.sort_unstable();
            list.dedup();
        }
        let mut sets = crate::cluster::Sets::new(if self.same.is_empty() { 0 } else { table.len() });
        for (a, b) in &self.same {
            sets.join(*a, *b, usize::MAX);
        }
        let contradicts = |(a, b): &&(RowId, RowId)| sets.find(*a) == sets.find(*b);
        if !self.same.is_empty()
            && let Some((a, b)) = self.apart.iter().find(contradicts)
        {
            return Err(format!(
                "`{}` and `{}` are to be kept apart and, directly or through others, to be linked; mend one of the files",
                table.id(*a),
                table.id(*b)
            ));
        }
        let decided = |p: &Scored, list: &[(RowId, RowId)]| list.binary_search(&(p.left, p.right)).is_ok();
        pairs.retain(|p| !decided(p, &self.apart) && !decided(p, &self.same));
        pairs.extend(self.same.iter().map(|(left, right)| Scored {
            left: *left,
            right: *right,
            probability: 1.0,
        }));
        pairs.sort_unstable_by_key(|p| (p.left, p.right));
        Ok(())
    }
}
