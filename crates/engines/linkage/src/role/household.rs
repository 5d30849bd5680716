//! Numbers of a household or a case stand in the column of a person's own number: whoever shares one has another name and
//! another birth. Taken for the person's own, they would make one person of parents and children.

use super::Role;
use std::collections::HashMap;

/// Rows that share a number and are looked at; a number that more share is none of a household.
const MOST: usize = 10;
/// So many pairs, and this share of all that have a number in common, have to be different people.
const PAIRS: usize = 3;
const SHARE: f64 = 0.1;

/// The columns of own numbers that are shared by people whose given names begin differently and whose births differ.
pub(super) fn shared_numbers(roles: &[Role], samples: &[Vec<String>]) -> Vec<usize> {
    let of = |role| roles.iter().position(|r| *r == role).map(|place| samples[place].as_slice());
    let (Some(given), Some(born)) = (of(Role::GivenName), of(Role::BirthDate)) else { return vec![] };
    let others = |a: usize, b: usize| {
        let differ = |x: &str, y: &str| !x.is_empty() && !y.is_empty() && x != y;
        let first =
            |row: usize| given[row].trim().chars().take(1).flat_map(char::to_lowercase).collect::<String>();
        differ(&first(a), &first(b)) && differ(born[a].trim(), born[b].trim())
    };
    let is_shared = |place: &usize| {
        let mut rows: HashMap<&str, Vec<usize>> = HashMap::new();
        for (row, value) in samples[*place].iter().enumerate().filter(|(_, value)| !value.trim().is_empty()) {
            rows.entry(value.trim()).or_default().push(row);
        }
        let (mut pairs, mut different) = (0_usize, 0_usize);
        for group in rows.values().filter(|group| group.len() <= MOST) {
            for (n, a) in group.iter().enumerate() {
                pairs += group.len() - n - 1;
                different += group[n + 1..].iter().filter(|b| others(*a, **b)).count();
            }
        }
        different >= PAIRS && different as f64 >= SHARE * pairs as f64
    };
    (0..roles.len()).filter(|place| roles[*place] == Role::Identifier).filter(is_shared).collect()
}
