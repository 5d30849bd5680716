//! Hiding small counts so that adding and subtracting brings none of them back.
//!
//! A published table has rows in a tree (partnership, domain, domain and area) and flat columns that add up to a total
//! (column 0). Everybody can add and subtract what is printed, so a hidden cell is safe only when the printed numbers
//! leave it room. The rule here: **for every hidden count from 1 to 10, the printed table is consistent with 1 or less
//! and with 10 or more in its place.** So an attacker who solves the whole system learns no more than "1 to 10".
//!
//! A tree of rows with flat columns is a network: every cell is an arc, every sum a node, the true table one
//! circulation. How far a cell can move is then a flow, which is exact and whole-numbered; `network` finds
//! the cheapest further cells to hide until each small count can move far enough. Hiding more never makes a
//! protected cell less safe, so one pass is enough.
//!
//! The tests hold an attacker of their own (a simplex over the printed sums) against it.

#[cfg(test)]
mod attack;
mod network;

use super::figure::{FEW, Shown};
use network::{Arc, Network};

/// A row: its cells without the total. Rows that have children are given as zeros: their cells are added up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Position of the parent, which stands before its children; `None` for the root.
    pub parent: Option<usize>,
    /// The counts, one for each column.
    pub cells: Vec<u64>,
    /// Nothing of this row is printed.
    pub withheld: bool,
    /// The row's total is printed elsewhere, or can be worked out from what is: it can no longer be hidden.
    pub total_known: bool,
    /// The same for the whole row.
    pub known: bool,
}

impl Row {
    /// A row that nobody has printed yet.
    pub fn new(parent: Option<usize>, cells: Vec<u64>) -> Row {
        Row { parent, cells, withheld: false, total_known: false, known: false }
    }
}

/// The table as it may be printed: for each row the total, then its cells. A withheld row is all hidden.
pub fn protect(rows: &[Row]) -> Vec<Vec<Shown>> {
    let table = added_up(rows);
    let Some(width) = table.first().map(Vec::len) else { return vec![] };
    let inner: Vec<bool> = (0..rows.len()).map(|r| rows.iter().any(|row| row.parent == Some(r))).collect();
    let depth = depths(rows);
    let arc = |row: usize, column: usize| {
        let (r, value) = (&rows[row], table[row][column]);
        let above = |column: usize| r.parent.map_or(0, |p| 1 + p * width + column);
        // A row without children is one node; an inner row is one for each column.
        let own = 1 + row * width + if inner[row] { column } else { 0 };
        let (from, to) = if column == 0 { (above(0), own) } else { (own, above(column)) };
        let known = r.known || (column == 0 && r.total_known);
        Arc {
            from,
            to,
            value: i64::try_from(value).unwrap_or(i64::MAX / 4),
            hidden: !known && (r.withheld || (1..FEW).contains(&value)),
            fixed: known,
            cost: cost(value, column, depth[row]),
        }
    };
    let arcs = (0..rows.len()).flat_map(|row| (0..width).map(move |column| (row, column)));
    let mut network =
        Network::new(1 + rows.len() * width, arcs.map(|(row, column)| arc(row, column)).collect());
    for (index, value) in table.iter().flatten().enumerate() {
        if (1..FEW).contains(value) && !network.arc(index).fixed {
            network.protect(index, 1, i64::try_from(FEW - 1).unwrap_or(10));
        }
    }
    let shown = |row: usize, column: usize| {
        if rows[row].withheld || network.arc(row * width + column).hidden {
            Shown::Suppressed
        } else {
            Shown::Count(table[row][column])
        }
    };
    (0..rows.len()).map(|row| (0..width).map(|column| shown(row, column)).collect()).collect()
}

/// Totals in front, inner rows as the sum of their children.
fn added_up(rows: &[Row]) -> Vec<Vec<u64>> {
    let mut table: Vec<Vec<u64>> = rows
        .iter()
        .map(|r| std::iter::once(r.cells.iter().sum()).chain(r.cells.iter().copied()).collect())
        .collect();
    for child in (0..rows.len()).rev() {
        if let Some(parent) = rows[child].parent {
            debug_assert!(parent < child, "a parent stands before its children");
            for column in 0..table[child].len() {
                table[parent][column] += table[child][column];
            }
        }
    }
    table
}

fn depths(rows: &[Row]) -> Vec<u32> {
    let mut depths = vec![0; rows.len()];
    for (i, row) in rows.iter().enumerate() {
        depths[i] = row.parent.map_or(0, |p| depths[p] + 1);
    }
    depths
}

/// What it costs the reader to lose a cell: sums cost more than their parts, a nought more than a number.
fn cost(value: u64, column: usize, depth: u32) -> u64 {
    let base = 100 + value.min(100_000);
    let level = 50_u64.pow(2_u32.saturating_sub(depth));
    base * level * if column == 0 { 3 } else { 1 } * if value == 0 { 4 } else { 1 }
}
