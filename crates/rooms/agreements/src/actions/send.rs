//! Ask the parties to sign; take the text back to change it; give it up.

use crate::model::agreement::{Agreement, Stage};
use crate::{letters, policy, store, wording};
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid, sha256_hex};

/// Asks the parties to sign. From here on the text stands: it is composed, hashed and kept as a version.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Conflict`] when it is no draft; [`Error::Invalid`] when its last day is over, or nobody has listened to
/// one of the parties: that comes before every ask.
pub fn send(tx: &mut Tx, id: Uuid) -> Result<(), Error> {
    out(tx, id)?;
    letters::please_sign(tx, id)?;
    super::sign::settle(tx, id, true)
}

/// Lets the text stand, without a letter.
pub(super) fn out(tx: &mut Tx, id: Uuid) -> Result<(), Error> {
    let a = may_write(tx, id)?;
    if a.stage != Stage::Draft {
        return Err(Error::Conflict { code: "agreements-conflict-changed" });
    }
    super::sign::refuse_past(tx, &a)?;
    let parties: Vec<Uuid> = a.draft.parties.iter().copied().collect();
    refuse_unheard(tx, &parties, "parties")?;
    let text = composed(tx, &a)?;
    let kept = store::agreement::texts(tx, id)?;
    // The same words again are the same version, so that signatures under them still hold.
    if kept.first().is_none_or(|last| last.text != text) {
        store::agreement::add_text(tx, id, a.version + 1, &text, &sha256_hex(text.as_bytes()))?;
    }
    store::agreement::set_stage(tx, id, Stage::Out)?;
    tx.audit(Action::Write, Kind::Agreement, Some(id), None, "agreement sent out")
}

/// Refuses to ask what nobody was listened to before, by name.
pub(super) fn refuse_unheard(tx: &mut Tx, orgs: &[Uuid], field: &str) -> Result<(), Error> {
    let names: Vec<String> =
        tandem_partners::actions::not_heard(tx, orgs)?.into_iter().map(|o| o.name).collect();
    let mut errors = FieldErrors::new();
    if !names.is_empty() {
        errors.add_with(field, "agreements-error-not-heard", vec![("who", names.join(", "))]);
    }
    errors.into_result()
}

/// The whole text of an agreement as it is written now.
pub(super) fn composed(tx: &mut Tx, a: &Agreement) -> Result<String, Error> {
    let renewed = match a.draft.renews {
        Some(id) => Some(super::agreement(tx, id)?.draft.title),
        None => None,
    };
    let names: Vec<&str> = a.parties.iter().map(|p| p.name.as_str()).collect();
    Ok(wording::compose(&a.draft, &names, renewed.as_deref()))
}

/// Makes it a draft again. What was signed stays kept, and holds for that text only.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Conflict`] when it is not out to be signed.
pub fn recall(tx: &mut Tx, id: Uuid) -> Result<(), Error> {
    let a = may_write(tx, id)?;
    if a.stage != Stage::Out {
        return Err(Error::Conflict { code: "agreements-conflict-changed" });
    }
    store::agreement::set_stage(tx, id, Stage::Draft)?;
    tx.audit(Action::Write, Kind::Agreement, Some(id), None, "agreement taken back")
}

/// Gives up an agreement that is not in force.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Conflict`] when it is in force or over; [`Error::Invalid`] without a reason.
pub fn stop(tx: &mut Tx, id: Uuid, reason: &str) -> Result<(), Error> {
    let a = may_write(tx, id)?;
    if !matches!(a.stage, Stage::Draft | Stage::Out) {
        return Err(Error::Conflict { code: "agreements-conflict-changed" });
    }
    let reason = super::withdraw::reason(reason)?;
    let now = tx.now();
    store::agreement::set_end(tx, id, now, &reason)?;
    store::agreement::set_stage(tx, id, Stage::Stopped)?;
    tx.audit(Action::Decide, Kind::Agreement, Some(id), None, "agreement given up")
}

fn may_write(tx: &mut Tx, id: Uuid) -> Result<Agreement, Error> {
    tx.require(Kind::Agreement, Action::Write)?;
    let a = super::agreement(tx, id)?;
    if policy::may_write(tx.viewer(), &a.draft.parties) { Ok(a) } else { Err(Error::Forbidden) }
}
