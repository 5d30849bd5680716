//! A reviewer takes a pair, compares the two records, and decides.

use super::apply_review::enqueue_apply;
use super::count::Among;
use crate::engine::{self, Waterfall};
use crate::model::calibration::line;
use crate::model::quality::Decided;
use crate::model::review::Stratum;
use crate::model::values::values;
use crate::store;
use crate::store::review::{Review, Status};
use tandem_access::{Action, Error, FieldErrors, Kind, Tx, Uuid};
use tandem_people::actions::{Comparable, REVIEW_LASTS, close_exceptional, compared, open_for_review};
use tandem_people::model::exceptional::ExceptionalPurpose;

/// What a reviewer decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// One person.
    Same,
    /// Two people.
    Different,
}

/// Two records side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The review.
    pub review: Review,
    /// The two records. Which organization keeps which is no part of the comparison and is not shown.
    pub records: [Comparable; 2],
    /// What the model says, and why.
    pub waterfall: Waterfall,
    /// What earlier decisions add to that: log2 odds.
    pub found: f64,
    /// The probability with both.
    pub probability: f64,
}

/// What waits, the greatest expected harm first, and how many there are in all.
///
/// # Errors
/// [`Error::Forbidden`] without the role; the database's.
pub fn queue(tx: &mut Tx, limit: u32) -> Result<(Vec<Review>, i64), Error> {
    tx.require(Kind::Identity, Action::Read)?;
    let member = tx.viewer().member_id();
    Ok((store::review::waiting(tx, member, limit)?, store::review::waiting_count(tx)?))
}

/// The pair that the viewer took and has not decided.
///
/// # Errors
/// [`Error::Forbidden`] without the role; the database's.
pub fn taken(tx: &mut Tx) -> Result<Option<Review>, Error> {
    tx.require(Kind::Identity, Action::Decide)?;
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    store::review::taken_by(tx, member)
}

/// What the viewer decided, newest first.
///
/// # Errors
/// [`Error::Forbidden`] without the role; the database's.
pub fn decisions(tx: &mut Tx, limit: u32) -> Result<Vec<Review>, Error> {
    tx.require(Kind::Identity, Action::Decide)?;
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    store::review::decided_by(tx, member, limit)
}

/// Takes the pair that comes next, or goes on with the one the viewer has: nobody picks whom to look at. `None` when nothing waits.
/// One pair in [`ONE_IN`] is of a sample, so that what is known of precision and recall grows while the queue is long; the others
/// come by their expected harm. The two records open to this member for [`REVIEW_LASTS`].
///
/// # Errors
/// [`Error::Forbidden`] without the role; the database's.
pub fn take(tx: &mut Tx) -> Result<Option<Uuid>, Error> {
    tx.require(Kind::Identity, Action::Decide)?;
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    if let Some(mine) = store::review::taken_by(tx, member)? {
        return Ok(Some(mine.id));
    }
    let mut next = match sample_due(&store::review::tally(tx)?) {
        Some(strata) => strata
            .into_iter()
            .map(|stratum| store::review::waiting_of(tx, stratum, member, 10))
            .collect::<Result<Vec<_>, Error>>()?
            .concat(),
        None => vec![],
    };
    next.extend(store::review::waiting(tx, Some(member), 10)?);
    for review in next {
        if store::review::set(tx, review.id, (Status::Open, Status::Taken), Some(member), None)? {
            let records = [(review.pair.0, review.owners.0), (review.pair.1, review.owners.1)];
            for (person, owner) in records {
                open_for_review(tx, person, owner, review.id)?;
            }
            return Ok(Some(review.id));
        }
    }
    Ok(None)
}

/// The two records of the pair that the viewer took.
///
/// # Errors
/// [`Error::Forbidden`] without the role; [`Error::NotFound`] for a pair that the viewer did not take or whose time is over; the
/// database's.
pub fn view_review(tx: &mut Tx, id: Uuid) -> Result<Comparison, Error> {
    let review = own(tx, id)?;
    if review.status != Status::Taken {
        return Err(Error::NotFound);
    }
    let records = [compared(tx, review.pair.0)?, compared(tx, review.pair.1)?];
    let [left, right] = records.each_ref().map(values);
    let waterfall = Among::read(tx, &left)?.tell(|among| engine::explain(&left, &right, among));
    let line = line(&store::calibration::latest(tx)?.unwrap_or_default().curve, review.owners);
    let found = line.log_odds(waterfall.weight) - waterfall.weight;
    let probability = line.probability(waterfall.weight);
    Ok(Comparison { review, records, waterfall, found, probability })
}

