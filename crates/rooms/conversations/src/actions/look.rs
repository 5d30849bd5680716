//! Conversations are looked up; and the desk of somebody who takes part: what they read next and what they said.

use super::speak::Speaker;
use super::{leads, load};
use crate::model::{About, Answer, Conversation, Statement, StatementState, next, told};
use crate::policy;
use crate::store::{self, voices};
use std::collections::HashMap;
use tandem_access::{Error, Tx, Uuid};
use tandem_bodies::model::Body;
use tandem_spine::model::Chain;

/// Conversations, the one that ends first in front; then those that are over, the latest in front.
#[derive(Debug, Clone, Default)]
pub struct Listed {
    /// In which one can take part.
    pub open: Vec<Conversation>,
    /// Over.
    pub over: Vec<Conversation>,
}

/// Every conversation.
///
/// # Errors
/// The database's.
pub fn list(tx: &mut Tx<'_, '_>) -> Result<Listed, Error> {
    let today = tandem_bodies::actions::today(tx)?;
    let (open, mut over): (Vec<_>, Vec<_>) = store::all(tx)?.into_iter().partition(|c| c.is_open(today));
    over.reverse();
    Ok(Listed { open, over })
}

/// Those of one body.
///
/// # Errors
/// The database's.
pub fn of_body(tx: &mut Tx<'_, '_>, body: Uuid) -> Result<Listed, Error> {
    let Listed { mut open, mut over } = list(tx)?;
    open.retain(|c| c.body_id == Some(body));
    over.retain(|c| c.body_id == Some(body));
    Ok(Listed { open, over })
}

/// A conversation with everything about it that everybody may know.
#[derive(Debug, Clone)]
pub struct Whole {
    /// The conversation.
    pub conversation: Conversation,
    /// Whether one can take part today.
    pub open: bool,
    /// Every statement, as they came.
    pub statements: Vec<Statement>,
    /// The body that asks.
    pub body: Option<Body>,
    /// What it came from and what came of it.
    pub chain: Chain,
    /// Whether the viewer runs it.
    pub runs: bool,
}

impl Whole {
    /// Statements that count.
    pub fn accepted(&self) -> Vec<Statement> {
        self.in_state(StatementState::Accepted).cloned().collect()
    }
    /// Statements in a state.
    pub fn in_state(&self, state: StatementState) -> impl Iterator<Item = &Statement> {
        self.statements.iter().filter(move |s| s.state == state)
    }
}

/// A conversation with everything about it.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn whole(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<Whole, Error> {
    let conversation = load(tx, id)?;
    let standing = match conversation.body_id {
        Some(body) => Some(tandem_bodies::actions::standing(tx, body)?),
        None => None,
    };
    Ok(Whole {
        open: conversation.is_open(tandem_bodies::actions::today(tx)?),
        statements: store::statements(tx, id)?,
        chain: tandem_spine::actions::chain(tx, id)?,
        runs: policy::may_run(tx.viewer(), standing.as_ref().is_some_and(|s| leads(tx, s))),
        body: standing.map(|s| s.body),
        conversation,
    })
}

/// Whether the viewer may open conversations: who keeps them, and who leads a body.
///
/// # Errors
/// The database's.
pub fn runs(tx: &mut Tx<'_, '_>) -> Result<bool, Error> {
    Ok(tx.viewer().is_member() && (policy::may_keep(tx.viewer()) || !super::bodies(tx)?.is_empty()))
}

/// What somebody who takes part sees of their own. Read as the system, for the one who holds the cookie or the session.
#[derive(Debug, Clone)]
pub struct Desk {
    /// What they declared.
    pub about: About,
    /// Their answers by statement.
    pub answers: HashMap<Uuid, Answer>,
    /// What they read next; nothing once they have answered all.
    pub next: Option<Statement>,
    /// How many take part, as a round number.
    pub so_far: u64,
}

/// The desk of somebody.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn desk(tx: &mut Tx<'_, '_>, id: Uuid, who: &Speaker) -> Result<Desk, Error> {
    let conversation = load(tx, id)?;
    let key = who.key(tx, &conversation)?;
    let (about, answers) = match voices::find(tx, id, &key)? {
        Some((voice, about)) => (about, voices::answers_of(tx, voice)?),
        None => (who.about(tx)?, HashMap::new()),
    };
    let accepted: Vec<Statement> =
        store::statements(tx, id)?.into_iter().filter(|s| s.state == StatementState::Accepted).collect();
    let next = next(&accepted, |s| answers.contains_key(&s), &key).cloned();
    let so_far = told::so_far(voices::census(tx, id)?);
    Ok(Desk { about, answers, next, so_far })
}
