//! A party takes its word back.

use crate::model::agreement::{Agreement, State, day_begins};
use crate::{letters, policy, store};
use jiff::civil::Date;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};

/// Takes back the word of the viewer's organization from the beginning of a day on, today at the earliest (then it holds at
/// once). What the agreement opened for it stops at that moment; where fewer than two parties are left, the agreement ends.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Conflict`] when it does not hold, or was taken back before; [`Error::Invalid`] for a day gone
/// by or after the last one, or no reason.
pub fn withdraw(tx: &mut Tx, id: Uuid, from: Date, why: &str) -> Result<(), Error> {
    tx.require(Kind::Agreement, Action::Decide)?;
    let a = super::agreement(tx, id)?;
    let org = policy::signs_for(tx.viewer(), &a)?;
    let now = tx.now();
    let holds = matches!(a.state(now), State::InForce | State::Signed);
    if !holds || a.parties.iter().any(|p| p.org == org && p.withdraws_at.is_some()) {
        return Err(Error::Conflict { code: "agreements-conflict-changed" });
    }
    let (zone, today) = super::today(tx)?;
    if from < today || from > a.draft.expires_on {
        return Err(FieldErrors::one("from", "agreements-error-withdraw-day"));
    }
    let why = reason(why)?;
    let at = day_begins(from, &zone)?.max(now);
    store::agreement::set_withdrawal(tx, id, org, at, &why)?;
    let left = super::agreement(tx, id)?;
    if let Some(end) = Agreement::empties_at(&left.parties) {
        store::agreement::set_end(tx, id, end, &why)?;
    }
    let left = super::agreement(tx, id)?;
    store::cover::write(tx, &left)?;
    tx.audit(Action::Decide, Kind::Agreement, Some(id), None, "agreement word taken back")?;
    letters::withdrawn(tx, &left, org)
}

/// Words on why.
pub(super) fn reason(text: &str) -> Result<String, Error> {
    words(text).ok_or_else(|| FieldErrors::one("reason", "agreements-error-reason"))
}

/// A few words, 3 to 600 letters.
pub(super) fn words(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (3..=600).contains(&text.chars().count()).then_some(text)
}
