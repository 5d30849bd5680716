//! Who may do what with open conversations; pure. Who leads a body, the action asks.

use tandem_access::{Action, Kind, Viewer};

/// Whether `viewer` keeps the partnership's conversations: opens them for any body or none, ends and moderates every one.
pub fn may_keep(viewer: &Viewer) -> bool {
    viewer.may(Kind::Governance, Action::Write)
}

/// Whether `viewer` may run this conversation: who keeps them all, or who leads the body that asks (`leads`).
pub fn may_run(viewer: &Viewer, leads: bool) -> bool {
    viewer.is_member() && (may_keep(viewer) || leads)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tandem_access::{Purpose, Role, Uuid};

    #[test]
    fn coordinators_run_all_leaders_their_own_and_nobody_else_any() {
        let member =
            |role| Viewer::test_member(Uuid::from_u128(1), Uuid::from_u128(2), &[role], Purpose::Operations);
        for role in Role::ALL.iter().copied() {
            let keeps = matches!(role, Role::Coordinator | Role::Administrator);
            assert_eq!(may_keep(&member(role)), keeps, "{role}");
            assert_eq!(may_run(&member(role), false), keeps, "{role}");
            assert!(may_run(&member(role), true), "{role}");
        }
        assert!(!may_run(&Viewer::public(), true) && !may_keep(&Viewer::public()));
    }
}
