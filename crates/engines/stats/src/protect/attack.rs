//! The attacker: reads a printed table, writes down every sum, and solves for the least and the greatest that each
//! hidden cell can be. It shares nothing with the code under test but the table.

use super::*;
use proptest::prelude::*;

/// A linear programme in equalities over variables from nought up, solved by the simplex method with Bland's rule.
/// The matrices of such tables are totally unimodular, so every pivot is 1 or -1 and whole numbers are exact; an
/// assertion holds that true.
struct Simplex {
    rows: Vec<Vec<i64>>,
    basis: Vec<usize>,
    variables: usize,
}

impl Simplex {
    /// `equations` as (coefficients, right side). `None` when nothing satisfies them.
    fn feasible(equations: &[(Vec<i64>, i64)], variables: usize) -> Option<Simplex> {
        let count = equations.len();
        let mut rows: Vec<Vec<i64>> = vec![];
        for (i, (coefficients, right)) in equations.iter().enumerate() {
            let sign = if *right < 0 { -1 } else { 1 };
            let mut row: Vec<i64> = coefficients.iter().map(|c| c * sign).collect();
            row.extend((0..count).map(|j| i64::from(i == j)));
            row.push(right * sign);
            rows.push(row);
        }
        let mut s =
            Simplex { rows, basis: (variables..variables + count).collect(), variables: variables + count };
        let artificial: Vec<i64> = (0..s.variables).map(|v| i64::from(v >= variables)).collect();
        if s.minimise(&artificial, s.variables)? != 0 {
            return None;
        }
        // Artificial variables that stay in the basis at nought leave it, or their row says nothing.
        for r in (0..s.rows.len()).rev() {
            if s.basis[r] >= variables {
                match (0..variables).find(|v| s.rows[r][*v] != 0) {
                    Some(v) => s.pivot(r, v),
                    None => {
                        s.rows.remove(r);
                        s.basis.remove(r);
                    }
                }
            }
        }
        s.variables = variables;
        Some(s)
    }

    fn pivot(&mut self, r: usize, v: usize) {
        let p = self.rows[r][v];
        assert!(p.abs() == 1, "a table's matrix is totally unimodular");
        self.rows[r].iter_mut().for_each(|x| *x *= p);
        let pivot = self.rows[r].clone();
        for (i, row) in self.rows.iter_mut().enumerate() {
            let factor = row[v];
            if i != r && factor != 0 {
                row.iter_mut().zip(&pivot).for_each(|(x, p)| *x -= factor * p);
            }
        }
        self.basis[r] = v;
    }

    /// The least value of `cost`, over the first `usable` variables; `None` without a bound.
    fn minimise(&mut self, cost: &[i64], usable: usize) -> Option<i64> {
        loop {
            let reduced = |v: usize| {
                cost[v] - self.basis.iter().zip(&self.rows).map(|(b, row)| cost[*b] * row[v]).sum::<i64>()
            };
            let Some(enter) = (0..usable).find(|v| reduced(*v) < 0) else { break };
            let end = self.rows[0].len() - 1;
            let leave = (0..self.rows.len())
                .filter(|r| self.rows[*r][enter] > 0)
                .min_by_key(|r| (self.rows[*r][end] / self.rows[*r][enter], self.basis[*r]))?;
            self.pivot(leave, enter);
        }
        Some(
            self.basis
                .iter()
                .zip(&self.rows)
                .map(|(b, row)| cost[*b] * row.last().expect("a right side"))
                .sum(),
        )
    }
}

