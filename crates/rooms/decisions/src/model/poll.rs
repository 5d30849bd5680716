//! Simple polls: a quick question to the members, which decides nothing.

use jiff::civil::Date;
use tandem_access::{FieldErrors, Timestamp, Uuid};
use tandem_web::in_language;

/// The fewest answers of which anything is told: of fewer, everybody could guess who said what.
pub const FEWEST: u64 = 5;
/// The most options.
pub const MOST_OPTIONS: usize = 12;

/// A poll as somebody wants it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewPoll {
    /// The question.
    pub question: String,
    /// The same in Spanish.
    pub question_es: Option<String>,
    /// What one may answer.
    pub options: Vec<String>,
    /// The same in Spanish, in the same order; none, or one for each.
    pub options_es: Vec<String>,
    /// Until the end of which day.
    pub closes_on: Option<Date>,
}

impl NewPoll {
    /// Every fault at once.
    pub fn faults(&self, today: Date) -> FieldErrors {
        let mut errors = FieldErrors::new();
        let long = |text: &str, most: usize| text.chars().count() > most;
        if self.question.is_empty() {
            errors.add("question", "error-required");
        } else if long(&self.question, 300) {
            errors.add("question", "decisions-error-long");
        }
        if self.question_es.as_ref().is_some_and(|text| long(text, 300)) {
            errors.add("question_es", "decisions-error-long");
        }
        let mut seen: Vec<String> = self.options.iter().map(|o| o.to_lowercase()).collect();
        seen.sort();
        seen.dedup();
        if !(2..=MOST_OPTIONS).contains(&self.options.len()) || seen.len() != self.options.len() {
            errors.add("options", "decisions-error-poll-options");
        } else if self.options.iter().any(|o| long(o, 120)) {
            errors.add("options", "decisions-error-long");
        }
        if !self.options_es.is_empty() && self.options_es.len() != self.options.len() {
            errors.add("options_es", "decisions-error-poll-spanish");
        } else if self.options_es.iter().any(|o| long(o, 120)) {
            errors.add("options_es", "decisions-error-long");
        }
        match self.closes_on {
            None => errors.add("closes_on", "decisions-error-date"),
            Some(day) if day < today => errors.add("closes_on", "decisions-error-past"),
            Some(_) => &mut errors,
        };
        errors
    }
}

/// An option with how many chose it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PollOption {
    /// From 1.
    pub number: i64,
    /// Its words.
    pub words: String,
    /// The same in Spanish.
    pub words_es: Option<String>,
    /// How many chose it.
    pub chosen: u64,
}

/// A poll as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poll {
    /// Id.
    pub id: Uuid,
    /// The question.
    pub question: String,
    /// The same in Spanish.
    pub question_es: Option<String>,
    /// Until the end of which day it takes answers.
    pub closes_on: Date,
    /// Who asked.
    pub by_member: Uuid,
    /// For which organization.
    pub by_organization: Uuid,
    /// When.
    pub created_at: Timestamp,
    /// When somebody closed it before its day.
    pub closed_at: Option<Timestamp>,
    /// What one may answer.
    pub options: Vec<PollOption>,
}

impl Poll {
    /// Whether it takes answers.
    pub fn is_open(&self, today: Date) -> bool {
        self.closed_at.is_none() && today <= self.closes_on
    }
    /// How many answered.
    pub fn answers(&self) -> u64 {
        self.options.iter().map(|o| o.chosen).sum()
    }
    /// Whether the counts are told: once it is closed, and enough answered. While it is open, whoever looks before and after somebody
    /// answers would read off what they said.
    pub fn told(&self, today: Date) -> bool {
        !self.is_open(today) && self.answers() >= FEWEST
    }
    /// The question in a reader's language.
    pub fn question(&self, spanish: bool) -> &str {
        in_language(&self.question, self.question_es.as_deref(), spanish)
    }
}

impl PollOption {
    /// Its words in a reader's language.
    pub fn words(&self, spanish: bool) -> &str {
        in_language(&self.words, self.words_es.as_deref(), spanish)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_poll_has_two_different_answers_and_a_day_to_come() {
        let today = date(2026, 6, 30);
        let good = NewPoll {
            question: "When shall we meet?".into(),
            options: vec!["Mornings".into(), "Evenings".into()],
            closes_on: Some(today),
            ..NewPoll::default()
        };
        assert!(good.faults(today).is_empty(), "today is a day to come");
        let wrong = |change: &dyn Fn(&mut NewPoll), field: &str| {
            let mut bad = good.clone();
            change(&mut bad);
            assert!(bad.faults(today).of(field).is_some(), "{field}");
        };
        wrong(&|p| p.question.clear(), "question");
        wrong(&|p| p.options.truncate(1), "options");
        wrong(&|p| p.options[1] = "mornings".into(), "options");
        wrong(&|p| p.options = (0..13).map(|n| n.to_string()).collect(), "options");
        wrong(&|p| p.options_es = vec!["Mañanas".into()], "options_es");
        wrong(&|p| p.closes_on = None, "closes_on");
        wrong(&|p| p.closes_on = Some(date(2026, 6, 29)), "closes_on");
    }
}
