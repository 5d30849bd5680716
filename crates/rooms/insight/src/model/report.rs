//! What a page shows of the sums: exact, for the rows a viewer may see anyway, or in the published form.
//!
//! The published form is several tables over the same people, protected one after the other. Each later table splits
//! a figure that an earlier one has printed (unmet into its causes, answered into in time and late, and so on), so
//! the two share nothing that is hidden, and what is safe in each is safe in all together:
//!
//! * a row whose total was hidden is not split; all such rows under one parent go into one row "the rest", which is
//!   never printed but is protected like the others, because everybody can work it out by subtraction;
//! * totals that are printed already count as known to the attacker.

use super::cube::{Counts, Cube};
use super::figure::{FEW, Share, Shown, median};
use super::month::Month;
use super::protect::{Row, protect};
use super::request::Outcome;
use std::collections::{BTreeMap, BTreeSet};

/// The reason that is an outcome of its own.
const NO_ROOM: &str = "no_capacity";
/// Months of a point of the published trend.
const QUARTER: u16 = 3;

/// A median in business days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Median {
    /// The days.
    Days(f64),
    /// Hidden with the answers it comes from.
    Suppressed,
    /// Nobody has answered.
    NotAsked,
}

/// The figures of one row: the partnership, a domain, or a domain in an area.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Everybody who asked.
    pub asked: Shown,
    /// Those with an answer, a yes or a no. Printed in its own right: one rare kind of no must not hide it.
    pub answered: Shown,
    /// Not met: no room, another no, late, no match.
    pub unmet: Shown,
    /// By outcome, in the order of [`Outcome::ALL`].
    pub outcomes: [Shown; 7],
    /// Answered within the response clock.
    pub in_time: Shown,
    /// Answered and ended with a reason.
    pub closed: Shown,
    /// The organization says: received, not received, nothing yet.
    pub received: [Shown; 3],
    /// The person says: resolved, partly, not, nothing yet.
    pub resolved: [Shown; 4],
    /// Median business days to the first answer.
    pub days: Median,
    /// Reasons of those who said no, the most frequent first, hidden ones last.
    pub reasons: Vec<(String, Shown)>,
}

impl Line {
    /// Those with this outcome.
    pub fn of(&self, outcome: Outcome) -> Shown {
        self.outcomes[outcome.index()]
    }
    /// Those with an answer among those who asked.
    pub fn answered_share(&self) -> Share {
        Share::new(self.answered, self.asked)
    }
    /// Those answered in time among those whose clock has run out or who have an answer.
    pub fn in_time_share(&self) -> Share {
        Share::new(self.in_time, Shown::sum([self.answered, self.of(Outcome::Late)]))
    }
    /// Closed loops among those who asked.
    pub fn closed_share(&self) -> Share {
        Share::new(self.closed, self.asked)
    }
    /// Services received among those who asked.
    pub fn received_share(&self) -> Share {
        Share::new(self.received[0], self.asked)
    }
    /// Needs resolved among those who asked.
    pub fn resolved_share(&self) -> Share {
        Share::new(self.resolved[0], self.asked)
    }
    /// Needs not met among those who asked.
    pub fn unmet_share(&self) -> Share {
        Share::new(self.unmet, self.asked)
    }

    fn exact(c: &Counts) -> Line {
        let days = median(c.days.iter().map(|(d, n)| (*d, *n))).map_or(Median::NotAsked, Median::Days);
        let reasons = c.reasons.iter().map(|(r, n)| (r.clone(), Shown::Count(*n))).collect();
        Line {
            asked: Shown::Count(c.asked()),
            answered: Shown::Count(c.answered()),
            unmet: Shown::Count(c.unmet()),
            outcomes: c.outcomes.map(Shown::Count),
            in_time: Shown::Count(c.in_time),
            closed: Shown::Count(c.closed),
            received: array(&received(c)),
            resolved: array(&resolved(c)),
            days,
            reasons: sorted(reasons),
        }
    }

