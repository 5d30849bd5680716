//! A person asks to be erased; the organization answers, by what law and consent allow; what names them is overwritten.

use super::edit_person::close_all;
use super::only_system;
use crate::model::erasure::{ErasureRequest, ErasureState, Refusal};
use crate::model::person::Person;
use crate::{policy, store};
use tandem_access::accounts::links::{self, LinkPurpose};
use tandem_access::accounts::members::{self, Status};
use tandem_access::{Action, Error, Kind, Role, Tx, Uuid};
use tandem_events::{Event, publish};

/// Notes that a person asks to be erased: by their private page, or by staff of the organization on their word. One that
/// waits already is the same request.
///
/// # Errors
/// [`Error::NotFound`] for a person the viewer may not see; [`Error::Forbidden`]; [`Error::Conflict`] for one who is
/// gone already; the database's.
pub fn ask_erasure(tx: &mut Tx, person: Uuid) -> Result<Uuid, Error> {
    let record = store::person::get(tx, person)?.ok_or(Error::NotFound)?;
    if tx.viewer().person() != Some(person) {
        tx.require(Kind::Person, Action::Write)?;
        policy::records_for(tx.viewer(), record.owner_org)?;
    }
    if record.details.is_gone() {
        return Err(Error::Conflict { code: "people-conflict-gone" });
    }
    if let Some(open) = open_request(tx, person)? {
        return Ok(open.id);
    }
    let id = store::erasure::insert(tx, &record)?;
    publish(tx, &Event::PersonAsks { person })?;
    tx.audit_for(record.owner_org, Action::Write, Kind::Person, Some(id), Some(person), "asks to be erased")?;
    Ok(id)
}

/// The newest request about a person that the viewer may see.
///
/// # Errors
/// The database's.
pub fn erasure_request(tx: &mut Tx, person: Uuid) -> Result<Option<ErasureRequest>, Error> {
    store::erasure::newest(tx, person)
}

/// Answers the request that waits: no, with a reason, or yes. A yes ends sharing and private links now, and every room
/// overwrites what names the person as soon as it hears of it.
///
/// # Errors
/// [`Error::NotFound`] for a person the viewer may not see, or without a request that waits; [`Error::Forbidden`] (see
/// [`policy::may_answer_erasure`]); [`Error::Conflict`] when somebody has just answered; the database's.
pub fn answer_erasure(tx: &mut Tx, person: Uuid, refusal: Option<Refusal>) -> Result<(), Error> {
    let record = store::person::get(tx, person)?.ok_or(Error::NotFound)?;
    let team = super::team_of(tx, person)?;
    if !policy::may_answer_erasure(tx.viewer(), record.owner_org, &team) {
        return Err(Error::Forbidden);
    }
    let request = open_request(tx, person)?.ok_or(Error::NotFound)?;
    let me = tx.viewer().member_id();
    // What cannot be undone is not one hand's: who wrote down that the person asks does not say yes, where anybody else could.
    let own_hand = !request.by_person && request.asked_by.is_some() && request.asked_by == me;
    if refusal.is_none() && own_hand && others_answer(tx, &record, &team, me)? {
        return Err(Error::Conflict { code: "people-conflict-erasure-own-hand" });
    }
    if !store::erasure::answer(tx, request.id, refusal)? {
        return Err(Error::Conflict { code: "people-conflict-erasure" });
    }
    let note = if refusal.is_some() { "erasure refused" } else { "erased" };
    if refusal.is_none() {
        close_all(tx, &record)?;
        links::revoke_person(tx, LinkPurpose::Person, person)?;
        super::guardian_link::end_links_of(tx, person)?;
        publish(tx, &Event::PersonErased { person })?;
    }
    tx.audit_for(record.owner_org, Action::Decide, Kind::Person, Some(request.id), Some(person), note)
}

/// Whether somebody beside the viewer may answer: another one on the team, or a privacy officer, who does not open what only a team
/// sees.
fn others_answer(tx: &mut Tx, record: &Person, team: &[Uuid], me: Option<Uuid>) -> Result<bool, Error> {
    let mut others = team.to_vec();
    if !record.details.label.is_for_care_team() {
        let officers = members::with_role(tx, record.owner_org, Role::PrivacyOfficer)?;
        others.extend(officers.iter().filter(|m| m.status == Status::Active).map(|m| m.id));
    }
    Ok(others.iter().any(|other| Some(*other) != me))
}

/// Overwrites what this room keeps of a person who was erased. System work; twice is once.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub(crate) fn carry_out_erasure(tx: &mut Tx, person: Uuid) -> Result<(), Error> {
    only_system(tx)?;
    store::erasure::wipe(tx, person)
}

/// Everybody who was erased: what a restore has to know. System work.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn erased_people(tx: &mut Tx) -> Result<Vec<Uuid>, Error> {
    only_system(tx)?;
    store::erasure::done(tx)
}

/// Erases again, in a restored database, who was erased since the copy. Those whom the copy does not know are passed
/// over. Returns how many.
///
/// # Errors
/// [`Error::Forbidden`]; the database's.
pub fn erase_after_restore(tx: &mut Tx, erased: &[Uuid]) -> Result<u64, Error> {
    only_system(tx)?;
    let mut n = 0;
    for person in erased {
        let Some(record) = store::person::get(tx, *person)? else { continue };
        if record.details.is_gone() {
            continue;
        }
        close_all(tx, &record)?;
        let request = match open_request(tx, *person)? {
            Some(open) => open.id,
            None => store::erasure::insert(tx, &record)?,
        };
        store::erasure::answer(tx, request, None)?;
        links::revoke_person(tx, LinkPurpose::Person, *person)?;
        super::guardian_link::end_links_of(tx, *person)?;
        store::erasure::wipe(tx, *person)?;
        publish(tx, &Event::PersonErased { person: *person })?;
        tx.audit_for(
            record.owner_org,
            Action::Decide,
            Kind::Person,
            Some(request),
            Some(*person),
            "erased after a restore",
        )?;
        n += 1;
    }
    Ok(n)
}

fn open_request(tx: &mut Tx, person: Uuid) -> Result<Option<ErasureRequest>, Error> {
    Ok(store::erasure::newest(tx, person)?.filter(|request| request.state == ErasureState::Open))
}
