//! Points that are added up: score, dots, approval.

use super::super::definition::Method;
use super::super::result::{Counted, Other, Tie, Why};
use super::Case;
use std::cmp::Reverse;

/// Options by points, most first; ties by the order for ties.
fn order(case: &Case, points: &[u64]) -> Vec<usize> {
    let mut all: Vec<usize> = (0..points.len()).collect();
    all.sort_by_key(|&o| (Reverse(points[o]), case.rank[o]));
    all
}

fn sums(case: &Case, worth: impl Fn(u32) -> u64) -> Vec<u64> {
    let mut points = vec![0; case.ids.len()];
    for (o, n) in case.ballots.iter().flatten() {
        points[*o] += worth(*n);
    }
    points
}

pub(super) fn count(case: &Case, counted: &mut Counted) {
    let points = sums(case, u64::from);
    let order = order(case, &points);
    // What has no points at all wins nothing, even where seats are left.
    let winners: Vec<usize> = order.iter().copied().take(case.seats()).filter(|&o| points[o] > 0).collect();
    let last = winners.last().map_or(0, |&o| points[o]);
    let next = order.iter().copied().find(|o| !winners.contains(o)).map_or(0, |o| points[o]);
    if last == next && last > 0 {
        let tied: Vec<usize> = order.iter().copied().filter(|&o| points[o] == last).collect();
        for &chosen in winners.iter().filter(|&&o| points[o] == last) {
            let (tied, chosen) = (case.named(&tied), case.ids[chosen].clone());
            counted.ties.push(Tie { round: None, tied, chosen, to: "win".into() });
        }
    }
    for (o, &has) in points.iter().enumerate() {
        let won = winners.contains(&o);
        let why = match (won, has == last) {
            (true, _) => Why::MostPoints { ahead: has - next.min(has) },
            (false, true) if last > 0 => Why::LostTie,
            (false, _) => Why::FewerPoints { behind: last - has.min(last) },
        };
        counted.options.push(case.standing(o, won, has, why));
    }
    counted.winners = case.named(&winners);
    if case.d.method != Method::Approval {
        let marks = sums(case, |_| 1);
        let theirs: Vec<usize> =
            self::order(case, &marks).into_iter().take(case.seats()).filter(|&o| marks[o] > 0).collect();
        counted.others.push(Other { rule: Method::Approval.code().into(), winners: case.named(&theirs) });
    }
}
