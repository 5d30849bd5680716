//! What the clock does: decisions whose review is near or past are spoken of once each, and what a resident sent once more.

use crate::store::{decisions as store, proposals};
use jiff::{SignedDuration, ToSpan as _};
use tandem_access::{Error, Tx};
use tandem_events::{Event, Every, publish};

/// Days before the review on which it is spoken of.
const BEFORE: i64 = 30;
/// Days after which what a resident sent is spoken of again.
const WAITS: i64 = 14;

/// The work that comes round.
pub(crate) fn every() -> Vec<Every> {
    let day = SignedDuration::from_hours(24);
    vec![
        Every { name: "decisions.review", every: day, run: remind },
        Every { name: "decisions.waits", every: day, run: waits },
    ]
}

/// Says once more of what a resident sent that it waits, when nobody has taken it up or set it aside for two weeks.
fn waits(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
    let since = tx.now() - SignedDuration::from_hours(24 * WAITS);
    for proposal in proposals::waiting_since(tx, since)? {
        proposals::set_waits_told(tx, proposal)?;
        publish(tx, &Event::ProposalWaits { proposal, still: true })?;
    }
    Ok(())
}

/// Says of every decision whose review is within 30 days that it is near, and later that it is past; once each, and anew for a new date.
fn remind(tx: &mut Tx<'_, '_>) -> Result<(), Error> {
    let today = tandem_bodies::actions::today(tx)?;
    let soon = today.saturating_add(BEFORE.days());
    for (decision, told) in store::to_review(tx, soon)? {
        let past = decision.review_on < today;
        let mark = format!("{} {}", decision.review_on, if past { "past" } else { "near" });
        if told != mark {
            store::set_told(tx, decision.id, &mark)?;
            publish(tx, &Event::ReviewDue { decision: decision.id, body: decision.body_id, past })?;
        }
    }
    Ok(())
}
