//! A record became local-only after help was asked for: what nobody has said yes to ends.

use super::cancel::close_offer;
use super::move_as;
use crate::model::task::TaskKind;
use crate::model::{Actor, Reason, Side, Verb};
use crate::{letters, store};
use tandem_access::{Error, Tx, Uuid};

/// Takes back every open referral of a person's record that was sealed after it was sent, closes its offer and ends its tasks; how
/// many. A hand-off to a domestic-violence service is none of these, nor is what another organization helps with already. For the
/// listener; twice is once.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the system; the database's.
pub fn end_sealed(tx: &mut Tx<'_, '_>, person: Uuid) -> Result<usize, Error> {
    if !tx.viewer().is_system() {
        return Err(Error::Forbidden);
    }
    let mut ended = 0;
    for r in store::referral::open_of_local_only(tx, person)? {
        store::task::done(tx, r.id, TaskKind::ALL)?;
        // Another organization's yes came before.
        if !r.is_sealed() {
            continue;
        }
        let actor = Actor { side: Side::Person, org: None, member: None };
        close_offer(tx, r.id)?;
        let moved = move_as(tx, r, actor, Verb::Cancel(Reason::ConsentWithdrawn), "")?;
        letters::taken_back(tx, &moved.after)?;
        ended += 1;
    }
    Ok(ended)
}
