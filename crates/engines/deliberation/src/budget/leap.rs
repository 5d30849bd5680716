//! How often the share can be raised before any choice of a run could change: so that add-one comes to its end where money is counted in
//! small units, and each raise alone moves next to nothing.
//!
//! As long as the same voters pay all they have at each purchase, what a point costs and what everybody has left are linear in the
//! share. So the run stays as it is while no supporter passes from paying all to paying the price or back, and while no other project
//! comes under the price of the one that was bought. What the supporters of another project could pay at that price is a sum of the
//! smaller of two lines for each of them, and never above the sum of whichever line is taken today: where that sum does not reach the
//! cost, the project stays out. Each of these comparisons bounds the raises; the least bound holds for all.

use super::election::Case;
use crate::exact::Ratio;
use num_traits::ToPrimitive as _;
use std::cmp::Ordering;

/// Raises below which a leap was not worth looking for.
pub(super) const WORTH: u64 = 64;
/// Comparisons that are made in exact fractions where floating-point numbers cannot say.
const EXACT: usize = 50_000;

/// How often the share can be raised with the same purchases in the same order, at the least; `None`: as often as anybody likes.
/// `exact`: where floating-point numbers cannot say, exact fractions are asked.
pub(super) fn safe(case: &Case, endowment: &Ratio, bought: &[usize], exact: bool) -> Option<u64> {
    let near = Track::<Ball>::new(case, Ball::of(endowment)).follow(bought);
    if !exact || near.is_none_or(|steps| steps >= WORTH) {
        return near;
    }
    let marks: usize = case.supporters.iter().map(Vec::len).sum();
    if marks * (bought.len() + 1) > EXACT {
        return near;
    }
    Track::<Ratio>::new(case, endowment.clone()).follow(bought)
}

/// A number that knows how well it is known.
trait Number: Clone {
    fn whole(n: i128) -> Self;
    fn plus(&self, other: &Self) -> Self;
    fn minus(&self, other: &Self) -> Self;
    fn times(&self, n: i128) -> Self;
    fn over(&self, n: i128) -> Self;
    /// Against zero; `None` where it is not known well enough.
    fn sign(&self) -> Option<Ordering>;
    /// Which of two is less, to guess by.
    fn seems_below(&self, other: &Self) -> bool;
    /// The most steps for which `margin - slope * unit * steps` is surely not below zero (above it, when `strict`); `None`: for ever.
    fn steps(margin: &Self, slope: &Self, unit: i128, strict: bool) -> Option<u64>;
}

impl Number for Ratio {
    fn whole(n: i128) -> Ratio {
        Ratio::whole(n)
    }
    fn plus(&self, other: &Ratio) -> Ratio {
        self + other
    }
    fn minus(&self, other: &Ratio) -> Ratio {
        self - other
    }
    fn times(&self, n: i128) -> Ratio {
        self * &Ratio::whole(n)
    }
    fn over(&self, n: i128) -> Ratio {
        self / &Ratio::whole(n)
    }
    fn sign(&self) -> Option<Ordering> {
        Some(self.cmp(&Ratio::zero()))
    }
    fn seems_below(&self, other: &Ratio) -> bool {
        self < other
    }
    fn steps(margin: &Ratio, slope: &Ratio, unit: i128, strict: bool) -> Option<u64> {
        if margin.is_negative() || (strict && margin.is_zero()) {
            return Some(0);
        }
        if slope.is_zero() || slope.is_negative() {
            return None;
        }
        let most = margin / &slope.times(unit);
        let whole = most.floor();
        let reached = strict && Ratio::whole(whole.clone()) == most;
        Some(whole.to_u64().unwrap_or(u64::MAX).saturating_sub(u64::from(reached)))
    }
}

/// A floating-point number and how far it may be off.
#[derive(Clone, Copy)]
struct Ball {
    near: f64,
    off: f64,
}

/// Twice what one operation can be off, so that the sums of errors may be rounded too.
const ROUNDING: f64 = 2.3e-16;

impl Ball {
    fn of(exact: &Ratio) -> Ball {
        Ball::rounded(exact.to_f64(), 0.0)
    }
    fn rounded(near: f64, off: f64) -> Ball {
        Ball { near, off: (off + near.abs() * ROUNDING) * (1.0 + 1e-12) }
    }
}

