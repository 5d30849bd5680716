//! Accounts: members and their roles by organization, passwords, sessions, signed links, recovery and rate limits.
//!
//! Nothing here tells whether an account exists: a wrong password, an unknown address and an ended account get the
//! same answer after the same work. Secrets are random, lie in the database as hashes only, and are compared in
//! constant time.

pub mod password;
