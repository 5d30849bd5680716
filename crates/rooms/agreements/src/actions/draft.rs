//! Write an agreement, and write it anew while it is a draft.

use crate::model::agreement::{Draft, Stage};
use crate::{policy, store};
use tandem_access::{Action, Error, FieldErrors, Kind, Timestamp, Tx, Uuid};

/// Begins an agreement.
///
/// # Errors
/// [`Error::Forbidden`] for who neither manages agreements nor administers one of its parties; [`Error::Invalid`] field by
/// field.
pub fn draft(tx: &mut Tx, draft: &Draft) -> Result<Uuid, Error> {
    tx.require(Kind::Agreement, Action::Write)?;
    let draft = checked(tx, draft)?;
    let id = tx.new_public_id();
    store::agreement::insert(tx, id, &draft)?;
    tx.audit(Action::Write, Kind::Agreement, Some(id), None, "agreement drafted")?;
    Ok(id)
}

/// Writes a draft anew. `seen` is when the writer's copy last changed: what somebody else wrote since is never lost.
///
/// # Errors
/// As [`draft`]; [`Error::Conflict`] when it is no draft any more, or was changed by somebody else.
pub fn edit(tx: &mut Tx, id: Uuid, new: &Draft, seen: Timestamp) -> Result<(), Error> {
    tx.require(Kind::Agreement, Action::Write)?;
    let found = super::get(tx, id)?;
    if !policy::may_write(tx.viewer(), &found.agreement.draft.parties) {
        return Err(Error::Forbidden);
    }
    if found.agreement.stage != Stage::Draft || found.updated_at != seen {
        return Err(Error::Conflict { code: "agreements-conflict-changed" });
    }
    let new = Draft { renews: found.agreement.draft.renews, ..new.clone() };
    let new = checked(tx, &new)?;
    store::agreement::update(tx, id, &new)?;
    tx.audit(Action::Write, Kind::Agreement, Some(id), None, "agreement changed")
}

/// The draft in order, when the viewer may write it and it is whole.
fn checked(tx: &mut Tx, draft: &Draft) -> Result<Draft, Error> {
    if !policy::may_write(tx.viewer(), &draft.parties) {
        // Who may write for one organization only must be among the parties: said as a fault, so that nothing typed is lost.
        return Err(FieldErrors::one("parties", "agreements-error-own-party"));
    }
    let draft = draft.clone().tidy();
    let mut faults = draft.faults();
    let ids: Vec<Uuid> = draft.parties.iter().copied().collect();
    if tandem_partners::actions::find_many(tx, &ids)?.len() != ids.len() && faults.of("parties").is_none() {
        faults.add("parties", "agreements-error-no-such-party");
    }
    faults.into_result()?;
    Ok(draft)
}
