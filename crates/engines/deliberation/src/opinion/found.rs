//! Groups that are found on the map of a conversation, and not declared: k-means on the places, the number of groups by silhouette, and
//! how well they stand when the participants are drawn anew. For exploration only: floating-point numbers and a seed decide here, so
//! nothing binding may rest on it. The same votes and the same seed give the same groups.

use super::{Votes, map};
use std::collections::BTreeMap;

/// What groups must be like to be told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ask {
    /// Where chance begins.
    pub seed: u64,
    /// Who voted on fewer statements is left out (or on fewer than all, where there are not so many).
    pub least_votes: usize,
    /// No search with fewer participants.
    pub fewest: usize,
    /// No group may be smaller.
    pub smallest: usize,
    /// How often participants are drawn anew.
    pub resamples: u32,
    /// The least mean silhouette: up to 0.25 is "no substantial structure" (Kaufman and Rousseeuw 1990).
    pub silhouette: f64,
    /// The least mean adjusted Rand index over the resamples: from 0.75 clusters count as stable (Hennig 2007).
    pub stability: f64,
}

/// The most groups that are tried.
pub const MOST_GROUPS: usize = 5;

/// Groups, and how well they stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The group of each participant who was looked at; the largest group is 0.
    pub groups: BTreeMap<u32, usize>,
    /// How many are in each.
    pub sizes: Vec<usize>,
    /// Mean silhouette, from -1 to 1.
    pub silhouette: f64,
    /// Mean adjusted Rand index against the groups that resamples give; 1 where they are always the same.
    pub stability: f64,
}

/// Why no groups are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nothing {
    /// Too few participants voted on enough statements.
    TooFew,
    /// However they are parted, a group is too small.
    TooSmall,
    /// They do not stand apart.
    NoShape,
    /// With other participants the groups would be others.
    Unstable,
}

/// Numbers that look like chance and follow from the seed (SplitMix64, Steele and others 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    /// From 0 to `n`, without `n`.
    fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }
    /// From 0 to 1, without 1.
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// A place on the map.
pub type Point = [f64; 2];

fn apart(a: Point, b: Point) -> f64 {
    (a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)
}

/// Beginnings of k-means, of which the tightest is kept.
const STARTS: usize = 10;
const ROUNDS: usize = 100;

/// k-means from `STARTS` beginnings (k-means++, Arthur and Vassilvitskii 2007): the group of each point. `None` for fewer places than groups.
fn k_means(points: &[Point], k: usize, chance: &mut Chance) -> Option<Vec<usize>> {
    let mut best: Option<(f64, Vec<usize>)> = None;
    for _ in 0..STARTS {
        let mut centres = begin(points, k, chance)?;
        let mut of = vec![usize::MAX; points.len()];
        for _ in 0..ROUNDS {
            let now: Vec<usize> = points.iter().map(|p| nearest(*p, &centres).0).collect();
            let same = now == of;
            of = now;
            if same {
                break;
            }
            for (g, centre) in centres.iter_mut().enumerate() {
                let own: Vec<Point> =
                    points.iter().zip(&of).filter(|(_, o)| **o == g).map(|(p, _)| *p).collect();
                // A group that lost everybody keeps its place; another beginning will do better.
                if !own.is_empty() {
                    *centre = [0, 1].map(|d| own.iter().map(|p| p[d]).sum::<f64>() / own.len() as f64);
                }
            }
        }
        let wide: f64 = points.iter().map(|p| nearest(*p, &centres).1).sum();
        if best.as_ref().is_none_or(|(least, _)| wide < *least) {
            best = Some((wide, of));
        }
    }
    best.map(|(_, of)| of)
}

fn nearest(p: Point, centres: &[Point]) -> (usize, f64) {
    let mut best = (0, f64::INFINITY);
    for (g, centre) in centres.iter().enumerate() {
        let d = apart(p, *centre);
        if d < best.1 {
            best = (g, d);
        }
    }
    best
}

fn begin(points: &[Point], k: usize, chance: &mut Chance) -> Option<Vec<Point>> {
    if points.is_empty() {
        return None;
    }
    let mut centres = vec![points[chance.below(points.len())]];
    while centres.len() < k {
        let far: Vec<f64> = points.iter().map(|p| nearest(*p, &centres).1).collect();
        let sum: f64 = far.iter().sum();
        if sum <= 0.0 {
            return None;
        }
        let mut left = chance.unit() * sum;
        let at = far.iter().position(|d| {
            left -= d;
            left < 0.0
        });
        // Rounding may leave a little at the end: then it is the last that is not a centre already.
        centres.push(points[at.or(far.iter().rposition(|d| *d > 0.0))?]);
    }
    Some(centres)
}

