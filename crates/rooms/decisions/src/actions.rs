//! The verbs of the room. Each loads, asks the policy and the rules, writes, and notes the audit, in the caller's transaction.

mod adopt;
mod call;
mod flag;
mod look;
mod object;
mod past;
mod poll;
mod propose;
mod recuse;
mod review;
mod stage;
mod talk;
mod write;

pub use adopt::{adopt, decide, would_adopt};
pub(crate) use adopt::{reason, said, unadvised};
pub use call::call;
pub(crate) use call::callable;
pub(crate) use flag::may_drop_topic;
pub use flag::{add_about, drop_about, drop_topic, name_topic};
pub use look::{
    Aside, Filter, Listed, Reviews, Waiting, Whole, asked, decision, decision_whole, list, waiting, whole,
};
pub use object::{take_stance, withdraw_objection};
pub use past::{Past, PastRound, past_rounds, past_votes};
pub use poll::{answer_poll, ask, close_poll, may_close_poll, poll, polls};
pub use propose::{NewProposal, propose, suggest, take_up, takers};
pub use review::{end, join, review, stand_aside};
pub use stage::{advance, next_stages, withdraw};
pub use talk::{answer, remark};
pub use write::{NewPromise, add_promise, drop_promise, integrate, rewrite};

use crate::model::{Proposal, Stage};
use crate::policy;
use crate::store::proposals as store;
use tandem_access::{Error, Tx, Uuid};
use tandem_bodies::model::{SeatRole, Standing};

/// A proposal that the viewer may read.
fn load(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Proposal, Error> {
    let found = store::by_id(tx, id)?.ok_or(Error::NotFound)?;
    let waits = found.stage == Stage::Received;
    if policy::may_read(tx.viewer(), &found) || (waits && !takers(tx)?.is_empty()) {
        Ok(found)
    } else {
        Err(Error::NotFound)
    }
}

/// Writes the row of a proposal on; whoever was faster makes this one start over.
fn touch(tx: &mut Tx<'_, '_>, proposal: &mut Proposal) -> Result<(), Error> {
    if !store::touch(tx, proposal)? {
        return Err(Error::Conflict { code: "decisions-conflict-changed" });
    }
    proposal.revision += 1;
    Ok(())
}

/// The body that decides, as it stands today.
fn body_of(tx: &mut Tx<'_, '_>, proposal: &Proposal) -> Result<Standing, Error> {
    let body = proposal.body_id.ok_or(Error::Conflict { code: "decisions-conflict-no-body" })?;
    tandem_bodies::actions::standing(tx, body)
}

/// Whether the viewer leads a body, as holder or deputy.
fn leads(tx: &Tx<'_, '_>, standing: &Standing) -> bool {
    let seat = tx.viewer().member_id().and_then(|member| standing.seat_of(member));
    seat.is_some_and(|(seat, _)| seat.role == SeatRole::CoLead)
}

/// How the body of a proposal stands, if it has one, and whether the viewer leads it.
fn led(tx: &mut Tx<'_, '_>, proposal: &Proposal) -> Result<(Option<Standing>, bool), Error> {
    let Some(body) = proposal.body_id else { return Ok((None, false)) };
    let standing = tandem_bodies::actions::standing(tx, body)?;
    let leads = leads(tx, &standing);
    Ok((Some(standing), leads))
}

/// Lets pass who may move a proposal on: nobody who has an interest in what it is about.
fn leader(tx: &mut Tx<'_, '_>, proposal: &Proposal) -> Result<Standing, Error> {
    let standing = body_of(tx, proposal)?;
    if !policy::may_lead(tx.viewer(), leads(tx, &standing)) {
        return Err(Error::Forbidden);
    }
    recuse::refuse(tx, proposal, Some(&standing))?;
    Ok(standing)
}
