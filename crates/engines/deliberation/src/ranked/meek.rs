//! The single transferable vote by Meek's method, as the reference rule of the Proportional Representation Foundation has it: nine
//! decimal places, omega one millionth. (Meek, "A New Approach to the Single Transferable Vote", 1969; Hill, Wichmann, Woodall,
//! The Computer Journal 30, 1987.)
//!
//! What a candidate keeps of a ballot depends only on the candidates before on that ballot. So the ballots stand in a tree of
//! rankings, and each node is computed once for all ballots through it, with the very roundings each ballot would have.

use super::file::Ballots;
use super::stv::{Count, State, Step, by_order, decimals};

const ONE: i128 = 1_000_000_000;
const OMEGA: i128 = ONE / 1_000_000;

struct Node {
    candidate: u16,
    /// The place after the last node under this one.
    end: u32,
    /// Ballots that go through.
    through: u64,
}

/// The rankings as a tree, a node before those under it.
fn tree(ballots: &Ballots) -> Vec<Node> {
    let mut kinds: Vec<(&[u16], u64)> = ballots.kinds().collect();
    kinds.sort_unstable();
    let mut nodes: Vec<Node> = Vec::new();
    let mut path: Vec<(u16, u32)> = Vec::new();
    for (ranking, times) in kinds {
        let same = path.iter().zip(ranking).take_while(|((c, _), r)| c == *r).count();
        let made = nodes.len() as u32;
        for (_, node) in path.drain(same..) {
            nodes[node as usize].end = made;
        }
        for &c in &ranking[same..] {
            path.push((c, nodes.len() as u32));
            nodes.push(Node { candidate: c, end: 0, through: 0 });
        }
        for &(_, node) in &path {
            nodes[node as usize].through += times;
        }
    }
    let made = nodes.len() as u32;
    for (_, node) in path {
        nodes[node as usize].end = made;
    }
    nodes
}

fn up(n: i128, by: i128) -> i128 {
    (n + by - 1) / by
}

struct Counting<'a> {
    ballots: &'a Ballots,
    nodes: Vec<Node>,
    round: usize,
    quota: i128,
    surplus: i128,
    residual: i128,
    votes: Vec<i128>,
    keep: Vec<i128>,
    states: Vec<State>,
    elected: Vec<usize>,
    steps: Vec<Step>,
}

/// Counts.
pub fn count(ballots: &Ballots) -> Count {
    let n = ballots.candidates.len();
    let hopeful = |c: &super::Candidate| if c.withdrawn { State::Withdrawn } else { State::Hopeful };
    let mut counting = Counting {
        nodes: tree(ballots),
        round: 0,
        quota: i128::from(ballots.valid) * ONE / (ballots.seats as i128 + 1) + 1,
        surplus: 0,
        residual: 0,
        votes: vec![0; n],
        keep: ballots.candidates.iter().map(|c| if c.withdrawn { 0 } else { ONE }).collect(),
        states: ballots.candidates.iter().map(hopeful).collect(),
        elected: Vec::new(),
        steps: Vec::new(),
        ballots,
    };
    for (ranking, times) in ballots.kinds() {
        counting.votes[ranking[0] as usize] += i128::from(times) * ONE;
    }
    counting.count()
}

