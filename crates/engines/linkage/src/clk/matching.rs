//! Two files of filters into a file of pairs.

use super::compare::{Pair, all_pairs, dice, one_to_one};
use super::files::{Encoded, read_encoded};
use super::filters::Filters;
use super::lsh::Blocking;
use super::threshold::{Chosen, SURE, choose};
use crate::draft::{self, PAIRS};
use crate::read::Fault;
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use std::path::Path;

/// Up to so many pairs every row is compared with every other.
pub const SMALL: u64 = 1_000_000_000;

/// What a run did.
#[derive(Debug, Clone)]
pub struct Report {
    /// Rows of the first file.
    pub rows_a: usize,
    /// Rows of the second.
    pub rows_b: usize,
    /// Pairs that were written.
    pub pairs: usize,
    /// The threshold, and, where it was chosen here, what is expected of it.
    pub threshold: f32,
    /// Estimated without the truth.
    pub expected: Option<Chosen>,
    /// Pairs that were compared.
    pub compared: u64,
    /// Pairs under keys with too many rows, which were not.
    pub capped: u64,
    /// Of the pairs above the threshold, which share blocking lets through: an estimate, 1 where all were compared.
    pub blocking_recall: f64,
}

/// Pairs of rows that are one person, each row in one pair at most, the most alike first.
pub fn match_filters(a: &Filters, b: &Filters, threshold: Option<f32>) -> (Vec<Pair>, Report) {
    let blocking = (a.len() as u64 * b.len() as u64 > SMALL).then(|| Blocking::fitting(a, b));
    match_by(a, b, threshold, blocking)
}

/// The same, with this blocking, or with none.
pub fn match_by(
    a: &Filters,
    b: &Filters,
    threshold: Option<f32>,
    blocking: Option<Blocking>,
) -> (Vec<Pair>, Report) {
    let floor = threshold.unwrap_or_else(|| floor(a, b));
    let (candidates, compared, capped) = match &blocking {
        None => (all_pairs(a, b, floor), a.len() as u64 * b.len() as u64, 0),
        Some(blocking) => {
            let found = blocking.pairs(a, b, floor);
            (found.pairs, found.compared, found.capped)
        }
    };
    let mut pairs = candidates.clone();
    one_to_one(&mut pairs);
    let alike = |x: u32, y: u32| {
        let (x, y) = (x as usize, y as usize);
        let common: u32 = b.get(x).iter().zip(b.get(y)).map(|(p, q)| (p & q).count_ones()).sum();
        dice(u64::from(common), b.ones(x), b.ones(y))
    };
    let expected = threshold.is_none().then(|| choose(&candidates, &pairs, a.len(), floor, alike));
    let threshold = expected.map_or(floor, |c| c.threshold);
    pairs.retain(|p| p.score >= threshold);
    // A pair that was found stands for all that are as much alike, those that were not found too.
    let stands_for: f64 =
        pairs.iter().map(|p| blocking.map_or(1.0, |b| 1.0 / b.recall(p.score).max(1e-3))).sum();
    let report = Report {
        rows_a: a.len(),
        rows_b: b.len(),
        pairs: pairs.len(),
        threshold,
        expected,
        compared,
        capped,
        blocking_recall: if pairs.is_empty() { 1.0 } else { pairs.len() as f64 / stands_for },
    };
    (pairs, report)
}

/// Under this score are strangers: three standard deviations above the mean of pairs drawn at random.
fn floor(a: &Filters, b: &Filters) -> f32 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let mut rng = StdRng::seed_from_u64(1);
    let scores: Vec<f64> = (0..10_000)
        .map(|_| {
            let (i, j) = (rng.random_range(0..a.len()), rng.random_range(0..b.len()));
            let common: u32 = a.get(i).iter().zip(b.get(j)).map(|(x, y)| (x & y).count_ones()).sum();
            f64::from(dice(u64::from(common), a.ones(i), b.ones(j)))
        })
        .collect();
    let n = scores.len() as f64;
    let mean = scores.iter().sum::<f64>() / n;
    let deviation = (scores.iter().map(|s| (s - mean).powi(2)).sum::<f64>() / n).sqrt();
    (mean + 3.0 * deviation).min(1.0) as f32
}

/// Compares two files of filters and writes the pairs that are one person as `rec_id_l,rec_id_r,score`. Without a
/// threshold one is chosen from the scores; where they do not tell one that most pairs would be right at, nothing is written.
///
/// # Errors
/// A file that cannot be read or written, or two that cannot be compared; no threshold, and none to be chosen.
pub fn match_encoded(a: &Path, b: &Path, threshold: Option<f32>, out: &Path) -> Result<Report, Fault> {
    let (first, second): (Encoded, Encoded) = (read_encoded(a)?, read_encoded(b)?);
    let says = |what: String| Fault::Content { file: b.to_owned(), line: Some(1), what };
    if first.filters.length() != second.filters.length() {
        return Err(says(format!(
            "filters of {} bits, and {} has {}; encode both with one schema",
            second.filters.length(),
            a.display(),
            first.filters.length()
        )));
    }
    if let (Some(x), Some(y)) = (&first.check, &second.check)
        && x != y
    {
        return Err(says(format!(
            "encoded with another secret or project than {}; nobody would be found",
            a.display()
        )));
    }
    if let Some(t) = threshold.filter(|t| !(0.0..=1.0).contains(t)) {
        return Err(says(format!("threshold {t}: it lies between 0 and 1")));
    }
    let (pairs, report) = match_filters(&first.filters, &second.filters, threshold);
    if let Some(expected) = report.expected.filter(|e| e.precision.is_nan() || e.precision < SURE) {
        let why = if expected.precision.is_nan() {
            "the scores tell no threshold: there are too few rows, or too few in both files, to learn one from".to_owned()
        } else {
            format!(
                "at the best threshold that the scores tell, {:.3}, only about {:.0} % of the pairs would be right: few persons are in \
                 both files, or none",
                expected.threshold,
                expected.precision * 100.0
            )
        };
        let what = format!(
            "{why}. Nothing was written and no file deleted; name a threshold, such as --threshold 0.85"
        );
        return Err(Fault::Content { file: b.to_owned(), line: None, what });
    }
    draft::csv(out, PAIRS, pairs.iter().map(|p| [first.id(p.a), second.id(p.b), format!("{:.4}", p.score)]))?;
    Ok(report)
}
