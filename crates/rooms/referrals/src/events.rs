//! What this room wants to know of others. What it says itself is `ReferralChanged` and `NeedConfirmed`.

use crate::actions::withdrawn;
use tandem_access::{Error, Tx};
use tandem_events::{Event, Listener};
use tandem_people::actions::{Ending, close_need};

pub(crate) fn listeners() -> Vec<Listener> {
    vec![
        Listener { name: "referrals: consent withdrawn", on: consent_withdrawn },
        Listener { name: "referrals: need resolved", on: need_resolved },
    ]
}

/// What waits unanswered is taken back with the consent. The row fence has hidden it from the receiver already.
fn consent_withdrawn(tx: &mut Tx<'_, '_>, event: &Event) -> Result<(), Error> {
    if let Event::ConsentWithdrawn { person, recipient, .. } = event {
        withdrawn(tx, *person, *recipient)?;
    }
    Ok(())
}

/// A person's own "yes, it is resolved" closes the need; "partly" and "no" leave it open.
fn need_resolved(tx: &mut Tx<'_, '_>, event: &Event) -> Result<(), Error> {
    match event {
        Event::NeedConfirmed { need, resolved } if resolved == "yes" => {
            match close_need(tx, *need, Ending::Addressed) {
                Err(Error::NotFound) => Ok(()),
                other => other,
            }
        }
        _ => Ok(()),
    }
}
