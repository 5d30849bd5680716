//! The values of many pairs of rows, field by field: read from the table once, and near from then on.

use crate::blocking::PAIRS;
use crate::dictionary::ValueId;
use crate::table::{RowId, Table};

/// The place of a pair among those that are compared together.
pub(crate) type Place = u8;

/// All places.
pub(crate) const PLACES: [Place; PAIRS] = {
    let mut places = [0; PAIRS];
    let mut place = 0;
    while place < PAIRS {
        places[place] = place as Place;
        place += 1;
    }
    places
};

/// The values of at most [`PAIRS`] pairs of rows.
pub(crate) struct Cells {
    /// For each field, the values of the left rows and of the right ones.
    fields: Vec<[[ValueId; PAIRS]; 2]>,
}

impl Cells {
    /// Room for pairs of a table.
    pub(crate) fn new(table: &Table) -> Cells {
        Cells { fields: vec![[[0; PAIRS]; 2]; table.fields.len()] }
    }

    /// Reads at most [`PAIRS`] pairs.
    #[inline]
    pub(crate) fn read(&mut self, table: &Table, pairs: &[(RowId, RowId)]) {
        table.foresee(pairs);
        for ((i, j), place) in pairs.iter().zip(0..PAIRS) {
            let rows = table.row(*i).iter().zip(table.row(*j));
            for ([left, right], (a, b)) in self.fields.iter_mut().zip(rows) {
                (left[place], right[place]) = (*a, *b);
            }
        }
    }

    /// The values of a field in the left rows and in the right ones.
    #[inline(always)]
    pub(super) fn of(&self, field: usize) -> &[[ValueId; PAIRS]; 2] {
        &self.fields[field]
    }

    /// The values of a field of one pair.
    #[inline(always)]
    pub(crate) fn at(&self, field: usize, place: Place) -> (ValueId, ValueId) {
        let [left, right] = &self.fields[field];
        let place = usize::from(place) % PAIRS;
        (left[place], right[place])
    }

    /// The values of a field of one pair, if both rows have it.
    #[inline(always)]
    pub(super) fn both(&self, field: usize, place: Place) -> Option<(ValueId, ValueId)> {
        let (x, y) = self.at(field, place);
        (x != 0 && y != 0).then_some((x, y))
    }
}
