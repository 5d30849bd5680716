//! Writes a vote down, and changes it while it is a draft.

use super::{CHANGED, load, save};
use crate::model::definition::{Definition, MOST_OPTIONS};
use crate::model::state::State;
use crate::model::vote::Vote;
use crate::model::when;
use crate::store;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};

/// A definition as somebody wants it; the time zone is the partnership's.
pub type Draft = Definition;

/// Fills in what follows from the partnership, and checks.
fn checked(
    tx: &mut Tx,
    mut d: Draft,
) -> Result<(Draft, tandem_access::Timestamp, tandem_access::Timestamp), Error> {
    let partnership = tandem_partners::actions::partnership(tx)?;
    d.time_zone = partnership.zone().iana_name().unwrap_or("UTC").to_owned();
    if d.method.is_single() || d.method.is_budget() {
        d.seats = 1;
    }
    if !d.method.is_budget() {
        (d.budget_cents, d.within_budget, d.minimum_support) = (None, false, 0);
        d.options.iter_mut().for_each(|o| (o.cost_cents, o.group) = (0, None));
    }
    let mut errors = d.faults();
    for option in &d.options {
        for (field, m) in option.faults(d.method).iter() {
            errors.add_with(&format!("{field}_{}", option.number), m.key, m.args.clone());
        }
    }
    if d.options.len() > MOST_OPTIONS {
        errors.add("options", "votes-error-many-options");
    }
    match when::moments(&d.opens, &d.closes, partnership.zone()) {
        Ok((opens_at, closes_at)) => {
            errors.into_result()?;
            Ok((d, opens_at, closes_at))
        }
        Err((field, message)) => {
            errors.add(field, message);
            Err(Error::Invalid(errors))
        }
    }
}

/// Makes a draft. `grew_from` is a thing of the chain that the vote grows out of (a proposal, a gap).
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`] with fields; the database's.
pub fn draft(tx: &mut Tx, d: &Draft, grew_from: Option<Uuid>) -> Result<Uuid, Error> {
    tx.require(Kind::Vote, Action::Manage)?;
    let owner_org = tx.viewer().org().ok_or(Error::Forbidden)?;
    if let Some(from) = grew_from
        && tandem_spine::actions::item(tx, from)?.is_none()
    {
        return Err(Error::NotFound);
    }
    let (mut definition, opens_at, closes_at) = checked(tx, d.clone())?;
    // Until `bind` says otherwise.
    definition.binding = false;
    let id = tx.new_public_id();
    let vote = Vote {
        id,
        owner_org,
        state: State::Draft,
        definition,
        version: 1,
        opens_at,
        closes_at,
        grew_from,
        reason: None,
        published_at: None,
        binding: None,
        asks_again: None,
    };
    store::votes::insert(tx, &vote)?;
    tx.audit(Action::Write, Kind::Vote, Some(id), None, "vote-drafted")?;
    Ok(id)
}

/// Changes a draft; `version` is the one that was shown, so that nobody overwrites what another member just wrote.
///
/// # Errors
/// As [`draft`]; [`Error::Conflict`] when it was changed or opened in the meantime.
pub fn revise(tx: &mut Tx, id: Uuid, version: i64, d: &Draft) -> Result<(), Error> {
    tx.require(Kind::Vote, Action::Manage)?;
    let mut vote = load(tx, id)?;
    if vote.state != State::Draft {
        return Err(Error::Conflict { code: "votes-conflict-settled" });
    }
    if vote.version != version {
        return Err(CHANGED);
    }
    let (definition, opens_at, closes_at) = checked(tx, d.clone())?;
    (vote.definition, vote.opens_at, vote.closes_at) = (definition, opens_at, closes_at);
    vote.definition.binding = vote.binding.is_some();
    if vote.definition.tie_order.iter().any(|id| !vote.definition.options.iter().any(|o| o.id() == *id)) {
        return Err(FieldErrors::one("tie_order", "votes-error-tie-order"));
    }
    save(tx, &vote)?;
    tx.audit(Action::Write, Kind::Vote, Some(id), None, "vote-revised")
}
