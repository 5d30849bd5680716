//! From which score on a pair is one person, without knowing the truth.
//!
//! In two files in which each person is once at most, a row that has found its partner shows what it would have been
//! given without one: the best of the rows that are left over. How often that pair passes a threshold is how often a
//! row without a partner passes it. With that the pairs that pass divide into right and wrong, and the threshold is the one
//! with the highest F1 so estimated.

use super::compare::Pair;

/// A threshold and what is expected of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chosen {
    /// Pairs with this score and above are one person.
    pub threshold: f32,
    /// Of the pairs at and above it, how many are right: an estimate.
    pub precision: f64,
    /// Of the persons in both files, how many are found: an estimate.
    pub recall: f64,
}

/// Steps in which scores are counted.
const STEPS: usize = 1000;
/// Fewest rows that a share is estimated from.
const FEWEST: u64 = 20;

/// Chooses a threshold from the candidates (each row of the first file with its best partners) and the pairs that
/// one-to-one assignment made of them. `rows`: how many the first file has; `floor`: the least score among candidates.
pub fn choose(candidates: &[Pair], assigned: &[Pair], rows: usize, floor: f32) -> Chosen {
    let step = |score: f32| ((score * STEPS as f32) as usize).min(STEPS);
    let mut own = vec![None; candidates.iter().map(|p| p.a as usize + 1).max().unwrap_or(0)];
    let mut wanted = vec![0.0_f32; candidates.iter().map(|p| p.b as usize + 1).max().unwrap_or(0)];
    for p in assigned {
        own[p.a as usize] = Some(*p);
        wanted[p.b as usize] = p.score;
    }
    // What each row would have been given in its partner's stead: the best row that nobody wanted more.
    let mut instead = vec![0.0_f32; own.len()];
    for p in candidates {
        if own[p.a as usize].is_some_and(|own| own.b != p.b) && wanted[p.b as usize] <= p.score {
            let best = &mut instead[p.a as usize];
            *best = best.max(p.score);
        }
    }
    let mut pass = vec![0_u64; STEPS + 1];
    assigned.iter().for_each(|p| pass[step(p.score)] += 1);
    suffix(&mut pass);
    // Rows that have surely found their partner: those above the mean of the upper of the two heaps that scores fall in.
    let certain = mean(assigned, split(assigned));
    let sure: Vec<(f32, f32)> = own
        .iter()
        .zip(&instead)
        .filter_map(|(own, instead)| own.map(|own| (own.score, *instead)))
        .filter(|(own, _)| *own >= certain)
        .collect();
    let mut wrong = vec![0_u64; STEPS + 1];
    sure.iter().for_each(|(_, other)| wrong[step(*other)] += 1);
    suffix(&mut wrong);
    let sure = sure.len() as u64;
    if sure < FEWEST {
        // Too few to learn from: half way between what strangers have and the same.
        return Chosen { threshold: (floor + 1.0) / 2.0, precision: f64::NAN, recall: f64::NAN };
    }
    let right: Vec<f64> = (0..=STEPS)
        .map(|i| {
            let by_chance = wrong[i] as f64 / sure as f64;
            // Of R rows with a partner and `rows - R` without, pass = R + (rows - R) * by_chance.
            if by_chance > 0.5 {
                0.0
            } else {
                ((pass[i] as f64 - rows as f64 * by_chance) / (1.0 - by_chance)).max(0.0)
            }
        })
        .collect();
    let all = right.iter().copied().fold(0.0, f64::max);
    let f1 = |i: usize| {
        if pass[i] == 0 { 0.0 } else { 2.0 * right[i].min(pass[i] as f64) / (pass[i] as f64 + all) }
    };
    // The higher of two that are as good: a wrong link harms more than a missed one.
    let best = (0..=STEPS).max_by(|x, y| f1(*x).total_cmp(&f1(*y))).unwrap_or(STEPS);
    Chosen {
        threshold: best as f32 / STEPS as f32,
        precision: if pass[best] == 0 { f64::NAN } else { (right[best] / pass[best] as f64).min(1.0) },
        recall: if all > 0.0 { right[best] / all } else { f64::NAN },
    }
}

/// The mean of the scores at and above `from`.
fn mean(pairs: &[Pair], from: f32) -> f32 {
    let above = || pairs.iter().map(|p| p.score).filter(|s| *s >= from);
    above().map(f64::from).sum::<f64>() as f32 / above().count().max(1) as f32
}

/// Where scores fall apart into two heaps: the split whose heaps' means are furthest from each other, each weighted with
/// its size. Otsu, N. (1979), A threshold selection method from gray-level histograms, IEEE Trans. SMC 9(1), 62-66.
fn split(pairs: &[Pair]) -> f32 {
    let mut scores: Vec<f32> = pairs.iter().map(|p| p.score).collect();
    scores.sort_unstable_by(f32::total_cmp);
    let total: f64 = scores.iter().copied().map(f64::from).sum();
    let (mut low, mut best) = (0.0, (0.0, 0.0));
    for (i, score) in scores.iter().enumerate() {
        let (n, m) = (i as f64, (scores.len() - i) as f64);
        if i > 0 {
            let apart = n * m * (low / n - (total - low) / m).powi(2);
            if apart > best.0 {
                best = (apart, *score);
            }
        }
        low += f64::from(*score);
    }
    best.1
}

fn suffix(counts: &mut [u64]) {
    for i in (0..counts.len() - 1).rev() {
        counts[i] += counts[i + 1];
    }
}