/// The groups of k-means for this many groups; `None` where there are fewer places than groups.
pub fn parted(points: &[Point], k: usize, seed: u64) -> Option<Vec<usize>> {
    k_means(points, k, &mut Chance(seed))
}

/// How far points lie from the middle of their groups: the sum of squares, which k-means makes small.
pub fn spread(points: &[Point], of: &[usize]) -> f64 {
    let own = |g: usize| points.iter().zip(of).filter(move |(_, o)| **o == g).map(|(p, _)| *p);
    let many = of.iter().max().map_or(0, |g| g + 1);
    let group = |g: usize| {
        let n = own(g).count().max(1) as f64;
        let middle = [0, 1].map(|d| own(g).map(|p| p[d]).sum::<f64>() / n);
        own(g).map(|p| apart(p, middle)).sum::<f64>()
    };
    (0..many).map(group).sum()
}

/// The mean silhouette of points in groups (Rousseeuw 1987): near 1 where each is closer to its own group than to the next one; 0 for who is
/// alone in a group, and where there is one group only.
pub fn silhouette(points: &[Point], of: &[usize]) -> f64 {
    let many = of.iter().max().map_or(0, |g| g + 1);
    let mut sizes = vec![0usize; many];
    of.iter().for_each(|g| sizes[*g] += 1);
    if points.is_empty() || sizes.iter().filter(|n| **n > 0).count() < 2 {
        return 0.0;
    }
    let one = |i: usize| {
        let mut sums = vec![0.0; many];
        for (p, g) in points.iter().zip(of) {
            sums[*g] += apart(points[i], *p).sqrt();
        }
        let own = of[i];
        if sizes[own] < 2 {
            return 0.0;
        }
        let inside = sums[own] / (sizes[own] - 1) as f64;
        let others = (0..many).filter(|g| *g != own && sizes[*g] > 0).map(|g| sums[g] / sizes[g] as f64);
        let next = others.fold(f64::INFINITY, f64::min);
        let most = inside.max(next);
        if most > 0.0 { (next - inside) / most } else { 0.0 }
    };
    (0..points.len()).map(one).sum::<f64>() / points.len() as f64
}

/// The adjusted Rand index of two ways to part the same things (Hubert and Arabie 1985): 1 where they are the same, about 0 where they agree
/// no more than chance would have it. Counted in whole numbers up to the last division.
pub fn adjusted_rand(a: &[usize], b: &[usize]) -> f64 {
    let pairs = |n: i128| n * (n - 1) / 2;
    let (mut both, mut ones, mut others) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (x, y) in a.iter().zip(b) {
        *both.entry((*x, *y)).or_insert(0i128) += 1;
        *ones.entry(*x).or_insert(0i128) += 1;
        *others.entry(*y).or_insert(0i128) += 1;
    }
    let together: i128 = both.values().map(|n| pairs(*n)).sum();
    let (in_a, in_b): (i128, i128) =
        (ones.values().map(|n| pairs(*n)).sum(), others.values().map(|n| pairs(*n)).sum());
    let all = pairs(a.len().min(b.len()) as i128);
    // (together - in_a in_b / all) / ((in_a + in_b) / 2 - in_a in_b / all), times 2 all on both sides.
    let above = 2 * (together * all - in_a * in_b);
    let below = (in_a + in_b) * all - 2 * in_a * in_b;
    if below == 0 { 1.0 } else { above as f64 / below as f64 }
}

/// Points of the map in the order of `votes.of`; nothing without a map.
fn places(votes: &Votes, moderated_out: &[usize]) -> Option<Vec<Point>> {
    Some(map::draw(votes, moderated_out)?.places.into_iter().map(|(_, at)| at).collect())
}

