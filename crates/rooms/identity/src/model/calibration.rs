//! What reviewers find, made into what the computer says from then on.

use super::review::{CERTAIN, SAMPLED_FROM, WORTH_A_LOOK};
use tandem_access::{Timestamp, Uuid};
use tandem_linkage::calibrate::{Calibration, Line, Review};

/// A decision about a pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reviewed {
    /// Who keeps the two records.
    pub owners: (Uuid, Uuid),
    /// What the model said: log2 odds.
    pub weight: f64,
    /// The share of such pairs that is looked at.
    pub sampling: f64,
    /// One person.
    pub same: bool,
}

/// A version of what decisions make of the model's probabilities. The first one says what the model says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Version {
    /// Its number; 0 before the first decision.
    pub version: i64,
    /// Since when it holds.
    pub at: Timestamp,
    /// From how many decisions.
    pub reviews: u64,
    /// The newest of them.
    pub decided_until: Timestamp,
    /// The curves.
    pub curve: Calibration,
}

/// The curves that follow from decisions.
pub fn learn(decisions: &[Reviewed]) -> Calibration {
    let of = |r: &Reviewed| Review {
        sources: (r.owners.0.as_u128(), r.owners.1.as_u128()),
        weight: r.weight,
        same: r.same,
        sampling: r.sampling,
    };
    Calibration::learn(&decisions.iter().map(of).collect::<Vec<_>>())
}

/// The curve for records of two organizations.
pub fn line(curve: &Calibration, owners: (Uuid, Uuid)) -> Line {
    curve.of((owners.0.as_u128(), owners.1.as_u128()))
}

/// Whether a pair is treated otherwise at one probability than at another.
pub fn treated_otherwise(before: f64, now: f64) -> bool {
    let bounds = [SAMPLED_FROM, WORTH_A_LOOK, CERTAIN];
    bounds.iter().any(|bound| (before >= *bound) != (now >= *bound))
}

/// What a model's probability means now: of all pairs, and the least and the most of two organizations that have a curve of
/// their own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Meaning {
    /// What the model says.
    pub model: f64,
    /// What it means for organizations that have no curve of their own.
    pub all: f64,
    /// The least that it means for two organizations.
    pub least: f64,
    /// The most.
    pub most: f64,
}

impl Meaning {
    /// What the model says, as log2 odds.
    pub fn weight(&self) -> f64 {
        (self.model / (1.0 - self.model)).log2()
    }
}

/// The probabilities whose meaning is told to people.
pub const TOLD: [f64; 3] = [0.5, 0.9, 0.99];

/// What [`TOLD`] mean now.
pub fn meanings(curve: &Calibration) -> [Meaning; 3] {
    TOLD.map(|model| {
        let weight = (model / (1.0 - model)).log2();
        let all = curve.all.probability(weight);
        let of_two = curve.pairs.iter().map(|(_, line)| line.probability(weight));
        let (least, most) = of_two.fold((all, all), |(least, most), p| (least.min(p), most.max(p)));
        Meaning { model, all, least, most }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn before_the_first_decision_the_model_means_what_it_says() {
        for meaning in meanings(&Version::default().curve) {
            assert!(
                (meaning.all - meaning.model).abs() < 1e-9 && meaning.least == meaning.most,
                "{meaning:?}"
            );
        }
    }

    #[test]
    fn decisions_of_two_organizations_change_most_for_these_two() {
        let [a, b, c] = [1, 2, 3].map(Uuid::from_u128);
        let different = |n| Reviewed {
            owners: if n % 2 == 0 { (a, b) } else { (b, a) },
            weight: 8.0,
            sampling: 1.0,
            same: false,
        };
        let curve = learn(&(0..40).map(different).collect::<Vec<_>>());
        let p = |owners| line(&curve, owners).probability(8.0);
        assert!(p((a, b)) < p((a, c)) && (p((a, b)) - p((b, a))).abs() < 1e-12, "either order");
        assert!(p((a, c)) < 0.99 && p((a, b)) < 0.95);
        let [_, _, sure] = meanings(&curve);
        assert!(sure.least < sure.all && (sure.most - sure.all).abs() < 1e-12);
        assert!(treated_otherwise(0.995, 0.98) && !treated_otherwise(0.98, 0.6));
    }
}
