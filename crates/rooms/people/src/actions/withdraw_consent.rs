//! Take a consent back, and take that back within ten minutes.

use crate::model::consent::{Consent, EventKind};
use crate::store::consent::{Opened, Subject};
use crate::{policy, store};
use tandem_access::{Action, Error, Kind, Tx, Uuid};
use tandem_events::{Event, publish};

/// Ends a consent from the next read on. The person does it by their private link, staff on the person's word.
///
/// # Errors
/// [`Error::NotFound`] for a consent that does not exist or is hidden; [`Error::Forbidden`]; [`Error::Conflict`] when
/// it has ended already; the database's.
pub fn withdraw_consent(tx: &mut Tx, id: Uuid, note: Option<&str>) -> Result<(), Error> {
    let consent = store::consent::get(tx, id)?.ok_or(Error::NotFound)?;
    policy::speaks_for(tx.viewer(), &consent)?;
    if !consent.can_withdraw(tx.now()) {
        return Err(Error::Conflict { code: "people-conflict-consent-ended" });
    }
    end_consent(tx, &consent, EventKind::Withdrawn, note, "withdrawn")
}

/// Ends what a consent opened, tells the other rooms, and notes it under `audited`. The caller has checked who may.
pub(super) fn end_consent(
    tx: &mut Tx,
    consent: &Consent,
    kind: EventKind,
    note: Option<&str>,
    audited: &str,
) -> Result<(), Error> {
    let (id, person, recipient) = (consent.id, consent.person_id, consent.recipient_org);
    store::consent::withdraw_permissions(tx, id)?;
    store::consent::append_event(tx, Subject::from(consent), kind, note)?;
    publish(tx, &Event::ConsentWithdrawn { consent: id, person, recipient })?;
    tx.audit_for(consent.owner_org, Action::Write, Kind::Consent, Some(id), Some(person), audited)
}

/// Undoes a withdrawal by the hand that withdrew, within [`crate::model::consent::UNDO_WINDOW`]. The data opens again
/// from now; the time in between stays closed in the history.
///
/// # Errors
/// [`Error::NotFound`] for a consent that does not exist or is hidden; [`Error::Forbidden`]; [`Error::Conflict`] when
/// it is too late, somebody else withdrew it, or there is nothing to undo; the database's.
pub fn undo_withdrawal(tx: &mut Tx, id: Uuid) -> Result<(), Error> {
    let consent = store::consent::get(tx, id)?.ok_or(Error::NotFound)?;
    policy::speaks_for(tx.viewer(), &consent)?;
    let now = tx.now();
    if !policy::may_undo(tx.viewer(), &consent, now) {
        return Err(Error::Conflict { code: "people-conflict-undo" });
    }
    let person = store::person::get(tx, consent.person_id)?.ok_or(Error::NotFound)?;
    let newer = store::consent::open_for(
        tx,
        consent.owner_org,
        consent.person_id,
        consent.recipient_org,
        consent.purpose,
        (consent.minor_alone || consent.guardian.is_some()).then_some(consent.guardian.is_some()),
    )?;
    // Since the withdrawal a newer answer may have come in, or the record become local-only.
    if !newer.is_empty() || !person.details.label.is_shareable() {
        return Err(Error::Conflict { code: "people-conflict-undo" });
    }
    let opening = Opened {
        consent: id,
        person: consent.person_id,
        owner_org: consent.owner_org,
        recipient_org: consent.recipient_org,
        purpose: consent.purpose,
        classes: &consent.classes,
        labels: &consent.labels,
        from: consent.valid_from.max(now),
        until: consent.valid_until,
        guardian: consent.guardian,
    };
    store::consent::insert_permissions(tx, &opening)?;
    store::consent::append_event(tx, Subject::from(&consent), EventKind::Restored, None)?;
    let (person, recipient) = (consent.person_id, consent.recipient_org);
    publish(tx, &Event::ConsentRecorded { consent: id, person, recipient })?;
    tx.audit_for(consent.owner_org, Action::Write, Kind::Consent, Some(id), Some(person), "withdrawal undone")
}
