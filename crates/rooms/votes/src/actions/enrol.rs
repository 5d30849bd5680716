//! Puts people on the roll: each gets a code, on a slip or by text. The roll does not say who they are.

use super::load;
use crate::model::code;
use crate::model::state::Phase;
use crate::model::vote::{Slip, Vote};
use crate::store;
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};

/// The most slips at a time: what one print takes.
const AT_ONCE: u32 = 200;

/// A vote that still takes people on its roll.
fn taking(tx: &mut Tx, id: Uuid) -> Result<Vote, Error> {
    tx.require(Kind::Vote, Action::Manage)?;
    let vote = load(tx, id)?;
    if matches!(vote.phase(tx.now()), Phase::Draft | Phase::Soon | Phase::Open) {
        Ok(vote)
    } else {
        Err(Error::Conflict { code: "votes-conflict-roll-closed" })
    }
}

fn new(tx: &mut Tx, vote: Uuid, n: u32, given: &'static str) -> Result<Vec<Slip>, Error> {
    let last = store::ballots::last_number(tx, vote)?;
    let (mut slips, mut hashes) = (vec![], vec![]);
    for number in last + 1..=last + i64::from(n) {
        let code = code::new(|n| tx.random_below(n));
        let plain = code::normal(&code).ok_or_else(|| Error::Internal("a code".into()))?;
        hashes.push((number, code::hash(vote, &plain)));
        slips.push(Slip { number, receipt: code::receipt(vote, &plain), code });
    }
    store::ballots::enrol(tx, vote, given, &hashes)?;
    Ok(slips)
}

/// Codes for slips. They are shown this once: the roll keeps hashes.
///
/// # Errors
/// [`Error::Invalid`] for none or too many at a time; [`Error::Conflict`] once the vote is closed; [`Error::Forbidden`]; the
/// database's.
pub fn issue(tx: &mut Tx, id: Uuid, n: u32) -> Result<Vec<Slip>, Error> {
    let vote = taking(tx, id)?;
    if !(1..=AT_ONCE).contains(&n) {
        return Err(FieldErrors::one("n", "votes-error-slips"));
    }
    let slips = new(tx, vote.id, n, "slip")?;
    tx.audit(Action::Manage, Kind::Vote, Some(id), None, "vote-codes-printed")?;
    Ok(slips)
}

/// Texts a code to a telephone. The number goes to the outbox and is kept nowhere else.
///
/// # Errors
/// As [`issue`]; [`Error::Invalid`] (field `phone`) for a number that cannot be one.
pub fn text_code(tx: &mut Tx, id: Uuid, phone: &str, language: &str, base_url: &str) -> Result<i64, Error> {
    let vote = taking(tx, id)?;
    let slips = new(tx, vote.id, 1, "text")?;
    let slip = slips.first().ok_or_else(|| Error::Internal("a slip".into()))?;
    let words = if language == "es" { "Su código para votar" } else { "Your code to vote" };
    let body = format!("{words}: {}. {base_url}/say/{id}", slip.code);
    tandem_mail::send_text(
        tx,
        &tandem_mail::TextMessage { to: phone.to_owned(), body, kind: "votes.code", related: Some(id) },
    )?;
    tx.audit(Action::Manage, Kind::Vote, Some(id), None, "vote-code-texted")?;
    Ok(slip.number)
}

/// Takes a code back that has not voted (a lost slip). A new one can then be given.
///
/// # Errors
/// [`Error::Conflict`] when there is no such code, or it has voted; [`Error::Forbidden`]; the database's.
pub fn revoke(tx: &mut Tx, id: Uuid, number: i64) -> Result<(), Error> {
    taking(tx, id)?;
    if !store::ballots::revoke(tx, id, number)? {
        return Err(FieldErrors::one("number", "votes-error-revoke"));
    }
    tx.audit(Action::Manage, Kind::Vote, Some(id), None, "vote-code-revoked")
}
