//! A vote with everything that is kept of it, its roll and its papers.

use super::definition::Definition;
use super::state::{Channel, Phase, Refusal, State};
use tandem_access::{Timestamp, Uuid};

/// A vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// Its id.
    pub id: Uuid,
    /// The organization that runs it.
    pub owner_org: Uuid,
    /// How it stands.
    pub state: State,
    /// What is voted on.
    pub definition: Definition,
    /// How often it was changed.
    pub version: i64,
    /// From when votes are taken.
    pub opens_at: Timestamp,
    /// Until when.
    pub closes_at: Timestamp,
    /// The thing of the chain that it grew out of.
    pub grew_from: Option<Uuid>,
    /// Why it was cancelled.
    pub reason: Option<String>,
    /// When the result was published.
    pub published_at: Option<Timestamp>,
    /// Whom the result binds, and by which topic of the charter.
    pub binding: Option<Binding>,
    /// The vote whose result was returned, when this one asks again.
    pub asks_again: Option<Uuid>,
}

/// What makes a result bind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The topic, in the charter's words.
    pub topic: String,
    /// The body that adopts the result unchanged, or returns it once.
    pub body: Uuid,
}

impl Vote {
    /// How it stands now.
    pub fn phase(&self, now: Timestamp) -> Phase {
        Phase::at(self.state, self.opens_at, self.closes_at, now)
    }
}

/// Counts of the roll.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roll {
    /// Codes that were given out.
    pub issued: u64,
    /// Of these, taken back.
    pub revoked: u64,
    /// Votes by channel.
    pub voted: Vec<(Channel, u64)>,
    /// Ballots that were refused: channel, why, how the first vote of the code came in, how many.
    pub refused: Vec<(Channel, Refusal, Option<Channel>, u64)>,
}

impl Roll {
    /// Votes that were counted.
    pub fn total(&self) -> u64 {
        self.voted.iter().map(|v| v.1).sum()
    }
}

/// A code with its receipt, as it is printed once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Its place on the roll.
    pub number: i64,
    /// The code to vote with.
    pub code: String,
    /// The receipt, on the part that the voter keeps.
    pub receipt: String,
}

/// What came of casting a ballot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cast {
    /// It counts.
    Counted,
    /// It does not; of a second one, how the first came in.
    Refused(Refusal, Option<Channel>),
}

/// How far a batch of papers is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BatchState {
    /// To be keyed.
    First,
    /// To be keyed by another member.
    Second,
    /// Keyed twice; differences are to be settled.
    Compare,
    /// Counted.
    Counted,
    /// Not counted, with a reason.
    Dropped,
}

impl BatchState {
    /// The word in SQL and in message keys.
    pub fn code(self) -> &'static str {
        match self {
            BatchState::First => "first",
            BatchState::Second => "second",
            BatchState::Compare => "compare",
            BatchState::Counted => "counted",
            BatchState::Dropped => "dropped",
        }
    }

    /// Reads the word back.
    pub fn from_code(code: &str) -> Option<BatchState> {
        use BatchState::{Compare, Counted, Dropped, First, Second};
        [First, Second, Compare, Counted, Dropped].into_iter().find(|s| s.code() == code)
    }

    /// Whether nothing is left to do.
    pub fn is_end(self) -> bool {
        matches!(self, BatchState::Counted | BatchState::Dropped)
    }
}

/// A batch of papers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Its id.
    pub id: Uuid,
    /// Its vote.
    pub vote: Uuid,
    /// Whose members key it; its scan is closed with their key.
    pub owner_org: Uuid,
    /// What it is called: the box it came from.
    pub name: String,
    /// How many papers.
    pub papers: u32,
    /// How far it is.
    pub state: BatchState,
    /// Who keyed it first.
    pub first_by: Option<Uuid>,
    /// Who keyed it second.
    pub second_by: Option<Uuid>,
    /// What came of it.
    pub outcome: Option<String>,
}

