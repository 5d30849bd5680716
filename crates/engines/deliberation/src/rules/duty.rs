//! Duties of people: conflicts of interest, roles with deputies and terms, and the community's binding vote.

use super::{Control, Verdict, months_after};
use jiff::civil::Date;

/// A conflict of interest: somebody whose organization (or one under common control) a matter is about says so and stands aside.
pub fn conflict(own: &str, about: &[&str], declared: bool, took_part: bool, control: &Control) -> Verdict {
    let conflicted = about.iter().any(|other| control.same(own, other));
    let faults =
        [(conflicted && took_part, "CONFLICTED_STANCE"), (conflicted && !declared, "CONFLICT_NOT_DECLARED")];
    Verdict::first("accept", "reject", &faults)
}

/// A role and who holds it.
#[derive(Debug, Clone, Default)]
pub struct Role {
    /// Who holds it.
    pub holder: String,
    /// Of which organization.
    pub holder_organization: Option<String>,
    /// Who stands in.
    pub deputy: Option<String>,
    /// Of which organization.
    pub deputy_organization: Option<String>,
    /// The first day.
    pub term_start: Option<Date>,
    /// The last day.
    pub term_end: Option<Date>,
    /// Terms in a row, this one among them.
    pub terms: Option<u64>,
}

/// Every role has a deputy from another organization and a term of at most 24 months, at most twice.
pub fn role(role: &Role, control: &Control) -> Verdict {
    let organizations = role.holder_organization.as_deref().zip(role.deputy_organization.as_deref());
    let term = role.term_start.zip(role.term_end);
    let faults = [
        (role.deputy.is_none(), "NO_DEPUTY"),
        (role.deputy.as_ref() == Some(&role.holder), "DEPUTY_IS_HOLDER"),
        (organizations.is_some_and(|(a, b)| control.same(a, b)), "DEPUTY_SAME_ORG"),
        (role.term_end.is_none(), "NO_TERM_END"),
        (term.is_some_and(|(start, end)| end < start), "TERM_ENDS_BEFORE_START"),
        (term.is_some_and(|(start, end)| end > months_after(start, 24)), "TERM_OVER_24_MONTHS"),
        (role.terms.is_some_and(|n| n > 2), "TERMS_OVER_2"),
    ];
    Verdict::first("valid", "invalid", &faults)
}

/// What a body does with a result that binds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It adopts this.
    Adopt(Vec<String>),
    /// It returns the result.
    Return {
        /// Whether its reasons are public.
        reasons_public: bool,
        /// Days after the vote.
        within_days: u64,
        /// How often it did so already.
        returns_so_far: u64,
    },
}

/// The body adopts the community's result unchanged, or returns it once, with public reasons, within 30 days.
pub fn binding(result: &[String], answer: &Answer) -> Verdict {
    let sorted = |list: &[String]| {
        let mut list = list.to_vec();
        list.sort();
        list
    };
    let faults = match answer {
        Answer::Adopt(adopted) => vec![(sorted(adopted) != sorted(result), "BINDING_RESULT_ALTERED")],
        Answer::Return { reasons_public, within_days, returns_so_far } => vec![
            (*returns_so_far > 0, "RETURNED_TWICE"),
            (!reasons_public, "NO_PUBLIC_REASONS"),
            (*within_days > 30, "RETURN_OVER_30_DAYS"),
        ],
    };
    Verdict::first("accept", "reject", &faults)
}
