//! The probability that two rows are one person: the model's weights, and the frequency of the values they share.

use crate::blocking::PAIRS;
use crate::compare::cells::{Cells, PLACES, Place};
use crate::compare::{Comparer, Cost, Level, MOST};
use crate::dictionary::ValueId;
use crate::model::{Model, few};
use crate::table::{Field, RowId, Table};

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
    /// The comparisons in the order in which pairs take them, with what they cost.
    order: Vec<(usize, Cost)>,
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
        // Two people of a field share a value so often, on average.
        let mut average = vec![1.0; table.fields.len()];
        for (comparison, u) in comparer.comparisons.iter().zip(&model.u) {
            comparison.counted().into_iter().for_each(|field| average[field] = u[1]);
        }
        Self::with(table, comparer, model, |field, value| {
            let Field { role, values, .. } = &table.fields[field];
            few::frequency(table, *role, || values.text(value), values.frequency(value), average[field])
        })
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
                    let values = 1..table.fields[field].values.len() as ValueId;
                    let rarity = |id| ratio(model.u[c][1], frequency(field, id).max(1e-9));
                    // What is missing says nothing.
                    std::iter::once(0.0).chain(values.map(rarity)).collect()
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
            if comparison.cost() > Cost::Names {
                // Several numbers that could say something can turn out to say nothing, and a family name where the names are swapped.
                best[1..].iter_mut().for_each(|best| *best = best.max(0.0));
            }
        }
        let values = |c: usize| -> usize {
            comparer.comparisons[c].fields.iter().map(|field| table.fields[*field].values.len()).sum()
        };
        let mut order: Vec<(usize, Cost)> =
            comparer.comparisons.iter().enumerate().map(|(c, comparison)| (c, comparison.cost())).collect();
        // What is spread over much memory comes last.
        order.sort_by_key(|(c, cost)| (*cost, if *cost == Cost::Much { values(*c) } else { 0 }));
        let strangers = (1.0 - model.persons - model.relatives).max(1e-9);
        Scorer {
            table,
            comparer,
            factors,
            rarity,
            best,
            order,
            persons: ratio(model.persons, strangers),
            relatives: if model.h.is_empty() { f32::NEG_INFINITY } else { ratio(model.relatives, strangers) },
        }
    }

    /// Tells of each pair whose log2 odds of one person are `floor` or more, and what they are.
    ///
    /// Most pairs are strangers. Each pair has a bound of what its weight could be: what the comparisons have said, and the best
    /// that those to come could say, told from the numbers of the values alone: the same or not. A pair ends where its bound
    /// comes under the floor, so that the dear comparisons see few.
    pub fn weigh(&self, pairs: &[(RowId, RowId)], floor: f32, mut each: impl FnMut(RowId, RowId, f32)) {
        let comparisons = &self.comparer.comparisons;
        let mut cells = Cells::new(self.table);
        let (mut levels, mut hopes) = ([[0; PAIRS]; MOST], [[0.0; PAIRS]; MOST]);
        for pairs in pairs.chunks(PAIRS) {
            cells.read(self.table, pairs);
            let (mut left, mut n) = (PLACES, pairs.len());
            // The bound is a sum in another order than the weight: a little room for what rounding does.
            let mut bounds = [self.persons + 0.01; PAIRS];
            for (c, _) in self.order.iter().filter(|(_, cost)| *cost > Cost::Names) {
                comparisons[*c].at_best(&cells, &left[..n], &mut levels[*c]);
                self.hopes(*c, &levels[*c], &cells, &left[..n], &mut hopes[*c]);
                bounds.iter_mut().zip(&hopes[*c]).for_each(|(bound, hope)| *bound += hope);
            }
            for (c, cost) in &self.order {
                self.comparer.fill(*c, &cells, &left[..n], &mut levels);
                let mut said = [0.0; PAIRS];
                self.says(*c, &levels[*c], &cells, &left[..n], &mut said);
                let mut at = 0;
                for k in 0..n {
                    let p = usize::from(left[k]) % PAIRS;
                    bounds[p] += said[p] - hopes[*c][p];
                    left[at] = left[k];
                    at += usize::from(*cost == Cost::Little || bounds[p] >= floor);
                }
                n = at;
            }
            for place in &left[..n] {
                let p = usize::from(*place);
                let weight = self.weight_of(|c| levels[c][p], &cells, *place);
                if weight >= floor {
                    each(pairs[p].0, pairs[p].1, weight);
                }
            }
        }
    }

    /// The best that a comparison could say of pairs whose levels are these at best. Where a counted value is the same the level is
    /// known.
    fn hopes(
        &self,
        c: usize,
        levels: &[Level; PAIRS],
        cells: &Cells,
        places: &[Place],
        out: &mut [f32; PAIRS],
    ) {
        let (best, same) = (&self.best[c], self.factors[c][1][0]);
        self.shared(c, levels, cells, places, |p, level, shared, rarity| {
            out[p] = [best[usize::from(level)], same][usize::from(shared)] + rarity;
        });
    }

    /// What a comparison says of pairs with these levels.
    fn says(
        &self,
        c: usize,
        levels: &[Level; PAIRS],
        cells: &Cells,
        places: &[Place],
        out: &mut [f32; PAIRS],
    ) {
        let factors = &self.factors[c];
        self.shared(c, levels, cells, places, |p, level, _, rarity| {
            out[p] = factors[usize::from(level)][0] + rarity;
        });
    }

    /// Tells for the pair at each place its level, whether a counted value is the same, and how much rarer than average that is.
    #[inline(always)]
    fn shared(
        &self,
        c: usize,
        levels: &[Level; PAIRS],
        cells: &Cells,
        places: &[Place],
        mut each: impl FnMut(usize, Level, bool, f32),
    ) {
        for place in places {
            let p = usize::from(*place) % PAIRS;
            let level = levels[p];
            match self.rarity[c].as_slice() {
                // No branch on what is the same: nobody could guess it.
                [(field, rarity)] => {
                    let (x, y) = cells.at(*field, *place);
                    let shared = (level == 1) & (x == y) & (x != 0);
                    each(p, level, shared, rarity[x as usize * usize::from(shared)]);
                }
                _ if level != 1 => each(p, level, false, 0.0),
                _ => {
                    let rarity = self.rarity_of(c, cells, *place);
                    each(p, level, rarity.is_some(), rarity.unwrap_or(0.0));
                }
            }
        }
    }

    /// The probability of one person.
    pub fn probability(&self, left: RowId, right: RowId) -> f32 {
        probability(self.explain(left, right).log_odds)
    }

    /// log2 odds of one person.
    #[inline]
    fn weight_of(&self, levels: impl Fn(usize) -> Level, cells: &Cells, place: Place) -> f32 {
        let (mut person, mut relative) = (self.persons, self.relatives);
        for (c, factors) in self.factors.iter().enumerate() {
            let level = levels(c);
            let [m, h] = factors[usize::from(level)];
            let rarity = self.rarity(c, level, cells, place);
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
        let mut cells = Cells::new(self.table);
        cells.read(self.table, &[(left, right)]);
        let levels = self.comparer.levels_of(left, right);
        let mut relative = self.relatives;
        let mut parts = vec![];
        for (comparison, factors) in self.factors.iter().enumerate() {
            let level = levels[comparison];
            let [weight, h] = factors[usize::from(level)];
            let rarity = self.rarity(comparison, level, &cells, 0);
            relative += h + rarity;
            parts.push(Part { comparison, level, weight, rarity });
        }
        let relative = -(1.0 + relative.exp2()).log2();
        let log_odds = self.persons + parts.iter().map(|p| p.weight + p.rarity).sum::<f32>() + relative;
        Explanation { prior: self.persons, parts, relative, log_odds }
    }

    #[inline]
    fn rarity(&self, comparison: usize, level: Level, cells: &Cells, place: Place) -> f32 {
        if level == 1 { self.rarity_of(comparison, cells, place).unwrap_or(0.0) } else { 0.0 }
    }

    /// How much rarer than average the counted value is that two rows share.
    #[inline]
    fn rarity_of(&self, comparison: usize, cells: &Cells, place: Place) -> Option<f32> {
        self.rarity[comparison].iter().find_map(|(field, rarity)| {
            let (x, y) = cells.at(*field, place);
            (x == y && x != 0).then(|| rarity[x as usize])
        })
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
