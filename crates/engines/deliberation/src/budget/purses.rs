//! What every group of voters has left, as floating-point numbers to look through quickly. The price of each purchase is kept in
//! fixed-point numbers of 128 bits with its error, and what a group has left follows from them whenever it must be known better:
//! once for each group, when it runs out of money. So what is off by a rounding does not grow from purchase to purchase.

use super::election::Case;
use crate::exact::Ratio;
use num_traits::ToPrimitive as _;

const ROUNDING: f64 = 1.2e-16;

#[derive(Clone, Copy)]
struct Supporter {
    group: u32,
    voters: u32,
}

/// Who supports a project, in the order of the groups, which is the order in memory.
#[derive(Clone, Default)]
struct Supporters {
    list: Vec<Supporter>,
    /// Points given, beside the list; empty when every mark is one point.
    marks: Vec<f64>,
}

/// What a point of a project costs; nothing as long as it is not bought.
#[derive(Clone, Copy, Default)]
struct Price {
    /// Fixed-point.
    level: i128,
    /// How far it may be off.
    off: f64,
}

/// The balances of all groups.
pub(crate) struct Purses<'a> {
    case: &'a Case<'a>,
    all: Vec<Supporters>,
    /// Those of them who may still have money.
    supporters: Vec<Supporters>,
    simple: bool,
    near: Vec<f64>,
    prices: Vec<Price>,
    /// What each group marked with points above zero, one group after the other, and where each begins.
    marked: Vec<(u32, i32)>,
    begins: Vec<u32>,
    start_fixed: i128,
    /// Places of the fixed-point numbers after the point.
    bits: u32,
    start: f64,
    /// The most that a balance of those prices can be off; purchases so far, each of which rounds a floating-point balance once.
    most_off: f64,
    /// What was taken for nothing and may be something, all groups together.
    lost: f64,
    most_mark: f64,
    purchases: u32,
    /// Purchases that any larger endowment begins with, their prices, and what they cost each group.
    beginning: Vec<(usize, Price)>,
    spent: Vec<f64>,
}

/// What a look at every supporter of a project says.
pub(crate) struct Pass {
    /// What those have together who have less than the level.
    pub low: f64,
    /// The points of the others.
    pub rest: f64,
    /// What all have together.
    pub all: f64,
    /// Voters who have something.
    pub voters: f64,
    /// The least that any of the others has for a point.
    pub next_balance: f64,
    /// Groups that were looked at.
    pub looked_at: usize,
}

