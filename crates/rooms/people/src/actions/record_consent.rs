//! Record what a person lets an organization see, or that they said no.

use crate::model::consent::{EventKind, NewConsent};
use crate::store::consent::{Opening, Subject};
use crate::{policy, store};
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};
use tandem_events::{Event, publish};

/// Records the answer for the viewer's organization and opens or closes the data accordingly, in one transaction.
///
/// The newest answer to the same organization for the same purpose is the one that counts: an earlier consent ends,
/// so a narrower yes narrows and a no shares nothing from the next read on.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a person the viewer may not see; [`Error::Invalid`] with every rule
/// the consent breaks (see [`NewConsent::check`]); the database's.
pub fn record_consent(tx: &mut Tx, new: &NewConsent) -> Result<Uuid, Error> {
    tx.require(Kind::Consent, Action::Write)?;
    let owner_org = policy::own_org(tx.viewer())?;
    let person = store::person::get(tx, new.person_id)?.ok_or(Error::NotFound)?;
    new.check(owner_org, person.details.label, tx.now()).map_err(Error::Invalid)?;
    match tandem_partners::actions::find(tx, new.recipient_org) {
        Err(Error::NotFound) => {
            return Err(FieldErrors::one("recipient_org", "people-error-consent-recipient"));
        }
        other => other?,
    };

    for earlier in store::consent::open_for(tx, owner_org, new.person_id, new.recipient_org, new.purpose)? {
        store::consent::withdraw_permissions(tx, earlier.consent)?;
        store::consent::append_event(tx, earlier, EventKind::Replaced, None)?;
        if !new.answer.is_yes() {
            let gone = Event::ConsentWithdrawn {
                consent: earlier.consent,
                person: new.person_id,
                recipient: new.recipient_org,
            };
            publish(tx, &gone)?;
        }
    }

    let id = tx.new_public_id();
    store::consent::insert(tx, id, owner_org, new)?;
    let subject =
        Subject { consent: id, person: new.person_id, owner_org, label: new.row_label(), next_seq: 0 };
    let kind = if new.answer.is_yes() { EventKind::Given } else { EventKind::Refused };
    store::consent::append_event(tx, subject, kind, None)?;
    if new.answer.is_yes() {
        let opening = Opening {
            consent: id,
            person: new.person_id,
            owner_org,
            recipient_org: new.recipient_org,
            purpose: new.purpose,
            classes: &new.classes,
            labels: &new.labels,
            from: new.starts(tx.now()),
            until: new.valid_until,
        };
        store::consent::insert_permissions(tx, &opening)?;
        publish(
            tx,
            &Event::ConsentRecorded { consent: id, person: new.person_id, recipient: new.recipient_org },
        )?;
    }
    tx.audit(Action::Write, Kind::Consent, Some(id), Some(new.person_id), new.answer.code())?;
    Ok(id)
}
