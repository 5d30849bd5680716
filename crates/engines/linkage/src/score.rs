//! The probability that two rows are one person: the model's weights, and the frequency of the values they share.

use crate::blocking::PAIRS;
use crate::compare::{Comparer, Level, MOST};
use crate::dictionary::ValueId;
use crate::model::Model;
use crate::table::{RowId, Table};

/// By field, log2 of how much rarer than average each of its values is.
type Rarity = Vec<(usize, Vec<f32>)>;

/// Logarithms (base 2) of a model, ready to be added up.
pub struct Scorer<'a> {
    table: &'a Table,
    comparer: &'a Comparer<'a>,
    /// log2 of m / u and of h / u for each comparison and level.
    factors: Vec<Vec<[f32; 2]>>,
    /// For each comparison, the fields whose values are counted.
    rarity: Vec<Rarity>,
    /// For each comparison and level, the best that this level or a later one says; nothing for a missing value.
    best: Vec<Vec<f32>>,
    /// What the comparison of family names can say at best where given and family name both differ, less what the given name can:
    /// one of the two says nothing where they are swapped.
    both_differ: Option<(usize, f32)>,
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
    pub(crate) fn table(&self) -> &'a Table {
        self.table
    }

    /// For a model of this table.
    pub fn new(table: &'a Table, comparer: &'a Comparer<'a>, model: &Model) -> Self {
        Self::with(table, comparer, model, |field, value| table.fields[field].values.frequency(value))
    }

    /// For a model of other records than this table's: `frequency` tells what share of those have a value of a field.
    pub(crate) fn with(
        table: &'a Table,
        comparer: &'a Comparer<'a>,
        model: &Model,
        frequency: impl Fn(usize, ValueId) -> f64,
    ) -> Self {
        let ratio = |p: f64, q: f64| (p.max(1e-12) / q.max(1e-12)).log2() as f32;
        let factors: Vec<Vec<[f32; 2]>> = (0..comparer.comparisons.len())
            .map(|c| {
                (0..model.u[c].len())
                    .map(|l| {
                        let h = model.h.get(c).map_or(0.0, |h| ratio(h[l], model.u[c][l]));
                        [ratio(model.m[c][l], model.u[c][l]), h]
                    })
                    .collect()
            })
            .collect();
        let rarity: Vec<Rarity> = comparer
            .comparisons
            .iter()
            .enumerate()
            .map(|(c, comparison)| {
                let of = |field: usize| {
                    let values = 0..table.fields[field].values.len() as ValueId;
                    values.map(|id| ratio(model.u[c][1], frequency(field, id).max(1e-9))).collect()
                };
                comparison.counted().into_iter().map(|field| (field, of(field))).collect()
            })
            .collect();
        let best = std::iter::zip(&factors, &rarity).map(|(factors, rarity): (&Vec<[f32; 2]>, &Rarity)| {
            let rarest = rarity.iter().flat_map(|(_, values)| values).fold(0.0_f32, |most, r| most.max(*r));
            let of = |level: usize| match level {
                0 => factors[0][0],
                1 => factors[1][0] + rarest,
                _ => factors[level][0],
            };
            let best_from = |level: usize| (level..factors.len()).map(of).fold(f32::NEG_INFINITY, f32::max);
            // A comparison that could say something can turn out to say nothing.
            (0..factors.len()).map(|level| if level == 0 { of(0) } else { best_from(level) }).collect()
        });
        let mut best: Vec<Vec<f32>> = best.collect();
        for (best, comparison) in best.iter_mut().zip(&comparer.comparisons) {
            if comparison.dear() {
                // Several numbers that could say something can turn out to say nothing.
                best[1..].iter_mut().for_each(|best| *best = best.max(0.0));
            }
        }
        let both_differ = comparer.swapped().map(|(given, family, swapped)| {
            let unswapped = (2..factors[given].len()).filter(|l| *l != usize::from(swapped));
            let given_best = unswapped.map(|l| factors[given][l][0]).fold(f32::NEG_INFINITY, f32::max);
            (
                family,
                (given_best + best[family][2]).max(factors[given][usize::from(swapped)][0]) - best[given][2],
            )
        });
        let strangers = (1.0 - model.persons - model.relatives).max(1e-9);
        Scorer {
            table,
            comparer,
            factors,
            rarity,
            best,
            both_differ,
            persons: ratio(model.persons, strangers),
            relatives: if model.h.is_empty() { f32::NEG_INFINITY } else { ratio(model.relatives, strangers) },
        }
    }

    /// Tells of each pair whose log2 odds of one person are `floor` or more, and what they are.
    ///
    /// Most pairs are strangers. First the best that each comparison could say is told from the numbers of the values alone: the
    /// same or not. What is left is compared by what is quick, and what is still left by the dear comparisons.
    pub fn weigh(&self, pairs: &[(RowId, RowId)], floor: f32, mut each: impl FnMut(RowId, RowId, f32)) {
        let comparisons = &self.comparer.comparisons;
        let rows = |(i, j): (RowId, RowId)| (self.table.row(i), self.table.row(j));
        let mut levels = [[0; PAIRS]; MOST];
        for pairs in pairs.chunks(PAIRS) {
            self.table.foresee(pairs);
            // The bound is a sum in another order than the weight: a little room for what rounding does.
            let (mut bounds, mut dear) = ([self.persons + 0.01; PAIRS], [0.0; PAIRS]);
            let mut hopes = [[0; PAIRS]; 2];
            for (c, comparison) in comparisons.iter().enumerate() {
                // The given name's stay while the family name comes.
                let (now, before) = (c % 2, 1 - c % 2);
                comparison.at_best(self.table, pairs, &mut hopes[now]);
                for (p, pair) in pairs.iter().enumerate() {
                    let (a, b) = rows(*pair);
                    let level = hopes[now][p];
                    let hope = match self.both_differ {
                        Some((family, both)) if c == family && level > 1 && hopes[before][p] > 1 => both,
                        _ => self.hope(c, level, a, b),
                    };
                    bounds[p] += hope;
                    dear[p] += if comparison.dear() { hope } else { 0.0 };
                }
            }
            let mut left = [(0, 0); PAIRS];
            let mut n = 0;
            for p in 0..pairs.len() {
                (left[n], dear[n]) = (pairs[p], dear[p]);
                n += usize::from(bounds[p] >= floor);
            }
            let mut bounds = dear;
            bounds[..n].iter_mut().for_each(|bound| *bound += self.persons + 0.01);
            for c in (0..comparisons.len()).filter(|c| !comparisons[*c].dear()) {
                self.comparer.fill(c, &left[..n], &mut levels);
                for p in 0..n {
                    let (a, b) = rows(left[p]);
                    let level = levels[c][p];
                    bounds[p] += self.factors[c][usize::from(level)][0] + self.rarity(c, level, a, b);
                }
            }
            let sofar = std::mem::take(&mut n);
            for p in 0..sofar {
                if bounds[p] >= floor {
                    left[n] = left[p];
                    levels[..comparisons.len()].iter_mut().for_each(|of_pairs| of_pairs[n] = of_pairs[p]);
                    n += 1;
                }
            }
            for c in (0..comparisons.len()).filter(|c| comparisons[*c].dear()) {
                self.comparer.fill(c, &left[..n], &mut levels);
            }
            for (p, pair) in left[..n].iter().enumerate() {
                let (a, b) = rows(*pair);
                let weight = self.weight_of(|c| levels[c][p], a, b);
                if weight >= floor {
                    each(pair.0, pair.1, weight);
                }
            }
        }
    }

    /// The best that a comparison could say of two rows, whose level is `level` at best. Where a counted value is the same the level
    /// is known.
    #[inline]
    fn hope(&self, comparison: usize, level: Level, a: &[ValueId], b: &[ValueId]) -> f32 {
        if level == 1 {
            let same = |(field, _): &&(usize, Vec<f32>)| a[*field] == b[*field] && a[*field] != 0;
            if let Some((field, rarity)) = self.rarity[comparison].iter().find(same) {
                return self.factors[comparison][1][0] + rarity[a[*field] as usize];
            }
        }
        self.best[comparison][usize::from(level)]
    }

    /// The probability of one person.
    pub fn probability(&self, left: RowId, right: RowId) -> f32 {
        probability(self.explain(left, right).log_odds)
    }

    /// log2 odds of one person.
    #[inline]
    fn weight_of(&self, levels: impl Fn(usize) -> Level, a: &[ValueId], b: &[ValueId]) -> f32 {
        let (mut person, mut relative) = (self.persons, self.relatives);
        for (c, factors) in self.factors.iter().enumerate() {
            let level = levels(c);
            let [m, h] = factors[usize::from(level)];
            let rarity = self.rarity(c, level, a, b);
            person += m + rarity;
            relative += h + rarity;
        }
        // Against strangers alone the odds are better than against strangers and relatives.
        person - (1.0 + relative.exp2()).log2()
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
        let levels = self.comparer.levels_of(left, right);
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
        if level != 1 {
            return 0.0;
        }
        let same = |field: usize| a[field] == b[field] && a[field] != 0;
        self.rarity[comparison].iter().find(|(field, _)| same(*field)).map_or(0.0, |(f, r)| r[a[*f] as usize])
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
