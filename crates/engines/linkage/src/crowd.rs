//! Values that many people hold: of a shelter, of an office, or what a clerk writes where nothing is known.

use crate::dictionary::ValueId;
use crate::role::Role;
use crate::table::{RowId, Table};

/// The field that tells people from each other: one person may come forty times and is one all the same.
fn told_by(table: &Table) -> Option<usize> {
    [Role::GivenName, Role::FamilyName].into_iter().find_map(|role| table.field(role))
}

/// The values of a field that over `least` people hold, and by how many rows; people are as many as their given names are.
/// Where no names are known there are none.
pub(crate) fn crowds(table: &Table, field: usize, least: usize) -> Vec<(ValueId, u32)> {
    let values = &table.fields[field].values;
    let many = |id: ValueId| id != 0 && values.rows_with(id) as usize > least;
    let Some(own) = told_by(table) else { return vec![] };
    if !(1..values.len() as ValueId).any(many) {
        return vec![];
    }
    let row = |row: RowId| (table.row(row)[field], table.row(row)[own]);
    let mut holders: Vec<(ValueId, ValueId)> =
        (0..table.len() as RowId).map(row).filter(|(value, name)| many(*value) && *name != 0).collect();
    holders.sort_unstable();
    holders.dedup();
    let by_value = holders.chunk_by(|a, b| a.0 == b.0).filter(|people| people.len() > least);
    by_value.map(|people| (people[0].0, values.rows_with(people[0].0))).collect()
}
