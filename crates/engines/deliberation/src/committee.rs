//! Committees from approvals: k of n candidates, all tied committees told. Definitions as in Lackner, Skowron, "Multi-Winner Voting with
//! Approval Preferences" (2023). Rules that look at every committee are for the sizes that bodies have ([`MOST`]).

use crate::exact::Ratio;
use std::collections::BTreeSet;

/// An approval election of a committee; candidates count from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committees {
    /// How many candidates there are.
    pub candidates: usize,
    /// How many seats.
    pub seats: usize,
    /// Who each voter approves.
    pub ballots: Vec<Vec<usize>>,
}

/// A rule for committees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Most approvals.
    Approval,
    /// Proportional approval voting (Thiele 1895): a voter's first member counts 1, the second 1/2, the third 1/3 ...
    Pav,
    /// The same, one seat after the other.
    SequentialPav,
    /// Phragmén's sequential rule (1894).
    SequentialPhragmen,
    /// Equal Shares, then Phragmén with what is left.
    EqualShares,
    /// Equal Shares, then those with most approvals.
    EqualSharesThenApproval,
    /// Most voters with somebody (Chamberlin, Courant 1983).
    ChamberlinCourant,
    /// The least worst distance to any ballot (Brams, Kilgour, Sanver 2007).
    Minimax,
    /// One seat after the other, so that the member with fewest voters has most (Sánchez-Fernández et al. 2022).
    MaximinSupport,
}

/// The most committees that a rule compares.
pub const MOST: u64 = 2_000_000;

/// All committees that a rule gives, each sorted; `None` when there are too many to compare.
pub fn committees(election: &Committees, rule: Rule) -> Option<Vec<Vec<usize>>> {
    let k = election.seats.min(election.candidates);
    let found = match rule {
        Rule::Approval => best_by(election, k, |c| c.iter().map(|&c| election.approvals(c) as i128).sum())?,
        Rule::Pav => {
            let parts = harmonic(k);
            best_by(election, k, |c| election.ballots.iter().map(|b| parts[common(b, c)]).sum())?
        }
        Rule::ChamberlinCourant => {
            best_by(election, k, |c| election.ballots.iter().filter(|b| common(b, c) > 0).count() as i128)?
        }
        Rule::Minimax => best_by(election, k, |c| {
            let distance = |b: &Vec<usize>| (b.len() + c.len() - 2 * common(b, c)) as i128;
            -election.ballots.iter().map(distance).max().unwrap_or(0)
        })?,
        Rule::SequentialPav => {
            let parts = harmonic(k);
            grow(k, |c| {
                election.best_next(c, |next| {
                    let gain = |b: &&Vec<usize>| parts[common(b, c) + 1] - parts[common(b, c)];
                    Ratio::whole(
                        election.ballots.iter().filter(|b| b.contains(&next)).map(|b| gain(&b)).sum::<i128>(),
                    )
                })
            })
        }
        Rule::MaximinSupport => grow(k, |c| {
            election.best_next(c, |next| {
                let mut with = c.to_vec();
                with.push(next);
                election.least_support(&with)
            })
        }),
        Rule::SequentialPhragmen => {
            let loads = vec![Ratio::zero(); election.ballots.len()];
            election.phragmen(k, vec![(Vec::new(), loads)])
        }
        Rule::EqualShares | Rule::EqualSharesThenApproval => election.equal_shares(k, rule)?,
    };
    Some(found.into_iter().collect())
}

/// What so many members are worth to a voter, times the least common multiple of 1..=k so that it is whole.
fn harmonic(k: usize) -> Vec<i128> {
    let all = (1..=k.max(1) as i128).fold(1, num_integer::lcm);
    (0..=k + 1).map(|n| (1..=n.min(k) as i128).map(|i| all / i).sum()).collect()
}

fn common(ballot: &[usize], committee: &[usize]) -> usize {
    ballot.iter().filter(|c| committee.contains(c)).count()
}

/// Of all committees, those of highest score.
fn best_by(
    election: &Committees,
    k: usize,
    score: impl Fn(&[usize]) -> i128,
) -> Option<BTreeSet<Vec<usize>>> {
    let n = election.candidates;
    let many = (0..k as u64).try_fold(1u64, |c, i| Some(c.checked_mul(n as u64 - i)? / (i + 1)))?;
    if many > MOST {
        return None;
    }
    let (mut best, mut found) = (i128::MIN, BTreeSet::new());
    let mut committee: Vec<usize> = (0..k).collect();
    loop {
        let value = score(&committee);
        if value > best {
            best = value;
            found.clear();
        }
        if value == best {
            found.insert(committee.clone());
        }
        let Some(at) = (0..k).rev().find(|&i| committee[i] < n - k + i) else { return Some(found) };
        committee[at] += 1;
        for i in at + 1..k {
            committee[i] = committee[i - 1] + 1;
        }
    }
}

/// One seat after the other, along every tie.
fn grow(k: usize, next: impl Fn(&[usize]) -> Vec<usize>) -> BTreeSet<Vec<usize>> {
    let mut open: BTreeSet<Vec<usize>> = BTreeSet::from([Vec::new()]);
    for _ in 0..k {
        let mut larger = BTreeSet::new();
        for committee in &open {
            for c in next(committee) {
                let mut with = committee.clone();
                with.push(c);
                with.sort_unstable();
                larger.insert(with);
            }
        }
        open = larger;
    }
    open
}

