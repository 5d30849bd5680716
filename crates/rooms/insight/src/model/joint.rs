//! The attacker of the whole page: takes every printed number of every table together as one linear system and solves
//! for the least and the most that each small count can be. It shares nothing with the code under test but the page.

use super::cube::{Counts, Cube};
use super::figure::{FEW, Shown};
use super::report::{Line, Report};
use super::request::Outcome;
use std::collections::BTreeMap;

/// What is not known of one domain in one area: outcomes, and each way of splitting them.
const OUTCOMES: usize = 0;
const IN_TIME: usize = 7;
const CLOSED: usize = 9;
const RECEIVED: usize = 11;
const RESOLVED: usize = 14;
const REASONS: usize = 18;

const ROOM: &str = "no_capacity";
const NEAR: f64 = 1e-7;

/// Positions among a leaf's unknowns whose sum is the number.
fn numbers(kinds: &[String]) -> Vec<(String, Vec<usize>)> {
    let outcome = |o: Outcome| OUTCOMES + o.index();
    let all: Vec<usize> = Outcome::ALL.map(outcome).to_vec();
    let some =
        |pick: fn(Outcome) -> bool| Outcome::ALL.into_iter().filter(|o| pick(*o)).map(outcome).collect();
    let mut out: Vec<(String, Vec<usize>)> = vec![
        ("asked".into(), all.clone()),
        ("answered".into(), some(Outcome::answered)),
        ("unmet".into(), some(Outcome::unmet)),
        ("in time".into(), vec![IN_TIME]),
        ("closed".into(), vec![CLOSED]),
    ];
    out.extend(Outcome::ALL.map(|o| (o.word().to_owned(), vec![outcome(o)])));
    out.extend((0..3).map(|k| (format!("received {k}"), vec![RECEIVED + k])));
    out.extend((0..4).map(|k| (format!("resolved {k}"), vec![RESOLVED + k])));
    out.extend(kinds.iter().enumerate().map(|(k, kind)| (format!("reason {kind}"), vec![REASONS + k])));
    out
}

/// The same numbers of a line, in the same order.
fn shown(line: &Line, kinds: &[String]) -> Vec<Shown> {
    let mut out = vec![line.asked, line.answered, line.unmet, line.in_time, line.closed];
    out.extend(line.outcomes);
    out.extend(line.received);
    out.extend(line.resolved);
    let reason =
        |kind: &String| line.reasons.iter().find(|(r, _)| r == kind).map_or(Shown::Count(0), |(_, n)| *n);
    out.extend(kinds.iter().map(reason));
    out
}

/// How the splits of one leaf hang together: the first unknowns less the others come to nought.
fn identities(kinds: usize) -> Vec<(Vec<usize>, Vec<usize>)> {
    let answered = || vec![OUTCOMES, OUTCOMES + 1, OUTCOMES + 2];
    let run = |from: usize, n: usize| (from..from + n).collect::<Vec<_>>();
    vec![
        (answered(), run(IN_TIME, 2)),
        (answered(), run(CLOSED, 2)),
        (vec![OUTCOMES], run(RECEIVED, 3)),
        (run(OUTCOMES, 7), run(RESOLVED, 4)),
        (vec![OUTCOMES + 2], run(REASONS, kinds)),
    ]
}

/// Small counts that the page gives away: which, and what it can be.
pub(super) fn given_away(cube: &Cube, page: &Report) -> Vec<String> {
    let kinds: Vec<String> = cube.total().reasons.keys().filter(|r| *r != ROOM).cloned().collect();
    let (width, numbers) = (REASONS + kinds.len(), numbers(&kinds));
    let leaves: Vec<&(String, String)> = cube.cells.keys().collect();
    let exact = Report::exact(cube, std::iter::empty());
    // Every line with the leaves below it.
    let everything: Vec<usize> = (0..leaves.len()).collect();
    let mut lines = vec![("all".to_owned(), &page.total, &exact.total, everything)];
    for (domain, line) in &page.domains {
        let below = (0..leaves.len()).filter(|l| leaves[*l].0 == *domain).collect();
        lines.push((domain.clone(), line, &exact.domains[domain], below));
    }
    for (l, key) in leaves.iter().enumerate() {
        lines.push((format!("{}, {}", key.0, key.1), &page.cells[*key], &exact.cells[*key], vec![l]));
    }
    let unknowns = leaves.len() * width;
    let row = |leaves: &[usize], plus: &[usize], minus: &[usize]| {
        let mut row = vec![0.0; unknowns];
        for leaf in leaves {
            plus.iter().for_each(|p| row[leaf * width + p] += 1.0);
            minus.iter().for_each(|p| row[leaf * width + p] -= 1.0);
        }
        row
    };
    let mut system = System::default();
    for leaf in 0..leaves.len() {
        for (whole, parts) in identities(kinds.len()) {
            system.add(row(&[leaf], &whole, &parts), 0);
        }
    }
    for (_, printed, _, below) in &lines {
        for ((_, at), n) in numbers.iter().zip(shown(printed, &kinds)) {
            if let Shown::Count(n) = n {
                system.add(row(below, at, &[]), n);
            }
        }
    }
    let mut solver = system.solver();
    let mut out = vec![];
    for (name, printed, truth, below) in &lines {
        for (((what, at), n), true_count) in
            numbers.iter().zip(shown(printed, &kinds)).zip(shown(truth, &kinds))
        {
            let Some(small) = true_count.count().filter(|n| (1..FEW).contains(n)) else { continue };
            let least = solver.least(&row(below, at, &[])).unwrap_or(0.0);
            let most = solver.least(&row(below, &[], at)).map_or(f64::INFINITY, |m| -m);
            // Answered is a yes and a no together, a cell of no table: each of the two is free from 1 to 10, and the
            // sum of both at least as wide.
            let free = if what == "answered" {
                most - least > 9.0 - NEAR
            } else {
                least < 1.0 + NEAR && most > 10.0 - NEAR
            };
            if n != Shown::Suppressed || !free {
                out.push(format!("{name}, {what}: {small} lies between {least} and {most}"));
            }
        }
    }
    out
}