impl Number for Ball {
    fn whole(n: i128) -> Ball {
        if n == 0 { Ball { near: 0.0, off: 0.0 } } else { Ball::rounded(n as f64, 0.0) }
    }
    fn plus(&self, other: &Ball) -> Ball {
        Ball::rounded(self.near + other.near, self.off + other.off)
    }
    fn minus(&self, other: &Ball) -> Ball {
        Ball::rounded(self.near - other.near, self.off + other.off)
    }
    fn times(&self, n: i128) -> Ball {
        let n = n as f64;
        let product = self.near * n;
        Ball::rounded(product, self.off * n.abs() + product.abs() * ROUNDING)
    }
    fn over(&self, n: i128) -> Ball {
        let n = n as f64;
        let quotient = self.near / n;
        Ball::rounded(quotient, self.off / n.abs() + quotient.abs() * ROUNDING)
    }
    fn sign(&self) -> Option<Ordering> {
        if self.near.abs() > self.off {
            self.near.partial_cmp(&0.0)
        } else {
            (self.near == 0.0 && self.off == 0.0).then_some(Ordering::Equal)
        }
    }
    fn seems_below(&self, other: &Ball) -> bool {
        self.near < other.near
    }
    fn steps(margin: &Ball, slope: &Ball, unit: i128, strict: bool) -> Option<u64> {
        let (least, most) = (margin.near - margin.off, slope.near + slope.off);
        if least.is_nan() || least < 0.0 || (strict && least == 0.0) {
            return Some(0);
        }
        if most <= 0.0 {
            return None;
        }
        // One less than what may be rounded up: enough for `strict`, too.
        let steps = least / (most * unit as f64) * (1.0 - 1e-12);
        Some((steps as u64).saturating_sub(1))
    }
}

/// A number that is linear in the share: what it is now, and what one unit more for each voter adds.
#[derive(Clone)]
struct Line<N> {
    now: N,
    slope: N,
}

impl<N: Number> Line<N> {
    fn zero() -> Line<N> {
        Line { now: N::whole(0), slope: N::whole(0) }
    }
    fn plus(&self, other: &Line<N>) -> Line<N> {
        Line { now: self.now.plus(&other.now), slope: self.slope.plus(&other.slope) }
    }
    fn minus(&self, other: &Line<N>) -> Line<N> {
        Line { now: self.now.minus(&other.now), slope: self.slope.minus(&other.slope) }
    }
    fn times(&self, n: i128) -> Line<N> {
        Line { now: self.now.times(n), slope: self.slope.times(n) }
    }
    fn over(&self, n: i128) -> Line<N> {
        Line { now: self.now.over(n), slope: self.slope.over(n) }
    }
}

/// The smaller of two bounds; `None` is no bound.
fn least(a: Option<u64>, b: Option<u64>) -> Option<u64> {
    [a, b].into_iter().flatten().min()
}

/// A run that is gone through again, with the least bound so far.
struct Track<'a, N> {
    case: &'a Case<'a>,
    /// What each voter of a group has left.
    left: Vec<Line<N>>,
    steps: Option<u64>,
}

