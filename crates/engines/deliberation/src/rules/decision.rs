//! The way of a decision: propose, clarify, react, consent, and round again with what objections teach, until it is adopted or withdrawn.

use super::{Verdict, months_after};
use jiff::civil::Date;

/// Where a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Written down.
    Proposed,
    /// Questions are answered.
    Clarify,
    /// Everyone says what they think; at least 72 hours.
    React,
    /// Objections are asked for.
    Consent,
    /// What an objection teaches goes into a new version.
    Integrate,
    /// After two integrations: the double majority.
    Vote,
    /// In force.
    Adopted,
    /// Taken back.
    Withdrawn,
}

/// The least hours of reaction.
pub const REACT_HOURS: u64 = 72;
/// Integrations after which a vote may decide.
pub const INTEGRATIONS_BEFORE_VOTE: usize = 2;
/// The most months until a review.
pub const REVIEW_MONTHS: i32 = 24;

impl Stage {
    /// The stage of a name.
    pub fn named(name: &str) -> Option<Stage> {
        Some(match name {
            "proposed" => Stage::Proposed,
            "clarify" => Stage::Clarify,
            "react" => Stage::React,
            "consent" => Stage::Consent,
            "integrate" => Stage::Integrate,
            "vote" => Stage::Vote,
            "adopted" => Stage::Adopted,
            "withdrawn" => Stage::Withdrawn,
            _ => return None,
        })
    }

    /// Whether a proposal that was integrated so often may go from this stage to that.
    pub fn may_become(self, next: Stage, integrations: usize) -> bool {
        use Stage::{Adopted, Clarify, Consent, Integrate, Proposed, React, Vote, Withdrawn};
        match (self, next) {
            (Adopted | Withdrawn, _) => false,
            (_, Withdrawn) => true,
            (Consent, Vote) => integrations >= INTEGRATIONS_BEFORE_VOTE,
            (Proposed | Integrate, Clarify) | (Clarify, React) | (React, Consent) => true,
            (Consent, Integrate | Adopted) | (Vote, Adopted) => true,
            _ => false,
        }
    }
}

/// What became of an objection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Objection {
    /// It stands.
    Open,
    /// Its objector took it back; whoever else tries, it stands.
    Withdrawn {
        /// Whether it was the objector who did.
        by_objector: bool,
    },
    /// It went into this version.
    Integrated {
        /// The version.
        version: u64,
    },
}

/// What is known of a decision when it is to be adopted.
#[derive(Debug, Clone)]
pub struct Decision {
    /// The stages so far, the one to come last.
    pub path: Vec<Stage>,
    /// How many versions there are.
    pub versions: u64,
    /// Objections.
    pub objections: Vec<Objection>,
    /// Whether there is a quorum now.
    pub quorum: bool,
    /// When it will be looked at again.
    pub review_on: Option<Date>,
    /// The day of adoption.
    pub adopted_on: Option<Date>,
    /// The shortest reaction, in hours, where it is known.
    pub react_hours: Option<u64>,
    /// Whether the text is the one that was consented to, by its hash.
    pub text_as_consented: bool,
    /// Whether the workgroup may adopt.
    pub group_valid: bool,
    /// Whether the double majority passed, where it came to a vote.
    pub vote_passed: Option<bool>,
}

/// Whether the path may be gone; where it ends in adoption, whether nothing stands against it.
pub fn check(decision: &Decision) -> Verdict {
    let mut integrations = 0;
    let mut legal = decision.path.first() == Some(&Stage::Proposed);
    for step in decision.path.windows(2) {
        legal &= step[0].may_become(step[1], integrations);
        integrations += usize::from(step[1] == Stage::Integrate);
    }
    if !legal {
        return Verdict::because("reject", "ILLEGAL_TRANSITION");
    }
    if decision.path.last() != Some(&Stage::Adopted) {
        return Verdict::plain("accept");
    }
    let voted = decision.path.contains(&Stage::Vote);
    let stands = |o: &Objection| match o {
        Objection::Open => true,
        Objection::Withdrawn { by_objector } => !by_objector,
        Objection::Integrated { version } => *version > decision.versions,
    };
    let by_another = |o: &Objection| matches!(o, Objection::Withdrawn { by_objector: false });
    let dates = decision.review_on.zip(decision.adopted_on);
    let faults = [
        (decision.react_hours.is_some_and(|h| h < REACT_HOURS), "REACT_LT_72_HOURS"),
        (decision.objections.iter().any(by_another), "NOT_WITHDRAWN_BY_OBJECTOR"),
        (!voted && decision.objections.iter().any(stands), "OPEN_OBJECTION"),
        (voted && decision.vote_passed != Some(true), "DOUBLE_MAJORITY_MISSING"),
        (!decision.text_as_consented, "TEXT_CHANGED_AFTER_CONSENT"),
        (!decision.group_valid, "WORKGROUP_NOT_VALID"),
        (!decision.quorum, "NO_QUORUM"),
        (decision.review_on.is_none(), "NO_REVIEW_DATE"),
        (dates.is_some_and(|(review, on)| review > months_after(on, REVIEW_MONTHS)), "REVIEW_OVER_24_MONTHS"),
        (dates.is_some_and(|(review, on)| review <= on), "REVIEW_NOT_AFTER_ADOPTION"),
    ];
    Verdict::first("accept", "reject", &faults)
}

/// What the public reads: a decision is in force, and unconfirmed once its review date has passed.
pub fn confirmed(review_on: Date, today: Date) -> bool {
    today <= review_on
}
