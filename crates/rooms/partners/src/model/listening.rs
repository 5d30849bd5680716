//! A listening interview: what an organization does and what would help it, heard before anything is asked of it.

use super::Problem;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

tandem_access::coded! {
    /// How near what an organization does is to what the partnership works on.
    Relevance {
        /// It is the same work.
        Core = "core",
        /// The two touch.
        Partly = "partly",
        /// Not at present.
        NotNow = "not_now",
    }
}

/// What somebody types after a talk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InterviewDraft {
    /// The day, ISO.
    pub held_on: String,
    /// Who listened.
    pub listened: String,
    /// Who spoke for the organization.
    pub spoke: String,
    /// "What are you doing?", in their words.
    pub does: String,
    /// What they lack.
    pub needs: String,
    /// "How can I help you?", in their words.
    pub would_help: String,
    /// Whom they serve, and where.
    pub serves: String,
    /// How near it is to the partnership's focus.
    pub relevance: Option<Relevance>,
    /// Why.
    pub relevance_why: String,
}

/// A talk that was held.
#[derive(Debug, Clone, PartialEq)]
pub struct Interview {
    /// Its id.
    pub id: Uuid,
    /// With whom.
    pub organization: Uuid,
    /// On which day.
    pub held_on: Date,
    /// Who listened.
    pub listened: String,
    /// Who spoke for the organization.
    pub spoke: String,
    /// What they do, in their words.
    pub does: String,
    /// What they lack.
    pub needs: String,
    /// What would help them.
    pub would_help: String,
    /// Whom they serve.
    pub serves: String,
    /// How near it is to the partnership's focus.
    pub relevance: Relevance,
    /// Why.
    pub relevance_why: String,
    /// When it was written down.
    pub recorded_at: Timestamp,
    /// By which member.
    pub recorded_by: Option<Uuid>,
}

/// Longest texts that are kept; longer ones are refused, never cut.
const MAX_LINE: usize = 200;
const MAX_WORDS: usize = 5_000;

impl InterviewDraft {
    /// The same draft without space around its texts.
    #[must_use]
    pub fn tidy(mut self) -> Self {
        for text in [
            &mut self.held_on,
            &mut self.listened,
            &mut self.spoke,
            &mut self.does,
            &mut self.needs,
            &mut self.would_help,
            &mut self.serves,
            &mut self.relevance_why,
        ] {
            *text = text.trim().to_owned();
        }
        self
    }

    /// The day of the talk, or what keeps it from being recorded.
    ///
    /// # Errors
    /// Every fault, field by field.
    pub fn check(&self, today: Date) -> Result<Date, Vec<Problem>> {
        let mut found = Vec::new();
        let day = self.held_on.parse::<Date>().ok();
        match day {
            None => found.push(Problem { field: "held_on", message: "partners-error-interview-day" }),
            // A talk that is still to come has not been listened to.
            Some(day) if day > today => {
                found.push(Problem { field: "held_on", message: "partners-error-interview-future" });
            }
            Some(_) => {}
        }
        let must = [
            ("listened", &self.listened, MAX_LINE),
            ("spoke", &self.spoke, MAX_LINE),
            ("does", &self.does, MAX_WORDS),
            ("would_help", &self.would_help, MAX_WORDS),
        ];
        for (field, _, _) in must.iter().filter(|(_, text, _)| text.is_empty()) {
            found.push(Problem { field, message: "error-required" });
        }
        let may = [
            ("needs", &self.needs, MAX_WORDS),
            ("serves", &self.serves, MAX_WORDS),
            ("relevance_why", &self.relevance_why, MAX_WORDS),
        ];
        for (field, text, most) in must.iter().chain(&may) {
            if text.chars().count() > *most {
                found.push(Problem { field, message: "partners-error-text-long" });
            }
        }
        if self.relevance.is_none() {
            found.push(Problem { field: "relevance", message: "account-error-choose" });
        }
        match day {
            Some(day) if found.is_empty() => Ok(day),
            _ => Err(found),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn draft() -> InterviewDraft {
        InterviewDraft {
            held_on: "2026-03-02".into(),
            listened: "R. Vale".into(),
            spoke: "The director".into(),
            does: "We drive people to dialysis.".into(),
            would_help: "Somebody to plan the routes.".into(),
            relevance: Some(Relevance::Core),
            ..InterviewDraft::default()
        }
    }

    #[test]
    fn a_talk_needs_who_when_and_their_words() {
        let today = date(2026, 3, 2);
        assert_eq!(draft().check(today), Ok(today));
        let empty = InterviewDraft::default().check(today).unwrap_err();
        let fields: Vec<&str> = empty.iter().map(|p| p.field).collect();
        assert_eq!(fields, ["held_on", "listened", "spoke", "does", "would_help", "relevance"]);
    }

    #[test]
    fn a_talk_to_come_is_no_talk_yet() {
        let faults = draft().check(date(2026, 3, 1)).unwrap_err();
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].message, "partners-error-interview-future");
    }

    #[test]
    fn too_long_is_refused_and_never_cut() {
        let long = InterviewDraft { serves: "x".repeat(MAX_WORDS + 1), ..draft() };
        assert_eq!(long.check(date(2026, 3, 2)).unwrap_err()[0].field, "serves");
    }
}
