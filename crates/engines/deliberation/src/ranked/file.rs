//! Reads ranked ballots in the `.blt` format (Hill, Wichmann, Woodall, "Algorithm 123: Single Transferable Vote by Meek's
//! Method", The Computer Journal 30, 1987, with the options that later programs added), as a stream: equal ballots are put
//! together while reading, so memory grows with the kinds of ballots and not with their number.
//!
//! ```text
//! 4 2            four candidates, two seats
//! -3             candidate 3 has withdrawn
//! [tie 2 1 3 4]  the order for ties (without it: the order of the ballot; for one winner, ids as strings)
//! 3 1 4 0        three ballots rank 1 before 4
//! 0              no more ballots
//! "Ada" "Ben" "Cleo" "Dan"
//! "Board 2026"
//! ```

use super::names::{self, Names};
use super::words::{Words, is_number, number, show};
use crate::fault::Fault;
use hashbrown::HashTable;
use std::hash::BuildHasher as _;
use std::io::BufRead;

/// Somebody who stands for election.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The name.
    pub name: String,
    /// Whether the candidate has withdrawn: ballots pass over the name.
    pub withdrawn: bool,
}

/// Who set the order for ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TieFrom {
    /// Nobody: the order of the ballot stands, and for one winner ids compared as strings.
    Nobody,
    /// The file, by a line `[tie ...]`.
    File,
    /// Whoever counts: the charter's order.
    Charter,
}

/// Of equals of whom one has to leave, who does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaves {
    /// The first of the order for ties, as in files and in the reference program: the order says who is chosen, for better or worse.
    First,
    /// The last of it: the order says who comes first, as a charter does.
    Last,
}

/// Ranked ballots, equal ones together. Candidates count from 0; in files from 1.
#[derive(Debug, Clone)]
pub struct Ballots {
    /// What is voted on.
    pub title: String,
    /// How many seats there are.
    pub seats: usize,
    /// Who stands.
    pub candidates: Vec<Candidate>,
    /// The place of each candidate in the order for ties.
    pub tie_rank: Vec<usize>,
    /// Who set that order.
    pub tie_from: TieFrom,
    /// What that order means where one of equals has to leave.
    pub tie_leaves: Leaves,
    /// Ballots that rank somebody who has not withdrawn.
    pub valid: u64,
    /// Ballots that do not.
    pub empty: u64,
    /// What was noticed in the file that changes no result but that somebody should know.
    pub notes: Vec<String>,
    ranks: Vec<u16>,
    /// Where each kind of ballot begins in `ranks`, how long it is, and how many cast it.
    kinds: Vec<(u32, u16, u64)>,
}

impl Ballots {
    /// The kinds of ballots: the ranking, best first, and how many cast it.
    pub fn kinds(&self) -> impl ExactSizeIterator<Item = (&[u16], u64)> + '_ {
        self.kinds.iter().map(|&(at, len, n)| (&self.ranks[at as usize..at as usize + len as usize], n))
    }

    /// One kind of ballot.
    pub fn kind(&self, k: usize) -> (&[u16], u64) {
        let (at, len, n) = self.kinds[k];
        (&self.ranks[at as usize..at as usize + len as usize], n)
    }

    /// Candidates who have not withdrawn.
    pub fn standing(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.candidates.len()).filter(|&c| !self.candidates[c].withdrawn)
    }

    /// Of equals of whom one has to leave: who does by the order for ties.
    ///
    /// # Panics
    /// Without anybody.
    pub(super) fn leaver(&self, tied: &[usize]) -> usize {
        let place = |&c: &usize| self.tie_rank[c];
        let leaver = match self.tie_leaves {
            Leaves::First => tied.iter().copied().min_by_key(place),
            Leaves::Last => tied.iter().copied().max_by_key(place),
        };
        leaver.expect("a tie has members")
    }

    /// Sets the order for ties, which names every candidate once.
    pub fn set_tie_order(&mut self, numbers: &[String]) -> Result<(), Fault> {
        self.tie_rank = tie_order(numbers, self.candidates.len(), &[], 0)?;
        self.tie_from = TieFrom::Charter;
        Ok(())
    }

    /// Ballots that rank nobody twice, from memory rather than a file.
    pub fn new(names: &[&str], seats: usize, ballots: &[(&[u16], u64)]) -> Ballots {
        let mut collector = Collector::default();
        for (ranking, n) in ballots {
            collector.add(ranking, *n);
        }
        let candidates =
            names.iter().map(|n| Candidate { name: (*n).to_owned(), withdrawn: false }).collect::<Vec<_>>();
        Ballots {
            title: String::new(),
            seats,
            tie_rank: (0..candidates.len()).collect(),
            tie_from: TieFrom::Nobody,
            tie_leaves: Leaves::First,
            candidates,
            valid: collector.valid,
            empty: collector.empty,
            notes: Vec::new(),
            ranks: collector.ranks,
            kinds: collector.kinds,
        }
    }
}

