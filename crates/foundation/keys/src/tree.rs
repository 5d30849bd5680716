//! A master key that can forget: from it a key is derived for every organization, and one of them can be made
//! impossible to derive again while all others, and those of organizations to come, stay as they were.
//!
//! It is the tree of Goldreich, Goldwasser and Micali, punctured: a seed gives the seeds of its two children (HMAC), a
//! path of 48 bits leads from the root to an organization's leaf. To forget a leaf, the seed above it is replaced by
//! the seeds of the branches beside its path; nobody can walk back up.

use crate::seal::{Secret, keyed};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Bits of a path: among ten thousand organizations two meet with a chance of one in five million.
const DEPTH: usize = 48;

/// A master key, whole or with leaves forgotten.
#[derive(Clone, PartialEq, Eq)]
pub struct Tree {
    /// Path from the root as `0` and `1`, and the seed there. No path begins another.
    pub(crate) seeds: Vec<(String, Secret)>,
}

impl Tree {
    /// A whole one from a random root.
    pub fn new(root: Secret) -> Tree {
        Tree { seeds: vec![(String::new(), root)] }
    }

    /// The key of a leaf; `None` once it is forgotten.
    pub fn derive(&self, leaf: Uuid) -> Option<Secret> {
        let path = path(leaf);
        let (from, seed) = self.seeds.iter().find(|(prefix, _)| path.starts_with(prefix.as_str()))?;
        let mut seed = seed.clone();
        for bit in path[from.len()..].bytes() {
            seed = child(&seed, bit);
        }
        Some(keyed(&seed, &[b"tandem/wrap"]))
    }

    /// Forgets a leaf for good; `false` when it was forgotten before.
    pub fn forget(&mut self, leaf: Uuid) -> bool {
        let path = path(leaf);
        let Some(at) = self.seeds.iter().position(|(prefix, _)| path.starts_with(prefix.as_str())) else {
            return false;
        };
        let (from, mut seed) = self.seeds.swap_remove(at);
        for depth in from.len()..DEPTH {
            let bit = path.as_bytes()[depth];
            let beside = if bit == b'0' { b'1' } else { b'0' };
            let name = format!("{}{}", &path[..depth], char::from(beside));
            self.seeds.push((name, child(&seed, beside)));
            seed = child(&seed, bit);
        }
        self.seeds.sort_by(|a, b| a.0.cmp(&b.0));
        true
    }
}

fn child(seed: &Secret, bit: u8) -> Secret {
    keyed(seed, &[b"tandem/child", &[bit]])
}

fn path(leaf: Uuid) -> String {
    let hash = Sha256::digest(leaf.as_bytes());
    (0..DEPTH).map(|bit| if hash[bit / 8] >> (7 - bit % 8) & 1 == 1 { '1' } else { '0' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use zeroize::Zeroizing;

    #[test]
    fn a_forgotten_leaf_is_gone_and_the_others_are_as_they_were() {
        let mut tree = Tree::new(Zeroizing::new([5; 32]));
        let ids: Vec<Uuid> = (1..200).map(Uuid::from_u128).collect();
        let before: Vec<_> = ids.iter().map(|id| tree.derive(*id).unwrap()).collect();
        for gone in [3, 50, 51] {
            assert!(tree.forget(ids[gone]));
            assert!(!tree.forget(ids[gone]), "twice is once");
        }
        for (at, id) in ids.iter().enumerate() {
            let now = tree.derive(*id);
            assert_eq!(now.as_ref(), (![3, 50, 51].contains(&at)).then_some(&before[at]), "{at}");
        }
        // No seed that is left is on the way to the leaf.
        let path = path(ids[3]);
        assert!(tree.seeds.iter().all(|(prefix, _)| !path.starts_with(prefix.as_str())));
    }

    proptest! {
        #[test]
        fn only_what_is_forgotten_is_forgotten(root in any::<[u8; 32]>(), gone in prop::collection::vec(any::<u128>(), 0..5), other in any::<u128>()) {
            let whole = Tree::new(Zeroizing::new(root));
            let mut tree = whole.clone();
            for id in &gone {
                tree.forget(Uuid::from_u128(*id));
                prop_assert_eq!(tree.derive(Uuid::from_u128(*id)), None);
            }
            if !gone.contains(&other) {
                let other = Uuid::from_u128(other);
                prop_assert_eq!(tree.derive(other), whole.derive(other));
            }
        }
    }
}