#[derive(Default)]
struct System(Vec<(Vec<f64>, f64)>);

impl System {
    fn add(&mut self, row: Vec<f64>, right: u64) {
        self.0.push((row, f64::from(u32::try_from(right).expect("a small number"))));
    }

    /// Simplex tableau in a basis that satisfies the system. Unknowns are nought or more.
    fn solver(self) -> Solver {
        let (count, unknowns) = (self.0.len(), self.0.first().map_or(0, |(row, _)| row.len()));
        let mut rows: Vec<Vec<f64>> = vec![];
        for (i, (row, right)) in self.0.into_iter().enumerate() {
            let mut row = row;
            row.extend((0..count).map(|j| if i == j { 1.0 } else { 0.0 }));
            row.push(right);
            rows.push(row);
        }
        let mut s =
            Solver { rows, basis: (unknowns..unknowns + count).collect(), unknowns: unknowns + count };
        let artificial: Vec<f64> = (0..s.unknowns).map(|v| if v >= unknowns { 1.0 } else { 0.0 }).collect();
        let rest = s.least(&artificial).expect("bounded");
        assert!(rest.abs() < 1e-6, "the true numbers satisfy what is printed: {rest}");
        for r in (0..s.rows.len()).rev() {
            if s.basis[r] >= unknowns {
                match (0..unknowns).find(|v| s.rows[r][*v].abs() > NEAR) {
                    Some(v) => s.pivot(r, v),
                    None => {
                        s.rows.remove(r);
                        s.basis.remove(r);
                    }
                }
            }
        }
        for row in &mut s.rows {
            row.drain(unknowns..unknowns + count);
        }
        s.unknowns = unknowns;
        s
    }
}

struct Solver {
    rows: Vec<Vec<f64>>,
    basis: Vec<usize>,
    unknowns: usize,
}

impl Solver {
    fn pivot(&mut self, r: usize, v: usize) {
        let by = self.rows[r][v];
        self.rows[r].iter_mut().for_each(|x| *x /= by);
        let pivot = self.rows[r].clone();
        for (i, row) in self.rows.iter_mut().enumerate() {
            let factor = row[v];
            if i != r && factor != 0.0 {
                row.iter_mut().zip(&pivot).filter(|(_, p)| **p != 0.0).for_each(|(x, p)| *x -= factor * p);
            }
        }
        self.basis[r] = v;
    }

    /// The least of `cost`; `None` without a bound. Bland's rule, so that it ends.
    fn least(&mut self, cost: &[f64]) -> Option<f64> {
        let mut reduced: Vec<f64> = cost.iter().copied().chain([0.0]).collect();
        for (row, b) in self.rows.iter().zip(&self.basis) {
            if cost[*b] != 0.0 {
                reduced.iter_mut().zip(row).for_each(|(x, r)| *x -= cost[*b] * r);
            }
        }
        while let Some(enter) = (0..self.unknowns).find(|v| reduced[*v] < -NEAR) {
            let end = self.unknowns;
            let ratio = |r: &usize| self.rows[*r][end].max(0.0) / self.rows[*r][enter];
            let leave = (0..self.rows.len())
                .filter(|r| self.rows[*r][enter] > NEAR)
                .min_by(|a, b| ratio(a).total_cmp(&ratio(b)).then(self.basis[*a].cmp(&self.basis[*b])))?;
            self.pivot(leave, enter);
            let factor = reduced[enter];
            reduced.iter_mut().zip(&self.rows[leave]).for_each(|(x, r)| *x -= factor * r);
        }
        Some(-reduced[self.unknowns])
    }
}

/// The attacker finds what a page gives away that hides small counts and thinks no further.
#[test]
fn the_attacker_of_the_page_finds_what_carelessness_gives_away() {
    let counts = |yes: u64, late: u64| Counts {
        outcomes: [yes, 0, 0, late, 0, 0, 0],
        in_time: yes,
        closed: yes,
        received: yes,
        resolved: [yes, 0, 0],
        days: BTreeMap::from([(1, yes)]),
        ..Counts::default()
    };
    let mut cube = Cube::default();
    cube.cells.insert(("food".into(), "North".into()), counts(40, 3));
    cube.cells.insert(("food".into(), "South".into()), counts(40, 20));
    let mut page = Report::exact(&cube, std::iter::empty());
    let north = page.cells.get_mut(&("food".to_owned(), "North".to_owned())).expect("a line");
    (north.outcomes[3], north.unmet) = (Shown::Suppressed, Shown::Suppressed);
    (north.resolved[3], north.asked) = (Shown::Suppressed, Shown::Suppressed);
    let found = given_away(&cube, &page);
    assert!(found.iter().any(|f| f == "food, North, late: 3 lies between 3 and 3"), "{found:?}");
    assert_eq!(given_away(&cube, &Report::published(&cube, &[])), Vec::<String>::new());
}
