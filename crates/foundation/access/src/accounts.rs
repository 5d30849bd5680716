//! Accounts: members and their roles by organization, passwords, sessions, signed links, recovery and rate limits.
//!
//! Nothing here tells whether an account exists: a wrong password, an unknown address and an ended account get the
//! same answer after the same work. Secrets are random, lie in the database as hashes only, and are compared in
//! constant time.

pub mod clients;
pub mod links;
pub mod members;
pub mod password;
pub mod rate_limit;
mod secret;
pub mod sessions;
pub mod sign_in;

use tandem_store::Fence;

/// The fence of this module: a password hash exists for the system and for its own member only.
pub(crate) fn fences() -> Vec<Fence> {
    let own = "viewer_kind() = 'system' OR (viewer_kind() = 'member' AND {t}.member_id = viewer_member())";
    vec![Fence::custom("credential", own, own)]
}
