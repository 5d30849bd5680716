//! Compares records that are kept elsewhere, in a database say: the keys by which to find them, and what a pair comes to.

use super::schema::{Person, at};
use super::{Explained, Index, Value};
use crate::role::Role;

/// Values that fewer records have need not be counted: they are as common as what was known before says.
pub const LEAST: u64 = 5;

/// How many records have a value: `None` where it was not counted, which means fewer than [`LEAST`]; and how many any of its role.
pub type Count = (Option<u64>, u64);

/// Records that are kept elsewhere.
#[derive(Clone, Copy)]
pub struct Elsewhere<'a> {
    /// How many there are: the more, the less a chance agreement says.
    pub records: usize,
    /// How common values are there, as [`Index::counted`] gives them.
    pub counts: &'a dyn Fn(Role, &str) -> Count,
}

impl<'a> Elsewhere<'a> {
    /// Records of which nothing was counted.
    pub fn uncounted(records: usize) -> Elsewhere<'a> {
        Elsewhere { records, counts: &|_, _| (None, 0) }
    }

    /// How many records have a value, and how many any, where a share of `before` was known before.
    pub(super) fn with(&self, place: usize, value: &str, before: f64) -> (f64, f64) {
        let (with, filled) = (self.counts)(at(place).role, value);
        let filled = filled as f64;
        (with.map_or_else(|| (filled * before).min((LEAST - 1) as f64), |n| n as f64), filled)
    }
}

impl Index {
    /// Keys that another record of the person is likely to share, each once, of all rules: the rule's number in the high half, what
    /// is shared in the low. Who keeps them beside records finds with them whom [`Index::find`] would look at.
    pub fn keys(&self, values: &[Value]) -> Vec<u64> {
        let person = Person::new(values);
        self.keys.of(&person.row())
    }

    /// The values of a person whose frequency says something, made comparable: what [`Elsewhere`] is asked for. A role's values
    /// each once.
    pub fn counted(&self, values: &[Value]) -> Vec<Value> {
        let mut person = Person::new(values);
        let of = |place: &usize| (at(*place).role, std::mem::take(&mut person.0[*place]));
        self.counted.iter().map(of).filter(|(_, text)| !text.is_empty()).collect()
    }

    /// The log2 odds that a person is each of `others`, among records that are kept elsewhere.
    pub fn weights(&self, values: &[Value], others: &[Vec<Value>], elsewhere: &Elsewhere<'_>) -> Vec<f64> {
        let sought = Person::new(values);
        let others: Vec<Person> = others.iter().map(|values| Person::new(values)).collect();
        let rows = others.iter().map(Person::row);
        self.compare(Some(elsewhere), sought.row(), rows, |scorer, _| {
            (1..=others.len()).map(|row| f64::from(scorer.explain(0, row as u32).log_odds)).collect()
        })
    }

    /// As [`Index::explain`], among records that are kept elsewhere.
    pub fn explain_among(&self, left: &[Value], right: &[Value], elsewhere: &Elsewhere<'_>) -> Explained {
        let (left, right) = (Person::new(left), Person::new(right));
        let right = std::iter::once(right.row());
        self.compare(Some(elsewhere), left.row(), right, super::explained)
    }
}

#[cfg(test)]
mod tests {
    use crate::index::{Elsewhere, Entry, Index, Trained};
    use crate::role::Role;
    use crate::score::probability;

    fn values(given: &str, born: &str, phone: &str) -> Vec<(Role, String)> {
        vec![
            (Role::GivenName, given.into()),
            (Role::FamilyName, "Okonkwo".into()),
            (Role::BirthDate, born.into()),
            (Role::Phone, phone.into()),
        ]
    }

    #[test]
    fn records_kept_elsewhere_come_to_the_same_as_records_of_the_index() {
        let (mine, copy) =
            (values("Ngozi", "1984-07-02", "555-555-0101"), values("Ngosi", "1984-07-02", "5555550101"));
        let brother = values("Emeka", "1986-01-09", "555-555-0101");
        let mut index = Index::new(Trained::built_in());
        let empty = Index::new(Trained::built_in());
        for (id, values) in [(1, &copy), (2, &brother)] {
            index.put(&Entry { id, source: 9, values: values.clone() });
        }
        let found = index.find(&mine, 5);
        let of = |weights: Vec<f64>| -> Vec<f64> {
            weights.into_iter().map(|weight| f64::from(probability(weight as f32))).collect()
        };
        let two = Elsewhere::uncounted(2);
        let elsewhere = of(empty.weights(&mine, &[copy.clone(), brother.clone()], &two));
        // The index counts its two records' values too, which hardly matters beside what was known before.
        assert!((found[0].probability - elsewhere[0]).abs() < 0.01, "{found:?} {elsewhere:?}");
        assert!(elsewhere[0] > 0.9 && elsewhere[1] < 0.1, "{elsewhere:?}");
        let shared = |other: &[(Role, String)]| {
            let theirs = empty.keys(other);
            empty.keys(&mine).iter().any(|key| theirs.contains(key))
        };
        assert!(shared(&copy) && shared(&brother) && !shared(&values("Ana", "1950-03-03", "")));
        let alone = values("Ngosi", "1984-07-02", "");
        let among = |population| {
            let many = Elsewhere::uncounted(population);
            of(empty.weights(&mine, std::slice::from_ref(&alone), &many))[0]
        };
        let among_many = among(10_000_000);
        assert!(among_many < among(2) - 1e-4, "{among_many} {}", among(2));
        let why = empty.explain_among(&mine, &alone, &Elsewhere::uncounted(10_000_000));
        assert!((why.probability - among_many).abs() < 1e-6);
    }
    #[test]
    fn what_is_common_here_says_less_here() {
        let index = Index::new(Trained::built_in());
        let (mine, other) = (values("Ngozi", "1984-07-02", ""), values("Ngozi", "1984-07-03", ""));
        assert_eq!(
            index.counted(&mine),
            [
                (Role::GivenName, "ngozi".into()),
                (Role::FamilyName, "okonkwo".into()),
                (Role::BirthDate, "19840702".into())
            ]
        );
        let among = |families: Option<u64>| {
            let counts = |role: Role, value: &str| match role {
                Role::FamilyName if value == "okonkwo" => (families, 20_000),
                _ => (None, 20_000),
            };
            let here = Elsewhere { records: 20_000, counts: &counts };
            index.weights(&mine, std::slice::from_ref(&other), &here)[0]
        };
        assert!(among(Some(2_000)) < among(Some(20)) - 3.0, "a tenth of the town is called so");
        let (uncounted, unknown) = (among(None), Elsewhere::uncounted(20_000));
        let before = index.weights(&mine, std::slice::from_ref(&other), &unknown)[0];
        assert!(
            (uncounted - before).abs() < 0.5,
            "{uncounted} {before}: what was not counted is as known before"
        );
    }
}
