//! Something is proposed: by a member to a body, or by a resident without an account, whose words wait until a body takes them up.

use super::{leads, load, touch};
use crate::model::{Proposal, Stage, Text};
use crate::policy;
use crate::store::proposals as store;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};
use tandem_bodies::model::Standing;
use tandem_events::{Event, publish};
use tandem_spine::actions as spine;
use tandem_spine::model::{Item, Kind as ChainKind};

/// What is proposed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewProposal {
    /// Its words.
    pub text: Text,
    /// The body that is to decide.
    pub body_id: Option<Uuid>,
    /// The gap it answers: kind of help and area.
    pub gap: Option<(String, String)>,
    /// The thing of the chain it grew out of: an open conversation, another proposal.
    pub from: Option<Uuid>,
    /// Organizations it is about.
    pub about: Vec<Uuid>,
    /// Whether it asks for a policy.
    pub policy_ask: bool,
    /// Whether who proposes it decides it, after asking for advice.
    pub advice: bool,
    /// A name that a resident leaves. Everybody can read it.
    pub by_name: Option<String>,
}

/// A member proposes something to a body, for the organization they act for.
///
/// # Errors
/// [`Error::Forbidden`] without an account; [`Error::Invalid`] field by field.
pub fn propose(tx: &mut Tx<'_, '_>, new: &NewProposal) -> Result<Uuid, Error> {
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    let mut errors = FieldErrors::new();
    new.text.check(&mut errors);
    match new.body_id {
        None => {
            errors.add("body_id", "error-required");
        }
        Some(body) => {
            let standing = tandem_bodies::actions::standing(tx, body)?;
            if standing.body.ended {
                errors.add("body_id", "decisions-error-ended");
            }
            // A mandate is a seat: nobody decides for a group they do not sit in.
            if new.advice && standing.seat_of(member).is_none() {
                errors.add("advice", "decisions-error-seat");
            }
        }
    }
    errors.into_result()?;
    let organization = tx.viewer().org();
    make(tx, new, Stage::Proposed, Some(member), organization)
}

/// Somebody without an account proposes something. It waits until a body takes it up; the caller limits how often one may.
///
/// # Errors
/// [`Error::Invalid`] field by field.
pub fn suggest(tx: &mut Tx<'_, '_>, new: &NewProposal) -> Result<Uuid, Error> {
    let mut errors = FieldErrors::new();
    new.text.check(&mut errors);
    if new.by_name.as_ref().is_some_and(|name| name.chars().count() > 80) {
        errors.add("by_name", "decisions-error-long");
    }
    errors.into_result()?;
    let bare = NewProposal { body_id: None, about: vec![], ..new.clone() };
    let id = make(tx, &bare, Stage::Received, None, None)?;
    publish(tx, &Event::ProposalWaits { proposal: id, still: false })?;
    Ok(id)
}

fn make(
    tx: &mut Tx<'_, '_>,
    new: &NewProposal,
    stage: Stage,
    by_member: Option<Uuid>,
    by_organization: Option<Uuid>,
) -> Result<Uuid, Error> {
    let now = tx.now();
    let proposal = Proposal {
        id: tx.new_public_id(),
        title: new.text.title.clone(),
        title_es: new.text.title_es.clone(),
        body_id: new.body_id,
        stage,
        stage_at: now,
        round: 0,
        version: 1,
        revision: 1,
        policy_ask: new.policy_ask,
        advice: new.advice && by_member.is_some(),
        by_member,
        by_organization,
        by_name: new.by_name.clone(),
        topic: None,
        created_at: now,
    };
    store::insert(tx, &proposal, &new.text)?;
    store::set_about(tx, proposal.id, &new.about)?;
    put(tx, &proposal)?;
    if let Some((help, area)) = &new.gap
        && let Some(gap) = spine::gap(tx, help, area)?
    {
        spine::link(tx, gap, proposal.id)?;
    }
    // Whatever else stood in the address: only what everybody may read of is named as its origin.
    if let Some(from) = new.from
        && spine::item(tx, from)?.is_some_and(|item| item.public)
    {
        spine::link(tx, from, proposal.id)?;
    }
    tx.audit(Action::Write, Kind::Governance, Some(proposal.id), None, "proposal made")?;
    Ok(proposal.id)
}

/// Into the chain, or what is new about it. What nobody has taken up stands there without a link that strangers could open.
pub(super) fn put(tx: &mut Tx<'_, '_>, proposal: &Proposal) -> Result<(), Error> {
    spine::put(
        tx,
        &Item {
            id: proposal.id,
            kind: ChainKind::Proposal,
            title: proposal.title.clone(),
            title_es: proposal.title_es.clone(),
            path: format!("/proposals/{}", proposal.id),
            public: policy::is_public(proposal),
        },
    )
}

/// The bodies for which the viewer may take up what residents send, as they stand today.
///
/// # Errors
/// The database's.
pub fn takers(tx: &mut Tx<'_, '_>) -> Result<Vec<Standing>, Error> {
    if tx.viewer().member_id().is_none() && !policy::may_keep(tx.viewer()) {
        return Ok(vec![]);
    }
    let mut all = tandem_bodies::actions::bodies(tx)?;
    all.retain(|standing| policy::may_take_up(tx.viewer(), standing, leads(tx, standing)));
    Ok(all)
}

/// A body takes up what a resident sent: from here everybody reads it. Who keeps proposals chooses the body; a co-lead of a valid workgroup
/// takes it up for that one.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] when it was taken up or set aside before.
pub fn take_up(tx: &mut Tx<'_, '_>, id: Uuid, body: Uuid, about: &[Uuid]) -> Result<(), Error> {
    let standing = tandem_bodies::actions::standing(tx, body)?;
    if standing.body.ended && policy::may_keep(tx.viewer()) {
        return Err(FieldErrors::one("body_id", "decisions-error-ended"));
    }
    if !policy::may_take_up(tx.viewer(), &standing, leads(tx, &standing)) {
        return Err(Error::Forbidden);
    }
    let mut proposal = load(tx, id)?;
    if proposal.stage != Stage::Received {
        return Err(Error::Conflict { code: "decisions-conflict-changed" });
    }
    proposal.body_id = Some(body);
    proposal.stage = Stage::Proposed;
    proposal.stage_at = tx.now();
    touch(tx, &mut proposal)?;
    store::set_about(tx, id, about)?;
    store::add_step(tx, &proposal, "")?;
    put(tx, &proposal)?;
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, "proposal taken up")
}
