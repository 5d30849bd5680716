//! The clock of the demo: it is moved through the history, from a year and a half ago to the moment of creation.

use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// How far back the history goes.
const HISTORY: SignedDuration = SignedDuration::from_hours(24 * 548);

/// A clock that the demo moves; the store that is being filled reads it.
#[derive(Clone, Debug)]
pub struct DemoClock {
    now: Arc<AtomicI64>,
    today: Timestamp,
}

impl DemoClock {
    /// A clock that stands at the beginning of the history and will end at `today`, the moment of creation.
    pub fn ending(today: Timestamp) -> DemoClock {
        let clock = DemoClock { now: Arc::default(), today };
        clock.set(today - HISTORY);
        clock
    }

    /// What time it is in the history.
    pub fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.now.load(Ordering::SeqCst)).unwrap_or(self.today)
    }

    /// The moment of creation.
    pub fn today(&self) -> Timestamp {
        self.today
    }

    /// Moves on. A history never goes back, nor beyond today.
    pub(super) fn set(&self, to: Timestamp) {
        let to = to.min(self.today).as_microsecond();
        self.now.fetch_max(to, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_moves_forward_only_and_stops_today() {
        let today: Timestamp = "2026-11-20T15:00:00Z".parse().unwrap();
        let clock = DemoClock::ending(today);
        assert_eq!(clock.now(), "2025-05-21T15:00:00Z".parse().unwrap());
        let spring = "2026-04-01T12:00:00Z".parse().unwrap();
        clock.set(spring);
        clock.set(clock.now() - SignedDuration::from_hours(5));
        assert_eq!(clock.now(), spring);
        clock.set(today + SignedDuration::from_hours(5));
        assert_eq!(clock.now(), today);
    }
}