/// The mean agreement of the groups with those of participants drawn anew, with replacement: map, groups and all.
fn stability(kept: &Votes, out: &[usize], of: &[usize], k: usize, ask: &Ask, chance: &mut Chance) -> f64 {
    let ballots: Vec<&BTreeMap<usize, i8>> = kept.of.values().collect();
    let mut sum = 0.0;
    for _ in 0..ask.resamples {
        let drawn: Vec<usize> = (0..ballots.len()).map(|_| chance.below(ballots.len())).collect();
        let again = Votes {
            of: (0u32..).zip(&drawn).map(|(n, i)| (n, ballots[*i].clone())).collect(),
            statements: kept.statements,
        };
        let groups = places(&again, out).and_then(|points| k_means(&points, k, chance));
        // A draw in which no groups are found at all speaks against them.
        let Some(groups) = groups else { continue };
        // Who was drawn twice stands in the same place twice, and counts once.
        let once: BTreeMap<usize, usize> = drawn.into_iter().zip(groups).collect();
        let before: Vec<usize> = once.keys().map(|i| of[*i]).collect();
        let after: Vec<usize> = once.into_values().collect();
        sum += adjusted_rand(&before, &after);
    }
    if ask.resamples == 0 { 0.0 } else { sum / f64::from(ask.resamples) }
}

