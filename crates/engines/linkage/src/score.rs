//! The probability that two rows are one person: the model's weights, and the frequency of the values they share.

use crate::compare::{Comparer, Level};
use crate::dictionary::ValueId;
use crate::model::Model;
use crate::table::{RowId, Table};

/// Logarithms (base 2) of a model, ready to be added up.
pub struct Scorer<'a> {
    table: &'a Table,
    comparer: &'a Comparer<'a>,
    /// log2 of m / u and of h / u for each comparison and level.
    factors: Vec<Vec<[f32; 2]>>,
    /// log2 of how much rarer than average each value is, for each comparison with a frequency.
    rarity: Vec<Option<(usize, Vec<f32>)>>,
    persons: f32,
    relatives: f32,
}

/// A pair of rows and the probability that they are one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// A row; of the first file when two are linked.
    pub left: RowId,
    /// Another row.
    pub right: RowId,
    /// The probability, in `0.0..=1.0`.
    pub probability: f32,
}

impl<'a> Scorer<'a> {
    /// For a model of this table.
    pub fn new(table: &'a Table, comparer: &'a Comparer<'a>, model: &Model) -> Self {
        let ratio = |p: f64, q: f64| (p.max(1e-12) / q.max(1e-12)).log2() as f32;
        let factors = (0..comparer.comparisons.len())
            .map(|c| {
                (0..model.u[c].len())
                    .map(|l| {
                        let h = model.h.get(c).map_or(0.0, |h| ratio(h[l], model.u[c][l]));
                        [ratio(model.m[c][l], model.u[c][l]), h]
                    })
                    .collect()
            })
            .collect();
        let rarity = comparer
            .comparisons
            .iter()
            .enumerate()
            .map(|(c, comparison)| {
                comparison.frequency.map(|field| {
                    let values = &table.fields[field].values;
                    let average = model.u[c][1];
                    let rarity = (0..values.len() as ValueId)
                        .map(|id| ratio(average, values.frequency(id).max(1e-9)))
                        .collect();
                    (field, rarity)
                })
            })
            .collect();
        let strangers = (1.0 - model.persons - model.relatives).max(1e-9);
        Scorer {
            table,
            comparer,
            factors,
            rarity,
            persons: ratio(model.persons, strangers),
            relatives: if model.h.is_empty() { f32::NEG_INFINITY } else { ratio(model.relatives, strangers) },
        }
    }

    /// The probability of one person; 0.0 where its log2 odds are surely under `floor`.
    #[inline]
    pub fn probability(&self, left: RowId, right: RowId, floor: f32) -> f32 {
        let (a, b) = (self.table.row(left), self.table.row(right));
        let levels = self.comparer.levels_of(a, b);
        let (mut person, mut relative) = (self.persons, self.relatives);
        for (c, factors) in self.factors.iter().enumerate() {
            let level = levels[c];
            let [m, h] = factors[usize::from(level)];
            let rarity = self.rarity(c, level, a, b);
            person += m + rarity;
            relative += h + rarity;
        }
        // Against strangers alone the odds are better than against strangers and relatives.
        if person < floor {
            return 0.0;
        }
        probability(person - (1.0 + relative.exp2()).log2())
    }
}

/// Why a pair has its probability: bars that add up.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// log2 odds before anything is compared: how few pairs are one person.
    pub prior: f32,
    /// What each comparison says.
    pub parts: Vec<Part>,
    /// What is taken off because the two could be relatives: 0 or less.
    pub relative: f32,
    /// The sum: log2 odds of one person.
    pub log_odds: f32,
}

/// What a comparison says of a pair.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Which comparison, by its place.
    pub comparison: usize,
    /// The level.
    pub level: Level,
    /// log2 of how much likelier the level is for one person than for strangers.
    pub weight: f32,
    /// log2 of how much rarer than average the shared value is.
    pub rarity: f32,
}

impl Scorer<'_> {
    /// Why a pair has its probability.
    pub fn explain(&self, left: RowId, right: RowId) -> Explanation {
        let (a, b) = (self.table.row(left), self.table.row(right));
        let levels = self.comparer.levels_of(a, b);
        let mut relative = self.relatives;
        let mut parts = vec![];
        for (comparison, factors) in self.factors.iter().enumerate() {
            let level = levels[comparison];
            let [weight, h] = factors[usize::from(level)];
            let rarity = self.rarity(comparison, level, a, b);
            relative += h + rarity;
            parts.push(Part { comparison, level, weight, rarity });
        }
        let relative = -(1.0 + relative.exp2()).log2();
        let log_odds = self.persons + parts.iter().map(|p| p.weight + p.rarity).sum::<f32>() + relative;
        Explanation { prior: self.persons, parts, relative, log_odds }
    }

    #[inline]
    fn rarity(&self, comparison: usize, level: Level, a: &[ValueId], b: &[ValueId]) -> f32 {
        match &self.rarity[comparison] {
            Some((field, rarity)) if level == 1 && a[*field] == b[*field] => rarity[a[*field] as usize],
            _ => 0.0,
        }
    }
}

/// The log2 odds of a probability.
pub fn log_odds(probability: f32) -> f32 {
    (probability / (1.0 - probability)).log2()
}

/// A probability from log2 odds.
pub fn probability(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp2())
}