    /// Nobody asked.
    pub fn nobody() -> Line {
        Line::exact(&Counts::default())
    }
}

fn array<const N: usize>(counts: &[u64]) -> [Shown; N] {
    std::array::from_fn(|i| Shown::Count(counts[i]))
}

fn received(c: &Counts) -> Vec<u64> {
    vec![c.received, c.not_received, c.of(Outcome::Yes) - c.received - c.not_received]
}

fn resolved(c: &Counts) -> Vec<u64> {
    let said: u64 = c.resolved.iter().sum();
    vec![c.resolved[0], c.resolved[1], c.resolved[2], c.asked() - said]
}

fn sorted(mut reasons: Vec<(String, Shown)>) -> Vec<(String, Shown)> {
    reasons.retain(|(_, n)| *n != Shown::Count(0));
    reasons.sort_by_key(|(reason, n)| (std::cmp::Reverse(n.count()), reason.clone()));
    reasons
}

/// A point of the trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// Its first month.
    pub from: Month,
    /// Its last month.
    pub to: Month,
    /// Everybody who asked in it.
    pub asked: Shown,
    /// Those of them with an answer by now.
    pub answered: Shown,
}

/// What a page shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// In the published form, with small counts hidden.
    pub published: bool,
    /// The whole.
    pub total: Line,
    /// By domain.
    pub domains: BTreeMap<String, Line>,
    /// By domain and area.
    pub cells: BTreeMap<(String, String), Line>,
    /// The trend, oldest first: months, or in the published form quarters.
    pub trend: Vec<Point>,
    /// Different people behind the whole.
    pub people: Shown,
}

/// Counts of the whole, of each domain and of each cell, parents first.
struct Tree {
    parents: Vec<Option<usize>>,
    counts: Vec<Counts>,
    domains: BTreeMap<String, usize>,
    cells: BTreeMap<(String, String), usize>,
}

impl Tree {
    fn of(cube: &Cube) -> Tree {
        let mut tree = Tree {
            parents: vec![None],
            counts: vec![cube.total()],
            domains: BTreeMap::new(),
            cells: BTreeMap::new(),
        };
        for (key, counts) in &cube.cells {
            let domain = *tree.domains.entry(key.0.clone()).or_insert_with(|| {
                tree.parents.push(Some(0));
                tree.counts.push(Counts::default());
                tree.parents.len() - 1
            });
            tree.counts[domain].merge(counts);
            tree.cells.insert(key.clone(), tree.parents.len());
            tree.parents.push(Some(domain));
            tree.counts.push(counts.clone());
        }
        tree
    }

    fn children(&self, row: usize) -> Vec<usize> {
        (0..self.parents.len()).filter(|c| self.parents[*c] == Some(row)).collect()
    }

    /// The first table: its totals are printed nowhere else.
    fn first(&self, split: impl Fn(&Counts) -> Vec<u64>) -> Vec<Vec<Shown>> {
        let rows: Vec<Row> = (0..self.parents.len())
            .map(|i| {
                let parts = split(&self.counts[i]);
                let inner = self.parents.contains(&Some(i));
                Row::new(self.parents[i], if inner { vec![0; parts.len()] } else { parts })
            })
            .collect();
        protect(&rows)
    }

    /// A later table: splits totals of which some (`known`) are printed. The parts of each row; hidden where the total is.
    fn split(&self, known: &[Shown], split: impl Fn(&Counts) -> Vec<u64>) -> Vec<Vec<Shown>> {
        let width = split(&Counts::default()).len();
        let mut out = vec![vec![Shown::Suppressed; width]; self.parents.len()];
        if known[0] == Shown::Suppressed {
            return out;
        }
        let (mut rows, mut place) = (vec![], vec![None; self.parents.len()]);
        self.grow(0, None, known, &split, &mut rows, &mut place);
        let printed = protect(&rows);
        for (i, at) in place.iter().enumerate() {
            if let Some(at) = at {
                out[i].clone_from_slice(&printed[*at][1..]);
            }
        }
        out
    }

