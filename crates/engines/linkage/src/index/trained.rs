//! What an index knows before its first record: how much each level of each comparison says, and how common values are.

use super::schema::{self, Slot};
use crate::compare::Comparer;
use crate::known::NAMES;
use crate::link::Linked;
use crate::model::Model;
use crate::role::Role;
use crate::table::Table;
use serde::{Deserialize, Serialize};

/// What was learnt from files, for an index to begin with. See `data/model.toml` for the one that is built in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trained {
    /// From how many records.
    pub records: u64,
    /// Other records of the same person, for each record.
    pub copies: f64,
    /// Records of relatives at the same address or telephone, for each record.
    pub relatives: f64,
    #[serde(rename = "comparison")]
    comparisons: Vec<Learnt>,
}

/// What a comparison says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Learnt {
    name: String,
    levels: Vec<LearntLevel>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LearntLevel {
    meaning: String,
    /// Among pairs of one person.
    m: f64,
    /// Among pairs of strangers.
    u: f64,
    /// Among pairs of relatives.
    h: f64,
}

/// In a file that was learnt from, errors are those of one way to keep records. Among organizations nobody has met, one
/// value in a hundred is another's altogether.
const SURPRISES: f64 = 0.01;
/// A partnership of fewer records than this is treated as if it had so many: that two of its few records are one person
/// is no likelier for that.
const FEWEST: f64 = 10_000.0;

impl Trained {
    /// The model that is built in: see `data/model.toml` for what it was learnt from.
    ///
    /// # Panics
    /// Never: the file is a part of this program, and a test reads it.
    pub fn built_in() -> Trained {
        Trained::from_toml(include_str!("../../data/model.toml")).expect("data/model.toml is whole")
    }

    /// What linking a file has learnt. A comparison that the file had no columns for stays as it is built in.
    pub fn of(table: &Table, linked: &Linked) -> Trained {
        let mut trained = Trained::built_in();
        trained.merge(table, linked);
        trained
    }

    fn merge(&mut self, table: &Table, linked: &Linked) {
        let model = &linked.model;
        let per_record = |share: f64| 2.0 * share * table.pairs() / table.len().max(1) as f64;
        self.records = table.len() as u64;
        self.copies = per_record(model.persons);
        if !model.h.is_empty() {
            self.relatives = per_record(model.relatives);
        }
        let comparer = Comparer::new(table);
        let mut identifiers = 0;
        for (c, comparison) in comparer.comparisons.iter().enumerate() {
            let identifier = comparison.frequency.is_some_and(|f| comparer.role(f) == Role::Identifier);
            identifiers += usize::from(identifier);
            let name = if identifier { schema::IDENTIFIER } else { &comparison.name };
            let known = self.comparisons.iter_mut().find(|k| k.name == name);
            // Of several identifiers, the first.
            let Some(known) = known
                .filter(|k| k.levels.len() == comparison.levels.len() && (!identifier || identifiers == 1))
            else {
                continue;
            };
            for (l, level) in known.levels.iter_mut().enumerate() {
                (level.m, level.u) = (model.m[c][l + 1], model.u[c][l + 1]);
                level.h = model.h.get(c).map_or(level.h, |h| h[l + 1]);
            }
        }
    }

    /// For records of organizations that were not learnt from: nothing is taken to be impossible.
    #[must_use]
    pub fn for_strangers(mut self) -> Trained {
        for level in self.comparisons.iter_mut().flat_map(|c| &mut c.levels) {
            level.m = (1.0 - SURPRISES) * level.m + SURPRISES * level.u;
        }
        self
    }

