//! Reads elections in the pabulib format: three sections, META, PROJECTS and VOTES, cells parted by semicolons.

use super::election::{Election, Group, Project, VoteKind};
use crate::exact::Ratio;
use crate::fault::Fault;
use hashbrown::HashMap;
use num_traits::ToPrimitive as _;
use std::collections::BTreeMap;

/// How to read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Projects that were withdrawn after voting began: votes for them are left out and told, instead of being a fault.
    pub withdrawn: Vec<String>,
    /// Go on when `num_votes` or `num_projects` differ from what the file holds.
    pub accept_counts: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Section {
    Meta,
    Projects,
    Votes,
}

/// Cells of one line; a cell in quotation marks may hold semicolons.
fn cells(line: &str, number: usize) -> Result<Vec<std::borrow::Cow<'_, str>>, Fault> {
    use std::borrow::Cow;
    if !line.contains('"') {
        return Ok(line.split(';').map(Cow::Borrowed).collect());
    }
    let (mut out, mut rest) = (Vec::new(), line);
    loop {
        if let Some(quoted) = rest.strip_prefix('"') {
            let (mut cell, mut inner) = (String::new(), quoted);
            loop {
                let Some(at) = inner.find('"') else {
                    return Err(Fault::new(
                        number,
                        "a quotation mark opens a cell and none closes it",
                        "close it before the next semicolon, or write the mark twice",
                    ));
                };
                cell.push_str(&inner[..at]);
                inner = &inner[at + 1..];
                match inner.strip_prefix('"') {
                    Some(more) => {
                        cell.push('"');
                        inner = more;
                    }
                    None => break,
                }
            }
            let (tail, next) = inner.split_once(';').map_or((inner, None), |(a, b)| (a, Some(b)));
            cell.push_str(tail);
            out.push(Cow::Owned(cell));
            match next {
                Some(next) => rest = next,
                None => return Ok(out),
            }
        } else {
            let (cell, next) = rest.split_once(';').map_or((rest, None), |(a, b)| (a, Some(b)));
            out.push(Cow::Borrowed(cell));
            match next {
                Some(next) => rest = next,
                None => return Ok(out),
            }
        }
    }
}

/// The column of a name, or what to do about its absence.
fn column(header: &[String], name: &str, line: usize) -> Result<usize, Fault> {
    header.iter().position(|h| h == name).ok_or_else(|| {
        Fault::new(
            line,
            format!("there is no column {name}"),
            format!("name a column {name} in the line after the section's name"),
        )
    })
}

fn money(text: &str, what: &str, line: usize) -> Result<Ratio, Fault> {
    let number = Ratio::parse(&text.replace(',', ".")).ok_or_else(|| {
        Fault::new(
            line,
            format!("{what} is {text:?}, which is not a number"),
            "write digits only, with a point before decimals, such as 12500 or 12500.50",
        )
    })?;
    if number.is_negative() {
        return Err(Fault::new(
            line,
            format!("{what} is {text}, below zero"),
            "write what it costs, zero or more",
        ));
    }
    Ok(number)
}

/// Points as a whole number and how many decimal places it was moved by.
fn points(text: &str, line: usize) -> Result<(i64, u32), Fault> {
    if let Ok(n) = text.parse() {
        return Ok((n, 0));
    }
    let bad = || {
        Fault::new(
            line,
            format!("{text:?} is not a number of points"),
            "write numbers, parted by commas, one for each project of the vote",
        )
    };
    let places = text.split_once('.').map_or(0, |(_, part)| part.trim_end_matches('0').len() as u32);
    let number = Ratio::parse(text).filter(|_| places <= 6).ok_or_else(bad)?;
    let moved = &number * &Ratio::whole(10i64.pow(places));
    moved.numer().to_i64().filter(|_| moved.denom() == &1.into()).map(|n| (n, places)).ok_or_else(bad)
}

