//! States and rules of the room, pure.

pub mod poll;

use jiff::civil::Date;
use tandem_access::{FieldErrors, Timestamp, Uuid, sha256_hex};
use tandem_bodies::model::Rules;
use tandem_deliberation::rules::Control;
use tandem_deliberation::rules::decision::Stage as Rule;
use tandem_partners::model::Sector;
use tandem_web::in_language;

tandem_access::coded! {
    /// Where a proposal stands.
    Stage {
        /// Sent by somebody without a seat; nobody has taken it up yet, and nobody else reads it.
        Received = "received",
        /// Taken up by a body, or written by one of its own.
        Proposed = "proposed",
        /// Questions are answered.
        Clarify = "clarify",
        /// Everybody says what they think.
        React = "react",
        /// Objections are asked for.
        Consent = "consent",
        /// What objections teach goes into a new version.
        Integrate = "integrate",
        /// After enough new versions: seats vote.
        Vote = "vote",
        /// In force.
        Adopted = "adopted",
        /// Taken back or set aside.
        Withdrawn = "withdrawn",
    }
}
tandem_access::coded! {
    /// What a seat says in a round.
    StanceKind {
        /// Good enough to try.
        Consent = "consent",
        /// Consents, and wants a worry to be kept.
        Concern = "concern",
        /// It would do harm: here is why.
        Objection = "objection",
        /// Takes no part: a conflict of interest, or not theirs to decide.
        Aside = "aside",
        /// Votes for it.
        Yes = "yes",
        /// Votes against it.
        No = "no",
        /// Votes for neither.
        Abstain = "abstain",
    }
}
tandem_access::coded! {
    /// How a decision came about.
    Way {
        /// No objection was left.
        Consent = "consent",
        /// The seats voted, after objections could not be settled.
        Vote = "vote",
        /// Who proposed it decided, after asking for advice.
        Advice = "advice",
    }
}
tandem_access::coded! {
    /// What became of an objection.
    ObjectionState {
        /// It stands.
        Open = "open",
        /// Who objected took it back.
        Withdrawn = "withdrawn",
        /// It went into a version.
        Integrated = "integrated",
    }
}
tandem_access::coded! {
    /// What somebody says outside a round.
    RemarkKind {
        /// Asks what is meant.
        Question = "question",
        /// Says what they think.
        Reaction = "reaction",
    }
}

impl Stage {
    /// The stage as the rules know it; what nobody has taken up is not on its way yet.
    pub fn rule(self) -> Option<Rule> {
        Rule::named(self.code())
    }
    /// Whether it is on its way: neither decided nor waiting to be taken up.
    pub fn moving(self) -> bool {
        !matches!(self, Stage::Received | Stage::Adopted | Stage::Withdrawn)
    }
    /// Whether its text may be written anew without an objection.
    pub fn writable(self) -> bool {
        matches!(self, Stage::Proposed | Stage::Clarify | Stage::Integrate)
    }
}

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Id.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// The same in Spanish.
    pub title_es: Option<String>,
    /// Which body decides.
    pub body_id: Option<Uuid>,
    /// Where it stands.
    pub stage: Stage,
    /// Since when.
    pub stage_at: Timestamp,
    /// Which time it stands in consent.
    pub round: i64,
    /// The present version.
    pub version: i64,
    /// Grows with every change.
    pub revision: i64,
    /// Whether it asks a government or company for a policy, so that organizations may stand aside.
    pub policy_ask: bool,
    /// Whether who proposed it decides it, after asking for advice.
    pub advice: bool,
    /// The member who proposed it.
    pub by_member: Option<Uuid>,
    /// For which organization.
    pub by_organization: Option<Uuid>,
    /// The name a resident left.
    pub by_name: Option<String>,
    /// The topic of the charter that it would decide, where somebody said so.
    pub topic: Option<Topic>,
    /// When.
    pub created_at: Timestamp,
}

