//! A conversation is opened: by who keeps conversations, or by a co-lead for their body.

use super::{leads, runner};
use crate::model::{Conversation, Draft, Statement, StatementState};
use crate::policy;
use crate::store;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};
use tandem_bodies::model::Body;
use tandem_spine::actions as spine;
use tandem_spine::model::{Item, Kind as ChainKind};

/// The bodies for which the viewer may open one: for who keeps conversations all, for others those that they lead.
///
/// # Errors
/// The database's.
pub fn bodies(tx: &mut Tx<'_, '_>) -> Result<Vec<Body>, Error> {
    let all = tandem_bodies::actions::bodies(tx)?;
    let mine = all.into_iter().filter(|s| !s.body.ended && policy::may_run(tx.viewer(), leads(tx, s)));
    Ok(mine.map(|s| s.body).collect())
}

/// What a conversation may grow out of: proposals and gaps of the chain, the newest first.
///
/// # Errors
/// The database's.
pub fn origins(tx: &mut Tx<'_, '_>) -> Result<Vec<Item>, Error> {
    let mut found = spine::of_kind(tx, ChainKind::Gap, 30)?;
    found.extend(spine::of_kind(tx, ChainKind::Proposal, 30)?);
    Ok(found)
}

/// Opens a conversation.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`] field by field; [`Error::NotFound`] for a body that is not there.
pub fn start(tx: &mut Tx<'_, '_>, draft: &Draft) -> Result<Uuid, Error> {
    let owner_org = tx.viewer().org().ok_or(Error::Forbidden)?;
    // Who leads nothing and keeps nothing is told so before anything else.
    if !policy::may_keep(tx.viewer()) && bodies(tx)?.is_empty() {
        return Err(Error::Forbidden);
    }
    let mut errors = FieldErrors::new();
    draft.check(tandem_bodies::actions::today(tx)?, &mut errors);
    if let Some(body) = draft.body_id {
        if tandem_bodies::actions::standing(tx, body)?.body.ended {
            errors.add("body_id", "conversations-error-ended");
        }
    } else if !policy::may_keep(tx.viewer()) {
        errors.add("body_id", "conversations-error-body");
    }
    errors.into_result()?;
    runner(tx, draft.body_id)?;
    let (Some(ends_on), id) = (draft.ends_on, tx.new_public_id()) else { return Err(Error::NotFound) };
    let conversation = Conversation {
        id,
        owner_org,
        body_id: draft.body_id,
        question: draft.question.clone(),
        question_es: draft.question_es.clone(),
        explanation: draft.explanation.clone(),
        explanation_es: draft.explanation_es.clone(),
        ends_on,
        closed_at: None,
        revision: 1,
    };
    store::insert(tx, &conversation)?;
    for (position, (words, words_es)) in (1i64..).zip(&draft.seeds) {
        let seed = Statement {
            id: tx.new_public_id(),
            position,
            words: words.clone(),
            words_es: words_es.clone(),
            seed: true,
            state: StatementState::Accepted,
            reason: None,
        };
        store::add_statement(tx, id, &seed)?;
    }
    spine::put(
        tx,
        &Item {
            id,
            kind: ChainKind::Conversation,
            title: draft.question.clone(),
            title_es: draft.question_es.clone(),
            path: format!("/conversations/{id}"),
            public: true,
        },
    )?;
    if let Some((help, area)) = &draft.gap
        && let Some(gap) = spine::gap(tx, help, area)?
    {
        spine::link(tx, gap, id)?;
    }
    if let Some(from) = draft.from
        && spine::item(tx, from)?.is_some_and(|i| matches!(i.kind, ChainKind::Gap | ChainKind::Proposal))
    {
        spine::link(tx, from, id)?;
    }
    tx.audit(Action::Write, Kind::Governance, Some(id), None, "conversation opened")?;
    Ok(id)
}
