//! What a page shows of the sums: exact, for the rows a viewer may see anyway, or in the published form.
//!
//! The published form is several tables over the same people, protected one after the other. The first has, of those
//! who asked, a yes, not met, and still open. Each later one splits a figure that an earlier one has printed (not met
//! into a no and silence, those into their causes, answered into in time and late, and so on), so the two share
//! nothing that is hidden, and what is safe in each is safe in all together:
//!
//! * totals that are printed already count as known to the attacker;
//! * a row whose total was hidden is not split. Where that total is large, the row is protected as if the attacker knew
//!   it, which is more than he knows. Small ones under one parent go into one row "the rest", never printed but
//!   protected like the others, because everybody can work it out by subtraction. A count in it is as free as the rest
//!   and its hidden total are: between both, any one can take all of a column, or nothing of it;
//! * the parts of the whole matter most. Where small counts below leave no pattern that prints them, they stand alone
//!   (`Tree::whole_alone`) and nothing below is split.

use super::cube::{Counts, Cube};
use super::figure::{FEW, Share, Shown};
use super::month::Month;
use super::protect::{Cell, Importance, Row, protect, ranked, sums_first};
use super::request::Outcome;
use std::collections::{BTreeMap, BTreeSet};
use tandem_stats::median;

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

    /// The first table: its totals are printed nowhere else.
    fn first(&self, split: impl Fn(&Counts) -> Vec<u64>) -> Vec<Vec<Shown>> {
        let rows: Vec<Row> = (0..self.parents.len())
            .map(|i| {
                let parts = split(&self.counts[i]);
                let inner = self.parents.contains(&Some(i));
                Row::new(self.parents[i], if inner { vec![0; parts.len()] } else { parts })
            })
            .collect();
        protect(&rows, gaps_first)
    }

    /// A later table: splits totals of which some (`known`) are printed. The parts of each row; hidden where the total is.
    fn split(&self, known: &[Shown], split: impl Fn(&Counts) -> Vec<u64>) -> Vec<Vec<Shown>> {
        let width = split(&Counts::default()).len();
        let mut out = vec![vec![Shown::Suppressed; width]; self.parents.len()];
        if known[0] == Shown::Suppressed {
            return out;
        }
        let mut rows = Split { tree: self, known, split: &split, rows: vec![], place: vec![] };
        rows.take(0, None, true);
        let printed = protect(&rows.rows, sums_first);
        let counts = |row: &[Shown]| row.iter().filter(|n| n.count().is_some()).count();
        if let Some(alone) = self.whole_alone(&split)
            && counts(&alone) > counts(&printed[0][1..])
        {
            out[0] = alone;
            return out;
        }
        for (at, i) in rows.place.iter().enumerate() {
            if let Some(i) = i {
                out[*i].clone_from_slice(&printed[at][1..]);
            }
        }
        out
    }
}

impl Tree {
    /// The parts of the whole as they may be printed when those of no other row are; `None` when they may not.
    ///
    /// The attacker then knows sums of rows and sums of columns and nothing inside (a transportation polytope): a count
    /// can be as much as its row and its column hold, and as little as its row leaves when all who are in the other
    /// columns are in this row. A row of few is hidden by an earlier table and can be as much as ten there. Small parts
    /// of the whole stay hidden together with the next larger ones, as one column of at least eleven whose counts can each be
    /// nobody or everybody in it.
    fn whole_alone(&self, split: impl Fn(&Counts) -> Vec<u64>) -> Option<Vec<Shown>> {
        let whole = split(&self.counts[0]);
        let all: u64 = whole.iter().sum();
        let small = |n: u64| (1..FEW).contains(&n);
        let mut smallest_first: Vec<usize> = (0..whole.len()).filter(|c| whole[*c] > 0).collect();
        smallest_first.sort_by_key(|c| (whole[*c], *c));
        let mut hidden = vec![false; whole.len()];
        let (mut together, mut columns) = (0, 0);
        if smallest_first.first().is_some_and(|c| small(whole[*c])) {
            for c in smallest_first {
                if !small(whole[c]) && columns >= 2 && together >= FEW {
                    break;
                }
                hidden[c] = true;
                together += whole[c];
                columns += 1;
            }
            if columns < 2 || together < FEW {
                return None;
            }
        }
        let free = |counts: &Counts| {
            let parts = split(counts);
            let row: u64 = parts.iter().sum();
            (0..whole.len()).all(|c| hidden[c] || !small(parts[c]) || row <= all - whole[c] + 1)
        };
        let printed = |c: usize| if hidden[c] { Shown::Suppressed } else { Shown::Count(whole[c]) };
        self.counts[1..].iter().all(free).then(|| (0..whole.len()).map(printed).collect())
    }
}

