//! What a subscription is and how it stands; pure.

use tandem_access::{Timestamp, Uuid};

tandem_access::coded! {
    /// How a subscription stands: FHIR R4's codes.
    Status {
        /// The other side was not reached yet.
        Requested = "requested",
        /// It is told.
        Active = "active",
        /// It could not be told, and is not told until somebody starts it again.
        Error = "error",
        /// Over.
        Off = "off",
    }
}

impl Status {
    /// Whether something new is written down for it.
    pub fn listens(self) -> bool {
        matches!(self, Status::Requested | Status::Active)
    }
}

tandem_access::coded! {
    /// What changed. The other side is not told which; it decides whether it may know.
    Kind {
        /// Nothing: the first message, which says that there will be others.
        Handshake = "handshake",
        /// The person: a consent lets the organization see them.
        Person = "person",
        /// A need.
        Need = "need",
        /// A screening.
        Screening = "screening",
        /// A visit.
        Visit = "visit",
        /// A referral.
        Referral = "referral",
    }
}

/// Where a system is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Random id; it stands in addresses.
    pub id: Uuid,
    /// The system.
    pub client: Uuid,
    /// Whose it is.
    pub owner_org: Uuid,
    /// The address that is called.
    pub endpoint: String,
    /// How it stands.
    pub status: Status,
    /// How often it was told something since the beginning.
    pub events: i64,
    /// What the last call that failed came to.
    pub last_error: Option<String>,
    /// When it was last told something.
    pub last_sent_at: Option<Timestamp>,
}

/// Something that changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// What.
    pub kind: Kind,
    /// Which one.
    pub object: Uuid,
    /// About whom; nobody for the handshake.
    pub person: Option<Uuid>,
}
