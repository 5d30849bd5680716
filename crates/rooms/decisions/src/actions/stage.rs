//! A proposal moves from stage to stage.

use super::{body_of, leader, leads, load, recuse, touch};
use crate::model::{ObjectionState, Proposal, Stage};
use crate::policy;
use crate::store::{proposals as store, talk};
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};
use tandem_bodies::model::Rules;
use tandem_events::{Event, publish};

/// The stages that a proposal may go to from here, by the order of stages alone. Adoption has a verb of its own.
/// Where one decides after advice, objections and votes have no place.
pub fn next_stages(p: &Proposal, integrations: usize, before_vote: usize) -> Vec<Stage> {
    let Some(from) = p.stage.rule() else { return vec![] };
    Stage::ALL
        .iter()
        .copied()
        .filter(|to| !matches!(to, Stage::Adopted | Stage::Withdrawn))
        .filter(|to| to.rule().is_some_and(|rule| from.may_become(rule, integrations)))
        .filter(|to| *to != Stage::Vote || integrations >= before_vote)
        .filter(|to| !p.advice || matches!(to, Stage::Clarify | Stage::React))
        .collect()
}

/// The charter's rules; without a charter the product's.
pub(super) fn rules(tx: &mut Tx<'_, '_>) -> Result<Rules, Error> {
    Ok(tandem_bodies::actions::in_force(tx)?.map_or_else(Rules::default, |charter| charter.rules))
}

/// How often objections went into a new version.
pub(super) fn integrations(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<usize, Error> {
    Ok(store::steps(tx, id)?.iter().filter(|step| step.stage == Stage::Integrate).count())
}

/// Moves a proposal on.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] when the stage does not follow, the time to react is not over, a question
/// is unanswered, or nothing was integrated, each with its own words.
pub fn advance(tx: &mut Tx<'_, '_>, id: Uuid, revision: i64, to: Stage) -> Result<(), Error> {
    let mut proposal = load(tx, id)?;
    mover(tx, &proposal)?;
    if proposal.revision != revision {
        return Err(Error::Conflict { code: "decisions-conflict-changed" });
    }
    let rules = rules(tx)?;
    let before_vote = usize::try_from(rules.integrations).unwrap_or(usize::MAX);
    if !next_stages(&proposal, integrations(tx, id)?, before_vote).contains(&to) {
        return Err(Error::Conflict { code: "decisions-conflict-stage" });
    }
    if let Some(code) = not_yet(tx, &proposal, to, &rules)? {
        return Err(Error::Conflict { code });
    }
    proposal.stage = to;
    proposal.stage_at = tx.now();
    if to == Stage::Consent {
        proposal.round += 1;
    }
    touch(tx, &mut proposal)?;
    store::add_step(tx, &proposal, "")?;
    if let (Stage::React | Stage::Consent | Stage::Vote, Some(body)) = (to, proposal.body_id) {
        publish(tx, &Event::ProposalAsks { proposal: id, body, stage: to.code().to_owned() })?;
    }
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, "proposal moved on")
}

/// Lets pass who may move it on: who leads, and where who proposed it decides after advice, they themselves from their seat.
fn mover(tx: &mut Tx<'_, '_>, p: &Proposal) -> Result<(), Error> {
    let standing = body_of(tx, p)?;
    if !policy::may_move_own(tx.viewer(), p, Some(&standing))
        && !policy::may_lead(tx.viewer(), leads(tx, &standing))
    {
        return Err(Error::Forbidden);
    }
    recuse::refuse(tx, p, Some(&standing))
}

/// What keeps a proposal in its stage, though the next one would follow.
fn not_yet(
    tx: &mut Tx<'_, '_>,
    p: &Proposal,
    to: Stage,
    rules: &Rules,
) -> Result<Option<&'static str>, Error> {
    Ok(match (p.stage, to) {
        (Stage::Clarify, Stage::React) => {
            let open = talk::remarks(tx, p.id)?
                .iter()
                .any(|r| r.kind == crate::model::RemarkKind::Question && r.answer.is_none());
            open.then_some("decisions-conflict-question")
        }
        (_, Stage::Consent | Stage::Vote) if p.bound(rules) => Some("decisions-conflict-binding"),
        (Stage::React, Stage::Consent) => {
            let hours = tx.now().duration_since(p.stage_at).as_hours();
            (u64::try_from(hours).unwrap_or(0) < rules.react_hours).then_some("decisions-conflict-react")
        }
        (Stage::Consent, Stage::Integrate | Stage::Vote) => {
            let open = talk::objections(tx, p.id)?.iter().any(|o| o.state == ObjectionState::Open);
            (!open).then_some("decisions-conflict-no-objection")
        }
        (Stage::Integrate, Stage::Clarify) => {
            let since = store::steps(tx, p.id)?.into_iter().rev().find(|step| step.stage == Stage::Integrate);
            let now = store::versions(tx, p.id)?.into_iter().next().map(|v| v.text_hash);
            let same = since.is_some_and(|step| Some(step.text_hash) == now);
            same.then_some("decisions-conflict-nothing-new")
        }
        _ => None,
    })
}

/// Takes a proposal back: who proposed it, who leads the body, or who keeps proposals. Everybody reads why.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] without a reason; [`Error::Conflict`] once it is decided.
pub fn withdraw(tx: &mut Tx<'_, '_>, id: Uuid, why: &str) -> Result<(), Error> {
    let mut proposal = load(tx, id)?;
    let own = tx.viewer().member_id().is_some() && tx.viewer().member_id() == proposal.by_member;
    if !own && !policy::may_keep(tx.viewer()) {
        leader(tx, &proposal)?;
    }
    if why.is_empty() {
        return Err(FieldErrors::one("why", "error-required"));
    }
    if matches!(proposal.stage, Stage::Adopted | Stage::Withdrawn) {
        return Err(Error::Conflict { code: "decisions-conflict-changed" });
    }
    proposal.stage = Stage::Withdrawn;
    proposal.stage_at = tx.now();
    touch(tx, &mut proposal)?;
    store::add_step(tx, &proposal, why)?;
    super::propose::put(tx, &proposal)?;
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, "proposal withdrawn")
}
