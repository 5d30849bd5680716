//! Which of many hashes occur more than once: a first look, in little memory.

/// Two bits for each of so many places. The first is set once a hash of the place was seen, the second once it, or another of
/// the same place, was seen again.
pub(crate) struct Seen {
    words: Vec<u64>,
}

impl Seen {
    /// For so many hashes: eight places for each tell most of those that occur once.
    pub(crate) fn new(hashes: usize) -> Seen {
        Seen { words: vec![0; (hashes * 8).next_power_of_two().clamp(1 << 10, 1 << 26) / 32] }
    }

    #[inline(always)]
    fn place(&self, hash: u32) -> (usize, u32) {
        ((hash as usize / 32) & (self.words.len() - 1), hash % 32 * 2)
    }

    /// Looks at a hash.
    #[inline(always)]
    pub(crate) fn add(&mut self, hash: u32) {
        let (at, bit) = self.place(hash);
        self.words[at] |= (1 | (self.words[at] >> bit & 1) << 1) << bit;
    }

    /// Could the hash have been seen more than once?
    #[inline(always)]
    pub(crate) fn again(&self, hash: u32) -> bool {
        let (at, bit) = self.place(hash);
        self.words[at] >> bit >> 1 & 1 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_occurs_again_is_told_from_most_of_the_rest() {
        let hash = |n: u32| n.wrapping_mul(0x9e37_79b1);
        let mut seen = Seen::new(5000);
        (0..4000).chain(0..1000).for_each(|n| seen.add(hash(n)));
        assert!((0..1000).all(|n| seen.again(hash(n))));
        let mistaken = (1000..4000).filter(|n| seen.again(hash(*n))).count();
        assert!(mistaken < 600, "{mistaken} of 3000");
    }
}
