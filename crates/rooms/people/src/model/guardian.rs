//! Who may consent for a person: a parent, a guardian, an agent, a representative.

use super::label::Label;
use jiff::Timestamp;
use std::collections::BTreeSet;
use tandem_access::{FieldErrors, Uuid};

/// Why somebody may consent for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// A parent of a minor.
    Parent,
    /// A guardian that a court named, of a minor or of an adult.
    LegalGuardian,
    /// An agent that the person named for their health care.
    HealthCareAgent,
    /// A personal representative under other law (45 CFR 164.502(g)).
    PersonalRepresentative,
}

impl Basis {
    /// All of them.
    pub const ALL: [Basis; 4] =
        [Basis::Parent, Basis::LegalGuardian, Basis::HealthCareAgent, Basis::PersonalRepresentative];

    /// The code kept in the database.
    pub fn code(self) -> &'static str {
        match self {
            Basis::Parent => "parent",
            Basis::LegalGuardian => "legal_guardian",
            Basis::HealthCareAgent => "health_care_agent",
            Basis::PersonalRepresentative => "personal_representative",
        }
    }

    /// The basis with this code.
    pub fn from_code(code: &str) -> Option<Basis> {
        Basis::ALL.into_iter().find(|basis| basis.code() == code)
    }
}

/// Why somebody no longer consents for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Staff noted that it ended.
    Noted,
    /// The person came of age, and decides alone.
    OfAge,
    /// The minor was declared emancipated.
    Emancipated,
}

impl Ending {
    /// The code kept in the database.
    pub fn code(self) -> &'static str {
        match self {
            Ending::Noted => "noted",
            Ending::OfAge => "of_age",
            Ending::Emancipated => "emancipated",
        }
    }

    /// The ending with this code.
    pub fn from_code(code: &str) -> Option<Ending> {
        [Ending::Noted, Ending::OfAge, Ending::Emancipated].into_iter().find(|e| e.code() == code)
    }
}

/// Somebody who may consent for a person, as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guardian {
    /// Id.
    pub id: Uuid,
    /// For whom.
    pub person_id: Uuid,
    /// Which organization noted it.
    pub owner_org: Uuid,
    /// Why.
    pub basis: Basis,
    /// About which topics.
    pub scope: BTreeSet<Label>,
    /// From when.
    pub valid_from: Timestamp,
    /// Until when, if an end is known.
    pub valid_until: Option<Timestamp>,
    /// When it ended, and why.
    pub ended: Option<(Timestamp, Ending)>,
    /// Was the person a minor when it was noted? Then it ends when they come of age.
    pub of_minor: bool,
    /// The name; empty once its key is gone.
    pub name: String,
    /// What was seen that shows it: a court order and its date, a birth certificate.
    pub seen: String,
}

impl Guardian {
    /// May they consent now?
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.ended.is_none() && self.valid_from <= now && self.valid_until.is_none_or(|until| now < until)
    }
}

/// Somebody to be noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGuardian {
    /// For whom.
    pub person_id: Uuid,
    /// The name.
    pub name: String,
    /// Why; `None` when nothing was chosen.
    pub basis: Option<Basis>,
    /// About which topics.
    pub scope: BTreeSet<Label>,
    /// From when; `None` means from now.
    pub valid_from: Option<Timestamp>,
    /// Until when, if an end is known.
    pub valid_until: Option<Timestamp>,
    /// What was seen that shows it.
    pub seen: String,
}

impl NewGuardian {
    /// Checks what is to be noted, all faults at once. `minor` says whether the person is one.
    pub fn check(&self, minor: bool, now: Timestamp) -> Result<Basis, FieldErrors> {
        let mut errors = FieldErrors::new();
        if self.name.trim().is_empty() {
            errors.add("name", "people-error-guardian-name");
        }
        if self.seen.trim().is_empty() {
            errors.add("seen", "people-error-guardian-seen");
        }
        if self.scope.is_empty() || !self.scope.iter().all(|label| label.is_shareable()) {
            errors.add("scope", "people-error-consent-labels");
        }
        if self.valid_until.is_some_and(|until| until <= self.valid_from.unwrap_or(now).max(now)) {
            errors.add("until", "people-error-consent-until-past");
        }
        match self.basis {
            None => {
                errors.add("basis", "people-error-guardian-basis");
            }
            // A parent speaks for a child; an adult names an agent themselves.
            Some(Basis::Parent) if !minor => {
                errors.add("basis", "people-error-guardian-adult");
            }
            Some(Basis::HealthCareAgent) if minor => {
                errors.add("basis", "people-error-guardian-minor");
            }
            Some(basis) if errors.is_empty() => return Ok(basis),
            Some(_) => {}
        }
        Err(errors)
    }
}

/// A consent that somebody gives for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByGuardian {
    /// Who.
    pub id: Uuid,
    /// The name of a minor as they typed it, who agrees too: 42 CFR 2.14(c) asks for both.
    pub assent: Option<String>,
}
