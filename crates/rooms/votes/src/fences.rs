//! The room's row fences. No table here is about a person; what is fenced is what would tell how somebody voted, or what members
//! alone work with.

use tandem_access::Fence;

/// Nobody but the system reads ballots before they are published, and then they stand in the bundle. Whoever casts one may
/// write it. Papers, scans and the roll are for members.
pub fn fences() -> Vec<Fence> {
    let members = "viewer_kind() IN ('system', 'member')";
    vec![
        Fence::custom("vote_ballot", "viewer_kind() = 'system'", "1 = 1"),
        Fence::custom("vote_receipt", "viewer_kind() = 'system'", "1 = 1"),
        Fence::custom("vote_paper", members, members),
        Fence::custom(
            "vote_scan",
            "viewer_kind() = 'system' OR (viewer_kind() = 'member' AND {t}.owner_org = viewer_org())",
            members,
        ),
    ]
}
