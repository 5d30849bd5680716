//! Values that belong to a place and not to a person: the address and the telephone of a shelter, of an office, of a block of
//! flats. Many people share them, and whoever shares the one shares the other, so that two values agree where one thing is
//! said. Weights know that such a value is common; patterns do not, and a few dozen people at one shelter make more pairs than
//! a small file has persons: m would be learnt from them. So, while weights are learnt, such a value counts as missing.

use super::households::HOUSEHOLD;
use crate::compare::{Comparer, PatternId};
use crate::crowd::crowds;
use crate::dictionary::ValueId;
use crate::role::Role;
use crate::table::{RowId, Table};

/// Of the rows with a value, this share has to hold one of their own; where fewer do, all are looked at.
const OWN: f64 = 0.1;

/// Which rows hold a place's value, and in which comparison.
#[derive(Default)]
pub(super) struct Places {
    /// The comparisons of addresses, telephones and e-mails; one bit each, in this order.
    comparisons: Vec<usize>,
    /// The bits of each row; empty where no value is a place's.
    rows: Vec<u8>,
    /// For each of the comparisons, the chance that two rows agree with a value of their own.
    chances: Vec<Option<f64>>,
}

impl Places {
    pub(super) fn of(table: &Table, comparer: &Comparer<'_>) -> Places {
        let shared = |c: &usize| {
            let role = comparer.comparisons[*c].frequency.map(|f| comparer.role(f));
            matches!(role, Some(Role::Address | Role::Phone | Role::Email))
        };
        let comparisons: Vec<usize> = (0..comparer.comparisons.len()).filter(shared).take(8).collect();
        let mut places = Places { chances: vec![None; comparisons.len()], comparisons, rows: vec![] };
        for bit in 0..places.comparisons.len() {
            // Several telephones are looked at together; their chance is that of the first.
            for (n, field) in comparer.comparisons[places.comparisons[bit]].counted().into_iter().enumerate()
            {
                let Some((marked, chance)) = marked(table, field) else { continue };
                places.rows.resize(table.len(), 0);
                for (row, bits) in places.rows.iter_mut().enumerate() {
                    *bits |= u8::from(marked[table.row(row as RowId)[field] as usize]) << bit;
                }
                if n == 0 {
                    places.chances[bit] = Some(chance);
                }
            }
        }
        places
    }

    /// A pattern of two rows without what a place says.
    #[inline]
    pub(super) fn left_out(
        &self,
        comparer: &Comparer<'_>,
        pair: (RowId, RowId),
        mut pattern: PatternId,
    ) -> PatternId {
        if self.rows.is_empty() {
            return pattern;
        }
        let mut bits = self.rows[pair.0 as usize] | self.rows[pair.1 as usize];
        while bits != 0 {
            pattern = comparer.missing(pattern, self.comparisons[bits.trailing_zeros() as usize]);
            bits &= bits - 1;
        }
        pattern
    }

    /// The chance that two strangers agree in a comparison with a value of their own, where places were left out.
    pub(super) fn chance(&self, comparison: usize) -> Option<f64> {
        let bit = self.comparisons.iter().position(|c| *c == comparison)?;
        self.chances[bit]
    }
}

/// Which values of a field are a place's, and the chance that two rows agree with one of the others.
fn marked(table: &Table, field: usize) -> Option<(Vec<bool>, f64)> {
    let values = &table.fields[field].values;
    let crowds = crowds(table, field, HOUSEHOLD);
    let at_places: u64 = crowds.iter().map(|(_, rows)| u64::from(*rows)).sum();
    let rest = (values.rows_filled() - at_places) as f64;
    if crowds.is_empty() || rest < OWN * values.rows_filled() as f64 {
        return None;
    }
    let mut marked = vec![false; values.len()];
    crowds.iter().for_each(|(id, _)| marked[*id as usize] = true);
    let own = (1..values.len() as ValueId).filter(|id| !marked[*id as usize]);
    let chance = own.map(|id| (f64::from(values.rows_with(id)) / rest).powi(2)).sum();
    Some((marked, chance))
}