/// The least and the greatest value (`None`: no bound) of each hidden cell of a printed table.
fn attack(rows: &[Row], printed: &[Vec<Shown>]) -> Vec<(usize, usize, i64, Option<i64>)> {
    let width = printed[0].len();
    // What is known from elsewhere is known here: `printed` holds it too, except in withheld rows.
    let known = |r: usize, c: usize| match printed[r][c] {
        Shown::Count(n) => Some(i64::try_from(n).expect("small")),
        Shown::Suppressed if rows[r].known || (c == 0 && rows[r].total_known) => {
            Some(i64::try_from(added_up(rows)[r][c]).expect("small"))
        }
        Shown::Suppressed => None,
    };
    let mut hidden = vec![];
    for r in 0..rows.len() {
        hidden.extend((0..width).filter(|c| known(r, *c).is_none()).map(|c| (r, c)));
    }
    let index = |cell: (usize, usize)| hidden.iter().position(|h| *h == cell);
    let mut equations: Vec<(Vec<i64>, i64)> = vec![];
    let mut equation = |terms: Vec<((usize, usize), i64)>| {
        let (mut left, mut right) = (vec![0; hidden.len()], 0);
        for (cell, sign) in terms {
            match index(cell) {
                Some(v) => left[v] += sign,
                None => right -= sign * known(cell.0, cell.1).expect("not hidden"),
            }
        }
        equations.push((left, right));
    };
    for r in 0..rows.len() {
        equation((0..width).map(|c| ((r, c), if c == 0 { 1 } else { -1 })).collect());
        let children: Vec<usize> = (0..rows.len()).filter(|k| rows[*k].parent == Some(r)).collect();
        for c in (0..width).filter(|_| !children.is_empty()) {
            let mut terms = vec![((r, c), 1)];
            terms.extend(children.iter().map(|k| ((*k, c), -1)));
            equation(terms);
        }
    }
    let n = hidden.len();
    let mut out = vec![];
    for (v, (r, c)) in hidden.iter().enumerate() {
        let unit = |sign: i64| (0..n).map(|x| if x == v { sign } else { 0 }).collect::<Vec<i64>>();
        let mut s = Simplex::feasible(&equations, n).expect("the true table satisfies its own sums");
        let least = s.minimise(&unit(1), n).expect("nothing is below nought");
        let most = s.minimise(&unit(-1), n).map(|m| -m);
        out.push((*r, *c, least, most));
    }
    out
}

/// Small counts that the printed table gives away: (row, column, least, most).
fn given_away(rows: &[Row], printed: &[Vec<Shown>]) -> Vec<(usize, usize, i64, Option<i64>)> {
    let truth = added_up(rows);
    let small = |r: usize, c: usize| (1..FEW).contains(&truth[r][c]);
    for (r, row) in printed.iter().enumerate().filter(|(r, _)| !rows[*r].known) {
        for (c, cell) in row.iter().enumerate() {
            assert!(
                *cell == Shown::Suppressed || !small(r, c) || (c == 0 && rows[r].total_known),
                "printed: {r} {c}"
            );
        }
    }
    attack(rows, printed)
        .into_iter()
        .filter(|(r, c, ..)| small(*r, *c))
        .filter(|(_, _, least, most)| *least > 1 || most.is_some_and(|m| m < 10))
        .collect()
}

/// What somebody does who hides small counts and thinks no further.
fn careless(rows: &[Row]) -> Vec<Vec<Shown>> {
    let hide = |n: u64| if (1..FEW).contains(&n) { Shown::Suppressed } else { Shown::Count(n) };
    added_up(rows).into_iter().map(|row| row.into_iter().map(hide).collect()).collect()
}

fn flat(cells: &[&[u64]]) -> Vec<Row> {
    let mut rows = vec![Row::new(None, vec![0; cells[0].len()])];
    rows.extend(cells.iter().map(|c| Row::new(Some(0), c.to_vec())));
    rows
}

#[test]
fn the_attacker_finds_what_carelessness_gives_away() {
    let rows = flat(&[&[3, 40], &[20, 30]]);
    // 23 in the column and 20 below it: 3. The attacker has to find exactly that.
    assert_eq!(given_away(&rows, &careless(&rows)), [(1, 1, 3, Some(3))]);
    assert_eq!(given_away(&rows, &protect(&rows, sums_first)), []);
}

#[test]
fn hiding_one_more_cell_is_not_enough_when_the_two_are_both_small() {
    // 4 and 5 hidden in a row that says 9 of it: the sum of two small ones gives a bound.
    let rows = flat(&[&[4, 5, 60], &[30, 30, 30]]);
    assert!(!given_away(&rows, &careless(&rows)).is_empty());
    assert_eq!(given_away(&rows, &protect(&rows, sums_first)), []);
}

#[test]
fn what_needs_no_hiding_is_printed_and_nought_is_printed() {
    let rows = flat(&[&[30, 0, 60], &[30, 12, 30]]);
    let printed = protect(&rows, sums_first);
    assert!(printed.iter().flatten().all(|c| matches!(c, Shown::Count(_))));
    assert_eq!(printed[1][2], Shown::Count(0));
    assert_eq!(printed[0], [162, 60, 12, 90].map(Shown::Count));
}

#[test]
fn a_large_cell_stands_beside_its_small_neighbours() {
    // 34 of 60 in one place, and 4 to 6 in each of the others: the sum of the others leaves each of them room.
    let rows = flat(&[&[0, 34], &[6, 0], &[5, 1], &[4, 1], &[4, 2], &[3, 0]]);
    let printed = protect(&rows, sums_first);
    assert_eq!(given_away(&rows, &printed), []);
    assert_eq!((printed[0][0], printed[1][0]), (Shown::Count(60), Shown::Count(34)));
}

