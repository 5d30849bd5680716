//! When to try again, and when to give up; pure.

use jiff::SignedDuration;

/// Tries after which a message is given up: about a day and a half of a server that is away.
pub const MOST_ATTEMPTS: i64 = 24;
/// The first wait.
const FIRST: SignedDuration = SignedDuration::from_secs(30);
/// The longest.
const LONGEST: SignedDuration = SignedDuration::from_hours(2);
/// How long a worker may hold a message before another takes it: longer than any send may last.
pub const LEASE: SignedDuration = SignedDuration::from_mins(3);

/// What a try came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The other side has it.
    Sent,
    /// Not now; the words say why.
    Later(String),
    /// Never: this recipient or message is refused.
    Refused(String),
}

/// The wait after `attempts` tries: 30 s, doubling to 2 h. `jitter` (0 to 999) spreads it from 80 to 120 percent, so
/// that a thousand letters do not come back at the same second.
pub fn wait(attempts: i64, jitter: u32) -> SignedDuration {
    let doublings = u32::try_from(attempts.clamp(1, 16) - 1).unwrap_or(0);
    let plain = FIRST.checked_mul(1 << doublings).unwrap_or(LONGEST).min(LONGEST);
    let thousandths = 800 + i64::from(jitter.min(999)) * 400 / 1000;
    SignedDuration::from_millis(
        i64::try_from(plain.as_millis()).unwrap_or(i64::MAX / 2000) * thousandths / 1000,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn waits_double_then_stay() {
        let seconds: Vec<i64> = (1..=12).map(|n| wait(n, 500).as_secs()).collect();
        assert_eq!(seconds, [30, 60, 120, 240, 480, 960, 1920, 3840, 7200, 7200, 7200, 7200]);
    }

    proptest! {
        #[test]
        fn a_wait_is_never_nothing_and_never_forever(attempts in any::<i64>(), jitter in any::<u32>()) {
            let w = wait(attempts, jitter);
            prop_assert!(w >= SignedDuration::from_secs(24));
            prop_assert!(w <= SignedDuration::from_mins(144));
        }
    }
}
