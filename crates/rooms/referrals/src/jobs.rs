//! The clock: what happens because nobody did anything.

use crate::actions::{lapse_claim, mark_late, reoffer_next};
use crate::store;
use jiff::SignedDuration;
use tandem_access::{Error, Tx};
use tandem_events::Every;

/// How many of each the clock handles in one turn; the rest waits for the next.
const AT_ONCE: u32 = 200;

/// The work that comes round.
pub(crate) fn every() -> Vec<Every> {
    vec![Every { name: "referrals.clock", every: SignedDuration::from_secs(60), run: run_clock }]
}

/// One turn of the clock: marks what is late, passes on what has been late for the grace, ends claims that got no yes,
/// and clears tasks that somebody else's move has answered. Running it twice changes nothing.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the system; the database's.
pub fn run_clock(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
    if !tx.viewer().is_system() {
        return Err(Error::Forbidden);
    }
    let now = tx.now();
    for r in store::referral::due_to_mark(tx, now, AT_ONCE)? {
        passed("mark late", mark_late(tx, r.id).map(|_| ()))?;
    }
    let clock = crate::actions::clock(tx)?;
    for r in store::referral::late_and_waiting(tx, now, AT_ONCE)? {
        if r.late_at.is_some_and(|late| clock.grace_over(late) <= now) {
            passed("pass on", reoffer_next(tx, r.id).map(|_| ()))?;
        }
    }
    for offer in store::offer::lapsed(tx, now, AT_ONCE)? {
        passed("lapse", lapse_claim(tx, offer.id).map(|_| ()))?;
    }
    store::task::sweep(tx)?;
    Ok(())
}

/// A referral that somebody moved in the same moment must not stop the clock for all others. The refusals come before
/// anything is written.
fn passed(what: &str, result: Result<(), Error>) -> Result<(), Error> {
    match result {
        Err(e @ (Error::Conflict { .. } | Error::NotFound | Error::Forbidden | Error::Invalid(_))) => {
            tracing::warn!(target: "tandem::referrals", what, "the clock passed over a referral: {e}");
            Ok(())
        }
        other => other,
    }
}
