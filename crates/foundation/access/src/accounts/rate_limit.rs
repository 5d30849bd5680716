//! Rate limits: token buckets in memory for bursts, and a back-off in the database for guessing that goes on.
//!
//! Nobody is locked out: the back-off is kept for one account *from one network*, so that a stranger cannot shut
//! somebody out, and after 100 failures in a row (the limit of NIST SP 800-63B-4, section 3.2.2) the password alone no
//! longer opens the account, but a link by e-mail does. Every key is made from what was typed, never from whether an
//! account exists.

use super::{members, secret};
use crate::{Error, Tx, params};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::hash::BuildHasher;
use std::net::IpAddr;
use std::sync::Mutex;

/// What is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gate {
    /// Tries to sign in from one network.
    SignIn,
    /// Tries to sign in to one account, from anywhere.
    SignInAccount,
    /// Requests for a link by e-mail from one network.
    LinkRequest,
    /// Requests for a link to one address.
    LinkRequestAccount,
    /// Short codes typed from one network.
    Code,
    /// Signed links opened from one network.
    Link,
    /// Public forms sent from one network.
    PublicForm,
    /// New voices without an account in open conversations, from one network.
    Voice,
    /// Copies of everything that one person has made for them.
    Copy,
    /// People whom one member takes along as files.
    File,
    /// Wrong tokens of a text gateway from one network.
    Gateway,
    /// Secrets of computer systems that come from one network.
    Client,
    /// People whom one member or one computer system looks for from outside the pages.
    Find,
}

impl Gate {
    /// How many at once, and how long until one more is allowed.
    fn limit(self) -> (f64, SignedDuration) {
        match self {
            // A system asks once in ten minutes; an organization has a few of them.
            Gate::Client => (30.0, SignedDuration::from_secs(6)),
            // A day's appointments, and no list of names tried out.
            Gate::Find => (60.0, SignedDuration::from_secs(20)),
            Gate::Gateway => (30.0, SignedDuration::from_secs(6)),
            // A clinic's whole staff may sit behind one address.
            Gate::SignIn => (30.0, SignedDuration::from_secs(6)),
            Gate::SignInAccount => (10.0, SignedDuration::from_secs(10)),
            Gate::LinkRequest => (10.0, SignedDuration::from_secs(30)),
            Gate::LinkRequestAccount => (3.0, SignedDuration::from_mins(5)),
            Gate::Code => (10.0, SignedDuration::from_secs(30)),
            Gate::Link => (60.0, SignedDuration::from_secs(2)),
            Gate::PublicForm => (10.0, SignedDuration::from_secs(30)),
            // A church hall takes part over one address; whoever wants to be a crowd waits.
            Gate::Voice => (40.0, SignedDuration::from_secs(30)),
            // A long record is seconds of work.
            Gate::Copy => (5.0, SignedDuration::from_mins(1)),
            // A day's appointments, and not a whole client list.
            Gate::File => (60.0, SignedDuration::from_secs(20)),
        }
    }
}

