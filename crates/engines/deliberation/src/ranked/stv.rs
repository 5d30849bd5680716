//! The single transferable vote by weighted inclusive Gregory transfers, with each rule's own arithmetic:
//!
//! * `scottish-stv`: the Scottish Local Government Elections Order 2007, five decimal places, cut off;
//! * `wigm-prf`: the reference rule of the Proportional Representation Foundation, four places, cut off;
//! * `wigm`: the same method with exact fractions.
//!
//! A ballot's weight depends only on the surpluses it has passed through. So ballots are kept in classes of equal weight, and
//! what a candidate receives is the sum over classes of ballots times weight: exact, and quick however many ballots there are.

use super::file::Ballots;
use crate::exact::Ratio;
use std::collections::HashMap;
use std::fmt::Debug;

/// A rule for several seats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// The Scottish order.
    Scottish,
    /// Exact fractions.
    Wigm,
    /// Four places.
    WigmPrf,
}

/// Where a candidate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Withdrawn.
    Withdrawn,
    /// In the count.
    Hopeful,
    /// Elected; a surplus is still to be transferred.
    Pending,
    /// Elected.
    Elected,
    /// Out.
    Defeated,
}

impl State {
    /// `elected` also while a surplus is pending.
    pub fn name(self) -> &'static str {
        match self {
            State::Withdrawn => "withdrawn",
            State::Hopeful => "hopeful",
            State::Pending | State::Elected => "elected",
            State::Defeated => "defeated",
        }
    }
}

/// A step of a count, with everything as it stands after it; figures as decimals of the rule's places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The round; 0 before the first.
    pub round: usize,
    /// What it is: begin, round, elect, tie, unpend, transfer, defeat, end.
    pub tag: &'static str,
    /// In words.
    pub message: String,
    /// The quota.
    pub quota: String,
    /// Votes that lie with candidates.
    pub votes: String,
    /// The surplus that is to be transferred.
    pub surplus: String,
    /// Votes that can go to nobody (Gregory transfers) or have not gone to anybody (Meek).
    pub exhausted: String,
    /// By candidate.
    pub by_candidate: Vec<String>,
    /// By candidate.
    pub states: Vec<State>,
    /// The share of each vote that a candidate keeps (Meek).
    pub keep: Option<Vec<String>>,
    /// The candidates that were tied, and the one that was chosen.
    pub tied: Option<(Vec<usize>, usize)>,
    /// What decided the tie, where `message` has the words of the reference program, which do not say it.
    pub decided: Option<String>,
}

impl Step {
    /// In words, with what decided a tie.
    pub fn words(&self) -> &str {
        self.decided.as_ref().unwrap_or(&self.message)
    }
}

/// In words: the order for ties chose, whether it stands in the file, was given, or is that of the ballot.
pub(super) fn by_order(why: &str, tied: &str, chosen: &str) -> String {
    format!("Break tie by the order for ties ({why}): [{tied}] -> {chosen}")
}

/// What came of a count.
#[derive(Debug, Clone)]
pub struct Count {
    /// The elected, in the order in which they were.
    pub elected: Vec<usize>,
    /// The first quota.
    pub quota: String,
    /// Step by step.
    pub steps: Vec<Step>,
}

/// Numbers that a rule counts with.
trait Arithmetic {
    type V: Clone + Ord + Debug;
    fn count(n: u64) -> Self::V;
    fn plus(a: &Self::V, b: &Self::V) -> Self::V;
    fn minus(a: &Self::V, b: &Self::V) -> Self::V;
    fn times(a: &Self::V, n: u64) -> Self::V;
    fn quota(valid: u64, seats: usize) -> Self::V;
    fn has_quota(vote: &Self::V, quota: &Self::V) -> bool;
    /// The weight of a ballot after a surplus was transferred.
    fn transfer(weight: &Self::V, surplus: &Self::V, vote: &Self::V) -> Self::V;
    fn show(a: &Self::V) -> String;
}

/// As decimals: a fixed-point number.
pub(crate) fn decimals(n: i128, places: u32) -> String {
    let scale = 10i128.pow(places);
    let sign = if n < 0 { "-" } else { "" };
    format!("{sign}{}.{:0>width$}", n.abs() / scale, n.abs() % scale, width = places as usize)
}

/// The parts of fixed-point arithmetic that do not differ between rules.
macro_rules! fixed {
    ($scale:expr, $places:expr) => {
        type V = i128;
        fn count(n: u64) -> i128 {
            i128::from(n) * $scale
        }
        fn plus(a: &i128, b: &i128) -> i128 {
            a + b
        }
        fn minus(a: &i128, b: &i128) -> i128 {
            a - b
        }
        fn times(a: &i128, n: u64) -> i128 {
            a * i128::from(n)
        }
        fn has_quota(vote: &i128, quota: &i128) -> bool {
            vote >= quota
        }
        fn show(a: &i128) -> String {
            decimals(*a, $places)
        }
    };
}

