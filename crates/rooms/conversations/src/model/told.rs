//! What may be told of a conversation that is over: counts by declared group, by the house's one rule for small counts, and nothing that
//! is not worked out from those.
//!
//! Each voice counts in one group, so groups never overlap, and no sum over groups is told, so that nothing can be taken from it. Within a
//! group and a statement `tandem_stats::protect` says which of agree, disagree and pass can stand. Where nearly all say the same, the few
//! who do not would be told by subtraction; then the many are told as "at least", with room for ten others. That holds from twice
//! [`FEW`] answers on ([`COUNTED`]): below, "more than half" itself would tell a small count.

use super::{About, Answer, Lived, Side};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use tandem_deliberation::opinion::{Counts, across_counts};
use tandem_partners::model::Sector;
use tandem_stats::figure::{FEW, Shown};
use tandem_stats::protect::{Row, protect, sums_first};

/// A group smaller than this is not counted when it is said what every group shares.
pub const COUNTED: u64 = 2 * FEW;
/// Percentage points by which two groups must differ at least, to be told.
const APART: i128 = 20;

/// A group by what people declared. Whoever has lived with it counts there, whatever else they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Has lived with it.
    Lived,
    /// Lives here.
    Residents,
    /// Works for a partner of this sector.
    Sector(Sector),
    /// Works for a partner of a sector with too few to stand alone.
    Partners,
    /// Did not say.
    Unsaid,
}

impl Group {
    /// The word in sheets and message keys.
    pub fn code(self) -> String {
        match self {
            Group::Lived => "lived".into(),
            Group::Residents => "residents".into(),
            Group::Sector(sector) => format!("sector-{}", sector.code()),
            Group::Partners => "partners".into(),
            Group::Unsaid => "unsaid".into(),
        }
    }
}

/// Somebody who answered: what they declared, and their answer to each statement by its place in the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Voice {
    /// What they declared.
    pub about: About,
    /// Their answers.
    pub answers: BTreeMap<usize, Answer>,
}

/// The group that somebody declares, as if each sector could stand alone.
fn declared(about: About) -> Group {
    match (about.lived, about.side, about.sector) {
        (Lived::Yes, ..) => Group::Lived,
        (_, Side::Resident, _) => Group::Residents,
        (_, Side::Partner, Some(sector)) => Group::Sector(sector),
        (_, Side::Partner, None) => Group::Partners,
        _ => Group::Unsaid,
    }
}

/// The group of each voice.
pub fn groups(voices: &[Voice]) -> Vec<Group> {
    let of: Vec<Group> = voices.iter().map(|v| declared(v.about)).collect();
    let many = |group: Group| of.iter().filter(|g| **g == group).count() as u64;
    let alone =
        |g: Group| if matches!(g, Group::Sector(_)) && many(g) < COUNTED { Group::Partners } else { g };
    of.iter().map(|g| alone(*g)).collect()
}

/// A count as it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// The number.
    Exactly(u64),
    /// So many or more.
    AtLeast(u64),
    /// From 1 to 10, or hidden because it would give such a number away.
    Hidden,
}

/// What a group said to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cells {
    /// How many answered.
    pub answers: Shown,
    /// Agree, disagree, pass.
    pub said: [Figure; 3],
}

/// The counts of a group, as they may be told.
pub fn cells(counts: [u64; 3]) -> Cells {
    let row = protect(&[Row::new(None, counts.to_vec())], sums_first).pop().unwrap_or_default();
    let shown = |i: usize| row.get(i).copied().unwrap_or(Shown::Suppressed);
    let answers = shown(0);
    let figure = |i: usize| match (shown(i + 1), answers) {
        (Shown::Count(n), _) => Figure::Exactly(n),
        (Shown::Suppressed, Shown::Count(all)) if all >= COUNTED && all - counts[i] < FEW => {
            Figure::AtLeast(all + 1 - FEW)
        }
        _ => Figure::Hidden,
    };
    Cells { answers, said: [0, 1, 2].map(figure) }
}

/// The least and the most that a count can be by what is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The least.
    pub low: u64,
    /// The most.
    pub high: u64,
    /// Of how many.
    pub of: u64,
}

/// What a group holds of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// More than half of those who answered agree.
    Agrees,
    /// More than half disagree.
    Disagrees,
    /// Neither, or it cannot be told.
    Open,
}

impl Cells {
    /// Bounds on agree (0), disagree (1) or pass (2); none where too few answered.
    pub fn bounds(&self, which: usize) -> Option<Bounds> {
        let of = self.answers.count().filter(|n| *n >= COUNTED)?;
        let least = |i: usize| match self.said[i] {
            Figure::Exactly(n) | Figure::AtLeast(n) => n,
            Figure::Hidden => 0,
        };
        let low = least(which);
        let high = match self.said[which] {
            Figure::Exactly(n) => n,
            _ => of.saturating_sub((0..3).filter(|i| *i != which).map(least).sum()),
        };
        Some(Bounds { low, high, of })
    }

    /// What the group holds, by what is told.
    pub fn stand(&self) -> Stand {
        let most = |which: usize| self.bounds(which).is_some_and(|b| 2 * b.low > b.of);
        match (most(0), most(1)) {
            (true, _) => Stand::Agrees,
            (_, true) => Stand::Disagrees,
            _ => Stand::Open,
        }
    }
}