/// A topic on which the charter lets the community's vote bind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// In the charter's words.
    pub words: String,
    /// Who said that the proposal would decide it.
    pub by_member: Uuid,
}

/// One version of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// 1 and up.
    pub version: i64,
    /// What is wrong today.
    pub problem: String,
    /// The same in Spanish.
    pub problem_es: Option<String>,
    /// What is proposed.
    pub body: String,
    /// The same in Spanish.
    pub body_es: Option<String>,
    /// Its hash.
    pub text_hash: String,
    /// What changed against the version before, in words.
    pub changed: String,
    /// When.
    pub at: Timestamp,
}

/// Whether enough advice was heard: from two at least who are not of the decider's own organization, a neighbor among them: somebody
/// who speaks for no organization, as in the seats that count for the community. Organizations under common control are one.
pub fn advised(remarks: &[Remark], own: Option<Uuid>, control: &Control) -> bool {
    let hand = |of: Option<Uuid>| of.map(|id| control.root(&id.to_string()).to_owned());
    let own = hand(own);
    let others: Vec<(Option<String>, &Remark)> = remarks
        .iter()
        .map(|remark| (hand(remark.organization), remark))
        .filter(|(theirs, _)| theirs.is_none() || *theirs != own)
        .collect();
    let mut heard: Vec<&Option<String>> = others.iter().map(|(theirs, _)| theirs).collect();
    heard.sort_unstable();
    heard.dedup();
    heard.len() >= 2 && others.iter().any(|(_, r)| r.sector == Sector::Community && r.organization.is_none())
}

/// SHA-256 of what is decided: title, problem and text, each on lines of its own.
pub fn text_hash(title: &str, problem: &str, body: &str) -> String {
    sha256_hex(format!("{title}\n\n{problem}\n\n{body}\n").as_bytes())
}

/// Words of a proposal as somebody typed them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// Title.
    pub title: String,
    /// What is wrong today.
    pub problem: String,
    /// What is proposed.
    pub body: String,
    /// The title in Spanish.
    pub title_es: Option<String>,
    /// What is wrong, in Spanish.
    pub problem_es: Option<String>,
    /// What is proposed, in Spanish.
    pub body_es: Option<String>,
}

impl Text {
    /// What is wrong with it, field by field.
    pub fn check(&self, errors: &mut FieldErrors) {
        let fields =
            [("title", &self.title, 160), ("problem", &self.problem, 4000), ("body", &self.body, 20_000)];
        for (field, text, most) in fields {
            if text.is_empty() {
                errors.add(field, "error-required");
            } else if text.chars().count() > most {
                errors.add(field, "decisions-error-long");
            }
        }
        let spanish = [
            ("title_es", &self.title_es, 160),
            ("problem_es", &self.problem_es, 4000),
            ("body_es", &self.body_es, 20_000),
        ];
        for (field, text, most) in spanish {
            if text.as_ref().is_some_and(|text| text.chars().count() > most) {
                errors.add(field, "decisions-error-long");
            }
        }
    }
}

/// A step of the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which stage began.
    pub stage: Stage,
    /// In which round.
    pub round: i64,
    /// With which version.
    pub version: i64,
    /// Its hash then.
    pub text_hash: String,
    /// Why, where it was said.
    pub why: String,
    /// When.
    pub at: Timestamp,
}

/// What a seat said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stance {
    /// In which round.
    pub round: i64,
    /// In consent or vote.
    pub stage: Stage,
    /// Which seat.
    pub seat_id: Uuid,
    /// About which version.
    pub version: i64,
    /// What.
    pub kind: StanceKind,
    /// In their words.
    pub words: String,
    /// For which sector.
    pub sector: Sector,
    /// Whether the deputy spoke.
    pub as_deputy: bool,
    /// Who said it; where it is `called`, who noted it.
    pub by_member: Uuid,
    /// Whether somebody who sat in the meeting noted it for the seat.
    pub called: bool,
}

