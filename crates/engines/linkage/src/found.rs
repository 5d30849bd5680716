//! What linking found, as files.

use crate::draft::{self, PAIRS};
use crate::link::Linked;
use crate::read::Fault;
use crate::table::{RowId, Table};
use std::path::Path;

/// The rows' own identifiers as cells. Whether any needs quotation marks is asked once, of all together.
struct Names<'a> {
    table: &'a Table,
    plain: bool,
}

impl<'a> Names<'a> {
    fn of(table: &'a Table) -> Self {
        Names { table, plain: draft::plain(&table.ids.bytes) }
    }

    /// Appends a row's identifier after `before`, as one cell.
    #[inline]
    fn put(&self, out: &mut Vec<u8>, before: &[u8], row: RowId) {
        let id = self.table.id_bytes(row);
        if self.plain && !id.is_empty() {
            out.extend_from_slice(before);
            out.extend_from_slice(id);
        } else {
            draft::cell(out, [before, id].concat());
        }
    }
}

/// Writes the pairs and each row's cluster, to the files that are asked for, beside each other.
///
/// # Errors
/// The system's.
pub fn write(
    pairs_to: Option<&Path>,
    clusters_to: Option<&Path>,
    table: &Table,
    linked: &Linked,
) -> Result<(), Fault> {
    let (pairs, clusters) = rayon::join(
        || pairs_to.map_or(Ok(()), |to| pairs(to, table, linked)),
        || clusters_to.map_or(Ok(()), |to| clusters(to, table, linked)),
    );
    pairs.and(clusters)
}

/// Writes the pairs, in the order of their rows.
///
/// # Errors
/// The system's.
pub fn pairs(to: &Path, table: &Table, linked: &Linked) -> Result<(), Fault> {
    let names = Names::of(table);
    let row = |i: usize, out: &mut Vec<u8>| {
        let pair = &linked.pairs[i];
        names.put(out, b"", pair.left);
        out.push(b',');
        names.put(out, b"", pair.right);
        out.push(b',');
        draft::probability(out, pair.probability);
        out.push(b'\n');
    };
    draft::rows(to, PAIRS, linked.pairs.len(), row)
}

/// Writes each row's cluster.
///
/// # Errors
/// The system's.
pub fn clusters(to: &Path, table: &Table, linked: &Linked) -> Result<(), Fault> {
    // Two files may use the same identifier for two people: a cluster is named by its first row, and its file.
    let side = |row: RowId| -> &[u8] {
        match (table.sources(), row < table.second()) {
            (1, _) => b"",
            (_, true) => b"l:",
            (_, false) => b"r:",
        }
    };
    let names = Names::of(table);
    let row = |i: usize, out: &mut Vec<u8>| {
        names.put(out, b"", i as RowId);
        out.push(b',');
        let first = linked.clusters[i];
        names.put(out, side(first), first);
        out.push(b'\n');
    };
    draft::rows(to, ["rec_id", "cluster_id"], linked.clusters.len(), row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builder::{Batch, Builder, Column};
    use crate::role::Role;

    #[test]
    fn names_are_cells() {
        for ids in [vec!["r1", "r2"], vec!["r1", "", "a,b", "say \"no\""]] {
            let (name, places) = ("first".to_owned(), vec![Some(1)]);
            let mut builder =
                Builder::new(vec![Column { name, role: Role::GivenName, places, styles: vec![] }]);
            builder.next_source();
            let mut batch = Batch::new(2, Some(0));
            ids.iter().for_each(|id| [id.as_bytes(), b"ann"].iter().for_each(|cell| batch.push(cell)));
            builder.take(&batch);
            let table = builder.finish();
            let names = Names::of(&table);
            for row in 0..ids.len() {
                let id = table.id(row as RowId);
                for before in ["", "l:"] {
                    let (mut put, mut cell) = (vec![], vec![]);
                    names.put(&mut put, before.as_bytes(), row as RowId);
                    draft::cell(&mut cell, format!("{before}{id}"));
                    assert_eq!(put, cell, "{before}{id}");
                }
            }
        }
    }
}