    /// Reads TOML.
    ///
    /// # Errors
    /// What is wrong, and where.
    pub fn from_toml(toml: &str) -> Result<Trained, String> {
        let trained: Trained = toml::from_str(toml).map_err(|e| e.to_string())?;
        let (table, expected) = (schema::table(&[]), trained.comparisons.iter());
        let comparer = Comparer::new(&table);
        let names: Vec<&str> = comparer.comparisons.iter().map(|c| c.name.as_str()).collect();
        if !expected.map(|c| c.name.as_str()).eq(names.iter().copied()) {
            return Err(format!("the comparisons of a model are, in this order: {}", names.join(", ")));
        }
        for (learnt, comparison) in trained.comparisons.iter().zip(&comparer.comparisons) {
            if !learnt.levels.iter().map(|l| l.meaning.as_str()).eq(comparison.levels.iter().copied()) {
                return Err(format!(
                    "the levels of {} are, in this order: {}",
                    learnt.name,
                    comparison.levels.join("; ")
                ));
            }
            let classes: [fn(&LearntLevel) -> f64; 3] = [|l| l.m, |l| l.u, |l| l.h];
            for of in classes {
                let sum: f64 = learnt.levels.iter().map(of).sum();
                if learnt.levels.iter().any(|l| !(0.0..=1.0).contains(&of(l))) || (sum - 1.0).abs() > 0.01 {
                    return Err(format!(
                        "{}: m, u and h are shares of pairs, each between 0 and 1, together 1",
                        learnt.name
                    ));
                }
            }
        }
        if !(trained.copies > 0.0 && trained.copies < 1000.0 && (0.0..1000.0).contains(&trained.relatives)) {
            return Err("copies and relatives are counts for each record, such as 1.5".into());
        }
        Ok(trained)
    }

    /// As TOML.
    pub fn to_toml(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }

    /// For one new record and one of `records` that are known.
    pub(crate) fn model(&self, records: usize) -> Model {
        let levels = |of: fn(&LearntLevel) -> f64| {
            let of = |c: &Learnt| std::iter::once(1.0).chain(c.levels.iter().map(of)).collect();
            self.comparisons.iter().map(of).collect()
        };
        let all = (records as f64).max(FEWEST);
        Model {
            m: levels(|l| l.m),
            u: levels(|l| l.u),
            h: levels(|l| l.h),
            persons: (self.copies / all).min(0.5),
            relatives: (self.relatives / all).min(0.5),
        }
    }

    /// The place of what is known of a comparison of another table, if anything is.
    pub(crate) fn place_of(&self, comparer: &Comparer<'_>, comparison: usize) -> Option<usize> {
        let comparison = &comparer.comparisons[comparison];
        let identifier = comparison.frequency.is_some_and(|f| comparer.role(f) == Role::Identifier);
        let name = if identifier { schema::IDENTIFIER } else { &comparison.name };
        self.comparisons.iter().position(|k| k.name == name && k.levels.len() == comparison.levels.len())
    }

    /// What share of people have a value, before any record is known; `average` is that of two people having the same.
    pub(super) fn frequency(slot: Slot, value: &str, average: f64) -> f64 {
        Self::known_share(slot.role, value, average)
    }

    /// As [`Trained::frequency`], by the role of a field.
    pub(crate) fn known_share(role: Role, value: &str, average: f64) -> f64 {
        match role {
            Role::GivenName => NAMES.given.share(value),
            Role::FamilyName => NAMES.family.share(value),
            // The first of January stands for an unknown day as well.
            Role::BirthDate if value.ends_with("0101") => average * 8.0,
            // A number says no more than its digits can, and numbers of a household are mixed up.
            Role::Identifier => {
                let digits = value.rsplit('|').next().unwrap_or_default().len().min(6);
                0.1_f64.powi(digits as i32)
            }
            _ => average,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_that_is_built_in_is_whole() {
        let model = Trained::built_in();
        assert_eq!(Trained::from_toml(&model.to_toml()).unwrap(), model);
        assert!(NAMES.given.share("mary") > 20.0 * NAMES.given.share("qwzyx"));
        assert!((1900..=2500).contains(&(NAMES.given.known.len() + NAMES.family.known.len())));
    }

    #[test]
    fn a_model_that_is_not_whole_says_what_is_wrong() {
        let whole = Trained::built_in().to_toml();
        let wrong = |from: &str, to: &str| Trained::from_toml(&whole.replacen(from, to, 1)).unwrap_err();
        assert!(wrong("given name", "first name").contains("given name, family name"));
        assert!(wrong("day and month swapped", "swapped").contains("the same day; day and month swapped"));
        assert!(wrong("m = 0.", "m = 5.").contains("each between 0 and 1"));
        assert!(wrong("copies = ", "copies = -").contains("counts for each record"));
        assert!(wrong("records", "recods").contains("recods"));
    }
}
