//! Whether a service has room.

use jiff::Timestamp;

/// The capacity switch of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CapacityStatus {
    /// Has room.
    Open,
    /// Has little room: call first.
    Limited,
    /// Takes names for later.
    Waitlist,
    /// Takes nobody now.
    Closed,
}

impl CapacityStatus {
    /// All, most room first.
    pub const ALL: [CapacityStatus; 4] =
        [CapacityStatus::Open, CapacityStatus::Limited, CapacityStatus::Waitlist, CapacityStatus::Closed];

    /// The stored value.
    pub fn code(self) -> &'static str {
        match self {
            CapacityStatus::Open => "open",
            CapacityStatus::Limited => "limited",
            CapacityStatus::Waitlist => "waitlist",
            CapacityStatus::Closed => "closed",
        }
    }

    /// Reads the stored value.
    pub fn from_code(code: &str) -> Option<CapacityStatus> {
        CapacityStatus::ALL.into_iter().find(|status| status.code() == code)
    }

    /// Whether new people can come now (a waiting list is a no for now).
    pub fn has_room(self) -> bool {
        matches!(self, CapacityStatus::Open | CapacityStatus::Limited)
    }
}

/// What is known about a service's room. Without a row nothing is known, which is not the same as "open".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// The switch.
    pub status: CapacityStatus,
    /// Units that money pays for, if counted.
    pub funded_units: Option<i64>,
    /// Units free now, if counted.
    pub free_units: Option<i64>,
    /// When it was last set.
    pub updated_at: Timestamp,
    /// Who set it, as shown to people (an organization's name).
    pub updated_by: String,
}

/// Checks units: neither negative, free not above funded.
pub fn units_fit(funded: Option<i64>, free: Option<i64>) -> bool {
    let whole = |units: Option<i64>| units.is_none_or(|n| (0..=1_000_000).contains(&n));
    whole(funded) && whole(free) && funded.zip(free).is_none_or(|(funded, free)| free <= funded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_round_trip_and_units_fit() {
        for status in CapacityStatus::ALL {
            assert_eq!(CapacityStatus::from_code(status.code()), Some(status));
        }
        assert!(units_fit(Some(5), Some(5)) && units_fit(None, Some(3)) && units_fit(None, None));
        assert!(!units_fit(Some(5), Some(6)) && !units_fit(Some(-1), None));
    }
}