struct FivePlaces;
impl Arithmetic for FivePlaces {
    fixed!(100_000, 5);
    fn quota(valid: u64, seats: usize) -> i128 {
        Self::count(valid / (seats as u64 + 1) + 1)
    }
    fn transfer(weight: &i128, surplus: &i128, vote: &i128) -> i128 {
        weight * surplus / vote
    }
}

struct FourPlaces;
impl Arithmetic for FourPlaces {
    fixed!(10_000, 4);
    fn quota(valid: u64, seats: usize) -> i128 {
        Self::count(valid) / (seats as i128 + 1) + 1
    }
    /// Cut off after the multiplication and after the division.
    fn transfer(weight: &i128, surplus: &i128, vote: &i128) -> i128 {
        (weight * surplus / 10_000) * 10_000 / vote
    }
}

struct Exact;
impl Arithmetic for Exact {
    type V = Ratio;
    fn count(n: u64) -> Ratio {
        Ratio::whole(n)
    }
    fn plus(a: &Ratio, b: &Ratio) -> Ratio {
        a + b
    }
    fn minus(a: &Ratio, b: &Ratio) -> Ratio {
        a - b
    }
    fn times(a: &Ratio, n: u64) -> Ratio {
        a * &Ratio::whole(n)
    }
    fn quota(valid: u64, seats: usize) -> Ratio {
        Ratio::new(valid, seats as u64 + 1)
    }
    /// Exactly a share of seats + 1 is not enough: more of them than there are seats could have it.
    fn has_quota(vote: &Ratio, quota: &Ratio) -> bool {
        vote > quota
    }
    fn transfer(weight: &Ratio, surplus: &Ratio, vote: &Ratio) -> Ratio {
        &(weight * surplus) / vote
    }
    fn show(a: &Ratio) -> String {
        a.to_string()
    }
}

/// Counts.
pub fn count(ballots: &Ballots, rule: Rule) -> Count {
    match rule {
        Rule::Scottish => Counting::<FivePlaces>::new(ballots).scottish(),
        Rule::Wigm => Counting::<Exact>::new(ballots).wigm(false),
        Rule::WigmPrf => Counting::<FourPlaces>::new(ballots).wigm(true),
    }
}

struct Counting<'a, A: Arithmetic> {
    ballots: &'a Ballots,
    round: usize,
    quota: A::V,
    surplus: A::V,
    exhausted: A::V,
    votes: Vec<A::V>,
    states: Vec<State>,
    elected: Vec<usize>,
    /// Kinds of ballots that lie with each candidate.
    piles: Vec<Vec<u32>>,
    /// Which place of its ranking each kind is at, and its class of weight.
    place: Vec<u16>,
    class: Vec<u32>,
    weights: Vec<A::V>,
    /// Votes at the end of each round.
    rounds: Vec<Vec<A::V>>,
    steps: Vec<Step>,
}

impl<'a, A: Arithmetic> Counting<'a, A> {
    fn new(ballots: &'a Ballots) -> Self {
        let n = ballots.candidates.len();
        let mut counting = Counting {
            ballots,
            round: 0,
            quota: A::quota(ballots.valid, ballots.seats),
            surplus: A::count(0),
            exhausted: A::count(0),
            votes: vec![A::count(0); n],
            states: ballots
                .candidates
                .iter()
                .map(|c| if c.withdrawn { State::Withdrawn } else { State::Hopeful })
                .collect(),
            elected: Vec::new(),
            piles: vec![Vec::new(); n],
            place: vec![0; ballots.kinds().len()],
            class: vec![0; ballots.kinds().len()],
            weights: vec![A::count(1)],
            rounds: Vec::new(),
            steps: Vec::new(),
        };
        let mut first = vec![0u64; n];
        for (k, (ranking, times)) in ballots.kinds().enumerate() {
            counting.piles[ranking[0] as usize].push(k as u32);
            first[ranking[0] as usize] += times;
        }
        counting.votes = first.into_iter().map(A::count).collect();
        counting.log("begin", "Begin Count".to_owned());
        counting
    }

    fn log(&mut self, tag: &'static str, message: String) {
        self.steps.push(Step {
            round: self.round,
            tag,
            message,
            quota: A::show(&self.quota),
            votes: A::show(&self.votes.iter().fold(A::count(0), |sum, v| A::plus(&sum, v))),
            surplus: A::show(&self.surplus),
            exhausted: A::show(&self.exhausted),
            by_candidate: self.votes.iter().map(A::show).collect(),
            states: self.states.clone(),
            keep: None,
            tied: None,
            decided: None,
        });
    }

