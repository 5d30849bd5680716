//! Time, ids and randomness come in from outside, so that tests and the demo can replay them.

use jiff::Timestamp;
use rand::{Rng, RngExt, SeedableRng, rngs::StdRng};
use std::sync::{Arc, Mutex};
use uuid::Uuid;

/// The clock and the source of randomness of one process.
#[derive(Clone)]
pub struct Surroundings {
    now: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    rng: Arc<Mutex<StdRng>>,
}

impl Surroundings {
    /// The machine's clock and the operating system's randomness.
    #[allow(clippy::disallowed_methods)]
    pub fn real() -> Self {
        Self::new(
            Timestamp::now,
            StdRng::try_from_rng(&mut rand::rngs::SysRng).expect("the operating system gives randomness"),
        )
    }

    /// A clock of the caller's and randomness from a seed: the same calls give the same ids.
    pub fn seeded(now: impl Fn() -> Timestamp + Send + Sync + 'static, seed: u64) -> Self {
        Self::new(now, StdRng::seed_from_u64(seed))
    }

    fn new(now: impl Fn() -> Timestamp + Send + Sync + 'static, rng: StdRng) -> Self {
        Surroundings { now: Arc::new(now), rng: Arc::new(Mutex::new(rng)) }
    }

    /// The present.
    pub fn now(&self) -> Timestamp {
        (self.now)()
    }

    /// Fills an array with random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut out = [0; N];
        self.rng.lock().unwrap_or_else(std::sync::PoisonError::into_inner).fill_bytes(&mut out);
        out
    }

    /// An id in time order (UUIDv7), for rows that no person sees the id of.
    pub fn id_at(&self, now: Timestamp) -> Uuid {
        let millis = u64::try_from(now.as_millisecond()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &self.bytes()).into_uuid()
    }

    /// A random id (UUIDv4): tells nothing, not even the time.
    pub fn public_id(&self) -> Uuid {
        uuid::Builder::from_random_bytes(self.bytes()).into_uuid()
    }

    /// A uniform number below `n`.
    pub fn below(&self, n: u32) -> u32 {
        self.rng.lock().unwrap_or_else(std::sync::PoisonError::into_inner).random_range(0..n.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a moment")
    }

    #[test]
    fn a_seed_replays_and_the_operating_system_does_not() {
        let [one, same, other] = [7, 7, 8].map(|seed| Surroundings::seeded(|| at(5), seed));
        assert_eq!(one.now(), at(5));
        let first = one.bytes::<16>();
        assert_eq!(first, same.bytes::<16>());
        assert_ne!(first, other.bytes::<16>());
        assert_ne!(first, one.bytes::<16>(), "nothing is given twice");
        let (a, b) = (Surroundings::real(), Surroundings::real());
        assert_ne!(a.bytes::<16>(), b.bytes::<16>());
        assert!(a.now() > at(1_700_000_000) && a.now() <= b.now());
    }

    #[test]
    fn ids_are_in_the_order_of_time_and_public_ones_tell_nothing_of_it() {
        let around = Surroundings::seeded(|| at(5), 7);
        let (before, after) = (around.id_at(at(1_000)), around.id_at(at(1_001)));
        assert!(before < after);
        assert_eq!(before.get_version_num(), 7);
        assert_eq!(before.get_timestamp().map(|t| t.to_unix().0), Some(1_000));
        assert_ne!(around.id_at(at(1_000)), before, "two of one moment are two");
        let public = around.public_id();
        assert_eq!((public.get_version_num(), public.get_timestamp()), (4, None));
        assert_ne!(public, around.public_id());
    }

    #[test]
    fn a_number_below_reaches_every_one_and_no_other() {
        let around = Surroundings::seeded(|| at(5), 7);
        let drawn: BTreeSet<u32> = (0..200).map(|_| around.below(4)).collect();
        assert_eq!(drawn, BTreeSet::from([0, 1, 2, 3]));
        assert_eq!((around.below(1), around.below(0)), (0, 0));
    }
}
