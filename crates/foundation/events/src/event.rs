//! Domain events: what happened, for rooms that may not know each other.

use crate::batch::{self, Work};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tandem_access::{Error, Store, Timestamp, Tx, Uuid, Viewer, params};

/// What happened. Ids only: a listener reads what it may see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// A questionnaire was completed.
    ScreeningCompleted {
        /// The screening.
        screening: Uuid,
        /// About whom.
        person: Uuid,
        /// Who recorded it.
        organization: Uuid,
    },
    /// A visit was brought in, or what is known of it changed.
    VisitRecorded {
        /// The visit.
        visit: Uuid,
        /// Whose.
        person: Uuid,
    },
    /// A record of a person was made or changed.
    PersonKept {
        /// The record.
        person: Uuid,
    },
    /// The label of a record rose: what every room keeps of the person was raised with it, in the same transaction.
    LabelRaised {
        /// The record.
        person: Uuid,
    },
    /// An organization left the partnership: every room ends what it has open with it.
    OrganizationLeft {
        /// Who left.
        organization: Uuid,
    },
    /// An organization became confidential, or is so no more: what rooms derive from its records, and what says that somebody
    /// chose it, follows.
    ConfidentialityChanged {
        /// The organization.
        organization: Uuid,
    },
    /// What a member may do at an organization became less, or ended: what stood on their roles there ends with them.
    RolesEnded {
        /// The member.
        member: Uuid,
        /// Where.
        organization: Uuid,
    },
    /// A record was opened to a member of another organization in an emergency.
    OpenedInEmergency {
        /// The record.
        person: Uuid,
        /// Who keeps it.
        owner: Uuid,
        /// Whose member opened it.
        by: Uuid,
    },
    /// A person asks that something be corrected, or that they be erased: somebody has to answer.
    PersonAsks {
        /// The record.
        person: Uuid,
    },
    /// A person was erased: every room overwrites what names or reaches them.
    PersonErased {
        /// The record.
        person: Uuid,
    },
    /// A person let an organization see something.
    ConsentRecorded {
        /// The consent.
        consent: Uuid,
        /// Whose.
        person: Uuid,
        /// For whom.
        recipient: Uuid,
    },
    /// A person took a consent back.
    ConsentWithdrawn {
        /// The consent.
        consent: Uuid,
        /// Whose.
        person: Uuid,
        /// From whom.
        recipient: Uuid,
    },
    /// A referral changed its state.
    ReferralChanged {
        /// The referral.
        referral: Uuid,
        /// FHIR Task status before; empty for a new one.
        from: String,
        /// FHIR Task status now.
        to: String,
    },
    /// A person said whether the need is resolved.
    NeedConfirmed {
        /// The need.
        need: Uuid,
        /// `yes`, `partly` or `no`.
        resolved: String,
    },
    /// A service's capacity changed.
    CapacityChanged {
        /// The service.
        service: Uuid,
    },
    /// A meeting was planned, changed or called off.
    MeetingChanged {
        /// The meeting; for a series, the first one that it is about.
        meeting: Uuid,
        /// Whose.
        body: Uuid,
        /// `scheduled`, `changed` or `cancelled`.
        what: String,
    },
    /// A quorum was met at a meeting, or lost in the middle of it.
    QuorumChanged {
        /// The meeting.
        meeting: Uuid,
        /// Whose.
        body: Uuid,
        /// Whether there is one now.
        met: bool,
    },
    /// The minutes of a meeting can be read.
    MinutesPublished {
        /// The meeting.
        meeting: Uuid,
        /// Whose.
        body: Uuid,
    },
    /// A proposal came to a stage in which the seats of its body are asked.
    ProposalAsks {
        /// The proposal.
        proposal: Uuid,
        /// Whose seats.
        body: Uuid,
        /// `react`, `consent` or `vote`.
        stage: String,
    },
    /// A seat objected to a proposal.
    ObjectionRaised {
        /// The proposal.
        proposal: Uuid,
        /// The body that decides.
        body: Uuid,
        /// The member who proposed it; a resident without an account cannot be told.
        proposer: Option<Uuid>,
    },
    /// A proposal was adopted.
    DecisionAdopted {
        /// The decision.
        decision: Uuid,
        /// Who decided.
        body: Uuid,
    },
    /// A decision is to be looked at again: its date is near, or past.
    ReviewDue {
        /// The decision.
        decision: Uuid,
        /// Who decided.
        body: Uuid,
        /// Whether the date is past.
        past: bool,
    },
    /// The result of a vote that binds a body waits for its answer.
    ResultWaits {
        /// The vote.
        vote: Uuid,
        /// Which body.
        body: Uuid,
    },
    /// A community vote has begun, comes near its end, or its result was published; each is said once.
    VoteNews {
        /// The vote.
        vote: Uuid,
        /// The body that its result binds, if any.
        body: Option<Uuid>,
        /// `opens`, `closes` or `result`.
        what: String,
    },
    /// Terms of seats end within 60 days, or have ended. Each seat is spoken of once for either.
    TermsEnd {
        /// The body.
        body: Uuid,
        /// Its seats whose terms end.
        seats: Vec<Uuid>,
        /// Whether they have ended.
        past: bool,
    },
    /// A body may no longer adopt: it came into grace, is suspended, or is invalid.
    StandingChanged {
        /// The body.
        body: Uuid,
        /// `grace`, `suspended` or `invalid`.
        standing: String,
    },
    /// What a resident sent waits until a body takes it up: since now, or still after two weeks.
    ProposalWaits {
        /// The proposal.
        proposal: Uuid,
        /// Whether it was said before.
        still: bool,
    },
    /// Services, locations or organizations of the directory changed.
    DirectoryChanged {
        /// How many.
        count: u64,
    },
}

