//! The room's row fences: an organization sees and starts its own subscriptions; what waits is the system's.

use tandem_access::Fence;

/// The row fences of this room's tables.
pub fn fences() -> Vec<Fence> {
    let own = "viewer_kind() = 'system' OR (viewer_kind() IN ('member', 'client') AND {t}.owner_org = viewer_org())";
    let staff = "viewer_kind() = 'system' OR (viewer_kind() = 'member' AND {t}.owner_org = viewer_org())";
    // Whoever starts one puts its first message down.
    let greeting = "viewer_kind() = 'system' OR (viewer_kind() = 'member' AND {t}.kind = 'handshake' AND EXISTS (SELECT 1
 FROM {db}subscription s WHERE s.id = {t}.subscription_id AND s.owner_org = viewer_org()))";
    vec![Fence::custom("subscription", own, staff), Fence::custom("subscription_notice", greeting, greeting)]
}
