//! Who may write in the ledger; pure. Reading is for everybody with `governance: read`: a ledger of mutual benefit that
//! one side could not read would be neither.

use tandem_access::{Action, Kind, Uuid, Viewer};

/// Whether `viewer` brings partners together: every entry, every page.
pub fn may_convene(viewer: &Viewer) -> bool {
    viewer.may(Kind::Governance, Action::Write)
}

/// Whether `viewer` may write an entry between these two: coordinators between any, others where their own organization
/// is one of the two and they may speak for it.
pub fn may_enter(viewer: &Viewer, from: Option<Uuid>, to: Option<Uuid>) -> bool {
    let own = viewer.org();
    may_convene(viewer)
        || (viewer.may(Kind::Organization, Action::Write) && own.is_some() && (from == own || to == own))
}

/// Whether `viewer` may give the value page of an organization to somebody without an account: whoever brings partners
/// together and may hear what this one said, since the page begins with it.
pub fn may_share(viewer: &Viewer, organization: Uuid) -> bool {
    may_convene(viewer) && tandem_partners::policy::may_hear(viewer, organization)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tandem_access::{Purpose, Role};

    #[test]
    fn an_organization_writes_its_own_side_only() {
        let (own, other) = (Some(Uuid::from_u128(1)), Some(Uuid::from_u128(2)));
        let as_role = |role| {
            Viewer::test_member(Uuid::from_u128(9), Uuid::from_u128(1), &[role], Purpose::CareCoordination)
        };
        let responder = as_role(Role::Responder);
        assert!(may_enter(&responder, own, other) && may_enter(&responder, None, own));
        assert!(!may_enter(&responder, other, None));
        assert!(
            !may_enter(&as_role(Role::Navigator), own, None),
            "speaks for people, not for the organization"
        );
        assert!(may_enter(&as_role(Role::Coordinator), other, None));
        assert!(!may_enter(&Viewer::public(), None, other));
    }

    #[test]
    fn who_brings_partners_together_shares_and_nobody_else() {
        let (own, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let may = |role, id| {
            may_share(&Viewer::test_member(Uuid::from_u128(9), own, &[role], Purpose::CareCoordination), id)
        };
        assert!(may(Role::Coordinator, other) && may(Role::Coordinator, own));
        for role in [Role::Responder, Role::Navigator, Role::OrganizationAdmin, Role::Analyst] {
            assert!(!may(role, other) && !may(role, own), "{role}");
        }
        assert!(!may_share(&Viewer::public(), own));
    }
}
