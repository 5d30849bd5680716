//! How much each level of each comparison says: probabilities among pairs of one person (m), of strangers (u) and of
//! relatives (h), and how many pairs there are of each. Learnt from counts of patterns, without any truth.
//!
//! u comes from random pairs and, for equal values, exactly from how often each value occurs. m comes from an expectation
//! maximisation over the pairs that blocking brings together. Then, with m and u held fast, a third class is learnt from
//! pairs that share an address or a telephone. Freeing all three at once lets namesakes pour into the class of persons.

mod births;
pub(crate) mod few;
mod households;
mod places;

use crate::blocking::{Blocks, Dropped, Rule};
use crate::compare::{Comparer, Level, PatternId};
use crate::role::Role;
use crate::table::Table;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use households::households;
use places::Places;
use rayon::prelude::*;

/// How many pairs of each pattern.
pub type Histogram = HashMap<PatternId, f64, FixedState>;

/// For each comparison, the probability of each level, the missing one first (it is 1: what is missing says nothing).
pub type Levels = Vec<Vec<f64>>;

/// What was learnt.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Among pairs of one person.
    pub m: Levels,
    /// Among pairs of strangers.
    pub u: Levels,
    /// Among pairs of relatives; empty where the records tell nothing of households.
    pub h: Levels,
    /// Of all pairs, the share that are one person.
    pub persons: f64,
    /// Of all pairs, the share that are relatives at one address or telephone.
    pub relatives: f64,
}

/// Random pairs that u is counted on.
const RANDOM_PAIRS: u64 = 1_000_000;
/// Pairs that m is learnt from: about so many from the blocks of narrow rules, of wide rules and of households.
const TRAINING_PAIRS: f64 = 1_000_000.0;
/// Pairs that narrow rules bring for each row, wide rules, and households, about.
const PAIRS_PER_ROW: [f64; 3] = [5.0, 45.0, 2.0];
/// Under so many pairs, no rule is too dear.
const FEW_PAIRS: f64 = 1_500_000.0;
/// A wide rule may bring so many pairs for each person it finds.
const MOST_PAIRS_A_PERSON: f64 = 400.0;
/// Of the pairs of relatives at one address, about so many are twins: 31 births in 1,000 (CDC, Births: Final Data for 2021)
/// among two to three children, parents and partners.
const TWINS: f64 = 0.01;
/// Rounds of an expectation maximisation at most.
const ROUNDS: usize = 60;

/// A small generator of random numbers (SplitMix64: Steele, Lea and Flood, 2014), the same for a seed on every machine.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Below `n`.
    pub(crate) fn below(&mut self, n: u32) -> u32 {
        ((u128::from(self.next()) * u128::from(n)) >> 64) as u32
    }
}

impl Model {
    /// Learns from a table. Also tells what whoever looks after the records should know of it.
    pub fn learn(
        table: &Table,
        comparer: &Comparer<'_>,
        blocks: &mut Blocks<'_>,
        seed: u64,
    ) -> (Model, Vec<String>) {
        // What one leaves idle of the cores at its end, the other takes.
        let ((households, places), mut u) = rayon::join(
            || {
                let places = Places::of(table, comparer);
                (households(table, comparer, &places), places)
            },
            || strangers(table, comparer, seed),
        );
        for (c, u) in u.iter_mut().enumerate() {
            if let Some(chance) = places.chance(c) {
                exactly(u, chance);
            }
        }
        let (by_rule, share) = blocked(table, comparer, &places, blocks);
        let narrow =
            by_rule.iter().zip(&blocks.rules).filter(|(_, rule)| rule.narrow).map(|(h, _)| h.clone());
        let narrow = merged(narrow);
        let pairs = table.pairs() * share;
        let persons = (0.1 * narrow.values().sum::<f64>() / pairs).clamp(1e-12, 0.5);
        let mut model = Model { m: first_guess(comparer), u, h: vec![], persons, relatives: 0.0 };
        model.learn_persons(comparer, &narrow, pairs);
        if let Some((histogram, share)) = households {
            model.learn_relatives(comparer, &histogram, table.pairs() * share);
        }
        let held = model.learn_persons(comparer, &merged(by_rule.iter().cloned()), pairs);
        let mut notes = if held { vec![births::told()] } else { vec![] };
        notes.extend(few::draw(&mut model, table, comparer));
        let (kept, brings) = model.worth_their_pairs(table, comparer, &by_rule, share, &blocks.rules);
        blocks.dropped =
            brings.into_iter().zip(&kept).filter(|(_, kept)| !**kept).map(|(rule, _)| rule).collect();
        blocks.keep(&kept);
        (model, notes)
    }