struct Reader<'a> {
    reading: &'a Reading,
    meta: BTreeMap<String, (String, usize)>,
    projects: Vec<(Project, Ratio)>,
    ids: HashMap<String, u32, foldhash::fast::RandomState>,
    kind: VoteKind,
    /// Equal ballots: marks (with the places their points were moved by) and voters.
    groups: HashMap<Vec<(u32, i64, u32)>, u64, foldhash::fast::RandomState>,
    voters: u64,
    voter_ids: hashbrown::HashSet<u64, foldhash::fast::RandomState>,
    twice: u64,
    withdrawn_marks: u64,
    doubled_marks: u64,
    places: u32,
    notes: Vec<String>,
}

/// Reads an election.
pub fn parse(text: &str, reading: &Reading) -> Result<Election, Fault> {
    let mut reader = Reader {
        reading,
        meta: BTreeMap::new(),
        projects: Vec::new(),
        ids: HashMap::default(),
        kind: VoteKind::Approval,
        groups: HashMap::default(),
        voters: 0,
        voter_ids: hashbrown::HashSet::default(),
        twice: 0,
        withdrawn_marks: 0,
        doubled_marks: 0,
        places: 0,
        notes: Vec::new(),
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut section = None;
    let mut header: Vec<String> = Vec::new();
    let (mut seen, mut awaiting_header) = (Vec::new(), false);
    let mut last = 0;
    for (at, line) in text.lines().enumerate() {
        let number = at + 1;
        last = number;
        if line.trim().is_empty() {
            continue;
        }
        let row = cells(line, number)?;
        let named = match row[0].trim().to_ascii_lowercase().as_str() {
            "meta" => Some(Section::Meta),
            "projects" => Some(Section::Projects),
            "votes" => Some(Section::Votes),
            _ => None,
        }
        .filter(|_| !awaiting_header && row[1..].iter().all(|c| c.trim().is_empty()));
        if let Some(named) = named {
            if seen.contains(&(named as u8)) {
                return Err(Fault::new(
                    number,
                    format!("the section {} comes twice", row[0].trim()),
                    "put all its rows under one heading",
                ));
            }
            seen.push(named as u8);
            if named == Section::Votes {
                reader.begin_votes(number)?;
            }
            (section, awaiting_header) = (Some(named), true);
            continue;
        }
        if awaiting_header {
            header = row.iter().map(|c| c.trim().to_ascii_lowercase()).collect();
            awaiting_header = false;
            match section {
                Some(Section::Projects) => {
                    column(&header, "project_id", number)?;
                    column(&header, "cost", number)?;
                }
                Some(Section::Votes) => {
                    column(&header, "vote", number)?;
                    if reader.kind == VoteKind::Points {
                        column(&header, "points", number)?;
                    }
                }
                _ => {}
            }
            continue;
        }
        let Some(section) = section else {
            return Err(Fault::new(
                number,
                "the file does not begin with META",
                "begin it with the three sections META, PROJECTS and VOTES",
            ));
        };
        if section != Section::Meta
            && row.len() > header.len()
            && row[header.len()..].iter().any(|c| !c.trim().is_empty())
        {
            return Err(Fault::new(
                number,
                format!("the row has {} cells and the heading {}", row.len(), header.len()),
                "take out the semicolon that does not part cells, or put the cell that holds it in quotation marks",
            ));
        }
        match section {
            Section::Meta => {
                let key = row[0].trim().to_ascii_lowercase();
                let Some(value) = row.get(1) else {
                    return Err(Fault::new(
                        number,
                        format!("{key} has no value"),
                        "write the value after a semicolon",
                    ));
                };
                if let Some((_, first)) = reader.meta.insert(key.clone(), (value.trim().to_owned(), number)) {
                    return Err(Fault::new(
                        number,
                        format!("{key} is given on line {first} already"),
                        "keep one of the two lines",
                    ));
                }
            }
            Section::Projects => reader.project(&header, &row, number)?,
            Section::Votes => reader.vote(&header, &row, number)?,
        }
    }
    for (section, name) in
        [(Section::Meta, "META"), (Section::Projects, "PROJECTS"), (Section::Votes, "VOTES")]
    {
        if !seen.contains(&(section as u8)) {
            return Err(Fault::new(
                0,
                format!("there is no section {name}"),
                "an election has three sections: META, PROJECTS and VOTES",
            ));
        }
    }
    reader.finish(last)
}

impl Reader<'_> {
    fn project(
        &mut self,
        header: &[String],
        row: &[std::borrow::Cow<'_, str>],
        line: usize,
    ) -> Result<(), Fault> {
        let cell = |name: &str| {
            header.iter().position(|h| h == name).and_then(|at| row.get(at)).map_or("", |c| c.trim())
        };
        let id = cell("project_id");
        if id.is_empty() || id.contains(',') {
            return Err(Fault::new(
                line,
                format!("{id:?} is no project id"),
                "give the project an id without commas",
            ));
        }
        let cost = money(cell("cost"), &format!("the cost of project {id}"), line)?;
        if self.ids.insert(id.to_owned(), self.projects.len() as u32).is_some() {
            return Err(Fault::new(
                line,
                format!("project {id} comes twice"),
                "give each project an id of its own",
            ));
        }
        let project = Project { id: id.to_owned(), name: cell("name").to_owned(), cost: 0 };
        self.projects.push((project, cost));
        Ok(())
    }

    /// What must be known before the first vote.
    fn begin_votes(&mut self, line: usize) -> Result<(), Fault> {
        let Some((kind, at)) = self.meta.get("vote_type") else {
            return Err(Fault::new(
                line,
                "META does not say the vote_type",
                "add a line such as vote_type;approval to META, before VOTES",
            ));
        };
        self.kind = match kind.as_str() {
            "approval" | "choose-1" => VoteKind::Approval,
            "scoring" | "cumulative" => VoteKind::Points,
            "ordinal" => VoteKind::Ranks,
            other => {
                return Err(Fault::new(
                    *at,
                    format!("votes of type {other:?} are unknown"),
                    "use approval, choose-1, scoring, cumulative or ordinal",
                ));
            }
        };
        if self.projects.is_empty() {
            return Err(Fault::new(
                line,
                "there are votes and no projects before them",
                "put the section PROJECTS before VOTES",
            ));
        }
        Ok(())
    }

    fn vote(
        &mut self,
        header: &[String],
        row: &[std::borrow::Cow<'_, str>],
        line: usize,
    ) -> Result<(), Fault> {
        let cell = |name: &str| {
            let text =
                header.iter().position(|h| h == name).and_then(|at| row.get(at)).map_or("", |c| c.trim());
            if text.eq_ignore_ascii_case("none") { "" } else { text }
        };
        self.voters += 1;
        let voter = cell("voter_id");
        if !voter.is_empty() {
            use std::hash::BuildHasher as _;
            let hash = self.voter_ids.hasher().hash_one(voter);
            self.twice += u64::from(!self.voter_ids.insert(hash));
        }
        let vote = cell("vote");
        let mut marks: Vec<(u32, i64, u32)> = Vec::new();
        let given: Vec<&str> =
            if vote.is_empty() { Vec::new() } else { vote.split(',').map(str::trim).collect() };
        let scores: Vec<&str> = match (self.kind, cell("points")) {
            (VoteKind::Points, "") => Vec::new(),
            (VoteKind::Points, text) => text.split(',').map(str::trim).collect(),
            _ => Vec::new(),
        };
        // A ballot without points is empty, as the format has it.
        if self.kind == VoteKind::Points && !scores.is_empty() && scores.len() != given.len() {
            return Err(Fault::new(
                line,
                format!(
                    "the vote names {} projects and gives {} numbers of points",
                    given.len(),
                    scores.len()
                ),
                "give one number for each project, in the same order",
            ));
        }
        let used = if self.kind == VoteKind::Points && scores.is_empty() { 0 } else { given.len() };
        let behind_of = |at: usize| (used - at - 1) as i64;
        for (at, id) in given[..used].iter().enumerate() {
            if id.is_empty() {
                continue;
            }
            let Some(&project) = self.ids.get(*id) else {
                if self.reading.withdrawn.iter().any(|w| w == id) {
                    self.withdrawn_marks += 1;
                    continue;
                }
                return Err(Fault::new(
                    line,
                    format!("the vote names project {id}, which PROJECTS does not list"),
                    "list the project; if it was withdrawn after voting began, say so (--withdrawn), and votes for it are left out",
                ));
            };
            let (mark, places) = match self.kind {
                VoteKind::Approval => (1, 0),
                VoteKind::Points => points(scores[at], line)?,
                VoteKind::Ranks => (behind_of(at), 0),
            };
            if marks.iter().any(|m| m.0 == project) {
                if self.kind != VoteKind::Approval {
                    return Err(Fault::new(
                        line,
                        format!("the vote names project {id} twice"),
                        "name each project once",
                    ));
                }
                self.doubled_marks += 1;
                continue;
            }
            self.places = self.places.max(places);
            marks.push((project, mark, places));
        }
        marks.retain(|m| m.1 != 0);
        marks.sort_unstable();
        *self.groups.entry(marks).or_insert(0) += 1;
        Ok(())
    }

    fn finish(mut self, last: usize) -> Result<Election, Fault> {
        let Some((budget, line)) = self.meta.get("budget") else {
            return Err(Fault::new(
                0,
                "META does not say the budget",
                "add a line such as budget;100000 to META",
            ));
        };
        let budget = money(budget, "the budget", *line)?;
        for (key, held, what) in
            [("num_projects", self.projects.len() as u64, "projects"), ("num_votes", self.voters, "votes")]
        {
            let Some((said, at)) = self.meta.get(key) else { continue };
            let said_number: Option<u64> = said.parse().ok();
            if said_number != Some(held) {
                if !self.reading.accept_counts {
                    return Err(Fault::new(
                        *at,
                        format!("{key} is {said} and the file holds {held} {what} (its last line is {last})"),
                        format!(
                            "look whether the file was cut off; if it is whole, write {held} (or give --accept-counts)"
                        ),
                    ));
                }
                self.notes
                    .push(format!("{key} is {said} and the file holds {held}: the file was used as it is"));
            }
        }
        let unit = self
            .projects
            .iter()
            .fold(budget.denom().clone(), |unit, (_, cost)| num_integer::lcm(unit, cost.denom().clone()));
        let too_large =
            || Fault::new(0, "the sums have too many digits", "give sums with fewer decimal places");
        let whole = |sum: &Ratio| {
            (sum.numer() * (&unit / sum.denom()))
                .to_i128()
                .filter(|n| *n < i128::from(i64::MAX))
                .ok_or_else(too_large)
        };
        let mut projects = Vec::with_capacity(self.projects.len());
        for (project, cost) in &self.projects {
            projects.push(Project { cost: whole(cost)?, ..project.clone() });
        }
        let mut groups: Vec<Group> = Vec::with_capacity(self.groups.len());
        for (marks, voters) in self.groups {
            let mut moved = Vec::with_capacity(marks.len());
            for (p, mark, places) in marks {
                let mark = 10i64
                    .checked_pow(self.places - places)
                    .and_then(|by| mark.checked_mul(by))
                    .filter(|m| m.abs() < 1 << 30);
                moved.push((
                    p,
                    mark.ok_or_else(|| {
                        Fault::new(0, "points have too many digits", "use smaller numbers of points")
                    })?,
                ));
            }
            groups.push(Group { voters, marks: moved });
        }
        // Alike beside each other: their votes are looked through together.
        groups.sort_unstable_by(|a, b| a.marks.cmp(&b.marks));
        for (n, what) in [
            (
                self.twice,
                "voter ids come more than once: each row is counted; one vote each is for the roll to see to",
            ),
            (self.withdrawn_marks, "marks for withdrawn projects were left out"),
            (self.doubled_marks, "approvals named a project again on the same ballot; it counts once"),
        ] {
            if n > 0 {
                self.notes.push(format!("{n} {what}"));
            }
        }
        Ok(Election {
            budget: whole(&budget)?,
            unit: unit.to_i128().ok_or_else(too_large)?,
            projects,
            groups,
            voters: self.voters,
            kind: self.kind,
            notes: self.notes,
            meta: self.meta.into_iter().map(|(key, (value, _))| (key, value)).collect(),
        })
    }
}
