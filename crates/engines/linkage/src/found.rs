//! What linking found, as files.

use crate::draft::{self, PAIRS};
use crate::link::Linked;
use crate::read::Fault;
use crate::table::{RowId, Table};
use std::path::Path;

/// Writes the pairs, in the order of their rows.
///
/// # Errors
/// The system's.
pub fn pairs(to: &Path, table: &Table, linked: &Linked) -> Result<(), Fault> {
    let row = |i: usize, out: &mut Vec<u8>| {
        let pair = &linked.pairs[i];
        draft::cell(out, table.id_bytes(pair.left));
        out.push(b',');
        draft::cell(out, table.id_bytes(pair.right));
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
    let name = |row: RowId, room: &mut Vec<u8>| {
        let side: &[u8] = match (table.sources(), row < table.second()) {
            (1, _) => b"",
            (_, true) => b"l:",
            (_, false) => b"r:",
        };
        room.extend_from_slice(side);
        room.extend_from_slice(table.id_bytes(row));
    };
    let row = |i: usize, out: &mut Vec<u8>| {
        draft::cell(out, table.id_bytes(i as RowId));
        out.push(b',');
        let mut room = Vec::with_capacity(32);
        name(linked.clusters[i], &mut room);
        draft::cell(out, room);
        out.push(b'\n');
    };
    draft::rows(to, ["rec_id", "cluster_id"], linked.clusters.len(), row)
}
