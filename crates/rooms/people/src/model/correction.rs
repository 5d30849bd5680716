//! A correction that a person asks for: what is wrong, in their words, and what came of it.

use super::label::Label;
use jiff::Timestamp;
use tandem_access::{FieldErrors, Uuid};

/// What is to be corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Who the person is and how to reach them.
    Details,
    /// Answers to questions.
    Screening,
    /// A need.
    Need,
    /// A referral.
    Referral,
    /// A service that was received.
    Service,
    /// A visit.
    Visit,
    /// A consent.
    Consent,
}

impl About {
    const ALL: [About; 7] = [
        About::Details,
        About::Screening,
        About::Need,
        About::Referral,
        About::Service,
        About::Visit,
        About::Consent,
    ];

    /// The word kept in the database.
    pub fn code(self) -> &'static str {
        match self {
            About::Details => "details",
            About::Screening => "screening",
            About::Need => "need",
            About::Referral => "referral",
            About::Service => "service",
            About::Visit => "visit",
            About::Consent => "consent",
        }
    }

    /// What this word names.
    pub fn from_code(code: &str) -> Option<About> {
        About::ALL.into_iter().find(|about| about.code() == code)
    }
}

/// What the organization answers. Both need a reason that the person reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was corrected.
    Done,
    /// It was not.
    Refused,
}

impl Outcome {
    /// The word kept in the database and sent by the form.
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Done => "done",
            Outcome::Refused => "refused",
        }
    }

    /// The outcome with this word.
    pub fn from_code(code: &str) -> Option<Outcome> {
        [Outcome::Done, Outcome::Refused].into_iter().find(|outcome| outcome.code() == code)
    }
}

/// What a person asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCorrection {
    /// What it is about.
    pub about: About,
    /// Which row of its room; `None` for the details.
    pub row: Option<Uuid>,
    /// The row as the person read it.
    pub title: String,
    /// How sensitive the row is: what is said about it is no less.
    pub label: Label,
    /// What is wrong, in the person's words.
    pub words: String,
}

/// A correction as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Random id (v4), seen by people.
    pub id: Uuid,
    /// Who asks.
    pub person_id: Uuid,
    /// Whose record it is.
    pub owner_org: Uuid,
    /// How sensitive.
    pub label: Label,
    /// What it is about.
    pub about: About,
    /// Which row.
    pub row: Option<Uuid>,
    /// The row as the person read it; empty for the details.
    pub title: String,
    /// What is wrong.
    pub words: String,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// What came of it, why, and when.
    pub answer: Option<(Outcome, String, Timestamp)>,
}

/// The longest words of a question or a reason.
pub const LONGEST_WORDS: usize = 2_000;

/// How many unanswered corrections a person can have: enough for anybody, too few to bury a team.
pub const MOST_OPEN: usize = 20;

/// Refuses empty words and a whole letter.
///
/// # Errors
/// The fault of `field`.
pub fn check_words(field: &str, words: &str) -> Result<String, FieldErrors> {
    let mut errors = FieldErrors::new();
    let words = words.trim();
    if words.is_empty() {
        errors.add(field, "people-error-correction-words");
    } else if words.chars().count() > LONGEST_WORDS {
        errors.add(field, "people-error-correction-long");
    }
    if errors.is_empty() { Ok(words.to_owned()) } else { Err(errors) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back_and_words_are_needed() {
        for about in About::ALL {
            assert_eq!(About::from_code(about.code()), Some(about));
        }
        for outcome in [Outcome::Done, Outcome::Refused] {
            assert_eq!(Outcome::from_code(outcome.code()), Some(outcome));
        }
        assert_eq!(check_words("words", " My name is Ana. "), Ok("My name is Ana.".to_owned()));
        assert!(check_words("words", "  ").is_err());
        assert!(check_words("words", &"x".repeat(LONGEST_WORDS + 1)).is_err());
    }
}
