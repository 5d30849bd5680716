//! What this room wants to know of others. What it says itself is `ReferralChanged` and `NeedConfirmed`.

use crate::actions::{end_sealed, hand_back, withdrawn};
use crate::store;
use tandem_access::{Error, Tx};
use tandem_events::{Event, Listener};

pub(crate) fn listeners() -> Vec<Listener> {
    vec![
        Listener { name: "referrals: consent withdrawn", on: consent_withdrawn },
        Listener { name: "referrals: label raised", on: label_raised },
        Listener { name: "referrals: organization left", on: organization_left },
        Listener { name: "referrals: person erased", on: person_erased },
    ]
}

/// What waits unanswered is taken back with the consent. The row fence has hidden it from the receiver already.
fn consent_withdrawn(tx: &mut Tx<'_, '_>, event: &Event) -> Result<(), Error> {
    if let Event::ConsentWithdrawn { person, recipient, .. } = event {
        withdrawn(tx, *person, *recipient)?;
    }
    Ok(())
}

/// A record that became local-only: what was sealed with it and waits is taken back, offers and tasks end.
fn label_raised(tx: &mut Tx<'_, '_>, event: &Event) -> Result<(), Error> {
    if let Event::LabelRaised { person } = event {
        end_sealed(tx, *person)?;
    }
    Ok(())
}

/// An organization left: what it had not finished goes back to who asked, and what it asked for and nobody answered ends.
fn organization_left(tx: &mut Tx<'_, '_>, event: &Event) -> Result<(), Error> {
    if let Event::OrganizationLeft { organization } = event {
        hand_back(tx, *organization)?;
    }
    Ok(())
}

/// What names the person in the referrals of their record, and every word that somebody wrote in them, is overwritten.
/// What happened, and when, stays. The record that a receiver made at its yes is its own.
fn person_erased(tx: &mut Tx<'_, '_>, event: &Event) -> Result<(), Error> {
    if let Event::PersonErased { person } = event {
        store::shared::wipe(tx, *person)?;
    }
    Ok(())
}
