//! Votes that came by text message. No gateway hands messages in yet, so a member pastes them, one on a line.

use super::cast::with;
use super::load;
use crate::model::ballot::message;
use crate::model::code;
use crate::model::state::{Channel, Refusal};
use crate::model::vote::{Cast, KeyedCode};
use crate::store;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};

/// A message, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texted {
    /// Its line, from 1.
    pub line: usize,
    /// What came of it.
    pub cast: Cast,
    /// The receipt to answer with, when it counts.
    pub receipt: Option<String>,
    /// What is wrong with the ballot, in the program's words.
    pub why: Option<String>,
}

/// The most messages at a time.
const AT_ONCE: usize = 100;

/// Casts the messages, each a code and a ballot: `K7QM 2XPA 9TRD 1 3`.
///
/// # Errors
/// [`Error::Invalid`] for none or too many; [`Error::Forbidden`]; the database's.
pub fn cast_texts(tx: &mut Tx, id: Uuid, text: &str) -> Result<Vec<Texted>, Error> {
    tx.require(Kind::Vote, Action::Write)?;
    let vote = load(tx, id)?;
    let lines: Vec<(usize, &str)> =
        text.lines().enumerate().map(|(n, l)| (n + 1, l.trim())).filter(|(_, l)| !l.is_empty()).collect();
    if lines.is_empty() || lines.len() > AT_ONCE {
        return Err(FieldErrors::one("texts", "votes-error-texts"));
    }
    let mut told = vec![];
    for (line, words) in lines {
        let (mut receipt, mut why) = (None, None);
        let cast = match message(&vote.definition, words) {
            Ok((plain, ballot)) => {
                let marks = ballot.text(&vote.definition);
                receipt = Some(code::receipt(id, &plain));
                with(tx, &vote, &KeyedCode::of(id, &plain), &marks, Channel::Text)?
            }
            Err(fault) => {
                let reason = if fault.is_some() { Refusal::Spoilt } else { Refusal::Unknown };
                why = fault.map(|f| f.to_string());
                store::ballots::refuse(tx, id, Channel::Text, reason, None)?;
                Cast::Refused(reason, None)
            }
        };
        let receipt = receipt.filter(|_| cast == Cast::Counted);
        told.push(Texted { line, cast, receipt, why });
    }
    tx.audit(Action::Write, Kind::Vote, Some(id), None, "vote-texts-entered")?;
    Ok(told)
}
