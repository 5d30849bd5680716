//! Training: written by who keeps the partnership's rules, completed by each member, required for roles.

use crate::model::training::{Done, Module, NewModule};
use crate::store;
use tandem_access::accounts::members::{self, Member};
use tandem_access::{Action, Error, Kind, Role, Tx, Uuid};
use tandem_partners::actions::Filter;

/// The modules in use, and what the viewer completed.
///
/// # Errors
/// The database's.
pub fn training(tx: &mut Tx) -> Result<(Vec<Module>, Vec<Done>), Error> {
    let mut modules = store::training::modules(tx)?;
    modules.retain(|m| m.retired_at.is_none());
    let done = match tx.viewer().member_id() {
        Some(id) => store::training::done(tx, Some(id))?,
        None => vec![],
    };
    Ok((modules, done))
}

/// One module in use.
///
/// # Errors
/// [`Error::NotFound`].
pub fn module(tx: &mut Tx, id: Uuid) -> Result<Module, Error> {
    training(tx)?.0.into_iter().find(|m| m.id == id).ok_or(Error::NotFound)
}

/// The modules that the viewer still has to complete.
///
/// # Errors
/// The database's.
pub fn due_training(tx: &mut Tx) -> Result<Vec<Module>, Error> {
    let Some(member) = tx.viewer().member_id() else { return Ok(vec![]) };
    let roles = tx.viewer().roles().to_vec();
    let (modules, done) = training(tx)?;
    Ok(modules.into_iter().filter(|m| m.is_due(member, &roles, &done)).collect())
}

/// What those who sit in bodies still have to complete for that: each with whether they lead. Who has completed all is left out. The
/// room of the bodies says who sits, and who may know of it.
///
/// # Errors
/// The database's.
pub fn due_in_seats(tx: &mut Tx, holders: &[(Uuid, bool)]) -> Result<Vec<(Uuid, Module)>, Error> {
    let (modules, _) = training(tx)?;
    if modules.iter().all(|m| !m.is_for_seat(true)) {
        return Ok(vec![]);
    }
    let done = store::training::done(tx, None)?;
    let due = |(member, leads): &(Uuid, bool)| {
        let (member, leads) = (*member, *leads);
        modules
            .iter()
            .filter(move |m| m.is_for_seat(leads))
            .filter(|m| m.done(member, &done).is_none())
            .map(move |m| (member, m.clone()))
            .collect::<Vec<_>>()
    };
    Ok(holders.iter().flat_map(due).collect())
}

/// Writes a module: a new one, or `id` anew. With `again` it is a new version, which everybody has to complete once more.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] field by field.
pub fn teach(tx: &mut Tx, id: Option<Uuid>, new: &NewModule, again: bool) -> Result<Uuid, Error> {
    tx.require(Kind::Governance, Action::Write)?;
    let new = new.tidy();
    new.faults().into_result()?;
    let id = match id {
        Some(id) => {
            let known = module(tx, id)?;
            store::training::update(tx, id, &new, known.version + i64::from(again))?;
            id
        }
        None => {
            let id = tx.new_public_id();
            store::training::insert(tx, id, &new)?;
            id
        }
    };
    tx.audit(Action::Write, Kind::Governance, Some(id), None, "training written")?;
    Ok(id)
}

/// Takes a module out of use. What was completed stays known.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub fn retire_module(tx: &mut Tx, id: Uuid) -> Result<(), Error> {
    tx.require(Kind::Governance, Action::Write)?;
    module(tx, id)?;
    store::training::retire(tx, id)?;
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, "training retired")
}

/// Notes that the viewer completed the present version.
///
/// # Errors
/// [`Error::Forbidden`] for who is no member; [`Error::NotFound`].
pub fn complete(tx: &mut Tx, id: Uuid) -> Result<(), Error> {
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    let module = module(tx, id)?;
    store::training::complete(tx, id, member, module.version)?;
    tx.audit(Action::Write, Kind::Governance, Some(id), None, "training completed")
}

/// A member of one's own organization with what they still have to complete.
pub type Owing = (Member, Vec<Module>);

/// The members of the viewer's organization, each with what is due.
///
/// # Errors
/// [`Error::Forbidden`] for who does not look after the organization's members.
pub fn own_members(tx: &mut Tx) -> Result<Vec<Owing>, Error> {
    tx.require(Kind::Member, Action::Manage)?;
    let org = tx.viewer().org().ok_or(Error::Forbidden)?;
    let (modules, _) = training(tx)?;
    let done = store::training::done(tx, None)?;
    owing(tx, org, &modules, &done)
}

fn owing(tx: &mut Tx, org: Uuid, modules: &[Module], done: &[Done]) -> Result<Vec<Owing>, Error> {
    let all = members::of_organization(tx, org)?;
    Ok(all
        .into_iter()
        .map(|(member, affiliations)| {
            let roles: Vec<Role> = affiliations.iter().map(|a| a.role).collect();
            let due = modules.iter().filter(|m| m.is_due(member.id, &roles, done)).cloned().collect();
            (member, due)
        })
        .collect())
}

/// How an organization stands: how many members have something required, and how many of them completed all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The organization's name.
    pub organization: String,
    /// Members with something required.
    pub required: usize,
    /// Those of them with nothing due.
    pub complete: usize,
}

/// Counts for each organization, without a name of a member.
///
/// # Errors
/// [`Error::Forbidden`] for who does not manage the partnership's rules.
pub fn training_counts(tx: &mut Tx) -> Result<Vec<Count>, Error> {
    tx.require(Kind::Governance, Action::Manage)?;
    let (modules, _) = training(tx)?;
    let done = store::training::done(tx, None)?;
    let mut counts = vec![];
    let all = Filter { limit: 2000, ..Filter::default() };
    for org in tandem_partners::actions::list(tx, &all)?.into_iter().filter(|o| o.membership.may_act()) {
        let (mut required, mut complete) = (0, 0);
        for (member, affiliations) in members::of_organization(tx, org.id)? {
            let roles: Vec<Role> = affiliations.iter().map(|a| a.role).collect();
            if modules.iter().any(|m| m.is_for(&roles)) {
                required += 1;
                complete += usize::from(!modules.iter().any(|m| m.is_due(member.id, &roles, &done)));
            }
        }
        if required > 0 {
            counts.push(Count { organization: org.name, required, complete });
        }
    }
    Ok(counts)
}
