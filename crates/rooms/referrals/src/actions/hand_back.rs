//! An organization left the partnership: nobody waits for it, and it waits for nobody.

use super::claim::release;
use super::move_as;
use crate::model::task::TaskKind;
use crate::model::{Actor, Reason, Referral, Side, Source, Status, Verb};
use crate::{letters, store};
use tandem_access::{Error, Tx, Uuid};

/// What the story of such a referral says. In both languages, since a referral is read in either.
const WORDS: &str = "The organization left the partnership. · La organización dejó la alianza.";

/// Ends every open referral of an organization that left; how many. What came to it is declined, or given up where it had said yes,
/// and its sender gets the task to look elsewhere. What it sent ends too, but where another organization helps already: that one has
/// its own record. Sealed hand-offs stay as they are on both sides: they say "sent", and nothing else. For the listener; twice is once.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the system; the database's.
pub fn hand_back(tx: &mut Tx<'_, '_>, org: Uuid) -> Result<usize, Error> {
    if !tx.viewer().is_system() {
        return Err(Error::Forbidden);
    }
    for offer in store::offer::claimed_by(tx, org)? {
        release(tx, &offer)?;
    }
    let mut ended = 0;
    for r in store::referral::open_with(tx, org)? {
        let came = r.receiver_org == Some(org) && (r.owner_org != org || r.source == Source::Person);
        if r.is_sealed() || (!came && r.accepted_at.is_some() && r.receiver_org != Some(org)) {
            continue;
        }
        if came {
            given_up(tx, r, org)?
        } else {
            taken_back(tx, r, org)?
        }
        ended += 1;
    }
    Ok(ended)
}

fn given_up(tx: &mut Tx<'_, '_>, r: Referral, org: Uuid) -> Result<(), Error> {
    let actor = Actor { side: Side::Receiver, org: Some(org), member: None };
    let (verb, task) = match r.status {
        Status::Requested => (Verb::Decline(Reason::Other), TaskKind::AfterDecline),
        _ => (Verb::Fail(Reason::Other), TaskKind::AfterFailure),
    };
    let moved = move_as(tx, r, actor, verb, WORDS)?;
    let r = &moved.after;
    if r.source == Source::Member {
        store::task::done(tx, r.id, TaskKind::ALL)?;
        store::task::open(tx, r.id, r.owner_org, task, moved.clock.due(tx.now()))?;
        letters::answered(tx, r)?;
    }
    Ok(())
}

fn taken_back(tx: &mut Tx<'_, '_>, r: Referral, org: Uuid) -> Result<(), Error> {
    let actor = Actor { side: Side::Sender, org: Some(org), member: None };
    super::cancel::close_offer(tx, r.id)?;
    let moved = move_as(tx, r, actor, Verb::Cancel(Reason::Other), WORDS)?;
    store::task::done(tx, moved.after.id, TaskKind::ALL)?;
    letters::taken_back(tx, &moved.after)
}
