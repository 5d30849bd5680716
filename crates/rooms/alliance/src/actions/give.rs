//! Write in the ledger, take back, read.

use crate::model::{Benefit, BenefitDraft};
use crate::{policy, store};
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};

/// Writes down that one gives and another gets.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for an organization that does not exist; [`Error::Invalid`] field by field.
pub fn give(tx: &mut Tx<'_, '_>, draft: &BenefitDraft) -> Result<Uuid, Error> {
    if !policy::may_enter(tx.viewer(), draft.from, draft.to) {
        return Err(Error::Forbidden);
    }
    for id in [draft.from, draft.to].into_iter().flatten() {
        tandem_partners::actions::find(tx, id)?;
    }
    let zone = tandem_partners::actions::partnership(tx)?.zone().clone();
    let today = tx.now().to_zoned(zone).date();
    let checked = draft.check(today).map_err(|faults| {
        let mut errors = FieldErrors::new();
        for (field, message) in faults {
            errors.add(field, message);
        }
        Error::Invalid(errors)
    })?;
    let id = store::ledger::insert(tx, draft.from, draft.to, &checked)?;
    tx.audit(Action::Write, Kind::Governance, Some(id), None, "gives and gets")?;
    Ok(id)
}

/// Takes an entry back, with a reason. It stays in the ledger and counts no more.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`]; [`Error::Invalid`] without a reason; [`Error::Conflict`] when somebody has
/// taken it back already.
pub fn take_back(tx: &mut Tx<'_, '_>, id: Uuid, why: &str) -> Result<(), Error> {
    let entry = store::ledger::by_id(tx, id)?.ok_or(Error::NotFound)?;
    if !policy::may_enter(tx.viewer(), entry.from, entry.to) {
        return Err(Error::Forbidden);
    }
    let why = why.trim();
    if why.is_empty() {
        return Err(FieldErrors::one("why", "error-required"));
    }
    if why.chars().count() > 500 {
        return Err(FieldErrors::one("why", "alliance-error-long"));
    }
    if !store::ledger::reverse(tx, id, why)? {
        return Err(Error::Conflict { code: "alliance-conflict-taken-back" });
    }
    tx.audit(Action::Write, Kind::Governance, Some(id), None, "gives and gets: taken back")?;
    Ok(())
}

/// The whole ledger, the newest first; entries that were taken back are in it.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn ledger(tx: &mut Tx<'_, '_>) -> Result<Vec<Benefit>, Error> {
    tx.require(Kind::Governance, Action::Read)?;
    store::ledger::all(tx)
}

/// What these organizations give and get.
///
/// # Errors
/// As [`ledger`].
pub fn ledger_of(tx: &mut Tx<'_, '_>, organizations: &[Uuid]) -> Result<Vec<Benefit>, Error> {
    tx.require(Kind::Governance, Action::Read)?;
    store::ledger::of(tx, organizations)
}