/// An objection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// Id.
    pub id: Uuid,
    /// In which round.
    pub round: i64,
    /// To which version.
    pub version: i64,
    /// Of which seat.
    pub seat_id: Uuid,
    /// Who.
    pub by_member: Uuid,
    /// For which sector.
    pub sector: Sector,
    /// Why it would do harm.
    pub reason: String,
    /// What became of it.
    pub state: ObjectionState,
    /// The version it went into.
    pub in_version: Option<i64>,
}

/// A question with its answer, or a reaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Id.
    pub id: Uuid,
    /// About which version.
    pub version: i64,
    /// What it is.
    pub kind: RemarkKind,
    /// Its words.
    pub body: String,
    /// For which sector.
    pub sector: Sector,
    /// For which organization; none for residents.
    pub organization: Option<Uuid>,
    /// When.
    pub at: Timestamp,
    /// The answer.
    pub answer: Option<String>,
}

/// What a decision will ask of an organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// Id.
    pub id: Uuid,
    /// Of whom.
    pub organization: Uuid,
    /// What.
    pub what: String,
    /// The same in Spanish.
    pub what_es: Option<String>,
    /// By when.
    pub due_on: Date,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Id.
    pub id: Uuid,
    /// The proposal it was.
    pub proposal_id: Uuid,
    /// The body that decided.
    pub body_id: Uuid,
    /// Its title.
    pub title: String,
    /// The same in Spanish.
    pub title_es: Option<String>,
    /// The version that was adopted.
    pub version: i64,
    /// The hash of what was adopted.
    pub text_hash: String,
    /// How it came about.
    pub way: Way,
    /// What was done with the advice, where it came about so.
    pub used: String,
    /// When it was adopted.
    pub adopted_on: Date,
    /// When it is looked at again.
    pub review_on: Date,
    /// When it ended.
    pub ended_on: Option<Date>,
    /// How many seats counted on the day of adoption, and of how many; nobody noted it of old ones, and none did for advice.
    pub counted: Option<(i64, i64)>,
}

impl Proposal {
    /// Whether the community's vote binds here: a topic was named, and the charter's rules still name it.
    pub fn bound(&self, rules: &Rules) -> bool {
        self.topic.as_ref().is_some_and(|topic| rules.binding_topics.contains(&topic.words))
    }
    /// Its title in a reader's language.
    pub fn named(&self, spanish: bool) -> &str {
        in_language(&self.title, self.title_es.as_deref(), spanish)
    }
}

impl Promise {
    /// What is asked, in a reader's language.
    pub fn what(&self, spanish: bool) -> &str {
        in_language(&self.what, self.what_es.as_deref(), spanish)
    }
}

impl Decision {
    /// Its title in a reader's language.
    pub fn named(&self, spanish: bool) -> &str {
        in_language(&self.title, self.title_es.as_deref(), spanish)
    }
    /// Whether it holds unquestioned: not ended, and its review date has not passed.
    pub fn confirmed(&self, today: Date) -> bool {
        self.ended_on.is_none() && tandem_deliberation::rules::decision::confirmed(self.review_on, today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_know_every_stage_but_what_nobody_took_up() {
        for stage in Stage::ALL {
            assert_eq!(stage.rule().is_none(), *stage == Stage::Received, "{stage:?}");
            assert_eq!(Stage::from_code(stage.code()), Some(*stage));
        }
    }

    #[test]
    fn every_word_of_the_text_is_in_its_hash() {
        let hash = text_hash("A night bus", "No rides after nine", "Run one");
        for other in [
            ("A night bus.", "No rides after nine", "Run one"),
            ("A night bus", "No rides", "Run one"),
            ("A night bus", "No rides after nine", "Run two"),
        ] {
            assert_ne!(hash, text_hash(other.0, other.1, other.2));
        }
    }
}