    /// Which rules bring enough persons for their pairs, and what each would bring. All do while the pairs are few.
    fn worth_their_pairs(
        &self,
        table: &Table,
        comparer: &Comparer<'_>,
        by_rule: &[Histogram],
        share: f64,
        rules: &[Rule],
    ) -> (Vec<bool>, Vec<Dropped>) {
        let pairs = |h: &Histogram| h.values().sum::<f64>() / share;
        let few = by_rule.iter().map(pairs).sum::<f64>() < FEW_PAIRS.max(table.len() as f64);
        let found = |h: &Histogram| {
            let p = |levels: &[Level]| 1.0 / (1.0 + (-self.weight(levels)).exp2());
            unpacked(comparer, h).iter().map(|(levels, n)| n * p(levels)).sum::<f64>() / share
        };
        let told = |(h, rule): (&Histogram, &Rule)| {
            let (pairs, persons) = (pairs(h), found(h));
            let kept = few || rule.narrow || persons * MOST_PAIRS_A_PERSON > pairs;
            (kept, Dropped { rule: rule.text.clone(), pairs, persons })
        };
        by_rule.iter().zip(rules).map(told).unzip()
    }

    /// m, and the shares of persons and of relatives (where h is known) among all pairs: u and h are held fast. Tells whether
    /// m had to be held to what can be.
    fn learn_persons(&mut self, comparer: &Comparer<'_>, histogram: &Histogram, pairs: f64) -> bool {
        let patterns = unpacked(comparer, histogram);
        let (born, mut held) = (births::births(comparer), false);
        for _ in 0..ROUNDS {
            let mut seen = empty(comparer);
            let (mut count, mut related) = (0.0, 0.0);
            for (levels, n) in &patterns {
                let (a, b) = (self.persons * product(&self.m, levels), product(&self.u, levels));
                let h = self.relatives * self.relative(levels);
                let all = (a + b + h).max(f64::MIN_POSITIVE);
                count += n * a / all;
                related += n * h / all;
                add(&mut seen, levels, n * a / all);
            }
            let next = (count / pairs).clamp(1e-12, 0.5);
            let moved = (next / self.persons - 1.0).abs();
            self.m = normal(&seen, 0.5);
            held = births::hold(&mut self.m, &self.u, born);
            self.persons = next;
            self.relatives = related / pairs;
            if moved < 1e-5 {
                break;
            }
        }
        held
    }

    fn learn_relatives(&mut self, comparer: &Comparer<'_>, histogram: &Histogram, pairs: f64) {
        let total: f64 = histogram.values().sum();
        if total < 1.0 {
            return;
        }
        let own = self.own_of_relatives(comparer);
        let hold =
            |h: Levels| -> Levels { h.into_iter().zip(&own).map(|(h, o)| o.clone().unwrap_or(h)).collect() };
        let mut h = hold(self.m.clone());
        let patterns = unpacked(comparer, histogram);
        // In these blocks: one person, relatives, strangers who share a number.
        let mut shares = [0.4, 0.5, 0.1];
        for _ in 0..ROUNDS {
            let mut counts = [0.0; 3];
            let mut seen = empty(comparer);
            for (levels, n) in &patterns {
                let each = [
                    shares[0] * product(&self.m, levels),
                    shares[1] * product(&h, levels),
                    shares[2] * product(&self.u, levels),
                ];
                let all: f64 = each.iter().sum::<f64>().max(f64::MIN_POSITIVE);
                for (count, p) in counts.iter_mut().zip(each) {
                    *count += n * p / all;
                }
                add(&mut seen, levels, n * each[1] / all);
            }
            h = hold(normal(&seen, 0.5));
            let next = counts.map(|c| c / total);
            let moved: f64 = next.iter().zip(shares).map(|(a, b)| (a - b).abs()).sum();
            shares = next;
            if moved < 1e-5 {
                break;
            }
        }
        self.relatives = shares[1] * total / pairs;
        self.h = h;
    }

