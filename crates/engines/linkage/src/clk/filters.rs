//! Filters in memory, laid out to be compared: two beside each other, word by word, so that one instruction serves
//! both pairs.

/// Filters beside each other.
pub const LANES: usize = 2;
/// Words that are counted at once; a filter is filled up with zeros to a multiple.
const GROUP: usize = 16;

/// Filters of one file, all of one length.
pub struct Filters {
    length: usize,
    /// Words of a filter, filled up.
    width: usize,
    /// Filter after filter.
    words: Vec<u64>,
    /// How many bits of each are set.
    ones: Vec<u32>,
}

/// Filters turned on their side: for each two of them the first words, then the second words ...
pub struct Sideways {
    width: usize,
    words: Vec<[u64; LANES]>,
    ones: Vec<u32>,
}

impl Filters {
    /// None yet, each to have `length` bits.
    pub fn new(length: usize) -> Filters {
        Filters { length, width: length.div_ceil(64).next_multiple_of(GROUP), words: vec![], ones: vec![] }
    }

    /// Bits of a filter.
    pub fn length(&self) -> usize {
        self.length
    }

    /// How many filters.
    pub fn len(&self) -> usize {
        self.ones.len()
    }

    /// None?
    pub fn is_empty(&self) -> bool {
        self.ones.is_empty()
    }

    /// Adds one, of [`Filters::length`] bits.
    pub fn push(&mut self, filter: &[u64]) {
        let from = self.words.len();
        self.words.extend(filter.iter().take(self.width));
        self.words.resize(from + self.width, 0);
        self.ones.push(filter.iter().map(|w| w.count_ones()).sum());
    }

    /// A filter.
    pub fn get(&self, row: usize) -> &[u64] {
        &self.words[row * self.width..(row + 1) * self.width]
    }

    /// How many of its bits are set.
    pub fn ones(&self, row: usize) -> u32 {
        self.ones[row]
    }

    /// Is this bit of a filter set?
    pub fn bit(&self, row: usize, i: usize) -> bool {
        self.words[row * self.width + i / 64] >> (63 - i % 64) & 1 == 1
    }

    /// Turned on their side.
    pub fn sideways(&self) -> Sideways {
        let blocks = self.len().div_ceil(LANES);
        let mut words = vec![[0; LANES]; blocks * self.width];
        for row in 0..self.len() {
            let block = &mut words[row / LANES * self.width..][..self.width];
            block.iter_mut().zip(self.get(row)).for_each(|(lanes, word)| lanes[row % LANES] = *word);
        }
        let mut ones = self.ones.clone();
        ones.resize(blocks * LANES, 0);
        Sideways { width: self.width, words, ones }
    }
}

impl Sideways {
    /// How many blocks of [`LANES`] filters.
    pub fn blocks(&self) -> usize {
        self.ones.len() / LANES
    }

    /// How many bits are set in each filter of a block.
    pub fn ones(&self, block: usize) -> &[u32] {
        &self.ones[block * LANES..][..LANES]
    }

    /// How many bits `filter` shares with each filter of a block.
    #[inline]
    pub fn common(&self, filter: &[u64], block: usize) -> [u64; LANES] {
        let words = &self.words[block * self.width..][..self.width];
        let mut sum: Lanes = [0; LANES];
        for (ours, theirs) in filter.as_chunks().0.iter().zip(words.as_chunks().0) {
            let part = group(ours, theirs);
            sum = each(|i| sum[i].wrapping_add(part[i]));
        }
        sum
    }
}

type Lanes = [u64; LANES];

#[inline(always)]
fn each(f: impl Fn(usize) -> u64) -> Lanes {
    let mut out = [0; LANES];
    out.iter_mut().enumerate().for_each(|(i, lane)| *lane = f(i));
    out
}

/// Adds three numbers of one bit, 64 at a time in each lane: the sum's lower bit and its upper.
#[inline(always)]
fn add(a: Lanes, b: Lanes, c: Lanes) -> (Lanes, Lanes) {
    let half = each(|i| a[i] ^ b[i]);
    (each(|i| half[i] ^ c[i]), each(|i| (a[i] & b[i]) | (half[i] & c[i])))
}

