//! Who may do what with charter, bodies and seats; pure.

use tandem_access::{Action, Kind, Uuid, Viewer};

/// Whether `viewer` keeps the bodies: makes them, gives and ends seats, drafts the charter.
pub fn may_keep(viewer: &Viewer) -> bool {
    viewer.may(Kind::Governance, Action::Write)
}

/// Whether `viewer` may speak about a draft: every member, for the organization they act for.
pub fn may_speak(viewer: &Viewer) -> bool {
    viewer.is_member()
}

/// The organization that `viewer` may ratify for: who signs its agreements.
pub fn ratifies_for(viewer: &Viewer) -> Option<Uuid> {
    viewer.org().filter(|_| viewer.may(Kind::Agreement, Action::Decide))
}

/// Whether `viewer` reads the names of residents in seats. In public they are "a resident".
pub fn may_name_residents(viewer: &Viewer) -> bool {
    viewer.is_member() || viewer.is_system()
}
