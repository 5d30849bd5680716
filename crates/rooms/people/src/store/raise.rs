//! How rows follow a record whose label is raised: `?1` the person, `?2` the label, `?3` the labels below it.

/// Needs.
pub const NEED: &str = "UPDATE need SET label = ?2 WHERE person_id = ?1 AND label IN_TEXTS(?3)";
/// What a person says is wrong.
pub const CORRECTION: &str = "UPDATE correction SET label = ?2 WHERE person_id = ?1 AND label IN_TEXTS(?3)";
/// What a person asks to be forgotten.
pub const ERASURE_REQUEST: &str =
    "UPDATE erasure_request SET label = ?2 WHERE person_id = ?1 AND label IN_TEXTS(?3)";
