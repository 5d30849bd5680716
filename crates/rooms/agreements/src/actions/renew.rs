//! A new term: a new agreement that says which one it follows.

use crate::model::agreement::{Agreement, Draft, Stage};
use crate::{policy, store};
use jiff::ToSpan;
use jiff::civil::Date;
use tandem_access::{Action, Error, Kind, Tx, Uuid};

/// Begins the next term as a draft with the same words, for as long again, from the day after the last one. A renewal that is
/// being written or signed already is found, not begun twice.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Conflict`] when it was never in force.
pub fn renew(tx: &mut Tx, id: Uuid) -> Result<Uuid, Error> {
    tx.require(Kind::Agreement, Action::Write)?;
    let a = super::agreement(tx, id)?;
    if !policy::may_write(tx.viewer(), &a.draft.parties) {
        return Err(Error::Forbidden);
    }
    if a.stage != Stage::InForce {
        return Err(Error::Conflict { code: "agreements-conflict-changed" });
    }
    let begun = store::agreement::renewals(tx, id)?;
    if let Some(next) = begun.iter().find(|next| matches!(next.stage, Stage::Draft | Stage::Out)) {
        return Ok(next.id);
    }
    let (_, today) = super::today(tx)?;
    let next = super::draft(tx, &next_term(&a, today)?)?;
    store::agreement::set_spanish(tx, next, &a.spanish)?;
    Ok(next)
}

/// The same words for the next term. Who took their word back is no longer among the parties, as long as two are left.
fn next_term(a: &Agreement, today: Date) -> Result<Draft, Error> {
    let days = i64::from(a.draft.expires_on.since(a.draft.starts_on).map_err(internal)?.get_days());
    let starts_on = a.draft.expires_on.tomorrow().map_err(internal)?.max(today);
    let expires_on = starts_on.checked_add(days.days()).map_err(internal)?;
    let staying: std::collections::BTreeSet<Uuid> =
        a.parties.iter().filter(|p| p.withdraws_at.is_none()).map(|p| p.org).collect();
    let parties = if staying.len() < 2 { a.draft.parties.clone() } else { staying };
    Ok(Draft { starts_on, expires_on, parties, renews: Some(a.id), ..a.draft.clone() })
}

#[allow(clippy::needless_pass_by_value, reason = "for map_err")]
fn internal(e: jiff::Error) -> Error {
    Error::Internal(e.to_string())
}
