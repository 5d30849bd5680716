//! A need: a domain of social risk found for a person, with two facts that are never blended.
//!
//! `risk` is what the instrument says; `wants_help` is what the person says. Either may be unknown, and unknown is
//! not "no": denominators are the people who wanted help.

use super::label::Label;
use jiff::Timestamp;
use tandem_access::Uuid;

/// A domain of social need. The codes are the Gravity Project's SDOHCC categories, and a few of our own for help that
/// Gravity has no category for; the directory lists services under the same codes (a test holds the two equal).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Domain(usize);

/// Code and the label that every need of this domain carries at least.
const DOMAINS: [(&str, Label); 27] = [
    ("food-insecurity", Label::General),
    ("housing-instability", Label::General),
    ("homelessness", Label::General),
    ("inadequate-housing", Label::General),
    ("utility-insecurity", Label::General),
    ("digital-access", Label::General),
    ("digital-literacy", Label::General),
    ("transportation-insecurity", Label::General),
    ("health-care", Label::General),
    ("health-insurance-coverage-status", Label::General),
    ("medical-cost-burden", Label::General),
    ("personal-health-literacy", Label::General),
    ("mental-health", Label::BehaviouralHealth),
    ("stress", Label::General),
    ("substance-use", Label::SubstanceUse),
    ("social-connection", Label::General),
    ("intimate-partner-violence", Label::DomesticViolence),
    ("elder-abuse", Label::DomesticViolence),
    ("financial-insecurity", Label::General),
    ("material-hardship", Label::General),
    ("educational-attainment", Label::General),
    ("employment-status", Label::General),
    ("child-care", Label::General),
    ("legal-help", Label::General),
    ("incarceration-status", Label::General),
    ("veteran-status", Label::General),
    ("language-access", Label::General),
];

impl Domain {
    /// The domain with this code, if it is one.
    pub fn from_code(code: &str) -> Option<Domain> {
        DOMAINS.iter().position(|(known, _)| *known == code).map(Domain)
    }

    /// Every domain, in the order pages list them.
    pub fn all() -> impl Iterator<Item = Domain> {
        (0..DOMAINS.len()).map(Domain)
    }

    /// The code, which is what the database keeps.
    pub fn code(self) -> &'static str {
        DOMAINS[self.0].0
    }

    /// The least label a need of this domain carries.
    pub fn label(self) -> Label {
        DOMAINS[self.0].1
    }

    /// The message with the domain's plain name, in this room's catalogue.
    pub fn message_key(self) -> String {
        format!("people-need-{}", self.code())
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn domains_and_labels_are_those_of_the_directory() {
        let table = include_str!("../../../directory/data/domains.csv");
        let listed: Vec<(String, String)> = table
            .lines()
            .filter(|line| !line.starts_with('#') && !line.starts_with("code,"))
            .filter_map(|line| {
                let mut cells = line.split(',');
                Some((cells.next()?.to_owned(), cells.nth(2)?.to_owned()))
            })
            .collect();
        let ours: Vec<(String, String)> =
            Domain::all().map(|d| (d.code().to_owned(), d.label().code().to_owned())).collect();
        assert_eq!(ours, listed);
    }

    fn need(risk: Option<bool>, wants_help: Option<bool>, at: i64) -> Need {
        Need {
            id: Uuid::from_u128(1),
            person_id: Uuid::from_u128(2),
            owner_org: Uuid::from_u128(3),
            domain: Domain::from_code("food-insecurity").expect("a domain"),
            risk,
            wants_help,
            status: NeedStatus::Open,
            source: Source::Stated,
            label: Label::General,
            found_at: Timestamp::from_second(at).expect("a time"),
            updated_at: Timestamp::from_second(at).expect("a time"),
        }
    }

    fn finding(risk: Option<bool>, wants_help: Option<bool>, at: i64) -> NewNeed {
        NewNeed {
            person_id: Uuid::from_u128(2),
            domain: Domain::from_code("food-insecurity").expect("a domain"),
            risk,
            wants_help,
            source: Source::Stated,
            label: Label::General,
            found_at: Timestamp::from_second(at).expect("a time"),
        }
    }

    proptest! {
        #[test]
        fn a_finding_never_wipes_an_answer_and_order_does_not_matter(
            first in any::<(Option<bool>, Option<bool>)>(),
            second in any::<(Option<bool>, Option<bool>)>(),
            (a, b) in (0_i64..1000, 1001_i64..2000),
        ) {
            let in_order = finding(second.0, second.1, b).onto(&need(first.0, first.1, a));
            let late_news = finding(first.0, first.1, a).onto(&need(second.0, second.1, b));
            prop_assert_eq!(in_order.risk, second.0.or(first.0));
            prop_assert_eq!(in_order.wants_help, second.1.or(first.1));
            prop_assert_eq!((in_order.risk, in_order.wants_help), (late_news.risk, late_news.wants_help));
            prop_assert_eq!(in_order.found_at, late_news.found_at);
            prop_assert_eq!(in_order.updated_at, late_news.updated_at);
        }

        #[test]
        fn a_label_is_never_below_its_domain(index in 0..DOMAINS.len(), own in 0..Label::ALL.len()) {
            let new = NewNeed { domain: Domain(index), label: Label::ALL[own], ..finding(None, None, 0) };
            prop_assert!(new.final_label() >= new.domain.label() && new.final_label() >= new.label);
        }
    }
}
