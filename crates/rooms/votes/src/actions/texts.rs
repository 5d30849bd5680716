//! Votes that came by text message: handed in by a gateway one by one, or pasted by a member, one on a line.

use super::cast::{standing, with};
use super::load;
use crate::model::ballot::{Spoilt, message, typed_code};
use crate::model::code;
use crate::model::state::{Channel, Refusal};
use crate::model::vote::{Cast, KeyedCode, Vote};
use crate::store;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};

/// What came of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texted {
    /// Whether it counts.
    pub cast: Cast,
    /// The receipt to answer with, when the code votes or has voted by text: the first answer may have been lost.
    pub receipt: Option<String>,
    /// What is wrong with the ballot.
    pub why: Option<Spoilt>,
}

/// The most messages at a time.
const AT_ONCE: usize = 100;

/// Casts the messages, each a code and a ballot: `K7QM 2XPA 9TRD 1 3`. Answers with the line of each, from 1.
///
/// # Errors
/// [`Error::Invalid`] for none or too many; [`Error::Forbidden`]; the database's.
pub fn cast_texts(tx: &mut Tx, id: Uuid, text: &str) -> Result<Vec<(usize, Texted)>, Error> {
    tx.require(Kind::Vote, Action::Write)?;
    let vote = load(tx, id)?;
    let lines: Vec<(usize, &str)> =
        text.lines().enumerate().map(|(n, l)| (n + 1, l.trim())).filter(|(_, l)| !l.is_empty()).collect();
    if lines.is_empty() || lines.len() > AT_ONCE {
        return Err(FieldErrors::one("texts", "votes-error-texts"));
    }
    let mut told = vec![];
    for (line, words) in lines {
        told.push((line, take(tx, &vote, words)?));
    }
    tx.audit(Action::Write, Kind::Vote, Some(id), None, "vote-texts-entered")?;
    Ok(told)
}

/// Casts a message that a gateway handed in, in the vote whose roll knows its code; `None` where no vote that is announced,
/// open or being counted knows it (which is counted nowhere: anybody can text anything). It keeps no number and no time.
///
/// # Errors
/// The database's.
pub fn cast_text(tx: &mut Tx, text: &str) -> Result<Option<Texted>, Error> {
    let Some((plain, _)) = typed_code(text) else { return Ok(None) };
    for vote in store::votes::unpublished(tx)? {
        if store::ballots::entry(tx, vote.id, &code::hash(vote.id, &plain))?.is_some() {
            return take(tx, &vote, text).map(Some);
        }
    }
    Ok(None)
}

/// What became of the code comes before what is wrong with the ballot: who has voted, or comes too late, has nothing to mend.
fn take(tx: &mut Tx, vote: &Vote, words: &str) -> Result<Texted, Error> {
    let refused = |tx: &mut Tx, why: Refusal, earlier: Option<Channel>| {
        // A gateway may hand a message in twice: whoever voted by text is told so again, and not counted as refused.
        if (why, earlier) != (Refusal::Twice, Some(Channel::Text)) {
            store::ballots::refuse(tx, vote.id, Channel::Text, why, earlier)?;
        }
        Ok::<_, Error>(Cast::Refused(why, earlier))
    };
    let Some((plain, _)) = typed_code(words) else {
        let cast = refused(tx, Refusal::Unknown, None)?;
        return Ok(Texted { cast, receipt: None, why: None });
    };
    let mut spoilt = None;
    let cast = match standing(tx, vote, &plain)? {
        Cast::Refused(why, earlier) => refused(tx, why, earlier)?,
        Cast::Counted => match message(&vote.definition, words) {
            Ok((_, ballot)) => {
                let marks = ballot.text(&vote.definition);
                with(tx, vote, &KeyedCode::of(vote.id, &plain), &marks, Channel::Text)?
            }
            Err(fault) => {
                spoilt = fault;
                refused(tx, Refusal::Spoilt, None)?
            }
        },
    };
    let by_text = matches!(cast, Cast::Counted | Cast::Refused(Refusal::Twice, Some(Channel::Text)));
    Ok(Texted { receipt: by_text.then(|| code::receipt(vote.id, &plain)), cast, why: spoilt })
}