/// Two groups that differ about a statement: who agrees more, and by how many percentage points at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Apart {
    /// The statement's place.
    pub statement: usize,
    /// Who agrees more.
    pub more: Group,
    /// Who agrees less.
    pub less: Group,
    /// By so many points or more.
    pub points: u64,
}

/// Everything that is told of declared groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// How many of each group took part; hidden where there are fewer than eleven.
    pub people: Vec<(Group, Shown)>,
    /// The groups that count, in order.
    pub counted: Vec<Group>,
    /// For each statement what each group that counts said.
    pub said: Vec<Vec<Cells>>,
    /// Statements that every group that counts agrees with, the surest first.
    pub agreed: Vec<usize>,
    /// Statements that every such group disagrees with, the surest first.
    pub refused: Vec<usize>,
    /// Where such groups differ most.
    pub apart: Vec<Apart>,
}

/// How many statements are shown in the list of differences.
const MOST_APART: usize = 8;

/// Works out what is told of these voices about so many statements.
pub fn tell(voices: &[Voice], statements: usize) -> Told {
    let of = groups(voices);
    let mut sizes: BTreeMap<Group, u64> = BTreeMap::new();
    of.iter().for_each(|g| *sizes.entry(*g).or_insert(0) += 1);
    let counted: Vec<Group> = sizes.iter().filter(|(_, n)| **n >= COUNTED).map(|(g, _)| *g).collect();
    let count = |group: Group, statement: usize| {
        let mut counts = [0u64; 3];
        for (voice, _) in voices.iter().zip(&of).filter(|(_, g)| **g == group) {
            if let Some(answer) = voice.answers.get(&statement) {
                counts[Answer::ALL.iter().position(|a| a == answer).unwrap_or(2)] += 1;
            }
        }
        cells(counts)
    };
    let said: Vec<Vec<Cells>> =
        (0..statements).map(|s| counted.iter().map(|g| count(*g, s)).collect()).collect();
    let people = sizes.iter().map(|(g, n)| (*g, if *n < FEW { Shown::Suppressed } else { Shown::Count(*n) }));
    Told {
        people: people.collect(),
        agreed: shared(&said, Stand::Agrees),
        refused: shared(&said, Stand::Disagrees),
        apart: apart(&counted, &said),
        counted,
        said,
    }
}

/// Statements that every group holds alike, ranked as Polis ranks consensus across groups, by the least that is told of each.
fn shared(said: &[Vec<Cells>], stand: Stand) -> Vec<usize> {
    let least = |cells: &Cells| {
        let of = |which: usize| cells.bounds(which).map_or(0, |b| u32::try_from(b.low).unwrap_or(u32::MAX));
        let seen = cells.answers.count().map_or(0, |n| u32::try_from(n).unwrap_or(u32::MAX));
        Counts { agree: of(0), disagree: of(1), seen }
    };
    let mut found: Vec<(f64, usize)> = vec![];
    for (s, groups) in said.iter().enumerate() {
        if !groups.is_empty() && groups.iter().all(|c| c.stand() == stand) {
            let (agree, disagree) = across_counts(&groups.iter().map(least).collect::<Vec<_>>());
            found.push((if stand == Stand::Agrees { agree } else { disagree }, s));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found.into_iter().map(|(_, s)| s).collect()
}

/// For each statement the two groups that are furthest apart for sure.
fn apart(counted: &[Group], said: &[Vec<Cells>]) -> Vec<Apart> {
    let mut found: Vec<Apart> = vec![];
    for (statement, groups) in said.iter().enumerate() {
        let bounds: Vec<(Group, Bounds)> =
            counted.iter().zip(groups).filter_map(|(g, c)| Some((*g, c.bounds(0)?))).collect();
        let mut widest: Option<Apart> = None;
        for (more, a) in &bounds {
            for (less, b) in &bounds {
                // 100 (low / of - high / of), rounded down: in whole numbers.
                let [low, of, high, other] = [a.low, a.of, b.high, b.of].map(i128::from);
                let points = (100 * (low * other - high * of)).div_euclid(of * other);
                let points = if points < APART { continue } else { u64::try_from(points).unwrap_or(0) };
                if widest.is_none_or(|w| points > w.points) {
                    widest = Some(Apart { statement, more: *more, less: *less, points });
                }
            }
        }
        found.extend(widest);
    }
    found.sort_by_key(|a| (Reverse(a.points), a.statement));
    found.truncate(MOST_APART);
    found
}

/// How many take part, while it is open: the next lower of a few round numbers, of groups with at least eleven people. A number that grew
/// by one with every voice would tell who came when.
pub fn so_far(census: impl IntoIterator<Item = (About, u64)>) -> u64 {
    let mut sizes: BTreeMap<Group, u64> = BTreeMap::new();
    for (about, n) in census {
        *sizes.entry(declared(about)).or_insert(0) += n;
    }
    let people: u64 = sizes.into_values().filter(|n| *n >= FEW).sum();
    [1000, 500, 250, 100, 50, 25, FEW].into_iter().find(|n| people >= *n).unwrap_or(0)
}

#[cfg(test)]
mod tests;