/// How many bits are set in each byte.
#[inline(always)]
fn bytes(x: Lanes) -> Lanes {
    const M1: u64 = 0x5555_5555_5555_5555;
    const M2: u64 = 0x3333_3333_3333_3333;
    const M4: u64 = 0x0f0f_0f0f_0f0f_0f0f;
    each(|i| {
        let x = x[i].wrapping_sub(x[i] >> 1 & M1);
        let x = (x & M2).wrapping_add(x >> 2 & M2);
        x.wrapping_add(x >> 4) & M4
    })
}

/// What a word of ours shares with the same word of each of theirs.
#[inline(always)]
fn and(ours: &[u64; GROUP], theirs: &[Lanes; GROUP], word: usize) -> Lanes {
    let (ours, theirs) = (ours[word], &theirs[word]);
    each(|i| ours & theirs[i])
}

/// Adds four words to the ones and twos; what is carried over are fours.
#[inline(always)]
fn four(
    ours: &[u64; GROUP],
    theirs: &[Lanes; GROUP],
    word: usize,
    ones: Lanes,
    twos: Lanes,
) -> (Lanes, Lanes, Lanes) {
    let (ones, a) = add(ones, and(ours, theirs, word), and(ours, theirs, word + 1));
    let (ones, b) = add(ones, and(ours, theirs, word + 2), and(ours, theirs, word + 3));
    let (twos, fours) = add(twos, a, b);
    (ones, twos, fours)
}

/// The bits that sixteen words share with each filter of a block. Counting goes through a tree of adders, which needs a
/// third of the steps of counting word by word on a processor that is not known to count bits by itself.
///
/// Mula, W., Kurz, N. and Lemire, D. (2018), Faster population counts using AVX2 instructions, The Computer Journal 61(1),
/// 111-120.
#[inline(always)]
fn group(ours: &[u64; GROUP], theirs: &[Lanes; GROUP]) -> Lanes {
    let zero = [0; LANES];
    let (ones, twos, a) = four(ours, theirs, 0, zero, zero);
    let (ones, twos, b) = four(ours, theirs, 4, ones, twos);
    let (fours, c) = add(zero, a, b);
    let (ones, twos, a) = four(ours, theirs, 8, ones, twos);
    let (ones, twos, b) = four(ours, theirs, 12, ones, twos);
    let (fours, d) = add(fours, a, b);
    let (eights, sixteens) = add(zero, c, d);
    let (ones, twos, fours, eights, sixteens) =
        (bytes(ones), bytes(twos), bytes(fours), bytes(eights), bytes(sixteens));
    // No byte counts more than 128, so sums stay in their bytes until the last lines. Nothing can overflow, and saying
    // so keeps the checks of a release build out of the innermost loop.
    each(|i| {
        let twice = |x: u64, more: u64| (x << 1).wrapping_add(more);
        let x = twice(twice(twice(twice(sixteens[i], eights[i]), fours[i]), twos[i]), ones[i]);
        let x = (x & 0x00ff_00ff_00ff_00ff).wrapping_add(x >> 8 & 0x00ff_00ff_00ff_00ff);
        let x = x.wrapping_add(x >> 16);
        x.wrapping_add(x >> 32) & 0xffff
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn shared_bits_are_counted(
            words in prop::collection::vec(prop_oneof![any::<u64>(), Just(u64::MAX), Just(0)], 20 * 11),
            length in prop_oneof![Just(64_usize), Just(1000), Just(1024), Just(1280)],
        ) {
            let mut filters = Filters::new(length);
            words.chunks_exact(20).for_each(|w| filters.push(&w[..length.div_ceil(64)]));
            let sideways = filters.sideways();
            prop_assert_eq!(sideways.blocks(), 11_usize.div_ceil(LANES));
            for a in 0..filters.len() {
                for b in 0..filters.len() {
                    let plain: u32 =
                        filters.get(a).iter().zip(filters.get(b)).map(|(x, y)| (x & y).count_ones()).sum();
                    prop_assert_eq!(sideways.common(filters.get(a), b / LANES)[b % LANES], u64::from(plain));
                }
                prop_assert_eq!(sideways.ones(a / LANES)[a % LANES], filters.ones(a));
            }
        }
    }
}
