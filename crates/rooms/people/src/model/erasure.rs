//! A person asks that who they are be deleted.

use jiff::Timestamp;
use tandem_access::Uuid;

/// Why an organization may say no: law that binds it, or consent that the person gave and still needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// A law says how long such a record is kept (medical, school).
    Retention,
    /// Help that the person asked for is under way and needs it.
    HelpUnderWay,
    /// It is needed for a legal claim, or a court asked for it.
    LegalClaim,
}

impl Refusal {
    /// Each.
    pub const ALL: [Refusal; 3] = [Refusal::Retention, Refusal::HelpUnderWay, Refusal::LegalClaim];

    /// The code kept in the database.
    pub fn code(self) -> &'static str {
        match self {
            Refusal::Retention => "retention",
            Refusal::HelpUnderWay => "help_under_way",
            Refusal::LegalClaim => "legal_claim",
        }
    }

    /// The reason with this code.
    pub fn from_code(code: &str) -> Option<Refusal> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErasureState {
    /// Waits for an answer.
    Open,
    /// Granted and carried out.
    Done,
    /// Refused, with the reason.
    Refused(Refusal),
}

/// A request, as it is kept for good. It says that somebody was erased, and never who.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErasureRequest {
    /// The request.
    pub id: Uuid,
    /// Whose record.
    pub person_id: Uuid,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// Whether the person asked on their private page; else staff noted it.
    pub by_person: bool,
    /// Where it stands.
    pub state: ErasureState,
    /// When it was answered.
    pub answered_at: Option<Timestamp>,
    /// The member who noted it, where it was not the person.
    pub asked_by: Option<Uuid>,
}
