//! The charter is drafted on top of the one in force, changed together, and laid open.

use super::keeper;
use crate::model::{Charter, CharterState, Clause, Rules};
use crate::store::charters as store;
use std::collections::BTreeMap;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};
use tandem_partners::model::Sector;

/// A clause as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewClause {
    /// The id of a clause that is there already.
    pub id: Option<Uuid>,
    /// Title.
    pub title: String,
    /// Text.
    pub body: String,
    /// Title in Spanish.
    pub title_es: Option<String>,
    /// Text in Spanish.
    pub body_es: Option<String>,
}

impl From<&Clause> for NewClause {
    fn from(c: &Clause) -> NewClause {
        NewClause {
            id: Some(c.id),
            title: c.title.clone(),
            body: c.body.clone(),
            title_es: c.title_es.clone(),
            body_es: c.body_es.clone(),
        }
    }
}

/// What is written of a draft. Clauses without title and text are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// The revision that it was written on top of.
    pub revision: i64,
    /// Mission.
    pub mission: String,
    /// Goals, one in each line.
    pub goals: String,
    /// The mission in Spanish.
    pub mission_es: Option<String>,
    /// The goals in Spanish.
    pub goals_es: Option<String>,
    /// Clauses in order.
    pub clauses: Vec<NewClause>,
    /// Seats by sector.
    pub seats: BTreeMap<Sector, u64>,
    /// Rules.
    pub rules: Rules,
}

/// Every version: `(id, version, state)`, newest first.
///
/// # Errors
/// The database's.
pub fn charters(tx: &mut Tx<'_, '_>) -> Result<Vec<(Uuid, i64, CharterState)>, Error> {
    let keeps = tx.viewer().is_member() || tx.viewer().is_system();
    let mut all = store::versions(tx)?;
    all.retain(|(_, _, state)| keeps || !matches!(state, CharterState::Draft | CharterState::Dropped));
    Ok(all)
}

/// One version. A draft is there for members only.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn charter(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Charter, Error> {
    let hidden = !(tx.viewer().is_member() || tx.viewer().is_system());
    let found = store::by_id(tx, id)?;
    found
        .filter(|c| !hidden || !matches!(c.state, CharterState::Draft | CharterState::Dropped))
        .ok_or(Error::NotFound)
}

/// The charter that holds, if there is one.
///
/// # Errors
/// The database's.
pub fn in_force(tx: &mut Tx<'_, '_>) -> Result<Option<Charter>, Error> {
    let all = store::versions(tx)?;
    match all.into_iter().find(|(_, _, state)| *state == CharterState::InForce) {
        Some((id, _, _)) => store::by_id(tx, id),
        None => Ok(None),
    }
}

/// The version that held before this one: the one that a draft would replace, or that a later one replaced. None for the first.
///
/// # Errors
/// The database's.
pub fn before(tx: &mut Tx<'_, '_>, charter: &Charter) -> Result<Option<Charter>, Error> {
    // Newest first. What was given up never held.
    let held = |state: CharterState| matches!(state, CharterState::InForce | CharterState::Replaced);
    let found = store::versions(tx)?.into_iter().find(|(_, n, state)| *n < charter.version && held(*state));
    found.map_or(Ok(None), |(id, _, _)| store::by_id(tx, id))
}

/// A binding topic in Spanish, as the newest charter that names it has it: a vote keeps the topic it was held on.
///
/// # Errors
/// The database's.
pub fn topic_es(tx: &mut Tx<'_, '_>, topic: &str) -> Result<Option<String>, Error> {
    for (id, _, state) in store::versions(tx)? {
        if matches!(state, CharterState::InForce | CharterState::Replaced)
            && let Some(charter) = store::by_id(tx, id)?
            && let Some(spanish) = charter.rules.topic_es(topic)
        {
            return Ok(Some(spanish.to_owned()));
        }
    }
    Ok(None)
}

/// Begins a draft with what holds now.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Conflict`] while another draft is there or laid open.
pub fn draft(tx: &mut Tx<'_, '_>) -> Result<Uuid, Error> {
    keeper(tx)?;
    let all = store::versions(tx)?;
    if all.iter().any(|(_, _, state)| matches!(state, CharterState::Draft | CharterState::Open)) {
        return Err(Error::Conflict { code: "bodies-conflict-draft" });
    }
    let before = in_force(tx)?;
    let version = all.iter().map(|(_, version, _)| *version).max().unwrap_or(0) + 1;
    let id = tx.new_public_id();
    let mut clauses = before.as_ref().map(|c| c.clauses.clone()).unwrap_or_default();
    for clause in &mut clauses {
        clause.id = tx.new_id();
    }
    let charter = Charter {
        id,
        version,
        state: CharterState::Draft,
        revision: 1,
        mission: before.as_ref().map(|c| c.mission.clone()).unwrap_or_default(),
        goals: before.as_ref().map(|c| c.goals.clone()).unwrap_or_default(),
        mission_es: before.as_ref().and_then(|c| c.mission_es.clone()),
        goals_es: before.as_ref().and_then(|c| c.goals_es.clone()),
        clauses,
        seats: before.as_ref().map(|c| c.seats.clone()).unwrap_or_default(),
        rules: before.map(|c| c.rules).unwrap_or_default(),
        text_hash: None,
        opened_at: None,
        in_force_at: None,
    };
    store::insert(tx, &charter)?;
    tx.audit(Action::Write, Kind::Governance, Some(id), None, "charter drafted")?;
    Ok(id)
}

