//! Those who run a conversation look at what was sent in, add statements, and may end it early.

use super::{load, open, runner, touch};
use crate::model::{LONGEST, Statement, StatementState, plain};
use crate::store;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};

/// What becomes of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Everybody can answer it; with Spanish words, if there are any.
    Accept(Option<String>),
    /// It is set aside, for a reason that everybody can read.
    SetAside(String),
}

/// Accepts a statement or sets it aside. What was set aside may be accepted after all, and what was accepted set aside: its answers then
/// count no more. Once the conversation is over nothing new is accepted.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] without a reason or with words that are too long; [`Error::Conflict`].
pub fn moderate(tx: &mut Tx<'_, '_>, id: Uuid, statement: Uuid, verdict: &Verdict) -> Result<(), Error> {
    let conversation = load(tx, id)?;
    runner(tx, conversation.body_id)?;
    let mut found =
        store::statements(tx, id)?.into_iter().find(|s| s.id == statement).ok_or(Error::NotFound)?;
    match verdict {
        Verdict::Accept(words_es) => {
            open(tx, id)?;
            if words_es.as_ref().is_some_and(|w| w.chars().count() > LONGEST) {
                return Err(FieldErrors::one("words_es", "conversations-error-statement-long"));
            }
            found.state = StatementState::Accepted;
            found.reason = None;
            found.words_es = words_es.clone().or(found.words_es);
        }
        Verdict::SetAside(reason) => {
            if reason.is_empty() {
                return Err(FieldErrors::one("reason", "conversations-error-reason"));
            }
            if reason.chars().count() > 200 {
                let mut errors = FieldErrors::new();
                errors.add_with("reason", "conversations-error-long", vec![("n", "200".into())]);
                return Err(Error::Invalid(errors));
            }
            found.state = StatementState::SetAside;
            found.reason = Some(reason.clone());
        }
    }
    touch(tx, &conversation)?;
    store::decide(tx, &found)?;
    let detail = match verdict {
        Verdict::Accept(_) => "statement accepted",
        Verdict::SetAside(_) => "statement set aside",
    };
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, detail)
}

/// Adds a statement that everybody can answer at once.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`]; [`Error::Conflict`] once it is over.
pub fn add(tx: &mut Tx<'_, '_>, id: Uuid, words: &str, words_es: Option<&str>) -> Result<(), Error> {
    let conversation = open(tx, id)?;
    runner(tx, conversation.body_id)?;
    let before = store::statements(tx, id)?;
    check(&before, "add", words)?;
    if words_es.is_some_and(|w| w.chars().count() > LONGEST) {
        return Err(FieldErrors::one("add_es", "conversations-error-statement-long"));
    }
    let statement = Statement {
        id: tx.new_public_id(),
        position: before.last().map_or(0, |s| s.position) + 1,
        words: words.to_owned(),
        words_es: words_es.map(str::to_owned),
        seed: true,
        state: StatementState::Accepted,
        reason: None,
    };
    touch(tx, &conversation)?;
    store::add_statement(tx, id, &statement)?;
    tx.audit(Action::Write, Kind::Governance, Some(id), None, "statement added")
}

/// Words that can be a statement: some, not too many, and not there already.
pub(super) fn check(before: &[Statement], field: &str, words: &str) -> Result<(), Error> {
    if words.is_empty() || plain(words).is_empty() {
        return Err(FieldErrors::one(field, "conversations-error-empty"));
    }
    if words.chars().count() > LONGEST {
        return Err(FieldErrors::one(field, "conversations-error-statement-long"));
    }
    // What was set aside may be tried in other words; the same words are the same.
    if before.iter().any(|s| plain(&s.words) == plain(words)) {
        return Err(FieldErrors::one(field, "conversations-error-said"));
    }
    Ok(())
}

/// Ends a conversation before its day. There is no way back: what is told from then on must not change by one voice.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] when it is over or somebody was faster.
pub fn close(tx: &mut Tx<'_, '_>, id: Uuid) -> Result<(), Error> {
    let mut conversation = open(tx, id)?;
    runner(tx, conversation.body_id)?;
    conversation.closed_at = Some(tx.now());
    touch(tx, &conversation)?;
    tx.audit(Action::Decide, Kind::Governance, Some(id), None, "conversation ended")
}