    fn grow(
        &self,
        i: usize,
        parent: Option<usize>,
        known: &[Shown],
        split: &impl Fn(&Counts) -> Vec<u64>,
        rows: &mut Vec<Row>,
        place: &mut [Option<usize>],
    ) {
        let (children, parts) = (self.children(i), split(&self.counts[i]));
        let at = rows.len();
        place[i] = Some(at);
        let cells = if children.is_empty() { parts.clone() } else { vec![0; parts.len()] };
        rows.push(Row { total_known: true, ..Row::new(parent, cells) });
        let mut rest: Option<Vec<u64>> = None;
        for child in children {
            if known[child] == Shown::Suppressed {
                let sums = rest.get_or_insert_with(|| vec![0; parts.len()]);
                sums.iter_mut().zip(split(&self.counts[child])).for_each(|(sum, part)| *sum += part);
            } else {
                self.grow(child, Some(at), known, split, rows, place);
            }
        }
        if let Some(cells) = rest {
            rows.push(Row { total_known: true, withheld: true, ..Row::new(Some(at), cells) });
        }
    }
}

impl Report {
    /// Every number as it is.
    pub fn exact(cube: &Cube, months: impl Iterator<Item = Month>) -> Report {
        let tree = Tree::of(cube);
        let trend = months.map(|month| {
            let counts = cube.months.get(&month).cloned().unwrap_or_default();
            let [asked, answered] = [counts.asked(), counts.answered()].map(Shown::Count);
            Point { from: month, to: month, asked, answered }
        });
        let lines: Vec<Line> = tree.counts.iter().map(Line::exact).collect();
        Report::of(&tree, lines, trend.collect(), Shown::Count(cube.people), false)
    }

    /// The published form of a cube of twelve months. `months` are those of the trend, oldest first; the last twelve
    /// are those of the cube.
    pub fn published(cube: &Cube, months: &[Month]) -> Report {
        let tree = Tree::of(cube);
        let group = |outcomes: [Outcome; 2]| move |c: &Counts| outcomes.map(|o| c.of(o)).to_vec();
        let no = group([Outcome::NoRoom, Outcome::OtherNo]);
        let silent = group([Outcome::Late, Outcome::NoMatch]);
        let open = group([Outcome::Waiting, Outcome::TakenBack]);
        let sum = |parts: Vec<u64>| parts.iter().sum::<u64>();
        let base = tree.first(|c| vec![c.of(Outcome::Yes), sum(no(c)), sum(silent(c)), sum(open(c))]);
        let column = |c: usize| base.iter().map(|row| row[c]).collect::<Vec<Shown>>();
        let (asked, yes) = (column(0), column(1));
        let answered: Vec<Shown> = base.iter().map(|row| Shown::sum([row[1], row[2]])).collect();
        let unmet: Vec<Shown> = base.iter().map(|row| Shown::sum([row[2], row[3]])).collect();
        let no = tree.split(&column(2), no);
        let silent = tree.split(&column(3), silent);
        let open = tree.split(&column(4), open);
        let in_time = tree.split(&answered, |c| vec![c.in_time, c.answered() - c.in_time]);
        let closed = tree.split(&answered, |c| vec![c.closed, c.answered() - c.closed]);
        let received = tree.split(&yes, received);
        let resolved = tree.split(&asked, resolved);
        let other_no: Vec<Shown> = no.iter().map(|parts| parts[1]).collect();
        let kinds: BTreeSet<&String> = tree.counts[0].reasons.keys().filter(|r| *r != NO_ROOM).collect();
        let reasons = tree
            .split(&other_no, |c| kinds.iter().map(|r| c.reasons.get(*r).copied().unwrap_or(0)).collect());
        let lines = (0..tree.parents.len()).map(|i| {
            let mut why: Vec<(String, Shown)> =
                kinds.iter().map(|r| (*r).clone()).zip(reasons[i].iter().copied()).collect();
            why.push((NO_ROOM.to_owned(), no[i][0]));
            let days = match answered[i] {
                Shown::Count(n) if n >= FEW => median(tree.counts[i].days.iter().map(|(d, n)| (*d, *n)))
                    .map_or(Median::NotAsked, Median::Days),
                Shown::Count(0) => Median::NotAsked,
                _ => Median::Suppressed,
            };
            Line {
                asked: asked[i],
                answered: answered[i],
                unmet: unmet[i],
                outcomes: [yes[i], no[i][0], no[i][1], silent[i][0], open[i][0], silent[i][1], open[i][1]],
                in_time: in_time[i][0],
                closed: closed[i][0],
                received: std::array::from_fn(|k| received[i][k]),
                resolved: std::array::from_fn(|k| resolved[i][k]),
                days,
                reasons: sorted(why),
            }
        });
        let lines: Vec<Line> = lines.collect();
        let people = people(cube, lines[0].asked);
        let trend =
            trend(cube, months, lines[0].asked.count().is_some() && lines[0].answered.count().is_some());
        Report::of(&tree, lines, trend, people, true)
    }

