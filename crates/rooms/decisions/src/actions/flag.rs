//! What others than its author say a proposal touches: organizations with an interest in it, and topics that the charter leaves to the
//! community's vote. Else whoever proposes says alone who stands aside and who decides.

use super::stage::rules;
use super::{leader, leads, led, load, touch};
use crate::model::{Proposal, Topic};
use crate::policy;
use crate::store::proposals as store;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};

/// Lets pass who may say what a proposal touches, while it is on its way.
fn flagger(tx: &mut Tx<'_, '_>, proposal: &Proposal) -> Result<(), Error> {
    let (standing, leads) = led(tx, proposal)?;
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    let seated = standing.is_some_and(|standing| standing.seat_of(member).is_some());
    if !seated && !policy::may_write(tx.viewer(), proposal, leads) {
        return Err(Error::Forbidden);
    }
    if !proposal.stage.moving() {
        return Err(Error::Conflict { code: "decisions-conflict-changed" });
    }
    Ok(())
}

/// Adds an organization that the proposal is about: every seat of the body may, also its author and who keeps proposals.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] once it is decided.
pub fn add_about(tx: &mut Tx<'_, '_>, id: Uuid, organization: Uuid) -> Result<(), Error> {
    let mut proposal = load(tx, id)?;
    flagger(tx, &proposal)?;
    let found = tandem_partners::actions::find(tx, organization)?;
    let mut about = store::about(tx, id)?;
    if about.contains(&found.id) {
        return Ok(());
    }
    about.push(found.id);
    touch(tx, &mut proposal)?;
    store::set_about(tx, id, &about)?;
    tx.audit(Action::Write, Kind::Governance, Some(id), None, "proposal interest added")
}

/// Takes one out that was named in error: who moves the proposal on and has no interest in it. Its author alone does not.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] with an interest, or once it is decided.
pub fn drop_about(tx: &mut Tx<'_, '_>, id: Uuid, organization: Uuid) -> Result<(), Error> {
    let mut proposal = load(tx, id)?;
    leader(tx, &proposal)?;
    if tx.viewer().member_id() == proposal.by_member {
        return Err(Error::Forbidden);
    }
    if !proposal.stage.moving() {
        return Err(Error::Conflict { code: "decisions-conflict-changed" });
    }
    let mut about = store::about(tx, id)?;
    let before = about.len();
    about.retain(|named| *named != organization);
    if about.len() == before {
        return Err(Error::NotFound);
    }
    touch(tx, &mut proposal)?;
    store::set_about(tx, id, &about)?;
    tx.audit(Action::Write, Kind::Governance, Some(id), None, "proposal interest removed")
}

/// Says that the proposal would decide a topic on which the charter in force lets the community's vote bind. The body does not adopt it
/// then: it asks the community, and answers for the result (the votes room).
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] for a topic that the charter does not name; [`Error::Conflict`] once it is
/// decided, or when somebody else than its author named one already.
pub fn name_topic(tx: &mut Tx<'_, '_>, id: Uuid, topic: &str) -> Result<(), Error> {
    let mut proposal = load(tx, id)?;
    flagger(tx, &proposal)?;
    let rules = rules(tx)?;
    if !rules.binding_topics.iter().any(|known| known == topic) {
        return Err(FieldErrors::one("topic", "decisions-error-topic"));
    }
    if !policy::may_name_topic(tx.viewer(), &proposal, &rules) {
        return Err(Error::Conflict { code: "decisions-conflict-changed" });
    }
    let by_member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    proposal.topic = Some(Topic { words: topic.to_owned(), by_member });
    touch(tx, &mut proposal)?;
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, "proposal topic named")
}

/// Takes that back: as with an objection who said it, or once they sit in the body no more, who leads it.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] once it is decided.
pub fn drop_topic(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    let mut proposal = load(tx, id)?;
    if !may_drop_topic(tx, &proposal)? {
        return Err(Error::Forbidden);
    }
    if !proposal.stage.moving() {
        return Err(Error::Conflict { code: "decisions-conflict-changed" });
    }
    proposal.topic = None;
    touch(tx, &mut proposal)?;
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, "proposal topic taken back")
}

/// Whether the viewer may take back that it touches a topic of the community's.
pub(crate) fn may_drop_topic(tx: &mut Tx<'_, '_>, proposal: &Proposal) -> Result<bool, Error> {
    let (Some(topic), Some(member)) = (&proposal.topic, tx.viewer().member_id()) else { return Ok(false) };
    if topic.by_member == member {
        return Ok(true);
    }
    let standing = super::body_of(tx, proposal)?;
    Ok(standing.seat_of(topic.by_member).is_none() && leads(tx, &standing))
}