    /// What is a person's own is among relatives as among strangers, but for the birthday of twins. This is held fast:
    /// free, the class would take in the worst copies of one person where there are no relatives.
    fn own_of_relatives(&self, comparer: &Comparer<'_>) -> Vec<Option<Vec<f64>>> {
        comparer
            .comparisons
            .iter()
            .enumerate()
            .map(|(c, comparison)| match comparison.frequency.map(|f| comparer.role(f))? {
                Role::GivenName | Role::MiddleName | Role::Identifier | Role::Email => {
                    Some(self.u[c].clone())
                }
                Role::BirthDate => {
                    let mut h: Vec<f64> = self.u[c].iter().map(|p| p * (1.0 - TWINS)).collect();
                    h[0] = 1.0;
                    h[1] += TWINS;
                    Some(h)
                }
                _ => None,
            })
            .collect()
    }

    /// How much more likely one person is than anything else, as log2 odds, without the frequency of the values.
    pub fn weight(&self, levels: &[Level]) -> f64 {
        let m = self.persons * product(&self.m, levels);
        let other = (1.0 - self.persons) * product(&self.u, levels) + self.relatives * self.relative(levels);
        (m / other).log2()
    }

    fn relative(&self, levels: &[Level]) -> f64 {
        if self.h.is_empty() { 0.0 } else { product(&self.h, levels) }
    }
}

fn product(of: &Levels, levels: &[Level]) -> f64 {
    of.iter().zip(levels).map(|(p, l)| p[usize::from(*l)]).product()
}

fn empty(comparer: &Comparer<'_>) -> Levels {
    comparer.comparisons.iter().map(|c| vec![0.0; c.levels.len() + 1]).collect()
}

fn add(to: &mut Levels, levels: &[Level], n: f64) {
    for (c, l) in levels.iter().enumerate() {
        to[c][usize::from(*l)] += n;
    }
}

/// Where the search for persons begins: most values agree.
fn first_guess(comparer: &Comparer<'_>) -> Levels {
    comparer
        .comparisons
        .iter()
        .map(|c| {
            let rest = 0.15 / (c.levels.len() - 1) as f64;
            [1.0, 0.85].into_iter().chain((1..c.levels.len()).map(|_| rest)).collect()
        })
        .collect()
}

/// Counts as probabilities among the levels that are not missing. `alpha` is added to each count, so that what was not
/// seen is rare and not impossible.
fn normal(counts: &Levels, alpha: f64) -> Levels {
    counts
        .iter()
        .map(|c| {
            let all: f64 = c[1..].iter().map(|n| n + alpha).sum();
            std::iter::once(1.0).chain(c[1..].iter().map(|n| (n + alpha) / all)).collect()
        })
        .collect()
}

fn unpacked(comparer: &Comparer<'_>, histogram: &Histogram) -> Vec<(Vec<Level>, f64)> {
    let mut patterns: Vec<(PatternId, f64)> = histogram.iter().map(|(p, n)| (*p, *n)).collect();
    // Sums of floating point numbers depend on their order: it is the same in every run.
    patterns.sort_unstable_by_key(|p| p.0);
    patterns.into_iter().map(|(p, n)| (comparer.levels(p), n)).collect()
}

