//! End a need, or open it again.

use crate::model::need::{Need, NeedStatus};
use crate::{policy, store};
use tandem_access::{Action, Error, Kind, Tx, Uuid};

/// How a need ends, or that it does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The person says it is resolved.
    Addressed,
    /// No longer followed: the person does not want it, moved away, or it was recorded by mistake.
    Closed,
    /// It is there again, or was closed too soon.
    Reopened,
}

impl Ending {
    fn status(self) -> NeedStatus {
        match self {
            Ending::Addressed => NeedStatus::Addressed,
            Ending::Closed => NeedStatus::Closed,
            Ending::Reopened => NeedStatus::Open,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Ending::Addressed => "addressed",
            Ending::Closed => "closed",
            Ending::Reopened => "opened again",
        }
    }
}

/// Ends a need or opens it again. Doing it twice changes nothing.
///
/// # Errors
/// [`Error::NotFound`] for a need that does not exist or is hidden; [`Error::Forbidden`]; the database's.
pub fn close_need(tx: &mut Tx, id: Uuid, ending: Ending) -> Result<(), Error> {
    tx.require(Kind::Need, Action::Write)?;
    let need = store::need::get(tx, id)?.ok_or(Error::NotFound)?;
    policy::records_for(tx.viewer(), need.owner_org)?;
    if need.status == ending.status() {
        return Ok(());
    }
    let person = need.person_id;
    store::need::update(tx, &Need { status: ending.status(), updated_at: tx.now(), ..need })?;
    tx.audit(Action::Write, Kind::Need, Some(id), Some(person), ending.word())
}
