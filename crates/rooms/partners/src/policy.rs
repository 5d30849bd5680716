//! Who may do what with organizations and settings; pure.

use tandem_access::{Action, Kind, Role, Uuid, Viewer};

/// Which organizations a viewer may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Every one: the backbone's coordinators and administrators, and system work.
    All,
    /// The one the viewer acts for.
    Own(Uuid),
    /// None.
    Nothing,
}

/// Which organizations `viewer` may change.
pub fn reach(viewer: &Viewer) -> Reach {
    if !viewer.may(Kind::Organization, Action::Write) {
        return Reach::Nothing;
    }
    if viewer.is_system() || viewer.has_role(Role::Coordinator) || viewer.has_role(Role::Administrator) {
        return Reach::All;
    }
    viewer.org().map_or(Reach::Nothing, Reach::Own)
}

/// Whether `viewer` may change the listing of `organization`.
pub fn may_edit(viewer: &Viewer, organization: Uuid) -> bool {
    match reach(viewer) {
        Reach::All => true,
        Reach::Own(own) => own == organization,
        Reach::Nothing => false,
    }
}

/// Whether `viewer` may change where letters and calls to `organization` go: requests and their private links are read there. `kept` says
/// that somebody there has an account with which they can do it themselves; then nobody else does it for them.
pub fn may_redirect(viewer: &Viewer, organization: Uuid, kept: bool) -> bool {
    may_edit(viewer, organization) && (!kept || viewer.is_system() || viewer.org() == Some(organization))
}

/// Whether `viewer` may read what `organization` said when it was listened to: who brings partners together, and the
/// organization itself.
pub fn may_hear(viewer: &Viewer, organization: Uuid) -> bool {
    may_place(viewer) || viewer.org() == Some(organization)
}

/// Whether `viewer` may say what counts where power is counted: membership and control. An organization that could
/// write its own control links could sit at the table twice.
pub fn may_place(viewer: &Viewer) -> bool {
    reach(viewer) == Reach::All
}

/// Whether `viewer` may take the confidential mark off: the organization itself or an administrator, since it makes an
/// address public. A coordinator may only set it.
pub fn may_unveil(viewer: &Viewer, organization: Uuid) -> bool {
    viewer.is_system()
        || viewer.has_role(Role::Administrator)
        || (viewer.has_role(Role::OrganizationAdmin) && viewer.org() == Some(organization))
}

/// Whether `viewer` may take `organization` out of the partnership: nobody has to ask anybody to leave.
pub fn may_leave(viewer: &Viewer, organization: Uuid) -> bool {
    may_place(viewer) || (viewer.has_role(Role::OrganizationAdmin) && viewer.org() == Some(organization))
}

/// Whether `viewer` may give and take access at `organization`.
pub fn may_manage_people(viewer: &Viewer, organization: Uuid) -> bool {
    viewer.may(Kind::Member, Action::Manage)
        && (viewer.is_system() || viewer.has_role(Role::Administrator) || viewer.org() == Some(organization))
}

/// Whether `viewer` may see who acts for `organization`.
pub fn may_see_people(viewer: &Viewer, organization: Uuid) -> bool {
    viewer.may(Kind::Member, Action::Read)
        && (viewer.is_system()
            || viewer.has_role(Role::Administrator)
            || viewer.has_role(Role::Coordinator)
            || viewer.org() == Some(organization))
}

/// The roles that `viewer` may give and take. Who runs one organization makes nobody run the partnership.
pub fn grantable(viewer: &Viewer) -> Vec<Role> {
    if !viewer.may(Kind::Member, Action::Manage) {
        return vec![];
    }
    let all = viewer.is_system() || viewer.has_role(Role::Administrator);
    Role::ALL
        .iter()
        .copied()
        .filter(|r| {
            all || !matches!(
                r,
                Role::Administrator | Role::Coordinator | Role::Analyst | Role::IdentitySteward
            )
        })
        .collect()
}

/// What of the audit log a viewer may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditReach {
    /// Only lines of or about this organization; `None` is the whole partnership.
    pub organization: Option<Uuid>,
    /// Where persons may be told apart. Only a privacy officer's log names them.
    pub persons: Persons,
}

/// In which lines of the audit log persons may be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Persons {
    /// In none.
    None,
    /// In the lines of or about this organization.
    Of(Uuid),
    /// In all.
    All,
}

impl Persons {
    /// Whether a line that was written by `by` about data of `owner` may say whom it is about.
    pub fn told(self, by: Option<Uuid>, owner: Option<Uuid>) -> bool {
        match self {
            Persons::None => false,
            Persons::Of(org) => by == Some(org) || owner == Some(org),
            Persons::All => true,
        }
    }
}

/// What of the audit log `viewer` may read: a privacy officer everything of the own organization; who runs the
/// organization or the install sees who did what when, but not about whom. Who is both sees all lines, and persons in
/// those of the own organization.
pub fn audit_reach(viewer: &Viewer) -> Option<AuditReach> {
    if !viewer.may(Kind::Audit, Action::Read) {
        return None;
    }
    if viewer.is_system() {
        return Some(AuditReach { organization: None, persons: Persons::All });
    }
    let own = viewer.org();
    let persons = match own {
        Some(org) if viewer.has_role(Role::PrivacyOfficer) => Persons::Of(org),
        _ => Persons::None,
    };
    if viewer.has_role(Role::Administrator) {
        return Some(AuditReach { organization: None, persons });
    }
    own.map(|org| AuditReach { organization: Some(org), persons })
}
