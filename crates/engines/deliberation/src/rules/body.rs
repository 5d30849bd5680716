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
