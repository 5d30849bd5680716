//! How numbers that were given to a person are compared.

use super::Level;
use super::cells::{Cells, Place};
use crate::dictionary::ValueId;
use crate::short::Shorts;
use crate::similarity::within_one_edit;
use std::sync::Arc;

/// Two numbers of one field that differ.
#[inline]
pub(super) fn near(texts: &Shorts<'_>, x: ValueId, y: ValueId) -> Level {
    if texts.one_edit(x, y) {
        2
    } else if texts.len(x) == texts.len(y) {
        4
    } else {
        the_same_end(texts.bytes(x), texts.bytes(y))
    }
}

/// Several telephones: the best of all ways to pair them.
#[inline]
pub(super) fn number(fields: &[(usize, Arc<Shorts<'_>>)], cells: &Cells, place: Place) -> Level {
    let mut best = 0;
    for (i, (f, texts)) in fields.iter().enumerate() {
        for (j, (g, others)) in fields.iter().enumerate() {
            let (x, y) = (cells.at(*f, place).0, cells.at(*g, place).1);
            if x == 0 || y == 0 {
                continue;
            }
            let level = if i == j {
                if x == y {
                    return 1;
                }
                near(texts, x, y)
            } else {
                let (x, y) = (texts.bytes(x), others.bytes(y));
                if x == y {
                    return 1;
                }
                the_same_end(x, y)
            };
            best = if best == 0 { level } else { best.min(level) };
        }
    }
    best
}

/// Numbers of several systems: the best of all ways to pair those of one system. Numbers of two systems say nothing.
pub(super) fn identifiers(fields: &[(usize, Arc<Shorts<'_>>)], cells: &Cells, place: Place) -> Level {
    let mut best = 0;
    let (of_a, of_b) = (|f: usize| cells.at(f, place).0, |f: usize| cells.at(f, place).1);
    for (f, texts) in fields.iter().filter(|(f, _)| of_a(*f) != 0) {
        for (g, others) in fields.iter().filter(|(g, _)| of_b(*g) != 0) {
            let (x, y) = (texts.bytes(of_a(*f)), others.bytes(of_b(*g)));
            let number = |text: &[u8]| text.iter().rposition(|c| *c == b'|').map_or(0, |i| i + 1);
            let (m, n) = (number(x), number(y));
            if x[..m] != y[..n] {
                continue;
            }
            let level = if x == y {
                1
            } else if within_one_edit(&x[m..], &y[n..]) {
                2
            } else {
                the_same_end(&x[m..], &y[n..])
            };
            best = if best == 0 { level } else { best.min(level) };
        }
    }
    best
}

/// Numbers of other length: one may lack the area code, or be the end of the other.
fn the_same_end(a: &[u8], b: &[u8]) -> Level {
    let end = a.len().min(b.len());
    if a.len() != b.len() && end >= 4 && a[a.len() - end..] == b[b.len() - end..] { 3 } else { 4 }
}
