//! Blocks shared out to cores, and their pairs in small lots.

use crate::table::RowId;

/// Pairs are compared so many at a time.
pub(crate) const PAIRS: usize = 128;

/// Room for pairs.
pub(super) struct Room {
    pub(super) pairs: [(RowId, RowId); PAIRS],
    pub(super) filled: usize,
}

impl Room {
    pub(super) fn new() -> Self {
        Room { pairs: [(0, 0); PAIRS], filled: 0 }
    }
}

/// About 64 pieces that never part a block.
pub(super) fn pieces(rows: &[u64]) -> Vec<&[u64]> {
    let (mut out, mut rest) = (vec![], rows);
    let size = (rows.len() / 64).max(4096);
    while !rest.is_empty() {
        let mut cut = size.min(rest.len());
        while cut < rest.len() && rest[cut] >> 32 == rest[cut - 1] >> 32 {
            cut += 1;
        }
        let (piece, after) = rest.split_at(cut);
        out.push(piece);
        rest = after;
    }
    out
}
