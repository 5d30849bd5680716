//! The room's row fences.

use tandem_access::Fence;

/// Nobody but the system reads or writes these.
const SYSTEM: &str = "viewer_kind() = 'system'";

/// Any reviewer sees what waits (ids and a probability, no names); what was taken, only who took it.
const REVIEW: &str = "viewer_kind() = 'system' OR (viewer_kind() = 'member' AND ({t}.status = 'open' OR {t}.taken_by = viewer_member()))";

/// The row fences of this room's tables.
pub fn fences() -> Vec<Fence> {
    vec![
        // That two organizations know the same person is told with the person's record: to its owner about its own records, to
        // others where the person's consent opens who they are.
        Fence { write: SYSTEM.into(), ..Fence::person("identity_record", "contact") },
        Fence::custom("identity_key", SYSTEM, SYSTEM),
        // A reviewer's page says how rare a name is.
        Fence::custom("identity_frequency", "viewer_kind() IN ('system', 'member')", SYSTEM),
        Fence::custom("identity_link", SYSTEM, SYSTEM),
        Fence::custom("identity_apart", SYSTEM, SYSTEM),
        Fence::custom("identity_event", SYSTEM, SYSTEM),
        Fence::custom("identity_review", REVIEW, REVIEW),
    ]
}
