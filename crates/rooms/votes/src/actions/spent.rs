//! What published budget votes chose to spend, for the report on the balance of power.

use crate::model::answer::AnswerKind;
use crate::model::result::Counted;
use crate::store;
use serde::Deserialize;
use tandem_access::{Error, Timestamp, Tx, Uuid};

/// What a published budget vote spends, and whether that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spent {
    /// The vote.
    pub vote: Uuid,
    /// What its winners cost together.
    pub cents: i64,
    /// Whom the result binds.
    pub stands: Stands,
}

/// Whether the result of a vote is a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// It binds, and the body has adopted it.
    Adopted,
    /// It binds, and the body has not answered yet.
    Waits,
    /// It binds nobody.
    Advises,
}

/// What of a bundle is read here: neither ballots nor receipts are kept.
#[derive(Deserialize)]
struct Outcome {
    parts: Parts,
}

#[derive(Deserialize)]
struct Parts {
    result: Counted,
}

/// What budget votes chose that were published from one moment until another, or, where a body adopted the result, adopted then. What a
/// body returned is not among them: it is asked again. Results are public.
///
/// # Errors
/// The database's.
pub fn spent(tx: &mut Tx, from: Timestamp, until: Timestamp) -> Result<Vec<Spent>, Error> {
    let mut found = vec![];
    for vote in store::votes::settled(tx, from, until)? {
        if !vote.definition.method.is_budget() {
            continue;
        }
        let answer = store::answers::of(tx, vote.id)?.map(|a| a.kind);
        let stands = match (&vote.binding, answer) {
            (None, _) => Stands::Advises,
            (Some(_), None) => Stands::Waits,
            (Some(_), Some(AnswerKind::Adopted)) => Stands::Adopted,
            (Some(_), Some(AnswerKind::Returned)) => continue,
        };
        let text = super::bundle_of(tx, vote.id)?;
        let outcome: Outcome = serde_json::from_str(&text)
            .map_err(|e| Error::Internal(format!("the bundle of vote {}: {e}", vote.id)))?;
        found.push(Spent {
            vote: vote.id,
            cents: outcome.parts.result.spent_cents.unwrap_or_default(),
            stands,
        });
    }
    Ok(found)
}
