//! What voters have left after some purchases, in exact fractions; slow, and asked only where floating-point numbers cannot say.
//!
//! A voter who is not out of money has the endowment less what the purchases cost them, and a purchase costs every voter of it
//! the same for a point. So the balances of a thousand voters are a sum of a few whole multiples of a few fractions.

use super::election::Case;
use crate::exact::{Ratio, combination};

const NONE: usize = usize::MAX;

/// Balances after the purchases so far.
#[derive(Clone)]
pub(crate) struct ExactState<'a> {
    case: &'a Case<'a>,
    endowment: Ratio,
    /// What one point of each purchase cost, in the order of purchases.
    levels: Vec<Ratio>,
    /// Which purchase a project was, by project.
    bought: Vec<usize>,
    /// Balances, near enough to tell most comparisons.
    balance: Vec<f64>,
    empty: Vec<bool>,
    /// Balances and levels that differ by less than this are compared exactly.
    margin: f64,
}

impl<'a> ExactState<'a> {
    pub fn new(case: &'a Case<'a>, endowment: Ratio) -> ExactState<'a> {
        let near = endowment.to_f64();
        ExactState {
            case,
            levels: Vec::new(),
            bought: vec![NONE; case.supporters.len()],
            balance: vec![near; case.election.groups.len()],
            empty: vec![false; case.election.groups.len()],
            // Balances are the endowment less some thousand numbers at most, each rounded once.
            margin: near * 1e-12,
            endowment,
        }
    }

    pub fn purchases(&self) -> usize {
        self.levels.len()
    }

    /// What the groups have together, each as often as it has voters.
    fn total(&self, groups: impl Iterator<Item = usize>) -> Ratio {
        let mut spent = vec![0i128; self.levels.len()];
        let mut voters = 0i128;
        for g in groups.filter(|&g| !self.empty[g]) {
            let group = &self.case.election.groups[g];
            voters += i128::from(group.voters);
            for &(p, mark) in group.marks.iter().filter(|m| m.1 > 0) {
                if self.bought[p as usize] != NONE {
                    spent[self.bought[p as usize]] += i128::from(mark) * i128::from(group.voters);
                }
            }
        }
        let paid = spent.iter().zip(&self.levels).map(|(times, level)| (-times, level));
        combination(paid.chain([(voters, &self.endowment)]))
    }

    /// What one voter of a group has.
    pub fn balance(&self, g: usize) -> Ratio {
        if self.empty[g] {
            return Ratio::zero();
        }
        let marks = self.case.election.groups[g].marks.iter().filter(|m| m.1 > 0);
        let paid = marks.filter(|m| self.bought[m.0 as usize] != NONE);
        combination(
            paid.map(|&(p, mark)| (-i128::from(mark), &self.levels[self.bought[p as usize]]))
                .chain([(1, &self.endowment)]),
        )
    }

    /// The least that one point of a project can cost so that its supporters, none beyond what they have, pay for it; `None` when
    /// they cannot.
    pub fn level(&self, p: usize) -> Option<Ratio> {
        let case = self.case;
        let cost = Ratio::whole(case.cost(p));
        let near_cost = case.cost(p) as f64;
        let (mut level, mut low, mut weight) = (0.0, -1.0, 0.0f64);
        let mut rest;
        // The level at which the supporters' payments reach the cost, from below, near enough to tell who is out of money.
        loop {
            let (mut paid, mut now_low, mut now_rest) = (0.0, 0.0, 0.0);
            for &(g, mark) in &case.supporters[p] {
                let (have, voters) =
                    (self.balance[g as usize], case.election.groups[g as usize].voters as f64);
                if have < level * mark as f64 {
                    paid += have * voters;
                    now_low += voters;
                } else {
                    now_rest += voters * mark as f64;
                }
            }
            weight = now_low.max(weight);
            rest = now_rest;
            // Those below the level become more from round to round; where rounding says otherwise the level is near enough.
            if now_rest <= 0.0 || now_low <= low {
                break;
            }
            (level, low) = ((near_cost - paid) / now_rest, now_low);
        }
        if rest > 0.0 {
            let error = (self.margin * (weight + 1.0) + near_cost * 1e-12) / rest;
            if let Some(found) = self.level_near(p, &cost, level, error) {
                return Some(found);
            }
        }
        self.level_of_all(p, &cost)
    }

    /// The level, known to within `error`: voters clearly below it pay all they have, voters clearly above pay it.
    fn level_near(&self, p: usize, cost: &Ratio, near: f64, error: f64) -> Option<Ratio> {
        let mut below = Vec::new();
        let (mut close, mut rest) = (Vec::new(), 0i128);
        for &(g, mark) in &self.case.supporters[p] {
            let (have, price) = (self.balance[g as usize], near * mark as f64);
            let doubt = error * mark as f64 + self.margin;
            if have < price - doubt {
                below.push(g as usize);
                continue;
            }
            if have <= price + doubt {
                close.push((g as usize, mark));
            }
            rest += i128::from(mark) * i128::from(self.case.election.groups[g as usize].voters);
        }
        let paid = self.total(below.into_iter());
        let found = self.settle(&(cost - &paid), close, rest)?;
        ((found.to_f64() - near).abs() <= error + near.abs() * 1e-12).then_some(found)
    }

    fn level_of_all(&self, p: usize, cost: &Ratio) -> Option<Ratio> {
        let supporters = &self.case.supporters[p];
        let all = self.total(supporters.iter().map(|s| s.0 as usize));
        if all < *cost {
            return None;
        }
        let close: Vec<(usize, i64)> = supporters.iter().map(|&(g, mark)| (g as usize, mark)).collect();
        let rest = close
            .iter()
            .map(|&(g, mark)| i128::from(mark) * i128::from(self.case.election.groups[g].voters))
            .sum();
        if all == *cost {
            // Everybody pays all they have: the level is what the richest pays for a point.
            return close.iter().map(|&(g, mark)| &self.balance(g) / &Ratio::whole(mark)).max();
        }
        self.settle(cost, close, rest)
    }

    /// Pays `missing` from `close` voters, poorest first, and others with `rest` points together.
    fn settle(&self, missing: &Ratio, close: Vec<(usize, i64)>, rest: i128) -> Option<Ratio> {
        let mut close: Vec<(Ratio, usize, i64)> =
            close.into_iter().map(|(g, mark)| (&self.balance(g) / &Ratio::whole(mark), g, mark)).collect();
        close.sort();
        let (mut missing, mut rest) = (missing.clone(), rest);
        for (have, g, mark) in close {
            let level = &missing / &Ratio::whole(rest);
            if level <= have {
                return Some(level);
            }
            let points = i128::from(mark) * i128::from(self.case.election.groups[g].voters);
            missing = &missing - &(&have * &Ratio::whole(points));
            rest -= points;
        }
        (rest > 0).then(|| &missing / &Ratio::whole(rest))
    }

    /// Takes what a project costs from its supporters.
    pub fn buy(&mut self, p: usize, level: &Ratio) {
        let near = level.to_f64();
        for &(g, mark) in &self.case.supporters[p] {
            let g = g as usize;
            let (have, price) = (self.balance[g], near * mark as f64);
            let out = if (have - price).abs() > self.margin {
                have < price
            } else {
                self.balance(g) <= level * &Ratio::whole(mark)
            };
            (self.empty[g], self.balance[g]) = if out { (true, 0.0) } else { (self.empty[g], have - price) };
        }
        self.bought[p] = self.levels.len();
        self.levels.push(level.clone());
    }

    /// What the supporters of a project have left together.
    pub fn left(&self, p: usize) -> Ratio {
        self.total(self.case.supporters[p].iter().map(|s| s.0 as usize))
    }
}
