//! Open conversations: people agree with statements, disagree or pass. What sets groups apart, and what all of them share; the statistics of
//! Polis (Small et al., "Polis: Scaling Deliberation by Mapping High Dimensional Opinion Spaces", 2021), given who is in which group.
//!
//! Groups that were found, and not declared, are for exploration; nothing binding rests on them.

pub mod found;
pub mod map;

use std::collections::BTreeMap;

/// Votes of participants on statements: 1 agree, -1 disagree, 0 pass; nothing where one was not seen.
#[derive(Debug, Clone, Default)]
pub struct Votes {
    /// By participant, then statement.
    pub of: BTreeMap<u32, BTreeMap<usize, i8>>,
    /// How many statements there are; they count from 0.
    pub statements: usize,
}

/// Agreement, disagreement and votes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Who agrees.
    pub agree: u32,
    /// Who disagrees.
    pub disagree: u32,
    /// Who voted at all, passing included.
    pub seen: u32,
}

impl Counts {
    fn add(&mut self, vote: i8) {
        self.agree += u32::from(vote > 0);
        self.disagree += u32::from(vote < 0);
        self.seen += 1;
    }

    fn less(self, other: Counts) -> Counts {
        Counts {
            agree: self.agree - other.agree,
            disagree: self.disagree - other.disagree,
            seen: self.seen - other.seen,
        }
    }
}

/// One way to vote, within a group beside all other groups.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Side {
    /// How many voted so.
    pub count: u32,
    /// The share, one vote each way added.
    pub share: f64,
    /// How sure it is that more than half do (a z score).
    pub share_test: f64,
    /// The share over that of all other groups.
    pub ratio: f64,
    /// How sure it is that the two differ (a z score).
    pub ratio_test: f64,
}

/// A statement within a group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// The statement.
    pub statement: usize,
    /// Votes on it.
    pub seen: u32,
    /// Agreement.
    pub agree: Side,
    /// Disagreement.
    pub disagree: Side,
}

/// 90 % sure, on one side.
const SURE: f64 = 1.281_551_565_544_600_4;

fn share(count: u32, of: u32) -> f64 {
    (f64::from(count) + 1.0) / (f64::from(of) + 2.0)
}

/// With one success and one trial added: a statement that nobody has seen scores 1.
fn share_test(count: u32, of: u32) -> f64 {
    let (count, of) = (f64::from(count) + 1.0, f64::from(of) + 1.0);
    2.0 * of.sqrt() * (count / of - 0.5)
}

fn ratio_test(count: u32, of: u32, other: u32, other_of: u32) -> f64 {
    let (a, n, b, m) =
        (f64::from(count) + 1.0, f64::from(of) + 1.0, f64::from(other) + 1.0, f64::from(other_of) + 1.0);
    let both = (a + b) / (n + m);
    if both == 1.0 {
        return 0.0;
    }
    (a / n - b / m) / (both * (1.0 - both) * (1.0 / n + 1.0 / m)).sqrt()
}

impl Side {
    fn new(count: u32, of: u32, other: u32, other_of: u32) -> Side {
        Side {
            count,
            share: share(count, of),
            share_test: share_test(count, of),
            ratio: share(count, of) / share(other, other_of),
            ratio_test: ratio_test(count, of, other, other_of),
        }
    }

    fn is_sure(&self) -> bool {
        self.share_test > SURE && self.ratio_test > SURE
    }

    fn weight(&self) -> f64 {
        self.ratio * self.ratio_test * self.share * self.share_test
    }
}

impl Standing {
    fn is_sure(&self) -> bool {
        self.agree.is_sure() || self.disagree.is_sure()
    }

    /// What the statement stands for in the group: agreement or disagreement.
    fn stands_for_agreement(&self) -> bool {
        match (self.agree.is_sure(), self.disagree.is_sure()) {
            (true, _) => true,
            (false, true) => false,
            (false, false) => self.agree.ratio_test > self.disagree.ratio_test,
        }
    }
}

