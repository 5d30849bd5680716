//! Chance from a seed: the same seed gives the same draws, in the order they are asked for. Whole numbers only, so that
//! every machine draws alike.

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// A stream of draws.
pub(super) struct Chance(ChaCha8Rng);

impl Chance {
    /// A stream of its own for `topic`, so that one more draw in one place moves nothing in another.
    pub(super) fn new(seed: u64, topic: &str) -> Chance {
        // FNV-1a: a fixed, simple way from a word to a number.
        let word = topic.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Chance(ChaCha8Rng::seed_from_u64(seed ^ word))
    }

    /// A whole number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0.random_range(low..=high.max(low))
    }

    /// True in `percent` of a hundred draws.
    pub(super) fn percent(&mut self, percent: u32) -> bool {
        self.0.random_range(0..100) < percent
    }

    /// One of them; the list is never empty.
    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.0.random_range(0..list.len())]
    }

    /// As [`Chance::pick`], for what is copied.
    pub(super) fn draw<T: Copy>(&mut self, list: &[T]) -> T {
        *self.pick(list)
    }

    /// A position in `weights`, each as likely as its weight says; 0 when none has any.
    pub(super) fn weighted(&mut self, weights: impl IntoIterator<Item = u32> + Clone) -> usize {
        let sum: u32 = weights.clone().into_iter().sum();
        let mut left = self.0.random_range(0..sum.max(1));
        for (position, weight) in weights.into_iter().enumerate() {
            if left < weight {
                return position;
            }
            left -= weight;
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_and_topic_draw_alike_and_others_do_not() {
        let draw = |seed, topic| {
            let mut chance = Chance::new(seed, topic);
            (0..20).map(|_| chance.between(0, 1_000_000)).collect::<Vec<_>>()
        };
        assert_eq!(draw(7, "people"), draw(7, "people"));
        assert_ne!(draw(7, "people"), draw(7, "history"));
        assert_ne!(draw(7, "people"), draw(8, "people"));
    }

    #[test]
    fn weights_are_kept() {
        let mut chance = Chance::new(1, "weights");
        let hits = (0..1_000).filter(|_| chance.weighted([90, 0, 10]) == 0).count();
        assert!((850..950).contains(&hits), "{hits}");
        assert!((0..1_000).all(|_| chance.weighted([3, 0, 1]) != 1), "what has no weight is never drawn");
    }
}
