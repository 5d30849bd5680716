//! The person took a consent back: what has not been answered is taken back too. Help under way goes on.

use super::move_as;
use crate::model::{Actor, Reason, Side, Verb};
use crate::{letters, store};
use tandem_access::{Error, Tx, Uuid};

/// Takes back what waits at `recipient` about `person`, where no consent is left; how many. For the listener.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the system; the database's.
pub fn withdrawn(tx: &mut Tx<'_, '_>, person: Uuid, recipient: Uuid) -> Result<usize, Error> {
    if !tx.viewer().is_system() {
        return Err(Error::Forbidden);
    }
    let mut taken = 0;
    for r in store::referral::unanswered(tx, person, recipient)? {
        if r.owner_org == recipient || store::shared::consented(tx, r.owner_org, person, recipient, r.label)?
        {
            continue;
        }
        // The person did this, by taking the consent back.
        let actor = Actor { side: Side::Person, org: None, member: None };
        let moved = move_as(tx, r, actor, Verb::Cancel(Reason::ConsentWithdrawn), "")?;
        letters::taken_back(tx, &moved.after)?;
        taken += 1;
    }
    Ok(taken)
}