/// Counts of each statement, of all participants for whom `of` says so.
pub fn counts(votes: &Votes, of: impl Fn(u32) -> bool) -> Vec<Counts> {
    let mut counts = vec![Counts::default(); votes.statements];
    for (_, ballot) in votes.of.iter().filter(|(who, _)| of(**who)) {
        for (&statement, &vote) in ballot {
            counts[statement].add(vote);
        }
    }
    counts
}

/// Every statement in every group; who is in no group is left out.
pub fn standings(votes: &Votes, groups: &BTreeMap<u32, usize>) -> Vec<Vec<Standing>> {
    let all = counts(votes, |who| groups.contains_key(&who));
    let many = groups.values().max().map_or(0, |g| g + 1);
    let of_group = |g: usize| {
        let own = counts(votes, |who| groups.get(&who) == Some(&g));
        let standing = |(statement, own): (usize, Counts)| {
            let other = all[statement].less(own);
            Standing {
                statement,
                seen: own.seen,
                agree: Side::new(own.agree, own.seen, other.agree, other.seen),
                disagree: Side::new(own.disagree, own.seen, other.disagree, other.seen),
            }
        };
        own.into_iter().enumerate().map(standing).collect()
    };
    (0..many).map(of_group).collect()
}

/// For each statement, the product over groups of the shares that agree, and of those that disagree: high only where every group does.
pub fn across_groups(standings: &[Vec<Standing>]) -> Vec<(f64, f64)> {
    let statements = standings.first().map_or(0, Vec::len);
    let product = |s: usize, of: fn(&Standing) -> f64| standings.iter().map(|group| of(&group[s])).product();
    (0..statements).map(|s| (product(s, |g| g.agree.share), product(s, |g| g.disagree.share))).collect()
}

/// The same for one statement from the counts of each group, for counts that were made coarser before they were published: what is
/// published then ranks by what is published.
pub fn across_counts(groups: &[Counts]) -> (f64, f64) {
    let product = |of: fn(&Counts) -> u32| groups.iter().map(|c| share(of(c), c.seen)).product();
    (product(|c| c.agree), product(|c| c.disagree))
}

/// A statement that is telling for a group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Telling {
    /// The statement, in the group.
    pub standing: Standing,
    /// Whether it stands for agreement.
    pub agreement: bool,
    /// Whether it is there as the best of what the group agrees on.
    pub best_agreed: bool,
}

impl Telling {
    /// The side that it stands for.
    pub fn side(&self) -> &Side {
        if self.agreement { &self.standing.agree } else { &self.standing.disagree }
    }
}

/// Whether a statement is better agreed on than the best so far.
fn better_agreed(this: &Standing, best: Option<&Standing>) -> bool {
    let (a, nobody) = (&this.agree, this.agree.count == 0 && this.disagree.count == 0);
    match best {
        _ if nobody => false,
        Some(best) if best.agree.ratio > 1.0 => a.weight() > best.agree.weight(),
        Some(best) => a.share * a.share_test > best.agree.share * best.agree.share_test,
        None => a.share_test > SURE || (a.ratio > 1.0 && a.share > 0.5),
    }
}

