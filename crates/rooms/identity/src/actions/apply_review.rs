//! What a decision does. Records of two organizations are moved by the system, as a job of the transaction that decided.

use super::regroup::regroup;
use crate::actions::enter;
use crate::model::grouping::{Link, ordered};
use crate::model::review::Stratum;
use crate::store;
use crate::store::event::Happened;
use crate::store::review::{Doubt, Status};
use serde_json::{Value, json};
use tandem_access::{Action, Error, Kind, Tx, Uuid};
use tandem_people::actions::end_between;

/// The job that carries out a decision or its undoing.
pub(crate) const APPLY: &str = "identity.apply";

/// The job that parts two records that somebody who works with the person found to be two people.
pub(crate) const DOUBT: &str = "identity.doubt";

/// A doubt of somebody who knows the person is looked at before everything else.
const FIRST: f64 = 1000.0;

/// Puts the job down.
pub(crate) fn enqueue_apply(tx: &mut Tx, review: Uuid, member: Uuid) -> Result<(), Error> {
    let now = tx.now();
    tandem_events::enqueue(tx, APPLY, &json!({ "review": review, "member": member }), now)?;
    Ok(())
}

/// Says that `other`, shown as another record of `person`, is somebody else. The two part at once and the pair waits for a
/// review; a wrong doubt opens nothing to anybody.
///
/// # Errors
/// [`Error::Forbidden`] without the role; [`Error::NotFound`] where the viewer does not see the two as one; the database's.
pub fn doubt(tx: &mut Tx, person: Uuid, other: Uuid) -> Result<(), Error> {
    tx.require(Kind::Person, Action::Write)?;
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    let seen = store::group::others(tx, person)?;
    let (_, owner) = *seen.iter().find(|(id, _)| *id == other).ok_or(Error::NotFound)?;
    let now = tx.now();
    tandem_events::enqueue(tx, DOUBT, &json!({ "pair": [person, other], "member": member }), now)?;
    tx.audit_for(owner, Action::Write, Kind::Identity, None, Some(other), "doubted")
}

/// The job of [`doubt`].
///
/// # Errors
/// [`Error::Internal`] for a payload of another shape; the database's.
pub fn run_doubt(tx: &mut Tx, payload: &Value) -> Result<(), Error> {
    let id = |value: &Value| value.as_str().and_then(|text| text.parse::<Uuid>().ok());
    let (Some(a), Some(b), Some(member)) =
        (id(&payload["pair"][0]), id(&payload["pair"][1]), id(&payload["member"]))
    else {
        return Err(Error::Internal("a doubt without its pair".into()));
    };
    let pair = ordered((a, b));
    let probability = store::group::links_of(tx, &[a])?
        .into_iter()
        .find(|link| ordered(link.pair) == pair)
        .map_or(0.5, |link| link.probability);
    let harm = FIRST;
    let weight = (probability / (1.0 - probability).max(1e-6)).log2();
    store::review::put(
        tx,
        &Doubt { pair, stratum: Stratum::Doubted, sampling: 1.0, weight, probability, harm },
    )?;
    store::review::reopen(tx, pair, harm)?;
    part(tx, pair, (member, Uuid::nil()))
}

/// The job of a decision.
///
/// # Errors
/// [`Error::Internal`] for a payload of another shape; the database's.
pub fn run_apply(tx: &mut Tx, payload: &Value) -> Result<(), Error> {
    let id = |name: &str| payload[name].as_str().and_then(|text| text.parse::<Uuid>().ok());
    let (Some(review), Some(member)) = (id("review"), id("member")) else {
        return Err(Error::Internal("a decision without its review".into()));
    };
    // Whatever happened since: what the review says now is carried out.
    let Some(review) = store::review::get(tx, review)? else { return Ok(()) };
    let by = (member, review.id);
    match review.status {
        Status::Same => {
            if store::group::remove_apart(tx, review.pair)? {
                store::event::append(tx, Happened::ApartEnded(review.pair), Some(by))?;
            }
            let link = Link { pair: review.pair, probability: review.probability, reviewed: true };
            store::group::put_link(tx, &link, review.weight)?;
            store::event::append(tx, Happened::Linked(review.pair, review.probability), Some(by))?;
            regroup(tx, &[review.pair.0, review.pair.1], Some(by))
        }
        Status::Different => part(tx, review.pair, by),
        Status::Open | Status::Taken => {
            // The decision was undone: what was computed holds again.
            if store::group::remove_apart(tx, review.pair)? {
                store::event::append(tx, Happened::ApartEnded(review.pair), Some(by))?;
            }
            if store::group::remove_link(tx, review.pair)? {
                store::event::append(tx, Happened::Unlinked(review.pair), Some(by))?;
            }
            regroup(tx, &[review.pair.0, review.pair.1], Some(by))?;
            enter(tx, review.pair.0)
        }
        Status::Gone => Ok(()),
    }
}

fn part(tx: &mut Tx, pair: (Uuid, Uuid), by: (Uuid, Uuid)) -> Result<(), Error> {
    if store::group::remove_link(tx, pair)? {
        store::event::append(tx, Happened::Unlinked(pair), Some(by))?;
    }
    if store::group::put_apart(tx, pair)? {
        store::event::append(tx, Happened::KeptApart(pair), Some(by))?;
    }
    // What was opened in an emergency because the two seemed to be one person is a stranger's.
    end_between(tx, pair)?;
    regroup(tx, &[pair.0, pair.1], Some(by))
}
