//! Requests added up by domain, area and month. Nothing in it is about one person.

use super::month::Month;
use super::request::{Asked, Clock, Outcome, Request, Resolved, Sent};
use std::collections::{BTreeMap, HashSet};
use tandem_access::Uuid;

/// Months of the trend.
pub const TREND_MONTHS: u16 = 18;

/// Sums over some requests.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// By outcome, in the order of [`Outcome::ALL`].
    pub outcomes: [u64; 7],
    /// Answered within the response clock.
    pub in_time: u64,
    /// Answered and ended with a reason.
    pub closed: u64,
    /// The organization says: received; of those that said yes.
    pub received: u64,
    /// The organization says: not received.
    pub not_received: u64,
    /// The person says: resolved, partly, not.
    pub resolved: [u64; 3],
    /// Business days to the first answer, and how often.
    pub days: BTreeMap<u32, u64>,
    /// Reasons of those who said no, one for each request whose outcome is a no.
    pub reasons: BTreeMap<String, u64>,
}

impl Counts {
    /// Everybody who asked.
    pub fn asked(&self) -> u64 {
        self.outcomes.iter().sum()
    }
    /// Those with this outcome.
    pub fn of(&self, outcome: Outcome) -> u64 {
        self.outcomes[outcome.index()]
    }
    /// Those with an answer.
    pub fn answered(&self) -> u64 {
        Outcome::ALL.into_iter().filter(|o| o.answered()).map(|o| self.of(o)).sum()
    }
    /// Those whose wish was not met.
    pub fn unmet(&self) -> u64 {
        Outcome::ALL.into_iter().filter(|o| o.unmet()).map(|o| self.of(o)).sum()
    }

    fn add(&mut self, r: &Request) {
        self.outcomes[r.outcome.index()] += 1;
        if let Some(answer) = r.answer.filter(|_| r.outcome.answered()) {
            self.in_time += u64::from(answer.in_time);
            *self.days.entry(answer.days).or_default() += 1;
            self.closed += u64::from(r.closed);
        }
        if r.outcome == Outcome::Yes {
            self.received += u64::from(r.received == Some(true));
            self.not_received += u64::from(r.received == Some(false));
        }
        if let Some(resolved) = r.resolved {
            let at = match resolved {
                Resolved::Yes => 0,
                Resolved::Partly => 1,
                Resolved::No => 2,
            };
            self.resolved[at] += 1;
        }
        if let Some(reason) = &r.refusal {
            *self.reasons.entry(reason.clone()).or_default() += 1;
        }
    }

    /// Adds another sum to this one.
    pub fn merge(&mut self, other: &Counts) {
        for (mine, theirs) in self.outcomes.iter_mut().zip(other.outcomes) {
            *mine += theirs;
        }
        self.in_time += other.in_time;
        self.closed += other.closed;
        self.received += other.received;
        self.not_received += other.not_received;
        for (mine, theirs) in self.resolved.iter_mut().zip(other.resolved) {
            *mine += theirs;
        }
        for (days, often) in &other.days {
            *self.days.entry(*days).or_default() += often;
        }
        for (reason, often) in &other.reasons {
            *self.reasons.entry(reason.clone()).or_default() += often;
        }
    }
}

/// Which requests are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slice {
    /// The months of the figures, up to this month; the trend always has [`TREND_MONTHS`].
    pub months: u16,
    /// Only this domain.
    pub domain: Option<String>,
    /// Only this area; `Some("")` is "not known".
    pub area: Option<String>,
}

impl Default for Slice {
    fn default() -> Self {
        Slice { months: 12, domain: None, area: None }
    }
}

/// The sums.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cube {
    /// By domain and area, over the months of the slice.
    pub cells: BTreeMap<(String, String), Counts>,
    /// By month, over the trend.
    pub months: BTreeMap<Month, Counts>,
    /// Different people behind the cells.
    pub people: u64,
}