impl<'a> Purses<'a> {
    pub fn new(case: &'a Case<'a>) -> Purses<'a> {
        let groups = &case.election.groups;
        let voters = |g: u32| u32::try_from(groups[g as usize].voters).expect("a file has fewer lines");
        let simple = case.supporters.iter().flatten().all(|s| s.1 == 1);
        let supporters = |list: &Vec<(u32, i64)>| Supporters {
            list: list.iter().map(|s| Supporter { group: s.0, voters: voters(s.0) }).collect(),
            marks: if simple { Vec::new() } else { list.iter().map(|s| s.1 as f64).collect() },
        };
        let (mut marked, mut begins) = (Vec::new(), vec![0]);
        for group in groups {
            let above = group.marks.iter().filter(|m| m.1 > 0);
            marked
                .extend(above.map(|m| (m.0, i32::try_from(m.1).expect("the reader takes no larger points"))));
            begins.push(u32::try_from(marked.len()).expect("a file has fewer marks"));
        }
        Purses {
            all: case.supporters.iter().map(supporters).collect(),
            supporters: vec![Supporters::default(); case.supporters.len()],
            simple,
            marked,
            begins,
            near: vec![0.0; groups.len()],
            prices: vec![Price::default(); case.supporters.len()],
            start_fixed: 0,
            most_mark: case.supporters.iter().flatten().map(|s| s.1 as f64).fold(1.0, f64::max),
            lost: 0.0,
            bits: u32::MAX,
            start: 0.0,
            most_off: 0.0,
            purchases: 0,
            beginning: Vec::new(),
            spent: vec![0.0; groups.len()],
            case,
        }
    }

    /// Fills the purses; gives the purchases that are made already, which are those the run before began with.
    pub fn begin(&mut self, endowment: &Ratio, again: bool) -> Vec<usize> {
        let total = endowment * &Ratio::whole(self.case.election.voters);
        // All balances together fit, and the largest project's cost. The places stay while the beginning is kept.
        let needed = 124u32.saturating_sub(total.floor().bits() as u32 + 2);
        if !again || needed < self.bits {
            self.bits = needed.saturating_sub(8);
            self.beginning.clear();
            self.spent.fill(0.0);
        }
        self.start = endowment.to_f64();
        self.start_fixed =
            ((endowment.numer() << self.bits) / endowment.denom()).to_i128().expect("chosen to fit");
        self.prices.fill(Price::default());
        (self.most_off, self.lost) = (self.one(), 0.0);
        self.purchases = self.beginning.len() as u32;
        for &(p, price) in &self.beginning {
            self.prices[p] = price;
            self.most_off += price.off * self.most_mark;
        }
        for (near, spent) in self.near.iter_mut().zip(&self.spent) {
            *near = self.start - spent;
        }
        self.supporters.clone_from(&self.all);
        self.beginning.iter().map(|b| b.0).collect()
    }

    /// The smallest fixed-point number.
    fn one(&self) -> f64 {
        2f64.powi(-(self.bits as i32))
    }

    /// What a group that has something has, and how far that may be off.
    fn fixed<const SIMPLE: bool>(&self, group: u32) -> (i128, f64) {
        let (mut left, mut off) = (self.start_fixed, self.one());
        let (from, to) = (self.begins[group as usize] as usize, self.begins[group as usize + 1] as usize);
        for &(p, mark) in &self.marked[from..to] {
            let price = &self.prices[p as usize];
            left -= if SIMPLE { price.level } else { price.level * i128::from(mark) };
            off += if SIMPLE { price.off } else { price.off * f64::from(mark) };
        }
        (left, off)
    }

    /// How far any floating-point balance may be off.
    pub fn off(&self) -> f64 {
        self.most_off + self.start * ROUNDING * f64::from(self.purchases + 2)
    }

    /// Looks at every supporter once: who has less than the level, and what together.
    pub fn pass(&mut self, p: usize, level: f64) -> Pass {
        let Supporters { list, marks } = &self.supporters[p];
        let looked_at = list.len();
        let (mut low, mut rest, mut all, mut voters, mut next) = (0.0, 0.0, 0.0, 0.0, f64::INFINITY);
        let mut spent = 0usize;
        if self.simple {
            for s in list {
                let (have, n) = (self.near[s.group as usize], f64::from(s.voters));
                let (held, is_low) = (have * n, have < level);
                all += held;
                voters += n;
                low += if is_low { held } else { 0.0 };
                rest += if is_low { 0.0 } else { n };
                next = f64::min(next, if is_low { f64::INFINITY } else { have });
                spent += usize::from(have == 0.0);
            }
        } else {
            for (s, mark) in list.iter().zip(marks) {
                let (have, n) = (self.near[s.group as usize], f64::from(s.voters));
                let (held, per_point) = (have * n, have / mark);
                all += held;
                voters += n;
                if per_point < level {
                    low += held;
                } else {
                    rest += n * mark;
                    next = next.min(per_point);
                }
                spent += usize::from(have == 0.0);
            }
        }
        // Who has nothing left need not be looked at again.
        if spent * 4 > looked_at {
            self.forget_spent(p);
        }
        Pass { low, rest, all, voters, next_balance: next, looked_at }
    }

    fn forget_spent(&mut self, p: usize) {
        let near = &self.near;
        let Supporters { list, marks } = &mut self.supporters[p];
        if !marks.is_empty() {
            let mut at = 0;
            marks.retain(|_| {
                at += 1;
                near[list[at - 1].group as usize] != 0.0
            });
        }
        list.retain(|s| near[s.group as usize] != 0.0);
    }

    /// The points of those who have more than this for a point.
    pub fn points_above(&self, p: usize, clear: f64) -> f64 {
        let Supporters { list, marks } = &self.supporters[p];
        let mark = |at: usize| marks.get(at).copied().unwrap_or(1.0);
        let above = list.iter().enumerate().filter(|(at, s)| self.near[s.group as usize] / mark(*at) > clear);
        // Not `sum`: that of nothing is -0, and what is divided by it minus infinity.
        above.fold(0.0, |sum, (at, s)| sum + f64::from(s.voters) * mark(at))
    }

    /// Takes what a project costs from its supporters; the level is known nearly and found here in fixed-point numbers.
    pub fn buy(&mut self, p: usize, near_level: f64, beginning: bool) {
        if self.simple {
            self.buy_at::<true>(p, near_level, beginning)
        } else {
            self.buy_at::<false>(p, near_level, beginning)
        }
    }

    fn buy_at<const SIMPLE: bool>(&mut self, p: usize, near_level: f64, beginning: bool) {
        let doubt = 4.0 * self.off() + near_level * 1e-9;
        let Supporters { list, marks } = std::mem::take(&mut self.supporters[p]);
        let mark = |at: usize| if SIMPLE { 1.0 } else { marks[at] };
        let (mut paid, mut paid_off, mut clear) = (0i128, self.lost, 0.0);
        // Who is close to the level is looked at in fixed-point numbers, poorest first.
        let mut close: Vec<(i128, u32, i128)> = Vec::new();
        for (at, s) in list.iter().enumerate() {
            let (near, mark) = (self.near[s.group as usize], mark(at));
            let price = near_level * mark;
            if near > price + doubt {
                clear += mark * f64::from(s.voters);
            } else if near < price - doubt {
                if near > 0.0 {
                    let (left, off) = self.fixed::<SIMPLE>(s.group);
                    paid += left * i128::from(s.voters);
                    paid_off += off * f64::from(s.voters);
                    self.near[s.group as usize] = 0.0;
                }
            } else if near > 0.0 {
                let (left, off) = self.fixed::<SIMPLE>(s.group);
                paid_off += off * f64::from(s.voters);
                close.push((left, s.group, mark as i128));
            }
        }
        close.sort_unstable_by(|a, b| (a.0 * b.2).cmp(&(b.0 * a.2)));
        let cost = self.case.cost(p) << self.bits;
        let voters = |group: u32| i128::from(self.case.election.groups[group as usize].voters);
        let mut rest = clear as i128 + close.iter().map(|c| c.2 * voters(c.1)).sum::<i128>();
        let mut level = (cost - paid) / rest.max(1);
        for &(left, group, mark) in &close {
            if left >= level * mark || rest <= mark * voters(group) {
                break;
            }
            paid += left * voters(group);
            rest -= mark * voters(group);
            level = (cost - paid) / rest;
        }
        let one = self.one();
        let off = paid_off / f64::max(clear, 1.0) + 2.0 * one;
        let real = level as f64 * one;
        for (at, s) in list.iter().enumerate() {
            let near = &mut self.near[s.group as usize];
            *near = if *near > 0.0 { *near - real * mark(at) } else { 0.0 };
        }
        for (left, group, mark) in close {
            let left = left - level * mark;
            self.near[group as usize] = left.max(0) as f64 * one;
            if left <= 0 {
                self.lost += self.most_off * voters(group) as f64;
            }
        }
        let price = Price { level, off };
        self.prices[p] = price;
        self.most_off += off * self.most_mark;
        self.purchases += 1;
        if beginning {
            for &(group, mark) in &self.case.supporters[p] {
                self.spent[group as usize] += real * mark as f64;
            }
            self.beginning.push((p, price));
        }
    }
}
