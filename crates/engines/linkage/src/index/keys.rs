//! Which of the known persons an incoming one is compared with: those that share a key of some rule.

use super::schema::{Row, places};
use crate::blocking::{Key, NARROW, START, Take, key_of, mix};
use crate::role::Role;
use std::collections::BTreeSet;

/// The wide rules that pay online: there are few to compare one person with, but each rule has its keys in memory.
const WIDE: [&str; 7] = [
    "house_number + street + given_name.1",
    "postcode + birth_date",
    "names_in_either_order",
    "house_number + street.4 + birth_date.year",
    "postcode.3 + given_name + family_name.1",
    "identifier",
    "phone",
];
/// A key that more persons than this share says too little.
pub(super) const BLOCK: usize = 100;
/// The most persons that one is compared with.
pub(super) const CANDIDATES: usize = 600;

/// What two persons must share. A role with several places makes a key of each of its values.
struct Rule {
    parts: Vec<(Role, Take)>,
    /// Given and family name in either order.
    swapped: bool,
}

impl Rule {
    fn parse(text: &str) -> Option<Rule> {
        let mut rule = Rule { parts: vec![], swapped: false };
        for part in text.split('+').map(str::trim) {
            if part == "names_in_either_order" {
                rule.swapped = true;
                continue;
            }
            let (role, take) = part.split_once('.').map_or((part, None), |(r, t)| (r, Some(t)));
            let take = take.map_or(Some(Take::Whole), Take::parse)?;
            rule.parts.push((toml::Value::String(role.to_owned()).try_into().ok()?, take));
        }
        Some(rule)
    }

    /// The person's keys, each once.
    fn keys(&self, row: &Row<'_>) -> Vec<Key> {
        let mut mixed = vec![START];
        for (role, take) in &self.parts {
            let codes = places(*role).map(|p| row[p]).filter(|v| !v.is_empty());
            let codes: Vec<u32> = codes.map(|v| take.code(v)).filter(|code| *code != 0).collect();
            mixed = mixed.iter().flat_map(|m| codes.iter().map(|code| mix(*m, *code))).collect();
        }
        if self.swapped {
            let of = |role| places(role).next().map_or("", |p| row[p]);
            let (given, family) = (of(Role::GivenName), of(Role::FamilyName));
            if given.is_empty() || family.is_empty() {
                return vec![];
            }
            let (a, b) = (Take::Whole.code(given), Take::Whole.code(family));
            mixed.iter_mut().for_each(|m| *m = mix(mix(*m, a.min(b)), a.max(b)));
        }
        let mut keys: Vec<Key> = mixed.into_iter().map(key_of).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// A person known to the index, by place.
pub(super) type Seat = u32;

/// For each rule, who has which key: the key in the high half and the seat in the low, in order.
pub(super) struct Keys {
    rules: Vec<Rule>,
    by_rule: Vec<BTreeSet<u64>>,
}

impl Keys {
    pub(super) fn new() -> Keys {
        let rules: Vec<Rule> = NARROW.iter().chain(&WIDE).filter_map(|text| Rule::parse(text)).collect();
        Keys { by_rule: rules.iter().map(|_| BTreeSet::new()).collect(), rules }
    }

    /// Of many persons at once.
    pub(super) fn of_all<'r>(row: impl Fn(Seat) -> Option<Row<'r>> + Sync, seats: Seat) -> Keys {
        use rayon::prelude::*;
        let mut keys = Keys::new();
        let rules = &keys.rules;
        let starts: Vec<Seat> = (0..seats).step_by(1 << 14).collect();
        let parts: Vec<Vec<Vec<u64>>> = starts
            .into_par_iter()
            .map(|start| {
                let mut out = vec![vec![]; rules.len()];
                for seat in start..seats.min(start + (1 << 14)) {
                    let Some(row) = row(seat) else { continue };
                    for (rule, out) in rules.iter().zip(&mut out) {
                        out.extend(rule.keys(&row).into_iter().map(|key| packed(key, seat)));
                    }
                }
                out
            })
            .collect();
        keys.by_rule.par_iter_mut().enumerate().for_each(|(rule, seats)| {
            let mut all: Vec<u64> = parts.iter().flat_map(|part| &part[rule]).copied().collect();
            all.sort_unstable();
            // A set is made at once from what is in order.
            *seats = all.into_iter().collect();
        });
        keys
    }

    pub(super) fn put(&mut self, seat: Seat, row: &Row<'_>) {
        for (rule, seats) in self.rules.iter().zip(&mut self.by_rule) {
            seats.extend(rule.keys(row).into_iter().map(|key| packed(key, seat)));
        }
    }

    pub(super) fn remove(&mut self, seat: Seat, row: &Row<'_>) {
        for (rule, seats) in self.rules.iter().zip(&mut self.by_rule) {
            for key in rule.keys(row) {
                seats.remove(&packed(key, seat));
            }
        }
    }

    /// A person's keys of all rules: the rule's number in the high half.
    pub(super) fn of(&self, row: &Row<'_>) -> Vec<u64> {
        let of_rule = |(n, rule): (usize, &Rule)| {
            rule.keys(row).into_iter().map(move |key| (n as u64) << 32 | u64::from(key))
        };
        self.rules.iter().enumerate().flat_map(of_rule).collect()
    }

    /// Who shares a key with a person, each once. Keys that too many share are passed over, and where there are too many
    /// persons altogether, the rules that say least.
    pub(super) fn near(&self, row: &Row<'_>) -> Vec<Seat> {
        let mut found: Vec<Seat> = vec![];
        for (rule, seats) in self.rules.iter().zip(&self.by_rule) {
            for key in rule.keys(row) {
                let before = found.len();
                let block = seats.range(packed(key, 0)..=packed(key, Seat::MAX));
                found.extend(block.take(BLOCK + 1).map(|packed| *packed as Seat));
                if found.len() - before > BLOCK {
                    found.truncate(before);
                }
            }
            if found.len() > CANDIDATES {
                found.sort_unstable();
                found.dedup();
                if found.len() > CANDIDATES {
                    break;
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn packed(key: Key, seat: Seat) -> u64 {
    u64::from(key) << 32 | u64::from(seat)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_can_be_read() {
        assert_eq!(Keys::new().rules.len(), NARROW.len() + WIDE.len());
    }
}
