//! Seats: who holds them, for which sector, until when; and what a change of employer does to one.

use jiff::civil::Date;
use tandem_access::Uuid;
use tandem_deliberation::rules::council::Held;
use tandem_deliberation::rules::duty::{self, Role};
use tandem_deliberation::rules::workgroup::CoLead;
use tandem_deliberation::rules::{Control, Verdict};
use tandem_partners::model::Sector;

tandem_access::coded! {
    /// What a seat is.
    SeatRole {
        /// Leads the body with others.
        CoLead = "co_lead",
        /// Decides in it.
        Member = "member",
    }
}

/// A seat and who holds or held it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// Id.
    pub id: Uuid,
    /// The body.
    pub body_id: Uuid,
    /// What it is.
    pub role: SeatRole,
    /// The sector it was given for.
    pub sector: Sector,
    /// Who employed the holder when it was given; nobody for residents.
    pub organization: Option<Uuid>,
    /// The holder.
    pub member: Uuid,
    /// Who stands in.
    pub deputy: Option<Uuid>,
    /// Who employs them.
    pub deputy_organization: Option<Uuid>,
    /// The first day.
    pub term_start: Date,
    /// The last day.
    pub term_end: Date,
    /// Terms in a row, this one among them: [`terms_in_a_row`].
    pub terms: i64,
    /// The seat that this one follows.
    pub follows: Option<Uuid>,
    /// The last day, where it ended before its term.
    pub ended_on: Option<Date>,
    /// Why.
    pub ended_why: Option<String>,
}

/// A seat to give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSeat {
    /// The body.
    pub body_id: Uuid,
    /// What it is.
    pub role: SeatRole,
    /// The holder.
    pub member: Uuid,
    /// Who stands in.
    pub deputy: Option<Uuid>,
    /// The first day.
    pub term_start: Date,
    /// The last day.
    pub term_end: Date,
    /// The seat that this one follows.
    pub follows: Option<Uuid>,
}

/// Where somebody works or worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Job {
    /// For whom.
    pub organization: Uuid,
    /// That organization's sector.
    pub sector: Sector,
    /// The last day, once it is over.
    pub ended: Option<Date>,
}

/// How a seat counts now: for which sector and organization, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding {
    /// The sector it counts for.
    pub sector: Sector,
    /// The organization it counts for.
    pub organization: Option<Uuid>,
    /// The last day it counts.
    pub until: Date,
    /// The holder works for somebody else than when it was given, so that it counts otherwise.
    pub moved: bool,
    /// The holder left the organization and works for none: the seat is vacant.
    pub left: bool,
}

impl Holding {
    /// The sector that the rules count. "Community" is the voice of residents who speak for themselves; who is employed by an
    /// organization of the community sits for the services that it gives.
    pub fn counted(&self) -> Sector {
        match (self.sector, self.organization) {
            (Sector::Community, Some(_)) => Sector::SocialServices,
            (sector, _) => sector,
        }
    }

    /// Whether the holder is in office on a day.
    pub fn in_office(&self, on: Date) -> bool {
        self.until >= on
    }
}

/// How many terms in a row a term from `start` to `end` would be the last or one of, given the first and last days that the same
/// member was in office before, in the same role of the same body.
///
/// Terms are in a row while less than one full term lies between them. Else somebody could end a seat, have it given anew the
/// next day and sit for life; the limit is there so that another grows into the role, and that takes as long as a term. Whether
/// a seat was renewed, or ended and given again, is the same to it.
pub fn terms_in_a_row(start: Date, end: Date, before: &[(Date, Date)], term_months: u64) -> i64 {
    let months = i64::try_from(term_months).unwrap_or(24);
    let full = |from: Date| from.checked_add(jiff::Span::new().months(months)).unwrap_or(Date::MAX);
    let mut all: Vec<(Date, Date, bool)> = before
        .iter()
        // Who was given a seat by mistake and lost it the same day was never in office.
        .filter(|(first, last)| first <= last)
        .map(|(first, last)| (*first, *last, false))
        .collect();
    all.push((start, end, true));
    all.sort_unstable();
    let (mut row, mut this, mut until) = (0, false, Date::MIN);
    for (first, last, new) in all {
        if row > 0 && first > full(until) {
            if this {
                return row;
            }
            (row, until) = (0, Date::MIN);
        }
        row += 1;
        this |= new;
        until = until.max(last);
    }
    row
}

impl Seat {
    /// The days that the holder was in office: none where the last lies before the first.
    pub fn days(&self) -> (Date, Date) {
        (self.term_start, self.ended_on.map_or(self.term_end, |ended| ended.min(self.term_end)))
    }

    /// How the seat counts, given where its holder works. Whoever changes employer counts for the new one from that day on, whatever
    /// the seat was given for: power follows who pays. A resident who is employed by a partner no longer counts as the community.
    /// Who left and works nowhere holds a partner's seat no longer.
    pub fn holding(&self, jobs: &[Job]) -> Holding {
        let until = self.days().1;
        let as_given = Holding {
            sector: self.sector,
            organization: self.organization,
            until,
            moved: false,
            left: false,
        };
        let now = jobs.iter().filter(|job| job.ended.is_none());
        let present = |of: Uuid| now.clone().any(|job| job.organization == of);
        match (self.organization, now.clone().next()) {
            (Some(of), _) if present(of) => as_given,
            (None, None) => as_given,
            (_, Some(job)) => {
                Holding { sector: job.sector, organization: Some(job.organization), moved: true, ..as_given }
            }
            (Some(of), None) => {
                let left = jobs.iter().filter(|job| job.organization == of).filter_map(|job| job.ended).max();
                let left = left.unwrap_or(self.term_start);
                Holding { until: until.min(left), left: true, ..as_given }
            }
        }
    }

