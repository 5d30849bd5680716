//! A promise: who does what by which day, and whether it was kept.

use jiff::Timestamp;
use jiff::civil::Date;
use tandem_access::{FieldErrors, Uuid};

tandem_access::coded! {
    /// What became of it.
    State {
        /// Nobody has said yet.
        Open = "open",
        /// Done.
        Done = "done",
        /// Not done, and it will not be.
        NotDone = "not_done",
        /// No longer wanted: something else took its place.
        Dropped = "dropped",
    }
}

tandem_access::coded! {
    /// How it counts in public.
    Standing {
        /// Its day is still to come.
        Open = "open",
        /// Its day is over and nobody said that it was done; or it was not done.
        Late = "late",
        /// Done by its day.
        Kept = "kept",
        /// Done after its day.
        KeptLate = "kept_late",
        /// Not done.
        Broken = "broken",
        /// No longer wanted.
        Dropped = "dropped",
    }
}

/// What is promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCommitment {
    /// What, in a sentence that everybody may read.
    pub words: String,
    /// The same in Spanish, where there is one.
    pub words_es: Option<String>,
    /// Which organization does it.
    pub owner_org: Uuid,
    /// Who there looks after it.
    pub owner_member: Option<Uuid>,
    /// Until the end of which day.
    pub due_on: Date,
    /// What it grew out of: a thing of the chain (an agreement, a decision, a meeting).
    pub source: Option<Uuid>,
}

const LONGEST: usize = 400;

impl NewCommitment {
    /// The same with its spaces in order.
    #[must_use]
    pub fn tidy(mut self) -> NewCommitment {
        let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.words = tidy(&self.words);
        self.words_es = self.words_es.map(|text| tidy(&text)).filter(|text| !text.is_empty());
        self
    }

    /// Every fault at once.
    pub fn faults(&self) -> FieldErrors {
        let mut errors = FieldErrors::new();
        if !(3..=LONGEST).contains(&self.words.chars().count()) {
            errors.add("words", "agreements-error-words");
        }
        if self.words_es.as_ref().is_some_and(|text| text.chars().count() > LONGEST) {
            errors.add("words_es", "agreements-error-words");
        }
        errors
    }
}

/// A promise as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// Id.
    pub id: Uuid,
    /// What was promised.
    pub promise: NewCommitment,
    /// The owner's name.
    pub owner_name: String,
    /// What became of it.
    pub state: State,
    /// In words.
    pub outcome: Option<String>,
    /// On which day it was said.
    pub closed_on: Option<Date>,
    /// The organization of who said so.
    pub closed_org: Option<Uuid>,
    /// When it was promised.
    pub created_at: Timestamp,
}

impl Commitment {
    /// How it counts on a day.
    pub fn standing(&self, today: Date) -> Standing {
        match self.state {
            State::Open if today > self.promise.due_on => Standing::Late,
            State::Open => Standing::Open,
            State::Done if self.closed_on.is_some_and(|day| day > self.promise.due_on) => Standing::KeptLate,
            State::Done => Standing::Kept,
            State::NotDone => Standing::Broken,
            State::Dropped => Standing::Dropped,
        }
    }
}

/// How many stand how, for one sentence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Done, on time or later.
    pub kept: usize,
    /// Late, or not done.
    pub late: usize,
    /// Still to come.
    pub open: usize,
}

impl Tally {
    /// Counts. What was dropped is nobody's promise any more.
    pub fn of<'a>(all: impl IntoIterator<Item = &'a Commitment>, today: Date) -> Tally {
        let mut tally = Tally::default();
        for one in all {
            match one.standing(today) {
                Standing::Kept | Standing::KeptLate => tally.kept += 1,
                Standing::Late | Standing::Broken => tally.late += 1,
                Standing::Open => tally.open += 1,
                Standing::Dropped => {}
            }
        }
        tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn one(state: State, closed_on: Option<Date>) -> Commitment {
        Commitment {
            id: Uuid::from_u128(1),
            promise: NewCommitment {
                words: "Open on Saturdays".into(),
                words_es: None,
                owner_org: Uuid::from_u128(2),
                owner_member: None,
                due_on: date(2026, 6, 30),
                source: None,
            },
            owner_name: "Pantry".into(),
            state,
            outcome: None,
            closed_on,
            closed_org: None,
            created_at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn the_day_itself_is_still_in_time() {
        let (due, after) = (date(2026, 6, 30), date(2026, 7, 1));
        assert_eq!(one(State::Open, None).standing(due), Standing::Open);
        assert_eq!(one(State::Open, None).standing(after), Standing::Late);
        assert_eq!(one(State::Done, Some(due)).standing(after), Standing::Kept);
        assert_eq!(one(State::Done, Some(after)).standing(after), Standing::KeptLate);
        assert_eq!(one(State::NotDone, Some(due)).standing(due), Standing::Broken);
        let all = [
            one(State::Open, None),
            one(State::Done, Some(due)),
            one(State::Done, Some(after)),
            one(State::NotDone, Some(due)),
            one(State::Dropped, Some(due)),
        ];
        assert_eq!(Tally::of(&all, due), Tally { kept: 2, late: 1, open: 1 });
        assert_eq!(Tally::of(&all, after), Tally { kept: 2, late: 2, open: 0 });
    }

    #[test]
    fn a_promise_has_words() {
        let bad = NewCommitment { words: " a ".into(), ..one(State::Open, None).promise };
        assert!(bad.tidy().faults().of("words").is_some());
        let long = NewCommitment { words: "x".repeat(401), ..one(State::Open, None).promise };
        assert!(long.faults().of("words").is_some());
    }
}
