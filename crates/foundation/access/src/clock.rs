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
