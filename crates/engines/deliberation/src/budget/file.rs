//! Reads elections in the pabulib format: three sections, META, PROJECTS and VOTES, cells parted by semicolons.

use super::cells::{Rows, cells};
use super::election::{Election, Group, Project, VoteKind};
use crate::exact::Ratio;
use crate::fault::Fault;
use hashbrown::HashMap;
use num_traits::ToPrimitive as _;
use std::collections::BTreeMap;

/// How to read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Projects that were withdrawn after voting began, whether PROJECTS still lists them or not: they cannot be funded, and votes
    /// for them are left out and told, instead of being a fault.
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

/// Holds a heading against a column that it must have, once.
fn column(header: &[String], name: &str, line: usize) -> Result<(), Fault> {
    match header.iter().filter(|h| *h == name).count() {
        1 => Ok(()),
        0 => Err(Fault::new(
            line,
            format!("there is no column {name}"),
            format!("name a column {name} in the line after the section's name"),
        )),
        n => Err(Fault::new(
            line,
            format!("{n} columns are called {name}"),
            "give each column a name of its own",
        )),
    }
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
        return Err(Fault::new(line, format!("{what} is {text}, below zero"), "write a sum of zero or more"));
    }
    if number.floor() >= i64::MAX.into() {
        return Err(Fault::new(
            line,
            format!("{what} is {text}, more than can be counted"),
            "look for digits too many; the largest sum has 18 digits before the point",
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
    /// Each with its cost and its line.
    projects: Vec<(Project, Ratio, usize)>,
    /// Projects that are listed and were withdrawn.
    listed_withdrawn: Vec<String>,
    ids: HashMap<String, u32, foldhash::fast::RandomState>,
    kind: VoteKind,
    /// Equal ballots: marks (with the places their points were moved by) and voters.
    groups: HashMap<Vec<(u32, i64, u32)>, u64, foldhash::fast::RandomState>,
    voters: u64,
    voter_ids: hashbrown::HashSet<u64, foldhash::fast::RandomState>,
    twice: u64,
    withdrawn_marks: u64,
    /// Of `Reading::withdrawn`, those that the file knows.
    withdrawn_met: Vec<bool>,
    /// Votes that name more projects than max_length.
    too_long: u64,
    max_length: Option<usize>,
    /// Whether points below zero are a fault: in cumulative votes, which share out points, unless META allows them.
    no_minus: bool,
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
        listed_withdrawn: Vec::new(),
        ids: HashMap::default(),
        kind: VoteKind::Approval,
        groups: HashMap::default(),
        voters: 0,
        voter_ids: hashbrown::HashSet::default(),
        twice: 0,
        withdrawn_marks: 0,
        withdrawn_met: vec![false; reading.withdrawn.len()],
        too_long: 0,
        max_length: None,
        no_minus: false,
        doubled_marks: 0,
        places: 0,
        notes: Vec::new(),
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut section = None;
    let mut header: Vec<String> = Vec::new();
    let (mut seen, mut awaiting_header) = (Vec::new(), false);
    let mut rows = Rows::new(text);
    while let Some((number, line)) = rows.next()? {
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
                    if header.iter().any(|h| h == "weight") {
                        reader.notes.push(format!(
                            "line {number}: the column weight was left out: each row is counted as one vote"
                        ));
                    }
                    if reader.kind == VoteKind::Points {
                        column(&header, "points", number)?;
                    }
                }
                _ => {}
            }
            // Some files begin META without its heading key;value; what it says then is no heading.
            if section != Some(Section::Meta) || header.first().is_some_and(|h| h == "key") {
                continue;
            }
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
    reader.finish(rows.line())
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
        self.tell_comma(cell("cost"), line);
        if self.withdrawn(id) {
            if self.listed_withdrawn.iter().any(|w| w == id) {
                return Err(comes_twice(id, line));
            }
            self.listed_withdrawn.push(id.to_owned());
            return Ok(());
        }
        if self.ids.insert(id.to_owned(), self.projects.len() as u32).is_some() {
            return Err(comes_twice(id, line));
        }
        let name = cell("name").lines().map(str::trim).collect::<Vec<_>>().join(" ");
        self.projects.push((Project { id: id.to_owned(), name, cost: 0 }, cost, line));
        Ok(())
    }

    /// Whether this project was withdrawn; then the file knows of it.
    fn withdrawn(&mut self, id: &str) -> bool {
        let mut found = false;
        for (met, withdrawn) in self.withdrawn_met.iter_mut().zip(&self.reading.withdrawn) {
            if withdrawn == id {
                (*met, found) = (true, true);
            }
        }
        found
    }

    /// `12,500` may be meant as twelve thousand and five hundred, and is 12.5 here.
    fn tell_comma(&mut self, sum: &str, line: usize) {
        if sum.split_once(',').is_some_and(|(_, part)| part.len() == 3) {
            self.notes.push(format!(
                "line {line}: the comma in {sum} was read as a decimal point; without it, write thousands in one"
            ));
        }
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
        let kind = kind.to_ascii_lowercase();
        let told = |key: &str| self.meta.get(key).map_or("", |(value, _)| value.as_str());
        self.max_length = told("max_length").parse().ok();
        self.no_minus = kind == "cumulative" && !told("min_points").starts_with('-');
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
        if self.projects.is_empty() && !self.listed_withdrawn.is_empty() {
            return Err(Fault::new(
                line,
                "every project was withdrawn",
                "look at --withdrawn; there is nothing to count",
            ));
        }
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
        self.too_long += u64::from(self.max_length.is_some_and(|most| given.len() > most));
        for (at, id) in given[..used].iter().enumerate() {
            if id.is_empty() && self.kind == VoteKind::Approval {
                continue;
            }
            if id.is_empty() {
                return Err(Fault::new(
                    line,
                    "a place in the vote is empty",
                    "name a project between every two commas, and none after the last",
                ));
            }
            let Some(&project) = self.ids.get(*id) else {
                if self.withdrawn(id) {
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
                // How many stand behind it is known at the end.
                VoteKind::Ranks => (0, 0),
            };
            if mark < 0 && self.no_minus {
                return Err(Fault::new(
                    line,
                    format!("the vote gives project {id} {} points", scores[at]),
                    "votes of type cumulative share out points, zero or more for each; with points below zero they are of type scoring",
                ));
            }
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
        if self.kind == VoteKind::Ranks {
            let ranked = marks.len();
            marks.iter_mut().enumerate().for_each(|(at, mark)| mark.1 = (ranked - at - 1) as i64);
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
        let (said, line) = (budget.clone(), *line);
        let budget = money(&said, "the budget", line)?;
        self.tell_comma(&said, line);
        let unknown = self.withdrawn_met.iter().zip(&self.reading.withdrawn).find(|(met, _)| !**met);
        if let Some((_, id)) = unknown {
            return Err(Fault::new(
                0,
                format!("project {id} was withdrawn, and neither PROJECTS nor a vote names it"),
                "look at --withdrawn: write the id as in the file, or leave it out",
            ));
        }
        let listed = (self.projects.len() + self.listed_withdrawn.len()) as u64;
        for (key, held, what) in [("num_projects", listed, "projects"), ("num_votes", self.voters, "votes")] {
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
            .fold(budget.denom().clone(), |unit, (_, cost, _)| num_integer::lcm(unit, cost.denom().clone()));
        // Each sum fits by itself; what does not fit is all of them in the smallest unit of any.
        let finest = self.projects.iter().map(|(_, cost, line)| (cost.denom(), *line)).max();
        let finest = finest.filter(|(denom, _)| *denom > budget.denom()).map_or(line, |(_, line)| line);
        let too_large = || {
            Fault::new(finest, "the sum has too many decimal places", "give sums with fewer decimal places")
        };
        let whole = |sum: &Ratio| {
            (sum.numer() * (&unit / sum.denom()))
                .to_i128()
                .filter(|n| *n < i128::from(i64::MAX))
                .ok_or_else(too_large)
        };
        let mut projects = Vec::with_capacity(self.projects.len());
        for (project, cost, _) in &self.projects {
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
        if groups.iter().all(|g| g.marks.is_empty()) {
            self.notes.push("no vote marks a project; what a rule funds without votes follows from costs and the order for ties alone".to_owned());
        }
        let score = self.meta.get("default_score").map_or("", |(value, _)| value.as_str());
        if self.kind == VoteKind::Points
            && !score.is_empty()
            && !Ratio::parse(score).is_some_and(|s| s.is_zero())
        {
            self.notes.push(format!(
                "default_score is {score}: projects that a vote does not name were counted as 0"
            ));
        }
        for (n, what) in [
            (
                self.twice,
                "voter ids come more than once: each row is counted; one vote each is for the roll to see to",
            ),
            (self.withdrawn_marks, "marks for withdrawn projects were left out"),
            (self.too_long, "votes name more projects than max_length says; they were counted as they stand"),
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

fn comes_twice(id: &str, line: usize) -> Fault {
    Fault::new(line, format!("project {id} comes twice"), "give each project an id of its own")
}