/// u: random pairs, and equal values exactly.
fn strangers(table: &Table, comparer: &Comparer<'_>, seed: u64) -> Levels {
    let (n, second) = (table.len() as u32, table.second());
    // A file without rows has no pairs to draw from.
    if table.pairs() < 1.0 {
        return normal(&empty(comparer), 1.0);
    }
    let wanted = RANDOM_PAIRS.min((table.pairs() * 4.0) as u64 + 1);
    let parts = 64;
    let counts: Vec<Levels> = (0..parts)
        .into_par_iter()
        .map(|part: u64| {
            let mut random = Random(seed ^ (part << 32));
            let (mut counts, mut pairs) = (empty(comparer), vec![]);
            // One row after the other, each with a random one: the first are read from memory in their order.
            let each = wanted / parts + 1;
            for at in part * each..(part + 1) * each {
                let of = |rows: u32| (u128::from(at) * u128::from(rows) / u128::from(parts * each)) as u32;
                let (i, j) = if table.sources() == 1 {
                    (of(n), random.below(n))
                } else {
                    (of(second), second + random.below(n - second))
                };
                if i != j {
                    pairs.push((i, j));
                }
            }
            comparer.compare(&pairs, |levels, n| {
                for (counts, levels) in counts.iter_mut().zip(levels) {
                    levels[..n].iter().for_each(|level| counts[usize::from(*level)] += 1.0);
                }
            });
            counts
        })
        .collect();
    let mut sum = empty(comparer);
    for part in counts {
        sum.iter_mut().flatten().zip(part.iter().flatten()).for_each(|(sum, n)| *sum += n);
    }
    let mut u = normal(&sum, 0.5);
    for (c, comparison) in comparer.comparisons.iter().enumerate() {
        if let Some(field) = comparison.frequency {
            exactly(&mut u[c], table.fields[field].values.chance_of_agreement());
        }
    }
    u
}

/// The chance of agreement as it was counted and not drawn; the other levels share what is left as before.
fn exactly(u: &mut [f64], chance: f64) {
    let exact = chance.clamp(1e-9, 0.9);
    let rest = (1.0 - exact) / (1.0 - u[1]).max(1e-9);
    u[2..].iter_mut().for_each(|p| *p *= rest);
    u[1] = exact;
}

/// One in so many blocks: enough to learn from.
fn rate(table: &Table, pairs_per_row: f64) -> u32 {
    ((table.len() as f64 * pairs_per_row / TRAINING_PAIRS).round() as u32).max(1)
}

/// Patterns of the pairs that each blocking rule is the first to bring together, from a sample of blocks; with the share
/// of blocks taken. Of wide rules fewer blocks are taken, and counted for more.
fn blocked(
    table: &Table,
    comparer: &Comparer<'_>,
    places: &Places,
    blocks: &mut Blocks<'_>,
) -> (Vec<Histogram>, f64) {
    let [narrow, wide] = [rate(table, PAIRS_PER_ROW[0]), rate(table, PAIRS_PER_ROW[1])];
    let rates: Vec<u32> = blocks.rules.iter().map(|r| if r.narrow { narrow } else { wide }).collect();
    let (parts, _) = blocks.visit(
        Some(&rates),
        |rule| (rule, Histogram::default()),
        |(rule, h), _, pairs| {
            let n = f64::from(rates[*rule]) / f64::from(narrow);
            comparer.patterns(pairs, |pair, pattern| {
                *h.entry(places.left_out(comparer, pair, pattern)).or_default() += n;
            });
        },
    );
    let mut by_rule: Vec<Vec<Histogram>> = blocks.rules.iter().map(|_| vec![]).collect();
    parts.into_iter().for_each(|(rule, part)| by_rule[rule].push(part));
    (by_rule.into_par_iter().map(merged).collect(), 1.0 / f64::from(narrow))
}

fn add_all(all: &mut Histogram, part: Histogram) {
    for (pattern, n) in part {
        *all.entry(pattern).or_default() += n;
    }
}

fn merged(parts: impl IntoIterator<Item = Histogram>) -> Histogram {
    let mut all = Histogram::default();
    parts.into_iter().for_each(|part| add_all(&mut all, part));
    all
}
