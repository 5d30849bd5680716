//! The distinct values of an index, each once, with how often it occurs. A value that nobody has any more makes room.

use crate::dictionary::ValueId;
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher as _;

const HASHER: FixedState = FixedState::with_seed(0x706f_6f6c);

/// Distinct values; number 0 is the missing one.
pub(super) struct Pool {
    texts: Vec<Box<str>>,
    counts: Vec<u32>,
    free: Vec<ValueId>,
    index: HashTable<ValueId>,
    filled: u64,
}

impl Pool {
    pub(super) fn new() -> Pool {
        Pool { texts: vec!["".into()], counts: vec![0], free: vec![], index: HashTable::new(), filled: 0 }
    }

    /// Counts a value once more.
    pub(super) fn take(&mut self, text: &str) -> ValueId {
        if text.is_empty() {
            return 0;
        }
        self.filled += 1;
        let hash = HASHER.hash_one(text);
        if let Some(id) = self.index.find(hash, |id| &*self.texts[*id as usize] == text).copied() {
            self.counts[id as usize] += 1;
            return id;
        }
        let id = self.free.pop().unwrap_or_else(|| {
            self.texts.push("".into());
            self.counts.push(0);
            (self.texts.len() - 1) as ValueId
        });
        self.texts[id as usize] = text.into();
        self.counts[id as usize] = 1;
        let texts = &self.texts;
        self.index.insert_unique(hash, id, |id| HASHER.hash_one(&*texts[*id as usize]));
        id
    }

    /// Counts a value once less.
    pub(super) fn give_back(&mut self, id: ValueId) {
        if id == 0 {
            return;
        }
        self.filled -= 1;
        self.counts[id as usize] -= 1;
        if self.counts[id as usize] == 0 {
            let text = std::mem::take(&mut self.texts[id as usize]);
            if let Ok(found) = self.index.find_entry(HASHER.hash_one(&*text), |other| *other == id) {
                found.remove();
            }
            self.free.push(id);
        }
    }

    pub(super) fn text(&self, id: ValueId) -> &str {
        &self.texts[id as usize]
    }

    /// How many persons have a value, and how many have any.
    pub(super) fn counts(&self, text: &str) -> (u32, u64) {
        let id = self.index.find(HASHER.hash_one(text), |id| &*self.texts[*id as usize] == text);
        (id.map_or(0, |id| self.counts[*id as usize]), self.filled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_nobody_has_makes_room() {
        let mut pool = Pool::new();
        let (ann, bob) = (pool.take("ann"), pool.take("bob"));
        assert_eq!((pool.take("ann"), pool.take("")), (ann, 0));
        assert_eq!(pool.counts("ann"), (2, 3));
        pool.give_back(bob);
        assert_eq!((pool.counts("bob"), pool.take("cy")), ((0, 2), bob));
        assert_eq!((pool.text(bob), pool.texts.len()), ("cy", 3));
    }
}
