//! Candidates compared two by two, and the methods that look at nothing else. Who is ranked stands before who is not; two who are
//! not ranked are not compared.
//!
//! Definitions: Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election
//! method", Social Choice and Welfare 36, 2011 (strength by margins); Tideman, "Independence of clones as a criterion for voting
//! rules", 1987 (ranked pairs); Heitzig (river); Holliday, Pacuit, "Split Cycle", Public Choice 197, 2023; Copeland 1951; minimax by margins
//! (Simpson, Kramer); Smith 1973; Schwartz 1972. All give sets: who could win, ties included.

use super::file::Ballots;

/// How many rank one candidate before another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairwise {
    /// The candidates who have not withdrawn.
    pub standing: Vec<usize>,
    /// `support[a][b]`: ballots that rank a before b, by places in `standing`.
    pub support: Vec<Vec<u64>>,
}

/// Compares.
pub fn compare(ballots: &Ballots) -> Pairwise {
    let standing: Vec<usize> = ballots.standing().collect();
    let n = standing.len();
    let mut place = vec![usize::MAX; ballots.candidates.len()];
    for (at, &c) in standing.iter().enumerate() {
        place[c] = at;
    }
    let mut support = vec![vec![0u64; n]; n];
    let mut behind = vec![true; n];
    for (ranking, times) in ballots.kinds() {
        behind.fill(true);
        for &c in ranking {
            let a = place[c as usize];
            behind[a] = false;
            for (sum, &is_behind) in support[a].iter_mut().zip(&behind) {
                *sum += if is_behind { times } else { 0 };
            }
        }
    }
    Pairwise { standing, support }
}

impl Pairwise {
    fn n(&self) -> usize {
        self.standing.len()
    }

    /// By how many more a is ranked before b than b before a.
    pub fn margin(&self, a: usize, b: usize) -> i64 {
        self.support[a][b] as i64 - self.support[b][a] as i64
    }

    fn named(&self, of: impl Fn(usize) -> bool) -> Vec<usize> {
        (0..self.n()).filter(|&a| of(a)).map(|a| self.standing[a]).collect()
    }

    fn all(&self, of: impl Fn(usize) -> bool) -> bool {
        (0..self.n()).all(of)
    }

    /// Who beats everybody else.
    pub fn condorcet_winner(&self) -> Option<usize> {
        self.named(|a| self.all(|b| a == b || self.margin(a, b) > 0)).first().copied()
    }

    /// Strengths of the strongest paths over the given ties between candidates: `None` where there is no path.
    fn strengths(&self) -> Vec<Vec<Option<i64>>> {
        let n = self.n();
        let beats = |a, b| Some(self.margin(a, b)).filter(|m| *m > 0);
        let mut strength: Vec<Vec<Option<i64>>> =
            (0..n).map(|a| (0..n).map(|b| beats(a, b)).collect()).collect();
        for through in 0..n {
            for a in 0..n {
                for b in 0..n {
                    if a != b && a != through && b != through {
                        let path = strength[a][through].zip(strength[through][b]).map(|(x, y)| x.min(y));
                        strength[a][b] = strength[a][b].max(path);
                    }
                }
            }
        }
        strength
    }

    /// Schulze's method: whom nobody has a stronger path to than back.
    pub fn schulze(&self) -> Vec<usize> {
        let s = self.strengths();
        self.named(|a| self.all(|b| s[b][a] <= s[a][b]))
    }

    /// Who is left when each candidate's defeats that are weakest in a cycle are discarded.
    pub fn split_cycle(&self) -> Vec<usize> {
        let s = self.strengths();
        self.named(|a| {
            self.all(|b| self.margin(b, a) <= 0 || s[a][b].is_some_and(|path| path >= self.margin(b, a)))
        })
    }

    /// Whose worst defeat is least.
    pub fn minimax(&self) -> Vec<usize> {
        let worst: Vec<i64> = (0..self.n())
            .map(|a| (0..self.n()).map(|b| self.margin(b, a)).max().unwrap_or(0).max(0))
            .collect();
        let least = worst.iter().min().copied().unwrap_or(0);
        self.named(|a| worst[a] == least)
    }

    /// Who beats most others, less those who beat them.
    pub fn copeland(&self) -> Vec<usize> {
        let score: Vec<i64> =
            (0..self.n()).map(|a| (0..self.n()).map(|b| self.margin(a, b).signum()).sum()).collect();
        let most = score.iter().max().copied().unwrap_or(0);
        self.named(|a| score[a] == most)
    }