/// The network of an address: one IPv4 address, or the /64 that an IPv6 household has.
pub fn network_of(ip: Option<IpAddr>) -> String {
    match ip.map(|ip| ip.to_canonical()) {
        None => "unknown".into(),
        Some(IpAddr::V4(v4)) => v4.to_string(),
        Some(IpAddr::V6(v6)) => {
            let s = v6.segments();
            format!("{:x}:{:x}:{:x}:{:x}::/64", s[0], s[1], s[2], s[3])
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    left: f64,
    at: Timestamp,
}

/// Token buckets by gate and key. One for each process; bounded, so that it is no target itself.
pub struct RateLimits {
    buckets: Mutex<HashMap<u64, Bucket>>,
    hasher: std::hash::RandomState,
}

const MOST_BUCKETS: usize = 50_000;

impl Default for RateLimits {
    fn default() -> Self {
        RateLimits { buckets: Mutex::default(), hasher: std::hash::RandomState::new() }
    }
}

impl RateLimits {
    /// Takes one from the bucket of `gate` and `key`.
    ///
    /// # Errors
    /// [`Error::TooMany`] with the seconds to wait when it is empty.
    pub fn take(&self, gate: Gate, key: &str, now: Timestamp) -> Result<(), Error> {
        let (most, every) = gate.limit();
        let key = self.hasher.hash_one((gate, key));
        let mut buckets = self.buckets.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if buckets.len() >= MOST_BUCKETS && !buckets.contains_key(&key) {
            make_room(&mut buckets, now);
        }
        let bucket = buckets.entry(key).or_insert(Bucket { left: most, at: now });
        // A clock that was set back fills nothing.
        let since = now.duration_since(bucket.at).as_secs_f64().max(0.0);
        bucket.left = (bucket.left + since / every.as_secs_f64()).min(most);
        bucket.at = bucket.at.max(now);
        if bucket.left >= 1.0 {
            bucket.left -= 1.0;
            return Ok(());
        }
        let wait = (1.0 - bucket.left) * every.as_secs_f64();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Err(Error::TooMany { retry_after_s: wait.ceil().clamp(1.0, 3600.0) as u32 })
    }
}

/// Forgets the buckets that were touched longest ago: those are full again or close to it.
fn make_room(buckets: &mut HashMap<u64, Bucket>, now: Timestamp) {
    let hour = SignedDuration::from_hours(1);
    buckets.retain(|_, b| now.duration_since(b.at) < hour);
    if buckets.len() >= MOST_BUCKETS {
        let mut ages: Vec<Timestamp> = buckets.values().map(|b| b.at).collect();
        let middle = ages.len() / 2;
        let (_, median, _) = ages.select_nth_unstable(middle);
        let median = *median;
        buckets.retain(|_, b| b.at > median);
    }
}

/// Failures in a row after which the password alone does not open an account.
pub(crate) const MOST_FAILURES: i64 = 100;
/// Free tries before the back-off begins.
const FREE_FAILURES: i64 = 5;
/// The longest wait.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(15);

/// Who is guessing at what.
#[derive(Debug, Clone)]
pub(crate) struct Tries {
    /// This account from this network.
    pair: Vec<u8>,
    /// This account from anywhere.
    account: Vec<u8>,
}

impl Tries {
    pub(crate) fn new(email: &str, network: &str) -> Tries {
        let account = members::email_key(email);
        Tries {
            pair: secret::digest("tries", &format!("{account}\n{network}")),
            account: secret::digest("tries", &account),
        }
    }

    /// Refuses while the back-off lasts; says whether the password alone may still open the account.
    pub(crate) fn check(&self, tx: &mut Tx<'_, '_>) -> Result<bool, Error> {
        let now = tx.now();
        if let Some((_, next)) = state(tx, &self.pair)?
            && next > now
        {
            let wait = next.duration_since(now).as_secs().clamp(1, 3600);
            return Err(Error::TooMany { retry_after_s: u32::try_from(wait).unwrap_or(60) });
        }
        Ok(state(tx, &self.account)?.is_none_or(|(failures, _)| failures < MOST_FAILURES))
    }

    /// One more failure.
    pub(crate) fn failed(&self, tx: &mut Tx<'_, '_>) -> Result<(), Error> {
        let now = tx.now();
        for (key, waits) in [(&self.pair, true), (&self.account, false)] {
            let failures = state(tx, key)?.map_or(0, |(f, _)| f) + 1;
            let wait = if waits { wait_after(failures) } else { SignedDuration::ZERO };
            let next = now.checked_add(wait).unwrap_or(now);
            tx.execute(
                "INSERT INTO failed_try (key, failures, last_at, next_at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (key) DO UPDATE SET failures = failed_try.failures + 1, last_at = excluded.last_at,
                                                 next_at = excluded.next_at",
                params![key, failures, now, next],
            )?;
        }
        Ok(())
    }

    /// A success: the count begins anew.
    pub(crate) fn succeeded(&self, tx: &mut Tx<'_, '_>) -> Result<(), Error> {
        for key in [&self.pair, &self.account] {
            tx.execute("DELETE FROM failed_try WHERE key = ?1", params![key])?;
        }
        Ok(())
    }
}

/// 1, 2, 4 … seconds after the sixth failure, a quarter of an hour at most.
fn wait_after(failures: i64) -> SignedDuration {
    let over = failures - FREE_FAILURES;
    if over <= 0 {
        return SignedDuration::ZERO;
    }
    SignedDuration::from_secs(1_i64 << over.clamp(1, 11).saturating_sub(1)).min(LONGEST_WAIT)
}

fn state(tx: &mut Tx<'_, '_>, key: &[u8]) -> Result<Option<(i64, Timestamp)>, Error> {
    tx.query_opt("SELECT failures, next_at FROM failed_try WHERE key = ?1", params![key], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + seconds).expect("a time")
    }

    #[test]
    fn a_burst_is_let_through_then_a_trickle() {
        let limits = RateLimits::default();
        for _ in 0..10 {
            limits.take(Gate::Code, "192.0.2.1", at(0)).expect("within the burst");
        }
        let wait = limits.take(Gate::Code, "192.0.2.1", at(0)).expect_err("over it");
        assert!(matches!(wait, Error::TooMany { retry_after_s: 30 }), "{wait:?}");
        limits.take(Gate::Code, "192.0.2.2", at(0)).expect("another network is not touched");
        limits.take(Gate::Link, "192.0.2.1", at(0)).expect("another gate is not touched");
        let wait = limits.take(Gate::Code, "192.0.2.1", at(15)).expect_err("not yet");
        assert!(matches!(wait, Error::TooMany { retry_after_s: 15 }), "{wait:?}: what is left of it");
        assert!(limits.take(Gate::Code, "192.0.2.1", at(29)).is_err());
        limits.take(Gate::Code, "192.0.2.1", at(30)).expect("one more after its time");
        assert!(limits.take(Gate::Code, "192.0.2.1", at(30)).is_err());
    }

    #[test]
    fn a_clock_that_is_set_back_fills_nothing() {
        let limits = RateLimits::default();
        for _ in 0..10 {
            limits.take(Gate::Code, "n", at(1000)).expect("within the burst");
        }
        assert!(limits.take(Gate::Code, "n", at(0)).is_err());
        assert!(limits.take(Gate::Code, "n", at(1000)).is_err());
    }

    #[test]
    fn memory_is_bounded_and_the_busy_stay_limited() {
        let limits = RateLimits::default();
        for n in 0..60_000 {
            let _ = limits.take(Gate::SignIn, &format!("n{n}"), at(n / 1000));
        }
        assert!(limits.buckets.lock().expect("no panic").len() <= MOST_BUCKETS);
    }

    /// Buckets of these ages in seconds, by their number.
    fn aged(ages: impl IntoIterator<Item = i64>) -> HashMap<u64, Bucket> {
        (0..).zip(ages).map(|(n, age)| (n, Bucket { left: 0.0, at: at(-age) })).collect()
    }

    #[test]
    fn what_an_hour_has_filled_again_goes_first_and_then_the_older_half() {
        let mut few = aged([0, 3599, 3600, 3601]);
        make_room(&mut few, at(0));
        let mut left: Vec<u64> = few.into_keys().collect();
        left.sort_unstable();
        assert_eq!(left, [0, 1]);

        let full = i64::try_from(MOST_BUCKETS).expect("a number");
        let mut many = aged((0..full).map(|n| n * 3000 / full));
        make_room(&mut many, at(0));
        let (youngest, oldest) = (at(0), at(-1499));
        assert!(many.values().all(|b| (oldest..=youngest).contains(&b.at)));
        assert!(many.len() > MOST_BUCKETS * 2 / 5, "{}: no more than half of them", many.len());

        let mut at_once = aged((0..full).map(|_| 0));
        make_room(&mut at_once, at(0));
        assert!(at_once.is_empty(), "a flood of one moment leaves nothing behind");
    }

    /// Whoever is limited and asks again and again gets no room made, and so is not forgotten.
    #[test]
    fn a_full_memory_still_knows_who_comes_again() {
        let limits = RateLimits::default();
        for _ in 0..10 {
            limits.take(Gate::Code, "busy", at(0)).expect("within the burst");
        }
        for n in 1..MOST_BUCKETS {
            limits.take(Gate::SignIn, &format!("n{n}"), at(1)).expect("the first of each");
        }
        assert_eq!(limits.buckets.lock().expect("no panic").len(), MOST_BUCKETS);
        assert!(limits.take(Gate::Code, "busy", at(2)).is_err());
    }

    #[test]
    fn networks() {
        let of = |t: &str| network_of(Some(t.parse().expect("an address")));
        assert_eq!(of("192.0.2.7"), "192.0.2.7");
        assert_eq!(of("::ffff:192.0.2.7"), "192.0.2.7");
        assert_eq!(of("2001:db8:1:2:aaaa::1"), of("2001:db8:1:2:bbbb::2"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(network_of(None), "unknown");
    }

    #[test]
    fn the_wait_doubles_and_is_capped() {
        let waits: Vec<i64> =
            [1, 5, 6, 7, 8, 15, 16, 100, 1_000_000].iter().map(|n| wait_after(*n).as_secs()).collect();
        assert_eq!(waits, [0, 0, 1, 2, 4, 512, 900, 900, 900]);
    }

    proptest! {
        #[test]
        fn never_more_than_the_burst_and_the_trickle(steps in proptest::collection::vec(0i64..20, 1..200)) {
            let limits = RateLimits::default();
            let (mut t, mut passed) = (0, 0);
            for s in &steps {
                t += s;
                if limits.take(Gate::Code, "n", at(t)).is_ok() {
                    passed += 1;
                }
            }
            prop_assert!(passed <= 10 + t / 30);
        }
    }
}
