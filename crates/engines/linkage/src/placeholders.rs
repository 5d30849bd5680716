//! What stands in a cell because something has to: 1900-01-01, the number of the front desk, the shelter's own address. Two
//! people who have it agree in nothing, and somebody who has it once and their own value once does not disagree. So it is taken
//! as not known, and that is said.

use crate::crowd::crowds;
use crate::dictionary::ValueId;
use crate::role::Role;
use crate::table::Table;
use crate::text;
use std::collections::HashMap;

/// A value that was taken as not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// In which column.
    pub column: String,
    /// As it was made comparable.
    pub value: String,
    /// How many rows hold it.
    pub rows: u64,
}

/// So many people hold a placeholder at least.
const LEAST: usize = 12;
/// And so many times the rows that hold a value on average.
const TIMES: f64 = 8.0;
/// Of the rows with an address, a telephone or an e-mail, this share: what fewer share says something of them still, and weights
/// know how common it is.
const SHARE: f64 = 0.01;
/// The first of January is set beside that of so many years before and after.
const BESIDE: u32 = 5;
/// Where at most this share of births lie before [`LIVING`], the file is of the living.
const OLD: f64 = 0.01;
/// The first year that somebody who lives may be born in.
const LIVING: u32 = 1905;
/// Days that stand for an unknown one and on which nobody who lives was born (year, month, day). The third is day 0 of
/// spreadsheets.
const NO_DAYS: [(u32, u32, u32); 13] = [
    (1900, 1, 1),
    (1901, 1, 1),
    (1900, 1, 0),
    (1899, 12, 30),
    (1899, 12, 31),
    (1850, 1, 1),
    (1800, 1, 1),
    (1753, 1, 1),
    (1700, 1, 1),
    (1600, 1, 1),
    (1111, 11, 11),
    (1111, 1, 1),
    (1000, 1, 1),
];

/// Takes placeholders out of a table.
pub(crate) fn take_out(table: &mut Table) {
    for field in 0..table.fields.len() {
        let found = match table.fields[field].role {
            Role::BirthDate => births(table, field),
            Role::Phone | Role::Email | Role::Address => shared(table, field),
            _ => vec![],
        };
        if !found.is_empty() {
            take(table, field, &found);
        }
    }
}

/// Days that far more people hold than other days, and those of nobody who lives.
fn births(table: &Table, field: usize) -> Vec<ValueId> {
    let values = &table.fields[field].values;
    if values.rows_filled() == 0 {
        return vec![];
    }
    let day = |id: ValueId| text::date(values.text(id), false).map(text::parts_of).unwrap_or_default();
    let nobodys: Vec<ValueId> =
        (1..values.len() as ValueId).filter(|id| NO_DAYS.contains(&day(*id))).collect();
    let old = |id: &ValueId| (1..LIVING).contains(&day(*id).0) && !nobodys.contains(id);
    let rows = |id: ValueId| u64::from(values.rows_with(id));
    let before: u64 = (1..values.len() as ValueId).filter(old).map(rows).sum();
    let living = before as f64 <= OLD * values.rows_filled() as f64;
    // Of many people only the year is known: then the first of January of every year is common, and says the year.
    let mut firsts: HashMap<u32, u32> = HashMap::new();
    for id in 1..values.len() as ValueId {
        if let (year, 1, 1) = day(id) {
            firsts.insert(year, values.rows_with(id));
        }
    }
    let beside = |id: ValueId| -> f64 {
        let (year, month, date) = day(id);
        if (month, date) != (1, 1) {
            return 0.0;
        }
        let years = (year.saturating_sub(BESIDE)..=year + BESIDE).filter(|y| *y != year);
        years.filter_map(|y| firsts.get(&y)).map(|rows| f64::from(*rows)).sum::<f64>() / f64::from(2 * BESIDE)
    };
    let many = |(id, rows): &(ValueId, u32)| f64::from(*rows) > TIMES * beside(*id);
    let crowds = crowds(table, field, least(table, field));
    let mut found: Vec<ValueId> = crowds.into_iter().filter(many).map(|(id, _)| id).collect();
    if living {
        found.extend(nobodys);
    }
    found
}

/// Values that so many people share that they are nobody's.
fn shared(table: &Table, field: usize) -> Vec<ValueId> {
    let filled = table.fields[field].values.rows_filled() as f64;
    let many = |(_, rows): &(ValueId, u32)| f64::from(*rows) > SHARE * filled;
    crowds(table, field, least(table, field)).into_iter().filter(many).map(|(id, _)| id).collect()
}

/// More people than chance brings together by one value: several times as many as rows share one on average.
fn least(table: &Table, field: usize) -> usize {
    let values = &table.fields[field].values;
    let average = values.rows_filled() as f64 / (values.len() - 1).max(1) as f64;
    LEAST.max((TIMES * average) as usize)
}

/// Takes values out of their rows; of an address, its house and street as well.
fn take(table: &mut Table, field: usize, found: &[ValueId]) {
    let mut marked = vec![false; table.fields[field].values.len()];
    found.iter().for_each(|id| marked[*id as usize] = true);
    let address = table.fields[field].role == Role::Address;
    let part = |role: Role| matches!(role, Role::HouseNumber | Role::Street | Role::Unit);
    let with: Vec<usize> =
        (0..table.fields.len()).filter(|f| *f == field || address && part(table.fields[*f].role)).collect();
    let values = &table.fields[field].values;
    let mut unknown: Vec<Unknown> = (1..values.len() as ValueId)
        .filter(|id| marked[*id as usize])
        .map(|id| Unknown {
            column: table.fields[field].column.clone(),
            value: shown(table.fields[field].role, values.text(id)),
            rows: u64::from(values.rows_with(id)),
        })
        .collect();
    unknown.sort_by_key(|u| std::cmp::Reverse(u.rows));
    table.notes.unknown.extend(unknown);
    let width = table.fields.len();
    for row in 0..table.len() {
        let cells = &mut table.cells[row * width..(row + 1) * width];
        if marked[cells[field] as usize] {
            for f in &with {
                table.fields[*f].values.take_back(std::mem::take(&mut cells[*f]));
            }
        }
    }
}

/// As people write it.
fn shown(role: Role, value: &str) -> String {
    match (role, value.get(..4), value.get(4..6), value.get(6..)) {
        (Role::BirthDate, Some(y), Some(m), Some(d)) => format!("{y}-{m}-{d}"),
        _ => value.to_owned(),
    }
}
