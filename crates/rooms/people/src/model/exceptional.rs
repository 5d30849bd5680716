//! A look at a record that no consent opens.

use tandem_access::{Timestamp, Uuid};

/// Why a record may be looked at without a consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExceptionalPurpose {
    /// To compare it with another one that may be the same person.
    IdentityReview,
    /// A medical emergency (break-glass): 45 CFR 164.506, 42 CFR 2.51.
    Emergency,
}

impl ExceptionalPurpose {
    /// The code kept in the database.
    pub fn code(self) -> &'static str {
        match self {
            ExceptionalPurpose::IdentityReview => "identity_review",
            ExceptionalPurpose::Emergency => "emergency",
        }
    }

    /// The purpose with this code.
    pub fn from_code(code: &str) -> Option<ExceptionalPurpose> {
        [ExceptionalPurpose::IdentityReview, ExceptionalPurpose::Emergency]
            .into_iter()
            .find(|purpose| purpose.code() == code)
    }
}

/// One such look, as the person and the privacy officer read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExceptionalAccess {
    /// Who may look.
    pub member: Uuid,
    /// For which organization.
    pub org: Uuid,
    /// Why at all.
    pub purpose: ExceptionalPurpose,
    /// What the member wrote.
    pub reason: String,
    /// From when.
    pub granted_at: Timestamp,
    /// Until when at most.
    pub valid_until: Timestamp,
    /// Ended before that.
    pub ended_at: Option<Timestamp>,
}
