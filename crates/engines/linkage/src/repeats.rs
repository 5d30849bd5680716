//! Rows that say the same word for word, many times: the visits of one person on a sign-in sheet. All together they make blocks
//! that are too large to compare, and more pairs than everybody else. So a few of them stand for all: those are linked, and the
//! rest as those are.

use crate::decided::Decided;
use crate::link::Linked;
use crate::score::Scored;
use crate::table::{Field, Ids, Notes, RowId, Table};
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;
use std::hash::BuildHasher as _;

/// So many of them stand for all.
const KEPT: usize = 20;
/// What such rows say has to be so rare, in bits: what is the same everywhere is nobody's in particular.
const LEAST_BITS: f64 = 8.0;
/// Pairs of the rest, at most: past that each is paired with the first of its kind alone.
const MOST_PAIRS: usize = 2_000_000;

/// A table without the rest.
pub(crate) struct Thin {
    pub(crate) table: Table,
    /// Its rows in the table that it was made of, in order.
    rows: Vec<RowId>,
    groups: Vec<Group>,
}

/// Rows that say the same.
struct Group {
    /// The first two that were kept, as rows of the thin table.
    kept: [RowId; 2],
    /// All, as rows of the whole table.
    rows: Vec<RowId>,
}

impl Thin {
    /// `None` where no rows are so many, or two files are linked: there each has few partners. Rows that people have decided
    /// about stay as they are, with those that say the same.
    pub(crate) fn of(table: &Table, decided: &Decided) -> Option<Thin> {
        if table.sources() != 1 {
            return None;
        }
        let groups = groups(table, decided);
        if groups.is_empty() {
            return None;
        }
        let left_out: HashSet<RowId, FixedState> =
            groups.iter().flat_map(|rows| rows[KEPT..].iter().copied()).collect();
        let rows: Vec<RowId> = (0..table.len() as RowId).filter(|row| !left_out.contains(row)).collect();
        let thin = |row: RowId| rows.binary_search(&row).unwrap_or_default() as RowId;
        let kept =
            groups.into_iter().map(|rows| Group { kept: [thin(rows[0]), thin(rows[1])], rows }).collect();
        Some(Thin { table: with_rows(table, &rows, &left_out), groups: kept, rows })
    }

    /// What people have decided, by the rows of the thin table.
    pub(crate) fn decided(&self, decided: Decided) -> Decided {
        let thin = |row: RowId| self.rows.binary_search(&row).unwrap_or_default() as RowId;
        let pairs = |pairs: Vec<(RowId, RowId)>| pairs.into_iter().map(|(a, b)| (thin(a), thin(b))).collect();
        let reviewed = decided.reviewed.into_iter().map(|(a, b, same)| (thin(a), thin(b), same)).collect();
        Decided { same: pairs(decided.same), apart: pairs(decided.apart), reviewed }
    }

    /// What was found, with the rows that were left out.
    pub(crate) fn whole(&self, mut linked: Linked) -> Linked {
        let row = |thin: RowId| self.rows[thin as usize];
        let all = self.rows.len() + self.groups.iter().map(|g| g.rows.len() - KEPT).sum::<usize>();
        let mut clusters: Vec<RowId> = (0..all as RowId).collect();
        for (at, first) in linked.clusters.iter().enumerate() {
            clusters[self.rows[at] as usize] = row(*first);
        }
        let (mut more, mut stars) = (vec![], 0);
        for (group, others) in self.groups.iter().zip(self.others(&linked.pairs)) {
            let rest = &group.rows[KEPT..];
            let [first, second] = group.kept;
            if linked.clusters[first as usize] == linked.clusters[second as usize] {
                rest.iter().for_each(|r| clusters[*r as usize] = row(linked.clusters[first as usize]));
            }
            let Some(p) = others.get(&second).copied() else { continue };
            let n = rest.len() * (group.rows.len() + others.len());
            if more.len() + n > MOST_PAIRS {
                stars += rest.len();
                more.extend(rest.iter().map(|r| scored(group.rows[0], *r, p)));
                continue;
            }
            let kept: HashSet<RowId, FixedState> = group.rows.iter().copied().collect();
            for (at, r) in (KEPT..).zip(rest) {
                more.extend(group.rows[..at].iter().map(|other| scored(*other, *r, p)));
                let others = others.iter().map(|(other, p)| (row(*other), *p));
                more.extend(others.filter(|(o, _)| !kept.contains(o)).map(|(o, p)| scored(o, *r, p)));
            }
        }
        linked.pairs.iter_mut().for_each(|p| (p.left, p.right) = (row(p.left), row(p.right)));
        linked.pairs.append(&mut more);
        linked.pairs.par_sort_unstable_by_key(|p| (p.left, p.right));
        linked.clusters = clusters;
        linked.notes.push(format!(
            "{} rows say word for word what {KEPT} others say (visits of one person?): they were linked as those are",
            all - self.rows.len()
        ));
        if stars > 0 {
            linked.notes.push(format!(
                "of these, {stars} are paired with the first row of their kind alone: all pairs would be too many; the clusters are whole"
            ));
        }
        linked
    }

