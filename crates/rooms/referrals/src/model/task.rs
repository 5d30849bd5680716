//! What the sender has to do: the sender is held to a clock too.

use jiff::Timestamp;
use tandem_access::Uuid;

tandem_access::coded! {
    /// A thing for the sender to do about a referral.
    TaskKind {
        /// The organization asked something.
        AnswerQuestion = "answer_question",
        /// The organization said no: choose the next one with the person.
        AfterDecline = "after_decline",
        /// Nobody answered and the person named no other: ask them.
        AskPersonNext = "ask_person_next",
        /// Nobody answered; the person named another, but has not agreed that it is told.
        AskPersonConsent = "ask_person_consent",
        /// An organization claimed an unidentified offer: ask the person.
        AskPersonClaim = "ask_person_claim",
        /// Nobody claimed the offer.
        NoClaim = "no_claim",
        /// The help came to nothing after a yes.
        AfterFailure = "after_failure",
        /// The person says that the need is not met.
        NotResolved = "not_resolved",
    }
}

impl TaskKind {
    /// Message key of what there is to do.
    pub fn message_key(self) -> &'static str {
        match self {
            TaskKind::AnswerQuestion => "referrals-task-answer-question",
            TaskKind::AfterDecline => "referrals-task-after-decline",
            TaskKind::AskPersonNext => "referrals-task-ask-person-next",
            TaskKind::AskPersonConsent => "referrals-task-ask-person-consent",
            TaskKind::AskPersonClaim => "referrals-task-ask-person-claim",
            TaskKind::NoClaim => "referrals-task-no-claim",
            TaskKind::AfterFailure => "referrals-task-after-failure",
            TaskKind::NotResolved => "referrals-task-not-resolved",
        }
    }
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Id.
    pub id: Uuid,
    /// About which referral.
    pub referral_id: Uuid,
    /// What.
    pub kind: TaskKind,
    /// Since when.
    pub opened_at: Timestamp,
    /// Until when.
    pub due_at: Timestamp,
    /// Done when.
    pub done_at: Option<Timestamp>,
}

impl Task {
    /// Whether it is overdue at `now`.
    pub fn is_late(&self, now: Timestamp) -> bool {
        self.done_at.is_none() && self.due_at <= now
    }
}
