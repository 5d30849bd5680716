//! Goes through the services that hold enough of the words, a block of services at a time, so that the sums being made
//! stay in the processor's cache and no array as long as the directory is filled for each search.

use super::index::{Index, Posting};
use super::meaning::{SYNONYM, Wanted};

/// Services in a block.
const BLOCK: usize = 4096;
const DOMAIN_WEIGHT: f32 = 3.0;
/// At a weight of so much a word counts half: the more often it already stood there, the less it adds (BM25's saturation).
const SATURATION: f32 = 6.0;

/// Services in the order of their numbers, and what one of them adds for a typed word.
enum Source<'i> {
    Word { left: &'i [Posting], values: [f32; Posting::WEIGHTS] },
    Domain { left: &'i [u32], value: f32 },
}

impl Source<'_> {
    /// Raises the values of the services before `end`; whether there was one.
    fn raise(&mut self, start: u32, end: u32, best: &mut [f32; BLOCK]) -> bool {
        let mut raise = |doc: u32, value: f32| {
            if let Some(slot) = best.get_mut((doc - start) as usize) {
                *slot = slot.max(value);
            }
        };
        match self {
            Source::Word { left, values } => {
                let count = ahead(left, |p| p.doc() < end);
                let (here, rest) = left.split_at(count);
                *left = rest;
                here.iter().for_each(|p| raise(p.doc(), values[p.weight()]));
                count > 0
            }
            Source::Domain { left, value } => {
                let count = ahead(left, |doc| doc < end);
                let (here, rest) = left.split_at(count);
                *left = rest;
                here.iter().for_each(|&doc| raise(doc, *value));
                count > 0
            }
        }
    }
}

/// How many items at the front fit; a block holds each service once, so there are never more than its length.
fn ahead<T: Copy>(list: &[T], fits: impl Fn(T) -> bool) -> usize {
    list[..list.len().min(BLOCK)].partition_point(|&item| fits(item))
}

/// The sums of one block.
struct Sums {
    total: [f32; BLOCK],
    best: [f32; BLOCK],
    matched: [u8; BLOCK],
}

impl Index {
    /// Calls `each` with every service that holds enough of the words (six in ten of them) and how well they fit, in the
    /// order of numbers.
    pub(crate) fn scan(&self, wanted: &[Wanted], mut each: impl FnMut(u32, f32)) {
        let mut sources: Vec<Vec<Source<'_>>> = wanted.iter().map(|want| self.sources(want)).collect();
        let enough = u8::try_from((wanted.len() * 6).div_ceil(10)).unwrap_or(u8::MAX);
        #[allow(clippy::cast_precision_loss)]
        let coverage: Vec<f32> =
            (0..=wanted.len()).map(|m| (m as f32 / wanted.len().max(1) as f32).powi(2)).collect();
        let mut sums = Box::new(Sums { total: [0.0; BLOCK], best: [0.0; BLOCK], matched: [0; BLOCK] });
        for start in (0..self.len()).step_by(BLOCK) {
            let (from, end) = (start as u32, (start + BLOCK) as u32);
            let mut any = false;
            for sources in &mut sources {
                let mut hit = false;
                for source in sources {
                    hit |= source.raise(from, end, &mut sums.best);
                }
                if hit {
                    sums.take_best();
                    any = true;
                }
            }
            if !any {
                continue;
            }
            for (at, &matched) in sums.matched.iter().enumerate() {
                if matched >= enough {
                    each(from + at as u32, sums.total[at] * coverage[usize::from(matched)]);
                }
            }
            sums.total.fill(0.0);
            sums.matched.fill(0);
        }
    }

    fn sources(&self, want: &Wanted) -> Vec<Source<'_>> {
        #[allow(clippy::cast_precision_loss)]
        let rarity = |holders: usize| (1.0 + self.len() as f32 / (1.0 + holders as f32)).ln();
        let words = want.words.iter().map(|&(word, factor)| {
            let left = self.postings(word);
            let most = factor * rarity(left.len());
            #[allow(clippy::cast_precision_loss)]
            let values = std::array::from_fn(|weight| most * weight as f32 / (weight as f32 + SATURATION));
            Source::Word { left, values }
        });
        let domains = self.by_domain.iter().enumerate().filter(|(n, _)| want.domains & (1 << n) != 0);
        let domains = domains.map(|(_, list)| Source::Domain {
            left: list,
            value: SYNONYM * rarity(list.len()) * DOMAIN_WEIGHT / (DOMAIN_WEIGHT + SATURATION),
        });
        words.chain(domains).collect()
    }
}

impl Sums {
    /// Adds what one typed word came to. Without a branch, so that the compiler takes many services at once.
    fn take_best(&mut self) {
        for ((total, best), matched) in self.total.iter_mut().zip(&mut self.best).zip(&mut self.matched) {
            *total += *best;
            *matched += u8::from(*best > 0.0);
            *best = 0.0;
        }
    }
}
