//! Look at a person's record.

use crate::model::consent::Consent;
use crate::model::label::Label;
use crate::model::need::Need;
use crate::model::person::Person;
use crate::store;
use crate::store::team::TeamMember;
use tandem_access::{Action, Error, Kind, Tx, Uuid};

/// What the viewer's role and the row fence leave of a person's record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonView {
    /// The facts.
    pub person: Person,
    /// Needs, open ones first; `None` when the role does not handle needs.
    pub needs: Option<Vec<Need>>,
    /// Consents, newest first; `None` when the role does not handle consents.
    pub consents: Option<Vec<Consent>>,
    /// Who looks after the person now, as far as the viewer may see it.
    pub team: Vec<TeamMember>,
    /// System and value of each identifier.
    pub identifiers: Vec<(String, String)>,
}

/// A person's record.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a record that does not exist or is hidden; the database's.
pub fn view_person(tx: &mut Tx, id: Uuid) -> Result<PersonView, Error> {
    tx.require(Kind::Person, Action::Read)?;
    view(tx, id)
}

/// A person and one of their needs, for work on that need alone: nothing else of the record is read.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for what does not exist, is hidden or is not this person's; the database's.
pub fn view_need(tx: &mut Tx, person: Uuid, need: Uuid) -> Result<(Person, Need), Error> {
    tx.require(Kind::Person, Action::Read)?;
    tx.require(Kind::Need, Action::Read)?;
    let person = store::person::get(tx, person)?.ok_or(Error::NotFound)?;
    let need = store::need::get(tx, need)?.filter(|n| n.person_id == person.id).ok_or(Error::NotFound)?;
    tx.audit_for(person.owner_org, Action::Read, Kind::Need, Some(need.id), Some(person.id), "need")?;
    Ok((person, need))
}

/// One need by its id.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for one that does not exist or is hidden; the database's.
pub fn find_need(tx: &mut Tx, id: Uuid) -> Result<Need, Error> {
    tx.require(Kind::Need, Action::Read)?;
    let need = store::need::get(tx, id)?.ok_or(Error::NotFound)?;
    tx.audit_for(need.owner_org, Action::Read, Kind::Need, Some(id), Some(need.person_id), "need")?;
    Ok(need)
}

/// The person's own record, by their private link.
///
/// # Errors
/// [`Error::Forbidden`] without such a link; the database's.
pub fn view_own(tx: &mut Tx) -> Result<PersonView, Error> {
    let id = tx.viewer().person().ok_or(Error::Forbidden)?;
    view(tx, id)
}

/// Which organization keeps the record behind the person's own private page. Nothing of the record is read.
///
/// # Errors
/// [`Error::Forbidden`] for anybody else; [`Error::NotFound`]; the database's.
pub fn own_keeper(tx: &mut Tx) -> Result<Uuid, Error> {
    let id = tx.viewer().person().ok_or(Error::Forbidden)?;
    store::person::owner_of(tx, id)?.ok_or(Error::NotFound)
}

fn view(tx: &mut Tx, id: Uuid) -> Result<PersonView, Error> {
    let person = store::person::get(tx, id)?.ok_or(Error::NotFound)?;
    let own = tx.viewer().person() == Some(id);
    let needs = if own || tx.viewer().may(Kind::Need, Action::Read) {
        Some(store::need::of_person(tx, id)?)
    } else {
        None
    };
    let consents = if own || tx.viewer().may(Kind::Consent, Action::Read) {
        let mut consents = store::consent::of_person(tx, id)?;
        // Whoever holds the person's telephone may not be the person.
        if own {
            let hidden = super::confidential_among(tx, consents.iter().map(|c| c.recipient_org))?;
            consents.retain(|c| !hidden.contains(&c.recipient_org));
        }
        Some(consents)
    } else {
        None
    };
    let team = store::team::of_person(tx, id)?;
    let identifiers = store::person::identifiers(tx, &person)?;
    tx.audit_for(person.owner_org, Action::Read, Kind::Person, Some(id), Some(id), "record")?;
    if needs.as_ref().is_some_and(|needs| !needs.is_empty()) {
        tx.audit_for(person.owner_org, Action::Read, Kind::Need, None, Some(id), "record")?;
    }
    if consents.as_ref().is_some_and(|consents| !consents.is_empty()) {
        tx.audit_for(person.owner_org, Action::Read, Kind::Consent, None, Some(id), "record")?;
    }
    Ok(PersonView { person, needs, consents, team, identifiers })
}

/// The number to call a person at, where the person said that a call is safe; for the work list of who looks after them.
///
/// The caller's page audits what it shows of the person.
///
/// # Errors
/// The database's.
pub fn number_to_call(tx: &mut Tx, id: Uuid) -> Result<Option<String>, Error> {
    Ok(store::person::get(tx, id)?
        .and_then(|person| person.details.phone.filter(|_| person.details.safe.call)))
}

/// Whether the viewer is on the person's care team.
///
/// # Errors
/// The database's.
pub fn is_on_team(tx: &mut Tx, id: Uuid) -> Result<bool, Error> {
    let Some(me) = tx.viewer().member_id() else { return Ok(false) };
    Ok(super::team_of(tx, id)?.contains(&me))
}

/// Whether the record is one of the viewer's organization.
///
/// # Errors
/// The database's.
pub fn is_own(tx: &mut Tx, id: Uuid) -> Result<bool, Error> {
    let org = tx.viewer().org();
    Ok(store::person::get(tx, id)?.is_some_and(|person| Some(person.owner_org) == org))
}

/// The name to show for a person on other rooms' pages; `None` when the viewer may not see the record.
///
/// The caller's page audits what it shows of the person.
///
/// # Errors
/// The database's.
pub fn person_name(tx: &mut Tx, id: Uuid) -> Result<Option<String>, Error> {
    Ok(store::person::get(tx, id)?.map(|person| person.display_name()))
}

/// The name of a person for a page that shows nothing else of the record; that it was looked at is noted as `page`.
///
/// # Errors
/// [`Error::NotFound`] for a record that the viewer may not see; the database's.
pub fn look_at_name(tx: &mut Tx, id: Uuid, page: &str) -> Result<String, Error> {
    let person = store::person::get(tx, id)?.ok_or(Error::NotFound)?;
    tx.audit_for(person.owner_org, Action::Read, Kind::Person, Some(id), Some(id), page)?;
    Ok(person.display_name())
}

/// Who keeps a record and how sensitive it is, if the viewer may see it; nothing of it is opened.
///
/// # Errors
/// The database's.
pub fn sees_person(tx: &mut Tx, id: Uuid) -> Result<Option<(Uuid, Label)>, Error> {
    if !tx.viewer().may(Kind::Person, Action::Read) {
        return Ok(None);
    }
    let (owner, label) = (store::person::owner_of(tx, id)?, store::person::label_of(tx, id)?);
    Ok(owner.zip(label))
}

/// Whose need it is, if the viewer may see it; nothing of it is opened.
///
/// # Errors
/// The database's.
pub fn sees_need(tx: &mut Tx, id: Uuid) -> Result<Option<Uuid>, Error> {
    if !tx.viewer().may(Kind::Need, Action::Read) {
        return Ok(None);
    }
    Ok(store::need::get(tx, id)?.map(|need| need.person_id))
}