/// Writes a draft.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] field by field; [`Error::Conflict`] when somebody else has changed
/// it meanwhile: nothing of theirs is lost.
pub fn save(tx: &mut Tx<'_, '_>, id: Uuid, draft: &Draft) -> Result<(), Error> {
    keeper(tx)?;
    let mut charter = store::by_id(tx, id)?.ok_or(Error::NotFound)?;
    let mut errors = FieldErrors::new();
    let spanish = |text: &Option<String>| text.clone().unwrap_or_default();
    for (field, text, most) in [
        ("mission", draft.mission.clone(), 2000),
        ("goals", draft.goals.clone(), 4000),
        ("mission_es", spanish(&draft.mission_es), 2000),
        ("goals_es", spanish(&draft.goals_es), 4000),
    ] {
        crate::model::long(&mut errors, field, &text, most);
    }
    let known: Vec<Uuid> = charter.clauses.iter().map(|c| c.id).collect();
    let mut clauses = vec![];
    for (n, new) in draft.clauses.iter().enumerate() {
        if new.title.is_empty() && new.body.is_empty() {
            continue;
        }
        if new.title.is_empty() {
            errors.add(&format!("clause_title_{}", n + 1), "error-required");
        }
        crate::model::long(&mut errors, &format!("clause_body_{}", n + 1), &new.body, 20_000);
        crate::model::long(&mut errors, &format!("clause_body_es_{}", n + 1), &spanish(&new.body_es), 20_000);
        let position = i64::try_from(clauses.len() + 1).unwrap_or(i64::MAX);
        let id = new.id.filter(|kept| known.contains(kept)).unwrap_or_else(|| tx.new_id());
        clauses.push(Clause {
            id,
            position,
            title: new.title.clone(),
            body: new.body.clone(),
            title_es: new.title_es.clone(),
            body_es: new.body_es.clone(),
        });
    }
    errors.into_result()?;
    charter.revision = draft.revision;
    charter.mission.clone_from(&draft.mission);
    charter.goals.clone_from(&draft.goals);
    charter.mission_es.clone_from(&draft.mission_es);
    charter.goals_es.clone_from(&draft.goals_es);
    charter.clauses = clauses;
    charter.seats = draft.seats.iter().filter(|(_, n)| **n > 0).map(|(s, n)| (*s, *n)).collect();
    charter.rules = draft.rules.clone();
    if !store::update(tx, &charter)? {
        return Err(Error::Conflict { code: "bodies-conflict-changed" });
    }
    tx.audit(Action::Write, Kind::Governance, Some(id), None, "charter changed")
}

/// Lays a draft open for ratification: from here its text stands, with its hash.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] when the mission is missing or the council's seats do not share power;
/// [`Error::Conflict`] when it is no draft any more.
pub fn lay_open(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    keeper(tx)?;
    let charter = store::by_id(tx, id)?.ok_or(Error::NotFound)?;
    let mut errors = FieldErrors::new();
    if charter.mission.is_empty() {
        errors.add("mission", "error-required");
    }
    match charter.seats_verdict().code {
        None => {}
        Some("SECTOR_OVER_ONE_THIRD") => {
            errors.add("seats", "bodies-error-third");
        }
        Some("COMMUNITY_BELOW_FLOOR") => {
            errors.add("seats", "bodies-error-community");
        }
        Some(_) => {
            errors.add("seats", "bodies-error-seats");
        }
    }
    errors.into_result()?;
    if !store::open(tx, id, charter.revision, &charter.hash())? {
        return Err(Error::Conflict { code: "bodies-conflict-changed" });
    }
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, "charter laid open")
}

/// Takes an open text back to the draft. Those who ratified ratify the new text anew.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Conflict`] when it is not open.
pub fn take_back(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    keeper(tx)?;
    if !store::set_state(tx, id, CharterState::Open, CharterState::Draft)? {
        return Err(Error::Conflict { code: "bodies-conflict-changed" });
    }
    crate::store::ratifications::drop_all(tx, id)?;
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, "charter taken back")
}

/// Gives a draft up.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Conflict`] when it is no draft.
pub fn drop_charter(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    keeper(tx)?;
    if !store::set_state(tx, id, CharterState::Draft, CharterState::Dropped)? {
        return Err(Error::Conflict { code: "bodies-conflict-changed" });
    }
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, "charter dropped")
}
