//! From which score on a pair is one person, without knowing the truth.
//!
//! A row that has found its partner shows what it would have been given without one: the best of the rows that are left over.
//! How often that pair passes a threshold is how often a row without a partner passes it. With that the pairs that pass
//! divide into right and wrong, and the threshold is the one with the highest F1 so estimated.
//!
//! Where a person is in the second file twice, the best of the others is no stranger but the partner's copy. Such files show
//! it: rows that are nearly the same stand in them. Then what is as much like the partner as rows of one person are like each
//! other is passed over.

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
const FEWEST: usize = 20;
/// Rows so much alike are one person, whatever the file.
const COPY: f32 = 0.95;
/// Where so many rows in each thousand with a partner have a copy of it beside it, the file holds persons more than once.
const COPIES: usize = 5;
/// Expected of fewer pairs to be right, they are not to be used without a threshold that somebody names.
pub const SURE: f64 = 0.8;

/// Chooses a threshold from the candidates (each row of the first file with its best partners) and the pairs that
/// one-to-one assignment made of them. `rows`: how many the first file has; `floor`: the least score among candidates;
/// `alike`: how much two rows of the second file are.
pub fn choose(
    candidates: &[Pair],
    assigned: &[Pair],
    rows: usize,
    floor: f32,
    alike: impl Fn(u32, u32) -> f32,
) -> Chosen {
    let step = |score: f32| ((score * STEPS as f32) as usize).min(STEPS);
    let mut own = vec![None; candidates.iter().map(|p| p.a as usize + 1).max().unwrap_or(0)];
    let mut wanted = vec![0.0_f32; candidates.iter().map(|p| p.b as usize + 1).max().unwrap_or(0)];
    for p in assigned {
        own[p.a as usize] = Some(*p);
        wanted[p.b as usize] = p.score;
    }
    // What each row would have been given in its partner's stead: the best row that nobody wanted more.
    let mut instead = vec![0.0_f32; own.len()];
    let copy = copies(candidates, assigned, &own, &alike);
    for p in candidates {
        let other = own[p.a as usize].is_some_and(|own| own.b != p.b && alike(own.b, p.b) < copy);
        if other && wanted[p.b as usize] <= p.score {
            let best = &mut instead[p.a as usize];
            *best = best.max(p.score);
        }
    }
    let mut pass = vec![0_u64; STEPS + 1];
    assigned.iter().for_each(|p| pass[step(p.score)] += 1);
    suffix(&mut pass);
    // The rows most surely matched are those with the highest scores: first one in fifty, then half of as many as seem to
    // have a partner.
    let mut scores: Vec<f32> = assigned.iter().map(|p| p.score).collect();
    scores.sort_unstable_by(|x, y| y.total_cmp(x));
    let mut many = (scores.len() / 50).max(FEWEST);
    // Too few to learn from: half way between what strangers have and the same.
    let mut chosen = Chosen { threshold: (floor + 1.0) / 2.0, precision: f64::NAN, recall: f64::NAN };
    for _ in 0..3 {
        let certain = scores.get(many).copied().unwrap_or(f32::INFINITY);
        let mut wrong = vec![0_u64; STEPS + 1];
        let mut sure = 0;
        for (own, instead) in own.iter().zip(&instead) {
            if own.is_some_and(|own| own.score >= certain) {
                sure += 1;
                wrong[step(*instead)] += 1;
            }
        }
        if sure < FEWEST {
            return chosen;
        }
        suffix(&mut wrong);
        let all;
        (chosen, all) = highest_f1(&pass, &wrong, sure, rows);
        many = (all as usize / 2).clamp(many, scores.len().saturating_sub(1).max(many));
    }
    chosen
}

