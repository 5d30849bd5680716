//! What the clock does: decisions whose review is near or past are spoken of once each.

use crate::store::decisions as store;
use jiff::{SignedDuration, ToSpan as _};
use tandem_access::{Error, Tx};
use tandem_events::{Event, Every, publish};

/// Days before the review on which it is spoken of.
const BEFORE: i64 = 30;

/// The work that comes round.
pub(crate) fn every() -> Vec<Every> {
    vec![Every { name: "decisions.review", every: SignedDuration::from_hours(24), run: remind }]
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
