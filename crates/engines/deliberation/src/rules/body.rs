//! A body's seats, its quorum, and the double majority of seats and of sectors.

use super::{COMMUNITY, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// A number for each sector: seats, those present, votes.
pub type BySector = BTreeMap<String, u64>;

fn sum(of: &BySector) -> u64 {
    of.values().sum()
}

fn community(of: &BySector) -> u64 {
    of.get(COMMUNITY).copied().unwrap_or(0)
}

/// Every sector has under one third of the seats, the community at least one fifth.
pub fn seats(seats: &BySector) -> Verdict {
    let all = sum(seats);
    let faults = [
        (all == 0, "NO_SEATS"),
        (seats.values().any(|s| 3 * s >= all), "SECTOR_OVER_ONE_THIRD"),
        (5 * community(seats) < all, "COMMUNITY_BELOW_FLOOR"),
    ];
    Verdict::first("valid", "invalid", &faults)
}

/// Over half of the seats, half of the sectors and at least three, and somebody of the community. Asked anew at every decision:
/// who has left does not count.
pub fn quorum(active: &BySector, present: &BySector) -> Verdict {
    let here = |of: &BySector| of.values().filter(|n| **n > 0).count();
    let faults = [
        (2 * sum(present) <= sum(active), "SEATS_NOT_OVER_HALF"),
        (2 * here(present) < here(active), "SECTORS_NOT_HALF"),
        (here(present) < 3, "SECTORS_LT_3"),
        (community(present) == 0, "NO_COMMUNITY"),
    ];
    Verdict::first("met", "not_met", &faults)
}

/// A quorum that a charter asks for: never less than [`quorum`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quorum {
    /// More than so many of a hundred seats.
    pub percent: u64,
    /// At least so many sectors.
    pub sectors: u64,
}

impl Default for Quorum {
    fn default() -> Quorum {
        Quorum { percent: 50, sectors: 3 }
    }
}

impl Quorum {
    /// Whether those who are present are one.
    pub fn met(self, active: &BySector, present: &BySector) -> Verdict {
        let floor = quorum(active, present);
        if floor.code.is_some() {
            return floor;
        }
        let here = present.values().filter(|n| **n > 0).count() as u64;
        let faults = [
            (100 * sum(present) <= self.percent * sum(active), "SEATS_BELOW_CHARTER"),
            (here < self.sectors, "SECTORS_BELOW_CHARTER"),
        ];
        Verdict::first("met", "not_met", &faults)
    }
}

/// More than half of the votes, and more than half of the sectors that vote, each as most of its own votes say.
pub fn double_majority(yes: &BySector, no: &BySector) -> Verdict {
    let of = |votes: &BySector, sector: &str| votes.get(sector).copied().unwrap_or(0);
    let sectors: BTreeSet<&String> = yes.iter().chain(no).filter(|v| *v.1 > 0).map(|v| v.0).collect();
    let for_it = sectors.iter().filter(|s| of(yes, s) > of(no, s)).count();
    let faults = [
        (2 * sum(yes) <= sum(yes) + sum(no), "SEAT_MAJORITY_MISSING"),
        (2 * for_it <= sectors.len(), "SECTOR_MAJORITY_MISSING"),
    ];
    Verdict::first("passes", "fails", &faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_charter_may_ask_for_more_of_a_quorum_and_never_for_less() {
        let seats =
            |all: &[(&str, u64)]| -> BySector { all.iter().map(|(s, n)| ((*s).to_owned(), *n)).collect() };
        let active = seats(&[("healthcare", 3), ("housing", 3), ("faith", 1), ("community", 3)]);
        let six = seats(&[("healthcare", 2), ("housing", 2), ("community", 2)]);
        let seven = seats(&[("healthcare", 2), ("housing", 2), ("faith", 1), ("community", 2)]);
        assert_eq!(Quorum::default().met(&active, &six).verdict, "met");
        let asks = |percent, sectors| Quorum { percent, sectors };
        assert_eq!(
            asks(60, 3).met(&active, &six).code,
            Some("SEATS_BELOW_CHARTER"),
            "sixty of a hundred, not more"
        );
        assert_eq!(asks(60, 3).met(&active, &seven).verdict, "met");
        assert_eq!(asks(50, 4).met(&active, &six).code, Some("SECTORS_BELOW_CHARTER"));
        assert_eq!(asks(50, 4).met(&active, &seven).verdict, "met");
        // Whatever a charter says, this stays.
        let none = seats(&[("healthcare", 3), ("housing", 3), ("faith", 1)]);
        assert_eq!(asks(0, 0).met(&active, &none).code, Some("NO_COMMUNITY"));
        assert_eq!(asks(0, 0).met(&active, &seats(&[("community", 3)])).code, Some("SEATS_NOT_OVER_HALF"));
    }
}