    fn of(tree: &Tree, lines: Vec<Line>, trend: Vec<Point>, people: Shown, published: bool) -> Report {
        Report {
            published,
            total: lines[0].clone(),
            domains: tree.domains.iter().map(|(k, i)| (k.clone(), lines[*i].clone())).collect(),
            cells: tree.cells.iter().map(|(k, i)| (k.clone(), lines[*i].clone())).collect(),
            trend,
            people,
        }
    }

    /// The line of a domain, of a domain in an area, or the whole. What nobody asked for is a line of noughts.
    pub fn line(&self, domain: Option<&str>, area: Option<&str>) -> Line {
        match (domain, area) {
            (None, _) => Some(&self.total),
            (Some(domain), None) => self.domains.get(domain),
            (Some(domain), Some(area)) => self.cells.get(&(domain.to_owned(), area.to_owned())),
        }
        .cloned()
        .unwrap_or_else(Line::nobody)
    }
}

/// How many different people: only where the difference to the requests tells of nobody.
fn people(cube: &Cube, asked: Shown) -> Shown {
    let fine = |n: u64| n == 0 || n >= FEW;
    match asked.count() {
        Some(asked) if fine(cube.people) && fine(asked.saturating_sub(cube.people)) => {
            Shown::Count(cube.people)
        }
        _ => Shown::Suppressed,
    }
}

/// The published trend, in quarters. The last twelve months are the same people as the whole, whose sums are printed;
/// the months before them are printed nowhere else.
fn trend(cube: &Cube, months: &[Month], whole_printed: bool) -> Vec<Point> {
    let (quarter, window) = (usize::from(QUARTER), 12);
    let split = months.len().saturating_sub(window);
    let counts = |m: &Month| cube.months.get(m).cloned().unwrap_or_default();
    let point = |months: &[Month]| {
        let mut sum = Counts::default();
        months.iter().for_each(|m| sum.merge(&counts(m)));
        vec![sum.answered(), sum.asked() - sum.answered()]
    };
    let mut out = vec![];
    for (part, printed_whole) in [(&months[..split], false), (&months[split..], true)] {
        let root = Row::new(None, vec![0; 2]);
        let mut rows =
            vec![if printed_whole { Row { known: true, ..root } } else { Row { withheld: true, ..root } }];
        rows.extend(part.chunks(quarter).map(|q| Row::new(Some(0), point(q))));
        let printed = if printed_whole && !whole_printed {
            vec![vec![Shown::Suppressed; 3]; rows.len()]
        } else {
            protect(&rows)
        };
        for (months, cells) in part.chunks(quarter).zip(&printed[1..]) {
            if let (Some(from), Some(to)) = (months.first(), months.last()) {
                out.push(Point { from: *from, to: *to, asked: cells[0], answered: cells[1] });
            }
        }
    }
    out
}

#[cfg(test)]
mod tests;