    /// With whom the first row of each group is paired, and the probability.
    fn others(&self, pairs: &[Scored]) -> Vec<HashMap<RowId, f32, FixedState>> {
        let places: HashMap<RowId, usize, FixedState> =
            self.groups.iter().enumerate().map(|(at, group)| (group.kept[0], at)).collect();
        let mut out = vec![HashMap::default(); self.groups.len()];
        for pair in pairs {
            for (of, other) in [(pair.left, pair.right), (pair.right, pair.left)] {
                if let Some(at) = places.get(&of) {
                    out[*at].insert(other, pair.probability);
                }
            }
        }
        out
    }
}

fn scored(a: RowId, b: RowId, probability: f32) -> Scored {
    Scored { left: a.min(b), right: a.max(b), probability }
}

/// Rows that say the same, where they are more than stand for all; by their first rows.
fn groups(table: &Table, decided: &Decided) -> Vec<Vec<RowId>> {
    let hasher = FixedState::with_seed(0x7265_7065);
    let hashes: Vec<u32> =
        (0..table.len() as RowId).into_par_iter().map(|row| hasher.hash_one(table.row(row)) as u32).collect();
    // Hardly any hash comes so often: a count of each, with others that fall into its place, tells most of them.
    let mut counts = vec![0_u8; (table.len() * 2).next_power_of_two().clamp(1 << 10, 1 << 24)];
    let last = counts.len() - 1;
    for hash in &hashes {
        let count = &mut counts[*hash as usize & last];
        *count = count.saturating_add(1);
    }
    let mut alike: HashMap<u32, Vec<RowId>, FixedState> = HashMap::default();
    for (row, hash) in hashes.iter().enumerate() {
        if usize::from(counts[*hash as usize & last]) > KEPT {
            alike.entry(*hash).or_default().push(row as RowId);
        }
    }
    if alike.is_empty() {
        return vec![];
    }
    let pairs = decided.same.iter().chain(&decided.apart).map(|(a, b)| [*a, *b]);
    let reviewed = decided.reviewed.iter().map(|(a, b, _)| [*a, *b]);
    let named: HashSet<RowId, FixedState> = pairs.chain(reviewed).flatten().collect();
    let bits = |row: RowId| -> f64 {
        let values = table.row(row).iter().zip(&table.fields).filter(|(id, _)| **id != 0);
        values.map(|(id, field)| -field.values.frequency(*id).log2()).sum()
    };
    let mut groups: Vec<Vec<RowId>> = alike.into_values().filter(|rows| rows.len() > KEPT).collect();
    // Two rows may have one hash and say different things.
    groups.iter_mut().for_each(|rows| {
        let first = rows[0];
        rows.retain(|row| table.row(*row) == table.row(first));
    });
    groups.retain(|rows| {
        rows.len() > KEPT && bits(rows[0]) >= LEAST_BITS && !rows.iter().any(|row| named.contains(row))
    });
    groups.sort_unstable_by_key(|rows| rows[0]);
    groups
}

/// Some of a table's rows, with how common values are among them.
fn with_rows(table: &Table, rows: &[RowId], left_out: &HashSet<RowId, FixedState>) -> Table {
    let mut fields: Vec<Field> = table
        .fields
        .iter()
        .map(|f| Field { role: f.role, column: f.column.clone(), values: f.values.clone() })
        .collect();
    for row in left_out {
        fields.iter_mut().zip(table.row(*row)).for_each(|(field, id)| field.values.take_back(*id));
    }
    let mut ids = Ids::default();
    for row in rows {
        ids.bytes.extend_from_slice(table.id_bytes(*row));
        ids.ends.push(ids.bytes.len() as u64);
    }
    let cells = rows.iter().flat_map(|row| table.row(*row)).copied().collect();
    Table { fields, cells, ids, starts: table.starts.clone(), notes: Notes::default() }
}