impl Cube {
    /// Everything of the slice in one sum.
    pub fn total(&self) -> Counts {
        self.sum(|_, _| true)
    }
    /// The cells that `pick` chooses (by domain and area) in one sum.
    pub fn sum(&self, pick: impl Fn(&str, &str) -> bool) -> Counts {
        let mut sum = Counts::default();
        for (_, counts) in self.cells.iter().filter(|((d, a), _)| pick(d, a)) {
            sum.merge(counts);
        }
        sum
    }
}

/// Takes requests in one by one.
pub struct Builder {
    clock: Clock,
    slice: Slice,
    cube: Cube,
    people: HashSet<Uuid>,
}

impl Builder {
    /// An empty one.
    pub fn new(clock: Clock, slice: Slice) -> Builder {
        Builder { clock, slice, cube: Cube::default(), people: HashSet::new() }
    }

    /// Adds one request with its referrals in the order in which they were sent.
    pub fn add(&mut self, asked: &Asked, sent: &[Sent]) {
        let wanted = |filter: &Option<String>, value: &str| filter.as_deref().is_none_or(|f| f == value);
        if !wanted(&self.slice.domain, &asked.domain) || !wanted(&self.slice.area, &asked.area) {
            return;
        }
        let (request, now) = (Request::read(asked, sent, &self.clock), self.clock.this_month());
        if request.month > now || request.month <= now.back(TREND_MONTHS) {
            return;
        }
        self.cube.months.entry(request.month).or_default().add(&request);
        if request.month > now.back(self.slice.months) {
            let key = (asked.domain.clone(), asked.area.clone());
            self.cube.cells.entry(key).or_default().add(&request);
            self.people.insert(asked.person);
        }
    }

    /// The sums; who they were is forgotten here.
    pub fn finish(self) -> Cube {
        let people = u64::try_from(self.people.len()).unwrap_or(u64::MAX);
        Cube { people, ..self.cube }
    }
}

#[cfg(test)]
mod tests {
    use super::super::request::tests::{asked, clock, refused, sent};
    use super::*;

    fn other(n: u128, domain: &str, day: &str) -> Asked {
        Asked { person: Uuid::from_u128(n), domain: domain.into(), ..asked(day) }
    }

    #[test]
    fn people_are_counted_once_and_requests_each() {
        let mut b = Builder::new(clock(), Slice::default());
        b.add(
            &other(1, "food-insecurity", "2026-02-02T10:00"),
            &[refused("2026-02-02T10:00", "no_capacity")],
        );
        b.add(&other(1, "homelessness", "2026-02-02T10:00"), &[]);
        b.add(&other(2, "homelessness", "2026-03-04T10:00"), &[sent("2026-03-04T11:00", "requested")]);
        let cube = b.finish();
        assert_eq!(
            (cube.people, cube.total().asked(), cube.total().answered(), cube.total().unmet()),
            (2, 3, 1, 2)
        );
        assert_eq!(cube.total().reasons.get("no_capacity"), Some(&1));
        assert_eq!(cube.sum(|d, _| d == "homelessness").of(Outcome::NoMatch), 1);
        assert_eq!(cube.months.len(), 2);
    }

    #[test]
    fn the_slice_cuts_and_the_trend_is_longer_than_the_figures() {
        let slice = Slice { months: 12, domain: Some("homelessness".into()), area: Some("North".into()) };
        let mut b = Builder::new(clock(), slice);
        b.add(&other(1, "homelessness", "2025-03-31T10:00"), &[]);
        b.add(&other(2, "homelessness", "2025-04-01T10:00"), &[]);
        b.add(&other(3, "homelessness", "2024-09-30T10:00"), &[]);
        b.add(&other(4, "food-insecurity", "2026-02-02T10:00"), &[]);
        b.add(&Asked { area: "South".into(), ..other(5, "homelessness", "2026-02-02T10:00") }, &[]);
        let cube = b.finish();
        assert_eq!((cube.total().asked(), cube.people), (1, 1), "twelve months up to this one");
        assert_eq!(cube.months.values().map(Counts::asked).sum::<u64>(), 2, "eighteen months of trend");
    }
}
