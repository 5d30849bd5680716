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
}
