//! A need: a social-risk domain found for a person, with two facts that are never blended.
//!
//! `risk` is what the instrument says; `wants_help` is what the person says. Either may be unknown, and unknown is
//! not "no": denominators are the people who wanted help.

use super::label::Label;
use jiff::Timestamp;
use tandem_access::Uuid;

/// A domain of social need, coded as the Gravity Project's SDOHCC category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Domain(usize);

/// Code and the label that every need of this domain carries at least.
const DOMAINS: [(&str, Label); 22] = [
    ("food-insecurity", Label::General),
    ("housing-instability", Label::General),
    ("homelessness", Label::General),
    ("inadequate-housing", Label::General),
    ("transportation-insecurity", Label::General),
    ("utility-insecurity", Label::General),
    ("financial-insecurity", Label::General),
    ("material-hardship", Label::General),
    ("employment-status", Label::General),
    ("educational-attainment", Label::General),
    ("health-insurance-coverage-status", Label::General),
    ("medical-cost-burden", Label::General),
    ("personal-health-literacy", Label::General),
    ("digital-access", Label::General),
    ("digital-literacy", Label::General),
    ("language-access", Label::General),
    ("social-connection", Label::General),
    ("stress", Label::General),
    ("veteran-status", Label::General),
    ("incarceration-status", Label::General),
    ("elder-abuse", Label::DomesticViolence),
    ("intimate-partner-violence", Label::DomesticViolence),
];

impl Domain {
    /// The domain with this Gravity code, if it is one.
    pub fn from_code(code: &str) -> Option<Domain> {
        DOMAINS.iter().position(|(known, _)| *known == code).map(Domain)
    }

    /// Every domain, in the order pages list them.
    pub fn all() -> impl Iterator<Item = Domain> {
        (0..DOMAINS.len()).map(Domain)
    }

    /// The Gravity code, which is what the database keeps.
    pub fn code(self) -> &'static str {
        DOMAINS[self.0].0
    }

    /// The least label a need of this domain carries.
    pub fn label(self) -> Label {
        DOMAINS[self.0].1
    }

    /// The message with the domain's plain name, in this room's catalogue.
    pub fn message_key(self) -> String {
        format!("need-{}", self.code())
    }
}

/// Where a need stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NeedStatus {
    /// Somebody should do something about it.
    Open,
    /// The person says it is resolved.
    Addressed,
    /// No longer followed, for a reason that the audit keeps.
    Closed,
}

impl NeedStatus {
    /// The code kept in the database.
    pub fn code(self) -> &'static str {
        match self {
            NeedStatus::Open => "open",
            NeedStatus::Addressed => "addressed",
            NeedStatus::Closed => "closed",
        }
    }

    /// The status with this code.
    pub fn from_code(code: &str) -> Option<NeedStatus> {
        [NeedStatus::Open, NeedStatus::Addressed, NeedStatus::Closed].into_iter().find(|s| s.code() == code)
    }
}

/// Where a need came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The person, or someone on their behalf, said so.
    Stated,
    /// A completed screening, by id.
    Screening(Uuid),
}

/// A need as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Id.
    pub id: Uuid,
    /// Whose need.
    pub person_id: Uuid,
    /// The organization that recorded it.
    pub owner_org: Uuid,
    /// Domain.
    pub domain: Domain,
    /// What the instrument says; `None` = not asked.
    pub risk: Option<bool>,
    /// What the person says; `None` = not asked.
    pub wants_help: Option<bool>,
    /// Where it stands.
    pub status: NeedStatus,
    /// Where it came from last.
    pub source: Source,
    /// How sensitive.
    pub label: Label,
    /// When it was found first.
    pub found_at: Timestamp,
    /// When any of its facts last changed.
    pub updated_at: Timestamp,
}

/// A finding to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNeed {
    /// Whose need.
    pub person_id: Uuid,
    /// Domain.
    pub domain: Domain,
    /// What the instrument says; `None` = not asked.
    pub risk: Option<bool>,
    /// What the person says; `None` = not asked.
    pub wants_help: Option<bool>,
    /// Where it comes from.
    pub source: Source,
    /// The label of its item codes and program ([`Label::of_items`]); the domain may raise it.
    pub label: Label,
    /// When it was found (a screening imported today may be of last year).
    pub found_at: Timestamp,
}

impl NewNeed {
    /// The label the row gets: the highest of its items and its domain.
    pub fn final_label(&self) -> Label {
        self.label.max(self.domain.label())
    }

    /// Worth keeping? A finding of "no risk" that the person wants no help with is an answer, not a need.
    pub fn is_need(&self) -> bool {
        self.risk == Some(true) || self.wants_help == Some(true)
    }

    /// Another finding about a need that is already open: the later one counts, an unasked fact never wipes an
    /// answered one, and the day it was first found stays. The label does not move.
    pub fn onto(&self, open: &Need) -> Need {
        let newer = self.found_at >= open.updated_at;
        let pick = |new: Option<bool>, old: Option<bool>| if newer { new.or(old) } else { old.or(new) };
        Need {
            risk: pick(self.risk, open.risk),
            wants_help: pick(self.wants_help, open.wants_help),
            source: if newer { self.source } else { open.source },
            found_at: self.found_at.min(open.found_at),
            updated_at: self.found_at.max(open.updated_at),
            ..open.clone()
        }
    }
}
