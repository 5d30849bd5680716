//! Casts a ballot: one vote for each code, over whichever channel is first.

use super::load;
use crate::model::ballot::Ballot;
use crate::model::code;
use crate::model::state::{Channel, Phase, Refusal};
use crate::model::vote::{Cast, KeyedCode, Vote};
use crate::store;
use tandem_access::{Error, Tx, Uuid};

/// Whether a code could vote now, without using it up: before the ballot is looked over.
///
/// # Errors
/// [`Error::NotFound`] for a vote that is not there; the database's.
pub fn check(tx: &mut Tx, id: Uuid, typed: &str) -> Result<Cast, Error> {
    let vote = load(tx, id)?;
    standing(tx, &vote, typed)
}

/// As [`check`], for a vote that was read before.
pub(super) fn standing(tx: &mut Tx, vote: &Vote, typed: &str) -> Result<Cast, Error> {
    if vote.phase(tx.now()) != Phase::Open {
        return Ok(Cast::Refused(Refusal::Late, None));
    }
    let Some(code) = code::normal(typed) else { return Ok(Cast::Refused(Refusal::Unknown, None)) };
    Ok(match store::ballots::entry(tx, vote.id, &code::hash(vote.id, &code))? {
        None => Cast::Refused(Refusal::Unknown, None),
        Some(entry) if entry.revoked => Cast::Refused(Refusal::Revoked, None),
        Some(entry) if entry.voted.is_some() => Cast::Refused(Refusal::Twice, entry.voted),
        Some(_) => Cast::Counted,
    })
}

/// Casts a ballot with a typed code. A refusal is counted (a typing error on the web is none) and answered, not an error.
///
/// # Errors
/// [`Error::NotFound`]; the database's.
pub fn cast(tx: &mut Tx, id: Uuid, typed: &str, ballot: &Ballot, channel: Channel) -> Result<Cast, Error> {
    let vote = load(tx, id)?;
    with(tx, &vote, &KeyedCode::of(id, typed), &ballot.text(&vote.definition), channel)
}

/// Whether the channel takes ballots: paper that lay in the box at closing may be keyed until the result is published.
fn takes(phase: Phase, channel: Channel) -> bool {
    phase == Phase::Open || channel == Channel::Paper && phase == Phase::Closed
}

/// Casts the text of a ballot that was read before, or of one that was keyed (which must still be read).
pub(super) fn with(
    tx: &mut Tx,
    vote: &Vote,
    code: &KeyedCode,
    marks: &str,
    channel: Channel,
) -> Result<Cast, Error> {
    let refused = |tx: &mut Tx, why: Refusal, earlier: Option<Channel>| {
        // On the web anybody can type anything: only what the roll knows is counted.
        if channel != Channel::Web || matches!(why, Refusal::Twice | Refusal::Revoked) {
            store::ballots::refuse(tx, vote.id, channel, why, earlier)?;
        }
        Ok(Cast::Refused(why, earlier))
    };
    if !takes(vote.phase(tx.now()), channel) {
        return refused(tx, Refusal::Late, None);
    }
    let KeyedCode::Code { hash, receipt, .. } = code else { return refused(tx, Refusal::Unknown, None) };
    let Some(entry) = store::ballots::entry(tx, vote.id, hash)? else {
        return refused(tx, Refusal::Unknown, None);
    };
    if entry.revoked {
        return refused(tx, Refusal::Revoked, None);
    }
    if entry.voted.is_some() {
        return refused(tx, Refusal::Twice, entry.voted);
    }
    let Ok(ballot) = Ballot::read(&vote.definition, marks) else {
        return refused(tx, Refusal::Spoilt, None);
    };
    if !store::ballots::use_up(tx, entry.id, channel)? {
        // Somebody with the same code was faster, after this transaction read the roll.
        return refused(tx, Refusal::Twice, None);
    }
    store::ballots::insert(tx, vote.id, &ballot.text(&vote.definition), receipt)?;
    Ok(Cast::Counted)
}