    /// The seat as the rules count it.
    pub fn co_lead(&self, holding: &Holding) -> CoLead {
        CoLead {
            person: self.member.to_string(),
            sector: holding.counted().code().to_owned(),
            organization: holding.organization.map(|id| id.to_string()),
            term_end: Some(holding.until),
        }
    }

    /// The same as a seat of a council.
    pub fn held(&self, holding: &Holding) -> Held {
        Held { sector: holding.counted().code().to_owned(), from: self.term_start, until: holding.until }
    }

    /// Whether deputy and term are as the rules want them.
    pub fn duty(&self, control: &Control) -> Verdict {
        let text = |id: Option<Uuid>| id.map(|id| id.to_string());
        let role = Role {
            holder: self.member.to_string(),
            holder_organization: text(self.organization),
            deputy: text(self.deputy),
            deputy_organization: text(self.deputy_organization),
            term_start: Some(self.term_start),
            term_end: Some(self.term_end),
            terms: u64::try_from(self.terms).ok(),
        };
        duty::role(&role, control)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn seat(organization: Option<u128>) -> Seat {
        Seat {
            id: Uuid::from_u128(1),
            body_id: Uuid::from_u128(2),
            role: SeatRole::CoLead,
            sector: if organization.is_some() { Sector::Housing } else { Sector::Community },
            organization: organization.map(Uuid::from_u128),
            member: Uuid::from_u128(3),
            deputy: None,
            deputy_organization: None,
            term_start: date(2026, 1, 1),
            term_end: date(2027, 12, 31),
            terms: 1,
            follows: None,
            ended_on: None,
            ended_why: None,
        }
    }

    fn job(organization: u128, sector: Sector, ended: Option<Date>) -> Job {
        Job { organization: Uuid::from_u128(organization), sector, ended }
    }

    #[test]
    fn power_follows_who_pays() {
        let (old, left) = (seat(Some(10)), date(2026, 5, 31));
        let stays = old.holding(&[job(10, Sector::Housing, None), job(11, Sector::Payer, None)]);
        assert_eq!((stays.sector, stays.moved), (Sector::Housing, false), "a second job changes nothing");
        let moved = old.holding(&[job(10, Sector::Housing, Some(left)), job(11, Sector::Payer, None)]);
        assert_eq!((moved.sector, moved.organization), (Sector::Payer, Some(Uuid::from_u128(11))));
        assert!(
            moved.moved && moved.in_office(date(2026, 6, 1)),
            "the holder stays, the seat counts otherwise"
        );
        let gone = old.holding(&[job(10, Sector::Housing, Some(left))]);
        assert!(gone.left && gone.in_office(left) && !gone.in_office(date(2026, 6, 1)));
        let resident = seat(None);
        assert!(!resident.holding(&[]).moved);
        assert!(!resident.holding(&[job(10, Sector::Housing, Some(left))]).moved, "a job of the past");
        let hired = resident.holding(&[job(11, Sector::Payer, None)]);
        assert_eq!((hired.sector, hired.moved), (Sector::Payer, true), "no longer the community's voice");
    }

    #[test]
    fn terms_are_in_a_row_until_a_whole_term_lies_between() {
        let (start, end) = (date(2026, 1, 1), date(2027, 12, 31));
        let row = |before: &[(Date, Date)]| terms_in_a_row(start, end, before, 24);
        assert_eq!(row(&[]), 1);
        // A day, a year, almost two years later: still the next one.
        for last in [date(2025, 12, 31), date(2025, 1, 1), date(2024, 1, 1)] {
            assert_eq!(row(&[(date(2023, 1, 1), last)]), 2, "{last}");
        }
        assert_eq!(row(&[(date(2022, 1, 1), date(2023, 12, 31))]), 1, "a whole term between");
        assert_eq!(
            terms_in_a_row(start, end, &[(date(2024, 1, 1), date(2024, 12, 31))], 12),
            1,
            "of a year here"
        );
        let two = [(date(2022, 1, 1), date(2023, 6, 1)), (date(2024, 1, 1), date(2025, 12, 31))];
        assert_eq!(row(&two), 3, "each close to the next");
        let old = [(date(2015, 1, 1), date(2016, 12, 31)), (date(2024, 1, 1), date(2025, 12, 31))];
        assert_eq!(row(&old), 2, "what was before a break is another row");
        assert_eq!(row(&[(date(2025, 6, 1), date(2025, 5, 31))]), 1, "never in office");
        assert_eq!(
            row(&[(date(2028, 6, 1), date(2029, 6, 1))]),
            2,
            "a term that was promised for later counts too"
        );
    }

    #[test]
    fn a_seat_ends_with_its_term_or_before() {
        let mut seat = seat(Some(10));
        let here = [job(10, Sector::Housing, None)];
        assert!(seat.holding(&here).in_office(date(2027, 12, 31)));
        assert!(!seat.holding(&here).in_office(date(2028, 1, 1)));
        seat.ended_on = Some(date(2026, 3, 1));
        assert!(!seat.holding(&here).in_office(date(2026, 3, 2)));
    }
}
