//! Hiding small counts so that adding and subtracting brings none of them back, and hiding nothing else that matters.
//!
//! A published table has rows in a tree (partnership, domain, domain and area) and flat columns that add up to a total
//! (column 0). Everybody can add and subtract what is printed, so a hidden cell is safe only when the printed numbers
//! leave it room. The rule here: **for every hidden count from 1 to 10, the printed table is consistent with 1 or less
//! and with 10 or more in its place.** So an attacker who solves the whole system learns no more than "1 to 10".
//!
//! Which further cells to hide is the cell suppression problem (Federal Committee on Statistical Methodology, Working
//! Paper 22, chapter 4; Fischetti and Salazar, Management Science 47, 2001). A tree of rows with flat columns is a
//! network: how far a cell can move is a flow, exact and in whole numbers, so no linear relaxation is left to doubt.
//!
//! The pattern is the best one in the order of importance that the caller gives, in the lexicographic sense: beginning
//! with everything hidden, each cell in turn is printed if every small count keeps its room. Because printing more
//! never gives a small count more room, what is refused once would be refused for ever; so no cell of the result can
//! be printed in addition, and none of the more important ones in exchange for less important ones.
//!
//! Each small count carries two witnesses: other tables with the same printed numbers, one with 1 or less in its place
//! and one with 10 or more. Printing a cell only asks for new witnesses where the old ones change that cell. At the
//! end an audit of plain arithmetic goes over every witness; if one does not hold, nothing is printed.
//!
//! The tests hold an attacker of their own (a simplex over the printed sums) against it.

#[cfg(test)]
mod attack;
mod network;

use super::figure::{FEW, Shown};
use network::{Arc, Network, Witness};
use std::cmp::Reverse;

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

/// How much a reader would miss a cell. The greatest is printed first where not all can be.
pub type Importance = u64;

/// A cell, for its [`Importance`].
#[derive(Debug, Clone, Copy)]
pub struct Cell {
    /// Position of the row.
    pub row: usize,
    /// 0 for the root, 1 for its children, and so on.
    pub depth: u32,
    /// 0 for the total, then the columns.
    pub column: usize,
    /// The true count.
    pub value: u64,
}

/// Sums before their parts, numbers before noughts, large before small.
pub fn sums_first(cell: Cell) -> Importance {
    let class = match (cell.depth, cell.value) {
        (0, _) => 4,
        (1, 1..) => 3,
        (_, 1..) => 2,
        (1, 0) => 1,
        _ => 0,
    };
    ranked(class, cell.value)
}

/// A class of importance; within a class the larger count comes first.
pub fn ranked(class: u64, value: u64) -> Importance {
    class * CLASS + value.min(CLASS - 1)
}

const CLASS: u64 = 1 << 40;

/// The table as it may be printed: for each row the total, then its cells. A withheld row is all hidden.
pub fn protect(rows: &[Row], importance: impl Fn(Cell) -> Importance) -> Vec<Vec<Shown>> {
    let table = added_up(rows);
    let Some(width) = table.first().map(Vec::len) else { return vec![] };
    let known = |row: usize, column: usize| rows[row].known || (column == 0 && rows[row].total_known);
    let small = |value: u64| (1..FEW).contains(&value);
    let depth = depths(rows);
    let cells: Vec<(usize, usize)> = (0..rows.len()).flat_map(|r| (0..width).map(move |c| (r, c))).collect();
    // What is neither known nor always hidden, the most important first.
    let mut choice: Vec<(Importance, usize)> = vec![];
    for (i, (row, column)) in cells.iter().copied().enumerate() {
        let value = table[row][column];
        if !known(row, column) && !rows[row].withheld && !small(value) {
            choice.push((importance(Cell { row, depth: depth[row], column, value }), i));
        }
    }
    choice.sort_by_key(|(importance, i)| (Reverse(*importance), *i));
    let mut cost = vec![0; cells.len()];
    for (rank, (_, i)) in choice.iter().rev().enumerate() {
        cost[*i] =
            8 + 64 * u64::try_from(rank).unwrap_or(u64::MAX >> 8) / u64::try_from(choice.len()).unwrap_or(1);
    }
    let mut network = network(rows, &table, |row, column| (!known(row, column), cost[row * width + column]));
    let primary = |i: usize| small(table[cells[i].0][cells[i].1]) && network.arc(i).open;
    let primaries: Vec<usize> = (0..cells.len()).filter(|i| primary(*i)).collect();
    let printed = lexicographic(&mut network, &primaries, choice.iter().map(|(_, i)| *i));
    let shown = |row: usize, column: usize| {
        let i = row * width + column;
        if !rows[row].withheld && (printed[i] || known(row, column)) {
            Shown::Count(table[row][column])
        } else {
            Shown::Suppressed
        }
    };
    (0..rows.len()).map(|row| (0..width).map(|column| shown(row, column)).collect()).collect()
}