impl Counting<'_> {
    fn in_state(&self, state: State) -> Vec<usize> {
        (0..self.states.len()).filter(|&c| self.states[c] == state).collect()
    }

    fn log(&mut self, tag: &'static str, message: String) {
        let votes: i128 = self.votes.iter().sum();
        let show = |n: &i128| decimals(*n, 9);
        self.steps.push(Step {
            round: self.round,
            tag,
            message,
            quota: show(&self.quota),
            votes: show(&votes),
            surplus: show(&self.surplus),
            exhausted: show(&self.residual),
            by_candidate: self.votes.iter().map(show).collect(),
            states: self.states.clone(),
            keep: Some(self.keep.iter().map(show).collect()),
            tied: None,
            decided: None,
        });
    }

    /// Gives every ballot to the candidates it ranks, to each the share that it keeps, rounded up.
    fn distribute(&mut self) {
        self.votes.fill(0);
        self.residual = i128::from(self.ballots.valid) * ONE;
        // The weight with which ballots arrive at a node, for each node above that is open.
        let mut open: Vec<(u32, i128)> = Vec::new();
        let mut at = 0u32;
        while (at as usize) < self.nodes.len() {
            while open.last().is_some_and(|(end, _)| *end <= at) {
                open.pop();
            }
            let node = &self.nodes[at as usize];
            let weight = open.last().map_or(ONE, |(_, weight)| *weight);
            let kept = up(weight * self.keep[node.candidate as usize], ONE);
            let value = kept * i128::from(node.through);
            self.votes[node.candidate as usize] += value;
            self.residual -= value;
            let left = weight - kept;
            if left <= 0 {
                at = node.end;
            } else {
                open.push((node.end, left));
                at += 1;
            }
        }
    }

    fn count(mut self) -> Count {
        let seats = self.ballots.seats;
        let name = |b: &Ballots, c: usize| b.candidates[c].name.clone();
        self.log("begin", "Begin Count".to_owned());
        loop {
            let left = seats.saturating_sub(self.elected.len());
            if left == 0 || self.in_state(State::Hopeful).len() <= left {
                break;
            }
            self.round += 1;
            self.log("round", "New Round".to_owned());
            let Some(stable) = self.iterate() else { continue };
            let hopeful = self.in_state(State::Hopeful);
            let least = hopeful.iter().map(|&c| self.votes[c]).min().unwrap_or(0);
            let low: Vec<usize> =
                hopeful.into_iter().filter(|&c| self.votes[c] <= least + self.surplus).collect();
            let c = self.ballots.leaver(&low);
            if low.len() > 1 {
                let names: Vec<String> = low.iter().map(|&c| name(self.ballots, c)).collect();
                let (names, chosen) = (names.join(", "), name(self.ballots, c));
                let decided = by_order("defeat low candidate", &names, &chosen);
                self.log("tie", format!("Break tie (defeat low candidate): [{names}] -> {chosen}"));
                if let Some(step) = self.steps.last_mut() {
                    (step.tied, step.decided) = (Some((low, c)), Some(decided));
                }
            }
            self.states[c] = State::Defeated;
            let surplus = decimals(self.surplus, 9);
            let why = if stable {
                format!("stable surplus {surplus}")
            } else {
                format!("surplus {surplus} < omega")
            };
            self.log("defeat", format!("Defeat ({why}): {}", name(self.ballots, c)));
            (self.votes[c], self.keep[c]) = (0, 0);
        }
        let fill = self.elected.len() < seats;
        for c in self.in_state(State::Hopeful) {
            if fill {
                self.states[c] = State::Elected;
                self.elected.push(c);
                self.log("elect", format!("Elect remaining: {}", name(self.ballots, c)));
            } else {
                self.states[c] = State::Defeated;
                self.log("defeat", format!("Defeat remaining: {}", name(self.ballots, c)));
                (self.votes[c], self.keep[c]) = (0, 0);
            }
        }
        let kept: i128 = self.elected.iter().map(|&c| self.votes[c]).sum();
        self.residual = i128::from(self.ballots.valid) * ONE - kept;
        self.log("end", "Count Complete".to_owned());
        let quota = self.steps.first().map_or(String::new(), |s| s.quota.clone());
        Count { elected: self.elected, quota, steps: self.steps }
    }

    /// Lowers what the elected keep until their surplus is next to nothing (false), or no longer falls (true); nothing when
    /// somebody was elected on the way.
    fn iterate(&mut self) -> Option<bool> {
        let mut before = i128::from(self.ballots.valid) * ONE;
        loop {
            self.distribute();
            let votes: i128 = self.votes.iter().sum();
            self.quota = votes / (self.ballots.seats as i128 + 1) + 1;
            let winners: Vec<usize> =
                self.in_state(State::Hopeful).into_iter().filter(|&c| self.votes[c] >= self.quota).collect();
            for &c in &winners {
                self.states[c] = State::Elected;
                self.elected.push(c);
                self.log("elect", format!("Elect: {}", self.ballots.candidates[c].name));
            }
            let over: i128 = self.elected.iter().map(|&c| self.votes[c] - self.quota).sum();
            self.surplus = over.max(0);
            if !winners.is_empty() {
                return None;
            }
            if self.surplus < OMEGA {
                return Some(false);
            }
            if self.surplus >= before {
                return Some(true);
            }
            before = self.surplus;
            for &c in &self.elected {
                let lowered = up(self.keep[c] * self.quota, ONE);
                self.keep[c] = up(lowered * ONE, self.votes[c]);
            }
        }
    }
}