/// In the first table: the whole, how many asked for each kind of help, then the gaps, which are what it is read for.
fn gaps_first(cell: Cell) -> Importance {
    const UNMET: usize = 2;
    let class = match (cell.depth, cell.column, cell.value) {
        (0, ..) => 9,
        (1, 0, _) => 8,
        (2.., UNMET, 1..) => 7,
        (1, UNMET, _) => 6,
        (2.., 0, _) => 5,
        (1, _, 1..) => 4,
        (_, _, 1..) => 3,
        (1, ..) => 2,
        (_, UNMET, 0) => 1,
        _ => 0,
    };
    ranked(class, cell.value)
}

/// The rows of a later table while they are put together.
struct Split<'a, F> {
    tree: &'a Tree,
    known: &'a [Shown],
    split: &'a F,
    rows: Vec<Row>,
    /// Which row of the tree each row is; `None` for one that is never printed.
    place: Vec<Option<usize>>,
}

impl<F: Fn(&Counts) -> Vec<u64>> Split<'_, F> {
    /// Takes in a row and what is below it. A row that is not printed is protected as if its total were.
    fn take(&mut self, i: usize, parent: Option<usize>, printed: bool) {
        let (tree, at) = (self.tree, self.rows.len());
        let children: Vec<usize> = (0..tree.parents.len()).filter(|c| tree.parents[*c] == Some(i)).collect();
        let parts = (self.split)(&tree.counts[i]);
        let mut rest = vec![0; parts.len()];
        let cells = if children.is_empty() { parts } else { vec![0; rest.len()] };
        self.rows.push(Row { total_known: true, withheld: !printed, ..Row::new(parent, cells) });
        self.place.push(printed.then_some(i));
        for child in children {
            let parts = (self.split)(&tree.counts[child]);
            let printed = self.known[child] != Shown::Suppressed;
            if printed || parts.iter().sum::<u64>() >= FEW {
                self.take(child, Some(at), printed);
            } else {
                rest.iter_mut().zip(parts).for_each(|(sum, part)| *sum += part);
            }
        }
        if rest.iter().any(|n| *n > 0) {
            self.rows.push(Row { total_known: true, withheld: true, ..Row::new(Some(at), rest) });
            self.place.push(None);
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
        let base = tree.first(|c| vec![c.of(Outcome::Yes), c.unmet(), sum(open(c))]);
        let column = |table: &[Vec<Shown>], c: usize| table.iter().map(|row| row[c]).collect::<Vec<Shown>>();
        let (asked, yes, unmet) = (column(&base, 0), column(&base, 1), column(&base, 2));
        let unmet_parts = tree.split(&unmet, |c| vec![sum(no(c)), sum(silent(c))]);
        let answered: Vec<Shown> =
            yes.iter().zip(&unmet_parts).map(|(yes, parts)| Shown::sum([*yes, parts[0]])).collect();
        let no = tree.split(&column(&unmet_parts, 0), no);
        let silent = tree.split(&column(&unmet_parts, 1), silent);
        let open = tree.split(&column(&base, 3), open);
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
            protect(&rows, sums_first)
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
