//! Probabilities put right by reviewed pairs. Records of two organizations have faults of their own, so what a weight means
//! differs from one pair of organizations to the next: where the model says 9 in 10, people may find 7 in 10.
//!
//! The log odds are fitted with a line (Platt, J. (1999), Probabilistic outputs for support vector machines, in Advances in
//! Large Margin Classifiers, 61-74), drawn towards the model's own by a prior: a few reviews change little. The line of
//! all reviews together is what the line of each pair of organizations is drawn towards.
//!
//! Where pairs were drawn for review at different rates, each counts 1 / rate, and all together as many as they are: what is
//! rarely drawn is not drowned by what is always looked at, and the prior weighs as much as before.

use serde::{Deserialize, Serialize};

/// Log odds (base 2) put right: `slope` times what the model says, plus `offset`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Under 1 where the model is too sure of itself.
    pub slope: f64,
    /// Over 0 where more pairs are one person than the model thinks.
    pub offset: f64,
}

/// A pair that people have looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Review {
    /// The two organizations, in either order.
    pub sources: (u128, u128),
    /// What the model says: log2 odds of one person.
    pub weight: f64,
    /// What people say.
    pub same: bool,
    /// The share of such pairs that is looked at, over 0 and up to 1: one that was drawn stands for others that were not.
    pub sampling: f64,
}

/// The model as it is.
const AS_IT_IS: Line = Line { slope: 1.0, offset: 0.0 };
/// How far slope and offset of all reviews together are likely to be from the model's, and those of two organizations from
/// those of all (standard deviations of the prior). A slope that is freer lets one wrong pair among sure ones part all links.
const OF_ALL: Line = Line { slope: 0.1, offset: 1.0 };
const OF_TWO: Line = Line { slope: 0.1, offset: 0.75 };
/// Beyond this the model is as sure as can be: one wrong review of such a pair is not to turn everything round.
const SUREST: f64 = 20.0;

impl Line {
    /// The likeliest line by reviewed pairs and by a prior: a line, and how far from it others are likely to be.
    fn fit(prior: Line, spread: Line, reviews: &[Told]) -> Line {
        let mut line = prior;
        // Newton's method on a concave function of two numbers; steps are halved while they overshoot.
        let value = |line: Line| {
            let of = |told: &Told| {
                let z = line.log_odds(told.weight) * std::f64::consts::LN_2;
                -told.count * (1.0 + (if told.same { -z } else { z }).exp()).ln()
            };
            let (s, o) =
                ((line.slope - prior.slope) / spread.slope, (line.offset - prior.offset) / spread.offset);
            reviews.iter().map(of).sum::<f64>() - (s * s + o * o) / 2.0
        };
        for _ in 0..50 {
            let (mut gs, mut go) = (
                (prior.slope - line.slope) / spread.slope.powi(2),
                (prior.offset - line.offset) / spread.offset.powi(2),
            );
            let (mut hss, mut hso, mut hoo) = (spread.slope.powi(-2), 0.0, spread.offset.powi(-2));
            for Told { weight, same, count } in reviews.iter().copied() {
                let x = weight.clamp(-SUREST, SUREST) * std::f64::consts::LN_2;
                let p = 1.0 / (1.0 + (-line.log_odds(weight) * std::f64::consts::LN_2).exp());
                let miss = count * (f64::from(u8::from(same)) - p);
                let doubt = count * p * (1.0 - p);
                gs += miss * x;
                go += miss * std::f64::consts::LN_2;
                hss += doubt * x * x;
                hso += doubt * x * std::f64::consts::LN_2;
                hoo += doubt * std::f64::consts::LN_2.powi(2);
            }
            let determinant = hss * hoo - hso * hso;
            let (ds, d_o) = ((hoo * gs - hso * go) / determinant, (hss * go - hso * gs) / determinant);
            let step = |size: f64| Line { slope: line.slope + size * ds, offset: line.offset + size * d_o };
            let mut size = 1.0;
            while size > 1e-6 && value(step(size)) < value(line) {
                size /= 2.0;
            }
            line = step(size);
            if ds.abs() + d_o.abs() < 1e-9 {
                break;
            }
        }
        // More alike is never less likely the same.
        Line { slope: line.slope.max(0.05), ..line }
    }

    /// Log2 odds put right.
    pub fn log_odds(&self, weight: f64) -> f64 {
        self.slope * weight.clamp(-SUREST, SUREST) + self.offset
    }

    /// The probability that goes with what the model says.
    pub fn probability(&self, weight: f64) -> f64 {
        1.0 / (1.0 + (-self.log_odds(weight)).exp2())
    }
}

/// Lines for all pairs of organizations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// For organizations that nobody has reviewed pairs of.
    pub all: Line,
    /// For two organizations (the smaller number first), in order.
    pub pairs: Vec<((u128, u128), Line)>,
}

impl Default for Calibration {
    fn default() -> Self {
        Calibration { all: AS_IT_IS, pairs: vec![] }
    }
}

