//! Who is told what, and when: the partnership's communication protocol as data.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use tandem_access::Timestamp;

tandem_access::coded! {
    /// What is told.
    News {
        /// A meeting was planned.
        Scheduled = "scheduled",
        /// It has another time or place.
        Changed = "changed",
        /// It is called off.
        Cancelled = "cancelled",
        /// Its minutes can be read.
        Minutes = "minutes",
        /// A proposal came to reactions, consent or a vote.
        Proposal = "proposal",
        /// A seat objected to one.
        Objection = "objection",
        /// One was adopted.
        Adopted = "adopted",
        /// A decision is to be looked at again.
        Review = "review",
        /// The result of a vote binds a body and waits for its answer.
        Result = "result",
        /// A community vote has begun.
        VoteOpens = "vote-opens",
        /// One comes near its end.
        VoteCloses = "vote-closes",
        /// The result of one was published.
        VoteResult = "vote-result",
        /// Terms of seats end within 60 days, or have ended.
        Term = "term",
        /// A body came into grace, is suspended or invalid.
        Standing = "standing",
        /// What a resident sent waits until a body takes it up.
        Waiting = "waiting",
    }
}
tandem_access::coded! {
    /// Who is told.
    Audience {
        /// Seats of the body, and their deputies.
        Body = "body",
        /// Administrators of every member organization.
        Admins = "admins",
        /// The member who proposed what the news is about.
        Proposer = "proposer",
        /// Co-leads of the body; of what has no body yet, those of every workgroup that may take it up.
        Leads = "leads",
        /// Coordinators of member organizations, who keep the bodies.
        Keepers = "keepers",
        /// Who holds the seat that the news is about.
        Holder = "holder",
    }
}
tandem_access::coded! {
    /// When they are told, by e-mail.
    Timing {
        /// Not at all.
        Never = "never",
        /// At once.
        Now = "now",
        /// With the digest of the next morning.
        Daily = "daily",
        /// With the digest of the next Monday.
        Weekly = "weekly",
    }
}

impl News {
    /// Who may be told of it.
    pub fn audiences(self) -> &'static [Audience] {
        match self {
            News::Scheduled
            | News::Changed
            | News::Cancelled
            | News::Minutes
            | News::Adopted
            | News::VoteOpens
            | News::VoteCloses
            | News::VoteResult => &[Audience::Body, Audience::Admins],
            News::Objection => &[Audience::Body, Audience::Proposer],
            News::Proposal | News::Review | News::Result => &[Audience::Body],
            News::Term => &[Audience::Leads, Audience::Keepers, Audience::Holder],
            News::Standing | News::Waiting => &[Audience::Leads, Audience::Keepers],
        }
    }
}

/// The hour of the morning at which digests leave.
pub const HOUR: i8 = 7;

/// Whether a rule may be changed. Calendars of the body hear of a meeting at once, whatever else is agreed: they would be wrong.
pub fn fixed(news: News, audience: Audience) -> bool {
    audience == Audience::Body && matches!(news, News::Scheduled | News::Changed | News::Cancelled)
}

/// The rule that comes with the software.
pub fn default(news: News, audience: Audience) -> Timing {
    match (news, audience) {
        // A vote does not wait for Monday.
        (News::VoteOpens | News::VoteCloses, Audience::Admins) => Timing::Daily,
        (_, Audience::Admins) => Timing::Weekly,
        _ => Timing::Now,
    }
}

/// What was new before this moment goes out with the digest: seven in the morning of today, or of the last Monday.
pub fn before(timing: Timing, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    let here = now.to_zoned(zone.clone());
    let today = if here.hour() < HOUR { here.date().yesterday().ok()? } else { here.date() };
    let day: Date = match timing {
        Timing::Daily => today,
        Timing::Weekly => {
            let since = today.weekday().since(Weekday::Monday);
            today.checked_sub(jiff::Span::new().days(i64::from(since))).ok()?
        }
        Timing::Never | Timing::Now => return None,
    };
    zone.to_ambiguous_timestamp(day.at(HOUR, 0, 0, 0)).compatible().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_digest_leaves_in_the_morning() {
        let zone = TimeZone::get("America/New_York").unwrap();
        let at = |d: Date, h: i8| zone.to_timestamp(d.at(h, 0, 0, 0)).unwrap();
        // November 18, 2026 is a Wednesday.
        let day = date(2026, 11, 18);
        assert_eq!(before(Timing::Daily, at(day, 8), &zone), Some(at(day, 7)));
        assert_eq!(before(Timing::Daily, at(day, 6), &zone), Some(at(date(2026, 11, 17), 7)));
        assert_eq!(before(Timing::Weekly, at(day, 8), &zone), Some(at(date(2026, 11, 16), 7)));
        assert_eq!(before(Timing::Weekly, at(date(2026, 11, 16), 6), &zone), Some(at(date(2026, 11, 9), 7)));
        assert_eq!(before(Timing::Now, at(day, 8), &zone), None);
    }
}