/// What was keyed of a paper: the code as it is kept, and the ballot as text (`None`: it cannot be read, or breaks the rules).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keyed {
    /// The code, or what was typed in its place.
    pub code: KeyedCode,
    /// The text of the ballot, as typed where it is none.
    pub marks: String,
}

/// A code that was keyed: never the code itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyedCode {
    /// Its hash, that of its receipt, and its last four signs to tell it by.
    Code {
        /// What the roll keeps of it.
        hash: String,
        /// What is published of its receipt.
        receipt: String,
        /// The last four signs.
        tail: String,
    },
    /// Something else that was typed.
    Other(String),
}

impl KeyedCode {
    /// What is kept of a typed code.
    pub fn of(vote: Uuid, typed: &str) -> KeyedCode {
        use super::code;
        match code::normal(typed) {
            Some(code) => KeyedCode::Code {
                hash: code::hash(vote, &code),
                receipt: code::published(&code::receipt(vote, &code)).unwrap_or_default(),
                tail: code[code.len() - 4..].to_owned(),
            },
            None => KeyedCode::Other(typed.chars().filter(|c| !c.is_control()).take(20).collect()),
        }
    }

    /// As it is kept.
    pub fn text(&self) -> String {
        match self {
            KeyedCode::Code { hash, receipt, tail } => format!("{hash} {receipt} {tail}"),
            KeyedCode::Other(typed) => format!("? {typed}"),
        }
    }

    /// Reads it back.
    pub fn read(text: &str) -> KeyedCode {
        let parts: Vec<&str> = text.splitn(3, ' ').collect();
        match parts[..] {
            [hash, receipt, tail] if hash != "?" => {
                KeyedCode::Code { hash: hash.into(), receipt: receipt.into(), tail: tail.into() }
            }
            _ => KeyedCode::Other(text.strip_prefix("? ").unwrap_or_default().to_owned()),
        }
    }

    /// For the eyes of who compares.
    pub fn shown(&self) -> String {
        match self {
            KeyedCode::Code { tail, .. } => format!("…{tail}"),
            KeyedCode::Other(typed) => typed.clone(),
        }
    }
}

/// A paper of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its number in the batch, from 1.
    pub number: u32,
    /// As keyed first.
    pub first: Option<Keyed>,
    /// As keyed by the other member.
    pub second: Option<Keyed>,
    /// As settled by a third look.
    pub third: Option<Keyed>,
}

impl Paper {
    /// What counts: what both keyed alike, or what the third look settled.
    pub fn settled(&self) -> Option<&Keyed> {
        self.third
            .as_ref()
            .or_else(|| self.first.as_ref().filter(|first| self.second.as_ref() == Some(first)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyed_code_reads_back_and_is_not_the_code() {
        let vote = Uuid::from_u128(3);
        let kept = KeyedCode::of(vote, "k7qm 2xpa 9trd");
        assert_eq!(KeyedCode::read(&kept.text()), kept);
        assert_eq!(KeyedCode::of(vote, "K7QM-2XPA-9TRD"), kept);
        assert!(!kept.text().contains("K7QM") && kept.shown() == "…9TRD");
        let other = KeyedCode::of(vote, "gone by rain");
        assert_eq!(KeyedCode::read(&other.text()), other);
        assert_eq!(other.shown(), "gone by rain");
    }

    #[test]
    fn two_alike_are_settled_and_a_third_look_settles_the_rest() {
        let keyed = |marks: &str| {
            Some(Keyed { code: KeyedCode::of(Uuid::from_u128(3), "K7QM-2XPA-9TRD"), marks: marks.into() })
        };
        let mut paper = Paper { number: 1, first: keyed("1 2"), second: keyed("1 2"), third: None };
        assert_eq!(paper.settled(), keyed("1 2").as_ref());
        paper.second = keyed("1");
        assert_eq!(paper.settled(), None);
        paper.third = keyed("2");
        assert_eq!(paper.settled(), keyed("2").as_ref());
    }
}
