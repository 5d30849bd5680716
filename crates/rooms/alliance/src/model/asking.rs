//! How far an organization is with the survey, as whoever holds it may know: who has answered, never what.

use jiff::{SignedDuration, Timestamp};
use tandem_access::Uuid;

/// A reminder goes once, so many days after the letter.
pub const REMIND_AFTER_DAYS: i64 = 7;

/// When an organization was written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// The organization.
    pub organization: Uuid,
    /// The last letter with a link that was asked for.
    pub at: Timestamp,
    /// The reminder.
    pub reminded_at: Option<Timestamp>,
}

impl Sent {
    /// Whether the one reminder is due.
    pub fn reminder_due(&self, now: Timestamp) -> bool {
        let wait = SignedDuration::from_hours(24 * REMIND_AFTER_DAYS);
        self.reminded_at.is_none() && now.duration_since(self.at) >= wait
    }
}

/// How far an organization is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// It has said something about at least one other.
    Answered,
    /// It was asked and reminded.
    Reminded(Timestamp),
    /// It was asked by letter.
    Asked(Timestamp),
    /// No letter has gone out yet.
    NotAsked,
    /// There is no address for one.
    NoAddress,
}

impl Progress {
    /// From what is stored about it.
    pub fn of(answered: bool, sent: Option<&Sent>, has_address: bool) -> Progress {
        match sent {
            _ if answered => Progress::Answered,
            Some(Sent { reminded_at: Some(at), .. }) => Progress::Reminded(*at),
            Some(sent) => Progress::Asked(sent.at),
            None if has_address => Progress::NotAsked,
            None => Progress::NoAddress,
        }
    }
}

/// An organization on the list of who has answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its id.
    pub organization: Uuid,
    /// Its name.
    pub name: String,
    /// How far it is.
    pub progress: Progress,
    /// Whether a letter could go to it.
    pub has_address: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_reminder_after_a_week() {
        let at = |hours: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours);
        let sent = Sent { organization: Uuid::from_u128(1), at: at(0), reminded_at: None };
        assert!(!sent.reminder_due(at(24 * 7 - 1)) && sent.reminder_due(at(24 * 7)));
        assert!(!Sent { reminded_at: Some(at(24 * 7)), ..sent }.reminder_due(at(24 * 30)));
    }

    #[test]
    fn an_answer_is_told_before_anything_else() {
        let at = Timestamp::UNIX_EPOCH;
        let asked = Sent { organization: Uuid::from_u128(1), at, reminded_at: None };
        let reminded = Sent { reminded_at: Some(at), ..asked };
        assert_eq!(Progress::of(true, None, false), Progress::Answered);
        assert_eq!(Progress::of(true, Some(&reminded), true), Progress::Answered);
        assert_eq!(Progress::of(false, Some(&reminded), true), Progress::Reminded(at));
        assert_eq!(Progress::of(false, Some(&asked), false), Progress::Asked(at));
        assert_eq!(Progress::of(false, None, true), Progress::NotAsked);
        assert_eq!(Progress::of(false, None, false), Progress::NoAddress);
    }
}