/// More ballots than this, a million times those of the largest country, are a slip of the hand.
const MOST_BALLOTS: u64 = 1_000_000_000_000_000;

#[derive(Default)]
struct Collector {
    ranks: Vec<u16>,
    kinds: Vec<(u32, u16, u64)>,
    table: HashTable<u32>,
    hasher: foldhash::fast::RandomState,
    valid: u64,
    empty: u64,
}

impl Collector {
    fn add(&mut self, ranking: &[u16], n: u64) {
        if ranking.is_empty() {
            self.empty += n;
            return;
        }
        self.valid += n;
        let Collector { ranks, kinds, table, hasher, .. } = self;
        let of = |kinds: &[(u32, u16, u64)], ranks: &[u16], k: u32| {
            let (at, len, _) = kinds[k as usize];
            (at as usize, at as usize + len as usize, ranks.len())
        };
        let hash = hasher.hash_one(ranking);
        let same = |k: &u32| {
            let (from, to, _) = of(kinds, ranks, *k);
            &ranks[from..to] == ranking
        };
        if let Some(&k) = table.find(hash, same) {
            kinds[k as usize].2 += n;
            return;
        }
        let k = kinds.len() as u32;
        kinds.push((ranks.len() as u32, ranking.len() as u16, n));
        ranks.extend_from_slice(ranking);
        table.insert_unique(hash, k, |k| {
            let (from, to, _) = of(kinds, ranks, *k);
            hasher.hash_one(&ranks[from..to])
        });
    }
}