impl Committees {
    fn approvals(&self, c: usize) -> usize {
        self.ballots.iter().filter(|b| b.contains(&c)).count()
    }

    fn best_next(&self, committee: &[usize], score: impl Fn(usize) -> Ratio) -> Vec<usize> {
        let scored: Vec<(usize, Ratio)> =
            (0..self.candidates).filter(|c| !committee.contains(c)).map(|c| (c, score(c))).collect();
        let most = scored.iter().map(|s| &s.1).max().cloned();
        scored.into_iter().filter(|s| Some(&s.1) == most.as_ref()).map(|s| s.0).collect()
    }

    /// The most that every member can have of voters who share themselves among the members they approve: by duality, the least of
    /// voters per member over all parts of the committee.
    fn least_support(&self, committee: &[usize]) -> Ratio {
        let part = |bits: u32| {
            committee.iter().enumerate().filter(move |(i, _)| bits >> i & 1 == 1).map(|(_, &c)| c)
        };
        let value = |bits: u32| {
            let voters = self.ballots.iter().filter(|b| part(bits).any(|c| b.contains(&c))).count();
            Ratio::new(voters as u64, u64::from(bits.count_ones()))
        };
        (1..1u32 << committee.len()).map(value).min().unwrap_or_else(Ratio::zero)
    }

    /// Phragmén's rule from committees with the loads of voters, along every tie.
    fn phragmen(&self, k: usize, start: Vec<(Vec<usize>, Vec<Ratio>)>) -> BTreeSet<Vec<usize>> {
        let (mut found, mut open) = (BTreeSet::new(), start);
        while let Some((committee, loads)) = open.pop() {
            if committee.len() >= k {
                let mut committee = committee;
                committee.sort_unstable();
                found.insert(committee);
                continue;
            }
            let load_of = |c: usize| {
                let supporters: Vec<usize> =
                    (0..self.ballots.len()).filter(|&v| self.ballots[v].contains(&c)).collect();
                if supporters.is_empty() {
                    return Ratio::whole(k as u64 + 1);
                }
                let held = supporters.iter().fold(Ratio::whole(1), |sum, &v| &sum + &loads[v]);
                &held / &Ratio::whole(supporters.len() as u64)
            };
            for c in self.best_next(&committee, |c| -&load_of(c)) {
                let load = load_of(c);
                let mut with = committee.clone();
                with.push(c);
                let lay = |(v, old): (usize, &Ratio)| {
                    if self.ballots[v].contains(&c) { load.clone() } else { old.clone() }
                };
                open.push((with, loads.iter().enumerate().map(lay).collect()));
            }
        }
        found
    }

    /// The least that each supporter can pay so that a seat, which costs 1, is paid for.
    fn price(&self, c: usize, left: &[Ratio]) -> Option<Ratio> {
        let mut have: Vec<&Ratio> =
            left.iter().zip(&self.ballots).filter(|(_, b)| b.contains(&c)).map(|(l, _)| l).collect();
        have.sort();
        let mut missing = Ratio::whole(1);
        for (at, money) in have.iter().enumerate() {
            let price = &missing / &Ratio::whole((have.len() - at) as u64);
            if price <= **money {
                return Some(price);
            }
            missing = &missing - money;
        }
        None
    }

    fn equal_shares(&self, k: usize, rule: Rule) -> Option<BTreeSet<Vec<usize>>> {
        let share = Ratio::new(k as u64, (self.ballots.len() as u64).max(1));
        let mut found = BTreeSet::new();
        let mut open = vec![(Vec::new(), vec![share; self.ballots.len()])];
        while let Some((committee, left)) = open.pop() {
            let priced: Vec<(usize, Ratio)> = (0..self.candidates)
                .filter(|c| !committee.contains(c))
                .filter_map(|c| self.price(c, &left).map(|p| (c, p)))
                .collect();
            let least = priced.iter().map(|p| &p.1).min().cloned();
            match least {
                Some(least) if committee.len() < k => {
                    for (c, _) in priced.into_iter().filter(|p| p.1 == least) {
                        let pay = |(v, have): (usize, &Ratio)| {
                            if self.ballots[v].contains(&c) { have - have.min(&least) } else { have.clone() }
                        };
                        let mut with = committee.clone();
                        with.push(c);
                        open.push((with, left.iter().enumerate().map(pay).collect()));
                    }
                }
                _ if committee.len() >= k => {
                    let mut full = committee;
                    full.sort_unstable();
                    found.insert(full);
                }
                _ if rule == Rule::EqualShares => {
                    let loads = left.iter().map(|l| -l).collect();
                    found.extend(self.phragmen(k, vec![(committee, loads)]));
                }
                _ => found.extend(self.filled_by_approvals(k, &committee)?),
            }
        }
        Some(found)
    }

    /// A committee filled up with those of most approvals.
    fn filled_by_approvals(&self, k: usize, committee: &[usize]) -> Option<BTreeSet<Vec<usize>>> {
        for more in k - committee.len()..=self.candidates {
            let best = best_by(self, more, |c| c.iter().map(|&c| self.approvals(c) as i128).sum())?;
            let joined = best
                .into_iter()
                .map(|c| c.into_iter().chain(committee.iter().copied()).collect::<BTreeSet<_>>());
            let full: BTreeSet<Vec<usize>> =
                joined.filter(|c| c.len() == k).map(|c| c.into_iter().collect()).collect();
            if !full.is_empty() {
                return Some(full);
            }
        }
        None
    }
}