    fn name(&self, c: usize) -> &str {
        &self.ballots.candidates[c].name
    }

    fn in_state(&self, state: State) -> Vec<usize> {
        (0..self.states.len()).filter(|&c| self.states[c] == state).collect()
    }

    fn seats_left(&self) -> usize {
        self.ballots.seats.saturating_sub(self.elected.len())
    }

    fn complete(&self) -> bool {
        self.seats_left() == 0 || self.in_state(State::Hopeful).len() <= self.seats_left()
    }

    fn new_round(&mut self) {
        self.rounds.push(self.votes.clone());
        self.round += 1;
        self.log("round", "New Round".to_owned());
    }

    fn elect(&mut self, c: usize, state: State, how: &str) {
        self.states[c] = state;
        self.elected.push(c);
        self.log("elect", format!("{how}: {}", self.name(c)));
    }

    /// Elects who has the quota, most votes first.
    fn elect_with_quota(&mut self) {
        let mut winners: Vec<usize> = self
            .in_state(State::Hopeful)
            .into_iter()
            .filter(|&c| A::has_quota(&self.votes[c], &self.quota))
            .collect();
        // Of equals, the later on the ballot first, as the reference program tells it; the count does not depend on it.
        winners.reverse();
        winners.sort_by(|&a, &b| self.votes[b].cmp(&self.votes[a]));
        for c in winners {
            self.elect(c, State::Pending, "Elect, transfer pending");
        }
    }

    fn names(&self, tied: &[usize]) -> String {
        tied.iter().map(|&c| self.name(c)).collect::<Vec<_>>().join(", ")
    }

    fn told_tie(&mut self, message: String, decided: Option<String>, tied: &[usize], chosen: usize) -> usize {
        self.log("tie", message);
        if let Some(step) = self.steps.last_mut() {
            (step.tied, step.decided) = (Some((tied.to_vec(), chosen)), decided);
        }
        chosen
    }

    /// Whom the order for ties chooses: to leave, or to be first with a surplus.
    fn by_tie_order(&self, tied: &[usize], leave: bool) -> usize {
        if leave {
            return self.ballots.leaver(tied);
        }
        *tied.iter().min_by_key(|&&c| self.ballots.tie_rank[c]).expect("a tie has members")
    }

    fn break_by_order(&mut self, tied: &[usize], why: &str, leave: bool) -> usize {
        if let [only] = tied {
            return *only;
        }
        let chosen = self.by_tie_order(tied, leave);
        let (names, name) = (self.names(tied), self.name(chosen));
        let decided = by_order(why, &names, name);
        self.told_tie(format!("Break tie ({why}): [{names}] -> {name}"), Some(decided), tied, chosen)
    }

    /// By the most recent stage at which they differed; if they never did, by the order for ties in the place of a lot.
    fn break_by_stage(&mut self, tied: &[usize], why: &str, lowest: bool) -> usize {
        if let [only] = tied {
            return *only;
        }
        let mut left = tied.to_vec();
        for votes in self.rounds.iter().rev() {
            let best = if lowest {
                left.iter().map(|&c| &votes[c]).min()
            } else {
                left.iter().map(|&c| &votes[c]).max()
            };
            let best = best.cloned().expect("a tie has members");
            left.retain(|&c| votes[c] == best);
            if let [only] = left[..] {
                let text = format!(
                    "Break tie by prior stage ({why}): [{}] -> {}",
                    self.names(tied),
                    self.name(only)
                );
                return self.told_tie(text, None, tied, only);
            }
        }
        let chosen = self.by_tie_order(&left, lowest);
        let (names, name) = (self.names(tied), self.name(chosen));
        let decided = by_order(why, &names, name);
        // The reference program says so, though an order decides there too.
        let message = format!("Break tie by lot ({why}): [{names}] -> {name}");
        self.told_tie(message, Some(decided), tied, chosen)
    }