#[test]
fn an_audit_that_fails_prints_nothing() {
    let rows = flat(&[&[3, 40], &[20, 30], &[50, 80]]);
    let table = added_up(&rows);
    let network = network(&rows, &table, |_, _| (true, 0));
    let cell = 3 + 1; // the first child's first column: 3
    let good = network.witness(cell, 10).expect("everything is open");
    assert!(audit(&network, &[(cell, 10)], std::slice::from_ref(&good)));
    let torn = good[1..].to_vec();
    assert!(!audit(&network, &[(cell, 10)], &[torn]), "sums that do not hold");
    assert!(!audit(&network, &[(cell, 9)], &[good]), "another goal");
    let below: Witness = vec![(cell, -4), (3, -4), (0, -4), (1, -4)];
    assert!(!audit(&network, &[(cell, -1)], &[below]), "less than nobody");
}

#[test]
fn sums_are_kept_where_parts_can_be_hidden_instead() {
    let rows = flat(&[&[3, 40], &[20, 30], &[50, 80]]);
    let printed = protect(&rows, sums_first);
    assert!(printed[0].iter().all(|c| matches!(c, Shown::Count(_))), "{printed:?}");
    let hidden = printed.iter().flatten().filter(|c| **c == Shown::Suppressed).count();
    assert!(hidden <= 4, "a square around the small cell is enough: {printed:?}");
}

#[test]
fn a_tiny_partnership_prints_nothing_that_tells() {
    for rows in [flat(&[&[1, 2]]), flat(&[&[5, 0], &[0, 5]]), vec![Row::new(None, vec![4])]] {
        assert_eq!(given_away(&rows, &protect(&rows, sums_first)), []);
    }
    assert!(protect(&[], sums_first).is_empty());
}

/// Partnership, domains, areas; three columns; many small counts and some noughts.
fn trees() -> impl Strategy<Value = Vec<Row>> {
    let cell = prop_oneof![3 => 0u64..4, 3 => 1u64..14, 3 => 11u64..60];
    let leaf = proptest::collection::vec(cell, 3);
    proptest::collection::vec(proptest::collection::vec(leaf, 0..4), 1..4).prop_map(|domains| {
        let mut rows = vec![Row::new(None, vec![0; 3])];
        for areas in domains {
            rows.push(Row::new(Some(0), vec![0; 3]));
            let domain = rows.len() - 1;
            rows.extend(areas.into_iter().map(|cells| Row::new(Some(domain), cells)));
        }
        rows
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn no_small_count_can_be_told(rows in trees()) {
        prop_assert_eq!(given_away(&rows, &protect(&rows, sums_first)), []);
    }

    /// A second table over the same people: its totals are printed already.
    #[test]
    fn known_totals_do_not_help(rows in trees()) {
        // As a report does it: only rows whose total is nought or not small stand in the second table.
        let mut rows: Vec<Row> = rows;
        let totals: Vec<u64> = added_up(&rows).iter().map(|r| r[0]).collect();
        prop_assume!(totals.iter().all(|t| *t == 0 || *t >= FEW));
        rows.iter_mut().for_each(|r| r.total_known = true);
        prop_assert_eq!(given_away(&rows, &protect(&rows, sums_first)), []);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    /// The pattern is the best in its order: a cell that stays hidden would, printed beside all more important ones
    /// that are, give a small count away. The attacker is the judge, not the network.
    #[test]
    fn nothing_is_hidden_without_need(rows in trees()) {
        let (truth, printed) = (added_up(&rows), protect(&rows, sums_first));
        let depth = depths(&rows);
        let importance = |r: usize, c: usize| {
            let cell = Cell { row: r, depth: depth[r], column: c, value: truth[r][c] };
            (sums_first(cell), std::cmp::Reverse((r, c)))
        };
        let cells = (0..rows.len()).flat_map(|r| (0..truth[0].len()).map(move |c| (r, c)));
        let hidden = |(r, c): &(usize, usize)| printed[*r][*c] == Shown::Suppressed;
        for (r, c) in cells.clone().filter(hidden).filter(|(r, c)| !(1..FEW).contains(&truth[*r][*c])) {
            let mut more = printed.clone();
            for (r2, c2) in cells.clone().filter(|(r2, c2)| importance(*r2, *c2) < importance(r, c)) {
                more[r2][c2] = Shown::Suppressed;
            }
            more[r][c] = Shown::Count(truth[r][c]);
            prop_assert!(!given_away(&rows, &more).is_empty(), "{r} {c} of {printed:?}");
        }
    }
}