/// Reads a file.
pub fn parse(input: impl BufRead) -> Result<Ballots, Fault> {
    let mut words = Words::new(input);
    let mut count = |what: &str, least: i64| {
        let word = words.need(what)?;
        number(&word).filter(|n| (least..=60_000).contains(n)).ok_or_else(|| {
            Fault::new(words.number, format!("{:?} stands where {what} should", show(&word)), format!("begin the file with two numbers, such as \"4 2\": candidates and seats, from {least} to 60000"))
        })
    };
    let n = count("the number of candidates", 1)? as usize;
    let seats = count("the number of seats", 1)? as usize;
    let first_line = words.number;
    let (mut withdrawn, mut tie_rank) = (vec![false; n], (0..n).collect::<Vec<usize>>());
    let mut tie_from = TieFrom::Nobody;
    let (mut nicks, mut undeclared): (Vec<String>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut collector = Collector::default();
    let mut word = words.need("a ballot")?;
    // Withdrawn candidates and options.
    let mut last_withdrawal = None;
    loop {
        if word.starts_with(b"[") {
            let (name, list) = option(&mut words, &word)?;
            match name.as_str() {
                "tie" => {
                    (tie_rank, tie_from) = (tie_order(&list, n, &nicks, words.number)?, TieFrom::File);
                }
                "nick" if list.len() == n => nicks = list,
                "nick" => {
                    return Err(Fault::new(
                        words.number,
                        "[nick] does not name every candidate",
                        "list one short name for each candidate, in their order",
                    ));
                }
                "withdrawn" => {
                    for name in list {
                        withdrawn[who(&name, "withdrawn", n, &nicks, words.number)?] = true;
                    }
                }
                // Written in, and not declared before the vote: the rule of Minneapolis, which is none of these, lets them leave first.
                "undeclared" => {
                    for name in list {
                        undeclared.push(who(&name, "undeclared", n, &nicks, words.number)?);
                    }
                }
                "droop" => {}
                other => {
                    return Err(Fault::new(
                        words.number,
                        format!("the option [{other}] is unknown"),
                        "use [tie ...], [nick ...], [withdrawn ...] or [undeclared ...], or take it out",
                    ));
                }
            }
        } else if word.starts_with(b"-") && is_number(&word) {
            withdrawn[who(&show(&word[1..]), "withdrawn", n, &[], words.number)?] = true;
            last_withdrawal = Some(words.number);
        } else if last_withdrawal == Some(words.number) {
            // As one ballot more, or as one that was struck out? A count must not guess.
            return Err(Fault::new(
                words.number,
                format!("{:?} stands on a line that withdraws candidates", show(&word)),
                "write on it the numbers of withdrawn candidates alone, each with a minus, and each ballot on a line of its own",
            ));
        } else {
            break;
        }
        word = words.need("a ballot")?;
    }
    read_ballots(&mut words, word, n, &withdrawn, &nicks, &mut collector)?;
    let Names { candidates, title, notes } = names::read(&mut words, withdrawn, &undeclared)?;
    let standing = candidates.iter().filter(|c| !c.withdrawn).count();
    if seats > standing {
        return Err(Fault::new(
            first_line,
            format!("there are {seats} seats and {standing} candidates who have not withdrawn"),
            "lower the seats in the first line; nothing needs counting when all are elected",
        ));
    }
    Ok(Ballots {
        title,
        seats,
        candidates,
        tie_rank,
        tie_from,
        tie_leaves: Leaves::First,
        valid: collector.valid,
        empty: collector.empty,
        notes,
        ranks: collector.ranks,
        kinds: collector.kinds,
    })
}

/// The candidate of whom a line before the ballots says something.
fn who(name: &str, what: &str, n: usize, nicks: &[String], line: usize) -> Result<usize, Fault> {
    candidate(name.as_bytes(), n, nicks).ok_or_else(|| {
        Fault::new(
            line,
            format!("candidate {name} is {what} and there are {n}"),
            "write the number of a candidate, from 1",
        )
    })
}

/// An option in square brackets, whose last word ends with the closing one.
fn option<R: BufRead>(words: &mut Words<R>, first: &[u8]) -> Result<(String, Vec<String>), Fault> {
    let first = show(&first[1..]);
    if let Some(name) = first.strip_suffix(']') {
        return Ok((name.to_owned(), Vec::new()));
    }
    let mut list = Vec::new();
    loop {
        let word = show(&words.need("the end of an option, ]")?);
        let part = word.strip_suffix(']');
        let text = part.unwrap_or(&word);
        if !text.is_empty() {
            list.push(text.to_owned());
        }
        if part.is_some() {
            return Ok((first, list));
        }
    }
}

fn tie_order(list: &[String], n: usize, nicks: &[String], line: usize) -> Result<Vec<usize>, Fault> {
    let mut rank = vec![usize::MAX; n];
    for (at, name) in list.iter().enumerate() {
        match candidate(name.as_bytes(), n, nicks) {
            Some(c) if rank[c] == usize::MAX => rank[c] = at,
            _ => {
                return Err(Fault::new(
                    line,
                    format!("the order for ties names {name:?}, which is no candidate or was named before"),
                    "name every candidate once",
                ));
            }
        }
    }
    if list.len() != n {
        return Err(Fault::new(
            line,
            format!("the order for ties names {} of {n} candidates", list.len()),
            "name every candidate once",
        ));
    }
    Ok(rank)
}

fn candidate(word: &[u8], n: usize, nicks: &[String]) -> Option<usize> {
    match number(word) {
        Some(c) => (c >= 1 && c as usize <= n).then(|| c as usize - 1),
        None => nicks.iter().position(|nick| nick.as_bytes() == word),
    }
}

fn read_ballots<R: BufRead>(
    words: &mut Words<R>,
    mut word: Vec<u8>,
    n: usize,
    withdrawn: &[bool],
    nicks: &[String],
    collector: &mut Collector,
) -> Result<(), Fault> {
    let mut ranking: Vec<u16> = Vec::new();
    // The ballot on which each candidate was seen last.
    let (mut seen, mut ballot) = (vec![0u64; n], 0u64);
    loop {
        ballot += 1;
        let begins = words.number;
        let times = if word.starts_with(b"(") {
            while !word.ends_with(b")") {
                word = words.need("the end of a ballot's id, )")?;
            }
            1
        } else {
            number(&word).filter(|t| *t >= 0).ok_or_else(|| no_ballot(&word, begins))?
        };
        if times == 0 {
            return Ok(());
        }
        ranking.clear();
        loop {
            let line = words.number;
            let Some((word, at)) = words.next()? else {
                return Err(Fault::new(
                    line,
                    "the file ends within a ballot",
                    "look whether it was cut off; each ballot ends with 0",
                ));
            };
            if at != begins {
                return Err(Fault::new(
                    begins,
                    "the ballot does not end on its line",
                    "end each ballot with 0, on the line on which it begins",
                ));
            }
            if word == b"0" {
                break;
            }
            let Some(c) = candidate(word, n, nicks) else {
                let word = show(word);
                let (what, mend) = if word.contains('=') {
                    (
                        format!("{word} ranks candidates as equals"),
                        "these rules count strict orders: rank one before the other, or leave both out",
                    )
                } else {
                    (
                        format!("{word:?} is no candidate"),
                        "use the numbers of candidates, from 1, and end each ballot with 0",
                    )
                };
                return Err(Fault::new(words.number, what, mend));
            };
            if seen[c] == ballot {
                return Err(Fault::new(
                    words.number,
                    format!("the ballot ranks candidate {} twice", c + 1),
                    "keep the better of the two ranks",
                ));
            }
            seen[c] = ballot;
            if !withdrawn[c] {
                ranking.push(c as u16);
            }
        }
        collector.add(&ranking, times as u64);
        if collector.valid + collector.empty > MOST_BALLOTS {
            return Err(Fault::new(
                begins,
                format!("with this line there are more than {MOST_BALLOTS} ballots, too many to be true"),
                "look at how many cast the ballot: the first number on its line",
            ));
        }
        word.clear();
        let line = words.number;
        match words.next()? {
            Some((next, _)) => word.extend_from_slice(next),
            None => {
                return Err(Fault::new(
                    line,
                    "the file ends among the ballots",
                    "end the ballots with a line 0, then the names",
                ));
            }
        }
    }
}

/// What a word is that should say how many cast a ballot, and does not.
fn no_ballot(word: &[u8], line: usize) -> Fault {
    let said = show(word);
    if is_number(word) && !said.starts_with('-') {
        return Fault::new(
            line,
            format!("{said} ballots are too many"),
            format!("write how many cast the ballot, at most {MOST_BALLOTS}"),
        );
    }
    if is_number(word) {
        return Fault::new(
            line,
            format!("{said} stands where a ballot should begin"),
            "who has withdrawn stands before the first ballot; begin each ballot with how many cast it",
        );
    }
    Fault::new(
        line,
        format!("{said:?} stands where a ballot should begin"),
        "begin each ballot with how many cast it, and end it with 0; a line with 0 alone ends the ballots",
    )
}