/// Prints what can be printed of `choice`, in its order, and says what was.
fn lexicographic(
    network: &mut Network,
    primaries: &[usize],
    choice: impl Iterator<Item = usize>,
) -> Vec<bool> {
    let mut printed = vec![false; network.len()];
    let goals: Vec<(usize, i64)> = primaries.iter().flat_map(|i| GOALS.map(|goal| (*i, goal))).collect();
    let found: Option<Vec<Witness>> = goals.iter().map(|(i, goal)| further(network, *i, *goal)).collect();
    // Sums that are known already can leave a small count no room; then nothing is printed in addition.
    let Some(mut witnesses) = found else { return printed };
    for cell in choice {
        network.set_open(cell, false);
        let touched = (0..goals.len()).filter(|w| witnesses[*w].iter().any(|(i, _)| *i == cell));
        let fresh: Option<Vec<(usize, Witness)>> =
            touched.map(|w| further(network, goals[w].0, goals[w].1).map(|f| (w, f))).collect();
        match fresh {
            Some(fresh) => {
                fresh.into_iter().for_each(|(w, f)| witnesses[w] = f);
                printed[cell] = true;
            }
            None => network.set_open(cell, true),
        }
    }
    if audit(network, &goals, &witnesses) { printed } else { vec![false; network.len()] }
}

/// Small counts must be able to be as little as this, and as much.
const GOALS: [i64; 2] = [1, FEW as i64 - 1];

/// A witness that the cell can be at the goal or beyond it; an empty one where it is there.
fn further(network: &Network, i: usize, goal: i64) -> Option<Witness> {
    if network.arc(i).value == goal { Some(vec![]) } else { network.witness(i, goal) }
}

/// Whether every small count has a table on either side that agrees with everything printed.
fn audit(network: &Network, goals: &[(usize, i64)], witnesses: &[Witness]) -> bool {
    goals.iter().zip(witnesses).all(|((i, goal), witness)| {
        let by = witness.iter().find(|(cell, _)| cell == i).map_or(0, |(_, by)| *by);
        network.arc(*i).value + by == *goal && network.holds(witness)
    })
}

/// The network of a table; `cell` says whether it is open, and its cost.
fn network(rows: &[Row], table: &[Vec<u64>], cell: impl Fn(usize, usize) -> (bool, u64)) -> Network {
    let width = table[0].len();
    let mut inner = vec![false; rows.len()];
    rows.iter().filter_map(|r| r.parent).for_each(|parent| inner[parent] = true);
    let mut arcs = vec![];
    for (row, values) in table.iter().enumerate() {
        let above = |column: usize| rows[row].parent.map_or(0, |p| 1 + p * width + column);
        // A row without children is one node; an inner row is one for each column.
        let own = |column: usize| 1 + row * width + if inner[row] { column } else { 0 };
        for (column, value) in values.iter().enumerate() {
            let (low, high) = (own(column), above(column));
            let (from, to) = if column == 0 { (high, low) } else { (low, high) };
            let (open, cost) = cell(row, column);
            let value = i64::try_from(*value).unwrap_or(i64::MAX / 4);
            arcs.push(Arc { from, to, value, open, cost });
        }
    }
    Network::new(1 + rows.len() * width, arcs)
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
