//! Who may do what with an agreement, apart from the role table.

use crate::model::agreement::Agreement;
use std::collections::BTreeSet;
use tandem_access::{Action, Error, Kind, Uuid, Viewer};

/// Who runs the partnership's agreements: the coordinator, the administrator, the system.
pub fn manages(viewer: &Viewer) -> bool {
    viewer.may(Kind::Agreement, Action::Manage)
}

/// Who may write an agreement between these organizations: whoever manages all, or an administrator of one of them.
pub fn may_write(viewer: &Viewer, parties: &BTreeSet<Uuid>) -> bool {
    manages(viewer)
        || (viewer.may(Kind::Agreement, Action::Write)
            && viewer.org().is_some_and(|org| parties.contains(&org)))
}

/// The organization that the viewer signs for, where it takes part.
///
/// # Errors
/// [`Error::Forbidden`] for anybody else.
pub fn signs_for(viewer: &Viewer, a: &Agreement) -> Result<Uuid, Error> {
    signs(viewer).filter(|org| a.has_party(*org)).ok_or(Error::Forbidden)
}

/// The organization that the viewer signs agreements for, if any.
pub fn signs(viewer: &Viewer) -> Option<Uuid> {
    viewer.org().filter(|_| viewer.may(Kind::Agreement, Action::Decide))
}

/// Who may note by hand what an organization promises: its administrator, and whoever manages agreements.
pub fn may_promise(viewer: &Viewer, org: Uuid) -> bool {
    manages(viewer) || (viewer.may(Kind::Agreement, Action::Write) && viewer.org() == Some(org))
}

/// Whether the viewer may read agreements that are not in force yet, and the whole text of any.
pub fn reads_all(viewer: &Viewer) -> bool {
    viewer.may(Kind::Agreement, Action::Read)
}
