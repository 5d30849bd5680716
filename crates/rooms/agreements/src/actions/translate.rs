//! Say in Spanish what an agreement is called and what it is for.

use crate::model::agreement::{Spanish, Stage};
use crate::{policy, store};
use tandem_access::{Action, Error, Kind, Tx, Uuid};

/// Writes name and purpose in Spanish, at any time: they stand beside the text and are no part of what is signed.
///
/// # Errors
/// [`Error::Forbidden`] for who may not write it; [`Error::Invalid`] field by field; [`Error::Conflict`] where its text is Spanish.
pub fn translate(tx: &mut Tx, id: Uuid, spanish: &Spanish) -> Result<(), Error> {
    tx.require(Kind::Agreement, Action::Write)?;
    let a = super::agreement(tx, id)?;
    if !policy::may_write(tx.viewer(), &a.draft.parties) {
        return Err(Error::Forbidden);
    }
    if a.draft.language == "es" {
        return Err(Error::Conflict { code: "agreements-conflict-changed" });
    }
    let spanish = spanish.tidy();
    spanish.faults().into_result()?;
    store::agreement::set_spanish(tx, id, &spanish)?;
    if a.stage == Stage::InForce {
        let a = super::agreement(tx, id)?;
        super::sign::put_in_chain(tx, &a)?;
    }
    tx.audit(Action::Write, Kind::Agreement, Some(id), None, "agreement said in Spanish")
}