    /// Moves the ballots of a candidate to the next who is in the count; with a surplus, at a lower weight.
    fn transfer(&mut self, from: usize, surplus: Option<&A::V>) {
        let mut lowered: HashMap<u32, u32> = HashMap::new();
        let mut received: HashMap<(usize, u32), u64> = HashMap::new();
        const NOBODY: usize = usize::MAX;
        for k in std::mem::take(&mut self.piles[from]) {
            let at = k as usize;
            let (ranking, times) = self.ballots.kind(at);
            if let Some(surplus) = surplus {
                let old = self.class[at];
                self.class[at] = *lowered.entry(old).or_insert_with(|| {
                    self.weights.push(A::transfer(&self.weights[old as usize], surplus, &self.votes[from]));
                    self.weights.len() as u32 - 1
                });
            }
            let next = ranking[self.place[at] as usize..]
                .iter()
                .position(|&c| self.states[c as usize] == State::Hopeful);
            let to = match next {
                Some(next) => {
                    self.place[at] += next as u16;
                    let to = ranking[self.place[at] as usize] as usize;
                    self.piles[to].push(k);
                    to
                }
                None => NOBODY,
            };
            *received.entry((to, self.class[at])).or_insert(0) += times;
        }
        for ((to, class), times) in received {
            let value = A::times(&self.weights[class as usize], times);
            let sum = if to == NOBODY { &mut self.exhausted } else { &mut self.votes[to] };
            *sum = A::plus(sum, &value);
        }
    }

    fn highest(&self) -> Vec<usize> {
        let pending = self.in_state(State::Pending);
        let most = pending.iter().map(|&c| &self.votes[c]).max();
        pending.iter().copied().filter(|&c| Some(&self.votes[c]) == most).collect()
    }

    fn lowest(&self) -> Vec<usize> {
        let hopeful = self.in_state(State::Hopeful);
        let least = hopeful.iter().map(|&c| &self.votes[c]).min();
        hopeful.iter().copied().filter(|&c| Some(&self.votes[c]) == least).collect()
    }

    fn transfer_surplus(&mut self, c: usize) {
        self.states[c] = State::Elected;
        self.log("unpend", format!("Transfer high surplus: {}", self.name(c)));
        let surplus = A::minus(&self.votes[c], &self.quota);
        self.transfer(c, Some(&surplus));
        self.votes[c] = self.quota.clone();
        self.log("transfer", format!("Surplus transferred: {} ({})", self.name(c), A::show(&surplus)));
    }

    fn defeat(&mut self, c: usize, how: &str) {
        self.states[c] = State::Defeated;
        self.log("defeat", format!("{how}: {}", self.name(c)));
    }

    fn transfer_defeated(&mut self, c: usize) {
        self.transfer(c, None);
        self.votes[c] = A::count(0);
        self.log("transfer", format!("Transfer defeated: {}", self.name(c)));
    }

    fn sum_of_surpluses(&mut self) {
        let pending = self.in_state(State::Pending);
        let over = pending.into_iter().map(|c| A::minus(&self.votes[c], &self.quota));
        self.surplus = over.fold(A::count(0), |sum, v| A::plus(&sum, &v));
    }

    fn finish(mut self, elect: &str, defeat: &str) -> Count {
        for c in self.in_state(State::Pending) {
            self.states[c] = State::Elected;
        }
        let hopeful = self.in_state(State::Hopeful);
        let fill = hopeful.len() <= self.seats_left();
        for c in hopeful {
            if fill {
                self.elect(c, State::Elected, elect);
            } else {
                self.defeat(c, defeat);
            }
        }
        self.log("end", "Count Complete".to_owned());
        let quota = self.steps.first().map_or(String::new(), |s| s.quota.clone());
        Count { elected: self.elected, quota, steps: self.steps }
    }

    fn scottish(mut self) -> Count {
        loop {
            self.elect_with_quota();
            if self.complete() {
                break;
            }
            self.new_round();
            self.sum_of_surpluses();
            let high = self.highest();
            if !high.is_empty() {
                let c = self.break_by_stage(&high, "largest surplus", false);
                self.transfer_surplus(c);
                continue;
            }
            let low = self.lowest();
            let c = self.break_by_stage(&low, "defeat low candidate", true);
            self.defeat(c, "Defeat low candidate");
            self.transfer_defeated(c);
            if self.complete() {
                break;
            }
        }
        self.finish("Elect remaining candidates", "Defeat remaining candidates")
    }

    fn wigm(mut self, reference: bool) -> Count {
        while !self.complete() {
            self.new_round();
            self.elect_with_quota();
            self.sum_of_surpluses();
            if reference && self.complete() {
                break;
            }
            let high = self.highest();
            if !high.is_empty() {
                let c = self.break_by_order(&high, "largest surplus", false);
                self.transfer_surplus(c);
                continue;
            }
            let low = self.lowest();
            let c = self.break_by_order(&low, "defeat low candidate", true);
            self.defeat(c, "Defeat low candidate");
            if reference && self.complete() {
                break;
            }
            self.transfer_defeated(c);
        }
        self.finish("Elect remaining", "Defeat remaining")
    }
}