/// From which likeness on rows of the second file are copies of each other: infinity where it holds none.
///
/// Scores of partners and of the best beside them have two peaks, of one person and of strangers. Parted where the two sides
/// differ most, for what they vary in themselves.
///
/// Otsu, N. (1979), A threshold selection method from gray-level histograms, IEEE Transactions on Systems, Man, and Cybernetics
/// 9(1), 62-66.
fn copies(
    candidates: &[Pair],
    assigned: &[Pair],
    own: &[Option<Pair>],
    alike: impl Fn(u32, u32) -> f32,
) -> f32 {
    let mut beside = vec![0.0_f32; own.len()];
    for p in candidates {
        if let Some(own) = own[p.a as usize].filter(|own| own.b != p.b) {
            let best = &mut beside[p.a as usize];
            *best = best.max(alike(own.b, p.b));
        }
    }
    let near = beside.iter().filter(|alike| **alike >= COPY).count();
    if near < FEWEST || near * 1000 < COPIES * assigned.len() {
        return f32::INFINITY;
    }
    let mut counts = vec![0.0; STEPS + 1];
    let scores = assigned.iter().map(|p| p.score).chain(beside.into_iter().filter(|alike| *alike > 0.0));
    scores.for_each(|score| counts[((score * STEPS as f32) as usize).min(STEPS)] += 1.0);
    let all: f64 = counts.iter().sum();
    let sum: f64 = counts.iter().enumerate().map(|(i, n)| i as f64 * n).sum();
    let (mut under, mut sum_under, mut best) = (0.0, 0.0, (0.0, STEPS));
    for (i, n) in counts.iter().enumerate().take(STEPS) {
        under += n;
        sum_under += i as f64 * n;
        if under > 0.0 && under < all {
            let apart = sum_under / under - (sum - sum_under) / (all - under);
            let between = under * (all - under) * apart * apart;
            if between > best.0 {
                best = (between, i + 1);
            }
        }
    }
    best.1 as f32 / STEPS as f32
}

/// The threshold with the highest F1, when of `sure` rows with a partner `wrong` would pass each step without it; and how
/// many rows have one.
fn highest_f1(pass: &[u64], wrong: &[u64], sure: usize, rows: usize) -> (Chosen, f64) {
    let right: Vec<f64> = (0..=STEPS)
        .map(|i| {
            // A standard error and one more: what was seldom or never seen among few rows is not yet impossible.
            let by_chance = (wrong[i] as f64 + (wrong[i] as f64).sqrt() + 1.0) / (sure as f64 + 1.0);
            // Of R rows with a partner and `rows - R` without, pass = R + (rows - R) * by_chance. Where more than one in
            // ten passes by chance, what is left of the difference is mostly noise.
            let right = (pass[i] as f64 - rows as f64 * by_chance) / (1.0 - by_chance);
            if by_chance > 0.1 { 0.0 } else { right.max(0.0) }
        })
        .collect();
    let all = right.iter().copied().fold(0.0, f64::max);
    let f1 = |i: usize| if pass[i] == 0 { 0.0 } else { 2.0 * right[i] / (pass[i] as f64 + all) };
    // The higher of two that are as good: a wrong link harms more than a missed one.
    let best = (0..=STEPS).max_by(|x, y| f1(*x).total_cmp(&f1(*y))).unwrap_or(STEPS);
    let chosen = Chosen {
        threshold: best as f32 / STEPS as f32,
        precision: if pass[best] == 0 { f64::NAN } else { right[best] / pass[best] as f64 },
        recall: if all > 0.0 { right[best] / all } else { f64::NAN },
    };
    (chosen, all)
}

