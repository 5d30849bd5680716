//! Pairs of rows that share a household: where relatives are learnt.

use super::places::Places;
use super::{Histogram, PAIRS_PER_ROW, add_all, rate};
use crate::compare::Comparer;
use crate::dictionary::ValueId;
use crate::role::Role;
use crate::table::{RowId, Table};
use rayon::prelude::*;
use std::ops::Range;

/// Rows of a household at most: a larger block is a shelter or a made-up number.
pub(super) const HOUSEHOLD: usize = 12;

/// Patterns of pairs that share an address or a telephone; `None` where the table has neither.
pub(super) fn households(
    table: &Table,
    comparer: &Comparer<'_>,
    places: &Places,
) -> Option<(Histogram, f64)> {
    let fields: Vec<usize> = table.fields_of(Role::Address).chain(table.fields_of(Role::Phone)).collect();
    if fields.is_empty() || table.field(Role::GivenName).is_none() {
        return None;
    }
    let sample = rate(table, PAIRS_PER_ROW[2]);
    let mut all = Histogram::default();
    for (n, field) in fields.iter().enumerate() {
        let (rows, blocks) = shared(table, *field, sample);
        let blocks: Vec<&[RowId]> = blocks.into_iter().map(|block| &rows[block]).collect();
        let parts: Vec<Histogram> = blocks
            .par_chunks(1 + blocks.len() / 64)
            .map(|blocks| {
                let (mut h, mut pairs) = (Histogram::default(), vec![]);
                for block in blocks {
                    for (at, i) in block.iter().enumerate() {
                        for j in &block[at + 1..] {
                            let (a, b) = (table.row(*i), table.row(*j));
                            let apart =
                                table.sources() == 1 || (*i < table.second()) != (*j < table.second());
                            let first = fields[..n].iter().all(|f| a[*f] != b[*f] || a[*f] == 0);
                            if apart && first {
                                pairs.push((*i, *j));
                            }
                        }
                    }
                }
                comparer.patterns(&pairs, |pair, pattern| {
                    *h.entry(places.left_out(comparer, pair, pattern)).or_default() += 1.0;
                });
                h
            })
            .collect();
        parts.into_iter().for_each(|part| add_all(&mut all, part));
    }
    Some((all, 1.0 / f64::from(sample)))
}

/// Rows that share a value of a field with a few others, those of one value beside each other, and which are whose; of one in so
/// many values.
fn shared(table: &Table, field: usize, sample: u32) -> (Vec<RowId>, Vec<Range<usize>>) {
    let values: Vec<ValueId> = (0..table.len() as RowId).map(|row| table.row(row)[field]).collect();
    // How many rows have each value, then where the next of them goes.
    let mut places = vec![0_u32; table.fields[field].values.len()];
    values.iter().for_each(|value| places[*value as usize] += 1);
    let (mut at, mut blocks) = (0, vec![]);
    for (value, place) in places.iter_mut().enumerate() {
        let taken = value != 0 && (value as ValueId).is_multiple_of(sample);
        let n = *place as usize;
        *place = RowId::MAX;
        if taken && (2..=HOUSEHOLD).contains(&n) {
            blocks.push(at..at + n);
            *place = at as u32;
            at += n;
        }
    }
    let mut rows = vec![0; at];
    for (row, value) in values.iter().enumerate() {
        let place = &mut places[*value as usize];
        if *place != RowId::MAX {
            rows[*place as usize] = row as RowId;
            *place += 1;
        }
    }
    (rows, blocks)
}