impl Calibration {
    /// From all reviewed pairs.
    pub fn learn(reviews: &[Review]) -> Calibration {
        let all = Line::fit(AS_IT_IS, OF_ALL, &told(reviews));
        let mut reviews: Vec<Review> =
            reviews.iter().map(|r| Review { sources: in_order(r.sources), ..*r }).collect();
        reviews.sort_by_key(|r| r.sources);
        let of = |of_two: &[Review]| (of_two[0].sources, Line::fit(all, OF_TWO, &told(of_two)));
        Calibration { all, pairs: reviews.chunk_by(|a, b| a.sources == b.sources).map(of).collect() }
    }

    /// The line for two organizations.
    pub fn of(&self, sources: (u128, u128)) -> Line {
        let found = self.pairs.binary_search_by_key(&in_order(sources), |(sources, _)| *sources);
        found.map_or(self.all, |i| self.pairs[i].1)
    }
}

/// A review with how many it counts.
#[derive(Clone, Copy)]
struct Told {
    weight: f64,
    same: bool,
    count: f64,
}

fn told(reviews: &[Review]) -> Vec<Told> {
    let stands_for = |review: &Review| 1.0 / review.sampling.clamp(1e-6, 1.0);
    let all: f64 = reviews.iter().map(stands_for).sum();
    let of = |r: &Review| Told {
        weight: r.weight,
        same: r.same,
        count: stands_for(r) * reviews.len() as f64 / all,
    };
    reviews.iter().map(of).collect()
}

fn in_order((a, b): (u128, u128)) -> (u128, u128) {
    (a.min(b), a.max(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Random;

    /// Reviews of two organizations whose odds are really `slope` times those of the model plus `offset`.
    fn reviewed(n: usize, sources: (u128, u128), slope: f64, offset: f64) -> Vec<Review> {
        let mut random = Random(7);
        let mut unit = move || (random.next() >> 11) as f64 / (1_u64 << 53) as f64;
        let truth = Line { slope, offset };
        (0..n)
            .map(|_| {
                let weight = unit() * 20.0 - 10.0;
                Review { sources, weight, same: unit() < truth.probability(weight), sampling: 1.0 }
            })
            .collect()
    }

    #[test]
    fn many_reviews_find_the_line() {
        let calibration = Calibration::learn(&reviewed(4000, (2, 1), 0.6, -1.0));
        let line = calibration.of((1, 2));
        assert!((line.slope - 0.6).abs() < 0.05 && (line.offset + 1.0).abs() < 0.2, "{line:?}");
        assert_eq!(calibration.of((8, 9)), calibration.all);
    }

    #[test]
    fn few_reviews_change_little() {
        assert_eq!(Calibration::learn(&[]), Calibration::default());
        let one = Calibration::learn(&[Review { sources: (1, 2), weight: 6.0, same: false, sampling: 1.0 }]);
        let p = one.of((1, 2)).probability(6.0);
        let before = AS_IT_IS.probability(6.0);
        assert!(p < before && p > before - 0.1, "{before} {p}");
    }

    #[test]
    fn each_pair_of_organizations_has_its_own() {
        let mut reviews = reviewed(600, (1, 2), 0.5, -2.0);
        reviews.extend(reviewed(600, (1, 3), 1.0, 0.0));
        let calibration = Calibration::learn(&reviews);
        let (poor, good) = (calibration.of((2, 1)).probability(5.0), calibration.of((3, 1)).probability(5.0));
        assert!(good > 0.94 && poor < 0.75, "{good} {poor}");
        let again: Calibration = serde_json::from_str(&serde_json::to_string(&calibration).unwrap()).unwrap();
        assert!((again.of((1, 2)).probability(5.0) - poor).abs() < 1e-9 && again.pairs.len() == 2);
    }

    #[test]
    fn contradicting_reviews_of_sure_pairs_stay_bounded() {
        let told = |weight, same| Told { weight, same, count: 1.0 };
        let reviews: Vec<Told> = (0..100).flat_map(|_| [told(1e6, false), told(-1e6, true)]).collect();
        let line = Line::fit(AS_IT_IS, OF_ALL, &reviews);
        assert!(line.slope >= 0.05 && line.slope.is_finite() && line.offset.is_finite(), "{line:?}");
    }

    #[test]
    fn a_drawn_pair_stands_for_those_that_were_not_drawn() {
        // All doubtful pairs are looked at and half are not one person; of the sure ones of the same weight one in fifty is, and
        // all are right.
        let of = |same, sampling| Review { sources: (1, 2), weight: 8.0, same, sampling };
        let mut reviews: Vec<Review> = (0..40).map(|n| of(n % 2 == 0, 1.0)).collect();
        let doubtful = Calibration::learn(&reviews).of((1, 2)).probability(8.0);
        reviews.extend((0..40).map(|_| of(true, 0.02)));
        let drawn = Calibration::learn(&reviews).of((1, 2)).probability(8.0);
        reviews.iter_mut().for_each(|review| review.sampling = 1.0);
        let alike = Calibration::learn(&reviews).of((1, 2)).probability(8.0);
        assert!(doubtful < alike && alike < drawn && drawn > 0.97, "{doubtful} {alike} {drawn}");
    }
}