fn suffix(counts: &mut [u64]) {
    for i in (0..counts.len() - 1).rev() {
        counts[i] += counts[i + 1];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clk::compare::one_to_one;
    use rand::rngs::StdRng;
    use rand::{RngExt as _, SeedableRng as _};

    /// Candidates of which the truth is known: row n of the first file is row n of the second, if it has a partner.
    fn candidates(partners: u32, rows: u32, seed: u64) -> Vec<Pair> {
        let mut rng = StdRng::seed_from_u64(seed);
        let mut bell = |mean: f32, width: f32| {
            let sum: f32 = (0..6).map(|_| rng.random_range(-1.0..1.0_f32)).sum();
            (mean + width * sum).clamp(0.0, 1.0)
        };
        let mut pairs = vec![];
        for row in 0..rows {
            if row < partners {
                pairs.push(Pair { a: row, b: row, score: bell(0.75, 0.07) });
            }
            // Someone else who is a little alike.
            pairs.push(Pair { a: row, b: rows + row, score: bell(0.45, 0.06) });
        }
        pairs
    }

    /// Over ten draws the F1 is on average nearly the best that the truth would give. With one partner in twenty rows
    /// there are few to learn from, and a single draw may lose several hundredths.
    #[test]
    fn nearly_as_good_as_with_the_truth() {
        let rows = 10_000;
        for (partners, lost_on_average) in [(500, 0.03), (1000, 0.03), (3000, 0.01), (9000, 0.005)] {
            let mut lost = 0.0;
            for seed in 0..10 {
                let candidates = candidates(partners, rows, seed);
                let mut assigned = candidates.clone();
                one_to_one(&mut assigned);
                let at = |threshold: f32| {
                    let pairs: Vec<&Pair> = assigned.iter().filter(|p| p.score >= threshold).collect();
                    let right = pairs.iter().filter(|p| p.a == p.b).count() as f64;
                    (2.0 * right / (pairs.len() as f64 + f64::from(partners)), right / pairs.len() as f64)
                };
                let best = (0..100).map(|t| at(t as f32 / 100.0).0).fold(0.0, f64::max);
                let chosen = choose(&candidates, &assigned, rows as usize, 0.2, |_, _| 0.0);
                let (f1, precision) = at(chosen.threshold);
                lost += (best - f1) / 10.0;
                if partners >= 3000 {
                    assert!(
                        (precision - chosen.precision).abs() < 0.04,
                        "{partners}: {precision}, {chosen:?}"
                    );
                }
            }
            assert!(lost < lost_on_average, "{partners}: {lost}");
        }
    }

    #[test]
    fn too_few_to_learn_from() {
        let one = [Pair { a: 0, b: 0, score: 0.9 }];
        let chosen = choose(&one, &one, 1, 0.4, |_, _| 0.0);
        assert!(chosen.precision.is_nan() && chosen.threshold == 0.7);
        assert!(choose(&[], &[], 0, 0.0, |_, _| 0.0).precision.is_nan());
    }

    /// Every second person is in the second file twice: the copy beside the partner is no stranger that came by chance.
    #[test]
    fn copies_in_a_file_are_no_chance() {
        let rows = 4000;
        let mut candidates = candidates(rows, rows, 3);
        let partners: Vec<Pair> = candidates.iter().copied().filter(|p| p.a == p.b && p.a % 2 == 0).collect();
        // Row n and row n + 2 * rows are one person.
        candidates.extend(partners.iter().map(|p| Pair { b: p.b + 2 * rows, score: p.score - 0.01, ..*p }));
        let mut assigned = candidates.clone();
        one_to_one(&mut assigned);
        let alike = |x: u32, y: u32| match x.abs_diff(y) {
            d if d == 2 * rows => {
                if x.is_multiple_of(3) {
                    1.0
                } else {
                    0.8
                }
            }
            _ => 0.45,
        };
        let chosen = choose(&candidates, &assigned, rows as usize, 0.2, alike);
        assert!(chosen.precision > 0.95 && chosen.recall > 0.95, "{chosen:?}");
        assert!((0.5..0.75).contains(&chosen.threshold), "{chosen:?}");
        // Taken for chance, they leave nothing to choose by.
        let blind = choose(&candidates, &assigned, rows as usize, 0.2, |_, _| 0.0);
        assert!(!(blind.precision >= SURE && blind.recall >= SURE), "{blind:?}");
    }
}