/// Decides. The two records close to the reviewer, and what follows from it is done by the system.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] when it was decided meanwhile; [`Error::Invalid`] for a note
/// that is too long; the database's.
pub fn decide(tx: &mut Tx, id: Uuid, decision: Decision, note: &str) -> Result<(), Error> {
    let review = own(tx, id)?;
    if note.chars().count() > 500 {
        return Err(FieldErrors::one("note", "identity-error-note-long"));
    }
    let to = match decision {
        Decision::Same => Status::Same,
        Decision::Different => Status::Different,
    };
    let note = Some(note.trim()).filter(|note| !note.is_empty());
    end(tx, &review, (Status::Taken, to), note)?;
    let what = match decision {
        Decision::Same => "one person",
        Decision::Different => "two people",
    };
    tx.audit(Action::Decide, Kind::Identity, Some(id), None, what)
}

/// Puts a pair back undecided: too hard to tell. It comes later from now on, and last of all to this member.
///
/// # Errors
/// As [`decide`].
pub fn drop_review(tx: &mut Tx, id: Uuid) -> Result<(), Error> {
    let review = own(tx, id)?;
    end(tx, &review, (Status::Taken, Status::Open), None)?;
    store::review::pass(tx, id, tx.viewer().member_id().ok_or(Error::Forbidden)?)?;
    tx.audit(Action::Decide, Kind::Identity, Some(id), None, "put back")
}

/// Takes a decision of one's own back: what was computed holds again, and the pair waits anew.
///
/// # Errors
/// As [`decide`].
pub fn undo(tx: &mut Tx, id: Uuid) -> Result<(), Error> {
    let review = own(tx, id)?;
    if !matches!(review.status, Status::Same | Status::Different) {
        return Err(Error::Conflict { code: "identity-conflict-decided" });
    }
    end(tx, &review, (review.status, Status::Open), None)?;
    tx.audit(Action::Decide, Kind::Identity, Some(id), None, "decision undone")
}

/// Puts back what was taken and left lying.
///
/// # Errors
/// The database's.
pub fn release_left_lying(tx: &mut Tx) -> Result<(), Error> {
    let before = tx.now() - REVIEW_LASTS;
    for id in store::review::left_lying(tx, before)? {
        store::review::set(tx, id, (Status::Taken, Status::Open), None, None)?;
    }
    Ok(())
}

/// One pair in so many that a reviewer is given is of a sample.
pub const ONE_IN: u64 = 3;

/// The strata of the samples, the one of which less was looked at first, when the next pair should be of one. By what the viewer may
/// see of decisions: their own.
fn sample_due(decided: &[Decided]) -> Option<[Stratum; 2]> {
    let of = |wanted: Stratum| -> u64 {
        decided.iter().filter(|d| d.stratum == wanted).map(|d| d.same + d.different).sum()
    };
    let (linked, apart) = (of(Stratum::SampleLinked), of(Stratum::SampleApart));
    let all: u64 = decided.iter().map(|d| d.same + d.different).sum();
    let less_of_apart = [Stratum::SampleApart, Stratum::SampleLinked];
    let less_of_linked = [Stratum::SampleLinked, Stratum::SampleApart];
    ((linked + apart) * ONE_IN < all + 1).then_some(if apart < linked {
        less_of_apart
    } else {
        less_of_linked
    })
}

fn own(tx: &mut Tx, id: Uuid) -> Result<Review, Error> {
    tx.require(Kind::Identity, Action::Decide)?;
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    store::review::get(tx, id)?.filter(|review| review.taken_by == Some(member)).ok_or(Error::NotFound)
}

fn end(tx: &mut Tx, review: &Review, step: (Status, Status), note: Option<&str>) -> Result<(), Error> {
    let member = tx.viewer().member_id().ok_or(Error::Forbidden)?;
    let by = Some(member).filter(|_| step.1 != Status::Open);
    if !store::review::set(tx, review.id, step, by, note)? {
        return Err(Error::Conflict { code: "identity-conflict-decided" });
    }
    for person in [review.pair.0, review.pair.1] {
        close_exceptional(tx, person, ExceptionalPurpose::IdentityReview)?;
    }
    // Putting an undecided pair back changes nothing of the records.
    if step != (Status::Taken, Status::Open) {
        enqueue_apply(tx, review.id, member)?;
    }
    Ok(())
}