/// A room that wants to know.
#[derive(Clone, Copy)]
pub struct Listener {
    /// Room and purpose, for the log.
    pub name: &'static str,
    /// Called in a system transaction, at least once for each event: it must not mind a second time.
    pub on: fn(&mut Tx<'_, '_>, &Event) -> Result<(), Error>,
}

/// Notes an event in the caller's transaction.
///
/// # Errors
/// The database's.
pub fn publish(tx: &mut Tx<'_, '_>, event: &Event) -> Result<(), Error> {
    let payload = serde_json::to_string(event).map_err(|e| Error::Internal(e.to_string()))?;
    tx.execute(
        "INSERT INTO event_outbox (id, at, payload, attempts, next_at, last_error) VALUES (?1, ?2, ?3, 0, ?2, NULL)",
        params![tx.new_id(), tx.now(), payload],
    )?;
    Ok(())
}

/// Carries due events to every listener; how many. Events share a transaction, but an event whose listener fails keeps
/// no other back: it alone waits (1 s, 2 s, 4 s ... one hour) and is tried again.
///
/// # Errors
/// The database's.
pub async fn dispatch(store: &Store, listeners: &[Listener]) -> Result<usize, Error> {
    let system = Viewer::system("events.dispatch");
    let listeners: Arc<[Listener]> = listeners.into();
    let due: Vec<Due> = store
        .read(&system, move |tx| {
            tx.query(
                "SELECT id, payload, attempts FROM event_outbox WHERE next_at <= ?1 ORDER BY at, id LIMIT 500",
                params![tx.now()],
                |r| {
                    let listeners = listeners.clone();
                    Ok(Due { id: r.get(0)?, payload: r.get(1)?, attempts: r.get(2)?, listeners })
                },
            )
        })
        .await?;
    batch::carry_out(store, &system, due).await
}

/// An event on its way to its listeners.
#[derive(Clone)]
struct Due {
    id: Uuid,
    payload: String,
    attempts: i64,
    listeners: Arc<[Listener]>,
}

impl Work for Due {
    fn carry_out(&self, tx: &mut Tx<'_, '_>) -> Result<bool, Error> {
        // The delete is the claim: a second dispatcher finds nothing to do.
        if tx.execute("DELETE FROM event_outbox WHERE id = ?1", params![self.id])? == 0 {
            return Ok(false);
        }
        let event = serde_json::from_str(&self.payload).map_err(|e| Error::Internal(e.to_string()))?;
        self.listeners.iter().try_for_each(|l| (l.on)(tx, &event))?;
        Ok(true)
    }

    fn put_back(&self, tx: &mut Tx<'_, '_>, why: &str) -> Result<(), Error> {
        tx.execute(
            "UPDATE event_outbox SET attempts = attempts + 1, next_at = ?2, last_error = ?3 WHERE id = ?1",
            params![self.id, after(tx.now(), self.attempts), why],
        )?;
        Ok(())
    }

    fn complain(&self, why: &Error) {
        tracing::warn!(target: "tandem::events", id = %self.id, "listener failed: {why}");
    }
}

/// Exponential back-off: 1 s doubled by each attempt, an hour at most.
pub(crate) fn after(now: Timestamp, attempts: i64) -> Timestamp {
    let seconds = 1_i64 << attempts.clamp(0, 12);
    now + SignedDuration::from_secs(seconds.min(3600))
}