/// Up to five statements that tell a group from the others, agreement first; at least one if there is any. Statements that were
/// moderated out are left out.
pub fn telling(group: &[Standing], moderated_out: &[usize]) -> Vec<Telling> {
    let (mut sure, mut best, mut agreed): (Vec<Telling>, Option<&Standing>, Option<&Standing>) =
        (Vec::new(), None, None);
    let finish =
        |s: &Standing| Telling { standing: *s, agreement: s.stands_for_agreement(), best_agreed: false };
    let most = |s: &Standing| s.agree.ratio_test.max(s.disagree.ratio_test);
    for s in group.iter().filter(|s| !moderated_out.contains(&s.statement)) {
        if s.is_sure() {
            sure.push(finish(s));
        }
        if best.is_none_or(|b| most(s) > most(b)) {
            best = Some(s);
        }
        if better_agreed(s, agreed) {
            agreed = Some(s);
        }
    }
    let head = agreed.map(|s| Telling { best_agreed: true, ..finish(s) });
    if sure.is_empty() {
        return head.or(best.map(finish)).into_iter().collect();
    }
    sure.sort_by(|a, b| b.side().weight().total_cmp(&a.side().weight()));
    sure.retain(|t| head.is_none_or(|h| h.standing.statement != t.standing.statement));
    let mut out: Vec<Telling> = head.into_iter().chain(sure).take(5).collect();
    out.sort_by_key(|t| !t.agreement);
    out
}

/// A statement that most of all participants agree or disagree with: the statement, how many of how many, share and z score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shared {
    /// The statement.
    pub statement: usize,
    /// How many.
    pub count: u32,
    /// Of how many.
    pub seen: u32,
    /// The share, one vote each way added.
    pub share: f64,
    /// How sure it is that more than half do.
    pub test: f64,
}

/// Up to five statements that most agree with, and five that most disagree with, surest first.
pub fn shared(votes: &Votes, moderated_out: &[usize]) -> (Vec<Shared>, Vec<Shared>) {
    let all = counts(votes, |_| true);
    let side = |of: fn(&Counts) -> u32| {
        let one = |(statement, c): (usize, &Counts)| Shared {
            statement,
            count: of(c),
            seen: c.seen,
            share: share(of(c), c.seen),
            test: share_test(of(c), c.seen),
        };
        let kept = all.iter().enumerate().filter(|(s, _)| !moderated_out.contains(s)).map(one);
        let mut found: Vec<Shared> = kept.filter(|s| s.share > 0.5 && s.test > SURE).collect();
        found.sort_by(|a, b| (b.share * b.test).total_cmp(&(a.share * a.test)));
        found.truncate(5);
        found
    };
    (side(|c| c.agree), side(|c| c.disagree))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unseen_statement_scores_one_and_tells_nothing() {
        assert!((share_test(0, 0) - 1.0).abs() < 1e-15);
        assert!((share_test(0, 93) + 9.489_075_465_581).abs() < 1e-11);
        assert!((ratio_test(0, 93, 3, 79) + 1.548_920_260_069).abs() < 1e-11);
        assert_eq!(ratio_test(5, 5, 5, 5), 0.0);
        let votes = Votes { statements: 2, ..Votes::default() };
        assert_eq!(shared(&votes, &[]), (vec![], vec![]));
        assert_eq!(map::draw(&votes, &[]), None);
    }

    #[test]
    fn what_parts_two_groups_is_told_for_both_and_what_they_share_is_shared() {
        let mut votes = Votes { statements: 2, ..Votes::default() };
        let mut groups = BTreeMap::new();
        for who in 0..20 {
            let group = usize::from(who >= 10);
            groups.insert(who, group);
            votes.of.insert(who, BTreeMap::from([(0, if group == 0 { 1 } else { -1 }), (1, 1)]));
        }
        let found = standings(&votes, &groups);
        let first = telling(&found[0], &[]);
        assert!(first.iter().any(|t| t.standing.statement == 0 && t.agreement));
        assert!(telling(&found[1], &[]).iter().any(|t| t.standing.statement == 0 && !t.agreement));
        let (agree, disagree) = shared(&votes, &[]);
        assert_eq!((agree.len(), agree[0].statement, disagree.len()), (1, 1, 0));
        let across = across_groups(&found);
        assert!(across[1].0 > 0.8 && across[0].0 < 0.1);
        for (s, both) in across.iter().enumerate() {
            let of: Vec<Counts> = (0..2).map(|g| counts(&votes, |who| groups[&who] == g)[s]).collect();
            assert_eq!(across_counts(&of), *both);
        }
    }
}