impl<'a, N: Number> Track<'a, N> {
    fn new(case: &'a Case<'a>, endowment: N) -> Track<'a, N> {
        let share = Line { now: endowment, slope: N::whole(1) };
        Track { case, left: vec![share; case.election.groups.len()], steps: None }
    }

    fn voters(&self, group: u32) -> i128 {
        i128::from(self.case.election.groups[group as usize].voters)
    }

    /// For how many raises a line stays at zero or above; when `strict`, above zero.
    fn bound(&self, line: &Line<N>, strict: bool) -> Option<u64> {
        N::steps(&line.now, &line.slope.times(-1), self.case.election.unit, strict)
    }

    fn at_most(&mut self, bound: Option<u64>) {
        self.steps = least(self.steps, bound);
    }

    /// Goes through the purchases.
    fn follow(mut self, bought: &[usize]) -> Option<u64> {
        let case = self.case;
        let mut taken: Vec<usize> = Vec::new();
        for &p in bought {
            if case.cost(p) == 0 {
                taken.push(p);
                continue;
            }
            let Some((level, out)) = self.level(p) else { return Some(0) };
            for q in self.open(&taken).filter(|&q| q != p) {
                if !self.alike(p, q) {
                    self.dearer(p, &level, q);
                }
                if self.steps == Some(0) {
                    return Some(0);
                }
            }
            for (&(group, mark), out) in case.supporters[p].iter().zip(out) {
                let after = self.left[group as usize].minus(&level.times(i128::from(mark)));
                self.at_most(self.bound(&if out { after.times(-1) } else { after.clone() }, false));
                self.left[group as usize] = if out { Line::zero() } else { after };
            }
            taken.push(p);
        }
        for q in self.open(&taken) {
            let all = case.supporters[q].iter().fold(Line::zero(), |sum: Line<N>, &(group, _)| {
                sum.plus(&self.left[group as usize].times(self.voters(group)))
            });
            self.at_most(self.bound(&self.lacks(q, &all), true));
        }
        self.steps
    }

    /// What may be bought beside what was taken, and costs something.
    fn open(&self, taken: &[usize]) -> std::vec::IntoIter<usize> {
        let case = self.case;
        let open = |p: &usize| {
            case.cost(*p) > 0
                && case.worth[*p] > 0
                && !case.supporters[*p].is_empty()
                && case.may_join(taken, *p)
        };
        (0..case.cost_count()).filter(open).collect::<Vec<_>>().into_iter()
    }

    /// Whether a project is the same to everybody as one that stands before it in the order for ties: it never comes first.
    fn alike(&self, p: usize, q: usize) -> bool {
        let case = self.case;
        case.rank[p] < case.rank[q]
            && case.cost(p) == case.cost(q)
            && case.worth[p] == case.worth[q]
            && case.supporters[p] == case.supporters[q]
    }

    /// What a point costs, and who of the supporters pays all they have. `None` where that is not known well enough.
    fn level(&self, p: usize) -> Option<(Line<N>, Vec<bool>)> {
        let supporters = &self.case.supporters[p];
        let cost = Line { now: N::whole(self.case.cost(p)), slope: N::whole(0) };
        let mut out = vec![false; supporters.len()];
        loop {
            let (mut paid, mut rest) = (Line::zero(), 0i128);
            for (&(group, mark), out) in supporters.iter().zip(&out) {
                if *out {
                    paid = paid.plus(&self.left[group as usize].times(self.voters(group)));
                } else {
                    rest += i128::from(mark) * self.voters(group);
                }
            }
            if rest == 0 {
                return None;
            }
            let level = cost.minus(&paid).over(rest);
            let mut more = false;
            for (&(group, mark), out) in supporters.iter().zip(&mut out) {
                let after = self.left[group as usize].now.minus(&level.now.times(i128::from(mark)));
                if !*out && after.sign()? == Ordering::Less {
                    (*out, more) = (true, true);
                }
            }
            if !more {
                return Some((level, out));
            }
        }
    }

    /// Another project stays dearer for what it is worth than the one that is bought, or as dear where the order for ties prefers that.
    fn dearer(&mut self, p: usize, level: &Line<N>, q: usize) {
        let case = self.case;
        let price = level.times(case.worth[q]).over(case.worth[p]);
        let (mut most, mut rich) = (Line::zero(), None);
        for &(group, mark) in &case.supporters[q] {
            let (has, pays) = (&self.left[group as usize], price.times(i128::from(mark)));
            let below = has.now.seems_below(&pays.now);
            most = most.plus(&(if below { has } else { &pays }).times(self.voters(group)));
            if !below && rich.is_none() {
                rich = Some(has.minus(&pays));
            }
        }
        let lacks = self.lacks(q, &most);
        let mut bound = self.bound(&lacks, true);
        // Where the sum reaches the cost exactly, the price is the same only while somebody could pay more: else it is reached below.
        if let Some(rich) = rich.filter(|_| bound == Some(0) && case.rank[p] < case.rank[q]) {
            bound = least(self.bound(&lacks, false), self.bound(&rich, false));
        }
        self.at_most(bound);
    }

    /// What a sum lacks of a project's cost.
    fn lacks(&self, q: usize, sum: &Line<N>) -> Line<N> {
        Line { now: N::whole(self.case.cost(q)), slope: N::whole(0) }.minus(sum)
    }
}
