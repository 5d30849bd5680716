//! How a vote stands.

use jiff::Timestamp;

/// As it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Being written; nobody but members sees it.
    Draft,
    /// Settled and announced; votes are taken from its opening to its closing.
    Open,
    /// Over; papers that lay in the box at closing are still being keyed.
    Closed,
    /// The result stands.
    Published,
    /// Called off, with reasons.
    Cancelled,
}

impl State {
    /// Every state.
    pub const ALL: [State; 5] =
        [State::Draft, State::Open, State::Closed, State::Published, State::Cancelled];

    /// The word in SQL and in message keys.
    pub fn code(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Open => "open",
            State::Closed => "closed",
            State::Published => "published",
            State::Cancelled => "cancelled",
        }
    }

    /// Reads the word back.
    pub fn from_code(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|s| s.code() == code)
    }

    /// Whether it may become this.
    pub fn may_become(self, to: State) -> bool {
        use State::{Cancelled, Closed, Draft, Open, Published};
        matches!(
            (self, to),
            (Draft, Open | Cancelled) | (Open, Closed | Cancelled) | (Closed, Published | Cancelled)
        )
    }
}

/// How it stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Being written.
    Draft,
    /// Announced.
    Soon,
    /// Takes votes.
    Open,
    /// Takes no more, and has no result yet.
    Closed,
    /// Has a result.
    Published,
    /// Called off.
    Cancelled,
}

impl Phase {
    /// How a vote in this state with these times stands now. The clock closes it, whether or not somebody noted it yet.
    pub fn at(state: State, opens: Timestamp, closes: Timestamp, now: Timestamp) -> Phase {
        match state {
            State::Draft => Phase::Draft,
            State::Open if now < opens => Phase::Soon,
            State::Open if now < closes => Phase::Open,
            State::Open | State::Closed => Phase::Closed,
            State::Published => Phase::Published,
            State::Cancelled => Phase::Cancelled,
        }
    }

    /// The word in message keys.
    pub fn code(self) -> &'static str {
        match self {
            Phase::Draft => "draft",
            Phase::Soon => "soon",
            Phase::Open => "open",
            Phase::Closed => "closed",
            Phase::Published => "published",
            Phase::Cancelled => "cancelled",
        }
    }
}

/// How a ballot came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Channel {
    /// On the page of the vote.
    Web,
    /// On paper, keyed twice.
    Paper,
    /// In a text message.
    Text,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Channel; 3] = [Channel::Web, Channel::Paper, Channel::Text];

    /// The word in SQL and in message keys.
    pub fn code(self) -> &'static str {
        match self {
            Channel::Web => "web",
            Channel::Paper => "paper",
            Channel::Text => "text",
        }
    }

    /// Reads the word back.
    pub fn from_code(code: &str) -> Option<Channel> {
        Channel::ALL.into_iter().find(|c| c.code() == code)
    }
}

/// Why a ballot was not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Refusal {
    /// The code has voted before; the first vote stays.
    Twice,
    /// No such code is on the roll.
    Unknown,
    /// The code was taken back (lost, given to somebody who may not vote).
    Revoked,
    /// The ballot cannot be read, or breaks the rules of the ballot.
    Spoilt,
    /// It came before the opening or after the closing.
    Late,
}

impl Refusal {
    /// Every reason.
    pub const ALL: [Refusal; 5] =
        [Refusal::Twice, Refusal::Unknown, Refusal::Revoked, Refusal::Spoilt, Refusal::Late];

    /// The word in SQL and in message keys.
    pub fn code(self) -> &'static str {
        match self {
            Refusal::Twice => "twice",
            Refusal::Unknown => "unknown",
            Refusal::Revoked => "revoked",
            Refusal::Spoilt => "spoilt",
            Refusal::Late => "late",
        }
    }

    /// Reads the word back.
    pub fn from_code(code: &str) -> Option<Refusal> {
        Refusal::ALL.into_iter().find(|c| c.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_closes_a_vote() {
        let at = |s| Timestamp::from_second(s).expect("a time");
        let phase = |state, now| Phase::at(state, at(100), at(200), at(now));
        assert_eq!(phase(State::Open, 99), Phase::Soon);
        assert_eq!(phase(State::Open, 100), Phase::Open);
        assert_eq!(phase(State::Open, 199), Phase::Open);
        assert_eq!(phase(State::Open, 200), Phase::Closed, "the moment of closing is too late");
        assert_eq!(phase(State::Draft, 150), Phase::Draft);
        assert_eq!(phase(State::Published, 150), Phase::Published);
    }

    #[test]
    fn nothing_leaves_an_end() {
        for to in State::ALL {
            assert!(!State::Published.may_become(to) && !State::Cancelled.may_become(to));
            assert!(!to.may_become(to));
        }
        assert!(State::Closed.may_become(State::Cancelled) && !State::Draft.may_become(State::Closed));
    }
}