    /// Who can reach whom over beaten (or, with ties, not beating) candidates.
    fn reach(&self, ties: bool) -> Vec<Vec<bool>> {
        let n = self.n();
        let edge = |a: usize, b: usize| a != b && (self.margin(a, b) > 0 || (ties && self.margin(a, b) == 0));
        let mut reach: Vec<Vec<bool>> = (0..n).map(|a| (0..n).map(|b| edge(a, b)).collect()).collect();
        for through in 0..n {
            for a in 0..n {
                if reach[a][through] {
                    let row = reach[through].clone();
                    reach[a].iter_mut().zip(row).for_each(|(r, more)| *r |= more);
                }
            }
        }
        reach
    }

    /// The smallest set whose members beat everybody outside.
    pub fn smith(&self) -> Vec<usize> {
        let r = self.reach(true);
        self.named(|a| self.all(|b| a == b || r[a][b]))
    }

    /// The union of the smallest sets that nobody outside beats.
    pub fn schwartz(&self) -> Vec<usize> {
        let r = self.reach(false);
        self.named(|a| self.all(|b| !r[b][a] || r[a][b]))
    }

    /// Pairs by margin, greatest first, those of equal margin together; ties are pairs both ways.
    fn pairs(&self) -> Vec<Vec<(usize, usize)>> {
        let n = self.n();
        let mut pairs: Vec<(i64, usize, usize)> = Vec::new();
        for a in 0..n {
            for b in 0..n {
                if a != b && self.margin(a, b) >= 0 {
                    pairs.push((self.margin(a, b), a, b));
                }
            }
        }
        pairs.sort_by_key(|p| std::cmp::Reverse(p.0));
        let same = pairs.chunk_by(|x, y| x.0 == y.0);
        same.map(|chunk| chunk.iter().map(|p| (p.1, p.2)).collect()).collect()
    }

    /// Who wins under some order of the pairs of equal margin; `None` when there are too many orders to try.
    fn locked(&self, one_defeat_each: bool) -> Option<Vec<usize>> {
        if let Some(winner) = self.condorcet_winner() {
            return Some(vec![winner]);
        }
        let n = self.n();
        let mut won = vec![false; n];
        let mut open = vec![(vec![vec![false; n]; n], 0usize, self.pairs())];
        let mut steps = 0;
        while let Some((over, at, mut groups)) = open.pop() {
            steps += 1;
            if steps > 200_000 {
                return None;
            }
            let Some(group) = groups.get(at).cloned() else {
                if let Some(winner) = (0..n).find(|&a| (0..n).all(|b| !over[b][a])) {
                    won[winner] = true;
                }
                continue;
            };
            // A pair that can no longer be locked, or is locked already, plays no part in what order comes next.
            let matters = |&(a, b): &(usize, usize)| {
                !(over[b][a] || over[a][b] || one_defeat_each && (0..n).any(|c| over[c][b]))
            };
            let left: Vec<(usize, usize)> = group.into_iter().filter(matters).collect();
            if left.is_empty() {
                open.push((over, at + 1, groups));
                continue;
            }
            for (i, &(a, b)) in left.iter().enumerate() {
                let mut over = over.clone();
                lock(&mut over, a, b);
                let mut rest = left.clone();
                rest.remove(i);
                groups[at] = rest;
                open.push((over, at, groups.clone()));
                if left.len() == 1 {
                    break;
                }
            }
        }
        Some((0..n).filter(|&a| won[a]).map(|a| self.standing[a]).collect())
    }

    /// Tideman's ranked pairs. `None`: too many pairs of equal margin to try every order.
    pub fn ranked_pairs(&self) -> Option<Vec<usize>> {
        self.locked(false)
    }

    /// Heitzig's river: ranked pairs in which each candidate is defeated once at most.
    pub fn river(&self) -> Option<Vec<usize>> {
        self.locked(true)
    }
}

/// Puts a over b, and whoever is over a over whoever is under b.
fn lock(over: &mut [Vec<bool>], a: usize, b: usize) {
    let n = over.len();
    let above: Vec<usize> = (0..n).filter(|&c| c == a || over[c][a]).collect();
    let below: Vec<usize> = (0..n).filter(|&c| c == b || over[b][c]).collect();
    for &x in &above {
        for &y in &below {
            over[x][y] = true;
        }
    }
}