/// Looks for groups.
///
/// # Errors
/// [`Nothing`] says why there are none to tell.
pub fn find(votes: &Votes, moderated_out: &[usize], ask: &Ask) -> Result<Found, Nothing> {
    let open = (0..votes.statements).filter(|s| !moderated_out.contains(s)).count();
    let least = ask.least_votes.min(open).max(1);
    let enough =
        |ballot: &BTreeMap<usize, i8>| ballot.keys().filter(|s| !moderated_out.contains(s)).count() >= least;
    let kept = Votes {
        of: votes.of.iter().filter(|(_, b)| enough(b)).map(|(who, b)| (*who, b.clone())).collect(),
        statements: votes.statements,
    };
    let smallest = ask.smallest.max(1);
    if kept.of.len() < ask.fewest.max(2 * smallest) {
        return Err(Nothing::TooFew);
    }
    let points = places(&kept, moderated_out).ok_or(Nothing::TooFew)?;
    let mut chance = Chance(ask.seed);
    let mut best: Option<(f64, usize, Vec<usize>)> = None;
    let mut shaped = false;
    for k in 2..=MOST_GROUPS.min(points.len() / smallest) {
        let Some(of) = k_means(&points, k, &mut chance) else { break };
        shaped = true;
        if (0..k).any(|g| of.iter().filter(|o| **o == g).count() < smallest) {
            continue;
        }
        let score = silhouette(&points, &of);
        if best.as_ref().is_none_or(|(most, ..)| score > *most) {
            best = Some((score, k, of));
        }
    }
    let (score, k, of) = best.ok_or(if shaped { Nothing::TooSmall } else { Nothing::NoShape })?;
    if score < ask.silhouette {
        return Err(Nothing::NoShape);
    }
    let stability = stability(&kept, moderated_out, &of, k, ask, &mut chance);
    if stability < ask.stability {
        return Err(Nothing::Unstable);
    }
    // The largest first; of two as large the one whose first member comes first.
    let mut order: Vec<(usize, usize)> = (0..k)
        .map(|g| (of.iter().filter(|o| **o == g).count(), of.iter().position(|o| *o == g).unwrap_or(0)))
        .collect();
    let mut ranks: Vec<usize> = (0..k).collect();
    ranks.sort_by_key(|g| (std::cmp::Reverse(order[*g].0), order[*g].1));
    let rank = |g: usize| ranks.iter().position(|r| *r == g).unwrap_or(0);
    let groups = kept.of.keys().zip(&of).map(|(who, g)| (*who, rank(*g))).collect();
    order.sort_by_key(|(n, first)| (std::cmp::Reverse(*n), *first));
    let sizes = order.into_iter().map(|(n, _)| n).collect();
    Ok(Found { groups, sizes, silhouette: score, stability })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASK: Ask = Ask {
        seed: 7,
        least_votes: 7,
        fewest: 40,
        smallest: 11,
        resamples: 20,
        silhouette: 0.25,
        stability: 0.75,
    };

    /// Votes on ten statements: `share` of a hundred agree with what their half holds.
    fn halves(people: u32, share: usize) -> Votes {
        let mut chance = Chance(3);
        let mut votes = Votes { statements: 10, ..Votes::default() };
        for who in 0..people {
            let own = if who % 2 == 0 { 1 } else { -1 };
            let ballot = (0..10).map(|s| {
                let holds = if s % 2 == 0 { own } else { -own };
                (s, if chance.below(100) < share { holds } else { -holds })
            });
            votes.of.insert(who, ballot.collect());
        }
        votes
    }

    #[test]
    fn two_camps_are_found_and_stand() {
        let votes = halves(60, 92);
        let found = find(&votes, &[], &ASK).expect("two camps");
        assert_eq!(found.sizes, [30, 30]);
        assert!(found.stability > 0.9 && found.silhouette > 0.5, "{found:?}");
        let first = found.groups[&0];
        assert!(found.groups.iter().all(|(who, g)| (*g == first) == (who % 2 == 0)));
        assert_eq!(find(&votes, &[], &ASK), Ok(found), "the same votes and seed give the same groups");
    }

    #[test]
    fn where_there_are_no_camps_none_are_told() {
        // Everybody votes by the toss of a coin.
        let told = find(&halves(60, 50), &[], &ASK);
        assert!(matches!(told, Err(Nothing::NoShape | Nothing::Unstable | Nothing::TooSmall)), "{told:?}");
        // All vote alike: there is one place.
        let mut alike = halves(60, 100);
        alike.of.values_mut().flatten().for_each(|(_, vote)| *vote = 1);
        assert_eq!(find(&alike, &[], &ASK), Err(Nothing::NoShape));
    }

    #[test]
    fn few_participants_small_camps_and_short_ballots_tell_nothing() {
        assert_eq!(find(&halves(39, 95), &[], &ASK), Err(Nothing::TooFew));
        let mut short = halves(60, 95);
        short.of.values_mut().for_each(|ballot| ballot.retain(|s, _| *s < 6));
        assert_eq!(find(&short, &[], &ASK), Err(Nothing::TooFew));
        // Without the moderated statements there are six, and who voted on all six is looked at.
        assert!(find(&short, &[6, 7, 8, 9], &ASK).is_ok());
        let mut lone = halves(60, 100);
        lone.of.retain(|who, _| who % 2 == 0 || *who < 20);
        assert_eq!(lone.of.len(), 40);
        assert_eq!(find(&lone, &[], &ASK), Err(Nothing::TooSmall), "ten are a camp of fewer than eleven");
    }

    #[test]
    fn adjusted_rand_gives_the_textbook_s_numbers() {
        assert_eq!(adjusted_rand(&[0, 0, 1, 1], &[1, 1, 0, 0]), 1.0);
        assert!((adjusted_rand(&[0, 0, 1, 2], &[0, 0, 1, 1]) - 4.0 / 7.0).abs() < 1e-15);
        assert_eq!(adjusted_rand(&[0, 0, 1, 1], &[0, 1, 0, 1]), -0.5);
        assert_eq!(adjusted_rand(&[0, 0, 0, 0], &[0, 1, 2, 3]), 0.0);
        assert_eq!(adjusted_rand(&[], &[]), 1.0);
        // Hubert and Arabie's way through a table: 1 and 1, 2 and 1, 4.
        let (a, b) = ([0, 0, 1, 1, 1, 2, 2, 2, 2], [0, 1, 0, 0, 1, 2, 2, 2, 2]);
        let (together, in_a, in_b, all) = (7.0, 10.0, 10.0, 36.0);
        let expected = (together - in_a * in_b / all) / ((in_a + in_b) / 2.0 - in_a * in_b / all);
        assert!((adjusted_rand(&a, &b) - expected).abs() < 1e-15);
    }

    #[test]
    fn a_silhouette_worked_out_by_hand() {
        // On a line: 0 and 1 in one group, 5 and 7 in the other.
        let points = [[0.0, 0.0], [1.0, 0.0], [5.0, 0.0], [7.0, 0.0]];
        let expected = [(6.0 - 1.0) / 6.0, (5.0 - 1.0) / 5.0, (4.5 - 2.0) / 4.5, (6.5 - 2.0) / 6.5];
        let mean = expected.iter().sum::<f64>() / 4.0;
        assert!((silhouette(&points, &[0, 0, 1, 1]) - mean).abs() < 1e-15);
        assert_eq!(silhouette(&points, &[0, 0, 0, 0]), 0.0);
        assert!((spread(&points, &[0, 0, 1, 1]) - 2.5).abs() < 1e-15);
        assert_eq!(
            parted(&points, 2, 1).map(|of| of[0] == of[1] && of[2] == of[3] && of[0] != of[2]),
            Some(true)
        );
        assert_eq!(parted(&points, 5, 1), None);
        // Who is alone counts nought.
        let lone = [(5.5 - 1.0) / 5.5, (4.5 - 1.0) / 4.5];
        let three = [[0.0, 0.0], [1.0, 0.0], [5.5, 0.0]];
        assert!((silhouette(&three, &[0, 0, 1]) - lone.iter().sum::<f64>() / 3.0).abs() < 1e-15);
    }
}
