//! Write down whether the person wants help with a need.

use crate::model::need::{Need, NeedStatus};
use crate::{policy, store};
use tandem_access::{Action, Error, Kind, Tx, Uuid};

/// Sets the person's own word about an open need; `None` takes it back to "not asked". The risk stays what it is.
///
/// # Errors
/// [`Error::NotFound`] for a need that does not exist or is hidden; [`Error::Forbidden`]; [`Error::Conflict`] when it
/// is no longer open; the database's.
pub fn set_wants_help(tx: &mut Tx, id: Uuid, wants_help: Option<bool>) -> Result<(), Error> {
    tx.require(Kind::Need, Action::Write)?;
    let need = store::need::get(tx, id)?.ok_or(Error::NotFound)?;
    policy::records_for(tx.viewer(), need.owner_org)?;
    if need.status != NeedStatus::Open {
        return Err(Error::Conflict { code: "people-conflict-need-ended" });
    }
    let person = need.person_id;
    store::need::update(tx, &Need { wants_help, updated_at: tx.now(), ..need })?;
    tx.audit(Action::Write, Kind::Need, Some(id), Some(person), "wants help set")
}
