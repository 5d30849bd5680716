//! Things of the chain.

use tandem_access::{Timestamp, Uuid};

tandem_access::coded! {
    /// What a thing of the chain is.
    Kind {
        /// Unmet demand for a kind of help in an area.
        Gap = "gap",
        /// A meeting.
        Meeting = "meeting",
        /// An open conversation.
        Conversation = "conversation",
        /// What somebody proposes.
        Proposal = "proposal",
        /// A vote of the community.
        Vote = "vote",
        /// What a body decided.
        Decision = "decision",
        /// What organizations signed.
        Agreement = "agreement",
        /// What an organization promised to do by a day.
        Commitment = "commitment",
        /// Money given.
        Grant = "grant",
        /// Room for more people at a service.
        Capacity = "capacity",
        /// What was measured afterwards.
        Outcome = "outcome",
        /// How it is told.
        Story = "story",
    }
}

/// A thing of the chain as its room puts it there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The id that the thing has in its own room.
    pub id: Uuid,
    /// What it is.
    pub kind: Kind,
    /// Its title, in the language it was written in (English where there are two).
    pub title: String,
    /// Its title in Spanish, where there is one.
    pub title_es: Option<String>,
    /// The path of its page.
    pub path: String,
    /// Whether anybody may read that page.
    pub public: bool,
}

/// A thing found in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The thing.
    pub item: Item,
    /// When it was put there.
    pub at: Timestamp,
    /// Steps from where one stands, at least 1.
    pub steps: u32,
}

/// What a thing came from and what came of it, nearest last and nearest first: read on, they tell one story.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chain {
    /// What it grew out of, the oldest cause first.
    pub before: Vec<Link>,
    /// What grew out of it.
    pub after: Vec<Link>,
}
