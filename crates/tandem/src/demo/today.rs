//! The scenes of today: whatever hour the demo is made, the navigator's list has something on every line, a letter waits
//! for an answer, an offer is open and a claim waits for a person's yes.

use std::collections::BTreeSet;
use tandem_referrals::model::Reason;

use super::history::{Happening, History};
use super::meet::Way;
use super::persons::Person;
use super::receivers::Answer;
use super::staff::POSTS;
use super::world::ServiceAt;

/// A scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Staged {
    /// Sent a week ago; nobody answers and the person named no other.
    Silent,
    /// Said no yesterday, for lack of capacity.
    Declined,
    /// The organization asked something yesterday.
    Asked,
    /// Offered without the person, and claimed: the person's yes is awaited.
    Claimed,
    /// Offered without the person; anybody may claim it.
    Offered,
    /// Sent today, by letter: the answer link lies in the outbox.
    Letter,
    /// Sent today to the pantry, which has an account.
    Pantry,
    /// A ride out of Far Meadow, refused yesterday.
    NoRide,
    /// Not safe at home: sealed, and waiting in the vault.
    Sealed,
}

const SCENES: [Staged; 9] = [
    Staged::Silent,
    Staged::NoRide,
    Staged::Declined,
    Staged::Asked,
    Staged::Claimed,
    Staged::Offered,
    Staged::Letter,
    Staged::Pantry,
    Staged::Sealed,
];

impl Staged {
    /// The need.
    pub(super) fn domain(self) -> &'static str {
        match self {
            Staged::Silent => "housing-instability",
            Staged::Declined => "homelessness",
            Staged::Asked | Staged::Letter => "utility-insecurity",
            Staged::Claimed | Staged::Offered | Staged::Pantry => "food-insecurity",
            Staged::NoRide => "transportation-insecurity",
            Staged::Sealed => "intimate-partner-violence",
        }
    }

    /// Business days before today on which the person is met.
    fn days_ago(self) -> u32 {
        match self {
            Staged::Silent => 6,
            Staged::Declined | Staged::NoRide => 4,
            Staged::Asked | Staged::Claimed => 2,
            Staged::Offered | Staged::Sealed => 1,
            Staged::Letter | Staged::Pantry => 0,
        }
    }

    fn organization(self) -> &'static str {
        match self {
            Staged::Silent => "cornerpost",
            Staged::Declined => "dry-dock",
            Staged::Asked => "hearth-fund",
            Staged::Letter => "county-benefits",
            Staged::NoRide => "meadow-council",
            Staged::Sealed => "heron-light",
            Staged::Claimed | Staged::Offered | Staged::Pantry => "tamsel-basket",
        }
    }

    /// What is done about the need.
    pub(super) fn way(self, history: &History<'_>, _person: usize, domain: &str) -> Way {
        if matches!(self, Staged::Claimed | Staged::Offered) {
            return Way::Offer { refused: None, invite: None };
        }
        let world = &history.world;
        let fits = |at: &ServiceAt| {
            world.organizations[at.organization].id == self.organization()
                && world.service(*at).domains().contains(&domain)
        };
        Way::Send(world.services().filter(fits).take(1).collect())
    }

    /// In how many business days the organization answers.
    pub(super) fn answers_in(self) -> Option<i64> {
        matches!(self, Staged::Declined | Staged::NoRide | Staged::Asked).then_some(1)
    }

    /// In how many business days an organization claims the offer.
    pub(super) fn claimed_in(self) -> Option<i64> {
        (self == Staged::Claimed).then_some(1)
    }

    /// The answer.
    pub(super) fn answer(self) -> Answer {
        match self {
            Staged::Asked => Answer::Question,
            _ => Answer::No(Reason::NoCapacity),
        }
    }
}

/// The people kept for the scenes, in the scenes' order: grown-ups whom the first navigator meets.
pub(super) fn reserve(people: &[Person]) -> BTreeSet<usize> {
    let mut kept = BTreeSet::new();
    for scene in SCENES {
        let meadow = scene == Staged::NoRide;
        let fits = |p: &Person| {
            *p.met_by == POSTS[0]
                && p.input.safe.call
                && (p.district.id == "far-meadow") == meadow
                && p.birth.year() < 2000
        };
        kept.extend((0..people.len()).find(|n| !kept.contains(n) && fits(&people[*n])));
    }
    kept
}

/// Puts the scenes into the queue.
pub(super) fn plan(history: &mut History<'_>, kept: &BTreeSet<usize>) {
    let today = history.clock.today();
    let mut left = kept.clone();
    for (number, staged) in SCENES.into_iter().enumerate() {
        let meadow = staged == Staged::NoRide;
        let Some(person) =
            left.iter().copied().find(|n| (history.people[*n].district.id == "far-meadow") == meadow)
        else {
            continue;
        };
        left.remove(&person);
        let minutes = i64::try_from(number).unwrap_or_default();
        let at = match staged.days_ago() {
            // However early in the day the demo is made, it was earlier.
            0 => today - jiff::SignedDuration::from_mins(95 - 10 * minutes),
            days => history.world.days.before(today, days) + jiff::SignedDuration::from_mins(12 * minutes),
        };
        history.then(at, Happening::Meet { person, staged: Some(staged) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::persons::everybody;
    use jiff::civil::date;

    #[test]
    fn every_scene_has_its_person() {
        for seed in [1, 7, 42] {
            let people = everybody(seed, date(2026, 11, 20), 400);
            let kept = reserve(&people);
            assert_eq!(kept.len(), SCENES.len(), "seed {seed}");
            let meadow = kept.iter().filter(|n| people[**n].district.id == "far-meadow").count();
            assert_eq!(meadow, 1);
        }
    }
}
