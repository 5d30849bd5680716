//! Files with too few rows to learn from. Two rows that are the same in five columns are all that there is: each value is as
//! common as can be, and says nothing. So what is learnt from few rows is drawn towards what is known of people elsewhere, the
//! less the more rows there are.

use super::{Levels, Model};
use crate::compare::Comparer;
use crate::index::Trained;
use crate::role::Role;
use crate::table::Table;

/// From so many rows on a file speaks for itself.
const ENOUGH: f64 = 500.0;

/// How much is taken from elsewhere, in `0.0..=1.0`: of two files the smaller one limits what can be learnt of persons.
fn of_persons(table: &Table) -> f64 {
    let (first, second) = (f64::from(table.second()), table.len() as f64 - f64::from(table.second()));
    let rows = if table.sources() == 1 { first } else { 2.0 * first.min(second) };
    (1.0 - rows / ENOUGH).max(0.0)
}

/// How much is taken from elsewhere of how common values are.
fn of_values(table: &Table) -> f64 {
    (1.0 - table.len() as f64 / ENOUGH).max(0.0)
}

/// Draws a model towards the one that is built in; tells what was done.
pub(super) fn draw(model: &mut Model, table: &Table, comparer: &Comparer<'_>) -> Option<String> {
    let (persons, values) = (of_persons(table), of_values(table));
    if persons == 0.0 && values == 0.0 || table.is_empty() {
        return None;
    }
    let built_in = Trained::built_in();
    let known = built_in.model(table.len());
    if model.h.is_empty() && relatives_can_be_told(table) {
        model.h = model.u.clone();
        model.relatives = 0.0;
    }
    let mix = |mine: &mut [f64], theirs: &[f64], weight: f64| {
        mine.iter_mut().zip(theirs).for_each(|(p, q)| *p = (1.0 - weight) * *p + weight * q);
    };
    let mut drawn = 0;
    for c in 0..comparer.comparisons.len() {
        let Some(theirs) = built_in.place_of(comparer, c) else { continue };
        let of = |levels: &Levels| levels[theirs].clone();
        mix(&mut model.m[c], &of(&known.m), persons);
        mix(&mut model.u[c], &of(&known.u), values);
        if let Some(h) = model.h.get_mut(c) {
            mix(h, &of(&known.h), persons);
        }
        drawn += 1;
    }
    let shares = [(&mut model.persons, known.persons), (&mut model.relatives, known.relatives)];
    shares.into_iter().for_each(|(mine, theirs)| *mine = (1.0 - persons) * *mine + persons * theirs);
    (drawn > 0 && persons > 0.0).then(|| {
        format!(
            "too few rows to learn from: the built-in weights were used (they count for {:.0} %, and less the more rows there are, to \
             nothing at {ENOUGH})",
            persons * 100.0
        )
    })
}

/// Relatives are told by an address or a telephone, where given names are known.
fn relatives_can_be_told(table: &Table) -> bool {
    let has = |role| table.field(role).is_some();
    has(Role::GivenName) && (has(Role::Address) || has(Role::Phone))
}

/// How common a value is: `mine` in the file, `average` that two people share one.
pub(crate) fn frequency<'v>(
    table: &Table,
    role: Role,
    value: impl FnOnce() -> &'v str,
    mine: f64,
    average: f64,
) -> f64 {
    let weight = of_values(table);
    if weight == 0.0 {
        return mine;
    }
    (1.0 - weight) * mine + weight * Trained::known_share(role, value(), average)
}
